//! The data of `rules/`, typed: articles of law, thresholds, closed tables of documents, lexica, a glossary.
//!
//! A jurist edits the TOML; nothing here repeats it. Each file is embedded in the program and read the first time a rule needs it, so
//! that start-up pays for none of them. Labels are recognised by wordings ([`Labels`]): capitals, accents, plurals and little words do
//! not count.

/// Files of a folder of `rules/`: the name and the text of each.
macro_rules! files_of {
    ($folder:literal: $($kind:literal),+) => {
        [$((
            concat!($folder, "/", $kind, ".toml"),
            include_str!(concat!("../../../rules/", $folder, "/", $kind, ".toml"))
        )),+]
    };
}

mod facts;
mod glossary;
mod imports;
mod language;
mod law;
mod neutral;
mod notions;
mod phone;
mod readability;
mod scale;
mod turns;

pub use facts::{ExpectedFact, ExpectedFactRow, expected_facts};
pub use glossary::{Definition, official_definition};
pub use imports::{Precision, RecordKind, is_doubted, missing_facts, precision_on_imports};
pub use language::{acronyms, known_to_professionals, lexica};
pub use law::{
    AcknowledgementDelay, CertificationDemand, Dispensed, Dispensing, HeldInformation, NamedCase, PublicKind, SensitiveData,
    SilenceEffect, SilenceOutcome, acknowledgement_delays, certification_demand, civil_status_document, dispensing_document,
    excluded_procedure, held_information, is_issued_by_administration, is_proof_of_address, proof_of_address_case,
    sensitive_data, silence_effects, special_text,
};
pub use neutral::{Neutral, neutral};
pub(super) use notions::{Notion, names_an_income, notions, says_a_period};
pub use phone::{PhoneRate, is_premium_wording, phone_rate};
pub use readability::{harder_pages, n_compared};
pub use scale::{observed_scale, official_scale};
pub(super) use turns::{Said, Turns, said, turns};

use crate::analysis::prose::Labels;
use crate::findings::Severity;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::sync::LazyLock;

/// An article of law, in the version that was read.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Article {
    /// `CRPA`, `CSS`, or the name of an act.
    pub code: String,
    /// `R113-5`.
    pub article: String,
    /// The day this wording came into force: `2016-01-01`.
    #[serde(deserialize_with = "day")]
    pub version: String,
    /// Its identifier on Légifrance.
    pub id: String,
    /// Its text, whole.
    #[serde(rename = "texte")]
    pub text: String,
}

impl Article {
    /// « article R.113-5 du CRPA ».
    #[must_use]
    pub fn citation(&self) -> String {
        let (letter, number) = self.article.split_at(1);
        if letter.starts_with(|letter: char| letter.is_ascii_digit()) {
            return format!("article {} de la {}", self.article, self.code);
        }
        format!("article {letter}.{number} du {}", self.code)
    }
}

/// From when a measure is worth a remark.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    /// The rule's code.
    #[serde(rename = "regle")]
    pub rule: String,
    /// What is measured.
    #[serde(rename = "mesure")]
    pub measure: String,
    /// Strictly more than this is worth a look.
    #[serde(rename = "conseil")]
    pub advice: Option<u32>,
    /// Strictly more than this is a burden.
    #[serde(rename = "alerte")]
    pub warning: Option<u32>,
    /// Strictly more than this comes first in a report.
    #[serde(rename = "tete_de_rapport")]
    pub headline: Option<u32>,
    /// Where the numbers come from.
    #[serde(rename = "origine")]
    pub origin: String,
}

impl Threshold {
    /// The measure above which something is said.
    #[must_use]
    pub fn bar(&self) -> usize {
        self.advice.or(self.warning).map_or(usize::MAX, |bar| bar as usize)
    }

    /// How much a measure weighs; `None` when it is not above the bar.
    #[must_use]
    pub fn severity(&self, measure: usize) -> Option<Severity> {
        let above = |bar: Option<u32>| bar.is_some_and(|bar| measure > bar as usize);
        if above(self.warning) {
            return Some(Severity::Alerte);
        }
        above(self.advice).then_some(Severity::Conseil)
    }
}

/// The minutes an act of a person takes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandardAct {
    /// `remplir`.
    pub reference: String,
    /// Its number in the official table.
    #[serde(rename = "numero")]
    pub number: u32,
    /// What the person does.
    #[serde(rename = "nom")]
    pub name: String,
    /// Minutes, when it is simple.
    #[serde(rename = "simple")]
    pub simple: u32,
    /// Minutes, most often.
    #[serde(rename = "moyen")]
    pub medium: u32,
    /// Minutes, when it is complex.
    #[serde(rename = "complexe")]
    pub complex: u32,
}

/// The minutes of several acts that go together.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompoundAct {
    /// `pièce au guichet`.
    pub reference: String,
    /// What the person does.
    #[serde(rename = "nom")]
    pub name: String,
    /// How it is derived from the table.
    #[serde(rename = "calcul")]
    pub derivation: String,
    /// Minutes by the official table.
    #[serde(rename = "officiel")]
    pub official: u32,
    /// Minutes by surveys.
    #[serde(rename = "constate")]
    pub observed: u32,
}

