//! One JSON object for each record read (`limpide import`), so that others can count for themselves. Described in `docs/import.md`, with a
//! schema in `docs/import.schema.json`.
//!
//! Places are byte ranges of the file named by `file`.

use super::expression::written;
use super::form::{self, FormJson};
use super::record::RecordJson;
use crate::import::service_public::Record;
use crate::model::{Confidence, Model, Origin, PublicService, Sourced, Step};
use crate::source::Span;
use crate::values::{CitedResource, Cost, Duration, Expression, Qualifiers, Reference, RequiredEvidence, Requirement, TimeLimit};
use rustc_hash::FxHashSet;
use serde::Serialize;

/// Raised when a reader written for the shape before would misread.
const VERSION: u32 = 1;

/// One record.
#[derive(Debug, Serialize)]
pub struct Line<'i> {
    version: u32,
    file: &'i str,
    procedure: Option<ProcedureJson<'i>>,
    record: Option<RecordJson<'i>>,
}

/// The object of one record: the path shown, the procedure it makes in the whole model, and what it says besides.
#[must_use]
pub fn line<'i>(file: &'i str, service: Option<&'i PublicService>, record: Option<&'i Record>, model: &'i Model) -> Line<'i> {
    let procedure = service.map(|service| procedure(service, model));
    Line { version: VERSION, file, procedure, record: record.map(RecordJson::of) }
}

/// A place, as two offsets.
pub(super) type Place = [u32; 2];

pub(super) const fn place(span: Span) -> Place {
    [span.start, span.end]
}

#[derive(Debug, Serialize)]
struct ProcedureJson<'i> {
    name: &'i str,
    title: &'i str,
    source: Option<SourceJson<'i>>,
    audiences: Vec<&'static str>,
    presentation: Vec<&'i str>,
    life_events: Vec<&'i str>,
    contacts: Vec<&'i str>,
    legal: Vec<CitationJson<'i>>,
    volume: Option<u64>,
    data: Vec<DataJson<'i>>,
    steps: Vec<StepJson<'i>>,
}

#[derive(Debug, Serialize)]
struct SourceJson<'i> {
    title: &'i str,
    date: Option<String>,
    url: Option<&'i str>,
}

#[derive(Debug, Serialize)]
struct CitationJson<'i> {
    text: &'i str,
    article: Option<&'i str>,
    url: Option<&'i str>,
    at: Place,
}

#[derive(Debug, Serialize)]
struct DataJson<'i> {
    name: &'i str,
    question: Option<&'i str>,
    options: Vec<&'i str>,
}

#[derive(Debug, Serialize)]
struct StepJson<'i> {
    name: &'i str,
    title: &'i str,
    condition: Option<String>,
    after: Vec<&'i str>,
    channels: Vec<ChannelJson<'i>>,
    dossiers: Vec<DossierJson<'i>>,
    requirements: Vec<RequirementJson<'i>>,
    form: Option<FormJson<'i>>,
    costs: Vec<CostJson>,
    processing_times: Vec<LimitJson>,
    deadlines: Vec<LimitJson>,
    words: usize,
    at: Place,
}

#[derive(Debug, Serialize)]
struct ChannelJson<'i> {
    kind: &'static str,
    url: Option<&'i str>,
    condition: Option<String>,
    confidence: &'static str,
    at: Place,
}

/// What is gathered together for one request: the requirements that give its rank.
#[derive(Debug, Serialize)]
struct DossierJson<'i> {
    title: &'i str,
    at: Place,
}

#[derive(Debug, Serialize)]
struct RequirementJson<'i> {
    documents: Vec<DocumentJson<'i>>,
    max_age: Option<String>,
    forms: Vec<&'static str>,
    copies: Option<u32>,
    explanation: Option<&'i str>,
    optional: bool,
    repeated: bool,
    dossier: Option<usize>,
    condition: Option<String>,
    confidence: &'static str,
    at: Place,
}

#[derive(Debug, Serialize)]
struct DocumentJson<'i> {
    name: Option<&'i str>,
    title: &'i str,
}

#[derive(Debug, Serialize)]
struct CostJson {
    cents: [i64; 2],
    condition: Option<String>,
    confidence: &'static str,
    at: Place,
}

#[derive(Debug, Serialize)]
struct LimitJson {
    shortest: String,
    longest: String,
    condition: Option<String>,
    confidence: &'static str,
    at: Place,
}

/// How sure a reading is.
pub(super) const fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Guess => "guess",
        Confidence::Sentence => "sentence",
        Confidence::Title => "title",
        Confidence::Exact => "exact",
    }
}

fn procedure<'i>(service: &'i PublicService, model: &'i Model) -> ProcedureJson<'i> {
    let source = service.provenance.as_ref().map(|source| SourceJson {
        title: &source.value.title.value,
        date: source.value.date.as_ref().map(|date| date.value.to_string()),
        url: source.value.url.as_ref().map(|url| &*url.value),
    });
    ProcedureJson {
        name: &service.name,
        title: &service.title,
        source,
        audiences: service.audiences.all().iter().map(|audience| audience.value.word()).collect(),
        presentation: service.presentations.all().iter().map(|text| &*text.value.value).collect(),
        life_events: service.life_events.all().iter().map(|event| &*event.value.name).collect(),
        contacts: service.contact.said().into_iter().flat_map(|block| &block.of).map(|office| &*office.value.name).collect(),
        legal: service.legal_bases.all().iter().map(citation).collect(),
        volume: service.volume.said().map(|volume| volume.value),
        data: data(service, model),
        steps: service.steps.iter().map(|step| self::step(step, model)).collect(),
    }
}

