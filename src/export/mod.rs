//! What limpide knows, written for others: one file per format. These types are apart from the model, so that a change of the model breaks no
//! reader.

mod expression;
mod form;
mod record;
mod words;

pub mod demarche;
pub mod procedure;

pub use procedure::{Line, line};
