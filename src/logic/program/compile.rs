//! From expressions to steps of computation.

use super::{Clause, Formula, Node, Program, RuleId, RunnableRule, rank, tree};
use crate::logic::types::{Time, declared_time, time};
use crate::logic::value::Value;
use crate::model::SymbolKind;
use crate::values::{Arithmetic, Connective, Decimal, DurationUnit, Expression, ExpressionKind, SymbolId};

pub(super) fn formula<'m>(program: &mut Program<'m>, expression: &'m Expression) -> Formula {
    let node = node(program, expression);
    program.push(node)
}

fn node<'m>(program: &mut Program<'m>, expression: &'m Expression) -> Node {
    let all = |program: &mut Program<'m>, parts: &'m [Expression]| parts.iter().map(|part| formula(program, part)).collect();
    match &expression.kind {
        ExpressionKind::Boolean(value) => Node::Constant(Value::Boolean(*value)),
        ExpressionKind::Number(number, _) | ExpressionKind::Percentage(number) => Node::Constant(Value::Number(*number)),
        ExpressionKind::Money(money) => Node::Constant(Value::money(*money)),
        ExpressionKind::Duration(duration) => {
            Node::Constant(Value::duration(Decimal::from_integer(duration.number.into()), duration.unit))
        }
        ExpressionKind::Date(date) => Node::Constant(Value::Date(*date)),
        ExpressionKind::Text(words) => Node::Constant(Value::words(words)),
        ExpressionKind::Today => Node::Today,
        ExpressionKind::Name(reference) => reference.target.map_or(Node::Illegible, |target| named(program, target)),
        ExpressionKind::Not(operand) => Node::Not(formula(program, operand)),
        ExpressionKind::Negative(operand) => folded(program, operand, |value| value.negated().ok(), Node::Negative),
        ExpressionKind::Logic(Connective::And, operands) => Node::All(all(program, operands)),
        ExpressionKind::Logic(Connective::Or, operands) => Node::Any(all(program, operands)),
        ExpressionKind::Compare(comparison, left, right) => {
            let (left, right) = alike(program, left, right);
            Node::Compare(*comparison, left, right)
        }
        ExpressionKind::Among(value, values) => {
            let with = time(program.model, value);
            let values = values.iter().map(|other| counted_as(program, other, with)).collect();
            Node::Among(formula(program, value), values)
        }
        ExpressionKind::Arithmetic(operation, left, right) => {
            let (left, right) = match operation {
                Arithmetic::Add | Arithmetic::Subtract => alike(program, left, right),
                Arithmetic::Multiply | Arithmetic::Divide => (formula(program, left), formula(program, right)),
            };
            Node::Arithmetic(*operation, left, right)
        }
        ExpressionKind::Extreme(kept, values) => {
            let with = values.first().map_or(Time::None, |first| time(program.model, first));
            Node::Extreme(*kept, values.iter().map(|value| counted_as(program, value, with)).collect())
        }
    }
}

/// Two formulas whose values meet: a number of years and a duration are both read as a number, and a number of days added to a date as a
/// duration.
fn alike<'m>(program: &mut Program<'m>, left: &'m Expression, right: &'m Expression) -> (Formula, Formula) {
    let (of_left, of_right) = (time(program.model, left), time(program.model, right));
    (counted_as(program, left, of_right), counted_as(program, right, of_left))
}

/// A formula as it meets a value that counts time so.
fn counted_as<'m>(program: &mut Program<'m>, expression: &'m Expression, with: Time) -> Formula {
    let node = match (time(program.model, expression), with) {
        (Time::Duration, Time::Number(unit)) => {
            folded(program, expression, |value| value.count(unit), |inner| Node::Count(inner, unit))
        }
        (Time::Number(unit), Time::Date) => in_unit(program, expression, unit),
        (Time::Number(_) | Time::Duration | Time::Date | Time::None, _) => return formula(program, expression),
    };
    program.push(node)
}

fn in_unit<'m>(program: &mut Program<'m>, expression: &'m Expression, unit: DurationUnit) -> Node {
    folded(program, expression, |value| value.in_unit(unit), |inner| Node::InUnit(inner, unit))
}

/// A step on one operand, done at once when the operand is written out.
fn folded<'m>(
    program: &mut Program<'m>,
    operand: &'m Expression,
    done: impl FnOnce(&Value) -> Option<Value>,
    step: impl FnOnce(Formula) -> Node,
) -> Node {
    let operand = node(program, operand);
    if let Node::Constant(value) = &operand
        && let Some(value) = done(value)
    {
        return Node::Constant(value);
    }
    step(program.push(operand))
}

fn named(program: &mut Program<'_>, target: SymbolId) -> Node {
    let model = program.model;
    let symbol = model.symbols.get(target);
    match symbol.kind {
        SymbolKind::Data(rank) => match model.data.get(rank as usize) {
            Some(datum) => Node::Data(program.add_datum(datum)),
            None => Node::Illegible,
        },
        SymbolKind::EnumValue(_) => Node::Constant(Value::words(&symbol.name)),
        kind @ (SymbolKind::Rule(_) | SymbolKind::LocalRule(..)) => rule(program, kind).map_or(Node::Illegible, Node::Rule),
        SymbolKind::PublicOrganisation(_)
        | SymbolKind::Evidence(_)
        | SymbolKind::PublicService(_)
        | SymbolKind::LifeEvent(_)
        | SymbolKind::Journey(_)
        | SymbolKind::Profile(_)
        | SymbolKind::LegalResource(_)
        | SymbolKind::Step(..) => Node::Illegible,
    }
}

/// A rule, compiled once; one that needs its own result finds itself begun, and the evaluation says so.
pub(super) fn rule(program: &mut Program<'_>, kind: SymbolKind) -> Option<RuleId> {
    if let Some(known) = program.ranks.get(&kind) {
        return Some(*known);
    }
    let sourced = program.model.rule_of(kind)?;
    let (rule, file) = (&sourced.value, sourced.origin.location.file);
    let id = RuleId(rank(program.rules.len()));
    program.ranks.insert(kind, id);
    program.rules.push(RunnableRule { rule, kind, file, clauses: Vec::new(), groups: Vec::new(), without_object: Vec::new() });
    let declared = declared_time(&rule.data_type.value, None);
    let clauses: Vec<_> = rule
        .definitions
        .iter()
        .map(|definition| Clause {
            definition,
            condition: definition.qualifiers.condition.as_ref().map(|condition| formula(program, condition)),
            value: definition.value.as_ref().map(|value| match (time(program.model, value), declared) {
                (Time::Number(unit), Time::Duration) => {
                    let node = in_unit(program, value, unit);
                    program.push(node)
                }
                (_, _) => formula(program, value),
            }),
            until: tree::next_dated(rule, definition),
        })
        .collect();
    let groups = tree::groups(rule);
    let without_object = (0..).zip(&clauses).filter(|(_, clause)| clause.value.is_none()).map(|(rank, _)| rank).collect();
    let compiled = &mut program.rules[id.0 as usize];
    (compiled.clauses, compiled.groups, compiled.without_object) = (clauses, groups, without_object);
    Some(id)
}
