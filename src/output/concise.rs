//! One line a finding: `path:line:column: alerte[OPA001] message`, then the totals.

use super::{Report, summary};
use crate::findings::Finding;
use rayon::prelude::*;

/// The whole report.
pub(super) fn render(report: &Report<'_>) -> String {
    let lines: Vec<_> = report.findings.par_iter().map(|finding| line(report, finding)).collect();
    let mut text = lines.concat();
    text.push_str(&summary::totals(report));
    text
}

/// One finding.
pub(super) fn line(report: &Report<'_>, finding: &Finding) -> String {
    format!("{}: {}[{}] {}\n", report.place(finding.primary), finding.severity.name(), finding.code, finding.message)
}
