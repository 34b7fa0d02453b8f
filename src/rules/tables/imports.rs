//! How often each rule is right on imported text: measured by reading what it says of real records.

use super::parse;
use serde::Deserialize;
use std::sync::LazyLock;

/// A rule under that share of true findings is not run on imported text unless asked.
const ENOUGH: u32 = 90;
/// Fewer findings read than that measure nothing, unless they are all there are.
const READ: u32 = 30;

/// What is imported: rules that are right on the one may be wrong on the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RecordKind {
    /// A page of service-public.fr.
    #[default]
    Fiches,
    /// A form of demarches-simplifiees.fr: neither contacts nor delays are in its export.
    Formulaires,
}

impl RecordKind {
    /// In words, in the plural.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fiches => "fiches",
            Self::Formulaires => "formulaires",
        }
    }
}

/// What was read of one rule.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Precision {
    /// The rule.
    #[serde(rename = "regle")]
    pub code: String,
    /// On what.
    #[serde(default, rename = "source")]
    pub kind: RecordKind,
    /// How many findings were read.
    #[serde(rename = "lus")]
    pub read: u32,
    /// How many were true.
    #[serde(rename = "vrais")]
    pub right: u32,
    /// Whether they are all those of the corpus.
    #[serde(default, rename = "tous")]
    pub all: bool,
    /// Whether the rule, or its words, say more since they were read: the measure no longer holds.
    #[serde(default, rename = "a_relire")]
    pub outdated: bool,
    /// What the false ones are.
    #[serde(rename = "note")]
    pub note: String,
}

impl Precision {
    /// Whether the rule is right often enough, on enough findings, to be run by default.
    #[must_use]
    pub const fn is_enough(&self) -> bool {
        !self.outdated && (self.read >= READ || self.all) && self.read > 0 && self.right * 100 >= ENOUGH * self.read
    }

    /// Why it is not run, in words.
    #[must_use]
    pub fn why(&self) -> String {
        let outdated = if self.outdated { ", à relire depuis que ses mots ont changé" } else { "" };
        format!("sur des {}, {} constats vrais sur {} lus{outdated} : {}", self.kind.name(), self.right, self.read, self.note)
    }
}

/// A rule that reads facts a source has no place for: it would say « n'est pas dit » of every record.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct MissingFacts {
    #[serde(rename = "regle")]
    code: String,
    #[serde(rename = "source")]
    kind: RecordKind,
    #[serde(rename = "pourquoi")]
    why: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "precision")]
    rows: Vec<Precision>,
    #[serde(rename = "sans_faits")]
    missing: Vec<MissingFacts>,
}

static FILE: LazyLock<File> =
    LazyLock::new(|| parse("precision-imports.toml", include_str!("../../../rules/precision-imports.toml")));

/// What was measured of a rule on text imported from there.
#[must_use]
pub fn precision_on_imports(code: &str, kind: RecordKind) -> Option<&'static Precision> {
    FILE.rows.iter().find(|row| row.code == code && row.kind == kind)
}

/// Whether readers found a rule right too seldom wherever they read what it says.
#[must_use]
pub fn is_doubted(code: &str) -> bool {
    let mut measured = FILE.rows.iter().filter(|row| row.code == code).peekable();
    measured.peek().is_some() && measured.all(|row| !row.is_enough())
}

/// Why a rule has nothing to read in a source: the facts it looks for are never there.
#[must_use]
pub fn missing_facts(code: &str, kind: RecordKind) -> Option<&'static str> {
    FILE.missing.iter().find(|row| row.code == code && row.kind == kind).map(|row| row.why.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    const VERDICTS: &str = include_str!("../../../tests/fixtures/precision-imports.tsv");

    #[test]
    fn a_rule_is_either_measured_or_without_facts() {
        for row in &FILE.missing {
            assert!(crate::rules::all().any(|rule| rule.code == row.code), "{}", row.code);
            assert_eq!(precision_on_imports(&row.code, row.kind), None, "{}", row.code);
        }
    }

    #[test]
    fn the_precision_published_is_that_of_the_verdicts_kept() {
        let mut counts: BTreeMap<(&str, RecordKind), [u32; 2]> = BTreeMap::new();
        for row in VERDICTS.lines().skip(1) {
            let [code, record, _, verdict, why] = row.split('\t').collect::<Vec<_>>()[..] else {
                panic!("cinq colonnes : {row}")
            };
            let is_form = record.strip_prefix('d').is_some_and(|number| number.parse::<u32>().is_ok());
            let kind = if is_form { RecordKind::Formulaires } else { RecordKind::Fiches };
            let is_right = match verdict {
                "vrai" => true,
                "faux" => false,
                other => panic!("« {other} » n'est pas un verdict : {row}"),
            };
            assert_eq!(is_right, why.is_empty(), "un verdict faux dit pourquoi, un vrai non : {row}");
            let [read, right] = counts.entry((code, kind)).or_default();
            *read += 1;
            *right += u32::from(is_right);
        }
        for ((code, kind), counted) in counts {
            let published = precision_on_imports(code, kind).map(|measured| [measured.read, measured.right]);
            assert_eq!(published, Some(counted), "{code} sur des {}", kind.name());
        }
    }
}
