//! The audit of a portfolio: what to fix first among many procedures.
//!
//! ```text
//! measure   counts            report     what was counted: the JSON form
//! sections  says it in words and tables; html, markdown, csv only show
//! compare   what changed since an earlier audit
//! ```

mod chart;
mod compare;
mod csv;
mod html;
mod markdown;
mod measure;
mod report;
mod sections;
#[cfg(test)]
mod tests;

pub use compare::Trend;
pub use measure::{Portfolio, Published, Quote, measure};
pub use report::{
    Audit, Counts, DataCount, Distribution, DocumentCount, FactCount, Group, Holder, NotJudged, Procedure, Remark, RuleCount,
};

/// The version of the JSON form: a reader of another version is told so.
pub const VERSION: u32 = 2;

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
