//! INC — inclusion: everybody has at least one way they can follow.

mod channel;
mod mandataire_non_prevu;
mod presence_sans_alternative;
mod teleservice_sans_accompagnement;
mod tout_numerique;

use super::Family;

/// The family.
pub(super) const FAMILY: Family = Family {
    code: "INC",
    title: "Inclusion, multicanal, accessibilité",
    about: "« Accessible à tous », « dématérialisé et accompagné » : chacun a au moins un chemin praticable, avec ou sans écran, \
            sur place ou à distance.",
    rules: &[
        &tout_numerique::RULE,
        &teleservice_sans_accompagnement::RULE,
        &presence_sans_alternative::RULE,
        &mandataire_non_prevu::RULE,
    ],
};
