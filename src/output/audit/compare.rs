//! What changed between two audits: by rule, and by procedure.

use super::Audit;
use std::collections::BTreeMap;

/// What changed since an earlier audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trend {
    /// The day of the earlier audit.
    pub since: String,
    /// How many procedures then and now.
    pub procedures: (usize, usize),
    /// Each rule whose findings changed: code, then, now.
    pub rules: Vec<(String, usize, usize)>,
    /// Each procedure whose findings changed: title, then, now; only those that were there both times.
    pub changed: Vec<(String, usize, usize)>,
    /// Procedures that were not there.
    pub new: Vec<String>,
    /// Procedures that are no longer there.
    pub gone: Vec<String>,
}

/// From one audit to the next, in the order of names.
pub(super) fn trend(earlier: &Audit, now: &Audit) -> Trend {
    let by_rule = |audit: &Audit| -> BTreeMap<String, usize> {
        audit.rules.iter().map(|rule| (rule.code.clone(), rule.counts.total())).collect()
    };
    let by_procedure = |audit: &Audit| -> BTreeMap<String, (String, usize)> {
        let count = |procedure: &super::Procedure| (procedure.title.clone(), procedure.counts.total());
        audit.procedures.iter().map(|procedure| (procedure.id.clone(), count(procedure))).collect()
    };
    let (rules_then, rules_now) = (by_rule(earlier), by_rule(now));
    let codes: BTreeMap<_, _> = rules_then.keys().chain(rules_now.keys()).map(|code| (code, ())).collect();
    let of = |counts: &BTreeMap<String, usize>, code: &String| counts.get(code).copied().unwrap_or(0);
    let rules = codes.into_keys().map(|code| (code.clone(), of(&rules_then, code), of(&rules_now, code)));
    let (then, today) = (by_procedure(earlier), by_procedure(now));
    let both = today.iter().filter_map(|(id, (title, n))| then.get(id).map(|(_, before)| (title.clone(), *before, *n)));
    let only = |these: &BTreeMap<String, (String, usize)>, those: &BTreeMap<String, (String, usize)>| -> Vec<String> {
        these.iter().filter(|(id, _)| !those.contains_key(*id)).map(|(_, (title, _))| title.clone()).collect()
    };
    Trend {
        since: earlier.date.clone(),
        procedures: (earlier.n_procedures, now.n_procedures),
        rules: rules.filter(|(_, before, after)| before != after).collect(),
        changed: both.filter(|(_, before, after)| before != after).collect(),
        new: only(&today, &then),
        gone: only(&then, &today),
    }
}
