//! What procedures share: life events, data, organisations, documents, journeys.

use super::super::expression::written;
use super::super::words::text;
use super::facts;
use super::page::Page;
use crate::model::{Confidence, Data, Evidence, Journey, Model, PublicOrganisation, Stated};
use crate::values::DataType;

pub(super) fn events(page: &mut Page, model: &Model) {
    for event in &model.life_events {
        page.line(&format!("événement {} {}", event.name, text(&event.title)));
    }
}

pub(super) fn datum(page: &mut Page, data: &Data) {
    let kind = match &data.data_type {
        DataType::Boolean => "oui ou non".to_owned(),
        DataType::Integer => "entier".to_owned(),
        DataType::Decimal => "décimal".to_owned(),
        DataType::Money => "montant".to_owned(),
        DataType::Duration => "durée".to_owned(),
        DataType::Date => "date".to_owned(),
        DataType::Text => "texte".to_owned(),
        DataType::OneOf(values) => {
            let values: Vec<_> = values.iter().map(|value| text(&value.value)).collect();
            format!("un parmi {}", values.join(", "))
        }
    };
    let unit = data.unit.as_ref().map(|unit| format!(" en {}", unit.value)).unwrap_or_default();
    let bounds = data.bounds.as_deref().map(|(low, high)| format!(", de {} à {}", written(low), written(high)));
    let question = data.question.as_ref().map(|question| format!(" {}", text(&question.value))).unwrap_or_default();
    let mut inside = Vec::new();
    inside.extend(data.concept.as_ref().map(|concept| format!("nature {}", concept.value.word())));
    inside.extend(data.explanation.as_ref().map(|words| format!("explication {}", text(&words.value))));
    inside.extend(data.source.as_ref().map(|words| format!("source {}", text(&words.value.value))));
    inside.extend(data.sensitive.as_ref().map(|yes| format!("sensible {}", if yes.value { "oui" } else { "non" })));
    inside.extend(data.used_for.as_ref().map(|words| format!("sert à {}", text(&words.value.value))));
    page.line_with(&format!("donnée {} : {kind}{unit}{}{question}", data.name, bounds.unwrap_or_default()), &inside);
}

pub(super) fn organisation(page: &mut Page, office: &PublicOrganisation) {
    page.open(&format!("organisme {} {}", office.name, text(&office.title)));
    if let Stated::Said(acronym) = &office.acronym {
        page.line(&format!("sigle {}", text(&acronym.value.value)));
    }
    if let Stated::Said(nature) = &office.nature {
        let reserve = if nature.origin.confidence == Confidence::Exact { "" } else { "peut-être " };
        page.line(&format!("nature {reserve}{}", nature.value.word()));
    }
    if let Stated::Said(website) = &office.website {
        let website = page.after_space(Some(&website.value.value));
        if !website.is_empty() {
            page.line(&format!("site{website}"));
        }
    }
    if let Some(whole) = &office.part_of {
        page.line(&format!("rattaché à {}", whole.name));
    }
    for point in office.contacts.all() {
        page.line(&facts::contact(&point.value));
    }
    page.close();
}

pub(super) fn document(page: &mut Page, evidence: &Evidence) {
    let mut inside = Vec::new();
    if !evidence.synonyms.is_empty() {
        let synonyms: Vec<_> = evidence.synonyms.iter().map(|synonym| text(&synonym.value)).collect();
        inside.push(format!("synonymes {}", synonyms.join(", ")));
    }
    if evidence.already_owned {
        inside.push("obtenue par usager".to_owned());
    }
    for service in evidence.obtained_through.all() {
        inside.push(format!("obtenue par démarche {}", service.value.name));
    }
    let link = page.after_space(evidence.link.as_ref().map(|link| &*link.value.value));
    if !link.is_empty() {
        inside.push(format!("lien{link}"));
    }
    page.line_with(&format!("pièce {} {}", evidence.name, text(&evidence.title)), &inside);
}

pub(super) fn stages(page: &mut Page, journey: &Journey) {
    if journey.stages.is_empty() {
        return;
    }
    let event = journey.life_event.as_ref().map(|event| format!(" pour événement {}", event.name)).unwrap_or_default();
    page.open(&format!("parcours {} {}{event}", journey.name, text(&journey.title)));
    for (rank, stage) in journey.stages.iter().enumerate() {
        let names: Vec<_> = stage.iter().map(|service| &*service.name).collect();
        page.line(&format!("{}{}", if rank == 0 { "" } else { "puis " }, names.join(", ")));
    }
    page.close();
}
