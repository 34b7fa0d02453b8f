//! What every reader of this room asks of the XML tree: children by their names, words as people read them, places in the record.

use crate::source::{FileId, Location, Problem, ProblemKind, Span};
use crate::values::Text;
use roxmltree::{Document, Error, ParsingOptions};

/// An element of a record.
pub(super) type Node<'a> = roxmltree::Node<'a, 'a>;

/// How many elements and texts one record may hold: the largest real ones hold some 20,000.
const MOST_NODES: u32 = 2_000_000;
/// How deep elements may nest: real ones stay under 25.
const DEEPEST: usize = 200;

/// Parses one record; a document type, an entity of its own or an excess is an error with its place.
pub(super) fn parse(file: FileId, xml: &str) -> Result<Document<'_>, Problem> {
    if let Some(place) = too_deep(xml) {
        let message = format!("l'XML emboîte plus de {DEEPEST} éléments : ce n'est pas une fiche");
        return Err(problem(file, Span::of(place..place), message));
    }
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(xml, options).map_err(|error| refused(file, xml, &error))
}

/// A problem of a record at a place.
pub(super) fn problem(file: FileId, span: Span, message: impl Into<String>) -> Problem {
    Problem::new(ProblemKind::UnreadableLine, Location::new(file, span), message)
}

fn refused(file: FileId, xml: &str, error: &Error) -> Problem {
    let (message, help) = match error {
        Error::DtdDetected => {
            ("l'XML déclare un type de document", "retirez la déclaration « <!DOCTYPE … > » : une fiche n'en a pas")
        }
        Error::UnknownEntityReference(..) | Error::MalformedEntityReference(_) | Error::EntityReferenceLoop(_) => (
            "l'XML emploie une entité qui n'existe pas",
            "seules « &amp; », « &lt; », « &gt; », « &quot; » et « &apos; » sont admises",
        ),
        Error::NodesLimitReached => {
            ("l'XML est trop grand pour une seule fiche", "donnez une fiche par fichier, comme dans les archives de la DILA")
        }
        Error::UnclosedRootNode | Error::UnexpectedEndOfStream => {
            ("l'XML s'arrête avant la fin", "le fichier est coupé : téléchargez-le de nouveau")
        }
        Error::NoRootNode => {
            ("le fichier ne contient pas d'XML", "donnez une fiche de service-public.fr, un dossier ou une archive")
        }
        _ => ("l'XML n'est pas bien formé", "vérifiez le fichier à cet endroit, ou téléchargez-le de nouveau"),
    };
    let position = error.pos();
    let place = offset(xml, position.row, position.col);
    problem(file, Span::of(place..place), message).with_help(help)
}

/// The byte of a row and column counted from one, the column in characters.
fn offset(xml: &str, row: u32, column: u32) -> usize {
    let skipped = row.saturating_sub(1) as usize;
    let line_start = if skipped == 0 { 0 } else { xml.match_indices('\n').nth(skipped - 1).map_or(xml.len(), |(at, _)| at + 1) };
    let rest = &xml[line_start..];
    line_start + rest.char_indices().nth(column.saturating_sub(1) as usize).map_or(rest.len(), |(at, _)| at)
}

/// Where elements nest deeper than any record does: the parser and the readers follow the nesting on the stack.
fn too_deep(xml: &str) -> Option<usize> {
    let bytes = xml.as_bytes();
    let mut depth = 0usize;
    let mut rest = 0;
    while let Some(found) = xml[rest..].find(['<', '>']) {
        let at = rest + found;
        if bytes[at] == b'<' {
            match bytes.get(at + 1) {
                Some(b'/') => depth = depth.saturating_sub(1),
                Some(b'?' | b'!') => {}
                _ => depth += 1,
            }
        } else if at > 0 && bytes[at - 1] == b'/' {
            depth = depth.saturating_sub(1);
        }
        if depth > DEEPEST {
            return Some(at);
        }
        rest = at + 1;
    }
    None
}

/// Where an element stands.
pub(super) fn span(node: Node<'_>) -> Span {
    Span::of(node.range())
}

/// Whether an element has that name, whatever its prefix.
pub(super) fn is(node: Node<'_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

/// The name of an element, empty for a text.
pub(super) fn name(node: Node<'_>) -> &str {
    if node.is_element() { node.tag_name().name() } else { "" }
}

/// The first child of that name.
pub(super) fn child<'a>(node: Node<'a>, name: &str) -> Option<Node<'a>> {
    node.children().find(|child| is(*child, name))
}

/// The children of that name.
pub(super) fn children<'a>(node: Node<'a>, name: &'static str) -> impl Iterator<Item = Node<'a>> {
    node.children().filter(move |child| is(*child, name))
}

