//! The values of a datum that conditions tell apart: enough of them to try everybody.

use super::domain::{Domain, Line, Scale};
use super::program::{Formula, Node, Program, Slot};
use super::situation::bounds;
use super::value::Value;
use crate::model::Data;
use crate::values::{DataType, Decimal, DurationUnit};

/// Each of its choices; else a value on each side of every threshold, on it, and between two, then the declared bounds, so that the first are
/// the most plausible. Empty when nothing tells its values apart, and when its thresholds are not of one sort.
#[must_use]
pub fn told_apart(program: &Program<'_>, datum: Slot) -> Vec<Value> {
    let thresholds = thresholds(program, datum);
    let scales = thresholds.iter().filter_map(Scale::position);
    let unit = scales.clone().find_map(|(scale, _)| if let Scale::Duration(unit) = scale { Some(unit) } else { None });
    match Domain::of(program.datum(datum), unit) {
        Domain::Boolean => vec![Value::Boolean(true), Value::Boolean(false)],
        Domain::Choice(choices) => choices.into_iter().map(Value::Words).collect(),
        Domain::Text(_) => Vec::new(),
        Domain::Line(line) if scales.clone().all(|(scale, _)| scale == line.scale) => {
            let with_middles = !matches!(program.datum(datum).data_type, DataType::Integer);
            let positions = around(scales.map(|(_, position)| position).collect(), &line, with_middles);
            positions.into_iter().filter_map(|position| line.scale.value(position)).collect()
        }
        Domain::Line(_) => Vec::new(),
    }
}

/// As [`told_apart`], or one plausible value when nothing tells them apart.
#[must_use]
pub fn worth_trying(program: &Program<'_>, datum: Slot) -> Vec<Value> {
    let mut values = told_apart(program, datum);
    values.extend(if values.is_empty() { typical(program.datum(datum)) } else { None });
    values
}

/// The values on each side of a threshold that had to be computed, and on it.
#[must_use]
pub fn beside(program: &Program<'_>, datum: Slot, threshold: &Value) -> Vec<Value> {
    let Some((scale, at)) = Scale::position(threshold) else { return Vec::new() };
    let unit = if let Scale::Duration(unit) = scale { Some(unit) } else { None };
    match Domain::of(program.datum(datum), unit) {
        Domain::Line(line) if line.scale == scale => {
            around(vec![at], &line, false).into_iter().filter_map(|position| scale.value(position)).collect()
        }
        Domain::Line(_) | Domain::Boolean | Domain::Choice(_) | Domain::Text(_) => Vec::new(),
    }
}

fn around(mut thresholds: Vec<Decimal>, line: &Line, with_middles: bool) -> Vec<Decimal> {
    let Some(first) = thresholds.first() else { return Vec::new() };
    let step = step(*first, line.scale);
    thresholds.sort();
    thresholds.dedup();
    if with_middles {
        let middles = thresholds.windows(2).map(|pair| (pair[0] + pair[1]) / Decimal::from_integer(2));
        let middles: Vec<_> = middles.map(|middle| if line.whole { middle.floor() } else { middle }).collect();
        thresholds.extend(middles);
    }
    let mut around: Vec<_> = thresholds.iter().flat_map(|at| [*at - step, *at, *at + step]).collect();
    around.sort();
    around.dedup();
    around.extend(line.low.into_iter().chain(line.high));
    around.retain(|at| line.low.is_none_or(|low| *at >= low) && line.high.is_none_or(|high| *at <= high));
    around
}

/// A visible difference: a year, a euro, one.
fn step(threshold: Decimal, scale: Scale) -> Decimal {
    let twelve = Decimal::from_integer(12);
    match scale {
        Scale::Money => Decimal::from_integer(100),
        Scale::Duration(DurationUnit::Month) if (threshold / twelve).is_integer() => twelve,
        Scale::Number | Scale::Duration(_) | Scale::Date => Decimal::from_integer(1),
    }
}

/// What a datum is compared with.
fn thresholds(program: &Program<'_>, datum: Slot) -> Vec<Value> {
    let is_datum = |formula: Formula| matches!(program.node(formula), Node::Data(slot) if *slot == datum);
    let constant = |formula: &Formula| match program.node(*formula) {
        Node::Constant(value) => Some(value.clone()),
        _ => None,
    };
    let mut thresholds = Vec::new();
    for node in program.nodes() {
        match node {
            Node::Compare(_, left, right) if is_datum(*left) => thresholds.extend(constant(right)),
            Node::Compare(_, left, right) if is_datum(*right) => thresholds.extend(constant(left)),
            Node::Among(value, values) if is_datum(*value) => thresholds.extend(values.iter().filter_map(constant)),
            _ => {}
        }
    }
    thresholds
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
        DataType::Duration => Some(Value::Duration(one, DurationUnit::Month)),
        DataType::Date => Some(Value::Date(jiff::civil::date(2000, 1, 1))),
        DataType::Text => Some(Value::words("")),
        DataType::Boolean | DataType::OneOf(_) => None,
    }
}
