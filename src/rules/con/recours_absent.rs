//! A decision that a person does not know how to contest.

use crate::analysis::authority::may_be_administration;
use crate::analysis::awaiting::{Awaited, awaited};
use crate::findings::{Finding, Severity};
use crate::model::{Decision, Letter, Model, PublicService, Sourced};
use crate::rules::letter::{completed, lacking, missing, place};
use crate::rules::wording::called;
use crate::rules::{Basis, Check, Context, FixOffered, Rule};
use crate::values::{Appeal, AppealKind, LetterKind, Mention, OrganisationNature};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "CON009",
    name: "recours-absent",
    severity: Severity::Alerte,
    worst: Severity::Erreur,
    what: "La décision peut être défavorable, et la démarche ne dit pas comment la contester, auprès de qui ou sous quel délai.",
    why: "Qui ne sait pas qu'il peut contester, ni jusqu'à quand, laisse passer le jour ; l'erreur de l'administration devient définitive.",
    remove: "dites les voies et délais : `recours gracieux auprès de préfecture sous 2 mois`, puis le `recours contentieux`",
    ease: "ajoutez une voie amiable, et à qui parler avant de contester : `recours médiateur auprès de …`",
    principle: "dépendance et dissymétrie",
    basis: &[
        Basis::Source("Code de justice administrative, articles R.421-1 et R.421-5"),
        Basis::Law("CRPA", "L411-2"),
        Basis::Law("CRPA", "L412-3"),
        Basis::Law("CRPA", "L421-1"),
        Basis::Law("CRPA", "L424-1"),
        Basis::Law("CSS", "L142-4"),
        Basis::Law("CSS", "R142-1"),
        Basis::Law("CSS", "R142-6"),
    ],
    threshold: "Au moins un recours, avec son autorité et son délai. Une voie amiable à côté du tribunal, à défaut un conseil (une alerte \
                pour la sécurité sociale, où le recours préalable est obligatoire). Erreur pour un modèle de refus sans recours.",
    limits: "`recours aucun parce que « … »` est accepté. Aucun délai n'est attendu d'un recours amiable, d'un médiateur ni du Défenseur des \
             droits. Une démarche sans décision à laquelle l'administration répond sous 15 jours, un tribunal, un organisme privé ou une association ne sont \
             pas signalés.",
    fix: FixOffered::ToReview,
    faulty: &[
        r"
démarche permis « Demander un permis » {
  décision par préfecture {
    refus motivé
  }
}
",
        r"
démarche permis « Demander un permis » {
  décision par préfecture {
    refus motivé
    recours gracieux auprès de préfecture
  }
}
",
        r"
démarche permis « Demander un permis » {
  décision par préfecture {
    refus motivé
    recours contentieux auprès de tribunal_administratif sous 2 mois
  }
}
",
        r"
démarche permis « Demander un permis » {
  courrier refus « Votre demande est refusée » {
    nature refus
    mentionne motifs_droit, motifs_fait
  }
}
",
    ],
    sane: &[
        r"
démarche permis « Demander un permis » {
  décision par préfecture {
    refus motivé
    recours gracieux auprès de préfecture sous 2 mois
    recours contentieux auprès de tribunal_administratif sous 2 mois
  }
  recours médiateur auprès de préfecture
}
",
        r"
démarche permis « Demander un permis » {
  décision par préfecture {
    refus aucun parce que « la déclaration est toujours enregistrée »
  }
}
",
        r"
démarche permis « Demander un permis » {
  recours aucun parce que « la décision est toujours favorable »
  décision par préfecture {
    refus motivé
  }
}
",
    ],
    check: Check::Service(check),
};

fn check(service: &PublicService, context: &Context<'_>, findings: &mut Vec<Finding>) {
    findings.extend(service.letters.iter().filter_map(silent));
    let Some(awaited) = awaited(service, context.model) else { return };
    let decision = match awaited {
        Awaited::Decision(decision) => Some(decision),
        Awaited::Processing(_) => None,
    };
    let never_refused = decision.is_some_and(|decision| decision.refusals.is_none());
    let none_declared = service.appeals.is_none() || decision.is_some_and(|decision| decision.appeals.is_none());
    if never_refused || none_declared {
        return;
    }
    if service.all_appeals().all(|appeal| appeal.value.none_because.is_some()) {
        let place = decision.map_or(service.heading, |decision| decision.heading);
        let finding = RULE.not_said_at(service, place, "comment contester la décision n'est pas dit : ni recours, ni délai");
        findings.extend(finding.map(|finding| {
            let finding = finding.with_label("et en cas de refus ?");
            if decision.is_some() { finding } else { finding.with_related(awaited.location(), "la personne attend ici") }
        }));
        return;
    }
    findings.extend(unusable(service));
    findings.extend(only_in_court(service, decision, context.model));
}

