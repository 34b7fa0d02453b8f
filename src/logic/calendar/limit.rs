//! Time limits, counted as French procedure counts them.

use super::holidays::{is_business_day, is_working_day};
use super::{DateRounding, NoDate, Period, add};
use crate::values::{Date, Duration, DurationUnit};

/// The day a duration ends when it starts on a day that does not count: in months or years, the same day number or else the last day of
/// the month; in days, that many days later (code de procédure civile, article 641); in working, business or clear days, as many of those
/// days. Minutes and hours end the same day.
///
/// # Errors
/// The date leaves the calendar.
pub fn counted(start: Date, duration: Duration) -> Result<Date, NoDate> {
    let number = i64::from(duration.number);
    let later = |months, days| add(start, Period { months, days }, Some(DateRounding::Down));
    match duration.unit {
        DurationUnit::Minute | DurationUnit::Hour => Ok(start),
        DurationUnit::Day => later(0, number),
        DurationUnit::Week => later(0, number * 7),
        DurationUnit::Month => later(number, 0),
        DurationUnit::Year => later(number * 12, 0),
        // Neither the first day nor the last counts: the act may be done the day after.
        DurationUnit::ClearDay => later(0, number + 1),
        DurationUnit::WorkingDay => nth(start, number, is_working_day),
        DurationUnit::BusinessDay => nth(start, number, is_business_day),
    }
}

/// The last day of a time limit: as [`counted`], and one that ends on a Saturday, a Sunday or a public holiday runs to the next working day
/// (code de procédure civile, article 642).
///
/// # Errors
/// The date leaves the calendar.
pub fn last_day(start: Date, limit: Duration) -> Result<Date, NoDate> {
    let end = counted(start, limit)?;
    if is_working_day(end) { Ok(end) } else { nth(end, 1, is_working_day) }
}

/// The nth day of a sort after a day.
fn nth(start: Date, number: i64, is_counted: impl Fn(Date) -> bool) -> Result<Date, NoDate> {
    let mut day = start;
    let mut left = number;
    while left > 0 {
        day = day.tomorrow().map_err(|_| NoDate::OutOfCalendar)?;
        left -= i64::from(is_counted(day));
    }
    Ok(day)
}
