//! What limpide has to say, whoever says it: a [`Finding`] at a place, with its why and its way out.
//!
//! Depends on `source` only. Rules and the reading of the language produce findings; outputs and the language server show
//! them. Types that leave the program (JSON, SARIF) are in `output`.

pub mod fingerprint;
mod fix;
pub mod suppression;

pub use fix::{Applicability, Edit, Fix, apply_all};

use crate::source::Location;
use rayon::slice::ParallelSliceMut;

/// How much a finding weighs. The order is the order of gravity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// An improvement.
    Conseil,
    /// A person would probably get lost, wait or be sent back.
    Alerte,
    /// A proved contradiction, a demand against the law, or a line that cannot be read.
    Erreur,
}

impl Severity {
    /// The French word, as typed after `--fail-on` and shown everywhere.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Conseil => "conseil",
            Self::Alerte => "alerte",
            Self::Erreur => "erreur",
        }
    }

    /// All of them, lightest first.
    pub const ALL: [Self; 4] = [Self::Info, Self::Conseil, Self::Alerte, Self::Erreur];
}

/// Another place that matters, with what it has to do with the finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub location: Location,
    /// What that place is, in a few words.
    pub message: String,
}

/// One thing to say, about one cause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule's code, `OPA001`; its metadata is in `rules`.
    pub code: &'static str,
    /// The gravity of this occurrence.
    pub severity: Severity,
    /// The smallest place that shows the cause.
    pub primary: Location,
    /// What: one sentence that stands alone, lower case, no final period, at most about 100 characters.
    pub message: String,
    /// A few words under the caret; may be empty.
    pub label: String,
    /// What is particular to this occurrence of the why (the rule's own why and legal source come from its metadata).
    pub note: Option<String>,
    /// What to do here; when empty the rule's general remedy is shown.
    pub help: Option<String>,
    /// Other places that matter.
    pub related: Vec<Related>,
    /// An edit that removes the cause.
    pub fix: Option<Fix>,
    /// Human title of the procedure it is about, when there is one.
    pub subject: Option<String>,
}

impl Finding {
    /// A finding with its message at a place; the rest is added with the `with_*` methods.
    #[must_use]
    pub fn new(code: &'static str, severity: Severity, primary: Location, message: impl Into<String>) -> Self {
        Self {
            code,
            severity,
            primary,
            message: message.into(),
            label: String::new(),
            note: None,
            help: None,
            related: Vec::new(),
            fix: None,
            subject: None,
        }
    }

    /// A few words under the caret.
    #[must_use]
    pub fn with_label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// What is particular to this occurrence of the why.
    #[must_use]
    pub fn with_note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// What to do here.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Another place that matters.
    #[must_use]
    pub fn with_related(mut self, location: Location, message: impl Into<String>) -> Self {
        self.related.push(Related { location, message: message.into() });
        self
    }

    /// An edit that removes the cause.
    #[must_use]
    pub fn with_fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }

    /// The title of the procedure it is about.
    #[must_use]
    pub fn with_subject(mut self, subject: impl Into<String>) -> Self {
        self.subject = Some(subject.into());
        self
    }
}

/// Puts findings in their one order: by place (files are in path order), then code, then message.
pub fn sort(findings: &mut [Finding]) {
    findings.par_sort_by(|a, b| (a.primary, a.code, &a.message).cmp(&(b.primary, b.code, &b.message)));
}
