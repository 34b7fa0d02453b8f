//! The body of a page, walked once: each element is read where it stands, under the cases, titles and channel around it.
//!
//! An element of an unknown name is walked like a chapter without a title, never refused.

use super::amounts::{begins_with_a_fee, costs, leading};
use super::conditions::{Questions, both, none_of};
use super::delays::{Bound, delays, find_starts};
use super::documents::{
    begins_with_either, begins_with_or, ends_with_or, is_choice, is_choice_title, is_lead, is_marked, looks_like_documents,
    only_heads, says_the_former_is_too_old,
};
use super::not_asked::{is_not_asked, says_no_document};
use super::place::{Chapter, Place};
use super::reasons;
use super::record::{DocumentMention, Level, Site, Split};
use super::requirement::{self, Reading, lead_condition, lead_in, says_for_whom, wording};
use super::ways::{is_a_way, is_tracking, names_an_act, obliges_to_go_online, with_another_way};
use super::xml::{self, Node};
use crate::import::Shared;
use crate::model::{Confidence, Dossier, Origin, Sourced, Stated, StatedList, Step};
use crate::source::{FileId, Location, Span, Spanned};
use crate::values::{Channel, ChannelKind, Cost, Qualifiers, Reference, Requirement, Text, Tracking, fold};
use std::rc::Rc;

/// What is not the page's own text: its contacts, its services, its glossary.
pub(super) const APART: [&str; 6] =
    ["OuSAdresser", "ServiceEnLigne", "Reference", "PourEnSavoirPlus", "Definition", "Abreviation"];

/// What walking a page gives.
pub(super) struct Body<'p, 'a> {
    pub(super) file: FileId,
    pub(super) here: Site,
    pub(super) questions: &'p mut Questions,
    pub(super) shared: &'p mut Shared,
    /// The steps: the page itself, then one for each situation.
    pub(super) steps: Vec<Step>,
    /// The paragraphs of the introduction.
    pub(super) presentations: StatedList<Text>,
    /// Every document mention.
    pub(super) documents: Vec<DocumentMention>,
    /// The items of those of levels A to C.
    pub(super) items: Vec<Node<'a>>,
    /// The words of the items that ask for nothing: what the page says all the same.
    pub(super) aside: Vec<Text>,
    /// How the cases split.
    pub(super) splits: Vec<Split>,
    /// Where to follow one's file.
    pub(super) tracking: StatedList<Tracking>,
}

