//! Acronyms: « CPAM », « S.M.I.C. », « Urssaf ».

use super::expansion::Expansion;
use super::reading::Reading;
use aho_corasick::AhoCorasick;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// An acronym of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acronym {
    /// As it is written: « Urssaf ».
    pub form: String,
    /// What it stands for; one per meaning.
    pub developments: Vec<String>,
    /// Only one meaning: it can be written in place of a person.
    pub is_sure: bool,
}

/// An acronym used in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcronymUse<'l> {
    /// Where.
    pub range: Range<usize>,
    /// The acronym, when the list has it.
    pub acronym: Option<&'l Acronym>,
}

/// The list of acronyms, ready to search a text.
#[derive(Debug)]
pub struct Acronyms {
    entries: Vec<Acronym>,
    /// Ranks in `entries`, by form in capitals.
    ranks: FxHashMap<String, usize>,
    /// Acronyms everybody knows, in capitals.
    known: FxHashSet<String>,
    /// Words written in capitals for emphasis.
    emphasised: FxHashSet<String>,
    /// Finds the forms that are not all in capitals.
    mixed: AhoCorasick,
    mixed_ranks: Vec<usize>,
}

impl Acronyms {
    /// Prepares a list: the acronyms, those everybody knows, and the words written in capitals that are not acronyms.
    ///
    /// # Panics
    /// When the list is too large to be searched, millions of forms.
    #[must_use]
    pub fn new(entries: Vec<Acronym>, known: &[String], emphasised: &[String]) -> Self {
        let ranks = entries.iter().enumerate().map(|(rank, entry)| (entry.form.to_uppercase(), rank)).collect();
        let mixed_ranks: Vec<usize> =
            (0..entries.len()).filter(|rank| entries[*rank].form.contains(char::is_lowercase)).collect();
        let mixed = AhoCorasick::new(mixed_ranks.iter().map(|rank| &entries[*rank].form));
        Self {
            ranks,
            known: known.iter().map(|form| form.to_uppercase()).collect(),
            emphasised: emphasised.iter().cloned().collect(),
            mixed: mixed.expect("interne : la liste des sigles est petite"),
            mixed_ranks,
            entries,
        }
    }

