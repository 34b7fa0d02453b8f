//! A right that ends, and nothing on what to do then.

use crate::findings::{Finding, Severity};
use crate::model::{Evidence, Model, PublicService, Sourced};
use crate::rules::wording::{Words, called, has_any, readable};
use crate::rules::{Basis, Check, Context, FixOffered, Rule, passages};
use crate::values::{Duration, Output, RequiredEvidence};

/// Words that speak of what comes after.
static AFTERWARDS: Words = Words::new(&[
    "renouveler",
    "renouvelez",
    "renouvele",
    "renouvelee",
    "renouvelle",
    "renouvelable",
    "renouvellement",
    "reconduction",
    "reconduit",
    "prolonger",
    "prolongation",
    "prolonge",
    "proroger",
    "prorogation",
    "expire",
    "expiration",
    "fin de validite",
    "perime",
    "perimee",
    "a nouveau",
    "de nouveau",
    "nouvelle demande",
    "chaque annee",
    "tous les ans",
    "tous les mois",
    "chaque mois",
    "reexamen",
    "reexamine",
    "reexamines",
    "remplace",
    "remplacee",
    "definitif",
    "definitive",
]);

/// What only waits for something else.
static PROVISIONAL: Words =
    Words::new(&["provisoire", "recepisse", "attestation de depot", "notification", "convocation", "extrait", "copie"]);

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "PAR007",
    name: "suite-absente",
    severity: Severity::Conseil,
    worst: Severity::Erreur,
    what: "La démarche donne un droit ou un titre à durée limitée, sans dire que faire quand il prend fin.",
    why: "La personne découvre la fin le jour où son titre est refusé : elle perd le droit en attendant d'en demander un autre.",
    remove: "donnez un titre sans fin, ou renouvelez-le sans nouvelle demande",
    ease: "dites quand et comment le renouveler, et prévenez avant la fin",
    principle: "inscrit dans l’idée d’une continuité",
    basis: &[
        Basis::Source("UK Service Standard, point 2 : résoudre le problème entier de la personne"),
        Basis::Source("DINUM, dix principes d'une démarche en ligne exemplaire"),
    ],
    threshold: "Rien, ni mot ni démarche, sur la suite d'un titre dont la durée est dite. Erreur dans une démarche déclarée complète.",
    limits: "Un titre provisoire, un récépissé ou une pièce que la même démarche redemande est laissé de côté. Un seul mot sur la suite \
             (renouveler, prolonger, expirer…), dans un texte ou dans le titre d'une démarche, suffit : limpide ne juge pas ce qu'il en dit.",
    fix: FixOffered::No,
    faulty: &[r"
pièce carte_pêche « Carte de pêche » {
  valable 1 an
}
démarche pêche « Demander une carte de pêche » {
  étape délivrance « La mairie délivre la carte » {
    par mairie
    produit carte_pêche
  }
}
"],
    sane: &[r"
pièce carte_pêche « Carte de pêche » {
  valable 1 an
}
démarche pêche « Demander une carte de pêche » {
  étape délivrance « La mairie délivre la carte » {
    par mairie
    produit carte_pêche
    consigne « Un mois avant la fin, la mairie vous écrit pour la renouveler. »
  }
}
"],
    check: Check::Service(check),
};

fn check(service: &PublicService, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let model = context.model;
    let of_steps = service.steps.iter().flat_map(|step| step.outputs.all());
    let mut limited = service.outputs.all().iter().chain(of_steps).filter_map(|output| limited(output, service, model));
    let Some((output, document, duration)) = limited.next() else { return };
    if speaks_of_it(service, model) {
        return;
    }
    let message = format!("{} vaut {duration} : que faire ensuite n'est pas dit", called(&document.title));
    let finding = RULE.not_said_at(service, output.at(output.value.evidence.span), message);
    findings.extend(finding.map(|finding| finding.with_label("et après ?")));
}

/// What is delivered for a time, and for how long.
fn limited<'m>(
    output: &'m Sourced<Output>,
    service: &PublicService,
    model: &'m Model,
) -> Option<(&'m Sourced<Output>, &'m Evidence, Duration)> {
    let document = model.evidence(&output.value.evidence)?;
    let said = output.value.valid_for.as_ref().map(|duration| duration.value);
    let duration = said.or_else(|| document.valid_for.said().map(|duration| duration.value))?;
    let is_asked_again = service
        .requirements()
        .flat_map(|(_, requirement)| &requirement.value.evidence)
        .any(|evidence| matches!(evidence, RequiredEvidence::Named(name) if name.target == output.value.evidence.target));
    let is_provisional = has_any(&readable(&document.title), &PROVISIONAL);
    (!is_asked_again && !is_provisional).then_some((output, document, duration))
}

/// Whether a text or a title of the procedure, or the title of another, speaks of what comes after.
fn speaks_of_it(service: &PublicService, model: &Model) -> bool {
    let own = passages(service).map(|passage| &*passage.text.value).chain(service.steps.iter().map(|step| &*step.title));
    let titles = model.services.iter().map(|other| &*other.title);
    own.chain(titles).any(|words| has_any(&readable(words), &AFTERWARDS))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    fn with(title: &str, lines: &str) -> String {
        let step = format!(
            "  étape délivrance « La mairie délivre » {{\n    par mairie\n    produit carte valable 2 ans\n{lines}  }}\n"
        );
        check("PAR007", &format!("pièce carte « {title} »\ndémarche a « Demander » {{\n{step}}}\n"))
    }

    #[test]
    fn a_title_that_ends_is_shown_with_its_duration() {
        let shown = with("Carte", "");
        assert!(shown.starts_with("conseil PAR007 : « Carte » vaut 2\u{a0}ans : que faire ensuite n'est pas dit\n"), "{shown}");
    }

    #[test]
    fn what_is_provisional_or_asked_again_has_no_after() {
        assert_eq!(with("Certificat provisoire", ""), "");
        assert_eq!(with("Carte", "  }\n  étape retrait « Retirez » {\n    par usager au guichet\n    fournir carte\n"), "");
    }
}
