//! `Reference`: a text of law a page rests on. « Code civil : articles 372 à 373-1 » names the text, then its articles.

use super::xml::{self, Node};
use crate::model::{Origin, Sourced};
use crate::source::FileId;
use crate::values::{CitedResource, LegalCitation, Text};

/// The text a reference cites; `None` when it has no title.
pub(super) fn citation(file: FileId, node: Node<'_>) -> Option<Sourced<LegalCitation>> {
    let title = xml::child_words(node, "Titre")?;
    let span = xml::span(node);
    let (resource, article) = match split(&title.value) {
        Some((resource, article)) => (Text::new(resource.into(), title.span), Some(Text::new(article.into(), title.span))),
        None => (title, None),
    };
    let citation = LegalCitation { resource: CitedResource::Quoted(resource), article, url: xml::attribute(node, "URL"), span };
    Some(Sourced { value: citation, origin: Origin::exact(file, span) })
}

/// The text and its articles, when the title names both.
fn split(title: &str) -> Option<(&str, &str)> {
    let (resource, articles) = title.split_once(':')?;
    let articles = articles.trim();
    let rest = articles.strip_prefix("articles").or_else(|| articles.strip_prefix("article"))?.trim();
    (!rest.is_empty() && !resource.trim().is_empty()).then(|| (resource.trim(), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_parted_from_their_text() {
        assert_eq!(split("Code civil\u{a0}: articles 372 à 373-1"), Some(("Code civil", "372 à 373-1")));
        assert_eq!(split("Loi n°78-753 : dispositions diverses"), None);
    }
}
