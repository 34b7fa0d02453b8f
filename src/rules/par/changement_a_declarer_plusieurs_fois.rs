//! One change of a life, to be declared to several administrations.

use crate::findings::{Finding, Severity};
use crate::model::{Model, PublicOrganisation, PublicService, Sourced};
use crate::rules::{Basis, Check, Context, FixOffered, Rule};
use crate::source::Location;
use crate::values::{OrganisationNature, Reference, SymbolId};
use std::collections::BTreeMap;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "PAR005",
    name: "changement-a-declarer-plusieurs-fois",
    severity: Severity::Alerte,
    worst: Severity::Alerte,
    what: "Le même changement (adresse, naissance, séparation, coordonnées bancaires) doit être déclaré à plusieurs administrations.",
    why: "La personne vit un seul événement et doit le raconter plusieurs fois ; un oubli coûte un courrier perdu ou un trop-perçu.",
    remove: "recevez le changement une seule fois, et transmettez-le aux autres administrations",
    ease: "donnez, au moment de la première déclaration, la liste des autres et un lien vers chacune",
    principle: "Définir les parcours de l’usager par une logique « transverse »",
    basis: &[Basis::Law("CRPA", "L113-12"), Basis::Law("CRPA", "L114-8"), Basis::Law("CSS", "L114-12")],
    threshold: "Deux déclarations du même changement, à deux organismes publics différents.",
    limits: "Les organismes privés et les associations ne comptent pas : ils n'échangent pas entre eux. Une démarche dont l'organisme n'est \
             pas dit non plus.",
    fix: FixOffered::No,
    faulty: &[r"
démarche adresse_caf « Changer d'adresse auprès de la Caf » {
  organisme caf
  déclare adresse
}
démarche adresse_impôts « Changer d'adresse auprès des impôts » {
  organisme impôts
  déclare adresse
}
"],
    sane: &[r"
démarche adresse_unique « Changer d'adresse partout » {
  organisme caf, impôts
  déclare adresse
}
démarche nom_mairie « Changer de nom » {
  organisme mairie
  déclare nom
}
"],
    check: Check::Workspace(check),
};

/// A procedure by which a change is declared to an administration.
struct Declaration<'m> {
    service: &'m PublicService,
    location: Location,
    to: Vec<&'m PublicOrganisation>,
}

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let model = context.model;
    let mut declarations: BTreeMap<SymbolId, (&str, Vec<Declaration<'_>>)> = BTreeMap::new();
    for service in &model.services {
        for declared in &service.declares {
            let Some(data) = model.datum(&declared.value) else { continue };
            let to = administrations(service, model);
            if to.is_empty() {
                continue;
            }
            let (_, known) = declarations.entry(data.symbol).or_insert_with(|| (&data.name, Vec::new()));
            if known.iter().all(|earlier| earlier.service.symbol != service.symbol) {
                known.push(Declaration { service, location: declared.location(), to });
            }
        }
    }
    findings.extend(declarations.values().filter_map(|(change, declarations)| several(change, declarations)));
}

/// The administrations in charge of a procedure: those whose nature is not private.
fn administrations<'m>(service: &PublicService, model: &'m Model) -> Vec<&'m PublicOrganisation> {
    let known = |reference: &Sourced<Reference>| model.organisation(&reference.value);
    let is_public = |organisation: &&PublicOrganisation| {
        let nature = organisation.nature.said().map(|nature| nature.value);
        !matches!(nature, Some(OrganisationNature::Private | OrganisationNature::Association))
    };
    service.organisations.all().iter().filter_map(known).filter(is_public).collect()
}

fn several(change: &str, declarations: &[Declaration<'_>]) -> Option<Finding> {
    let mut told: Vec<&PublicOrganisation> = Vec::new();
    let mut separate: Vec<&Declaration<'_>> = Vec::new();
    for declaration in declarations {
        // One more declaration counts when it tells someone the earlier ones did not.
        if declaration.to.iter().any(|organisation| told.iter().all(|known| known.symbol != organisation.symbol)) {
            told.extend(&declaration.to);
            separate.push(declaration);
        }
    }
    let [first, others @ ..] = separate.as_slice() else { return None };
    if others.is_empty() {
        return None;
    }
    let message =
        format!("{} démarches font déclarer « {} », à des organismes différents", separate.len(), change.replace('_', " "));
    let titled = |declaration: &Declaration<'_>| {
        declaration.to.iter().map(|organisation| &*organisation.title).collect::<Vec<_>>().join(", ")
    };
    let mut finding = RULE.at(first.location, message).with_label(format!("à : {}", titled(first)));
    for declaration in others {
        finding = finding.with_related(declaration.location, format!("encore, à : {}", titled(declaration)));
    }
    Some(finding.with_subject(&*first.service.title))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn one_declaration_that_tells_everyone_is_enough() {
        let second = |organisations: &str| {
            let input = format!(
                "organisme banque « Banque » {{
  nature privé
}}
démarche a « Changer d'adresse » {{
  organisme caf, impôts
  déclare adresse
}}
démarche b « Changer d'adresse, encore » {{
  {organisations}
  déclare adresse
}}
"
            );
            check("PAR005", &input)
        };
        assert_eq!(second("organisme impôts"), "");
        assert_eq!(second("organisme banque"), "");
        assert_eq!(second("public particulier"), "");
        assert!(second("organisme mairie").contains("2 démarches font déclarer « adresse »"));
    }
}
