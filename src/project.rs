//! The whole pipeline, from texts to findings, in one place: what the command line and the language server both call.

use crate::analysis::graph::Graph;
use crate::findings::Finding;
use crate::model::{self, Model};
use crate::rules::{self, Context, Rule};
use crate::source::{FileId, Problem, Workspace};
use crate::syntax::{self, ast::Comment};
use crate::values::Date;
use rayon::prelude::*;

/// A workspace read: its meaning, and what could not be read.
#[derive(Debug)]
pub struct Project {
    /// What the procedures mean.
    pub model: Model,
    /// How things depend on one another.
    pub graph: Graph,
    /// What could not be read or understood.
    pub problems: Vec<Problem>,
    /// The comments of each file, in the order of the files.
    pub comments: Vec<Vec<Comment>>,
}

/// Reads a workspace, in parallel by file. Never fails: what cannot be read is in `problems`.
#[must_use]
pub fn read(workspace: &Workspace) -> Project {
    let files: Vec<_> = workspace.iter().collect();
    let parsed: Vec<_> = files
        .into_par_iter()
        .map(|(file, source)| {
            let mut parsed = syntax::parse(file, &source.text);
            let comments = std::mem::take(&mut parsed.document.comments);
            (model::part(file, parsed.document), parsed.problems, comments)
        })
        .collect();
    let mut parts = Vec::with_capacity(parsed.len());
    let mut problems = Vec::new();
    let mut comments = Vec::with_capacity(parsed.len());
    for (part, part_problems, part_comments) in parsed {
        parts.push(part);
        problems.extend(part_problems);
        comments.push(part_comments);
    }
    let (model, name_problems) = model::assemble(parts);
    problems.extend(name_problems);
    problems.extend(crate::logic::types::check(&model));
    let graph = Graph::new(&model);
    Project { model, graph, problems, comments }
}

impl Project {
    /// Everything those rules have to say, in order; suppressions are not applied.
    #[must_use]
    pub fn findings(&self, rules: &[&'static Rule], today: Date, before: Option<&Model>) -> Vec<Finding> {
        let context = Context { model: &self.model, graph: &self.graph, today, before };
        let mut findings = rules::reading_findings(&self.problems, rules);
        findings.extend(rules::run(rules, &context));
        crate::findings::sort(&mut findings);
        findings
    }

    /// The comments of a file.
    #[must_use]
    pub fn comments(&self, file: FileId) -> &[Comment] {
        &self.comments[file.0 as usize]
    }
}
