//! Which labels ask for the same document: « Justificatif du domicile » and « justificatif de domicile de moins de 3 mois » do, « carte d'identité »
//! and « carte d'identité de l'enfant » do not.
//!
//! A label is read word by word ([`identity`]): what one does with the document (« copie de », « joindre ») is left out, what is required of it (« de
//! moins de 3 mois ») is set apart, wordings declared in `rules/pieces.toml` become one, and what is left, in any order, is the document.
//! Nothing is joined by likeness: two labels that differ by one word of meaning stay two documents.

mod lexicon;
mod reading;
#[cfg(test)]
mod tests;

pub use lexicon::{Lexicon, PieceName};
pub use reading::{Identity, identity};

use crate::model::Confidence;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// A wording of a document, as people are asked for it.
#[derive(Debug, Clone, Copy)]
pub struct Wording<'a> {
    /// The words.
    pub label: &'a str,
    /// How many times it is asked so.
    pub count: u64,
    /// The page or the form it links to, when it does.
    pub key: Option<&'a str>,
}

/// A document, under all its wordings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its canonical name: that of the lexicon, else its most frequent wording.
    pub name: Box<str>,
    /// Its wordings, by their rank among those given, the most frequent first.
    pub wordings: Vec<usize>,
    /// How many times it is asked.
    pub count: u64,
    /// Whether it names no document: « autre pièce », « justificatif ».
    pub is_vague: bool,
    /// That of its least sure wording.
    pub confidence: Confidence,
}

/// Groups wordings by the document they ask for, the most asked first.
///
/// Labels that link to the same page are one document when they speak of the same persons, and of one document each.
#[must_use]
pub fn group(wordings: &[Wording<'_>], lexicon: &Lexicon) -> Vec<Group> {
    let read: Vec<Identity> = wordings.iter().map(|wording| identity(wording.label, lexicon)).collect();
    let mut ranks: FxHashMap<&str, usize> = FxHashMap::default();
    let mut links: FxHashMap<(&str, String), usize> = FxHashMap::default();
    let mut sets = Sets { parents: Vec::new() };
    let mut of_wording = Vec::with_capacity(wordings.len());
    for (wording, identity) in wordings.iter().zip(&read) {
        let rank = *ranks.entry(&identity.key).or_insert_with(|| sets.add());
        of_wording.push(rank);
        if let Some(key) = wording.key.filter(|_| !identity.is_vague && !identity.is_several) {
            let persons: Vec<&str> = identity.persons.iter().map(|word| &**word).collect();
            let first = *links.entry((key, persons.join(" "))).or_insert(rank);
            sets.join(first, rank);
        }
    }
    let mut groups: Vec<Vec<usize>> = vec![Vec::new(); sets.parents.len()];
    for (wording, rank) in of_wording.iter().enumerate() {
        groups[sets.root(*rank)].push(wording);
    }
    let filled = groups.into_iter().filter(|group| !group.is_empty());
    let mut groups: Vec<Group> = filled.map(|group| of(group, wordings, &read)).collect();
    groups.sort_by(|a, b| Reverse(a.count).cmp(&Reverse(b.count)).then_with(|| a.name.cmp(&b.name)));
    groups
}

fn of(mut ranks: Vec<usize>, wordings: &[Wording<'_>], read: &[Identity]) -> Group {
    ranks.sort_by_key(|rank| (Reverse(wordings[*rank].count), wordings[*rank].label.len(), wordings[*rank].label));
    let declared = ranks.iter().find_map(|rank| read[*rank].name.clone());
    let name = declared.unwrap_or_else(|| ranks.first().map_or_else(Box::default, |rank| wordings[*rank].label.trim().into()));
    Group {
        name,
        count: ranks.iter().map(|rank| wordings[*rank].count).sum(),
        is_vague: ranks.iter().all(|rank| read[*rank].is_vague),
        confidence: ranks.iter().map(|rank| read[*rank].confidence).min().unwrap_or_default(),
        wordings: ranks,
    }
}

/// Sets of keys that links make one.
struct Sets {
    parents: Vec<usize>,
}

impl Sets {
    fn add(&mut self) -> usize {
        self.parents.push(self.parents.len());
        self.parents.len() - 1
    }

    fn root(&self, mut rank: usize) -> usize {
        while self.parents[rank] != rank {
            rank = self.parents[rank];
        }
        rank
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.parents[one.max(other)] = one.min(other);
    }
}
