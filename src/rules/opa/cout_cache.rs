//! A cost nobody told the person about.

use crate::analysis::cost::{Announced, announced, announced_by, announced_in, cheapest, plus};
use crate::analysis::gathering::{Gathered, gathered};
use crate::findings::{Finding, Severity};
use crate::model::{Model, PublicService, Step};
use crate::rules::tables::threshold;
use crate::rules::{Basis, Check, Context, FixOffered, Rule};
use crate::values::{Date, Money};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "OPA010",
    name: "cout-cache",
    severity: Severity::Alerte,
    worst: Severity::Erreur,
    what: "La personne doit payer quelque chose qui n'est pas annoncé : une pièce, une photo, un timbre.",
    why: "Une démarche dite gratuite qui oblige à payer trompe la personne, et arrête en route celle qui n'a pas la somme.",
    remove: "n'exigez plus la pièce payante, ou acceptez une pièce gratuite à sa place",
    ease: "annoncez dès le début le coût complet, pièces comprises, et qui en est dispensé",
    principle: "n’a ni mal été considéré, ni trompé",
    basis: &[
        Basis::Source("Modèle international des coûts standard : débours (« out-of-pocket costs »)"),
        Basis::Unverified("Règlement (UE) 2018/1724, article 10 : les frais sont dits avant d'engager la démarche"),
    ],
    threshold: "Plus de 0 € sous l'étiquette « gratuit » : erreur (alerte quand seules certaines personnes paient). Plus de 20 € quand \
                aucun coût n'est dit : alerte. Convention de limpide.",
    limits: "Une pièce dont le coût n'est pas dit, ou qui a un équivalent gratuit, ne compte pas. Les timbres-poste, les recommandés et \
             les déplacements ne sont pas comptés.",
    fix: FixOffered::No,
    faulty: &[
        r"
démarche inscription « S'inscrire à l'école » {
  coût 0 €
  étape dépôt « Déposez le dossier » {
    par usager au guichet
    fournir photo_identité
  }
}
",
        r"
pièce certificat_médical « Certificat médical » {
  coût 25 €
}
démarche inscription « S'inscrire au club » {
  étape dépôt « Déposez le dossier » {
    par usager au guichet
    fournir certificat_médical
  }
}
",
    ],
    sane: &[
        r"
démarche inscription « S'inscrire à l'école » {
  coût 5 €
  étape dépôt « Déposez le dossier » {
    par usager au guichet
    fournir photo_identité
  }
}
",
        r"
démarche inscription « S'inscrire à l'école » {
  coût 0 €
  étape dépôt « Déposez le dossier » {
    par usager au guichet
    fournir photo_identité ou carte_identité
  }
}
",
    ],
    check: Check::Service(check),
};

/// A document that cannot be had for nothing.
struct Paid<'g, 'm> {
    document: &'g Gathered<'m>,
    price: Money,
    by_everyone: bool,
}

fn check(service: &PublicService, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let model = context.model;
    let documents = gathered(service, model);
    let paid: Vec<_> = documents.iter().filter_map(|document| paid(document, model, context.today)).collect();
    if paid.is_empty() {
        return;
    }
    match (announced_by(&service.costs), announced(service)) {
        (Some(own), _) if own.is_free() => findings.push(said_free("la démarche", &own, &paid, model)),
        (Some(_), _) => {}
        (None, Some(_)) => {
            let free_steps = service.user_steps().filter_map(|step| free_step(step, &paid, model));
            findings.extend(free_steps);
        }
        (None, None) => findings.extend(unannounced(service, &paid, model)),
    }
}

/// What a document costs, when every way of having it is known to cost.
fn paid<'g, 'm>(document: &'g Gathered<'m>, model: &Model, today: Date) -> Option<Paid<'g, 'm>> {
    if document.partly_described {
        return None;
    }
    let prices: Option<Vec<_>> = document.evidences.iter().map(|evidence| cheapest(evidence, model)).collect();
    let price = prices?.into_iter().min().filter(|price| !price.is_zero())?;
    let by_everyone = document.is_asked_of_all(model, today);
    Some(Paid { document, price, by_everyone })
}

/// A step that says it is free and asks for what is not.
fn free_step(step: &Step, paid: &[Paid<'_, '_>], model: &Model) -> Option<Finding> {
    let announced = announced_in(step).filter(Announced::is_free)?;
    let inside = |paid: &&Paid<'_, '_>| {
        paid.document.places.iter().any(|place| step.origin.location.span.touches(place.location.span.start))
    };
    let paid: Vec<_> = paid.iter().filter(inside).map(|paid| Paid { ..*paid }).collect();
    (!paid.is_empty()).then(|| said_free("l'étape", &announced, &paid, model))
}

