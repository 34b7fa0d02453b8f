//! Counting on a calendar, as the law counts: months that keep their day, the days nobody works, time limits and their last day.

mod holidays;
mod limit;

pub use holidays::{is_business_day, is_public_holiday, is_working_day};
pub use limit::{counted, last_day};

use crate::values::Date;

/// A period as it is added to a date: the years, then the months, then the days. Any part may be negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Period {
    /// Years and months, counted in months.
    pub months: i64,
    /// Days.
    pub days: i64,
}

/// What to do when adding months leads to a day that does not exist, as 30 February.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateRounding {
    /// The first day of the next month.
    Up,
    /// The last day of the month.
    Down,
}

/// Why a date could not be computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoDate {
    /// The day does not exist and no rounding was stated.
    NoSuchDay,
    /// Before the year -9999 or after the year 9999.
    OutOfCalendar,
}

/// A date and a period later: years and months first, keeping the day number; when that day does not exist, rounded once as stated; then the
/// days (after the « dates-calc » semantics of Monat, Fromherz and Merigoux, « Formalizing date arithmetic », ESOP 2024).
///
/// # Errors
/// The day does not exist and no rounding is stated, or the date leaves the calendar.
pub fn add(date: Date, period: Period, rounding: Option<DateRounding>) -> Result<Date, NoDate> {
    let moved = add_months(date, period.months, rounding)?;
    let days = i32::try_from(period.days).map_err(|_| NoDate::OutOfCalendar)?;
    moved.checked_add(jiff::Span::new().try_days(days).map_err(|_| NoDate::OutOfCalendar)?).map_err(|_| NoDate::OutOfCalendar)
}

fn add_months(date: Date, months: i64, rounding: Option<DateRounding>) -> Result<Date, NoDate> {
    let rank = i64::from(date.year()) * 12 + i64::from(date.month()) - 1;
    let rank = rank.checked_add(months).ok_or(NoDate::OutOfCalendar)?;
    let first = first_of_month(rank)?;
    if date.day() <= first.days_in_month() {
        return Date::new(first.year(), first.month(), date.day()).map_err(|_| NoDate::OutOfCalendar);
    }
    match rounding {
        Some(DateRounding::Up) => first_of_month(rank + 1),
        Some(DateRounding::Down) => Ok(first.last_of_month()),
        None => Err(NoDate::NoSuchDay),
    }
}

/// The first day of a month counted from January of the year 0.
fn first_of_month(rank: i64) -> Result<Date, NoDate> {
    let year = i16::try_from(rank.div_euclid(12)).map_err(|_| NoDate::OutOfCalendar)?;
    let month = i8::try_from(rank.rem_euclid(12) + 1).map_err(|_| NoDate::OutOfCalendar)?;
    Date::new(year, month, 1).map_err(|_| NoDate::OutOfCalendar)
}

/// How many days from one date to another: negative when the second is before.
#[must_use]
pub fn days_between(from: Date, to: Date) -> i64 {
    from.duration_until(to).as_hours() / 24
}

#[cfg(test)]
mod tests;
