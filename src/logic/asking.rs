//! What to ask next: the datum that is expected to decide most, among those that can still change something.

use super::evaluate::{Evaluation, Outcome};
use super::program::{Formula, Node, Program, RuleId, Slot};
use super::situation::{Situation, bounds};
use super::value::Value;
use crate::model::Data;
use crate::values::{DataType, Date, Decimal, SymbolId};
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
/// the one met first.
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
    let mut best: Option<(Question, Decimal)> = None;
    for datum in askable {
        let values = representatives(program, datum);
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
        let is_better = best
            .as_ref()
            .is_none_or(|(question, fewest)| (settles, std::cmp::Reverse(left)) > (question.settles, std::cmp::Reverse(*fewest)));
        if is_better {
            best = Some((Question { datum, settles, open: open.len() }, left));
        }
    }
    best.map(|(question, _)| question)
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

/// Values of a datum that its conditions tell apart.
#[must_use]
pub fn representatives(program: &Program<'_>, datum: Slot) -> Vec<Value> {
    let data = program.datum(datum);
    match &data.data_type {
        DataType::Boolean => vec![Value::Boolean(true), Value::Boolean(false)],
        DataType::OneOf(values) => values.iter().map(|value| Value::words(&value.value)).collect(),
        DataType::Integer | DataType::Decimal | DataType::Money | DataType::Duration | DataType::Date | DataType::Text => {
            let thresholds = thresholds(program, datum);
            if thresholds.is_empty() { typical(data).into_iter().collect() } else { around(&thresholds, data) }
        }
    }
}

/// What a datum is compared with.
fn thresholds(program: &Program<'_>, datum: Slot) -> Vec<Value> {
    let is_datum = |formula: Formula| matches!(program.node(formula), Node::Data(slot) if *slot == datum);
    let constant = |formula: Formula| match program.node(formula) {
        Node::Constant(value) => Some(value.clone()),
        Node::Count(inner, unit) => match program.node(*inner) {
            Node::Constant(Value::Duration(number, _)) => {
                Some(Value::Number(number / Decimal::from_integer(super::value::smallest(*unit).0)))
            }
            _ => None,
        },
        _ => None,
    };
    let mut found: Vec<Value> = Vec::new();
    for node in program.nodes() {
        let others = match node {
            Node::Compare(_, left, right) if is_datum(*left) => vec![*right],
            Node::Compare(_, left, right) if is_datum(*right) => vec![*left],
            Node::Among(value, values) if is_datum(*value) => values.to_vec(),
            _ => Vec::new(),
        };
        found.extend(others.into_iter().filter_map(constant));
    }
    found.sort_by(|one, other| one.order(other).unwrap_or(std::cmp::Ordering::Equal));
    found.dedup();
    found
}

/// A value below, on and above each threshold, within the bounds of the datum.
fn around(thresholds: &[Value], data: &Data) -> Vec<Value> {
    let moved = |value: &Value, by: i128| match value {
        Value::Number(number) => Some(Value::Number(number + Decimal::from_integer(by))),
        Value::Money(cents) => Some(Value::Money(cents + Decimal::from_integer(by * 100))),
        Value::Duration(number, unit) => Some(Value::Duration(number + Decimal::from_integer(by), *unit)),
        Value::Date(date) => date.checked_add(jiff::Span::new().days(i64::try_from(by).ok()?)).ok().map(Value::Date),
        Value::Words(_) if by == 0 => Some(value.clone()),
        Value::Boolean(_) | Value::Words(_) => None,
    };
    let mut values: Vec<Value> =
        thresholds.iter().flat_map(|value| [-1, 0, 1].into_iter().filter_map(move |by| moved(value, by))).collect();
    if matches!(thresholds[0], Value::Words(_)) {
        // Any other text.
        values.push(Value::words(""));
    }
    if let Some((low, high)) = bounds(data) {
        let within = |value: &Value| {
            value.order(&low) != Some(std::cmp::Ordering::Less) && value.order(&high) != Some(std::cmp::Ordering::Greater)
        };
        values.retain(within);
    }
    values.dedup();
    values
}

/// A value of a datum that nothing tells apart.
fn typical(data: &Data) -> Option<Value> {
    let one = Decimal::from_integer(1);
    if let Some((low, _)) = bounds(data) {
        return Some(low);
    }
    match &data.data_type {
        DataType::Integer | DataType::Decimal => Some(Value::Number(one)),
        DataType::Money => Some(Value::Money(Decimal::from_integer(100_000))),
        DataType::Duration => Some(Value::Duration(one, crate::values::DurationUnit::Month)),
        DataType::Date => Some(Value::Date(jiff::civil::date(2000, 1, 1))),
        DataType::Text => Some(Value::words("")),
        DataType::Boolean | DataType::OneOf(_) => None,
    }
}
