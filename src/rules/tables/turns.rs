//! `rules/tournures/`: the turns of phrase by which a rule of language decides whether some words are a defect where they stand.

use super::parse;
#[cfg(doc)]
use crate::rules::wording::readable;
use crate::rules::wording::{stands_whole, whole_words};
use aho_corasick::AhoCorasick;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "liste")]
    lists: Vec<Row>,
}

/// A list as its writer gives it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    #[serde(rename = "regle")]
    rule: String,
    #[serde(rename = "nom")]
    name: String,
    #[serde(rename = "pourquoi")]
    #[expect(dead_code, reason = "what the list is for, for its reader")]
    why: String,
    #[serde(rename = "mots")]
    words: Vec<String>,
}

const FILES: [(&str, &str); 4] = files_of!("tournures": "confiance", "langage", "pieces", "relation");

fn read() -> impl Iterator<Item = Row> {
    FILES.into_iter().flat_map(|(name, text)| parse::<File>(name, text).lists)
}

/// Turns of phrase, written folded, searched for together.
#[derive(Debug)]
pub(in crate::rules) struct Turns {
    /// In [`Book::owners`].
    rank: usize,
    list: Vec<String>,
    automaton: AhoCorasick,
}

impl Turns {
    fn new(rank: usize, list: Vec<String>) -> Self {
        Self { rank, automaton: automaton_of(&list), list }
    }

    /// As listed.
    pub(in crate::rules) fn iter(&self) -> impl Iterator<Item = &str> {
        self.list.iter().map(String::as_str)
    }

    /// Where they stand whole in a [`readable`] text, from left to right.
    pub(in crate::rules) fn places<'t>(&'t self, readable: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
        whole_words(&self.automaton, readable).map(|(place, _)| place)
    }

    /// Whether any of them stands whole in a [`readable`] text.
    pub(in crate::rules) fn is_in(&self, readable: &str) -> bool {
        self.places(readable).next().is_some()
    }

    /// Whether any of them is among those that a text says.
    pub(in crate::rules) fn is_among(&self, said: &Said) -> bool {
        said.0[self.rank]
    }
}

/// Which lists have a turn that stands whole in a text.
#[derive(Debug)]
pub(in crate::rules) struct Said(Vec<bool>);

/// All the lists, by rule and by name, and all their turns.
struct Book {
    lists: BTreeMap<String, BTreeMap<String, Turns>>,
    n_lists: usize,
    automaton: AhoCorasick,
    /// The rank of the list of each turn.
    owners: Vec<usize>,
}

impl Book {
    fn read() -> Self {
        let rows: Vec<Row> = read().collect();
        let n_lists = rows.len();
        let all = rows.iter().enumerate().flat_map(|(rank, row)| row.words.iter().map(move |words| (rank, words)));
        let (owners, words): (Vec<_>, Vec<_>) = all.unzip();
        let automaton = automaton_of(&words);
        let mut lists: BTreeMap<String, BTreeMap<String, Turns>> = BTreeMap::new();
        for (rank, row) in rows.into_iter().enumerate() {
            lists.entry(row.rule).or_default().insert(row.name, Turns::new(rank, row.words));
        }
        Self { lists, n_lists, automaton, owners }
    }
}

fn automaton_of(words: &[impl AsRef<[u8]>]) -> AhoCorasick {
    AhoCorasick::new(words).expect("interne : les listes de mots sont courtes")
}

static BOOK: LazyLock<Book> = LazyLock::new(Book::read);

/// The turns of phrase of a rule that bear that name: `("LAN005", "conditions")`.
///
/// # Panics
/// When the file has no such list: a rule names only lists that are there.
#[must_use]
pub(in crate::rules) fn turns(rule: &str, name: &str) -> &'static Turns {
    BOOK.lists.get(rule).and_then(|lists| lists.get(name)).expect("interne : cette liste est dans rules/tournures/")
}

/// What a [`readable`] text says of all the lists, in one search.
#[must_use]
pub(in crate::rules) fn said(readable: &str) -> Said {
    let mut said = vec![false; BOOK.n_lists];
    for found in BOOK.automaton.find_overlapping_iter(readable) {
        let is_said = &mut said[BOOK.owners[found.pattern().as_usize()]];
        *is_said = *is_said || stands_whole(readable, &found.range());
    }
    Said(said)
}

#[cfg(test)]
mod tests {
    use super::super::tests::toml_files;
    use super::*;
    use crate::rules::wording::readable;
    use crate::values::fold;
    use std::collections::BTreeSet;

    #[test]
    fn each_file_of_turns_is_read() {
        assert_eq!(toml_files("tournures"), FILES.map(|(name, _)| name));
    }

    #[test]
    fn words_are_written_as_they_are_searched_for_and_once() {
        for row in read() {
            let mut seen = BTreeSet::new();
            for words in &row.words {
                assert_eq!(&fold(words), words, "{} {}", row.rule, row.name);
                assert!(seen.insert(words), "{} {} : « {words} » en double", row.rule, row.name);
            }
        }
    }

    #[test]
    fn one_search_tells_what_each_list_would() {
        let text = readable("Le dossier sera examiné par nos services, sauf s’il est incomplet.");
        let said = said(&text);
        for (rule, lists) in &BOOK.lists {
            for (name, turns) in lists {
                assert_eq!(turns.is_among(&said), turns.is_in(&text), "{rule} {name}");
            }
        }
        assert!(turns("LAN004", "auxiliaires").is_among(&said) && !turns("LAN008", "menaces").is_among(&said));
    }
}
