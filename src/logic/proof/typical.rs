//! Values that people have: the middle of an interval, a round number, never an absurd one.

use super::condition::{Cut, Fact};
use super::diagram::Diagrams;
use crate::logic::domain::{Domain, Line, Scale};
use crate::logic::program::Slot;
use crate::logic::value::Value;
use crate::values::{Date, Decimal};
use num_traits::{Signed, Zero};

/// What is tried for an amount, in euros, when nothing tells it apart.
const AMOUNTS: &[i128] = &[20_000, 1_000, 0, 100, 5_000, 10_000, 50_000, 100_000, 500_000];

/// What is tried for a number or a duration when nothing tells it apart.
const NUMBERS: &[i128] = &[2, 1, 0, 3, 5, 10, 12, 18, 24, 30, 40, 60, 100];

/// The values of a datum that facts tell apart, the most typical first; more of them when something is not told by facts.
pub(super) fn values(slot: Slot, domain: &Domain, diagrams: &Diagrams, today: Date, more: bool) -> Vec<Value> {
    match domain {
        Domain::Boolean => vec![Value::Boolean(false), Value::Boolean(true)],
        Domain::Choice(values) => values.iter().map(|value| Value::Words(std::sync::Arc::clone(value))).collect(),
        Domain::Text(named) => {
            named.iter().map(|value| Value::Words(std::sync::Arc::clone(value))).chain([Value::words("autre")]).collect()
        }
        Domain::Line(line) => {
            let cuts = diagrams.facts_of(slot).filter_map(|fact| match fact {
                Fact::Past(_, cut) => Some(cut),
                Fact::Yes(_) | Fact::Is(..) | Fact::Below(_) | Fact::Level(_) => None,
            });
            let mut cuts: Vec<_> = cuts.collect();
            cuts.sort();
            let mut positions = Vec::new();
            if cuts.is_empty() {
                positions.extend(when_nothing_matters(line, today));
            } else {
                let intervals: Vec<_> = (0..=cuts.len()).filter_map(|rank| Interval::of(line, &cuts, rank)).collect();
                let middle = intervals.len() / 2;
                let from_middle = |rank: &usize| rank.abs_diff(middle);
                let mut ranks: Vec<_> = (0..intervals.len()).collect();
                ranks.sort_by_key(from_middle);
                positions.extend(ranks.into_iter().filter_map(|rank| intervals[rank].typical(line.scale)));
            }
            if more {
                positions.extend(when_nothing_matters(line, today));
            }
            positions.into_iter().filter_map(|position| line.scale.value(position)).collect()
        }
    }
}

/// Positions for a datum that no fact cuts.
fn when_nothing_matters(line: &Line, today: Date) -> Vec<Decimal> {
    let whole = |number: &i128| Decimal::from_integer(*number);
    let mut positions: Vec<_> = match line.scale {
        Scale::Money => AMOUNTS.iter().map(|euros| whole(euros) * whole(&100)).collect(),
        Scale::Number | Scale::Duration(_) => NUMBERS.iter().map(whole).collect(),
        Scale::Date => {
            let today = Scale::position(&Value::Date(today)).map(|(_, position)| position);
            today.into_iter().flat_map(|today| [180, 3_650, 10_950].map(|days| today - whole(&days))).collect()
        }
    };
    if let (Some(low), Some(high)) = (line.low, line.high) {
        let middle = (low + high) / whole(&2);
        positions.push(if line.whole { middle.round() } else { middle });
    }
    positions.retain(|at| line.low.is_none_or(|low| low <= *at) && line.high.is_none_or(|high| *at <= high));
    positions.extend(line.low);
    positions
}

/// The positions between two cuts.
struct Interval {
    low: Option<(Decimal, bool)>,
    high: Option<(Decimal, bool)>,
    /// Whether its last position is that of the domain, and not a cut.
    is_last: bool,
    whole: bool,
}

