//! The skeleton of a file: its blocks, lines and comments, before any line is read.
//!
//! A hand-written scan rather than a grammar, because a lost brace must cost one block and not the rest of the file: what tells where
//! a brace is missing is which words may start a block in which, and the indentation, and neither is a matter of grammar. It is linear, uses
//! no recursion, and never fails.

mod blocks;
mod texts;
mod words;

pub(super) use words::{parts, quoted_len, shortened};

use super::ast::Comment;
use super::keyword::{first_word, starts_with};
use crate::source::{FileId, Location, Problem, ProblemKind, Span};
use crate::values::fold;
use blocks::{Braces, Frame, is_heading, needs_block};
use std::borrow::Cow;
use words::starts_continuation;

/// One line (it may run over several lines of the file) and the block it opens, if any.
#[derive(Debug)]
pub(super) struct Line {
    /// The words, without the brace, comments at the ends, or surrounding spaces.
    pub(super) span: Span,
    /// The block.
    pub(super) block: Option<Block>,
    /// Whether it can be read at all: its texts are closed and its parentheses not too deep.
    pub(super) sound: bool,
    /// Spaces before it on its line of the file.
    column: u32,
}

impl Line {
    /// Some of the words of a line without block, as a line.
    pub(super) fn part(&self, text: &str, words: std::ops::Range<usize>) -> Self {
        let start = self.span.start as usize;
        let part = text[start + words.start..start + words.end].trim_end();
        let span = Span::of(start + words.start..start + words.start + part.len());
        Self { span, block: None, sound: self.sound, column: self.column }
    }

    /// The line and its block, closing brace included.
    pub(super) fn whole(&self) -> Span {
        Span::new(self.span.start, self.block.as_ref().map_or(self.span.end, |block| block.end))
    }
}

/// What is between two braces.
#[derive(Debug)]
pub(super) struct Block {
    /// The lines.
    pub(super) lines: Vec<Line>,
    /// One past the closing brace, or where it should have been.
    pub(super) end: u32,
}

/// A file cut into lines.
#[derive(Debug)]
pub(super) struct Skeleton {
    /// The lines at the top level.
    pub(super) lines: Vec<Line>,
    /// The comments.
    pub(super) comments: Vec<Comment>,
    /// Lost braces and unclosed texts.
    pub(super) problems: Vec<Problem>,
    /// The blocks whose braces are lost.
    pub(super) unreadable: Vec<Span>,
}

/// Nothing sensible nests deeper; beyond, braces are passed over and parentheses make a line unreadable. Keeps every later
/// recursion shallow.
const MAX_DEPTH: usize = 48;

/// No address is longer, in bytes.
const MAX_ADDRESS: usize = 2_048;

/// Cuts a file.
pub(super) fn read(file: FileId, text: &str) -> Skeleton {
    let mut scanner = Scanner {
        file,
        text,
        at: 0,
        line_start: 0,
        line_end: 0,
        frames: vec![Frame { word: Cow::Borrowed(""), header: None, lines: Vec::new(), braces: Braces::Found }],
        pending: None,
        skipped_braces: 0,
        comments: Vec::new(),
        problems: Vec::new(),
        unreadable: Vec::new(),
    };
    scanner.run();
    scanner.finish()
}

/// A line being read.
struct Pending {
    start: usize,
    end: usize,
    column: u32,
    depth: usize,
    sound: bool,
}

struct Scanner<'t> {
    file: FileId,
    text: &'t str,
    at: usize,
    /// The ends of the line of the file being read, kept so that a long line is not searched again at each sign.
    line_start: usize,
    line_end: usize,
    frames: Vec<Frame<'t>>,
    pending: Option<Pending>,
    skipped_braces: usize,
    comments: Vec<Comment>,
    problems: Vec<Problem>,
    unreadable: Vec<Span>,
}

