//! The words of a line: texts and addresses among them, what may start a line, and how they are quoted in a message.

use super::super::keyword::starts_with;

/// A line cut into words (`true`) and texts or addresses (`false`), in order.
pub(in crate::syntax) fn parts(words: &str) -> Vec<(&str, bool)> {
    let mut parts = Vec::new();
    let mut from = 0;
    let mut at = 0;
    while let Some(character) = words[at..].chars().next() {
        let quoted = quoted_len(&words[at..]);
        if quoted > 0 {
            parts.push((&words[from..at], true));
            parts.push((&words[at..at + quoted], false));
            from = at + quoted;
        }
        at += quoted.max(character.len_utf8());
    }
    parts.push((&words[from..], true));
    parts
}

/// Bytes of the text or of the address that starts here; 0 when none does.
pub(in crate::syntax) fn quoted_len(rest: &str) -> usize {
    match rest.chars().next() {
        Some('«') => guillemets_len(rest),
        Some('"') => rest[1..].find('"').map_or(rest.len(), |quote| quote + 2),
        Some('<') => address_len(rest),
        Some(_) | None => 0,
    }
}

fn guillemets_len(rest: &str) -> usize {
    let mut depth = 0_u32;
    for (at, character) in rest.char_indices() {
        match character {
            '«' => depth += 1,
            '»' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + character.len_utf8();
        }
    }
    rest.len()
}

fn address_len(rest: &str) -> usize {
    let inside = &rest[1..];
    let is_address = inside.starts_with(|first: char| first.is_alphabetic() || first == '/');
    match inside.find(['>', ' ', '\n', '\u{a0}', '<']) {
        Some(end) if is_address && inside[end..].starts_with('>') => end + 2,
        Some(_) | None => 0,
    }
}

/// Words and signs that never start a line of their own.
pub(super) fn starts_continuation(rest: &str) -> bool {
    const WORDS: [&str; 6] = ["parce que", "selon", "si", "sauf si", "et", "ou"];
    rest.starts_with([',', ')', '+', '*', '/', '=', '<', '>', '≤', '≥', '≠', '×', '÷'])
        || rest.starts_with(['p', 's', 'e', 'o', 'P', 'S', 'E', 'O'])
            && WORDS.iter().any(|word| starts_with(rest, word).is_some())
}

/// A heading without its title, to be quoted in a message.
pub(super) fn heading(words: &str) -> String {
    shortened(words.split(['«', '"', '<']).next().unwrap_or(words))
}

/// The user's words, short enough to be quoted in a message.
pub(in crate::syntax) fn shortened(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() <= 40 {
        return words;
    }
    let short: String = words.chars().take(38).collect();
    format!("{}…", short.trim_end())
}
