//! What a line states: contacts, citations, amounts, time limits, and what qualifies them.

use super::super::expression::written;
use super::super::words::{address, text};
use crate::values::{CallPrice, CitedResource, ContactPoint, Cost, LegalCitation, Qualifiers, Start, TimeLimit};

pub(super) fn contact(point: &ContactPoint) -> String {
    match point {
        ContactPoint::Counter { place, appointment, hours } => {
            let appointment = if appointment.is_some() { ", sur rendez-vous" } else { "" };
            let hours = hours.as_ref().map(|hours| format!(", {}", text(&hours.value))).unwrap_or_default();
            format!("guichet {}{appointment}{hours}", text(&place.value))
        }
        ContactPoint::Telephone { number, price, hours } => {
            let price = match price.as_ref().map(|price| &price.value) {
                Some(CallPrice::Free) => ", appel gratuit".to_owned(),
                Some(CallPrice::Ordinary) => ", prix d'un appel".to_owned(),
                Some(CallPrice::Other(tariff)) => format!(", appel {}", text(tariff)),
                None => String::new(),
            };
            // Words that name euros would be read as the price, where none is said.
            let readable = |hours: &str| if price.is_empty() { hours.replace('€', "euros") } else { hours.to_owned() };
            let hours = hours.as_ref().map(|hours| format!(", {}", text(&readable(&hours.value)))).unwrap_or_default();
            format!("téléphone {}{price}{hours}", text(&number.value))
        }
        ContactPoint::Email(mailbox) => format!("courriel {}", text(&mailbox.value)),
        ContactPoint::Post(place) => format!("courrier {}", text(&place.value)),
        ContactPoint::Video(url) => format!("visio {}", place(&url.value)),
        ContactPoint::CallBack(url) => format!("rappel {}", place(&url.value)),
        ContactPoint::Form(url) => format!("formulaire {}", place(&url.value)),
        ContactPoint::Automaton(words) => format!("automate {}", text(&words.value)),
        ContactPoint::Faq(url) => format!("foire aux questions {}", place(&url.value)),
        ContactPoint::Directory(url) => format!("annuaire {}", place(&url.value)),
        ContactPoint::Support(words) => format!("accompagnement {}", text(&words.value)),
        ContactPoint::Referent(words) => format!("référent {}", text(&words.value)),
    }
}

pub(super) fn citation(citation: &LegalCitation) -> String {
    let article = citation.article.as_ref().map(|article| &*article.value);
    // An address that cannot be written is the title too.
    let url = citation.url.as_ref().and_then(|url| address(&url.value)).map(|url| format!(" {url}")).unwrap_or_default();
    match (&citation.resource, article) {
        (CitedResource::Named(reference), None) => format!("{}{url}", reference.name),
        (CitedResource::Named(reference), Some(article)) => format!("{}, article {article}{url}", reference.name),
        (CitedResource::Quoted(title), None) => format!("{}{url}", text(&title.value)),
        (CitedResource::Quoted(title), Some(article)) if is_plain(article) => {
            format!("{}, article {article}{url}", text(&title.value))
        }
        (CitedResource::Quoted(title), Some(article)) => {
            format!("{}{url}", text(&format!("{} : articles {article}", title.value)))
        }
    }
}

/// Whether the language writes those articles: numbers joined by « à » and « et ».
fn is_plain(article: &str) -> bool {
    let mut words = article.split(' ');
    let is_number = |word: &str| {
        let digits = word.trim_start_matches(['L', 'R', 'D', 'A', 'O', '.', '*']);
        digits.starts_with(|first: char| first.is_ascii_digit())
            && digits.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
    };
    let mut number_expected = true;
    let alternate = words.all(|word| {
        let fits = if number_expected { is_number(word) } else { ["à", "et"].contains(&word) };
        number_expected = !number_expected;
        fits
    });
    alternate && !number_expected
}

pub(super) fn amount(cost: &Cost) -> String {
    let (least, most) = cost.amount.value;
    if least == most { least.to_string() } else { format!("{least} à {most}") }
}

pub(super) fn limit(limit: &TimeLimit) -> String {
    let start = match limit.start.as_ref().map(|start| &start.value) {
        Some(Start::Event(event)) => format!(", à compter {}", event.word()),
        Some(Start::Described(words)) => format!(", à compter de {}", text(words)),
        None => String::new(),
    };
    format!("{}{start}{}", limit.duration.value, qualified(&limit.qualifiers))
}

pub(super) fn qualified(qualifiers: &Qualifiers) -> String {
    let condition = qualifiers.condition.as_ref().map(|condition| format!(" si {}", written(condition))).unwrap_or_default();
    let because = qualifiers.because.as_ref().map(|because| format!(" parce que {}", text(&because.value))).unwrap_or_default();
    let basis = qualifiers.according_to.as_ref().map(|basis| format!(" selon {}", citation(basis))).unwrap_or_default();
    format!("{condition}{because}{basis}")
}

/// An address, or what stands for one.
fn place(url: &str) -> String {
    address(url).unwrap_or_else(|| text(url))
}
