//! What a person receives, told from what they pay and from limits by how its name begins.

use crate::rules::wording::name_begins;

/// How the names of what is not received begin: what the person pays, or a limit.
const NOT_RECEIVED: &[&str] = &[
    "plafond",
    "seuil",
    "coût",
    "cout",
    "participation",
    "frais",
    "tarif",
    "prix",
    "cotisation",
    "cotisations",
    "contribution",
    "redevance",
    "reste",
    "taxe",
    "impôt",
    "droits",
    "ressources",
    "revenu",
    "revenus",
    "quotient",
    "forfait_logement",
];

/// Whether the amount of that name is for the person.
pub(super) fn is_received(name: &str) -> bool {
    !name_begins(name, NOT_RECEIVED)
}
