//! What an audit says, section by section, before it takes a form: the page and the note show the same tables.

mod documents;
mod facts;
mod findings;
mod method;
mod portfolio;
mod trend;

use super::{Audit, Counts, Trend};
use crate::values::{date_in_words, grouped};

/// How many procedures, documents or groups a table shows; the JSON form has them all.
const SHOWN: usize = 30;
/// How many wordings of a document are shown.
const WORDINGS: usize = 4;

/// A part of the report.
pub(super) struct Section {
    /// For links.
    pub(super) id: &'static str,
    pub(super) title: String,
    /// What it says, how to read it.
    pub(super) paragraphs: Vec<String>,
    pub(super) tables: Vec<Table>,
}

/// Rows under headings.
pub(super) struct Table {
    pub(super) caption: String,
    pub(super) headings: Vec<Heading>,
    pub(super) rows: Vec<Row>,
    /// The values of a picture of the table: a label and a number a row.
    pub(super) bars: Vec<(String, u64)>,
}

/// A row of a table.
pub(super) struct Row {
    pub(super) cells: Vec<String>,
    /// The procedure that its first cell names.
    pub(super) procedure: Option<String>,
}

impl From<Vec<String>> for Row {
    fn from(cells: Vec<String>) -> Self {
        Self { cells, procedure: None }
    }
}

/// The top of a column.
pub(super) struct Heading {
    pub(super) title: &'static str,
    /// Whether it holds numbers.
    pub(super) is_number: bool,
}

const fn words(title: &'static str) -> Heading {
    Heading { title, is_number: false }
}

const fn number(title: &'static str) -> Heading {
    Heading { title, is_number: true }
}

/// All the sections that have something to say, in order.
pub(super) fn sections(audit: &Audit, trend: Option<&Trend>) -> Vec<Section> {
    // One procedure makes no group, and is its own distribution.
    let many = (audit.procedures.len() > 1).then_some(audit);
    let all = [
        trend.map(trend::changes),
        many.and_then(findings::first),
        findings::rules(audit),
        facts::facts(audit),
        findings::of_family(audit, "contacts", "Quelqu'un à qui parler", "REL", CONTACTS),
        findings::of_family(audit, "engagements", "Délais, silence et recours", "CON", COMMITMENTS),
        documents::once_only(audit),
        documents::documents(audit),
        many.and_then(|audit| portfolio::of_groups("themes", "Par thème", "thème", &audit.themes)),
        many.and_then(|audit| portfolio::of_groups("organismes", "Par organisme", "organisme", &audit.organisations)),
        many.and_then(|audit| portfolio::of_groups("evenements", "Par événement de vie", "événement", &audit.life_events)),
        many.and_then(portfolio::distributions),
        Some(method::method(audit)),
    ];
    all.into_iter().flatten().collect()
}

const CONTACTS: &str = "Les démarches où la personne ne trouve personne, ou pas au bon moment.";
const COMMITMENTS: &str = "Ce que l'administration promet, et ce qu'elle tait.";

/// « Audit de 1 587 démarches », or of the only one, by its title.
pub(super) fn title(audit: &Audit) -> String {
    if let [procedure] = &audit.procedures[..] {
        return format!("Audit de « {} »", procedure.title);
    }
    format!("Audit de {}", procedures(audit.n_procedures))
}

/// What is known of the files.
pub(super) fn known(audit: &Audit) -> String {
    match audit.n_with_volume {
        0 => "Aucun nombre de dossiers n'est connu.".to_owned(),
        n => format!("{} dossiers connus, pour {}.", grouped(audit.volume), procedures(n)),
    }
}

/// « 25 novembre 2026 »
pub(super) fn day(date: &str) -> String {
    date.parse().map_or_else(|_| date.to_owned(), date_in_words)
}

/// « 1 démarche », « 12 démarches »
fn procedures(number: usize) -> String {
    format!("{} {}", count(number), if number > 1 { "démarches" } else { "démarche" })
}

/// « 12 345 » or « – » when nothing is known.
pub(super) fn files(volume: u64) -> String {
    if volume == 0 { "–".to_owned() } else { grouped(volume) }
}

fn count(number: usize) -> String {
    grouped(number as u64)
}

fn gravity(counts: Counts) -> [String; 3] {
    [count(counts.errors), count(counts.warnings), count(counts.advice + counts.remarks)]
}

/// The first of a list, and how many others.
fn shortened(list: &[String]) -> String {
    let shown = list.iter().take(WORDINGS).map(|words| format!("« {words} »")).collect::<Vec<_>>().join(", ");
    match list.len().saturating_sub(WORDINGS) {
        0 => shown,
        others => format!("{shown} et {others} de plus"),
    }
}
