//! demarches-simplifiees.fr: the public export of the procedures published on the platform (a JSON array, plain or gzip), or one procedure with the
//! conditions of its form.
//!
//! ```text
//! stream      the bytes of a file, by batches, read in parallel
//! splitter    the elements of the array, not parsed       json        the values of one, with their places
//! procedure   what a procedure says                       form        what it asks: fields, kinds, conditions
//! excerpts    the words at some places, gone back to
//! ```
//!
//! A procedure is `d71`, the thirteenth field of its form `d71_c12`. A place is a byte range of the JSON, once out of its gzip; messages give the
//! path too (`[4].revision.champDescriptors[12].label`).

mod conditions;
mod excerpts;
mod fields;
mod form;
mod json;
mod kinds;
mod names;
mod procedure;
mod splitter;
mod stream;
#[cfg(test)]
mod tests;

pub use excerpts::{Excerpt, excerpts};
pub use splitter::{Element, Fault, Splitter};
pub use stream::{Export, read_all};

use super::Imported;
use crate::model::Part;
use crate::source::{FileId, ProblemKind, Span};
use json::{Raw, Record};
use procedure::RawProcedure;
use serde::Deserialize;
use serde_json::value::RawValue;

/// The answer of the API to a question about one procedure.
#[derive(Debug, Default, Deserialize)]
struct RawAnswer<'a> {
    #[serde(borrow)]
    data: Raw<'a>,
    #[serde(borrow, alias = "demarcheDescriptor")]
    demarche: Raw<'a>,
}

/// Reads one procedure: the element of that rank, which starts at that offset of the file.
#[must_use]
pub fn read(file: FileId, rank: u32, offset: u64, json: &str) -> Imported {
    let end = offset.saturating_add(json.len() as u64);
    let (Ok(offset), Ok(_)) = (u32::try_from(offset), u32::try_from(end)) else {
        let mut record = Record { file, rank, offset: u32::MAX, json: "", problems: Vec::new() };
        let what = "la démarche est au-delà des quatre premiers gigaoctets : elle n'est pas lue";
        record.problem(
            ProblemKind::UnreadableLine,
            Span::new(u32::MAX, u32::MAX),
            format_args!(""),
            what,
            "coupez le fichier en plusieurs",
        );
        return Imported { problems: record.problems, ..Imported::default() };
    };
    let mut record = Record { file, rank, offset, json, problems: Vec::new() };
    let procedure = match serde_json::from_str::<&RawValue>(json) {
        Ok(raw) => procedure_in(&mut record, raw, 0).map(|(raw, span)| procedure::read(&mut record, &raw, span)),
        Err(error) => {
            ill_formed(&mut record, &error);
            None
        }
    };
    let problems = record.problems;
    match procedure {
        Some(procedure) => Imported { part: Part::imported(procedure.model), shared: procedure.shared, record: None, problems },
        None => Imported { problems, ..Imported::default() },
    }
}

/// The procedure, by itself or in the answer of the API.
fn procedure_in<'a>(record: &mut Record<'a>, raw: &'a RawValue, depth: u32) -> Option<(RawProcedure<'a>, Span)> {
    let procedure: RawProcedure<'a> = record.object(Some(raw), format_args!(""))?;
    let span = record.place(raw);
    if procedure::is_one(&procedure) {
        return Some((procedure, span));
    }
    let answer = if depth < 3 { record.object::<RawAnswer<'a>>(Some(raw), format_args!("")) } else { None };
    if let Some(inner) = answer.and_then(|answer| answer.demarche.or(answer.data)) {
        return procedure_in(record, inner, depth + 1);
    }
    let what = "cet objet n'est pas une démarche de demarches-simplifiees : il n'a ni `number` ni `revision`";
    record.problem(ProblemKind::UnreadableLine, span, format_args!(""), what, SHAPE_HELP);
    None
}

const SHAPE_HELP: &str = "donnez l'export « descriptif des démarches publiées » de data.gouv.fr, ou une démarche de l'API";

/// The place where the JSON breaks.
fn ill_formed(record: &mut Record<'_>, error: &serde_json::Error) {
    let before: usize = record.json.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let at = (before + error.column().saturating_sub(1)).min(record.json.len());
    let at = record.offset.saturating_add(u32::try_from(at).unwrap_or(u32::MAX));
    let what = if error.is_eof() {
        "le JSON de cette démarche n'est pas fermé"
    } else {
        "le JSON de cette démarche est mal formé ici"
    };
    record.problem(
        ProblemKind::UnreadableLine,
        Span::new(at, at),
        format_args!(""),
        what,
        "corrigez le fichier ou téléchargez-le de nouveau",
    );
}
