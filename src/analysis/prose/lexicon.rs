//! An entry of a lexicon: whether some words of a text mean it where they stand, and what to say instead.

use super::correction::{self, Follow};
use super::reading::Reading;
use std::ops::Range;

/// An entry: wordings, and what to say instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// `LOC001`.
    pub id: String,
    /// Wordings, in lower case. One that ends with « de », « à » or « que » stands for its contractions and elisions too.
    pub forms: Vec<String>,
    /// What to say instead, the best first; empty when the sentence must be written anew.
    pub say: Vec<String>,
    /// Why, in a sentence.
    pub why: String,
    /// Words that, just before, give it another meaning.
    pub not_after: Vec<String>,
    /// Words that, just after, give it another meaning.
    pub not_before: Vec<String>,
    /// One of these words must follow closely; empty when any may.
    pub only_with: Vec<String>,
    /// What must follow for the replacement to be safe.
    pub follow: Follow,
    /// The safe replacement.
    pub replacement: Replacement,
}

/// What can be written in place of a form without changing its meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Replacement {
    /// Nothing sure.
    None,
    /// The same words for every form.
    Same(String),
    /// Words for each form: (form, words).
    PerForm(Vec<(String, String)>),
}

/// A wording of the lexicon found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LexiconMatch<'l> {
    /// Where.
    pub range: Range<usize>,
    /// The entry.
    pub term: &'l Term,
    /// What to write at that place, when it is safe there.
    pub replacement: Option<String>,
}

/// One way to write a form.
#[derive(Debug)]
pub(super) struct Spelling {
    /// The rank of the form in its term.
    form: usize,
    /// The word that links it to what follows, as spelled: « du ».
    link: Option<&'static str>,
    /// The first letter lost its accent because it is a capital: « A défaut ».
    needs_capital: bool,
}

/// For each link, its spellings.
const LINKS: [(&str, &[&str]); 3] =
    [(" de", &[" de", " d'", " du", " des"]), (" à", &[" à", " au", " aux"]), (" que", &[" que", " qu'"])];

impl Term {
    /// What is found when a spelling of the term stands at that range of the folded text, at the start of a word; `None` when the words
    /// around it give it another meaning.
    pub(super) fn verify(&self, reading: &Reading<'_>, range: &Range<usize>, spelling: &Spelling) -> Option<LexiconMatch<'_>> {
        let (text, folded) = (reading.text, reading.folded());
        let (before, after) = (&folded.text[..range.start], &folded.text[range.end..]);
        let original = folded.original(range.start)..folded.original(range.end);
        let starts_with_capital = text[original.clone()].starts_with(char::is_uppercase);
        if !is_word_end(&folded.text[range.clone()], after)
            || (spelling.needs_capital && !starts_with_capital)
            || self.not_after.iter().any(|word| correction::ends_with_word(before, word))
            || self.not_before.iter().any(|word| correction::starts_with_word(after, word))
            || !has_one_of(after, &self.only_with)
            || is_explained(before, after)
        {
            return None;
        }
        let form = &self.forms[spelling.form];
        let words = match &self.replacement {
            Replacement::None => None,
            Replacement::Same(words) => Some(words),
            Replacement::PerForm(pairs) => pairs.iter().find(|(known, _)| known == form).map(|(_, words)| words),
        };
        let is_shouted = text[original.clone()].chars().filter(|letter| letter.is_alphabetic()).take(4).all(char::is_uppercase);
        let replacement = words.filter(|_| !is_shouted).and_then(|words| {
            let place = correction::Place { before, matched: &folded.text[range.clone()], link: spelling.link, after };
            let written = correction::rewrite(words, &place, self.follow)?;
            Some(if starts_with_capital { capitalised(&written) } else { written })
        });
        Some(LexiconMatch { range: original, term: self, replacement })
    }
}

/// The letters of each spelling of a term.
pub(super) fn spellings_of(term: &Term) -> Vec<(String, Spelling)> {
    let mut spellings = Vec::new();
    for (form, words) in term.forms.iter().enumerate() {
        for (letters, link) in with_links(words) {
            if let Some(bare) = without_first_accent(&letters) {
                spellings.push((bare, Spelling { form, link, needs_capital: true }));
            }
            spellings.push((letters, Spelling { form, link, needs_capital: false }));
        }
    }
    spellings
}

/// A form with each spelling of its link.
fn with_links(form: &str) -> Vec<(String, Option<&'static str>)> {
    for (link, spellings) in LINKS {
        if let Some(stem) = form.strip_suffix(link) {
            return spellings.iter().map(|spelling| (format!("{stem}{spelling}"), Some(spelling.trim_start()))).collect();
        }
    }
    vec![(form.to_owned(), None)]
}

/// « à défaut » → « a défaut », as typed with a capital: « A défaut ».
fn without_first_accent(spelling: &str) -> Option<String> {
    let first = spelling.chars().next()?;
    let bare = super::fold::bare(first)?;
    (bare != first && first != 'œ' && first != 'æ').then(|| format!("{bare}{}", &spelling[first.len_utf8()..]))
}

fn is_word_end(matched: &str, after: &str) -> bool {
    if matched.ends_with('\'') {
        return true;
    }
    let mut characters = after.chars();
    match characters.next() {
        Some('.' | '@' | '/' | '_') => !characters.next().is_some_and(char::is_alphanumeric),
        Some(character) => !character.is_alphanumeric() && character != '-',
        None => true,
    }
}

/// Whether one of the words comes within the six words that follow, in the same sentence.
fn has_one_of(after: &str, words: &[String]) -> bool {
    let sentence = after.split(['.', ';', ':', '(', '!', '?']).next().unwrap_or(after);
    words.is_empty()
        || sentence
            .split(|character: char| !character.is_alphanumeric() && character != '-')
            .filter(|word| !word.is_empty())
            .take(6)
            .any(|word| words.iter().any(|expected| expected == word))
}

/// Whether what it means is said beside it: « caduque (n'est plus valable) », « automatiquement (de plein droit) ».
fn is_explained(before: &str, after: &str) -> bool {
    let is_alone_in_parentheses = before.ends_with('(') && after.starts_with(')');
    is_alone_in_parentheses || [" (", ", c'est-à-dire", ", autrement dit"].iter().any(|start| after.starts_with(start))
}

fn capitalised(words: &str) -> String {
    let mut characters = words.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(characters).collect()
}
