//! A procedure that asks for data without saying what becomes of them.

use crate::findings::{Finding, Severity};
use crate::model::{DataNotice, PublicService, Stated};
use crate::rules::{Basis, Check, Context, FixOffered, Rule};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "DON004",
    name: "information-donnees-absente",
    severity: Severity::Alerte,
    worst: Severity::Erreur,
    what: "La démarche demande des données sans dire pour quoi faire, qui les verra, combien de temps, ni comment les corriger.",
    why: "Une personne qui confie ses données a le droit de savoir ce qu'elles deviennent, et de les faire corriger.",
    remove: "ne demandez que ce dont vous avez besoin : moins de données, moins à expliquer",
    ease: "ajoutez un bloc `données { … }` avec `finalité`, `destinataires`, `conservation` et `droits`",
    principle: "une éthique de l’information et de la gestion des données",
    basis: &[Basis::Law("CRPA", "L114-8"), Basis::Unverified("RGPD, articles 5, 13 et 14")],
    threshold: "Quatre mentions : finalité, destinataires, durée de conservation, droits d'accès et de rectification.",
    limits: "Se tait quand aucune étape ne demande de donnée. La règle ne juge pas si les mentions sont justes.",
    fix: FixOffered::No,
    faulty: &[
        r"
démarche aide « Demander une aide » {
  étape dépôt « Remplissez la demande » {
    par usager en ligne ou par courrier
    demande nom, prénom, revenu_fiscal
  }
}
",
        r"
démarche aide « Demander une aide » {
  données {
    finalité « Calculer le montant de l'aide »
    droits « Accès et rectification auprès de la mairie »
  }
  étape dépôt « Remplissez la demande » {
    par usager en ligne ou par courrier
    demande nom, prénom, revenu_fiscal
  }
}
",
    ],
    sane: &[
        r"
démarche aide « Demander une aide » {
  données {
    finalité « Calculer le montant de l'aide »
    destinataires « Agents du service des aides »
    conservation 2 ans
    droits « Accès et rectification auprès de la mairie »
  }
  étape dépôt « Remplissez la demande » {
    par usager en ligne ou par courrier
    demande nom, prénom, revenu_fiscal
  }
}
",
        r"
démarche aide « Demander une aide » {
  étape dépôt « Déposez la demande » {
    par usager au guichet
    fournir formulaire
  }
}
",
    ],
    check: Check::Service(check),
};

fn check(service: &PublicService, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let asks: Vec<_> = service.user_steps().flat_map(|step| step.asks.all()).collect();
    let Some(first) = asks.first() else { return };
    let finding = match &service.data_notice {
        Stated::NotSaid => {
            let finding = RULE.not_said(service, "ce que deviennent les données demandées n'est pas dit");
            finding.map(|finding| finding.with_label("pour quoi faire, vues par qui, gardées combien de temps ?"))
        }
        Stated::None(_) => None,
        Stated::Said(notice) => {
            let missing = missing_from(&notice.value);
            if missing.is_empty() {
                return;
            }
            let message = format!("l'information sur les données ne dit pas : {}", missing.join(", "));
            RULE.not_said_at(service, notice.location(), message)
        }
    };
    let asked = if asks.len() == 1 { "une donnée est demandée ici" } else { "des données sont demandées à partir d'ici" };
    findings.extend(finding.map(|finding| finding.with_related(first.location(), asked)));
}

fn missing_from(notice: &DataNotice) -> Vec<&'static str> {
    [
        (&notice.purpose, "la finalité"),
        (&notice.recipients, "les destinataires"),
        (&notice.retention, "la durée de conservation"),
        (&notice.rights, "les droits d'accès et de rectification"),
    ]
    .into_iter()
    .filter_map(|(said, name)| said.is_none().then_some(name))
    .collect()
}
