//! A procedure nobody has read again for long, or that neither people nor agents read.

use crate::findings::{Finding, Severity};
use crate::model::{PublicService, Review, Sourced, Stated};
use crate::rules::{Basis, Check, Context, FixOffered, Rule};
use crate::values::{Date, fold};
use jiff::ToSpan as _;

/// Older than this many months, a review is worth doing again.
const ADVICE: i32 = 12;
/// Older than this many, it no longer says anything.
const WARNING: i32 = 24;

/// Words that name those who live the procedure, folded: users, agents and those who speak for them.
const WITNESSES: &[&str] = &["usager", "agent", "public", "citoyen", "habitant", "beneficiaire", "allocataire", "association"];

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "EVO002",
    name: "revue-perimee",
    severity: Severity::Conseil,
    worst: Severity::Erreur,
    what: "La démarche n'a pas été relue depuis longtemps, ou l'a été sans usager ni agent.",
    why: "Une démarche vieillit sans bruit : un texte change, un service déménage, un délai s'allonge. Ceux qui la vivent le voient \
          d'abord.",
    remove: "relisez la démarche avec des usagers et des agents, puis datez : `revue 2026-05-12 par agents, usagers`",
    ease: "annoncez la date de la prochaine relecture",
    principle: "une réflexion permanente qui accompagne l’innovation et la transformation",
    basis: &[Basis::Source("Services Publics+, engagement 5 : tester auprès des usagers"), Basis::Law("CRPA", "L131-1")],
    threshold: "Relecture de plus de 12 mois : conseil ; de plus de 24 mois : alerte. Convention de limpide. Erreur pour une \
                démarche déclarée complète dont la relecture n'est pas dite.",
    limits: "Les relecteurs sont reconnus à leurs mots (usagers, agents, associations…). Une date à venir n'est pas signalée.",
    fix: FixOffered::No,
    faulty: &[
        r"
démarche aide « Demander une aide » {
  revue 2024-03-01 par agents, usagers
}
",
        r"
démarche aide « Demander une aide » {
  revue 2026-05-12 par « bureau des titres »
}
",
        r"
démarche aide « Demander une aide » {
  finalité « Aider à se loger. »
  complète oui
}
",
    ],
    sane: &[
        r"
démarche aide « Demander une aide » {
  finalité « Aider à se loger. »
}
",
        r"
démarche aide « Demander une aide » {
  revue 2026-05-12 par « bureau des titres », agents
}
",
        r"
démarche aide « Demander une aide » {
  revue aucune parce que « la démarche ouvre le mois prochain »
}
",
    ],
    check: Check::Service(check),
};

fn check(service: &PublicService, context: &Context<'_>, findings: &mut Vec<Finding>) {
    match &service.review {
        Stated::None(_) => {}
        Stated::NotSaid => findings.extend(not_said(service)),
        Stated::Said(review) => findings.extend(old(review, context.today).or_else(|| without_witness(review))),
    }
}

fn not_said(service: &PublicService) -> Option<Finding> {
    // A draft has not been reviewed yet: only its author can say that nothing was left out.
    let finding =
        RULE.not_said(service, "la dernière relecture de la démarche n'est pas dite").filter(|_| service.is_complete())?;
    Some(finding.with_label("relue quand, et par qui ?"))
}

fn old(review: &Sourced<Review>, today: Date) -> Option<Finding> {
    let date = review.value.date.value;
    let is_older = |months: i32| date.saturating_add(months.months()) < today;
    let severity = match () {
        () if is_older(WARNING) => Severity::Alerte,
        () if is_older(ADVICE) => Severity::Conseil,
        () => return None,
    };
    let months = if severity == Severity::Alerte { WARNING } else { ADVICE };
    let message = format!("la démarche n'a pas été relue depuis le {date}, il y a plus de {months} mois");
    Some(RULE.graded(severity, review.at(review.value.date.span), message).with_label("dernière relecture"))
}

fn without_witness(review: &Sourced<Review>) -> Option<Finding> {
    let is_witness = |reader: &str| WITNESSES.iter().any(|word| fold(reader).contains(word));
    if review.value.by.iter().any(|reader| is_witness(&reader.value)) {
        return None;
    }
    let message = "la démarche a été relue sans usager ni agent";
    let label = if review.value.by.is_empty() { "les relecteurs ne sont pas dits" } else { "ni usager, ni agent" };
    Some(RULE.at(review.location(), message).with_label(label))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn the_months_are_those_of_the_table() {
        let limits = crate::rules::tables::thresholds("EVO002").next().map(|threshold| (threshold.advice, threshold.warning));
        assert_eq!(limits, Some((u32::try_from(super::ADVICE).ok(), u32::try_from(super::WARNING).ok())));
    }

    #[test]
    fn a_year_is_advice_and_two_a_warning() {
        let said = |date: &str| check("EVO002", &format!("démarche aide « Aide » {{\n  revue {date} par agents\n}}\n"));
        assert_eq!(said("2025-11-22"), "");
        assert!(said("2025-11-21").starts_with("conseil EVO002 : la démarche n'a pas été relue depuis le 2025-11-21"));
        assert!(said("2024-11-21").starts_with("alerte EVO002"));
    }
}
