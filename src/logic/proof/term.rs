//! Values as formulas of the data of a person: computed exactly for one person, or held between two straight lines for all.

use crate::logic::domain::{Domain, Scale};
use crate::logic::program::Slot;
use crate::logic::value::{Fault, Precision, Value, smallest};
use crate::values::{Arithmetic, Decimal, DurationUnit, Rounding};
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Signed, Zero};
use std::collections::BTreeMap;
use std::rc::Rc;

/// A value that depends on data.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Term {
    /// A value written out.
    Constant(Value),
    /// The value of a datum.
    Datum(Slot),
    /// An operation, rounded as its rule says.
    Operation(Arithmetic, Rc<Self>, Rc<Self>, Exactness),
    /// The opposite.
    Negative(Rc<Self>),
    /// A number made the duration it counts.
    InUnit(Rc<Self>, DurationUnit),
    /// A duration made a number of units.
    Count(Rc<Self>, DurationUnit),
    /// The result of a rule that is rounded.
    Rounded(Rc<Self>, Rounding),
}

/// The rounding of the operations of a rule.
#[derive(Debug, Clone, Copy)]
pub(super) struct Exactness(pub(super) Precision);

impl PartialEq for Exactness {
    fn eq(&self, other: &Self) -> bool {
        (self.0.exact, self.0.dates) == (other.0.exact, other.0.dates)
    }
}

/// The data known while a formula is looked into.
pub(super) type Known = Vec<(Slot, Value)>;

/// What a month lasts on average, in days: 146,097 days in 4,800 months.
const DAYS_A_MONTH: (i128, i128) = (146_097, 4_800);

/// How far a date some months later may be from the average: the lengths of months and leap years never amount to more.
const DAYS_OFF: i128 = 8;

impl Term {
    /// Its value for a person.
    pub(super) fn value(&self, known: &Known) -> Result<Value, Fault> {
        match self {
            Self::Constant(value) => Ok(value.clone()),
            Self::Datum(slot) => known.iter().find(|(of, _)| of == slot).map(|(_, value)| value.clone()).ok_or(Fault::Senseless),
            Self::Operation(operation, left, right, precision) => {
                left.value(known)?.computed(*operation, &right.value(known)?, precision.0)
            }
            Self::Negative(inner) => inner.value(known)?.negated(),
            Self::InUnit(inner, unit) => match inner.value(known)? {
                Value::Number(number) => Ok(Value::duration(number, *unit)),
                _ => Err(Fault::Senseless),
            },
            Self::Count(inner, unit) => match inner.value(known)? {
                Value::Duration(number, of) if smallest(*unit).1 == of => {
                    Ok(Value::Number(number / Decimal::from_integer(smallest(*unit).0)))
                }
                _ => Err(Fault::Senseless),
            },
            Self::Rounded(inner, rounding) => Ok(inner.value(known)?.rounded(Some(*rounding))),
        }
    }

    /// The data it reads.
    pub(super) fn data(&self, read: &mut Vec<Slot>) {
        match self {
            Self::Constant(_) => {}
            Self::Datum(slot) => {
                if !read.contains(slot) {
                    read.push(*slot);
                }
            }
            Self::Operation(_, left, right, _) => {
                left.data(read);
                right.data(read);
            }
            Self::Negative(inner) | Self::InUnit(inner, _) | Self::Count(inner, _) | Self::Rounded(inner, _) => inner.data(read),
        }
    }

