//! Which parts of a page are cases, of which a person is in one: tabs, situations, and the chapters that ask again for the same document.

use super::body::{APART, Body, is_sequential};
use super::documents::begins_with_a_document;
use super::requirement::wording;
use super::xml::{self, Node};
use crate::values::{Expression, fold};
use roxmltree::NodeId;

impl<'a> Body<'_, 'a> {
    /// Learns which case each variable of a guided search stands for, before anything reads it.
    pub(super) fn learn_cases(&mut self, root: Node<'a>) {
        let blocks = root
            .descendants()
            .filter(|node| xml::is(*node, "BlocCas") || (xml::is(*node, "ListeSituations") && !is_sequential(*node)));
        for block in blocks.filter(|node| !node.ancestors().any(|above| APART.contains(&xml::name(above)))) {
            let parts: Vec<_> = block.children().filter(|part| xml::is(*part, "Cas") || xml::is(*part, "Situation")).collect();
            let conditions = self.alternatives(&parts);
            for (part, condition) in parts.into_iter().zip(conditions) {
                self.questions.learn(part, condition);
            }
        }
    }

    /// Those of some chapters side by side that are cases: they ask for the same document, and a person gives it once.
    pub(super) fn chapters_as_cases(&mut self, node: Node<'a>) -> Vec<(NodeId, Expression)> {
        let is_chapter = |child: &Node<'a>| xml::is(*child, "Chapitre") || xml::is(*child, "SousChapitre");
        let titled = node.children().filter(is_chapter).filter(|child| xml::child(*child, "Titre").is_some());
        let titled: Vec<_> = titled.collect();
        if titled.len() < 2 {
            return Vec::new();
        }
        let mut chapters: Vec<(Node<'a>, Vec<String>)> = titled.into_iter().map(|chapter| (chapter, asked_in(chapter))).collect();
        let shared: Vec<bool> = (0..chapters.len())
            .map(|rank| {
                let is_asked_beside = |document: &String| {
                    chapters.iter().enumerate().any(|(other, (_, documents))| other != rank && documents.contains(document))
                };
                chapters[rank].1.iter().any(is_asked_beside)
            })
            .collect();
        // « Bail signé depuis juin 2020 » and « Bail signé en août 2015 » are values of one list, whatever each asks for.
        let beginnings: Vec<_> = chapters.iter().map(|(chapter, _)| beginning(*chapter)).collect();
        let begins_as_a_case = |rank: usize| {
            let is_case = |(beginning, is_shared): (&String, &bool)| *is_shared && *beginning == beginnings[rank];
            beginnings.iter().zip(&shared).any(is_case)
        };
        let mut are_cases = (0..chapters.len()).map(begins_as_a_case);
        chapters.retain(|_| are_cases.next() == Some(true));
        let titles: Vec<_> = chapters.iter().map(|(chapter, _)| xml::child_words(*chapter, "Titre")).collect();
        if titles.len() < 2 {
            return Vec::new();
        }
        let conditions = self.questions.choice(&titles);
        chapters.iter().zip(conditions).filter_map(|((chapter, _), condition)| Some((chapter.id(), condition?))).collect()
    }

    /// The condition of each of some alternatives.
    pub(super) fn alternatives(&mut self, parts: &[Node<'a>]) -> Vec<Option<Expression>> {
        let titles: Vec<_> = parts.iter().map(|part| xml::child_words(*part, "Titre")).collect();
        let chosen = self.questions.choice(&titles);
        let conditions = parts.iter().zip(&titles).zip(chosen);
        conditions.map(|((part, title), chosen)| chosen.or_else(|| self.questions.formal(*part, title.as_ref()))).collect()
    }
}

/// How the title of a chapter begins, folded; its whole title when it is short.
fn beginning(chapter: Node<'_>) -> String {
    const ALIKE: usize = 2;
    let title = xml::child_words(chapter, "Titre").map(|title| fold(&title.value)).unwrap_or_default();
    title.split_whitespace().take(ALIKE).collect::<Vec<_>>().join(" ")
}

/// The documents that the lists of a chapter ask for at first sight, folded.
fn asked_in(chapter: Node<'_>) -> Vec<String> {
    let items = xml::descendants(chapter, "Item").map(|item| wording(item).value);
    items.filter(|words| begins_with_a_document(words)).map(|words| fold(words.trim_end_matches(['.', ';', ',', ' ']))).collect()
}
