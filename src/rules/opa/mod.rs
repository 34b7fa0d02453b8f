//! OPA — opacity and complexity of the journey: how many acts, documents, channels, cases.

mod trop_d_etapes;

use super::Family;

/// The family.
pub const FAMILY: Family = Family {
    code: "OPA",
    title: "Opacité et complexité du parcours",
    about: "Le parcours tel que l'usager le vit : combien d'actes, de pièces, de canaux, de cas.",
    rules: &[&trop_d_etapes::RULE],
};
