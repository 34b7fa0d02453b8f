//! Conditions and formulas, as trees with exact places.

use super::{Date, Decimal, Duration, DurationUnit, Money, Reference};
use crate::source::Span;

/// A node of a formula.
#[derive(Debug, Clone, PartialEq)]
pub struct Expression {
    /// What it is.
    pub kind: ExpressionKind,
    /// Where it stands, parentheses left out.
    pub span: Span,
}

/// The unit written after a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unit {
    /// A unit of time: `18 ans`.
    Time(DurationUnit),
    /// Any other declared unit, as written: `centimètres`.
    Other(Box<str>),
}

/// The kinds of nodes.
#[derive(Debug, Clone, PartialEq)]
pub enum ExpressionKind {
    /// `oui`, `non`
    Boolean(bool),
    /// `12,5`, or `120 centimètres`
    Number(Decimal, Option<Unit>),
    /// `10 000 €`
    Money(Money),
    /// `14 %`: the exact ratio, 14/100
    Percentage(Decimal),
    /// `18 ans`
    Duration(Duration),
    /// `2026-05-12`
    Date(Date),
    /// `« Paris »`
    Text(Box<str>),
    /// The name of a datum, of a right, of a calculation, or a value of an enumeration.
    Name(Reference),
    /// `non x`
    Not(Box<Expression>),
    /// `x et y et z`, `x ou y`
    Logic(Connective, Vec<Expression>),
    /// `x < y`
    Compare(Comparison, Box<Expression>, Box<Expression>),
    /// `x est parmi a, b`
    Among(Box<Expression>, Vec<Expression>),
    /// `x + y`
    Arithmetic(Arithmetic, Box<Expression>, Box<Expression>),
    /// `-x`
    Negative(Box<Expression>),
    /// `aujourd'hui`: the day the question is asked for, a parameter of every evaluation.
    Today,
    /// `le plus petit de (x, y)`
    Extreme(Extreme, Vec<Expression>),
}

/// What joins conditions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Connective {
    /// `et`
    And,
    /// `ou`
    Or,
}

impl Connective {
    /// As written.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::And => "et",
            Self::Or => "ou",
        }
    }
}

/// How two values are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `=`
    Equal,
    /// `<>`
    Different,
}

impl Comparison {
    /// What holds when it does not.
    #[must_use]
    pub const fn opposite(self) -> Self {
        match self {
            Self::Less => Self::GreaterOrEqual,
            Self::LessOrEqual => Self::Greater,
            Self::Greater => Self::LessOrEqual,
            Self::GreaterOrEqual => Self::Less,
            Self::Equal => Self::Different,
            Self::Different => Self::Equal,
        }
    }

    /// The same, its sides exchanged: `18 < x` is `x > 18`.
    #[must_use]
    pub const fn mirrored(self) -> Self {
        match self {
            Self::Less => Self::Greater,
            Self::LessOrEqual => Self::GreaterOrEqual,
            Self::Greater => Self::Less,
            Self::GreaterOrEqual => Self::LessOrEqual,
            Self::Equal | Self::Different => self,
        }
    }

    /// As written.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::Equal => "=",
            Self::Different => "<>",
        }
    }

    /// Whether it asks which comes first.
    #[must_use]
    pub const fn is_ordering(self) -> bool {
        match self {
            Self::Less | Self::LessOrEqual | Self::Greater | Self::GreaterOrEqual => true,
            Self::Equal | Self::Different => false,
        }
    }
}

/// Which of several values is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Extreme {
    /// `le plus petit de`
    Least,
    /// `le plus grand de`
    Greatest,
}

impl Extreme {
    /// As written.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Least => "le plus petit de",
            Self::Greatest => "le plus grand de",
        }
    }
}

/// The four operations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Arithmetic {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
}

impl Expression {
    /// A node at a place.
    #[must_use]
    pub const fn new(kind: ExpressionKind, span: Span) -> Self {
        Self { kind, span }
    }

