//! EVO — feedback and evolution: what people lived through, what was reviewed, what grew heavier, what was set aside.

mod avis_non_recueilli;
mod derogation_sans_motif;
mod regression_de_charge;
mod revue_perimee;

pub(super) use derogation_sans_motif::RULE as SUPPRESSION;
pub use derogation_sans_motif::findings_of;

use super::Family;

/// The family.
pub(super) const FAMILY: Family = Family {
    code: "EVO",
    title: "Retour d'expérience et évolution",
    about: "Ce qui fait de limpide un outil de suivi : les avis recueillis, les relectures, la charge qui monte, les constats ignorés.",
    rules: &[&avis_non_recueilli::RULE, &revue_perimee::RULE, &regression_de_charge::RULE, &derogation_sans_motif::RULE],
};
