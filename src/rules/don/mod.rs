//! DON — personal data: each datum less is a minute less.

mod donnee_sans_usage;
mod donnee_sensible_sans_base;
mod information_donnees_absente;

use super::Family;

/// The family.
pub(super) const FAMILY: Family = Family {
    code: "DON",
    title: "Données personnelles",
    about: "Ce que la démarche veut savoir de la personne, pour quoi faire, et ce qu'elle lui en dit. Chaque donnée de moins est une \
            minute de moins.",
    rules: &[&donnee_sans_usage::RULE, &donnee_sensible_sans_base::RULE, &information_donnees_absente::RULE],
};
