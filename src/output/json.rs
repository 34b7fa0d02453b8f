//! Findings for programs: one object, versioned, described in `docs/sorties.md`. Lines and columns from 1, in characters; offsets in bytes.

use super::{Report, Unread};
use crate::findings::suppression::Suppressed;
use crate::findings::{Applicability, Finding, Fix, Severity, fingerprint};
use crate::output::rule_page::RuleJson;
use crate::rules;
use crate::source::{Encoding, Location, Position};
use serde::Serialize;
use std::collections::BTreeSet;

/// Raised when a reader written for the shape before would misread.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'r> {
    version: u32,
    tool: Tool,
    date: String,
    summary: Summary,
    findings: Vec<FindingJson<'r>>,
    suppressed: Vec<SuppressedJson<'r>>,
    unread: Vec<UnreadJson<'r>>,
    rules: Vec<RuleJson>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Summary {
    files: usize,
    findings: usize,
    erreur: usize,
    alerte: usize,
    conseil: usize,
    info: usize,
    suppressed: usize,
    unread: usize,
}

#[derive(Serialize)]
struct FindingJson<'r> {
    code: &'static str,
    name: &'static str,
    severity: &'static str,
    message: &'r str,
    subject: Option<&'r str>,
    #[serde(flatten)]
    place: Place<'r>,
    label: &'r str,
    note: Option<&'r str>,
    help: &'r str,
    related: Vec<RelatedJson<'r>>,
    fix: Option<FixJson<'r>>,
    fingerprint: String,
}

#[derive(Serialize)]
struct Place<'r> {
    path: &'r str,
    start: Point,
    end: Point,
}

#[derive(Serialize)]
struct Point {
    line: u32,
    column: u32,
    byte: u32,
}

#[derive(Serialize)]
struct RelatedJson<'r> {
    message: &'r str,
    #[serde(flatten)]
    place: Place<'r>,
}

#[derive(Serialize)]
struct FixJson<'r> {
    title: &'r str,
    applicability: &'static str,
    edits: Vec<EditJson<'r>>,
}

#[derive(Serialize)]
struct EditJson<'r> {
    #[serde(flatten)]
    place: Place<'r>,
    replacement: &'r str,
}

#[derive(Serialize)]
struct SuppressedJson<'r> {
    reason: &'r str,
    author: &'r str,
    until: String,
    by: Place<'r>,
    finding: FindingJson<'r>,
}

#[derive(Serialize)]
struct UnreadJson<'r> {
    path: &'r str,
    message: &'r str,
    help: &'r str,
}

/// The whole report.
pub(super) fn render(report: &Report<'_>) -> String {
    let all: Vec<_> = report.findings.iter().chain(report.suppressed.iter().map(|suppressed| &suppressed.finding)).collect();
    let fingerprints = fingerprint::of(&all, report.workspace);
    let (kept, set_aside) = fingerprints.split_at(report.findings.len());
    let codes: BTreeSet<_> = all.iter().map(|finding| finding.code).collect();
    let document = Document {
        version: VERSION,
        tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
        date: report.today.to_string(),
        summary: summary(report),
        findings: report.findings.iter().zip(kept).map(|(finding, print)| finding_json(report, finding, print)).collect(),
        suppressed: report
            .suppressed
            .iter()
            .zip(set_aside)
            .map(|(suppressed, print)| suppressed_json(report, suppressed, print))
            .collect(),
        unread: report.unread.iter().map(unread_json).collect(),
        rules: codes.into_iter().map(|code| RuleJson::from(rules::by_code(code))).collect(),
    };
    pretty(&document)
}

/// Any value, indented, ending with a line break.
pub(super) fn pretty(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).expect("interne : nos types s'écrivent en JSON");
    text.push('\n');
    text
}

fn summary(report: &Report<'_>) -> Summary {
    Summary {
        files: report.workspace.files().len(),
        findings: report.findings.len(),
        erreur: report.count(Severity::Erreur),
        alerte: report.count(Severity::Alerte),
        conseil: report.count(Severity::Conseil),
        info: report.count(Severity::Info),
        suppressed: report.suppressed.len(),
        unread: report.unread.len(),
    }
}

fn finding_json<'r>(report: &Report<'r>, finding: &'r Finding, fingerprint: &str) -> FindingJson<'r> {
    let rule = rules::by_code(finding.code);
    let related = finding.related.iter();
    FindingJson {
        code: rule.code,
        name: rule.name,
        severity: finding.severity.name(),
        message: &finding.message,
        subject: finding.subject.as_deref(),
        place: place(report, finding.primary),
        label: &finding.label,
        note: finding.note.as_deref(),
        help: finding.help.as_deref().unwrap_or(rule.remove),
        related: related
            .map(|related| RelatedJson { message: &related.message, place: place(report, related.location) })
            .collect(),
        fix: finding.fix.as_ref().map(|fix| fix_json(report, fix)),
        fingerprint: fingerprint.to_owned(),
    }
}

fn fix_json<'r>(report: &Report<'r>, fix: &'r Fix) -> FixJson<'r> {
    let edits = fix.edits.iter();
    FixJson {
        title: &fix.title,
        applicability: match fix.applicability {
            Applicability::Safe => "safe",
            Applicability::ToReview => "to_review",
        },
        edits: edits.map(|edit| EditJson { place: place(report, edit.location), replacement: &edit.replacement }).collect(),
    }
}

fn suppressed_json<'r>(report: &Report<'r>, suppressed: &'r Suppressed, fingerprint: &str) -> SuppressedJson<'r> {
    SuppressedJson {
        reason: &suppressed.reason,
        author: &suppressed.author,
        until: suppressed.until.to_string(),
        by: place(report, suppressed.by),
        finding: finding_json(report, &suppressed.finding, fingerprint),
    }
}

fn unread_json(unread: &Unread) -> UnreadJson<'_> {
    UnreadJson { path: &unread.path, message: &unread.message, help: &unread.help }
}

fn place<'r>(report: &Report<'r>, location: Location) -> Place<'r> {
    let (start, end) = report.ends(location, Encoding::Characters);
    let point = |at: Position, byte| Point { line: at.line + 1, column: at.column + 1, byte };
    Place { path: report.path(location), start: point(start, location.span.start), end: point(end, location.span.end) }
}