impl<'t> Scanner<'t> {
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        self.line_end = self.search_end_of_line(0);
        while let Some(byte) = bytes.get(self.at).copied() {
            if self.at > self.line_end {
                self.enter_line();
            }
            match byte {
                b'\n' | b'\r' => {
                    self.at += if byte == b'\r' && bytes.get(self.at + 1) == Some(&b'\n') { 2 } else { 1 };
                    if self.pending.is_some() && !self.continues() {
                        self.end_line();
                    }
                }
                b'#' => self.comment(),
                b'{' => self.open_brace(),
                b'}' => self.close_brace(),
                b'"' => self.straight_text(),
                b'<' => self.angle(),
                0xC2 if bytes.get(self.at + 1) == Some(&0xAB) => self.quoted_text(),
                b' ' => self.at += 1,
                _ if is_plain(byte) => {
                    let rest = bytes[self.at..].iter();
                    self.take(rest.take_while(|byte| is_plain(**byte)).count());
                }
                _ => self.character(byte),
            }
        }
        self.end_line();
    }

    fn character(&mut self, byte: u8) {
        let character = self.text[self.at..].chars().next().unwrap_or(' ');
        let len = character.len_utf8();
        if character.is_whitespace() || character == '\u{feff}' {
            self.at += len;
            return;
        }
        self.take(len);
        let Some(pending) = &mut self.pending else { return };
        match byte {
            b'(' => {
                pending.depth += 1;
                pending.sound &= pending.depth <= MAX_DEPTH;
            }
            b')' => pending.depth = pending.depth.saturating_sub(1),
            _ => {}
        }
    }

    /// Adds `len` bytes to the line being read, and starts it when needed.
    fn take(&mut self, len: usize) {
        let end = self.at + len;
        if let Some(pending) = &mut self.pending {
            pending.end = end;
        } else {
            let column = self.column(self.at);
            self.pending = Some(Pending { start: self.at, end, column, depth: 0, sound: true });
        }
        self.at = end;
    }

    /// After an end of line was passed: where the current line starts and ends.
    fn enter_line(&mut self) {
        self.line_start = memchr::memrchr2(b'\n', b'\r', &self.text.as_bytes()[..self.at]).map_or(0, |newline| newline + 1);
        self.line_end = self.search_end_of_line(self.at);
    }

    fn search_end_of_line(&self, from: usize) -> usize {
        memchr::memchr2(b'\n', b'\r', &self.text.as_bytes()[from..]).map_or(self.text.len(), |newline| from + newline)
    }

    /// Spaces before a byte of the current line, a tab counting for one; `u32::MAX` when it is not the first thing on it.
    fn column(&self, at: usize) -> u32 {
        let mut column = 0;
        for character in self.text[self.line_start..at].trim_start_matches('\u{feff}').chars() {
            if !character.is_whitespace() {
                return u32::MAX;
            }
            column += 1;
        }
        column
    }

    fn comment(&mut self) {
        let end = self.line_end;
        let alone = self.column(self.at) != u32::MAX;
        self.comments.push(Comment { span: Span::of(self.at..end), alone, target: None });
        self.at = end;
    }

    /// Whether the line being read goes on after this end of line: the next line starts with a word or a sign that never starts a line,
    /// or this one ends with one that never ends a line.
    fn continues(&self) -> bool {
        let Some(pending) = &self.pending else { return false };
        let so_far = &self.text[pending.start..pending.end];
        let mut rest = &self.text[self.at..];
        loop {
            rest = rest.trim_start_matches([' ', '\t', '\u{a0}', '\u{202f}']);
            if !rest.starts_with('#') {
                break;
            }
            let end = rest.find('\n').map_or(rest.len(), |newline| newline + 1);
            rest = &rest[end..];
        }
        if rest.is_empty() || rest.starts_with(['\n', '\r', '}', '{']) {
            return false;
        }
        // In a sanction, `selon` states the text it stands on, a line of its own.
        if self.frames.last().is_some_and(|frame| frame.word == "sanction") && starts_with(rest, "selon").is_some() {
            return false;
        }
        let ends_open =
            so_far.ends_with([',', '(', '=', '+', '*', '<', '×', '÷']) || so_far.ends_with(" et") || so_far.ends_with(" ou");
        ends_open || starts_continuation(rest)
    }

    fn end_line(&mut self) {
        let Some(line) = self.take_line() else { return };
        let (word, rest) = self.words(&line);
        if is_heading(&word, rest) {
            self.close_up_to(&word, line.span);
        }
        let opens = needs_block(&word) && self.may_open_here(&word) && self.next_line_is_deeper(line.column);
        let is_formula = matches!(&*word, "droit" | "calcul") && self.text[line.span.range()].contains('=');
        if opens && !is_formula {
            self.lost_opening(&line);
            self.push_frame(word, line, Braces::OpeningLost);
            return;
        }
        self.frames.last_mut().expect("interne : la pile a toujours le fichier").lines.push(line);
    }

    fn take_line(&mut self) -> Option<Line> {
        let pending = self.pending.take()?;
        let mut end = pending.end;
        if self.text[pending.start..end].ends_with(';') {
            let semicolon = Span::of(end - 1..end);
            let problem = Problem::new(
                ProblemKind::Spelling,
                Location::new(self.file, semicolon),
                "le point-virgule en fin de ligne est inutile : la fin de la ligne suffit",
            );
            self.problems.push(problem.with_label("à retirer").with_correction("retirer le point-virgule", semicolon, ""));
            end = pending.start + self.text[pending.start..end - 1].trim_end().len();
            if end == pending.start {
                return None;
            }
        }
        if !pending.sound && pending.depth > MAX_DEPTH {
            let span = Span::of(pending.start..end.min(pending.start + 60).max(pending.start));
            let span = Span::new(span.start, self.floor_boundary(span.end));
            self.unreadable.push(Span::of(pending.start..end));
            let problem = Problem::new(
                ProblemKind::UnreadableLine,
                Location::new(self.file, span),
                format!("cette ligne ouvre plus de {MAX_DEPTH} parenthèses les unes dans les autres : elle n'est pas lue"),
            );
            self.problems.push(
                problem.with_help("découpez la condition : donnez un nom à ses morceaux avec `calcul nom : oui ou non = …`"),
            );
        }
        Some(Line { span: Span::of(pending.start..end), block: None, sound: pending.sound, column: pending.column })
    }

    fn floor_boundary(&self, offset: u32) -> u32 {
        let mut at = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        u32::try_from(at).unwrap_or(u32::MAX)
    }

    /// The folded first word of a line, and what follows it.
    fn words(&self, line: &Line) -> (Cow<'t, str>, &'t str) {
        let text = &self.text[line.span.range()];
        let word = first_word(text);
        let is_plain = word.bytes().all(|byte| byte.is_ascii_lowercase());
        (if is_plain { Cow::Borrowed(word) } else { Cow::Owned(fold(word)) }, &text[word.len()..])
    }

    fn finish(mut self) -> Skeleton {
        let end = u32::try_from(self.text.trim_end().len()).unwrap_or(u32::MAX);
        while self.frames.len() > 1 {
            self.lost_closing(end);
        }
        let lines = self.frames.pop().map_or_else(Vec::new, |frame| frame.lines);
        let mut targets = Vec::new();
        if !self.comments.is_empty() {
            collect_spans(&lines, &mut targets);
        }
        for comment in self.comments.iter_mut().filter(|comment| comment.alone) {
            let next = targets.partition_point(|target: &Span| target.start < comment.span.end);
            comment.target = targets.get(next).copied();
        }
        Skeleton { lines, comments: self.comments, problems: self.problems, unreadable: self.unreadable }
    }
}

/// Letters, digits and `_` in one byte: words are passed over whole.
const fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// The spans of all lines with their blocks, in the order of their starts.
fn collect_spans(lines: &[Line], spans: &mut Vec<Span>) {
    for line in lines {
        spans.push(line.whole());
        if let Some(block) = &line.block {
            collect_spans(&block.lines, spans);
        }
    }
}

/// The words of the line at a place.
pub(super) fn line_at(lines: &[Line], offset: u32) -> Option<Span> {
    let rank = lines.partition_point(|line| line.span.start <= offset).checked_sub(1)?;
    let line = &lines[rank];
    if line.span.touches(offset) {
        return Some(line.span);
    }
    line_at(&line.block.as_ref()?.lines, offset)
}
