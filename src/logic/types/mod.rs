//! Checks that every formula compares like with like: types, units, declared bounds, and the shape of rules.
//!
//! A name that designates nothing has no type and agrees with everything: it was reported once already.

mod arithmetic;
mod cycles;
mod infer;
mod kind;
mod rules;
mod situation;
#[cfg(test)]
mod tests;

use crate::model::{Model, PublicService};
use crate::source::{FileId, Problem};
use crate::values::{DataType, DurationUnit, Expression};
use kind::Type;
pub(super) use kind::time_unit;
use rayon::prelude::*;

/// The type errors of a workspace, in order.
#[must_use]
pub fn check(model: &Model) -> Vec<Problem> {
    let mut problems: Vec<_> = model
        .services
        .par_iter()
        .flat_map_iter(|service| in_file(model, service.file(), |checker| checker.service(service)))
        .collect();
    for datum in &model.data {
        problems.extend(in_file(model, datum.heading.file, |checker| checker.bounds(datum)));
    }
    for evidence in &model.evidences {
        let conditions = evidence.costs.all().iter().filter_map(|cost| cost.value.qualifiers.condition.as_ref());
        problems.extend(in_file(model, evidence.heading.file, |checker| {
            conditions.for_each(|condition| checker.condition(condition))
        }));
    }
    for profile in &model.profiles {
        problems.extend(in_file(model, profile.heading.file, |checker| checker.situation(&profile.situation)));
    }
    for rule in &model.rules {
        problems.extend(in_file(model, rule.origin.location.file, |checker| checker.rule(&rule.value)));
    }
    problems.extend(cycles::of_shared_rules(model));
    problems.par_sort_by(|a, b| (a.location, &a.message).cmp(&(b.location, &b.message)));
    // The condition of a line that asks several data is read once for each.
    problems.dedup();
    problems
}

/// How a formula counts time, which decides how its value meets others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Time {
    /// A number of those units: an age in years.
    Number(DurationUnit),
    /// A duration.
    Duration,
    /// A day.
    Date,
    /// It does not.
    None,
}

/// How a formula counts time.
pub(super) fn time(model: &Model, formula: &Expression) -> Time {
    let mut checker = Checker { model, file: FileId::default(), problems: Vec::new() };
    Time::of(checker.type_of(formula))
}

/// How the value of a datum, of a right or of a calculation counts time.
pub(super) fn declared_time(data_type: &DataType, unit: Option<&str>) -> Time {
    Time::of(Type::declared(data_type, unit))
}

impl Time {
    fn of(found: Type<'_>) -> Self {
        match found {
            Type::Number(number) => number.scale.and_then(|scale| scale.time).map_or(Self::None, Self::Number),
            Type::Duration(_) => Self::Duration,
            Type::Date => Self::Date,
            Type::Unknown | Type::Boolean | Type::Money | Type::Text | Type::OneOf(_) | Type::Value(_) => Self::None,
        }
    }
}

fn in_file<'m>(model: &'m Model, file: FileId, check: impl FnOnce(&mut Checker<'m>)) -> Vec<Problem> {
    let mut checker = Checker { model, file, problems: Vec::new() };
    check(&mut checker);
    checker.problems
}

/// What checks the formulas of one thing.
struct Checker<'m> {
    model: &'m Model,
    file: FileId,
    problems: Vec<Problem>,
}

impl<'m> Checker<'m> {
    fn service(&mut self, service: &'m PublicService) {
        service.conditions().for_each(|condition| self.condition(condition));
        service.rules.iter().for_each(|rule| self.rule(&rule.value));
        service.cases.iter().for_each(|case| self.case(&case.value));
        self.problems.extend(cycles::of_service(self.model, service));
    }
}
