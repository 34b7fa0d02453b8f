//! From lines to the tree: one file per construct, each with the table of its lines.
//!
//! A [`Line`] is recognised by its first words ([`Entry::phrase`]), the grammar reads the rest, and the entry's function makes a clause of it. What
//! does not match becomes a problem that shows the place, says what was expected and gives the entry's example.

mod common;
mod contact;
mod decision;
mod evidence;
mod expression;
mod journey;
mod letter;
mod line;
mod organisation;
mod quantity;
mod rule;
mod service;
mod step;
#[cfg(test)]
mod tests;
mod top;

use super::ast::{Clause, Item};
use super::grammar::Rule;
use super::skeleton::Line;
use crate::source::{FileId, Problem, Span};
use crate::values::{DeclaredNone, FactKind};
use pest::iterators::Pairs;

/// Reads the lines of a file.
pub(super) fn document(file: FileId, text: &str, lines: &[Line]) -> (Vec<Item>, Vec<Problem>, Vec<Span>) {
    let mut lower = Lower { file, text, base: 0, problems: Vec::new(), unreadable: Vec::new() };
    let items = lower.clauses(lines, &top::FILE);
    (items.into_iter().map(|clause| clause.kind).collect(), lower.problems, lower.unreadable)
}

/// The state of a lowering.
pub(super) struct Lower<'t> {
    file: FileId,
    text: &'t str,
    /// Where what pest is reading starts in the file.
    base: usize,
    problems: Vec<Problem>,
    unreadable: Vec<Span>,
}

/// A kind of block: what its lines may be.
pub(super) struct Container<C: 'static> {
    /// What it is called in a message: « une étape ».
    name: &'static str,
    /// Its lines.
    entries: &'static [Entry<C>],
    /// How a line that starts with no known word is read; none when it cannot be.
    fallback: Option<&'static Entry<C>>,
    /// How `aucun parce que` is kept; none when nothing can be declared absent there.
    none: Option<fn(DeclaredNone) -> C>,
}

/// One line of the language.
pub(super) struct Entry<C> {
    /// Its first words.
    phrase: &'static str,
    /// Their first letter, without its accent: most lines of a table differ by it.
    initial: u8,
    /// What reads the rest.
    rule: Rule,
    /// What it states, when that may be declared absent.
    fact: Option<FactKind>,
    /// Whether it opens a block.
    block: BlockUse,
    /// A valid line, for messages.
    example: &'static str,
    /// Makes a clause of it.
    build: for<'t> fn(&mut Lower<'t>, Pairs<'t, Rule>, &Line) -> Option<C>,
}

/// Whether a line opens a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BlockUse {
    /// It does not.
    Never,
    /// It may.
    Optional,
}

/// A line without block.
const fn entry<C>(
    phrase: &'static str,
    rule: Rule,
    example: &'static str,
    build: for<'t> fn(&mut Lower<'t>, Pairs<'t, Rule>, &Line) -> Option<C>,
) -> Entry<C> {
    Entry { phrase, initial: initial(phrase), rule, fact: None, block: BlockUse::Never, example, build }
}

/// The first letter of words of the language, in lower case and without its accent; 0 for what starts none of them.
const fn initial(words: &str) -> u8 {
    match words.as_bytes() {
        [0xC3, 0x88..=0x8B | 0xA8..=0xAB, ..] => b'e',
        [0xC3, 0x80..=0x84 | 0xA0..=0xA4, ..] => b'a',
        [letter, ..] if letter.is_ascii_alphabetic() => letter.to_ascii_lowercase(),
        _ => 0,
    }
}

impl<C> Entry<C> {
    /// The fact may be declared absent.
    const fn states(mut self, fact: FactKind) -> Self {
        self.fact = Some(fact);
        self
    }

    /// The line may open a block.
    const fn opens(mut self) -> Self {
        self.block = BlockUse::Optional;
        self
    }
}

impl<'t> Lower<'t> {
    /// Reads the lines of a block; those that cannot be read are reported and left out.
    fn clauses<C>(&mut self, lines: &[Line], container: &Container<C>) -> Vec<Clause<C>> {
        lines.iter().filter_map(|line| self.line(line, container)).collect()
    }

    /// The lines inside a line's block, read.
    fn block<C>(&mut self, line: &Line, container: &Container<C>) -> Vec<Clause<C>> {
        line.block.as_ref().map_or_else(Vec::new, |block| self.clauses(&block.lines, container))
    }
}
