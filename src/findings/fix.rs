//! Edits that remove the cause of a finding, and their application to a text.

use crate::source::{FileId, Location, apply_edits};

/// Whether a fix may be applied without a person's eye.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applicability {
    /// Same meaning, only better written: applied by `--fix`.
    Safe,
    /// Changes what is asked of people: shown, applied with `--unsafe-fixes` only.
    ToReview,
}

/// Replace the bytes of a place by a text; an empty span inserts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Where.
    pub location: Location,
    /// What to put there.
    pub replacement: String,
}

/// A named change, made of edits that go together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as a verb in the infinitive: « écrire `étape` ».
    pub title: String,
    /// Whether it may be applied alone.
    pub applicability: Applicability,
    /// Its edits, in the order of the text.
    pub edits: Vec<Edit>,
}

impl Fix {
    /// A fix of one edit.
    #[must_use]
    pub fn replace(
        title: impl Into<String>,
        applicability: Applicability,
        location: Location,
        replacement: impl Into<String>,
    ) -> Self {
        Self { title: title.into(), applicability, edits: vec![Edit { location, replacement: replacement.into() }] }
    }
}

/// Applies to one file the fixes that do not overlap, first come first served; gives the new text and how many fixes were applied.
#[must_use]
pub fn apply<'f>(file: FileId, text: &str, fixes: impl Iterator<Item = &'f Fix>) -> (String, usize) {
    let edits_of = |fix: &'f Fix| {
        let edits = fix.edits.iter().filter(|edit| edit.location.file == file);
        edits.map(|edit| (edit.location.span, edit.replacement.as_str())).collect()
    };
    apply_edits(text, fixes.map(edits_of))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn fix(start: u32, end: u32, replacement: &str) -> Fix {
        let location = Location::new(FileId(0), Span::new(start, end));
        Fix::replace("essai", Applicability::Safe, location, replacement)
    }

    #[test]
    fn overlapping_fixes_are_left_for_the_next_run() {
        let fixes = [fix(0, 2, "X"), fix(1, 3, "Y"), fix(4, 4, "Z")];
        assert_eq!(apply(FileId(0), "abcdef", fixes.iter()), ("XcdZef".to_owned(), 2));
    }
}
