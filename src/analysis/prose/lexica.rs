//! All the lexica in one search: a text is read once, whatever the number of rules that look for words.

use super::lexicon::LexiconMatch;
use super::lexicon::{Spelling, Term, spellings_of};
use super::reading::Reading;
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

/// Lexica, each of its own name, ready to search a text together.
#[derive(Debug)]
pub struct Lexica {
    /// The terms of each lexicon, by its name.
    terms: BTreeMap<String, Vec<Term>>,
    automaton: AhoCorasick,
    patterns: Vec<Pattern>,
}

/// One spelling to look for, and whose it is.
#[derive(Debug)]
struct Pattern {
    /// The rank of the lexicon, in the order of the names.
    lexicon: usize,
    term: usize,
    spelling: Spelling,
}

/// Where the wordings of all the lexica stand in a text, as letters only: the words around them are still to be read.
#[derive(Debug)]
pub struct Hits(Vec<Hit>);

#[derive(Debug)]
struct Hit {
    /// In the folded text.
    range: Range<usize>,
    pattern: usize,
    lexicon: usize,
}

impl Lexica {
    /// Prepares the terms of each lexicon.
    ///
    /// # Panics
    /// When there are too many of them to be searched, millions of forms.
    #[must_use]
    pub fn new(terms: BTreeMap<String, Vec<Term>>) -> Self {
        let mut written = Vec::new();
        let mut patterns = Vec::new();
        for (lexicon, terms) in terms.values().enumerate() {
            for (rank, term) in terms.iter().enumerate() {
                for (letters, spelling) in spellings_of(term) {
                    written.push(letters);
                    patterns.push(Pattern { lexicon, term: rank, spelling });
                }
            }
        }
        // Built at the first text of a run: a DFA would search a little faster and take ten times as long to build.
        let automaton = AhoCorasick::builder().kind(Some(AhoCorasickKind::ContiguousNFA)).build(&written);
        Self { terms, automaton: automaton.expect("interne : les lexiques sont petits"), patterns }
    }

    /// Where the wordings of all the lexica may stand in a text.
    #[must_use]
    pub fn search(&self, reading: &Reading<'_>) -> Hits {
        let text = &reading.folded().text;
        let found = self.automaton.find_overlapping_iter(text).filter(|found| is_word_start(&text[..found.start()]));
        let mut hits: Vec<_> = found
            .map(|found| {
                let pattern = found.pattern().as_usize();
                Hit { range: found.range(), pattern, lexicon: self.patterns[pattern].lexicon }
            })
            .collect();
        // At one place, a lexicon means its longest wording, the first of them.
        hits.sort_unstable_by_key(|hit| (hit.lexicon, hit.range.start, Reverse(hit.range.end), hit.pattern));
        hits.dedup_by_key(|hit| (hit.lexicon, hit.range.start));
        Hits(hits)
    }

    /// The wordings of a lexicon among the hits of that text, in its order; none overlaps another. None for a name that no lexicon has.
    #[must_use]
    pub fn matches(&self, name: &str, reading: &Reading<'_>, hits: &Hits) -> Vec<LexiconMatch<'_>> {
        let Some((lexicon, (_, terms))) = self.terms.iter().enumerate().find(|(_, (known, _))| *known == name) else {
            return Vec::new();
        };
        let mut matches = Vec::new();
        let mut from = 0;
        for hit in hits.0.iter().filter(|hit| hit.lexicon == lexicon) {
            if hit.range.start < from {
                continue;
            }
            let pattern = &self.patterns[hit.pattern];
            if let Some(found) = terms[pattern.term].verify(reading, &hit.range, &pattern.spelling) {
                matches.push(found);
                from = hit.range.end;
            }
        }
        matches
    }
}

fn is_word_start(before: &str) -> bool {
    !before.ends_with(|character: char| character.is_alphanumeric() || matches!(character, '-' | '/' | '@' | '_' | '.'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::prose::{Follow, Replacement};

    fn term(forms: &[&str]) -> Term {
        Term {
            id: forms[0].to_owned(),
            forms: forms.iter().map(|form| (*form).to_owned()).collect(),
            say: Vec::new(),
            why: String::new(),
            not_after: Vec::new(),
            not_before: Vec::new(),
            only_with: Vec::new(),
            follow: Follow::Anything,
            replacement: Replacement::None,
        }
    }

    #[test]
    fn one_search_serves_each_lexicon_its_own_words() {
        let lexica = Lexica::new(BTreeMap::from([
            ("A".to_owned(), vec![term(&["à défaut"]), term(&["à défaut de réponse", "réponse"])]),
            ("B".to_owned(), vec![term(&["défaut de"])]),
        ]));
        let reading = Reading::new("A défaut de réponse, puis à défaut d’accord, la non-réponse ou le défaut du toit.");
        let hits = lexica.search(&reading);
        let found = |name| -> Vec<_> {
            let matches = lexica.matches(name, &reading, &hits);
            matches.into_iter().map(|found| &reading.text[found.range]).collect()
        };
        assert_eq!(found("A"), ["A défaut de réponse", "à défaut"]);
        assert_eq!(found("B"), ["défaut de", "défaut d’", "défaut du"]);
        assert_eq!(found("C"), [""; 0]);
    }
}
