//! What to ask next: the datum that is expected to decide most, among those that can still change something.

mod matters;

use super::evaluate::{Evaluation, Outcome};
use super::program::{Formula, Program, RuleId, Slot};
use super::situation::Situation;
use super::told_apart::worth_trying;
use super::value::Value;
use crate::values::{Date, Decimal, SymbolId};
use matters::matters;
use rustc_hash::FxHashMap;

/// What an interview has to settle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// What a right or a calculation gives.
    Rule(RuleId),
    /// Whether a condition is met: of a step, of a document, of a cost.
    Condition(Formula),
}

/// Something to settle, and how much it matters beside the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weighted {
    /// What.
    pub target: Target,
    /// How much.
    pub weight: Decimal,
}

/// A question worth asking.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The datum to ask.
    pub datum: Slot,
    /// The weight of the targets its answer is expected to settle.
    pub settles: Decimal,
    /// How many targets are still open.
    pub open: usize,
}

/// What people are like: for some values of some data, the share of the public that has them.
#[derive(Debug, Clone, Default)]
pub struct Prior {
    shares: FxHashMap<SymbolId, Vec<(Value, Decimal)>>,
}

impl Prior {
    /// Adds a share of the public that has that value.
    pub fn add(&mut self, datum: SymbolId, value: Value, share: Decimal) {
        self.shares.entry(datum).or_default().push((value, share));
    }

    /// How likely each of those values is: the declared shares, and the rest in equal parts.
    fn weights(&self, datum: SymbolId, values: &[Value]) -> Vec<Decimal> {
        let declared = self.shares.get(&datum).map_or(&[][..], Vec::as_slice);
        let told: Decimal = declared.iter().map(|(_, share)| *share).sum();
        let one = Decimal::from_integer(1);
        let rest = if told < one { one - told } else { Decimal::from_integer(0) };
        let equal = rest / Decimal::from_integer(i128::try_from(values.len().max(1)).unwrap_or(1));
        let share =
            |value: &Value| -> Decimal { declared.iter().filter(|(known, _)| known == value).map(|(_, share)| *share).sum() };
        values.iter().map(|value| equal + share(value)).collect()
    }
}

/// The next question; `None` when all is settled, or when nothing that may be asked would settle more. The data of `refused` are not asked.
///
/// The choice is exact and the same for the same answers: each datum still missing is tried with one value on each side of every threshold it is
/// compared with; the one whose answer settles most targets on average comes first, then the one that leaves fewest data missing, then
/// the one met first. One that is proved to change nothing is never asked.
#[must_use]
pub fn next_question(
    program: &Program<'_>,
    targets: &[Weighted],
    situation: &Situation,
    today: Date,
    refused: &[Slot],
    prior: &Prior,
) -> Option<Question> {
    let open: Vec<Weighted> =
        targets.iter().copied().filter(|one| missing(program, one.target, situation, today).is_some()).collect();
    let mut askable: Vec<Slot> = Vec::new();
    for one in &open {
        for slot in missing(program, one.target, situation, today).unwrap_or_default() {
            if !askable.contains(&slot) && !refused.contains(&slot) {
                askable.push(slot);
            }
        }
    }
    let mut questions: Vec<(Question, Decimal)> = Vec::new();
    for datum in askable {
        let values = worth_trying(program, datum);
        let weights = prior.weights(program.datum(datum).symbol, &values);
        let (mut settles, mut left) = (Decimal::from_integer(0), Decimal::from_integer(0));
        for (value, weight) in values.iter().zip(weights) {
            let mut supposed = situation.clone();
            supposed.set(datum, Some(value.clone()));
            for one in &open {
                match missing(program, one.target, &supposed, today) {
                    None => settles += weight * one.weight,
                    Some(missing) => left += weight * Decimal::from_integer(i128::try_from(missing.len()).unwrap_or(0)),
                }
            }
        }
        questions.push((Question { datum, settles, open: open.len() }, left));
    }
    // Among equals, the one met first.
    questions.sort_by(|(one, left), (other, other_left)| (other.settles, left).cmp(&(one.settles, other_left)));
    let targets = || open.iter().map(|one| one.target);
    questions
        .into_iter()
        .map(|(question, _)| question)
        .find(|question| matters(program, targets(), situation, today, question.datum))
}

/// What is missing to settle a target; `None` when it is settled.
#[must_use]
pub fn missing(program: &Program<'_>, target: Target, situation: &Situation, today: Date) -> Option<Vec<Slot>> {
    let mut evaluation = Evaluation::new(program, situation, today);
    let outcome = match target {
        Target::Rule(rule) => evaluation.rule(rule),
        Target::Condition(formula) => evaluation.formula(formula),
    };
    match outcome {
        Outcome::Missing(slots) => Some(slots),
        Outcome::Known(_) | Outcome::NotApplicable | Outcome::Failed(_) => None,
    }
}
