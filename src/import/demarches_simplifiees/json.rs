//! The values of one record with their places: `serde_json` gives each value as a slice of the text, whose address is its place.

use crate::model::Origin;
use crate::source::{FileId, Location, Problem, ProblemKind, Span};
use crate::values::Text;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::fmt::Arguments;

/// A value not yet read; absent, or `null`, is the same: nothing is said.
pub(super) type Raw<'a> = Option<&'a RawValue>;

/// The record being read, and what could not be read in it.
#[derive(Debug)]
pub(super) struct Record<'a> {
    pub(super) file: FileId,
    /// Its rank in the array.
    pub(super) rank: u32,
    /// Where it starts in the file.
    pub(super) offset: u32,
    pub(super) json: &'a str,
    pub(super) problems: Vec<Problem>,
}

impl<'a> Record<'a> {
    /// The place of a part of the record.
    pub(super) fn span(&self, part: &'a str) -> Span {
        let start = part.as_ptr().addr().saturating_sub(self.json.as_ptr().addr());
        let start = u32::try_from(start).unwrap_or(u32::MAX).saturating_add(self.offset);
        Span::new(start, start.saturating_add(u32::try_from(part.len()).unwrap_or(u32::MAX)))
    }

    /// The place of a value, the quotes of a text left out.
    pub(super) fn place(&self, raw: &'a RawValue) -> Span {
        let text = raw.get();
        self.span(text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text))
    }

    /// A fact stated by the element at that place.
    pub(super) const fn exact(&self, span: Span) -> Origin {
        Origin::exact(self.file, span)
    }

    /// Says that a value cannot be read.
    pub(super) fn problem(&mut self, kind: ProblemKind, span: Span, path: Arguments<'_>, what: &str, help: &str) {
        let message = format!("[{}]{path} : {what}", self.rank);
        self.problems.push(Problem::new(kind, Location::new(self.file, span), message).with_help(help));
    }

    /// Says that a value is not of the kind expected.
    pub(super) fn wrong(&mut self, raw: &'a RawValue, path: Arguments<'_>, expected: &str) {
        let what = format!("on attend {expected}, et non {}", kind(raw.get()));
        self.problem(ProblemKind::WrongType, self.place(raw), path, &what, "le reste de la démarche est lu sans cette valeur");
    }

    /// A text; `None` when it is not said, or is no text.
    pub(super) fn text(&mut self, raw: Raw<'a>, path: Arguments<'_>) -> Option<Text> {
        let raw = raw?;
        match text_of(raw) {
            Some(value) => Some(Text::new(value, self.place(raw))),
            None => {
                self.wrong(raw, path, "un texte");
                None
            }
        }
    }

    /// A text that says something.
    pub(super) fn words(&mut self, raw: Raw<'a>, path: Arguments<'_>) -> Option<Text> {
        self.text(raw, path).filter(|text| !text.value.trim().is_empty())
    }

    /// A whole number, written as one or as a text.
    pub(super) fn whole(&mut self, raw: Raw<'a>, path: Arguments<'_>) -> Option<(u64, Span)> {
        let raw = raw?;
        let digits = raw.get().trim_matches('"');
        match digits.parse() {
            Ok(number) => Some((number, self.place(raw))),
            Err(_) => {
                self.wrong(raw, path, "un nombre entier positif");
                None
            }
        }
    }

    /// `true` or `false`.
    pub(super) fn boolean(&mut self, raw: Raw<'a>, path: Arguments<'_>) -> Option<(bool, Span)> {
        let raw = raw?;
        match raw.get() {
            "true" => Some((true, self.place(raw))),
            "false" => Some((false, self.place(raw))),
            _ => {
                self.wrong(raw, path, "`true` ou `false`");
                None
            }
        }
    }

    /// The values of a list.
    pub(super) fn list(&mut self, raw: Raw<'a>, path: Arguments<'_>) -> Vec<&'a RawValue> {
        let Some(raw) = raw else { return Vec::new() };
        serde_json::from_str(raw.get()).unwrap_or_else(|_| {
            self.wrong(raw, path, "une liste");
            Vec::new()
        })
    }

    /// The values of an object; those unknown are passed over.
    pub(super) fn object<T: Deserialize<'a> + Default>(&mut self, raw: Raw<'a>, path: Arguments<'_>) -> Option<T> {
        let raw = raw?;
        if !raw.get().starts_with('{') {
            self.wrong(raw, path, "un objet");
            return None;
        }
        match serde_json::from_str(raw.get()) {
            Ok(object) => Some(object),
            Err(_) => {
                let what = "un même nom est donné deux fois dans cet objet";
                self.problem(
                    ProblemKind::UnreadableLine,
                    self.place(raw),
                    path,
                    what,
                    "le reste de la démarche est lu sans cet objet",
                );
                None
            }
        }
    }
}

/// The text a value is.
pub(super) fn text_of(raw: &RawValue) -> Option<Box<str>> {
    let text = raw.get();
    let inside = text.strip_prefix('"')?.strip_suffix('"')?;
    if inside.contains('\\') { serde_json::from_str(text).ok() } else { Some(inside.into()) }
}

/// What a value is, in words.
fn kind(json: &str) -> &'static str {
    match json.as_bytes().first() {
        Some(b'"') => "un texte",
        Some(b'{') => "un objet",
        Some(b'[') => "une liste",
        Some(b't' | b'f') => "`true` ou `false`",
        Some(_) => "un nombre",
        None => "rien",
    }
}
