//! From what administrations already publish to the model: one file per format, and the same facts as the language gives.
//!
//! An importer is given the bytes of one record and its rank in the workspace, and gives a [`Part`] of the model and the problems it met; it opens
//! nothing and prints nothing. Each fact keeps its place in the record and how sure its reading is
//! ([`Confidence`](crate::model::Confidence)); what a record does not say stays unsaid.

use crate::model::Part;
use crate::source::Problem;

/// A record read.
#[derive(Debug, Clone, Default)]
pub struct Imported {
    /// What it says.
    pub part: Part,
    /// What could not be read.
    pub problems: Vec<Problem>,
}
