//! What people are told they pay, and what they pay all the same.

use crate::model::{Evidence, Model, PublicService, Sourced, Stated, StatedList, Step};
use crate::source::Location;
use crate::values::{Cost, Money};

/// How far a document is followed to the procedure that delivers it, and to its own documents.
const MAX_DEPTH: usize = 4;

/// What is announced of a cost: from how much to how much, depending on the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Announced {
    /// What the luckiest pays.
    pub min: Money,
    /// What the unluckiest pays.
    pub max: Money,
    /// The first line that says it.
    pub location: Location,
}

impl Announced {
    /// Whether nobody is told to pay.
    #[must_use]
    pub const fn is_free(&self) -> bool {
        self.max.is_zero()
    }
}

/// What a procedure announces: its own cost when it says one, else those of its steps together; `None` when nothing is said.
#[must_use]
pub fn announced(service: &PublicService) -> Option<Announced> {
    if let Some(announced) = announced_by(&service.costs) {
        return Some(announced);
    }
    service.steps.iter().filter_map(announced_in).reduce(|total, step| Announced {
        min: plus(total.min, step.min),
        max: plus(total.max, step.max),
        location: total.location,
    })
}

/// What a step announces; an optional step may cost nothing.
#[must_use]
pub fn announced_in(step: &Step) -> Option<Announced> {
    let announced = announced_by(&step.costs)?;
    let avoidable = step.optional || step.condition.is_some();
    Some(if avoidable { Announced { min: Money::default(), ..announced } } else { announced })
}

/// What one list of costs announces. Lines that depend on the person are alternatives; the others add up.
#[must_use]
pub fn announced_by(costs: &StatedList<Cost>) -> Option<Announced> {
    let lines = match costs {
        Stated::NotSaid => return None,
        Stated::None(reason) => {
            return Some(Announced { min: Money::default(), max: Money::default(), location: reason.location() });
        }
        Stated::Said(lines) => lines,
    };
    let first = lines.first()?;
    let depends = lines.iter().any(|line| line.value.qualifiers.condition.is_some());
    let mins = lines.iter().map(|line| line.value.amount.value.0);
    let min = if depends { mins.min() } else { mins.reduce(plus) };
    let max = lines.iter().map(|line| line.value.amount.value.1).reduce(plus);
    Some(Announced { min: min?, max: max?, location: amount(first) })
}

/// The amount of a line of cost.
#[must_use]
pub const fn amount(line: &Sourced<Cost>) -> Location {
    line.at(line.value.amount.span)
}

/// The least a document costs to who does not have it; `None` when nothing is said of it, which is not « nothing ».
#[must_use]
pub fn cheapest(evidence: &Evidence, model: &Model) -> Option<Money> {
    cheapest_within(evidence, model, MAX_DEPTH)
}

fn cheapest_within(evidence: &Evidence, model: &Model, depth: usize) -> Option<Money> {
    if depth == 0 {
        return None;
    }
    if evidence.already_owned {
        return Some(Money::default());
    }
    let own = announced_by(&evidence.costs).or_else(|| {
        let delivered = evidence.obtained_through.all().iter();
        let through = delivered.map(|reference| announced(model.service(&reference.value)?));
        let through: Option<Vec<_>> = through.collect();
        through?.into_iter().min_by_key(|announced| announced.min)
    });
    let own = own.map(|announced| announced.min);
    if evidence.one_of.is_empty() {
        return own;
    }
    let others = evidence.one_of.iter().map(|other| cheapest_within(model.evidence(&other.value)?, model, depth - 1));
    let others: Option<Vec<_>> = others.collect();
    others?.into_iter().chain(own).min()
}

/// The sum of two amounts.
#[must_use]
pub const fn plus(left: Money, right: Money) -> Money {
    Money { cents: left.cents.saturating_add(right.cents) }
}