/// A refusal, or a decision, that does not say how to contest it.
fn silent(letter: &Letter) -> Option<Finding> {
    let severity = match letter.kind.as_ref()?.value {
        LetterKind::Refusal => Severity::Erreur,
        LetterKind::Decision => Severity::Alerte,
        LetterKind::Acknowledgement | LetterKind::CompletionRequest | LetterKind::Information => return None,
    };
    let lacking = lacking(letter, &[Mention::Appeals]);
    let fix = completed(letter, &lacking).filter(|_| !lacking.is_empty())?;
    let message = format!("le courrier {} ne dit pas comment contester la décision", called(&letter.title));
    let note = "Sans les voies et délais de recours, le délai ne court pas contre la personne (code de justice administrative, R.421-5).";
    Some(RULE.graded(severity, place(letter), message).with_label(missing(&lacking)).with_note(note).with_fix(fix))
}

/// What an appeal needs to be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lack {
    Body,
    Time,
    Both,
}

impl Lack {
    fn of(appeal: &Appeal) -> Option<Self> {
        let has_a_deadline = match appeal.kind.value {
            AppealKind::Gracious | AppealKind::Hierarchical | AppealKind::Litigation | AppealKind::Mandatory => true,
            AppealKind::Amicable | AppealKind::Mediator | AppealKind::RightsDefender => false,
        };
        let lacks_time = has_a_deadline && appeal.within.is_none();
        let lacks_body = appeal.before.is_none() && appeal.kind.value != AppealKind::RightsDefender;
        match (lacks_body, lacks_time) {
            _ if appeal.none_because.is_some() => None,
            (true, true) => Some(Self::Both),
            (true, false) => Some(Self::Body),
            (false, true) => Some(Self::Time),
            (false, false) => None,
        }
    }

    const fn said(self) -> &'static str {
        match self {
            Self::Body => "pas auprès de qui",
            Self::Time => "pas sous quel délai",
            Self::Both => "ni auprès de qui, ni sous quel délai",
        }
    }
}

/// The appeals without the authority or the time that make them usable, together.
fn unusable(service: &PublicService) -> Option<Finding> {
    let lacking: Vec<_> = service.all_appeals().filter_map(|appeal| Some((appeal, Lack::of(&appeal.value)?))).collect();
    let &(first, lack) = lacking.first()?;
    let message = match lacking.as_slice() {
        [_] => format!("le recours {} ne dit {}", first.value.kind.value.word(), lack.said()),
        several if several.iter().all(|(_, other)| *other == lack) => {
            format!("{} recours ne disent {}", several.len(), lack.said())
        }
        several => format!("{} recours ne disent pas tout ce qu'il faut : auprès de qui, et sous quel délai", several.len()),
    };
    let finding = RULE.not_said_at(service, first.location(), message)?.with_label("inutilisable tel quel");
    let others = lacking.iter().skip(1);
    Some(
        others
            .fold(finding, |finding, (appeal, lack)| finding.with_related(appeal.location(), format!("ne dit {}", lack.said()))),
    )
}

/// The court, and nothing to try before it.
fn only_in_court(service: &PublicService, decision: Option<&Decision>, model: &Model) -> Option<Finding> {
    // An amicable way declared not to exist is an answer.
    let is_amicable = |appeal: &Sourced<Appeal>| match appeal.value.kind.value {
        AppealKind::Gracious
        | AppealKind::Hierarchical
        | AppealKind::Amicable
        | AppealKind::Mandatory
        | AppealKind::Mediator
        | AppealKind::RightsDefender => true,
        AppealKind::Litigation => false,
    };
    if service.all_appeals().any(is_amicable) {
        return None;
    }
    let court = service.all_appeals().find(|appeal| appeal.value.none_because.is_none())?;
    let message = "seul le tribunal est proposé : aucune voie amiable n'est dite";
    let mut finding = RULE.not_said_at(service, court.location(), message)?.with_label("et avant le tribunal ?");
    let is_social_security = is_social_security(service, decision, model);
    if is_social_security {
        finding = finding.with_note(
            "Contre une caisse de sécurité sociale, la commission de recours amiable se saisit d'abord, sous 2 mois (CSS, R.142-1).",
        );
    } else if !service.is_complete() {
        finding.severity = Severity::Conseil;
    }
    Some(finding)
}

fn is_social_security(service: &PublicService, decision: Option<&Decision>, model: &Model) -> bool {
    let deciding = decision.and_then(|decision| decision.by.as_ref());
    let in_charge = service.organisations.all().iter().map(|organisation| &organisation.value);
    let bodies: Vec<_> = deciding.map_or_else(|| in_charge.collect(), |by| vec![by]);
    let natures = bodies.iter().filter(|body| may_be_administration(body, model)).filter_map(|body| model.organisation(body));
    let mut natures = natures.map(|body| body.nature.said().map(|nature| nature.value)).peekable();
    natures.peek().is_some() && natures.all(|nature| nature == Some(OrganisationNature::SocialSecurity))
}
