//! SARIF 2.1.0, for code hosting services: relative percent-encoded addresses, columns in UTF-16 units, fingerprints that survive moved
//! lines, suppressions with their justification. Microsoft's validator finds nothing to say about it (`.ci/sarif.sh`).

mod schema;

use super::rule_page;
use super::{Report, Unread};
use crate::findings::suppression::Suppressed;
use crate::findings::{self, Edit, Finding, Severity, fingerprint};
use crate::rules::{self, FixOffered, Rule};
use crate::source::{self, Encoding, FileId};
use schema::{
    Artifact, ArtifactChange, ArtifactLocation, AutomationDetails, BaseLocation, Configuration, Driver, Fix, Help, Invocation,
    Location, Log, Notification, PhysicalLocation, Region, Replacement, ReportingDescriptor, RuleProperties, Run, SarifResult,
    Suppression, Text, Tool,
};
use std::collections::{BTreeMap, BTreeSet};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// The folder where the command runs; a viewer knows where it put the files.
const BASE: &str = "SRCROOT";
const HOME: &str = env!("CARGO_PKG_HOMEPAGE");

/// The whole report.
pub(super) fn render(report: &Report<'_>) -> String {
    let all: Vec<_> = report.findings.iter().chain(report.suppressed.iter().map(|suppressed| &suppressed.finding)).collect();
    let fingerprints = fingerprint::of(&all, report.workspace);
    let codes: Vec<_> = all.iter().map(|finding| finding.code).collect::<BTreeSet<_>>().into_iter().collect();
    let suppressions = report.findings.iter().map(|_| None).chain(report.suppressed.iter().map(Some));
    let results = all.iter().zip(fingerprints).zip(suppressions).map(|((finding, print), suppressed)| {
        let rule_index = codes.binary_search(&finding.code).expect("interne : le code vient de cette liste");
        result(report, finding, rule_index, print, suppressed)
    });
    let run = Run {
        tool: Tool { driver: driver(&codes) },
        invocations: [Invocation {
            execution_successful: report.unread.is_empty(),
            tool_execution_notifications: report.unread.iter().map(notification).collect(),
        }],
        automation_details: AutomationDetails { id: "limpide/check/" },
        column_kind: "utf16CodeUnits",
        language: "fr",
        original_uri_base_ids: BTreeMap::from([(
            BASE,
            BaseLocation { description: text("Le dossier d'où la commande a été lancée.") },
        )]),
        artifacts: report.workspace.iter().map(|(file, source)| artifact(report, file, source.text.len())).collect(),
        results: results.collect(),
    };
    super::json::pretty(&Log { schema: SCHEMA, version: "2.1.0", runs: [run] })
}

fn driver(codes: &[&'static str]) -> Driver {
    Driver {
        name: "limpide",
        full_name: "limpide, relecteur de démarches administratives",
        semantic_version: env!("CARGO_PKG_VERSION"),
        information_uri: HOME,
        language: "fr",
        rules: codes.iter().map(|code| descriptor(rules::by_code(code))).collect(),
    }
}

fn descriptor(rule: &'static Rule) -> ReportingDescriptor {
    let mut tags = vec![rule.family(), rule.name];
    if rule.fix != FixOffered::No {
        tags.push("correction");
    }
    ReportingDescriptor {
        id: rule.code,
        name: pascal_case(rule.name),
        short_description: text(rule.what),
        full_description: text(&format!("{} {}", rule.what, rule.why)),
        help_uri: format!("{HOME}/regles/{}", rule.code),
        help: Help { text: rule_page::text(rule, &super::Style::default()), markdown: rule_page::markdown(rule) },
        default_configuration: Configuration { level: level(rule.severity) },
        properties: RuleProperties {
            tags,
            precision: "high",
            problem_severity: match rule.severity {
                Severity::Erreur => "error",
                Severity::Alerte => "warning",
                Severity::Conseil | Severity::Info => "recommendation",
            },
        },
    }
}

/// `trop-d-etapes` as `TropDetapes`: an elided article is one with its noun.
fn pascal_case(name: &str) -> String {
    let mut pascal = String::new();
    let mut elided = false;
    for word in name.split('-') {
        let (first, rest) = word.split_at(1.min(word.len()));
        pascal.push_str(&if elided { first.to_owned() } else { first.to_ascii_uppercase() });
        pascal.push_str(rest);
        elided = word.len() == 1;
    }
    pascal
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Erreur => "error",
        Severity::Alerte => "warning",
        Severity::Conseil | Severity::Info => "note",
    }
}