impl<'a> Body<'_, 'a> {
    /// Walks the page.
    pub(super) fn page(&mut self, root: Node<'a>) {
        let title = xml::child_words(root, "title").unwrap_or_default();
        let (is_choice, acts) = (is_choice_title(&title.value), names_an_act(&title.value));
        let chapter = Rc::new(Chapter { whole: xml::span(root), title });
        let place = Place { is_choice, acts, chapter, ..Place::default() };
        self.learn_cases(root);
        for node in root.children().filter(Node::is_element) {
            match xml::name(node) {
                "ListeSituations" => self.situations(node, &place),
                "Introduction" => self.inside(node, &Place { presents: true, ..place.clone() }, None),
                "Texte" => self.inside(node, &place, None),
                // What stands at the foot of the page is only a link: nothing says what it is for.
                "ServiceEnLigne" if is_tracking(node) => self.track(node),
                _ => {}
            }
        }
        for (rank, step) in self.steps.iter_mut().enumerate() {
            step.dossiers.sort_by_key(|dossier| dossier.origin.location.span.start);
            // The introduction speaks of the first step, the page itself.
            with_another_way(step, if rank == 0 { self.presentations.all() } else { &[] });
        }
        find_starts(&mut self.steps, self.presentations.all());
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
                inner.chapter = Rc::new(Chapter { whole: xml::span(*situation), title: title.clone() });
                inner.titled(&title);
                inner.cases.extend((!sequential).then_some(title.value));
            }
            self.inside(*situation, &inner, None);
        }
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
                    Some(Channel { kind: Spanned::new(kind, xml::span(*case)), url: None }),
                    condition,
                    // One way among those of the page: nothing says that it is the only one.
                    if kind == ChannelKind::Online { Confidence::Title } else { Confidence::Exact },
                );
            }
            inner.condition = both(inner.condition, own);
            if let Some(title) = xml::child_words(*case, "Titre") {
                inner.is_chosen |= is_a_way(&title.value);
                inner.titled(&title);
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
        let mut place = place.clone();
        let cases = self.chapters_as_cases(node);
        for child in node.children().filter(Node::is_element) {
            match xml::name(child) {
                "Titre" | "Condition" | "TitreAlternatif" | "Tableau" | "ContenuIllustre" | "Image" | "Video" => {}
                "ServiceEnLigne" => self.service(child, &place, lead.as_ref()),
                "BlocCas" => self.cases(child, &place, lead.as_ref()),
                "FragmentConditionne" => {
                    let own = self.questions.formal(child, None);
                    let inner = Place { condition: both(place.condition.clone(), own), ..place.clone() };
                    self.inside(child, &inner, lead.as_ref());
                }
                "Liste" => self.list(child, &place, lead.as_ref()),
                "Paragraphe" => {
                    let words = self.paragraph(child, &place);
                    place.must_be_online |= obliges_to_go_online(&words.value);
                    lead = Some(words);
                }
                other if APART.contains(&other) => {}
                _ => {
                    let title = xml::child_words(child, "Titre");
                    let formal = self.questions.formal(child, title.as_ref());
                    let own = cases.iter().find(|(chapter, _)| *chapter == child.id()).map(|(_, own)| own.clone()).or(formal);
                    let mut inner = Place { condition: both(place.condition.clone(), own), ..place.clone() };
                    if let Some(title) = title {
                        inner.must_be_online = false;
                        inner.titled(&title);
                        inner.chapter = Rc::new(Chapter { whole: xml::span(child), title });
                    }
                    if is_marked(child) {
                        inner.level = Some(Level::A);
                    }
                    // « Pièces à fournir » speaks of the request of the chapter it stands in.
                    if place.level.is_none() && inner.level.is_some() {
                        inner.request = Some(Rc::clone(&place.chapter));
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
        self.costs_of(node, place);
        let file = self.file;
        let step = &mut self.steps[place.step];
        for (mut limit, bound, confidence) in delays(&words, place.delays) {
            limit.qualifiers.condition = place.condition.clone();
            let origin = Origin { location: Location::new(file, limit.duration.span), confidence };
            let limit = Sourced { value: limit, origin };
            match bound {
                Bound::Administration => add(&mut step.processing_times, limit),
                Bound::Person => step.deadlines.push(limit),
            }
        }
        let said = exact(file, xml::span(node), words.clone());
        if place.presents {
            add(&mut self.presentations, said);
        } else {
            step.instructions.push(said);
        }
        words
    }

    /// What a paragraph says one pays, each amount once.
    fn costs_of(&mut self, node: Node<'a>, place: &Place) {
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
    }

    fn list(&mut self, list: Node<'a>, place: &Place, lead: Option<&Text>) {
        let items: Vec<_> = xml::children(list, "Item").collect();
        let is_not_asked = !place.in_item && lead.is_some_and(|lead| is_not_asked(&lead.value));
        let because = reasons::above(list, lead).or_else(|| place.because.clone());
        let place = &Place { describes: place.describes || is_not_asked, because, ..place.clone() };
        let announced = place.level.or_else(|| lead.is_some_and(|lead| is_lead(&lead.value)).then_some(Level::C));
        match announced {
            Some(level) => {
                let is_choice = place.is_choice || lead.is_some_and(|lead| is_choice(&lead.value));
                self.opens_dossier(place);
                let own = lead.and_then(lead_condition).map(|words| self.questions.said(&words, Confidence::Sentence));
                let place = &Place { condition: both(place.condition.clone(), own), ..place.clone() };
                self.documents(&items, place, level, is_choice);
            }
            None => {
                if looks_like_documents(&items) {
                    let mentions = items.iter().map(|item| requirement::mention(*item, Level::D, place, self.here));
                    self.documents.extend(mentions);
                }
                self.office_instead(list, place);
                for item in items {
                    self.inside(item, place, None);
                }
            }
        }
    }

    /// The chapter of a list of documents makes one dossier of all its lists.
    fn opens_dossier(&mut self, place: &Place) {
        let chapter = place.request.as_ref().unwrap_or(&place.chapter);
        let dossiers = &mut self.steps[place.step].dossiers;
        if dossiers.iter().all(|known| known.origin.location.span != chapter.whole) {
            dossiers.push(exact(self.file, chapter.whole, Dossier { title: chapter.title.clone() }));
        }
    }

    /// The items of a list of documents; those that serve as one another make one thing asked.
    fn documents(&mut self, items: &[Node<'a>], place: &Place, level: Level, is_choice: bool) {
        let mut first: Option<usize> = None;
        let mut goes_on = false;
        for item in items {
            let words = wording(*item).value;
            let joins = is_choice || goes_on || begins_with_or(&words);
            goes_on = ends_with_or(&words) || begins_with_either(&words);
            let n_before = self.steps[place.step].requirements.all().len();
            self.document(*item, place, level, is_choice);
            match (first.filter(|_| joins), &mut self.steps[place.step].requirements) {
                (Some(first), Stated::Said(all)) => join(all, first, n_before),
                (Some(_) | None, all) => first = (all.all().len() > n_before).then_some(n_before).or(first.filter(|_| is_choice)),
            }
            if says_the_former_is_too_old(&words) && n_before > 0 {
                take_turns(self.steps[place.step].requirements.all_mut(), n_before);
            }
        }
    }

    /// An item of a list of documents. « Si vous êtes marié : » leads to a list, whose items are the documents.
    fn document(&mut self, item: Node<'a>, place: &Place, level: Level, is_one_of: bool) {
        self.documents.push(requirement::mention(item, level, place, self.here));
        self.items.push(item);
        let words = wording(item);
        // What the page shows to whom is said again by its own words, when it has some: « si vous vivez en couple ».
        let formal = if says_for_whom(&words) { None } else { self.questions.formal(item, None) };
        let mut inner = Place { condition: both(place.condition.clone(), formal), in_item: true, ..place.clone() };
        let lists: Vec<_> = xml::children(item, "Liste").collect();
        let only_leads = lead_in(&words).filter(|(_, rest)| rest.value.is_empty() && !lists.is_empty());
        if place.describes || says_no_document(&words.value) {
            // A mention, and nothing to bring.
            self.aside.push(words.clone());
        } else if let Some((condition, _)) = only_leads {
            let own = self.questions.said(&condition, Confidence::Sentence);
            inner.condition = both(inner.condition, Some(own));
            inner.level = Some(level);
        } else if !lists.is_empty() && only_heads(&words.value) {
            inner.level = Some(level);
            inner.is_choice |= is_choice(&words.value);
        } else if begins_with_a_fee(&fold(&words.value)) {
            let fee = Place { costs: true, ..inner.clone() };
            xml::children(item, "Paragraphe").for_each(|paragraph| self.costs_of(paragraph, &fee));
        } else if let Some(money) = leading(&words.value) {
            let amount = Spanned::new((money, money), words.span);
            let cost = Cost { amount, qualifiers: Qualifiers { condition: inner.condition.clone(), ..Qualifiers::default() } };
            let origin = Origin { location: Location::new(self.file, words.span), confidence: level.confidence() };
            add(&mut self.steps[place.step].costs, Sourced { value: cost, origin });
        } else {
            let Self { file, here, questions, shared, .. } = self;
            let mut reading = Reading { file: *file, here: *here, level, is_one_of, questions, shared };
            if let Some(requirement) = reading.requirement(item, &inner) {
                add(&mut self.steps[place.step].requirements, requirement);
            }
            inner.describes = !is_lead(&words.value);
        }
        for nested in lists {
            self.list(nested, &inner, Some(&words));
        }
        for service in xml::children(item, "ServiceEnLigne") {
            self.service(service, &inner, Some(&words));
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

/// What is asked from `n_before` on serves as what is asked at `first`, when the same people are asked it.
fn join(asked: &mut Vec<Sourced<Requirement>>, first: usize, n_before: usize) {
    for other in asked.split_off(n_before) {
        if first < n_before && same_condition(&asked[first].value.qualifiers, &other.value.qualifiers) {
            asked[first].value.evidence.extend(other.value.evidence);
        } else {
            asked.push(other);
        }
    }
}

/// « Passeport périmé depuis moins de 5 ans », « Si le passeport est plus ancien, un acte de naissance »: the first is asked of the others.
fn take_turns(asked: &mut [Sourced<Requirement>], next: usize) {
    let Some(own) = asked.get(next).and_then(|next| next.value.qualifiers.condition.clone()) else { return };
    let former = &mut asked[next - 1].value.qualifiers.condition;
    let span = own.span;
    *former = both(former.take(), none_of(vec![own], span));
}

pub(super) fn same_condition(one: &Qualifiers, other: &Qualifiers) -> bool {
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
