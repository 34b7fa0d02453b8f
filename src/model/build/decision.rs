//! The decision of a procedure, line by line.

use super::stated::{self, Absence, sourced};
use crate::model::{Decision, Origin, PublicService, Silence, Stated};
use crate::source::{FileId, Location, Span};
use crate::syntax::ast::{self, Clause, DecisionClause};
use crate::values::FactKind;

/// Adds a decision to a procedure; a second one is set aside and remembered.
pub(super) fn add(service: &mut PublicService, file: FileId, keyword: Span, block: ast::Decision) {
    let heading = Location::new(file, block.by.as_ref().map_or(keyword, |by| keyword.cover(by.span)));
    let earlier = match &service.decision {
        Stated::Said(first) => Some(first.heading),
        Stated::None(reason) => Some(reason.location()),
        Stated::NotSaid => None,
    };
    service.note(FactKind::Decision, earlier, heading.span);
    if service.decision.said().is_none() {
        service.decision = Stated::Said(decision(service, file, heading, block));
    }
}

fn decision(service: &mut PublicService, file: FileId, heading: Location, block: ast::Decision) -> Decision {
    let mut decision = Decision { origin: Origin::exact(file, block.span), heading, by: block.by, ..Decision::default() };
    for clause in block.clauses {
        decision_clause(service, &mut decision, file, clause);
    }
    decision
}

fn decision_clause(service: &mut PublicService, decision: &mut Decision, file: FileId, clause: Clause<DecisionClause>) {
    let span = clause.span;
    match clause.kind {
        DecisionClause::Silence { effect, after, qualifiers } => {
            let earlier = stated::add(&mut decision.silences, [sourced(file, span, Silence { effect, after, qualifiers })]);
            service.note(FactKind::Silence, earlier, span);
        }
        DecisionClause::Certificate => _ = decision.certificate.get_or_insert(Origin::exact(file, span)),
        DecisionClause::Refusal { grounds, qualifiers } => {
            let earlier = stated::add(&mut decision.refusals, [sourced(file, span, (grounds, qualifiers))]);
            service.note(FactKind::Refusal, earlier, span);
        }
        DecisionClause::Appeal(appeal) => {
            let earlier = stated::add(&mut decision.appeals, [sourced(file, span, appeal)]);
            service.note(FactKind::Appeal, earlier, span);
        }
        DecisionClause::ProcessingTime(limit) => {
            let earlier = stated::add(&mut decision.processing_times, [sourced(file, span, limit)]);
            service.note(FactKind::ProcessingTime, earlier, span);
        }
        DecisionClause::Discretion { text, qualifiers } => {
            let earlier = stated::add(&mut decision.discretions, [sourced(file, span, (text, qualifiers))]);
            service.note(FactKind::Discretion, earlier, span);
        }
        DecisionClause::Mode(mode) => _ = decision.mode.get_or_insert(sourced(file, span, mode.value)),
        DecisionClause::None(none) => {
            let reason = sourced(file, span, none.reason);
            let field: &mut dyn Absence = match none.fact {
                FactKind::Silence => &mut decision.silences,
                FactKind::Refusal => &mut decision.refusals,
                FactKind::Appeal => &mut decision.appeals,
                FactKind::ProcessingTime => &mut decision.processing_times,
                FactKind::Discretion => &mut decision.discretions,
                other => return stated::push(&mut service.none, (other, reason)),
            };
            let earlier = field.declare_none(reason);
            service.note(none.fact, earlier, span);
        }
    }
}
