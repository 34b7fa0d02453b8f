//! A document that says what another administration already knows, and makes available.

use super::scope::{is_for, is_for_administration};
use crate::findings::{Finding, Severity};
use crate::model::{Evidence, Model, PublicOrganisation, PublicService};
use crate::rules::asked::{Asked, SameThing, asked, is_administration, names_one_document, recipients, wordings};
use crate::rules::documents::DocumentKind;
use crate::rules::tables::{HeldInformation, PublicKind, held_information};
use crate::rules::wording::{Words, has_any, readable};
use crate::rules::{Basis, Check, Context, FixOffered, Rule};
use crate::source::Location;
use crate::values::{Audience, EvidenceForm, OrganisationNature, RequiredEvidence};
use std::collections::BTreeMap;

/// Rows of D.114-9-1 that the registers hold in part only: old diplomas, agreements of many kinds.
const HELD_IN_PART: &[&str] = &["diplome", "diplome-entreprise", "agrement"];

/// Words of a procedure that feeds a register.
static FEEDING_A_REGISTER: Words = Words::new(&[
    "creation",
    "creer",
    "declaration",
    "declarer",
    "immatriculation",
    "immatriculer",
    "modification",
    "modifier",
    "dissolution",
    "dissoudre",
    "fusion",
]);

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "DLN002",
    name: "piece-detenue-par-l-administration",
    severity: Severity::Erreur,
    worst: Severity::Erreur,
    what: "Une pièce est demandée alors qu'une autre administration tient l'information à disposition.",
    why: "La personne fait le facteur entre deux administrations qui savent se parler.",
    remove: "obtenez l'information auprès de l'administration qui la détient, et dites-le à la personne",
    ease: "si l'échange n'est pas possible, demandez une attestation sur l'honneur, ou dites pourquoi la pièce reste nécessaire",
    principle: "une éthique de l’information et de la gestion des données",
    basis: &[
        Basis::Law("CRPA", "L113-12"),
        Basis::Law("CRPA", "L113-13"),
        Basis::Law("CRPA", "L114-8"),
        Basis::Law("CRPA", "L114-9"),
        Basis::Law("CRPA", "D114-9-1"),
        Basis::Law("CRPA", "L114-10"),
        Basis::Law("CSS", "L114-12"),
    ],
    threshold: "Erreur quand l'information figure dans la table de D.114-9-1 pour ce public ; alerte quand l'auteur dit seulement que \
                l'administration peut l'obtenir (`échange`).",
    limits: "Ne parle que des démarches dont on sait qu'une administration les reçoit. Alerte au plus quand le public n'est pas dit, quand la pièce n'est demandée qu'à certains, d'après un \
             texte ou avec une raison ; conseil pour les diplômes et agréments (registres partiels) et les collectivités (L.114-10). Se \
             tait pour les pièces d'identité, les originaux, ce que délivre un organisme privé, les créations et déclarations \
             d'entreprises et d'associations (le registre n'a encore rien), ce dont un `sauf si` dispense, ce que le secret médical ou de la défense exclut (L.114-9), et quand \
             la personne peut fournir autre chose.",
    fix: FixOffered::No,
    faulty: &[
        r"
démarche aide « Demander une aide » {
  public particulier
  organisme caf
  étape dépôt « Déposez la demande » {
    par usager en ligne ou par courrier
    fournir avis_imposition
  }
}
",
        r"
pièce attestation_séjour « Attestation d'hébergement collectif » {
  délivrée par préfecture
  échange « Portail de l'État »
}
démarche aide « Demander une aide » {
  public particulier
  organisme caf
  étape dépôt « Déposez la demande » {
    par usager en ligne ou par courrier
    fournir attestation_séjour
  }
}
",
    ],
    sane: &[
        r"
démarche aide « Demander une aide » {
  public particulier
  organisme caf
  étape dépôt « Déposez la demande » {
    par usager en ligne ou par courrier
    fournir avis_imposition sauf si hébergé
    fournir avis_imposition ou livret_famille
    fournir carte_identité
  }
}
",
        r"
organisme banque « Banque » {
  nature privé
}
démarche prêt « Demander un prêt » {
  public particulier
  organisme banque
  étape dépôt « Déposez la demande » {
    par usager en ligne ou par courrier
    fournir avis_imposition
  }
}
",
    ],
    check: Check::Service(check),
};

fn check(service: &PublicService, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let model = context.model;
    if !is_for_administration(service, model) {
        return;
    }
    let recipients = recipients(service, model);
    let mut by_thing: BTreeMap<SameThing, Finding> = BTreeMap::new();
    for request in asked(service, context).filter(|request| may_be_obtained(request, model)) {
        let evidence = request.requirement.value.evidence.iter();
        let sources: Option<Vec<_>> = evidence.map(|evidence| source(evidence, service, &recipients, context)).collect();
        // Every one of the alternatives: otherwise the person may bring another.
        let least_sure = sources.and_then(|sources| sources.into_iter().min_by_key(|source| source.severity));
        let Some((source, thing)) = least_sure.zip(request.thing()) else { continue };
        let finding = match by_thing.remove(&thing) {
            Some(known) => known.with_related(request.place(), "demandé ici aussi"),
            None => finding(&request, &source, model),
        };
        by_thing.insert(thing, finding);
    }
    findings.extend(by_thing.into_values());
}

