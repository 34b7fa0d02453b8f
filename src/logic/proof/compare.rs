//! Comparisons of two values, as cuts of the data they read: exactly, or not at all.
//!
//! A comparison that depends on one datum is solved: where the straight lines leave a doubt, which roundings make narrow, the values themselves
//! are computed at each position. One that mixes several is solved for each value of those that have few.

use super::condition::{Condition, Cut};
use super::term::{Known, Straight, Term};
use crate::logic::domain::{Domain, Line};
use crate::logic::program::Slot;
use crate::logic::value::Value;
use crate::values::{Comparison, Decimal};
use num_traits::{Signed, ToPrimitive, Zero};
use std::cmp::Ordering;

/// A datum has few values up to that many.
pub(super) const FEW_VALUES: usize = 256;

/// The most combinations of values tried for one comparison.
const MAX_COMBINATIONS: usize = 2_048;

/// The most positions computed one by one where the straight lines leave a doubt.
const MAX_DOUBTFUL: usize = 4_096;

/// Whether a comparison holds of values in that order.
pub(super) const fn holds(comparison: Comparison, order: Ordering) -> bool {
    match comparison {
        Comparison::Less => order.is_lt(),
        Comparison::LessOrEqual => order.is_le(),
        Comparison::Greater => order.is_gt(),
        Comparison::GreaterOrEqual => order.is_ge(),
        Comparison::Equal => order.is_eq(),
        Comparison::Different => order.is_ne(),
    }
}

/// Those for whom a comparison of two quantities holds; none when it cannot be solved exactly.
pub(super) fn solved(comparison: Comparison, left: &Term, right: &Term, domains: &[Domain]) -> Option<Condition> {
    Solver { comparison, left, right, domains }.solve(&mut Vec::new(), MAX_COMBINATIONS)
}

struct Solver<'t> {
    comparison: Comparison,
    left: &'t Term,
    right: &'t Term,
    domains: &'t [Domain],
}

impl Solver<'_> {
    fn solve(&self, known: &mut Known, combinations: usize) -> Option<Condition> {
        let left = self.left.straight(self.domains, known);
        let difference = left.zip(self.right.straight(self.domains, known)).and_then(|(left, right)| left.above(&right));
        match difference {
            Some(difference) if difference.data.is_empty() => self.settled(&difference, known),
            Some(difference) if difference.data.len() == 1 => {
                let (slot, coefficient) = difference.data.iter().next().map(|(slot, coefficient)| (*slot, *coefficient))?;
                let Domain::Line(line) = &self.domains[slot.0 as usize] else { return None };
                if line.whole {
                    self.stepped(&difference, (slot, line, coefficient), known)
                } else {
                    self.cut(&difference, (slot, line, coefficient))
                }
            }
            Some(_) | None => self.split(known, combinations),
        }
    }

    /// A difference that depends on nothing.
    fn settled(&self, difference: &Straight, known: &Known) -> Option<Condition> {
        let order = if difference.constant.abs() > difference.error || difference.error.is_zero() {
            difference.constant.cmp(&Decimal::zero())
        } else {
            self.order(known)?
        };
        Some(Condition::known(holds(self.comparison, order)))
    }

    /// The order of the two values for one person.
    fn order(&self, known: &Known) -> Option<Ordering> {
        self.left.value(known).ok()?.order(&self.right.value(known).ok()?)
    }

    /// A datum that has decimals: nothing may be rounded on the way.
    fn cut(&self, difference: &Straight, (slot, line, coefficient): (Slot, &Line, Decimal)) -> Option<Condition> {
        let (root, _) = difference.doubtful(coefficient).filter(|_| difference.error.is_zero())?;
        let (before, after) = sides(coefficient);
        let past = |beyond| line.past(slot, Cut { at: root, beyond });
        Some(Condition::any(
            [(before, past(false).not()), (Ordering::Equal, line.at(slot, root)), (after, past(true))]
                .into_iter()
                .filter(|(order, _)| holds(self.comparison, *order))
                .map(|(_, there)| there),
        ))
    }

    /// A datum that goes by steps: one by one where there is a doubt.
    fn stepped(
        &self,
        difference: &Straight,
        (slot, line, coefficient): (Slot, &Line, Decimal),
        known: &mut Known,
    ) -> Option<Condition> {
        let (first, last) = difference.doubtful(coefficient)?;
        let one = Decimal::from_integer(1);
        let (mut at, last) = (first.ceil(), last.floor());
        let (before, after) = sides(coefficient);
        if (last - at).to_integer().to_usize().is_some_and(|n_doubtful| n_doubtful > MAX_DOUBTFUL) {
            return None;
        }
        let mut held = holds(self.comparison, before);
        let (mut intervals, mut from) = (Vec::new(), None);
        let past = |at| line.past(slot, Cut { at, beyond: false });
        let mut turn = |now: bool, at: Decimal| {
            if now == held {
                return;
            }
            if held {
                let start = from.take().map_or(Condition::Always, past);
                intervals.push(start.without(&past(at)));
            } else {
                from = Some(at);
            }
            held = now;
        };
        while at <= last {
            let order = if difference.error.is_zero() {
                Some(Ordering::Equal)
            } else {
                known.push((slot, line.scale.value(at)?));
                let order = self.order(known);
                known.pop();
                order
            };
            // A position without value belongs to nobody's answer: it goes with those before it.
            if let Some(order) = order {
                turn(holds(self.comparison, order), at);
            }
            at += one;
        }
        turn(holds(self.comparison, after), at);
        if held {
            intervals.push(from.map_or(Condition::Always, past));
        }
        Some(Condition::any(intervals))
    }

    /// One answer for each value of the datum that has fewest.
    fn split(&self, known: &mut Known, combinations: usize) -> Option<Condition> {
        let mut data = Vec::new();
        self.left.data(&mut data);
        self.right.data(&mut data);
        data.retain(|slot| known.iter().all(|(of, _)| of != slot));
        let few = data.iter().filter_map(|slot| match &self.domains[slot.0 as usize] {
            Domain::Line(line) => Some((*slot, line, line.positions(FEW_VALUES)?)),
            Domain::Boolean | Domain::Choice(_) | Domain::Text(_) => None,
        });
        let (slot, line, positions) = few.min_by_key(|(_, _, positions)| positions.len())?;
        let combinations = combinations / positions.len();
        if combinations == 0 {
            return None;
        }
        let mut answers: Option<Condition> = None;
        for position in positions {
            known.push((slot, line.scale.value(position)?));
            let answer = self.solve(known, combinations);
            known.pop();
            // The last position that is past tells: no two answers can meet, even of cuts out of order.
            let past = line.past(slot, Cut { at: position, beyond: false });
            answers = Some(match answers {
                Some(before) => Condition::any([past.and(&answer?), before.without(&past)]),
                None => answer?,
            });
        }
        answers
    }
}

/// The order of the two sides before the root and after it.
fn sides(coefficient: Decimal) -> (Ordering, Ordering) {
    if coefficient.is_positive() { (Ordering::Less, Ordering::Greater) } else { (Ordering::Greater, Ordering::Less) }
}

/// Whether two words are the same.
pub(super) fn same_words(left: &Value, right: &Value) -> bool {
    left.order(right) == Some(Ordering::Equal)
}
