//! One line a finding: `path:line:column: alerte[OPA001] message`, then the totals.

use super::{Report, summary};
use crate::findings::Finding;

/// The whole report.
pub(super) fn render(report: &Report<'_>) -> String {
    let mut text: String = report.findings.iter().map(|finding| line(report, finding)).collect();
    text.push_str(&summary::totals(report));
    text
}

/// One finding.
pub(super) fn line(report: &Report<'_>, finding: &Finding) -> String {
    format!("{}: {}[{}] {}\n", report.place(finding.primary), finding.severity.name(), finding.code, finding.message)
}
