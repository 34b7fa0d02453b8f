//! What a record is: its ID, its site, its title, its day, its place in the site.

use super::record::{Key, Record, Site, Titled};
use super::xml::{self, Node};
use crate::source::{Span, Spanned};
use crate::values::{Date, Text};

/// The head of a record.
pub(super) fn record(root: Node<'_>) -> Record {
    let title = title(root);
    Record {
        key: key(root),
        root: xml::name(root).into(),
        kind: xml::plain(root, "type").into(),
        title: title.value,
        modified: modified(root).map(|date| date.value),
        important_change: xml::attribute(root, "dateDerniereModificationImportante").map(|date| date.value),
        being_updated: xml::plain(root, "statut") == "enCoursDeMiseAJour",
        url: xml::attribute(root, "spUrl").map(|url| url.value),
        audiences: xml::children(root, "Audience").map(|audience| xml::words(audience).value).collect(),
        theme: xml::child(root, "Theme").and_then(titled),
        folder: xml::child(root, "DossierPere").and_then(titled),
        trail: xml::child(root, "FilDAriane")
            .into_iter()
            .flat_map(|trail| xml::children(trail, "Niveau"))
            .filter_map(titled)
            .collect(),
        contributors: contributors(root),
        life_events: xml::children(root, "CommentFaireSi").filter_map(|link| target(link, "ID", key(root).site)).collect(),
        body: ["Introduction", "ListeSituations", "Texte"]
            .into_iter()
            .flat_map(|name| xml::children(root, name).map(xml::span))
            .collect(),
        cerfa: xml::children(root, "NumeroCerfa").map(|number| xml::words(number).value).collect(),
        ..Record::default()
    }
}

/// The ID and the site of a record.
fn key(root: Node<'_>) -> Key {
    let trail = xml::child(root, "FilDAriane").and_then(|trail| xml::child(trail, "Niveau"));
    let first = trail.and_then(|level| Site::of(xml::plain(level, "ID")));
    let site = first
        .or_else(|| xml::plain(root, "spUrl").split('/').find_map(Site::of))
        .or_else(|| xml::children(root, "Audience").find_map(|audience| Site::of(&xml::words(audience).value)));
    Key { id: xml::plain(root, "ID").into(), site: site.unwrap_or_default() }
}

/// The page an element leads to; the same site when it does not say which.
pub(super) fn target(node: Node<'_>, id: &str, here: Site) -> Option<Key> {
    let id = xml::attribute(node, id)?.value;
    Some(Key { id, site: Site::of(xml::plain(node, "audience")).unwrap_or(here) })
}

/// The title of a record; its ID when it has none.
pub(super) fn title(root: Node<'_>) -> Text {
    xml::child_words(root, "title").unwrap_or_else(|| Text::new(xml::plain(root, "ID").into(), head(root)))
}

/// The day of the last change: « modified 2020-08-26 ».
pub(super) fn modified(root: Node<'_>) -> Option<Spanned<Date>> {
    let date = xml::child_words(root, "date")?;
    let day = date.value.split_whitespace().find_map(|word| word.parse().ok())?;
    Some(Spanned::new(day, date.span))
}

/// The opening tag of the root: where to show what concerns the whole record.
fn head(root: Node<'_>) -> Span {
    let whole = root.range();
    let end = root.first_child().map_or(whole.end, |first| first.range().start);
    Span::of(whole.start..end)
}

/// An element with its ID and its title: its own words when it has no title.
fn titled(node: Node<'_>) -> Option<Titled> {
    let title = xml::child_words(node, "Titre").unwrap_or_else(|| xml::words(node));
    (!title.value.is_empty()).then(|| Titled {
        id: xml::plain(node, "ID").into(),
        title,
        url: xml::attribute(node, "URL").map(|url| url.value),
    })
}

/// The bodies that helped to write, the publisher left out.
fn contributors(root: Node<'_>) -> Vec<Box<str>> {
    let Some(all) = xml::child_words(root, "contributor") else { return Vec::new() };
    let names = all.value.split(',').map(str::trim);
    names.filter(|name| !name.is_empty() && !name.starts_with("Direction de l'information légale")).map(Into::into).collect()
}

/// The texts of law at the foot of a page.
pub(super) fn references(root: Node<'_>) -> Vec<Titled> {
    xml::children(root, "Reference").filter_map(titled).collect()
}
