//! The totals, in one sentence, and the count of each rule.

use super::text::{counted, plural};
use super::{Report, concise};
use crate::findings::{Applicability, Severity};
use crate::rules;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// « 12 constats : 2 erreurs, 10 conseils dans 24 fichiers ; 1 ignoré ; 3 corrections sûres avec --fix »
pub(super) fn totals(report: &Report<'_>) -> String {
    let mut text = counted(report.findings.len(), "constat");
    let by_severity: Vec<_> = Severity::ALL
        .iter()
        .rev()
        .filter_map(|severity| match report.count(*severity) {
            0 => None,
            n => Some(counted(n, severity.name())),
        })
        .collect();
    if !by_severity.is_empty() {
        let _ = write!(text, " : {}", by_severity.join(", "));
    }
    match report.workspace.files().len() {
        0 => text = "aucun fichier relu".to_owned(),
        n => _ = write!(text, " dans {}", counted(n, "fichier")),
    }
    match report.suppressed.len() {
        0 => {}
        1 => text.push_str(" ; 1 ignoré"),
        n => _ = write!(text, " ; {n} ignorés"),
    }
    let n_fixes = |wanted| {
        report.findings.iter().filter(|finding| finding.fix.as_ref().is_some_and(|fix| fix.applicability == wanted)).count()
    };
    match n_fixes(Applicability::Safe) {
        0 => {}
        n => _ = write!(text, " ; {} avec --fix", counted(n, "correction sûre")),
    }
    match n_fixes(Applicability::ToReview) {
        0 => {}
        1 => text.push_str(" ; 1 correction à relire avec --fix --unsafe-fixes"),
        n => _ = write!(text, " ; {n} {} à relire avec --fix --unsafe-fixes", plural("correction")),
    }
    match report.unread.len() {
        0 => {}
        1 => text.push_str(" ; 1 fichier n'a pas pu être lu"),
        n => _ = write!(text, " ; {n} fichiers n'ont pas pu être lus"),
    }
    text.push('\n');
    text
}

/// How many findings of each rule, the most frequent first.
#[must_use]
pub fn statistics(report: &Report<'_>) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in report.findings {
        *counts.entry(finding.code).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(code, n)| (std::cmp::Reverse(*n), *code));
    counts.iter().map(|(code, n)| format!("{n:>6}  {code}  {}\n", rules::by_code(code).name)).collect()
}

/// The findings that are not shown in detail, one line each.
pub(super) fn in_brief(report: &Report<'_>, n_detailed: usize) -> String {
    let rest = &report.findings[n_detailed.min(report.findings.len())..];
    if rest.is_empty() {
        return String::new();
    }
    let title = match rest.len() {
        1 => "1 autre constat, en bref (`--tout` le montre en entier) :".to_owned(),
        n => format!("{n} autres constats, en bref (`--tout` les montre en entier) :"),
    };
    let lines: String = rest.par_iter().map(|finding| concise::line(report, finding)).collect();
    format!("{title}\n{lines}\n")
}
