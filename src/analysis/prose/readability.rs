//! How hard a text is to read, by two formulas: an information to compare texts, never a verdict.
//!
//! A formula sees the length of words and sentences, not whether one understands: ISO 24495-1 says that plain language is judged by use. These two ask
//! for nothing but the text and are published for French; the others need a list of frequent words (Henry, 1975) or a trained model (François
//! and Miltsakaki, 2012), which are not free to reuse.

use super::syllables::n_syllables;
use super::{sentences, words};

/// Fewer words than this are not measured: the formulas were made on samples of a hundred words.
const FEWEST_WORDS: usize = 100;

/// What the formulas count in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Readability {
    /// Sentences and items of lists; titles are not.
    pub n_sentences: usize,
    /// Words with at least one letter: numbers are read as easily whatever the sentence.
    pub n_words: usize,
    /// Their syllables.
    pub n_syllables: usize,
    /// Words of more than six letters.
    pub n_long_words: usize,
}

impl Readability {
    /// Counts in the texts of one document, together; `None` when there are too few words to measure.
    #[must_use]
    pub fn of<'t>(texts: impl Iterator<Item = &'t str>) -> Option<Self> {
        let mut counts = Self::default();
        for text in texts {
            sentences(text).for_each(|range| counts.add(&text[range]));
        }
        (counts.n_words >= FEWEST_WORDS).then_some(counts)
    }

    fn add(&mut self, sentence: &str) {
        let mut own = Self { n_sentences: 1, ..Self::default() };
        for word in words(sentence).map(|range| &sentence[range]).filter(|word| word.contains(char::is_alphabetic)) {
            own.n_words += 1;
            own.n_syllables += n_syllables(word);
            own.n_long_words += usize::from(is_long(word));
        }
        if own.n_words == 0 || is_title(sentence, own.n_words) {
            return;
        }
        self.n_sentences += own.n_sentences;
        self.n_words += own.n_words;
        self.n_syllables += own.n_syllables;
        self.n_long_words += own.n_long_words;
    }

    /// Words per sentence.
    #[must_use]
    pub fn sentence_length(&self) -> f64 {
        self.n_words as f64 / self.n_sentences as f64
    }

    /// Syllables per word.
    #[must_use]
    pub fn word_length(&self) -> f64 {
        self.n_syllables as f64 / self.n_words as f64
    }

    /// Ease of reading: `207 − 1.015 × words / sentences − 73.6 × syllables / words`, from 0 (hard) to 100 (easy), sometimes beyond.
    ///
    /// Source: L. Kandel and A. Moles, « Application de l'indice de Flesch à la langue française », Cahiers d'études de radio-télévision, 19, 1958,
    /// pages 253 to 274; the reading ease of R. Flesch (1948) fitted to French.
    #[must_use]
    pub fn kandel_moles(&self) -> f64 {
        207.0 - 1.015 * self.sentence_length() - 73.6 * self.word_length()
    }

    /// Difficulty: `words / sentences + 100 × words of more than six letters / words`; the higher, the harder.
    ///
    /// Source: C.-H. Björnsson, « Läsbarhet », 1968, and « Readability of newspapers in 11 languages », Reading Research Quarterly, 18, 1983, French
    /// among them.
    #[must_use]
    pub fn lix(&self) -> f64 {
        self.sentence_length() + 100.0 * self.n_long_words as f64 / self.n_words as f64
    }
}

/// « l'administration » is the length of « administration ».
fn is_long(word: &str) -> bool {
    word.split(['\'', '’']).any(|part| part.chars().filter(|letter| letter.is_alphabetic()).count() > 6)
}

/// A few words that no mark ends: a title, a cell of a table.
fn is_title(sentence: &str, n_words: usize) -> bool {
    n_words < 4 && !sentence.ends_with(['.', '!', '?', '…', ';', ',', ':', '»', '”'])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten sentences of eleven words, seventeen syllables and one long word.
    fn plain() -> String {
        "Vous pouvez venir à la mairie avec vos deux parents demain. ".repeat(10)
    }

    #[test]
    fn the_formulas_are_those_published() {
        let text = plain();
        let counts = Readability::of(std::iter::once(text.as_str())).expect("assez de mots");
        assert_eq!(counts, Readability { n_sentences: 10, n_words: 110, n_syllables: 170, n_long_words: 10 });
        assert!((counts.kandel_moles() - (207.0 - 1.015 * 11.0 - 73.6 * 17.0 / 11.0)).abs() < 1e-9);
        assert!((counts.lix() - (11.0 + 100.0 / 11.0)).abs() < 1e-9);
    }

    #[test]
    fn titles_and_numbers_are_left_out_and_a_short_text_is_not_measured() {
        let text = plain();
        let with_title = ["Pièces", "1 200 €", text.as_str()];
        assert_eq!(Readability::of(with_title.into_iter()), Readability::of(std::iter::once(text.as_str())));
        assert_eq!(Readability::of(std::iter::once("Venez demain.")), None);
    }
}
