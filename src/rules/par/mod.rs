//! PAR — the journey across procedures: what one asks and another delivers.

mod changement_a_declarer_plusieurs_fois;
mod prerequis_implicite;
mod suite_absente;

use super::Family;

/// The family.
pub(super) const FAMILY: Family = Family {
    code: "PAR",
    title: "Parcours transverse",
    about: "Le parcours d'une démarche à l'autre : ce que l'une exige et que l'autre délivre, ce qu'un même événement oblige à faire.",
    rules: &[&prerequis_implicite::RULE, &changement_a_declarer_plusieurs_fois::RULE, &suite_absente::RULE],
};
