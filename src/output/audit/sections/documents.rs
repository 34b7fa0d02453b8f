//! What people are asked for: documents, data, and what an administration already has.

use super::findings::family_table;
use super::{SHOWN, Section, Table, count, files, number, shortened, words};
use crate::output::audit::{Audit, DataCount, DocumentCount, Holder};

const ONCE_ONLY: &str = "Ce que la personne fournit alors qu'une administration l'a déjà, ou qu'elle l'a déjà donné. Une personne « ne peut être tenue de \
                         produire des informations ou des données » que l'administration détient ou peut obtenir d'une autre (CRPA, article L113-12).";
const HELD: &str = "Les pièces qui suivent portent une information qu'une administration doit mettre à la disposition des autres (CRPA, article D114-9-1). \
                    Celle qui demande la pièce n'y a pas toujours accès, et une exception peut jouer : c'est à vérifier, démarche par démarche.";
const AGAIN: &str = "Les formulaires ont un champ propre à certaines données : elles sont ici comptées pour ce qu'elles sont, quel que soit leur libellé. Une donnée \
                     demandée par beaucoup de démarches peut être connue une fois et préremplie partout.";

/// The gaps of « once only »: what the rules found, the documents an administration holds, the data asked again and again.
pub(super) fn once_only(audit: &Audit) -> Option<Section> {
    let mut paragraphs = vec![ONCE_ONLY.to_owned()];
    let mut tables: Vec<_> =
        family_table(audit, "« Dites-le-nous une fois » : constats par règle".to_owned(), "DLN").into_iter().collect();
    if let Some(table) = held(audit) {
        paragraphs.push(HELD.to_owned());
        tables.push(table);
    }
    if let Some(table) = data(audit) {
        paragraphs.push(AGAIN.to_owned());
        tables.push(table);
    }
    let title = "« Dites-le-nous une fois »".to_owned();
    (!tables.is_empty()).then_some(Section { id: "une-fois", title, paragraphs, tables })
}

fn held(audit: &Audit) -> Option<Table> {
    let held: Vec<_> = audit.documents.iter().filter_map(|document| Some((document, document.held_by.as_ref()?))).collect();
    let row = |(document, holder): &(&DocumentCount, &Holder)| {
        let cells = vec![
            document.title.clone(),
            holder.administration.clone(),
            holder.information.clone(),
            count(document.n_procedures),
            files(document.volume),
            holder.law.clone(),
        ];
        cells.into()
    };
    let shown = &held[..held.len().min(SHOWN)];
    (!held.is_empty()).then(|| Table {
        caption: format!(
            "Les {} pièces les plus demandées qu'une administration détient, sur {}",
            shown.len(),
            count(held.len())
        ),
        headings: vec![
            words("pièce"),
            words("détenue par"),
            words("information"),
            number("démarches"),
            number("dossiers"),
            words("base"),
        ],
        bars: shown.iter().take(12).map(|(document, _)| (document.title.clone(), document.n_procedures as u64)).collect(),
        rows: shown.iter().map(row).collect(),
    })
}

fn data(audit: &Audit) -> Option<Table> {
    let row = |datum: &DataCount| {
        let numbers = [datum.n_procedures, datum.n_fields, datum.n_repeated].map(count);
        let mut cells = vec![datum.title.clone()];
        cells.extend(numbers);
        cells.push(files(datum.volume));
        cells.into()
    };
    (!audit.data.is_empty()).then(|| Table {
        caption: "Les données les plus demandées".to_owned(),
        headings: vec![
            words("donnée"),
            number("démarches"),
            number("champs"),
            number("démarches qui ont plusieurs champs"),
            number("dossiers"),
        ],
        bars: audit.data.iter().take(12).map(|datum| (datum.title.clone(), datum.n_procedures as u64)).collect(),
        rows: audit.data.iter().take(SHOWN).map(row).collect(),
    })
}

/// The documents most often asked.
pub(super) fn documents(audit: &Audit) -> Option<Section> {
    let most: Vec<_> = audit.documents.iter().take(SHOWN).collect();
    let row = |document: &&DocumentCount| {
        let cells = vec![
            document.title.clone(),
            count(document.n_procedures),
            count(document.n_mentions),
            files(document.volume),
            shortened(&document.asked_by),
            shortened(&document.wordings),
        ];
        cells.into()
    };
    (!most.is_empty()).then(|| Section {
        id: "pieces",
        title: "Les pièces les plus demandées".to_owned(),
        paragraphs: vec![match audit.documents.len() {
            1 => "Une seule pièce est demandée.".to_owned(),
            n if audit.procedures.len() == 1 => format!("{} pièces différentes sont demandées.", count(n)),
            n => format!(
                "{} pièces différentes sont demandées, dont {} par une seule démarche.",
                count(n),
                count(audit.documents.iter().filter(|document| document.n_procedures == 1).count())
            ),
        }],
        tables: vec![Table {
            caption: "Les pièces demandées par le plus de démarches".to_owned(),
            headings: vec![
                words("pièce"),
                number("démarches"),
                number("demandes"),
                number("dossiers"),
                words("demandée par"),
                words("autres libellés"),
            ],
            bars: most.iter().take(12).map(|document| (document.title.clone(), document.n_procedures as u64)).collect(),
            rows: most.iter().map(row).collect(),
        }],
    })
}
