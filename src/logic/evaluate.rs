//! What rules give for a person: a value, no object, or what is missing to tell. Unknown is never zero, and never « non ».
//!
//! - « Non et inconnu » is « non », « oui ou inconnu » is « oui », zero times the unknown is zero; the data of the other side are then not
//!   missing. What matters no more cannot fail either: the order in which a condition is written changes nothing.
//! - What has no object is left out of sums, of « et », of « ou » and of the smallest and greatest; a comparison or a product with it has no
//!   object.
//! - The lines of a rule follow the default calculus of Catala (Merigoux, Chataing, Protzenko, « Catala: a programming language for the
//!   law », ICFP 2021): exceptions first; none applies, the base; two that say different things, a conflict.

mod clauses;
mod outcome;

use clauses::Voice;
pub(super) use clauses::says_the_same;
pub use outcome::{Failure, FailureKind, Outcome};

use super::program::{Formula, GroupId, Node, Program, RuleId, Slot};
use super::situation::Situation;
use super::value::{Fault, Precision, Value};
use crate::values::{Arithmetic, Date, Expression, Extreme};
use std::cmp::Ordering;

/// How many rules may need one another in a row.
const MAX_DEPTH: usize = 200;

/// An outcome whose missing data and failures are kept aside.
#[derive(Debug, Clone)]
enum Given {
    Known(Value),
    NotApplicable,
    Missing,
    Failed,
}

/// What is known of a rule.
#[derive(Debug, Clone)]
enum Memo {
    Unknown,
    Begun,
    Given(Given, Aside),
}

/// How much was kept aside at some moment.
#[derive(Debug, Clone, Copy)]
struct Mark {
    missing: usize,
    failures: usize,
}

/// What a rule keeps aside.
#[derive(Debug, Clone, Default)]
struct Aside {
    missing: Vec<Slot>,
    failures: Vec<Failure>,
}

/// A computation for one person on one day; each rule is computed once.
#[derive(Debug)]
pub struct Evaluation<'p, 'm> {
    program: &'p Program<'m>,
    situation: &'p Situation,
    today: Date,
    memo: Vec<Memo>,
    depth: usize,
    precision: Precision,
    missing: Vec<Slot>,
    failures: Vec<Failure>,
}

impl<'p, 'm> Evaluation<'p, 'm> {
    /// Nothing is computed yet.
    #[must_use]
    pub fn new(program: &'p Program<'m>, situation: &'p Situation, today: Date) -> Self {
        Self {
            program,
            situation,
            today,
            memo: vec![Memo::Unknown; program.rules().len()],
            depth: 0,
            precision: Precision::default(),
            missing: Vec::new(),
            failures: Vec::new(),
        }
    }

    /// The same, for another person: the memory is used again.
    pub fn restart(&mut self, situation: &'p Situation) {
        self.situation = situation;
        self.memo.iter_mut().for_each(|memo| *memo = Memo::Unknown);
        self.missing.clear();
        self.failures.clear();
    }

    /// The program that runs.
    #[must_use]
    pub const fn program(&self) -> &'p Program<'m> {
        self.program
    }

