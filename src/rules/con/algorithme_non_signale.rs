//! A decision that a program takes, and that does not say so.

use crate::analysis::authority::may_be_public;
use crate::findings::{Finding, Severity};
use crate::model::{Letter, PublicService};
use crate::rules::letter::{completed, place, states};
use crate::rules::wording::{Words, called, has_any, readable};
use crate::rules::{Basis, Check, Context, FixOffered, Rule, passages};
use crate::values::{DecisionMode, LetterKind, Mention};

/// Words that say that a program decides or helps to.
static TOLD: Words = Words::new(&[
    "algorithme",
    "algorithmes",
    "algorithmique",
    "algorithmiques",
    "decision automatisee",
    "decisions automatisees",
    "decision automatique",
    "traitement automatise",
    "calcule automatiquement",
    "calculee automatiquement",
    "par un programme",
    "par un logiciel",
]);

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "CON013",
    name: "algorithme-non-signale",
    severity: Severity::Erreur,
    worst: Severity::Erreur,
    what: "Une décision est prise par un programme, et rien ne le dit à la personne.",
    why: "Qui ne sait pas qu'un calcul a décidé ne demande ni la règle ni les données : une erreur de saisie devient un refus que \
          personne n'explique.",
    remove: "dites-le dans la décision : ce que calcule le programme, que la personne peut en demander les règles, à qui, et qu'elle peut saisir \
             la commission d'accès aux documents administratifs (`mentionne algorithme`)",
    ease: "faites relire la décision par un agent, et dites-le : `mode agent`",
    principle: "être reconnu comme un sujet",
    basis: &[
        Basis::Law("CRPA", "L311-3-1"),
        Basis::Law("CRPA", "R311-3-1-1"),
        Basis::Law("CRPA", "R311-3-1-2"),
        Basis::Unverified("Loi n° 78-17 du 6 janvier 1978, article 47"),
    ],
    threshold: "Erreur quand un modèle de décision ou de refus ne le mentionne pas, ou dans une démarche déclarée complète ; sinon alerte.",
    limits: "Seul `mode automatique` est lu : une décision d'agent préparée par un calcul n'est pas reconnue. limpide ne vérifie ni les secrets \
             protégés par la loi, qui dispensent de la mention, ni la publication des règles (L.312-1-3, cinquante agents).",
    fix: FixOffered::ToReview,
    faulty: &[
        r"
démarche aide « Demander une aide » {
  décision {
    mode automatique
  }
}
",
        r"
démarche aide « Demander une aide » {
  décision {
    mode automatique
  }
  courrier refus_aide « Votre demande est refusée » {
    nature refus
    mentionne agent_nom, recours
  }
}
",
    ],
    sane: &[
        r"
démarche aide « Demander une aide » {
  décision {
    mode automatique
  }
  courrier refus_aide « Votre demande est refusée » {
    nature refus
    mentionne agent_nom, recours, algorithme
  }
}
",
        r"
démarche aide « Demander une aide » {
  présentation « Le montant est calculé automatiquement. Vous pouvez demander les règles de ce calcul. »
  décision {
    mode automatique
  }
}
",
    ],
    check: Check::Service(check),
};

fn check(service: &PublicService, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mode = service.decision.said().and_then(|decision| decision.mode.as_ref());
    let Some(mode) = mode.filter(|mode| mode.value == DecisionMode::Automatic) else { return };
    if service.partly_unreadable || !may_be_public(service, context.model) {
        return;
    }
    let mut carriers = service.letters.iter().filter(|letter| carries_the_decision(letter)).peekable();
    if carriers.peek().is_some() {
        findings.extend(carriers.filter(|letter| !tells(letter)).map(silent_letter));
    } else if !passages(service).any(|passage| has_any(&readable(&passage.text.value), &TOLD)) {
        let finding = RULE.not_said_at(service, mode.location(), "qu'un programme prend la décision n'est pas dit à la personne");
        findings.extend(finding.map(|finding| finding.with_label("décidé par un programme")));
    }
}

fn silent_letter(letter: &Letter) -> Finding {
    let message = format!("{} ne dit pas qu'un programme a décidé", called(&letter.title));
    let finding = RULE.at(place(letter), message).with_label("rien sur le calcul");
    match completed(letter, &[Mention::Algorithm]) {
        Some(fix) => finding.with_fix(fix),
        None => finding,
    }
}

/// Whether a letter gives the decision, and says enough to be judged.
fn carries_the_decision(letter: &Letter) -> bool {
    let kind = letter.kind.as_ref().map(|kind| kind.value);
    let is_written = !letter.mentions.is_empty() || !letter.bodies.is_empty();
    is_written && matches!(kind, Some(LetterKind::Decision | LetterKind::Refusal))
}

fn tells(letter: &Letter) -> bool {
    states(letter, Mention::Algorithm) || letter.bodies.iter().any(|body| has_any(&readable(&body.value.value), &TOLD))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    fn with(lines: &str) -> String {
        check("CON013", &format!("démarche aide « Aide » {{\n{lines}  décision {{\n    mode automatique\n  }}\n}}\n"))
    }

    #[test]
    fn what_is_not_said_is_an_alert_and_an_error_in_a_letter() {
        assert!(with("").starts_with("alerte CON013 : qu'un programme prend la décision n'est pas dit à la personne\n"));
        assert!(with("  complète oui\n").starts_with("erreur"));
        let letter = with("  courrier c « Décision » {\n    nature décision\n    texte « Votre aide est de 300 €. »\n  }\n");
        assert!(letter.starts_with("erreur CON013 : « Décision » ne dit pas qu'un programme a décidé"), "{letter}");
    }

    #[test]
    fn a_private_body_and_an_agent_owe_no_mention() {
        let private = "organisme b « Banque » {\n  nature privé\n}\n";
        let text = format!("{private}démarche aide « Aide » {{\n  organisme b\n  décision {{\n    mode automatique\n  }}\n}}\n");
        assert_eq!(check("CON013", &text), "");
        assert_eq!(check("CON013", "démarche aide « Aide » {\n  décision {\n    mode agent\n  }\n}\n"), "");
    }
}
