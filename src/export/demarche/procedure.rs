//! A procedure, line by line.

use super::super::words::text;
use super::page::Page;
use super::{facts, step};
use crate::model::{Confidence, ContactBlock, DataNotice, Model, PublicService, Sourced, Stated};
use crate::values::Text;

pub(super) fn procedure(page: &mut Page, service: &PublicService, model: &Model) {
    page.open(&format!("démarche {} {}", service.name, text(&service.title)));
    if let Some(source) = &service.provenance {
        let date = source.value.date.as_ref().map(|date| format!(", {}", date.value)).unwrap_or_default();
        let url = page.after_space(source.value.url.as_ref().map(|url| &*url.value));
        let reading = if source.value.is_imported { ", lecture automatique" } else { "" };
        page.line(&format!("source {}{date}{reading}{url}", text(&source.value.title.value)));
    }
    for words in service.presentations.all() {
        page.line(&format!("présentation {}", text(&words.value.value)));
    }
    for audience in service.audiences.all() {
        page.line(&format!("public {}", audience.value.word()));
    }
    for body in service.organisations.all() {
        page.line(&format!("organisme {}", body.value.name));
    }
    for event in service.life_events.all() {
        page.line(&format!("événement {}", event.value.name));
    }
    filed(page, "mots-clés", &service.keywords);
    filed(page, "thèmes", &service.thematic_areas);
    listed(page, "affiche", &service.shown);
    for basis in service.legal_bases.all() {
        page.line(&format!("fondement {}", facts::citation(&basis.value)));
    }
    if let Stated::Said(volume) = &service.volume {
        let since = if volume.origin.confidence == Confidence::Guess { " dossiers depuis l'ouverture" } else { "" };
        page.line(&format!("volume {}{since}", volume.value));
    }
    if let Stated::Said(block) = &service.contact {
        contacts(page, block);
    }
    for tracking in service.tracking.all() {
        let url = page.after_space(tracking.value.url.as_ref().map(|url| &*url.value));
        page.line(&format!("suivi {}{url}", tracking.value.means.value.word()));
    }
    if let Stated::Said(notice) = &service.data_notice {
        data_notice(page, &notice.value);
    }
    service.steps.iter().for_each(|step| step::step(page, step, model));
    for term in &service.terms {
        page.line(&format!("terme {} = {}", text(&term.value.word.value), text(&term.value.meaning.value)));
    }
    page.close();
}

fn filed(page: &mut Page, keyword: &str, words: &[Sourced<Text>]) {
    listed(page, keyword, words.iter().map(|words| &words.value));
}

fn listed<'w>(page: &mut Page, keyword: &str, words: impl IntoIterator<Item = &'w Text>) {
    let words: Vec<_> = words.into_iter().map(|words| text(&words.value)).collect();
    if !words.is_empty() {
        page.line(&format!("{keyword} {}", words.join(", ")));
    }
}

fn contacts(page: &mut Page, block: &ContactBlock) {
    let purpose_of = |office: &str| block.purposes.iter().find(|(name, _)| **name == *office);
    let office = |name: &str| match purpose_of(name) {
        Some((_, purpose)) => format!("{name} {}", text(&purpose.value)),
        None => name.to_owned(),
    };
    let offices: Vec<_> = block.of.iter().map(|of| office(&of.value.name)).collect();
    if !offices.is_empty() {
        page.line(&format!("contact {}", offices.join(", ")));
    }
    if !block.points.is_empty() {
        let points: Vec<_> = block.points.iter().map(|point| facts::contact(&point.value)).collect();
        page.line_with("contact", &points);
    }
}

fn data_notice(page: &mut Page, notice: &DataNotice) {
    let lines = [
        ("finalité", &notice.purpose),
        ("destinataires", &notice.recipients),
        ("conservation", &notice.retention),
        ("droits", &notice.rights),
    ];
    page.open("données");
    for (keyword, words) in lines {
        if let Some(words) = words {
            page.line(&format!("{keyword} {}", text(&words.value)));
        }
    }
    page.close();
}
