//! What must change nothing to what a person receives, from `rules/neutres.toml`.

use super::parse;
use crate::rules::wording::name_begins;
use serde::Deserialize;
use std::sync::LazyLock;

/// A criterion on which two people must not be treated differently.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Neutral {
    /// How the names of the data that say it begin.
    #[serde(rename = "noms")]
    pub names: Vec<String>,
    /// « le sexe »
    #[serde(rename = "dire")]
    pub say: String,
    /// Whether a document may not depend on it either.
    #[serde(rename = "pieces", default = "yes")]
    pub for_documents: bool,
}

const fn yes() -> bool {
    true
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "critere")]
    criteria: Vec<Neutral>,
}

/// The criterion that a datum of that name says.
#[must_use]
pub fn neutral(name: &str) -> Option<&'static Neutral> {
    static CRITERIA: LazyLock<Vec<Neutral>> =
        LazyLock::new(|| parse::<File>("neutres.toml", include_str!("../../../rules/neutres.toml")).criteria);
    CRITERIA.iter().find(|criterion| name_begins(name, &criterion.names))
}
