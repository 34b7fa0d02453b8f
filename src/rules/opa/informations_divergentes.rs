//! The same fact said two ways.

use crate::analysis::cost::{Announced, announced, announced_by};
use crate::findings::{Finding, Severity};
use crate::model::{ContactBlock, Evidence, Model, PublicService, Sourced};
use crate::rules::{Basis, Check, Context, FixOffered, Rule};
use crate::source::Location;
use crate::values::{CallPrice, ContactPoint, Output, TimeLimit};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "OPA007",
    name: "informations-divergentes",
    severity: Severity::Erreur,
    worst: Severity::Erreur,
    what: "Le même fait est dit de deux façons qui ne peuvent pas être vraies ensemble : un délai, un prix, une durée de validité.",
    why: "La personne qui a lu l'un agit autrement que celle qui a lu l'autre ; aucune des deux ne sait laquelle a raison.",
    remove: "gardez l'information juste, à un seul endroit",
    ease: "",
    principle: "qu’il a reçu la bonne information",
    basis: &[Basis::Law("CRPA", "L312-3"), Basis::Source("Services Publics +, engagement 5")],
    threshold: "Toute divergence entre deux nombres. Deux textes différents pour les horaires ou le tarif d'un même numéro : alerte, \
                car ils peuvent vouloir dire la même chose.",
    limits: "Un fait qui dépend de la personne n'est pas comparé. Le délai pour obtenir une pièce n'est comparé à celui de sa démarche \
             que s'il est plus court que le plus court annoncé.",
    fix: FixOffered::No,
    faulty: &[
        r"
démarche permis « Demander un permis » {
  volume 1 000 dossiers par an
  volume 2 000 dossiers par an
}
",
        r"
pièce extrait « Extrait de casier » {
  coût 0 €
  obtenue par démarche demande_extrait
}
démarche demande_extrait « Demander un extrait de casier » {
  coût 12 €
  produit extrait
}
",
        r"
pièce extrait « Extrait de casier » {
  délai d'obtention 1 jour à 3 jours
  obtenue par démarche demande_extrait
}
démarche demande_extrait « Demander un extrait de casier » {
  étape examen « La demande est examinée » {
    par préfecture
    délai 2 semaines à 1 mois, à compter de la demande
    produit extrait
  }
}
",
        r"
démarche un « Demander un permis » {
  contact {
    téléphone « 09 70 00 00 00 », appel gratuit
  }
}
démarche deux « Demander un badge » {
  contact {
    téléphone « 0970 000 000 », prix d'un appel
  }
}
",
    ],
    sane: &[r"
pièce extrait « Extrait de casier » {
  coût 12 €
  délai d'obtention 2 semaines à 2 mois
  obtenue par démarche demande_extrait
}
démarche demande_extrait « Demander un extrait de casier » {
  coût 12 €
  contact {
    téléphone « 34 00 », appel gratuit
  }
  étape examen « La demande est examinée » {
    par préfecture
    délai 2 semaines à 1 mois, à compter de la demande
    produit extrait valable 3 mois
  }
}
"],
    check: Check::Workspace(check),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let model = context.model;
    for service in &model.services {
        findings.extend(service.repeated.iter().map(|(fact, first, next)| {
            RULE.at(*next, format!("`{}` est dit deux fois, autrement", fact.word()))
                .with_label("dit autrement ici")
                .with_related(*first, "dit d'abord ici")
                .with_subject(&*service.title)
        }));
        findings.extend(validities(service, model));
    }
    for evidence in &model.evidences {
        for through in evidence.obtained_through.all() {
            let Some(service) = model.service(&through.value) else { continue };
            findings.extend(prices(evidence, service));
            findings.extend(delays(evidence, service));
        }
    }
    telephones(model, findings);
}

/// The price of a document, and that of the procedure that delivers it.
fn prices(evidence: &Evidence, service: &PublicService) -> Option<Finding> {
    let here = announced_by(&evidence.costs)?;
    let there = announced(service)?;
    if here.min <= there.max && there.min <= here.max {
        return None;
    }
    let message = format!("« {} » coûte {}, mais sa démarche coûte {}", evidence.title, said(&here), said(&there));
    Some(RULE.at(here.location, message).with_related(there.location, format!("« {} » dit autre chose", service.title)))
}

