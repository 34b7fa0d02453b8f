//! For the person: what they are entitled to and why, what to do, with what, when, and whom to ask.

mod rights;

use super::super::journey::{and, cost_text, guillemets, means};
use super::super::text::{Colour, Ink, Style, labelled, wrap};
use super::{View, spaced};
use crate::analysis::contact::contacts;
use crate::analysis::cost::announced_by;
use crate::analysis::roadmap::{Choice, Document, Span, Stage, Told};
use crate::model::Performance;
use crate::values::{Actor, ChannelKind, Cost, Date, DurationRange, DurationUnit, Start, date_in_words};

/// Width of the labels beside the lines of a step.
const LABEL_WIDTH: usize = 12;

pub(super) fn render(view: &View<'_, '_>, style: &Style) -> String {
    let service = view.roadmap.service;
    let heading = |words: &str| format!("\n{}\n", style.colour.paint(Ink::Bold, words));
    let mut page = format!(
        "{}\n{}\n",
        style.colour.paint(Ink::Bold, &service.title),
        style.colour.paint(Ink::Dim, &format!("pour vous, le {}", date_in_words(view.roadmap.today)))
    );
    if !view.explanations.is_empty() {
        page.push_str(&heading("Vos droits"));
        page.push_str(&rights::text(view, style));
    }
    if !view.roadmap.missing.is_empty() {
        page.push_str(&heading("Ce qu'il faut encore savoir"));
        for slot in &view.roadmap.missing {
            let datum = view.plan.program.datum(*slot);
            let question = datum.question.as_ref().map_or_else(String::new, |question| format!(" : {}", question.value));
            page.push_str(&indented(&format!("{}{question}", spaced(&datum.name)), style));
        }
    }
    if !view.roadmap.stages.is_empty() {
        page.push_str(&heading("Ce qu'il y a à faire"));
    }
    for (rank, stage) in view.roadmap.stages.iter().enumerate() {
        page.push_str(&stage_text(rank + 1, stage, view, style));
    }
    page.push_str(&heading("En tout"));
    page.push_str(&totals(view, style));
    let opened: Vec<_> = view.roadmap.opens.iter().filter(|(_, services)| !services.is_empty()).collect();
    if !opened.is_empty() {
        page.push_str(&heading("Ce que cela vous ouvre"));
    }
    for (evidence, services) in opened {
        let titles: Vec<_> = services.iter().map(|service| guillemets(&service.title)).collect();
        page.push_str(&indented(&format!("{} sert pour {}", guillemets(&evidence.title), and(&titles)), style));
    }
    page.push_str(&heading("À qui parler"));
    let found = contacts(service, view.plan.model());
    for contact in &found.all {
        let (means, words) = means(&contact.point.value);
        page.push_str(&indented(&format!("{means} {words}"), style));
    }
    if found.all.is_empty() {
        page.push_str(&indented(if found.uncertain { "non vérifié" } else { "la démarche ne le dit pas" }, style));
    }
    page
}

fn indented(words: &str, style: &Style) -> String {
    format!("  {}\n", wrap(words, style.width.saturating_sub(4)).join("\n    "))
}

