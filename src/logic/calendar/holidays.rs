//! The days nobody works, in metropolitan France.

use crate::values::Date;
use jiff::civil::Weekday;

/// Public holidays of the same day each year (code du travail, article L3133-1): month and day.
const FIXED: [(i8, i8); 8] = [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)];

/// Days from Easter Sunday to Easter Monday, Ascension Day and Whit Monday.
const AFTER_EASTER: [i64; 3] = [1, 39, 50];

/// Whether a day is one of the eleven public holidays of the code du travail, article L3133-1. Those of Alsace-Moselle and of the overseas
/// departments are not counted.
#[must_use]
pub fn is_public_holiday(date: Date) -> bool {
    let after_easter = super::days_between(easter(date.year()), date);
    FIXED.contains(&(date.month(), date.day())) || AFTER_EASTER.contains(&after_easter)
}

/// Whether the administration works that day (« jour ouvré »): neither a Saturday, nor a Sunday, nor a public holiday.
#[must_use]
pub fn is_working_day(date: Date) -> bool {
    !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday) && !is_public_holiday(date)
}

/// Whether it is a day one may work (« jour ouvrable »): neither the weekly rest, which is Sunday, nor a public holiday.
#[must_use]
pub fn is_business_day(date: Date) -> bool {
    date.weekday() != Weekday::Sunday && !is_public_holiday(date)
}

/// Easter Sunday of a year of the Gregorian calendar, by the algorithm of Meeus, Jones and Butcher (« Astronomical Algorithms », 1991,
/// chapter 8).
fn easter(year: i16) -> Date {
    let year_number = i32::from(year);
    let golden = year_number.rem_euclid(19);
    let (century, of_century) = (year_number.div_euclid(100), year_number.rem_euclid(100));
    let (leap_centuries, rest) = (century / 4, century % 4);
    let moon = (19 * golden + century - leap_centuries - (century - (century + 8) / 25 + 1) / 3 + 15).rem_euclid(30);
    let to_sunday = (32 + 2 * rest + 2 * (of_century / 4) - moon - of_century % 4).rem_euclid(7);
    let late = (golden + 11 * moon + 22 * to_sunday) / 451;
    let rank = moon + to_sunday - 7 * late + 114;
    let (month, day) = (i8::try_from(rank / 31).unwrap_or(4), i8::try_from(rank % 31 + 1).unwrap_or(1));
    Date::new(year, month, day).unwrap_or(Date::ZERO)
}