fn result(
    report: &Report<'_>,
    finding: &Finding,
    rule_index: usize,
    print: String,
    suppressed: Option<&Suppressed>,
) -> SarifResult {
    let related = finding.related.iter().enumerate();
    SarifResult {
        rule_id: finding.code,
        rule_index,
        kind: "fail",
        level: level(finding.severity),
        message: text(&format!("{}.", finding.message)),
        locations: [location(report, finding.primary, None, (!finding.label.is_empty()).then(|| text(&finding.label)))],
        related_locations: related
            .map(|(rank, related)| location(report, related.location, Some(rank), Some(text(&related.message))))
            .collect(),
        partial_fingerprints: BTreeMap::from([("primaryLocationLineHash", format!("{print}:1")), ("limpide/v1", print)]),
        fixes: finding.fix.iter().map(|fix| fix_of(report, fix)).collect(),
        suppressions: suppressed.into_iter().map(|suppressed| suppression(report, suppressed)).collect(),
    }
}

fn suppression(report: &Report<'_>, suppressed: &Suppressed) -> Suppression {
    let Suppressed { reason, author, until, .. } = suppressed;
    Suppression {
        kind: "inSource",
        status: "accepted",
        justification: format!("{reason} ({author}, jusqu'au {until})"),
        location: location(report, suppressed.by, None, None),
    }
}

fn fix_of(report: &Report<'_>, fix: &findings::Fix) -> Fix {
    let mut by_file: BTreeMap<FileId, Vec<&Edit>> = BTreeMap::new();
    for edit in &fix.edits {
        by_file.entry(edit.location.file).or_default().push(edit);
    }
    let replacement =
        |edit: &Edit| Replacement { deleted_region: region(report, edit.location), inserted_content: text(&edit.replacement) };
    let changes = by_file.into_iter().map(|(file, edits)| ArtifactChange {
        artifact_location: artifact_location(report, file),
        replacements: edits.into_iter().map(replacement).collect(),
    });
    Fix { description: text(&fix.title), artifact_changes: changes.collect() }
}

fn location(report: &Report<'_>, place: source::Location, id: Option<usize>, message: Option<Text>) -> Location {
    let mut region = region(report, place);
    region.snippet = (!place.span.is_empty()).then(|| text(report.workspace.text(place)));
    Location {
        id,
        physical_location: PhysicalLocation {
            artifact_location: artifact_location(report, place.file),
            context_region: context(report, place),
            region: Some(region),
        },
        message,
    }
}

fn region(report: &Report<'_>, place: source::Location) -> Region {
    let (start, end) = report.ends(place, Encoding::Utf16);
    Region {
        start_line: start.line + 1,
        start_column: start.column + 1,
        end_line: end.line + 1,
        end_column: end.column + 1,
        snippet: None,
    }
}

/// The whole lines around a place, when they say more than the place itself.
fn context(report: &Report<'_>, place: source::Location) -> Option<Region> {
    let source = report.workspace.file(place.file);
    let index = report.lines(place.file);
    let (first, last) = (index.line(place.span.start), index.line(place.span.end));
    let start = index.line_start(first, &source.text);
    let end = index.line_start(last, &source.text) as usize + index.line_text(last, &source.text).len();
    let span = source::Span::new(start, u32::try_from(end).unwrap_or(u32::MAX));
    let lines = source::Location::new(place.file, span);
    let mut context = region(report, lines);
    context.snippet = Some(text(report.workspace.text(lines)));
    (span.start < place.span.start || place.span.end < span.end).then_some(context)
}

fn artifact(report: &Report<'_>, file: FileId, length: usize) -> Artifact {
    let location = ArtifactLocation { index: None, ..artifact_location(report, file) };
    Artifact { location, length, encoding: "utf-8", source_language: "demarche" }
}

fn artifact_location(report: &Report<'_>, file: FileId) -> ArtifactLocation {
    ArtifactLocation { index: Some(file.0), ..located(&report.workspace.file(file).path) }
}

fn located(path: &str) -> ArtifactLocation {
    let encoded = percent_encoded(path);
    if path.starts_with('/') {
        return ArtifactLocation { uri: format!("file://{encoded}"), uri_base_id: None, index: None };
    }
    ArtifactLocation { uri: encoded, uri_base_id: Some(BASE), index: None }
}

fn percent_encoded(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => encoded.push(char::from(byte)),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

fn notification(unread: &Unread) -> Notification {
    Notification {
        level: "error",
        message: text(&format!("{} : {}.", unread.message, unread.help)),
        locations: [Location {
            id: None,
            physical_location: PhysicalLocation { artifact_location: located(&unread.path), region: None, context_region: None },
            message: None,
        }],
    }
}

fn text(words: &str) -> Text {
    Text { text: words.to_owned() }
}
