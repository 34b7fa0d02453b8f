//! Edits that remove the cause of a finding, and their application to a text.

use crate::source::{Edits, Location, Workspace};

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

/// Applies the fixes that do not overlap, first come first served, each whole or not at all; gives the new texts and how many were applied.
#[must_use]
pub fn apply_all<'f>(workspace: &Workspace, fixes: impl Iterator<Item = &'f Fix>) -> (Workspace, usize) {
    let mut taken: Vec<Edits<'_>> = workspace.files().iter().map(|_| Edits::default()).collect();
    let mut n_applied = 0;
    for fix in fixes {
        let clashes = fix.edits.iter().any(|edit| taken[edit.location.file.0 as usize].touch(edit.location.span));
        if fix.edits.is_empty() || clashes {
            continue;
        }
        for edit in &fix.edits {
            taken[edit.location.file.0 as usize].push((edit.location.span, &edit.replacement));
        }
        n_applied += 1;
    }
    let mut fixed = Workspace::default();
    for (source, edits) in workspace.files().iter().zip(&taken) {
        fixed.push(source.path.as_str(), edits.apply(&source.text));
    }
    (fixed, n_applied)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Span};

    /// Applies `(file, start, end, replacement)` edits, each list one fix, to two files; gives their texts and how many fixes were applied.
    fn check(fixes: &[&[(u32, u32, u32, &str)]]) -> (String, String, usize) {
        let mut workspace = Workspace::default();
        workspace.push("a", "abcdef");
        workspace.push("b", "ABCDEF");
        let edit = |(file, start, end, text): &(u32, u32, u32, &str)| Edit {
            location: Location::new(FileId(*file), Span::new(*start, *end)),
            replacement: (*text).to_owned(),
        };
        let fixes: Vec<_> = fixes
            .iter()
            .map(|edits| Fix {
                title: "essai".to_owned(),
                applicability: Applicability::Safe,
                edits: edits.iter().map(edit).collect(),
            })
            .collect();
        let (fixed, n_applied) = apply_all(&workspace, fixes.iter());
        (fixed.file(FileId(0)).text.clone(), fixed.file(FileId(1)).text.clone(), n_applied)
    }

    #[test]
    fn overlapping_fixes_are_left_for_the_next_run() {
        let fixed = check(&[&[(0, 0, 2, "X")], &[(0, 1, 3, "Y")], &[(0, 4, 4, "Z")], &[(0, 4, 5, "W")]]);
        assert_eq!(fixed, ("XcdZef".to_owned(), "ABCDEF".to_owned(), 2));
    }

    #[test]
    fn a_fix_of_two_files_is_applied_whole_or_not_at_all() {
        let fixed = check(&[&[(1, 0, 1, "X")], &[(0, 0, 1, "Y"), (1, 0, 1, "Y")], &[(0, 5, 6, "Z"), (1, 5, 6, "Z")]]);
        assert_eq!(fixed, ("abcdeZ".to_owned(), "XBCDEZ".to_owned(), 2));
    }
}
