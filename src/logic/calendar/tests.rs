//! The vectors of dates-calc, and what the code de procédure civile says of its own examples.

use super::*;
use crate::values::{Duration, DurationUnit};

fn day(text: &str) -> Date {
    text.trim().parse().expect("une date du jeu d'essai se lit")
}

/// `[1 years, 2 months, 3 days]`
fn period(text: &str) -> Period {
    let numbers: Vec<i64> = text
        .split(|character: char| !character.is_ascii_digit() && character != '-')
        .filter_map(|part| part.parse().ok())
        .collect();
    Period { months: numbers[0] * 12 + numbers[1], days: numbers[2] }
}

/// The lines of a table of vectors, cut at their semicolons.
fn rows(table: &str) -> Vec<Vec<&str>> {
    table.lines().skip(1).filter(|line| !line.trim().is_empty()).map(|line| line.split(';').collect()).collect()
}

#[test]
fn dates_and_periods_add_up_as_in_dates_calc() {
    let exact = rows(include_str!("../../../tests/fixtures/dates-calc/exact_computations.csv"));
    for row in &exact {
        for rounding in [None, Some(DateRounding::Up), Some(DateRounding::Down)] {
            assert_eq!(add(day(row[0]), period(row[1]), rounding), Ok(day(row[2])), "{row:?}");
        }
    }
    let ambiguous = rows(include_str!("../../../tests/fixtures/dates-calc/ambiguous_computations.csv"));
    for row in &ambiguous {
        assert_eq!(add(day(row[0]), period(row[1]), Some(DateRounding::Up)), Ok(day(row[2])), "{row:?}");
        assert_eq!(add(day(row[0]), period(row[1]), Some(DateRounding::Down)), Ok(day(row[3])), "{row:?}");
        assert_eq!(add(day(row[0]), period(row[1]), None), Err(NoDate::NoSuchDay), "{row:?}");
    }
    let months = rows(include_str!("../../../tests/fixtures/dates-calc/first_last_day_of_month.csv"));
    for row in &months {
        let date = day(row[0]);
        assert_eq!((date.first_of_month(), date.last_of_month()), (day(row[1]), day(row[2])));
    }
    assert_eq!((exact.len(), ambiguous.len(), months.len()), (19, 11, 2));
}

#[test]
fn a_date_never_leaves_the_calendar() {
    let last = Date::MAX;
    assert_eq!(add(last, Period { months: 1, days: 0 }, None), Err(NoDate::OutOfCalendar));
    assert_eq!(add(last, Period { months: i64::MAX, days: 0 }, None), Err(NoDate::OutOfCalendar));
    assert_eq!(add(last, Period { months: 0, days: i64::MAX }, None), Err(NoDate::OutOfCalendar));
    assert_eq!(days_between(day("2026-01-01"), day("2027-01-01")), 365);
    assert_eq!(days_between(day("2027-01-01"), day("2026-01-01")), -365);
}

#[test]
fn the_eleven_holidays_of_a_year() {
    let holidays = |year: i16| {
        let first = Date::new(year, 1, 1).expect("une année");
        let days = (0..365).filter_map(|rank| add(first, Period { months: 0, days: rank }, None).ok());
        days.filter(|day| is_public_holiday(*day)).map(|day| day.to_string()[5..].to_owned()).collect::<Vec<_>>().join(" ")
    };
    // Easter falls on 5 April in 2026 and on 28 March in 2027.
    assert_eq!(holidays(2026), "01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25");
    assert_eq!(holidays(2027), "01-01 03-29 05-01 05-06 05-08 05-17 07-14 08-15 11-01 11-11 12-25");
}

#[test]
fn a_time_limit_ends_as_procedure_says() {
    let end = |start: &str, number, unit| last_day(day(start), Duration::new(number, unit)).expect("une date").to_string();
    // In days, the first day does not count.
    assert_eq!(end("2026-11-02", 8, DurationUnit::Day), "2026-11-10");
    // In months, the same day number, else the last day of the month; Saturday 28 February 2026 then runs to Monday.
    assert_eq!(end("2026-01-31", 1, DurationUnit::Month), "2026-03-02");
    assert_eq!(end("2026-01-15", 2, DurationUnit::Month), "2026-03-16");
    // A limit that ends on a public holiday runs to the next working day.
    assert_eq!(end("2026-12-15", 10, DurationUnit::Day), "2026-12-28");
    assert_eq!(end("2024-02-29", 1, DurationUnit::Year), "2025-02-28");
    // Neither the first nor the last of clear days counts.
    assert_eq!(end("2026-11-02", 8, DurationUnit::ClearDay), "2026-11-12");
    // 11 November, then the week-end, are not worked.
    assert_eq!(end("2026-11-10", 3, DurationUnit::WorkingDay), "2026-11-16");
    assert_eq!(counted(day("2026-11-10"), Duration::new(3, DurationUnit::BusinessDay)), Ok(day("2026-11-14")));
    assert_eq!(counted(day("2026-11-10"), Duration::new(3, DurationUnit::Hour)), Ok(day("2026-11-10")));
}
