//! Workflow commands: GitHub shows each finding on its line of the pull request.

use super::Report;
use crate::findings::{Finding, Severity};
use crate::rules;
use crate::source::Encoding;

/// The whole report; one command a line.
pub(super) fn render(report: &Report<'_>) -> String {
    report.findings.iter().map(|finding| command(report, finding)).collect()
}

fn command(report: &Report<'_>, finding: &Finding) -> String {
    let level = match finding.severity {
        Severity::Erreur => "error",
        Severity::Alerte => "warning",
        Severity::Conseil | Severity::Info => "notice",
    };
    let rule = rules::by_code(finding.code);
    let (start, end) = report.ends(finding.primary, Encoding::Characters);
    let file = property(report.path(finding.primary));
    let title = property(&format!("{} {}", rule.code, rule.name));
    // GitHub refuses an end column on another line than the start.
    let end_column = if end.line == start.line { format!(",endColumn={}", end.column + 1) } else { String::new() };
    let (line, end_line, column) = (start.line + 1, end.line + 1, start.column + 1);
    let help = finding.help.as_deref().unwrap_or(rule.remove);
    let message = data(&format!("{}\nQue faire : {help}", finding.message));
    format!("::{level} file={file},line={line},endLine={end_line},col={column}{end_column},title={title}::{message}\n")
}

/// A message, on one line.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A value between commas.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
