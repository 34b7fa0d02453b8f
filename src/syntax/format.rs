//! The canonical layout: two spaces a block, one fact a line, one space between words, spelling of the language mended.
//!
//! Meaning never changes: texts, comments and lines that cannot be read are kept to the letter, and a file whose braces are lost is
//! left alone, since nothing says how its lines nest. Columns are not aligned on purpose: adding a line must not change its neighbours.

use super::ast::Comment;
use super::keyword::starts_with;
use super::skeleton::{self, Line, quoted_len};
use crate::source::{FileId, ProblemKind, Span, apply_edits};

/// A line longer than this is folded before `si`, `parce que`, `selon`, `et`, `ou`, and between the texts of a list.
const WIDTH: usize = 110;

/// The file in canonical layout. Idempotent.
#[must_use]
pub fn format(text: &str) -> String {
    let text = &mend_spelling(text);
    let file = FileId(0);
    let skeleton = skeleton::read(file, text);
    if skeleton.problems.iter().any(|problem| problem.kind == ProblemKind::LostBrace) {
        return text.clone();
    }
    let unreadable = super::parse(file, text).document.unreadable;
    let mut formatter = Formatter {
        text,
        comments: &skeleton.comments,
        next_comment: 0,
        unreadable,
        output: String::with_capacity(text.len()),
        last: 0,
    };
    formatter.lines(&skeleton.lines, text.len(), 0);
    let mut output = formatter.output;
    output.truncate(output.trim_end().len());
    if !output.is_empty() {
        output.push('\n');
    }
    output
}

/// The words of the language written as they should be.
fn mend_spelling(text: &str) -> String {
    let mut text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n");
    // Mending one word may uncover another (`etape` opens a block, whose lines are then read).
    for _ in 0..4 {
        let problems = super::parse(FileId(0), &text).problems;
        let spellings = problems.iter().filter(|problem| problem.kind == ProblemKind::Spelling);
        let corrections = spellings.filter_map(|problem| problem.correction.as_ref());
        let edits =
            corrections.map(|correction| correction.edits.iter().map(|(span, written)| (*span, written.as_str())).collect());
        let (mended, n_applied) = apply_edits(&text, edits);
        text = mended;
        if n_applied == 0 {
            break;
        }
    }
    text
}

struct Formatter<'t> {
    text: &'t str,
    comments: &'t [Comment],
    next_comment: usize,
    unreadable: Vec<Span>,
    output: String,
    /// Where the last thing written ends in the text.
    last: usize,
}

