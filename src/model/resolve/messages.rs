//! What is said of a name that is not found, found elsewhere, or defined twice.

use super::expected::{Expected, a};
use super::names::{Names, composed};
use super::nearest::{Near, Nearest, nearest_value, surely_meant};
use super::{Issue, Mishap};
use crate::model::Symbol;
use crate::source::{Problem, ProblemKind};
use crate::values::SymbolId;

/// How many values of a list are shown.
const MOST_VALUES: usize = 30;

/// What to say.
pub(super) fn problem(issue: &Issue, names: &Names<'_>, nearest: Option<&Nearest>) -> Problem {
    match issue.mishap {
        Mishap::Unknown(expected) => unknown(issue, expected, names, nearest),
        Mishap::UnknownValue(of) => unknown_value(issue, of, names),
        Mishap::OtherKind(expected, other) => other_kind(issue, expected, names.symbols.get(other)),
        Mishap::Respelled(id) => respelled(issue, names.symbols.get(id)),
        Mishap::Duplicate(first, id) => duplicate(issue, names.symbols.get(first), names.symbols.get(id)),
    }
}

fn unknown(issue: &Issue, expected: Expected, names: &Names<'_>, nearest: Option<&Nearest>) -> Problem {
    let name = &issue.name;
    let problem = Problem::new(ProblemKind::UnknownName, issue.location, format!("{} ne s'appelle `{name}`", expected.none()))
        .with_label("nom inconnu");
    let local = local_names(issue, expected, names);
    let near = nearest.map(|nearest| nearest.find(name, expected, &local, names.symbols)).unwrap_or_default();
    let Some(help) = offered(&near, names) else { return problem.with_help(expected.definition(name)) };
    let problem = near.iter().fold(problem.with_help(help), |problem, near| {
        let symbol = names.symbols.get(near.id);
        problem.with_related(symbol.location, format!("définition de `{}`", symbol.name))
    });
    match surely_meant(name, &near) {
        Some(id) => corrected(problem, &names.symbols.get(id).name),
        None => problem,
    }
}

/// The names of the procedure the name is used in.
fn local_names(issue: &Issue, expected: Expected, names: &Names<'_>) -> Vec<SymbolId> {
    let local = issue.service.and_then(|rank| names.local.get(rank as usize));
    match expected {
        Expected::Step => local.map(|local| local.steps.clone()).unwrap_or_default(),
        Expected::Rule | Expected::Formula => local.map(|local| local.rules.clone()).unwrap_or_default(),
        Expected::Organisation
        | Expected::Evidence
        | Expected::Datum
        | Expected::Service
        | Expected::LifeEvent
        | Expected::LegalResource => Vec::new(),
    }
}

/// The near names, as a fact.
fn offered(near: &[Near], names: &Names<'_>) -> Option<String> {
    let name = |near: &Near| format!("`{}`", names.symbols.get(near.id).name);
    match near {
        [] => None,
        [only] => Some(format!("il existe {} au nom proche : {}", a(names.symbols.get(only.id).kind), name(only))),
        several => {
            let several: Vec<_> = several.iter().map(name).collect();
            Some(format!("il existe des noms proches : {}", several.join(", ")))
        }
    }
}

fn unknown_value(issue: &Issue, of: SymbolId, names: &Names<'_>) -> Problem {
    let owner = names.symbols.get(of);
    let values = names.enumerations.get(&of).map_or(&[][..], Vec::as_slice);
    let mut listed: Vec<_> = values.iter().take(MOST_VALUES).map(|value| format!("`{}`", written(value))).collect();
    if values.len() > MOST_VALUES {
        listed.push(format!("et {} autres", values.len() - MOST_VALUES));
    }
    let message = format!("`{}` n'est pas une valeur de `{}`", issue.name, owner.name);
    let problem = Problem::new(ProblemKind::UnknownName, issue.location, message)
        .with_label("valeur inconnue")
        .with_help(format!("valeurs de `{}` : {}", owner.name, listed.join(", ")))
        .with_related(owner.location, format!("définition de `{}`", owner.name));
    match nearest_value(&issue.name, values) {
        Some(value) => corrected(problem, &written(value)),
        None => problem,
    }
}

/// A value as one writes it: its name, or its words between guillemets.
fn written(value: &str) -> String {
    let is_letter = |letter: char| letter.is_alphanumeric() || letter == '_';
    let is_name = value.chars().all(is_letter) && value.starts_with(|first: char| first.is_alphabetic() || first == '_');
    if is_name { value.to_owned() } else { format!("« {value} »") }
}

fn other_kind(issue: &Issue, expected: Expected, other: &Symbol) -> Problem {
    let message = format!("`{}` est {}, {}", issue.name, a(other.kind), expected.is_expected());
    Problem::new(ProblemKind::UnknownName, issue.location, message)
        .with_label(a(other.kind))
        .with_help("nommez une chose de la sorte attendue, ou donnez deux noms à deux choses différentes")
        .with_related(other.location, format!("définition de `{}`", other.name))
}

fn respelled(issue: &Issue, symbol: &Symbol) -> Problem {
    let decomposed = composed(&issue.name) == composed(&symbol.name);
    let message = if decomposed {
        format!("les accents de `{}` sont tapés autrement que dans sa définition", symbol.name)
    } else {
        format!("« {} » s'écrit `{}`", issue.name, symbol.name)
    };
    let problem = Problem::new(ProblemKind::Spelling, issue.location, message)
        .with_related(symbol.location, format!("définition de `{}`", symbol.name));
    corrected(problem, &symbol.name)
}

fn duplicate(issue: &Issue, first: &Symbol, again: &Symbol) -> Problem {
    let same_kind = a(first.kind) == a(again.kind);
    let message = if same_kind {
        format!("le nom `{}` est défini une deuxième fois", issue.name)
    } else {
        format!("le nom `{}` désigne déjà {}", issue.name, a(first.kind))
    };
    Problem::new(ProblemKind::DuplicateName, issue.location, message)
        .with_label("défini à nouveau ici")
        .with_related(first.location, "première définition")
}

fn corrected(problem: Problem, name: &str) -> Problem {
    let span = problem.location.span;
    problem.with_correction(format!("écrire `{name}`"), span, name)
}
