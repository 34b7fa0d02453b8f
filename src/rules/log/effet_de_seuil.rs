//! One cent more of income, and much less of an aid.

use super::proved::{Proved, proved};
use super::received::is_received;
use crate::findings::{Finding, Severity};
use crate::logic::proof::Cliff;
use crate::model::Model;
use crate::rules::wording::{fitting, name_begins};
use crate::rules::{Basis, Check, Context, FixOffered, Rule};

/// How the names of what a person lives on begin.
const INCOMES: &[&str] = &[
    "revenu",
    "revenus",
    "ressources",
    "salaire",
    "salaires",
    "rémunération",
    "gains",
    "autres_ressources",
    "autres_revenus",
    "quotient",
];

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "LOG004",
    name: "effet-de-seuil",
    severity: Severity::Alerte,
    worst: Severity::Alerte,
    what: "Un centime de revenu en plus fait perdre une grande part d'une aide.",
    why: "Qui gagne un peu plus se retrouve avec moins : travailler davantage, ou déclarer une petite somme, lui coûte.",
    remove: "faites décroître l'aide peu à peu au-delà du seuil",
    ease: "dites le seuil et ce qu'on y perd avant que la personne ne le franchisse, ou gardez-lui son droit quelque temps",
    principle: "l’intérêt de la personne et celle du groupe",
    basis: &[
        Basis::Source("Sénat, rapport d'information n° 334 (2004-2005) : minima sociaux, concilier équité et reprise d'activité"),
        Basis::Law("CRPA", "L100-2"),
    ],
    threshold: "Une chute d'au moins 50 €, et de plus d'un dixième de l'aide, pour un centime (convention de limpide).",
    limits: "Seulement les montants calculés (`calcul … : montant`) que nulle autre règle ne lit, et les revenus, ressources et salaires : ce que la \
             personne paie et les plafonds sont laissés de côté, d'après leurs noms. Le premier seuil trouvé de chaque revenu. Le cumul de plusieurs \
             aides n'est pas regardé.",
    fix: FixOffered::No,
    faulty: &[r"
démarche aide « Demander une aide » {
  calcul montant_aide : montant {
    0 €
    exception modeste : 900 € si revenu_fiscal < 20 000 €
  }
}
"],
    sane: &[
        r"
démarche aide « Demander une aide » {
  calcul montant_aide : montant = le plus grand de (0 €, 900 € - revenu_fiscal / 20)
}
",
        r"
démarche aide « Demander une aide » {
  calcul participation : montant {
    0 €
    exception modeste : 900 € si revenu_fiscal < 20 000 €
  }
}
",
    ],
    check: Check::Workspace(check),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for rule in proved(context).filter(|rule| is_received(rule.name())) {
        findings.extend(rule.proof.cliffs.iter().filter_map(|cliff| told(&rule, cliff, context.model)));
    }
}

fn told(rule: &Proved<'_>, cliff: &Cliff, model: &Model) -> Option<Finding> {
    let income = &model.symbols.get(cliff.datum).name;
    if !name_begins(income, INCOMES) {
        return None;
    }
    let (name, [before, after]) = (rule.name(), &cliff.results);
    let message = fitting([
        format!("`{name}` tombe de {before} à {after} quand `{income}` atteint {}", cliff.at),
        format!("cette aide tombe de {before} à {after} quand le revenu atteint {}", cliff.at),
        "un centime de revenu en plus fait tomber cette aide".to_owned(),
    ]);
    let finding = RULE.at(rule.heading(), message).with_label("pour un centime de plus");
    Some(if cliff.witness.facts.is_empty() { finding } else { finding.with_note(rule.sentence(&cliff.witness)) })
}
