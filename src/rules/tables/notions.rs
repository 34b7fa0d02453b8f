//! `rules/notions.toml`: the notions that each reader understands in his own way, and the words that say what they are.

use super::parse;
#[cfg(doc)]
use crate::rules::wording::readable;
use crate::rules::wording::{has, stands_whole};
use serde::Deserialize;
use std::ops::Range;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "revenu")]
    income: Income,
    definition: Forms,
    #[serde(rename = "notion")]
    notions: Vec<Notion>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Income {
    #[serde(rename = "formes")]
    forms: Vec<String>,
    #[serde(rename = "sauf")]
    exceptions: Vec<String>,
    #[serde(rename = "periode")]
    periods: Vec<String>,
    references: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Forms {
    #[serde(rename = "formes")]
    forms: Vec<String>,
}

/// A word of a question that leaves open whom or what it counts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::rules) struct Notion {
    /// As people write it.
    #[serde(rename = "mot")]
    pub(in crate::rules) word: String,
    /// What is left open, as a question.
    #[serde(rename = "manque")]
    pub(in crate::rules) open: String,
    /// As a question uses it.
    #[serde(rename = "formes")]
    pub(in crate::rules) forms: Vec<String>,
    #[serde(rename = "sauf")]
    exceptions: Vec<String>,
    #[serde(rename = "dit_par")]
    told_by: Vec<String>,
}

impl Notion {
    /// Where a [`readable`] question uses it, when it does not say itself what it means.
    pub(in crate::rules) fn left_open(&self, readable: &str) -> Option<Range<usize>> {
        if FILE.definition.forms.iter().chain(&self.told_by).any(|words| has(readable, words)) {
            return None;
        }
        let excepted: Vec<_> = self.exceptions.iter().flat_map(|words| places(readable, words)).collect();
        let is_excepted =
            |place: &Range<usize>| excepted.iter().any(|other| other.start <= place.start && place.end <= other.end);
        // What stands between parentheses after the word says what it counts.
        let is_told = |place: &Range<usize>| readable[place.end..].contains('(');
        let mut used = self.forms.iter().flat_map(|words| places(readable, words));
        used.find(|place| !is_excepted(place) && !is_told(place))
    }

    /// Whether a [`readable`] text uses it.
    pub(in crate::rules) fn is_in(&self, readable: &str) -> bool {
        self.forms.iter().any(|words| has(readable, words))
    }
}

fn places(readable: &str, words: &str) -> impl Iterator<Item = Range<usize>> {
    let found = readable.match_indices(words).map(|(at, found)| at..at + found.len());
    found.filter(|place| stands_whole(readable, place))
}

static FILE: LazyLock<File> = LazyLock::new(|| parse("notions.toml", include_str!("../../../rules/notions.toml")));

/// The notions, in the order of the file.
pub(in crate::rules) fn notions() -> &'static [Notion] {
    &FILE.notions
}

/// Whether a [`readable`] text names an income.
pub(in crate::rules) fn names_an_income(readable: &str) -> bool {
    let has = |words: &String| has(readable, words);
    FILE.income.forms.iter().any(has) && !FILE.income.exceptions.iter().any(has)
}

/// Whether a [`readable`] text says over what time an amount is counted, or names an official amount that has its own.
pub(in crate::rules) fn says_a_period(readable: &str) -> bool {
    let is_year =
        |word: &str| word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && word.parse::<u32>().is_ok();
    FILE.income.periods.iter().chain(&FILE.income.references).any(|words| has(readable, words))
        || readable.split(|letter: char| !letter.is_alphanumeric()).any(is_year)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::wording::readable;
    use crate::values::fold;

    #[test]
    fn words_are_written_as_they_are_searched_for() {
        let income = &FILE.income;
        let lists = [&income.forms, &income.exceptions, &income.periods, &income.references, &FILE.definition.forms];
        let of_notions = FILE.notions.iter().flat_map(|notion| [&notion.forms, &notion.exceptions, &notion.told_by]);
        for words in lists.into_iter().chain(of_notions).flatten() {
            assert_eq!(&fold(words), words);
        }
        let is_used =
            |notion: &Notion| notion.is_in(&readable(&notion.word)) || notion.is_in(&readable(&format!("un {}", notion.word)));
        assert!(FILE.notions.iter().all(is_used));
    }

    #[test]
    fn an_income_has_a_period() {
        let open = |text: &str| names_an_income(&readable(text)) && !says_a_period(&readable(text));
        for text in ["Quel est votre salaire ?", "Quelles sont vos ressources ?", "Combien de revenus avez-vous déclarés ?"] {
            assert!(open(text), "{text}");
        }
        for text in [
            "Quel est votre salaire mensuel ?",
            "Quels étaient vos revenus en 2024 ?",
            "Quel est votre revenu fiscal de référence ?",
            "Quels revenus portent vos bulletins de paie ?",
            "Quel est le plafond de ressources ?",
            "Combien vaut votre épargne ?",
        ] {
            assert!(!open(text), "{text}");
        }
    }

    #[test]
    fn a_notion_told_in_its_question_is_not_left_open() {
        let open =
            |text: &str| notions().iter().find(|notion| notion.left_open(&readable(text)).is_some()).map(|notion| &*notion.word);
        assert_eq!(open("Combien de personnes votre foyer compte-t-il ?"), Some("foyer"));
        assert_eq!(open("Combien d'enfants avez-vous à charge ?"), Some("à charge"));
        assert_eq!(open("Êtes-vous hébergé chez un proche ?"), Some("proche"));
        for text in [
            "De combien de parts votre foyer fiscal dispose-t-il ?",
            "Habitez-vous dans un logement-foyer ?",
            "Combien de personnes votre foyer (vous et votre conjoint) compte-t-il ?",
            "Avez-vous un ascendant à charge au sens fiscal ?",
            "Quel est le montant qui reste à votre charge ?",
            "Avez-vous un proche aidant ?",
            "Quelle est la mairie la plus proche ?",
        ] {
            assert_eq!(open(text), None, "{text}");
        }
    }
}
