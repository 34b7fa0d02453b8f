//! Dates as French writes them.

use super::{Date, fold};

/// The months, from January.
const MONTHS: [&str; 12] =
    ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];

/// The number of a month, from 1, whatever its accents and its case; `None` when the word is no month.
#[must_use]
pub fn month(word: &str) -> Option<i8> {
    let word = fold(word);
    let rank = MONTHS.iter().position(|month| fold(month) == word)?;
    i8::try_from(rank + 1).ok()
}

/// « 1er mars 2026 », « 25 novembre 2026 ».
#[must_use]
pub fn date_in_words(date: Date) -> String {
    let day = if date.day() == 1 { "1er".to_owned() } else { date.day().to_string() };
    let month = usize::try_from(date.month() - 1).ok().and_then(|rank| MONTHS.get(rank)).copied().unwrap_or_default();
    format!("{day} {month} {}", date.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_written_as_in_a_letter() {
        assert_eq!(date_in_words(Date::constant(2026, 3, 1)), "1er mars 2026");
        assert_eq!(date_in_words(Date::constant(2026, 12, 25)), "25 décembre 2026");
        assert_eq!((month("Fevrier"), month("AOÛT"), month("brumaire")), (Some(2), Some(8), None));
    }
}
