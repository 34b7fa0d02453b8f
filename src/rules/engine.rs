//! One pass for all rules: each procedure is visited once, in parallel, and each text once.

use super::{Check, Context, Rule};
use crate::findings::Finding;
use crate::model::PublicService;
use crate::source::{FileId, Location};
use crate::values::Text;
use rayon::prelude::*;

/// What a text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassageKind {
    /// `finalité`
    Purpose,
    /// `présentation`
    Presentation,
    /// `consigne`
    Instruction,
    /// The text of a `courrier`.
    Letter,
    /// `parce que`
    Reason,
    /// `marge`
    Discretion,
    /// A line of `données { … }`.
    DataNotice,
}

/// A text addressed to people.
#[derive(Debug, Clone, Copy)]
pub struct Passage<'m> {
    /// The words, without the guillemets; its span is that of the words.
    pub text: &'m Text,
    /// The file.
    pub file: FileId,
    /// What it is for.
    pub kind: PassageKind,
    /// The procedure it belongs to.
    pub service: &'m PublicService,
}

impl Passage<'_> {
    /// Whether it says to the person what happens and what to do.
    #[must_use]
    pub const fn is_addressed(&self) -> bool {
        match self.kind {
            PassageKind::Presentation | PassageKind::Instruction | PassageKind::Letter => true,
            PassageKind::Purpose | PassageKind::Reason | PassageKind::Discretion | PassageKind::DataNotice => false,
        }
    }

    /// The place of a byte range of the words; the whole text when its words do not stand in one piece in the file, as in an imported
    /// record where a link or an entity cuts them.
    #[must_use]
    pub fn location(&self, range: std::ops::Range<usize>) -> Location {
        if self.text.span.len() as usize != self.text.value.len() {
            return Location::new(self.file, self.text.span);
        }
        let span = crate::source::Span::of(range);
        let start = self.text.span.start;
        Location::new(self.file, crate::source::Span::new(start + span.start, start + span.end))
    }
}

/// The texts of a procedure, in the order of the model.
pub fn passages(service: &PublicService) -> impl Iterator<Item = Passage<'_>> {
    let file = service.file();
    let passage = move |text, kind| Passage { text, file, kind, service };
    let purposes = service.purpose.said().into_iter().map(move |text| passage(&text.value, PassageKind::Purpose));
    let presentations = service.presentations.all().iter().map(move |text| passage(&text.value, PassageKind::Presentation));
    let instructions = service.steps.iter().flat_map(|step| &step.instructions);
    let instructions = instructions.map(move |text| passage(&text.value, PassageKind::Instruction));
    // The reasons that a program read above lists are among the instructions already.
    let written = service.requirements().filter(|_| !service.is_imported());
    let reasons = written.filter_map(|(_, requirement)| requirement.value.qualifiers.because.as_ref());
    let reasons = reasons.map(move |text| passage(text, PassageKind::Reason));
    let discretions = service.decision.said().into_iter().flat_map(|decision| decision.discretions.all());
    let discretions = discretions.map(move |discretion| passage(&discretion.value.0, PassageKind::Discretion));
    let letters = service.letters.iter().flat_map(|letter| &letter.bodies);
    let letters = letters.map(move |text| passage(&text.value, PassageKind::Letter));
    let notices = service.data_notice.said().into_iter();
    let notices = notices.flat_map(|notice| [&notice.purpose, &notice.recipients, &notice.rights].into_iter().flatten());
    let notices = notices.map(move |text| passage(text, PassageKind::DataNotice));
    purposes.chain(presentations).chain(instructions).chain(reasons).chain(discretions).chain(letters).chain(notices)
}

/// Runs those rules over a workspace; the findings come sorted, each with the title of its procedure.
#[must_use]
pub fn run(rules: &[&'static Rule], context: &Context<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> =
        context.model.services.par_iter().flat_map_iter(|service| check_service(rules, service, context)).collect();
    findings.par_extend(rules.par_iter().flat_map_iter(|rule| {
        let mut found = Vec::new();
        if let Check::Workspace(check) = rule.check {
            check(context, &mut found);
        }
        found
    }));
    crate::findings::sort(&mut findings);
    findings
}

fn check_service(rules: &[&'static Rule], service: &PublicService, context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in rules {
        match rule.check {
            Check::Service(check) => check(service, context, &mut findings),
            Check::Text(_) | Check::Workspace(_) | Check::Elsewhere => {}
        }
    }
    let text_checks: Vec<_> = rules
        .iter()
        .filter_map(|rule| match rule.check {
            Check::Text(check) => Some(check),
            Check::Service(_) | Check::Workspace(_) | Check::Elsewhere => None,
        })
        .collect();
    for passage in passages(service) {
        for check in &text_checks {
            check(&passage, context, &mut findings);
        }
    }
    for finding in &mut findings {
        finding.subject = Some(service.title.to_string());
    }
    findings
}
