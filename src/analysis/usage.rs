//! What the rules of a procedure read: the data on which something depends, for someone.

use crate::model::{Model, PublicService, SymbolKind};
use crate::values::{Expression, Rule, SymbolId};
use std::collections::BTreeSet;

/// The data that a condition, a right or a calculation of a procedure reads, shared rules it calls included.
#[must_use]
pub fn data_read(service: &PublicService, model: &Model) -> BTreeSet<SymbolId> {
    let mut read = BTreeSet::new();
    let mut pending: Vec<&Expression> = service.conditions().collect();
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
    service.conditions().flat_map(Expression::names).filter_map(|name| name.target).collect()
}

/// The other procedures of the journeys a procedure belongs to, in the order of the journeys.
pub fn neighbours<'m>(service: &PublicService, model: &'m Model) -> impl Iterator<Item = &'m PublicService> {
    let here = service.symbol;
    let journeys = model.journeys.iter().map(|journey| journey.stages.iter().flatten());
    let with_it = journeys.filter(move |stages| stages.clone().any(|stage| stage.target == Some(here))).flatten();
    with_it.filter(move |stage| stage.target != Some(here)).filter_map(|stage| model.service(stage))
}

/// The formulas and conditions of a right or a calculation.
fn formulas(rule: &Rule) -> impl Iterator<Item = &Expression> {
    rule.definitions.iter().flat_map(|definition| definition.value.iter().chain(&definition.qualifiers.condition))
}
