//! An acknowledgement of receipt that is missing, comes too late, or does not say what it must.

use crate::analysis::authority::{is_for_agents, may_be_public};
use crate::analysis::awaiting::{Awaited, BRIEF, awaited, sends_a_request};
use crate::analysis::waiting;
use crate::findings::{Finding, Severity};
use crate::model::{Letter, Model, PublicService, Stated, Step};
use crate::rules::letter::{completed, lacking, missing, place};
use crate::rules::wording::{Words, called, has_any, readable};
use crate::rules::{Basis, Check, Context, FixOffered, Rule, passages};
use crate::values::{ChannelKind, Duration, DurationUnit, LetterKind, Mention, SilenceEffect};

/// The latest an electronic acknowledgement is sent: R.112-11-2.
const LATEST: Duration = Duration::new(10, DurationUnit::WorkingDay);

/// Documents that acknowledge receipt, folded.
static RECEIPTS: Words = Words::new(&[
    "recepisse",
    "recepisses",
    "accuse de reception",
    "accuse d'enregistrement",
    "attestation de depot",
    "preuve de depot",
]);

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "CON006",
    name: "accuse-de-reception-defaillant",
    severity: Severity::Alerte,
    worst: Severity::Erreur,
    what: "La démarche ne prévoit pas d'accusé de réception, en annonce un trop tardif, ou son modèle ne dit pas ce qu'il doit dire.",
    why: "L'accusé de réception est la seule preuve de la personne ; sans lui ou sans ses mentions, ses délais de recours ne courent pas.",
    remove: "dites-le : `accusé de réception immédiat`, ou `accusé de réception sous 10 jours ouvrés`, et complétez son modèle",
    ease: "",
    principle: "Vecteur de confiance",
    basis: &[
        Basis::Law("CRPA", "L112-3"),
        Basis::Law("CRPA", "L112-6"),
        Basis::Law("CRPA", "L112-11"),
        Basis::Law("CRPA", "R112-4"),
        Basis::Law("CRPA", "R112-5"),
        Basis::Law("CRPA", "R112-11-1"),
        Basis::Law("CRPA", "R112-11-2"),
    ],
    threshold: "Envoi électronique : accusé de réception sous 10 jours ouvrés au plus (R.112-11-2). Modèle : date de réception, service, \
                téléphone, effet du silence, et selon lui recours ou attestation.",
    limits: "Sur papier, l'accusé n'est pas dû quand une réponse favorable est acquise sous 15 jours, ni quand l'administration ne fait que \
             vérifier des conditions pour délivrer un document (R.112-4) : limpide n'attend rien alors. Un texte ou une étape qui en parle suffit. \
             L'accusé d'enregistrement, sous un jour ouvré, ne se dit pas dans le langage. Les agents publics, les organismes privés et les associations sont laissés de côté.",
    fix: FixOffered::ToReview,
    faulty: &[
        r"
démarche permis « Demander un permis » {
  étape dépôt « Déposez la demande » {
    par usager en ligne ou par courrier
  }
  décision par mairie {
    refus motivé
  }
}
",
        r"
démarche permis « Demander un permis » {
  accusé de réception sous 1 mois
  étape dépôt « Déposez la demande » {
    par usager en ligne
  }
}
",
        r"
démarche permis « Demander un permis » {
  organisme mairie
  courrier accusé « Nous avons bien reçu votre demande » {
    nature accusé de réception
    mentionne date_réception, service, silence
  }
  décision par mairie {
    silence vaut acceptation après 2 mois
  }
}
",
        r"
démarche permis « Demander un permis » {
  accusé de réception aucun parce que « le site confirme l'envoi »
  étape dépôt « Déposez la demande » {
    par usager en ligne
  }
}
",
    ],
    sane: &[
        r"
démarche permis « Demander un permis » {
  accusé de réception immédiat
  étape dépôt « Déposez la demande » {
    par usager en ligne
  }
  décision par mairie {
    silence vaut rejet après 2 mois selon crpa, article L231-4
  }
  courrier accusé « Nous avons bien reçu votre demande » {
    nature accusé de réception
    mentionne date_réception, service, téléphone, silence, recours
  }
}
",
        r"
démarche copie « Demander une copie » {
  étape demande « Demandez la copie » {
    par usager au guichet ou par courrier
  }
  étape envoi « La copie est envoyée » {
    par mairie
    délai 3 jours, à compter de la demande
    produit acte_naissance
  }
}
",
        r"
démarche changement « Déclarer un changement d'adresse » {
  étape déclaration « Déclarez la nouvelle adresse » {
    par usager au guichet
  }
}
",
    ],
    check: Check::Service(check),
};

fn check(service: &PublicService, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let model = context.model;
    if is_for_agents(service) || !may_be_public(service, model) {
        return;
    }
    findings.extend(service.letters.iter().filter_map(|letter| incomplete(service, letter)));
    let online = service.user_steps().find(|step| sends_online(step));
    findings.extend(match &service.acknowledgement {
        Stated::NotSaid => not_said(service, online, model),
        Stated::None(reason) => online.map(|step| {
            RULE.at(reason.location(), "aucun accusé de réception n'est prévu, alors que la demande s'envoie en ligne")
                .with_label("dû à tout envoi électronique")
                .with_related(step.heading, "la demande s'envoie ici")
                .with_note("Tout envoi électronique à une administration reçoit un accusé de réception (article L.112-11).")
        }),
        Stated::Said(acknowledgement) => match (online, &acknowledgement.value) {
            (Some(step), Some(within)) if is_late(within.value) => {
                let message = format!("l'accusé de réception peut venir après {}, la limite est de {LATEST}", within.value);
                let finding = RULE.graded(Severity::Erreur, acknowledgement.at(within.span), message);
                Some(finding.with_label("trop tard").with_related(step.heading, "la demande s'envoie en ligne ici"))
            }
            (None | Some(_), None | Some(_)) => None,
        },
    });
}

