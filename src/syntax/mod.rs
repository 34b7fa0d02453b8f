//! The language, from text to tree and back to canonical text. Nothing here fails: [`parse`] gives a tree *and* a list of problems.
//!
//! 1. `skeleton` cuts the file into blocks and lines, by hand, so that a lost brace costs one block.
//! 2. `lower` recognises each line by its first words and reads the rest with the pest grammar of `grammar/limpide.pest`; one
//!    file per construct.
//! 3. `format` writes lines back in canonical layout.

pub mod ast;
mod format;
mod grammar;
mod keyword;
mod lower;
mod skeleton;

pub use format::format;

use crate::source::{FileId, Problem};

/// A file read.
#[derive(Debug, Clone)]
pub struct Parsed {
    /// What could be read.
    pub document: ast::Document,
    /// What could not, in the order of the text.
    pub problems: Vec<Problem>,
}

/// Reads a file.
#[must_use]
pub fn parse(file: FileId, text: &str) -> Parsed {
    let skeleton = skeleton::read(file, text);
    let (items, line_problems, line_unreadable) = lower::document(file, text, &skeleton.lines);
    let mut problems = skeleton.problems;
    problems.extend(line_problems);
    problems.sort_by_key(|problem| (problem.location, problem.kind));
    let mut unreadable = skeleton.unreadable;
    unreadable.extend(line_unreadable);
    unreadable.sort_unstable();
    unreadable.dedup();
    Parsed { document: ast::Document { items, comments: skeleton.comments, unreadable }, problems }
}
