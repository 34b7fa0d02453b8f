//! DLN — tell us once: documents and data that the administration already has, asks twice, or may not ask.

mod asked;
mod donnee_redemandee;
mod liste_de_pieces_ouverte;
mod order;
mod piece_deja_chez_le_destinataire;
mod piece_sans_objet;

use super::Family;

/// The family.
pub(super) const FAMILY: Family = Family {
    code: "DLN",
    title: "Dites-le-nous une fois, pièces justificatives",
    about: "Ce que la personne doit prouver ou dire : ce que l'administration sait déjà, ce qu'elle demande deux fois, ce que le \
            droit ne lui permet pas d'exiger.",
    rules: &[
        &piece_deja_chez_le_destinataire::RULE,
        &donnee_redemandee::RULE,
        &piece_sans_objet::RULE,
        &liste_de_pieces_ouverte::RULE,
    ],
};
