//! A procedure run for many people: what each column of a table gives, and what each right gives for each row.

use super::roadmap::Plan;
use crate::logic::program::{RuleId, Slot};
use crate::logic::{Outcome, Situation, Value};
use crate::model::Model;
use crate::values::{Date, fold};
use num_traits::ToPrimitive;
use std::fmt::{self, Write};

/// The columns of a table of people, matched with the data of a procedure.
#[derive(Debug, Default)]
pub struct Columns {
    /// The slot of each column; none for those that are only copied.
    slots: Vec<Option<Slot>>,
}

/// A column that gives no datum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownColumn {
    /// Its name.
    pub name: String,
    /// The nearest name of a datum, when one is near.
    pub nearest: Option<String>,
}

/// What a row gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What each rule gives, in their order: `oui`, `123.45`, `?` when something is missing, `sans objet`, nothing when it fails.
    pub results: Vec<String>,
    /// The data that are missing, by their names.
    pub missing: Vec<Box<str>>,
    /// Why the row gives nothing, or why a rule does not.
    pub error: Option<String>,
}

impl fmt::Display for UnknownColumn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` n'est aucune donnée du dossier", self.name)?;
        match &self.nearest {
            Some(name) => write!(f, " (vouliez-vous dire `{name}` ?)"),
            None => Ok(()),
        }
    }
}

impl Columns {
    /// Matches the next column with a datum; one that is only copied is left alone.
    ///
    /// # Errors
    /// The column is no datum of the workspace.
    pub fn add(&mut self, plan: &mut Plan<'_>, name: &str, is_copied: bool) -> Result<(), UnknownColumn> {
        if is_copied {
            self.slots.push(None);
            return Ok(());
        }
        let model = plan.model();
        let wanted = fold(name);
        let exact = model.data.iter().find(|datum| *datum.name == *name);
        let Some(datum) = exact.or_else(|| model.data.iter().find(|datum| fold(&datum.name) == wanted)) else {
            return Err(UnknownColumn { name: name.to_owned(), nearest: nearest(&wanted, model) });
        };
        self.slots.push(Some(plan.program.add_datum(datum)));
        Ok(())
    }

    /// What a row of cells gives; an empty cell is a datum not known.
    #[must_use]
    pub fn run<'c>(&self, plan: &Plan<'_>, cells: impl Iterator<Item = &'c str>, today: Date) -> Row {
        let mut situation = Situation::unknown(&plan.program);
        for (slot, cell) in self.slots.iter().zip(cells) {
            let Some(slot) = slot.filter(|_| !cell.is_empty()) else { continue };
            match Situation::read(plan.program.datum(slot), cell) {
                Ok(value) => situation.set(slot, Some(value)),
                Err(reason) => {
                    let results = vec![String::new(); plan.rules.len()];
                    return Row { results, missing: Vec::new(), error: Some(reason.to_string()) };
                }
            }
        }
        results(plan, &situation, today)
    }
}

/// The name of a datum near enough to be meant.
#[must_use]
pub fn nearest(wanted: &str, model: &Model) -> Option<String> {
    let near = model.data.iter().map(|datum| (strsim::damerau_levenshtein(wanted, &fold(&datum.name)), &datum.name));
    let (distance, name) = near.min()?;
    (distance <= wanted.chars().count() / 3).then(|| name.to_string())
}

fn results(plan: &Plan<'_>, situation: &Situation, today: Date) -> Row {
    let mut evaluation = plan.evaluation(situation, today);
    let mut row = Row { results: Vec::with_capacity(plan.rules.len()), missing: Vec::new(), error: None };
    for rule in &plan.rules {
        let outcome = evaluation.rule(*rule);
        row.results.push(match outcome {
            Outcome::Known(value) => cell(&value),
            Outcome::NotApplicable => "sans objet".to_owned(),
            Outcome::Missing(slots) => {
                let names = slots.iter().map(|slot| plan.program.datum(*slot).name.clone());
                let new: Vec<_> = names.filter(|name| !row.missing.contains(name)).collect();
                row.missing.extend(new);
                "?".to_owned()
            }
            Outcome::Failed(failures) => {
                let error = row.error.get_or_insert_default();
                for failure in failures {
                    let separator = if error.is_empty() { "" } else { " ; " };
                    let _ = write!(error, "{separator}`{}` : {}", name(plan, failure.rule.unwrap_or(*rule)), failure.kind);
                }
                String::new()
            }
        });
    }
    row
}

/// The name of a rule.
#[must_use]
pub fn name<'p>(plan: &'p Plan<'_>, rule: RuleId) -> &'p str {
    &plan.program.rule(rule).rule.name.value
}

/// A value as a program reads it: `oui`, `12.5`, `1084.50`, `2026-05-12`; a number whose decimals have no end, to the millionth.
fn cell(value: &Value) -> String {
    match value {
        Value::Money(cents) => {
            let cents = cents.round().to_integer();
            let sign = if cents < 0 { "-" } else { "" };
            format!("{sign}{}.{:02}", cents.unsigned_abs() / 100, cents.unsigned_abs() % 100)
        }
        Value::Number(number) if number.is_integer() => number.to_integer().to_string(),
        Value::Number(number) => {
            let millionths = (number * crate::values::Decimal::from_integer(1_000_000)).round().to_integer();
            let digits = format!("{}.{:06}", millionths.unsigned_abs() / 1_000_000, millionths.unsigned_abs() % 1_000_000);
            let sign = if millionths < 0 { "-" } else { "" };
            format!("{sign}{}", digits.trim_end_matches('0').trim_end_matches('.'))
        }
        Value::Duration(number, unit) => {
            let number = number.to_integer().to_i64().unwrap_or_default();
            format!("{number} {}", unit.name(u32::try_from(number).unwrap_or(2)))
        }
        Value::Boolean(_) | Value::Date(_) | Value::Words(_) => value.to_string(),
    }
}
