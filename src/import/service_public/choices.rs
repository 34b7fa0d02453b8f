//! Which documents serve as one another: « l'un des documents suivants », « soit …, soit … », « ou … ».

use super::documents::{last_sentence, plain, word_at};

/// Whether the words before a list say that any of its documents will do: « l'un des documents suivants ».
pub(super) fn is_choice(words: &str) -> bool {
    const CHOICES: [&str; 13] = [
        "un des documents",
        "un des justificatifs",
        "une des pieces",
        "au moins un des",
        "au moins 1 des",
        "au moins 2 des",
        "au moins deux des",
        "un ou plusieurs des",
        "une ou plusieurs des",
        "au choix",
        "il peut s'agir",
        "a choisir parmi",
        "un de ces",
    ];
    let words = plain(words).replace('’', "'");
    let sentence = last_sentence(&words);
    CHOICES.iter().any(|words| sentence.contains(words)) || is_one_among(sentence)
}

/// « Un seul justificatif parmi », « 1 ou plusieurs documents parmi », « 1 pièce d'identité en cours de validité parmi ».
fn is_one_among(sentence: &str) -> bool {
    const FARTHEST: usize = 9;
    let Some(among) = word_at(sentence, "parmi") else { return false };
    let mut words = sentence[..among].split_whitespace().rev().take(FARTHEST).take_while(|word| !word.ends_with([',', ':', ';']));
    words.any(|word| ["1", "un", "une", "l'un", "l'une"].contains(&word))
}

/// Whether a title asks which document serves: those listed under it serve as one another.
pub(super) fn is_choice_title(title: &str) -> bool {
    let title = plain(title);
    ["quel justificatif", "quelle piece", "quel document", "comment prouver", "comment justifier"]
        .iter()
        .any(|words| title.contains(words))
}

/// Whether an item begins as an alternative to the one above.
pub(super) fn begins_with_or(item: &str) -> bool {
    plain(item).starts_with("ou ")
}

/// Whether an item is one of those among which « soit …, soit … » leaves the choice.
pub(super) fn begins_with_either(item: &str) -> bool {
    plain(item).starts_with("soit ")
}

/// Whether an item says that the one below is an alternative.
pub(super) fn ends_with_or(item: &str) -> bool {
    let item = plain(item);
    item.trim_end_matches([',', ';', '.', ' ']).ends_with(" ou")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_that_serve_as_one_another_are_told() {
        assert!(is_choice("Vous devez fournir l'un des documents suivants\u{a0}:") && !is_choice("Les documents suivants :"));
        assert!(is_choice("Le propriétaire a le droit d'exiger 1 seul justificatif parmi les documents suivants :"));
        assert!(is_choice("Il peut exiger 1 ou plusieurs justificatifs parmi les documents suivants :"));
        assert!(is_choice("Il faut 1 pièce d'identité en cours de validité parmi les documents suivants :"));
        assert!(is_choice("Au moins 2 des documents suivants :"));
        assert!(!is_choice("Il faut 2 justificatifs parmi les documents suivants :"));
        assert!(is_choice_title("Carte de séjour : quel justificatif de domicile ?") && !is_choice_title("Quels documents ?"));
        assert!(begins_with_or("Ou copie du bail") && ends_with_or("Bail ou,") && !begins_with_or("Ouverture de droits"));
    }
}
