//! A document asked by the very body that delivers it.

use crate::findings::{Finding, Severity};
use crate::model::{Evidence, Model, PublicOrganisation, PublicService};
use crate::rules::asked::{Asked, SameThing, asked, is_administration, recipients};
use crate::rules::wording::{Words, fitting, has_any, readable};
use crate::rules::{Basis, Check, Context, FixOffered, Rule};
use crate::source::Location;
use crate::values::{ContactPoint, EvidenceForm, OrganisationNature, SymbolId};
use std::collections::BTreeMap;

/// Bodies of which there are many under one name: the one that delivered a document is rarely the one that asks it.
static MANY_UNDER_ONE_NAME: Words = Words::new(&[
    "mairie",
    "commune",
    "departement",
    "region",
    "prefecture",
    "sous-prefecture",
    "consulat",
    "ambassade",
    "rectorat",
    "ecole",
    "college",
    "lycee",
    "universite",
    "hopital",
    "maternite",
    "tribunal",
    "greffe",
    "commissariat",
    "gendarmerie",
]);

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "DLN001",
    name: "piece-deja-chez-le-destinataire",
    severity: Severity::Erreur,
    worst: Severity::Erreur,
    what: "L'organisme qui reçoit le dossier demande une pièce qu'il délivre ou détient lui-même.",
    why: "La personne va chercher chez vous ce que vous avez déjà, pour vous le rapporter.",
    remove: "ne demandez plus la pièce : retrouvez-la dans vos propres dossiers",
    ease: "demandez seulement la référence qui permet de la retrouver",
    principle: "Simple",
    basis: &[Basis::Law("CRPA", "L113-12")],
    threshold: "",
    limits: "Erreur quand l'organisme qui délivre est celui qui reçoit ; alerte quand l'un est rattaché à l'autre, quand sa nature n'est \
             pas dite, quand la pièce n'est demandée qu'à certains ou d'après un texte cité ; conseil quand il existe beaucoup \
             d'organismes de ce nom (une mairie n'est pas toutes les mairies : non vérifié). Ne sont pas signalés : les pièces \
             d'identité, les originaux à rendre ou à compléter, ce que la démarche renouvelle, ce dont un `sauf si` dispense.",
    fix: FixOffered::No,
    faulty: &[
        r"
démarche délai « Demander un délai de paiement » {
  public particulier
  organisme impôts
  étape dépôt « Déposez la demande » {
    par usager en ligne ou par courrier
    fournir avis_imposition
  }
}
",
        r"
pièce attestation_droits « Attestation de droits » {
  délivrée par cpam
  détenue par caf
}
organisme cpam « Assurance maladie » {
  nature sécurité sociale
}
démarche aide « Demander une aide » {
  organisme caf
  étape dépôt « Déposez la demande » {
    par usager en ligne ou par courrier
    fournir attestation_droits
  }
}
",
    ],
    sane: &[
        r"
démarche aide « Demander une aide » {
  organisme caf
  étape dépôt « Déposez la demande » {
    par usager en ligne ou par courrier
    fournir avis_imposition
  }
}
",
        r"
démarche délai « Demander un délai de paiement » {
  organisme impôts
  étape dépôt « Déposez la demande » {
    par usager en ligne ou par courrier
    fournir avis_imposition ou livret_famille
    fournir carte_identité
  }
  décision par préfecture {
    refus motivé
  }
}
",
    ],
    check: Check::Service(check),
};

fn check(service: &PublicService, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let model = context.model;
    let recipients = recipients(service, model);
    let mut by_thing: BTreeMap<SameThing, Finding> = BTreeMap::new();
    for request in asked(service, context).filter(|request| may_be_held(request, model)) {
        let Some((documents, thing)) = request.documents(model).zip(request.thing()) else { continue };
        let held: Option<Vec<_>> = documents.iter().map(|document| held_by(document, &recipients, model)).collect();
        // Every one of the alternatives: otherwise the person may bring another.
        let Some(surest) = held.and_then(|held| held.into_iter().min_by_key(|held| held.severity)) else { continue };
        let Some(found) = finding(&request, &surest, model) else { continue };
        let finding = match by_thing.remove(&thing) {
            Some(known) => known.with_related(request.place(), "demandé ici aussi"),
            None => found,
        };
        by_thing.insert(thing, finding);
    }
    findings.extend(by_thing.into_values());
}

/// Whether the words of a request allow to speak: what is shown, handed back, renewed or let off is left alone.
fn may_be_held(request: &Asked<'_>, model: &Model) -> bool {
    let in_original = request.requirement.value.forms.iter().any(|form| form.value == EvidenceForm::Original);
    !in_original && !request.lets_somebody_off() && !request.is_identity(model) && !request.is_delivered_here(model)
}

/// A document that a recipient of the file already has.
struct Held<'m> {
    document: &'m Evidence,
    holder: &'m PublicOrganisation,
    /// Where it is said.
    place: Location,
    how: How,
    severity: Severity,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    /// It delivers it.
    Issues,
    /// It is declared to hold it.
    Holds,
    /// A body attached to it, or it is attached to, delivers it.
    Attached,
}