impl Interval {
    /// Those before the cut of that rank and past the one before it; each end with whether it belongs to them.
    fn of(line: &Line, cuts: &[Cut], rank: usize) -> Option<Self> {
        let before = rank.checked_sub(1).and_then(|before| cuts.get(before));
        let low = before.map(|cut| (cut.at, !cut.beyond)).or(line.low.map(|low| (low, true)));
        let one = Decimal::from_integer(1);
        let high = match cuts.get(rank) {
            Some(cut) if line.whole => Some((cut.at - one, true)),
            Some(cut) => Some((cut.at, cut.beyond)),
            None => line.high.map(|high| (high, true)),
        };
        let interval = Self { low, high, is_last: rank == cuts.len(), whole: line.whole };
        match (low, high) {
            (Some((low, with_low)), Some((high, with_high))) => {
                (low < high || (low == high && with_low && with_high)).then_some(interval)
            }
            (None, _) | (_, None) => Some(interval),
        }
    }

    fn holds(&self, at: Decimal) -> bool {
        self.low.is_none_or(|(low, with)| at > low || (at == low && with))
            && self.high.is_none_or(|(high, with)| at < high || (at == high && with))
            && (!self.whole || at.is_integer())
    }

    /// A position of the interval that people have.
    fn typical(&self, scale: Scale) -> Option<Decimal> {
        let whole = Decimal::from_integer;
        let aim = self.aim(scale);
        let span = match (self.low, self.high) {
            (Some((low, _)), Some((high, _))) => high - low,
            (Some((end, _)), None) | (None, Some((end, _))) => end.abs().max(whole(4)),
            (None, None) => whole(4),
        };
        let near = |at: Decimal| self.holds(at) && (at - aim).abs() * whole(4) <= span;
        let rounded = |step: Decimal| (aim / step).round() * step;
        let steps: Vec<_> = match scale {
            Scale::Date => vec![],
            Scale::Duration(crate::values::DurationUnit::Month) => [120, 60, 24, 12, 6, 3].map(whole).to_vec(),
            Scale::Number | Scale::Money | Scale::Duration(_) => {
                let powers = (0..=12).rev().map(|power| whole(10_i128.pow(power)));
                powers.flat_map(|ten| [ten * whole(5), ten * whole(2), ten]).collect()
            }
        };
        let fractions = (1..=6).flat_map(|power| {
            let ten = 10_i128.pow(power);
            [Decimal::new(5, ten), Decimal::new(2, ten), Decimal::new(1, ten)]
        });
        let fractions = if self.whole { None } else { Some(fractions) };
        let steps = steps.into_iter().chain(fractions.into_iter().flatten());
        let round = steps.map(rounded).find(|at| near(*at));
        let ends = [Some(aim), Some(aim.round()), self.low.map(|(low, _)| low), self.high.map(|(high, _)| high)];
        round.or_else(|| ends.into_iter().flatten().find(|at| self.holds(*at)))
    }

    /// Where to look: the middle; not far past the last cut, and above zero.
    fn aim(&self, scale: Scale) -> Decimal {
        let whole = Decimal::from_integer;
        let far = match scale {
            Scale::Number | Scale::Duration(_) => whole(2),
            Scale::Money => whole(100_000),
            Scale::Date => whole(180),
        };
        let quarter = |end: Decimal| if scale == Scale::Date || end.is_zero() { far } else { end.abs() / whole(4) };
        match (self.low, self.high) {
            (Some((low, _)), Some((high, _))) if self.is_last => low + ((high - low) / whole(2)).min(quarter(low)),
            (Some((low, _)), Some((high, _))) => (low + high) / whole(2),
            (Some((low, _)), None) => low + quarter(low),
            (None, Some((high, _))) if high.is_positive() && scale != Scale::Date => high / whole(2),
            (None, Some((high, _))) => high - quarter(high),
            (None, None) => far,
        }
    }
}
