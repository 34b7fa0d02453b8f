//! `limpide simulate`: a procedure run for each row of a table of people, a batch at a time, in parallel, in constant memory.

mod table;

use super::arguments::SimulateArgs;
use super::check::{use_threads, warn_unread};
use super::console::{self, Exit, Failure, system_words};
use super::load;
use crate::analysis::population::{Columns, Row, UnknownColumn, name};
use crate::analysis::roadmap::Plan;
use crate::project;
use csv::StringRecord;
use rayon::prelude::*;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use table::{Batch, Table};

/// How many rows are in memory at once.
const BATCH: usize = 16_384;

/// Runs the procedure for each row, and writes what each right gives.
pub(super) fn run(arguments: &SimulateArgs) -> Result<Exit, Failure> {
    let loaded = load::read(load::find(&arguments.paths, None));
    use_threads(arguments.threads, BATCH);
    warn_unread(&loaded.unread);
    let project = project::read(&loaded.workspace);
    let service = super::named::service(&project.model, &arguments.name)?;
    let mut plan = Plan::new(&project.model, service);
    let today = arguments.aujourd_hui.unwrap_or_else(|| jiff::Zoned::now().date());
    let mut table = Table::open(&arguments.population)?;
    let mut columns = Columns::default();
    let mut copied = Vec::new();
    let mut out = output(arguments)?;
    let (mut n_rows, mut n_failed) = (0_u64, 0_u64);
    while let Some(Batch { new_columns, rows }) = table.next(BATCH)? {
        for column in new_columns {
            let is_copied = arguments.copied.contains(&column);
            if is_copied {
                copied.push((column.clone(), table.rank(&column)));
            }
            columns.add(&mut plan, &column, is_copied).map_err(|unknown| unknown_column(&unknown))?;
        }
        if n_rows == 0 {
            header(&mut out, &copied, &plan)?;
        }
        let done: Vec<_> = rows
            .par_iter()
            .map(|(_, record)| match record {
                Ok(record) => columns.run(&plan, record.iter(), today),
                Err(reason) => {
                    Row { results: vec![String::new(); plan.rules.len()], missing: Vec::new(), error: Some(reason.clone()) }
                }
            })
            .collect();
        for ((line, record), row) in rows.iter().zip(&done) {
            n_rows += 1;
            n_failed += u64::from(row.error.is_some());
            let copies =
                copied.iter().map(|(_, rank)| record.as_ref().ok().and_then(|record| record.get(*rank)).unwrap_or_default());
            write(&mut out, *line, copies, row)?;
        }
    }
    out.flush().map_err(|error| unwritable(arguments, &error))?;
    if n_failed > 0 {
        console::warn(&format!("{n_failed} lignes sur {n_rows} n'ont pas de résultat : la colonne « erreur » dit pourquoi\n"));
    }
    Ok(if n_failed > 0 || !loaded.unread.is_empty() { Exit::Failed } else { Exit::Clean })
}

type Output = csv::Writer<Box<dyn Write>>;

fn output(arguments: &SimulateArgs) -> Result<Output, Failure> {
    let sink: Box<dyn Write> = match &arguments.output {
        Some(path) => Box::new(BufWriter::new(File::create(path).map_err(|error| unwritable(arguments, &error))?)),
        None => Box::new(BufWriter::new(io::stdout().lock())),
    };
    Ok(csv::Writer::from_writer(sink))
}

fn unwritable(arguments: &SimulateArgs, error: &io::Error) -> Failure {
    let place =
        arguments.output.as_ref().map_or_else(|| "la sortie standard".to_owned(), |path| format!("« {} »", load::shown(path)));
    Failure::new(
        format!("{place} ne peut pas être écrite : {}", system_words(error)),
        "vérifiez le chemin et la place sur le disque",
    )
}

fn header(out: &mut Output, copied: &[(String, usize)], plan: &Plan<'_>) -> Result<(), Failure> {
    let names = plan.rules.iter().map(|rule| name(plan, *rule));
    let copied = copied.iter().map(|(name, _)| name.as_str());
    record(out, std::iter::once("ligne").chain(copied).chain(names).chain(["manque", "erreur"]))
}

fn write<'c>(out: &mut Output, line: u64, copies: impl Iterator<Item = &'c str>, row: &Row) -> Result<(), Failure> {
    let mut cells = StringRecord::new();
    cells.push_field(&line.to_string());
    copies.for_each(|copy| cells.push_field(copy));
    row.results.iter().for_each(|result| cells.push_field(result));
    cells.push_field(&row.missing.join(" "));
    cells.push_field(row.error.as_deref().unwrap_or_default());
    record(out, cells.iter())
}

fn record<'c>(out: &mut Output, cells: impl Iterator<Item = &'c str>) -> Result<(), Failure> {
    out.write_record(cells)
        .map_err(|error| Failure::new(format!("le résultat ne peut pas être écrit : {error}"), "vérifiez la place sur le disque"))
}

fn unknown_column(unknown: &UnknownColumn) -> Failure {
    Failure::new(format!("la colonne {unknown}"), format!("`--garder {}` recopie une colonne sans la lire", unknown.name))
}
