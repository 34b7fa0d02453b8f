//! The audit of a portfolio: what to fix first among many procedures. One file per form; [`measure`] counts, the others only show.
//!
//! The types here leave the program (they are the JSON form, read back by `--compare`), so they are apart from those limpide thinks with.

mod chart;
mod compare;
mod csv;
mod html;
mod markdown;
mod measure;
mod sections;
#[cfg(test)]
mod tests;

pub use compare::Trend;
pub use measure::{Portfolio, measure};

use crate::findings::Severity;
use serde::{Deserialize, Serialize};

/// The version of the JSON form: a reader of another version is told so.
pub const VERSION: u32 = 1;

/// A form of the audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuditFormat {
    /// One page, complete in itself.
    Html,
    /// For programs, and for a later comparison.
    Json,
    /// One line a finding, for a spreadsheet.
    Csv,
    /// For a note or an issue.
    Markdown,
}

impl AuditFormat {
    /// All of them, in the order of the help.
    pub const ALL: [Self; 4] = [Self::Html, Self::Json, Self::Csv, Self::Markdown];

    /// The word typed after `--format`, and the extension of the file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Markdown => "md",
        }
    }
}

/// What was found in a portfolio.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Audit {
    /// The version of this form.
    pub version: u32,
    /// The day of the audit, `2026-11-22`.
    pub date: String,
    /// What was read.
    pub sources: Vec<String>,
    /// How many procedures.
    pub n_procedures: usize,
    /// How many say how many files they receive, and how many files in all.
    pub n_with_volume: usize,
    /// Files of those procedures.
    pub volume: u64,
    /// What could not be read: path and why.
    pub unread: Vec<(String, String)>,
    /// Each rule that found something, the gravest first.
    pub rules: Vec<RuleCount>,
    /// Rules that were not run on what was read, and why.
    pub not_judged: Vec<NotJudged>,
    /// Counts by theme of the source.
    pub themes: Vec<Group>,
    /// Counts by organisation in charge.
    pub organisations: Vec<Group>,
    /// Counts by life event.
    pub life_events: Vec<Group>,
    /// The documents most often asked.
    pub documents: Vec<DocumentCount>,
    /// How things spread over the procedures.
    pub distributions: Vec<Distribution>,
    /// Each procedure, those to fix first at the top.
    pub procedures: Vec<Procedure>,
}

/// What one rule found.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RuleCount {
    /// `DLN001`
    pub code: String,
    /// `piece-deja-chez-le-destinataire`
    pub name: String,
    /// What it detects.
    pub what: String,
    /// The way out.
    pub remedy: String,
    /// The articles of law it stands on; empty when none.
    pub law: String,
    /// How many findings: errors, warnings, advice, remarks.
    pub counts: Counts,
    /// In how many procedures.
    pub n_procedures: usize,
    /// Files of those procedures, when known.
    pub volume: u64,
}

/// Findings by gravity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Contradictions, and demands against the law.
    pub errors: usize,
    /// A person would probably get lost, wait or be sent back.
    pub warnings: usize,
    /// Improvements.
    pub advice: usize,
    /// Worth knowing.
    pub remarks: usize,
}

impl Counts {
    /// One more finding.
    pub const fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Erreur => self.errors += 1,
            Severity::Alerte => self.warnings += 1,
            Severity::Conseil => self.advice += 1,
            Severity::Info => self.remarks += 1,
        }
    }

    /// All of them.
    #[must_use]
    pub const fn total(self) -> usize {
        self.errors + self.warnings + self.advice + self.remarks
    }

    /// An error weighs ten, a warning three, an advice one: a scale of ours, to put in order, said in the report.
    #[must_use]
    pub const fn weight(self) -> u64 {
        (self.errors * 10 + self.warnings * 3 + self.advice) as u64
    }
}

/// A rule that was not run.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct NotJudged {
    /// Its code.
    pub code: String,
    /// What it detects.
    pub what: String,
    /// Why it was not run.
    pub why: String,
}

/// Procedures that have something in common.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Group {
    /// What they share.
    pub title: String,
    /// How many.
    pub n_procedures: usize,
    /// What was found in them.
    pub counts: Counts,
}

/// A document people are asked for.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DocumentCount {
    /// What it is called most often.
    pub title: String,
    /// Its other wordings, the most frequent first.
    pub wordings: Vec<String>,
    /// In how many procedures it is asked.
    pub n_procedures: usize,
    /// How many times.
    pub n_mentions: usize,
    /// Files of those procedures, when known.
    pub volume: u64,
    /// Who asks, the most frequent first.
    pub asked_by: Vec<String>,
}

/// How a quantity spreads over the procedures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Distribution {
    /// « pièces demandées par démarche »
    pub title: String,
    /// Over how many procedures.
    pub n: usize,
    /// Half have that many at most.
    pub median: u64,
    /// Three in four.
    pub p75: u64,
    /// Nine in ten.
    pub p90: u64,
    /// Ninety-nine in a hundred.
    pub p99: u64,
    /// The largest.
    pub max: u64,
}

/// A procedure and what was found in it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Procedure {
    /// Its name in the model, one for each procedure.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The file or record.
    pub path: String,
    /// Where to read it, when known.
    pub url: Option<String>,
    /// Its theme in the source.
    pub theme: Option<String>,
    /// Who is in charge.
    pub organisations: Vec<String>,
    /// The life events it belongs to.
    pub life_events: Vec<String>,
    /// Files, when known.
    pub volume: Option<u64>,
    /// How many steps, documents asked and contacts.
    pub n_steps: usize,
    /// Documents asked of the person.
    pub n_documents: usize,
    /// Ways to reach somebody.
    pub n_contacts: usize,
    /// What was found, by gravity.
    pub counts: Counts,
    /// What was found.
    pub findings: Vec<Remark>,
}

impl Procedure {
    /// What puts it in order: the weight of its findings, times its files when they are known.
    #[must_use]
    pub const fn priority(&self) -> u64 {
        let files = match self.volume {
            Some(files) if files > 0 => files,
            Some(_) | None => 1,
        };
        self.counts.weight().saturating_mul(files)
    }
}

/// A finding, as shown in an audit.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Remark {
    /// The rule.
    pub code: String,
    /// `erreur`, `alerte`, `conseil`, `info`.
    pub severity: String,
    /// What.
    pub message: String,
    /// `path:line`.
    pub place: String,
    /// The user's own words there, cut when long.
    pub words: String,
}

impl Audit {
    /// The audit in that form; with what changed since an earlier one, in the forms for people.
    #[must_use]
    pub fn render(&self, format: AuditFormat, trend: Option<&Trend>) -> String {
        match format {
            AuditFormat::Html => html::render(self, trend),
            AuditFormat::Json => self.json(),
            AuditFormat::Csv => csv::render(self),
            AuditFormat::Markdown => markdown::render(self, trend),
        }
    }

    fn json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// What changed since an earlier audit.
    #[must_use]
    pub fn since(&self, earlier: &Self) -> Trend {
        compare::trend(earlier, self)
    }
}