fn citation(citation: &Sourced<crate::values::LegalCitation>) -> CitationJson<'_> {
    let text = match &citation.value.resource {
        CitedResource::Named(reference) => &*reference.name,
        CitedResource::Quoted(text) => &*text.value,
    };
    CitationJson {
        text,
        article: citation.value.article.as_ref().map(|article| &*article.value),
        url: citation.value.url.as_ref().map(|url| &*url.value),
        at: place(citation.value.span),
    }
}

fn step<'i>(step: &'i Step, model: &'i Model) -> StepJson<'i> {
    let channels = step.performed.all().iter().flat_map(|performance| {
        performance.value.channels.iter().map(move |channel| ChannelJson {
            kind: channel.kind.value.word(),
            url: channel.url.as_ref().map(|url| &*url.value),
            condition: condition(&performance.value.qualifiers),
            confidence: confidence(performance.origin.confidence),
            at: at(&performance.origin),
        })
    });
    StepJson {
        name: &step.name,
        title: &step.title,
        condition: step.condition.as_ref().map(|condition| written(&condition.value)),
        after: step.after.iter().map(|before| &*before.value.name).collect(),
        channels: channels.collect(),
        dossiers: step
            .dossiers
            .iter()
            .map(|dossier| DossierJson { title: &dossier.value.title.value, at: at(&dossier.origin) })
            .collect(),
        requirements: step.requirements.all().iter().map(|requirement| self::requirement(step, requirement, model)).collect(),
        form: form::form(step, model),
        costs: step.costs.all().iter().map(cost).collect(),
        processing_times: step.processing_times.all().iter().map(limit).collect(),
        deadlines: step.deadlines.iter().map(limit).collect(),
        words: step.instructions.iter().map(|text| text.value.value.split_whitespace().count()).sum(),
        at: at(&step.origin),
    }
}

fn requirement<'i>(step: &'i Step, requirement: &'i Sourced<Requirement>, model: &'i Model) -> RequirementJson<'i> {
    let document = |evidence: &'i RequiredEvidence| match evidence {
        RequiredEvidence::Named(reference) => DocumentJson {
            name: Some(&*reference.name),
            title: model.evidence(reference).map_or(&*reference.name, |evidence| &*evidence.title),
        },
        RequiredEvidence::Described(words) => DocumentJson { name: None, title: &words.value },
    };
    let asked = &requirement.value;
    RequirementJson {
        documents: asked.evidence.iter().map(document).collect(),
        max_age: asked.max_age.as_ref().map(|age| duration(age.value)),
        forms: asked.forms.iter().map(|form| form.value.word()).collect(),
        copies: asked.copies.as_ref().map(|copies| copies.value),
        explanation: asked.explanation.as_ref().map(|words| &*words.value),
        optional: asked.qualifiers.optional.is_some(),
        repeated: step.repetition_at(requirement.location()).is_some(),
        dossier: step.dossier_at(requirement.location()).and_then(|of| step.dossiers.iter().position(|one| one == of)),
        condition: condition(&asked.qualifiers),
        confidence: confidence(requirement.origin.confidence),
        at: at(&requirement.origin),
    }
}

/// The data its conditions read, each once, in the order of the text.
fn data<'i>(service: &'i PublicService, model: &'i Model) -> Vec<DataJson<'i>> {
    let mut known = FxHashSet::default();
    let names = service.conditions().flat_map(Expression::names).filter(|name| known.insert(&*name.name));
    let names: Vec<_> = names.collect();
    let datum = |name: &&'i Reference| {
        let datum = model.datum(name)?;
        let question = datum.question.as_ref().map(|words| &*words.value);
        Some(DataJson { name: &datum.name, question, options: form::kind(datum).1 })
    };
    names.iter().filter_map(datum).collect()
}

fn cost(cost: &Sourced<Cost>) -> CostJson {
    let (least, most) = cost.value.amount.value;
    CostJson {
        cents: [least.cents, most.cents],
        condition: condition(&cost.value.qualifiers),
        confidence: confidence(cost.origin.confidence),
        at: at(&cost.origin),
    }
}

fn limit(limit: &Sourced<TimeLimit>) -> LimitJson {
    let range = limit.value.duration.value;
    LimitJson {
        shortest: duration(range.min),
        longest: duration(range.max),
        condition: condition(&limit.value.qualifiers),
        confidence: confidence(limit.origin.confidence),
        at: at(&limit.origin),
    }
}

pub(super) fn condition(qualifiers: &Qualifiers) -> Option<String> {
    qualifiers.condition.as_ref().map(written)
}

fn duration(duration: Duration) -> String {
    duration.to_string().replace('\u{a0}', " ")
}

pub(super) const fn at(origin: &Origin) -> Place {
    place(origin.location.span)
}
