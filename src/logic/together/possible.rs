//! What is left possible for each thing when elementary facts hold together.

use super::{Alternatives, Fact, Literal, Reading, Scale};
use crate::values::{Comparison, Decimal};
use std::collections::{BTreeMap, BTreeSet};

/// Whether an alternative holds for someone; `None` when scales are mixed.
pub(super) fn satisfiable(alternatives: &Alternatives) -> Option<bool> {
    let mut undecided = false;
    for literals in alternatives {
        match holds_for_someone(literals) {
            Some(true) => return Some(true),
            Some(false) => {}
            None => undecided = true,
        }
    }
    (!undecided).then_some(false)
}

/// What is left possible for one subject.
#[derive(Default)]
struct Possible<'l> {
    holds: Option<Reading>,
    allowed: Option<BTreeSet<&'l str>>,
    excluded: BTreeSet<&'l str>,
    scale: Option<Scale>,
    low: Option<(Decimal, Comparison)>,
    high: Option<(Decimal, Comparison)>,
}

fn holds_for_someone(literals: &[Literal]) -> Option<bool> {
    let mut subjects: BTreeMap<&str, Possible<'_>> = BTreeMap::new();
    for literal in literals {
        let possible = subjects.entry(&literal.subject).or_default();
        match &literal.fact {
            Fact::Holds(reading) | Fact::Opaque(reading) => {
                if possible.holds.is_some_and(|known| known != *reading) {
                    return Some(false);
                }
                possible.holds = Some(*reading);
            }
            Fact::OneOf(Reading::AsIs, values) => {
                let values: BTreeSet<&str> = values.iter().map(|value| &**value).collect();
                possible.allowed = Some(match possible.allowed.take() {
                    Some(allowed) => allowed.intersection(&values).copied().collect(),
                    None => values,
                });
            }
            Fact::OneOf(Reading::Negated, values) => possible.excluded.extend(values.iter().map(|value| &**value)),
            Fact::Bound(comparison, scale, value) => {
                if possible.scale.is_some_and(|known| known != *scale) {
                    return None;
                }
                possible.scale = Some(*scale);
                possible.bound(*comparison, *value);
            }
        }
    }
    Some(subjects.values().all(Possible::is_left))
}

impl Possible<'_> {
    fn bound(&mut self, comparison: Comparison, value: Decimal) {
        match comparison {
            Comparison::Less | Comparison::LessOrEqual => {
                let tighter = self.high.is_none_or(|(high, _)| value < high)
                    || (comparison == Comparison::Less && self.high.is_some_and(|(high, _)| value == high));
                if tighter {
                    self.high = Some((value, comparison));
                }
            }
            Comparison::Greater | Comparison::GreaterOrEqual => {
                let tighter = self.low.is_none_or(|(low, _)| value > low)
                    || (comparison == Comparison::Greater && self.low.is_some_and(|(low, _)| value == low));
                if tighter {
                    self.low = Some((value, comparison));
                }
            }
            // Written as two bounds, or as two alternatives, by `compared`.
            Comparison::Equal | Comparison::Different => {}
        }
    }

    fn is_left(&self) -> bool {
        let value_left = self.allowed.as_ref().is_none_or(|allowed| allowed.difference(&self.excluded).next().is_some());
        let range_left = match (self.low, self.high) {
            (Some((low, above)), Some((high, below))) => {
                low < high || (low == high && above == Comparison::GreaterOrEqual && below == Comparison::LessOrEqual)
            }
            (None, _) | (_, None) => true,
        };
        value_left && range_left
    }
}
