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
pub(super) fn plain(words: &str) -> String {
    fold(words).replace('\u{a0}', " ").trim().to_owned()
}

pub(super) fn last_sentence(words: &str) -> &str {
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
    let sentence = sentence.trim_end().trim_end_matches("comme par exemple").trim_end_matches([' ', ',']);
    let asks_for_more = ["pieces supplementaires", "documents supplementaires"].iter().any(|more| sentence.ends_with(more));
    if asks_for_more && ["fournir", "joindre", "produire"].iter().any(|verb| word_at(sentence, verb).is_some()) {
        return true;
    }
    let ends =
        |words: &str| sentence.strip_suffix(words).is_some_and(|before| before.is_empty() || before.ends_with([' ', '\'']));
    // « Vous devez vous présenter : » says where one goes, « il doit vous présenter : » what one is shown.
    if ["vous presenter", "se presenter"].iter().any(|verb| ends(verb)) {
        return false;
    }
    if ["fournir", "joindre", "presenter", "produire", "envoyer"].iter().any(|verb| ends(verb)) {
        return true;
    }
    let Some((before, last)) = sentence.rsplit_once(' ') else { return false };
    let with = before.rsplit(' ').next().unwrap_or_default();
    let participles = ["accompagne", "accompagnee", "accompagnes", "accompagnees", "muni", "munie", "munis", "munies"];
    ["de", "du", "des"].contains(&last) && participles.contains(&with)
}

/// Lists that are not of what the person provides.
fn is_trap(sentence: &str) -> bool {
    const TRAPS: [&str; 25] = [
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
        "pas obligation de",
        "pas l'obligation de",
        "pas d'obligation de",
        "pas obligatoire de",
        "peut etre accordee si vous presentez",
        "eviter de devoir traduire",
    ];
    TRAPS.iter().any(|words| sentence.contains(words))
}

/// Whether the words before a list say that any of its documents will do: « l'un des documents suivants », « vous pouvez produire ».
pub(super) fn is_choice(words: &str) -> bool {
    const CHOICES: [&str; 16] = [
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
        "correspondant a votre situation",
        "vous pouvez produire",
        "vous pouvez fournir",
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

/// Whether an item speaks of those whose document above is too old: « si le passeport est plus ancien, … ».
pub(super) fn says_the_former_is_too_old(item: &str) -> bool {
    let item = plain(item);
    let condition = item.split([',', ':']).next().unwrap_or(&item);
    ["si le ", "si la ", "si l'", "si votre "].iter().any(|start| condition.starts_with(start))
        && ["est plus ancien", "est plus ancienne", "est perime", "est perimee"].iter().any(|end| condition.ends_with(end))
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

/// Whether an item with a list under it only heads it: « Documents de la société : ». « Justificatif de domicile : » is a document, that the list
/// describes.
pub(super) fn only_heads(item: &str) -> bool {
    is_choice(item) || (!is_lead(item) && plain(item).ends_with(':') && !begins_with_a_document(item))
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

/// Whether an item begins by naming a document.
pub(super) fn begins_with_a_document(item: &str) -> bool {
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
    fn documents_that_serve_as_one_another_are_told() {
        assert!(is_choice("Vous devez fournir l'un des documents suivants\u{a0}:") && !is_choice("Les documents suivants :"));
        assert!(is_lead("Selon la mention, vous devez fournir des pièces supplémentaires, comme par exemple\u{a0}:"));
        assert!(says_the_former_is_too_old("Si le passeport est plus ancien, un acte de naissance"));
        assert!(!says_the_former_is_too_old("Si le passeport est volé, la déclaration"));
        assert!(is_choice("Selon votre situation, vous pouvez produire les justificatifs suivants\u{a0}:"));
        assert!(is_choice("Justificatif complémentaire correspondant à votre situation\u{a0}:"));
        assert!(is_choice("Le propriétaire a le droit d'exiger 1 seul justificatif parmi les documents suivants :"));
        assert!(is_choice("Il peut exiger 1 ou plusieurs justificatifs parmi les documents suivants :"));
        assert!(is_choice("Il faut 1 pièce d'identité en cours de validité parmi les documents suivants :"));
        assert!(is_choice("Au moins 2 des documents suivants :"));
        assert!(!is_choice("Il faut 2 justificatifs parmi les documents suivants :"));
        assert!(is_choice_title("Carte de séjour : quel justificatif de domicile ?") && !is_choice_title("Quels documents ?"));
        assert!(only_heads("Documents de la société :") && !only_heads("Justificatif de domicile :"));
        assert!(begins_with_or("Ou copie du bail") && ends_with_or("Bail ou,") && !begins_with_or("Ouverture de droits"));
    }

    #[test]
    fn sentences_that_announce_documents() {
        assert!(is_lead("C'est gratuit. Vous devez présenter les 2 documents suivants\u{a0}:"));
        assert!(is_lead("La demande doit être accompagnée des :") && is_lead("Il faut joindre :"));
        assert!(
            !is_lead("Vous recevez les documents suivants :") && !is_lead("L'employeur doit remettre les documents suivants :")
        );
        assert!(!is_lead("Les documents suivants. La demande se fait ainsi :"));
        assert!(!is_lead("La dispense de code peut être accordée si vous présentez l'un des documents suivants :"));
        assert!(!is_lead("Le candidat n'a pas obligation de fournir les documents suivants :"));
        assert!(!is_lead("Un formulaire peut être joint afin d'éviter de devoir traduire les documents suivants :"));
    }
}
