//! Rights and calculations that need their own result.

use crate::model::{Model, PublicService, Sourced, SymbolKind};
use crate::source::{Location, Problem, ProblemKind};
use crate::values::{Reference, Rule};

/// The circles among the rules of a procedure.
pub(super) fn of_service(model: &Model, service: &PublicService) -> Vec<Problem> {
    let rank_of = |reference: &Reference| match model.symbol(reference)?.kind {
        // A local name only designates a rule of its own procedure.
        SymbolKind::LocalRule(_, rank) => Some(rank as usize),
        SymbolKind::PublicOrganisation(_)
        | SymbolKind::Evidence(_)
        | SymbolKind::Data(_)
        | SymbolKind::EnumValue(_)
        | SymbolKind::PublicService(_)
        | SymbolKind::LifeEvent(_)
        | SymbolKind::Journey(_)
        | SymbolKind::Profile(_)
        | SymbolKind::LegalResource(_)
        | SymbolKind::Rule(_)
        | SymbolKind::Step(..) => None,
    };
    circles(&service.rules, rank_of)
}

/// The circles among the rules shared by all.
pub(super) fn of_shared_rules(model: &Model) -> Vec<Problem> {
    let rank_of = |reference: &Reference| match model.symbol(reference)?.kind {
        SymbolKind::Rule(rank) => Some(rank as usize),
        SymbolKind::PublicOrganisation(_)
        | SymbolKind::Evidence(_)
        | SymbolKind::Data(_)
        | SymbolKind::EnumValue(_)
        | SymbolKind::PublicService(_)
        | SymbolKind::LifeEvent(_)
        | SymbolKind::Journey(_)
        | SymbolKind::Profile(_)
        | SymbolKind::LegalResource(_)
        | SymbolKind::LocalRule(..)
        | SymbolKind::Step(..) => None,
    };
    circles(&model.rules, rank_of)
}

/// A rule used by another, and where.
struct Dependency<'m> {
    rank: usize,
    reference: &'m Reference,
}

fn circles<'m>(rules: &'m [Sourced<Rule>], rank_of: impl Fn(&Reference) -> Option<usize>) -> Vec<Problem> {
    let dependencies: Vec<Vec<Dependency<'m>>> = rules
        .iter()
        .map(|rule| {
            let names = rule.definitions.iter().flat_map(|definition| {
                definition.value.iter().chain(&definition.qualifiers.condition).flat_map(|formula| formula.names())
            });
            names.filter_map(|reference| Some(Dependency { rank: rank_of(reference)?, reference })).collect()
        })
        .collect();
    let mut settled = vec![false; rules.len()];
    let mut shown = vec![false; rules.len()];
    let mut problems = Vec::new();
    for start in 0..rules.len() {
        explore(start, &dependencies, &mut settled, |circle| {
            if circle.iter().any(|(rank, _)| !shown[*rank]) {
                circle.iter().for_each(|(rank, _)| shown[*rank] = true);
                problems.push(problem(rules, circle));
            }
        });
    }
    problems
}

/// Follows the dependencies from a rule, without recursion: a long chain of rules is no reason to fail.
fn explore<'m>(
    start: usize,
    dependencies: &[Vec<Dependency<'m>>],
    settled: &mut [bool],
    mut found: impl FnMut(&[(usize, &'m Reference)]),
) {
    if settled[start] {
        return;
    }
    settled[start] = true;
    // The rules being followed, each with its next dependency to look at; where a rule stands in this path.
    let mut path: Vec<(usize, usize)> = vec![(start, 0)];
    let mut position = rustc_hash::FxHashMap::from_iter([(start, 0_usize)]);
    while let Some((rule, next)) = path.last_mut() {
        let Some(dependency) = dependencies[*rule].get(*next) else {
            position.remove(rule);
            path.pop();
            continue;
        };
        *next += 1;
        if let Some(first) = position.get(&dependency.rank) {
            let circle: Vec<_> =
                path[*first..].iter().map(|(rule, next)| (*rule, dependencies[*rule][next - 1].reference)).collect();
            found(&circle);
        } else if !settled[dependency.rank] {
            settled[dependency.rank] = true;
            position.insert(dependency.rank, path.len());
            path.push((dependency.rank, 0));
        }
    }
}

fn problem(rules: &[Sourced<Rule>], circle: &[(usize, &Reference)]) -> Problem {
    let name = |rank: usize| format!("`{}`", rules[rank].name.value);
    let (first, reference) = circle[0];
    let place = |rank: usize, reference: &Reference| Location::new(rules[rank].origin.location.file, reference.span);
    let message = match circle {
        [_] => format!("{} dépend de son propre résultat", name(first)),
        [_, ..] | [] => {
            let names: Vec<_> = circle.iter().map(|(rank, _)| name(*rank)).chain([name(first)]).collect();
            format!("des règles tournent en rond : {}", names.join(" → "))
        }
    };
    let problem = Problem::new(ProblemKind::WrongType, place(first, reference), message)
        .with_label("a besoin de ce résultat")
        .with_help("une règle se calcule à partir de données ou d'autres règles, jamais d'elle-même");
    circle[1..].iter().fold(problem, |problem, (rank, reference)| {
        problem.with_related(place(*rank, reference), format!("{} a besoin de ce résultat", name(*rank)))
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;
    use insta::assert_snapshot;

    #[test]
    fn a_rule_does_not_need_its_own_result() {
        let text = r"
calcul seul : montant = seul + 1 €
démarche essai « Essai » {
  calcul a : montant = b + 1 €
  calcul b : montant {
    3 €
    exception autre : 4 € si c > 3 €
  }
  calcul c : montant = a
  calcul d : montant = a + b + c
}
";
        assert_snapshot!(check("LEC", text), @r"
    erreur LEC006 : `seul` dépend de son propre résultat
      | calcul seul : montant = seul + 1 €
      |                         ^^^^ a besoin de ce résultat
      aide : une règle se calcule à partir de données ou d'autres règles, jamais d'elle-même
    erreur LEC006 : des règles tournent en rond : `a` → `b` → `c` → `a`
      |   calcul a : montant = b + 1 €
      |                        ^ a besoin de ce résultat
      |     exception autre : 4 € si c > 3 €
      |                              ^ `b` a besoin de ce résultat
      |   calcul c : montant = a
      |                        ^ `c` a besoin de ce résultat
      aide : une règle se calcule à partir de données ou d'autres règles, jamais d'elle-même
    ");
    }
}
