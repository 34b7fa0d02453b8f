//! The few lines of a file that a finding shows, as a small text of their own: long lines cut around the words that matter, control
//! characters made visible, each line with its number in the file.

use crate::source::{LineIndex, Span};
use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use std::collections::BTreeMap;

/// A line longer than this many bytes is cut.
const LONGEST_LINE: usize = 200;
/// Bytes kept on each side of the words that matter in a cut line.
const AROUND: usize = 60;
const CUT: char = '…';

/// Lines of a file.
#[derive(Debug)]
pub(super) struct Excerpt {
    path: String,
    text: String,
    lines: Vec<Line>,
}

/// A line of the excerpt.
#[derive(Debug)]
struct Line {
    /// Its number in the file, from 0.
    number: u32,
    /// Where its text starts in the excerpt.
    start: usize,
    /// Where its text ends in the excerpt, line break excluded.
    end: usize,
    /// The byte of the file where what is kept of it starts.
    origin: usize,
    /// Bytes of the mark that shows a cut before.
    mark: usize,
    /// Characters of the line left out before what is kept.
    n_skipped: usize,
}

impl Excerpt {
    /// The lines where those places start, and their neighbours.
    pub(super) fn new(path: &str, text: &str, index: &LineIndex, spans: impl Iterator<Item = Span>) -> Self {
        let mut wanted: BTreeMap<u32, Option<Span>> = BTreeMap::new();
        for span in spans {
            let line = index.line(span.start);
            let here = first_line(span, line, text, index);
            let after = (line + 1 < u32::try_from(index.n_lines()).unwrap_or(u32::MAX)).then_some(line + 1);
            for neighbour in line.checked_sub(1).into_iter().chain(after) {
                wanted.entry(neighbour).or_default();
            }
            let known = wanted.entry(line).or_default();
            *known = Some(known.map_or(here, |known| known.cover(here)));
        }
        let mut excerpt = Self { path: path.to_owned(), text: String::new(), lines: Vec::with_capacity(wanted.len()) };
        for (number, focus) in wanted {
            excerpt.push(number, focus, text, index);
        }
        excerpt
    }

    fn push(&mut self, number: u32, focus: Option<Span>, text: &str, index: &LineIndex) {
        let whole = index.line_text(number, text);
        let line_start = index.line_start(number, text) as usize;
        let bom = if whole.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let (from, to) = if whole.len() <= LONGEST_LINE {
            (bom, whole.len())
        } else {
            let focus = focus.map_or(0..0, |span| span.start as usize - line_start..span.end as usize - line_start);
            let from = boundary(whole, focus.start.saturating_sub(AROUND)).max(bom);
            (from, boundary(whole, (focus.end + AROUND).clamp(from + LONGEST_LINE / 2, from + 2 * LONGEST_LINE)))
        };
        let mark = if from > bom { CUT.len_utf8() } else { 0 };
        let start = self.text.len();
        if mark > 0 {
            self.text.push(CUT);
        }
        self.text.extend(whole[from..to].chars().flat_map(visible));
        let end = self.text.len();
        if to < whole.len() {
            self.text.push(CUT);
        }
        self.text.push('\n');
        let n_skipped = whole[bom..from].chars().count();
        self.lines.push(Line { number, start, end, origin: line_start + from, mark, n_skipped });
    }

    /// A place of the file in the excerpt, cut at the end of its first line: start and length.
    pub(super) fn place(&self, span: Span) -> (usize, usize) {
        let from = span.start as usize;
        let after = self.lines.partition_point(|line| line.origin <= from);
        let line = &self.lines[after.saturating_sub(1)];
        let at = |byte: usize| (line.start + line.mark + byte.saturating_sub(line.origin)).min(line.end);
        let start = at(from);
        (start, at(span.end as usize).max(start) - start)
    }

    fn line_at(&self, offset: usize) -> usize {
        self.lines.partition_point(|line| line.start <= offset).saturating_sub(1)
    }
}

/// What a place covers of its first line, without the spaces at its end.
fn first_line(span: Span, line: u32, text: &str, index: &LineIndex) -> Span {
    let line_start = index.line_start(line, text);
    let line_end = line_start + u32::try_from(index.line_text(line, text).len()).unwrap_or(u32::MAX);
    Span::new(span.start.min(line_end), span.end.min(line_end).max(span.start.min(line_end)))
}

/// The character boundary at or before that byte, the end of the text at most.
fn boundary(text: &str, byte: usize) -> usize {
    (0..=byte.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// A character as shown: those that would move the cursor or change colours are replaced, byte for byte.
fn visible(character: char) -> impl Iterator<Item = char> {
    let hidden = character.is_control() && character != '\t';
    let (shown, n_times) = if hidden { ('?', character.len_utf8()) } else { (character, 1) };
    std::iter::repeat_n(shown, n_times)
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        n_before: usize,
        n_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let follows = |line: usize| self.lines[line].number == self.lines[line - 1].number + 1;
        let (here, last) = (self.line_at(span.offset()), self.line_at(span.offset() + span.len()));
        let first = if n_before > 0 && here > 0 && follows(here) { here - 1 } else { here };
        let last = if n_after > 0 && last + 1 < self.lines.len() && follows(last + 1) { last + 1 } else { last };
        let start = self.lines[first].start;
        let end = self.lines.get(last + 1).map_or(self.text.len(), |line| line.start);
        let line = &self.lines[here];
        let n_read = self.text[(line.start + line.mark).min(span.offset())..span.offset()].chars().count();
        Ok(Box::new(MietteSpanContents::new_named(
            self.path.clone(),
            &self.text.as_bytes()[start..end],
            (start, end - start).into(),
            self.lines[first].number as usize,
            line.n_skipped + n_read,
            last - first + 1,
        )))
    }
}
