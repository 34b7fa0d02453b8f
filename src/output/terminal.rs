//! Findings for a person at a terminal: the lines as written, what stands there, why it matters, what to do.
//!
//! The only file that knows `miette`, which draws the lines and the words under them. The rest is ours: its columns count bytes, its
//! headings are English, and it rescans a file for each label.

mod excerpt;

use super::text::{Ink, labelled};
use super::{Report, Style, summary};
use crate::findings::{Applicability, Finding, Fix, Severity};
use crate::output::rule_page::basis_of_law;
use crate::output::text::Colour;
use crate::rules::{self, Rule};
use crate::source::{FileId, Span};
use excerpt::Excerpt;
use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode, ThemeCharacters, ThemeStyles};
use std::fmt;

/// Related places shown for one finding; the others are counted.
const MOST_RELATED: usize = 8;
/// Width of the labels under the lines: « correction » and its margin.
const LABEL_WIDTH: usize = 12;

/// The whole report.
pub(super) fn render(report: &Report<'_>, style: &Style) -> String {
    let mut text = String::new();
    for finding in report.findings.iter().take(style.n_detailed) {
        detail(report, finding, style, &mut text);
        text.push('\n');
    }
    text.push_str(&summary::in_brief(report, style.n_detailed));
    text.push_str(&summary::totals(report));
    text
}

fn detail(report: &Report<'_>, finding: &Finding, style: &Style, text: &mut String) {
    let rule = rules::by_code(finding.code);
    let ink = match finding.severity {
        Severity::Erreur => Ink::Red,
        Severity::Alerte => Ink::Yellow,
        Severity::Conseil | Severity::Info => Ink::Cyan,
    };
    let heading = style.colour.paint(ink, &format!("{}[{}]", finding.severity.name(), finding.code));
    let title = format!("{heading} {}", style.colour.paint(Ink::Bold, &finding.message));
    let related = &finding.related[..finding.related.len().min(MOST_RELATED)];

    let file = finding.primary.file;
    let mut labels = vec![(finding.primary.span, finding.label.as_str())];
    let here = related.iter().filter(|related| related.location.file == file && related.location != finding.primary);
    labels.extend(here.map(|related| (related.location.span, related.message.as_str())));
    draw(report, file, title, icon(finding.severity), &labels, style, text);

    for related in related.iter().filter(|related| related.location.file != file) {
        draw(report, related.location.file, related.message.clone(), "↳", &[(related.location.span, "")], style, text);
    }
    match finding.related.len() - related.len() {
        0 => {}
        1 => text.push_str("    et 1 autre endroit\n"),
        n => text.push_str(&format!("    et {n} autres endroits\n")),
    }
    footer(rule, finding, style, text);
}

const fn icon(severity: Severity) -> &'static str {
    match severity {
        Severity::Erreur => "×",
        Severity::Alerte => "⚠",
        Severity::Conseil => "☞",
        Severity::Info => "·",
    }
}

fn footer(rule: &Rule, finding: &Finding, style: &Style, text: &mut String) {
    let mut line = |label: &str, words: &str| {
        if !words.is_empty() {
            text.push_str(&labelled(label, LABEL_WIDTH, words, style));
        }
    };
    line("pourquoi", &why(rule, finding));
    line("que faire", finding.help.as_deref().unwrap_or(rule.remove));
    line("ou bien", rule.ease);
    line("correction", &finding.fix.as_ref().map(offer).unwrap_or_default());
    line("règle", &format!("{}, `limpide explain {}`", rule.name, rule.code));
}

fn why(rule: &Rule, finding: &Finding) -> String {
    let note = finding.note.as_deref().map(|note| format!("{} ", as_sentence(note))).unwrap_or_default();
    match basis_of_law(rule) {
        law if law.is_empty() => format!("{note}{}", rule.why),
        law => format!("{note}{} ({law})", rule.why),
    }
}

fn as_sentence(note: &str) -> String {
    if note.ends_with(['.', '?', '!']) { note.to_owned() } else { format!("{note}.") }
}

fn offer(fix: &Fix) -> String {
    match fix.applicability {
        Applicability::Safe => format!("{} (sûre : `--fix`)", fix.title),
        Applicability::ToReview => format!("{} (à relire : `--fix --unsafe-fixes`)", fix.title),
    }
}

/// Draws the lines of one file with the words under them, below a title.
fn draw(report: &Report<'_>, file: FileId, title: String, icon: &str, labels: &[(Span, &str)], style: &Style, text: &mut String) {
    let source = report.workspace.file(file);
    let excerpt = Excerpt::new(&source.path, &source.text, report.lines(file), labels.iter().map(|(span, _)| *span));
    let labels = labels
        .iter()
        .enumerate()
        .map(|(rank, (span, label))| {
            let (start, length) = excerpt.place(*span);
            let label = (!label.is_empty()).then(|| (*label).to_owned());
            if rank == 0 {
                LabeledSpan::new_primary_with_span(label, (start, length))
            } else {
                LabeledSpan::new(label, start, length)
            }
        })
        .collect();
    let drawing = Drawing { title, labels, excerpt };
    let styles = match style.colour {
        Colour::Plain => ThemeStyles::none(),
        Colour::Ansi => ThemeStyles::ansi(),
    };
    let characters = ThemeCharacters { error: icon.to_owned(), ..ThemeCharacters::unicode() };
    GraphicalReportHandler::new_themed(GraphicalTheme { characters, styles })
        .with_wrap_lines(false)
        .without_syntax_highlighting()
        .render_report(text, &drawing)
        .expect("interne : écrire dans un texte n'échoue pas");
}

/// What miette draws: a title, and labels on an excerpt.
#[derive(Debug)]
struct Drawing {
    title: String,
    labels: Vec<LabeledSpan>,
    excerpt: Excerpt,
}

impl fmt::Display for Drawing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.title)
    }
}

impl std::error::Error for Drawing {}

impl Diagnostic for Drawing {
    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.excerpt)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}