    /// The straight lines it stays between, some data being known; none when it bends.
    pub(super) fn straight(&self, domains: &[Domain], known: &Known) -> Option<Straight> {
        match self {
            Self::Constant(value) => Straight::constant(value),
            Self::Datum(slot) => match (known.iter().find(|(of, _)| of == slot), &domains[slot.0 as usize]) {
                (Some((_, value)), _) => Straight::constant(value),
                (None, Domain::Line(line)) => Some(Straight {
                    scale: line.scale,
                    data: BTreeMap::from([(*slot, Decimal::from_integer(1))]),
                    constant: Decimal::zero(),
                    error: Decimal::zero(),
                    whole: line.whole,
                }),
                (None, Domain::Boolean | Domain::Choice(_) | Domain::Text(_)) => None,
            },
            Self::Operation(operation, left, right, precision) => {
                let (left, right) = (left.straight(domains, known)?, right.straight(domains, known)?);
                self.settled(left.computed(*operation, right, precision.0)?, known)
            }
            Self::Negative(inner) => inner.straight(domains, known)?.times(Decimal::from_integer(-1)),
            Self::InUnit(inner, unit) => {
                let inner = inner.straight(domains, known)?;
                let (times, of) = smallest(*unit);
                let scaled = inner.times(Decimal::from_integer(times))?;
                (inner.scale == Scale::Number).then_some(Straight { scale: Scale::Duration(of), ..scaled })
            }
            Self::Count(inner, unit) => {
                let inner = inner.straight(domains, known)?;
                let (times, of) = smallest(*unit);
                let scaled = inner.times(Decimal::new(1, times))?;
                (inner.scale == Scale::Duration(of)).then_some(Straight { scale: Scale::Number, ..scaled })
            }
            Self::Rounded(inner, rounding) => self.settled(inner.straight(domains, known)?.rounded(*rounding)?, known),
        }
    }

    /// The value itself, when it depends on nothing unknown and was rounded on the way.
    fn settled(&self, straight: Straight, known: &Known) -> Option<Straight> {
        if straight.data.is_empty() && !straight.error.is_zero() {
            return Straight::constant(&self.value(known).ok()?);
        }
        Some(straight)
    }
}

/// A sum of data, each times a number, more or less an error.
#[derive(Debug, Clone)]
pub(super) struct Straight {
    pub(super) scale: Scale,
    /// Data and their coefficients, none of them zero.
    pub(super) data: BTreeMap<Slot, Decimal>,
    pub(super) constant: Decimal,
    /// At most how far the value is from the sum.
    pub(super) error: Decimal,
    /// Whether the value is whole.
    whole: bool,
}

impl Straight {
    fn constant(value: &Value) -> Option<Self> {
        let (scale, constant) = Scale::position(value)?;
        Some(Self { scale, data: BTreeMap::new(), constant, error: Decimal::zero(), whole: constant.is_integer() })
    }

    /// Itself, when it does not depend on data.
    fn fixed(&self) -> Option<Decimal> {
        (self.data.is_empty() && self.error.is_zero()).then_some(self.constant)
    }

    pub(super) fn times(&self, factor: Decimal) -> Option<Self> {
        let data = if factor.is_zero() {
            BTreeMap::new()
        } else {
            let scaled = self.data.iter().map(|(slot, coefficient)| Some((*slot, coefficient.checked_mul(&factor)?)));
            scaled.collect::<Option<_>>()?
        };
        Some(Self {
            scale: self.scale,
            data,
            constant: self.constant.checked_mul(&factor)?,
            error: self.error.checked_mul(&factor.abs())?,
            whole: self.whole && factor.is_integer(),
        })
    }

    /// The sum of two of one scale.
    pub(super) fn plus(mut self, other: &Self) -> Option<Self> {
        for (slot, coefficient) in &other.data {
            let sum = self.data.get(slot).copied().unwrap_or_default().checked_add(coefficient)?;
            if sum.is_zero() {
                self.data.remove(slot);
            } else {
                self.data.insert(*slot, sum);
            }
        }
        self.constant = self.constant.checked_add(&other.constant)?;
        self.error = self.error.checked_add(&other.error)?;
        self.whole &= other.whole;
        Some(self)
    }

    fn minus(self, other: &Self) -> Option<Self> {
        self.plus(&other.times(Decimal::from_integer(-1))?)
    }

