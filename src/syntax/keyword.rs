//! Words of the language as people type them: with or without accents, in any case, composed or not, with either apostrophe.

use crate::values::fold_char;

/// How a text matched a phrase of the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Match {
    /// Bytes of the text that are the phrase.
    pub(super) len: usize,
    /// Whether it is written exactly as in the language, accents apart from their composition.
    pub(super) exact: bool,
}

/// Whether `text` starts with the words of `phrase`; spaces between them may be of any kind and number.
pub(super) fn starts_with(text: &str, phrase: &str) -> Option<Match> {
    let mut exact = true;
    let mut characters = text.char_indices().peekable();
    let mut after = 0;
    for wanted in phrase.chars() {
        if wanted == ' ' {
            let mut spaces = 0;
            while let Some((at, _)) = characters.next_if(|(_, character)| character.is_whitespace()) {
                spaces += 1;
                after = at;
            }
            if spaces == 0 {
                return None;
            }
            continue;
        }
        let (at, found) = characters.next()?;
        if fold_char(found) != fold_char(wanted) {
            return None;
        }
        after = at + found.len_utf8();
        let mark = characters.next_if(|(_, character)| is_mark(*character));
        if let Some((at, mark)) = mark {
            after = at + mark.len_utf8();
        }
        exact &= found == wanted || is_apostrophe(found) || mark.is_some();
    }
    let followed_by_word =
        text[after..].chars().next().is_some_and(|next| next.is_alphanumeric() || next == '_' || is_mark(next));
    let ends_with_apostrophe = phrase.ends_with('\'');
    (!followed_by_word || ends_with_apostrophe).then_some(Match { len: after, exact })
}

/// The first word of a line: letters, digits and `_`.
pub(super) fn first_word(text: &str) -> &str {
    let plain = text.bytes().position(|byte| !(byte.is_ascii_alphanumeric() || byte == b'_')).unwrap_or(text.len());
    if text[plain..].bytes().next().is_none_or(|byte| byte.is_ascii()) {
        return &text[..plain];
    }
    let end = text[plain..].find(|character: char| !(character.is_alphanumeric() || character == '_' || is_mark(character)));
    end.map_or(text, |end| &text[..plain + end])
}

/// The phrase nearest to a misspelt word, if one is near enough to be meant: at most one letter in four is wrong, and no other is as near.
pub(super) fn nearest<'p>(word: &str, phrases: impl Iterator<Item = &'p str>) -> Option<&'p str> {
    let folded: String = word.chars().map(fold_char).collect();
    let allowed = (folded.chars().count() / 4).max(1);
    let mut best: Option<(usize, &str)> = None;
    let mut tie = false;
    for phrase in phrases {
        let head: String = phrase.split(' ').next().unwrap_or(phrase).chars().map(fold_char).collect();
        let distance = strsim::damerau_levenshtein(&folded, &head);
        if distance > allowed || head.chars().count() < 3 {
            continue;
        }
        match best {
            Some((smallest, _)) if distance > smallest => {}
            Some((smallest, other)) if distance == smallest => tie |= other != phrase,
            Some(_) | None => {
                best = Some((distance, phrase));
                tie = false;
            }
        }
    }
    best.filter(|_| !tie).map(|(_, phrase)| phrase)
}

fn is_mark(character: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&character)
}

const fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_found_however_it_is_typed() {
        let typed = ["délai d'obtention 3 jours", "delai d’obtention 3 jours", "de\u{301}lai\u{a0} d'obtention 3 jours"];
        let found: Vec<_> =
            typed.map(|text| starts_with(text, "délai d'obtention").map(|found| (&text[found.len..], found.exact))).into();
        assert_eq!(found, [Some((" 3 jours", true)), Some((" 3 jours", false)), Some((" 3 jours", true))]);
        assert_eq!(starts_with("parents", "par"), None);
    }

    #[test]
    fn a_misspelt_word_is_near_one_word_only() {
        let words = ["étape", "contact", "coût", "durée"];
        assert_eq!(nearest("étappe", words.into_iter()), Some("étape"));
        assert_eq!(nearest("bonjour", words.into_iter()), None);
    }
}
