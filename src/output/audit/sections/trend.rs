//! What changed since an earlier audit.

use super::{SHOWN, Section, Table, count, day, number, procedures, shortened, words};
use crate::output::audit::Trend;
use std::cmp::Reverse;

/// What changed.
pub(super) fn changes(trend: &Trend) -> Section {
    let named = |titles: &[String], one: &str| match titles {
        [] => None,
        titles => Some(format!("{one} : {}.", shortened(titles))),
    };
    let (before, after) = trend.procedures;
    let mut paragraphs = vec![format!(
        "Depuis l'audit du {} : {} alors, {} aujourd'hui.",
        day(&trend.since),
        procedures(before),
        procedures(after)
    )];
    paragraphs.extend(named(&trend.new, "Démarches nouvelles"));
    paragraphs.extend(named(&trend.gone, "Démarches disparues"));
    paragraphs.push(format!("Démarches dont le nombre de constats a changé : {}.", count(trend.changed.len())));
    let tables = [
        table("Constats par règle, avant et maintenant", "règle", &trend.rules),
        table("Démarches qui demandent chaque pièce, avant et maintenant", "pièce", &trend.documents),
        table("Démarches dont le nombre de constats a changé", "démarche", &trend.changed),
    ];
    Section { id: "evolution", title: "Ce qui a changé".to_owned(), paragraphs, tables: tables.into_iter().flatten().collect() }
}

/// What changed most, first; `None` when nothing did.
fn table(caption: &str, heading: &'static str, changes: &[(String, usize, usize)]) -> Option<Table> {
    let mut most: Vec<_> = changes.iter().collect();
    most.sort_by_key(|(_, before, after)| Reverse(before.abs_diff(*after)));
    let row = |(name, before, after): &&(String, usize, usize)| vec![name.clone(), count(*before), count(*after)].into();
    (!most.is_empty()).then(|| Table {
        caption: caption.to_owned(),
        headings: vec![words(heading), number("avant"), number("maintenant")],
        bars: Vec::new(),
        rows: most.iter().take(SHOWN).map(row).collect(),
    })
}
