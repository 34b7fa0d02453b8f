//! `rules/tournures.toml`: the turns of phrase by which a rule of language decides whether some words are a defect where they stand.

use super::parse;
use crate::rules::wording::WordList;
use serde::Deserialize;
use std::collections::BTreeMap;
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

fn read() -> File {
    parse("tournures.toml", include_str!("../../../rules/tournures.toml"))
}

/// The turns of phrase of a rule that bear that name: `("LAN005", "conditions")`.
///
/// # Panics
/// When the file has no such list: a rule names only lists that are there.
#[must_use]
pub(in crate::rules) fn turns(rule: &str, name: &str) -> &'static WordList {
    static LISTS: LazyLock<BTreeMap<String, BTreeMap<String, WordList>>> = LazyLock::new(|| {
        let mut lists: BTreeMap<String, BTreeMap<String, WordList>> = BTreeMap::new();
        for row in read().lists {
            lists.entry(row.rule).or_default().insert(row.name, WordList::new(row.words));
        }
        lists
    });
    LISTS.get(rule).and_then(|lists| lists.get(name)).expect("interne : cette liste est dans rules/tournures.toml")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::fold;
    use std::collections::BTreeSet;

    #[test]
    fn words_are_written_as_they_are_searched_for_and_once() {
        for row in read().lists {
            let mut seen = BTreeSet::new();
            for words in &row.words {
                assert_eq!(&fold(words), words, "{} {}", row.rule, row.name);
                assert!(seen.insert(words), "{} {} : « {words} » en double", row.rule, row.name);
            }
        }
    }
}
