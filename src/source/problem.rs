//! What could not be read or understood in a text: produced by every reader (the language, names, types, importers), shown as
//! a finding by `rules`.

use super::{Location, Span};

/// The kinds of reading problems; each is documented by a rule of the family `LEC`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProblemKind {
    /// `LEC001`: a line that cannot be read.
    UnreadableLine,
    /// `LEC002`: a brace that is missing or in excess.
    LostBrace,
    /// `LEC003`: a text whose closing guillemet is missing.
    UnclosedText,
    /// `LEC004`: a name defined nowhere.
    UnknownName,
    /// `LEC005`: a name defined twice.
    DuplicateName,
    /// `LEC006`: a value of the wrong type or unit.
    WrongType,
    /// `LEC007`: « et » and « ou » mixed without parentheses.
    MixedConnectives,
    /// `LEC008`: understood, but written otherwise in the language (accents, `==`, `;`).
    Spelling,
}

/// A problem at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Its kind.
    pub kind: ProblemKind,
    /// The smallest place that shows it.
    pub location: Location,
    /// What: one French sentence that stands alone, without final period.
    pub message: String,
    /// A few words under the caret; may be empty.
    pub label: String,
    /// What to do, with a valid example.
    pub help: Option<String>,
    /// Other places that matter.
    pub related: Vec<(Location, String)>,
    /// An edit of the same file that mends it.
    pub correction: Option<Correction>,
}

/// An edit that mends a problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// What it does, as a verb in the infinitive.
    pub title: String,
    /// What to replace.
    pub edits: Vec<(Span, String)>,
}

impl Problem {
    /// A problem with its message at a place.
    #[must_use]
    pub fn new(kind: ProblemKind, location: Location, message: impl Into<String>) -> Self {
        Self { kind, location, message: message.into(), label: String::new(), help: None, related: Vec::new(), correction: None }
    }

    /// A few words under the caret.
    #[must_use]
    pub fn with_label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// What to do.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Another place that matters.
    #[must_use]
    pub fn with_related(mut self, location: Location, message: impl Into<String>) -> Self {
        self.related.push((location, message.into()));
        self
    }

    /// An edit that mends it.
    #[must_use]
    pub fn with_correction(mut self, title: impl Into<String>, span: Span, replacement: impl Into<String>) -> Self {
        self.correction = Some(Correction { title: title.into(), edits: vec![(span, replacement.into())] });
        self
    }
}
