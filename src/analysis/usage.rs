//! What the rules of a procedure read: the data on which something depends, for someone.

use crate::model::{Model, PublicService, SymbolKind};
use crate::values::{Expression, Qualifiers, Rule, SymbolId};
use std::collections::BTreeSet;

/// The data that a condition, a right or a calculation of a procedure reads, shared rules it calls included.
#[must_use]
pub fn data_read(service: &PublicService, model: &Model) -> BTreeSet<SymbolId> {
    let mut read = BTreeSet::new();
    let mut pending: Vec<&Expression> = conditions(service);
    pending.extend(service.rules.iter().flat_map(|rule| formulas(&rule.value)));
    let mut followed = BTreeSet::new();
    while let Some(expression) = pending.pop() {
        for target in expression.names().into_iter().filter_map(|name| name.target) {
            read.insert(target);
            // A shared rule is followed once, even when it calls itself.
            if let SymbolKind::Rule(index) = model.symbols.get(target).kind
                && followed.insert(index)
                && let Some(rule) = model.rules.get(index as usize)
            {
                pending.extend(formulas(&rule.value));
            }
        }
    }
    read
}

/// The data that the conditions of a procedure read, its rights and calculations left out: those that tell people what concerns them.
#[must_use]
pub fn data_in_conditions(service: &PublicService) -> BTreeSet<SymbolId> {
    conditions(service).iter().flat_map(|condition| condition.names()).filter_map(|name| name.target).collect()
}

/// The conditions written in a procedure, its rights and calculations left out.
fn conditions(service: &PublicService) -> Vec<&Expression> {
    let of_steps = service.steps.iter().flat_map(|step| {
        let performed = step.performed.all().iter().map(|performance| &performance.value.qualifiers);
        let asks = step.asks.all().iter().map(|asked| &asked.value.1);
        let requirements = step.requirements.all().iter().map(|requirement| &requirement.value.qualifiers);
        let costs = step.costs.all().iter().map(|cost| &cost.value.qualifiers);
        let times = step.processing_times.all().iter().chain(&step.deadlines).map(|time| &time.value.qualifiers);
        let outputs = step.outputs.all().iter().map(|output| &output.value.qualifiers);
        let qualifiers = performed.chain(asks).chain(requirements).chain(costs).chain(times).chain(outputs);
        step.condition.iter().map(|condition| &condition.value).chain(qualifiers.filter_map(condition_of))
    });
    let of_decision = service.decision.said().into_iter().flat_map(|decision| {
        let silences = decision.silences.all().iter().map(|silence| &silence.value.qualifiers);
        let refusals = decision.refusals.all().iter().map(|refusal| &refusal.value.1);
        let discretions = decision.discretions.all().iter().map(|discretion| &discretion.value.1);
        let times = decision.processing_times.all().iter().map(|time| &time.value.qualifiers);
        silences.chain(refusals).chain(discretions).chain(times)
    });
    let costs = service.costs.all().iter().map(|cost| &cost.value.qualifiers);
    let outputs = service.outputs.all().iter().map(|output| &output.value.qualifiers);
    let appeals = service.all_appeals().map(|appeal| &appeal.value.qualifiers);
    let others = of_decision.chain(costs).chain(outputs).chain(appeals).filter_map(condition_of);
    of_steps.chain(others).collect()
}

const fn condition_of(qualifiers: &Qualifiers) -> Option<&Expression> {
    qualifiers.condition.as_ref()
}

/// The formulas and conditions of a right or a calculation.
fn formulas(rule: &Rule) -> impl Iterator<Item = &Expression> {
    rule.definitions.iter().flat_map(|definition| definition.value.iter().chain(condition_of(&definition.qualifiers)))
}
