//! Sets of persons, as formulas over elementary facts: shared, never written twice.

use crate::logic::program::Slot;
use crate::values::Decimal;
use std::rc::Rc;

/// A place where the values of a datum are cut in two: those from `at` on, or beyond it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Cut {
    /// Where.
    pub(super) at: Decimal,
    /// Whether `at` itself is left below.
    pub(super) beyond: bool,
}

/// What tells two persons apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Fact {
    /// A « oui ou non » datum is « oui ».
    Yes(Slot),
    /// A datum has that value: its rank in the domain.
    Is(Slot, u32),
    /// The value of a datum is past a cut.
    Past(Slot, Cut),
    /// A comparison that is not looked into: the first side is below the other.
    Below(u32),
    /// A comparison that is not looked into: the sides are equal.
    Level(u32),
}

impl Fact {
    /// The datum it is about; none for a comparison not looked into.
    pub(super) const fn datum(self) -> Option<Slot> {
        match self {
            Self::Yes(slot) | Self::Is(slot, _) | Self::Past(slot, _) => Some(slot),
            Self::Below(_) | Self::Level(_) => None,
        }
    }
}

/// A set of persons.
#[derive(Debug, Clone)]
pub(super) enum Condition {
    /// Everybody.
    Always,
    /// Nobody.
    Never,
    /// Those of whom a fact is true.
    Fact(Fact),
    /// The others.
    Not(Rc<Self>),
    /// Those in all of them.
    All(Rc<Vec<Self>>),
    /// Those in one of them at least.
    Any(Rc<Vec<Self>>),
}

impl Condition {
    /// Everybody or nobody.
    pub(super) const fn known(holds: bool) -> Self {
        if holds { Self::Always } else { Self::Never }
    }

    /// Those who are not in it.
    pub(super) fn not(&self) -> Self {
        match self {
            Self::Always => Self::Never,
            Self::Never => Self::Always,
            Self::Not(inner) => (**inner).clone(),
            Self::Fact(_) | Self::All(_) | Self::Any(_) => Self::Not(Rc::new(self.clone())),
        }
    }

    /// Those in all of them.
    pub(super) fn all(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut kept: Vec<Self> = Vec::new();
        for part in parts {
            match part {
                Self::Always => {}
                Self::Never => return Self::Never,
                part if kept.iter().any(|known| known.is(&part)) => {}
                part if kept.iter().any(|known| known.is(&part.not())) => return Self::Never,
                part => kept.push(part),
            }
        }
        match kept.len() {
            0 => Self::Always,
            1 => kept.swap_remove(0),
            _ => Self::All(Rc::new(kept)),
        }
    }

    /// Those in one of them at least.
    pub(super) fn any(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut kept: Vec<Self> = Vec::new();
        for part in parts {
            match part {
                Self::Never => {}
                Self::Always => return Self::Always,
                part if kept.iter().any(|known| known.is(&part)) => {}
                part if kept.iter().any(|known| known.is(&part.not())) => return Self::Always,
                part => kept.push(part),
            }
        }
        match kept.len() {
            0 => Self::Never,
            1 => kept.swap_remove(0),
            _ => Self::Any(Rc::new(kept)),
        }
    }

    /// Those of both.
    pub(super) fn and(&self, other: &Self) -> Self {
        Self::all([self.clone(), other.clone()])
    }

    /// Those in it and not in the other.
    pub(super) fn without(&self, other: &Self) -> Self {
        Self::all([self.clone(), other.not()])
    }

    /// Whether nobody is in it, as far as its shape tells.
    pub(super) const fn is_never(&self) -> bool {
        matches!(self, Self::Never)
    }

    /// Whether both are one formula: the same fact, or the same shared parts.
    fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Always, Self::Always) | (Self::Never, Self::Never) => true,
            (Self::Fact(fact), Self::Fact(other)) => fact == other,
            (Self::Not(inner), Self::Not(other)) => inner.is(other),
            (Self::All(parts), Self::All(others)) | (Self::Any(parts), Self::Any(others)) => Rc::ptr_eq(parts, others),
            (Self::Always | Self::Never | Self::Fact(_) | Self::Not(_) | Self::All(_) | Self::Any(_), _) => false,
        }
    }
}

/// Who meets a condition of the language, who does not, for whom it has no object, and for whom it fails.
#[derive(Debug, Clone)]
pub(super) struct Truth {
    pub(super) yes: Condition,
    pub(super) no: Condition,
    pub(super) void: Condition,
    pub(super) failed: Condition,
}

impl Truth {
    /// A condition that is always « oui » or « non ».
    pub(super) fn of(yes: Condition) -> Self {
        Self { no: yes.not(), yes, void: Condition::Never, failed: Condition::Never }
    }

    /// A condition that makes no sense.
    pub(super) const fn senseless() -> Self {
        Self { yes: Condition::Never, no: Condition::Never, void: Condition::Never, failed: Condition::Always }
    }

    /// `non`
    pub(super) fn negated(self) -> Self {
        Self { yes: self.no, no: self.yes, ..self }
    }

    /// `et` (settled by one « non ») or `ou` (settled by one « oui »): what has no object is left out.
    pub(super) fn connected(operands: &[Self], settling: bool) -> Self {
        let settled = |truth: &Self| if settling { truth.yes.clone() } else { truth.no.clone() };
        let told = |truth: &Self| if settling { truth.no.clone() } else { truth.yes.clone() };
        let decided = Condition::any(operands.iter().map(settled));
        let failed = Condition::any(operands.iter().map(|truth| truth.failed.clone())).without(&decided);
        let rest = decided.not().without(&failed);
        let void = Condition::all(operands.iter().map(|truth| truth.void.clone())).and(&rest);
        let other = if void.is_never() { rest } else { Condition::any(operands.iter().map(told)).and(&rest) };
        if settling { Self { yes: decided, no: other, void, failed } } else { Self { yes: other, no: decided, void, failed } }
    }
}
