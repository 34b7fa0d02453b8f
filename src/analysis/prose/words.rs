//! Sentences and words of a French text, as a reader counts them.

use std::ops::Range;

/// Abbreviations whose full stop does not end a sentence, in lower case, without the stop.
const ABBREVIATIONS: &[&str] = &[
    "adr", "al", "anc", "art", "av", "bd", "c.-à-d", "cf", "chap", "circ", "coll", "dir", "dr", "env", "ex", "fig", "hab", "i.e",
    "inc", "ing", "intro", "m", "max", "me", "mgr", "min", "mm", "mme", "mmes", "mlle", "mlles", "mr", "n", "nb", "no", "nos",
    "p", "par", "pp", "pr", "préf", "réf", "resp", "s", "st", "ste", "suiv", "sv", "tél", "t", "v", "vol",
];

/// Words after which a single capital letter is a name of its own: « permis B. »
const LETTERED: &[&str] = &[
    "annexe",
    "case",
    "catégorie",
    "catégories",
    "classe",
    "colonne",
    "groupe",
    "hépatite",
    "liste",
    "permis",
    "plan",
    "tableau",
    "type",
    "vitamine",
    "zone",
];

/// The sentences of a text, without the white space around them. A blank line, and each item of a list, ends a sentence.
pub fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        while from < text.len() {
            let end = sentence_end(text, from);
            let range = trimmed(text, from..end);
            from = end;
            if !range.is_empty() {
                return Some(range);
            }
        }
        None
    })
}

/// The words of a text: an elision counts with its noun (« l'usager »), a grouped number once (« 10 000 »), an address once.
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let token = next_token(text, from)?;
            from = token.end;
            let word = &text[token.clone()];
            if !word.contains(char::is_alphanumeric) || is_bullet(word) || is_tag(word) {
                continue;
            }
            if !is_digits(word) {
                return Some(token);
            }
            let mut end = token.end;
            while let Some(next) =
                next_token(text, end).filter(|next| continues_number(&text[token.start..end], &text[next.clone()]))
            {
                end = next.end;
            }
            from = end;
            return Some(token.start..end);
        }
    })
}

/// The number of words of a text, when it is more than `limit`.
#[must_use]
pub fn n_words_over(text: &str, limit: usize) -> Option<usize> {
    // A word needs a space before the next one: most sentences are short, and are told so without being read.
    let is_break = |byte: &u8| (*byte <= b' ') | (*byte == 0xC2) | (0xE1..=0xE3).contains(byte);
    if text.len() < 2 * limit || text.as_bytes().iter().filter(|byte| is_break(byte)).count() < limit {
        return None;
    }
    Some(words(text).count()).filter(|n_words| *n_words > limit)
}

/// The range without the white space at its ends.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let slice = &text[range.clone()];
    let start = range.start + slice.len() - slice.trim_start().len();
    start..start.max(range.start + slice.trim_end().len())
}

fn next_token(text: &str, from: usize) -> Option<Range<usize>> {
    let start = from + text[from..].find(|character: char| !character.is_whitespace())?;
    let length = text[start..].find(char::is_whitespace).unwrap_or(text.len() - start);
    Some(start..start + length)
}

/// `1.`, `a)`, `-`: the mark of an item, not a word of it.
fn is_bullet(word: &str) -> bool {
    let mut characters = word.chars();
    let (Some(_), Some(')' | '.'), None) = (characters.next(), characters.next(), characters.next()) else { return false };
    word.ends_with(')') || word.starts_with(|character: char| character.is_ascii_digit())
}

/// `<em>`, `</p>`: a mark of HTML that stands apart, as in the descriptions of forms.
fn is_tag(word: &str) -> bool {
    word.starts_with('<') && word.ends_with('>')
}

