//! Replacing parts of a text.

use super::Span;
use std::collections::BTreeMap;

/// What to put in place of some bytes; an empty span inserts.
pub type Edit<'t> = (Span, &'t str);

/// Edits of one text, none touching another.
#[derive(Debug, Clone, Default)]
pub struct Edits<'t> {
    by_start: BTreeMap<u32, (u32, &'t str)>,
}

impl<'t> Edits<'t> {
    /// Whether a place touches one of the edits; two insertions at one point do, since their order would matter.
    #[must_use]
    pub fn touch(&self, place: Span) -> bool {
        let before = self.by_start.range(..=place.start).next_back();
        let after = self.by_start.range(place.start..).next();
        before.is_some_and(|(start, (end, _))| *end > place.start || *start == place.start)
            || after.is_some_and(|(start, _)| *start < place.end)
    }

    /// Adds an edit that touches none of the others.
    pub fn push(&mut self, (place, replacement): Edit<'t>) {
        self.by_start.insert(place.start, (place.end, replacement));
    }

    /// The text with all the edits.
    #[must_use]
    pub fn apply(&self, text: &str) -> String {
        let mut edited = String::with_capacity(text.len());
        let mut from = 0;
        for (start, (end, replacement)) in &self.by_start {
            edited.push_str(&text[from..*start as usize]);
            edited.push_str(replacement);
            from = *end as usize;
        }
        edited.push_str(&text[from..]);
        edited
    }
}

/// Applies groups of edits that go together, first come first served: a group that touches what another already changed is left out. Gives the
/// new text and how many groups were applied.
#[must_use]
pub fn apply_edits<'e>(text: &str, groups: impl Iterator<Item = Vec<Edit<'e>>>) -> (String, usize) {
    let mut taken = Edits::default();
    let mut n_applied = 0;
    for group in groups {
        if group.is_empty() || group.iter().any(|(place, _)| taken.touch(*place)) {
            continue;
        }
        group.into_iter().for_each(|edit| taken.push(edit));
        n_applied += 1;
    }
    (taken.apply(text), n_applied)
}
