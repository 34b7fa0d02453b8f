//! `Definition` and `Abreviation`: the words and acronyms a page explains.

use super::xml::{self, Node};
use crate::values::Term;

/// The words of that kind a record explains, with their ID.
pub(super) fn terms(root: Node<'_>, element: &'static str) -> Vec<(Box<str>, Term)> {
    let term = |node: Node<'_>| {
        let word = xml::child_words(node, "Titre")?;
        let meaning = xml::child_words(node, "Texte")?;
        Some((xml::plain(node, "ID").into(), Term { word, meaning, span: xml::span(node) }))
    };
    xml::children(root, element).filter_map(term).collect()
}
