//! A worked example whose expected result the rules do not give.

use super::proved::Proved;
use crate::analysis::case::{CaseResult, Found, Verdict, run, run_all};
use crate::analysis::roadmap::Plan;
use crate::findings::{Finding, Severity};
use crate::logic::{FailureKind, Outcome, Program};
use crate::model::Model;
use crate::rules::wording::{fitting, listed};
use crate::rules::{Basis, Check, Context, FixOffered, Rule};
use crate::source::{Location, Span};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "LOG011",
    name: "exemple-contredit",
    severity: Severity::Erreur,
    worst: Severity::Erreur,
    what: "Un `cas` attend d'une règle un résultat qu'elle ne donne pas.",
    why: "L'exemple ou la règle se trompe, et la personne qui a lu l'un recevra l'autre.",
    remove: "corrigez la règle si l'exemple dit vrai, sinon l'exemple",
    ease: "",
    principle: "il a reçu la bonne information",
    basis: &[Basis::Law("CRPA", "L312-3")],
    threshold: "",
    limits: "Seulement ce qui est attendu d'un `droit` ou d'un `calcul` : pièces, étapes, délais et coûts sont comparés par `limpide test`. Un \
             exemple qui n'en dit pas assez pour calculer le résultat n'est qu'un conseil.",
    fix: FixOffered::No,
    faulty: &[r"
démarche aide « Demander une aide » {
  droit aidé : oui ou non {
    non
    exception jeune : oui si âge < 25 ans
  }
  cas « Le jour de ses 25 ans » {
    âge = 25 ans
    attendu aidé = oui
  }
}
"],
    sane: &[r"
démarche aide « Demander une aide » {
  droit aidé : oui ou non {
    non
    exception jeune : oui si âge < 25 ans
  }
  cas « Le jour de ses 25 ans » {
    âge = 25 ans
    attendu aidé = non
  }
}
"],
    check: Check::Workspace(check),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for service in run_all(context.model, context.today) {
        let file = service.plan.service.file();
        for result in &service.results {
            findings.extend(contradictions(result, &service.plan.program, |span| Location::new(file, span)));
        }
    }
}

fn contradictions(result: &CaseResult<'_>, program: &Program<'_>, at: impl Fn(Span) -> Location) -> Vec<Finding> {
    let mut findings = Vec::new();
    for check in &result.checks {
        let Found::Rule(rule, outcome) = &check.found else { continue };
        let name = &program.rule(*rule).rule.name.value;
        let place = at(check.expectation.span);
        match (check.verdict, outcome) {
            (Verdict::Holds, _) => {}
            (_, Outcome::Missing(missing)) => {
                let names: Vec<_> = missing.iter().map(|slot| format!("`{}`", program.datum(*slot).name)).collect();
                let names: Vec<_> = names.iter().map(String::as_str).collect();
                let message = fitting([
                    format!("l'exemple ne suffit pas à calculer `{name}` : il manque {}", listed(&names)),
                    format!("l'exemple ne suffit pas à calculer `{name}`"),
                    "l'exemple ne suffit pas à calculer ce qu'il attend".to_owned(),
                ]);
                let finding = RULE.graded(Severity::Conseil, place, message).with_label("non vérifié");
                findings.push(finding.with_help(format!("dites ce que vaut {} dans l'exemple", listed(&names))));
            }
            (_, Outcome::Known(value)) => {
                let message = fitting([
                    format!("l'exemple attend autre chose que la règle : `{name}` donne {value}"),
                    "l'exemple attend autre chose que ce que la règle donne".to_owned(),
                ]);
                findings.push(RULE.at(place, message).with_label(format!("la règle donne {value}")));
            }
            (_, Outcome::NotApplicable) => {
                let finding = RULE.at(place, "l'exemple attend un résultat d'une règle qui n'a pas d'objet pour lui");
                findings.push(finding.with_label("sans objet"));
            }
            (_, Outcome::Failed(failures)) => {
                let finding = RULE.at(place, "l'exemple attend un résultat, et la règle n'en donne aucun");
                let reason = failures.first().map_or_else(String::new, |failure| failure.kind.to_string());
                let places = failures.iter().flat_map(|failure| match &failure.kind {
                    FailureKind::Conflict(places) => places.as_slice(),
                    FailureKind::NothingApplies | FailureKind::Fault(_) | FailureKind::Circle => &[],
                });
                let finding = finding.with_label(reason);
                findings.push(places.fold(finding, |finding, place| finding.with_related(*place, "cette ligne s'applique")));
            }
        }
    }
    findings
}

/// Whether a `cas` of the procedure already expects of a rule what it cannot give, for such a reason: the example then tells of it.
pub(super) fn already_shown(rule: &Proved<'_>, context: &Context<'_>, reason: impl Fn(&FailureKind) -> bool) -> bool {
    let model: &Model = context.model;
    let Some(service) = rule.service.filter(|service| !service.cases.is_empty()) else { return false };
    let plan = Plan::new(model, service);
    let Some(id) = plan.program.rule_of(rule.proof.rule) else { return false };
    let results = service.cases.iter().map(|case| run(&plan, &case.value, context.today));
    results.flat_map(|result| result.checks).any(|check| match &check.found {
        Found::Rule(of, Outcome::Failed(failures)) if *of == id => {
            failures.iter().any(|failure| failure.rule == Some(id) && reason(&failure.kind))
        }
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;
    use insta::assert_snapshot;

    #[test]
    fn an_example_may_be_wrong_too_short_or_without_answer() {
        let text = r"
démarche aide « Demander une aide » {
  calcul montant_aide : montant {
    300 € si âge < 25 ans
    200 € si hébergé
    sans objet si nationalité = autre
  }
  cas « Faux » {
    âge = 20 ans
    hébergé = non
    nationalité = française
    attendu montant_aide = 200 €
  }
  cas « Trop court » {
    âge = 20 ans
    attendu montant_aide = 300 €
  }
  cas « Sans réponse » {
    âge = 40 ans
    hébergé = non
    nationalité = française
    attendu montant_aide = 0 €
  }
  cas « Deux réponses » {
    âge = 20 ans
    hébergé = oui
    nationalité = française
    attendu montant_aide = 300 €
  }
  cas « Sans objet » {
    nationalité = autre
    attendu montant_aide = 0 €
  }
}
";
        assert_snapshot!(check("LOG011", text), @r"
        erreur LOG011 : l'exemple attend autre chose que la règle : `montant_aide` donne 300 €
          |     attendu montant_aide = 200 €
          |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ la règle donne 300 €
        conseil LOG011 : l'exemple ne suffit pas à calculer `montant_aide` : il manque `nationalité` et `hébergé`
          |     attendu montant_aide = 300 €
          |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ non vérifié
          aide : dites ce que vaut `nationalité` et `hébergé` dans l'exemple
        erreur LOG011 : l'exemple attend un résultat, et la règle n'en donne aucun
          |     attendu montant_aide = 0 €
          |     ^^^^^^^^^^^^^^^^^^^^^^^^^^ aucune règle ne s'applique
        erreur LOG011 : l'exemple attend un résultat, et la règle n'en donne aucun
          |     attendu montant_aide = 300 €
          |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 2 lignes s'appliquent et disent des choses différentes
          |     300 € si âge < 25 ans
          |     ^^^^^^^^^^^^^^^^^^^^^ cette ligne s'applique
          |     200 € si hébergé
          |     ^^^^^^^^^^^^^^^^ cette ligne s'applique
        erreur LOG011 : l'exemple attend un résultat d'une règle qui n'a pas d'objet pour lui
          |     attendu montant_aide = 0 €
          |     ^^^^^^^^^^^^^^^^^^^^^^^^^^ sans objet
        ");
    }
}
