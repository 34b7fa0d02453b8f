//! What the silence of the administration amounts to: not said, or said against the law that rules it.

use super::citation::Cited;
use crate::analysis::authority::is_for_agents;
use crate::analysis::awaiting::{Awaited, awaited};
use crate::findings::{Applicability, Finding, Fix, Severity};
use crate::model::{Decision, Model, PublicService, Silence, Sourced};
use crate::rules::letter::states;
use crate::rules::{Basis, Check, Context, FixOffered, Rule, Texts, tables};
use crate::source::{Location, Span};
use crate::values::{DecisionMode, Duration, DurationUnit, FactKind, Mention, SilenceEffect};

/// The time after which silence amounts to a decision, unless a text says otherwise: L.231-1 and L.231-4.
const COMMON_LAW: Duration = Duration::new(2, DurationUnit::Month);
/// By which articles silence may amount to a rejection.
const REJECTION: [&str; 3] = ["L231-4", "L231-5", "L231-6"];
/// By which articles it amounts to an acceptance.
const ACCEPTANCE: [&str; 3] = ["L231-1", "D231-2", "D231-3"];

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "CON005",
    name: "silence-non-precise",
    severity: Severity::Alerte,
    worst: Severity::Erreur,
    what: "La démarche ne dit pas ce que vaut le silence de l'administration, après combien de temps, ou d'après quel texte.",
    why: "Passé ce jour, la personne a un droit acquis ou un délai de recours qui court : si elle ne le sait pas, elle le perd.",
    remove: "dites l'effet, la durée et le texte : `silence vaut rejet après 2 mois selon crpa, article L231-4`",
    ease: "expliquez dans l'accusé de réception ce que la personne peut faire ce jour-là",
    principle: "une certaine opacité qui inquiète",
    basis: &[
        Basis::Law("CRPA", "L231-1"),
        Basis::Law("CRPA", "L231-4"),
        Basis::Law("CRPA", "L231-5"),
        Basis::Law("CRPA", "L231-6"),
        Basis::Law("CRPA", "L232-3"),
        Basis::Law("CRPA", "L114-3"),
        Basis::Law("CRPA", "R112-5"),
    ],
    threshold: "Droit commun : acceptation après 2 mois. Un rejet, ou une autre durée, cite son texte. Erreur quand l'article cité dit le \
                contraire, et dans une démarche déclarée complète qui n'en dit rien.",
    limits: "Rien n'est attendu d'une démarche sans décision à laquelle l'administration répond sous 15 jours, d'une décision automatique ou sans refus possible, d'un tribunal, d'un organisme privé ou d'une \
             association. Entre l'administration et ses agents, le silence vaut rejet sans autre texte (L.231-4, 5°). Le contenu d'un \
             texte cité hors du code n'est pas vérifié.",
    fix: FixOffered::ToReview,
    faulty: &[
        r"
démarche permis « Demander un permis » {
  étape instruction « La demande est instruite » {
    par mairie
    délai 2 mois, à compter du dossier complet
  }
}
",
        r"
démarche permis « Demander un permis » {
  décision par mairie {
    silence vaut rejet après 2 mois
    refus motivé
  }
}
",
        r"
démarche permis « Demander un permis » {
  décision par mairie {
    silence vaut rejet après 4 mois selon crpa, article L231-4
  }
}
",
        r"
démarche permis « Demander un permis » {
  décision par mairie {
    silence vaut acceptation après 2 mois
  }
}
",
        r"
démarche permis « Demander un permis » {
  présentation « L’absence de réponse de la mairie vaut rejet de votre demande. »
}
",
    ],
    sane: &[
        r"
démarche permis « Demander un permis » {
  décision par mairie {
    silence vaut acceptation après 2 mois
    attestation sur demande
  }
}
",
        r"
démarche permis « Demander un permis » {
  décision par mairie {
    silence vaut rejet après 4 mois selon décret, article 3
  }
}
",
        r"
démarche permis « Demander un permis » {
  décision par mairie {
    silence aucun parce que « la décision est remise au guichet, le jour même »
  }
}
",
        r"
démarche changement « Déclarer un changement d'adresse » {
  organisme mairie
  étape déclaration « Déclarez la nouvelle adresse » {
    par usager en ligne ou au guichet
  }
}
",
    ],
    check: Check::Texts(check),
};