    /// The person it runs for.
    #[must_use]
    pub const fn situation(&self) -> &'p Situation {
        self.situation
    }

    /// The day it runs for.
    #[must_use]
    pub const fn today(&self) -> Date {
        self.today
    }

    /// What a rule gives.
    pub fn rule(&mut self, rule: RuleId) -> Outcome {
        let given = self.given_by_rule(rule);
        self.outcome(given)
    }

    /// What a formula gives.
    pub fn formula(&mut self, formula: Formula) -> Outcome {
        let given = self.value(formula);
        self.outcome(given)
    }

    /// What an expression of the model gives, when it was added to the program.
    pub fn expression(&mut self, expression: &Expression) -> Option<Outcome> {
        self.program.formula_of(expression).map(|formula| self.formula(formula))
    }

    /// The line of a rule that speaks, `sans objet` included; `None` when none does, or when it cannot be told.
    pub fn speaking_line(&mut self, id: RuleId) -> Option<u32> {
        let rule = self.program.rule(id);
        let mark = self.mark();
        let objectless = rule.without_object.iter().copied().find(|clause| matches!(self.applies(rule, *clause), Voice::Says(_)));
        let speaking = objectless.or_else(|| match self.group(rule, GroupId::BASE) {
            Voice::Says(clause) => Some(clause),
            Voice::Silent | Voice::MaySay(_) | Voice::Unknown | Voice::Failed => None,
        });
        self.forget(mark);
        speaking
    }

    fn outcome(&mut self, given: Given) -> Outcome {
        let mut missing = std::mem::take(&mut self.missing);
        let mut failures = std::mem::take(&mut self.failures);
        match given {
            Given::Known(value) => Outcome::Known(value),
            Given::NotApplicable => Outcome::NotApplicable,
            Given::Missing => {
                let mut seen: Vec<Slot> = Vec::with_capacity(missing.len().min(16));
                for slot in missing.drain(..) {
                    if !seen.contains(&slot) {
                        seen.push(slot);
                    }
                }
                Outcome::Missing(seen)
            }
            Given::Failed => {
                failures.dedup();
                Outcome::Failed(failures)
            }
        }
    }

    const fn mark(&self) -> Mark {
        Mark { missing: self.missing.len(), failures: self.failures.len() }
    }

    /// What was kept aside since matters no more.
    fn forget(&mut self, since: Mark) {
        self.missing.truncate(since.missing);
        self.failures.truncate(since.failures);
    }

    fn fail(&mut self, fault: Fault) -> Given {
        self.failures.push(Failure { rule: None, kind: FailureKind::Fault(fault) });
        Given::Failed
    }

    fn computed(&mut self, value: Result<Value, Fault>) -> Given {
        match value {
            Ok(value) => Given::Known(value),
            Err(fault) => self.fail(fault),
        }
    }

    fn value(&mut self, formula: Formula) -> Given {
        let program = self.program;
        match program.node(formula) {
            Node::Constant(value) => Given::Known(value.clone()),
            Node::Data(slot) => match self.situation.get(*slot) {
                Some(value) => Given::Known(value.clone()),
                None => {
                    self.missing.push(*slot);
                    Given::Missing
                }
            },
            Node::Rule(rule) => self.given_by_rule(*rule),
            Node::Today => Given::Known(Value::Date(self.today)),
            Node::Not(operand) => self.mapped(*operand, |value| match value {
                Value::Boolean(value) => Ok(Value::Boolean(!value)),
                Value::Number(_) | Value::Money(_) | Value::Duration(..) | Value::Date(_) | Value::Words(_) => {
                    Err(Fault::Senseless)
                }
            }),
            Node::All(operands) => self.connected(operands, false),
            Node::Any(operands) => self.connected(operands, true),
            Node::Compare(comparison, left, right) => self.both(*left, *right, |this, left, right| {
                let are_durations = matches!((&left, &right), (Value::Duration(..), Value::Duration(..)));
                let reason = if are_durations { Fault::Incomparable } else { Fault::Senseless };
                let holds = left.compare(*comparison, &right).map(Value::Boolean);
                this.computed(holds.ok_or(reason))
            }),
            Node::Among(value, values) => self.among(*value, values),
            Node::Arithmetic(operation, left, right) => self.arithmetic(*operation, *left, *right),
            Node::Negative(operand) => self.mapped(*operand, |value| value.negated()),
            Node::Extreme(kept, values) => self.extreme(*kept, values),
            Node::InUnit(number, unit) => self.mapped(*number, |number| number.in_unit(*unit).ok_or(Fault::Senseless)),
            Node::Count(duration, unit) => self.mapped(*duration, |duration| duration.count(*unit).ok_or(Fault::Senseless)),
            Node::Illegible => self.fail(Fault::Senseless),
        }
    }

    /// What becomes of a value; what is missing, fails or has no object goes on as it is.
    fn mapped(&mut self, operand: Formula, map: impl FnOnce(&Value) -> Result<Value, Fault>) -> Given {
        match self.value(operand) {
            Given::Known(value) => self.computed(map(&value)),
            other @ (Given::NotApplicable | Given::Missing | Given::Failed) => other,
        }
    }

    /// Two values; what fails dominates what is missing, for both are needed, and what has no object comes last.
    fn both(&mut self, left: Formula, right: Formula, join: impl FnOnce(&mut Self, Value, Value) -> Given) -> Given {
        match (self.value(left), self.value(right)) {
            (Given::Known(left), Given::Known(right)) => join(self, left, right),
            (Given::Failed, _) | (_, Given::Failed) => Given::Failed,
            (Given::Missing, _) | (_, Given::Missing) => Given::Missing,
            (Given::NotApplicable, _) | (_, Given::NotApplicable) => Given::NotApplicable,
        }
    }

    /// « et » (settled by one « non ») or « ou » (settled by one « oui »).
    fn connected(&mut self, operands: &[Formula], settling: bool) -> Given {
        let mark = self.mark();
        let (mut missing, mut failed, mut told) = (false, false, false);
        for operand in operands {
            match self.value(*operand) {
                Given::Known(Value::Boolean(value)) if value == settling => {
                    self.forget(mark);
                    return Given::Known(Value::Boolean(settling));
                }
                Given::Known(Value::Boolean(_)) => told = true,
                Given::Known(_) => {
                    self.fail(Fault::Senseless);
                    failed = true;
                }
                Given::NotApplicable => {}
                Given::Missing => missing = true,
                Given::Failed => failed = true,
            }
        }
        match (missing, failed, told) {
            (true, ..) => Given::Missing,
            (false, true, _) => Given::Failed,
            (false, false, true) => Given::Known(Value::Boolean(!settling)),
            (false, false, false) => Given::NotApplicable,
        }
    }

    fn among(&mut self, value: Formula, values: &[Formula]) -> Given {
        let value = match self.value(value) {
            Given::Known(value) => value,
            other @ (Given::NotApplicable | Given::Missing | Given::Failed) => return other,
        };
        let mark = self.mark();
        let (mut missing, mut failed) = (false, false);
        for other in values {
            match self.value(*other) {
                Given::Known(other) if value.order(&other) == Some(Ordering::Equal) => {
                    self.forget(mark);
                    return Given::Known(Value::Boolean(true));
                }
                Given::Known(_) | Given::NotApplicable => {}
                Given::Missing => missing = true,
                Given::Failed => failed = true,
            }
        }
        match (missing, failed) {
            (true, _) => Given::Missing,
            (false, true) => Given::Failed,
            (false, false) => Given::Known(Value::Boolean(false)),
        }
    }

    fn arithmetic(&mut self, operation: Arithmetic, left: Formula, right: Formula) -> Given {
        let mark = self.mark();
        let (left, right) = (self.value(left), self.value(right));
        match (operation, left, right) {
            (_, Given::Known(left), Given::Known(right)) => {
                let value = left.computed(operation, &right, self.precision);
                self.computed(value)
            }
            (Arithmetic::Multiply, Given::Known(zero), Given::Missing | Given::Failed)
            | (Arithmetic::Multiply, Given::Missing | Given::Failed, Given::Known(zero))
                if zero.is_zero() =>
            {
                self.forget(mark);
                Given::Known(zero)
            }
            (_, Given::Failed, _) | (_, _, Given::Failed) => Given::Failed,
            (_, Given::Missing, _) | (_, _, Given::Missing) => Given::Missing,
            (Arithmetic::Add | Arithmetic::Subtract, kept @ Given::Known(_), Given::NotApplicable)
            | (Arithmetic::Add, Given::NotApplicable, kept @ Given::Known(_)) => kept,
            (Arithmetic::Subtract, Given::NotApplicable, Given::Known(taken)) => self.computed(taken.negated()),
            (_, Given::NotApplicable, _) | (_, _, Given::NotApplicable) => Given::NotApplicable,
        }
    }

    fn extreme(&mut self, kept: Extreme, values: &[Formula]) -> Given {
        let wanted = match kept {
            Extreme::Least => Ordering::Less,
            Extreme::Greatest => Ordering::Greater,
        };
        let mut best: Option<Value> = None;
        let (mut missing, mut failed) = (false, false);
        for value in values {
            match self.value(*value) {
                Given::Known(value) if best.as_ref().is_none_or(|best| value.order(best) == Some(wanted)) => best = Some(value),
                Given::Known(_) | Given::NotApplicable => {}
                Given::Missing => missing = true,
                Given::Failed => failed = true,
            }
        }
        match (failed, missing, best) {
            (true, ..) => Given::Failed,
            (false, true, _) => Given::Missing,
            (false, false, Some(best)) => Given::Known(best),
            (false, false, None) => Given::NotApplicable,
        }
    }
}

#[cfg(test)]
mod tests;
