//! The rules of a run, from what `--select` and `--ignore` name.

use super::console::Failure;
use crate::rules::{self, Rule};

/// The rules that the names select, without those that the names ignore; no name selects them all. In the order of the families.
pub(super) fn rules(select: &[String], ignore: &[String]) -> Result<Vec<&'static Rule>, Failure> {
    let (selected, ignored) = (named(select)?, named(ignore)?);
    let holds = |list: &[&Rule], rule: &Rule| list.iter().any(|other| other.code == rule.code);
    Ok(rules::all().filter(|rule| (selected.is_empty() || holds(&selected, rule)) && !holds(&ignored, rule)).collect())
}

fn named(names: &[String]) -> Result<Vec<&'static Rule>, Failure> {
    let mut found = Vec::new();
    for name in names.iter().filter(|name| !name.trim().is_empty()) {
        match rules::matching(name) {
            none if none.is_empty() => return Err(unknown(name)),
            some => found.extend(some),
        }
    }
    Ok(found)
}

/// No rule, no family has that name.
pub(super) fn unknown(name: &str) -> Failure {
    let near = rules::nearest(name).map(|near| format!("il existe un nom proche : « {near} »"));
    Failure::new(
        format!("aucune règle ne s'appelle « {} »", name.trim()),
        near.unwrap_or_else(|| "« limpide rules » les montre toutes".to_owned()),
    )
}
