//! Whom a person can turn to: the contacts a procedure really has, wherever they are written, and who answers.
//!
//! A procedure has its own contacts and those of the organisations it points to; when it says nothing of contact, those of the
//! organisations in charge. An organisation that says nothing has those of the body it belongs to.

use crate::model::{ContactBlock, Model, PublicOrganisation, PublicService, Sourced, Stated};
use crate::values::{ChannelKind, ContactPoint, FactKind, Reference, SymbolId, TrackingMeans, fold};

/// Who answers at the other end, from the least to the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// A program, a page, or nobody: a form, a robot, a list of questions, an address nobody reads.
    Machine,
    /// Somebody, in writing.
    Writing,
    /// Somebody's voice. A directory counts: it leads to the local office.
    Person,
}

/// Who answers at a contact.
#[must_use]
pub fn answer(point: &ContactPoint) -> Answer {
    match point {
        ContactPoint::Counter { .. }
        | ContactPoint::Telephone { .. }
        | ContactPoint::Video(_)
        | ContactPoint::CallBack(_)
        | ContactPoint::Directory(_)
        | ContactPoint::Support(_)
        | ContactPoint::Referent(_) => Answer::Person,
        ContactPoint::Email(address) if is_unread(&address.value) => Answer::Machine,
        ContactPoint::Email(_) | ContactPoint::Post(_) => Answer::Writing,
        ContactPoint::Form(_) | ContactPoint::Automaton(_) | ContactPoint::Faq(_) => Answer::Machine,
    }
}

/// Whether an address says itself that nobody reads it.
fn is_unread(address: &str) -> bool {
    let letters: String = fold(address).chars().filter(char::is_ascii_alphabetic).collect();
    ["nepasrepondre", "nerepondezpas", "noreply", "donotreply"].iter().any(|words| letters.contains(words))
}

/// A way to reach someone.
#[derive(Debug, Clone, Copy)]
pub struct Contact<'m> {
    /// The line that describes it.
    pub point: &'m Sourced<ContactPoint>,
    /// The organisation that describes it; `None` when the procedure itself does.
    pub organisation: Option<&'m PublicOrganisation>,
}

/// All the ways to reach someone.
#[derive(Debug, Clone, Default)]
pub struct Contacts<'m> {
    /// Those said, in the order of the text.
    pub all: Vec<Contact<'m>>,
    /// Whether an organisation they would come from is unknown: some may be missing.
    pub uncertain: bool,
}

impl Contacts<'_> {
    /// Whether one of them is so.
    #[must_use]
    pub fn any(&self, is_so: impl Fn(&ContactPoint) -> bool) -> bool {
        self.all.iter().any(|contact| is_so(&contact.point.value))
    }

    /// Whether one of them leads to somebody's voice.
    #[must_use]
    pub fn reach_a_person(&self) -> bool {
        self.any(|point| answer(point) == Answer::Person)
    }
}

/// The contacts a procedure really has; none when it is declared without.
#[must_use]
pub fn contacts<'m>(service: &'m PublicService, model: &'m Model) -> Contacts<'m> {
    let mut contacts = Contacts::default();
    match &service.contact {
        Stated::None(_) => {}
        Stated::NotSaid => contacts.add_all(service.organisations.all(), model),
        Stated::Said(block) if is_empty(block) => {
            contacts.add_all(service.organisations.all(), model);
            contacts.all.retain(|contact| !is_declared_none(&contact.point.value, block));
        }
        Stated::Said(block) => {
            contacts.all.extend(block.points.iter().map(|point| Contact { point, organisation: None }));
            contacts.add_all(&block.of, model);
        }
    }
    contacts
}

/// The organisations whose contacts a procedure has, in the order of the text.
#[must_use]
pub fn contact_organisations(service: &PublicService) -> &[Sourced<Reference>] {
    match &service.contact {
        Stated::None(_) => &[],
        Stated::Said(block) if !is_empty(block) => &block.of,
        Stated::NotSaid | Stated::Said(_) => service.organisations.all(),
    }
}

/// The contacts an organisation describes, or those of the body it belongs to when it describes none.
#[must_use]
pub fn contacts_of<'m>(organisation: &'m PublicOrganisation, model: &'m Model) -> Contacts<'m> {
    let mut contacts = Contacts::default();
    contacts.add(organisation, model);
    contacts
}

impl<'m> Contacts<'m> {
    fn add_all(&mut self, organisations: &[Sourced<Reference>], model: &'m Model) {
        for reference in organisations {
            match model.organisation(&reference.value) {
                Some(organisation) => self.add(organisation, model),
                None => self.uncertain = true,
            }
        }
    }

    fn add(&mut self, organisation: &'m PublicOrganisation, model: &'m Model) {
        let mut seen: Vec<SymbolId> = Vec::new();
        let mut describing = organisation;
        while describing.contacts.all().is_empty() && !seen.contains(&describing.symbol) {
            seen.push(describing.symbol);
            let Some(parent) = &describing.part_of else { return };
            match model.organisation(parent) {
                Some(parent) => describing = parent,
                None => return self.uncertain = true,
            }
        }
        let points = describing.contacts.all().iter();
        self.all.extend(points.map(|point| Contact { point, organisation: Some(describing) }));
    }
}

/// Whether a block says nothing but what there is none of.
const fn is_empty(block: &ContactBlock) -> bool {
    block.points.is_empty() && block.of.is_empty()
}

fn is_declared_none(point: &ContactPoint, block: &ContactBlock) -> bool {
    let fact = match point {
        ContactPoint::Counter { .. } => FactKind::Counter,
        ContactPoint::Telephone { .. } => FactKind::Telephone,
        ContactPoint::Support(_) => FactKind::Support,
        ContactPoint::Email(_)
        | ContactPoint::Post(_)
        | ContactPoint::Video(_)
        | ContactPoint::CallBack(_)
        | ContactPoint::Form(_)
        | ContactPoint::Automaton(_)
        | ContactPoint::Faq(_)
        | ContactPoint::Directory(_)
        | ContactPoint::Referent(_) => return false,
    };
    block.none.iter().any(|(kind, _)| *kind == fact)
}

/// Whether the person meets or hears somebody on the way: at a counter, by telephone, on a screen or at home, to act or to know where the
/// file stands.
#[must_use]
pub fn meets_somebody(service: &PublicService) -> bool {
    let in_steps = service.user_steps().flat_map(|step| step.channels()).any(|channel| match channel.kind.value {
        ChannelKind::Counter | ChannelKind::Telephone | ChannelKind::Video | ChannelKind::Home => true,
        ChannelKind::Online | ChannelKind::Post | ChannelKind::Email => false,
    });
    let in_follow_up = service.tracking.all().iter().any(|tracking| match tracking.value.means.value {
        TrackingMeans::Telephone | TrackingMeans::Counter => true,
        TrackingMeans::Online | TrackingMeans::TextMessage | TrackingMeans::Email | TrackingMeans::Post => false,
    });
    in_steps || in_follow_up
}
