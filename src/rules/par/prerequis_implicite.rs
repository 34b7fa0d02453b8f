//! A document that another procedure delivers, without a word about it.

use crate::analysis::gathering::outputs;
use crate::findings::{Applicability, Finding, Fix, Severity};
use crate::model::{Evidence, Model, PublicService, Sourced, Stated};
use crate::rules::{Basis, Check, Context, FixOffered, Rule, passages};
use crate::source::{Location, Span};
use crate::values::{Reference, RequiredEvidence, SymbolId};
use std::collections::BTreeMap;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "PAR002",
    name: "prerequis-implicite",
    severity: Severity::Alerte,
    worst: Severity::Alerte,
    what: "Une pièce exigée est délivrée par une autre démarche du dossier, et rien ne le dit.",
    why: "La personne découvre trop tard qu'une autre démarche devait être faite avant, avec ses propres délais.",
    remove: "n'exigez plus la pièce, ou faites-la venir de l'administration qui la délivre",
    ease: "dites dans la pièce quelle démarche la délivre : `obtenue par démarche …`, et son délai",
    principle: "Développer l’information sur les parcours de prise en charge",
    basis: &[
        Basis::Source("UK Service Standard, point 2 : « solve a whole problem »"),
        Basis::Unverified("Règlement (UE) 2018/1724, article 10 : les étapes de la procédure"),
    ],
    threshold: "",
    limits: "Seules les pièces délivrées par une démarche du dossier (`produit …`), et par l'organisme qui en est responsable, sont \
             connues. Rien n'est dit quand la démarche qui \
             exige la pièce nomme celle qui la délivre dans ses textes.",
    fix: FixOffered::ToReview,
    faulty: &[
        r"
pièce attestation_droits « Attestation de droits » {
  délivrée par caf
}
démarche demande_attestation « Demander une attestation de droits » {
  organisme caf
  étape demande « Demandez l'attestation » {
    par usager en ligne
    produit attestation_droits
  }
}
démarche aide_logement « Demander une aide au logement » {
  étape dépôt « Déposez la demande » {
    par usager en ligne
    fournir attestation_droits
  }
}
",
        r"
pièce attestation_droits « Attestation de droits »
démarche demande_attestation « Demander une attestation de droits » {
  produit attestation_droits
}
démarche aide_logement « Demander une aide au logement » {
  étape dépôt « Déposez la demande » {
    par usager en ligne
    fournir attestation_droits
  }
}
",
    ],
    sane: &[r"
pièce attestation_droits « Attestation de droits » {
  obtenue par démarche demande_attestation
}
démarche demande_attestation « Demander une attestation de droits » {
  produit attestation_droits
}
démarche aide_logement « Demander une aide au logement » {
  étape dépôt « Déposez la demande » {
    par usager en ligne
    fournir attestation_droits
  }
}
"],
    check: Check::Workspace(check),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let model = context.model;
    let mut delivered: BTreeMap<SymbolId, Vec<&PublicService>> = BTreeMap::new();
    for service in &model.services {
        for evidence in outputs(service).filter_map(|output| model.evidence(output)) {
            let deliverers = delivered.entry(evidence.symbol).or_default();
            if is_implicit(evidence, service) && deliverers.last().is_none_or(|last| last.symbol != service.symbol) {
                deliverers.push(service);
            }
        }
    }
    let mut asked: BTreeMap<SymbolId, Vec<Location>> = BTreeMap::new();
    for service in &model.services {
        for (evidence, place) in asked_by(service, model) {
            let deliverers = delivered.get(&evidence.symbol).map_or(&[][..], Vec::as_slice);
            let delivers_it = outputs(service).any(|output| output.target == Some(evidence.symbol));
            if !deliverers.is_empty() && !delivers_it && !deliverers.iter().any(|deliverer| names(service, deliverer)) {
                asked.entry(evidence.symbol).or_default().push(place);
            }
        }
    }
    for evidence in &model.evidences {
        if let (Some(deliverers), Some(asked)) = (delivered.get(&evidence.symbol), asked.get(&evidence.symbol)) {
            findings.push(finding(evidence, deliverers, asked));
        }
    }
}

