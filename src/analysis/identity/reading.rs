//! One label: the document it designates, what it requires of it, and how far it was read.

use super::lexicon::{Lexicon, Meaning, Word, words, written};
use crate::model::Confidence;
use crate::values::fold;
use std::collections::BTreeSet;

/// What a label designates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Equal for two labels that designate the same document; only to be compared.
    pub key: Box<str>,
    /// The canonical name, when the lexicon has one.
    pub name: Option<Box<str>>,
    /// The words about other persons than the applicant.
    pub(super) persons: BTreeSet<Word>,
    /// What is required of the document without making it another.
    pub requirements: Vec<Box<str>>,
    /// Whether it designates no document: « autre pièce ».
    pub is_vague: bool,
    /// Whether it offers or joins several documents.
    pub is_several: bool,
    /// As it is written, or only once requirements or declared synonyms are left out.
    pub confidence: Confidence,
}

/// The units of an age: « de moins de 3 mois ».
const UNITS: &[&str] = &["moi", "mois", "an", "ans", "annee", "jour", "semaine"];

/// What may stand before « moins de … » and belongs to it.
const BEFORE_AGE: &[&str] = &["de", "date", "datee", "datant", "depuis", "a", "il", "y"];

/// How labels begin that first say whom they concern.
const CASES: &[&str] =
    &["si ", "s'il ", "en cas ", "pour les ", "pour tous", "pour le ", "pour la ", "pour l'", "lorsque ", "le cas echeant"];

/// Reads a label.
#[must_use]
pub fn identity(label: &str, lexicon: &Lexicon) -> Identity {
    if let Some(number) = cerfa(label) {
        return Identity {
            key: format!("cerfa {number}").into(),
            name: None,
            persons: BTreeSet::new(),
            requirements: Vec::new(),
            is_vague: false,
            is_several: false,
            confidence: Confidence::Exact,
        };
    }
    let text = without_parentheses(without_beginning(label));
    if let Some((head, _)) = text.split_once(" :").or_else(|| text.split_once(": ")) {
        let head = read(head, lexicon);
        if !head.is_vague {
            return Identity { confidence: head.confidence.min(Confidence::Sentence), ..head };
        }
    }
    read(&text, lexicon)
}

fn read(text: &str, lexicon: &Lexicon) -> Identity {
    let mut reading = Reading::default();
    reading.run_over(&words(text), lexicon);
    let requirements = reading.requirements(text);
    let (kept, piece) = reading.named(lexicon);
    let bag: BTreeSet<&str> = kept.iter().map(|word| &**word).collect();
    let persons = kept.iter().filter(|word| lexicon.persons.contains(*word)).cloned().collect();
    let is_several = bag.contains("ou") || bag.contains("et");
    let is_vague = piece.is_none() && kept.iter().all(|word| lexicon.vague.contains(word));
    let name = piece.filter(|_| bag.len() == 1).map(|rank| lexicon.pieces[rank].clone());
    let is_altered = piece.is_some() || !requirements.is_empty() || reading.is_cut;
    Identity {
        key: bag.into_iter().collect::<Vec<_>>().join(" ").into(),
        name,
        persons,
        requirements,
        is_vague,
        is_several,
        confidence: match (is_vague, is_altered) {
            (true, _) => Confidence::Guess,
            (false, true) => Confidence::Sentence,
            (false, false) => Confidence::Title,
        },
    }
}

/// The words of a label, sorted by what they say.
#[derive(Debug, Default)]
struct Reading {
    /// Those that designate, each with its rank among the words.
    kept: Vec<(usize, Word)>,
    /// By rank of word, whether it requires something.
    requires: Vec<bool>,
    is_cut: bool,
}

impl Reading {
    fn run_over(&mut self, words: &[Word], lexicon: &Lexicon) {
        self.requires = vec![false; words.len()];
        let mut at = 0;
        while at < words.len() {
            if !self.kept.is_empty() && lexicon.cuts_at(&words[at..]) {
                self.is_cut = true;
                self.requires[at..].fill(true);
                break;
            }
            if let Some(length) = age_at(&words[at..]) {
                let before = words[..at].iter().rev().take_while(|word| BEFORE_AGE.contains(&&***word)).count();
                self.kept.retain(|(rank, _)| *rank + before < at);
                self.requires[at - before..at + length].fill(true);
                at += length;
                continue;
            }
            match lexicon.run_at(&words[at..]) {
                Some((Meaning::Nothing, length)) => at += length,
                Some((Meaning::Requirement, length)) => {
                    self.requires[at..at + length].fill(true);
                    at += length;
                }
                Some((Meaning::Rewritten(others), length)) => {
                    others.iter().for_each(|word| self.keep(at, word, lexicon));
                    at += length;
                }
                Some((Meaning::Piece(_), _)) | None => {
                    self.keep(at, &words[at], lexicon);
                    at += 1;
                }
            }
        }
        // What joins two documents joins nothing at an end.
        let joins = |(_, word): &(usize, Word)| matches!(&**word, "ou" | "et" | "soit");
        while self.kept.first().is_some_and(joins) {
            self.kept.remove(0);
        }
        while self.kept.last().is_some_and(joins) {
            self.kept.pop();
        }
    }

