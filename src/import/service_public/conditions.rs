//! For whom a fact holds: the cases around it, and the formal conditions on the variables of the guided searches.
//!
//! Cases that stand side by side are one datum, a choice between their titles: a person is in one of them. It is local to its page, since two
//! pages may use the same words for two things. « Autre cas » is the complement of its neighbours. A lone case, or the « si … » of a line, is a
//! yes-or-no datum whose question is its words. « Si vous êtes français » and « si vous êtes étranger » are two values of one datum. A variable of a guided search is that of the case whose title says it; else it is shared by all
//! the pages that read it.

use super::record::FormalCondition;
use super::xml::{self, Node};
use crate::model::{Confidence, Data, Origin};
use crate::source::{FileId, Location, Span};
use crate::values::{Comparison, Connective, DataType, Expression, ExpressionKind, Reference, SymbolId, Text, fold};
use std::collections::BTreeMap;

/// The data a page makes, by their question.
#[derive(Debug)]
pub(super) struct Questions {
    file: FileId,
    /// The name of the page.
    page: Box<str>,
    /// Folded question → rank.
    known: BTreeMap<String, usize>,
    /// The data of the page alone.
    pub(super) local: Vec<Data>,
    /// The variables of the guided searches.
    pub(super) shared: Vec<Data>,
    /// The case of the page that a variable stands for.
    cases: BTreeMap<Box<str>, Expression>,
}

impl Questions {
    pub(super) const fn new(file: FileId, page: Box<str>) -> Self {
        Self { file, page, known: BTreeMap::new(), local: Vec::new(), shared: Vec::new(), cases: BTreeMap::new() }
    }

    /// The condition of those words: the same words on a page are the same condition.
    pub(super) fn said(&mut self, words: &Text, confidence: Confidence) -> Expression {
        let of_nationality = nationality(&words.value).map(|(title, alone)| (self.nationality(title, words.span), alone));
        match of_nationality {
            Some((own, true)) => own,
            Some((own, false)) => {
                let whole = self.question(words, confidence);
                Expression::new(ExpressionKind::Logic(Connective::And, vec![own, whole]), words.span)
            }
            None => self.question(words, confidence),
        }
    }

    /// The condition of being French, or of being a foreigner: nobody is both.
    fn nationality(&mut self, title: &'static str, span: Span) -> Expression {
        let [french, foreign] = NATIONALITIES.map(|(title, _)| Text::new(title.into(), span));
        let rank = self.choice_between(&[&french, &foreign]);
        let datum = &mut self.local[rank];
        option(datum, &french);
        option(datum, &foreign);
        let value = option(datum, &Text::new(title.into(), span));
        compared(&datum.name.clone(), Comparison::Equal, value, span)
    }

    /// A yes-or-no datum whose question is those words.
    fn question(&mut self, words: &Text, confidence: Confidence) -> Expression {
        let folded = fold(words.value.trim());
        let rank = *self.known.entry(folded).or_insert(self.local.len());
        let name: Box<str> = format!("{}_cas_{}", self.page, rank + 1).into();
        if rank == self.local.len() {
            self.local.push(datum(self.file, name.clone(), words.clone(), words.span, confidence));
        }
        named(name, words.span)
    }

    /// The condition of each of those titles, of which a person is in one at a time; those of a lone title are said as before.
    ///
    /// Two blocks that share a title ask the same question: their titles make one choice.
    pub(super) fn choice(&mut self, titles: &[Option<Text>]) -> Vec<Option<Expression>> {
        let cases: Vec<&Text> = titles.iter().flatten().filter(|title| !is_complement(&title.value)).collect();
        let complement = titles.iter().flatten().find(|title| is_complement(&title.value));
        if cases.iter().chain(&complement).count() < 2 || cases.is_empty() {
            let said = |title: &Option<Text>| {
                let title = title.as_ref().filter(|title| !is_complement(&title.value))?;
                Some(self.said(title, Confidence::Title))
            };
            return titles.iter().map(said).collect();
        }
        let rank = self.choice_between(&cases);
        let mut values: Vec<Box<str>> = cases.iter().map(|title| option(&mut self.local[rank], title)).collect();
        values.dedup();
        if let Some(complement) = complement {
            option(&mut self.local[rank], complement);
        }
        let name = self.local[rank].name.clone();
        let condition = |title: &Option<Text>| {
            let title = title.as_ref()?;
            Some(if is_complement(&title.value) {
                other_than(&name, &values, title.span)
            } else {
                let value = option(&mut self.local[rank], title);
                compared(&name, Comparison::Equal, value, title.span)
            })
        };
        titles.iter().map(condition).collect()
    }

