//! Something sent online that must be sent again another way.

use crate::analysis::authority::may_be_public;
use crate::findings::{Applicability, Finding, Fix, Severity};
use crate::model::{Sourced, Step};
use crate::rules::around::Gathered;
use crate::rules::wording::called;
use crate::rules::{Basis, Check, Context, FixOffered, Passage, Rule, Texts, quoted, tables};
use crate::source::Location;
use crate::values::Channel;

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
    limits: "Les organismes privés et les associations sont laissés de côté. Un second envoi lu dans un texte est une alerte : la \
             phrase est reconnue à ses mots, et il faut que l'étape, la phrase ou celle d'avant dise que c'est en ligne.",
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
        r"
démarche aide « Demander une aide » {
  présentation « Déposez vos pièces en ligne. L’original de l’attestation doit ensuite être envoyé par courrier. »
}
",
    ],
    sane: &[
        r"
démarche permis « Demander un permis » {
  étape dépôt « Déposez la demande » {
    par usager en ligne ou par courrier
    consigne « Un seul envoi suffit. Envoyez l’original par courrier ou déposez-le au guichet si vous ne pouvez pas le numériser. »
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
    check: Check::Texts(check),
};

fn check(texts: &Texts<'_>, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let service = texts.service;
    if !may_be_public(service, context.model) {
        return;
    }
    let is_online = |step: &&Step| step.channels().any(|channel| channel.kind.value.is_digital());
    for step in service.steps.iter().filter(is_online) {
        findings.extend(step.confirmations.iter().filter_map(|confirmation| confirmed(step, confirmation)));
    }
    let again: Vec<_> = texts
        .addressed()
        .filter(|passage| ["second envoi", "original"].iter().any(|list| passage.says(RULE.code, list)))
        .collect();
    if again.is_empty() {
        return;
    }
    let is_all_online = || {
        let mut channels = service.user_steps().flat_map(Step::channels).peekable();
        channels.peek().is_some() && channels.all(|channel| channel.kind.value.is_digital())
    };
    let is_told_online = || service.steps.is_empty() && texts.addressed().any(|passage| passage.says(RULE.code, "en ligne"));
    let whole = is_all_online() || is_told_online();
    let mut found = Gathered::default();
    for passage in again {
        let of_step = |step: &&Step| step.instructions.iter().any(|instruction| passage.is(&instruction.value));
        let step = service.steps.iter().filter(is_online).find(of_step);
        let message = || match step {
            Some(step) => format!("une consigne de {} demande de renvoyer ce qui l'est déjà en ligne", called(&step.title)),
            None => "ce qui est transmis en ligne doit l'être aussi par courrier".to_owned(),
        };
        for place in sent_again(passage, whole || step.is_some()) {
            found.add(RULE.code, place, || {
                RULE.graded(Severity::Alerte, place, message()).with_label("second envoi du même objet")
            });
        }
    }
    findings.extend(found.into_findings());
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

/// Where a text has something sent again, what comes before being sent online.
fn sent_again(passage: &Passage<'_>, is_online: bool) -> Vec<Location> {
    let says = |sentence: &str, list: &str| tables::turns(RULE.code, list).is_in(sentence);
    // What the sentence before says is done online is what this one has sent again.
    let mut was_online = is_online;
    let found = passage.sentences().filter_map(|(range, sentence)| {
        let is_sent_online = is_online || says(&sentence, "en ligne") || was_online;
        was_online = says(&sentence, "en ligne");
        let asks_twice = says(&sentence, "second envoi")
            || says(&sentence, "original") && says(&sentence, "par la poste") && says(&sentence, "envois");
        (is_sent_online && asks_twice && !says(&sentence, "une seule voie")).then(|| passage.location(range))
    });
    found.collect()
}
