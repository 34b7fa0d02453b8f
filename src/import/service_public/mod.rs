//! service-public.fr, « Vos droits et démarches » of the DILA (XML 3.0 to 3.4): one record is one page or one form.
//!
//! ```text
//! xml       words and places of the tree        identity   who the record is
//! body      the walk of a page, place by place  documents, not_asked, requirement, reasons, amounts, delays, conditions: what it meets
//! cases     which of its parts are cases        ways       what sentences say of online services
//! contacts, office, legal, links, glossary, guided: what stands apart from the body
//! prose     the text of a page, measured
//! record    what the model has no place for
//! ```
//!
//! A page becomes a procedure of the model when one can do something with it: an online service, a form, or documents to provide. The others
//! (information, folders, themes, forms themselves) give what they share, and their [`Record`].

mod amounts;
mod body;
mod cases;
mod conditions;
mod contacts;
mod delays;
mod documents;
mod glossary;
mod guided;
mod identity;
mod journey;
mod legal;
mod links;
mod names;
mod not_asked;
mod office;
mod place;
mod prose;
mod reasons;
mod record;
mod requirement;
#[cfg(test)]
mod tests;
mod ways;
mod xml;

pub use record::{
    Cases, Contact, DocumentMention, Edge, EdgeKind, FormalCondition, Key, Level, OnlineService, Prose, Question, Record, Site,
    Split, Titled,
};

use super::{Imported, Shared};
use crate::model::{
    Confidence, ContactBlock, Data, Model, Origin, Part, Provenance, PublicService, Sourced, Stated, StatedList, Step, Symbol,
    SymbolKind,
};
use crate::source::{FileId, Location, Span};
use crate::values::{Audience, Reference, SymbolId, Text, Tracking};
use body::Body;
use conditions::Questions;
use rustc_hash::FxHashSet;
use xml::Node;

/// Reads one record. A text that is no record is a problem with its place, and says nothing.
#[must_use]
pub fn read(file: FileId, path: &str, xml: &str) -> Imported {
    let document = match xml::parse(file, xml) {
        Ok(document) => document,
        Err(mut problem) => {
            problem.message = format!("{path} : {}", problem.message);
            return Imported { problems: vec![*problem], ..Imported::default() };
        }
    };
    let root = document.root_element();
    let mut record = identity::record(root);
    if record.key.id.is_empty() {
        let message =
            format!("{path} : l'élément « {} » n'a pas d'ID : ce n'est pas une fiche de service-public.fr", xml::name(root));
        let problem =
            xml::problem(file, xml::span(root), message).with_help("les fiches portent un ID : `<Publication ID=\"F1342\" …>`");
        return Imported { problems: vec![problem], ..Imported::default() };
    }
    let mut shared = Shared::default();
    let mut questions = Questions::new(file, record.key.name());
    let Walked { presentations, steps, items, aside, tracking } = walk(file, root, &mut record, &mut questions, &mut shared);
    apart(file, root, &items, &mut record, &mut shared);
    learn(&record.questions, &mut questions);
    record.is_procedure = is_procedure(&record);
    let mut model = Model::default();
    if record.is_procedure {
        let service = PublicService { presentations, tracking, shown: shown(root, aside), ..service(file, root, &record, steps) };
        publish(&mut model, service, questions.local);
        shared.data = questions.shared;
    } else {
        shared.data = if record.questions.is_empty() { Vec::new() } else { questions.shared };
        shared.evidences.retain(|evidence| evidence.origin.confidence == Confidence::Exact);
    }
    journey::read(file, root, &record, &mut model, &mut shared);
    Imported { part: Part::imported(model), shared, record: Some(Box::new(record)), problems: Vec::new() }
}

/// Empties a record already known, and says so: an archive given twice is counted once.
pub fn once(file: FileId, imported: &mut Imported, known: &mut FxHashSet<Key>) {
    let Some(key) = imported.record.as_ref().map(|record| record.key.clone()) else { return };
    let message = format!("la fiche {} ({}) est donnée deux fois : elle est lue une fois", key.id, key.site.word());
    if !known.insert(key) {
        let problem = xml::problem(file, Span::new(0, 0), message).with_help("ne donnez qu'une édition de chaque fiche");
        *imported = Imported { problems: vec![problem], ..Imported::default() };
    }
}

/// What walking a page gives to its procedure, and the items of its lists of documents.
struct Walked<'a> {
    presentations: StatedList<Text>,
    steps: Vec<Step>,
    items: Vec<Node<'a>>,
    aside: Vec<Text>,
    tracking: StatedList<Tracking>,
}

