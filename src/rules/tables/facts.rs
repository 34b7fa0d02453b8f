//! What a person needs to know of a procedure, and the words by which a page speaks of it.

use super::{RecordKind, parse};
use crate::values::fold;
use aho_corasick::AhoCorasick;
use serde::Deserialize;
use std::sync::LazyLock;

/// A fact that an audit looks for in every procedure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum ExpectedFact {
    /// Whom to turn to.
    #[serde(rename = "contact")]
    Contact,
    /// Somebody to talk to.
    #[serde(rename = "voix")]
    Voice,
    /// When the telephone that is given is answered; asked only of those that give one.
    #[serde(rename = "horaires")]
    Hours,
    /// How long the administration takes.
    #[serde(rename = "délai")]
    ProcessingTime,
    /// What its silence amounts to.
    #[serde(rename = "silence")]
    Silence,
    /// How to contest.
    #[serde(rename = "recours")]
    Appeal,
    /// How to follow one's file.
    #[serde(rename = "suivi")]
    Tracking,
    /// What it costs.
    #[serde(rename = "coût")]
    Cost,
    /// The text it stands on.
    #[serde(rename = "base légale")]
    LegalBasis,
}

/// A row of `rules/faits.toml`.
#[derive(Debug)]
pub struct ExpectedFactRow {
    /// The fact.
    pub fact: ExpectedFact,
    /// What a report calls it.
    pub title: String,
    /// The code of the rule that speaks of it.
    pub rule: String,
    /// Sources that have no place for it.
    pub silent: Vec<RecordKind>,
    /// Words that show that a page speaks of it.
    words: Option<AhoCorasick>,
}

impl ExpectedFactRow {
    /// Whether a text, in lower case and without accents, speaks of it.
    #[must_use]
    pub fn is_spoken_of(&self, folded: &str) -> bool {
        let whole = |start: usize, end: usize| {
            let is_letter = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
            let sign = folded[start..end].chars().all(|letter| !letter.is_alphanumeric());
            sign || (!is_letter(folded[..start].chars().next_back()) && !is_letter(folded[end..].chars().next()))
        };
        self.words.iter().flat_map(|words| words.find_overlapping_iter(folded)).any(|hit| whole(hit.start(), hit.end()))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "fait")]
    rows: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    #[serde(rename = "nom")]
    fact: ExpectedFact,
    #[serde(rename = "titre")]
    title: String,
    #[serde(rename = "regle")]
    rule: String,
    #[serde(default, rename = "evoque")]
    words: Vec<String>,
    #[serde(default, rename = "tu_par")]
    silent: Vec<RecordKind>,
}

impl From<Row> for ExpectedFactRow {
    fn from(row: Row) -> Self {
        let words = row.words.iter().map(|words| fold(words));
        let words = AhoCorasick::new(words).expect("interne : les listes de mots sont courtes");
        Self {
            fact: row.fact,
            title: row.title,
            rule: row.rule,
            silent: row.silent,
            words: (words.patterns_len() > 0).then_some(words),
        }
    }
}

/// The facts that an audit looks for, in the order of the report.
#[must_use]
pub fn expected_facts() -> &'static [ExpectedFactRow] {
    static FILE: LazyLock<Vec<ExpectedFactRow>> = LazyLock::new(|| {
        let File { rows } = parse("faits.toml", include_str!("../../../rules/faits.toml"));
        rows.into_iter().map(Into::into).collect()
    });
    &FILE
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spoken_of(text: &str) -> Vec<&'static str> {
        let folded = fold(text);
        expected_facts().iter().filter(|row| row.is_spoken_of(&folded)).map(|row| row.title.as_str()).collect()
    }

    #[test]
    fn words_are_recognised_whole() {
        assert_eq!(spoken_of("En l’absence de réponse, la demande est rejetée."), ["ce que vaut le silence de l'administration"]);
        assert_eq!(spoken_of("Le timbre coûte 86 €."), ["ce que cela coûte, ou que c'est gratuit"]);
        assert_eq!(spoken_of("Poursuivre votre parcours, un silencieux, des eurosceptiques."), Vec::<&str>::new());
    }

    #[test]
    fn each_fact_has_a_rule() {
        assert!(expected_facts().iter().all(|row| crate::rules::all().any(|rule| rule.code == row.rule)));
    }
}
