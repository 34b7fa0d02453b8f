//! A journey drawn: procedures stage by stage, an arrow for each document, named on the arrow when the journey itself gives it.

use super::title;
use crate::analysis::journey::{JourneyView, Stop};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What is drawn, whatever draws it. A box is designated by its rank.
struct Drawing<'v> {
    stages: Vec<Vec<usize>>,
    procedures: Vec<&'v str>,
    /// The documents to bring, drawn once whatever the number of procedures that ask for them.
    documents: Vec<&'v str>,
    /// From a document to the procedure that asks for it.
    brought: Vec<(usize, usize)>,
    /// From a procedure to the one that needs what it gives, and what that is.
    given: Vec<(usize, usize, &'v str)>,
}

impl<'v> Drawing<'v> {
    fn new(view: &'v JourneyView<'_>) -> Self {
        let stops: Vec<&Stop<'_>> = view.stages.iter().flatten().collect();
        let mut ranks = 0..stops.len();
        let mut drawing = Self {
            stages: view.stages.iter().map(|stage| ranks.by_ref().take(stage.len()).collect()).collect(),
            procedures: stops.iter().map(|stop| &*stop.service.title).collect(),
            documents: Vec::new(),
            brought: Vec::new(),
            given: Vec::new(),
        };
        let mut known = BTreeMap::new();
        for (rank, stop) in stops.iter().enumerate() {
            for need in &stop.needs {
                let gives =
                    |giver: &Stop<'_>| giver.gives.iter().any(|given| need.evidences.iter().any(|it| it.symbol == given.symbol));
                let givers: Vec<_> = (0..stops.len()).filter(|other| *other != rank && gives(stops[*other])).collect();
                if givers.is_empty() {
                    let document = *known.entry(need.title.as_str()).or_insert_with(|| {
                        drawing.documents.push(&need.title);
                        drawing.documents.len() - 1
                    });
                    drawing.brought.push((document, rank));
                }
                drawing.given.extend(givers.into_iter().map(|giver| (giver, rank, need.title.as_str())));
            }
        }
        drawing
    }
}

/// As a Mermaid flowchart.
pub(super) fn mermaid(view: &JourneyView<'_>) -> String {
    let drawing = Drawing::new(view);
    let mut text = format!("---\ntitle: {}\n---\nflowchart LR\n", yaml(title(view)));
    let mut line =
        |words: std::fmt::Arguments<'_>| writeln!(text, "  {words}").expect("interne : écrire dans un texte n'échoue pas");
    for (rank, document) in drawing.documents.iter().enumerate() {
        line(format_args!("d{rank}([\"{}\"])", entities(document)));
    }
    for (stage, procedures) in drawing.stages.iter().enumerate() {
        line(format_args!("subgraph e{stage} [\"{}\"]", stage + 1));
        for rank in procedures {
            line(format_args!("  p{rank}[\"{}\"]", entities(drawing.procedures[*rank])));
        }
        line(format_args!("end"));
    }
    for stage in 1..drawing.stages.len() {
        line(format_args!("e{} -.-> e{stage}", stage - 1));
    }
    for (document, procedure) in &drawing.brought {
        line(format_args!("d{document} --> p{procedure}"));
    }
    for (giver, procedure, document) in &drawing.given {
        line(format_args!("p{giver} -- \"{}\" --> p{procedure}", entities(document)));
    }
    text
}

/// As a Graphviz graph.
pub(super) fn dot(view: &JourneyView<'_>) -> String {
    let drawing = Drawing::new(view);
    let mut text = format!(
        "digraph parcours {{\n  label={}\n  labelloc=t\n  rankdir=LR\n  compound=true\n  node [shape=box]\n",
        quoted(title(view))
    );
    let mut line =
        |words: std::fmt::Arguments<'_>| writeln!(text, "  {words}").expect("interne : écrire dans un texte n'échoue pas");
    for (rank, document) in drawing.documents.iter().enumerate() {
        line(format_args!("d{rank} [label={}, shape=note]", quoted(document)));
    }
    for (stage, procedures) in drawing.stages.iter().enumerate() {
        line(format_args!("subgraph cluster_{stage} {{"));
        line(format_args!("  label=\"{}\"", stage + 1));
        for rank in procedures {
            line(format_args!("  p{rank} [label={}]", quoted(drawing.procedures[*rank])));
        }
        line(format_args!("}}"));
    }
    for (stage, pair) in drawing.stages.windows(2).enumerate() {
        if let (Some(from), Some(to)) = (pair[0].first(), pair[1].first()) {
            line(format_args!("p{from} -> p{to} [style=dotted, ltail=cluster_{stage}, lhead=cluster_{}]", stage + 1));
        }
    }
    for (document, procedure) in &drawing.brought {
        line(format_args!("d{document} -> p{procedure}"));
    }
    for (giver, procedure, document) in &drawing.given {
        line(format_args!("p{giver} -> p{procedure} [label={}]", quoted(document)));
    }
    text.push_str("}\n");
    text
}

/// A text between quotes of Mermaid, whose entities have no ampersand.
fn entities(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '"' | '#' | '<' | '>' | '&' | '`' | '\\' => _ = write!(text, "#{};", u32::from(letter)),
            _ if letter.is_whitespace() => text.push(' '),
            _ => text.push(letter),
        }
    }
    text
}

/// A text between quotes of Graphviz.
fn quoted(words: &str) -> String {
    let words: String = words.chars().map(|letter| if letter.is_whitespace() { ' ' } else { letter }).collect();
    format!("\"{}\"", words.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A text of YAML, between double quotes as JSON writes it.
fn yaml(words: &str) -> String {
    serde_json::Value::from(words).to_string()
}