fn held_by<'m>(document: &'m Evidence, recipients: &[&'m PublicOrganisation], model: &'m Model) -> Option<Held<'m>> {
    let issuers = document.issued_by.all().iter().map(|issuer| (issuer, How::Issues));
    let holders = document.held_by.iter().map(|holder| (holder, How::Holds));
    let mut found: Option<Held<'m>> = None;
    for (reference, how) in issuers.chain(holders) {
        let Some(body) = model.organisation(&reference.value) else { continue };
        for recipient in recipients {
            let how = match how {
                _ if body.symbol == recipient.symbol => how,
                How::Issues | How::Holds | How::Attached if is_attached(body, recipient, model) => How::Attached,
                How::Issues | How::Holds | How::Attached => continue,
            };
            let Some(severity) = severity(how, body, recipient) else { continue };
            if found.as_ref().is_none_or(|known| known.severity < severity) {
                found = Some(Held { document, holder: recipient, place: reference.location(), how, severity });
            }
        }
    }
    found
}

fn severity(how: How, body: &PublicOrganisation, recipient: &PublicOrganisation) -> Option<Severity> {
    let bound = match is_administration(recipient) {
        Some(true) => Severity::Erreur,
        None => Severity::Alerte,
        Some(false) => return None,
    };
    let many = is_one_of_many(body) || is_one_of_many(recipient);
    Some(bound.min(match (how, many) {
        (How::Issues | How::Holds, false) => Severity::Erreur,
        (How::Holds, true) | (How::Attached, false) => Severity::Alerte,
        (How::Issues | How::Attached, true) => Severity::Conseil,
    }))
}

/// Whether its name stands for many bodies: a town hall is not all town halls.
fn is_one_of_many(organisation: &PublicOrganisation) -> bool {
    let has_a_directory = organisation.contacts.all().iter().any(|contact| matches!(contact.value, ContactPoint::Directory(_)));
    let by_nature = organisation.nature.said().is_some_and(|nature| match nature.value {
        OrganisationNature::LocalAuthority | OrganisationNature::Court | OrganisationNature::Chamber => true,
        OrganisationNature::State
        | OrganisationNature::SocialSecurity
        | OrganisationNature::PublicBody
        | OrganisationNature::Association
        | OrganisationNature::Private => false,
    });
    let is_common = by_nature || has_any(&readable(&organisation.title), &MANY_UNDER_ONE_NAME);
    has_a_directory || (is_common && !has_a_proper_name(&organisation.title))
}

/// « Mairie de Valmont » is one body; « Consulat de France » is still many.
fn has_a_proper_name(title: &str) -> bool {
    let words = title.split([' ', '\'', '’', '\u{a0}']).skip(1);
    words
        .filter(|word| !["France", "État", "République", "Police"].contains(word))
        .any(|word| word.starts_with(char::is_uppercase))
}

/// Whether one of the two is attached to the other, however far.
fn is_attached(one: &PublicOrganisation, other: &PublicOrganisation, model: &Model) -> bool {
    ancestors(one, model).contains(&other.symbol) || ancestors(other, model).contains(&one.symbol)
}

fn ancestors(organisation: &PublicOrganisation, model: &Model) -> Vec<SymbolId> {
    let mut ancestors = Vec::new();
    let mut current = organisation;
    while let Some(parent) = current.part_of.as_ref().and_then(|parent| model.organisation(parent)) {
        if ancestors.contains(&parent.symbol) {
            break;
        }
        ancestors.push(parent.symbol);
        current = parent;
    }
    ancestors
}

fn finding(request: &Asked<'_>, held: &Held<'_>, model: &Model) -> Option<Finding> {
    let qualifiers = &request.requirement.value.qualifiers;
    let softened = qualifiers.condition.is_some() || qualifiers.according_to.is_some();
    if held.severity == Severity::Conseil && (softened || qualifiers.because.is_some()) {
        return None;
    }
    let severity = if softened { held.severity.min(Severity::Alerte) } else { held.severity };
    let (called, holder) = (request.called(model), &held.holder.title);
    let is_one_of_many = severity == Severity::Conseil;
    let (named, unnamed) = match held.how {
        How::Issues if is_one_of_many => (
            format!("{called} est peut-être déjà chez « {holder} », qui reçoit le dossier"),
            "est peut-être déjà chez qui le demande",
        ),
        How::Issues => (format!("{called} est délivré par « {holder} », qui le redemande"), "est redemandé par qui le délivre"),
        How::Holds => (format!("{called} est déjà chez « {holder} », qui le redemande"), "est redemandé par qui l'a déjà"),
        How::Attached => (
            format!("{called} est délivré par un service de la même maison que « {holder} »"),
            "est délivré par un service de la même maison",
        ),
    };
    let message = fitting([named, format!("{called} {unnamed}")]);
    let label = if is_one_of_many { "à vérifier" } else { "déjà chez qui le demande" };
    let finding = RULE
        .graded(severity, request.place(), message)
        .with_label(label)
        .with_related(held.place, format!("« {} » vient de là", held.document.title));
    if is_one_of_many {
        return Some(finding.with_help(
            "quand c'est le même organisme qui a délivré la pièce, ne la demandez pas : ajoutez `sauf si …`. Limpide ne sait pas si \
             c'est le même (non vérifié)",
        ));
    }
    Some(match &qualifiers.according_to {
        Some(_) => finding.with_note("le texte cité ne peut l'imposer que s'il a force de loi : non vérifié"),
        None => finding,
    })
}
