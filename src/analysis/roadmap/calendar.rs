//! When each step of a roadmap happens: a day at the earliest, a day at the latest.

use super::{Roadmap, Stage, Told};
use crate::logic::calendar::{counted, last_day};
use crate::values::{Date, Duration, Start, StartEvent, SymbolId, TimeLimit};

/// From the earliest day to the latest; nothing when the calendar cannot be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Span {
    /// The earliest.
    pub earliest: Option<Date>,
    /// The latest, if everybody keeps the time they announce; nothing when some wait has no announced end.
    pub latest: Option<Date>,
}

impl Span {
    const fn on(day: Date) -> Self {
        Self { earliest: Some(day), latest: Some(day) }
    }

    /// That many days later, from the shortest to the longest.
    fn after(self, shortest: Duration, longest: Duration) -> Self {
        let later = |day: Option<Date>, duration| day.and_then(|day| counted(day, duration).ok());
        Self { earliest: later(self.earliest, shortest), latest: later(self.latest, longest) }
    }

    /// When both are over.
    fn both(self, other: Self) -> Self {
        let last = |one: Option<Date>, other: Option<Date>| Some(one?.max(other?));
        Self { earliest: last(self.earliest, other.earliest), latest: last(self.latest, other.latest) }
    }
}

/// Until when a step may be done.
#[derive(Debug, Clone, Copy)]
pub struct Deadline<'m> {
    /// As said.
    pub limit: &'m TimeLimit,
    /// The last day, when what starts it is a day of the roadmap: from the earliest day it may start.
    pub day: Option<Date>,
}

/// Sets the days of a roadmap: a step starts when those it waits for are over.
pub(super) fn set(roadmap: &mut Roadmap<'_>) {
    let mut known: Vec<(SymbolId, Span)> = Vec::new();
    for stage in &mut roadmap.stages {
        let before = stage.step.after.iter().filter_map(|earlier| earlier.value.target);
        let ends = before.filter_map(|earlier| known.iter().find(|(symbol, _)| *symbol == earlier).map(|(_, span)| *span));
        stage.starts = ends.fold(Span::on(roadmap.today), Span::both);
        stage.ends = ends_of(stage);
        let starts = stage.starts;
        for deadline in &mut stage.deadlines {
            let from = if starts_with_the_step(deadline.limit) { starts.earliest } else { None };
            deadline.day = from.and_then(|from| last_day(from, deadline.limit.duration.value.max).ok());
        }
        known.push((stage.step.symbol, stage.ends));
    }
}

/// Whether a time limit runs from what makes the step possible: the end of the steps before it.
fn starts_with_the_step(limit: &TimeLimit) -> bool {
    match limit.start.as_ref().map(|start| &start.value) {
        None | Some(Start::Event(StartEvent::Notification | StartEvent::Decision)) => true,
        Some(Start::Event(_) | Start::Described(_)) => false,
    }
}

/// When a step is over: after the appointment, then after the time of the administration.
fn ends_of(stage: &Stage<'_>) -> Span {
    let none = Duration::new(0, crate::values::DurationUnit::Day);
    let appointments = stage.performances.iter().map(|performance| performance.appointment.as_ref()?.within);
    let appointments: Option<Vec<_>> = appointments.collect();
    let appointment = appointments.and_then(|waits| waits.into_iter().min_by_key(|wait| wait.max_days()));
    let begun = appointment.map_or(stage.starts, |within| stage.starts.after(none, within));
    let times = stage.step.processing_times.all().iter().map(|time| time.value.duration.value);
    times.map(|range| begun.after(range.min, range.max)).fold(begun, Span::both)
}

/// When the whole is over for that person: the last step, or the decision when it is announced later.
#[must_use]
pub fn end(roadmap: &Roadmap<'_>) -> Span {
    let sure = roadmap.stages.iter().filter(|stage| stage.told == Told::Yes && !stage.step.optional);
    let steps = sure.fold(Span::on(roadmap.today), |end, stage| end.both(stage.ends));
    let decision = roadmap.service.decision.said().map_or(&[][..], |decision| decision.processing_times.all());
    let times = decision.iter().filter(|time| time.value.qualifiers.condition.is_none()).map(|time| time.value.duration.value);
    times.map(|range| Span::on(roadmap.today).after(range.min, range.max)).fold(steps, Span::both)
}