    /// The acronyms of a text, but for those everybody knows, in the order of the text.
    #[must_use]
    pub fn uses(&self, text: &str) -> Vec<AcronymUse<'_>> {
        let mut uses = self.in_capitals(text);
        for found in self.mixed.find_iter(text) {
            let rank = self.mixed_ranks[found.pattern().as_usize()];
            let is_known = self.known.contains(&self.entries[rank].form.to_uppercase());
            if !is_known && is_whole(text, &found.range()) {
                uses.push(AcronymUse { range: found.range(), acronym: Some(&self.entries[rank]) });
            }
        }
        uses.sort_by_key(|a| a.range.start);
        uses
    }

    /// The first use of each acronym whose meaning the text does not give.
    #[must_use]
    pub fn unexplained(&self, reading: &Reading<'_>) -> Vec<AcronymUse<'_>> {
        let text = reading.text;
        let mut seen: Vec<String> = Vec::new();
        let mut unexplained = self.uses(text);
        unexplained.retain(|found| {
            let form = canonical(&text[found.range.clone()]);
            if seen.contains(&form) {
                return false;
            }
            seen.push(form);
            let developments = found.acronym.map_or(&[][..], |acronym| &acronym.developments);
            !Expansion::of(&text[found.range.clone()], developments).is_said_in(reading)
        });
        unexplained
    }

    fn in_capitals(&self, text: &str) -> Vec<AcronymUse<'_>> {
        let bytes = text.as_bytes();
        let mut uses = Vec::new();
        let mut position = 0;
        while let Some(step) = bytes[position..].windows(2).position(|pair| pair[0].is_ascii_uppercase() && is_capital(pair[1])) {
            let token = token_around(text, position + step);
            position = token.end.max(position + step + 1);
            if let Some(found) = self.acronym_at(text, &token) {
                uses.push(found);
            }
        }
        uses
    }

    /// What the token in capitals is, when it is an acronym.
    fn acronym_at(&self, text: &str, token: &Range<usize>) -> Option<AcronymUse<'_>> {
        let word = &text[token.clone()];
        let form = canonical(word);
        let is_dotted = word.contains('.');
        if !form.chars().all(|letter| letter.is_uppercase() || letter == '-')
            || self.known.contains(&form)
            || is_address(text, token)
            || is_measured(text, token, &form)
        {
            return None;
        }
        if is_dotted && !word.trim_end_matches('.').split('.').all(|letter| letter.chars().count() == 1) {
            return None;
        }
        let n_letters = form.chars().filter(|letter| letter.is_alphabetic()).count();
        let acronym = self.ranks.get(&form).map(|rank| &self.entries[*rank]);
        let is_acronym = match acronym {
            Some(_) => n_letters >= 2,
            None => self.looks_like_one(&form, n_letters) && !follows_a_name(text, token) && !is_quoted(text, token),
        };
        if !is_acronym || self.emphasised.contains(&form) || self.is_among_capitals(text, token) {
            return None;
        }
        Some(AcronymUse { range: token.clone(), acronym })
    }

    /// Whether letters the list does not have are an acronym rather than a word, a Roman numeral or a code.
    fn looks_like_one(&self, form: &str, n_letters: usize) -> bool {
        let is_roman = form.bytes().all(|byte| b"IVXLCDM".contains(&byte));
        let n_vowels = form.bytes().filter(|byte| b"AEIOUY".contains(byte)).count();
        form.is_ascii() && !form.contains('-') && (3..=6).contains(&n_letters) && !is_roman && (n_letters == 3 || n_vowels <= 1)
    }

    /// Whether the words beside it are in capitals too: a title, a name, an emphasis.
    fn is_among_capitals(&self, text: &str, token: &Range<usize>) -> bool {
        let before = text[..token.start].trim_end_matches([' ', '\u{a0}', '\'', '’']);
        let before = before.rsplit(|character: char| !character.is_alphanumeric()).next().unwrap_or("");
        let after = text[token.end..].trim_start_matches([' ', '\u{a0}', '\'', '’']);
        let after = after.split(|character: char| !character.is_alphanumeric()).next().unwrap_or("");
        if before.len() == 5 && before.bytes().all(|byte| byte.is_ascii_digit()) {
            return true;
        }
        let shouts = |word: &str| {
            let is_upper = word.chars().count() >= 2 && word.chars().all(char::is_uppercase);
            is_upper
                && !self.ranks.contains_key(word)
                && (!self.known.contains(word) || matches!(word, "CEDEX" | "BP" | "CS" | "TSA"))
        };
        shouts(before) || shouts(after)
    }
}

/// « S.M.I.C. » → « SMIC ».
fn canonical(word: &str) -> String {
    if word.contains('.') { word.replace('.', "") } else { word.to_owned() }
}

const fn is_capital(byte: u8) -> bool {
    // 0xC3 begins « É » and the like; 0x2E is the stop of « S.M.I.C. ».
    byte.is_ascii_uppercase() || byte == 0xC3 || byte == b'.'
}

/// « 10 ANS » is a length of time, and « francs CFA » a currency.
fn is_measured(text: &str, token: &Range<usize>, form: &str) -> bool {
    let before = text[..token.start].split_whitespace().next_back().unwrap_or_default();
    match form {
        "ANS" | "MOIS" | "JOURS" => before.ends_with(|letter: char| letter.is_ascii_digit()),
        "CFA" => before.starts_with("franc"),
        _ => false,
    }
}

/// The letters, digits, stops and hyphens around a byte, without a stop that ends a sentence.
fn token_around(text: &str, position: usize) -> Range<usize> {
    let belongs = |character: char| character.is_alphanumeric() || matches!(character, '.' | '-' | '_' | '@');
    let start = text[..position].rfind(|character| !belongs(character));
    let start = start.map_or(0, |start| start + text[start..].chars().next().map_or(1, char::len_utf8));
    let end = position + text[position..].find(|character| !belongs(character)).unwrap_or(text.len() - position);
    let token = &text[start..end];
    let kept = token.trim_end_matches(['.', '-']);
    let is_dotted = kept.len() >= 3 && kept.contains('.') && kept.split('.').all(|letter| letter.chars().count() == 1);
    let kept = if is_dotted && token.len() > kept.len() { &token[..=kept.len()] } else { kept };
    let start = start + kept.len() - kept.trim_start_matches(['.', '-']).len();
    start..(start + kept.trim_start_matches(['.', '-']).len())
}

