//! Replacing parts of a text.

use super::Span;

/// What to put in place of some bytes; an empty span inserts.
pub type Edit<'t> = (Span, &'t str);

/// Applies groups of edits that go together, first come first served: a group that touches what another already changed is left out. Gives the
/// new text and how many groups were applied.
#[must_use]
pub fn apply_edits<'e>(text: &str, groups: impl Iterator<Item = Vec<Edit<'e>>>) -> (String, usize) {
    let mut taken: Vec<Edit<'e>> = Vec::new();
    let mut n_applied = 0;
    for group in groups {
        let clashes = group.iter().any(|(span, _)| taken.iter().any(|(other, _)| overlap(*span, *other)));
        if group.is_empty() || clashes {
            continue;
        }
        taken.extend(group);
        n_applied += 1;
    }
    taken.sort_by_key(|(span, _)| *span);
    let mut edited = String::with_capacity(text.len());
    let mut from = 0;
    for (span, replacement) in taken {
        edited.push_str(&text[from..span.start as usize]);
        edited.push_str(replacement);
        from = span.end as usize;
    }
    edited.push_str(&text[from..]);
    (edited, n_applied)
}

/// Two edits touch the same text; two insertions at one point do, since their order would matter.
const fn overlap(a: Span, b: Span) -> bool {
    (a.start < b.end && b.start < a.end) || a.start == b.start
}
