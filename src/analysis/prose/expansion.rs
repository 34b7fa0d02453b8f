//! Whether a text says what an acronym stands for.

use super::acronyms::is_whole;
use super::fold::{bare, is_accent};
use super::reading::Reading;

/// How a text would say what an acronym stands for.
#[derive(Debug)]
pub struct Expansion<'a> {
    acronym: &'a str,
    letters: Vec<char>,
    /// Its developments, as [`bare_words`].
    in_full: Vec<String>,
}

impl<'a> Expansion<'a> {
    /// Of an acronym as it is written, whose developments may be known.
    #[must_use]
    pub fn of(acronym: &'a str, developments: &[String]) -> Self {
        let in_full = developments.iter().map(|development| bare_words(development)).collect();
        Self { acronym, letters: acronym.chars().filter_map(bare).collect(), in_full }
    }

    /// Whether a text says it: « caisse… (CPAM) », « CPAM (caisse…) », « CPAM : caisse… », one of the developments in full, or words
    /// that begin with its letters.
    #[must_use]
    pub fn is_in(&self, reading: &Reading<'_>) -> bool {
        self.is_said_in(reading) || self.is_spelt_by(reading.initials())
    }

    /// Whether a text says it beside the acronym, or in full.
    pub(super) fn is_said_in(&self, reading: &Reading<'_>) -> bool {
        is_said_beside(reading.text, self.acronym)
            || self.in_full.iter().any(|development| reading.bare_words().contains(development.as_str()))
    }

    /// « Classification commune des actes médicaux » says what CCAM is: words in a row begin with its letters, the first with a capital when
    /// they are few.
    fn is_spelt_by(&self, initials: &[char]) -> bool {
        let n_letters = self.letters.len();
        let spell = |window: &[char]| window.iter().zip(&self.letters).all(|(initial, letter)| bare(*initial) == Some(*letter));
        let begins = |window: &[char]| n_letters >= 5 || window[0].is_uppercase();
        n_letters >= 3 && initials.windows(n_letters).any(|window| begins(window) && spell(window))
    }
}

/// The first letter of each word of a text that an acronym may stand for.
pub(super) fn initials(text: &str) -> Vec<char> {
    let words = text.split(|character: char| !character.is_alphanumeric());
    words.filter(|word| !is_little(word)).filter_map(|word| word.chars().next()).collect()
}

/// Whether a title spells an acronym of four letters or more, but for one word: « certificat de capacité pour effectuer des prélèvements
/// sanguins » is what people call CCPS.
#[must_use]
pub fn is_spelt_in_title(title: &str, acronym: &str) -> bool {
    let letters: Vec<_> = acronym.chars().filter_map(bare).collect();
    let words = title.split(|character: char| !character.is_alphanumeric()).filter(|word| !LITTLE.contains(word));
    let initials: Vec<_> = words.filter_map(|word| word.chars().next().and_then(bare)).collect();
    let spells =
        |window: &[char], skipped: usize| window[..skipped] == letters[..skipped] && window[skipped + 1..] == letters[skipped..];
    letters.len() >= 4
        && initials.windows(letters.len() + 1).any(|window| (1..letters.len()).any(|skipped| spells(window, skipped)))
}

fn is_said_beside(text: &str, acronym: &str) -> bool {
    text.match_indices(acronym).any(|(start, _)| {
        let end = start + acronym.len();
        // « dossier d'ouvrages exécutés -DOE »: a dash after a space is not of the word.
        let before = text[..start].strip_suffix('-').filter(|before| before.ends_with(' ')).unwrap_or(&text[..start]);
        let is_apart = before.len() < start && is_whole(&text[start..], &(0..acronym.len()));
        (is_apart || is_whole(text, &(start..end))) && is_expanded_beside(before, &text[end..], acronym)
    })
}

