//! A notice, a letter, a page: plain text or Markdown, read for its words only.
//!
//! It makes one procedure whose texts are its paragraphs, titles and items; one that greets or takes leave of its reader is a letter. A text is not a
//! whole procedure: what it does not say may be said elsewhere, and no rule says « n'est pas dit » of it. What is not addressed to the reader is left
//! out: quotations, code, HTML, the header of the file. The signs of Markdown become spaces, so that each word keeps its place.

use super::Imported;
use crate::model::{Letter, Model, Origin, Part, PublicService, Sourced, Stated, Symbol, SymbolKind};
use crate::source::{FileId, Location, Span};
use crate::values::{Text, fold};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// What a prose file says.
#[derive(Debug, Default)]
pub struct Prose {
    /// The procedure it makes.
    pub imported: Imported,
    /// What is written in HTML comments, which people do not read, and the paragraph that follows each.
    pub remarks: Vec<(Span, Option<Span>)>,
}

/// Whether a file is read as prose, by its name.
#[must_use]
pub fn is_prose(path: &str) -> bool {
    is_markdown(path) || has_extension(path, "txt")
}

fn is_markdown(path: &str) -> bool {
    has_extension(path, "md") || has_extension(path, "markdown")
}

fn has_extension(path: &str, extension: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case(extension))
}

/// Reads a text. Any text can be read.
#[must_use]
pub fn read(file: FileId, path: &str, text: &str) -> Prose {
    let Blocks { blocks, remarks } = if is_markdown(path) { markdown(text) } else { plain(text) };
    let title = blocks.iter().find(|block| block.is_title).or_else(|| blocks.first());
    let name = name(path);
    let whole = Span::of(0..text.len());
    let mut service = PublicService {
        title: title.map_or_else(|| name.as_str().into(), |block| block.words.trim().into()),
        name: name.into(),
        origin: Origin::exact(file, whole),
        heading: Location::new(file, title.map_or(whole, Block::span)),
        // What seems missing may be said elsewhere: a text is not a procedure.
        partly_unreadable: true,
        ..PublicService::default()
    };
    let remarks = remarks
        .into_iter()
        .map(|remark| {
            let next = blocks.iter().find(|block| block.place.start >= remark.end);
            (Span::of(remark), next.map(Block::span))
        })
        .collect();
    let texts: Vec<_> = blocks
        .into_iter()
        .map(|block| {
            let span = block.span();
            Sourced { value: Text::new(block.words.into(), span), origin: Origin::exact(file, span) }
        })
        .collect();
    if texts.iter().any(|text| is_of_a_letter(&text.value.value)) {
        let (origin, heading, title) = (service.origin, service.heading, service.title.clone());
        let (kind, mentions, name) = (None, Vec::new(), service.name.clone());
        service.letters.push(Letter { origin, heading, name, title, kind, mentions, bodies: texts });
    } else if !texts.is_empty() {
        service.presentations = Stated::Said(texts);
    }
    let mut model = Model::default();
    let location = service.heading;
    let symbol = Symbol { name: service.name.clone(), kind: SymbolKind::PublicService(0), location };
    service.symbol = model.symbols.push(symbol);
    model.services.push(service);
    Prose { imported: Imported { part: Part::imported(model), ..Imported::default() }, remarks }
}

/// Whether a paragraph greets the reader of a letter (« Madame, Monsieur, »), or is of those that only letters hold.
fn is_of_a_letter(paragraph: &str) -> bool {
    /// « Monsieur le Président, », « Chère Madame Martin, »
    const LONGEST_GREETING: usize = 6;
    const GREETINGS: [&str; 6] = ["madame", "monsieur", "mesdames", "messieurs", "cher", "chere"];
    const FORMULAS: [&str; 8] = [
        "veuillez agreer",
        "prie d'agreer",
        "veuillez recevoir",
        "prie de recevoir",
        "salutations distinguees",
        "consideration distinguee",
        "j'ai l'honneur de",
        "sinceres salutations",
    ];
    let folded = fold(paragraph);
    let mut words = folded.split_whitespace();
    let greets = words.next().is_some_and(|first| GREETINGS.contains(&first.trim_end_matches(',')));
    greets && folded.trim_end().ends_with(',') && words.count() < LONGEST_GREETING
        || FORMULAS.iter().any(|words| folded.contains(words))
}

