//! Limits as they are written: `âge < 18 ans` leaves 18 out, `âge >= 18 ans` takes it in.

use super::witness::Witness;
use crate::logic::domain::Scale;
use crate::logic::program::{Formula, Node, Program, RunnableRule, Slot};
use crate::logic::value::{Value, smallest};
use crate::source::Span;
use crate::values::{Comparison, Decimal, Expression, ExpressionKind, SymbolId};

/// A limit written in the condition of a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Edge {
    /// The line.
    pub line: u32,
    /// The datum.
    pub datum: SymbolId,
    /// The whole comparison.
    pub place: Span,
    /// The place of the sign, when nothing else stands between its two sides.
    pub sign: Span,
    /// How it compares, as written.
    pub comparison: Comparison,
    /// The limit.
    pub limit: Value,
    pub(super) slot: Slot,
    pub(super) at: Decimal,
    /// Whether what is below the limit meets it.
    pub(super) is_upper: bool,
    /// Whether the limit itself does not meet it.
    pub(super) excludes: bool,
}

impl Edge {
    /// Whether the limit itself does not meet it.
    #[must_use]
    pub const fn excludes(&self) -> bool {
        self.excludes
    }
}

/// A limit of which nobody is told, or of which two lines speak.
#[derive(Debug, Clone, PartialEq)]
pub struct Boundary {
    /// The limit from below, and from above.
    pub edges: [Edge; 2],
    /// A person at the limit.
    pub witness: Witness,
}

/// The limits written in the conditions of a rule.
pub(super) fn written_edges(program: &Program<'_>, rule: &RunnableRule<'_>) -> Vec<Edge> {
    let mut edges = Vec::new();
    for (line, clause) in (0..).zip(&rule.clauses) {
        if let (Some(condition), Some(written)) = (clause.condition, &clause.definition.qualifiers.condition) {
            collect(program, (condition, written, line), true, &mut edges);
        }
    }
    edges
}

fn collect(program: &Program<'_>, (formula, written, line): (Formula, &Expression, u32), as_is: bool, edges: &mut Vec<Edge>) {
    match (&written.kind, program.node(formula)) {
        (ExpressionKind::Logic(_, written), Node::All(formulas) | Node::Any(formulas)) => {
            for (written, formula) in written.iter().zip(formulas) {
                collect(program, (*formula, written, line), as_is, edges);
            }
        }
        (ExpressionKind::Not(written), Node::Not(formula)) => collect(program, (*formula, written, line), !as_is, edges),
        (ExpressionKind::Compare(comparison, left, right), Node::Compare(_, one, other)) if comparison.is_ordering() => {
            let sign = Span::new(left.span.end, right.span.start);
            let (slot, limit, datum_first) = match (program.node(*one), program.node(*other)) {
                (Node::Data(slot), _) => (*slot, constant(program, *other), true),
                (_, Node::Data(slot)) => (*slot, constant(program, *one), false),
                (_, _) => return,
            };
            let Some(limit) = limit else { return };
            let Some((_, at)) = Scale::position(&limit) else { return };
            let comparison = *comparison;
            let datum_first_as = if datum_first { comparison } else { comparison.mirrored() };
            let effective = if as_is { datum_first_as } else { datum_first_as.opposite() };
            let is_upper = matches!(effective, Comparison::Less | Comparison::LessOrEqual);
            let excludes = matches!(effective, Comparison::Less | Comparison::Greater);
            let datum = program.datum(slot).symbol;
            edges.push(Edge { line, datum, place: written.span, sign, comparison, limit, slot, at, is_upper, excludes });
        }
        (_, _) => {}
    }
}

/// A value written out, as the datum it is compared with counts it.
fn constant(program: &Program<'_>, formula: Formula) -> Option<Value> {
    match program.node(formula) {
        Node::Constant(value) => Some(value.clone()),
        Node::Count(inner, unit) => match program.node(*inner) {
            Node::Constant(Value::Duration(number, of)) if smallest(*unit).1 == *of => {
                Some(Value::Number(number / Decimal::from_integer(smallest(*unit).0)))
            }
            _ => None,
        },
        _ => None,
    }
}