fn is_expanded_beside(before: &str, after: &str, acronym: &str) -> bool {
    if before.ends_with('(') || before.ends_with("(ou ") || before.ends_with("dit ") || before.ends_with("dite ") {
        // « Dotation de soutien à l'investissement local 2023 (DSIL) »
        let before = before
            .trim_end_matches(|letter: char| matches!(letter, '(' | ' ' | '"' | '»' | '”' | '\u{a0}') || letter.is_ascii_digit());
        return before.ends_with(char::is_alphabetic);
    }
    if initials_end_with(before, acronym) || is_another_name_in_brackets(before) {
        return true;
    }
    let after = after.trim_start();
    let Some(rest) = after.strip_prefix(['(', ':', '=', '–']).or_else(|| after.strip_prefix(", c'est-à-dire")) else {
        return false;
    };
    let rest = rest.trim_start();
    let rest = ["la ", "le ", "les ", "l'", "l’"].iter().find_map(|article| rest.strip_prefix(article)).unwrap_or(rest);
    let said = rest.split(')').next().unwrap_or(rest);
    let first = |word: &str| word.chars().next().and_then(bare);
    first(said) == first(acronym) && said.split_whitespace().count() >= 2
}

/// « Direction départementale de la protection des populations (DDPP ou »: the brackets give other names of what is before them.
fn is_another_name_in_brackets(before: &str) -> bool {
    let Some((named, others)) = before.trim_end().rsplit_once('(') else { return false };
    let Some(others) = others.strip_suffix(" ou").or_else(|| others.strip_suffix('/')) else { return false };
    let is_acronym = |word: &str| word.chars().any(char::is_uppercase) && !word.chars().any(char::is_lowercase);
    !others.contains(')')
        && others.split([' ', ',', '/']).filter(|word| !matches!(*word, "" | "ou")).all(is_acronym)
        && named.trim_end().ends_with(char::is_alphabetic)
}

/// Words whose first letter an acronym leaves out.
const LITTLE: [&str; 15] = ["de", "des", "du", "la", "le", "les", "et", "ou", "d", "l", "à", "en", "pour", "au", "aux"];

fn is_little(word: &str) -> bool {
    let is_shouted = || word.chars().all(char::is_uppercase) && LITTLE.contains(&&*word.to_lowercase());
    word.len() <= 4 && (LITTLE.contains(&word) || is_shouted())
}

/// « épreuve théorique générale ou ETG », « centre de reconversion professionnelle - CRP »: the words just before begin with its letters.
fn initials_end_with(before: &str, acronym: &str) -> bool {
    let words = before.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut initials = words.rev().filter(|word| !is_little(word)).map(|word| word.chars().next().and_then(bare));
    let letters: Vec<_> = acronym.chars().filter_map(bare).collect();
    letters.len() >= 3 && letters.iter().rev().all(|letter| initials.next() == Some(Some(*letter)))
}

/// Letters and digits in lower case without accents nor plurals, a space after each word.
pub(super) fn bare_words(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        match bare(character) {
            Some(letter) => plain.push(letter),
            None if plain.ends_with(' ') || is_accent(character) => {}
            None => end_word(&mut plain),
        }
    }
    end_word(&mut plain);
    plain
}

/// Ends a word, in the singular: « les agences régionales de santé » says what ARS stands for.
fn end_word(plain: &mut String) {
    if plain.ends_with(['s', 'x']) {
        plain.pop();
    }
    plain.push(' ');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_in_a_row_say_what_an_acronym_is() {
        let is_expanded = |text| Expansion::of("CCAM", &[]).is_in(&Reading::new(text));
        assert!(is_expanded("Classification commune des actes médicaux. La CCAM change."));
        assert!(is_expanded("La “ classification des actes ” (CCAM) change."));
        assert!(is_expanded("La liste des actes (CCMA ou CCAM) change.") && is_expanded("La liste (C.C.M.A/CCAM) change."));
        assert!(!is_expanded("Le code (de la ville ou CCAM) change.") && !is_expanded("Voir (CCMA) ou CCAM."));
        assert!(is_expanded("(classification commune des actes médicaux -CCAM), puis la CCAM."));
        assert!(
            Expansion::of("PDASR", &[]).is_in(&Reading::new("PRODUCTEURS DE DÉCHETS D'ACTIVITÉS DE SOINS À RISQUE : les PDASR"))
        );
        let title = "Candidature au certificat de capacité pour effectuer des prélèvements sanguins";
        assert!(is_spelt_in_title(title, "CCPS") && !is_spelt_in_title(title, "CPS") && !is_spelt_in_title(title, "CPSC"));
        assert!(!is_expanded("le code, celui des actes du médecin. La CCAM change."));
    }
}
