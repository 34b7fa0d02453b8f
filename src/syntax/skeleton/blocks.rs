//! Blocks: which may stand in which, and what a lost brace costs.
//!
//! Two things tell where a brace is missing: a heading that cannot stand in the block being read but can in one around it, and a closing
//! brace aligned with the heading of an outer block.

use super::super::keyword::first_word;
use super::words::heading;
use super::{Block, Line, MAX_DEPTH, Scanner};
use crate::source::{Location, Problem, ProblemKind, Span};
use std::borrow::Cow;

/// A block being read.
pub(super) struct Frame<'t> {
    /// The folded first word of its heading; empty for the file.
    pub(super) word: Cow<'t, str>,
    /// Its heading; none for the file.
    pub(super) header: Option<Line>,
    /// The lines read so far.
    pub(super) lines: Vec<Line>,
    /// What is known of its braces.
    pub(super) braces: Braces,
}

/// What is known of the braces of a block.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Braces {
    /// The opening one is there.
    Found,
    /// The opening one is lost, which was said: its missing closing brace is no second cause.
    OpeningLost,
}

/// The words that may open a block, by the word of the block they stand in (`""` is the file).
pub(super) fn opens_in(word: &str, container: &str) -> bool {
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
        "etape" | "dossier" => matches!(word, "repeter" | "dossier"),
        "repeter" => word == "repeter",
        _ => false,
    }
}

/// Whether a line is the heading of a definition, braces apart: `étape dépôt « … »`, `décision par x`, `cas « … »`.
pub(super) fn is_heading(word: &str, rest: &str) -> bool {
    let rest = rest.trim_start();
    match word {
        "organisme" | "piece" | "donnee" | "demarche" | "parcours" | "profil" | "droit" | "calcul" | "etape" | "courrier" => {
            let name = first_word(rest);
            !name.is_empty() && rest[name.len()..].trim_start().starts_with(['«', '"', ':'])
        }
        "cas" | "sanction" | "repeter" | "dossier" => rest.starts_with(['«', '"']),
        _ => false,
    }
}

/// The words after which a block is expected, when the next line is further to the right.
pub(super) fn needs_block(word: &str) -> bool {
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
            | "repeter"
            | "dossier"
    )
}

impl<'t> Scanner<'t> {
    pub(super) fn may_open_here(&self, word: &str) -> bool {
        self.frames.last().is_some_and(|frame| opens_in(word, &frame.word))
    }

    pub(super) fn next_line_is_deeper(&self, column: u32) -> bool {
        let rest = &self.text[self.at..];
        let Some(next) = rest.split(['\n', '\r']).find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'))
        else {
            return false;
        };
        let indentation = next.chars().take_while(|character| character.is_whitespace()).count();
        column != u32::MAX && indentation > column as usize && !next.trim_start().starts_with('}')
    }

    pub(super) fn open_brace(&mut self) {
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

    pub(super) fn push_frame(&mut self, word: Cow<'t, str>, header: Line, braces: Braces) {
        self.frames.push(Frame { word, header: Some(header), lines: Vec::new(), braces });
    }

    /// A heading that cannot stand in the current block but can in one around it: the blocks in between are not closed.
    pub(super) fn close_up_to(&mut self, word: &str, line: Span) {
        let Some(depth) = self.frames.iter().rposition(|frame| opens_in(word, &frame.word)) else { return };
        while self.frames.len() > depth + 1 {
            self.lost_closing(line.start);
        }
    }

    /// Closes the innermost block, whose brace is missing before `before`.
    pub(super) fn lost_closing(&mut self, before: u32) {
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

    pub(super) fn lost_opening(&mut self, line: &Line) {
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

    pub(super) fn close_brace(&mut self) {
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
    pub(super) fn close_deeper_blocks(&mut self, column: u32) {
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

    pub(super) fn stray(&mut self, at: usize, message: &str) {
        let span = Span::of(at..at + 1);
        let problem = Problem::new(ProblemKind::LostBrace, Location::new(self.file, span), message);
        self.problems.push(problem.with_label("en trop, ou l'autre accolade manque plus haut").with_help(
            "chaque `{` au bout d'un titre se ferme par un `}` seul sur sa ligne ; retirez celle-ci ou ajoutez l'autre",
        ));
    }

    pub(super) fn pop_frame(&mut self, end: u32) {
        let Some(frame) = self.frames.pop() else { return };
        let Some(mut header) = frame.header else { return };
        header.block = Some(Block { lines: frame.lines, end });
        self.frames.last_mut().expect("interne : la pile a toujours le fichier").lines.push(header);
    }
}