/// Walks the body of a page; a form has none.
fn walk<'a>(file: FileId, root: Node<'a>, record: &mut Record, questions: &mut Questions, shared: &mut Shared) -> Walked<'a> {
    let steps = vec![body::new_step(file, "page".into(), root)];
    let here = record.key.site;
    let mut body = Body {
        file,
        here,
        questions,
        shared,
        steps,
        presentations: Stated::NotSaid,
        documents: Vec::new(),
        items: Vec::new(),
        aside: Vec::new(),
        splits: Vec::new(),
        tracking: Stated::NotSaid,
    };
    if &*record.root == "Publication" {
        body.page(root);
    }
    let Body { steps, presentations, documents, items, aside, splits, tracking, .. } = body;
    record.documents = documents;
    record.splits = splits;
    record.situations = xml::child(root, "ListeSituations").map(|list| Split {
        sequential: body::is_sequential(list),
        by_channel: false,
        channels: Vec::new(),
        titles: xml::children(list, "Situation").filter_map(|situation| xml::child_words(situation, "Titre")).collect(),
    });
    Walked { presentations, steps, items, aside, tracking }
}

/// Reads what stands apart from the body, wherever it is.
fn apart(file: FileId, root: Node<'_>, items: &[Node<'_>], record: &mut Record, shared: &mut Shared) {
    let here = record.key.site;
    let said = office::own_text(root);
    for node in xml::descendants(root, "OuSAdresser") {
        let (organisation, contact) = contacts::read(file, node, &said);
        shared.organisations.push(organisation);
        record.contacts.push(contact);
    }
    for node in xml::descendants(root, "ServiceEnLigne") {
        let service = online_service(node);
        let number = service.cerfa.as_deref().and_then(names::cerfa_number);
        shared.evidences.extend(number.map(|number| {
            let mut form = requirement::form(file, number, service.title.clone(), Confidence::Exact);
            let url = xml::attribute(node, "URL");
            form.link = url.map(|url| Sourced { origin: Origin::exact(file, url.span), value: url });
            form
        }));
        record.services.push(service);
    }
    if &*record.root == "ServiceComplementaire" {
        let title = identity::title(root);
        let numbers: Vec<_> = record.cerfa.iter().filter_map(|number| names::cerfa_number(number)).collect();
        shared.evidences.extend(numbers.iter().map(|number| requirement::form(file, number, title.clone(), Confidence::Exact)));
    }
    record.prose = prose::read(root);
    record.cases = prose::cases(root);
    record.references = identity::references(root);
    record.conditions = conditions::all(root);
    record.edges = links::edges(root, items, here);
    record.questions = guided::questions(root, here);
    record.definitions = glossary::terms(root, "Definition");
    record.abbreviations = glossary::terms(root, "Abreviation");
}

fn online_service(node: Node<'_>) -> OnlineService {
    let id = xml::plain(node, "ID");
    OnlineService {
        id: id.into(),
        kind: xml::plain(node, "type").into(),
        title: xml::child_words(node, "Titre").unwrap_or_else(|| Text::new(id.into(), xml::span(node))),
        url: xml::attribute(node, "URL").map(|url| url.value),
        cerfa: xml::attribute(node, "numerocerfa").map(|number| number.value),
        source: xml::child_words(node, "Source").map(|source| source.value),
        span: xml::span(node),
    }
}

/// The choices of a guided search say in words the variables that the pages read.
fn learn(asked: &[Question], questions: &mut Questions) {
    for question in asked {
        // One choice of a list sets its own variable to true, and those of its neighbours to false.
        let mut chosen = question.sets.iter().filter(|(_, value)| *value);
        if let (Some((variable, _)), None) = (chosen.next(), chosen.next()) {
            let said = question.said.as_ref().unwrap_or(&question.title);
            let variable = Text::new(variable.clone(), said.span);
            questions.variable(&variable, Some(said), Confidence::Exact);
        }
        learn(&question.answers, questions);
    }
}

/// Whether one can do something with a page.
fn is_procedure(record: &Record) -> bool {
    let has_service =
        record.services.iter().any(|service| service.kind.starts_with("Téléservice") || &*service.kind == "Formulaire");
    record.is_core() && (has_service || record.documents.iter().any(|document| document.level != Level::D))
}

