//! REL — people and whom they can turn to. limpide never grades a relation: it checks that the procedure leaves a door to somebody.

mod agent_non_identifie;
mod aucun_contact_humain;
mod contact_incomplet;
mod interlocuteurs_multiples;
mod numero_surtaxe;
mod rendez_vous_sans_garantie;
mod renvoi_vers_un_autre_service;

use super::Family;

/// The family.
pub(super) const FAMILY: Family = Family {
    code: "REL",
    title: "Relation humaine et interlocuteur",
    about: "La porte vers quelqu'un : à qui parler, à quel prix, combien d'interlocuteurs, et qui signe. limpide ne note ni une relation \
            ni un agent.",
    rules: &[
        &aucun_contact_humain::RULE,
        &numero_surtaxe::RULE,
        &contact_incomplet::RULE,
        &agent_non_identifie::RULE,
        &interlocuteurs_multiples::RULE,
        &renvoi_vers_un_autre_service::RULE,
        &rendez_vous_sans_garantie::RULE,
    ],
};