/// A name of the language made of the path: no other file has it.
fn name(path: &str) -> String {
    let letters = fold(path).chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '_' }).collect::<String>();
    format!("texte_{}", letters.trim_matches('_'))
}

/// A paragraph, a title or an item: its words, as long as its place in the file.
#[derive(Debug)]
struct Block {
    place: Range<usize>,
    words: String,
    is_title: bool,
}

impl Block {
    fn span(&self) -> Span {
        Span::of(self.place.clone())
    }
}

#[derive(Debug, Default)]
struct Blocks {
    blocks: Vec<Block>,
    remarks: Vec<Range<usize>>,
}

/// Paragraphs are apart by a blank line; lines that begin with `>` are quotations.
fn plain(text: &str) -> Blocks {
    let mut blocks = Vec::new();
    let mut begun: Option<Range<usize>> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        let is_text = !words.is_empty() && !words.starts_with('>');
        let own = at..at + line.trim_end().len();
        begun = match (begun, is_text) {
            (Some(place), true) => Some(place.start..own.end),
            (None, true) => Some(own.start + line.len() - line.trim_start().len()..own.end),
            (place, false) => {
                blocks.extend(place.map(|place| plain_block(text, place)));
                None
            }
        };
        at += line.len();
    }
    blocks.extend(begun.map(|place| plain_block(text, place)));
    Blocks { blocks, remarks: Vec::new() }
}

fn plain_block(text: &str, place: Range<usize>) -> Block {
    Block { words: text[place.clone()].to_owned(), place, is_title: false }
}

/// The blocks of a Markdown text.
fn markdown(text: &str) -> Blocks {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut reading = Reading { text, found: Blocks::default(), begun: None, n_apart: 0 };
    for (event, place) in Parser::new_ext(text, options).into_offset_iter() {
        reading.event(&event, place);
    }
    reading.finish();
    reading.found
}

/// A Markdown text being read.
struct Reading<'t> {
    text: &'t str,
    found: Blocks,
    /// The block begun: the pieces that people read, and whether it is a title.
    begun: Option<(Vec<Range<usize>>, bool)>,
    /// How many quotations, blocks of code and the like are open.
    n_apart: usize,
}

