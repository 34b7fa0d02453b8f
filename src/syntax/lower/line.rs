//! One line: which it is, what it says, and what to say when it cannot be read.

use super::super::ast::Clause;
use super::super::grammar::{Grammar, Rule, complaint};
use super::super::keyword::{first_word, nearest, starts_with};
use super::super::skeleton::{Line, shortened};
use super::{BlockUse, Container, Entry, Lower, initial};
use crate::source::{Location, Problem, ProblemKind, Span};
use crate::values::{DeclaredNone, fold};
use pest::Parser;
use pest::iterators::Pairs;

/// A recognised line.
struct Recognised<'e, C> {
    entry: &'e Entry<C>,
    /// Bytes of its first words.
    len: usize,
}

impl<'t> Lower<'t> {
    /// Reads a line; reports it and gives nothing when it cannot be read.
    pub(super) fn line<C>(&mut self, line: &Line, container: &Container<C>) -> Option<Clause<C>> {
        let text = &self.text[line.span.range()];
        let Some(found) = self.recognise(line, text, container) else {
            self.unreadable.push(line.whole());
            return None;
        };
        let keyword = Span::new(line.span.start, line.span.start + u32::try_from(found.len).unwrap_or(0));
        if let Some((none, fact)) = container.none.zip(found.entry.fact)
            && starts_with(text[found.len..].trim_start(), "aucun")
                .or(starts_with(text[found.len..].trim_start(), "aucune"))
                .is_some()
        {
            let pairs = self.parse(line, found.len, Rule::ligne_aucun, "suivi aucun parce que « la réponse est immédiate »")?;
            let reason = self.find_text(&pairs)?;
            return Some(Clause { kind: none(DeclaredNone { fact, reason }), keyword, span: line.whole() });
        }
        if line.block.is_some() && found.entry.block == BlockUse::Never {
            self.unexpected_block(line, found.entry);
        }
        let base = self.base;
        let pairs = self.header(line, found.len, found.entry)?;
        let kind = (found.entry.build)(self, pairs, line);
        self.base = base;
        if kind.is_none() {
            self.unreadable.push(line.whole());
        }
        Some(Clause { kind: kind?, keyword, span: line.whole() })
    }

