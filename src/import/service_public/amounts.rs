//! What a page says one pays. `Valeur` holds ages, rates and ceilings too: an amount is a cost only under a title about cost, or in a line
//! that begins by naming what is paid.

use super::xml::{self, Node};
use crate::model::Confidence;
use crate::source::{Span, Spanned};
use crate::values::{Cost, Money, Qualifiers, fold};

/// The amount an item of a list of documents is, when it is one: « 45 € en espèces ».
pub(super) fn leading(wording: &str) -> Option<Money> {
    let (amount, _) = wording.split_once('€')?;
    money(&format!("{amount}€"))
}

/// The costs a paragraph says, and how sure that is.
pub(super) fn costs(paragraph: Node<'_>, under_cost_title: bool) -> Vec<(Cost, Span, Confidence)> {
    let words = xml::words(paragraph);
    let said = fold(&words.value);
    let confidence = if under_cost_title {
        Confidence::Title
    } else if begins_with_a_fee(&said) {
        Confidence::Sentence
    } else {
        return Vec::new();
    };
    let cost = |money: Money, span: Span| {
        let amount = Spanned::new((money, money), span);
        (Cost { amount, qualifiers: Qualifiers::default() }, span, confidence)
    };
    let mut found = match outside(&words.value, paragraph)[..] {
        [value] if !is_about_something_else(&said) => {
            money(&xml::words(value).value).map(|money| cost(money, xml::span(value))).into_iter().collect()
        }
        _ => Vec::new(),
    };
    let n_words = said.split_whitespace().count();
    let is_free =
        said.contains("gratuit") && !["n'est pas", "sauf", "sinon", "ne sont pas"].iter().any(|word| said.contains(word));
    if found.is_empty() && is_free && n_words <= 12 {
        found.push(cost(Money::default(), words.span));
    }
    found
}

/// The amounts that stand outside parentheses, where a total is broken down. A line with several of them does not say who pays which.
fn outside<'a>(words: &str, paragraph: Node<'a>) -> Vec<Node<'a>> {
    let mut rest = 0;
    let is_outside = |value: &Node<'a>| {
        let written = xml::words(*value).value;
        let Some(at) = words[rest..].find(&*written).map(|at| rest + at) else { return false };
        rest = at + written.len();
        let before = &words[..at];
        money(&written).is_some() && before.matches('(').count() == before.matches(')').count()
    };
    xml::descendants(paragraph, "Valeur").filter(is_outside).collect()
}

/// Amounts that are paid back, or that bound something.
fn is_about_something_else(said: &str) -> bool {
    const WORDS: [&str; 9] =
        ["pris en charge", "prise en charge", "plafond", "franchise", "rembours", "limite de", "forfait", "amende", "inferieur"];
    WORDS.iter().any(|words| said.contains(words))
}

/// Whether a title is about what one pays.
pub(super) fn is_cost_title(title: &str) -> bool {
    let title = fold(title);
    ["cout", "prix", "tarif", "frais"].iter().any(|word| title.starts_with(word))
}

/// Whether a folded line begins by naming what is paid.
pub(super) fn begins_with_a_fee(said: &str) -> bool {
    ["timbre fiscal", "timbres fiscaux", "cout :", "cout\u{a0}:", "tarif :", "tarif\u{a0}:"]
        .iter()
        .any(|words| said.starts_with(words))
}

/// `1 084 €`, `86,50 €`; anything else is not an amount.
pub(super) fn money(written: &str) -> Option<Money> {
    let number = written.trim().strip_suffix('€').or_else(|| written.trim().strip_suffix("euros"))?;
    let compact: String = number.chars().filter(|letter| !letter.is_whitespace()).collect();
    let (euros, cents) = compact.split_once(',').unwrap_or((&compact, "0"));
    let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(euros) || !is_number(cents) || cents.len() > 2 {
        return None;
    }
    let tenfold = if cents.len() == 1 { 10 } else { 1 };
    let euros: i64 = euros.parse().ok()?;
    let cents: i64 = cents.parse().ok()?;
    Some(Money { cents: euros.checked_mul(100)?.checked_add(cents * tenfold)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_amount_is_money() {
        let read = |written: &str| money(written).map(|money| money.cents);
        assert_eq!([read("86,5\u{a0}€"), read("1\u{a0}084 €"), read("0 €")], [Some(8650), Some(108_400), Some(0)]);
        assert_eq!([read("18 ans"), read("10 %"), read("2 à 3 €"), read("1,234 €")], [None; 4]);
        assert_eq!(read("99999999999999999999 €"), None);
    }
}
