//! One procedure of the export: who is in charge, what it stands on, how many files it received, and its form.

use super::form::{self, Form};
use super::json::{Raw, Record};
use super::names;
use crate::import::Shared;
use crate::model::{
    Confidence, ContactBlock, DataNotice, Model, Origin, Performance, Provenance, PublicOrganisation, PublicService, Sourced,
    Stated, Symbol, SymbolKind,
};
use crate::source::{Location, ProblemKind, Span, Spanned};
use crate::values::{
    Actor, Channel, ChannelKind, CitedResource, ContactPoint, Date, LegalCitation, OrganisationNature, Qualifiers, Reference,
    Text,
};
use serde::Deserialize;

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct RawProcedure<'a> {
    #[serde(borrow)]
    number: Raw<'a>,
    #[serde(borrow)]
    title: Raw<'a>,
    #[serde(borrow)]
    description: Raw<'a>,
    #[serde(borrow)]
    tags: Raw<'a>,
    #[serde(borrow)]
    zones: Raw<'a>,
    #[serde(borrow)]
    date_publication: Raw<'a>,
    #[serde(borrow)]
    service: Raw<'a>,
    #[serde(borrow, alias = "demarcheURL")]
    demarche_url: Raw<'a>,
    #[serde(borrow, alias = "dpoURL")]
    dpo_url: Raw<'a>,
    #[serde(borrow, alias = "noticeURL")]
    notice_url: Raw<'a>,
    #[serde(borrow)]
    notice: Raw<'a>,
    #[serde(borrow, alias = "cadreJuridiqueURL")]
    cadre_juridique_url: Raw<'a>,
    #[serde(borrow)]
    deliberation: Raw<'a>,
    #[serde(borrow)]
    dossiers_count: Raw<'a>,
    #[serde(borrow, alias = "publishedRevision")]
    revision: Raw<'a>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawService<'a> {
    #[serde(borrow)]
    nom: Raw<'a>,
    #[serde(borrow)]
    organisme: Raw<'a>,
    #[serde(borrow)]
    type_organisme: Raw<'a>,
    #[serde(borrow)]
    email: Raw<'a>,
    #[serde(borrow)]
    telephone: Raw<'a>,
    #[serde(borrow)]
    horaires: Raw<'a>,
    #[serde(borrow)]
    adresse: Raw<'a>,
}

#[derive(Debug, Default, Deserialize)]
struct RawFile<'a> {
    #[serde(borrow)]
    filename: Raw<'a>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawRevision<'a> {
    #[serde(borrow)]
    champ_descriptors: Raw<'a>,
}

/// A procedure read.
#[derive(Debug)]
pub(super) struct Procedure {
    pub(super) model: Model,
    pub(super) shared: Shared,
}

/// Whether an object is a procedure: it has a number or a form.
pub(super) const fn is_one(raw: &RawProcedure<'_>) -> bool {
    raw.number.is_some() || raw.revision.is_some()
}

/// Reads a procedure that stands at `span`.
pub(super) fn read<'a>(record: &mut Record<'a>, raw: &RawProcedure<'a>, span: Span) -> Procedure {
    let number = record.whole(raw.number, format_args!(".number"));
    if raw.number.is_none() {
        let help = "une démarche est désignée par son numéro : `\"number\": 1234`";
        record.problem(ProblemKind::UnreadableLine, span, format_args!(""), "la démarche n'a pas de numéro", help);
    }
    let name = number.map_or_else(|| format!("d_rang{}", record.rank), |(number, _)| format!("d{number}"));
    let title = record.words(raw.title, format_args!(".title"));
    let heading = title.as_ref().map_or(span, |title| title.span);
    let mut service = PublicService {
        title: title.map_or_else(|| name.as_str().into(), |title| title.value),
        origin: record.exact(span),
        heading: Location::new(record.file, heading),
        provenance: number.map(|(number, place)| provenance(record, raw, number, place)),
        ..PublicService::default()
    };
    facts(record, raw, &mut service);
    let mut shared = Shared::default();
    if let Some(raw) = record.object::<RawService<'a>>(raw.service, format_args!(".service")) {
        in_charge(record, &raw, &mut service, &mut shared);
    }
    let revision = raw.revision.map_or(span, |revision| record.place(revision));
    let mut form = self::form(record, raw, &name);
    if let Some(step) = form.as_mut().map(|form| &mut form.step) {
        step.name = "formulaire".into();
        step.title = "formulaire".into();
        step.origin = record.exact(revision);
        step.heading = Location::new(record.file, revision);
        online(record, raw, step);
        if let Some(notice) = record.words(raw.notice_url, format_args!(".noticeUrl")) {
            step.instructions.insert(0, sourced(record, notice));
        }
    }
    service.name = name.into();
    // What is missing may be in what could not be read.
    service.partly_unreadable = !record.problems.is_empty();
    Procedure { model: assembled(service, form), shared }
}