fn check(texts: &Texts<'_>, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let service = texts.service;
    // What a line says is not asked again of a text.
    if service.decision.said().is_none_or(|decision| decision.silences.is_not_said()) {
        findings.extend(without_time(texts));
    }
    match awaited(service, context.model) {
        None => {}
        Some(Awaited::Processing(step)) => {
            let finding = not_said(service, service.heading);
            findings.extend(finding.map(|finding| finding.with_related(step.heading, "la personne attend ici")));
        }
        Some(Awaited::Decision(decision)) if decision.silences.is_not_said() => {
            let is_automatic = decision.mode.as_ref().is_some_and(|mode| mode.value == DecisionMode::Automatic);
            let is_certain = is_automatic || decision.refusals.is_none();
            findings.extend(not_said(service, decision.heading).filter(|_| !is_certain));
        }
        Some(Awaited::Decision(decision)) => {
            let silences = decision.silences.all().iter();
            findings.extend(silences.filter_map(|silence| of_silence(service, decision, silence, context.model)));
        }
    }
}

/// The sentence of a text that gives silence an effect, when no text says after how long.
fn without_time(texts: &Texts<'_>) -> Option<Finding> {
    let is_in = |list: &str, sentence: &str| tables::turns(RULE.code, list).is_in(sentence);
    let mut first = None;
    for passage in texts.addressed().filter(|passage| passage.says(RULE.code, "silence")) {
        let mut says_a_time = false;
        for (range, sentence) in passage.sentences() {
            let after_a_time = std::mem::replace(&mut says_a_time, is_in("temps", &sentence));
            if !is_in("silence", &sentence) || !is_in("effets", &sentence) || is_in("autres silences", &sentence) {
                continue;
            }
            if says_a_time || after_a_time {
                return None;
            }
            if first.is_none() && is_in("administrations", &sentence) {
                first = Some(passage.location(range));
            }
        }
    }
    let message = "un texte dit ce que vaut le silence, sans dire après combien de temps";
    Some(RULE.at(first?, message).with_label("à partir de quand ?"))
}

fn not_said(service: &PublicService, place: Location) -> Option<Finding> {
    if service.none_because(FactKind::Silence).is_some() {
        return None;
    }
    let message = "ce que vaut le silence de l'administration n'est pas dit, ni après combien de temps";
    Some(RULE.not_said_at(service, place, message)?.with_label("et sans réponse ?"))
}

fn of_silence(service: &PublicService, decision: &Decision, silence: &Sourced<Silence>, model: &Model) -> Option<Finding> {
    let Silence { effect, after, qualifiers } = &silence.value;
    let Some(after) = after else {
        let message = format!("après combien de temps le silence vaut {} n'est pas dit", effect.value.word());
        return Some(RULE.not_said_at(service, silence.location(), message)?.with_label("à partir de quand ?"));
    };
    let place = silence.at(effect.span);
    let Some(citation) = &qualifiers.according_to else {
        return match effect.value {
            SilenceEffect::Rejection if !is_for_agents(service) => {
                let message = "le silence vaut rejet, et le texte qui le permet n'est pas cité";
                Some(RULE.at(place, message).with_label("d'après quel texte ?").with_note(EXPECTED))
            }
            SilenceEffect::Rejection | SilenceEffect::Acceptance if is_another(after.value) => Some(
                RULE.at(silence.at(after.span), format!("le silence joue après {} : le texte n'est pas cité", after.value))
                    .with_label("2 mois, sauf texte")
                    .with_note("Un autre délai que 2 mois se fixe par décret en Conseil d'État (article L.231-6) : citez-le."),
            ),
            SilenceEffect::Rejection => None,
            SilenceEffect::Acceptance => without_certificate(service, decision, silence),
        };
    };
    let cited = Cited::of(citation, model);
    let contradicts = match effect.value {
        SilenceEffect::Rejection => cited.names_any(&ACCEPTANCE) && !cited.names_any(&REJECTION),
        SilenceEffect::Acceptance => cited.names_any(&["L231-4"]) && !cited.names_any(&["L231-1", "L231-6"]),
    };
    let cites_common_delay = cited.names_any(&["L231-1", "L231-4"]) && !cited.names_any(&["L231-5", "L231-6"]);
    let names_no_article = cited == Cited::Articles(Vec::new());
    let at_citation = silence.at(citation.span);
    if contradicts {
        let message = format!("le silence vaut {}, et l'article cité dit le contraire", effect.value.word());
        Some(RULE.graded(Severity::Erreur, place, message).with_related(at_citation, "cet article").with_note(EXPECTED))
    } else if effect.value == SilenceEffect::Rejection && names_no_article {
        let message = "le silence vaut rejet, et l'article qui le permet n'est pas cité";
        Some(RULE.at(at_citation, message).with_label("quel article ?").with_note(EXPECTED))
    } else if cites_common_delay && is_another(after.value) {
        let message = format!("le silence joue après {}, et l'article cité dit 2 mois", after.value);
        Some(
            RULE.at(silence.at(after.span), message)
                .with_related(at_citation, "cet article dit 2 mois")
                .with_note("Un autre délai que 2 mois se fixe par décret en Conseil d'État (article L.231-6) : citez-le."),
        )
    } else if effect.value == SilenceEffect::Acceptance {
        without_certificate(service, decision, silence)
    } else {
        None
    }
}