    /// The rest of the line, read. The heading of a block is worth a second try with its name alone, so that its lines are not lost.
    fn header<C>(&mut self, line: &Line, from: usize, entry: &Entry<C>) -> Option<Pairs<'t, Rule>> {
        if line.sound
            && let Some(pairs) = self.parse(line, from, entry.rule, entry.example)
        {
            return Some(pairs);
        }
        self.unreadable.push(line.span);
        line.block.as_ref()?;
        let start = line.span.start as usize + from;
        let rest = &self.text[start..line.span.end as usize];
        let name = first_word(rest.trim_start());
        let name_start = start + (rest.len() - rest.trim_start().len());
        [name, ""].into_iter().find_map(|slice| {
            self.base = name_start;
            let slice = &self.text[name_start..name_start + slice.len()];
            Grammar::parse(entry.rule, slice).ok()
        })
    }

    /// Reads the rest of a line with a rule; reports what was expected when it does not match.
    fn parse(&mut self, line: &Line, from: usize, rule: Rule, example: &str) -> Option<Pairs<'t, Rule>> {
        if !line.sound {
            return None;
        }
        let start = line.span.start as usize + from;
        let rest = &self.text[start..line.span.end as usize];
        self.base = start;
        match Grammar::parse(rule, rest) {
            Ok(pairs) => {
                self.note_missing_accents(rule, &pairs);
                Some(pairs)
            }
            Err(error) => {
                let complaint = complaint(&error, rule);
                self.report_unreadable(line, start, &complaint, example);
                None
            }
        }
    }

    fn report_unreadable(&mut self, line: &Line, start: usize, complaint: &super::super::grammar::Complaint, example: &str) {
        let at = start + complaint.at;
        let rest = &self.text[at..line.span.end as usize];
        let rest_start = at + (rest.len() - rest.trim_start().len());
        let rest = rest.trim_start();
        let before = self.text[line.span.start as usize..rest_start].trim_end();
        let before_words = last_words(before);
        let expected = &complaint.expected;
        let word = rest.split_whitespace().next().unwrap_or("");
        let (span, message) = if rest.is_empty() {
            let end = u32::try_from(line.span.start as usize + before.len()).unwrap_or(u32::MAX);
            let last = before.chars().next_back().map_or(0, char::len_utf8);
            let span = Span::new(end - u32::try_from(last).unwrap_or(0), end);
            (span, format!("la ligne s'arrête trop tôt après « {before_words} » : on attend {expected}"))
        } else {
            let span = Span::of(rest_start..rest_start + word.len());
            (span, format!("« {} » ne se lit pas après « {before_words} » : on attend {expected}", shortened(word)))
        };
        let mut problem = Problem::new(ProblemKind::UnreadableLine, Location::new(self.file, span), message)
            .with_label("la lecture s'arrête ici")
            .with_help(format!("par exemple : `{example}`"));
        let unquoted = !rest.is_empty() && !rest.contains(['«', '»', '"', '<']);
        if complaint.wants_text && unquoted {
            let words = Span::of(rest_start..line.span.end as usize);
            problem = problem.with_correction("mettre le texte entre guillemets", words, format!("«\u{a0}{rest}\u{a0}»"));
        }
        self.problems.push(problem);
    }

    /// The line of the language these words start; reports them when there is none.
    fn recognise<'e, C>(&mut self, line: &Line, text: &str, container: &'e Container<C>) -> Option<Recognised<'e, C>> {
        let mut found: Option<(usize, bool, &'e Entry<C>)> = None;
        let initial = initial(text);
        for entry in container.entries.iter().filter(|entry| entry.initial == initial) {
            // Several lines may share their first word (`obtenue par`, `délai d'obtention`): the longest phrase that matches wins.
            if let Some(matched) = starts_with(text, entry.phrase)
                && found.is_none_or(|(len, _, _)| matched.len > len)
            {
                found = Some((matched.len, matched.exact, entry));
            }
        }
        if let Some((len, exact, entry)) = found {
            if !exact {
                self.note_spelling(line.span.start, len, entry.phrase);
            }
            return Some(Recognised { entry, len });
        }
        let word = first_word(text);
        let declared_none = container.none.and(container.entries.iter().find(|entry| {
            let head = entry.phrase.split(' ').next().unwrap_or(entry.phrase);
            entry.fact.is_some() && fold(head) == fold(word)
        }));
        let rest = text[word.len()..].trim_start();
        if let Some(entry) = declared_none
            && starts_with(rest, "aucun").or(starts_with(rest, "aucune")).is_some()
        {
            return Some(Recognised { entry, len: word.len() });
        }
        if let Some(fallback) = &container.fallback {
            return Some(Recognised { entry: fallback, len: 0 });
        }
        let meant = if word.is_empty() { None } else { nearest(word, container.entries.iter().map(|entry| entry.phrase)) };
        self.report_unknown_word(line, text, word, meant, container);
        let entry = meant.and_then(|phrase| container.entries.iter().find(|entry| entry.phrase == phrase))?;
        let head = entry.phrase.split(' ').next().unwrap_or(entry.phrase);
        let len = starts_with(&format!("{head}{}", &text[word.len()..]), entry.phrase)
            .map(|matched| matched.len - head.len() + word.len())
            .or((head == entry.phrase).then_some(word.len()))?;
        Some(Recognised { entry, len })
    }

    fn report_unknown_word<C>(&mut self, line: &Line, text: &str, word: &str, meant: Option<&str>, container: &Container<C>) {
        let shown = if word.is_empty() { shortened(text.split_whitespace().next().unwrap_or(text)) } else { shortened(word) };
        let span = Span::of(
            line.span.start as usize..line.span.start as usize + if word.is_empty() { first_len(text) } else { word.len() },
        );
        let message = format!("« {shown} » ne commence aucune ligne connue dans {}", container.name);
        let mut problem =
            Problem::new(ProblemKind::UnreadableLine, Location::new(self.file, span), message).with_label("mot inconnu ici");
        if let Some(phrase) = meant {
            let head = phrase.split(' ').next().unwrap_or(phrase);
            let example = container.entries.iter().find(|entry| entry.phrase == phrase).map_or("", |entry| entry.example);
            problem = problem
                .with_help(format!("le mot le plus proche est `{head}`, par exemple : `{example}`"))
                .with_correction(format!("écrire `{head}`"), span, head);
        } else if let Some((phrase, place)) = super::top::place_of(word) {
            problem = problem.with_help(format!("la ligne `{phrase}` s'écrit dans {place}"));
        } else {
            let words: Vec<_> = container.entries.iter().map(|entry| format!("`{}`", entry.phrase)).collect();
            problem = problem.with_help(format!("{} peut contenir : {}", container.name, words.join(", ")));
        }
        self.problems.push(problem);
    }

    fn unexpected_block<C>(&mut self, line: &Line, entry: &Entry<C>) {
        let Some(block) = &line.block else { return };
        let location = Location::new(self.file, line.span);
        let message = format!("la ligne « {} » n'ouvre pas de bloc : ce qui est entre ses accolades n'est pas lu", entry.phrase);
        self.problems.push(
            Problem::new(ProblemKind::UnreadableLine, location, message).with_help(format!("par exemple : `{}`", entry.example)),
        );
        self.unreadable.push(Span::new(line.span.end, block.end));
    }

    /// A word of the language written without its accents, or with others: understood, and mended.
    fn note_spelling(&mut self, start: u32, len: usize, phrase: &str) {
        let span = Span::new(start, start + u32::try_from(len).unwrap_or(0));
        let typed = &self.text[span.range()];
        let message = format!("« {} » s'écrit `{phrase}`", shortened(typed));
        let problem = Problem::new(ProblemKind::Spelling, Location::new(self.file, span), message);
        self.problems.push(problem.with_label(format!("s'écrit `{phrase}`")).with_correction(
            format!("écrire `{phrase}`"),
            span,
            phrase,
        ));
    }

    /// The keywords inside a line that were typed without their accents.
    fn note_missing_accents(&mut self, rule: Rule, pairs: &Pairs<'t, Rule>) {
        if !may_lack_accents(rule) {
            return;
        }
        let words = pairs.clone().flatten().filter(|pair| pair.as_rule() == Rule::sans_accent);
        for word in words.map(|pair| pair.as_span()) {
            if let Some((_, accented)) = PLAIN.iter().find(|(plain, _)| *plain == word.as_str()) {
                self.note_spelling(u32::try_from(self.base + word.start()).unwrap_or(0), word.as_str().len(), accented);
            }
        }
    }
}

