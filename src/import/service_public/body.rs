//! The body of a page, walked once: each element is read where it stands, under the cases, titles and channel around it.
//!
//! An element of an unknown name is walked like a chapter without a title, never refused.

use super::amounts::{costs, is_cost_title, leading};
use super::conditions::{Questions, both, is_complement, none_of};
use super::delays::{Bound, delays, is_delay_title};
use super::documents::{is_lead, is_marked, is_title, looks_like_documents};
use super::record::{DocumentMention, Level, Site, Split};
use super::requirement::{self, Reading, lead_in, wording};
use super::xml::{self, Node};
use crate::import::Shared;
use crate::model::{Confidence, Origin, Performance, Sourced, Stated, Step};
use crate::source::{FileId, Location, Span, Spanned};
use crate::values::{Actor, Channel, ChannelKind, Cost, Expression, Qualifiers, Reference, Text};

/// What is not the page's own text: its contacts, its services, its glossary.
pub(super) const APART: [&str; 6] =
    ["OuSAdresser", "ServiceEnLigne", "Reference", "PourEnSavoirPlus", "Definition", "Abreviation"];

/// Where one is in the page.
#[derive(Debug, Clone, Default)]
pub(super) struct Place {
    /// For whom it holds.
    pub(super) condition: Option<Expression>,
    /// The titles of the cases around, from the outermost.
    pub(super) cases: Vec<Box<str>>,
    /// Whether the titles around announce documents.
    level: Option<Level>,
    /// Whether the nearest title is about what one pays.
    costs: bool,
    /// Whether the nearest title is about delays.
    delays: bool,
    /// The rank of the step.
    step: usize,
}

/// What walking a page gives.
pub(super) struct Body<'p, 'a> {
    pub(super) file: FileId,
    pub(super) here: Site,
    pub(super) questions: &'p mut Questions,
    pub(super) shared: &'p mut Shared,
    /// The steps: the page itself, then one for each situation.
    pub(super) steps: Vec<Step>,
    /// Every document mention.
    pub(super) documents: Vec<DocumentMention>,
    /// The items of those of levels A to C.
    pub(super) items: Vec<Node<'a>>,
    /// How the cases split.
    pub(super) splits: Vec<Split>,
}

