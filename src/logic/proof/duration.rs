//! In which unit a duration that declares none counts: that of what it is compared with.

use crate::logic::domain::Domain;
use crate::logic::program::{Formula, Node, Program, Slot};
use crate::logic::value::Value;
use crate::values::DurationUnit;

/// The values that each datum of a program can have, by slot.
pub(super) fn domains(program: &Program<'_>) -> impl Iterator<Item = Domain> {
    let slots = (0..).map(Slot).zip(program.data());
    slots.map(|(slot, datum)| Domain::of(datum, compared_with(program, slot)))
}

/// The unit of the durations that a datum is compared with.
fn compared_with(program: &Program<'_>, slot: Slot) -> Option<DurationUnit> {
    program.nodes().iter().find_map(|node| match node {
        Node::Compare(_, left, right) => {
            let is_datum = |side: Formula| matches!(program.node(side), Node::Data(of) if *of == slot);
            match (is_datum(*left), is_datum(*right)) {
                (true, _) => duration_of(program, *right, MAX_FOLLOWED),
                (_, true) => duration_of(program, *left, MAX_FOLLOWED),
                (false, false) => None,
            }
        }
        _ => None,
    })
}

/// How many rules are followed to find in which unit a duration counts.
const MAX_FOLLOWED: usize = 8;

/// The unit of the first duration written in a formula.
fn duration_of(program: &Program<'_>, formula: Formula, depth: usize) -> Option<DurationUnit> {
    match program.node(formula) {
        Node::Constant(Value::Duration(_, unit)) | Node::InUnit(_, unit) => Some(*unit),
        Node::Rule(rule) if depth > 0 => {
            let values = program.rule(*rule).clauses.iter().filter_map(|clause| clause.value);
            values.into_iter().find_map(|value| duration_of(program, value, depth - 1))
        }
        node => node.parts().find_map(|part| duration_of(program, part, depth)),
    }
}
