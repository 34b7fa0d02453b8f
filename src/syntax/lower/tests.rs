//! No line of the language without an example in its reference.

use super::super::grammar::Rule;
use super::super::keyword::starts_with;
use super::super::skeleton::{self, Line};
use super::line::may_lack_accents;
use super::{Container, contact, decision, evidence, journey, letter, organisation, rule, service, step, top};
use crate::source::FileId;

/// The snippets of the language reference, the rest of the page blanked.
fn reference() -> String {
    let mut inside = false;
    let mut text = String::new();
    for line in include_str!("../../../docs/langage.md").lines() {
        if line.starts_with("```") {
            inside = line == "```demarche";
        } else if inside {
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

/// The lines of every block opened by a line that starts with those words.
fn inside<'l>(lines: &'l [Line], opener: &str, text: &str, found: &mut Vec<&'l Line>) {
    for line in lines {
        let Some(block) = &line.block else { continue };
        if starts_with(&text[line.span.range()], opener).is_some() {
            found.extend(&block.lines);
        }
        inside(&block.lines, opener, text, found);
    }
}

/// The lines of a block that its examples in the reference do not show.
fn unshown<C>(container: &Container<C>, openers: &[&str], text: &str, lines: &[Line]) -> Vec<String> {
    let mut shown = Vec::new();
    for opener in openers {
        inside(lines, opener, text, &mut shown);
    }
    if openers.is_empty() {
        shown.extend(lines);
    }
    let is_shown = |phrase| shown.iter().any(|line| starts_with(&text[line.span.range()], phrase).is_some());
    let missing = container.entries.iter().filter(|entry| !is_shown(entry.phrase));
    missing.map(|entry| format!("`{}` dans {}", entry.phrase, container.name)).collect()
}

#[test]
fn every_line_of_every_block_is_shown_in_the_reference() {
    let text = reference();
    let lines = skeleton::read(FileId(0), &text).lines;
    let missing = [
        unshown(&top::FILE, &[], &text, &lines),
        unshown(&service::SERVICE, &["démarche"], &text, &lines),
        unshown(&service::DATA_NOTICE, &["données"], &text, &lines),
        unshown(&service::SANCTION, &["sanction"], &text, &lines),
        unshown(&step::STEP, &["étape"], &text, &lines),
        unshown(&step::REPETITION, &["répéter"], &text, &lines),
        unshown(&step::DOSSIER, &["dossier"], &text, &lines),
        unshown(&step::REQUIREMENT, &["fournir"], &text, &lines),
        unshown(&decision::DECISION, &["décision"], &text, &lines),
        unshown(&contact::CONTACT, &["contact"], &text, &lines),
        unshown(&letter::LETTER, &["courrier"], &text, &lines),
        unshown(&organisation::ORGANISATION, &["organisme", "contact"], &text, &lines),
        unshown(&evidence::EVIDENCE, &["pièce"], &text, &lines),
        unshown(&evidence::DATA, &["donnée"], &text, &lines),
        unshown(&journey::CASE, &["cas"], &text, &lines),
        unshown(&journey::PROFILE, &["profil"], &text, &lines),
        unshown(&journey::JOURNEY, &["parcours"], &text, &lines),
        unshown(&rule::RULE, &["droit", "calcul"], &text, &lines),
    ];
    assert_eq!(missing.concat(), Vec::<String>::new());
}

/// The names a definition of the grammar uses, texts and comments left out.
fn used(definition: &str) -> Vec<&str> {
    let outside_texts = definition.split('"').step_by(2);
    outside_texts.flat_map(|part| part.split(|letter: char| !(letter.is_alphanumeric() || letter == '_'))).collect()
}

#[test]
fn the_lines_that_may_lack_accents_are_those_of_the_grammar() {
    let grammar = include_str!("../../../grammar/limpide.pest").replace("\n  |", "  |");
    let definitions: Vec<_> = grammar.lines().filter_map(|line| line.split_once(" = ").or(line.split_once("= "))).collect();
    let mut lacking = vec!["sans_accent"];
    while let Some((name, _)) = definitions
        .iter()
        .map(|(name, definition)| (name.trim(), definition))
        .find(|(name, definition)| !lacking.contains(name) && used(definition).iter().any(|used| lacking.contains(used)))
    {
        lacking.push(name);
    }
    for line in Rule::all_rules().iter().map(|rule| (rule, format!("{rule:?}"))).filter(|(_, name)| name.starts_with("ligne_")) {
        assert_eq!(may_lack_accents(*line.0), lacking.contains(&&*line.1), "{}", line.1);
    }
}
