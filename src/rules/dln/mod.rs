//! DLN — tell us once: documents and data that the administration already has, asks twice, or may not ask.

mod copie_simple_refusee;
mod donnee_redemandee;
mod etat_civil_trop_recent_exige;
mod justificatif_de_domicile_superflu;
mod liste_de_pieces_ouverte;
mod order;
mod piece_deja_chez_le_destinataire;
mod piece_detenue_par_l_administration;
mod piece_dispensee_par_une_autre;
mod piece_sans_objet;
mod scope;

pub(super) use scope::is_foreign;

#[cfg(test)]
mod tests;

use super::Family;

/// The family.
pub(super) const FAMILY: Family = Family {
    code: "DLN",
    title: "Dites-le-nous une fois, pièces justificatives",
    about: "Ce que la personne doit prouver ou dire : ce que l'administration sait déjà, ce qu'elle demande deux fois, ce que le \
            droit ne lui permet pas d'exiger.",
    rules: &[
        &piece_deja_chez_le_destinataire::RULE,
        &piece_detenue_par_l_administration::RULE,
        &donnee_redemandee::RULE,
        &piece_dispensee_par_une_autre::RULE,
        &justificatif_de_domicile_superflu::RULE,
        &copie_simple_refusee::RULE,
        &etat_civil_trop_recent_exige::RULE,
        &piece_sans_objet::RULE,
        &liste_de_pieces_ouverte::RULE,
    ],
};
