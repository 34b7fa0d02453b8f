//! Names to what they designate.

use super::Model;
use crate::source::Problem;

/// Resolves every name of the model.
pub(super) fn resolve(_model: &mut Model) -> Vec<Problem> {
    Vec::new()
}
