//! The steps a person takes.

use super::extremes::Weight;
use super::people::Person;
use crate::model::{PublicService, Step};
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
pub fn concerns(step: &Step, person: &Person<'_, '_>) -> Option<bool> {
    step.condition.as_ref().map_or(Some(true), |condition| person.meets(&condition.value))
}

/// The steps that person must take, in the order of the text.
#[must_use]
pub fn taken<'s>(service: &'s PublicService, person: &Person<'_, '_>) -> Vec<&'s Step> {
    mandatory(service).filter(|step| concerns(step, person) == Some(true)).collect()
}

/// What `measure` says of the steps that person must take; it never says less of more steps.
#[must_use]
pub fn weight(service: &PublicService, person: &Person<'_, '_>, measure: impl Fn(&[&Step]) -> usize) -> Weight {
    let possible: Vec<_> = mandatory(service).filter(|step| concerns(step, person) != Some(false)).collect();
    Weight { told: measure(&taken(service, person)), at_most: measure(&possible) }
}