    /// The nodes right under this one, in the order of the text.
    pub fn children(&self) -> impl Iterator<Item = &Self> {
        let (first, second, others): (Option<&Self>, Option<&Self>, &[Self]) = match &self.kind {
            ExpressionKind::Boolean(_)
            | ExpressionKind::Number(..)
            | ExpressionKind::Money(_)
            | ExpressionKind::Percentage(_)
            | ExpressionKind::Duration(_)
            | ExpressionKind::Date(_)
            | ExpressionKind::Text(_)
            | ExpressionKind::Today
            | ExpressionKind::Name(_) => (None, None, &[]),
            ExpressionKind::Not(operand) | ExpressionKind::Negative(operand) => (Some(operand), None, &[]),
            ExpressionKind::Logic(_, operands) | ExpressionKind::Extreme(_, operands) => (None, None, operands),
            ExpressionKind::Compare(_, left, right) | ExpressionKind::Arithmetic(_, left, right) => {
                (Some(left), Some(right), &[])
            }
            ExpressionKind::Among(value, values) => (Some(value), None, values),
        };
        first.into_iter().chain(second).chain(others)
    }

    /// Whether both say the same, wherever they are written.
    #[must_use]
    pub fn says_same_as(&self, other: &Self) -> bool {
        let same_parts = || {
            let n_parts = |whole: &Self| whole.children().count();
            let mut pairs = self.children().zip(other.children());
            n_parts(self) == n_parts(other) && pairs.all(|(part, other)| part.says_same_as(other))
        };
        match (&self.kind, &other.kind) {
            (ExpressionKind::Name(name), ExpressionKind::Name(other)) => match (name.target, other.target) {
                (Some(target), Some(other)) => target == other,
                (Some(_) | None, _) => name.name == other.name,
            },
            (ExpressionKind::Not(_), ExpressionKind::Not(_))
            | (ExpressionKind::Negative(_), ExpressionKind::Negative(_))
            | (ExpressionKind::Among(..), ExpressionKind::Among(..)) => same_parts(),
            (ExpressionKind::Logic(connective, _), ExpressionKind::Logic(other, _)) => connective == other && same_parts(),
            (ExpressionKind::Extreme(kept, _), ExpressionKind::Extreme(other, _)) => kept == other && same_parts(),
            (ExpressionKind::Compare(comparison, ..), ExpressionKind::Compare(other, ..)) => comparison == other && same_parts(),
            (ExpressionKind::Arithmetic(operation, ..), ExpressionKind::Arithmetic(other, ..)) => {
                operation == other && same_parts()
            }
            (kind, other) => kind == other,
        }
    }

    /// Every name used, in the order of the text.
    #[must_use]
    pub fn names(&self) -> Vec<&Reference> {
        let mut names = Vec::new();
        self.collect_names(&mut names);
        names
    }

    fn collect_names<'e>(&'e self, names: &mut Vec<&'e Reference>) {
        if let ExpressionKind::Name(reference) = &self.kind {
            names.push(reference);
        }
        for child in self.children() {
            child.collect_names(names);
        }
    }

    /// Calls `visit` on every name used, in the order of the text.
    pub fn visit_names_mut(&mut self, visit: &mut impl FnMut(&mut Reference)) {
        match &mut self.kind {
            ExpressionKind::Boolean(_)
            | ExpressionKind::Number(..)
            | ExpressionKind::Money(_)
            | ExpressionKind::Percentage(_)
            | ExpressionKind::Duration(_)
            | ExpressionKind::Date(_)
            | ExpressionKind::Today
            | ExpressionKind::Text(_) => {}
            ExpressionKind::Name(reference) => visit(reference),
            ExpressionKind::Not(operand) | ExpressionKind::Negative(operand) => operand.visit_names_mut(visit),
            ExpressionKind::Logic(_, operands) | ExpressionKind::Extreme(_, operands) => {
                operands.iter_mut().for_each(|operand| operand.visit_names_mut(visit))
            }
            ExpressionKind::Compare(_, left, right) | ExpressionKind::Arithmetic(_, left, right) => {
                left.visit_names_mut(visit);
                right.visit_names_mut(visit);
            }
            ExpressionKind::Among(value, values) => {
                value.visit_names_mut(visit);
                values.iter_mut().for_each(|value| value.visit_names_mut(visit));
            }
        }
    }
}