    fn computed(self, operation: Arithmetic, other: Self, precision: Precision) -> Option<Self> {
        use Arithmetic::{Add, Divide, Multiply, Subtract};
        use Scale::{Date, Duration, Money, Number};
        let to_cents = |amount: Self| if precision.exact { Some(amount) } else { amount.off_by(Decimal::new(1, 2)) };
        match (self.scale, operation, other.scale) {
            (Date, Subtract, Date) => {
                let days = self.minus(&other)?;
                Some(Self { scale: Duration(DurationUnit::Day), ..days })
            }
            (Date, Add | Subtract, Duration(unit)) => {
                let period = if operation == Add { other } else { other.times(Decimal::from_integer(-1))? };
                self.later(unit, period)
            }
            (Duration(unit), Add, Date) => other.later(unit, self),
            (one, Add, two) if one == two && one != Date => self.plus(&other),
            (one, Subtract, two) if one == two && one != Date => self.minus(&other),
            (Money, Multiply, Number) => to_cents(self.times(other.fixed()?)?),
            (Number, Multiply, Money) => to_cents(other.times(self.fixed()?)?),
            (Money, Divide, Number) => to_cents(self.times(inverse(other.fixed()?)?)?),
            (Number | Duration(_), Multiply, Number) if other.fixed().is_some() => self.times(other.fixed()?),
            (Number, Multiply, Number | Duration(_)) => other.times(self.fixed()?),
            (Number | Duration(_), Divide, Number) => self.times(inverse(other.fixed()?)?),
            (one, Divide, two) if one == two && one != Date => {
                Some(Self { scale: Number, ..self.times(inverse(other.fixed()?)?)? })
            }
            (Number | Money | Duration(_) | Date, Add | Subtract | Multiply | Divide, _) => None,
        }
    }

    /// A date, a period later.
    fn later(self, unit: DurationUnit, period: Self) -> Option<Self> {
        match unit {
            DurationUnit::Day => Some(Self { scale: Scale::Date, ..self.plus(&Self { scale: Scale::Date, ..period })? }),
            DurationUnit::Month => {
                let months = period.fixed()?;
                let (days, of_months) = DAYS_A_MONTH;
                let mut later = self;
                later.constant = later.constant.checked_add(&months.checked_mul(&Decimal::new(days, of_months))?)?;
                if !months.is_zero() {
                    later.error = later.error.checked_add(&Decimal::from_integer(DAYS_OFF))?;
                }
                Some(later)
            }
            DurationUnit::Minute
            | DurationUnit::Hour
            | DurationUnit::Week
            | DurationUnit::Year
            | DurationUnit::WorkingDay
            | DurationUnit::BusinessDay
            | DurationUnit::ClearDay => None,
        }
    }

    fn rounded(self, rounding: Rounding) -> Option<Self> {
        let one = Decimal::from_integer(1);
        match (self.scale, rounding) {
            (Scale::Money, Rounding::Euro) => self.at_most_off_by(one * 50),
            (Scale::Money, Rounding::EuroUp | Rounding::EuroDown) => self.at_most_off_by(one * 100),
            (Scale::Money, Rounding::CentUp | Rounding::CentDown) | (Scale::Number, Rounding::WholeUp | Rounding::WholeDown) => {
                self.off_by(one)
            }
            (Scale::Money, _) | (Scale::Number, Rounding::Whole) => self.off_by(Decimal::new(1, 2)),
            (_, _) => Some(self),
        }
    }

    /// Made whole, at that distance at most; what is whole already does not move.
    fn off_by(self, distance: Decimal) -> Option<Self> {
        if self.whole { Some(self) } else { self.at_most_off_by(distance) }
    }

    fn at_most_off_by(self, distance: Decimal) -> Option<Self> {
        Some(Self { error: self.error.checked_add(&distance)?, whole: true, ..self })
    }

    /// How much it is above another of the same scale.
    pub(super) fn above(self, other: &Self) -> Option<Self> {
        if self.scale == other.scale { self.minus(other) } else { None }
    }

    /// The positions of a datum between which nothing is sure of its sign, and whether it grows with the datum.
    pub(super) fn doubtful(&self, coefficient: Decimal) -> Option<(Decimal, Decimal)> {
        let root = Decimal::zero().checked_sub(&self.constant)?.checked_div(&coefficient)?;
        let half = self.error.checked_div(&coefficient.abs())?;
        Some((root.checked_sub(&half)?, root.checked_add(&half)?))
    }
}

fn inverse(number: Decimal) -> Option<Decimal> {
    Decimal::from_integer(1).checked_div(&number).filter(|_| !number.is_zero())
}