    fn keep(&mut self, rank: usize, word: &Word, lexicon: &Lexicon) {
        let is_number = word.starts_with(|first: char| first.is_ascii_digit());
        // « Parent 2 » is not « parent 1 »; any other number only ranks or counts.
        let after_person =
            |(last, person): &(usize, Word)| *last + 2 >= rank && lexicon.persons.contains(person) && word.len() < 3;
        let counts = if is_number { self.kept.last().is_some_and(after_person) } else { word.len() > 1 };
        if counts && !lexicon.empty.contains(word) {
            self.kept.push((rank, word.clone()));
        }
    }

    /// What is required, each run of words as it is written.
    fn requirements(&self, text: &str) -> Vec<Box<str>> {
        let mut runs: Vec<String> = Vec::new();
        let mut follows = false;
        for (word, requires) in written(text).zip(&self.requires) {
            match runs.last_mut() {
                Some(run) if *requires && follows => {
                    run.push(' ');
                    run.push_str(word);
                }
                Some(_) | None if *requires => runs.push(word.to_owned()),
                Some(_) | None => {}
            }
            follows = *requires;
        }
        runs.into_iter().map(String::into_boxed_str).collect()
    }

    /// The words kept, those of a document of the lexicon made one; and that document.
    fn named(&self, lexicon: &Lexicon) -> (Vec<Word>, Option<usize>) {
        let kept: Vec<Word> = self.kept.iter().map(|(_, word)| word.clone()).collect();
        let mut named = Vec::with_capacity(kept.len());
        let mut piece = None;
        let mut at = 0;
        while at < kept.len() {
            match lexicon.form_at(&kept[at..]) {
                Some((Meaning::Piece(rank), length)) => {
                    piece = Some(*rank);
                    named.push(format!("@{rank}").into());
                    at += length;
                }
                Some(_) | None => {
                    named.push(kept[at].clone());
                    at += 1;
                }
            }
        }
        (named, piece)
    }
}

/// The length of « moins de 3 mois » at the start of those words.
fn age_at(words: &[Word]) -> Option<usize> {
    if !matches!(&**words.first()?, "moin" | "moins") {
        return None;
    }
    let unit = words.iter().take(5).position(|word| UNITS.contains(&&**word))?;
    Some(unit + 1)
}

/// The number of a form, wherever it is written: five digits after « cerfa ».
fn cerfa(label: &str) -> Option<String> {
    let folded = fold(label);
    let after = &folded[folded.find("cerfa")?..];
    let mut numbers = after.split(|letter: char| !letter.is_ascii_digit());
    numbers.find(|number| number.len() == 5).map(str::to_owned)
}

/// A label without its rank in a list (« 4-2 - », « PJ 3 : ») nor the case it starts with (« Pour les associations – »).
fn without_beginning(label: &str) -> &str {
    let label = label.trim().trim_start_matches(['-', '–', '•', '*', '·', ' ']);
    let folded = fold(label);
    if CASES.iter().any(|case| folded.starts_with(case)) {
        let end = [" - ", " – ", " : ", ", ", ": "].iter().filter_map(|end| label.find(end).map(|at| at + end.len())).min();
        return end.map_or(label, |end| &label[end..]);
    }
    let Some((at, end)) = separator(label) else { return label };
    let (head, rest) = (&label[..at], &label[end..]);
    if rest.trim().is_empty() || !is_rank(head) { label } else { rest }
}

/// The first dash, colon, slash or point after which the label may start again.
fn separator(label: &str) -> Option<(usize, usize)> {
    let ends = [" - ", " – ", " : ", "- ", ". ", ") ", " / ", ": "];
    ends.iter().filter_map(|end| label.find(end).map(|at| (at, at + end.len()))).min()
}

/// Whether those words only number what follows: « 6H », « C.8 », « Action 1 », « Véhicule 4 ».
fn is_rank(head: &str) -> bool {
    let last = head.split(|letter: char| !letter.is_alphanumeric()).rfind(|word| !word.is_empty()).unwrap_or_default();
    let is_year = last.len() == 4;
    let n_words = head.split_whitespace().count();
    let is_letter = n_words == 1 && head.chars().filter(|letter| letter.is_alphanumeric()).count() == 1;
    is_letter || (last.contains(|letter: char| letter.is_ascii_digit()) && !is_year && n_words <= 3)
}

/// A label without what it says between parentheses; an alternative stays one.
fn without_parentheses(label: &str) -> String {
    let mut plain = String::with_capacity(label.len());
    let mut inside = String::new();
    let mut depth = 0_usize;
    for letter in label.chars() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    let said = std::mem::take(&mut inside);
                    if said.trim_start().starts_with("ou ") {
                        plain.push(' ');
                        plain.push_str(&said);
                    }
                }
            }
            _ if depth > 0 => inside.push(letter),
            _ => plain.push(letter),
        }
    }
    if plain.trim().is_empty() { inside } else { plain }
}
