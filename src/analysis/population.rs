//! A procedure run for many people: what each column of a table gives, and what each right gives for each row.

use super::roadmap::Plan;
use crate::logic::program::{RuleId, Slot};
use crate::logic::{Outcome, Situation, Value, ValueReader};
use crate::model::Model;
use crate::values::{Date, fold};
use num_traits::ToPrimitive;
use std::fmt::{self, Write};

/// The columns of a table of people, matched with the data of a procedure.
#[derive(Debug, Default)]
pub struct Columns<'m> {
    /// What each column gives; nothing for those that are only copied.
    data: Vec<Option<(Slot, ValueReader<'m>)>>,
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
#[derive(Debug, Clone, PartialEq)]
pub enum Row {
    /// What each rule of the procedure gives, in their order.
    Run(Vec<Outcome>),
    /// Why the row says nothing.
    Refused(String),
}

impl Row {
    /// Whether some rule gives no value, all data being known, or the row says nothing.
    #[must_use]
    pub fn has_failed(&self) -> bool {
        match self {
            Self::Run(outcomes) => outcomes.iter().any(|outcome| matches!(outcome, Outcome::Failed(_))),
            Self::Refused(_) => true,
        }
    }

    /// The data that are missing, by their names, each once.
    #[must_use]
    pub fn missing<'p>(&self, plan: &'p Plan<'_>) -> Vec<&'p str> {
        let mut names: Vec<&str> = Vec::new();
        let Self::Run(outcomes) = self else { return names };
        for outcome in outcomes {
            let Outcome::Missing(slots) = outcome else { continue };
            for slot in slots {
                let name = &*plan.program.datum(*slot).name;
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        names
    }

    /// Why the row, or some rule, gives nothing.
    #[must_use]
    pub fn error(&self, plan: &Plan<'_>) -> String {
        match self {
            Self::Refused(reason) => reason.clone(),
            Self::Run(outcomes) => {
                let failed = plan.rules.iter().zip(outcomes).filter_map(|(rule, outcome)| match outcome {
                    Outcome::Failed(failures) => Some((rule, failures)),
                    Outcome::Known(_) | Outcome::NotApplicable | Outcome::Missing(_) => None,
                });
                let words = failed.flat_map(|(rule, failures)| {
                    failures.iter().map(|failure| format!("`{}` : {}", name(plan, failure.rule.unwrap_or(*rule)), failure.kind))
                });
                words.collect::<Vec<_>>().join(" ; ")
            }
        }
    }
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

impl<'m> Columns<'m> {
    /// Matches the next column with a datum; one that is only copied is left alone.
    ///
    /// # Errors
    /// The column is no datum of the workspace.
    pub fn add(&mut self, plan: &mut Plan<'m>, name: &str, is_copied: bool) -> Result<(), UnknownColumn> {
        if is_copied {
            self.data.push(None);
            return Ok(());
        }
        let model = plan.model();
        let wanted = fold(name);
        let exact = model.data.iter().find(|datum| *datum.name == *name);
        let Some(datum) = exact.or_else(|| model.data.iter().find(|datum| fold(&datum.name) == wanted)) else {
            return Err(UnknownColumn { name: name.to_owned(), nearest: nearest(&wanted, model) });
        };
        self.data.push(Some((plan.program.add_datum(datum), ValueReader::new(datum))));
        Ok(())
    }

    /// What a row of cells gives; an empty cell is a datum not known.
    #[must_use]
    pub fn run<'c>(&self, plan: &Plan<'_>, cells: impl Iterator<Item = &'c str>, today: Date) -> Row {
        let mut situation = Situation::unknown(&plan.program);
        for (datum, cell) in self.data.iter().zip(cells) {
            let (Some((slot, reader)), false) = (datum, cell.is_empty()) else { continue };
            match reader.read(cell) {
                Ok(value) => situation.set(*slot, Some(value)),
                Err(reason) => return Row::Refused(reason.to_string()),
            }
        }
        let mut evaluation = plan.evaluation(&situation, today);
        Row::Run(plan.rules.iter().map(|rule| evaluation.rule(*rule)).collect())
    }
}

/// The name of a datum near enough to be meant.
#[must_use]
pub fn nearest(wanted: &str, model: &Model) -> Option<String> {
    let near = model.data.iter().map(|datum| (strsim::damerau_levenshtein(wanted, &fold(&datum.name)), &datum.name));
    let (distance, name) = near.min()?;
    (distance <= wanted.chars().count() / 3).then(|| name.to_string())
}

/// The name of a rule.
#[must_use]
pub fn name<'p>(plan: &'p Plan<'_>, rule: RuleId) -> &'p str {
    &plan.program.rule(rule).rule.name.value
}

/// Writes what a rule gives as a program reads it: `oui`, `12.5`, `1084.50`, `2026-05-12`, `?` when something is missing, `sans objet`, nothing
/// when it fails. A number whose decimals have no end goes to the millionth.
pub fn write_cell(outcome: &Outcome, out: &mut String) {
    // Writing to a text cannot fail.
    let _ = match outcome {
        Outcome::Known(Value::Boolean(true)) => out.write_str("oui"),
        Outcome::Known(Value::Boolean(false)) => out.write_str("non"),
        Outcome::Known(Value::Money(cents)) => {
            let cents = cents.round().to_integer();
            let sign = if cents < 0 { "-" } else { "" };
            write!(out, "{sign}{}.{:02}", cents.unsigned_abs() / 100, cents.unsigned_abs() % 100)
        }
        Outcome::Known(Value::Number(number)) if number.is_integer() => write!(out, "{}", number.numer()),
        Outcome::Known(Value::Number(number)) => {
            let millionths = (number * crate::values::Decimal::from_integer(1_000_000)).round().to_integer();
            let digits = format!("{}.{:06}", millionths.unsigned_abs() / 1_000_000, millionths.unsigned_abs() % 1_000_000);
            let sign = if millionths < 0 { "-" } else { "" };
            write!(out, "{sign}{}", digits.trim_end_matches('0').trim_end_matches('.'))
        }
        Outcome::Known(Value::Duration(number, unit)) => {
            let number = number.to_integer().to_i64().unwrap_or_default();
            write!(out, "{number} {}", unit.name(u32::try_from(number).unwrap_or(2)))
        }
        Outcome::Known(value @ (Value::Date(_) | Value::Words(_))) => write!(out, "{value}"),
        Outcome::NotApplicable => out.write_str("sans objet"),
        Outcome::Missing(_) => out.write_str("?"),
        Outcome::Failed(_) => Ok(()),
    };
}
