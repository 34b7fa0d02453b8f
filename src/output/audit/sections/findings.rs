//! What was found: the procedures to fix first, then rule by rule, the rules of a family beside what is said of the same thing.

use super::{Row, SHOWN, Section, Table, count, files, gravity, number, words};
use crate::output::audit::{Audit, Procedure, RuleCount};

/// The procedures to fix first.
pub(super) fn first(audit: &Audit) -> Option<Section> {
    let worst: Vec<_> = audit.procedures.iter().filter(|procedure| procedure.counts.weight() > 0).take(SHOWN).collect();
    let row = |procedure: &&Procedure| {
        let mut row = vec![procedure.title.clone(), files(procedure.volume.unwrap_or(0))];
        row.extend(gravity(procedure.counts));
        row.push(procedure.findings.first().map(|finding| finding.message.clone()).unwrap_or_default());
        Row { cells: row, procedure: Some(procedure.id.clone()) }
    };
    let how = if audit.n_with_volume > 0 {
        "L'ordre est celui de la gravité des constats (une erreur compte 10, une alerte 3, un conseil 1), multipliée par le nombre \
         de dossiers quand il est connu."
    } else {
        "L'ordre est celui de la gravité des constats : une erreur compte 10, une alerte 3, un conseil 1. Aucun nombre de dossiers \
         n'est connu."
    };
    (!worst.is_empty()).then(|| Section {
        id: "priorites",
        title: "À corriger d'abord".to_owned(),
        paragraphs: vec![how.to_owned()],
        tables: vec![Table {
            caption: match worst.len() {
                1 => "La démarche à corriger d'abord".to_owned(),
                n => format!("Les {n} démarches à corriger d'abord"),
            },
            headings: vec![
                words("démarche"),
                number("dossiers"),
                number("erreurs"),
                number("alertes"),
                number("conseils"),
                words("premier constat"),
            ],
            bars: worst.iter().take(10).map(|procedure| (procedure.title.clone(), procedure.priority())).collect(),
            rows: worst.iter().map(row).collect(),
        }],
    })
}

/// Rule by rule.
pub(super) fn rules(audit: &Audit) -> Option<Section> {
    let rules: Vec<_> = audit.rules.iter().collect();
    (!rules.is_empty()).then(|| Section {
        id: "regles",
        title: "Ce qui est relevé, règle par règle".to_owned(),
        paragraphs: vec!["« limpide explain CODE » explique une règle, avec ses exemples et ses sources.".to_owned()],
        tables: vec![rule_table("Constats par règle".to_owned(), &rules)],
    })
}

/// The rules of a family, and what they found.
pub(super) fn of_family(audit: &Audit, id: &'static str, title: &str, family: &str, about: &str) -> Option<Section> {
    let table = family_table(audit, format!("{title} : constats par règle"), family)?;
    Some(Section { id, title: title.to_owned(), paragraphs: vec![about.to_owned()], tables: vec![table] })
}

/// What the rules of a family found; `None` when it is nothing.
pub(super) fn family_table(audit: &Audit, caption: String, family: &str) -> Option<Table> {
    let rules: Vec<_> = audit.rules.iter().filter(|rule| rule.code.starts_with(family)).collect();
    (!rules.is_empty()).then(|| rule_table(caption, &rules))
}

fn rule_table(caption: String, rules: &[&RuleCount]) -> Table {
    let row = |rule: &&RuleCount| {
        let cells = vec![
            format!("{} {}", rule.code, rule.name),
            rule.what.clone(),
            count(rule.counts.total()),
            count(rule.n_procedures),
            files(rule.volume),
            rule.law.clone(),
        ];
        cells.into()
    };
    Table {
        caption,
        headings: vec![
            words("règle"),
            words("ce qu'elle relève"),
            number("constats"),
            number("démarches"),
            number("dossiers"),
            words("base"),
        ],
        bars: rules.iter().take(12).map(|rule| (format!("{} {}", rule.code, rule.name), rule.n_procedures as u64)).collect(),
        rows: rules.iter().map(row).collect(),
    }
}
