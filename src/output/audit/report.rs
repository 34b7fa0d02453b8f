//! What an audit holds: the types that leave the program. They are the JSON form, read back by `--compare`.

use crate::findings::Severity;
use serde::{Deserialize, Serialize};

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
    /// Findings in what no procedure uses: counted nowhere else.
    #[serde(default)]
    pub n_elsewhere: usize,
    /// Rules that were not run on what was read, and why.
    pub not_judged: Vec<NotJudged>,
    /// Counts by theme of the source.
    pub themes: Vec<Group>,
    /// Counts by organisation in charge.
    pub organisations: Vec<Group>,
    /// Counts by life event.
    pub life_events: Vec<Group>,
    /// What each procedure should say before one begins, and whether it does.
    pub facts: Vec<FactCount>,
    /// The documents most often asked.
    pub documents: Vec<DocumentCount>,
    /// The data most often asked, among those that a form has a field of its own for.
    pub data: Vec<DataCount>,
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
    /// On how many procedures.
    pub n_procedures: usize,
}

/// How many procedures say a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactCount {
    /// « comment contester »
    pub title: String,
    /// The articles of law on which people may expect it; empty when none.
    pub law: String,
    /// Said by an element or a line of its own.
    pub n_said: usize,
    /// Spoken of in the text.
    pub n_spoken_of: usize,
    /// Declared not to exist.
    pub n_none: usize,
    /// Not said at all.
    pub n_not_said: usize,
    /// Not checked: the source has no place for it.
    pub n_unknown: usize,
    /// Files of the procedures that do not say it, when known.
    pub volume: u64,
}

/// Who already has what a document or a datum says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The administration.
    pub administration: String,
    /// The information, in the words of the article.
    pub information: String,
    /// The article.
    pub law: String,
}

/// A datum people are asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataCount {
    /// `siret`, `adresse`…
    pub title: String,
    /// In how many procedures it is asked.
    pub n_procedures: usize,
    /// How many times.
    pub n_fields: usize,
    /// In how many procedures it is asked more than once.
    pub n_repeated: usize,
    /// Files of those procedures, when known.
    pub volume: u64,
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
    /// The administration that must make it available to the others, when a text says so.
    pub held_by: Option<Holder>,
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
    /// `path:line`, or `path#[4].revision.champDescriptors[12]` in an export.
    pub place: String,
    /// The user's own words there, cut when long.
    pub words: String,
    /// How many times the procedure says the same words: one finding.
    pub n_times: usize,
}