impl Formatter<'_> {
    /// The lines of a block that ends at `end`.
    fn lines(&mut self, lines: &[Line], end: usize, depth: usize) {
        let mut first = true;
        let mut previous_had_block = false;
        for line in lines {
            let start = line.span.start as usize;
            first &= !self.comments_before(start, depth, first);
            let has_block = line.block.is_some();
            let gap = if first {
                0
            } else if depth == 0 && (previous_had_block || has_block) && !self.follows_comment(start) {
                1
            } else {
                self.blank_lines(start)
            };
            self.blank(gap);
            self.line(line, depth);
            first = false;
            previous_had_block = has_block;
        }
        self.comments_before(end, depth, first);
    }

    fn line(&mut self, line: &Line, depth: usize) {
        let whole = line.whole();
        if self.is_unreadable(whole) || (line.block.is_none() && self.is_unreadable(line.span)) || self.holds_comment(line.span) {
            let raw_end = if line.block.is_some() && self.holds_comment(line.span) { line.span.end } else { whole.end };
            self.raw(Span::new(line.span.start, raw_end));
        } else if self.is_unreadable(line.span) {
            self.raw(line.span);
        } else {
            let words = canonical(&self.text[line.span.range()]);
            self.output.push_str(&folded(&words, depth));
        }
        self.last = self.last.max(line.span.end as usize);
        if self.is_unreadable(whole) && line.block.is_some() {
            self.last = whole.end as usize;
            self.skip_comments(whole.end as usize);
            self.end_of_line();
            return;
        }
        let Some(block) = &line.block else {
            self.end_of_line();
            return;
        };
        self.output.push_str(" {");
        self.last = self.text[self.last..].find('{').map_or(self.last, |brace| self.last + brace + 1);
        let is_empty = block.lines.is_empty() && !self.comments[self.next_comment..].iter().any(|c| c.span.start < block.end);
        if is_empty {
            self.output.push('}');
        } else {
            self.end_of_line();
            self.lines(&block.lines, block.end as usize - 1, depth + 1);
            self.indent(depth);
            self.output.push('}');
        }
        self.last = block.end as usize;
        self.end_of_line();
    }

    /// Ends the line, with the comment that stands beside it.
    fn end_of_line(&mut self) {
        if let Some(comment) = self.comments.get(self.next_comment) {
            let start = comment.span.start as usize;
            let between = self.text.get(self.last..start).unwrap_or("\n");
            if start >= self.last && !between.contains(['\n', '\r', '{', '}']) && between.trim().trim_matches(';').is_empty() {
                self.output.push_str("  ");
                self.output.push_str(self.text[comment.span.range()].trim_end());
                self.last = comment.span.end as usize;
                self.next_comment += 1;
            }
        }
        self.output.push('\n');
    }

    /// Writes the comments that stand before a place; whether there were any.
    fn comments_before(&mut self, end: usize, depth: usize, first: bool) -> bool {
        let mut any = false;
        while let Some(comment) = self.comments.get(self.next_comment).filter(|comment| (comment.span.start as usize) < end) {
            let start = comment.span.start as usize;
            let gap = if first && !any { 0 } else { self.blank_lines(start) };
            self.blank(gap);
            self.indent(depth);
            self.output.push_str(self.text[comment.span.range()].trim_end());
            self.output.push('\n');
            self.last = comment.span.end as usize;
            self.next_comment += 1;
            any = true;
        }
        any
    }

    fn skip_comments(&mut self, end: usize) {
        while self.comments.get(self.next_comment).is_some_and(|comment| (comment.span.start as usize) < end) {
            self.next_comment += 1;
        }
    }

    /// Whether what was written last is a comment just above.
    fn follows_comment(&self, start: usize) -> bool {
        let before = self.text[..start].trim_end();
        let line = before.rsplit('\n').next().unwrap_or("");
        line.trim_start().starts_with('#') && self.blank_lines(start) == 0
    }

    /// 1 when a blank line stands between the last thing written and a place.
    fn blank_lines(&self, start: usize) -> usize {
        let between = self.text.get(self.last..start).unwrap_or("");
        usize::from(between.matches('\n').count() > 1)
    }

    fn blank(&mut self, n_lines: usize) {
        if n_lines > 0 && !self.output.is_empty() {
            self.output.push('\n');
        }
    }

    fn indent(&mut self, depth: usize) {
        self.output.push_str(&"  ".repeat(depth));
    }

    /// Whether exactly this could not be read; the list is sorted.
    fn is_unreadable(&self, span: Span) -> bool {
        self.unreadable.binary_search(&span).is_ok()
    }

    fn holds_comment(&self, span: Span) -> bool {
        self.comments.get(self.next_comment).is_some_and(|comment| comment.span.start < span.end)
    }

    /// Writes words to the letter, with the spaces before them on their line.
    fn raw(&mut self, span: Span) {
        let start = self.text[..span.start as usize].rfind('\n').map_or(0, |newline| newline + 1);
        let own_line = self.text[start..span.start as usize].trim().is_empty();
        let from = if own_line { start } else { span.start as usize };
        self.output.push_str(&self.text[from..span.end as usize]);
        self.skip_comments(span.end as usize);
    }
}

/// The words of a line with one space between them; texts and addresses are kept.
fn canonical(line: &str) -> String {
    let mut words = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let taken = quoted_len(rest);
        if taken > 0 {
            push_word(&mut words, &canonical_text(&rest[..taken]));
            rest = &rest[taken..];
        } else if first.is_whitespace() {
            let spaces = rest.len() - rest.trim_start().len();
            let no_break = spaces == first.len_utf8() && first != ' ' && first != '\t' && first != '\n';
            push_space(&mut words, if no_break { first } else { ' ' });
            rest = &rest[spaces..];
        } else if let Some(sign) = sign_at(&words, rest) {
            spaced(&mut words, sign);
            rest = rest[sign.len()..].trim_start();
        } else {
            words.push(first);
            rest = &rest[first.len_utf8()..];
            if first == '(' {
                rest = rest.trim_start();
            }
        }
    }
    words.truncate(words.trim_end().len());
    words
}

/// The sign that starts here and stands alone between spaces.
fn sign_at(before: &str, rest: &str) -> Option<&'static str> {
    let between_digits =
        before.ends_with(|last: char| last.is_ascii_digit()) && rest.chars().nth(1).is_some_and(|next| next.is_ascii_digit());
    ["<=", ">=", "<>", "==", "!=", "≤", "≥", "≠", "=", "<", ">", ":", ","]
        .into_iter()
        .find(|sign| rest.starts_with(sign))
        .filter(|sign| !(between_digits && (*sign == ":" || *sign == ",")))
}

fn spaced(words: &mut String, sign: &str) {
    words.truncate(words.trim_end().len());
    if sign != "," && !words.is_empty() {
        words.push(' ');
    }
    words.push_str(sign);
    words.push(' ');
}

