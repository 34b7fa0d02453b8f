//! Texts between guillemets and addresses: where they end, or where they should have.

use super::words::shortened;
use super::{MAX_ADDRESS, Scanner};
use crate::source::{Location, Problem, ProblemKind, Span};

impl Scanner<'_> {
    pub(super) fn straight_text(&mut self) {
        let end = self.line_end;
        match self.text[self.at + 1..end].find('"') {
            Some(quote) => self.take(quote + 2),
            None => self.unclosed_text("\""),
        }
    }

    /// A text between guillemets; it may run over several lines, and hold guillemets opened and closed on one line.
    pub(super) fn quoted_text(&mut self) {
        let bytes = &self.text.as_bytes()[self.at..];
        let mut depth = 0_u32;
        let mut line_of_opening_ended = false;
        for offset in memchr::memchr2_iter(0xC2, b'\n', bytes) {
            match (bytes[offset], bytes.get(offset + 1)) {
                (0xC2, Some(0xAB)) if depth > 0 && (line_of_opening_ended || depth == 2) => break,
                (0xC2, Some(0xAB)) => depth += 1,
                (0xC2, Some(0xBB)) if depth == 1 => return self.take(offset + '»'.len_utf8()),
                (0xC2, Some(0xBB)) => depth -= 1,
                (b'\n', _) => line_of_opening_ended = true,
                _ => {}
            }
        }
        self.unclosed_text("»");
    }

    /// A text that never closes ends with its line, where a `{` is still the opening of a block.
    pub(super) fn unclosed_text(&mut self, closing: &str) {
        let end = self.line_end;
        let line = self.text[self.at..end].trim_end();
        let words = line.strip_suffix('{').unwrap_or(line).trim_end();
        let span = Span::of(self.at..self.at + words.len());
        let title = shortened(words.trim_start_matches(['«', '"', ' ', '\u{a0}', '\u{202f}']));
        let problem = Problem::new(
            ProblemKind::UnclosedText,
            Location::new(self.file, span),
            format!("le texte « {title} » n'est pas fermé : il manque `{closing}`"),
        );
        let insert_at = Span::new(span.end, span.end);
        self.problems.push(
            problem
                .with_label("ce texte s'ouvre ici et ne se ferme pas")
                .with_help("un texte commence par « et finit par » ; il peut tenir sur plusieurs lignes")
                .with_correction("fermer le texte", insert_at, if closing == "»" { "\u{a0}»" } else { "\"" }),
        );
        self.take(words.len());
        if let Some(pending) = &mut self.pending {
            pending.sound = false;
            self.unreadable.push(Span::of(pending.start..pending.end));
        }
    }

    /// An address `<https://…>`, or a comparison.
    pub(super) fn angle(&mut self) {
        let end = self.line_end;
        let limit = self.floor_boundary(u32::try_from((self.at + MAX_ADDRESS).min(end)).unwrap_or(u32::MAX)) as usize;
        let inside = &self.text[self.at + 1..limit.max(self.at + 1)];
        let is_address = inside.starts_with(|first: char| first.is_alphabetic() || first == '/');
        let closing = inside.find(['>', ' ', '\u{a0}', '<']);
        match closing {
            Some(closing) if is_address && inside[closing..].starts_with('>') => self.take(closing + 2),
            Some(_) | None => self.take(1),
        }
    }
}
