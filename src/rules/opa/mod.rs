//! OPA — opacity and complexity of the journey: how many acts, documents, channels, cases.

mod cas_imbriques;
mod charge_totale_excessive;
mod cout_cache;
mod double_envoi_exige;
mod fiche_incomplete;
mod informations_divergentes;
mod parcours_mal_forme;
mod rupture_de_canal;
mod trop_d_etapes;
mod trop_de_pieces;

use super::Family;

/// The family.
pub const FAMILY: Family = Family {
    code: "OPA",
    title: "Opacité et complexité du parcours",
    about: "Le parcours tel que l'usager le vit : combien d'actes, de pièces, de canaux, de cas.",
    rules: &[
        &trop_d_etapes::RULE,
        &charge_totale_excessive::RULE,
        &trop_de_pieces::RULE,
        &rupture_de_canal::RULE,
        &double_envoi_exige::RULE,
        &cas_imbriques::RULE,
        &informations_divergentes::RULE,
        &parcours_mal_forme::RULE,
        &cout_cache::RULE,
        &fiche_incomplete::RULE,
    ],
};
