//! A person is told to wait, and not how long.

use crate::analysis::awaiting::{is_processing, prepares_an_answer};
use crate::findings::{Finding, Severity};
use crate::model::{Decision, PublicService, Stated, Step};
use crate::rules::wording::called;
use crate::rules::{Basis, Check, Context, FixOffered, Rule};
use crate::values::{DecisionMode, FactKind};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "CON001",
    name: "delai-non-annonce",
    severity: Severity::Alerte,
    worst: Severity::Erreur,
    what: "La personne attend une réponse de l'administration sans savoir combien de temps.",
    why: "Sans délai, on ne sait ni s'organiser, ni quand s'inquiéter : on relance, on recommence, on renonce.",
    remove: "annoncez le délai et son point de départ : `délai 3 semaines à 8 semaines, à compter du dossier complet`",
    ease: "donnez au moins la durée constatée l'an dernier, et où suivre le dossier",
    principle: "Rapide",
    basis: &[
        Basis::Source("Services Publics+, engagement 4 : la demande est traitée dans les délais annoncés"),
        Basis::Source("Règlement (UE) 2018/1724, article 10 : information sur les procédures"),
    ],
    threshold: "Au moins un délai. Conseil quand seule la date où le silence vaut décision est dite ; erreur dans une démarche déclarée \
                complète.",
    limits: "N'est attendue que la fin d'une décision, ou d'une étape que l'administration fait seule et pour tous, quand elle délivre \
             quelque chose ou que son titre le dit (examen, instruction, versement…). Une décision automatique, rendue par un \
             programme, n'est pas signalée.",
    fix: FixOffered::No,
    faulty: &[
        r"
démarche titre « Demander un titre » {
  étape dépôt « Déposez la demande » {
    par usager au guichet
  }
  étape instruction « La demande est instruite » {
    par préfecture
    après dépôt
  }
}
",
        r"
démarche titre « Demander un titre » {
  étape dépôt « Déposez la demande » {
    par usager au guichet
  }
  décision par préfecture {
    silence vaut acceptation après 2 mois
    refus motivé
  }
}
",
    ],
    sane: &[
        r"
démarche titre « Demander un titre » {
  étape dépôt « Déposez la demande » {
    par usager au guichet
  }
  étape instruction « La demande est instruite » {
    par préfecture
    délai 3 semaines, à compter du dossier complet
  }
  décision par préfecture {
    refus motivé
  }
}
",
        r"
démarche changement « Déclarer un changement d'adresse » {
  étape déclaration « Déclarez la nouvelle adresse » {
    par usager en ligne ou au guichet
  }
}
",
    ],
    check: Check::Service(check),
};

fn check(service: &PublicService, context: &Context<'_>, findings: &mut Vec<Finding>) {
    if tells_time(service) {
        return;
    }
    let finding = match &service.decision {
        Stated::None(_) => None,
        Stated::Said(decision) => of_decision(service, decision),
        Stated::NotSaid => {
            let is_answer = |step: &&Step| is_processing(step, context.model) && prepares_an_answer(step);
            let processing = service.steps.iter().rev().find(is_answer);
            processing.and_then(|step| {
                RULE.not_said_at(service, step.heading, format!("le délai de {} n'est pas dit", called(&step.title)))
            })
        }
    };
    findings.extend(finding.map(|finding| finding.with_label("combien de temps ?")));
}

/// Whether some time is said, or declared not to exist.
fn tells_time(service: &PublicService) -> bool {
    let of_decision = service.decision.said().is_some_and(|decision| !decision.processing_times.is_not_said());
    let of_steps = service.steps.iter().any(|step| !step.processing_times.is_not_said());
    of_decision || of_steps || service.none_because(FactKind::ProcessingTime).is_some()
}

fn of_decision(service: &PublicService, decision: &Decision) -> Option<Finding> {
    if decision.mode.as_ref().is_some_and(|mode| mode.value == DecisionMode::Automatic) {
        return None;
    }
    let dated = decision.silences.all().iter().find(|silence| silence.value.after.is_some());
    let Some(silence) = dated else {
        return RULE.not_said_at(service, decision.heading, "le délai de la décision n'est pas dit");
    };
    let message = "le délai de la décision n'est pas dit, seulement la date où le silence vaut réponse";
    let mut finding = RULE.not_said_at(service, decision.heading, message)?;
    if !service.is_complete() {
        finding.severity = Severity::Conseil;
    }
    Some(finding.with_related(silence.location(), "seule date que la personne connaît"))
}
