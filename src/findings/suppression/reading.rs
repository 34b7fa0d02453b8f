//! A comment read as an order to ignore: `# limpide: ignorer CODES -- motif, auteur, 2027-06-30`.

use super::{Defect, DefectKind, Part, Remark};
use crate::source::{Location, Span};
use crate::values::Date;

/// The parts of an order, each with its place in the file.
pub(super) struct Read<'t> {
    /// The word after `limpide:`.
    order: (&'t str, Span),
    /// The rules named.
    pub(super) names: Vec<(&'t str, Span)>,
    /// All that follows `--`.
    tail: Option<(&'t str, Span)>,
    reason: &'t str,
    author: &'t str,
    end_date: Option<(&'t str, Span)>,
}

/// What a complete order says.
pub(super) struct Granted {
    /// Why.
    pub(super) reason: String,
    /// Who says so.
    pub(super) author: String,
    /// The last day it holds.
    pub(super) until: Date,
}

const SEPARATORS: [&str; 3] = ["--", "—", "–"];

/// Reads a comment; `None` when it gives limpide no order.
pub(super) fn read<'t>(remark: &Remark<'t>) -> Option<Read<'t>> {
    let base = remark.location.span.start;
    let placed = |part: &'t str| {
        let from = part.as_ptr() as usize - remark.text.as_ptr() as usize;
        let span = Span::of(from..from + part.len());
        (part, Span::new(base + span.start, base + span.end))
    };
    let after_name = remark.text.trim_start_matches('#').trim_start().strip_prefix("limpide")?;
    let after_colon = after_name.trim_start().strip_prefix(':');
    let body = after_colon.unwrap_or(after_name).trim();
    let word_end = body.find(|c: char| c.is_whitespace()).unwrap_or(body.len());
    let (order, rest) = body.split_at(word_end);
    if !is_ignore(order) && (after_colon.is_none() || !is_meant_to_ignore(order, rest)) {
        return None;
    }

    let separator = SEPARATORS.iter().filter_map(|mark| rest.find(mark).map(|at| (at, mark.len()))).min();
    let (names, tail) = match separator {
        Some((at, length)) => (&rest[..at], Some(rest[at + length..].trim())),
        None => (rest, None),
    };
    let names = names.split([',', ' ', '\u{a0}']).map(str::trim).filter(|name| !name.is_empty()).map(placed).collect();
    let mut parts: Vec<&str> = tail.unwrap_or_default().split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    let end_date = parts.pop_if(|part| looks_like_a_date(part)).map(placed);
    let author = if parts.len() > 1 { parts.pop().unwrap_or_default() } else { "" };
    let reason = match (parts.first(), parts.last()) {
        (Some(first), Some(last)) => {
            let start = first.as_ptr() as usize - remark.text.as_ptr() as usize;
            let end = last.as_ptr() as usize - remark.text.as_ptr() as usize + last.len();
            &remark.text[start..end]
        }
        _ => "",
    };
    Some(Read { order: placed(order), names, tail: tail.filter(|tail| !tail.is_empty()).map(placed), reason, author, end_date })
}

fn is_ignore(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "ignorer" | "ignore")
}

/// Another word that its author took for « ignorer »: close to it, or followed by a rule's code. Any other comment that speaks of
/// limpide is only a comment.
fn is_meant_to_ignore(word: &str, rest: &str) -> bool {
    let is_code = |name: &str| {
        name.len() == 6 && name.is_ascii() && name[..3].chars().all(char::is_alphabetic) && name[3..].parse::<u16>().is_ok()
    };
    strsim::levenshtein(&word.to_lowercase(), "ignorer") <= 3 || rest.split([',', ' ', '\u{a0}']).any(is_code)
}

/// Digits and what stands between them in a date: `2027-06-30`, `30/06/2027`.
fn looks_like_a_date(part: &str) -> bool {
    part.starts_with(|c: char| c.is_ascii_digit()) && part.chars().all(|c| c.is_ascii_digit() || "-/.".contains(c))
}

impl Read<'_> {
    /// What is wrong with it by itself: one thing, the first that its author must mend.
    pub(super) fn defects(&self, remark: &Remark<'_>, today: Date) -> Vec<Defect> {
        let at = |kind, span| vec![Defect { kind, location: Location::new(remark.location.file, span) }];
        let (word, word_span) = self.order;
        if !is_ignore(word) {
            return at(DefectKind::UnknownOrder(word.to_owned()), word_span);
        }
        let Some((_, last_name)) = self.names.last() else {
            return at(DefectKind::NoRule, word_span);
        };
        let missing = [
            (Part::Reason, self.reason.is_empty()),
            (Part::Author, self.author.is_empty()),
            (Part::EndDate, self.end_date.is_none()),
        ];
        let missing: Vec<_> = missing.into_iter().filter_map(|(part, is_missing)| is_missing.then_some(part)).collect();
        if !missing.is_empty() {
            return at(DefectKind::Incomplete(missing), self.tail.map_or(*last_name, |(_, span)| span));
        }
        match self.end_date.map(|(text, span)| (text, span, text.parse::<Date>())) {
            Some((text, span, Err(_))) => at(DefectKind::UnreadableDate(text.to_owned()), span),
            Some((_, span, Ok(until))) if until < today => at(DefectKind::Expired(until), span),
            Some((_, _, Ok(_))) | None => Vec::new(),
        }
    }

    /// What it says, when it is complete and holds on that day.
    pub(super) fn granted(&self, today: Date) -> Option<Granted> {
        let until = self.end_date.and_then(|(text, _)| text.parse::<Date>().ok()).filter(|until| *until >= today)?;
        let complete = is_ignore(self.order.0) && !self.reason.is_empty() && !self.author.is_empty();
        complete.then(|| Granted { reason: self.reason.to_owned(), author: self.author.to_owned(), until })
    }
}
