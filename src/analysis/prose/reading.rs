//! A text read once for all the rules: each of its copies is made the first time it is asked for, and kept.

use super::expansion::{bare_words, initials};
use super::fold::Folded;
use super::words::sentences;
use crate::values::fold_into;
use std::cell::OnceCell;
use std::ops::Range;

/// A text, and what is read of it.
#[derive(Debug, Default)]
pub struct Reading<'t> {
    /// The text.
    pub text: &'t str,
    folded: OnceCell<Folded>,
    readable: OnceCell<String>,
    sentences: OnceCell<Vec<Range<usize>>>,
    bare_words: OnceCell<String>,
    initials: OnceCell<Vec<char>>,
}

impl<'t> Reading<'t> {
    /// Of a text, of which nothing is read yet.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Self { text, ..Self::default() }
    }

    /// Its copy in lower case, accents kept.
    pub(super) fn folded(&self) -> &Folded {
        self.folded.get_or_init(|| Folded::new(self.text))
    }

    /// Its copy as [`readable`].
    #[must_use]
    pub fn readable(&self) -> &str {
        self.readable.get_or_init(|| readable(self.text))
    }

    /// Its [`sentences`].
    #[must_use]
    pub fn sentences(&self) -> &[Range<usize>] {
        self.sentences.get_or_init(|| sentences(self.text).collect())
    }

    /// Its words in the singular, without accents, a space after each.
    pub(super) fn bare_words(&self) -> &str {
        self.bare_words.get_or_init(|| bare_words(self.text))
    }

    /// The first letters of its words.
    pub(super) fn initials(&self) -> &[char] {
        self.initials.get_or_init(|| initials(self.text))
    }

    /// The sentence where a range begins, up to the end of the one where it ends.
    #[must_use]
    pub fn sentence_at(&self, range: &Range<usize>) -> Range<usize> {
        let mut holding = self.sentences().iter().filter(|sentence| sentence.end > range.start && sentence.start < range.end);
        let Some(first) = holding.next() else { return range.clone() };
        let end = holding.next_back().map_or(first.end, |last| last.end);
        first.start.min(range.start)..end.max(range.end)
    }
}

/// A text folded, one space for each white space, and a space at both ends: words are searched for in it, whole.
#[must_use]
pub fn readable(text: &str) -> String {
    let mut readable = String::with_capacity(text.len() + 2);
    readable.push(' ');
    let mut rest = text;
    // Most letters and spaces are plain: they are copied by runs.
    while let Some(length) = rest.bytes().position(|byte| !matches!(byte, b' '..=b'~')) {
        push_lower(&rest[..length], &mut readable);
        let end = length + rest[length..].chars().next().map_or(1, char::len_utf8);
        match &rest[length..end] {
            space if space.trim().is_empty() => readable.push(' '),
            letter => fold_into(letter, &mut readable),
        }
        rest = &rest[end..];
    }
    push_lower(rest, &mut readable);
    readable.push(' ');
    readable
}

fn push_lower(plain: &str, readable: &mut String) {
    let start = readable.len();
    readable.push_str(plain);
    readable[start..].make_ascii_lowercase();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_of_a_range_is_found() {
        let reading = Reading::new("Venez. Payez ici. Signez.");
        assert_eq!(&reading.text[reading.sentence_at(&(7..9))], "Payez ici.");
        assert_eq!(&reading.text[reading.sentence_at(&(3..9))], "Venez. Payez ici.");
    }

    #[test]
    fn a_readable_text_has_no_accent_and_one_kind_of_space() {
        assert_eq!(readable("L’État\u{a0}de  santé"), " l'etat de  sante ");
    }
}
