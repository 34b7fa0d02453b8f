//! LAN — plain language: sentences, acronyms, words, logic, tone.

mod duree_ambigue;
mod empilement_de_noms;
mod formule_vague;
mod jargon_administratif;
mod logique_ambigue;
mod phrase_trop_longue;
mod qui_fait_quoi_indetermine;
mod renvoi_juridique_dans_le_texte;
mod sigle_non_developpe;
mod terme_instable;
mod texte_trop_long;
mod ton_menacant;

use super::Family;

/// The family.
pub(super) const FAMILY: Family = Family {
    code: "LAN",
    title: "Langage clair",
    about: "Les mots que la personne lit : la longueur des phrases, les sigles, le jargon, ce qui est vague, ambigu ou menaçant. La clarté se \
            juge à l'usage : aucune de ces règles ne dépasse l'alerte.",
    rules: &[
        &phrase_trop_longue::RULE,
        &sigle_non_developpe::RULE,
        &jargon_administratif::RULE,
        &qui_fait_quoi_indetermine::RULE,
        &formule_vague::RULE,
        &logique_ambigue::RULE,
        &terme_instable::RULE,
        &ton_menacant::RULE,
        &duree_ambigue::RULE,
        &empilement_de_noms::RULE,
        &renvoi_juridique_dans_le_texte::RULE,
        &texte_trop_long::RULE,
    ],
};
