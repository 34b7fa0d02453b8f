//! CON — trust: what the administration announces, answers, motivates and lets be contested.

mod accuse_de_reception_defaillant;
mod algorithme_non_signale;
mod citation;
mod delai_non_annonce;
mod delai_sans_point_de_depart;
mod delai_vague;
mod recours_absent;
mod refus_non_motive;
mod rejet_d_office_pour_piece_manquante;
mod sanction_sans_garanties;
mod silence_non_precise;
mod suivi_absent;

use super::Family;

/// The family.
pub(super) const FAMILY: Family = Family {
    code: "CON",
    title: "Confiance et transparence",
    about: "Délais, silence, suivi, recours, droit à l'erreur : « l'éthique consiste à faire ce que l'on dit », encore faut-il le dire.",
    rules: &[
        &delai_non_annonce::RULE,
        &delai_vague::RULE,
        &delai_sans_point_de_depart::RULE,
        &silence_non_precise::RULE,
        &accuse_de_reception_defaillant::RULE,
        &rejet_d_office_pour_piece_manquante::RULE,
        &recours_absent::RULE,
        &refus_non_motive::RULE,
        &sanction_sans_garanties::RULE,
        &suivi_absent::RULE,
        &algorithme_non_signale::RULE,
    ],
};