/// What a rejection by silence stands on.
const EXPECTED: &str = "Le silence vaut acceptation après 2 mois (article L.231-1) ; il ne vaut rejet que dans les cas des articles \
                        L.231-4 à L.231-6, ou d'un texte qui le prévoit.";

/// Whether a time certainly differs from that of common law.
const fn is_another(after: Duration) -> bool {
    after.max_days() < COMMON_LAW.min_days() || after.min_days() > COMMON_LAW.max_days()
}

/// An acceptance without a word on how to prove it.
fn without_certificate(service: &PublicService, decision: &Decision, silence: &Sourced<Silence>) -> Option<Finding> {
    if decision.certificate.is_some() || service.letters.iter().any(|letter| states(letter, Mention::Certificate)) {
        return None;
    }
    let message = "le silence vaut acceptation, et l'attestation qui le prouve n'est pas dite";
    let mut finding = RULE.not_said_at(service, silence.location(), message)?;
    if !service.is_complete() {
        finding.severity = Severity::Conseil;
    }
    let end = silence.location().span.end;
    let after = Location::new(silence.location().file, Span::new(end, end));
    let fix = Fix::replace("dire l'attestation", Applicability::ToReview, after, "\n    attestation sur demande");
    Some(finding.with_label("comment le prouver ?").with_fix(fix))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tables::{SilenceOutcome, silence_effects};
    use crate::rules::testing::check;

    #[test]
    fn common_law_and_its_exceptions_are_those_of_the_table() {
        let usual = &silence_effects()[0];
        assert_eq!((usual.length, usual.unit.as_str()), (Some(COMMON_LAW.number), COMMON_LAW.unit.name(1)));
        let rejections = silence_effects().iter().filter(|effect| effect.outcome != Some(SilenceOutcome::Acceptance));
        assert!(rejections.into_iter().all(|effect| REJECTION.contains(&effect.article.as_str())));
    }

    fn silence(line: &str) -> String {
        let said = check("CON005", &format!("démarche permis « Permis » {{\n  décision par mairie {{\n    {line}\n  }}\n}}\n"));
        said.lines().next().unwrap_or_default().to_owned()
    }

    #[test]
    fn an_article_that_says_the_contrary_is_an_error() {
        let message = "erreur CON005 : le silence vaut rejet, et l'article cité dit le contraire";
        assert_eq!(silence("silence vaut rejet après 2 mois selon crpa, article L231-1"), message);
        assert_eq!(silence("silence vaut rejet après 4 mois selon crpa, article L. 231-4 et L. 231-6"), "");
        assert_eq!(silence("silence vaut rejet après 2 mois selon « Code de l'urbanisme », article R424-1"), "");
    }

    #[test]
    fn a_text_is_not_asked_again_what_a_line_says() {
        let with = |line: &str| {
            let text = "L’absence de réponse de la mairie vaut rejet de votre demande.";
            let decision = format!("  décision par mairie {{\n    {line}\n    refus motivé\n  }}\n");
            check("CON005", &format!("démarche permis « Permis » {{\n  présentation « {text} »\n{decision}}}\n"))
        };
        assert!(!with("silence vaut rejet après 2 mois selon crpa, article L231-4").contains("un texte"));
        assert!(with("délai 2 mois").contains("un texte dit ce que vaut le silence"));
    }

    #[test]
    fn a_silence_without_a_date_is_half_said() {
        assert_eq!(
            silence("silence vaut rejet selon crpa, article L231-4"),
            "alerte CON005 : après combien de temps le silence vaut rejet n'est pas dit"
        );
    }
}
