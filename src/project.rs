//! The whole pipeline, from texts to findings, in one place: what the command line and the language server both call.

use crate::analysis::graph::Graph;
use crate::findings::Finding;
use crate::findings::suppression::{self, Catalogue, Remark, Suppressed};
use crate::import::{self, Imported, prose, service_public::Record};
use crate::logic::proof::{Memory, RuleProof, prove};
use crate::model::{self, Model, Part};
use crate::rules::{self, Context, Rule};
use crate::source::{FileId, LineIndex, Location, Problem, ProblemKind, Span, Workspace};
use crate::syntax::{self, ast::Comment};
use crate::values::Date;
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use std::collections::{BTreeMap, BTreeSet};

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
    let parsed: Vec<_> = files.into_par_iter().map(|(file, source)| read_file(file, &source.path, &source.text)).collect();
    let mut parts = Vec::with_capacity(parsed.len());
    let mut problems = Vec::new();
    let mut comments = Vec::with_capacity(parsed.len());
    for (part, part_problems, part_comments) in parsed {
        parts.push(part);
        problems.extend(part_problems);
        comments.push(part_comments);
    }
    assemble(parts, problems, comments)
}

/// Puts together what was read of each file, by the language or by an importer.
#[must_use]
pub fn assemble(parts: Vec<Part>, mut problems: Vec<Problem>, comments: Vec<Vec<Comment>>) -> Project {
    let (model, name_problems) = model::assemble(parts);
    problems.extend(name_problems);
    problems.extend(crate::logic::types::check(&model));
    let graph = Graph::new(&model);
    Project { model, graph, problems, comments }
}

/// One file of the language, or in prose, read: its part of the model, what could not be read, its comments.
fn read_file(file: FileId, path: &str, text: &str) -> (Part, Vec<Problem>, Vec<Comment>) {
    if prose::is_prose(path) {
        let prose = prose::read(file, path, text);
        let comment = |(span, target)| Comment { span, alone: true, target };
        return (prose.imported.part, prose.imported.problems, prose.remarks.into_iter().map(comment).collect());
    }
    let mut parsed = syntax::parse(file, text);
    let comments = std::mem::take(&mut parsed.document.comments);
    (model::part(file, parsed.document), parsed.problems, comments)
}

/// What was read of a portfolio: drafts in the language and records already published.
#[derive(Debug)]
pub struct Portfolio {
    /// All of it together.
    pub project: Project,
    /// The files that are imported records, each with what the model has no place for.
    pub records: BTreeMap<FileId, Option<Box<Record>>>,
}

/// Reads drafts and published records together, in parallel by file: a file whose name ends with `.demarche` is in the language, with `.md` or
/// `.txt` in prose. What was
/// read of large exports, by file, comes with them: their texts are not kept.
#[must_use]
pub fn read_portfolio(workspace: &Workspace, exports: Vec<(FileId, Vec<Imported>)>) -> Portfolio {
    let exported: BTreeSet<_> = exports.iter().map(|(file, _)| *file).collect();
    let files: Vec<_> = workspace.iter().filter(|(file, _)| !exported.contains(file)).collect();
    let read: Vec<_> = files
        .into_par_iter()
        .map(|(file, source)| {
            if source.path.ends_with(".demarche") || prose::is_prose(&source.path) {
                (file, Err(read_file(file, &source.path, &source.text)))
            } else {
                (file, Ok(import::service_public::read(file, &source.path, &source.text)))
            }
        })
        .collect();
    let mut comments = vec![Vec::new(); workspace.files().len()];
    let mut known = FxHashSet::default();
    let (mut parts, mut problems, mut imported, mut records) = (Vec::new(), Vec::new(), Vec::new(), BTreeMap::new());
    for (file, read) in read {
        match read {
            Ok(mut record) => {
                import::service_public::once(file, &mut record, &mut known);
                problems.append(&mut record.problems);
                records.insert(file, record.record.take());
                imported.push(record);
            }
            Err((part, part_problems, part_comments)) => {
                parts.push(part);
                problems.extend(part_problems);
                comments[file.0 as usize] = part_comments;
            }
        }
    }
    for (file, mut procedures) in exports {
        records.insert(file, None);
        problems.extend(procedures.iter_mut().flat_map(|procedure| std::mem::take(&mut procedure.problems)));
        imported.append(&mut procedures);
    }
    let shared = import::gather(&mut imported);
    parts.extend(imported.into_iter().map(|record| record.part));
    parts.push(shared);
    Portfolio { project: assemble(parts, problems, comments), records }
}

/// What there is to say once the suppressions written in the files are applied.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// What is said, in order; what is wrong with a suppression is among it.
    pub findings: Vec<Finding>,
    /// What a comment sets aside, in order.
    pub suppressed: Vec<Suppressed>,
}

