//! When each step of a roadmap happens: a day at the earliest, a day at the latest.

use super::{Roadmap, Stage, Told};
use crate::logic::calendar::{counted, last_day};
use crate::model::Step;
use crate::values::{Date, Duration, DurationUnit, Start, StartEvent, SymbolId, TimeLimit};

/// From the earliest day to the latest, if everybody keeps the time they announce; nothing when the calendar cannot be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The earliest day.
    pub earliest: Option<Date>,
    /// The latest, counting only what surely concerns the person.
    pub latest: Option<Date>,
    /// The latest, counting also what may concern them.
    pub at_most: Option<Date>,
}

impl Span {
    /// One day.
    const fn on(day: Date) -> Self {
        Self { earliest: Some(day), latest: Some(day), at_most: Some(day) }
    }

    /// That many days later, from the shortest to the longest; at most so when it may not concern the person.
    fn after(self, shortest: Duration, longest: Duration, told: Told) -> Self {
        let later = |day: Option<Date>, duration| day.and_then(|day| counted(day, duration).ok());
        let at_most = later(self.at_most, longest);
        match told {
            Told::Yes => Self { earliest: later(self.earliest, shortest), latest: later(self.latest, longest), at_most },
            Told::Maybe => Self { at_most, ..self },
            Told::No => self,
        }
    }

    /// When both are over.
    fn both(self, other: Self) -> Self {
        let last = |one: Option<Date>, other: Option<Date>| Some(one?.max(other?));
        Self {
            earliest: last(self.earliest, other.earliest),
            latest: last(self.latest, other.latest),
            at_most: last(self.at_most, other.at_most),
        }
    }

    /// When time limits that run together from there are all over.
    fn with(self, waits: &[(&TimeLimit, Told)]) -> Self {
        let ends = waits.iter().map(|(wait, told)| {
            let range = wait.duration.value;
            self.after(range.min, range.max, *told)
        });
        ends.fold(self, Self::both)
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

/// The days from which each step lets those that wait for it begin.
pub(super) struct Calendar {
    today: Date,
    over: Vec<(SymbolId, Span)>,
}

impl Calendar {
    pub(super) const fn from(today: Date) -> Self {
        Self { today, over: Vec::new() }
    }

    /// When a step can begin: when those it waits for are over.
    pub(super) fn ready(&self, step: &Step) -> Span {
        let before = step.after.iter().filter_map(|earlier| earlier.value.target);
        let over = before.filter_map(|earlier| self.over.iter().find(|(symbol, _)| *symbol == earlier));
        over.fold(Span::on(self.today), |ready, (_, over)| ready.both(*over))
    }

    /// A step that does not concern the person makes nobody wait.
    pub(super) fn pass(&mut self, step: &Step) {
        self.over.push((step.symbol, self.ready(step)));
    }

    /// Sets the days of a step; one that may be left out is waited for at most.
    pub(super) fn set(&mut self, stage: &mut Stage<'_>, waits: &[(&TimeLimit, Told)]) {
        let ready = self.ready(stage.step);
        stage.starts = ready;
        stage.ends = begun(stage).with(waits);
        for deadline in &mut stage.deadlines {
            let from = if starts_with_the_step(deadline.limit) { ready.earliest } else { None };
            deadline.day = from.and_then(|from| last_day(from, deadline.limit.duration.value.max).ok());
        }
        let is_sure = stage.told == Told::Yes && !stage.step.optional;
        let over = if is_sure { stage.ends } else { Span { at_most: stage.ends.at_most, ..ready } };
        self.over.push((stage.step.symbol, over));
    }
}

/// Whether a time limit runs from what makes the step possible: the end of the steps before it.
fn starts_with_the_step(limit: &TimeLimit) -> bool {
    match limit.start.as_ref().map(|start| &start.value) {
        None | Some(Start::Event(StartEvent::Notification | StartEvent::Decision)) => true,
        Some(Start::Event(_) | Start::Described(_)) => false,
    }
}

/// When a step has begun: after the appointment, when every way to do it wants one.
fn begun(stage: &Stage<'_>) -> Span {
    let appointments = stage.performances.iter().map(|performance| performance.appointment.as_ref()?.within);
    let appointments: Option<Vec<_>> = appointments.collect();
    let soonest = appointments.and_then(|waits| waits.into_iter().min_by_key(|wait| wait.max_days()));
    let none = Duration::new(0, DurationUnit::Day);
    soonest.map_or(stage.starts, |within| stage.starts.after(none, within, Told::Yes))
}

impl Roadmap<'_> {
    /// When the whole is over: the last step one cannot do without, or the decision when it is announced later.
    #[must_use]
    pub fn ends(&self) -> Span {
        let today = Span::on(self.today);
        let needed = self.stages.iter().filter(|stage| !stage.step.optional);
        let ends = needed.map(|stage| match stage.told {
            Told::Yes => stage.ends,
            Told::Maybe | Told::No => Span { at_most: stage.ends.at_most, ..today },
        });
        ends.fold(today.with(&self.decision), Span::both)
    }
}