fn may_be_obtained(request: &Asked<'_>, model: &Model) -> bool {
    let in_original = request.requirement.value.forms.iter().any(|form| form.value == EvidenceForm::Original);
    !in_original && !request.lets_somebody_off() && !request.is_identity(model) && !request.is_delivered_here(model)
}

/// Where the administration can get what a document says.
struct Source {
    holder: String,
    /// The information, in the words of the law, or the exchange, in those of the author.
    what: String,
    said: Option<Location>,
    severity: Severity,
}

fn source(
    evidence: &RequiredEvidence,
    service: &PublicService,
    recipients: &[&PublicOrganisation],
    context: &Context<'_>,
) -> Option<Source> {
    let model = context.model;
    let named = match evidence {
        RequiredEvidence::Named(name) => Some(model.evidence(name)?),
        RequiredEvidence::Described(_) => None,
    };
    if named.is_some_and(|document| is_held_by(document, recipients) || comes_from_elsewhere(document, model)) {
        return None;
    }
    let by_law = match (named, evidence) {
        (Some(document), _) if context.documents.is(document, DocumentKind::Held, model) => {
            wordings(document).find_map(held_information)
        }
        (None, RequiredEvidence::Described(words)) => {
            Some(&*words.value).filter(|words| names_one_document(words)).and_then(held_information)
        }
        (Some(_), _) | (None, RequiredEvidence::Named(_)) => None,
    };
    by_law.and_then(|row| by_law_of(row, service)).or_else(|| by_exchange(named?, model))
}

/// The recipient has it already: the rule on what it holds itself speaks of it.
fn is_held_by(document: &Evidence, recipients: &[&PublicOrganisation]) -> bool {
    let holders = document.issued_by.all().iter().chain(&document.held_by);
    holders.filter_map(|holder| holder.value.target).any(|holder| recipients.iter().any(|recipient| recipient.symbol == holder))
}

/// An employer, a doctor, a bank delivers it: the administration has no such document, whatever its name.
fn comes_from_elsewhere(document: &Evidence, model: &Model) -> bool {
    let mut issuers = document.issued_by.all().iter().filter_map(|issuer| model.organisation(&issuer.value));
    issuers.any(|issuer| is_administration(issuer) == Some(false))
}

fn by_law_of(row: &HeldInformation, service: &PublicService) -> Option<Source> {
    let publics: &[Audience] = match row.public {
        PublicKind::Person => &[Audience::Individual],
        PublicKind::Organisation => &[Audience::Business, Audience::Professional, Audience::Association],
    };
    let severity = match is_for(service, publics) {
        _ if feeds_a_register(service, row) => return None,
        Some(false) => return None,
        Some(true) | None if HELD_IN_PART.contains(&&*row.reference) => Severity::Conseil,
        Some(true) => Severity::Erreur,
        None => Severity::Alerte,
    };
    Some(Source { holder: row.administration.clone(), what: format!("« {} » (D.114-9-1)", row.name), said: None, severity })
}

/// A procedure by which companies and associations enter a register, or change what it says: what it asks is not held yet.
fn feeds_a_register(service: &PublicService, row: &HeldInformation) -> bool {
    row.public == PublicKind::Organisation && has_any(&readable(&service.title), &FEEDING_A_REGISTER)
}

fn by_exchange(document: &Evidence, model: &Model) -> Option<Source> {
    let exchange = document.exchange.said()?;
    let issuers: Vec<_> = document.issued_by.all().iter().filter_map(|issuer| model.organisation(&issuer.value)).collect();
    if issuers.is_empty() || issuers.iter().any(|issuer| is_administration(issuer) != Some(true)) {
        return None;
    }
    let is_local = |issuer: &&PublicOrganisation| {
        issuer.nature.said().is_some_and(|nature| nature.value == OrganisationNature::LocalAuthority)
    };
    let severity = if issuers.iter().any(is_local) { Severity::Conseil } else { Severity::Alerte };
    let holder = issuers.iter().map(|issuer| &*issuer.title).collect::<Vec<_>>().join(" ou ");
    Some(Source { holder, what: format!("par « {} »", exchange.value.value), said: Some(exchange.location()), severity })
}

fn finding(request: &Asked<'_>, source: &Source, model: &Model) -> Finding {
    let qualifiers = &request.requirement.value.qualifiers;
    let is_argued = qualifiers.condition.is_some() || qualifiers.according_to.is_some() || qualifiers.because.is_some();
    let severity = source.severity.min(if is_argued { Severity::Alerte } else { Severity::Erreur });
    let message = format!("{} : l'administration peut l'obtenir elle-même", request.called(model));
    let finding = RULE
        .graded(severity, request.place(), message)
        .with_label(format!("détenue par : {}", source.holder))
        .with_note(format!("{} : {}", source.holder, source.what));
    let finding = match source.said {
        Some(place) => finding.with_related(place, "l'échange est dit ici"),
        None => finding,
    };
    let help = match (source.severity, source.said) {
        (Severity::Conseil, Some(_)) => {
            "obtenez-la par cet échange quand il existe, et ne la demandez qu'à défaut : `fournir … sauf si …` ; une collectivité peut en \
             être techniquement empêchée (L.114-10)"
        }
        (Severity::Conseil, None) => {
            "cherchez d'abord dans le registre, qui ne remonte pas toujours assez loin, et ne demandez la pièce qu'à défaut"
        }
        (Severity::Info | Severity::Alerte | Severity::Erreur, _) => return finding,
    };
    finding.with_help(help)
}
