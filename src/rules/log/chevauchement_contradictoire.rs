//! Two lines of a right or of a calculation that say different things of one person.

use super::exemple_contredit::already_shown;
use super::proved::{HOW_TO_VERIFY, Proved, proved};
use crate::findings::{Finding, Severity};
use crate::logic::FailureKind;
use crate::logic::proof::Clash;
use crate::rules::wording::fitting;
use crate::rules::{Basis, Check, Context, FixOffered, Rule};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "LOG002",
    name: "chevauchement-contradictoire",
    severity: Severity::Erreur,
    worst: Severity::Erreur,
    what: "Deux lignes d'un `droit` ou d'un `calcul` s'appliquent à la même personne, disent des choses différentes, et rien ne dit laquelle \
           l'emporte.",
    why: "Deux personnes dans la même situation peuvent recevoir deux réponses, selon l'agent ou le programme qui lit la règle.",
    remove: "dites laquelle l'emporte : `exception NOM à AUTRE : …`",
    ease: "ou distinguez leurs conditions, pour qu'une seule s'applique",
    principle: "d’une égalité de traitement de principe et d’un service garanti",
    basis: &[
        Basis::Law("CRPA", "L100-2"),
        Basis::Source("Conseil constitutionnel, décision n° 99-421 DC : accessibilité et intelligibilité de la loi"),
    ],
    threshold: "",
    limits: "Prouvé pour le jour choisi (`--aujourd-hui`), sur toutes les valeurs que les données peuvent avoir ; un montant, une durée ou un \
             nombre sans bornes déclarées est supposé positif. Deux lignes qui disent la même chose, mot pour mot, ne se contredisent pas. Ce \
             que limpide ne sait pas résoudre est dit « non vérifié ». Une personne qu'un `cas` donne déjà en exemple est laissée à LOG011, la \
             limite que deux lignes se disputent à LOG005.",
    fix: FixOffered::ToReview,
    faulty: &[r"
démarche aide « Demander une aide » {
  calcul montant_aide : montant {
    0 €
    exception jeune : 300 € si âge < 25 ans
    exception logé : 200 € si hébergé
  }
}
"],
    sane: &[
        r"
démarche aide « Demander une aide » {
  calcul montant_aide : montant {
    0 €
    exception jeune : 300 € si âge < 25 ans
    exception logé à jeune : 200 € si hébergé
  }
}
",
        r"
démarche aide « Demander une aide » {
  calcul montant_aide : montant {
    0 €
    exception jeune : 300 € si âge < 25 ans
    exception âgé : 200 € si âge >= 60 ans
  }
}
",
    ],
    check: Check::Workspace(check),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for rule in proved(context) {
        let name = rule.name();
        let conflict = |kind: &FailureKind| matches!(kind, FailureKind::Conflict(_));
        if !rule.proof.clashes.is_empty() && already_shown(&rule, context, conflict) {
            continue;
        }
        findings.extend(rule.proof.clashes.iter().map(|clash| told(&rule, clash)));
        if let Some(reason) = &rule.proof.unverified_clashes {
            let message = fitting([
                format!("non vérifié : les lignes de `{name}` se contredisent-elles ?"),
                "non vérifié : les lignes de cette règle se contredisent-elles ?".to_owned(),
            ]);
            let finding = RULE.graded(Severity::Info, rule.heading(), message);
            findings.push(finding.with_note(format!("Rien n'est prouvé : {}.", rule.reason(reason))).with_help(HOW_TO_VERIFY));
        }
    }
}

fn told(rule: &Proved<'_>, clash: &Clash) -> Finding {
    let name = rule.name();
    let [one, other] = [clash.lines.0, clash.lines.1].map(|line| rule.line(line));
    let [value, other_value] = clash.values.each_ref().map(|value| value.as_ref().map(ToString::to_string));
    let message = fitting([
        match (&value, &other_value) {
            (Some(value), Some(other)) if value != other => {
                format!("`{name}` dit à la fois {value} et {other} de la même personne")
            }
            (_, _) => format!("deux lignes de `{name}` se contredisent pour la même personne"),
        },
        format!("deux lignes de `{name}` se contredisent pour la même personne"),
        "deux lignes de cette règle se contredisent pour la même personne".to_owned(),
    ]);
    let says = |value: Option<String>, what: &str| value.map_or_else(|| what.to_owned(), |value| format!("{what} : {value}"));
    let finding = RULE
        .at(rule.at(one.span), message)
        .with_label(says(value, "cette ligne s'applique"))
        .with_related(rule.at(other.span), says(other_value, "celle-ci aussi"))
        .with_note(format!("{} Rien ne dit laquelle des deux lignes l'emporte.", rule.sentence(&clash.witness)));
    let label = |line: &crate::values::RuleDefinition| {
        line.exception.as_ref().and_then(|exception| exception.label.as_ref()).map(|label| label.value.to_string())
    };
    let finding = match (label(one), label(other)) {
        (Some(one), Some(other)) if one != other => finding.with_help(format!(
            "dites laquelle l'emporte : `exception {other} à {one} : …`, ou l'inverse ; ou distinguez leurs conditions"
        )),
        (_, _) => finding,
    };
    match rule.example(&clash.witness, clash.values[0].as_ref()) {
        Some(fix) => finding.with_fix(fix),
        None => finding,
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;
    use insta::assert_snapshot;

    #[test]
    fn both_lines_are_shown_with_what_they_give() {
        let text = r"
calcul part : montant = revenu_fiscal / 10
démarche aide « Demander une aide » {
  calcul montant_aide : montant {
    0 €
    exception jeune : part si âge < 25 ans
    exception logé : 200 € si hébergé
    exception vieux à logé : 300 € si âge >= 60 ans
  }
}
";
        assert_snapshot!(check("LOG002", text), @r"
        erreur LOG002 : deux lignes de `montant_aide` se contredisent pour la même personne
          |     exception jeune : part si âge < 25 ans
          |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ cette ligne s'applique
          |     exception logé : 200 € si hébergé
          |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ celle-ci aussi : 200 €
          note : Par exemple : âge = 10 ans, hébergé = oui. Rien ne dit laquelle des deux lignes l'emporte.
          aide : dites laquelle l'emporte : `exception logé à jeune : …`, ou l'inverse ; ou distinguez leurs conditions
          correction : ajouter cette personne en exemple
        ");
    }
}
