//! A person who waits, and cannot know where the file stands.

use crate::analysis::awaiting::{awaited, sends_a_request};
use crate::analysis::waiting::{self, Wait};
use crate::findings::{Finding, Severity};
use crate::model::{PublicService, Sourced, Stated};
use crate::rules::{Basis, Check, Context, FixOffered, Rule};
use crate::values::{LetterKind, Text, Tracking, TrackingMeans};

/// Waiting no longer than this many days needs no follow-up.
const SHORT: u32 = 7;
/// Waiting longer than this many days without news is a burden.
const LONG: u32 = 30;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "CON012",
    name: "suivi-absent",
    severity: Severity::Alerte,
    worst: Severity::Erreur,
    what: "La personne attend une réponse sans moyen de savoir où en est son dossier, ou sans nouvelle pendant plus d'un mois.",
    why: "Ne pas savoir si le dossier est arrivé, s'il manque une pièce ou s'il faut encore attendre use plus que l'attente elle-même.",
    remove: "donnez un moyen de suivre le dossier : `suivi en ligne <https://…>, sms, téléphone`",
    ease: "prévenez la personne à chaque étape, et quand le délai sera dépassé",
    principle: "Une plus grande visibilité sur le traitement et le suivi des dossiers",
    basis: &[
        Basis::Source("Services Publics+, version 2021, engagement 5 : être informé de l'avancement de son dossier"),
        Basis::Source("UK Service Standard"),
    ],
    threshold: "Au moins un moyen quand la personne attend une réponse. Plus de 30 jours sans sms, courriel ni courrier : conseil ; plus de \
                30 jours sans aucun suivi déclaré : alerte. Convention de limpide.",
    limits: "Une démarche sans décision n'attend rien quand l'administration répond sous 15 jours ; une attente d'une semaine ou moins \
             n'est pas signalée non plus. Les \
             tribunaux, les organismes privés et les associations sont laissés de côté.",
    fix: FixOffered::No,
    faulty: &[
        r"
démarche titre « Demander un titre » {
  étape dépôt « Déposez la demande » {
    par usager au guichet
  }
  étape instruction « La demande est instruite » {
    par préfecture
    délai 2 mois, à compter du dossier complet
  }
}
",
        r"
démarche titre « Demander un titre » {
  suivi aucun parce que « le service est débordé »
  étape instruction « La demande est instruite » {
    par préfecture
    délai 2 mois, à compter du dossier complet
  }
}
",
        r"
démarche titre « Demander un titre » {
  suivi en ligne <https://exemple.fr/suivi>
  étape instruction « La demande est instruite » {
    par préfecture
    délai 2 mois, à compter du dossier complet
  }
}
",
    ],
    sane: &[
        r"
démarche titre « Demander un titre » {
  suivi en ligne <https://exemple.fr/suivi>, sms
  étape instruction « La demande est instruite » {
    par préfecture
    délai 2 mois, à compter du dossier complet
  }
}
",
        r"
démarche copie « Demander une copie » {
  étape envoi « La copie est envoyée » {
    par mairie
    délai 3 jours, à compter de la demande
  }
}
",
        r"
démarche copie « Demander une copie » {
  suivi aucun parce que « la copie part sous 15 jours »
  étape envoi « La copie est envoyée » {
    par mairie
    délai 15 jours, à compter de la demande
  }
}
",
    ],
    check: Check::Service(check),
};

fn check(service: &PublicService, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(awaited) = awaited(service, context.model) else { return };
    let wait = waiting::announced(service, context.model);
    let finding = match &service.tracking {
        Stated::NotSaid => {
            let is_short = wait.is_some_and(|wait| wait.max_days <= SHORT);
            let finding = RULE
                .not_said(service, "comment savoir où en est le dossier n'est pas dit")
                .filter(|_| !is_short && sends_a_request(service));
            finding.map(|finding| {
                finding.with_label("quelles nouvelles ?").with_related(awaited.location(), "la personne attend ici")
            })
        }
        Stated::None(reason) => long(wait).map(|days| declared_none(reason, days)),
        Stated::Said(means) => long(wait).filter(|_| !is_told(service, means)).map(|days| {
            let place = means.first().map_or(service.heading, Sourced::location);
            let message = format!("jusqu'à {days} jours d'attente sans message : c'est à la personne d'aller voir");
            RULE.graded(Severity::Conseil, place, message).with_label("ni sms, ni courriel, ni courrier")
        }),
    };
    findings.extend(finding);
}

/// How many days at most, when that is long.
fn long(wait: Option<Wait>) -> Option<u32> {
    wait.map(|wait| wait.max_days).filter(|days| *days > LONG)
}

fn declared_none(reason: &Sourced<Text>, days: u32) -> Finding {
    RULE.at(reason.location(), format!("aucun suivi n'est prévu, pour une attente qui peut durer {days} jours"))
        .with_label("sans nouvelles")
}

/// Whether news come to the person, who need not look for them.
fn is_told(service: &PublicService, means: &[Sourced<Tracking>]) -> bool {
    let by_message = means.iter().any(|tracking| match tracking.value.means.value {
        TrackingMeans::TextMessage | TrackingMeans::Email | TrackingMeans::Post => true,
        TrackingMeans::Online | TrackingMeans::Telephone | TrackingMeans::Counter => false,
    });
    let by_letter = service.letters.iter().filter_map(|letter| letter.kind.as_ref()).any(|kind| match kind.value {
        LetterKind::CompletionRequest | LetterKind::Information => true,
        LetterKind::Acknowledgement | LetterKind::Decision | LetterKind::Refusal => false,
    });
    by_message || by_letter
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tables::thresholds;

    #[test]
    fn a_long_wait_is_that_of_the_table() {
        assert_eq!(thresholds(RULE.code).next().and_then(|threshold| threshold.warning), Some(LONG));
    }
}
