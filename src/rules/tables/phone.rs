//! What a call costs: `rules/droit/surtaxe.toml`.

use super::{Article, Example, parse};
use crate::analysis::prose::Labels;
use serde::Deserialize;
use std::sync::LazyLock;

/// What a call to a number costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum PhoneRate {
    /// More than an ordinary call.
    #[serde(rename = "majoré")]
    Premium,
    /// Nothing.
    #[serde(rename = "gratuit")]
    Free,
    /// The price of an ordinary call, by a special number.
    #[serde(rename = "banalisé")]
    Ordinary,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "article")]
    #[expect(dead_code, reason = "the law stands beside its table for the reader")]
    articles: Vec<Article>,
    #[serde(rename = "tranche")]
    ranges: Vec<NumberRange>,
    #[serde(rename = "court")]
    short_numbers: Vec<ShortNumber>,
    #[serde(rename = "mention")]
    wording: Wording,
    #[serde(rename = "exemple")]
    #[cfg_attr(not(test), expect(dead_code, reason = "the examples are run by the tests"))]
    examples: Vec<Example>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NumberRange {
    #[serde(rename = "prefixe")]
    prefix: String,
    #[serde(rename = "longueur")]
    length: usize,
    #[serde(rename = "tarif")]
    rate: PhoneRate,
    #[serde(rename = "nom")]
    #[expect(dead_code, reason = "a name for the reader of the table")]
    name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ShortNumber {
    #[serde(rename = "numero")]
    number: String,
    #[serde(rename = "tarif")]
    rate: PhoneRate,
    #[serde(rename = "nom")]
    #[expect(dead_code, reason = "a name for the reader of the table")]
    name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wording {
    #[serde(rename = "formes")]
    forms: Vec<String>,
    #[serde(rename = "sauf")]
    exceptions: Vec<String>,
}

static FILE: LazyLock<File> = LazyLock::new(|| parse("droit/surtaxe.toml", include_str!("../../../rules/droit/surtaxe.toml")));

/// What a call to this number costs, when its first digits say so; `None` for an ordinary or an unknown number.
#[must_use]
pub fn phone_rate(number: &str) -> Option<PhoneRate> {
    let mut digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let is_international = number.trim_start().starts_with('+') || digits.starts_with("00");
    if is_international {
        let national = digits.trim_start_matches('0').strip_prefix("33")?;
        digits = format!("0{}", national.strip_prefix('0').unwrap_or(national));
    }
    if let Some(short) = FILE.short_numbers.iter().find(|short| short.number == digits) {
        return Some(short.rate);
    }
    let ranges = FILE.ranges.iter().filter(|range| digits.len() == range.length && digits.starts_with(&range.prefix));
    ranges.max_by_key(|range| range.prefix.len()).map(|range| range.rate)
}

/// Whether a text says that a call costs more than an ordinary one: « 0,05 € la minute + prix d'un appel », not « numéro non surtaxé ».
#[must_use]
pub fn is_premium_wording(text: &str) -> bool {
    static LABELS: LazyLock<Labels> = LazyLock::new(|| Labels::new([(&FILE.wording.forms[..], &FILE.wording.exceptions[..])]));
    LABELS.row_of(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_table_hold() {
        for example in &FILE.examples {
            let found = match phone_rate(&example.text) {
                Some(PhoneRate::Premium) => "majoré",
                Some(PhoneRate::Free) => "gratuit",
                Some(PhoneRate::Ordinary) => "banalisé",
                None => "rien",
            };
            assert_eq!(found, example.expected, "{}", example.text);
        }
    }

    #[test]
    fn a_wording_says_a_call_is_surcharged() {
        assert!(is_premium_wording("Numéro surtaxé") && is_premium_wording("Service 0,05 € / min + prix appel, numéro violet"));
        assert!(!is_premium_wording("Numéro non surtaxé") && !is_premium_wording("Service gratuit + prix appel"));
    }
}
