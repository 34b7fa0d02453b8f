//! From the syntax trees to the model: file by file ([`part`]), then together ([`assemble`]).

use super::Model;
use crate::source::{FileId, Problem};
use crate::syntax::ast::Document;

/// What one file says, its names not yet resolved.
#[derive(Debug, Clone, Default)]
pub struct Part {
    model: Model,
}

/// Reads the facts of one file.
#[must_use]
pub fn part(_file: FileId, _document: Document) -> Part {
    Part::default()
}

/// Puts the files together, in path order, and resolves their names.
#[must_use]
pub fn assemble(parts: Vec<Part>) -> (Model, Vec<Problem>) {
    let _ = parts;
    (Model::default(), Vec::new())
}