/// A label and the reference it must be recognised as, `rien` for none: run by the tests.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    #[cfg_attr(not(test), expect(dead_code, reason = "the examples of the data are run by the tests"))]
    #[serde(rename = "texte")]
    text: String,
    #[cfg_attr(not(test), expect(dead_code, reason = "the examples of the data are run by the tests"))]
    #[serde(rename = "attendu")]
    expected: String,
}

/// The article of that code and number (`"CRPA"`, `"R113-5"`), when `rules/references.toml` has it.
#[must_use]
pub fn article(code: &str, number: &str) -> Option<&'static Article> {
    articles().iter().find(|article| article.code == code && article.article == number)
}

/// Every article of `rules/references.toml`.
#[must_use]
pub fn articles() -> &'static [Article] {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        article: Vec<Article>,
    }
    static FILE: LazyLock<File> = LazyLock::new(|| parse("references.toml", include_str!("../../../rules/references.toml")));
    &FILE.article
}

/// The thresholds of a rule, one per measure; empty when it has none.
pub fn thresholds(rule: &str) -> impl Iterator<Item = &'static Threshold> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        seuil: Vec<Threshold>,
    }
    static FILE: LazyLock<File> = LazyLock::new(|| parse("seuils.toml", include_str!("../../../rules/seuils.toml")));
    FILE.seuil.iter().filter(move |threshold| threshold.rule == rule)
}

/// The first threshold of a rule that has one.
///
/// # Panics
/// When it has none: a rule that measures has its threshold in `rules/seuils.toml`.
#[must_use]
pub fn threshold(rule: &str) -> &'static Threshold {
    thresholds(rule).next().expect("interne : cette règle a un seuil dans rules/seuils.toml")
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CostFile {
    acte: Vec<StandardAct>,
    compose: Vec<CompoundAct>,
}

static COSTS: LazyLock<CostFile> = LazyLock::new(|| parse("scm.toml", include_str!("../../../rules/scm.toml")));

/// The minutes of an act (`"remplir"`).
#[must_use]
pub fn standard_act(reference: &str) -> Option<&'static StandardAct> {
    COSTS.acte.iter().find(|act| act.reference == reference)
}

/// The minutes of a compound act (`"pièce au guichet"`).
#[must_use]
pub fn compound_act(reference: &str) -> Option<&'static CompoundAct> {
    COSTS.compose.iter().find(|act| act.reference == reference)
}

/// Every act of the official table, in its order.
#[must_use]
pub fn standard_acts() -> &'static [StandardAct] {
    &COSTS.acte
}

/// Every compound act.
#[must_use]
pub fn compound_acts() -> &'static [CompoundAct] {
    &COSTS.compose
}

/// Reads an embedded file.
fn parse<T: DeserializeOwned>(name: &str, text: &str) -> T {
    toml::from_str(text).unwrap_or_else(|error| panic!("interne : rules/{name} est mal formé : {error}"))
}

/// The recogniser of rows that have `formes` and `sauf`.
fn labels<R>(rows: &[R], wordings: impl Fn(&R) -> (&[String], &[String])) -> Labels {
    let wordings: Vec<_> = rows.iter().map(wordings).collect();
    Labels::new(wordings)
}

/// A TOML day, as text.
fn day<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Ok(toml::value::Datetime::deserialize(deserializer)?.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The files of a folder of `rules/`, in order.
    pub(super) fn toml_files(folder: &str) -> Vec<String> {
        let place = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("rules").join(folder);
        let names = std::fs::read_dir(place).expect("lisible").map(|file| file.expect("lisible").file_name());
        let mut files: Vec<_> = names.map(|name| format!("{folder}/{}", name.to_string_lossy())).collect();
        files.retain(|name| name.ends_with(".toml"));
        files.sort();
        files
    }

    #[test]
    fn articles_are_found_and_cited() {
        assert_eq!(articles().len(), 85);
        let article = article("CRPA", "R113-5").expect("présent");
        assert_eq!((article.version.as_str(), article.citation().as_str()), ("2016-01-01", "article R.113-5 du CRPA"));
        assert!(article.text.contains("colonne A"));
    }

    #[test]
    fn thresholds_grow_and_say_where_they_come_from() {
        let sentence = thresholds("LAN001").next().expect("présent");
        assert_eq!((sentence.advice, sentence.warning), (Some(25), Some(40)));
        assert_eq!(thresholds("OPA006").count(), 2);
        for threshold in thresholds("OPA003") {
            assert!(
                threshold.advice < threshold.warning && threshold.warning < threshold.headline && !threshold.origin.is_empty()
            );
        }
    }

    #[test]
    fn compound_minutes_are_those_of_the_table() {
        let minutes = |reference: &str| standard_act(reference).expect("présent");
        let official = |reference: &str| compound_act(reference).expect("présent").official;
        assert_eq!(official("pièce au guichet"), minutes("déplacement").medium + minutes("conseil").simple);
        assert_eq!(official("complément"), minutes("compléter").medium + minutes("transmettre").medium);
        assert_eq!(official("pièce à la maison"), minutes("réunir").medium + minutes("copier").medium);
        assert_eq!((standard_acts().len(), compound_acts().len()), (15, 7));
    }
}
