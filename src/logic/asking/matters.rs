//! Whether an answer can change anything: tried on everybody, when everybody can be tried.
//!
//! What the evaluation misses it may miss for nothing: in « a et b, ou a et non b », b changes nothing. A question is left out only when that is
//! proved; when there are too many people to try, or when a datum is counted and not only compared, it is asked.

use super::super::evaluate::{Evaluation, Outcome};
use super::super::program::{Formula, Node, Program, Slot};
use super::super::situation::Situation;
use super::super::told_apart::told_apart;
use super::super::value::Value;
use super::Target;
use crate::values::{DataType, Date};

/// No more people than that are tried for one question.
const MAX_PEOPLE: usize = 4_096;

/// Whether the value of a datum may change one of those outcomes.
pub(super) fn matters(
    program: &Program<'_>,
    targets: impl Iterator<Item = Target>,
    situation: &Situation,
    today: Date,
    datum: Slot,
) -> bool {
    let mut targets = targets;
    targets.any(|target| {
        let read = match target {
            Target::Rule(rule) => program.data_of(rule),
            Target::Condition(formula) => program.data_in(formula),
        };
        if !read.contains(&datum) {
            return false;
        }
        let unknown = read.into_iter().filter(|slot| *slot != datum && situation.get(*slot).is_none());
        let others: Option<Vec<_>> = unknown.map(|slot| Some((slot, all_values(program, slot)?))).collect();
        let (Some(values), Some(others)) = (all_values(program, datum), others) else { return true };
        let n_people = others.iter().try_fold(values.len(), |n, (_, values)| n.checked_mul(values.len()));
        if n_people.is_none_or(|n| n > MAX_PEOPLE) {
            return true;
        }
        let trial = Trial { program, target, today, datum, values: &values };
        trial.differ(&mut situation.clone(), &others)
    })
}

/// The values of a datum that are enough to try everybody; none when no list of values is.
fn all_values(program: &Program<'_>, slot: Slot) -> Option<Vec<Value>> {
    let is_listed = matches!(program.datum(slot).data_type, DataType::Boolean | DataType::OneOf(_));
    let values = told_apart(program, slot);
    (!values.is_empty() && (is_listed || is_only_compared(program, slot))).then_some(values)
}

/// Whether a datum is nowhere but beside a value that is written out.
fn is_only_compared(program: &Program<'_>, slot: Slot) -> bool {
    let is_datum = |formula: Formula| matches!(program.node(formula), Node::Data(read) if *read == slot);
    let is_constant = |formula: &Formula| matches!(program.node(*formula), Node::Constant(_));
    let is_fine = |node: &Node| match node {
        Node::Compare(_, left, right) => (!is_datum(*left) || is_constant(right)) && (!is_datum(*right) || is_constant(left)),
        Node::Among(value, values) => {
            !values.iter().any(|one| is_datum(*one)) && (!is_datum(*value) || values.iter().all(is_constant))
        }
        node => !node.parts().any(is_datum),
    };
    let lines = program.rules().iter().flat_map(|rule| &rule.clauses);
    program.nodes().iter().all(is_fine) && !lines.into_iter().any(|line| line.value.is_some_and(is_datum))
}

struct Trial<'p, 'm> {
    program: &'p Program<'m>,
    target: Target,
    today: Date,
    datum: Slot,
    values: &'p [Value],
}

impl Trial<'_, '_> {
    /// Whether some person gets another outcome for another value of the datum.
    fn differ(&self, person: &mut Situation, others: &[(Slot, Vec<Value>)]) -> bool {
        let Some(((slot, values), rest)) = others.split_first() else { return self.differ_for(person) };
        let found = values.iter().any(|value| {
            person.set(*slot, Some(value.clone()));
            self.differ(person, rest)
        });
        person.set(*slot, None);
        found
    }

    fn differ_for(&self, person: &mut Situation) -> bool {
        let mut first: Option<Outcome> = None;
        let found = self.values.iter().any(|value| {
            person.set(self.datum, Some(value.clone()));
            let mut evaluation = Evaluation::new(self.program, person, self.today);
            let outcome = match self.target {
                Target::Rule(rule) => evaluation.rule(rule),
                Target::Condition(formula) => evaluation.formula(formula),
            };
            match &first {
                None => _ = first.insert(outcome),
                Some(first) => return *first != outcome,
            }
            false
        });
        person.set(self.datum, None);
        found
    }
}
