//! What changed between two audits: by rule, and by procedure.

use super::Audit;
use std::collections::{BTreeMap, BTreeSet};

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
    /// Each document asked by more procedures, or fewer: title, then, now.
    pub documents: Vec<(String, usize, usize)>,
    /// Procedures that were not there.
    pub new: Vec<String>,
    /// Procedures that are no longer there.
    pub gone: Vec<String>,
}

/// From one audit to the next, in the order of names.
pub(super) fn trend(earlier: &Audit, now: &Audit) -> Trend {
    let rules = |audit: &Audit| -> Counts { audit.rules.iter().map(|rule| (rule.code.clone(), rule.counts.total())).collect() };
    let documents = |audit: &Audit| -> Counts {
        audit.documents.iter().map(|document| (document.title.clone(), document.n_procedures)).collect()
    };
    let procedures = |audit: &Audit| -> BTreeMap<String, (String, usize)> {
        let count = |procedure: &super::Procedure| (procedure.title.clone(), procedure.counts.total());
        audit.procedures.iter().map(|procedure| (procedure.id.clone(), count(procedure))).collect()
    };
    let (then, today) = (procedures(earlier), procedures(now));
    let both = today.iter().filter_map(|(id, (title, n))| then.get(id).map(|(_, before)| (title.clone(), *before, *n)));
    let only = |these: &BTreeMap<String, (String, usize)>, those: &BTreeMap<String, (String, usize)>| -> Vec<String> {
        these.iter().filter(|(id, _)| !those.contains_key(*id)).map(|(_, (title, _))| title.clone()).collect()
    };
    Trend {
        since: earlier.date.clone(),
        procedures: (earlier.n_procedures, now.n_procedures),
        rules: changes(&rules(earlier), &rules(now)),
        documents: changes(&documents(earlier), &documents(now)),
        changed: both.filter(|(_, before, after)| before != after).collect(),
        new: only(&today, &then),
        gone: only(&then, &today),
    }
}

type Counts = BTreeMap<String, usize>;

/// What has another count, in the order of names: name, then, now. What is absent counts for none.
fn changes(then: &Counts, now: &Counts) -> Vec<(String, usize, usize)> {
    let names: BTreeSet<_> = then.keys().chain(now.keys()).collect();
    let of = |counts: &Counts, name: &String| counts.get(name).copied().unwrap_or(0);
    let change = |name: &String| (name.clone(), of(then, name), of(now, name));
    names.into_iter().map(change).filter(|(_, before, after)| before != after).collect()
}