/// Keywords typed without their accents.
const PLAIN: [(&str, &str); 9] = [
    ("a", "à"),
    ("apres", "après"),
    ("aupres", "auprès"),
    ("motive", "motivé"),
    ("representant", "représentant"),
    ("demarche", "démarche"),
    ("evenement", "événement"),
    ("immediat", "immédiat"),
    ("etre", "être"),
];

/// Whether a line may hold one of them, after its first words: a test reads it off the grammar.
pub(super) const fn may_lack_accents(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::ligne_duree
            | Rule::ligne_cout
            | Rule::ligne_delai
            | Rule::ligne_conservation
            | Rule::ligne_donnee
            | Rule::ligne_exception
            | Rule::ligne_silence
            | Rule::ligne_recours
            | Rule::ligne_refus
            | Rule::ligne_par
            | Rule::ligne_nature
            | Rule::ligne_obtenue
            | Rule::ligne_parcours
            | Rule::ligne_accuse
    )
}

fn first_len(text: &str) -> usize {
    text.find(char::is_whitespace).unwrap_or(text.len())
}

/// The end of what was read, short enough to be quoted.
fn last_words(before: &str) -> String {
    let words: Vec<_> = before.split_whitespace().collect();
    let last = words[words.len().saturating_sub(3)..].join(" ");
    if last.chars().count() <= 30 { last } else { shortened(words.last().copied().unwrap_or("")) }
}
