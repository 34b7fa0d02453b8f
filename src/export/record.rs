//! The record of service-public.fr in the JSON of `limpide import`: what the model has no place for, and what makes counts possible.

use super::procedure::{Place, confidence, place};
use crate::import::service_public::{
    Contact, DocumentMention, EdgeKind, FormalCondition, Key, Level, OnlineService, Prose, Question, Record, Split, Titled,
};
use crate::values::Term;
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Debug, Serialize)]
pub(super) struct RecordJson<'r> {
    id: &'r str,
    site: &'static str,
    root: &'r str,
    kind: &'r str,
    title: &'r str,
    modified: Option<String>,
    important_change: Option<&'r str>,
    being_updated: bool,
    url: Option<&'r str>,
    audiences: Vec<&'r str>,
    theme: Option<TitledJson<'r>>,
    folder: Option<TitledJson<'r>>,
    trail: Vec<TitledJson<'r>>,
    contributors: Vec<&'r str>,
    core: bool,
    procedure: bool,
    contacts: Vec<ContactJson<'r>>,
    services: Vec<OnlineServiceJson<'r>>,
    documents: Vec<MentionJson<'r>>,
    references: Vec<TitledJson<'r>>,
    situations: Option<SplitJson<'r>>,
    splits: Vec<SplitJson<'r>>,
    n_splits: usize,
    n_cases: usize,
    n_last_cases: usize,
    case_depth: usize,
    text: TextJson<'r>,
    conditions: Vec<ConditionJson<'r>>,
    links: Vec<LinkJson>,
    questions: Vec<QuestionJson<'r>>,
    definitions: Vec<TermJson<'r>>,
    abbreviations: Vec<TermJson<'r>>,
    life_events: Vec<String>,
    cerfa: Vec<&'r str>,
}

#[derive(Debug, Serialize)]
struct TextJson<'r> {
    n_words: usize,
    n_amounts: usize,
    n_durations: usize,
    titles: Vec<&'r str>,
    sentences: &'r [usize],
}

#[derive(Debug, Serialize)]
struct TitledJson<'r> {
    id: &'r str,
    title: &'r str,
    url: Option<&'r str>,
    at: Place,
}

#[derive(Debug, Serialize)]
struct ContactJson<'r> {
    id: &'r str,
    kind: &'r str,
    title: &'r str,
    pivot: Option<&'r str>,
    telephone: bool,
    hours: bool,
    mail: bool,
    text: bool,
    url: Option<&'r str>,
    at: Place,
}

#[derive(Debug, Serialize)]
struct OnlineServiceJson<'r> {
    id: &'r str,
    kind: &'r str,
    title: &'r str,
    url: Option<&'r str>,
    cerfa: Option<&'r str>,
    source: Option<&'r str>,
    at: Place,
}

#[derive(Debug, Serialize)]
struct MentionJson<'r> {
    wording: &'r str,
    level: &'static str,
    confidence: &'static str,
    target: Option<String>,
    cerfa: Option<&'r str>,
    conditional: bool,
    cases: Vec<&'r str>,
    at: Place,
}

#[derive(Debug, Serialize)]
struct SplitJson<'r> {
    sequential: bool,
    by_channel: bool,
    titles: Vec<&'r str>,
    channels: Vec<&'static str>,
}

#[derive(Debug, Serialize)]
struct ConditionJson<'r> {
    element: &'r str,
    label: Option<&'r str>,
    variables: Vec<&'r str>,
    at: Place,
}

#[derive(Debug, Serialize)]
struct LinkJson {
    needed: bool,
    target: String,
    at: Place,
}

#[derive(Debug, Serialize)]
struct QuestionJson<'r> {
    title: &'r str,
    said: Option<&'r str>,
    sets: BTreeMap<&'r str, bool>,
    target: Option<String>,
    answers: Vec<Self>,
}

#[derive(Debug, Serialize)]
struct TermJson<'r> {
    id: &'r str,
    word: &'r str,
    meaning: &'r str,
    at: Place,
}

