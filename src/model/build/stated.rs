//! How a line adds to what is already known of a fact: what is said wins over « aucun », the first of two sayings wins, and what
//! was said otherwise is remembered.

use crate::model::{ContactBlock, Decision, Origin, Sanction, Sourced, Stated, StatedList};
use crate::source::{FileId, Location, Span, Spanned};
use crate::values::{Reference, Text};

/// A fact stated at `span`.
pub(super) const fn sourced<T>(file: FileId, span: Span, value: T) -> Sourced<T> {
    Sourced { value, origin: Origin::exact(file, span) }
}

/// Something that knows where it was first said.
pub(super) trait Placed {
    fn place(&self) -> Option<Location>;
}

impl<T> Placed for Sourced<T> {
    fn place(&self) -> Option<Location> {
        Some(self.origin.location)
    }
}

impl<P: Placed> Placed for Vec<P> {
    fn place(&self) -> Option<Location> {
        self.first().and_then(P::place)
    }
}

impl Placed for ContactBlock {
    fn place(&self) -> Option<Location> {
        self.origin.map(|origin| origin.location)
    }
}

impl Placed for Decision {
    fn place(&self) -> Option<Location> {
        Some(self.heading)
    }
}

impl Placed for Sanction {
    fn place(&self) -> Option<Location> {
        Some(self.origin.location)
    }
}

/// A fact that can be declared not to exist.
pub(super) trait Absence {
    /// Declares it; what is already said stays, and its place is given.
    fn declare_none(&mut self, reason: Sourced<Text>) -> Option<Location>;
}

impl<P: Placed> Absence for Stated<P> {
    fn declare_none(&mut self, reason: Sourced<Text>) -> Option<Location> {
        match self {
            Self::NotSaid => {
                *self = Self::None(reason);
                None
            }
            Self::None(_) => None,
            Self::Said(said) => said.place(),
        }
    }
}

/// What is said of a fact, made empty first when nothing was; gives the place of the « aucun » it replaces, if any.
pub(super) fn said_mut<T: Default>(stated: &mut Stated<T>) -> (&mut T, Option<Location>) {
    let none = match stated {
        Stated::None(reason) => Some(reason.origin.location),
        Stated::NotSaid | Stated::Said(_) => None,
    };
    if stated.said().is_none() {
        *stated = Stated::Said(T::default());
    }
    match stated {
        Stated::Said(said) => (said, none),
        Stated::None(_) | Stated::NotSaid => unreachable!("interne : le fait vient d'être dit"),
    }
}

/// Adds facts to a list; gives the place of the « aucun » they replace, if any.
pub(super) fn add<T>(list: &mut StatedList<T>, facts: impl IntoIterator<Item = Sourced<T>>) -> Option<Location> {
    let (said, none) = said_mut(list);
    push_all(said, facts);
    none
}

/// Adds several values to a list that will stay short.
pub(super) fn push_all<T>(list: &mut Vec<T>, values: impl IntoIterator<Item = T>) {
    values.into_iter().for_each(|value| push(list, value));
}

/// Adds to a list that will stay short: most facts are said once, and a workspace has millions of them.
pub(super) fn push<T>(list: &mut Vec<T>, value: T) {
    if list.len() < SHORT {
        list.reserve_exact(1);
    }
    list.push(value);
}

/// Past this length a list grows by doubling.
const SHORT: usize = 8;

/// States a fact that can be said only once; gives the place of the earlier line that says otherwise, if any.
pub(super) fn say_once<T>(stated: &mut Stated<Sourced<T>>, fact: Sourced<T>, same: impl Fn(&T, &T) -> bool) -> Option<Location> {
    match stated {
        Stated::Said(said) => (!same(&said.value, &fact.value)).then_some(said.origin.location),
        Stated::None(reason) => {
            let none = reason.origin.location;
            *stated = Stated::Said(fact);
            Some(none)
        }
        Stated::NotSaid => {
            *stated = Stated::Said(fact);
            None
        }
    }
}

/// States a fact whose repetition no rule reads: the first saying stays.
pub(super) fn say_first<T>(stated: &mut Stated<Sourced<T>>, fact: Sourced<T>) {
    if stated.said().is_none() {
        *stated = Stated::Said(fact);
    }
}

/// Names of a list, each a fact of its own.
pub(super) fn each_name(file: FileId, references: Vec<Reference>) -> impl Iterator<Item = Sourced<Reference>> {
    references.into_iter().map(move |reference| sourced(file, reference.span, reference))
}

/// Values of a list, each a fact of its own.
pub(super) fn each<T>(file: FileId, values: Vec<Spanned<T>>) -> impl Iterator<Item = Sourced<T>> {
    values.into_iter().map(move |value| sourced(file, value.span, value.value))
}

/// Texts of a list, each a fact of its own.
pub(super) fn each_text(file: FileId, texts: Vec<Text>) -> impl Iterator<Item = Sourced<Text>> {
    texts.into_iter().map(move |text| sourced(file, text.span, text))
}
