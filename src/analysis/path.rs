//! The steps a person takes.

use super::extremes::Weight;
use super::situation::Situation;
use crate::model::{Model, PublicService, Step};
use crate::values::Expression;

/// The steps a person cannot do without, when they are concerned: neither optional, nor the administration's.
pub fn mandatory(service: &PublicService) -> impl Iterator<Item = &Step> {
    service.user_steps().filter(|step| !step.optional)
}

/// The conditions of those steps.
#[must_use]
pub fn conditions(service: &PublicService) -> Vec<&Expression> {
    mandatory(service).filter_map(|step| step.condition.as_ref()).map(|condition| &condition.value).collect()
}

/// Whether a step concerns that person.
#[must_use]
pub fn concerns(step: &Step, situation: &Situation<'_>, model: &Model) -> Option<bool> {
    step.condition.as_ref().map_or(Some(true), |condition| situation.tell(&condition.value, model))
}

/// The steps that person must take, in the order of the text.
#[must_use]
pub fn taken<'s>(service: &'s PublicService, situation: &Situation<'_>, model: &Model) -> Vec<&'s Step> {
    mandatory(service).filter(|step| concerns(step, situation, model) == Some(true)).collect()
}

/// What `measure` says of the steps that person must take; it never says less of more steps.
#[must_use]
pub fn weight(service: &PublicService, situation: &Situation<'_>, model: &Model, measure: impl Fn(&[&Step]) -> usize) -> Weight {
    let possible: Vec<_> = mandatory(service).filter(|step| concerns(step, situation, model) != Some(false)).collect();
    Weight { told: measure(&taken(service, situation, model)), at_most: measure(&possible) }
}