/// Part of a web or mail address.
fn is_address(text: &str, token: &Range<usize>) -> bool {
    let start = text[..token.start].rfind(char::is_whitespace).map_or(0, |start| start + 1);
    let end = text[token.end..].find(char::is_whitespace).map_or(text.len(), |end| token.end + end);
    let start = (start..=token.start).find(|start| text.is_char_boundary(*start)).unwrap_or(token.start);
    let around = &text[start..end];
    around.contains('@') || around.contains("://") || around.contains("www.") || around.contains('_')
}

/// Between quotation marks, or part of « ON/OFF »: words or a code to be read as they are.
fn is_quoted(text: &str, token: &Range<usize>) -> bool {
    let (before, after) = (&text[..token.start], &text[token.end..]);
    let is_between = before.trim_end().ends_with(['"', '«', '“']) && after.trim_start().starts_with(['"', '»', '”']);
    is_between || before.ends_with('/') || after.starts_with('/')
}

/// « Jean DUPONT », « M. DUPONT »: the family name of someone.
fn follows_a_name(text: &str, token: &Range<usize>) -> bool {
    let before = text[..token.start].trim_end_matches([' ', '\u{a0}']);
    let word = before.rsplit(char::is_whitespace).next().unwrap_or("");
    let is_sentence_start = before.trim_end_matches(word).trim_end().is_empty();
    matches!(word, "M." | "Mme" | "Mr" | "MM." | "Me" | "Dr" | "rue")
        || (!is_sentence_start && word.starts_with(char::is_uppercase) && word.ends_with(char::is_lowercase))
}

/// Whether no letter, digit or hyphen touches the range.
pub(super) fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let touches = |character: char| character.is_alphanumeric() || matches!(character, '-' | '_' | '@');
    !text[..range.start].ends_with(touches) && !text[range.end..].starts_with(touches)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unexplained(text: &str) -> Vec<&str> {
        let entry = |form: &str, development: &str| Acronym {
            form: form.to_owned(),
            developments: vec![development.to_owned()],
            is_sure: true,
        };
        let entries = vec![
            entry("CPAM", "Caisse primaire d'assurance maladie"),
            entry("Urssaf", "Union de recouvrement"),
            entry("MSA", "Mutualité sociale agricole"),
            entry("ANTS", "Agence nationale des titres sécurisés"),
        ];
        let list = Acronyms::new(entries, &["PDF".to_owned(), "Caf".to_owned()], &["NON".to_owned()]);
        list.unexplained(&Reading::new(text)).into_iter().map(|found| &text[found.range]).collect()
    }

    #[test]
    fn an_acronym_is_found_once_in_any_spelling() {
        assert_eq!(unexplained("La CPAM et la CPAM."), ["CPAM"]);
        assert_eq!(unexplained("l’URSSAF puis l'Urssaf"), ["URSSAF", "Urssaf"]);
        assert_eq!(unexplained("à la M.S.A. avant juin"), ["M.S.A."]);
        assert_eq!(unexplained("la CRPNL"), ["CRPNL"]);
    }

    #[test]
    fn what_everybody_knows_and_what_is_not_one_are_left_alone() {
        for text in [
            "un PDF",
            "la CAF",
            "Louis XIV",
            "NON",
            "CO2",
            "DEMANDE DE CARTE",
            "M. DUPONT",
            "75015 PARIS",
            "F1234",
            "www.ANTS.fr",
            "la rente du RETRAITÉ de 10 ANS",
            "1 000 francs CFA",
        ] {
            assert_eq!(unexplained(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn an_expansion_anywhere_in_the_text_is_enough() {
        for text in [
            "la caisse primaire d’assurance maladie (CPAM), puis la CPAM",
            "La CPAM (caisse primaire d'assurance maladie) répond.",
            "CPAM : caisse primaire",
            "La caisse primaire d’Assurance Maladie, puis la CPAM",
            "l'épreuve théorique générale ou ETG",
            "véhicule \"hors d'usage\" (VHU)",
            "les caisses primaires d'assurance maladie ; la CPAM",
        ] {
            assert_eq!(unexplained(text), [""; 0], "{text}");
        }
        assert_eq!(unexplained("La CPAM (voir la fiche) répond."), ["CPAM"]);
    }
}