fn is_digits(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// « 10 000 », « 01 53 55 26 26 », « 34 00 »: groups of three after up to three, or groups of two.
fn continues_number(before: &str, next: &str) -> bool {
    let digits = next.trim_end_matches(['.', ',', ';', ':', ')', '€']);
    if !is_digits(digits) && !digits.split_once(',').is_some_and(|(whole, part)| is_digits(whole) && is_digits(part)) {
        return false;
    }
    let whole = digits.split(',').next().unwrap_or(digits);
    let last = before.rsplit(char::is_whitespace).next().unwrap_or(before);
    (whole.len() == 3 && last.len() <= 3) || (whole.len() == 2 && last.len() == 2)
}

/// The first byte after the sentence that starts at `from`.
fn sentence_end(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut position = from;
    while let Some(step) = bytes[position..].iter().position(|byte| matches!(byte, b'.' | b'!' | b'?' | b'\n' | 0xE2)) {
        position += step;
        let after = match bytes[position] {
            b'\n' if breaks_here(text, position) => return position + 1,
            b'.' if !is_full_stop(text, from, position) => position + 1,
            b'.' | b'!' | b'?' => match closes(text, position + 1) {
                Some(end) => return end,
                None => position + 1,
            },
            0xE2 if text[position..].starts_with('…') => match closes(text, position + '…'.len_utf8()) {
                Some(end) => return end,
                None => position + 1,
            },
            0xE2 if position > from && text[position..].starts_with('•') => return position,
            _ => position + 1,
        };
        position = after;
        while !text.is_char_boundary(position) {
            position += 1;
        }
    }
    text.len()
}

/// The end of the sentence after its mark and what closes it, unless the sentence goes on.
fn closes(text: &str, after: usize) -> Option<usize> {
    let mut end = after;
    let mut is_on_next_line = false;
    for (offset, character) in text[after..].char_indices() {
        is_on_next_line |= character == '\n';
        match character {
            '.' | '!' | '?' | '…' | '»' | '”' | ')' | '"' | ']' => end = after + offset + character.len_utf8(),
            _ if character.is_whitespace() => {}
            // « Oui ! répond-il » goes on; « 3.14 » and « service-public.fr » too.
            _ if after + offset == end || character.is_lowercase() && !is_on_next_line => return None,
            _ => return Some(end),
        }
    }
    Some(text.len())
}

/// Whether the full stop at `stop` may end the sentence that starts at `from`.
fn is_full_stop(text: &str, from: usize, stop: usize) -> bool {
    let before = &text[from..stop];
    let word_start =
        before.rfind(|character: char| character.is_whitespace() || matches!(character, '(' | '\'' | '’' | '«' | '“' | '/'));
    let word =
        word_start.map_or(before, |start| before[start..].trim_start_matches(|character: char| !character.is_alphanumeric()));
    let next = text[stop + 1..].trim_start().chars().next();
    let Some(next) = next else { return true };
    let mut letters = word.chars();
    if let (Some(letter), None) = (letters.next(), letters.next())
        && letter.is_uppercase()
    {
        let previous = before[..before.len() - word.len()].split_whitespace().next_back().unwrap_or("");
        return !next.is_ascii_digit() && LETTERED.contains(&previous.to_lowercase().as_str());
    }
    if is_digits(word) && !word.is_empty() && before.trim_start().len() == word.len() {
        return false;
    }
    if word.len() > 8 || word.chars().next_back().is_some_and(|last| last.is_ascii_digit()) {
        return true;
    }
    let lower = word.to_lowercase();
    // « par. » and « min. » end a sentence only before a new one; « 5 min. Puis » is rarer than « min. 3 ».
    !ABBREVIATIONS.contains(&lower.as_str())
        || (matches!(lower.as_str(), "env" | "max" | "min" | "par" | "suiv") && next.is_uppercase())
}

/// Whether the line break at `position` separates two ideas: a blank line, or an item of a list.
fn breaks_here(text: &str, position: usize) -> bool {
    let rest = text[position + 1..].trim_start_matches([' ', '\t', '\r']);
    if rest.is_empty() || rest.starts_with('\n') {
        return true;
    }
    let before = text[..position].trim_end_matches([' ', '\t', '\r', '\u{a0}']);
    if before.ends_with([';', ':']) {
        return true;
    }
    let Some(first) = rest.split_whitespace().next() else { return true };
    let is_item = first.starts_with("<li")
        || first.trim_start_matches(['-', '–', '—', '•', '*', '·', '◦', '▪', '\u{f0b7}', '>']).len() < first.len();
    is_item || is_bullet(first) || begins_anew(before, first)
}

/// Words that a line never ends a sentence with.
const LINKING: &[&str] = &[
    "le", "la", "les", "l'", "l’", "un", "une", "des", "du", "de", "d'", "d’", "à", "au", "aux", "en", "par", "pour", "sur",
    "dans", "chez", "avec", "sans", "sous", "et", "ou", "mais", "que", "qui", "votre", "vos", "notre", "nos", "son", "sa", "ses",
    "leur", "leurs", "ce", "cette", "ces", "m.", "mme", "article", "selon",
];

/// A line that begins with a capital begins a sentence, unless the line before cannot end one.
fn begins_anew(before: &str, first: &str) -> bool {
    let last = before.rsplit(char::is_whitespace).next().unwrap_or(before).to_lowercase();
    first.starts_with(char::is_uppercase) && !last.ends_with([',', '(']) && !LINKING.contains(&last.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).map(|range| &text[range]).collect()
    }

    fn count(text: &str) -> usize {
        words(text).count()
    }

    #[test]
    fn a_full_stop_ends_a_sentence() {
        assert_eq!(split("Venez. Payez ! Signez ? Oui… Non."), ["Venez.", "Payez !", "Signez ?", "Oui…", "Non."]);
        assert_eq!(split("Venez « demain. » Puis payez."), ["Venez « demain. »", "Puis payez."]);
        assert_eq!(split("Précisez la chaleur.\nsi aucune, indiquez zéro"), ["Précisez la chaleur.", "si aucune, indiquez zéro"]);
        assert_eq!(split("Sans point final"), ["Sans point final"]);
        assert_eq!(split(""), Vec::<&str>::new());
    }

    #[test]
    fn an_abbreviation_does_not() {
        for text in [
            "Selon l'art. 3 du code, M. Dupont et Mme. Durand signent.",
            "Voir l'article L. 231-1 et le n. 12.",
            "Les pièces (acte, etc.) sont à joindre.",
            "Écrivez à p. ex. J. Dupont, tél. 01 02.",
            "Allez sur service-public.fr ou www.ants.gouv.fr avant le 1.1.2024.",
            "Le taux est de 3.5 % et de 1.000 euros.",
            "« Avez-vous un enfant ? » demande le formulaire.",
            "1. Faites la demande.",
        ] {
            assert_eq!(split(text), [text]);
        }
    }

    #[test]
    fn etc_and_a_lettered_category_do() {
        assert_eq!(split("Joignez l'acte, etc. Puis signez.").len(), 2);
        assert_eq!(split("Vous avez le permis B. Vous pouvez partir.").len(), 2);
    }

    #[test]
    fn items_of_a_list_are_apart_and_wrapped_lines_are_not() {
        assert_eq!(split("Joignez :\n- un acte ;\n- une photo."), ["Joignez :", "- un acte ;", "- une photo."]);
        assert_eq!(split("Joignez un acte\n    et une photo."), ["Joignez un acte\n    et une photo."]);
        assert_eq!(split("Un\n\nDeux"), ["Un", "Deux"]);
        assert_eq!(
            split("Joignez un acte ;\u{a0}\r\n-d'un mois\r\nEnvoyez le tout"),
            ["Joignez un acte ;", "-d'un mois", "Envoyez le tout"]
        );
        assert_eq!(
            split("Adressez-vous à la\nMairie de Paris,\nDirection des écoles"),
            ["Adressez-vous à la\nMairie de Paris,\nDirection des écoles"]
        );
    }

    #[test]
    fn words_are_counted_as_a_reader_does() {
        assert_eq!(count("L'usager a-t-il 10 000 € ?"), 3);
        assert_eq!(count("Appelez le 34 00 ou le 01 53 55 26 26."), 6);
        assert_eq!(count("C’est-à-dire 3 enfants et/ou 2 parents"), 6);
        assert_eq!(count("- un acte « neuf »"), 3);
        assert_eq!(count("du 12 000 au 15 000,50 €"), 4);
        assert_eq!(count("1. Venez"), 1);
        assert_eq!(count("<em> Venez ici </em>"), 2);
        assert_eq!(count("en 2023 100 personnes"), 4);
        assert_eq!((n_words_over("un deux trois", 2), n_words_over("un deux trois", 3)), (Some(3), None));
    }
}
