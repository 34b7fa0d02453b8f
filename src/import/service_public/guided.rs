//! `Problematiques` and `Questionnaire`: a guided search is a tree of choices, each setting variables that the fiches then read.

use super::identity::target;
use super::record::{Question, Site};
use super::xml::{self, Node};
use crate::values::Text;

/// The trees of a record; empty when it is not a guided search.
pub(super) fn questions(root: Node<'_>, here: Site) -> Vec<Question> {
    let searches = xml::children(root, "Problematiques").flat_map(|all| xml::children(all, "Problematique"));
    let quizzes = xml::children(root, "Questionnaire").flat_map(|all| xml::children(all, "Question"));
    searches.chain(quizzes).map(|node| question(node, here)).collect()
}

fn question(node: Node<'_>, here: Site) -> Question {
    let said = xml::child_words(node, "IntituleSiSelectionne");
    let title = xml::child_words(node, "Titre").or_else(|| said.clone());
    let answers = node.children().filter(|child| xml::is(*child, "Branche") || xml::is(*child, "Choix"));
    Question {
        title: title.unwrap_or_else(|| Text::new("".into(), xml::span(node))),
        said,
        sets: xml::children(node, "SiSelectionne").flat_map(sets).collect(),
        target: xml::child(node, "LienInterne").and_then(|link| target(link, "LienPublication", here)),
        answers: answers.map(|answer| question(answer, here)).collect(),
    }
}

fn sets(chosen: Node<'_>) -> Vec<(Box<str>, bool)> {
    let all = chosen.children().filter(|node| xml::is(*node, "affecteVrai") || xml::is(*node, "affecteFaux"));
    all.filter_map(|node| Some((xml::attribute(node, "var")?.value, xml::is(node, "affecteVrai")))).collect()
}
