//! LAN — plain language: sentences, acronyms, words.

mod jargon_administratif;
mod phrase_trop_longue;
mod sigle_non_developpe;

use super::Family;

/// The family.
pub(super) const FAMILY: Family = Family {
    code: "LAN",
    title: "Langage clair",
    about: "Les mots que la personne lit : la longueur des phrases, les sigles, le jargon. La clarté se juge à l'usage : \
            aucune de ces règles ne dépasse l'alerte.",
    rules: &[&phrase_trop_longue::RULE, &sigle_non_developpe::RULE, &jargon_administratif::RULE],
};
