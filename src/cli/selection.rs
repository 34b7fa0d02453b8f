//! The rules of a run, from what `--select` and `--ignore` name.

use super::console::Failure;
use crate::rules::{self, Rule};

/// The rules that the names select, without those that the names ignore; no name selects all those that are not on trial. In the order of the
/// families.
pub(super) fn rules(select: &[String], ignore: &[String]) -> Result<Vec<&'static Rule>, Failure> {
    let (selected, ignored) = (named(select)?, named(ignore)?);
    let holds = |list: &[&Rule], rule: &Rule| list.iter().any(|other| other.code == rule.code);
    let is_selected = |rule: &Rule| if selected.is_empty() { !rule.is_on_trial() } else { holds(&selected, rule) };
    Ok(rules::all().filter(|rule| is_selected(rule) && !holds(&ignored, rule)).collect())
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

#[cfg(test)]
mod tests {
    use super::rules;

    #[test]
    fn a_rule_on_trial_is_run_when_it_is_named() {
        let codes = |select: &[&str]| -> Vec<&str> {
            let select: Vec<_> = select.iter().map(|name| (*name).to_owned()).collect();
            rules(&select, &[]).ok().into_iter().flatten().map(|rule| rule.code).collect()
        };
        let (usual, all) = (codes(&[]), crate::rules::all().map(|rule| rule.code));
        let on_trial: Vec<_> = all.filter(|code| !usual.contains(code)).collect();
        assert_eq!(on_trial, ["LAN002", "LAN004", "LAN005", "LAN010"]);
        assert_eq!(codes(&["LAN005"]), ["LAN005"]);
        assert!(codes(&["LAN"]).contains(&"LAN010"));
    }
}
