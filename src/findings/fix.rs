//! Edits that remove the cause of a finding, and their application to a text.

use crate::source::{FileId, Location, Span};

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
    let mut taken: Vec<(Span, &str)> = Vec::new();
    let mut n_applied = 0;
    for fix in fixes {
        let edits: Vec<_> = fix.edits.iter().filter(|edit| edit.location.file == file).collect();
        let clashes = edits.iter().any(|edit| taken.iter().any(|(span, _)| overlaps(*span, edit.location.span)));
        if edits.is_empty() || clashes {
            continue;
        }
        taken.extend(edits.iter().map(|edit| (edit.location.span, edit.replacement.as_str())));
        n_applied += 1;
    }
    taken.sort_by_key(|(span, _)| *span);
    let mut fixed = String::with_capacity(text.len());
    let mut from = 0;
    for (span, replacement) in taken {
        fixed.push_str(&text[from..span.start as usize]);
        fixed.push_str(replacement);
        from = span.end as usize;
    }
    fixed.push_str(&text[from..]);
    (fixed, n_applied)
}

/// Two edits touch the same text; two insertions at one point do, since their order would matter.
const fn overlaps(a: Span, b: Span) -> bool {
    (a.start < b.end && b.start < a.end) || a.start == b.start
}

#[cfg(test)]
mod tests {
    use super::*;

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
