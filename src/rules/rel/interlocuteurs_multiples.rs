//! A person who must turn to several bodies, with nobody to lead them.

use crate::analysis::contact::{contact_organisations, contacts};
use crate::findings::{Finding, Severity};
use crate::model::{Evidence, Model, PublicOrganisation, PublicService};
use crate::rules::wording::{called, listed};
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
    threshold: "Plus d'un organisme à qui s'adresser, sans référent : conseil ; plus de trois : alerte. Plus de trois organismes à \
                contacter, sans dire lequel pour quoi : conseil. Convention de limpide.",
    limits: "Comptent un organisme à contacter (le texte en nomme souvent plusieurs, un par situation) et ceux qui délivrent une pièce \
             exigée de tous avec un âge maximal : il faut la leur redemander. Une pièce que l'administration peut obtenir elle-même, \
             qui a plusieurs équivalents ou plusieurs émetteurs, ne compte pas.",
    fix: FixOffered::No,
    faulty: &[
        r"
démarche titre « Demander un titre » {
  contact préfecture, mairie, caf, impôts
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
  contact préfecture, caf
  étape dépôt « Déposez la demande » {
    par usager au guichet
    fournir carte_identité
    fournir acte_naissance
  }
}
",
        r"
démarche titre « Demander un titre » {
  contact préfecture, mairie, caf, impôts
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
}

fn check(service: &PublicService, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let model = context.model;
    if contacts(service, model).any(|point| matches!(point, ContactPoint::Referent(_))) {
        return;
    }
    let to_contact: Vec<_> =
        contact_organisations(service).iter().filter_map(|name| interlocutor(&name.value, name.location(), model)).collect();
    let issuers = issuers(service, &to_contact, model);
    // Those to contact may depend on the person: one of them at least.
    let n_bodies = issuers.len() + 1;
    if !to_contact.is_empty() && n_bodies > ADVICE {
        let severity = if n_bodies > WARNING { Severity::Alerte } else { Severity::Conseil };
        let message = format!("la personne doit s'adresser à {n_bodies} organismes, et aucun référent n'est dit");
        let finding = RULE.graded(severity, to_contact[0].place, message).with_label("à contacter");
        let finding = issuers.iter().fold(finding, |finding, issuer| {
            let message = format!("pièce récente, à redemander à {}", called(&issuer.organisation.title));
            finding.with_related(issuer.place, message)
        });
        findings.push(finding);
        return;
    }
    let to_contact = without_purpose(service, to_contact);
    if to_contact.len() > WARNING {
        let message = format!("{} organismes sont à contacter, sans dire lequel pour quoi", to_contact.len());
        let names: Vec<_> = to_contact.iter().map(|body| &*body.organisation.title).collect();
        let last = to_contact[to_contact.len() - 1].place;
        let place = Location::new(last.file, to_contact[0].place.span.cover(last.span));
        let finding = RULE.at(place, message).with_label("lequel appeler ?");
        findings.push(finding.with_note(format!("Dans l'ordre du texte : {}.", listed(&names))));
    }
}

/// Those of which nothing says what they are for.
fn without_purpose<'m>(service: &PublicService, bodies: Vec<Interlocutor<'m>>) -> Vec<Interlocutor<'m>> {
    let purposes = service.contact.said().map_or(&[][..], |block| &block.purposes);
    let is_told = |body: &Interlocutor<'_>| purposes.iter().any(|(name, _)| *name == body.organisation.name);
    bodies.into_iter().filter(|body| !is_told(body)).collect()
}

fn interlocutor<'m>(name: &Reference, place: Location, model: &'m Model) -> Option<Interlocutor<'m>> {
    model.organisation(name).map(|organisation| Interlocutor { organisation, place })
}

/// The only issuers of documents that must be asked again, besides those already to contact, each once.
fn issuers<'m>(service: &'m PublicService, to_contact: &[Interlocutor<'m>], model: &'m Model) -> Vec<Interlocutor<'m>> {
    let mut issuers: Vec<Interlocutor<'m>> = Vec::new();
    for (place, document) in fresh_documents(service, model) {
        let [issuer] = document.issued_by.all() else { continue };
        let Some(issuer) = interlocutor(&issuer.value, place, model) else { continue };
        let mut known = to_contact.iter().chain(&issuers);
        if known.all(|known| known.organisation.symbol != issuer.organisation.symbol) {
            issuers.push(issuer);
        }
    }
    issuers
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tables::thresholds;
    use crate::rules::testing::check_page;

    #[test]
    fn the_numbers_are_those_of_the_table() {
        let limits = thresholds(RULE.code).next().map(|threshold| (threshold.advice, threshold.warning));
        let number = |limit: usize| u32::try_from(limit).ok();
        assert_eq!(limits, Some((number(ADVICE), number(WARNING))));
    }

    #[test]
    fn an_office_whose_use_is_said_is_not_one_more_to_choose_from() {
        let office = |id: usize, complement: &str| {
            format!(
                "<OuSAdresser ID=\"R{id}\" type=\"Local\"><Titre>Bureau {id}</Titre>{complement}<PivotLocal>mairie</PivotLocal></OuSAdresser>"
            )
        };
        let portal = "<ServiceEnLigne ID=\"R2\" URL=\"https://exemple.fr/\" type=\"Téléservice\"><Titre>Demande de carte</Titre></ServiceEnLigne>";
        let offices = |complement: &str| {
            let all: String = (4..8).map(|id| office(id, complement)).collect();
            check_page("REL006", "Carte", &format!("{all}<Texte><Paragraphe>Venez.</Paragraphe>{portal}</Texte>"))
        };
        assert_eq!(offices(""), "conseil : 4 organismes sont à contacter, sans dire lequel pour quoi\n");
        assert_eq!(offices("<Complement>Pour s'informer</Complement>"), "");
        let named = [4, 5].map(|id| office(id, "")).concat()
            + &office(6, "").replace("Bureau 6", "Centre d'information des impôts")
            + &office(7, "").replace("Bureau 7", "Service des impôts des particuliers non résidents");
        assert_eq!(check_page("REL006", "Carte", &format!("{named}<Texte><Paragraphe>Venez.</Paragraphe>{portal}</Texte>")), "");
    }
}