fn sends_online(step: &Step) -> bool {
    step.channels().any(|channel| matches!(channel.kind.value, ChannelKind::Online | ChannelKind::Email))
}

/// Whether a promise is longer, even in a week without a holiday, than what the law allows.
const fn is_late(within: Duration) -> bool {
    match within.unit {
        DurationUnit::WorkingDay => within.number > LATEST.number,
        DurationUnit::Minute
        | DurationUnit::Hour
        | DurationUnit::Day
        | DurationUnit::BusinessDay
        | DurationUnit::ClearDay
        | DurationUnit::Week
        | DurationUnit::Month
        | DurationUnit::Year => within.min_days() > LATEST.max_days(),
    }
}

fn not_said(service: &PublicService, online: Option<&Step>, model: &Model) -> Option<Finding> {
    let awaited = awaited(service, model)?;
    let is_given = service.letters.iter().any(is_acknowledgement) || gives_a_receipt(service, model) || is_told(service);
    if is_given || !sends_a_request(service) || online.is_none() && is_exempt(service, awaited, model) {
        return None;
    }
    let message = "aucun accusé de réception n'est dit : la personne n'a pas de preuve de sa demande";
    let finding = RULE.not_said(service, message)?.with_label("quelle preuve ?");
    let place = online.map_or_else(|| awaited.location(), |step| step.heading);
    Some(finding.with_related(place, if online.is_some() { "la demande s'envoie ici" } else { "la personne attend ici" }))
}

/// Whether R.112-4 may let the administration off, on paper.
fn is_exempt(service: &PublicService, awaited: Awaited<'_>, model: &Model) -> bool {
    match awaited {
        Awaited::Processing(_) => delivers(service),
        Awaited::Decision(decision) => {
            let accepted_soon = decision.silences.all().iter().any(|silence| {
                silence.value.effect.value == SilenceEffect::Acceptance
                    && silence.value.after.as_ref().is_some_and(|after| after.value.max_days() <= BRIEF)
            });
            accepted_soon || waiting::announced(service, model).is_some_and(|wait| wait.max_days <= BRIEF)
        }
    }
}

fn delivers(service: &PublicService) -> bool {
    !service.outputs.all().is_empty() || service.steps.iter().any(|step| !step.outputs.all().is_empty())
}

/// Whether the person leaves with a document that proves the request.
fn gives_a_receipt(service: &PublicService, model: &Model) -> bool {
    let of_steps = service.steps.iter().flat_map(|step| step.outputs.all());
    of_steps.chain(service.outputs.all()).any(|output| {
        let title = model.evidence(&output.value.evidence).map_or(&*output.value.evidence.name, |evidence| &*evidence.title);
        has_any(&readable(title), &RECEIPTS)
    })
}

/// Whether a step or a text speaks of it. « Lettre recommandée avec accusé de réception » is a way of sending.
fn is_told(service: &PublicService) -> bool {
    let titles = service.steps.iter().map(|step| &*step.title);
    let mut texts = passages(service).map(|passage| &*passage.text.value).chain(titles);
    texts.any(|text| {
        let text = readable(text);
        has_any(&text, &RECEIPTS) && has_any(&text.replace("avec accuse de reception", ""), &RECEIPTS)
    })
}

fn is_acknowledgement(letter: &Letter) -> bool {
    letter.kind.as_ref().is_some_and(|kind| kind.value == LetterKind::Acknowledgement)
}

fn incomplete(service: &PublicService, letter: &Letter) -> Option<Finding> {
    if !is_acknowledgement(letter) {
        return None;
    }
    let lacking = lacking(letter, &due(service));
    let fix = completed(letter, &lacking).filter(|_| !lacking.is_empty())?;
    let message = format!("l'accusé de réception {} ne dit pas tout ce qu'il doit", called(&letter.title));
    Some(RULE.graded(Severity::Erreur, place(letter), message).with_label(missing(&lacking)).with_fix(fix))
}

/// What an acknowledgement states; of silence, only when the procedure says what it amounts to.
fn due(service: &PublicService) -> Vec<Mention> {
    let mut due = vec![Mention::ReceptionDate, Mention::Service, Mention::Telephone];
    let silences = service.decision.said().map_or(&[][..], |decision| decision.silences.all());
    let has = |effect| silences.iter().any(|silence| silence.value.effect.value == effect);
    if !silences.is_empty() {
        due.push(Mention::Silence);
    }
    if has(SilenceEffect::Rejection) {
        due.push(Mention::Appeals);
    }
    if has(SilenceEffect::Acceptance) {
        due.push(Mention::Certificate);
    }
    due
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tables;

    #[test]
    fn the_limit_is_that_of_the_table_of_law() {
        let acknowledgement = tables::acknowledgement_delays().iter().find(|delay| delay.reference == "accuse-de-reception");
        let limit = acknowledgement.map(|delay| (delay.length, delay.unit.as_str()));
        assert_eq!(limit, Some((LATEST.number, LATEST.unit.name(1))));
    }

    #[test]
    fn a_promise_is_late_only_when_certainly_so() {
        let late = |number, unit| is_late(Duration::new(number, unit));
        assert!(late(11, DurationUnit::WorkingDay) && late(3, DurationUnit::Week) && late(15, DurationUnit::Day));
        assert!(!late(10, DurationUnit::WorkingDay) && !late(2, DurationUnit::Week) && !late(14, DurationUnit::Day));
    }
}
