//! Which steps a person goes through one after the other.

use crate::model::{PublicService, Step};
use crate::values::SymbolId;
use std::collections::{BTreeMap, BTreeSet};

/// Which steps come after which.
pub(in crate::rules::dln) struct Order {
    /// For each step, those that come before it, however far.
    before: BTreeMap<SymbolId, BTreeSet<SymbolId>>,
    /// The order of the text, when no step says `après`.
    of_text: Option<Vec<SymbolId>>,
    /// The steps where the administration works and the person waits.
    waiting: BTreeSet<SymbolId>,
    /// Those of them that deliver something.
    outcomes: BTreeSet<SymbolId>,
}

impl Order {
    pub(in crate::rules::dln) fn of(service: &PublicService) -> Self {
        let mut before: BTreeMap<SymbolId, BTreeSet<SymbolId>> = BTreeMap::new();
        for step in &service.steps {
            let mut pending: Vec<_> = step.after.iter().filter_map(|after| after.value.target).collect();
            let known = before.entry(step.symbol).or_default();
            while let Some(earlier) = pending.pop() {
                if known.insert(earlier) {
                    let earlier = service.steps.iter().filter(|step| step.symbol == earlier);
                    pending.extend(earlier.flat_map(|step| &step.after).filter_map(|after| after.value.target));
                }
            }
        }
        let waiting = || service.steps.iter().filter(|step| !step.is_by_user());
        let is_silent = service.steps.iter().all(|step| step.after.is_empty());
        Self {
            before,
            of_text: is_silent.then(|| service.steps.iter().map(|step| step.symbol).collect()),
            waiting: waiting().map(|step| step.symbol).collect(),
            outcomes: waiting().filter(|step| !step.outputs.all().is_empty()).map(|step| step.symbol).collect(),
        }
    }

    /// Whether a person goes through both, the second after the first, for certain.
    pub(in crate::rules::dln) fn follow(&self, earlier: &Step, later: &Step) -> bool {
        if earlier.symbol == later.symbol {
            return true;
        }
        if earlier.optional || later.optional {
            return false;
        }
        match &self.of_text {
            // Two steps that no channel is common to may be two ways of doing the same thing.
            Some(_) => earlier.channels().any(|channel| later.channels().any(|other| other.kind.value == channel.kind.value)),
            None => self.before.get(&later.symbol).is_some_and(|before| before.contains(&earlier.symbol)),
        }
    }

    /// Whether a person goes through both without the administration working in between.
    pub(in crate::rules::dln) fn are_at_once(&self, one: &Step, other: &Step) -> bool {
        let straight = |earlier, later| self.follow(earlier, later) && !self.has_waiting_between(earlier, later);
        straight(one, other) || straight(other, one)
    }

    /// Whether the administration works between the two, so that things may have changed or grown old.
    pub(in crate::rules::dln) fn has_waiting_between(&self, earlier: &Step, later: &Step) -> bool {
        self.any_between(&self.waiting, earlier, later)
    }

    /// Whether the administration delivers something between the two: what comes after is another story, a renewal, a follow-up.
    pub(in crate::rules::dln) fn has_outcome_between(&self, earlier: &Step, later: &Step) -> bool {
        self.any_between(&self.outcomes, earlier, later)
    }

    fn any_between(&self, steps: &BTreeSet<SymbolId>, earlier: &Step, later: &Step) -> bool {
        if let Some(order) = &self.of_text {
            let rank = |step: &Step| order.iter().position(|symbol| *symbol == step.symbol).unwrap_or_default();
            let between = order.get(rank(earlier)..rank(later)).unwrap_or_default();
            return between.iter().any(|symbol| steps.contains(symbol));
        }
        let comes_before = |one: SymbolId, other: SymbolId| self.before.get(&other).is_some_and(|before| before.contains(&one));
        steps.iter().any(|step| comes_before(earlier.symbol, *step) && comes_before(*step, later.symbol))
    }
}