impl<'a> Body<'_, 'a> {
    /// Walks the page.
    pub(super) fn page(&mut self, root: Node<'a>) {
        let place = Place::default();
        for node in root.children().filter(Node::is_element) {
            match xml::name(node) {
                "ListeSituations" => self.situations(node, &place),
                "Introduction" | "Texte" => self.inside(node, &place, None),
                "ServiceEnLigne" => self.online(node, &place),
                _ => {}
            }
        }
    }

    /// Situations are the page's steps: one after the other, or one for each kind of person.
    fn situations(&mut self, list: Node<'a>, place: &Place) {
        let sequential = is_sequential(list);
        let situations: Vec<_> = xml::children(list, "Situation").collect();
        let mut conditions = if sequential { vec![None; situations.len()] } else { self.alternatives(&situations) };
        for (situation, own) in situations.iter().zip(conditions.drain(..)) {
            let rank = self.steps.len();
            let mut step = new_step(self.file, format!("situation_{rank}").into(), *situation);
            if sequential && rank > 1 {
                let before = &self.steps[rank - 1];
                let reference = Reference::new(before.name.clone(), step.heading.span);
                step.after.push(exact(self.file, xml::span(*situation), reference));
            }
            let title = xml::child_words(*situation, "Titre");
            step.condition = own.map(|condition| Sourced {
                origin: Origin { location: Location::new(self.file, condition.span), confidence: Confidence::Title },
                value: condition,
            });
            self.steps.push(step);
            let mut inner = Place { step: rank, ..place.clone() };
            if let Some(title) = title {
                inner.titled(&title.value);
                inner.cases.extend((!sequential).then_some(title.value));
            }
            self.inside(*situation, &inner, None);
        }
    }

    /// The condition of each of some alternatives.
    fn alternatives(&mut self, parts: &[Node<'a>]) -> Vec<Option<Expression>> {
        let own: Vec<_> = parts
            .iter()
            .map(|part| {
                let title = xml::child_words(*part, "Titre");
                let formal = self.questions.formal(*part, title.as_ref());
                formal.or_else(|| {
                    let title = title.filter(|title| !is_complement(&title.value))?;
                    Some(self.questions.said(&title, Confidence::Title))
                })
            })
            .collect();
        let said: Vec<Expression> = own.iter().flatten().cloned().collect();
        let complete = |(condition, part): (Option<Expression>, &Node<'a>)| {
            let is_the_rest = xml::child_words(*part, "Titre").is_some_and(|title| is_complement(&title.value));
            condition.or_else(|| if is_the_rest { none_of(said.clone(), xml::span(*part)) } else { None })
        };
        own.into_iter().zip(parts).map(complete).collect()
    }

    fn cases(&mut self, block: Node<'a>, place: &Place, lead: Option<&Text>) {
        let cases: Vec<_> = xml::children(block, "Cas").collect();
        let by_channel = xml::plain(block, "type") == "modalite";
        let conditions = self.alternatives(&cases);
        for (case, own) in cases.iter().zip(conditions) {
            let mut inner = place.clone();
            if let Some(kind) = channel(*case) {
                let condition = inner.condition.clone();
                self.perform(
                    *case,
                    &inner,
                    Channel { kind: Spanned::new(kind, xml::span(*case)), url: None },
                    condition,
                    Confidence::Exact,
                );
            }
            inner.condition = both(inner.condition, own);
            if let Some(title) = xml::child_words(*case, "Titre") {
                inner.titled(&title.value);
                inner.cases.push(title.value);
            }
            self.inside(*case, &inner, lead);
        }
        let titles = cases.iter().filter_map(|case| xml::child_words(*case, "Titre")).collect();
        let channels = cases.iter().filter_map(|case| channel(*case)).collect();
        self.splits.push(Split { sequential: false, by_channel, titles, channels });
    }

    /// Reads what stands inside an element; `lead` is the sentence above it, when only cases lie between.
    fn inside(&mut self, node: Node<'a>, place: &Place, lead: Option<&Text>) {
        let mut lead = lead.cloned();
        for child in node.children().filter(Node::is_element) {
            match xml::name(child) {
                "Titre" | "Condition" | "TitreAlternatif" | "Tableau" | "ContenuIllustre" | "Image" | "Video" => {}
                "ServiceEnLigne" => self.online(child, place),
                "BlocCas" => self.cases(child, place, lead.as_ref()),
                "FragmentConditionne" => {
                    let own = self.questions.formal(child, None);
                    let inner = Place { condition: both(place.condition.clone(), own), ..place.clone() };
                    self.inside(child, &inner, lead.as_ref());
                }
                "Liste" => self.list(child, place, lead.as_ref()),
                "Paragraphe" => lead = Some(self.paragraph(child, place)),
                other if APART.contains(&other) => {}
                _ => {
                    let title = xml::child_words(child, "Titre");
                    let own = self.questions.formal(child, title.as_ref());
                    let mut inner = Place { condition: both(place.condition.clone(), own), ..place.clone() };
                    if let Some(title) = title {
                        inner.titled(&title.value);
                    }
                    if is_marked(child) {
                        inner.level = Some(Level::A);
                    }
                    self.inside(child, &inner, None);
                }
            }
        }
    }

    /// Reads a paragraph and gives its words.
    fn paragraph(&mut self, node: Node<'a>, place: &Place) -> Text {
        let words = xml::words(node);
        if words.value.is_empty() {
            return words;
        }
        let file = self.file;
        let step = &mut self.steps[place.step];
        for (mut cost, span, confidence) in costs(node, place.costs) {
            cost.qualifiers.condition = place.condition.clone();
            let is_known = |known: &Sourced<Cost>| {
                known.value.amount.value == cost.amount.value && same_condition(&known.value.qualifiers, &cost.qualifiers)
            };
            if !step.costs.all().iter().any(is_known) {
                let origin = Origin { location: Location::new(file, span), confidence };
                add(&mut step.costs, Sourced { value: cost, origin });
            }
        }
        for (mut limit, bound, confidence) in delays(&words, place.delays) {
            limit.qualifiers.condition = place.condition.clone();
            let origin = Origin { location: Location::new(file, limit.duration.span), confidence };
            let limit = Sourced { value: limit, origin };
            match bound {
                Bound::Administration => add(&mut step.processing_times, limit),
                Bound::Person => step.deadlines.push(limit),
            }
        }
        step.instructions.push(exact(file, xml::span(node), words.clone()));
        words
    }

    fn list(&mut self, list: Node<'a>, place: &Place, lead: Option<&Text>) {
        let items: Vec<_> = xml::children(list, "Item").collect();
        let announced = place.level.or_else(|| lead.is_some_and(|lead| is_lead(&lead.value)).then_some(Level::C));
        match announced {
            Some(level) => {
                for item in items {
                    self.document(item, place, level);
                }
            }
            None => {
                if looks_like_documents(&items) {
                    let mentions = items.iter().map(|item| requirement::mention(*item, Level::D, place, self.here));
                    self.documents.extend(mentions);
                }
                for item in items {
                    self.inside(item, place, None);
                }
            }
        }
    }

    /// An item of a list of documents. « Si vous êtes marié : » leads to a list, whose items are the documents.
    fn document(&mut self, item: Node<'a>, place: &Place, level: Level) {
        self.documents.push(requirement::mention(item, level, place, self.here));
        self.items.push(item);
        let formal = self.questions.formal(item, None);
        let mut inner = Place { condition: both(place.condition.clone(), formal), ..place.clone() };
        let words = wording(item);
        let lists: Vec<_> = xml::children(item, "Liste").collect();
        let only_leads = lead_in(&words).filter(|(_, rest)| rest.value.is_empty() && !lists.is_empty());
        if let Some((condition, _)) = only_leads {
            let own = self.questions.said(&condition, Confidence::Sentence);
            inner.condition = both(inner.condition, Some(own));
            inner.level = Some(level);
        } else if let Some(money) = leading(&words.value) {
            let amount = Spanned::new((money, money), words.span);
            let cost = Cost { amount, qualifiers: Qualifiers { condition: inner.condition.clone(), ..Qualifiers::default() } };
            let origin = Origin { location: Location::new(self.file, words.span), confidence: level.confidence() };
            add(&mut self.steps[place.step].costs, Sourced { value: cost, origin });
        } else {
            let Self { file, here, questions, shared, .. } = self;
            let mut reading = Reading { file: *file, here: *here, level, questions, shared };
            if let Some(requirement) = reading.requirement(item, &inner) {
                add(&mut self.steps[place.step].requirements, requirement);
            }
        }
        for nested in lists {
            self.list(nested, &inner, Some(&words));
        }
        for service in xml::children(item, "ServiceEnLigne") {
            self.online(service, &inner);
        }
    }

    /// An online service is a way to do the step.
    fn online(&mut self, service: Node<'a>, place: &Place) {
        if !xml::plain(service, "type").starts_with("Téléservice") {
            return;
        }
        let formal = self.questions.formal(service, None);
        let condition = both(place.condition.clone(), formal);
        let url = xml::attribute(service, "URL");
        let kind = Spanned::new(ChannelKind::Online, xml::span(service));
        let known = url.as_ref().is_some_and(|url| {
            let channels = self.steps[place.step].channels();
            channels.filter_map(|channel| channel.url.as_ref()).any(|known| known.value == url.value)
        });
        if !known {
            self.perform(service, place, Channel { kind, url }, condition, Confidence::Title);
        }
    }

    fn perform(
        &mut self,
        node: Node<'a>,
        place: &Place,
        channel: Channel,
        condition: Option<Expression>,
        confidence: Confidence,
    ) {
        let span = xml::span(node);
        let performance = Performance {
            actors: vec![Spanned::new(Actor::User, span)],
            channels: vec![channel],
            appointment: None,
            qualifiers: Qualifiers { condition, ..Qualifiers::default() },
        };
        let origin = Origin { location: Location::new(self.file, span), confidence };
        add(&mut self.steps[place.step].performed, Sourced { value: performance, origin });
    }
}

