//! Something sent online that must be sent again another way.

use crate::analysis::authority::may_be_public;
use crate::findings::{Applicability, Finding, Fix, Severity};
use crate::model::{PublicService, Sourced, Step};
use crate::rules::wording::{Words, has_any, readable};
use crate::rules::{Basis, Check, Context, FixOffered, Rule, quoted};
use crate::values::{Channel, Text};

/// Words that ask for a second sending of what was sent online, without accents.
static SECOND_SENDING: Words = Words::new(&[
    "envoyez egalement par courrier",
    "envoyez aussi par courrier",
    "adressez egalement par courrier",
    "adressez aussi par courrier",
    "renvoyez egalement par courrier",
    "confirmez par ecrit",
    "confirmez par courrier",
    "confirmer par ecrit",
    "confirmer par courrier",
    "confirmee par courrier",
    "confirmee par ecrit",
    "doublee d'un courrier",
    "doublee d'un envoi",
    "l'original papier devra",
    "l'original papier doit",
]);

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "OPA005",
    name: "double-envoi-exige",
    severity: Severity::Erreur,
    worst: Severity::Erreur,
    what: "Ce que la personne a transmis en ligne doit être confirmé ou renvoyé sous une autre forme.",
    why: "La personne fait deux fois le même envoi, et le second annule l'intérêt du premier ; beaucoup ne savent pas qu'il est dû.",
    remove: "supprimez le second envoi : l'envoi en ligne suffit",
    ease: "",
    principle: "rendre simple, rapide et réactif, compréhensible, lisible et pédagogique le service",
    basis: &[Basis::Law("CRPA", "L112-8"), Basis::Law("CRPA", "L112-10")],
    threshold: "Aucun second envoi n'est admis, sauf démarche exclue par décret en Conseil d'État.",
    limits: "Les organismes privés et les associations sont laissés de côté. Un second envoi lu dans une consigne est une alerte : la \
             phrase est reconnue à ses mots.",
    fix: FixOffered::ToReview,
    faulty: &[
        r"
démarche permis « Demander un permis » {
  étape dépôt « Déposez la demande » {
    par usager en ligne
    confirmation par courrier
  }
}
",
        r"
démarche permis « Demander un permis » {
  étape dépôt « Déposez la demande » {
    par usager en ligne
    consigne « Déposez vos pièces, puis confirmez par courrier dans les huit jours. »
  }
}
",
    ],
    sane: &[
        r"
démarche permis « Demander un permis » {
  étape dépôt « Déposez la demande » {
    par usager en ligne ou par courrier
    consigne « Un seul envoi suffit. »
  }
}
",
        r"
organisme banque « Banque » {
  nature privé
}
démarche prêt « Demander un prêt » {
  organisme banque
  étape dépôt « Déposez la demande » {
    par usager en ligne
    confirmation par courrier
  }
}
",
    ],
    check: Check::Service(check),
};

fn check(service: &PublicService, context: &Context<'_>, findings: &mut Vec<Finding>) {
    if !may_be_public(service, context.model) {
        return;
    }
    for step in service.steps.iter().filter(|step| step.channels().any(|channel| channel.kind.value.is_digital())) {
        for confirmation in &step.confirmations {
            findings.extend(confirmed(step, confirmation));
        }
        findings.extend(step.instructions.iter().filter_map(|instruction| asked_in_words(step, instruction)));
    }
}

fn confirmed(step: &Step, confirmation: &Sourced<Channel>) -> Option<Finding> {
    let again = confirmation.value.kind.value;
    if again.is_digital() {
        return None;
    }
    let message = format!("ce qui est transmis en ligne à {} doit être confirmé {}", quoted(step), again.word());
    let fix = Fix::replace("supprimer le second envoi", Applicability::ToReview, confirmation.location(), "");
    let online = step.channels().find(|channel| channel.kind.value.is_digital())?;
    Some(
        RULE.at(confirmation.location(), message)
            .with_label("second envoi du même objet")
            .with_related(confirmation.at(online.kind.span), "déjà transmis ainsi")
            .with_fix(fix),
    )
}

fn asked_in_words(step: &Step, instruction: &Sourced<Text>) -> Option<Finding> {
    let text = &instruction.value;
    if !has_any(&readable(&text.value), &SECOND_SENDING) {
        return None;
    }
    let message = format!("une consigne de {} demande de renvoyer ce qui l'est déjà en ligne", quoted(step));
    Some(RULE.graded(Severity::Alerte, instruction.at(text.span), message).with_label("second envoi du même objet"))
}
