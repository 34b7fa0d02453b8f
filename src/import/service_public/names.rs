//! Names of the language for what the records number: lower-case ASCII, unique by (site, ID).

use crate::values::fold;

/// An identifier made of those words: letters and digits folded, anything else an underscore.
pub(super) fn identifier(words: &str) -> String {
    let mut name = String::with_capacity(words.len());
    for letter in fold(words).chars() {
        if letter.is_ascii_alphanumeric() {
            name.push(letter);
        } else if !name.is_empty() && !name.ends_with('_') {
            name.push('_');
        }
    }
    let end = name.trim_end_matches('_').len();
    name.truncate(end);
    if name.is_empty() || name.starts_with(|first: char| first.is_ascii_digit()) { format!("x{name}") } else { name }
}

/// The number of a form without its edition: `12345*06` gives `12345`.
pub(super) fn cerfa_number(written: &str) -> Option<&str> {
    let digits = written.trim().split(|letter: char| !letter.is_ascii_digit()).next()?;
    (digits.len() == 5).then_some(digits)
}

/// The form number a wording gives: « cerfa n°13750*05 ».
pub(super) fn cerfa_in(wording: &str) -> Option<&str> {
    let at = wording.find("n°").map(|at| at + "n°".len())?;
    let is_cerfa = fold(&wording[..at]).contains("cerfa");
    is_cerfa.then(|| cerfa_number(wording[at..].trim_start()))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_of_the_language() {
        assert_eq!([identifier("F1342"), identifier("L'État civil !"), identifier("42")], ["f1342", "l_etat_civil", "x42"]);
    }

    #[test]
    fn a_form_is_known_by_its_number_without_its_edition() {
        assert_eq!(cerfa_in("Formulaire cerfa n°\u{a0}13750*05 rempli"), Some("13750"));
        assert_eq!(cerfa_in("Loi n°78-17"), None);
    }
}
