//! Exact values, and the expressions over them: what both the language and the importers speak in.
//!
//! Money is integer cents, decimals are exact rationals, dates are calendar dates. Nothing here is a float, and nothing reads
//! a clock.

mod calendar;
mod duration;
mod expression;
mod fact;
mod fold;
mod number;
mod vocabulary;

pub use calendar::{date_in_words, month};
pub use duration::{Duration, DurationRange, DurationUnit};
pub use expression::{Arithmetic, Comparison, Connective, Expression, ExpressionKind, Extreme, Unit};
pub use fact::*;
pub use fold::{fold, fold_char, fold_into};
pub use jiff::civil::Date;
pub use number::{Decimal, Money, grouped};
pub use vocabulary::*;

use crate::source::Span;

/// What a name designates in a [`crate::model::Model`]: the rank of its symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct SymbolId(pub u32);

/// A name used somewhere, and what it designates once names are resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The name as written.
    pub name: Box<str>,
    /// Where it is used.
    pub span: Span,
    /// What it designates; `None` when the name is unknown, or before resolution.
    pub target: Option<SymbolId>,
}

impl Reference {
    /// A name not resolved yet.
    pub fn new(name: impl Into<Box<str>>, span: Span) -> Self {
        Self { name: name.into(), span, target: None }
    }
}
