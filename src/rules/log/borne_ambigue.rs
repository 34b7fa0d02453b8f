//! A limit that two lines leave to each other, or that both take.

use super::proved::{Proved, proved};
use crate::findings::{Applicability, Finding, Fix, Severity};
use crate::logic::Situation;
use crate::logic::proof::{Boundary, Edge};
use crate::model::Model;
use crate::rules::wording::fitting;
use crate::rules::{Basis, Check, Context, FixOffered, Rule};
use crate::values::{Comparison, SymbolId};

/// What may stand between the two sides of a comparison: its sign and a space on each side, in bytes.
const SIGN_AND_SPACES: u32 = 8;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "LOG005",
    name: "borne-ambigue",
    severity: Severity::Erreur,
    worst: Severity::Erreur,
    what: "Deux lignes d'une règle se partagent un seuil, et aucune ne prend la valeur exacte, ou toutes deux la prennent et se contredisent.",
    why: "Le jour de ses 18 ans, à 10 000 € juste, la personne tombe entre deux lignes : elle n'a pas de réponse, ou elle en a deux.",
    remove: "dites de quel côté est le seuil : `>=` (« 18 ans ou plus ») d'un côté, `<` (« moins de 18 ans ») de l'autre",
    ease: "",
    principle: "Défini : dont on connait les caractéristiques",
    basis: &[
        Basis::Source("Conseil constitutionnel, décision n° 99-421 DC : dispositions précises, formules non équivoques"),
        Basis::Law("CRPA", "L100-2"),
    ],
    threshold: "",
    limits: "Seulement les seuils écrits tels quels (`âge < 18 ans`) dans deux lignes d'une même règle, et les personnes pour qui tout va bien juste \
             avant et juste après. Les seuils écrits dans les textes ne sont pas lus.",
    fix: FixOffered::ToReview,
    faulty: &[
        r"
démarche aide « Demander une aide » {
  calcul montant_aide : montant {
    300 € si âge < 18 ans
    200 € si âge > 18 ans
  }
}
",
        r"
démarche aide « Demander une aide » {
  calcul montant_aide : montant {
    0 €
    exception mineurs : 300 € si âge <= 18 ans
    exception majeurs : 200 € si âge >= 18 ans
  }
}
",
    ],
    sane: &[r"
démarche aide « Demander une aide » {
  calcul montant_aide : montant {
    300 € si âge < 18 ans
    200 € si âge >= 18 ans
  }
}
"],
    check: Check::Workspace(check),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for rule in proved(context) {
        let of = |hole: &Boundary, what: &str| told(&rule, hole, context.model, what);
        findings.extend(rule.proof.holes.iter().filter_map(|hole| of(hole, "ne dit rien")));
        findings.extend(rule.proof.overlaps_at.iter().filter_map(|(overlap, _)| of(overlap, "dit deux choses")));
    }
}

fn told(rule: &Proved<'_>, boundary: &Boundary, model: &Model, what: &str) -> Option<Finding> {
    let [before, after] = &boundary.edges;
    let datum = boundary.witness.facts.iter().find_map(|(symbol, _)| datum_at(model, *symbol, before))?;
    let limit = Situation::written(datum, &before.limit);
    let message = fitting([
        format!("quand {} = {limit} exactement, `{}` {what}", datum.name, rule.name()),
        format!("à la limite exacte de {limit}, cette règle {what}"),
        format!("à la limite exacte, cette règle {what}"),
    ]);
    let verb = if before.excludes() { "exclut" } else { "comprend" };
    let finding = RULE
        .at(rule.at(after.place), message)
        .with_label(format!("{verb} {limit}"))
        .with_related(rule.at(before.place), format!("{verb} aussi {limit}"))
        .with_note(rule.sentence(&boundary.witness));
    Some(match mended(rule, after) {
        Some(fix) => finding.with_fix(fix),
        None => finding,
    })
}

fn datum_at<'m>(model: &'m Model, symbol: SymbolId, edge: &Edge) -> Option<&'m crate::model::Data> {
    (edge.datum == symbol).then(|| model.data.iter().find(|datum| datum.symbol == symbol)).flatten()
}

/// « Plus de 18 ans » made « 18 ans ou plus », and the other way round.
fn mended(rule: &Proved<'_>, edge: &Edge) -> Option<Fix> {
    let comparison = match edge.comparison {
        Comparison::Less => Comparison::LessOrEqual,
        Comparison::LessOrEqual => Comparison::Less,
        Comparison::Greater => Comparison::GreaterOrEqual,
        Comparison::GreaterOrEqual => Comparison::Greater,
        Comparison::Equal | Comparison::Different => return None,
    };
    if edge.sign.len() > SIGN_AND_SPACES {
        return None;
    }
    let title = format!("écrire `{}`", comparison.sign());
    Some(Fix::replace(title, Applicability::ToReview, rule.at(edge.sign), format!(" {} ", comparison.sign())))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;
    use insta::assert_snapshot;

    #[test]
    fn a_gap_beside_the_limit_is_another_finding() {
        let text = r"
démarche aide « Demander une aide » {
  calcul montant_aide : montant {
    300 € si âge < 18 ans et hébergé
    200 € si âge > 18 ans et hébergé
    100 € si 10 000 € > revenu_fiscal et non hébergé
    50 € si revenu_fiscal > 10 000 € et non hébergé
  }
}
";
        assert_snapshot!(check("LOG005", text), @r"
        erreur LOG005 : quand âge = 18 ans exactement, `montant_aide` ne dit rien
          |     200 € si âge > 18 ans et hébergé
          |              ^^^^^^^^^^^^ exclut 18 ans
          |     300 € si âge < 18 ans et hébergé
          |              ^^^^^^^^^^^^ exclut aussi 18 ans
          note : Par exemple : âge = 18 ans, hébergé = oui.
          correction : écrire `>=`
        erreur LOG005 : quand revenu_fiscal = 10 000 € exactement, `montant_aide` ne dit rien
          |     50 € si revenu_fiscal > 10 000 € et non hébergé
          |             ^^^^^^^^^^^^^^^^^^^^^^^^ exclut 10 000 €
          |     100 € si 10 000 € > revenu_fiscal et non hébergé
          |              ^^^^^^^^^^^^^^^^^^^^^^^^ exclut aussi 10 000 €
          note : Par exemple : âge = 18 ans, revenu_fiscal = 10 000 €.
          correction : écrire `>=`
        ");
        assert_snapshot!(check("LOG001", text), @"");
    }
}
