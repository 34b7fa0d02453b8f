//! The lines of an `organisme`: what it is, and how to reach it.

use super::super::ast::OrganisationClause;
use super::super::grammar::Rule;
use super::contact::contact_entries;
use super::{Container, entry};
use crate::values::{ContactPoint, FactKind, OrganisationNature};

/// An `organisme` block.
pub(super) static ORGANISATION: Container<OrganisationClause> = Container {
    name: "un organisme",
    entries: contact_entries!(
        OrganisationClause,
        OrganisationClause::Contact,
        entry("sigle", Rule::ligne_sigle, "sigle ANTS", |lower, pairs, _| {
            let word = pairs.clone().find(|pair| matches!(pair.as_rule(), Rule::texte | Rule::mot_libre))?;
            Some(OrganisationClause::Acronym(lower.words(&word)))
        })
        .states(FactKind::Acronym),
        entry("nature", Rule::ligne_nature, "nature collectivité", |lower, pairs, _| {
            let word = lower.find(&pairs, Rule::mots)?;
            let nature = lower.word(&word, OrganisationNature::ALL, OrganisationNature::word)?;
            Some(OrganisationClause::Nature { nature, perhaps: lower.find(&pairs, Rule::k_peut_etre).is_some() })
        }),
        entry("site", Rule::ligne_url, "site <https://www.service-public.fr>", |lower, pairs, _| {
            lower.find_url(&pairs).map(OrganisationClause::Website)
        }),
        entry("rattaché à", Rule::ligne_nom, "rattaché à préfecture", |lower, pairs, _| {
            lower.find_reference(&pairs).map(OrganisationClause::PartOf)
        }),
    ),
    fallback: None,
    none: Some(OrganisationClause::None),
};
