//! Which bodies the code of relations between the public and the administration binds: neither companies, nor associations, nor courts.
//!
//! When the nature of a body is not said, nothing here says « no ».

use crate::model::{Confidence, Model, PublicOrganisation, PublicService};
use crate::values::{Audience, OrganisationNature, Reference};

/// Whether the code binds an organisation; `None` when its nature is not said.
#[must_use]
pub fn is_administration(organisation: &PublicOrganisation) -> Option<bool> {
    organisation.nature.said().map(|nature| match nature.value {
        OrganisationNature::State
        | OrganisationNature::LocalAuthority
        | OrganisationNature::SocialSecurity
        | OrganisationNature::PublicBody
        | OrganisationNature::Chamber => true,
        OrganisationNature::Court | OrganisationNature::Association | OrganisationNature::Private => false,
    })
}

/// Whether a program took an organisation for a private one, by its name: a bank or a federation is free to choose its hours and its price.
#[must_use]
pub fn may_be_private(organisation: &PublicOrganisation) -> bool {
    organisation
        .nature
        .said()
        .is_some_and(|nature| nature.value == OrganisationNature::Private && nature.origin.confidence != Confidence::Exact)
}

/// Whether nothing says that the organisation of that name is no administration.
#[must_use]
pub fn may_be_administration(organisation: &Reference, model: &Model) -> bool {
    model.organisation(organisation).and_then(is_administration) != Some(false)
}

/// Whether nothing says that those in charge of a procedure are all something else than administrations.
#[must_use]
pub fn may_be_public(service: &PublicService, model: &Model) -> bool {
    let in_charge = service.organisations.all();
    in_charge.is_empty() || in_charge.iter().any(|organisation| may_be_administration(&organisation.value, model))
}

/// Whether a procedure is said to be for nobody but the agents of the administration.
#[must_use]
pub fn is_for_agents(service: &PublicService) -> bool {
    let audiences = service.audiences.all();
    !audiences.is_empty() && audiences.iter().all(|audience| audience.value == Audience::PublicAgent)
}
