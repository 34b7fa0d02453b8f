//! `limpide simulate`: a procedure run for each row of a table of people, a batch at a time, in parallel, in constant memory.

mod table;

use super::arguments::SimulateArgs;
use super::console::{self, Exit, Failure, system_words};
use super::folder::Folder;
use super::load;
use crate::analysis::population::{Columns, Row, UnknownColumn, name, write_cell};
use crate::analysis::roadmap::Plan;
use crate::output::text::counted;
use crate::values::Date;
use rayon::prelude::*;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use table::{Batch, Table};

/// How many rows are in memory at once.
const BATCH: usize = 16_384;

/// How many of them a core runs together.
const CHUNK: usize = 1_024;

/// Runs the procedure for each row, and writes what each right gives.
pub(super) fn run(arguments: &SimulateArgs) -> Result<Exit, Failure> {
    let folder = Folder::open_for(&arguments.paths, arguments.threads, BATCH);
    let project = &folder.project;
    let service = super::named::service(&project.model, &arguments.name)?;
    let mut plan = Plan::new(&project.model, service);
    let today = super::today(arguments.aujourd_hui);
    let mut table = Table::open(&arguments.population)?;
    let mut columns = Columns::default();
    let mut copied = Vec::new();
    let mut out = output(arguments)?;
    let (mut n_rows, mut n_failed) = (0, 0);
    while let Some(Batch { new_columns, rows }) = table.next(BATCH)? {
        for column in new_columns {
            let is_copied = arguments.copied.contains(&column);
            if is_copied {
                copied.push((column.clone(), table.rank(&column)));
            }
            columns.add(&mut plan, &column, is_copied).map_err(|unknown| unknown_column(&unknown))?;
        }
        if n_rows == 0 {
            out.write_all(&header(&copied, &plan)).map_err(|error| unwritable(arguments, &error))?;
        }
        let written: Vec<_> = rows.par_chunks(CHUNK).map(|chunk| run_chunk(chunk, &columns, &plan, &copied, today)).collect();
        for chunk in written {
            out.write_all(&chunk.bytes).map_err(|error| unwritable(arguments, &error))?;
            n_failed += chunk.n_failed;
        }
        n_rows += rows.len();
    }
    out.flush().map_err(|error| unwritable(arguments, &error))?;
    if n_failed > 0 {
        let have = if n_failed == 1 { "n'a" } else { "n'ont" };
        let lines = counted(n_failed, "ligne");
        console::warn(&format!("{lines} sur {n_rows} {have} pas de résultat : la colonne « erreur » dit pourquoi\n"));
    }
    Ok(if n_failed > 0 { Exit::Failed } else { folder.exit() })
}

fn output(arguments: &SimulateArgs) -> Result<Box<dyn Write>, Failure> {
    Ok(match &arguments.output {
        Some(path) => Box::new(BufWriter::new(File::create(path).map_err(|error| unwritable(arguments, &error))?)),
        None => Box::new(BufWriter::new(io::stdout().lock())),
    })
}

fn unwritable(arguments: &SimulateArgs, error: &io::Error) -> Failure {
    let place =
        arguments.output.as_ref().map_or_else(|| "la sortie standard".to_owned(), |path| format!("« {} »", load::shown(path)));
    Failure::new(
        format!("{place} ne peut pas être écrite : {}", system_words(error)),
        "vérifiez le chemin et la place sur le disque",
    )
}

/// Rows run, as they are written.
struct Written {
    bytes: Vec<u8>,
    n_failed: usize,
}

fn run_chunk(rows: &[table::Row], columns: &Columns<'_>, plan: &Plan<'_>, copied: &[(String, usize)], today: Date) -> Written {
    let mut out = csv::Writer::from_writer(Vec::new());
    let mut n_failed = 0;
    let mut cell = String::new();
    for (line, record) in rows {
        let row = match record {
            Ok(record) => columns.run(plan, record.iter(), today),
            Err(reason) => Row::Refused(reason.clone()),
        };
        n_failed += usize::from(row.has_failed());
        // Writing to memory cannot fail.
        let mut write = |cell: &str| _ = out.write_field(cell);
        cell.clear();
        let _ = write!(cell, "{line}");
        write(&cell);
        copied.iter().for_each(|(_, rank)| write(record.as_ref().ok().and_then(|record| record.get(*rank)).unwrap_or_default()));
        match &row {
            Row::Run(outcomes) => outcomes.iter().for_each(|outcome| {
                cell.clear();
                write_cell(outcome, &mut cell);
                write(&cell);
            }),
            Row::Refused(_) => plan.rules.iter().for_each(|_| write("")),
        }
        write(&row.missing(plan).join(" "));
        write(&if row.has_failed() { row.error(plan) } else { String::new() });
        let _ = out.write_record(None::<&[u8]>);
    }
    Written { bytes: out.into_inner().unwrap_or_default(), n_failed }
}

fn header(copied: &[(String, usize)], plan: &Plan<'_>) -> Vec<u8> {
    let names = plan.rules.iter().map(|rule| name(plan, *rule));
    let copied = copied.iter().map(|(name, _)| name.as_str());
    let mut out = csv::Writer::from_writer(Vec::new());
    let _ = out.write_record(std::iter::once("ligne").chain(copied).chain(names).chain(["manque", "erreur"]));
    out.into_inner().unwrap_or_default()
}

fn unknown_column(unknown: &UnknownColumn) -> Failure {
    Failure::new(format!("la colonne {unknown}"), format!("`--garder {}` recopie une colonne sans la lire", unknown.name))
}
