//! From what administrations already publish to the model: one room or file per format, and the same facts as the language gives.
//!
//! An importer is given the bytes of one record and its rank in the workspace, and gives a [`Part`] of the model and the problems it met; it opens
//! nothing and prints nothing. Each fact keeps its place in the record and how sure its reading is
//! ([`Confidence`](crate::model::Confidence)); what a record does not say stays unsaid. What many records describe alike (a document, an
//! office) is put together once by [`gather`].

pub mod demarches_simplifiees;
pub mod prose;
pub mod service_public;
mod shared;

pub use shared::{Shared, gather};

use crate::model::Part;
use crate::source::Problem;

/// A record read.
#[derive(Debug, Clone, Default)]
pub struct Imported {
    /// What it says of its own.
    pub part: Part,
    /// What it says of things that other records describe too.
    pub shared: Shared,
    /// What the model has no place for, in a record of service-public.fr.
    pub record: Option<Box<service_public::Record>>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}