impl Place {
    /// Under a title.
    fn titled(&mut self, title: &str) {
        self.costs = is_cost_title(title);
        self.delays = is_delay_title(title);
        if self.level.is_none() && is_title(title) {
            self.level = Some(Level::B);
        }
    }
}

/// A step of the page, named and titled.
pub(super) fn new_step(file: FileId, name: Box<str>, node: Node<'_>) -> Step {
    let title = xml::child_words(node, "Titre").or_else(|| xml::child_words(node, "title"));
    let span = xml::span(node);
    let heading = title.as_ref().map_or(span, |title| title.span);
    Step {
        title: title.map_or_else(|| name.clone(), |title| title.value),
        name,
        origin: Origin::exact(file, span),
        heading: Location::new(file, heading),
        ..Step::default()
    }
}

/// Whether situations follow one another.
pub(super) fn is_sequential(list: Node<'_>) -> bool {
    xml::plain(list, "affichage") == "sequentiel"
}

fn channel(case: Node<'_>) -> Option<ChannelKind> {
    match xml::plain(case, "type") {
        "enLigne" => Some(ChannelKind::Online),
        "parCorres" => Some(ChannelKind::Post),
        "surPlace" => Some(ChannelKind::Counter),
        _ => None,
    }
}

fn same_condition(one: &Qualifiers, other: &Qualifiers) -> bool {
    match (&one.condition, &other.condition) {
        (Some(one), Some(other)) => one.says_same_as(other),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    }
}

const fn exact<T>(file: FileId, span: Span, value: T) -> Sourced<T> {
    Sourced { value, origin: Origin::exact(file, span) }
}

/// Adds a fact to those said.
pub(super) fn add<T>(stated: &mut Stated<Vec<Sourced<T>>>, fact: Sourced<T>) {
    match stated {
        Stated::Said(all) => all.push(fact),
        Stated::NotSaid | Stated::None(_) => *stated = Stated::Said(vec![fact]),
    }
}
