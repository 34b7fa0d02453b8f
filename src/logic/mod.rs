//! Conditions and formulas: their types (this room runs them too, in time).

pub mod together;
pub mod types;
