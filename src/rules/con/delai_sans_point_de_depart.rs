//! A time limit that does not say when it begins.

use crate::findings::{Finding, Severity};
use crate::model::{PublicService, Sourced};
use crate::rules::{Basis, Check, Context, FixOffered, Rule};
use crate::values::TimeLimit;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "CON003",
    name: "delai-sans-point-de-depart",
    severity: Severity::Alerte,
    worst: Severity::Erreur,
    what: "Un délai est annoncé sans dire à partir de quand il court.",
    why: "« 2 mois » à partir du dépôt, du dossier complet ou de l'accusé de réception, ce n'est pas le même jour : la personne attend à \
          tort, ou agit trop tard.",
    remove: "dites d'où il court : `délai 2 mois, à compter du dossier complet`",
    ease: "",
    principle: "Une plus grande visibilité sur le traitement et le suivi des dossiers",
    basis: &[Basis::Law("CRPA", "L114-3"), Basis::Law("CRPA", "L114-5")],
    threshold: "Un point de départ par délai, de l'administration comme de la personne. Erreur dans une démarche déclarée complète.",
    limits: "Les délais d'une même étape sont signalés ensemble. Le délai du silence court du jour que fixe la loi (L.114-3), celui d'un \
             recours de la notification : rien n'est attendu d'eux.",
    fix: FixOffered::No,
    faulty: &[
        r"
démarche titre « Demander un titre » {
  étape instruction « La demande est instruite » {
    par préfecture
    délai 2 mois
  }
}
",
        r"
démarche titre « Demander un titre » {
  étape retrait « Retirez le titre » {
    par usager au guichet
    sous 3 mois
  }
}
",
        r"
démarche titre « Demander un titre » {
  décision par préfecture {
    délai 2 mois si non mineur
    délai 3 mois si mineur
  }
}
",
    ],
    sane: &[r"
démarche titre « Demander un titre » {
  étape instruction « La demande est instruite » {
    par préfecture
    délai 2 mois, à compter du dossier complet
  }
  étape retrait « Retirez le titre » {
    par usager au guichet
    sous 3 mois, à compter de « la réception du message »
  }
  décision par préfecture {
    silence vaut rejet après 2 mois selon crpa, article L231-4
    recours gracieux auprès de préfecture sous 2 mois
  }
}
"],
    check: Check::Service(check),
};

fn check(service: &PublicService, _: &Context<'_>, findings: &mut Vec<Finding>) {
    for step in &service.steps {
        findings.extend(without_start(service, step.processing_times.all(), "de l'administration"));
        findings.extend(without_start(service, &step.deadlines, "laissé à la personne"));
    }
    let of_decision = service.decision.said().map_or(&[][..], |decision| decision.processing_times.all());
    findings.extend(without_start(service, of_decision, "de la décision"));
}

fn without_start(service: &PublicService, limits: &[Sourced<TimeLimit>], whose: &str) -> Option<Finding> {
    let mut missing = limits.iter().filter(|limit| limit.value.start.is_none());
    let first = missing.next()?;
    let duration = first.value.duration.value;
    let message = format!("le délai {whose} ({duration}) ne dit pas à partir de quand il court");
    let place = first.at(first.value.duration.span);
    let finding = RULE.not_said_at(service, place, message)?.with_label("à compter de quoi ?");
    Some(missing.fold(finding, |finding, limit| finding.with_related(limit.location(), "celui-ci non plus")))
}