impl Project {
    /// Everything those rules have to say of a workspace, suppressions applied: what the command line and the editor both show.
    #[must_use]
    pub fn check(&self, workspace: &Workspace, rules: &[&'static Rule], today: Date, before: Option<&Model>) -> Checked {
        self.sift(self.findings(rules, today, before), workspace, rules, today, before.is_some())
    }

    /// The same, for a workspace that is checked again and again while it is written: what was proved of rights and calculations that have not
    /// changed since is not proved again.
    #[must_use]
    pub fn check_again(&self, workspace: &Workspace, rules: &[&'static Rule], today: Date, memory: &mut Memory) -> Checked {
        let proofs = if read_proofs(rules) { memory.prove(&self.model, today) } else { Vec::new() };
        self.sift(self.findings_given(&proofs, rules, today, None), workspace, rules, today, false)
    }

    /// Sets aside what the suppressions of a workspace say to, and adds what is wrong with them.
    fn sift(&self, found: Vec<Finding>, workspace: &Workspace, rules: &[&'static Rule], today: Date, compares: bool) -> Checked {
        let remarks: Vec<_> = workspace.iter().flat_map(|(file, source)| self.remarks(file, &source.text)).collect();
        let catalogue = ChosenRules { rules, compares, problems: &self.problems };
        let outcome = suppression::apply(found, &remarks, &catalogue, today);
        let mut findings = outcome.kept;
        findings.extend(rules::suppression_findings(&outcome.defects, rules));
        crate::findings::sort(&mut findings);
        Checked { findings, suppressed: outcome.suppressed }
    }

    /// The comments of a file that name limpide, and what they speak of: the line or block below when they stand alone, else their own line.
    fn remarks<'t>(&self, file: FileId, text: &'t str) -> Vec<Remark<'t>> {
        let words = |comment: &Comment| &text[comment.span.range()];
        let addressed: Vec<_> = self.comments(file).iter().filter(|comment| words(comment).contains("limpide")).collect();
        if addressed.is_empty() {
            return Vec::new();
        }
        let lines = LineIndex::new(text);
        let own_line = |span: Span| Span::new(lines.line_start(lines.line(span.start), text), span.end);
        let remark = |comment: &Comment| Remark {
            location: Location::new(file, comment.span),
            text: &text[comment.span.range()],
            covers: if comment.alone { comment.target } else { Some(own_line(comment.span)) },
        };
        addressed.into_iter().map(remark).collect()
    }

    /// Everything those rules have to say, in order; suppressions are not applied.
    #[must_use]
    pub fn findings(&self, rules: &[&'static Rule], today: Date, before: Option<&Model>) -> Vec<Finding> {
        let proofs = if read_proofs(rules) { prove(&self.model, today) } else { Vec::new() };
        self.findings_given(&proofs, rules, today, before)
    }

    fn findings_given(&self, proofs: &[RuleProof], rules: &[&'static Rule], today: Date, before: Option<&Model>) -> Vec<Finding> {
        let documents = rules::KnownDocuments::of(&self.model);
        let (model, graph) = (&self.model, &self.graph);
        let context = Context { model, graph, documents: &documents, proofs, today, before };
        let mut findings = rules::reading_findings(&self.problems, rules);
        findings.extend(rules::run(rules, &context));
        crate::findings::sort(&mut findings);
        findings
    }

    /// How many things could not be read or understood; a spelling that is understood is none.
    #[must_use]
    pub fn n_unreadable(&self) -> usize {
        self.problems.iter().filter(|problem| problem.kind != ProblemKind::Spelling).count()
    }

    /// The comments of a file.
    #[must_use]
    pub fn comments(&self, file: FileId) -> &[Comment] {
        &self.comments[file.0 as usize]
    }
}

/// Whether one of those rules reads what is proved: proving takes longer than all the rest.
fn read_proofs(rules: &[&'static Rule]) -> bool {
    rules.iter().any(|rule| rule.reads_proofs())
}

/// What suppressions may know of the rules of this run.
struct ChosenRules<'a> {
    rules: &'a [&'static Rule],
    compares: bool,
    problems: &'a [Problem],
}

impl Catalogue for ChosenRules<'_> {
    fn codes(&self, name: &str) -> Vec<&'static str> {
        rules::matching(name).iter().map(|rule| rule.code).collect()
    }

    fn may_be_ignored(&self, code: &str) -> bool {
        rules::by_code(code).may_be_ignored()
    }

    /// Neither a rule left out, nor one that lacks an earlier state, nor a file that was not read whole proves anything.
    fn was_checked(&self, code: &str, file: FileId) -> bool {
        let ran = self.rules.iter().any(|rule| rule.code == code && (self.compares || !rule.compares()));
        ran && !self.problems.iter().any(|problem| problem.location.file == file && problem.kind != ProblemKind::Spelling)
    }
}
