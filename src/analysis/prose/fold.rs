//! A lower-cased copy of a text in which the same words are always the same bytes, and the way back to the text.
//!
//! Two apostrophes, no-break spaces, accents typed as two characters, capitals, line breaks in the middle of an expression: none of
//! these changes what a person reads, so none changes the copy. Accents stay: « à » and « a » are two words.

use unicode_normalization::char::compose;

/// The copy, and where each of its bytes comes from.
#[derive(Debug, Default)]
pub(super) struct Folded {
    /// Lower case, `'` for every apostrophe, one space for every run of white space, composed accents.
    pub(super) text: String,
    /// From this byte of the copy on, the text is that many bytes further (or nearer).
    shifts: Vec<(u32, i32)>,
}

impl Folded {
    /// Copies a text.
    #[must_use]
    pub(super) fn new(text: &str) -> Self {
        let mut folded = Self { text: String::with_capacity(text.len()), shifts: Vec::new() };
        let bytes = text.as_bytes();
        let mut position = 0;
        while position < bytes.len() {
            let plain = plain_run(bytes, position);
            if plain > 0 {
                folded.mark(position);
                let start = folded.text.len();
                folded.text.push_str(&text[position..position + plain]);
                folded.text[start..].make_ascii_lowercase();
                position += plain;
                continue;
            }
            let character = text[position..].chars().next().expect("interne : la boucle s'arrête à la fin du texte");
            if character.is_whitespace() {
                if !folded.text.ends_with(' ') {
                    folded.mark(position);
                    folded.text.push(' ');
                }
            } else if let Some(composed) = folded.composed_with(character) {
                folded.text.pop();
                folded.text.push(composed);
            } else {
                folded.mark(position);
                match character {
                    '’' | 'ʼ' | '‘' => folded.text.push('\''),
                    _ => folded.text.extend(character.to_lowercase()),
                }
            }
            position += character.len_utf8();
        }
        folded.mark(text.len());
        folded
    }

    /// The byte of the text that a byte of the copy comes from.
    #[must_use]
    pub(super) fn original(&self, position: usize) -> usize {
        let rank = self.shifts.partition_point(|(from, _)| *from as usize <= position);
        let shift = rank.checked_sub(1).map_or(0, |rank| self.shifts[rank].1);
        position.saturating_add_signed(shift as isize)
    }

    /// Notes where the next byte of the copy comes from, when it is not where the previous one would lead.
    fn mark(&mut self, original: usize) {
        let here = self.text.len();
        let shift = i32::try_from(original as i64 - here as i64).expect("interne : un texte fait moins de 2 Go");
        if self.shifts.last().map_or(0, |(_, last)| *last) != shift {
            self.shifts.push((u32::try_from(here).expect("interne : un texte fait moins de 4 Go"), shift));
        }
    }

    /// The last letter of the copy with this accent, when the character is an accent typed apart.
    fn composed_with(&self, character: char) -> Option<char> {
        if !is_accent(character) {
            return None;
        }
        compose(self.text.chars().next_back()?, character)
    }
}

/// The length of the run, from `start`, of bytes copied as they are but for the case of ASCII letters: words in lower case, or with
/// ASCII capitals, and the single spaces between them. An accented letter before an accent typed apart stays in the run.
fn plain_run(bytes: &[u8], start: usize) -> usize {
    let mut position = start;
    while let Some(byte) = bytes.get(position) {
        let next = bytes.get(position + 1);
        position += match byte {
            b'!'..=b'~' => 1,
            b' ' if position > start && next.is_some_and(u8::is_ascii_graphic) => 1,
            // « à » to « ÿ »: the second half of Latin-1, in two bytes.
            0xC3 if next.is_some_and(|next| *next >= 0xA0) => 2,
            _ => break,
        };
    }
    position - start
}

/// An accent typed apart from its letter.
#[must_use]
pub(super) fn is_accent(character: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&character)
}

/// Whether a word starting like this takes an elision before it: « l'étude », « l'homme ».
#[must_use]
pub(super) fn starts_with_vowel(word: &str) -> bool {
    let Some(first) = word.chars().next() else { return false };
    "aeiouyhàâäéèêëîïôöùûüœæ".contains(first.to_lowercase().next().unwrap_or(first))
}

/// A letter without its accent, in lower case; `None` for what is neither a letter nor a digit.
#[must_use]
pub(super) fn bare(character: char) -> Option<char> {
    if character.is_ascii() {
        return character.is_ascii_alphanumeric().then(|| character.to_ascii_lowercase());
    }
    let lower = character.to_lowercase().next().unwrap_or(character);
    Some(match lower {
        'à' | 'â' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' => 'i',
        'ô' | 'ö' => 'o',
        'ù' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        'ÿ' => 'y',
        'œ' => 'o',
        'æ' => 'a',
        other if other.is_alphanumeric() => other,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn back(text: &str, word: &str) -> String {
        let folded = Folded::new(text);
        let start = folded.text.find(word).unwrap_or_else(|| panic!("{:?}", folded.text));
        text[folded.original(start)..folded.original(start + word.len())].to_owned()
    }

    #[test]
    fn the_same_words_are_the_same_bytes() {
        assert_eq!(Folded::new("À\u{a0}L’ISSUE\n   du").text, "à l'issue du");
        assert_eq!(Folded::new("E\u{301}tat").text, "état");
    }

    #[test]
    fn the_way_back_is_exact() {
        assert_eq!(back("Voir\u{a0}: l’E\u{301}tat,\n  puis ici", "l'état"), "l’E\u{301}tat");
        assert_eq!(back("l’a d’or", "d'or"), "d’or");
        assert_eq!(back("au\n  moyen  de", "au moyen"), "au\n  moyen");
        assert_eq!(back("abc", "c"), "c");
        assert_eq!(back("à  À c", "à c"), "À c");
        assert_eq!(back("çE\u{301} d", "çé d"), "çE\u{301} d");
    }
}