fn said(cost: &Announced) -> String {
    if cost.min == cost.max { cost.min.to_string() } else { format!("de {} à {}", cost.min, cost.max) }
}

/// The time to get a document, and that of the procedure that delivers it. A document may take longer than its procedure (one has to
/// find the time to ask); it cannot take less.
fn delays(evidence: &Evidence, service: &PublicService) -> Option<Finding> {
    let here = evidence.obtaining_time.said()?;
    let there = shortest(service)?;
    if here.value.max.max_days() >= there.value.duration.value.min.min_days() {
        return None;
    }
    let (longest, shortest) = (here.value.max, there.value.duration.value.min);
    let message = format!("« {} » : {longest} au plus ici, {shortest} au moins dans sa démarche", evidence.title);
    let place = there.at(there.value.duration.span);
    Some(RULE.at(here.location(), message).with_related(place, format!("le délai de « {} »", service.title)))
}

/// The shortest time the administration announces to everybody, when it announces one only.
fn shortest(service: &PublicService) -> Option<&Sourced<TimeLimit>> {
    let of_steps = service.steps.iter().filter(|step| !step.optional && step.condition.is_none());
    let of_steps = of_steps.flat_map(|step| step.processing_times.all());
    let of_decision = service.decision.said().map_or(&[][..], |decision| decision.processing_times.all());
    let mut times = of_steps.chain(of_decision);
    let only = times.next()?;
    (times.next().is_none() && only.value.qualifiers.condition.is_none()).then_some(only)
}

/// How long what a procedure delivers is valid, and what the document says of itself.
fn validities(service: &PublicService, model: &Model) -> Vec<Finding> {
    let of_steps = service.steps.iter().flat_map(|step| step.outputs.all());
    let outputs = service.outputs.all().iter().chain(of_steps);
    outputs.filter_map(|output| validity(output, model)).map(|finding| finding.with_subject(&*service.title)).collect()
}

fn validity(output: &Sourced<Output>, model: &Model) -> Option<Finding> {
    let here = output.value.valid_for.as_ref().filter(|_| output.value.qualifiers.condition.is_none())?;
    let evidence = model.evidence(&output.value.evidence)?;
    let there = evidence.valid_for.said()?;
    // 24 mois and 2 ans are the same, and so are 7 jours and 1 semaine.
    let overlap = here.value.min_days() <= there.value.max_days() && there.value.min_days() <= here.value.max_days();
    if overlap {
        return None;
    }
    let message = format!("« {} » est valable {} ici, et {} ailleurs", evidence.title, here.value, there.value);
    Some(RULE.at(output.at(here.span), message).with_related(there.location(), "dit autrement ici"))
}

/// A telephone number, with what is said of it.
struct Telephone<'m> {
    digits: String,
    shown: &'m str,
    location: Location,
    price: Option<&'m CallPrice>,
    hours: Option<&'m str>,
}

/// The same number, at two prices or with two timetables.
fn telephones(model: &Model, findings: &mut Vec<Finding>) {
    let mut known: Vec<Telephone<'_>> = Vec::new();
    for point in contact_points(model) {
        let Some(telephone) = telephone(point) else { continue };
        let same = known.iter().filter(|earlier| earlier.digits == telephone.digits);
        if let Some(finding) = same.filter_map(|earlier| disagreement(earlier, &telephone)).next() {
            findings.push(finding);
        }
        known.push(telephone);
    }
}

fn contact_points(model: &Model) -> impl Iterator<Item = &Sourced<ContactPoint>> {
    let of_organisations = model.organisations.iter().flat_map(|organisation| organisation.contacts.all());
    let blocks = model.services.iter().filter_map(|service| service.contact.said());
    of_organisations.chain(blocks.flat_map(|block: &ContactBlock| &block.points))
}

fn telephone(point: &Sourced<ContactPoint>) -> Option<Telephone<'_>> {
    let ContactPoint::Telephone { number, price, hours } = &point.value else { return None };
    let digits: String = number.value.chars().filter(char::is_ascii_digit).collect();
    (!digits.is_empty()).then(|| Telephone {
        digits,
        shown: &number.value,
        location: point.at(number.span),
        price: price.as_ref().map(|price| &price.value),
        hours: hours.as_ref().map(|hours| &*hours.value),
    })
}

