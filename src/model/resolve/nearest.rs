//! The names nearest to one that nothing has.
//!
//! A name is compared with all those of the right kind, most being set aside by the letters they are made of, at the cost of one
//! machine word; a run asks for a bounded number of nearest names.

use super::expected::Expected;
use super::names::{Names, folded};
use crate::model::Symbols;
use crate::values::SymbolId;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// More names than this are shown to nobody.
const MOST_SHOWN: usize = 3;
/// Names compared letter by letter for one lookup, those made of the nearest letters first.
const MOST_COMPARED: usize = 500;

/// The names that may be offered.
#[derive(Debug)]
pub(super) struct Nearest {
    candidates: Vec<Candidate>,
}

#[derive(Debug)]
struct Candidate {
    letters: u64,
    folded: String,
    id: SymbolId,
}

/// A name near another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Near {
    /// How many letters differ; more than [`FAR`] when only whole words do.
    distance: usize,
    pub(super) id: SymbolId,
}

/// Names that share whole words come after those that differ by a few letters.
const FAR: usize = 100;

impl Nearest {
    /// The shared names and the values of enumerations, in the order of the files.
    pub(super) fn new(names: &Names<'_>) -> Self {
        let ids: Vec<_> = names.shared.ids().iter().chain(names.values.ids()).copied().collect();
        Self { candidates: ids.into_par_iter().map(|id| Candidate::new(names.symbols, id)).collect() }
    }

    /// The nearest of the things expected, nearest first; `local` are the names of the procedure.
    pub(super) fn find(&self, name: &str, expected: Expected, local: &[SymbolId], symbols: &Symbols) -> Vec<Near> {
        let local: Vec<_> = local.iter().map(|id| Candidate::new(symbols, *id)).collect();
        let accepted = |candidate: &&Candidate| expected.accepts(symbols.get(candidate.id).kind);
        near(name, local.iter().chain(&self.candidates).filter(accepted), symbols)
    }
}

impl Candidate {
    fn new(symbols: &Symbols, id: SymbolId) -> Self {
        let folded = folded(&symbols.get(id).name);
        Self { letters: letters(&folded), folded, id }
    }
}

/// The only name so near that it must be the one meant.
pub(super) fn surely_meant(name: &str, near: &[Near]) -> Option<SymbolId> {
    let first = near.first()?;
    let close_enough = if name.chars().count() >= 8 { 2 } else { 1 };
    let alone = near.get(1).is_none_or(|second| second.distance > first.distance);
    (alone && first.distance <= close_enough).then_some(first.id)
}

/// The values nearest to a name, among a few.
pub(super) fn nearest_value<'v>(name: &str, values: &'v [Box<str>]) -> Option<&'v str> {
    let name = folded(name);
    let mut near: Vec<_> = values.iter().filter_map(|value| Some((distance(&name, &folded(value))?, &**value))).collect();
    near.sort_unstable();
    let alone = near.len() == 1 || (near.len() > 1 && near[0].0 < near[1].0);
    near.first().filter(|_| alone).filter(|(distance, _)| *distance <= 2).map(|(_, value)| *value)
}

fn near<'c>(name: &str, candidates: impl Iterator<Item = &'c Candidate>, symbols: &Symbols) -> Vec<Near> {
    let name = folded(name);
    let letters_of_name = letters(&name);
    let most_different = 2 * u32::try_from(tolerance(&name)).unwrap_or(u32::MAX);
    let differences = |candidate: &'c Candidate| {
        let (missing, added) = (letters_of_name & !candidate.letters, candidate.letters & !letters_of_name);
        let differences = (missing | added).count_ones();
        (missing == 0 || added == 0 || differences <= most_different).then_some((differences, candidate))
    };
    let mut plausible: Vec<_> = candidates.filter_map(differences).collect();
    plausible.sort_by_key(|(differences, _)| *differences);
    let compared = plausible.into_iter().take(MOST_COMPARED);
    let mut near: Vec<_> = compared
        .filter_map(|(_, candidate)| Some(Near { distance: distance(&name, &candidate.folded)?, id: candidate.id }))
        .collect();
    near.sort_unstable();
    let mut seen = BTreeSet::new();
    near.retain(|near| seen.insert(&*symbols.get(near.id).name));
    near.truncate(MOST_SHOWN);
    near
}

/// How far one name is from another, both folded; nothing when they are not near.
fn distance(name: &str, other: &str) -> Option<usize> {
    let (length, other_length) = (name.chars().count(), other.chars().count());
    if length.abs_diff(other_length) <= tolerance(name) {
        let distance = strsim::osa_distance(name, other);
        if distance <= tolerance(name) && distance < length {
            return Some(distance);
        }
    }
    shares_words(name, other).then(|| FAR + length.abs_diff(other_length))
}

/// Letters that may differ between near names.
fn tolerance(name: &str) -> usize {
    match name.chars().count() {
        0..4 => 1,
        4..8 => 2,
        _ => 3,
    }
}

/// Whether all the words of one are in the other: `acte_de_naissance` and `acte_naissance`.
fn shares_words(name: &str, other: &str) -> bool {
    let words = |name: &str| name.split('_').filter(|word| word.len() > 3).map(str::to_owned).collect::<BTreeSet<_>>();
    let (words_of_name, words_of_other) = (words(name), words(other));
    !words_of_name.is_empty()
        && !words_of_other.is_empty()
        && (words_of_name.is_subset(&words_of_other) || words_of_other.is_subset(&words_of_name))
}

/// The letters and digits of a folded name, one bit each.
fn letters(folded: &str) -> u64 {
    folded.chars().fold(0, |letters, character| letters | 1 << (u32::from(character) % 64))
}
