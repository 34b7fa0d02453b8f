//! By which ways a step can be done, and whether its condition is a choice of way rather than a situation.

use crate::model::{Performance, Sourced, Step};
use crate::source::{Location, Span};
use crate::values::{Channel, fold};

/// Parts of names by which a condition speaks of the way chosen, folded: « voie_demande = en_ligne », « déclaration_papier ».
const WAYS: &[&str] = &["voie", "canal", "ligne", "internet", "numerique", "papier", "courrier", "guichet", "telephone", "place"];

/// Where a step says its only ways, when all are of that sort and everybody in some situation must take it. A step for those who choose
/// that way is left out: another step is the other way.
pub(super) fn only_way(step: &Step, is_so: impl Fn(&Sourced<Performance>) -> bool) -> Option<Location> {
    let performances = step.performed.all();
    if step.optional || is_chosen(step) || !performances.iter().all(is_so) {
        return None;
    }
    let first = performances.first()?;
    let channels = first.value.channels.iter().map(|channel| channel.kind.span);
    channels.reduce(Span::cover).map(|span| first.at(span))
}

/// Whether all the channels of a line are so; a line that says none tells nothing.
pub(super) fn all_channels(performance: &Sourced<Performance>, is_so: impl Fn(&Channel) -> bool) -> bool {
    let channels = &performance.value.channels;
    !channels.is_empty() && channels.iter().all(is_so)
}

fn is_chosen(step: &Step) -> bool {
    let Some(condition) = &step.condition else { return false };
    condition.value.names().iter().any(|name| fold(&name.name).split('_').any(|part| WAYS.contains(&part)))
}
