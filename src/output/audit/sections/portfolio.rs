//! The portfolio as a whole: by theme, organisation and life event, and how things spread.

use super::{SHOWN, Section, Table, count, gravity, number, words};
use crate::output::audit::{Audit, Group};
use crate::values::grouped;

/// Procedures gathered by what they share.
pub(super) fn of_groups(id: &'static str, title: &str, heading: &'static str, groups: &[Group]) -> Option<Section> {
    let shown: Vec<_> = groups.iter().take(SHOWN).collect();
    let row = |group: &&Group| {
        let mut row = vec![group.title.clone(), count(group.n_procedures)];
        row.extend(gravity(group.counts));
        row.into()
    };
    (!shown.is_empty()).then(|| Section {
        id,
        title: title.to_owned(),
        paragraphs: Vec::new(),
        tables: vec![Table {
            caption: format!("Constats {}", title.to_lowercase()),
            headings: vec![words(heading), number("démarches"), number("erreurs"), number("alertes"), number("conseils")],
            bars: Vec::new(),
            rows: shown.iter().map(row).collect(),
        }],
    })
}

/// How things spread over the procedures.
pub(super) fn distributions(audit: &Audit) -> Option<Section> {
    let rows: Vec<_> = audit
        .distributions
        .iter()
        .map(|spread| {
            let [n, values @ ..] = [spread.n as u64, spread.median, spread.p75, spread.p90, spread.p99, spread.max].map(grouped);
            let mut row = vec![spread.title.clone(), n];
            row.extend(values);
            row.into()
        })
        .collect();
    (!rows.is_empty()).then(|| Section {
        id: "repartitions",
        title: "Répartitions".to_owned(),
        paragraphs: vec!["Médiane : la moitié des démarches n'en a pas plus. 90 % : neuf sur dix n'en ont pas plus.".to_owned()],
        tables: vec![Table {
            caption: "Répartitions et centiles".to_owned(),
            headings: vec![
                words("grandeur"),
                number("démarches"),
                number("médiane"),
                number("75 %"),
                number("90 %"),
                number("99 %"),
                number("maximum"),
            ],
            bars: Vec::new(),
            rows,
        }],
    })
}