    /// The rank of the choice that already has one of those titles, or of a new one.
    fn choice_between(&mut self, titles: &[&Text]) -> usize {
        let shares_one = |datum: &Data| match &datum.data_type {
            DataType::OneOf(options) => titles.iter().any(|title| options.iter().any(|known| is_same(known, title))),
            _ => false,
        };
        self.local.iter().position(shares_one).unwrap_or_else(|| {
            let rank = self.local.len();
            let name = format!("{}_cas_{}", self.page, rank + 1).into();
            let first = titles[0];
            let mut datum = datum(self.file, name, first.clone(), first.span, Confidence::Title);
            datum.question = None;
            datum.data_type = DataType::OneOf(Vec::new());
            self.local.push(datum);
            rank
        })
    }

    /// Learns that the only variable of a case means being in that case.
    pub(super) fn learn(&mut self, case: Node<'_>, condition: Option<Expression>) {
        let (Some(formal), Some(condition)) = (xml::child(case, "Condition"), condition) else { return };
        let mut variables: Vec<_> = formal.descendants().filter_map(|node| xml::attribute(node, "var")).collect();
        variables.dedup_by(|one, other| one.value == other.value);
        if let [variable] = &variables[..] {
            self.cases.entry(variable.value.clone()).or_insert(condition);
        }
    }

    /// What a formal condition says; `None` when there is none, or when it does not read.
    pub(super) fn formal(&mut self, node: Node<'_>, label: Option<&Text>) -> Option<Expression> {
        let condition = xml::child(node, "Condition")?;
        let parts: Vec<_> = condition.children().filter_map(|part| self.formula(part, label)).collect();
        joined(Connective::And, parts, xml::span(condition))
    }

    /// « Not known yet » is left out of an alternative: it only says what to show to who answered nothing. « Ou » in « ou » is one « ou », and what
    /// is said twice is said once.
    fn formula(&mut self, node: Node<'_>, label: Option<&Text>) -> Option<Expression> {
        let connective = match xml::name(node) {
            "estVrai" => {
                let variable = xml::attribute(node, "var")?;
                if let Some(case) = self.cases.get(&variable.value) {
                    return Some(case.clone());
                }
                return Some(self.variable(&variable, label, Confidence::Title));
            }
            "et" => Connective::And,
            "ou" => Connective::Or,
            _ => return None,
        };
        let mut parts: Vec<Expression> = Vec::new();
        for part in node.children().filter_map(|part| self.formula(part, label)) {
            let same_level = match part.kind {
                ExpressionKind::Logic(inner, operands) if inner == connective => operands,
                _ => vec![part],
            };
            for one in same_level {
                if !parts.iter().any(|known| known.says_same_as(&one)) {
                    parts.push(one);
                }
            }
        }
        joined(connective, parts, xml::span(node))
    }

    /// A variable of the guided searches, with the words that say it.
    pub(super) fn variable(&mut self, variable: &Text, label: Option<&Text>, confidence: Confidence) -> Expression {
        let name: Box<str> = format!("reponse_{}", super::names::identifier(&variable.value)).into();
        if !self.shared.iter().any(|data| data.name == name && data.origin.confidence >= confidence) {
            let question = label.unwrap_or(variable).clone();
            let confidence = if label.is_some() { confidence } else { Confidence::Guess };
            self.shared.push(datum(self.file, name.clone(), question, variable.span, confidence));
        }
        named(name, variable.span)
    }
}

/// The two values of the nationality, as cases are titled, and how words that say them begin, folded.
const NATIONALITIES: [(&str, [&str; 2]); 2] = [
    ("Vous êtes français", ["vous etes francais", "vous etes de nationalite francaise"]),
    ("Vous êtes étranger", ["vous etes etranger", "vous etes de nationalite etrangere"]),
];

/// The nationality that those words require, and whether alone: not « si vous êtes français et âgé de moins de 25 ans ».
fn nationality(words: &str) -> Option<(&'static str, bool)> {
    let said = fold(words);
    let said = said.trim().strip_prefix("si ").unwrap_or(said.trim());
    NATIONALITIES.iter().find_map(|(title, starts)| {
        let rest = starts.iter().find_map(|start| said.strip_prefix(start))?;
        let adds = rest.starts_with(" et ") && !rest.contains(" ou ");
        (rest.is_empty() || adds).then_some((*title, rest.is_empty()))
    })
}

fn datum(file: FileId, name: Box<str>, question: Text, span: Span, confidence: Confidence) -> Data {
    Data {
        symbol: SymbolId::default(),
        name,
        origin: Origin { location: Location::new(file, span), confidence },
        heading: Location::new(file, question.span),
        data_type: DataType::Boolean,
        unit: None,
        bounds: None,
        question: Some(question),
        explanation: None,
        concept: None,
        source: None,
        sensitive: None,
        used_for: None,
    }
}

