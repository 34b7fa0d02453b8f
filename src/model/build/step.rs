//! A step, line by line.

use super::stated::{Absence, add, each_name, push, push_all, say_once, sourced};
use super::{heading, title_or_name};
use crate::model::{Confidence, Dossier, Origin, Performance, PublicService, Repetition, Sourced, Step};
use crate::source::{FileId, Location, Span};
use crate::syntax::ast::{self, Clause, Definition, RepetitionClause, Reserve, StepClause};
use crate::values::{Connective, DeclaredNone, Expression, ExpressionKind, FactKind, Qualifiers, Reference, SymbolId};

pub(super) fn step(service: &mut PublicService, file: FileId, symbol: SymbolId, definition: Definition<StepClause>) -> Step {
    let Definition { name, title, clauses, span } = definition;
    let mut step = Step {
        symbol,
        heading: heading(file, title.as_ref(), &name),
        title: title_or_name(title, &name),
        origin: Origin::exact(file, span),
        name: name.value,
        ..Step::default()
    };
    for clause in clauses {
        step_clause(service, &mut step, file, clause);
    }
    step
}

fn step_clause(service: &mut PublicService, step: &mut Step, file: FileId, clause: Clause<StepClause>) {
    let span = clause.span;
    match clause.kind {
        StepClause::Optional => step.optional = true,
        StepClause::OnlyIf(condition) => {
            let condition = sourced(file, span, condition);
            step.condition = Some(match step.condition.take() {
                Some(first) => both(first, condition),
                None => condition,
            });
        }
        StepClause::Performed { mut actors, reserve, mut channels, appointment, qualifiers } => {
            actors.shrink_to_fit();
            channels.shrink_to_fit();
            let performance = Performance { actors, channels, appointment, qualifiers };
            let confidence = match reserve {
                None => Confidence::Exact,
                Some(Reserve::AmongOthers) => Confidence::Title,
                Some(Reserve::Perhaps) => Confidence::Guess,
            };
            let origin = Origin { location: Location::new(file, span), confidence };
            add(&mut step.performed, [Sourced { value: performance, origin }]);
        }
        StepClause::Duration(duration) => {
            let earlier = say_once(&mut step.duration, sourced(file, span, duration.value), PartialEq::eq);
            service.note(FactKind::Duration, earlier, span);
        }
        StepClause::Asks { data, qualifiers } => {
            let earlier = add(&mut step.asks, asked(file, data, qualifiers));
            service.note(FactKind::Data, earlier, span);
        }
        StepClause::After(steps) => push_all(&mut step.after, each_name(file, steps)),
        StepClause::Provide(mut requirement) => {
            requirement.evidence.shrink_to_fit();
            requirement.forms.shrink_to_fit();
            let earlier = add(&mut step.requirements, [sourced(file, span, requirement)]);
            service.note(FactKind::Evidence, earlier, span);
        }
        StepClause::Repeat(repetition) => self::repetition(service, step, file, span, repetition),
        StepClause::Dossier { title, clauses } => {
            push(&mut step.dossiers, sourced(file, span, Dossier { title }));
            clauses.into_iter().for_each(|clause| step_clause(service, step, file, clause));
        }
        StepClause::Cost(cost) => {
            let earlier = add(&mut step.costs, [sourced(file, span, cost)]);
            service.note(FactKind::Cost, earlier, span);
        }
        StepClause::ProcessingTime(limit) => {
            let earlier = add(&mut step.processing_times, [sourced(file, span, limit)]);
            service.note(FactKind::ProcessingTime, earlier, span);
        }
        StepClause::Deadline(limit) => push(&mut step.deadlines, sourced(file, span, limit)),
        StepClause::Output(output) => {
            let earlier = add(&mut step.outputs, [sourced(file, span, output)]);
            service.note(FactKind::Output, earlier, span);
        }
        StepClause::Instruction(text) => push(&mut step.instructions, sourced(file, span, text)),
        StepClause::Confirmation(channel) => push(&mut step.confirmations, sourced(file, span, channel)),
        StepClause::Signature(signature) => _ = step.signature.get_or_insert(sourced(file, span, signature.value)),
        StepClause::Referral(organisation) => push(&mut step.referrals, sourced(file, span, organisation)),
        StepClause::None(none) => declare_none(service, step, file, span, none),
    }
}

/// What is inside belongs to the step, at its own place: lying in the block is being asked again each time.
fn repetition(service: &mut PublicService, step: &mut Step, file: FileId, span: Span, block: ast::Repetition) {
    let ast::Repetition { title, qualifiers, clauses } = block;
    let rank = step.repetitions.len();
    push(&mut step.repetitions, sourced(file, span, Repetition { title, explanation: None, qualifiers }));
    for Clause { kind, keyword, span } in clauses {
        match kind {
            RepetitionClause::Explanation(text) => _ = step.repetitions[rank].value.explanation.get_or_insert(text),
            RepetitionClause::Step(kind) => step_clause(service, step, file, Clause { kind: *kind, keyword, span }),
        }
    }
}

fn declare_none(service: &mut PublicService, step: &mut Step, file: FileId, span: Span, none: DeclaredNone) {
    let reason = sourced(file, span, none.reason);
    let field: &mut dyn Absence = match none.fact {
        FactKind::Duration => &mut step.duration,
        FactKind::Data => &mut step.asks,
        FactKind::Evidence => &mut step.requirements,
        FactKind::Cost => &mut step.costs,
        FactKind::ProcessingTime => &mut step.processing_times,
        FactKind::Output => &mut step.outputs,
        other => return push(&mut step.none, (other, reason)),
    };
    let earlier = field.declare_none(reason);
    service.note(none.fact, earlier, span);
}

/// A step with two conditions concerns those who meet both.
fn both(first: Sourced<Expression>, second: Sourced<Expression>) -> Sourced<Expression> {
    let span = first.value.span.cover(second.value.span);
    let kind = ExpressionKind::Logic(Connective::And, vec![first.value, second.value]);
    Sourced { value: Expression::new(kind, span), origin: first.origin }
}

/// One fact per datum asked; the qualifiers of the line hold for each.
fn asked(file: FileId, data: Vec<Reference>, qualifiers: Qualifiers) -> impl Iterator<Item = Sourced<(Reference, Qualifiers)>> {
    data.into_iter().map(move |datum| sourced(file, datum.span, (datum, qualifiers.clone())))
}
