//! Links between pages: a link inside a document asked is a need, any other a mention.

use super::identity::target;
use super::record::{Edge, EdgeKind, Site};
use super::xml::{self, Node};
use rustc_hash::FxHashSet;

/// Every link of a record; `documents` are the items of lists of documents, in the order of the text.
pub(super) fn edges(root: Node<'_>, documents: &[Node<'_>], here: Site) -> Vec<Edge> {
    let items: FxHashSet<_> = documents.iter().map(|item| item.id()).collect();
    let links = xml::descendants(root, "LienInterne");
    let edge = |link: Node<'_>| {
        let is_needed = link.ancestors().any(|above| items.contains(&above.id()));
        let kind = if is_needed { EdgeKind::Needs } else { EdgeKind::Mentions };
        Some(Edge { kind, target: target(link, "LienPublication", here)?, span: xml::span(link) })
    };
    links.filter_map(edge).collect()
}
