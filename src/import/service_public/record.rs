//! What a record of service-public.fr says that the model has no place for: its rank in the site, its links, its formal conditions, its
//! guided search, and each document mention with its level.
//!
//! Kept beside the model because it belongs to that site's own way of cutting pages, and because counts must be possible without heuristics.

use crate::model::Confidence;
use crate::source::Span;
use crate::values::{ChannelKind, Date, Term, Text};

/// One of the three sites: part of the identity of a record, since an ID may stand in several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Site {
    /// « Particuliers »
    #[default]
    Part,
    /// « Professionnels »
    Pro,
    /// « Associations »
    Asso,
}

impl Site {
    /// As in the names of the archives.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Part => "part",
            Self::Pro => "pro",
            Self::Asso => "asso",
        }
    }

    /// From the name the records use.
    #[must_use]
    pub fn of(audience: &str) -> Option<Self> {
        match audience {
            "Particuliers" | "particuliers" => Some(Self::Part),
            "Professionnels" | "professionnels" | "professionnels-entreprises" => Some(Self::Pro),
            "Associations" | "associations" => Some(Self::Asso),
            _ => None,
        }
    }
}

/// A page: its ID and its site.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Key {
    /// `F1342`
    pub id: Box<str>,
    /// Which site.
    pub site: Site,
}

impl Key {
    /// As a name of the language: `f1342_part`.
    #[must_use]
    pub fn name(&self) -> Box<str> {
        format!("{}_{}", super::names::identifier(&self.id), self.site.word()).into()
    }
}

/// What a record says besides the model.
#[derive(Debug, Clone, Default)]
pub struct Record {
    /// Its identity.
    pub key: Key,
    /// The name of its root: `Publication`, `ServiceComplementaire`, or any other.
    pub root: Box<str>,
    /// `Fiche d'information`, `Formulaire`…
    pub kind: Box<str>,
    /// Its title.
    pub title: Box<str>,
    /// The day of its last change.
    pub modified: Option<Date>,
    /// The day of its last change of substance, as written.
    pub important_change: Option<Box<str>>,
    /// `statut="enCoursDeMiseAJour"`
    pub being_updated: bool,
    /// Where to read it.
    pub url: Option<Box<str>>,
    /// For whom, as written.
    pub audiences: Vec<Box<str>>,
    /// Its theme.
    pub theme: Option<Titled>,
    /// The folder it is in.
    pub folder: Option<Titled>,
    /// From the front page down to it.
    pub trail: Vec<Titled>,
    /// Who helped to write it.
    pub contributors: Vec<Box<str>>,
    /// Whether it makes a procedure of the model.
    pub is_procedure: bool,
    /// Every office it sends to, one for each place.
    pub contacts: Vec<Contact>,
    /// Every online service and form, one for each place.
    pub services: Vec<OnlineService>,
    /// The documents asked, and what looks like it.
    pub documents: Vec<DocumentMention>,
    /// Where its own text stands: introduction, text, situations.
    pub body: Vec<Span>,
    /// The texts of law it rests on.
    pub references: Vec<Titled>,
    /// How its cases split.
    pub splits: Vec<Split>,
    /// How its cases nest, its contacts and tables included.
    pub cases: Cases,
    /// Its own text, measured.
    pub prose: Prose,
    /// Its situations.
    pub situations: Option<Split>,
    /// Its formal conditions.
    pub conditions: Vec<FormalCondition>,
    /// Its links to other pages.
    pub edges: Vec<Edge>,
    /// The questions of a guided search or of a simulator.
    pub questions: Vec<Question>,
    /// The words it explains, with their ID.
    pub definitions: Vec<(Box<str>, Term)>,
    /// The acronyms it spells out, with their ID.
    pub abbreviations: Vec<(Box<str>, Term)>,
    /// The guides « Comment faire si » that lead to it.
    pub life_events: Vec<Key>,
    /// The form numbers of a `ServiceComplementaire`.
    pub cerfa: Vec<Box<str>>,
}

impl Record {
    /// Whether it is one of the four kinds of fiches that describe rights and procedures.
    #[must_use]
    pub fn is_core(&self) -> bool {
        &*self.root == "Publication" && CORE.contains(&&*self.kind)
    }
}

const CORE: [&str; 4] =
    ["Fiche d'information", "Fiche Question-réponse", "Fiche d'information conditionnée", "Fiche Question-réponse conditionnée"];

/// How the cases of a page nest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cases {
    /// How many groups of cases.
    pub n_splits: usize,
    /// How many cases.
    pub n_cases: usize,
    /// How many cases that do not split again: the answers a reader may end on.
    pub n_last: usize,
    /// How many groups are one in another.
    pub depth: usize,
}

