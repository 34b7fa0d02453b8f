//! `OuSAdresser`: an office, and the ways to reach it. The titles of its chapters say which way; a way they do not name is left unsaid.

use super::office::{is_contact_page, is_directory, is_private, nature, purpose};
use super::record::Contact;
use super::xml::{self, Node};
use crate::model::{Confidence, Origin, PublicOrganisation, Sourced, Stated};
use crate::source::{FileId, Location, Span, Spanned};
use crate::values::{Appointment, CallPrice, ContactPoint, OrganisationNature, Text, fold};

/// The office an element describes, and what the record keeps of it; `said` is the page's own text.
pub(super) fn read(file: FileId, node: Node<'_>, said: &[(Text, String)]) -> (PublicOrganisation, Contact) {
    let place = xml::span(node);
    let title = xml::child_words(node, "Titre").unwrap_or_else(|| Text::new(xml::plain(node, "ID").into(), place));
    let kind = xml::plain(node, "type");
    let pivot = xml::child_words(node, "PivotLocal");
    let mut organisation = PublicOrganisation {
        name: name(xml::plain(node, "ID")),
        title: title.value.clone(),
        origin: Origin::exact(file, place),
        heading: Location::new(file, title.span),
        ..PublicOrganisation::default()
    };
    let private = pivot.is_none() && is_private(&title.value);
    let nature = pivot.as_ref().and_then(|pivot| nature(&pivot.value)).or(private.then_some(OrganisationNature::Private));
    if let Some(nature) = nature {
        organisation.nature = Stated::Said(sourced(file, place, Confidence::Title, nature));
    }
    let mut points = Vec::new();
    let address = xml::child(node, "RessourceWeb").and_then(|web| xml::attribute(web, "URL"));
    let url = address.as_ref().map(|address| address.value.clone());
    if let Some(address) = address {
        let span = address.span;
        if kind.starts_with("Local") || is_directory(&address.value) || is_contact_page(&address.value) {
            points.push(sourced(file, span, Confidence::Exact, ContactPoint::Directory(address)));
        } else if address.value.starts_with("mailto:") {
            let mailbox = Text::new(address.value.trim_start_matches("mailto:").into(), span);
            points.push(sourced(file, span, Confidence::Exact, ContactPoint::Email(mailbox)));
        } else {
            organisation.website = Stated::Said(sourced(file, span, Confidence::Exact, address));
        }
    }
    for text in xml::children(node, "Texte") {
        for chapter in xml::children(text, "Chapitre") {
            points.extend(way(chapter).into_iter().map(|point| sourced(file, xml::span(chapter), Confidence::Title, point)));
        }
        let loose: Vec<_> = xml::children(text, "Paragraphe").collect();
        let mailboxes = mailboxes(&loose).into_iter().map(|point| sourced(file, xml::span(text), Confidence::Guess, point));
        points.extend(mailboxes);
        if let Some(machine) = answers_alone(&loose) {
            points.iter_mut().for_each(|point| through_a_machine(point, &machine));
        }
        points.extend(
            telephones(&loose, Expected::Unsaid)
                .into_iter()
                .map(|point| sourced(file, xml::span(text), Confidence::Guess, point)),
        );
        // A mailbox is told from anything else wherever it is written.
        for line in text.descendants().filter(|node| xml::is(*node, "Paragraphe")) {
            let known = |mailbox: &Text| {
                points.iter().any(|point| matches!(&point.value, ContactPoint::Email(known) if known.value == mailbox.value))
            };
            let new: Vec<_> = mailboxes_of(line).into_iter().filter(|mailbox| !known(mailbox)).collect();
            let span = xml::span(line);
            points.extend(new.into_iter().map(|it| sourced(file, span, Confidence::Sentence, ContactPoint::Email(it))));
        }
    }
    let contact = Contact {
        id: xml::plain(node, "ID").into(),
        kind: kind.into(),
        title,
        pivot: pivot.map(|pivot| pivot.value),
        has_telephone: points
            .iter()
            .any(|point| matches!(point.value, ContactPoint::Telephone { .. } | ContactPoint::Automaton(_))),
        has_hours: points.iter().any(|point| hours_of(&point.value).is_some()),
        has_mail: points.iter().any(|point| matches!(point.value, ContactPoint::Email(_))),
        has_text: xml::children(node, "Texte").any(|text| !xml::words(text).value.is_empty()),
        url,
        purpose: purpose(node, said),
        span: place,
    };
    if !points.is_empty() {
        organisation.contacts = Stated::Said(points);
    }
    (organisation, contact)
}

