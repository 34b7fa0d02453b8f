//! A procedure that never asks people what they lived through.

use crate::analysis::authority::may_be_public;
use crate::findings::{Finding, Severity};
use crate::model::PublicService;
use crate::rules::{Basis, Check, Context, FixOffered, Rule};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "EVO001",
    name: "avis-non-recueilli",
    severity: Severity::Conseil,
    worst: Severity::Erreur,
    what: "La démarche ne dit pas où la personne peut donner son avis ou signaler une difficulté.",
    why: "Ceux qui ont buté ont compris ce qui ne va pas ; si personne ne le leur demande, les suivants buteront au même endroit.",
    remove: "donnez l'endroit où le dire : `avis <https://…>` ou `avis « auprès de l'accueil de la mairie »`",
    ease: "",
    principle: "en capitalisant sur leurs retours d’expériences",
    basis: &[
        Basis::Source("Services Publics+, engagements 6 et 7"),
        Basis::Source("Vos démarches essentielles : avis et satisfaction des usagers"),
        Basis::Unverified("Règlement (UE) 2018/1724, article 25 : retour d'information des usagers"),
    ],
    threshold: "Au moins un moyen. Erreur dans une démarche déclarée complète.",
    limits: "`avis aucun parce que « … »` est accepté. Les organismes privés et les associations sont laissés de côté. limpide ne sait pas \
             ce que deviennent les avis.",
    fix: FixOffered::No,
    faulty: &[r"
démarche aide « Demander une aide » {
  finalité « Aider à se loger. »
  organisme mairie
}
"],
    sane: &[
        r"
démarche aide « Demander une aide » {
  organisme mairie
  avis <https://exemple.fr/avis>
}
",
        r"
démarche aide « Demander une aide » {
  organisme mairie
  avis aucun parce que « l'enquête annuelle de la mairie en tient lieu »
}
",
    ],
    check: Check::Service(check),
};

fn check(service: &PublicService, context: &Context<'_>, findings: &mut Vec<Finding>) {
    if !service.feedback.is_not_said() || !may_be_public(service, context.model) {
        return;
    }
    let finding = RULE.not_said(service, "l'endroit où la personne peut donner son avis n'est pas dit");
    findings.extend(finding.map(|finding| finding.with_label("où dire ce qu'on a vécu ?")));
}
