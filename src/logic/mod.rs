//! Conditions and formulas: their types, whether two can hold together, and what they give for a person.
//!
//! A [`Program`] is made once from the rules of a workspace; an [`Evaluation`] asks it what it gives for a [`Situation`] on a given day;
//! an [`Explanation`] says why.

pub mod asking;
pub mod calendar;
mod domain;
mod evaluate;
mod explain;
pub mod program;
pub mod proof;
mod situation;
pub mod together;
mod told_apart;
pub mod types;
mod value;

pub use evaluate::{Evaluation, Failure, FailureKind, Outcome};
pub use explain::{Explanation, Refused, Used, explain};
pub use program::Program;
pub use situation::{InvalidValue, Situation, ValueReader, is_name, stated};
pub use told_apart::{beside, told_apart, worth_trying};
pub use value::{Fault, Precision, Value};