impl<'r> RecordJson<'r> {
    pub(super) fn of(record: &'r Record) -> Self {
        Self {
            id: &record.key.id,
            site: record.key.site.word(),
            root: &record.root,
            kind: &record.kind,
            title: &record.title,
            modified: record.modified.map(|date| date.to_string()),
            important_change: record.important_change.as_deref(),
            being_updated: record.being_updated,
            url: record.url.as_deref(),
            audiences: record.audiences.iter().map(|audience| &**audience).collect(),
            theme: record.theme.as_ref().map(titled),
            folder: record.folder.as_ref().map(titled),
            trail: record.trail.iter().map(titled).collect(),
            contributors: record.contributors.iter().map(|name| &**name).collect(),
            core: record.is_core(),
            procedure: record.is_procedure,
            contacts: record.contacts.iter().map(contact).collect(),
            services: record.services.iter().map(online_service).collect(),
            documents: record.documents.iter().map(mention).collect(),
            references: record.references.iter().map(titled).collect(),
            situations: record.situations.as_ref().map(split),
            splits: record.splits.iter().map(split).collect(),
            n_splits: record.cases.n_splits,
            n_cases: record.cases.n_cases,
            n_last_cases: record.cases.n_last,
            case_depth: record.cases.depth,
            text: text(&record.prose),
            conditions: record.conditions.iter().map(condition).collect(),
            links: record
                .edges
                .iter()
                .map(|edge| LinkJson { needed: edge.kind == EdgeKind::Needs, target: key(&edge.target), at: place(edge.span) })
                .collect(),
            questions: record.questions.iter().map(question).collect(),
            definitions: record.definitions.iter().map(term).collect(),
            abbreviations: record.abbreviations.iter().map(term).collect(),
            life_events: record.life_events.iter().map(key).collect(),
            cerfa: record.cerfa.iter().map(|number| &**number).collect(),
        }
    }
}

/// `part/F1342`
fn key(key: &Key) -> String {
    format!("{}/{}", key.site.word(), key.id)
}

fn text(prose: &Prose) -> TextJson<'_> {
    TextJson {
        n_words: prose.n_words,
        n_amounts: prose.n_amounts,
        n_durations: prose.n_durations,
        titles: prose.titles.iter().map(|title| &**title).collect(),
        sentences: &prose.sentences,
    }
}

fn titled(titled: &Titled) -> TitledJson<'_> {
    TitledJson { id: &titled.id, title: &titled.title.value, url: titled.url.as_deref(), at: place(titled.title.span) }
}

fn contact(contact: &Contact) -> ContactJson<'_> {
    ContactJson {
        id: &contact.id,
        kind: &contact.kind,
        title: &contact.title.value,
        pivot: contact.pivot.as_deref(),
        telephone: contact.has_telephone,
        hours: contact.has_hours,
        mail: contact.has_mail,
        text: contact.has_text,
        url: contact.url.as_deref(),
        at: place(contact.span),
    }
}

fn online_service(service: &OnlineService) -> OnlineServiceJson<'_> {
    OnlineServiceJson {
        id: &service.id,
        kind: &service.kind,
        title: &service.title.value,
        url: service.url.as_deref(),
        cerfa: service.cerfa.as_deref(),
        source: service.source.as_deref(),
        at: place(service.span),
    }
}

fn mention(mention: &DocumentMention) -> MentionJson<'_> {
    MentionJson {
        wording: &mention.wording.value,
        level: match mention.level {
            Level::A => "A",
            Level::B => "B",
            Level::C => "C",
            Level::D => "D",
        },
        confidence: confidence(mention.level.confidence()),
        target: mention.target.as_ref().map(key),
        cerfa: mention.cerfa.as_deref(),
        conditional: mention.conditional,
        cases: mention.cases.iter().map(|title| &**title).collect(),
        at: place(mention.wording.span),
    }
}

fn split(split: &Split) -> SplitJson<'_> {
    SplitJson {
        sequential: split.sequential,
        by_channel: split.by_channel,
        titles: split.titles.iter().map(|title| &*title.value).collect(),
        channels: split.channels.iter().map(|kind| kind.word()).collect(),
    }
}

fn condition(condition: &FormalCondition) -> ConditionJson<'_> {
    ConditionJson {
        element: &condition.element,
        label: condition.label.as_ref().map(|label| &*label.value),
        variables: condition.variables.iter().map(|variable| &**variable).collect(),
        at: place(condition.span),
    }
}

fn question(question: &Question) -> QuestionJson<'_> {
    QuestionJson {
        title: &question.title.value,
        said: question.said.as_ref().map(|said| &*said.value),
        sets: question.sets.iter().map(|(variable, value)| (&**variable, *value)).collect(),
        target: question.target.as_ref().map(key),
        answers: question.answers.iter().map(self::question).collect(),
    }
}

fn term((id, term): &(Box<str>, Term)) -> TermJson<'_> {
    TermJson { id, word: &term.word.value, meaning: &term.meaning.value, at: place(term.span) }
}
