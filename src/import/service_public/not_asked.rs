//! What looks like a list of documents, or like a document, and is not asked: what one obtains, keeps or reads, facts, sums and remarks.

use super::documents::{last_sentence, plain};

/// Whether the words before a list say that its documents are obtained, kept or read, and not provided: they are mentions all the same.
pub(super) fn is_not_asked(words: &str) -> bool {
    const WORDS: [&str; 29] = [
        "employeur doit remettre",
        "administration doit adresser",
        "vous obtenez",
        "vous obtiendrez",
        "certifier",
        "consulte",
        "mettre a disposition",
        "met a disposition",
        "mettre en ligne",
        "n'est pas possible",
        "en cas de controle",
        "lors d'un controle",
        "demander la copie",
        "choisir d'utiliser",
        "delivrer au salarie",
        "fournir au salarie",
        "a l'assistante maternelle",
        "fournir a l'acquereur",
        "au contrat de vente",
        "pas exiges",
        "pas exigees",
        "l'autorisation ecrite",
        "sont etablis",
        "ne sont pas communicables",
        "ne sont donc pas communicables",
        "peut etre joint",
        "concernent les documents",
        "sans formalite",
        "peuvent etre legalises",
    ];
    let words = plain(words);
    let sentence = last_sentence(&words);
    let are_facts = sentence.contains("informations suivantes")
        && !["document", "piece", "justificatif"].iter().any(|noun| sentence.contains(noun));
    are_facts || WORDS.iter().any(|words| sentence.contains(words))
}

/// Whether an item is a fact to give, a sum to pay or a remark, and no document to bring.
pub(super) fn says_no_document(item: &str) -> bool {
    const FACTS: [&str; 31] = [
        "montant ",
        "cout ",
        "signature ",
        "identite",
        "telephone",
        "numero ",
        "nom ",
        "nom,",
        "noms ",
        "noms,",
        "prenom",
        "adresse ",
        "coordonnees",
        "documents indiques",
        "document indique",
        "pieces indiquees",
        "paiement",
        "reglement de ",
        "reglement du ",
        "somme ",
        "date ",
        "informations ",
        "description ",
        "estimation ",
        "motif",
        "verifiez ",
        "il ",
        "elle ",
        "a la ",
        "dans ",
        "et dans ",
    ];
    let item = plain(item).replace('’', "'");
    let bare = ["le ", "la ", "les ", "l'", "votre ", "vos ", "un ", "une "].iter().find_map(|little| item.strip_prefix(little));
    let bare = bare.unwrap_or(&item);
    FACTS.iter().any(|fact| bare.starts_with(fact))
        || item.contains("sera mis a jour")
        || item.contains("seront mis a jour")
        || item.contains("n'avez pas a fournir")
}

#[cfg(test)]
mod tests {
    use super::super::documents::is_lead;
    use super::*;

    #[test]
    fn a_list_of_what_one_reads_or_keeps_at_hand_is_not_asked() {
        assert!(is_not_asked("En cas de contrôle, vous devez présenter les documents suivants\u{a0}:"));
        assert!(is_not_asked("Vous pouvez consulter les documents suivants :") && !is_not_asked("Vous devez fournir :"));
        assert!(!is_lead("Le vendeur doit vous présenter :") && !is_lead("Vous devez vous présenter :"));
        assert!(is_not_asked("Les documents suivants ne sont pas administratifs et ne sont donc pas communicables :"));
        assert!(is_not_asked("Vous pouvez demander la copie des documents suivants :"));
        assert!(is_not_asked("Le particulier employeur doit délivrer au salarié les documents suivants :"));
        assert!(is_not_asked("Pour un parking, les documents suivants ne sont pas exigés :"));
        assert!(is_not_asked("La plupart des apostilles concernent les documents suivants :"));
        assert!(is_not_asked(
            "Un formulaire multilingue peut être joint afin d'éviter de devoir traduire les documents suivants :"
        ));
    }

    #[test]
    fn what_is_no_document_is_told() {
        assert!(is_not_asked("Les candidats doivent communiquer les informations suivantes :"));
        assert!(!is_not_asked("Vous devez fournir les documents et les informations suivantes :"));
        assert!(says_no_document("Nom, profession, domicile et nationalité des dirigeants"));
        assert!(says_no_document("Montant de la taxe") && says_no_document("Votre numéro de dossier"));
        assert!(says_no_document("à la commission de contrôle") && says_no_document("Il précise les conditions d'utilisation."));
        assert!(!says_no_document("Nomination du gérant") && !says_no_document("Carte d'identité"));
    }
}
