//! The closed tables of law: which document dispenses from which, which administration holds what, what silence means.

#[cfg(test)]
mod tests;

use super::{Article, Example, labels, parse};
use crate::analysis::prose::Labels;
use serde::{Deserialize, Deserializer};
use std::sync::LazyLock;

/// Rows of `rules/droit/`, with their recogniser.
#[derive(Debug)]
struct Table<R> {
    rows: Vec<R>,
    labels: Labels,
}

impl<R> Table<R> {
    fn new(rows: Vec<R>, wordings: impl Fn(&R) -> (&[String], &[String])) -> Self {
        let labels = labels(&rows, wordings);
        Self { rows, labels }
    }

    fn find(&self, label: &str) -> Option<&R> {
        self.labels.row_of(label).map(|row| &self.rows[row])
    }
}

/// A case or a document of the law, recognised by its wordings.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamedCase {
    /// `titre-de-voyage`.
    pub reference: String,
    /// In the words of the article.
    #[serde(rename = "nom")]
    pub name: String,
    /// For a procedure R.113-9 or a special text leaves out: what does not bind it, « R.113-5 », « domicile »…
    #[serde(default, rename = "ecarte")]
    pub leaves_out: String,
    #[serde(rename = "formes")]
    forms: Vec<String>,
    #[serde(default, rename = "sauf")]
    exceptions: Vec<String>,
}

/// A document of column A of R.113-5.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dispensing {
    /// `carte-nationale-d-identite`.
    pub reference: String,
    /// In the words of the article.
    #[serde(rename = "nom")]
    pub name: String,
    /// The documents of column B it dispenses from.
    #[serde(rename = "dispense", deserialize_with = "dispensed")]
    dispensed: Table<Dispensed>,
    #[serde(rename = "formes")]
    forms: Vec<String>,
}

/// A document of column B of R.113-5.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dispensed {
    /// In the words of the article.
    #[serde(rename = "nom")]
    pub name: String,
    /// Whom it is about: « du titulaire ».
    #[serde(rename = "de_qui")]
    pub about: String,
    #[serde(rename = "formes")]
    forms: Vec<String>,
}

impl Dispensing {
    /// The document of column B that a label designates, when this one dispenses from it.
    #[must_use]
    pub fn dispenses(&self, label: &str) -> Option<&Dispensed> {
        self.dispensed.find(label)
    }
}

fn dispensed<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Table<Dispensed>, D::Error> {
    Ok(Table::new(Vec::deserialize(deserializer)?, |dispensed: &Dispensed| (&dispensed.forms, &[])))
}

/// Whom an exchange between administrations is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum PublicKind {
    /// A person.
    #[serde(rename = "particuliers")]
    Person,
    /// A company or an association.
    #[serde(rename = "entreprises ou associations")]
    Organisation,
}

/// A row of D.114-9-1: information an administration makes available to the others.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeldInformation {
    /// `situation-fiscale`.
    pub reference: String,
    /// The information, in the words of the article.
    #[serde(rename = "nom")]
    pub name: String,
    /// Who makes it available.
    pub administration: String,
    /// Whom it is about.
    #[serde(rename = "public")]
    pub public: PublicKind,
    #[serde(rename = "formes")]
    forms: Vec<String>,
    #[serde(default, rename = "sauf")]
    exceptions: Vec<String>,
}

/// Words that demand a certified copy or a certified signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CertificationDemand {
    /// « copie certifiée conforme ».
    Copy,
    /// « signature légalisée ».
    Signature,
}

/// A delay of R.112-11-2, in working days.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AcknowledgementDelay {
    /// `accuse-de-reception` or `accuse-d-enregistrement`.
    pub reference: String,
    /// What must be sent.
    #[serde(rename = "nom")]
    pub name: String,
    /// How many.
    #[serde(rename = "duree")]
    pub length: u32,
    /// `jour ouvré`.
    #[serde(rename = "unite")]
    pub unit: String,
    /// What starts it.
    #[serde(rename = "evenement")]
    pub from: String,
}