impl Reading<'_> {
    fn event(&mut self, event: &Event<'_>, place: Range<usize>) {
        match event {
            Event::Start(Tag::BlockQuote(_) | Tag::CodeBlock(_) | Tag::MetadataBlock(_) | Tag::HtmlBlock) => {
                self.finish();
                self.n_apart += 1;
            }
            Event::End(TagEnd::BlockQuote(_) | TagEnd::CodeBlock | TagEnd::MetadataBlock(_) | TagEnd::HtmlBlock) => {
                self.n_apart = self.n_apart.saturating_sub(1);
            }
            Event::Start(Tag::Heading { .. }) => self.begin(true),
            Event::Start(Tag::Paragraph | Tag::Item | Tag::TableCell) => self.begin(false),
            Event::End(TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell | TagEnd::List(_)) => {
                self.finish()
            }
            Event::Text(_) if self.n_apart == 0 => {
                let (pieces, _) = self.begun.get_or_insert_default();
                pieces.push(place);
            }
            Event::Html(_) | Event::InlineHtml(_) => self.remark(place),
            _ => {}
        }
    }

    fn begin(&mut self, is_title: bool) {
        self.finish();
        self.begun = Some((Vec::new(), is_title));
    }

    /// Ends the block begun: what stands between its pieces is blank, but for the ends of lines.
    fn finish(&mut self) {
        let Some((pieces, is_title)) = self.begun.take() else { return };
        let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return };
        let place = first.start..last.end;
        let mut words = String::with_capacity(place.len());
        for piece in &pieces {
            let between = &self.text[place.start + words.len()..piece.start];
            words.extend(between.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
            words.push_str(&self.text[piece.clone()]);
        }
        if !words.trim().is_empty() {
            self.found.blocks.push(Block { place, words, is_title });
        }
    }

    /// Keeps what an HTML comment says.
    fn remark(&mut self, place: Range<usize>) {
        let html = &self.text[place.clone()];
        let Some(start) = html.find("<!--").map(|at| at + 4) else { return };
        let Some(end) = html[start..].find("-->").map(|at| start + at) else { return };
        let words = &html[start..end];
        let start = start + words.len() - words.trim_start().len();
        self.found.remarks.push(place.start + start..place.start + start + words.trim().len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each block, checked to be as long as its place.
    fn blocks(path: &str, text: &str) -> Vec<String> {
        let Blocks { blocks, .. } = if is_markdown(path) { markdown(text) } else { plain(text) };
        let shown = |block: Block| {
            assert_eq!(block.words.len(), block.place.len(), "chaque mot garde sa place");
            let title = if block.is_title { "# " } else { "" };
            format!("{title}{}", block.words.split_whitespace().collect::<Vec<_>>().join(" "))
        };
        blocks.into_iter().map(shown).collect()
    }

    #[test]
    fn the_words_of_markdown_keep_their_place() {
        let text = "---\ntitre: non lu\n---\n# Votre aide\n\nLisez **bien** [la notice](https://exemple.fr/etc) :\n\n- un acte ;\n- une `photo.jpg`.\n\n\
                    > Article 3 : nonobstant.\n\n```sh\nlimpide check\n```\n\n| Pièce | Où |\n|---|---|\n| Acte | Mairie |\n";
        assert_eq!(
            blocks("notice.md", text),
            ["# Votre aide", "Lisez bien la notice :", "un acte ;", "une .", "Pièce", "Où", "Acte", "Mairie"]
        );
    }

    #[test]
    fn paragraphs_of_plain_text_are_apart_by_a_blank_line() {
        let text = "Madame,\nMonsieur,\n\n  Votre demande\nest reçue.\r\n\r\n> cité\n";
        assert_eq!(blocks("lettre.txt", text), ["Madame, Monsieur,", "Votre demande est reçue."]);
        assert_eq!(blocks("vide.txt", ""), Vec::<String>::new());
    }

    #[test]
    fn a_letter_is_told_from_a_notice_by_how_it_greets_and_takes_leave() {
        let is_letter = |text: &str| {
            let prose = read(FileId(0), "a.txt", text);
            let service = &prose.imported.part.model().services[0];
            assert_ne!(service.letters.is_empty(), service.presentations.is_not_said(), "l'un ou l'autre");
            !service.letters.is_empty()
        };
        assert!(is_letter("Madame, Monsieur,\n\nVotre demande est reçue."));
        assert!(is_letter("Monsieur le Maire,\n\nVotre demande est reçue."));
        assert!(is_letter("La demande est rejetée.\n\nJe vous prie d’agréer, Madame, mes salutations."));
        assert!(
            !is_letter("Madame Martin vous reçoit le lundi, le mardi,\n\nsur rendez-vous.") && !is_letter("Demander une aide")
        );
    }

    #[test]
    fn a_comment_speaks_of_the_paragraph_below() {
        let text = "Un.\n\n<!-- limpide: ignorer LAN003 -- mot de la loi, A. Martin, 2027-01-01 -->\n\nDeux.\n";
        let prose = read(FileId(0), "a.md", text);
        let (remark, target) = prose.remarks[0];
        assert!(text[remark.range()].starts_with("limpide: ignorer") && text[remark.range()].ends_with("2027-01-01"));
        assert_eq!(target.map(|target| &text[target.range()]), Some("Deux."));
    }
}