/// Whether nothing says that this procedure is where the document comes from. A document of another body than the one in charge of the
/// procedure only passes through it.
fn is_implicit(evidence: &Evidence, service: &PublicService) -> bool {
    if evidence.already_owned || !evidence.obtained_through.is_not_said() {
        return false;
    }
    let in_charge = |issuer: &Sourced<Reference>| {
        service.organisations.all().iter().any(|organisation| organisation.value.target == issuer.value.target)
    };
    match &evidence.issued_by {
        Stated::NotSaid => true,
        Stated::None(_) => false,
        Stated::Said(issuers) => issuers.iter().any(in_charge),
    }
}

/// The documents a procedure asks for, each where it first does.
fn asked_by<'m>(service: &PublicService, model: &'m Model) -> Vec<(&'m Evidence, Location)> {
    let mut asked: Vec<(&Evidence, Location)> = Vec::new();
    for (_, requirement) in service.requirements() {
        for required in &requirement.value.evidence {
            let RequiredEvidence::Named(reference) = required else { continue };
            let Some(evidence) = model.evidence(reference) else { continue };
            if asked.iter().all(|(known, _)| known.symbol != evidence.symbol) {
                asked.push((evidence, requirement.at(reference.span)));
            }
        }
    }
    asked
}

/// Whether the texts of a procedure name another by its title.
fn names(service: &PublicService, other: &PublicService) -> bool {
    let title = other.title.to_lowercase();
    passages(service).any(|passage| passage.text.value.to_lowercase().contains(&title))
}

fn finding(evidence: &Evidence, deliverers: &[&PublicService], asked: &[Location]) -> Finding {
    let message = match deliverers {
        [only] => format!("« {} » vient de « {} », et rien ne le dit", evidence.title, only.title),
        several => format!("« {} » vient de {} démarches, et rien ne le dit", evidence.title, several.len()),
    };
    let mut finding = RULE.at(evidence.heading, message).with_label("on ne dit pas comment l'obtenir");
    for service in deliverers {
        finding = finding.with_related(service.heading, "cette démarche la délivre");
    }
    for place in asked {
        finding = finding.with_related(*place, "exigée ici");
    }
    let [only] = deliverers else { return finding };
    match link(evidence, only) {
        Some(fix) => finding.with_fix(fix),
        None => finding,
    }
}

/// The line that says it, in the block of the document when it surely has one.
fn link(evidence: &Evidence, service: &PublicService) -> Option<Fix> {
    let line = format!("obtenue par démarche {}", service.name);
    let title = format!("écrire `{line}`");
    Some(Fix::replace(title, Applicability::ToReview, last_line(evidence)?, format!("\n  {line}")))
}

/// Just after the last line of the block, when it has one that is known.
fn last_line(evidence: &Evidence) -> Option<Location> {
    let lines = [
        evidence.issued_by.all().last().map(Sourced::location),
        evidence.held_by.last().map(Sourced::location),
        evidence.proves.all().last().map(Sourced::location),
        evidence.one_of.last().map(Sourced::location),
        evidence.obtaining_time.said().map(Sourced::location),
        evidence.costs.all().last().map(Sourced::location),
        evidence.exchange.said().map(Sourced::location),
        evidence.valid_for.said().map(Sourced::location),
        evidence.link.as_ref().map(Sourced::location),
    ];
    lines.into_iter().flatten().max_by_key(|line| line.span.end).map(end_of)
}

/// The point where a place ends.
const fn end_of(place: Location) -> Location {
    Location::new(place.file, Span::new(place.span.end, place.span.end))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn a_procedure_named_in_the_text_is_not_implicit() {
        let says = |text: &str| {
            let input = format!(
                "pièce attestation « Attestation de droits »
démarche demande « Demander une attestation » {{
  produit attestation
}}
démarche aide « Aide au logement » {{
  présentation « {text} »
  étape dépôt « Déposez » {{
    par usager en ligne
    fournir attestation ou « Un autre papier »
  }}
}}
"
            );
            check("PAR002", &input)
        };
        assert_eq!(says("Commencez par la démarche « Demander une attestation »."), "");
        insta::assert_snapshot!(says("Pour vous loger."), @r"
        alerte PAR002 : « Attestation de droits » vient de « Demander une attestation », et rien ne le dit
          | pièce attestation « Attestation de droits »
          |       ^^^^^^^^^^^ on ne dit pas comment l'obtenir
          | démarche demande « Demander une attestation » {
          |                    ^^^^^^^^^^^^^^^^^^^^^^^^ cette démarche la délivre
          |     fournir attestation ou « Un autre papier »
          |             ^^^^^^^^^^^ exigée ici
        ");
    }
}