fn service(file: FileId, root: Node<'_>, record: &Record, steps: Vec<Step>) -> PublicService {
    let whole = xml::span(root);
    let title = identity::title(root);
    let said = |span: Span| Origin::exact(file, span);
    let mut service = PublicService {
        name: record.key.name(),
        title: title.value.clone(),
        origin: said(whole),
        heading: Location::new(file, title.span),
        provenance: Some(Sourced { value: provenance(root, &title), origin: said(title.span) }),
        steps: steps.into_iter().filter(says_something).collect(),
        terms: record
            .definitions
            .iter()
            .chain(&record.abbreviations)
            .map(|(_, term)| Sourced { value: term.clone(), origin: said(term.span) })
            .collect(),
        ..PublicService::default()
    };
    mend_order(&mut service.steps);
    for audience in xml::children(root, "Audience") {
        let value = match Site::of(&xml::words(audience).value) {
            Some(Site::Part) => Audience::Individual,
            Some(Site::Pro) => Audience::Professional,
            Some(Site::Asso) => Audience::Association,
            None => continue,
        };
        body::add(&mut service.audiences, Sourced { value, origin: said(xml::span(audience)) });
    }
    for citation in xml::children(root, "Reference").filter_map(|node| legal::citation(file, node)) {
        body::add(&mut service.legal_bases, citation);
    }
    for link in xml::children(root, "CommentFaireSi") {
        if let Some(key) = identity::target(link, "ID", record.key.site) {
            let span = xml::span(link);
            body::add(
                &mut service.life_events,
                Sourced { value: Reference::new(journey::event_name(&key), span), origin: said(span) },
            );
        }
    }
    service.contact = contact_block(file, record);
    service
}

fn provenance(root: Node<'_>, title: &Text) -> Provenance {
    let id = xml::plain(root, "ID");
    Provenance {
        title: Text::new(format!("service-public.fr, fiche {id}").into(), title.span),
        date: identity::modified(root),
        url: xml::attribute(root, "spUrl"),
        is_imported: true,
    }
}

/// The offices of a page, each once.
fn contact_block(file: FileId, record: &Record) -> Stated<ContactBlock> {
    let mut block = ContactBlock::default();
    for contact in &record.contacts {
        let name = contacts::name(&contact.id);
        if let Some(purpose) = contact.purpose.clone().filter(|_| block.purposes.iter().all(|(known, _)| *known != name)) {
            block.purposes.push((name.clone(), purpose));
        }
        if block.of.iter().all(|known| known.value.name != name) {
            let origin = Origin::exact(file, contact.span);
            block.origin.get_or_insert(origin);
            block.of.push(Sourced { value: Reference::new(name, contact.span), origin });
        }
    }
    if block.of.is_empty() { Stated::NotSaid } else { Stated::Said(block) }
}

/// The titles, tables and names of services and offices of a page, where it stands on the site, and the items that ask for nothing, each once;
/// links to other pages explain nothing.
fn shown(root: Node<'_>, aside: Vec<Text>) -> Vec<Text> {
    const OWN: [&str; 7] =
        ["FilDAriane", "Introduction", "Texte", "ListeSituations", "Avertissement", "ServiceEnLigne", "OuSAdresser"];
    let own = root.children().filter(|part| OWN.contains(&xml::name(*part)));
    let elements = own
        .flat_map(|part| part.descendants().filter(|node| ["Titre", "Cellule", "Source", "Niveau"].contains(&xml::name(*node))));
    let mut shown: Vec<Text> = elements.map(xml::words).chain(aside).filter(|words| !words.value.is_empty()).collect();
    shown.sort_by(|one, other| one.value.cmp(&other.value));
    shown.dedup_by(|one, other| one.value == other.value);
    shown
}

fn says_something(step: &Step) -> bool {
    !step.performed.is_not_said()
        || !step.requirements.is_not_said()
        || !step.costs.is_not_said()
        || !step.processing_times.is_not_said()
        || !step.deadlines.is_empty()
        || !step.instructions.is_empty()
        || !step.after.is_empty()
}

/// A step may follow only a step that is kept.
fn mend_order(steps: &mut [Step]) {
    let names: Vec<_> = steps.iter().map(|step| step.name.clone()).collect();
    for step in steps {
        step.after.retain(|before| names.contains(&before.value.name));
    }
}

/// Puts a procedure and its data in the model, with their symbols.
fn publish(model: &mut Model, mut service: PublicService, data: Vec<Data>) {
    let location = service.heading;
    service.symbol = define(model, &service.name, SymbolKind::PublicService(0), location);
    for (rank, step) in (0u32..).zip(&mut service.steps) {
        step.symbol = define(model, &step.name, SymbolKind::Step(0, rank), step.heading);
    }
    for (rank, mut datum) in (0u32..).zip(data) {
        datum.symbol = define(model, &datum.name, SymbolKind::Data(rank), datum.heading);
        model.data.push(datum);
    }
    model.services.push(service);
}

fn define(model: &mut Model, name: &str, kind: SymbolKind, location: Location) -> SymbolId {
    model.symbols.push(Symbol { name: name.into(), kind, location })
}
