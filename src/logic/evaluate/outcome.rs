//! What an evaluation answers.

use super::MAX_DEPTH;
use crate::logic::program::{RuleId, Slot};
use crate::logic::value::{Fault, Value};
use crate::source::Location;
use std::fmt;

/// What a rule or a condition gives.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// A value.
    Known(Value),
    /// It has no object for that person.
    NotApplicable,
    /// It cannot be told: those data are missing, in the order they are asked.
    Missing(Vec<Slot>),
    /// The rules give no value, whatever else is learnt.
    Failed(Vec<Failure>),
}

impl Outcome {
    /// The value, when there is one.
    #[must_use]
    pub const fn known(&self) -> Option<&Value> {
        match self {
            Self::Known(value) => Some(value),
            Self::NotApplicable | Self::Missing(_) | Self::Failed(_) => None,
        }
    }

    /// Whether it is surely « oui ».
    #[must_use]
    pub const fn is_yes(&self) -> bool {
        matches!(self, Self::Known(Value::Boolean(true)))
    }
}

/// Why a rule gives no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The rule, when it is one's own failure.
    pub rule: Option<RuleId>,
    /// What failed.
    pub kind: FailureKind,
}

/// What can fail, all data being known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FailureKind {
    /// Lines of the rule say different things of the same person: their places.
    Conflict(Vec<Location>),
    /// No line of the rule applies.
    NothingApplies,
    /// An operation has no value.
    Fault(Fault),
    /// The rule needs its own result, or too many rules need one another.
    Circle,
}

impl fmt::Display for FailureKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Conflict(places) => write!(f, "{} lignes s'appliquent et disent des choses différentes", places.len()),
            Self::NothingApplies => f.write_str("aucune règle ne s'applique"),
            Self::Fault(fault) => fault.fmt(f),
            Self::Circle => {
                write!(f, "un calcul qui a besoin de son propre résultat, ou de plus de {MAX_DEPTH} règles à la suite")
            }
        }
    }
}