fn said_free(what: &str, announced: &Announced, paid: &[Paid<'_, '_>], model: &Model) -> Finding {
    let always: Vec<_> = paid.iter().filter(|paid| paid.by_everyone).collect();
    let (severity, chosen) =
        if always.is_empty() { (Severity::Alerte, paid.iter().collect()) } else { (Severity::Erreur, always) };
    let whom = if severity == Severity::Alerte { " à certaines personnes" } else { "" };
    let message = match chosen.as_slice() {
        [one] => format!("{what} est dite gratuite, mais « {} » coûte {}{whom}", one.document.title, one.price),
        several => format!("{what} est dite gratuite, mais {} pièces coûtent au moins {}{whom}", several.len(), total(several)),
    };
    with_prices(RULE.graded(severity, announced.location, message).with_label("dite gratuite ici"), &chosen, model)
}

fn unannounced(service: &PublicService, paid: &[Paid<'_, '_>], model: &Model) -> Option<Finding> {
    let chosen: Vec<_> = paid.iter().filter(|paid| paid.by_everyone).collect();
    let total = total(&chosen);
    let euros = usize::try_from((total.cents + 99) / 100).unwrap_or_default();
    threshold(RULE.code).severity(euros)?;
    let message = format!("la personne doit payer au moins {total}, et aucun coût n'est dit");
    Some(with_prices(RULE.at(service.heading, message), &chosen, model))
}

fn total(paid: &[&Paid<'_, '_>]) -> Money {
    paid.iter().map(|paid| paid.price).fold(Money::default(), plus)
}

fn with_prices(mut finding: Finding, paid: &[&Paid<'_, '_>], model: &Model) -> Finding {
    for one in paid {
        if let Some(place) = one.document.places.first() {
            finding = finding.with_related(place.location, format!("à payer : {}", one.price));
        }
        let prices = one.document.evidences.iter().filter_map(|evidence| announced_by(&evidence.costs));
        finding = prices.fold(finding, |finding, price| finding.with_related(price.location, "le prix est dit ici"));
        let through = one.document.evidences.iter().flat_map(|evidence| evidence.obtained_through.all());
        let through = through.filter_map(|reference| announced(model.service(&reference.value)?));
        finding = through
            .fold(finding, |finding, price| finding.with_related(price.location, "ce que coûte la démarche qui la délivre"));
    }
    finding
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn the_price_of_the_procedure_that_delivers_counts() {
        insta::assert_snapshot!(check(
            "OPA010",
            "pièce extrait « Extrait du cadastre » {
  obtenue par démarche demande_extrait
}
démarche demande_extrait « Demander un extrait du cadastre » {
  coût 8 €
  produit extrait
}
démarche permis « Permis de construire » {
  coût aucun parce que « la loi le veut gratuit »
  étape dépôt « Déposez » {
    par usager au guichet
    fournir extrait si mineur
    fournir photo_identité
  }
}
"
        ), @r"
        erreur OPA010 : la démarche est dite gratuite, mais « Photo d'identité » coûte 5 €
          |   coût aucun parce que « la loi le veut gratuit »
          |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ dite gratuite ici
          |     fournir photo_identité
          |             ^^^^^^^^^^^^^^ à payer : 5 €
          |   coût 5 €
          |        ^^^ le prix est dit ici
        ");
    }

    #[test]
    fn a_free_alternative_costs_nothing_and_an_unknown_price_is_not_guessed() {
        let asked = |document: &str| {
            check(
                "OPA010",
                &format!(
                    "pièce selfie « Photo prise avec un téléphone » {{
  obtenue par usager
}}
pièce portrait « Portrait » {{
  une parmi photo_identité, selfie
}}
démarche permis « Permis » {{
  coût 0 €
  étape dépôt « Déposez » {{
    par usager en ligne
    fournir {document}
  }}
}}
"
                ),
            )
        };
        for document in ["portrait", "passeport", "photo_identité ou passeport", "photo_identité ou « Une autre photo »"] {
            assert_eq!(asked(document), "", "{document}");
        }
        assert!(asked("photo_identité").contains("« Photo d'identité » coûte 5\u{a0}€"));
    }

    #[test]
    fn a_free_step_speaks_for_itself_only() {
        let costs = |deposit: &str, visit: &str| {
            check(
                "OPA010",
                &format!(
                    "démarche permis « Permis » {{
  étape dépôt « Déposez » {{
    par usager en ligne
    fournir photo_identité
    {deposit}
  }}
  étape retrait « Retirez » {{
    par usager au guichet
    {visit}
  }}
}}
"
                ),
            )
        };
        assert_eq!(costs("durée 5 min", "coût 0 €"), "");
        assert!(costs("coût 0 €", "durée 5 min").starts_with("erreur OPA010 : l'étape est dite gratuite"));
    }
}