fn stage_text(rank: usize, stage: &Stage<'_>, view: &View<'_, '_>, style: &Style) -> String {
    let doubt = match (stage.told, stage.step.optional) {
        (Told::Maybe, _) => " (peut-être : cela dépend de ce qui n'est pas encore su)",
        (_, true) => " (si vous voulez)",
        (_, false) => "",
    };
    let mut lines = format!("  {rank}. {}{doubt}\n", style.colour.paint(Ink::Cyan, &stage.step.title));
    let plain = Style { colour: Colour::Plain, ..*style };
    let mut line = |label: &str, words: String| {
        if !words.is_empty() {
            lines.push_str(&labelled(label, LABEL_WIDTH, &words, &plain));
        }
    };
    line("qui", stage.performances.iter().map(|performance| performed(performance, view)).collect::<Vec<_>>().join(" ; "));
    for document in &stage.documents {
        line("à fournir", document_text(document));
    }
    let asked = stage.data.iter().map(|(reference, told)| {
        let doubt = if *told == Told::Maybe { " (peut-être)" } else { "" };
        format!("{}{doubt}", spaced(&reference.name))
    });
    line("on demande", asked.collect::<Vec<_>>().join(", "));
    for (cost, told) in &stage.costs {
        line("coût", cost_line(cost, *told));
    }
    line("durée", stage.step.duration.said().map_or_else(String::new, |duration| duration.value.to_string()));
    line("quand", when(stage, view.roadmap.today));
    for deadline in &stage.deadlines {
        let start = match deadline.limit.start.as_ref().map(|start| &start.value) {
            Some(Start::Event(event)) => format!(", à compter {}", event.word()),
            Some(Start::Described(words)) => format!(", à compter de {}", guillemets(words)),
            None => String::new(),
        };
        let day = deadline.day.map_or_else(String::new, |day| format!(" : au plus tard le {}", date_in_words(day)));
        line("à temps", format!("sous {}{start}{day}", deadline.limit.duration.value));
    }
    for instruction in &stage.step.instructions {
        line("à savoir", instruction.value.value.to_string());
    }
    lines
}

/// « vous, en ligne <…> ou au guichet »
fn performed(performance: &Performance, view: &View<'_, '_>) -> String {
    let actors: Vec<_> = performance
        .actors
        .iter()
        .map(|actor| match &actor.value {
            Actor::User => "vous".to_owned(),
            Actor::Representative => "la personne qui vous représente".to_owned(),
            Actor::Organisation(reference) => {
                view.plan.model().organisation(reference).map_or_else(|| spaced(&reference.name), |found| found.title.to_string())
            }
        })
        .collect();
    let channels: Vec<_> = performance
        .channels
        .iter()
        .map(|channel| {
            let url = channel.url.as_ref().map_or_else(String::new, |url| format!(" <{}>", url.value));
            format!("{}{url}", ChannelKind::word(channel.kind.value))
        })
        .collect();
    let how = if channels.is_empty() { String::new() } else { format!(", {}", channels.join(" ou ")) };
    let appointment = performance.appointment.as_ref().map_or_else(String::new, |appointment| {
        appointment.within.map_or_else(|| ", sur rendez-vous".to_owned(), |within| format!(", sur rendez-vous sous {within}"))
    });
    format!("{}{how}{appointment}", actors.join(" ou "))
}

fn document_text(document: &Document<'_>) -> String {
    let titles: Vec<_> = document.choices.iter().map(Choice::title).collect();
    let mut words = titles.join(" ou ");
    let requirement = document.requirement;
    if let Some(age) = &requirement.max_age {
        words.push_str(&format!(", de moins de {}", age.value));
    }
    for form in &requirement.forms {
        words.push_str(&format!(", {}", form.value.word()));
    }
    if let Some(copies) = &requirement.copies {
        words.push_str(&format!(", {} exemplaires", copies.value));
    }
    match (document.told, requirement.qualifiers.optional.is_some()) {
        (_, true) => words.push_str(" (si vous voulez)"),
        (Told::Maybe, false) => words.push_str(" (peut-être)"),
        (Told::Yes | Told::No, false) => {}
    }
    for choice in &document.choices {
        if let Choice::Known(evidence) = choice {
            words.push_str(&source(evidence));
        }
    }
    if let Some(because) = &requirement.qualifiers.because {
        words.push_str(&format!(" — parce que {}", because.value));
    }
    words
}

