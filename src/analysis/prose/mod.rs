//! Reading French prose: sentences, words, acronyms, and the words of a lexicon.
//!
//! Pure functions of a text; they give byte ranges in it. The lists themselves (jargon, acronyms) are data of `rules/`, handed over by
//! `rules::tables`: this room knows how French is written, not which words are jargon. Each search is one cheap pass for candidates,
//! then a check of each candidate; when in doubt, nothing is said: a false finding costs more trust than a missed one.

mod acronyms;
mod correction;
mod expansion;
mod fold;
mod labels;
mod lexica;
mod lexicon;
mod readability;
mod reading;
mod syllables;
mod words;

pub use acronyms::{Acronym, AcronymUse, Acronyms};
pub use correction::Follow;
pub use expansion::{Expansion, is_spelt_in_title};
pub use labels::Labels;
pub use lexica::{Hits, Lexica};
pub use lexicon::{LexiconMatch, Replacement, Term};
pub use readability::Readability;
pub use reading::{Reading, readable};
pub use words::{n_words_over, sentences, words};