/// The elements of that name anywhere under this one.
pub(super) fn descendants<'a>(node: Node<'a>, name: &'static str) -> impl Iterator<Item = Node<'a>> {
    node.descendants().filter(move |child| is(*child, name))
}

/// An attribute with its place, when it is there and says something.
pub(super) fn attribute(node: Node<'_>, name: &str) -> Option<Text> {
    let attribute = node.attribute_node(name)?;
    let value = attribute.value().trim();
    (!value.is_empty()).then(|| Text::new(value.into(), Span::of(attribute.range_value())))
}

/// An attribute, empty when it is not there.
pub(super) fn plain<'a>(node: Node<'a>, name: &str) -> &'a str {
    node.attribute(name).unwrap_or_default().trim()
}

/// The words of an element. Its place is that of the words when they stand in one piece in the record, else the whole element's.
pub(super) fn words(node: Node<'_>) -> Text {
    words_without(node, &[])
}

/// The words of an element, those of some elements under it left out.
pub(super) fn words_without(node: Node<'_>, left_out: &[&str]) -> Text {
    let mut gathered = Gathered { value: String::new(), pieces: 0, last: span(node), after_element: false };
    gathered.add(node, left_out);
    let value = gathered.value.trim_matches(char::is_whitespace);
    let one_piece = (gathered.pieces == 1).then_some(gathered.last);
    let place = one_piece.and_then(|piece| verbatim(node.document().input_text(), piece, value));
    Text::new(value.into(), place.unwrap_or_else(|| span(node)))
}

/// The words gathered so far.
struct Gathered {
    value: String,
    /// How many texts they come from, and the place of the last.
    pieces: usize,
    last: Span,
    /// Whether an element has just ended: the spaces between two elements are lost in some editions of the records.
    after_element: bool,
}

impl Gathered {
    fn add(&mut self, node: Node<'_>, left_out: &[&str]) {
        for child in node.children() {
            if let Some(text) = child.text().filter(|_| child.is_text()) {
                append(&mut self.value, text);
                self.pieces += 1;
                self.last = span(child);
                self.after_element = false;
            } else if child.is_element() {
                if self.after_element {
                    append(&mut self.value, " ");
                }
                if !left_out.contains(&name(child)) {
                    self.add(child, left_out);
                }
                self.after_element = true;
            }
        }
    }
}

/// Where `value` stands in that piece of the record, when it is written there just so.
fn verbatim(xml: &str, piece: Span, value: &str) -> Option<Span> {
    let at = xml.get(piece.range())?.find(value).filter(|_| !value.is_empty())?;
    let start = piece.start as usize + at;
    Some(Span::of(start..start + value.len()))
}

/// Adds words, each run of spaces as one: a no-break one when it holds one.
fn append(value: &mut String, text: &str) {
    for letter in text.chars() {
        if !letter.is_whitespace() {
            value.push(letter);
        } else if value.ends_with(' ') {
            if letter == '\u{a0}' {
                value.pop();
                value.push(letter);
            }
        } else if !value.ends_with('\u{a0}') {
            value.push(if letter == '\u{a0}' { letter } else { ' ' });
        }
    }
}

/// The words of the child of that name, when there are any.
pub(super) fn child_words(node: Node<'_>, name: &str) -> Option<Text> {
    child(node, name).map(words).filter(|text| !text.value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(xml: &str) -> (String, String) {
        let document = parse(FileId(0), xml).expect("un XML bien formé");
        let text = words(document.root_element());
        (text.value.to_string(), xml[text.span.range()].to_owned())
    }

    #[test]
    fn words_touching_inline_elements_are_parted_and_letters_are_not() {
        let (value, _) =
            read("<P>Sous <V>21 jours</V><V>francs</V>, le 1<E>er</E> mai <L/>\n et\u{a0}: <M><V>a</V></M><V>b</V></P>");
        assert_eq!(value, "Sous 21 jours francs, le 1er mai et\u{a0}: a b");
    }

    #[test]
    fn words_in_one_piece_keep_their_own_place() {
        assert_eq!(read("<T><P> Sur place\n</P></T>"), ("Sur place".to_owned(), "Sur place".to_owned()));
        assert_eq!(read("<T>A &amp; B</T>"), ("A & B".to_owned(), "<T>A &amp; B</T>".to_owned()));
    }

    #[test]
    fn what_is_no_record_is_refused_with_its_place() {
        let refused = |xml: &str| {
            let problem = parse(FileId(0), xml).expect_err("un XML à refuser");
            format!("{}, octet {}", problem.message, problem.location.span.start)
        };
        let shown = [
            refused("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>"),
            refused("<a>é\n &b;</a>"),
            refused("<a><b></a>"),
            refused("<a><b>"),
            refused(""),
            refused(&"<a>".repeat(100_000)),
        ];
        insta::assert_snapshot!(shown.join("\n"));
    }
}
