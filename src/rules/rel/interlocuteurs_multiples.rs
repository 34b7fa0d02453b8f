//! A person who must turn to several bodies, with nobody to lead them.

use crate::analysis::contact::{contact_organisations, contacts};
use crate::findings::{Finding, Severity};
use crate::model::{Evidence, Model, PublicOrganisation, PublicService, Sourced};
use crate::rules::wording::listed;
use crate::rules::{Basis, Check, Context, FixOffered, Rule};
use crate::source::Location;
use crate::values::{ContactPoint, Reference, RequiredEvidence, Requirement};

/// More than this many bodies is worth a look.
const ADVICE: usize = 1;
/// More than this many is a burden.
const WARNING: usize = 3;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "REL006",
    name: "interlocuteurs-multiples",
    severity: Severity::Conseil,
    worst: Severity::Alerte,
    what: "La personne doit s'adresser elle-même à plusieurs organismes, sans référent qui les réunisse.",
    why: "Chacun ne connaît que sa part : c'est la personne qui porte les nouvelles de l'un à l'autre, et qui se perd entre eux.",
    remove: "désignez un seul organisme à contacter, qui interroge les autres",
    ease: "nommez la personne qui suit le dossier : `référent « la conseillère qui suit votre dossier »`",
    principle: "Faciliter les logiques d’interlocuteur unique",
    basis: &[
        Basis::Source("Loi n° 2018-727 du 10 août 2018 (Essoc), article 29 : référent unique, à titre expérimental"),
        Basis::Source("Conseil d'État, étude annuelle 2023 : guichets uniques"),
        Basis::Source("UK Service Standard, point 2 : « solve a whole problem for users »"),
    ],
    threshold: "Plus d'un organisme sans référent : conseil ; plus de trois : alerte. Convention de limpide.",
    limits: "Comptent les organismes à contacter (à défaut, ceux qui sont responsables de la démarche) et ceux qui délivrent une pièce \
             exigée de tous avec un âge maximal : il faut la leur redemander. Une pièce que l'administration peut obtenir elle-même, \
             qui a plusieurs équivalents ou plusieurs émetteurs, ne compte pas.",
    fix: FixOffered::No,
    faulty: &[
        r"
démarche titre « Demander un titre » {
  contact préfecture, mairie
}
",
        r"
démarche titre « Demander un titre » {
  organisme préfecture
  étape dépôt « Déposez la demande » {
    par usager au guichet
    fournir acte_naissance de moins de 3 mois
  }
}
",
    ],
    sane: &[
        r"
démarche titre « Demander un titre » {
  organisme préfecture
  contact mairie
  étape dépôt « Déposez la demande » {
    par usager au guichet
    fournir carte_identité
    fournir acte_naissance
  }
}
",
        r"
démarche titre « Demander un titre » {
  contact préfecture, mairie
  contact {
    référent « L'agent de la mairie qui a reçu le dossier »
  }
}
",
    ],
    check: Check::Service(check),
};

/// A body the person turns to, and where it is said.
struct Interlocutor<'m> {
    organisation: &'m PublicOrganisation,
    place: Location,
    /// Why one turns to it.
    why: &'static str,
}

fn check(service: &PublicService, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let model = context.model;
    if contacts(service, model).any(|point| matches!(point, ContactPoint::Referent(_))) {
        return;
    }
    let interlocutors = interlocutors(service, model);
    if interlocutors.len() <= ADVICE {
        return;
    }
    let severity = if interlocutors.len() > WARNING { Severity::Alerte } else { Severity::Conseil };
    let message = format!("la personne s'adresse à {} organismes, et aucun référent n'est dit", interlocutors.len());
    let names: Vec<_> = interlocutors.iter().map(|interlocutor| &*interlocutor.organisation.title).collect();
    let finding = RULE.graded(severity, interlocutors[0].place, message).with_label(interlocutors[0].why);
    let finding = finding.with_note(format!("Ces organismes : {}.", listed(&names)));
    let others = interlocutors.iter().skip(1);
    findings.push(others.fold(finding, |finding, other| finding.with_related(other.place, other.why)));
}

fn interlocutors<'m>(service: &'m PublicService, model: &'m Model) -> Vec<Interlocutor<'m>> {
    let named = |organisation: &'m Sourced<Reference>, why| (&organisation.value, organisation.location(), why);
    let to_contact = contact_organisations(service).iter().map(|organisation| named(organisation, "à contacter"));
    let to_ask = fresh_documents(service, model).filter_map(|(place, document)| match document.issued_by.all() {
        [issuer] => Some((&issuer.value, place, "pièce récente, à redemander")),
        _ => None,
    });
    let mut interlocutors: Vec<Interlocutor<'m>> = Vec::new();
    for (name, place, why) in to_contact.chain(to_ask) {
        let Some(organisation) = model.organisation(name) else { continue };
        if interlocutors.iter().all(|known| known.organisation.symbol != organisation.symbol) {
            interlocutors.push(Interlocutor { organisation, place, why });
        }
    }
    interlocutors
}

/// The documents everybody must ask for again, since an old one will not do, and where they are asked.
fn fresh_documents<'m>(service: &'m PublicService, model: &'m Model) -> impl Iterator<Item = (Location, &'m Evidence)> {
    let of_all = service.user_steps().filter(|step| !step.optional && step.condition.is_none());
    let requirements = of_all.flat_map(|step| step.requirements.all());
    let fresh = requirements.filter(|line| line.value.max_age.is_some() && line.value.qualifiers.condition.is_none());
    fresh.filter_map(move |line| {
        let document = only_document(&line.value, model)?;
        let is_fetched = document.exchange.said().is_some() || document.already_owned || !document.one_of.is_empty();
        (!is_fetched).then_some((line.location(), document))
    })
}

fn only_document<'m>(requirement: &Requirement, model: &'m Model) -> Option<&'m Evidence> {
    match requirement.evidence.as_slice() {
        [RequiredEvidence::Named(name)] => model.evidence(name),
        _ => None,
    }
}
