//! How the pages of service-public.fr read, to place a text among them.

use super::parse;
use crate::analysis::prose::Readability;
use serde::Deserialize;
use std::sync::LazyLock;

/// From one percentile kept to the next.
const STEP: usize = 5;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    fiches: usize,
    kandel_moles: [f64; 19],
    lix: [f64; 19],
}

static FILE: LazyLock<File> = LazyLock::new(|| parse("lisibilite.toml", include_str!("../../../rules/lisibilite.toml")));

/// How many pages a text is compared with.
#[must_use]
pub fn n_compared() -> usize {
    FILE.fiches
}

/// How many pages in a hundred are harder to read, by Kandel and Moles, then by LIX, to the five below.
#[must_use]
pub fn harder_pages(text: &Readability) -> [usize; 2] {
    let (ease, difficulty) = (text.kandel_moles(), text.lix());
    let by_ease = FILE.kandel_moles.iter().filter(|other| **other < ease).count();
    let by_lix = FILE.lix.iter().filter(|other| **other > difficulty).count();
    [by_ease * STEP, by_lix * STEP]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_its_place_among_the_pages() {
        assert!(FILE.kandel_moles.is_sorted() && FILE.lix.is_sorted() && n_compared() > 3_000);
        let text = |n_sentences, n_syllables, n_long_words| Readability { n_sentences, n_words: 100, n_syllables, n_long_words };
        assert_eq!(harder_pages(&text(20, 120, 5)), [95, 95]);
        assert_eq!(harder_pages(&text(2, 250, 60)), [0, 0]);
    }
}
