//! Reading never fails: whatever the text, a tree and a list of problems, the rest of the file, and no panic.

mod anything;
mod broken;

use limpide::source::{Encoding, FileId, LineIndex, Workspace};
use limpide::syntax;

/// Reads a text and shows its problems as people see them: place, message, the words under the caret, help and correction.
fn problems_of(text: &str) -> String {
    let mut workspace = Workspace::default();
    let file = workspace.push("essai.demarche", text);
    let index = LineIndex::new(text);
    let mut shown = String::new();
    for problem in syntax::parse(file, text).problems {
        let position = index.position(problem.location.span.start, text, Encoding::Characters);
        let line = index.line_text(position.line, text);
        let words = &text[problem.location.span.range()];
        let width = words.lines().next().unwrap_or("").chars().count().max(1);
        shown.push_str(&format!("{} | {line}\n", position.line + 1));
        let margin = (position.line + 1).to_string().len() + 3 + position.column as usize;
        shown.push_str(&format!("{}{} {}\n", " ".repeat(margin), "^".repeat(width), problem.message));
        if let Some(help) = &problem.help {
            shown.push_str(&format!("  aide : {help}\n"));
        }
        if let Some(correction) = &problem.correction {
            let written: Vec<_> = correction.edits.iter().map(|(_, written)| format!("{written:?}")).collect();
            shown.push_str(&format!("  correction : {} → {}\n", correction.title, written.join(", ")));
        }
        shown.push('\n');
    }
    shown
}

/// The names defined at the top level, in order: what was still read.
fn names_read(text: &str) -> Vec<String> {
    use limpide::syntax::ast::Item;
    let document = syntax::parse(FileId(0), text).document;
    let name = |item: &Item| match item {
        Item::PublicOrganisation(definition) => definition.name.value.to_string(),
        Item::LegalResource(resource) => resource.name.value.to_string(),
        Item::LifeEvent(definition) => definition.name.value.to_string(),
        Item::Term(term) => term.word.value.to_string(),
        Item::Evidence(definition) => definition.name.value.to_string(),
        Item::Data(data) => data.name.value.to_string(),
        Item::PublicService(definition) => format!("{} ({} lignes)", definition.name.value, definition.clauses.len()),
        Item::Journey(journey) => journey.name.value.to_string(),
        Item::Profile(profile) => profile.name.value.to_string(),
        Item::Rule(rule) => rule.name.value.to_string(),
    };
    document.items.iter().map(name).collect()
}
