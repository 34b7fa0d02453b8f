//! Which lists are lists of documents to provide, and how sure that is: by the mark of the chapter, by a title, by the sentence before the list.
//!
//! Lists of what one receives, of what others must hand over, of what an act mentions look the same: the words that betray them are listed here.

use super::xml::{self, Node};
use crate::values::fold;

/// Whether a chapter is marked as a list of documents.
pub(super) fn is_marked(node: Node<'_>) -> bool {
    xml::plain(node, "type") == "pieces"
}

/// Whether a title announces documents to provide.
pub(super) fn is_title(title: &str) -> bool {
    let title = plain(title);
    let rest = title.strip_prefix("liste des ").unwrap_or(&title);
    let rest = rest.strip_prefix("les ").unwrap_or(rest);
    let Some(rest) = ["pieces", "documents", "justificatifs"].iter().find_map(|noun| rest.strip_prefix(noun)) else {
        return false;
    };
    let rest = rest.strip_prefix(" justificatives").or_else(|| rest.strip_prefix(" justificatifs")).unwrap_or(rest);
    let rest = rest.trim_start();
    const FOLLOWS: [&str; 10] = [
        "a",
        "necessaires",
        "demandes",
        "demandees",
        "obligatoires",
        "requis",
        "requises",
        "exiges",
        "exigees",
        "complementaires",
    ];
    let next = rest.split(' ').next().unwrap_or_default().trim_end_matches([':', '.', ',']);
    rest.is_empty() || rest.starts_with([':', '.']) || FOLLOWS.contains(&next)
}

/// Whether the words before a list announce documents to provide.
pub(super) fn is_lead(words: &str) -> bool {
    let words = plain(words);
    let sentence = last_sentence(&words);
    !is_trap(sentence) && (names_documents(sentence) || asks(sentence))
}

/// The words of a text, folded, with one kind of space.
fn plain(words: &str) -> String {
    fold(words).replace('\u{a0}', " ").trim().to_owned()
}

fn last_sentence(words: &str) -> &str {
    super::delays::sentences(words).last().unwrap_or(words)
}

/// « les documents suivants », « les pièces ci-dessous ».
fn names_documents(sentence: &str) -> bool {
    let noun = ["pieces", "documents", "justificatifs"].iter().filter_map(|noun| word_at(sentence, noun)).min();
    let Some(noun) = noun else { return false };
    ["suivants", "suivantes", "ci-dessous"].iter().any(|word| word_at(&sentence[noun..], word).is_some())
}

/// « vous devez fournir : », « accompagnée de : ».
fn asks(sentence: &str) -> bool {
    let Some(sentence) = sentence.strip_suffix(':') else { return false };
    let sentence = sentence.trim_end();
    let ends =
        |words: &str| sentence.strip_suffix(words).is_some_and(|before| before.is_empty() || before.ends_with([' ', '\'']));
    if ["fournir", "joindre", "presenter", "produire"].iter().any(|verb| ends(verb)) {
        return true;
    }
    let Some((before, last)) = sentence.rsplit_once(' ') else { return false };
    let with = before.rsplit(' ').next().unwrap_or_default();
    let participles = ["accompagne", "accompagnee", "accompagnes", "accompagnees", "muni", "munie", "munis", "munies"];
    ["de", "du", "des"].contains(&last) && participles.contains(&with)
}

/// Lists that are not of what the person provides.
fn is_trap(sentence: &str) -> bool {
    const TRAPS: [&str; 19] = [
        "vous recevez",
        "vous recevrez",
        "doit vous remettre",
        "doit remettre",
        "doivent remettre",
        "remet au",
        "remet a ",
        "vous remet",
        "mentionne",
        "peuvent demander",
        "peut demander",
        "ne peut pas",
        "ne peuvent pas",
        "conserver",
        "a leur disposition",
        "sont disponibles",
        "suivants sont remis",
        "ne doit pas",
        "n'avez pas a fournir",
    ];
    TRAPS.iter().any(|words| sentence.contains(words))
}

/// Where a word stands whole.
fn word_at(text: &str, word: &str) -> Option<usize> {
    let is_letter = |letter: char| letter.is_alphanumeric();
    text.match_indices(word)
        .map(|(at, _)| at)
        .find(|&at| !text[..at].ends_with(is_letter) && !text[at + word.len()..].starts_with(is_letter))
}

/// Whether a list whose lead says nothing looks like documents: level D, to be confirmed by a person.
pub(super) fn looks_like_documents(items: &[Node<'_>]) -> bool {
    let n_documents = items.iter().filter(|item| begins_with_a_document(&xml::words(**item).value)).count();
    items.len() >= 2 && n_documents * 2 >= items.len()
}

fn begins_with_a_document(item: &str) -> bool {
    const NOUNS: [&str; 26] = [
        "acte",
        "attestation",
        "avis",
        "bulletin",
        "carte",
        "certificat",
        "copie",
        "contrat",
        "declaration",
        "diplome",
        "extrait",
        "facture",
        "formulaire",
        "justificatif",
        "justificatifs",
        "livret",
        "passeport",
        "permis",
        "photo",
        "photos",
        "photocopie",
        "piece",
        "preuve",
        "quittance",
        "releve",
        "statuts",
    ];
    let item = plain(item);
    let mut words =
        item.split([' ', '\'']).filter(|word| !LITTLE.contains(word) && !word.bytes().all(|byte| byte.is_ascii_digit()));
    words.next().is_some_and(|word| NOUNS.contains(&word.trim_end_matches([',', ':', '.', ';'])))
}

/// Words that may stand before the name of a document.
const LITTLE: [&str; 33] = [
    "un",
    "une",
    "le",
    "la",
    "les",
    "l",
    "du",
    "de",
    "des",
    "d",
    "votre",
    "vos",
    "son",
    "sa",
    "ses",
    "leur",
    "leurs",
    "copie",
    "copies",
    "photocopie",
    "photocopies",
    "original",
    "originale",
    "l'original",
    "et",
    "numerisee",
    "certifiee",
    "conforme",
    "recto",
    "verso",
    "recto-verso",
    "duplicata",
    "simple",
];

/// Whether those words, before a link, only lead to the document it names: « copie de votre ».
pub(super) fn only_leads(words: &str) -> bool {
    let words = plain(words);
    words
        .split([' ', '\'', '(', ')', ',', '’'])
        .filter(|word| !word.is_empty())
        .all(|word| LITTLE.contains(&word) || word.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_that_announce_documents() {
        let titles = ["Pièces à fournir", "Liste des pièces justificatives", "Documents\u{a0}:", "Les justificatifs demandés"];
        assert!(titles.iter().all(|title| is_title(title)));
        assert!(!["Documents d'urbanisme", "Pièces détachées", "Justificatif de domicile"].iter().any(|title| is_title(title)));
    }

    #[test]
    fn sentences_that_announce_documents() {
        assert!(is_lead("C'est gratuit. Vous devez présenter les 2 documents suivants\u{a0}:"));
        assert!(is_lead("La demande doit être accompagnée des :") && is_lead("Il faut joindre :"));
        assert!(
            !is_lead("Vous recevez les documents suivants :") && !is_lead("L'employeur doit remettre les documents suivants :")
        );
        assert!(!is_lead("Les documents suivants. La demande se fait ainsi :"));
    }
}