fn provenance<'a>(record: &mut Record<'a>, raw: &RawProcedure<'a>, number: u64, place: Span) -> Sourced<Provenance> {
    let title = Text::new(format!("demarches-simplifiees.fr, démarche n° {number}").into(), place);
    let published = record.words(raw.date_publication, format_args!(".datePublication"));
    let date = published.and_then(|published| {
        let date: Option<Date> = published.value.get(..10).and_then(|day| day.parse().ok());
        if date.is_none() {
            let what = format!("« {} » n'est pas une date", published.value);
            let help = "une date s'écrit `2024-09-01T08:00:00+02:00`";
            record.problem(ProblemKind::WrongType, published.span, format_args!(".datePublication"), &what, help);
        }
        date.map(|date| Spanned::new(date, published.span))
    });
    let url = record.words(raw.demarche_url, format_args!(".demarcheUrl"));
    Sourced { value: Provenance { title, date, url, is_imported: true }, origin: record.exact(place) }
}

fn facts<'a>(record: &mut Record<'a>, raw: &RawProcedure<'a>, service: &mut PublicService) {
    if let Some(text) = record.words(raw.description, format_args!(".description")) {
        service.presentations = Stated::Said(vec![sourced(record, text)]);
    }
    service.keywords = texts(record, raw.tags, ".tags");
    service.thematic_areas = texts(record, raw.zones, ".zones");
    if let Some((count, span)) = record.whole(raw.dossiers_count, format_args!(".dossiersCount")) {
        // Files since the procedure opened: no year is said.
        let origin = Origin { confidence: Confidence::Guess, ..record.exact(span) };
        service.volume = Stated::Said(Sourced { value: count, origin });
    }
    let frame = record.words(raw.cadre_juridique_url, format_args!(".cadreJuridiqueUrl"));
    let deliberation = record.object::<RawFile<'a>>(raw.deliberation, format_args!(".deliberation"));
    let deliberation = deliberation.and_then(|file| record.words(file.filename, format_args!(".deliberation.filename")));
    let bases: Vec<_> = frame.into_iter().chain(deliberation).map(|text| citation(record, text)).collect();
    if !bases.is_empty() {
        service.legal_bases = Stated::Said(bases);
    }
    let notice = record.object::<RawFile<'a>>(raw.notice, format_args!(".notice"));
    service.shown.extend(notice.and_then(|file| record.words(file.filename, format_args!(".notice.filename"))));
    if let Some(rights) = record.words(raw.dpo_url, format_args!(".dpoUrl")) {
        let origin = record.exact(rights.span);
        service.data_notice =
            Stated::Said(Sourced { value: DataNotice { rights: Some(rights), ..DataNotice::default() }, origin });
    }
}

fn texts<'a>(record: &mut Record<'a>, raw: Raw<'a>, path: &str) -> Vec<Sourced<Text>> {
    let list = record.list(raw, format_args!("{path}"));
    let texts = list.into_iter().enumerate();
    texts
        .filter_map(|(rank, raw)| record.words(Some(raw), format_args!("{path}[{rank}]")).map(|text| sourced(record, text)))
        .collect()
}

fn sourced(record: &Record<'_>, text: Text) -> Sourced<Text> {
    let origin = record.exact(text.span);
    Sourced { value: text, origin }
}

/// A text of law, by its address or in words.
fn citation(record: &Record<'_>, text: Text) -> Sourced<LegalCitation> {
    let span = text.span;
    let trimmed = text.value.trim();
    let is_address = !trimmed.contains(char::is_whitespace) && (trimmed.contains("://") || trimmed.starts_with("www."));
    let url = is_address.then(|| Text::new(trimmed.into(), span));
    let value = LegalCitation { resource: CitedResource::Quoted(text), article: None, url, span };
    Sourced { value, origin: record.exact(span) }
}

/// The service that follows the files, part of its organisation; the organisation itself when no service is named.
fn in_charge<'a>(record: &mut Record<'a>, raw: &RawService<'a>, service: &mut PublicService, shared: &mut Shared) {
    let organisation = record.words(raw.organisme, format_args!(".service.organisme"));
    let office = record.words(raw.nom, format_args!(".service.nom"));
    let nature = record.words(raw.type_organisme, format_args!(".service.typeOrganisme"));
    let nature = nature.and_then(|written| nature_of(record, &written)).map_or(Stated::NotSaid, Stated::Said);
    let mut responsible = None;
    let mut parent = None;
    if let Some(title) = organisation {
        let name = names::organisation(&title.value);
        responsible = Some(Reference::new(name.clone(), title.span));
        parent = Some((name.clone(), title.span, crate::values::fold(&title.value)));
        shared.organisations.push(body(record, name, title, nature.clone(), None));
    }
    if let Some(title) = office {
        let same = parent.as_ref().is_some_and(|(_, _, words)| *words == crate::values::fold(&title.value));
        if !same {
            let name = match &parent {
                Some((parent, ..)) => names::service(parent, &title.value),
                None => names::organisation(&title.value),
            };
            responsible = Some(Reference::new(name.clone(), title.span));
            let part_of = parent.map(|(name, span, _)| Reference::new(name, span));
            shared.organisations.push(body(record, name, title, nature, part_of));
        }
    }
    if let Some(responsible) = responsible {
        let origin = record.exact(responsible.span);
        service.organisations = Stated::Said(vec![Sourced { value: responsible, origin }]);
    }
    contacts(record, raw, service);
}

