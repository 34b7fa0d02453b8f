//! How long a person is told to wait.

use crate::model::{Model, PublicService, Sourced, Step, SymbolKind};
use crate::values::{Reference, TimeLimit};

/// Calendar days of waiting, announced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Wait {
    /// At the longest.
    pub max_days: u32,
    /// At the shortest.
    pub min_days: u32,
}

/// The wait along the longest chain of steps that follow one another, or that of the decision when it is longer. Steps not said to
/// follow one another go together, so that the wait is never overstated. `None` when no wait is said.
#[must_use]
pub fn announced(service: &PublicService, model: &Model) -> Option<Wait> {
    let mut known = vec![Progress::NotSeen; service.steps.len()];
    let of_steps = (0..service.steps.len()).filter_map(|rank| until(rank, service, model, &mut known)).max();
    let of_decision = service.decision.said().and_then(|decision| longest(decision.processing_times.all()));
    of_steps.max(of_decision)
}

#[derive(Debug, Clone, Copy)]
enum Progress {
    NotSeen,
    /// Being looked at: a step met again waits for itself, and adds nothing.
    Entered,
    Known(Option<Wait>),
}

/// The wait until the end of a step.
fn until(rank: usize, service: &PublicService, model: &Model, known: &mut [Progress]) -> Option<Wait> {
    match known[rank] {
        Progress::Known(wait) => return wait,
        Progress::Entered => return None,
        Progress::NotSeen => known[rank] = Progress::Entered,
    }
    let step = &service.steps[rank];
    let before = step.after.iter().filter_map(|earlier| until(step_rank(earlier, model)?, service, model, known)).max();
    let wait = match (before, own(step)) {
        (Some(before), Some(own)) => {
            Some(Wait { min_days: before.min_days + own.min_days, max_days: before.max_days + own.max_days })
        }
        (before, own) => before.or(own),
    };
    known[rank] = Progress::Known(wait);
    wait
}

fn step_rank(earlier: &Sourced<Reference>, model: &Model) -> Option<usize> {
    if let SymbolKind::Step(_, rank) = model.symbol(&earlier.value)?.kind { Some(rank as usize) } else { None }
}

/// What a step itself makes everyone wait: for an appointment, then for the administration.
fn own(step: &Step) -> Option<Wait> {
    if step.optional || step.condition.is_some() {
        return None;
    }
    let appointments = step.performed.all().iter().map(|performance| performance.value.appointment.as_ref()?.within);
    let appointments: Option<Vec<_>> = appointments.collect();
    let appointment = appointments.and_then(|waits| waits.iter().map(|wait| wait.max_days()).min());
    let appointment = appointment.map(|max_days| Wait { min_days: 0, max_days });
    let processing = longest(step.processing_times.all());
    match (appointment, processing) {
        (Some(first), Some(then)) => {
            Some(Wait { min_days: first.min_days + then.min_days, max_days: first.max_days + then.max_days })
        }
        (first, then) => first.or(then),
    }
}

fn longest(times: &[Sourced<TimeLimit>]) -> Option<Wait> {
    let certain = times.iter().filter(|time| time.value.qualifiers.condition.is_none());
    let waits = certain.map(|time| time.value.duration.value);
    waits.map(|range| Wait { min_days: range.min.min_days(), max_days: range.max.max_days() }).max()
}
