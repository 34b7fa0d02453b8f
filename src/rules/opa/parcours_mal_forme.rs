//! A path that cannot be walked: steps that wait for one another, or that nobody can reach.

use crate::analysis::extremes::never_together;
use crate::findings::{Finding, Severity};
use crate::model::{PublicService, Stated, Step};
use crate::rules::{Basis, Check, Context, FixOffered, Rule, quoted};
use crate::values::SilenceEffect;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "OPA009",
    name: "parcours-mal-forme",
    severity: Severity::Erreur,
    worst: Severity::Erreur,
    what: "Le parcours se contredit : des étapes s'attendent l'une l'autre, une étape ne concerne personne, un refus existe sans être dit.",
    why: "Personne ne peut suivre ce parcours tel qu'il est écrit : on y reste bloqué, ou l'on découvre un refus qui n'existait pas.",
    remove: "corrigez l'ordre des étapes ou la condition, pour qu'un chemin mène du début à la fin",
    ease: "",
    principle: "La complexité des procédures et de l’organisation",
    basis: &[Basis::Source(
        "Solidité des enchaînements d'étapes (« workflow soundness ») : exigence de méthode, sans base juridique",
    )],
    threshold: "",
    limits: "Seules sont signalées les contradictions prouvées. Un acteur, une pièce ou une étape inconnus relèvent de la lecture (LEC004).",
    fix: FixOffered::No,
    faulty: &[
        r"
démarche permis « Demander un permis » {
  étape dépôt « Déposez la demande » {
    par usager en ligne
    après paiement_droits
  }
  étape paiement_droits « Payez les droits » {
    par usager en ligne
    après dépôt
  }
}
",
        r"
démarche permis « Demander un permis » {
  étape dépôt « Déposez la demande » {
    par usager en ligne
    seulement si âge < 18 ans et âge >= 60 ans
  }
}
",
        r"
démarche permis « Demander un permis » {
  décision par préfecture {
    silence vaut rejet après 2 mois
    refus aucun parce que « tout le monde y a droit »
  }
}
",
    ],
    sane: &[r"
démarche permis « Demander un permis » {
  étape dépôt « Déposez la demande » {
    par usager en ligne
    seulement si âge < 18 ans ou âge >= 60 ans
  }
  étape paiement_droits « Payez les droits » {
    par usager en ligne
    après dépôt
  }
  décision par préfecture {
    silence vaut acceptation après 2 mois
    refus aucun parce que « tout le monde y a droit »
  }
}
"],
    check: Check::Service(check),
};

fn check(service: &PublicService, context: &Context<'_>, findings: &mut Vec<Finding>) {
    findings.extend(circles(service, context));
    findings.extend(service.steps.iter().filter_map(|step| unreachable(step, context)));
    findings.extend(hidden_refusal(service));
}

/// The circles of steps, each said once, at its first step.
fn circles(service: &PublicService, context: &Context<'_>) -> Vec<Finding> {
    let circles = context.graph.step_circles(service.symbol).into_iter();
    let steps = circles.map(|circle| circle.into_iter().filter_map(|step| context.model.step_of(step)).collect::<Vec<_>>());
    steps.map(|steps| circle_finding(&steps)).collect()
}

fn circle_finding(circle: &[&Step]) -> Finding {
    let first = circle[0];
    let message = match circle {
        [_] => format!("l'étape {} attend la fin d'elle-même", quoted(first)),
        [_, other] => format!("les étapes {} et {} s'attendent l'une l'autre", quoted(first), quoted(other)),
        several => format!("{} étapes s'attendent en rond, à partir de {}", several.len(), quoted(first)),
    };
    let mut finding = RULE.at(first.heading, message).with_label("ne peut jamais commencer");
    for (rank, step) in circle.iter().enumerate() {
        let next = circle[(rank + 1) % circle.len()];
        let line = step.after.iter().find(|earlier| earlier.value.target == Some(next.symbol));
        if let Some(line) = line {
            finding = finding.with_related(line.location(), format!("{} attend {}", quoted(step), quoted(next)));
        }
    }
    finding
}

/// A step whose condition nobody meets.
fn unreachable(step: &Step, context: &Context<'_>) -> Option<Finding> {
    let condition = step.condition.as_ref()?;
    if !never_together(context.model, &[&condition.value], context.today) {
        return None;
    }
    let message = format!("l'étape {} ne concerne personne : sa condition n'est jamais vraie", quoted(step));
    Some(RULE.at(condition.at(condition.value.span), message).with_label("jamais vrai"))
}

/// A refusal declared impossible, that silence gives all the same.
fn hidden_refusal(service: &PublicService) -> Option<Finding> {
    let decision = service.decision.said()?;
    let Stated::None(reason) = &decision.refusals else { return None };
    let silence = decision.silences.all().iter().find(|silence| silence.value.effect.value == SilenceEffect::Rejection)?;
    let message = "aucun refus n'est possible, dit la décision, mais le silence vaut rejet";
    Some(RULE.at(silence.at(silence.value.effect.span), message).with_related(reason.location(), "aucun refus, dit-on ici"))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn one_circle_is_said_once_with_who_waits_for_whom() {
        insta::assert_snapshot!(check(
            "OPA009",
            "démarche permis « Permis » {
  étape a « Déposez » {
    par usager en ligne
    après c
  }
  étape b « Payez » {
    par usager en ligne
    après a
  }
  étape c « Attendez » {
    par mairie
    après b
  }
  étape d « Retirez » {
    par usager au guichet
    après c
  }
}
"
        ), @r"
        erreur OPA009 : 3 étapes s'attendent en rond, à partir de « Déposez »
          |   étape a « Déposez » {
          |             ^^^^^^^ ne peut jamais commencer
          |     après c
          |           ^ « Déposez » attend « Attendez »
          |     après b
          |           ^ « Attendez » attend « Payez »
          |     après a
          |           ^ « Payez » attend « Déposez »
        ");
    }

    #[test]
    fn what_cannot_be_told_is_not_accused() {
        let only_if = |condition: &str| {
            let input = format!(
                "démarche permis « Permis » {{\n  étape a « Déposez » {{\n    par usager en ligne\n    seulement si {condition}\n  }}\n}}\n"
            );
            check("OPA009", &input)
        };
        assert_eq!(only_if("âge > 18 ans et revenu_fiscal < 10 000 €"), "");
        assert_eq!(only_if("âge > 18 ans et âge <= 19 ans"), "");
        assert!(only_if("mineur et non mineur").contains("ne concerne personne"));
        assert!(only_if("nationalité = française et nationalité = autre").contains("ne concerne personne"));
        assert!(only_if("âge > 130 ans").contains("ne concerne personne"));
    }

    #[test]
    fn a_right_named_in_a_condition_is_followed() {
        let only_if = |condition: &str| {
            check(
                "OPA009",
                &format!(
                    "droit majeur : oui ou non {{
  non
  exception adulte : oui si âge >= 18 ans
  exception émancipé à adulte : non si hébergé
}}
démarche permis « Permis » {{
  étape a « Déposez » {{
    par usager en ligne
    seulement si {condition}
  }}
}}
"
                ),
            )
        };
        assert_eq!(only_if("majeur et âge >= 18 ans"), "");
        assert_eq!(only_if("non majeur et âge >= 18 ans"), "");
        assert!(only_if("majeur et âge < 18 ans").contains("ne concerne personne"));
        assert!(only_if("majeur et hébergé").contains("ne concerne personne"));
    }
}
