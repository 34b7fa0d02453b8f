//! The language reference: its snippets together are one workspace that reads without a problem, and no word of a closed list is missing. That no
//! line of the language is missing is tested beside the tables of the lines.

use super::page::fences;
use super::{empty_folder, root};
use limpide::project;
use limpide::source::Workspace;
use limpide::values::{
    AppealKind, Audience, ChannelKind, Concept, DecisionMode, EvidenceForm, FactKind, IncompleteFile, LetterKind, Mention,
    OrganisationNature, PaymentMeans, Signature, SilenceEffect, StartEvent, TrackingMeans,
};
use std::fs;

const PAGE: &str = "docs/langage.md";

fn page() -> String {
    fs::read_to_string(root().join(PAGE)).expect("la page se lit")
}

#[test]
fn the_snippets_of_the_reference_are_one_workspace_whose_names_and_types_hold() {
    let page = page();
    let snippets: Vec<_> = fences(&page).into_iter().filter(|fence| fence.info == "demarche").map(|fence| fence.body).collect();
    let mut workspace = Workspace::default();
    workspace.push(PAGE, snippets.join("\n"));
    let problems = project::read(&workspace).problems;
    assert!(problems.is_empty(), "{problems:#?}");
}

#[test]
fn the_reference_shows_what_its_reader_will_see() {
    super::assert_page_is_true(PAGE, &empty_folder("langage"));
}

#[test]
fn every_word_of_a_closed_list_is_in_the_reference() {
    let lists: [Vec<&str>; 16] = [
        OrganisationNature::ALL.iter().map(|word| word.word()).collect(),
        Audience::ALL.iter().map(|word| word.word()).collect(),
        ChannelKind::ALL.iter().map(|word| word.word()).collect(),
        TrackingMeans::ALL.iter().map(|word| word.word()).collect(),
        EvidenceForm::ALL.iter().map(|word| word.word()).collect(),
        AppealKind::ALL.iter().map(|word| word.word()).collect(),
        SilenceEffect::ALL.iter().map(|word| word.word()).collect(),
        PaymentMeans::ALL.iter().map(|word| word.word()).collect(),
        IncompleteFile::ALL.iter().map(|word| word.word()).collect(),
        Signature::ALL.iter().map(|word| word.word()).collect(),
        DecisionMode::ALL.iter().map(|word| word.word()).collect(),
        StartEvent::ALL.iter().map(|word| word.word()).collect(),
        LetterKind::ALL.iter().map(|word| word.word()).collect(),
        Mention::ALL.iter().map(|word| word.word()).collect(),
        Concept::ALL.iter().map(|word| word.word()).collect(),
        FactKind::ALL.iter().map(|word| word.word()).collect(),
    ];
    let page = page();
    let missing: Vec<_> = lists.into_iter().flatten().filter(|word| !page.contains(word)).collect();
    assert!(missing.is_empty(), "absents de {PAGE} : {missing:?}");
}
