//! How the texts read, beside the findings: an information, which no bar and no total counts. A formula says how long words and sentences are, not
//! whether one understands.

use crate::analysis::prose::Readability;
use crate::model::{Model, PublicService};
use crate::rules::{passages, tables};
use crate::source::{LineIndex, Workspace};
use crate::values::grouped;
use std::fmt::Write as _;

/// How what a procedure says to people reads; `None` when it says too little to be measured.
pub(super) fn of(service: &PublicService) -> Option<Readability> {
    Readability::of(passages(service).filter(|passage| passage.is_addressed()).map(|passage| &*passage.text.value))
}

/// A line for each procedure or text, the hardest first, `n_shown` at most; empty when none has words enough.
#[must_use]
pub fn readability(model: &Model, workspace: &Workspace, n_shown: usize) -> String {
    let measured = model.services.iter().filter_map(|service| of(service).map(|counts| (service, counts)));
    let mut measured: Vec<_> = measured.collect();
    measured.sort_by(|(_, a), (_, b)| a.kandel_moles().total_cmp(&b.kandel_moles()));
    if measured.is_empty() {
        return String::new();
    }
    let n = grouped(tables::n_compared() as u64);
    let mut text = format!("lisibilité, pour comparer et non pour juger, à côté de {n} fiches de service-public.fr :\n");
    for (service, counts) in measured.iter().take(n_shown) {
        let source = workspace.file(service.file());
        let line = LineIndex::new(&source.text).line(service.heading.span.start) + 1;
        let [by_ease, by_lix] = tables::harder_pages(counts).map(place);
        let _ = writeln!(
            text,
            "  {}:{line} : facilité {} (Kandel et Moles, {by_ease}) ; LIX {} ({by_lix}) ; {:.0} mots par phrase",
            source.path,
            decimal(counts.kandel_moles()),
            decimal(counts.lix()),
            counts.sentence_length()
        );
    }
    match measured.len().saturating_sub(n_shown) {
        0 => {}
        1 => text.push_str("  et un autre texte (`--tout` le montre)\n"),
        n => _ = writeln!(text, "  et {n} autres textes (`--tout` les montre)"),
    }
    text
}

/// Where a text stands when so many pages in a hundred are harder.
fn place(harder: usize) -> String {
    if harder == 0 { "parmi les 5 % les plus difficiles".to_owned() } else { format!("plus facile que {harder} %") }
}

/// « 62,9 »
fn decimal(value: f64) -> String {
    format!("{value:.1}").replace('.', ",")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project;

    #[test]
    fn a_text_is_placed_among_the_pages_and_a_short_one_is_not() {
        let mut workspace = Workspace::default();
        workspace.push("court.txt", "Venez demain.");
        workspace.push("notice.txt", "Vous pouvez venir à la mairie avec vos deux parents demain. ".repeat(10));
        workspace.push("acte.txt", "L'administration territorialement compétente examine votre demande. ".repeat(20));
        let model = project::read(&workspace).model;
        let shown = readability(&model, &workspace, 1);
        let lines: Vec<_> = shown.lines().collect();
        assert_eq!(lines.len(), 3, "{shown}");
        assert!(lines[0].ends_with(" fiches de service-public.fr :"), "{shown}");
        assert!(
            lines[1].starts_with("  acte.txt:1 : facilité -44,4") && lines[1].contains("parmi les 5 % les plus difficiles"),
            "{shown}"
        );
        assert_eq!(lines[2], "  et un autre texte (`--tout` le montre)");
        assert!(readability(&model, &workspace, 2).contains("LIX 20,1 (plus facile que 95 %) ; 11 mots par phrase"));
    }
}
