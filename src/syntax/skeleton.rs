//! The skeleton of a file: its blocks, lines and comments, before any line is read.
//!
//! A hand-written scan rather than a grammar, because a lost brace must cost one block and not the rest of the file: what tells where
//! a brace is missing is which words may start a block in which, and the indentation, and neither is a matter of grammar. It is linear, uses
//! no recursion, and never fails.

use super::ast::Comment;
use super::keyword::{first_word, starts_with};
use crate::source::{FileId, Location, Problem, ProblemKind, Span};
use crate::values::fold;

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
        frames: vec![Frame { word: String::new(), header: None, lines: Vec::new(), braces: Braces::Found }],
        pending: None,
        skipped_braces: 0,
        comments: Vec::new(),
        problems: Vec::new(),
        unreadable: Vec::new(),
    };
    scanner.run();
    scanner.finish()
}

/// The words that may open a block, by the word of the block they stand in (`""` is the file).
fn opens_in(word: &str, container: &str) -> bool {
    match container {
        "" => matches!(
            word,
            "organisme"
                | "piece"
                | "donnee"
                | "demarche"
                | "parcours"
                | "profil"
                | "droit"
                | "calcul"
                | "texte"
                | "evenement"
                | "terme"
        ),
        "demarche" => matches!(
            word,
            "contact" | "donnees" | "etape" | "decision" | "sanction" | "courrier" | "droit" | "calcul" | "cas" | "terme"
        ),
        _ => false,
    }
}

/// Whether a line is the heading of a definition, braces apart: `étape dépôt « … »`, `décision par x`, `cas « … »`.
fn is_heading(word: &str, rest: &str) -> bool {
    let rest = rest.trim_start();
    let name = first_word(rest);
    let after_name = rest[name.len()..].trim_start();
    let titled = !name.is_empty() && after_name.starts_with(['«', '"', ':']);
    match word {
        "organisme" | "piece" | "donnee" | "demarche" | "parcours" | "profil" | "droit" | "calcul" | "etape" | "courrier" => {
            titled
        }
        "cas" | "sanction" => rest.starts_with(['«', '"']),
        _ => false,
    }
}

/// The words after which a block is expected, when the next line is further to the right.
fn needs_block(word: &str) -> bool {
    matches!(
        word,
        "demarche"
            | "etape"
            | "cas"
            | "decision"
            | "parcours"
            | "profil"
            | "droit"
            | "calcul"
            | "organisme"
            | "piece"
            | "sanction"
            | "courrier"
    )
}