/// What silence amounts to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum SilenceOutcome {
    /// The request is accepted.
    #[serde(rename = "acceptation")]
    Acceptance,
    /// The request is refused.
    #[serde(rename = "rejet")]
    Refusal,
}

/// A case of L.231-1 to L.231-6.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SilenceEffect {
    /// `acceptation`, `rejet-financier`…
    pub reference: String,
    /// In the words of the article.
    #[serde(rename = "nom")]
    pub name: String,
    /// `L231-4`.
    pub article: String,
    /// « L.231-4, 3° ».
    #[serde(rename = "cas")]
    pub case: String,
    /// What silence amounts to; `None` when the case only changes the delay.
    #[serde(rename = "effet")]
    pub outcome: Option<SilenceOutcome>,
    /// After how long; `None` when a decree says it.
    #[serde(rename = "duree")]
    pub length: Option<u32>,
    /// `mois`.
    #[serde(default, rename = "unite")]
    pub unit: String,
    /// Only when a decree says so.
    #[serde(rename = "exige_decret")]
    pub needs_decree: bool,
}

/// Sensitive data of the GDPR.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SensitiveData {
    /// `sante`.
    pub reference: String,
    /// Its name for a person.
    #[serde(rename = "nom")]
    pub name: String,
    /// The text that protects it, cited from memory.
    #[serde(rename = "base")]
    pub basis: String,
    #[serde(rename = "formes")]
    forms: Vec<String>,
    #[serde(default, rename = "sauf")]
    exceptions: Vec<String>,
}

/// The parts a file may have; each has some of them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File<R> {
    #[serde(default, rename = "article")]
    #[cfg_attr(not(test), expect(dead_code, reason = "the law stands beside its table for the reader; a test compares it"))]
    articles: Vec<Article>,
    #[serde(default = "Vec::new", alias = "ligne", alias = "cas", alias = "delai", alias = "effet")]
    rows: Vec<R>,
    #[serde(default, rename = "exigence")]
    demands: Vec<NamedCase>,
    #[serde(default, rename = "piece")]
    documents: Vec<NamedCase>,
    #[serde(default, rename = "exemple")]
    #[cfg_attr(not(test), expect(dead_code, reason = "the examples are run by the tests"))]
    examples: Vec<Example>,
}

const R113_5: (&str, &str) = ("droit/r113-5.toml", include_str!("../../../rules/droit/r113-5.toml"));
const R113_7: (&str, &str) = ("droit/r113-7.toml", include_str!("../../../rules/droit/r113-7.toml"));
const R113_8: (&str, &str) = ("droit/r113-8.toml", include_str!("../../../rules/droit/r113-8.toml"));
const R113_9: (&str, &str) = ("droit/r113-9.toml", include_str!("../../../rules/droit/r113-9.toml"));
const R113_10: (&str, &str) = ("droit/r113-10.toml", include_str!("../../../rules/droit/r113-10.toml"));
const D114_9_1: (&str, &str) = ("droit/d114-9-1.toml", include_str!("../../../rules/droit/d114-9-1.toml"));
const SPECIAL: (&str, &str) = ("droit/textes-speciaux.toml", include_str!("../../../rules/droit/textes-speciaux.toml"));
const R112_11_2: (&str, &str) = ("droit/r112-11-2.toml", include_str!("../../../rules/droit/r112-11-2.toml"));
const SILENCE: (&str, &str) = ("droit/silence.toml", include_str!("../../../rules/droit/silence.toml"));
const SENSITIVE: (&str, &str) = ("droit/donnees-sensibles.toml", include_str!("../../../rules/droit/donnees-sensibles.toml"));

fn read<R: for<'de> Deserialize<'de>>((name, text): (&str, &str)) -> File<R> {
    parse(name, text)
}

fn cases(rows: Vec<NamedCase>) -> Table<NamedCase> {
    Table::new(rows, |case| (&case.forms, &case.exceptions))
}

/// R.113-5: the document of column A that a label designates.
#[must_use]
pub fn dispensing_document(label: &str) -> Option<&'static Dispensing> {
    static TABLE: LazyLock<Table<Dispensing>> = LazyLock::new(|| Table::new(read(R113_5).rows, |row| (&row.forms, &[])));
    TABLE.find(label)
}