fn disagreement(earlier: &Telephone<'_>, later: &Telephone<'_>) -> Option<Finding> {
    let number = later.shown;
    let (severity, message) = match (earlier.price, later.price) {
        (Some(CallPrice::Free), Some(CallPrice::Ordinary | CallPrice::Other(_)))
        | (Some(CallPrice::Ordinary | CallPrice::Other(_)), Some(CallPrice::Free)) => {
            (Severity::Erreur, format!("le « {number} » est dit gratuit à un endroit et payant à un autre"))
        }
        (Some(CallPrice::Other(here)), Some(CallPrice::Other(there))) if !is_same_price(here, there, &later.digits) => {
            (Severity::Alerte, format!("le « {number} » a deux tarifs : « {there} », et « {here} » ailleurs"))
        }
        _ if timetable(earlier.hours?) != timetable(later.hours?) => {
            (Severity::Alerte, format!("le « {number} » a deux horaires selon l'endroit où on le lit"))
        }
        _ => return None,
    };
    Some(RULE.graded(severity, later.location, message).with_related(earlier.location, "dit autrement ici"))
}

/// Whether two prices are one, said with more words here or there: the kind of number, the number itself.
fn is_same_price(here: &str, there: &str, digits: &str) -> bool {
    let price = |words: &str| letters(words).trim_start_matches(digits).to_owned();
    let has_amount = |words: &str| words.contains('€');
    // « Service payant » says no price.
    if !has_amount(here) || !has_amount(there) {
        return true;
    }
    let (here, there) = (price(here), price(there));
    here.contains(&there) || there.contains(&here)
}

/// Days and hours, however said.
fn timetable(hours: &str) -> String {
    let said = letters(hours);
    said.trim_start_matches("ouvert").replace("touslesjours", "dulundiaudimanche").replace("7jours7", "dulundiaudimanche")
}

/// A text without what does not change its meaning: spaces, case, punctuation.
fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn two_ways_of_writing_one_fact_do_not_diverge() {
        let numbers = |first: &str, then: &str| {
            let input = format!("organisme a « A » {{\n  téléphone {first}\n}}\norganisme b « B » {{\n  téléphone {then}\n}}\n");
            check("OPA007", &input)
        };
        assert_eq!(numbers("« 34 00 », « Du lundi au vendredi, 9 h »", "« 3400 », « du lundi au vendredi 9h »"), "");
        assert_eq!(numbers("« 34 00 », appel gratuit", "« 34 00 »"), "");
        assert_eq!(
            numbers("« 34 00 », « Ouvert tous les jours, de 7 h à 22 h »", "« 34 00 », « Du lundi au dimanche de 7h à 22h »"),
            ""
        );
        assert_eq!(
            numbers(
                "« 34 30 », « Numéro violet : 0,06 € / min + prix d'un appel »",
                "« 3430 », « 3430 (0,06 €/min + prix d'un appel) »"
            ),
            ""
        );
        assert_eq!(numbers("« 34 00 », prix d'un appel", "« 34 00 », « 0,06 € / min »"), "");
        assert!(numbers("« 34 00 », « 9 h à 17 h »", "« 34 00 », « 9 h à 12 h »").starts_with("alerte OPA007"));
    }

    #[test]
    fn a_validity_is_compared_in_days() {
        let valid = |document: &str, output: &str| {
            let input = format!(
                "pièce badge « Badge » {{\n  valable {document}\n}}\ndémarche demande « Demande » {{\n  produit badge valable {output}\n}}\n"
            );
            check("OPA007", &input)
        };
        assert_eq!(valid("2 ans", "24 mois"), "");
        assert_eq!(valid("5 ans", "5 ans"), "");
        assert_eq!(valid("10 ans", "5 ans si mineur"), "");
        assert!(valid("10 ans", "5 ans").contains("« Badge » est valable 5\u{a0}ans ici, et 10\u{a0}ans ailleurs"));
    }
}