/// The value of a choice that has those words, added when it is new.
fn option(datum: &mut Data, words: &Text) -> Box<str> {
    let DataType::OneOf(options) = &mut datum.data_type else { return words.value.clone() };
    let known = options.iter().find(|known| is_same(known, words));
    let value = known.map(|known| known.value.clone());
    value.unwrap_or_else(|| {
        options.push(words.clone());
        words.value.clone()
    })
}

fn is_same(one: &Text, other: &Text) -> bool {
    fold(one.value.trim()) == fold(other.value.trim())
}

fn compared(name: &str, comparison: Comparison, value: Box<str>, span: Span) -> Expression {
    let value = named(value, span);
    Expression::new(ExpressionKind::Compare(comparison, Box::new(named(name.into(), span)), Box::new(value)), span)
}

/// None of those values of a choice.
fn other_than(name: &str, values: &[Box<str>], span: Span) -> Expression {
    if let [value] = values {
        return compared(name, Comparison::Different, value.clone(), span);
    }
    let values = values.iter().map(|value| named(value.clone(), span)).collect();
    let among = Expression::new(ExpressionKind::Among(Box::new(named(name.into(), span)), values), span);
    Expression::new(ExpressionKind::Not(Box::new(among)), span)
}

fn named(name: Box<str>, span: Span) -> Expression {
    Expression::new(ExpressionKind::Name(Reference::new(name, span)), span)
}

/// Conditions joined; one alone stands for itself.
pub(super) fn joined(connective: Connective, mut parts: Vec<Expression>, span: Span) -> Option<Expression> {
    if parts.len() < 2 { parts.pop() } else { Some(Expression::new(ExpressionKind::Logic(connective, parts), span)) }
}

/// Both conditions, when there are two.
pub(super) fn both(first: Option<Expression>, second: Option<Expression>) -> Option<Expression> {
    let (first, second) = match (first, second) {
        (Some(first), Some(second)) => (first, second),
        (one, other) => return one.or(other),
    };
    let span = second.span;
    let mut parts = match first.kind {
        ExpressionKind::Logic(Connective::And, parts) => parts,
        _ => vec![first],
    };
    match second.kind {
        ExpressionKind::Logic(Connective::And, more) => parts.extend(more),
        _ => parts.push(second),
    }
    Some(Expression::new(ExpressionKind::Logic(Connective::And, parts), span))
}

/// None of those.
pub(super) fn none_of(parts: Vec<Expression>, span: Span) -> Option<Expression> {
    let any = joined(Connective::Or, parts, span)?;
    Some(Expression::new(ExpressionKind::Not(Box::new(any)), span))
}

/// Whether a title means « none of the others ».
pub(super) fn is_complement(title: &str) -> bool {
    const COMPLEMENTS: [&str; 11] = [
        "autre cas",
        "autres cas",
        "dans les autres cas",
        "dans tous les autres cas",
        "autre situation",
        "autres situations",
        "cas general",
        "dans le cas general",
        "autre",
        "autres",
        "situation generale",
    ];
    COMPLEMENTS.contains(&fold(title).trim())
}

/// The formal conditions of a record, wherever they stand.
pub(super) fn all(root: Node<'_>) -> Vec<FormalCondition> {
    let read = |condition: Node<'_>| {
        let governed = condition.parent()?;
        let variables = condition.descendants().filter_map(|node| xml::attribute(node, "var")).map(|variable| variable.value);
        Some(FormalCondition {
            element: xml::name(governed).into(),
            label: label(governed),
            variables: variables.collect(),
            span: xml::span(condition),
        })
    };
    xml::descendants(root, "Condition").filter_map(read).collect()
}

/// The title of an element, or of the nearest one around it.
fn label(node: Node<'_>) -> Option<Text> {
    node.ancestors().find_map(|above| xml::child_words(above, "Titre"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_french_and_a_foreigner() {
        let mut questions = Questions::new(FileId(0), "f1".into());
        let mut said = |words: &str| questions.said(&Text::new(words.into(), Span::new(0, 1)), Confidence::Sentence);
        let (french, foreign) = (said("Si vous êtes français et âgé de moins de 25 ans"), said("Vous êtes étranger"));
        assert!(foreign.says_same_as(&said("si vous êtes étranger")) && !foreign.says_same_as(&said("Si vous êtes français")));
        assert_eq!(nationality("Si vous êtes français ou européen"), None);
        assert_eq!(nationality("Si vous êtes étranger non européen"), None);
        let names = |condition: &Expression| condition.names().iter().map(|name| name.name.to_string()).collect::<Vec<_>>();
        assert_eq!(names(&french)[0], names(&foreign)[0]);
        assert!(matches!(&questions.local[0].data_type, DataType::OneOf(options) if options.len() == 2));
    }
}
