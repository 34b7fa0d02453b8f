//! Obligations for the person, and nothing that the administration holds itself to.

use crate::analysis::contact::contacts;
use crate::analysis::prose::sentences;
use crate::findings::{Finding, Severity};
use crate::model::Stated;
use crate::rules::tables::threshold;
use crate::rules::wording::{Words, has_any, readable};
use crate::rules::{Basis, Check, Context, FixOffered, PassageKind, Rule, Texts};
use crate::values::FactKind;

/// Words that oblige the person.
static OBLIGING: Words = Words::new(&[
    "vous devez",
    "vous devrez",
    "vous etes tenu",
    "vous etes tenue",
    "obligatoire",
    "obligatoires",
    "obligatoirement",
    "imperativement",
    "sous peine de",
]);

/// Words by which an administration holds itself to something.
static PROMISING: Words = Words::new(&[
    "nous vous",
    "vous recevez",
    "vous recevrez",
    "vous sera envoye",
    "vous sera envoyee",
    "vous sera adresse",
    "vous sera adressee",
    "vous etes informe",
    "vous serez informe",
    "vous etes prevenu",
    "vous serez prevenu",
    "vous etes contacte",
    "vous serez contacte",
    "vous repond",
    "vous ecrit",
    "vous rappelle",
    "droit a l'erreur",
    "s'engage",
    "s'engagent",
]);

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "SEN003",
    name: "engagement-sans-reciproque",
    severity: Severity::Conseil,
    worst: Severity::Erreur,
    what: "La démarche énonce des obligations pour la personne, et aucun engagement de l'administration.",
    why: "La personne doit tout, et l'administration rien : elle se sent soupçonnée, et n'a rien à quoi se tenir quand la réponse tarde.",
    remove: "dites ce que l'administration promet : un délai, quelqu'un à qui parler, un suivi, le temps de compléter son dossier",
    ease: "retirez les obligations dont l'administration peut se passer",
    principle: "une forme de promesse faite à l’usager et au citoyen",
    basis: &[Basis::Source("Services Publics+, engagements 1 à 7")],
    threshold: "Au moins trois obligations (une pièce, un délai à tenir, une phrase qui oblige) et aucun engagement. Convention de limpide. Erreur dans \
                une démarche déclarée complète.",
    limits: "Un délai, un contact servi par une personne, un suivi, un accusé de réception, un dossier incomplet que l'on complète ou une phrase \
             (« vous recevrez ») est un engagement ; l'un d'eux, ou la raison de son absence, suffit. Rien n'est dit de sa tenue.",
    fix: FixOffered::No,
    faulty: &[r"
démarche aide « Demander une aide » {
  étape dépôt « Déposez la demande » {
    par usager au guichet
    fournir carte_identité
    fournir justificatif_domicile
    fournir avis_imposition
  }
}
"],
    sane: &[
        r"
démarche aide « Demander une aide » {
  étape dépôt « Déposez la demande » {
    par usager au guichet
    fournir carte_identité
    fournir justificatif_domicile
    fournir avis_imposition
    consigne « Vous recevrez un récépissé. »
  }
}
",
        r"
démarche aide « Demander une aide » {
  étape dépôt « Déposez la demande » {
    par usager au guichet
    fournir carte_identité
    fournir justificatif_domicile
  }
}
",
    ],
    check: Check::Texts(check),
};

fn check(texts: &Texts<'_>, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let service = texts.service;
    let n_obligations = n_obligations(texts);
    if threshold(RULE.code).severity(n_obligations).is_none() || is_held_to_something(texts, context) {
        return;
    }
    let message = format!("{n_obligations} obligations pour la personne, et aucun engagement de l'administration n'est dit");
    let finding = RULE.not_said(service, message);
    findings.extend(finding.map(|finding| finding.with_label("et l'administration ?")));
}

/// What is asked of the person: documents, delays to keep, sentences that oblige.
fn n_obligations(texts: &Texts<'_>) -> usize {
    let service = texts.service;
    let documents = service.user_requirements().filter(|(_, asked)| asked.value.qualifiers.optional.is_none()).count();
    let deadlines: usize = service.user_steps().map(|step| step.deadlines.len()).sum();
    let obliges = |text: &str| sentences(text).filter(|range| has_any(&readable(&text[range.clone()]), &OBLIGING)).count();
    // What is said beside a document or a question speaks of what is already counted.
    let is_beside = |kind| matches!(kind, PassageKind::Question | PassageKind::Explanation);
    let whole = texts.addressed().filter(|passage| !is_beside(passage.kind));
    let in_words: usize = whole.map(|passage| obliges(&passage.text.value)).sum();
    documents + deadlines + in_words
}

/// Whether something is promised, or why it is not is said.
fn is_held_to_something(texts: &Texts<'_>, context: &Context<'_>) -> bool {
    let service = texts.service;
    let decision = service.decision.said();
    let in_steps = service.steps.iter().any(|step| !step.processing_times.is_not_said());
    let in_decision =
        decision.is_some_and(|decision| !decision.processing_times.is_not_said() || !decision.silences.is_not_said());
    let contacts = contacts(service, context.model);
    in_steps
        || in_decision
        || matches!(service.decision, Stated::None(_))
        || service.none_because(FactKind::ProcessingTime).is_some()
        || contacts.uncertain
        || contacts.reach_a_person()
        || matches!(service.contact, Stated::None(_))
        || !service.tracking.is_not_said()
        || !service.acknowledgement.is_not_said()
        || !service.incomplete_file.is_not_said()
        || texts.addressed().any(|passage| has_any(passage.reading.readable(), &PROMISING))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    fn with(lines: &str) -> String {
        let words = "Vous devez venir. Vous devez signer. Le timbre est obligatoire.";
        let step = format!("  étape dépôt « Déposez » {{\n    par usager au guichet\n    consigne « {words} »\n  }}\n");
        check("SEN003", &format!("démarche aide « Aide » {{\n{lines}{step}}}\n"))
    }

    #[test]
    fn obligations_are_counted_and_a_promise_is_enough() {
        assert!(
            with("").starts_with(
                "conseil SEN003 : 3 obligations pour la personne, et aucun engagement de l'administration n'est dit\n"
            )
        );
        assert_eq!(with("  suivi en ligne <https://exemple.fr/suivi>\n"), "");
        assert_eq!(with("  suivi aucun parce que « la réponse est immédiate »\n"), "");
        assert_eq!(with("  accusé de réception immédiat\n"), "");
    }
}
