//! The examples of Publicodes that the rules of the language can say.

use super::{read, situation_of, words};
use crate::logic::{Evaluation, Program};
use crate::model::SymbolKind;
use std::collections::BTreeSet;

const EXAMPLES: &str = include_str!("../../../../tests/fixtures/publicodes/mecanismes.tsv");
const PAGE: &str = include_str!("../../../../docs/calculer.md");

/// An example, in limpide's words.
struct Example<'t> {
    file: &'t str,
    /// The name of its case and its own.
    name: [&'t str; 2],
    /// Data then rules, of which the last answers; lines are separated by `;`.
    text: [&'t str; 2],
    situation: &'t str,
    /// What Publicodes answers.
    expected: &'t str,
    /// What limpide answers, when it means to differ, and why.
    difference: Option<(&'t str, &'t str)>,
}

fn examples() -> impl Iterator<Item = Example<'static>> {
    EXAMPLES.lines().skip(1).map(|line| {
        let columns: Vec<_> = line.split('\t').collect();
        let [file, case, example, data, rules, situation, expected, own, reason] = columns[..] else {
            panic!("neuf colonnes : {line}")
        };
        let difference = (!own.is_empty() || !reason.is_empty()).then_some((own, reason));
        Example { file, name: [case, example], text: [data, rules], situation, expected, difference }
    })
}

/// What the last rule gives, `refusé` when the text or the person cannot be read.
fn answer(example: &Example<'_>) -> String {
    let (workspace, project) = read(example.text.join("\n").replace(';', "\n"));
    if let Some(problem) = project.problems.first() {
        return format!("refusé : {}", problem.message);
    }
    let model = &project.model;
    let mut program = Program::new(model);
    let last = u32::try_from(model.rules.len() - 1).expect("peu de règles");
    let rule = program.add_rule(SymbolKind::Rule(last)).expect("une règle");
    match situation_of(&program, example.situation) {
        Ok(situation) => {
            let outcome = Evaluation::new(&program, &situation, jiff::civil::date(2026, 11, 25)).rule(rule);
            words(&program, &outcome, &workspace)
        }
        Err(reason) => format!("refusé : {reason}"),
    }
}

#[test]
fn publicodes_and_limpide_answer_alike_or_differ_for_a_reason() {
    let mut faults = Vec::new();
    for example in examples() {
        let wanted = example.difference.map_or(example.expected, |(own, _)| own);
        let answer = answer(&example).replace('\u{a0}', " ").replace('\n', ";");
        if answer != wanted {
            faults.push(format!("{} {:?} : {answer}, non {wanted}", example.file, example.name));
        }
        if example.difference.is_some_and(|(own, reason)| own == example.expected || own.is_empty() || reason.is_empty()) {
            faults.push(format!("{} {:?} : un écart a sa réponse et sa raison", example.file, example.name));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_page_counts_them_as_they_are() {
    let (total, different) = (examples().count(), examples().filter(|example| example.difference.is_some()).count());
    let mut wanted = BTreeSet::from([format!("**{total}** ont un équivalent"), format!("**{different}** diffèrent")]);
    for example in examples() {
        let same_file = examples().filter(|other| other.file == example.file).count();
        wanted.insert(format!("| `{}` | {same_file} sur ", example.file));
    }
    let absent: Vec<_> = wanted.iter().filter(|words| !PAGE.contains(*words)).collect();
    assert!(absent.is_empty(), "docs/calculer.md ne dit pas {absent:?}");
}
