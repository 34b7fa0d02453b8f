//! What formulas and rules give: a « oui » or « non », or values, each for a set of persons.

use super::condition::{Condition, Truth};
use super::term::Term;
use crate::values::{Arithmetic, Rounding};
use std::rc::Rc;

/// What a formula gives.
#[derive(Debug, Clone)]
pub(super) enum Given {
    /// `oui`, `non`
    Truth(Truth),
    /// A value for each set of persons.
    Cases(Cases),
}

/// Values, each for a set of persons; the other persons have none, for it fails.
#[derive(Debug, Clone)]
pub(super) struct Cases {
    pub(super) values: Vec<(Condition, Rc<Term>)>,
    pub(super) void: Condition,
    pub(super) failed: Condition,
}

impl Cases {
    /// One value for everybody.
    pub(super) fn of(term: Term) -> Self {
        Self { values: vec![(Condition::Always, Rc::new(term))], void: Condition::Never, failed: Condition::Never }
    }

    /// A formula that makes no sense.
    pub(super) const fn senseless() -> Self {
        Self { values: Vec::new(), void: Condition::Never, failed: Condition::Always }
    }

    pub(super) fn map(self, change: impl Fn(Rc<Term>) -> Term) -> Self {
        Self { values: self.values.into_iter().map(|(of, term)| (of, Rc::new(change(term)))).collect(), ..self }
    }

    /// The values of an operation: what has no object is left out of a sum or a difference, and takes the rest along.
    pub(super) fn joined(&self, other: &Self, operation: Arithmetic, computed: impl Fn(&Rc<Term>, &Rc<Term>) -> Term) -> Self {
        let is_sum = matches!(operation, Arithmetic::Add | Arithmetic::Subtract);
        let mut values = Vec::new();
        for (of_left, left) in &self.values {
            let pairs = other.values.iter().map(|(of_right, right)| (of_left.and(of_right), Rc::new(computed(left, right))));
            values.extend(pairs);
            if is_sum {
                values.push((of_left.and(&other.void), Rc::clone(left)));
            }
        }
        if is_sum {
            values.extend(other.values.iter().map(|(of_right, right)| {
                let kept = match operation {
                    Arithmetic::Subtract => Rc::new(Term::Negative(Rc::clone(right))),
                    Arithmetic::Add | Arithmetic::Multiply | Arithmetic::Divide => Rc::clone(right),
                };
                (of_right.and(&self.void), kept)
            }));
        }
        values.retain(|(of, _)| !of.is_never());
        let failed = Condition::any([self.failed.clone(), other.failed.clone()]);
        let void = if is_sum {
            self.void.and(&other.void)
        } else {
            Condition::any([self.void.clone(), other.void.clone()]).without(&failed)
        };
        Self { values, void, failed }
    }
}

/// A right from what its lines say.
pub(super) fn gathered_truth(said: &[(Condition, Given)], void: &Condition, failed: &Condition) -> Truth {
    let of = |part: fn(&Truth) -> &Condition| {
        Condition::any(said.iter().filter_map(|(says, given)| match given {
            Given::Truth(truth) => Some(says.and(part(truth))),
            Given::Cases(_) => None,
        }))
    };
    let senseless = said.iter().filter(|(_, given)| matches!(given, Given::Cases(_))).map(|(says, _)| says.clone());
    Truth {
        yes: of(|truth| &truth.yes),
        no: of(|truth| &truth.no),
        void: Condition::any([void.clone(), of(|truth| &truth.void)]),
        failed: Condition::any([failed.clone(), of(|truth| &truth.failed)].into_iter().chain(senseless)),
    }
}

/// A calculation from what its lines say.
pub(super) fn gathered_cases(
    said: &[(Condition, Given)],
    void: &Condition,
    failed: &Condition,
    rounding: Option<Rounding>,
) -> Cases {
    let mut gathered = Cases { values: Vec::new(), void: void.clone(), failed: failed.clone() };
    for (says, given) in said {
        let Given::Cases(cases) = given else {
            gathered.failed = Condition::any([gathered.failed, says.clone()]);
            continue;
        };
        gathered.values.extend(cases.values.iter().map(|(of, term)| {
            let kept = rounding.map_or_else(|| Rc::clone(term), |rounding| Rc::new(Term::Rounded(Rc::clone(term), rounding)));
            (says.and(of), kept)
        }));
        gathered.void = Condition::any([gathered.void, says.and(&cases.void)]);
        gathered.failed = Condition::any([gathered.failed, says.and(&cases.failed)]);
    }
    gathered.values.retain(|(of, _)| !of.is_never());
    gathered
}
