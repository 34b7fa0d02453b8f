//! The graph of a workspace: who needs what, who delivers it.

use crate::model::Model;

/// The graph.
#[derive(Debug, Default)]
pub struct Graph;

impl Graph {
    /// Builds it.
    #[must_use]
    pub fn new(_model: &Model) -> Self {
        Self
    }
}
