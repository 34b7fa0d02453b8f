//! A condition written in the language.

use super::words;
use crate::values::{DurationUnit, Expression, ExpressionKind, Unit, grouped};

/// The condition as one writes it, with no more parentheses than the language asks.
pub(super) fn written(expression: &Expression) -> String {
    match &expression.kind {
        ExpressionKind::Boolean(value) => if *value { "oui" } else { "non" }.to_owned(),
        ExpressionKind::Number(number, unit) => {
            let shown = decimal(*number.numer(), *number.denom());
            match unit {
                Some(Unit::Time(unit)) => format!("{shown} {}", time_unit(*unit)),
                Some(Unit::Other(unit)) => format!("{shown} {unit}"),
                None => shown,
            }
        }
        ExpressionKind::Money(money) => money.to_string(),
        ExpressionKind::Percentage(ratio) => format!("{} %", decimal(*ratio.numer() * 100, *ratio.denom())),
        ExpressionKind::Duration(duration) => duration.to_string(),
        ExpressionKind::Date(date) => date.to_string(),
        ExpressionKind::Today => "aujourd'hui".to_owned(),
        ExpressionKind::Text(text) => words::text(text),
        ExpressionKind::Name(reference) => words::name(&reference.name),
        ExpressionKind::Not(operand) => format!("non {}", grouped_part(operand)),
        ExpressionKind::Negative(operand) => format!("-{}", grouped_part(operand)),
        ExpressionKind::Logic(connective, operands) => {
            let parts: Vec<_> = operands.iter().map(grouped_part).collect();
            parts.join(&format!(" {} ", connective.word()))
        }
        ExpressionKind::Compare(comparison, left, right) => {
            format!("{} {} {}", grouped_part(left), comparison.sign(), grouped_part(right))
        }
        ExpressionKind::Among(value, values) => {
            let values: Vec<_> = values.iter().map(grouped_part).collect();
            format!("{} est parmi {}", grouped_part(value), values.join(", "))
        }
        ExpressionKind::Extreme(kept, values) => {
            let values: Vec<_> = values.iter().map(written).collect();
            format!("{} ({})", kept.words(), values.join(", "))
        }
        ExpressionKind::Arithmetic(operation, left, right) => {
            use crate::values::Arithmetic;
            let sign = match operation {
                Arithmetic::Add => '+',
                Arithmetic::Subtract => '-',
                Arithmetic::Multiply => '*',
                Arithmetic::Divide => '/',
            };
            format!("{} {sign} {}", grouped_part(left), grouped_part(right))
        }
    }
}

/// A part of a larger condition.
fn grouped_part(expression: &Expression) -> String {
    let inner = written(expression);
    if expression.children().next().is_none() { inner } else { format!("({inner})") }
}

const fn time_unit(unit: DurationUnit) -> &'static str {
    unit.name(2)
}

/// An exact decimal; a fraction that is none is written as a division.
fn decimal(numerator: i128, denominator: i128) -> String {
    let places = (0..12u32).find(|places| 10i128.pow(*places) % denominator == 0);
    let Some(places) = places else { return format!("{numerator} / {denominator}") };
    let scaled = numerator * (10i128.pow(places) / denominator);
    let (whole, rest) = (scaled.unsigned_abs() / 10u128.pow(places), scaled.unsigned_abs() % 10u128.pow(places));
    let sign = if scaled < 0 { "-" } else { "" };
    let whole = u64::try_from(whole).map_or_else(|_| whole.to_string(), grouped);
    if places == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole},{rest:0width$}", width = places as usize) }
}
