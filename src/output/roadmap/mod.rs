//! A procedure run for one person: a page that speaks to them, or data for a program.

mod json;
mod question;
mod text;

pub use question::next_step;

use super::text::Style;
use crate::analysis::roadmap::{Plan, Roadmap};
use crate::logic::{Explanation, Situation, explain};
use crate::source::{Location, Workspace};

/// A form of a roadmap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoadmapFormat {
    /// For the person.
    Text,
    /// For programs.
    Json,
}

impl RoadmapFormat {
    /// All of them, in the order of the help.
    pub const ALL: [Self; 2] = [Self::Text, Self::Json];

    /// The word typed after `--format`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "texte",
            Self::Json => "json",
        }
    }
}

/// What is shown: the procedure run, and why each of its rules gives what it gives.
struct View<'v, 'm> {
    plan: &'v Plan<'m>,
    roadmap: &'v Roadmap<'m>,
    situation: &'v Situation,
    explanations: Vec<Explanation<'m>>,
    workspace: &'v Workspace,
}

impl View<'_, '_> {
    /// The words of the file at a place, on one line.
    fn words(&self, place: Location) -> String {
        let text = &self.workspace.file(place.file).text[place.span.range()];
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// The roadmap in that form, ending with a line break.
#[must_use]
pub fn render(
    plan: &Plan<'_>,
    situation: &Situation,
    roadmap: &Roadmap<'_>,
    workspace: &Workspace,
    format: RoadmapFormat,
    style: &Style,
) -> String {
    let mut evaluation = plan.evaluation(situation, roadmap.today);
    let explanations = plan.rules.iter().map(|rule| explain(&mut evaluation, *rule)).collect();
    let view = View { plan, roadmap, situation, explanations, workspace };
    match format {
        RoadmapFormat::Text => text::render(&view, style),
        RoadmapFormat::Json => json::render(&view),
    }
}

/// A name of the language as people read it.
#[must_use]
pub fn spaced(name: &str) -> String {
    name.replace('_', " ")
}
