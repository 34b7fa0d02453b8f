//! A journey across procedures, as a text, a drawing (Mermaid, Graphviz) or data.
//!
//! What is not said is shown as « non vérifié », never left out of sight.

mod drawing;
mod json;

use super::text::{Colour, Ink, Style, counted, labelled, wrap};
use crate::analysis::contact::Contact;
use crate::analysis::graph::Circle;
use crate::analysis::journey::{JourneyView, Stop, Totals};
use crate::analysis::waiting::Wait;
use crate::model::PublicService;
use crate::values::{ContactPoint, Money};

/// A form of a journey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JourneyFormat {
    /// For a person at a terminal.
    Text,
    /// A Mermaid flowchart, drawn by code hosting services and wikis.
    Mermaid,
    /// A Graphviz graph.
    Dot,
    /// For programs.
    Json,
}

impl JourneyFormat {
    /// All of them, in the order of the help.
    pub const ALL: [Self; 4] = [Self::Text, Self::Mermaid, Self::Dot, Self::Json];

    /// The word typed after `--format`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "texte",
            Self::Mermaid => "mermaid",
            Self::Dot => "dot",
            Self::Json => "json",
        }
    }
}

/// Width of the labels beside the lines of a procedure.
const LABEL_WIDTH: usize = 15;

/// The journey in that form, ending with a line break.
#[must_use]
pub fn render(view: &JourneyView<'_>, format: JourneyFormat, style: &Style) -> String {
    match format {
        JourneyFormat::Text => text(view, style),
        JourneyFormat::Mermaid => drawing::mermaid(view),
        JourneyFormat::Dot => drawing::dot(view),
        JourneyFormat::Json => json::render(view),
    }
}

fn title<'v>(view: &JourneyView<'v>) -> &'v str {
    view.title.unwrap_or("Toutes les démarches du dossier")
}

fn text(view: &JourneyView<'_>, style: &Style) -> String {
    let heading = |words: &str| format!("\n{}\n", style.colour.paint(Ink::Bold, words));
    let mut page = format!("{}\n", style.colour.paint(Ink::Bold, title(view)));
    for (rank, stage) in view.stages.iter().enumerate() {
        let parallel = if stage.len() > 1 { ", en parallèle" } else { "" };
        let when = if rank == 0 { "D'abord" } else { "Puis" };
        page.push_str(&heading(&format!("{when}{parallel}")));
        stage.iter().for_each(|stop| page.push_str(&stop_text(stop, style)));
    }
    if !view.asked_again.is_empty() {
        page.push_str(&heading("Demandé plusieurs fois"));
    }
    for document in &view.asked_again {
        let services: Vec<_> =
            distinct(document.places.iter().map(|place| place.service)).iter().map(|it| guillemets(&it.title)).collect();
        page.push_str(&indented(&format!("{}, par {}", guillemets(&document.title), and(&services)), style));
    }
    if !view.circles.is_empty() {
        page.push_str(&heading("Cercles sans issue"));
    }
    for circle in &view.circles {
        page.push_str(&indented(&circle_text(circle), style));
    }
    page.push_str(&heading("En tout"));
    page.push_str(&totals_text(view, style));
    page
}

fn indented(words: &str, style: &Style) -> String {
    format!("  {}\n", wrap(words, style.width.saturating_sub(4)).join("\n    "))
}

fn stop_text(stop: &Stop<'_>, style: &Style) -> String {
    let title = style.colour.paint(Ink::Cyan, &stop.service.title);
    let mut lines = format!("  {title}\n");
    let mut line = |label: &str, words: String| {
        if !words.is_empty() {
            lines.push_str(&labelled(label, LABEL_WIDTH, &words, &Style { colour: Colour::Plain, ..*style }));
        }
    };
    line("à réunir", stop.needs.iter().map(|need| need.title.as_str()).collect::<Vec<_>>().join(", "));
    line("donne", stop.gives.iter().map(|given| &*given.title).collect::<Vec<_>>().join(", "));
    line("à faire", stop.steps.iter().map(|step| &*step.title).collect::<Vec<_>>().join(", "));
    line("attente", stop.wait.map_or_else(|| "n'est pas dite".to_owned(), wait_text));
    line("coût", stop.cost.map_or_else(|| "n'est pas dit".to_owned(), cost_text));
    line("à qui parler", contacts_text(stop));
    lines
}

fn contacts_text(stop: &Stop<'_>) -> String {
    let contacts: Vec<_> = stop.contacts.all.iter().map(contact_text).collect();
    match (contacts.is_empty(), stop.contacts.uncertain) {
        (true, true) => "non vérifié".to_owned(),
        (true, false) => "n'est pas dit".to_owned(),
        (false, _) => contacts.join(", "),
    }
}

