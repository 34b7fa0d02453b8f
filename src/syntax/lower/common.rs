//! The pieces lines are made of: names, texts, words of closed lists, qualifiers, citations.

use super::super::ast::{Definition, LegalResource};
use super::super::grammar::Rule;
use super::super::skeleton::{Line, shortened};
use super::{Container, Lower};
use crate::source::{Location, Problem, ProblemKind, Span, Spanned};
use crate::values::*;
use pest::iterators::{Pair, Pairs};

impl<'t> Lower<'t> {
    /// The place of a pair in the file.
    pub(super) fn span(&self, pair: &Pair<'t, Rule>) -> Span {
        let span = pair.as_span();
        Span::of(self.base + span.start()..self.base + span.end())
    }

    /// The first pair of a rule.
    pub(super) fn find(&self, pairs: &Pairs<'t, Rule>, rule: Rule) -> Option<Pair<'t, Rule>> {
        pairs.clone().find(|pair| pair.as_rule() == rule)
    }

    /// All the pairs of a rule, in order.
    pub(super) fn all(&self, pairs: &Pairs<'t, Rule>, rule: Rule) -> Vec<Pair<'t, Rule>> {
        pairs.clone().filter(|pair| pair.as_rule() == rule).collect()
    }

    /// The words of a text, an address, or any run of words; guillemets and spaces at the ends left out.
    pub(super) fn words(&self, pair: &Pair<'t, Rule>) -> Text {
        let inner = match pair.as_rule() {
            Rule::texte | Rule::url | Rule::horaires | Rule::relecteur => pair.clone().into_inner().next(),
            _ => None,
        };
        if let Some(inner) = inner {
            return self.words(&inner);
        }
        let span = self.span(pair);
        let raw = pair.as_str();
        let start = span.start as usize + (raw.len() - raw.trim_start().len());
        let words = raw.trim();
        Spanned::new(words.into(), Span::of(start..start + words.len()))
    }

    /// The first text of a line.
    pub(super) fn find_text(&self, pairs: &Pairs<'t, Rule>) -> Option<Text> {
        self.find(pairs, Rule::texte).map(|pair| self.words(&pair))
    }

    /// The texts of a list.
    pub(super) fn texts(&self, pairs: &Pairs<'t, Rule>) -> Vec<Text> {
        let Some(list) = self.find(pairs, Rule::textes) else { return Vec::new() };
        self.all(&list.into_inner(), Rule::texte).iter().map(|pair| self.words(pair)).collect()
    }

    /// The first text or address of a line.
    pub(super) fn find_text_or_url(&self, pairs: &Pairs<'t, Rule>) -> Option<Text> {
        let pair = pairs.clone().find(|pair| matches!(pair.as_rule(), Rule::texte | Rule::url))?;
        Some(self.words(&pair))
    }

    /// The first address of a line.
    pub(super) fn find_url(&self, pairs: &Pairs<'t, Rule>) -> Option<Text> {
        self.find(pairs, Rule::url).map(|pair| self.words(&pair))
    }

    /// A name, where it is defined.
    pub(super) fn name(&self, pair: &Pair<'t, Rule>) -> Text {
        Spanned::new(pair.as_str().into(), self.span(pair))
    }

    /// A name, where it is used.
    pub(super) fn reference(&self, pair: &Pair<'t, Rule>) -> Reference {
        Reference::new(pair.as_str(), self.span(pair))
    }

    /// The first name of a line.
    pub(super) fn find_reference(&self, pairs: &Pairs<'t, Rule>) -> Option<Reference> {
        self.find(pairs, Rule::nom).map(|pair| self.reference(&pair))
    }

    /// The names of a list.
    pub(super) fn references(&self, pairs: &Pairs<'t, Rule>) -> Vec<Reference> {
        let Some(list) = self.find(pairs, Rule::noms) else { return Vec::new() };
        self.all(&list.into_inner(), Rule::nom).iter().map(|pair| self.reference(pair)).collect()
    }

    /// A word of a closed list; reports the list when it is not one of its words.
    pub(super) fn word<T: Copy>(&mut self, pair: &Pair<'t, Rule>, all: &[T], word: fn(T) -> &'static str) -> Option<Spanned<T>> {
        let span = self.span(pair);
        self.word_in(pair.as_str(), span, all, word)
    }

    /// As [`Self::word`], for words gathered otherwise.
    pub(super) fn word_in<T: Copy>(
        &mut self,
        typed: &str,
        span: Span,
        all: &[T],
        word: fn(T) -> &'static str,
    ) -> Option<Spanned<T>> {
        if let Some(found) = all.iter().copied().find(|value| word(*value) == typed) {
            return Some(Spanned::new(found, span));
        }
        let plain = |text: &str| {
            let words = fold(text);
            words.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let folded = plain(typed);
        if let Some(found) = all.iter().copied().find(|value| plain(word(*value)) == folded) {
            let written = word(found);
            let composed: String = unicode_normalization::UnicodeNormalization::nfc(typed).collect();
            if composed.split_whitespace().ne(written.split_whitespace()) && composed.replace('’', "'") != written {
                let problem = Problem::new(
                    ProblemKind::Spelling,
                    Location::new(self.file, span),
                    format!("« {} » s'écrit `{written}`", shortened(typed)),
                );
                self.problems.push(problem.with_correction(format!("écrire `{written}`"), span, written));
            }
            return Some(Spanned::new(found, span));
        }
        let words: Vec<_> = all.iter().map(|value| format!("`{}`", word(*value))).collect();
        let near = super::super::keyword::nearest(typed, all.iter().map(|value| word(*value)));
        let mut problem = Problem::new(
            ProblemKind::UnreadableLine,
            Location::new(self.file, span),
            format!("« {} » n'est pas un des mots possibles ici", shortened(typed)),
        )
        .with_label("mot inconnu ici")
        .with_help(format!("les mots possibles sont : {}", words.join(", ")));
        if let Some(near) = near {
            problem = problem.with_correction(format!("écrire `{near}`"), span, near);
        }
        self.problems.push(problem);
        None
    }

    /// The words of a list, each of a closed list; those that are not are reported and left out.
    pub(super) fn word_list<T: Copy>(
        &mut self,
        pairs: &Pairs<'t, Rule>,
        all: &[T],
        word: fn(T) -> &'static str,
    ) -> Vec<Spanned<T>> {
        let Some(list) = self.find(pairs, Rule::liste_mots) else { return Vec::new() };
        let words = self.all(&list.into_inner(), Rule::mots);
        words.iter().filter_map(|pair| self.word(pair, all, word)).collect()
    }

    /// `oui` or `non`.
    pub(super) fn yes_no(&self, pairs: &Pairs<'t, Rule>) -> Option<Spanned<bool>> {
        let pair = pairs.clone().find(|pair| matches!(pair.as_rule(), Rule::k_oui | Rule::k_non))?;
        Some(Spanned::new(pair.as_rule() == Rule::k_oui, self.span(&pair)))
    }

    /// What follows a fact.
    pub(super) fn qualifiers(&mut self, pairs: &Pairs<'t, Rule>) -> Qualifiers {
        let mut qualifiers = Qualifiers::default();
        let Some(pair) = self.find(pairs, Rule::qualificatifs) else { return qualifiers };
        for part in pair.into_inner() {
            let span = self.span(&part);
            let inner = part.clone().into_inner();
            match part.as_rule() {
                Rule::si | Rule::sauf_si => {
                    let Some(expression) = self.find(&inner, Rule::expression) else { continue };
                    let Some(condition) = self.expression(&expression) else { continue };
                    let condition = if part.as_rule() == Rule::sauf_si {
                        Expression::new(ExpressionKind::Not(Box::new(condition)), span)
                    } else {
                        condition
                    };
                    qualifiers.condition = Some(match qualifiers.condition.take() {
                        Some(first) => {
                            let whole = first.span.cover(condition.span);
                            Expression::new(ExpressionKind::Logic(Connective::And, vec![first, condition]), whole)
                        }
                        None => condition,
                    });
                }
                Rule::motif => qualifiers.because = self.find_text(&inner),
                Rule::selon => {
                    let citation = self.find(&inner, Rule::citation);
                    qualifiers.according_to = citation.and_then(|citation| self.citation(&citation)).map(Box::new);
                }
                _ => {}
            }
        }
        qualifiers
    }

    /// `crpa, article L231-4 <…>`.
    pub(super) fn citation(&mut self, pair: &Pair<'t, Rule>) -> Option<LegalCitation> {
        let inner = pair.clone().into_inner();
        let resource = match self.find_text(&inner) {
            Some(text) => CitedResource::Quoted(text),
            None => CitedResource::Named(self.find_reference(&inner)?),
        };
        let article = self.find(&inner, Rule::article).map(|article| self.words(&article));
        Some(LegalCitation { resource, article, url: self.find_url(&inner), span: self.span(pair) })
    }

    /// `coût 25 € si …`.
    pub(super) fn cost(&mut self, pairs: &Pairs<'t, Rule>) -> Option<Cost> {
        let amount = self.find(pairs, Rule::plage_montant)?;
        let amount = self.money_range(&amount)?;
        Some(Cost { amount, qualifiers: self.qualifiers(pairs) })
    }

    /// `nom valable 10 ans si …`.
    pub(super) fn output(&mut self, pairs: &Pairs<'t, Rule>) -> Option<Output> {
        let evidence = self.find_reference(pairs)?;
        Some(Output { evidence, valid_for: self.find_duration(pairs), qualifiers: self.qualifiers(pairs) })
    }

    /// `2 mois, à compter du dossier complet`.
    pub(super) fn time_limit(&mut self, pairs: &Pairs<'t, Rule>) -> Option<TimeLimit> {
        let duration = self.find_duration_range(pairs)?;
        let start = self.find(pairs, Rule::depart).and_then(|depart| {
            let span = self.span(&depart);
            let inner = depart.into_inner();
            if let Some(text) = self.find_text(&inner) {
                return Some(Spanned::new(Start::Described(text.value), span));
            }
            let words = self.find(&inner, Rule::mots)?;
            let event = self.word(&words, StartEvent::ALL, StartEvent::word)?;
            Some(Spanned::new(Start::Event(event.value), event.span))
        });
        Some(TimeLimit { duration, start, qualifiers: self.qualifiers(pairs) })
    }

    /// `en ligne <…>`.
    pub(super) fn channel(&mut self, pair: &Pair<'t, Rule>) -> Option<Channel> {
        let inner = pair.clone().into_inner();
        let kind = self.find(&inner, Rule::type_canal)?;
        let kind = self.word(&kind, ChannelKind::ALL, ChannelKind::word)?;
        Some(Channel { kind, url: self.find_url(&inner) })
    }

    /// `sur rendez-vous sous 30 jours`.
    pub(super) fn appointment(&mut self, pairs: &Pairs<'t, Rule>) -> Option<Appointment> {
        let pair = self.find(pairs, Rule::rendez_vous)?;
        let span = self.span(&pair);
        let within = self.find_duration(&pair.into_inner()).map(|duration| duration.value);
        Some(Appointment { within, span })
    }

    /// `recours gracieux auprès de préfecture sous 2 mois`.
    pub(super) fn appeal(&mut self, pairs: &Pairs<'t, Rule>) -> Option<Appeal> {
        let kind = self.find(pairs, Rule::mots)?;
        let kind = self.word(&kind, AppealKind::ALL, AppealKind::word)?;
        let none_because = self.find_text(pairs);
        let before = self.find_reference(pairs);
        let within = self.find_duration(pairs);
        Some(Appeal { kind, none_because, before, within, qualifiers: self.qualifiers(pairs) })
    }

    /// `terme « mot » = « sens »`.
    pub(super) fn term(&self, pairs: &Pairs<'t, Rule>, line: &Line) -> Option<Term> {
        let texts = self.all(pairs, Rule::texte);
        let [word, meaning] = texts.as_slice() else { return None };
        Some(Term { word: self.words(word), meaning: self.words(meaning), span: line.whole() })
    }

    /// `mot nom « titre » { … }`, its lines read.
    pub(super) fn definition<C>(
        &mut self,
        pairs: &Pairs<'t, Rule>,
        line: &Line,
        container: &Container<C>,
    ) -> Option<Definition<C>> {
        let name = self.find(pairs, Rule::nom)?;
        let name = self.name(&name);
        let title = self.find_text(pairs);
        Some(Definition { name, title, clauses: self.block(line, container), span: line.whole() })
    }

    /// `texte nom « titre » <…>`.
    pub(super) fn legal_resource(&self, pairs: &Pairs<'t, Rule>, line: &Line) -> Option<LegalResource> {
        let name = self.find(pairs, Rule::nom)?;
        Some(LegalResource {
            name: self.name(&name),
            title: self.find_text(pairs),
            url: self.find_url(pairs),
            span: line.whole(),
        })
    }
}
