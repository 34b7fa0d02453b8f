//! What goes across procedures: the journeys people make, and the people who make them.

use super::Origin;
use crate::source::{Location, Spanned};
use crate::values::{Assignment, Decimal, Reference, SymbolId};

/// A journey across procedures.
#[derive(Debug, Clone)]
pub struct Journey {
    /// Its symbol.
    pub symbol: SymbolId,
    /// Its name in the language.
    pub name: Box<str>,
    /// Its title; its name when it has none.
    pub title: Box<str>,
    /// The whole block.
    pub origin: Origin,
    /// Where its name is defined.
    pub heading: Location,
    /// The life event.
    pub life_event: Option<Reference>,
    /// The stages in order; those of one stage go in parallel.
    pub stages: Vec<Vec<Reference>>,
}

/// A kind of person.
#[derive(Debug, Clone)]
pub struct Profile {
    /// Its symbol.
    pub symbol: SymbolId,
    /// Its name in the language.
    pub name: Box<str>,
    /// Its title; its name when it has none.
    pub title: Box<str>,
    /// The whole block.
    pub origin: Origin,
    /// Where its name is defined.
    pub heading: Location,
    /// Share of the public, as an exact ratio.
    pub share: Option<Spanned<Decimal>>,
    /// What is known of such a person.
    pub situation: Vec<Assignment>,
    /// The documents such a person has at the start.
    pub owns: Vec<Reference>,
}