/// The text of a page, contacts, services, texts of law and glossary left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Prose {
    /// How many words its paragraphs hold.
    pub n_words: usize,
    /// How many words each sentence holds, in the order of the text, tables left out.
    pub sentences: Vec<usize>,
    /// The titles of its chapters and of their parts.
    pub titles: Vec<Box<str>>,
    /// How many amounts it says in euros.
    pub n_amounts: usize,
    /// How many durations it says in figures.
    pub n_durations: usize,
}

/// Something with an ID, a title and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Titled {
    /// Its ID.
    pub id: Box<str>,
    /// Its title.
    pub title: Text,
    /// Where to read it.
    pub url: Option<Box<str>>,
}

/// An office a page sends to.
#[derive(Debug, Clone, PartialEq)]
pub struct Contact {
    /// Its ID.
    pub id: Box<str>,
    /// `Local`, `National`, `Centre de contact`…
    pub kind: Box<str>,
    /// Its title.
    pub title: Text,
    /// The word that finds the local office in the national directory: `mairie`.
    pub pivot: Option<Box<str>>,
    /// Whether a telephone is given there.
    pub has_telephone: bool,
    /// Whether opening hours are given there.
    pub has_hours: bool,
    /// Whether a mailbox is given there.
    pub has_mail: bool,
    /// Whether anything is written there, besides its title.
    pub has_text: bool,
    /// Its site, or the page that finds the local office.
    pub url: Option<Box<str>>,
    /// What it is for, by the title or the sentence above.
    pub purpose: Option<Text>,
    /// The whole element.
    pub span: Span,
}

/// An online service or a form.
#[derive(Debug, Clone, PartialEq)]
pub struct OnlineService {
    /// Its ID.
    pub id: Box<str>,
    /// `Téléservice`, `Formulaire`…
    pub kind: Box<str>,
    /// Its title.
    pub title: Text,
    /// Where it is.
    pub url: Option<Box<str>>,
    /// Its form number, as written.
    pub cerfa: Option<Box<str>>,
    /// Who runs it.
    pub source: Option<Box<str>>,
    /// The whole element.
    pub span: Span,
}

/// How a document mention was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The chapter is marked as a list of documents.
    A,
    /// The title says so.
    B,
    /// The sentence before the list says so.
    C,
    /// The items look like documents: to be confirmed, kept out of the model.
    D,
}

impl Level {
    /// How sure the reading is.
    #[must_use]
    pub const fn confidence(self) -> Confidence {
        match self {
            Self::A => Confidence::Exact,
            Self::B => Confidence::Title,
            Self::C => Confidence::Sentence,
            Self::D => Confidence::Guess,
        }
    }
}

/// A document asked somewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentMention {
    /// As written.
    pub wording: Text,
    /// How it was recognised.
    pub level: Level,
    /// The page its first link leads to.
    pub target: Option<Key>,
    /// Its form number.
    pub cerfa: Option<Box<str>>,
    /// Whether its wording makes it depend on something.
    pub conditional: bool,
    /// The titles of the cases around it, from the outermost.
    pub cases: Vec<Box<str>>,
}

/// Alternatives, or stages.
#[derive(Debug, Clone, PartialEq)]
pub struct Split {
    /// Whether the parts follow one another.
    pub sequential: bool,
    /// Whether the parts are channels.
    pub by_channel: bool,
    /// The title of each part.
    pub titles: Vec<Text>,
    /// The channel of each part that is marked as one.
    pub channels: Vec<ChannelKind>,
}

/// A condition on a variable of a guided search.
#[derive(Debug, Clone, PartialEq)]
pub struct FormalCondition {
    /// The element it governs: `Cas`, `Chapitre`…
    pub element: Box<str>,
    /// The title of that element.
    pub label: Option<Text>,
    /// The variables it reads.
    pub variables: Vec<Box<str>>,
    /// Where it stands.
    pub span: Span,
}

/// A link to another page.
#[derive(Debug, Clone, PartialEq)]
pub struct Edge {
    /// Whether the page is needed or only mentioned.
    pub kind: EdgeKind,
    /// The page.
    pub target: Key,
    /// Where the link stands.
    pub span: Span,
}

/// What a link means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EdgeKind {
    /// Inside a document asked: one must have it first.
    Needs,
    /// Anywhere else.
    Mentions,
}

/// A question of a guided search, with its answers; a leaf has none.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// What the person chooses.
    pub title: Text,
    /// What the choice says of the person, when the title alone says little: « Vous avez des enfants » for « Oui ».
    pub said: Option<Text>,
    /// The variables that choice sets, and to what.
    pub sets: Vec<(Box<str>, bool)>,
    /// The page it leads to.
    pub target: Option<Key>,
    /// What is chosen next.
    pub answers: Vec<Self>,
}
