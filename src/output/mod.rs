//! What was found, in each form people and machines read: one file per form. Pure: a [`Report`] in, a text out.
//!
//! Positions come from one [`LineIndex`] per file, built when first needed. The types that leave the program (JSON, SARIF) are
//! written here, apart from those limpide thinks with.

pub mod audit;
pub mod cases;
mod concise;
mod github;
pub mod journey;
mod json;
mod readability;
pub mod roadmap;
pub mod rule_page;
mod sarif;
mod summary;
mod terminal;
#[cfg(test)]
mod tests;
pub mod text;

pub use readability::readability;
pub use summary::statistics;
pub use text::{Colour, Style};

use crate::findings::suppression::Suppressed;
use crate::findings::{Finding, Severity};
use crate::source::{Encoding, FileId, LineIndex, Location, Position, Workspace};
use crate::values::Date;
use std::sync::OnceLock;

/// A form of the findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// With the lines, the why and the way out.
    Full,
    /// One line a finding.
    Concise,
    /// For programs.
    Json,
    /// For code hosting services: SARIF 2.1.0.
    Sarif,
    /// Workflow commands, shown in the pull request.
    Github,
}

impl Format {
    /// All of them, in the order of the help.
    pub const ALL: [Self; 5] = [Self::Full, Self::Concise, Self::Json, Self::Sarif, Self::Github];

    /// The word typed after `--output-format`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Concise => "concise",
            Self::Json => "json",
            Self::Sarif => "sarif",
            Self::Github => "github",
        }
    }
}

/// Something that could not be read at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Its path as shown to the user.
    pub path: String,
    /// Why, lower case, no final period.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// All there is to show of a run.
#[derive(Debug)]
pub struct Report<'r> {
    /// The files read.
    pub workspace: &'r Workspace,
    /// What is said, in order.
    pub findings: &'r [Finding],
    /// What comments set aside, in order.
    pub suppressed: &'r [Suppressed],
    /// What could not be read.
    pub unread: &'r [Unread],
    /// The day of the run.
    pub today: Date,
    lines: Vec<OnceLock<LineIndex>>,
}

impl<'r> Report<'r> {
    /// A report of what was found in a workspace.
    #[must_use]
    pub fn new(
        workspace: &'r Workspace,
        findings: &'r [Finding],
        suppressed: &'r [Suppressed],
        unread: &'r [Unread],
        today: Date,
    ) -> Self {
        let lines = workspace.files().iter().map(|_| OnceLock::new()).collect();
        Self { workspace, findings, suppressed, unread, today, lines }
    }

    /// The report in that form, ending with a line break unless it is empty.
    #[must_use]
    pub fn render(&self, format: Format, style: &Style) -> String {
        match format {
            Format::Full => terminal::render(self, style),
            Format::Concise => concise::render(self),
            Format::Json => json::render(self),
            Format::Sarif => sarif::render(self),
            Format::Github => github::render(self),
        }
    }

    /// How many findings of that gravity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }

    fn lines(&self, file: FileId) -> &LineIndex {
        self.lines[file.0 as usize].get_or_init(|| LineIndex::new(&self.workspace.file(file).text))
    }

    fn path(&self, location: Location) -> &'r str {
        &self.workspace.file(location.file).path
    }

    /// Where a place starts and ends, from 0.
    fn ends(&self, location: Location, encoding: Encoding) -> (Position, Position) {
        let text = &self.workspace.file(location.file).text;
        let lines = self.lines(location.file);
        (lines.position(location.span.start, text, encoding), lines.position(location.span.end, text, encoding))
    }

    /// `path:line:column`, from 1, in characters.
    fn place(&self, location: Location) -> String {
        let text = &self.workspace.file(location.file).text;
        let start = self.lines(location.file).position(location.span.start, text, Encoding::Characters);
        format!("{}:{}:{}", self.path(location), start.line + 1, start.column + 1)
    }
}
