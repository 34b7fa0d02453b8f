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

use crate::source::{FileId, Problem, Span};

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

/// The name at a place of a text: a word outside any text between guillemets, address or comment.
#[must_use]
pub fn name_at(text: &str, offset: u32) -> Option<Span> {
    let skeleton = skeleton::read(FileId(0), text);
    if skeleton.comments.iter().any(|comment| comment.span.start < offset && comment.span.touches(offset)) {
        return None;
    }
    let line = skeleton::line_at(&skeleton.lines, offset)?;
    let words = &text[line.range()];
    let at = offset.checked_sub(line.start)? as usize;
    let mut start = 0;
    for (part, is_words) in skeleton::parts(words) {
        let end = start + part.len();
        if at < end || (at == end && is_words) {
            let is_name = |character: char| character.is_alphanumeric() || character == '_' || character == '\u{301}';
            let name_start = at - words[start..at].chars().rev().take_while(|c| is_name(*c)).map(char::len_utf8).sum::<usize>();
            let name_end = at + words[at..end].chars().take_while(|c| is_name(*c)).map(char::len_utf8).sum::<usize>();
            let offset = line.start as usize;
            return (is_words && name_start < name_end).then(|| Span::of(offset + name_start..offset + name_end));
        }
        start = end;
    }
    None
}