/// A block being read.
struct Frame {
    /// The folded first word of its heading; empty for the file.
    word: String,
    /// Its heading; none for the file.
    header: Option<Line>,
    /// The lines read so far.
    lines: Vec<Line>,
    /// What is known of its braces.
    braces: Braces,
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
    frames: Vec<Frame>,
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
        self.line_start = self.text[..self.at].rfind(['\n', '\r']).map_or(0, |newline| newline + 1);
        self.line_end = self.search_end_of_line(self.at);
    }

    fn search_end_of_line(&self, from: usize) -> usize {
        self.text[from..].find(['\n', '\r']).map_or(self.text.len(), |newline| from + newline)
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
        let is_formula = matches!(word.as_str(), "droit" | "calcul") && self.text[line.span.range()].contains('=');
        if opens && !is_formula {
            self.lost_opening(&line);
            self.push_frame(word, line, Braces::OpeningLost);
            return;
        }
        self.frames.last_mut().expect("interne : la pile a toujours le fichier").lines.push(line);
    }

    fn may_open_here(&self, word: &str) -> bool {
        self.frames.last().is_some_and(|frame| opens_in(word, &frame.word))
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
    fn words(&self, line: &Line) -> (String, &'t str) {
        let text = &self.text[line.span.range()];
        let word = first_word(text);
        (fold(word), &text[word.len()..])
    }

    fn next_line_is_deeper(&self, column: u32) -> bool {
        let rest = &self.text[self.at..];
        let Some(next) = rest.split(['\n', '\r']).find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'))
        else {
            return false;
        };
        let indentation = next.chars().take_while(|character| character.is_whitespace()).count();
        column != u32::MAX && indentation > column as usize && !next.trim_start().starts_with('}')
    }

    fn open_brace(&mut self) {
        let Some(line) = self.take_line() else {
            self.stray(self.at, "une accolade `{` s'ouvre sans titre de bloc devant elle");
            self.skipped_braces += 1;
            self.at += 1;
            return;
        };
        self.at += 1;
        if self.frames.len() > MAX_DEPTH {
            self.skipped_braces += 1;
            return;
        }
        let (word, _) = self.words(&line);
        self.close_up_to(&word, line.span);
        self.push_frame(word, line, Braces::Found);
    }

    fn push_frame(&mut self, word: String, header: Line, braces: Braces) {
        self.frames.push(Frame { word, header: Some(header), lines: Vec::new(), braces });
    }

    /// A heading that cannot stand in the current block but can in one around it: the blocks in between are not closed.
    fn close_up_to(&mut self, word: &str, line: Span) {
        let Some(depth) = self.frames.iter().rposition(|frame| opens_in(word, &frame.word)) else { return };
        while self.frames.len() > depth + 1 {
            self.lost_closing(line.start);
        }
    }

    /// Closes the innermost block, whose brace is missing before `before`.
    fn lost_closing(&mut self, before: u32) {
        let Some(frame) = self.frames.last() else { return };
        let Some(header) = &frame.header else { return };
        let title = heading(&self.text[header.span.range()]);
        let end = frame.lines.last().map_or(header.span.end, |line| line.whole().end);
        let problem = Problem::new(
            ProblemKind::LostBrace,
            Location::new(self.file, header.span),
            format!("le bloc « {title} » n'est pas fermé : il manque une accolade `}}`"),
        );
        let indentation = " ".repeat(header.column.min(40) as usize);
        let insert_at = Span::new(end, end);
        let said_already = frame.braces == Braces::OpeningLost;
        let problem = problem
            .with_label("ce bloc s'ouvre ici")
            .with_help(format!("ajoutez une ligne `}}` à la fin du bloc « {title} »"))
            .with_related(Location::new(self.file, Span::new(before, before)), "il devrait être fermé avant cette ligne")
            .with_correction("ajouter l'accolade fermante", insert_at, format!("\n{indentation}}}"));
        if !said_already {
            self.problems.push(problem);
        }
        self.unreadable.push(Span::new(header.span.start, end));
        self.pop_frame(end);
    }

    fn lost_opening(&mut self, line: &Line) {
        let title = heading(&self.text[line.span.range()]);
        let problem = Problem::new(
            ProblemKind::LostBrace,
            Location::new(self.file, line.span),
            format!("le bloc « {title} » n'est pas ouvert : il manque une accolade `{{`"),
        );
        let end = Span::new(line.span.end, line.span.end);
        self.unreadable.push(line.span);
        self.problems.push(
            problem
                .with_label("il manque `{` au bout de cette ligne")
                .with_help("écrivez l'accolade au bout de la ligne de titre : `étape dépôt « Déposez le dossier » {`")
                .with_correction("ajouter l'accolade ouvrante", end, " {"),
        );
    }

    fn close_brace(&mut self) {
        let first_on_line = self.pending.is_none() && self.column(self.at) != u32::MAX;
        self.end_line();
        if self.skipped_braces > 0 {
            self.skipped_braces -= 1;
            self.at += 1;
            return;
        }
        if first_on_line {
            self.close_deeper_blocks(self.column(self.at));
        }
        let at = self.at;
        self.at += 1;
        if self.frames.len() == 1 {
            self.stray(at, "une accolade `}` ferme un bloc qui n'est pas ouvert");
            return;
        }
        self.pop_frame(u32::try_from(at + 1).unwrap_or(u32::MAX));
    }

    /// A brace aligned with the heading of an outer block closes that one: the inner ones were left open.
    fn close_deeper_blocks(&mut self, column: u32) {
        let aligned = |frame: &Frame| frame.header.as_ref().is_some_and(|header| header.column == column);
        let deeper =
            |frame: &Frame| frame.header.as_ref().is_some_and(|header| header.column != u32::MAX && header.column > column);
        if !self.frames.iter().any(aligned) {
            return;
        }
        while self.frames.last().is_some_and(deeper) {
            self.lost_closing(u32::try_from(self.at).unwrap_or(u32::MAX));
        }
    }

    fn stray(&mut self, at: usize, message: &str) {
        let span = Span::of(at..at + 1);
        let problem = Problem::new(ProblemKind::LostBrace, Location::new(self.file, span), message);
        self.problems.push(problem.with_label("en trop, ou l'autre accolade manque plus haut").with_help(
            "chaque `{` au bout d'un titre se ferme par un `}` seul sur sa ligne ; retirez celle-ci ou ajoutez l'autre",
        ));
    }

    fn pop_frame(&mut self, end: u32) {
        let Some(frame) = self.frames.pop() else { return };
        let Some(mut header) = frame.header else { return };
        header.block = Some(Block { lines: frame.lines, end });
        self.frames.last_mut().expect("interne : la pile a toujours le fichier").lines.push(header);
    }

    fn straight_text(&mut self) {
        let end = self.line_end;
        match self.text[self.at + 1..end].find('"') {
            Some(quote) => self.take(quote + 2),
            None => self.unclosed_text("\""),
        }
    }

    /// A text between guillemets; it may run over several lines, and hold guillemets opened and closed on one line.
    fn quoted_text(&mut self) {
        let opening = '«'.len_utf8();
        let mut depth = 0_u32;
        let mut line_of_opening_ended = false;
        for (offset, character) in self.text[self.at..].char_indices() {
            match character {
                '«' if depth > 0 && line_of_opening_ended => break,
                '«' => depth += 1,
                '»' => depth -= 1,
                '\n' => line_of_opening_ended = true,
                _ => {}
            }
            if depth > 2 {
                break;
            }
            if depth == 0 && offset >= opening {
                self.take(offset + character.len_utf8());
                return;
            }
        }
        self.unclosed_text("»");
    }

    /// A text that never closes ends with its line, where a `{` is still the opening of a block.
    fn unclosed_text(&mut self, closing: &str) {
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
    fn angle(&mut self) {
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

/// What is known of the braces of a block.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Braces {
    /// The opening one is there.
    Found,
    /// The opening one is lost, which was said: its missing closing brace is no second cause.
    OpeningLost,
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

/// A line cut into words (`true`) and texts or addresses (`false`), in order.
pub(super) fn parts(words: &str) -> Vec<(&str, bool)> {
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
pub(super) fn quoted_len(rest: &str) -> usize {
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
fn starts_continuation(rest: &str) -> bool {
    const WORDS: [&str; 6] = ["parce que", "selon", "si", "sauf si", "et", "ou"];
    rest.starts_with([',', ')', '+', '*', '/', '=', '<', '>', '≤', '≥', '≠', '×', '÷'])
        || WORDS.iter().any(|word| starts_with(rest, word).is_some())
}

/// A heading without its title, to be quoted in a message.
fn heading(words: &str) -> String {
    shortened(words.split(['«', '"', '<']).next().unwrap_or(words))
}

/// The user's words, short enough to be quoted in a message.
pub(super) fn shortened(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() <= 40 {
        return words;
    }
    let short: String = words.chars().take(38).collect();
    format!("{}…", short.trim_end())
}