/// Where a document is obtained and how long it takes, between brackets.
fn source(evidence: &crate::model::Evidence) -> String {
    if evidence.already_owned {
        return String::new();
    }
    let by: Vec<_> = evidence.issued_by.all().iter().map(|by| spaced(&by.value.name)).collect();
    let time = evidence.obtaining_time.said().map(|time| format!("{} pour l'obtenir", time.value));
    let cost = announced_by(&evidence.costs);
    let cost = cost.filter(|cost| !cost.is_free()).map(|cost| cost_text((cost.min, cost.max)));
    let by = if by.is_empty() { None } else { Some(format!("délivré par {}", by.join(" ou "))) };
    let parts: Vec<_> = by.into_iter().chain(time).chain(cost).collect();
    if parts.is_empty() { String::new() } else { format!(" [{}]", parts.join(", ")) }
}

fn cost_line(cost: &Cost, told: Told) -> String {
    let doubt = if told == Told::Maybe { " (peut-être)" } else { "" };
    format!("{}{doubt}", cost_text(cost.amount.value))
}

fn when(stage: &Stage<'_>, today: Date) -> String {
    let Span { earliest, at_most, .. } = stage.ends;
    if earliest == at_most && earliest == Some(today) { String::new() } else { format!("fini {}", days(stage.ends)) }
}

/// « le 4 décembre 2026 », « entre le 22 décembre 2026 et le 22 janvier 2027 »
fn days(span: Span) -> String {
    match (span.earliest, span.at_most) {
        (Some(one), Some(other)) if one == other => format!("le {}", date_in_words(one)),
        (Some(one), Some(other)) => format!("entre le {} et le {}", date_in_words(one), date_in_words(other)),
        (_, _) => "à une date hors du calendrier".to_owned(),
    }
}

fn totals(view: &View<'_, '_>, style: &Style) -> String {
    let plain = Style { colour: Colour::Plain, ..*style };
    let line = |label: &str, words: &str| labelled(label, LABEL_WIDTH, words, &plain);
    let roadmap = view.roadmap;
    let own: Vec<_> = roadmap.stages.iter().filter(|stage| stage.step.is_by_user() && !stage.step.optional).collect();
    let sure = own.iter().filter(|stage| stage.told == Told::Yes).count();
    let up_to = |sure: usize, most: usize| {
        if sure == most { sure.to_string() } else { format!("{sure}, et jusqu'à {most} selon ce qui n'est pas su") }
    };
    let asked = || roadmap.documents().filter(|(document, _)| document.requirement.qualifiers.optional.is_none());
    let surely_asked = asked().filter(|(_, told)| *told == Told::Yes).count();
    let says_cost = !roadmap.service.costs.is_not_said() || roadmap.stages.iter().any(|stage| !stage.step.costs.is_not_said());
    let cost = if says_cost { cost_text(roadmap.cost()) } else { "la démarche ne le dit pas".to_owned() };
    let over = match roadmap.ends() {
        Span { earliest, at_most, .. } if earliest == at_most && earliest == Some(roadmap.today) => {
            "la démarche n'annonce pas de délai".to_owned()
        }
        span => days(span),
    };
    let minutes = minutes(&own);
    [
        line("vos étapes", &up_to(sure, own.len())),
        line("pièces", &up_to(surely_asked, asked().count())),
        line("coût", &cost),
        minutes.map_or_else(String::new, |minutes| line("votre temps", &minutes)),
        line("fini", &over),
    ]
    .concat()
}

/// The time the person spends, when every step of theirs says it.
fn minutes(own: &[&Stage<'_>]) -> Option<String> {
    let durations: Option<Vec<DurationRange>> =
        own.iter().map(|stage| stage.step.duration.said().map(|said| said.value)).collect();
    let durations = durations.filter(|durations| !durations.is_empty())?;
    let sum = |pick: fn(&DurationRange) -> crate::values::Duration| {
        durations.iter().map(|range| pick(range).minutes()).sum::<Option<u32>>()
    };
    let (least, most) = (sum(|range| range.min)?, sum(|range| range.max)?);
    let minute = DurationUnit::Minute.name(2);
    Some(if least == most { format!("{most} {minute}") } else { format!("{least} à {most} {minute}") })
}
