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
        let is_silent = service.steps.iter().all(|step| step.after.is_empty());
        Self {
            before,
            of_text: is_silent.then(|| service.steps.iter().map(|step| step.symbol).collect()),
            waiting: service.steps.iter().filter(|step| !step.is_by_user()).map(|step| step.symbol).collect(),
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

    /// Whether the administration works between the two, so that a recent document may have grown old.
    pub(in crate::rules::dln) fn has_waiting_between(&self, earlier: &Step, later: &Step) -> bool {
        match &self.of_text {
            Some(order) => {
                let rank = |step: &Step| order.iter().position(|symbol| *symbol == step.symbol).unwrap_or_default();
                order.get(rank(earlier)..rank(later)).unwrap_or_default().iter().any(|symbol| self.waiting.contains(symbol))
            }
            None => {
                let empty = BTreeSet::new();
                let before_later = self.before.get(&later.symbol).unwrap_or(&empty);
                self.waiting.iter().any(|waiting| {
                    before_later.contains(waiting) && self.before.get(waiting).unwrap_or(&empty).contains(&earlier.symbol)
                })
            }
        }
    }
}