/// R.113-7: the civil-status document that a label designates; its date of issue does not matter.
#[must_use]
pub fn civil_status_document(label: &str) -> Option<&'static NamedCase> {
    static TABLE: LazyLock<Table<NamedCase>> = LazyLock::new(|| cases(read::<NamedCase>(R113_7).documents));
    TABLE.find(label)
}

/// R.113-8: whether a label designates a proof of address.
#[must_use]
pub fn is_proof_of_address(label: &str) -> bool {
    static TABLE: LazyLock<Table<NamedCase>> = LazyLock::new(|| cases(read::<NamedCase>(R113_8).documents));
    TABLE.find(label).is_some()
}

/// R.113-8: the case in which a procedure of that title, or that delivers that document, may ask for a proof of address.
#[must_use]
pub fn proof_of_address_case(title: &str) -> Option<&'static NamedCase> {
    static TABLE: LazyLock<Table<NamedCase>> = LazyLock::new(|| cases(read(R113_8).rows));
    TABLE.find(title)
}

/// R.113-9: the case by which a procedure of that title, or that delivers that document, is left out of R.113-5.
#[must_use]
pub fn excluded_procedure(title: &str) -> Option<&'static NamedCase> {
    static TABLE: LazyLock<Table<NamedCase>> = LazyLock::new(|| cases(read(R113_9).rows));
    TABLE.find(title)
}

/// The case of a procedure whose own text asks what common law does not allow: it may keep a rule silent, never make it speak.
#[must_use]
pub fn special_text(title: &str) -> Option<&'static NamedCase> {
    static TABLE: LazyLock<Table<NamedCase>> = LazyLock::new(|| cases(read(SPECIAL).rows));
    TABLE.find(title)
}

/// R.113-10: the certification that a text demands, unless it is for a foreign authority.
#[must_use]
pub fn certification_demand(text: &str) -> Option<CertificationDemand> {
    static TABLE: LazyLock<Table<NamedCase>> = LazyLock::new(|| cases(read::<NamedCase>(R113_10).demands));
    TABLE.find(text).map(|demand| match demand.reference.as_str() {
        "copie-certifiee" => CertificationDemand::Copy,
        _ => CertificationDemand::Signature,
    })
}

/// R.113-10: whether a label designates a document delivered by a French administration.
#[must_use]
pub fn is_issued_by_administration(label: &str) -> bool {
    static TABLE: LazyLock<Table<NamedCase>> = LazyLock::new(|| cases(read::<NamedCase>(R113_10).documents));
    TABLE.find(label).is_some()
}

/// D.114-9-1: the information that a document of that label carries, and who makes it available.
#[must_use]
pub fn held_information(label: &str) -> Option<&'static HeldInformation> {
    static TABLE: LazyLock<Table<HeldInformation>> =
        LazyLock::new(|| Table::new(read(D114_9_1).rows, |row| (&row.forms, &row.exceptions)));
    TABLE.find(label)
}

/// R.112-11-2: the delays of electronic acknowledgements.
#[must_use]
pub fn acknowledgement_delays() -> &'static [AcknowledgementDelay] {
    static FILE: LazyLock<Vec<AcknowledgementDelay>> = LazyLock::new(|| read(R112_11_2).rows);
    &FILE
}

/// L.231-1 to L.231-6: what silence amounts to, case by case.
#[must_use]
pub fn silence_effects() -> &'static [SilenceEffect] {
    static FILE: LazyLock<Vec<SilenceEffect>> = LazyLock::new(|| read(SILENCE).rows);
    &FILE
}

/// The sensitive data that a label asks for.
#[must_use]
pub fn sensitive_data(label: &str) -> Option<&'static SensitiveData> {
    static TABLE: LazyLock<Table<SensitiveData>> =
        LazyLock::new(|| Table::new(read(SENSITIVE).rows, |row| (&row.forms, &row.exceptions)));
    TABLE.find(label)
}