fn push_space(words: &mut String, space: char) {
    if !words.is_empty() && !words.ends_with(char::is_whitespace) {
        words.push(space);
    }
}

fn push_word(words: &mut String, word: &str) {
    if !words.ends_with([' ', '(']) {
        push_space(words, ' ');
    }
    words.push_str(word);
    words.push(' ');
}

/// A text between guillemets, a space inside each; straight quotes become guillemets.
fn canonical_text(text: &str) -> String {
    let straight = text.strip_prefix('"').and_then(|inner| inner.strip_suffix('"'));
    let inner = match straight {
        Some(inner) if inner.contains(['«', '»']) => return text.to_owned(),
        Some(inner) => inner,
        None => match text.strip_prefix('«').and_then(|inner| inner.strip_suffix('»')) {
            Some(inner) => inner,
            None => return text.to_owned(),
        },
    };
    let is_kept = |space: char| space.is_whitespace() && space != '\n' && space != '\t';
    let before = inner.chars().next().filter(|space| is_kept(*space)).unwrap_or(' ');
    let after = inner.chars().next_back().filter(|space| is_kept(*space)).unwrap_or(' ');
    format!("«{before}{}{after}»", inner.trim())
}

/// The line at its depth, folded when it is too long: before `si`, `parce que`, `selon` first, then before `et` and `ou`, then between
/// the texts of a list.
fn folded(words: &str, depth: usize) -> String {
    let indentation = "  ".repeat(depth);
    if words.chars().count() + indentation.len() <= WIDTH || words.contains('\n') {
        return format!("{indentation}{words}");
    }
    let continued = format!("\n{indentation}  ");
    let width = WIDTH - indentation.len() - 2;
    let lines = packed(cut(words, &["parce que", "selon", "sauf si", "si"]), width);
    let again = |line: String, cut: fn(&str) -> Vec<&str>| {
        if line.chars().count() > width { packed(cut(&line), width) } else { vec![line] }
    };
    let lines = lines.into_iter().flat_map(|line| again(line, |line| cut(line, &["et", "ou"])));
    let lines = lines.flat_map(|line| again(line, cut_between_texts));
    format!("{indentation}{}", lines.collect::<Vec<_>>().join(&continued))
}

/// Puts as many pieces on each line as its width allows.
fn packed(pieces: Vec<&str>, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for piece in pieces {
        match lines.last_mut() {
            Some(line) if line.chars().count() + piece.trim_end().chars().count() < width => line.push_str(piece),
            Some(_) | None => lines.push(piece.to_owned()),
        }
    }
    lines.iter().map(|line| line.trim_end().to_owned()).collect()
}

/// The words cut after each comma between two texts, outside parentheses.
fn cut_between_texts(words: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut from, mut at, mut depth) = (0, 0, 0_usize);
    while let Some(character) = words[at..].chars().next() {
        let skipped = quoted_len(&words[at..]);
        match character {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += if skipped > 0 { skipped } else { character.len_utf8() };
        if character == ',' && depth == 0 && words[..at].ends_with("»,") && words[at..].starts_with(" «") {
            at += 1;
            pieces.push(&words[from..at]);
            from = at;
        }
    }
    pieces.push(&words[from..]);
    pieces
}

/// The words cut before each of some words, outside texts, addresses and parentheses.
fn cut<'w>(words: &'w str, starts: &[&str]) -> Vec<&'w str> {
    let mut cuts = vec![0];
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(character) = words[at..].chars().next() {
        let rest = &words[at..];
        let skipped = quoted_len(rest);
        match character {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let is_start = depth == 0 && words[..at].ends_with(' ') && starts.iter().any(|start| starts_with(rest, start).is_some());
        if is_start && !words[..at].ends_with("sauf ") {
            cuts.push(at);
        }
        at += if skipped > 0 { skipped } else { character.len_utf8() };
    }
    cuts.push(words.len());
    cuts.windows(2).map(|ends| &words[ends[0]..ends[1]]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_of_options_is_folded_between_them_and_stays() {
        let options = ["une réponse, longue", "une autre (ou non)", "une troisième", "Hébergé à titre gratuit", "je ne sais pas"];
        let text = format!("donnée logement : un parmi « {} » « Comment êtes-vous logé ? »\n", options.join(" », « "));
        let once = format(&text);
        assert_eq!(
            once,
            "donnée logement : un parmi « une réponse, longue », « une autre (ou non) », « une troisième »,\n  \
             « Hébergé à titre gratuit », « je ne sais pas » « Comment êtes-vous logé ? »\n"
        );
        assert_eq!(format(&once), once);
    }
}
