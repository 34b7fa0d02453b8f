//! SEN — sense and purpose: no other automatic check asks « pourquoi ? ».

mod courrier_depersonnalise;
mod engagement_sans_reciproque;
mod exigence_sans_pourquoi;
mod finalite_absente;
mod vocabulaire_marchand;

use super::Family;

/// The family.
pub(super) const FAMILY: Family = Family {
    code: "SEN",
    title: "Sens et finalité",
    about: "À quoi sert la démarche, et à quoi sert chaque chose qu'elle demande : une exigence comprise est une exigence acceptée.",
    rules: &[
        &finalite_absente::RULE,
        &exigence_sans_pourquoi::RULE,
        &engagement_sans_reciproque::RULE,
        &courrier_depersonnalise::RULE,
        &vocabulaire_marchand::RULE,
    ],
};
