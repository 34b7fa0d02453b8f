//! The positions of a datum that a cut divides.

use super::condition::{Condition, Cut, Fact};
use crate::logic::domain::Line;
use crate::logic::program::Slot;
use crate::values::Decimal;

impl Line {
    /// Those past a cut.
    pub(super) fn past(&self, slot: Slot, cut: Cut) -> Condition {
        let cut = match (self.whole, cut.beyond) {
            (true, false) => Cut { at: cut.at.ceil(), beyond: false },
            (true, true) => Cut { at: cut.at.floor() + Decimal::from_integer(1), beyond: false },
            (false, _) => cut,
        };
        if self.low.is_some_and(|low| low > cut.at || (low == cut.at && !cut.beyond)) {
            return Condition::Always;
        }
        if self.high.is_some_and(|high| high < cut.at || (high == cut.at && cut.beyond)) {
            return Condition::Never;
        }
        Condition::Fact(Fact::Past(slot, cut))
    }

    /// Those at a position.
    pub(super) fn at(&self, slot: Slot, position: Decimal) -> Condition {
        let past = |beyond| self.past(slot, Cut { at: position, beyond });
        past(false).without(&past(true))
    }
}