/// The line that says that a program answers there, and nobody after it.
fn answers_alone(lines: &[Node<'_>]) -> Option<Text> {
    let lines: Vec<_> = lines.iter().map(|line| xml::words(*line)).collect();
    let is_after_all_a_person = lines.iter().any(|line| fold(&line.value).contains("conseiller"));
    lines.into_iter().find(|line| fold(&line.value).starts_with("serveur vocal")).filter(|_| !is_after_all_a_person)
}

fn through_a_machine(point: &mut Sourced<ContactPoint>, machine: &Text) {
    if let ContactPoint::Telephone { number, .. } = &point.value {
        let words = format!("{} : {}", number.value, machine.value).into();
        point.value = ContactPoint::Automaton(Text::new(words, number.span));
    }
}

/// The name of the office of that ID.
pub(super) fn name(id: &str) -> Box<str> {
    format!("contact_{}", super::names::identifier(id)).into()
}

const fn hours_of(point: &ContactPoint) -> Option<&Text> {
    match point {
        ContactPoint::Counter { hours, .. } | ContactPoint::Telephone { hours, .. } => hours.as_ref(),
        ContactPoint::Email(_)
        | ContactPoint::Post(_)
        | ContactPoint::Video(_)
        | ContactPoint::CallBack(_)
        | ContactPoint::Form(_)
        | ContactPoint::Automaton(_)
        | ContactPoint::Faq(_)
        | ContactPoint::Directory(_)
        | ContactPoint::Support(_)
        | ContactPoint::Referent(_) => None,
    }
}

const fn sourced<T>(file: FileId, span: Span, confidence: Confidence, value: T) -> Sourced<T> {
    Sourced { value, origin: Origin { location: Location::new(file, span), confidence } }
}

/// The ways one chapter describes.
fn way(chapter: Node<'_>) -> Vec<ContactPoint> {
    let Some(title) = xml::child_words(chapter, "Titre") else { return Vec::new() };
    let title = fold(&title.value);
    let lines: Vec<_> = chapter.descendants().filter(|node| xml::is(*node, "Paragraphe") && !in_title(*node)).collect();
    let begins = |words: &[&str]| words.iter().any(|word| title.strip_prefix("par ").unwrap_or(&title).starts_with(word));
    if title.contains("serveur vocal") {
        block(&lines).map(ContactPoint::Automaton).into_iter().collect()
    } else if title.contains("telephone") {
        telephones(&lines, Expected::Numbers)
    } else if begins(&["courrier electronique", "courriel", "mail", "messagerie", "formulaire", "e-mail"]) {
        mailboxes_and_forms(chapter, &lines)
    } else if begins(&["courrier", "correspondance"]) {
        block(&lines).map(ContactPoint::Post).into_iter().collect()
    } else if begins(&["sur place", "guichet"]) {
        local_offices(chapter, &lines).or_else(|| counter(&lines)).into_iter().collect()
    } else if ["telecopie", "fax", "sms"].iter().any(|way| title.contains(way)) {
        Vec::new()
    } else {
        telephones(&lines, Expected::Unsaid)
    }
}

fn in_title(node: Node<'_>) -> bool {
    node.parent().is_some_and(|parent| xml::is(parent, "Titre"))
}

/// The lines together, as one text.
fn block(lines: &[Node<'_>]) -> Option<Text> {
    let texts = lines.iter().map(|line| xml::words(*line)).filter(|text| !text.value.is_empty());
    texts.reduce(|all, line| {
        Text::new(format!("{}, {}", all.value.trim_end_matches(','), line.value).into(), all.span.cover(line.span))
    })
}

/// The list that « Coordonnées des agences » leads to.
fn local_offices(chapter: Node<'_>, lines: &[Node<'_>]) -> Option<ContactPoint> {
    let is_list = block(lines).is_some_and(|words| fold(&words.value).starts_with("coordonnees des"));
    let mut links = xml::descendants(chapter, "LienExterne").filter_map(|link| xml::attribute(link, "URL"));
    links.next().filter(|_| is_list).map(ContactPoint::Directory)
}

fn counter(lines: &[Node<'_>]) -> Option<ContactPoint> {
    let (hours, place): (Vec<_>, Vec<_>) = lines.iter().partition(|line| says_hours(&xml::words(**line).value));
    let place = block(&place)?;
    let by_appointment = lines.iter().map(|line| xml::words(*line)).find(|line| fold(&line.value).contains("rendez-vous"));
    let appointment = by_appointment.map(|line| Appointment { within: None, span: line.span });
    Some(ContactPoint::Counter { place, appointment, hours: block(&hours) })
}

/// The addresses written in those lines.
fn mailboxes(lines: &[Node<'_>]) -> Vec<ContactPoint> {
    lines.iter().flat_map(|line| mailboxes_of(*line)).map(ContactPoint::Email).collect()
}

fn mailboxes_and_forms(chapter: Node<'_>, lines: &[Node<'_>]) -> Vec<ContactPoint> {
    let mut points = mailboxes(lines);
    let links = xml::descendants(chapter, "LienExterne").filter_map(|link| xml::attribute(link, "URL"));
    points.extend(links.map(|url| match url.value.strip_prefix("mailto:") {
        Some(mailbox) => ContactPoint::Email(Text::new(mailbox.into(), url.span)),
        None => ContactPoint::Form(url),
    }));
    points.dedup();
    points
}

/// The mailboxes a line writes.
fn mailboxes_of(line: Node<'_>) -> Vec<Text> {
    let text = xml::words(line);
    let words = text.value.split(|letter: char| letter.is_whitespace() || "<>();,".contains(letter));
    let mailboxes = words.filter(|word| word.contains('@') && word.len() > 3);
    mailboxes.map(|word| piece(&text, word.trim_end_matches(['.', ':']))).collect()
}

/// What a title lets expect of the lines under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Expected {
    /// Telephone numbers, short ones among them.
    Numbers,
    /// Anything: only what can be nothing else is a telephone number.
    Unsaid,
}

/// The numbers of those lines; a line that gives none completes the number above, and one that says when to call before any number is given
/// completes all that follow.
fn telephones(lines: &[Node<'_>], expected: Expected) -> Vec<ContactPoint> {
    let mut points: Vec<ContactPoint> = Vec::new();
    let mut before: Vec<Text> = Vec::new();
    // Where the numbers of the service that is being described begin.
    let mut service = 0;
    for line in lines {
        let text = xml::words(*line);
        let found = numbers(&text.value, expected);
        let is_fax = fold(&text.value).contains("telecopie") || fold(&text.value).starts_with("fax");
        if is_fax {
            continue;
        }
        let new = points.len();
        for number in found {
            points.push(ContactPoint::Telephone { number: piece(&text, number), price: None, hours: None });
        }
        if points.is_empty() && says_hours(&text.value) {
            before.push(text);
            continue;
        }
        points[new..].iter_mut().for_each(|point| before.iter().for_each(|line| complete(point, line)));
        let gives_numbers = points.len() > new;
        if gives_numbers && new > 0 && is_another_way(&text.value) {
            let known = points.get(service).and_then(hours_of).cloned();
            points[new..].iter_mut().for_each(|point| set_hours(point, known.clone()));
        } else if gives_numbers {
            service = new;
        }
        let described = if gives_numbers { new } else { service };
        points[described..].iter_mut().for_each(|point| complete(point, &text));
    }
    points
}

/// Whether a line gives another number of the service just described, for those who call from elsewhere.
fn is_another_way(line: &str) -> bool {
    let line = fold(line);
    ["etranger", "outre-mer", "egalement", "depuis un mobile"].iter().any(|words| line.contains(words))
}

fn set_hours(point: &mut ContactPoint, known: Option<Text>) {
    if let ContactPoint::Telephone { hours, .. } = point {
        *hours = known;
    }
}

/// Adds what a line says of a number: its price, its hours.
fn complete(point: &mut ContactPoint, line: &Text) {
    let ContactPoint::Telephone { price, hours, .. } = point else { return };
    let said = fold(&line.value);
    if price.is_none() {
        let found = if line.value.contains('€') {
            Some(CallPrice::Other(line.value.clone()))
        } else if [
            "appel gratuit",
            "appels gratuits",
            "appel et service gratuit",
            "service gratuit",
            "service et appel gratuit",
            "numero gratuit",
            "gratuit depuis",
            "numero vert",
        ]
        .iter()
        .any(|words| said.contains(words))
        {
            Some(CallPrice::Free)
        } else if said.contains("service payant") {
            Some(CallPrice::Other(line.value.clone()))
        } else if ["prix d'un appel", "prix appel", "appel local", "prix d'une communication"]
            .iter()
            .any(|words| said.contains(words))
        {
            Some(CallPrice::Ordinary)
        } else {
            None
        };
        *price = found.map(|price| Spanned::new(price, line.span));
    }
    if says_hours(&line.value) {
        *hours = Some(match hours.take() {
            Some(first) => Text::new(format!("{}, {}", first.value, line.value).into(), first.span.cover(line.span)),
            None => line.clone(),
        });
    }
}

/// Whether a line gives days or hours.
fn says_hours(line: &str) -> bool {
    const DAYS: [&str; 8] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "jours ouvrables", "jours ouvres"];
    const ALWAYS: [&str; 5] = ["24h/24", "24 h/24", "24 heures sur 24", "7j/7", "7 jours/7"];
    let line = fold(line).replace('\u{a0}', " ");
    let hour = |(at, _): (usize, &str)| {
        let before = line[..at].trim_end_matches(' ');
        before.ends_with(|digit: char| digit.is_ascii_digit()) && !line[at + 1..].starts_with(char::is_alphabetic)
    };
    let has_hour = line.match_indices('h').any(hour) || line.contains(" heures");
    let has_day = DAYS.iter().any(|day| line.contains(day));
    ALWAYS.iter().any(|words| line.contains(words))
        || (has_hour && (has_day || line.contains("de ") || line.contains(" a ")))
        || (has_day && (line.contains(" au ") || line.contains("ouvert")))
}

/// The telephone numbers of a line. Short numbers are told from other numbers only where numbers are expected, or alone on their line.
fn numbers(line: &str, expected: Expected) -> Vec<&str> {
    let is_part = |letter: char| letter.is_ascii_digit() || letter.is_whitespace() || "+().-".contains(letter);
    let is_edge = |letter: char| letter.is_whitespace() || ".-)".contains(letter);
    let mut found = Vec::new();
    let mut rest = 0;
    while let Some(start) = line[rest..].find(is_part).map(|at| rest + at) {
        let end = line[start..].find(|letter| !is_part(letter)).map_or(line.len(), |length| start + length);
        let end = start + before_price(&line[start..end]).len();
        let run = line[start..end].trim_start_matches(is_edge).trim_end_matches(|letter| is_edge(letter) || letter == '(');
        let digits: String = run.chars().filter(char::is_ascii_digit).collect();
        let is_long = (10..=15).contains(&digits.len()) && run.starts_with(['0', '+', '(']);
        let is_short = matches!(digits.len(), 4 | 6) && digits.starts_with(['1', '3']) || digits == "33700";
        let are_short_told = match expected {
            Expected::Numbers => true,
            Expected::Unsaid => run == line.trim() && !is_date(&digits),
        };
        if is_long || (are_short_told && (is_short || is_emergency(&digits, &line[..start], &line[start..end], &line[end..]))) {
            found.push(run);
        }
        rest = end;
    }
    found
}

/// What stands before a price in brackets: « 3950 (0,35 € la minute) »; « +33 (0)1 » goes on.
fn before_price(run: &str) -> &str {
    let opens = |(at, _): &(usize, &str)| run[..*at].contains(|letter: char| letter.is_ascii_digit());
    let bracket = run.match_indices('(').filter(opens).find(|(at, _)| !run[at + 1..].starts_with("0)"));
    bracket.map_or(run, |(at, _)| &run[..at])
}

/// Whether four digits alone may be a year.
fn is_date(digits: &str) -> bool {
    digits.len() == 4 && digits.starts_with("19")
}

/// Whether such a number, with what stands before and after it, is one of those to call in an emergency: « composez le 15 », not « de 8h à 18h ».
fn is_emergency(digits: &str, before: &str, run: &str, after: &str) -> bool {
    const NUMBERS: [&str; 11] = ["15", "17", "18", "112", "113", "114", "115", "119", "191", "196", "197"];
    const UNITS: [&str; 7] = ["h", "heure", "heures", "min", "minute", "minutes", "ans"];
    let called = before.is_empty() || [" le", "Le", " au"].iter().any(|word| before.ends_with(word));
    let touches = run.ends_with(|end: char| end.is_ascii_digit()) && after.starts_with(char::is_alphanumeric);
    let unit = after.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
    NUMBERS.contains(&digits) && called && !touches && !UNITS.contains(&unit)
}

/// Those words of a text, with their own place when the text stands in one piece.
fn piece(text: &Text, words: &str) -> Text {
    let in_one_piece = text.span.len() as usize == text.value.len();
    let at = text.value.find(words).filter(|_| in_one_piece);
    let span = at.map_or(text.span, |at| {
        let start = text.span.start as usize + at;
        Span::of(start..start + words.len())
    });
    Text::new(words.into(), span)
}