fn contact_text(contact: &Contact<'_>) -> String {
    let (means, words) = means(&contact.point.value);
    format!("{means} {words}")
}

/// What a contact is, and the words that tell it apart.
pub(super) fn means(point: &ContactPoint) -> (&'static str, &str) {
    let (means, words) = match point {
        ContactPoint::Counter { place, .. } => ("guichet", place),
        ContactPoint::Telephone { number, .. } => ("téléphone", number),
        ContactPoint::Email(words) => ("courriel", words),
        ContactPoint::Post(words) => ("courrier", words),
        ContactPoint::Video(words) => ("visio", words),
        ContactPoint::CallBack(words) => ("rappel", words),
        ContactPoint::Form(words) => ("formulaire", words),
        ContactPoint::Automaton(words) => ("automate", words),
        ContactPoint::Faq(words) => ("foire aux questions", words),
        ContactPoint::Directory(words) => ("annuaire", words),
        ContactPoint::Support(words) => ("accompagnement", words),
        ContactPoint::Referent(words) => ("référent", words),
    };
    (means, &words.value)
}

/// « A » demande « P », que donne « B » ; « B » demande…
fn circle_text(circle: &Circle<'_>) -> String {
    let next = circle.links.iter().cycle().skip(1);
    let links = circle.links.iter().zip(next).map(|(link, next)| {
        let [service, document, giver] =
            [&link.service.title, &link.evidence.title, &next.service.title].map(|it| guillemets(it));
        format!("{service} demande {document}, que donne {giver}")
    });
    let links = links.collect::<Vec<_>>().join(" ; ");
    if circle.conditions.is_empty() { links } else { format!("{links} (pour certaines personnes)") }
}

fn totals_text(view: &JourneyView<'_>, style: &Style) -> String {
    let Totals { steps_for_all, steps_at_most, documents, wait, wait_not_said, cost, cost_not_said, cost_of_documents } =
        &view.totals;
    let plain = Style { colour: Colour::Plain, ..*style };
    let line = |label: &str, words: &str| labelled(label, LABEL_WIDTH, words, &plain);
    let steps = if steps_for_all == steps_at_most {
        steps_at_most.to_string()
    } else {
        format!("{steps_for_all} pour tous, {steps_at_most} au plus")
    };
    let of_documents =
        if cost_of_documents.is_zero() { String::new() } else { format!(", et {cost_of_documents} au moins pour les pièces") };
    let organisations: Vec<_> = view.organisations.iter().map(|organisation| &*organisation.title).collect();
    [
        line("étapes", &steps),
        line("pièces à réunir", &documents.to_string()),
        line("attente", &of_those_said(wait_text(*wait), wait_not_said, view)),
        line("coût", &of_those_said(format!("{}{of_documents}", cost_text(*cost)), cost_not_said, view)),
        line("organismes", &if organisations.is_empty() { "n'est pas dit".to_owned() } else { organisations.join(", ") }),
    ]
    .concat()
}

/// A total, with the procedures it leaves out; no total when it leaves them all out.
fn of_those_said(total: String, not_said: &[&PublicService], view: &JourneyView<'_>) -> String {
    if not_said.is_empty() {
        return total;
    }
    if not_said.len() == view.stages.iter().flatten().count() {
        return "non vérifié, aucune démarche ne le dit".to_owned();
    }
    let titles: Vec<_> = not_said.iter().map(|service| guillemets(&service.title)).collect();
    format!("{total} ; non vérifié pour {}", and(&titles))
}

fn wait_text(wait: Wait) -> String {
    match (wait.min_days, wait.max_days) {
        (_, 0) => "le jour même".to_owned(),
        (min, max) if min == max => counted(max as usize, "jour"),
        (min, max) => format!("{min} à {}", counted(max as usize, "jour")),
    }
}

pub(super) fn cost_text((min, max): (Money, Money)) -> String {
    match (min, max) {
        (_, max) if max.is_zero() => "gratuit".to_owned(),
        (min, max) if min == max => max.to_string(),
        (min, max) => format!("{min} à {max}"),
    }
}

pub(super) fn guillemets(words: &str) -> String {
    format!("« {words} »")
}

/// « a », « a et b », « a, b et c ».
pub(super) fn and(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [firsts @ .., last] => format!("{} et {last}", firsts.join(", ")),
    }
}

fn distinct<'m>(services: impl Iterator<Item = &'m PublicService>) -> Vec<&'m PublicService> {
    let mut distinct: Vec<&PublicService> = Vec::new();
    for service in services {
        if distinct.iter().all(|known| known.symbol != service.symbol) {
            distinct.push(service);
        }
    }
    distinct
}