fn body(
    record: &Record<'_>,
    name: Box<str>,
    title: Text,
    nature: Stated<Sourced<OrganisationNature>>,
    part_of: Option<Reference>,
) -> PublicOrganisation {
    PublicOrganisation {
        name,
        origin: record.exact(title.span),
        heading: Location::new(record.file, title.span),
        title: title.value,
        nature,
        part_of,
        ..PublicOrganisation::default()
    }
}

/// What kind of body it is. Most operators and schools are public bodies, not all: that reading is a guess.
fn nature_of(record: &mut Record<'_>, written: &Text) -> Option<Sourced<OrganisationNature>> {
    let (value, confidence) = match &*written.value {
        "administration_centrale" | "service_deconcentre_de_l_etat" => (OrganisationNature::State, Confidence::Exact),
        "collectivite_territoriale" => (OrganisationNature::LocalAuthority, Confidence::Exact),
        "association" => (OrganisationNature::Association, Confidence::Exact),
        "operateur_d_etat" | "etablissement_enseignement" => (OrganisationNature::PublicBody, Confidence::Guess),
        "autre" => return None,
        other => {
            let what = format!("« {other} » n'est pas un type d'organisme connu");
            let help = "la nature de l'organisme n'est pas retenue";
            record.problem(ProblemKind::WrongType, written.span, format_args!(".service.typeOrganisme"), &what, help);
            return None;
        }
    };
    Some(Sourced { value, origin: Origin { confidence, ..record.exact(written.span) } })
}

/// The ways to reach the service, which the API gives and the public export leaves out.
fn contacts<'a>(record: &mut Record<'a>, raw: &RawService<'a>, service: &mut PublicService) {
    let hours = record.words(raw.horaires, format_args!(".service.horaires"));
    let telephone = record.words(raw.telephone, format_args!(".service.telephone"));
    let telephone = telephone.map(|number| (number.span, ContactPoint::Telephone { number, price: None, hours }));
    let email =
        record.words(raw.email, format_args!(".service.email")).map(|address| (address.span, ContactPoint::Email(address)));
    let post = record.words(raw.adresse, format_args!(".service.adresse")).map(|place| (place.span, ContactPoint::Post(place)));
    let points = telephone.into_iter().chain(email).chain(post);
    let points: Vec<_> = points.map(|(span, value)| Sourced { value, origin: record.exact(span) }).collect();
    if let Some(first) = points.first() {
        service.contact = Stated::Said(ContactBlock { origin: Some(first.origin), points, ..ContactBlock::default() });
    }
}

/// The form, when the procedure has one.
fn form<'a>(record: &mut Record<'a>, raw: &RawProcedure<'a>, name: &str) -> Option<Form> {
    let revision = record.object::<RawRevision<'a>>(raw.revision, format_args!(".revision"))?;
    let fields = record.fields(revision.champ_descriptors, &format!("{name}_c"), ".revision.champDescriptors");
    Some(form::read(record, &fields))
}

/// The person fills the form in, on line.
fn online<'a>(record: &mut Record<'a>, raw: &RawProcedure<'a>, step: &mut crate::model::Step) {
    // Said a first time in the provenance, where a wrong type is reported.
    let n_problems = record.problems.len();
    let url = record.words(raw.demarche_url, format_args!(".demarcheUrl"));
    record.problems.truncate(n_problems);
    let span = url.as_ref().map_or(step.heading.span, |url| url.span);
    let performance = Performance {
        actors: vec![Spanned::new(Actor::User, span)],
        channels: vec![Channel { kind: Spanned::new(ChannelKind::Online, span), url }],
        appointment: None,
        qualifiers: Qualifiers::default(),
    };
    step.performed = Stated::Said(vec![Sourced { value: performance, origin: record.exact(span) }]);
}

/// The part of the model that one procedure makes, its symbols numbered from zero.
fn assembled(mut service: PublicService, form: Option<Form>) -> Model {
    let mut model = Model::default();
    let mut define = |name: &str, kind, location| model.symbols.push(Symbol { name: name.into(), kind, location });
    service.symbol = define(&service.name, SymbolKind::PublicService(0), service.heading);
    if let Some(Form { mut step, mut data, mut evidences }) = form {
        step.symbol = define(&step.name, SymbolKind::Step(0, 0), step.heading);
        for (rank, datum) in (0_u32..).zip(&mut data) {
            datum.symbol = define(&datum.name, SymbolKind::Data(rank), datum.heading);
        }
        for (rank, evidence) in (0_u32..).zip(&mut evidences) {
            evidence.symbol = define(&evidence.name, SymbolKind::Evidence(rank), evidence.heading);
        }
        (model.data, model.evidences) = (data, evidences);
        service.steps = vec![step];
    }
    model.services = vec![service];
    model
}
