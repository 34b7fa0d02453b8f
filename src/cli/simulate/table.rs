//! A table of people, read a batch at a time: CSV, JSON Lines or Parquet.

use super::super::console::{Failure, system_words};
use super::super::load::shown;
use csv::StringRecord;
use parquet::file::reader::SerializedFileReader;
use parquet::record::{Field, reader::RowIter};
use std::fs::File;
use std::io::{BufRead, BufReader, Lines};
use std::path::Path;

/// The line of a row in the file, from 1, and its cells; or why it could not be read.
pub(super) type Row = (u64, Result<StringRecord, String>);

/// Rows read together, with the columns not met before.
pub(super) struct Batch {
    /// The columns these rows have and no earlier one had.
    pub(super) new_columns: Vec<String>,
    /// The rows.
    pub(super) rows: Vec<Row>,
}

/// A table being read.
pub(super) struct Table {
    rows: Rows,
    columns: Vec<String>,
    n_read: u64,
    begun: bool,
}

enum Rows {
    Csv(Box<csv::Reader<BufReader<File>>>),
    Json(Lines<BufReader<File>>),
    Parquet(Box<RowIter<'static>>),
}

impl Table {
    /// Opens a table; its extension says its form.
    pub(super) fn open(path: &Path) -> Result<Self, Failure> {
        let failure = |reason: &str| {
            Failure::new(
                format!("« {} » ne peut pas être lu : {reason}", shown(path)),
                "donnez un fichier .csv, .jsonl ou .parquet",
            )
        };
        let file = File::open(path).map_err(|error| failure(&system_words(&error)))?;
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_lowercase();
        let mut columns = Vec::new();
        let rows = match extension.as_str() {
            "csv" => {
                let mut file = BufReader::new(file);
                let start = file.fill_buf().map_err(|error| failure(&system_words(&error)))?;
                let mut reader = csv::ReaderBuilder::new().delimiter(delimiter(start)).flexible(true).from_reader(file);
                let header = reader.headers().map_err(|error| failure(&error.to_string()))?;
                // A mark of byte order is no part of a name.
                columns = header.iter().map(|name| name.trim_start_matches('\u{feff}').trim().to_owned()).collect();
                Rows::Csv(Box::new(reader))
            }
            "jsonl" | "ndjson" => Rows::Json(BufReader::new(file).lines()),
            "parquet" => {
                let reader = SerializedFileReader::new(file).map_err(|error| failure(&error.to_string()))?;
                Rows::Parquet(Box::new(RowIter::from_file_into(Box::new(reader))))
            }
            _ => return Err(failure("sa forme est inconnue")),
        };
        Ok(Self { rows, columns, n_read: 0, begun: false })
    }

    /// Where a column stands in the rows.
    pub(super) fn rank(&self, column: &str) -> usize {
        self.columns.iter().position(|known| known == column).unwrap_or(usize::MAX)
    }

    /// The next rows; `None` at the end.
    pub(super) fn next(&mut self, n_rows: usize) -> Result<Option<Batch>, Failure> {
        let known = if self.begun { self.columns.len() } else { 0 };
        let is_first = !std::mem::replace(&mut self.begun, true);
        let mut rows = Vec::new();
        while rows.len() < n_rows {
            let Some(row) = self.row() else { break };
            rows.push(row);
        }
        if rows.is_empty() && !is_first {
            return Ok(None);
        }
        Ok(Some(Batch { new_columns: self.columns[known..].to_vec(), rows }))
    }

    fn row(&mut self) -> Option<Row> {
        self.n_read += 1;
        match &mut self.rows {
            Rows::Csv(reader) => {
                let mut record = StringRecord::new();
                let line = reader.position().line();
                match reader.read_record(&mut record) {
                    Ok(false) => None,
                    Ok(true) => {
                        let line = record.position().map_or(line, csv::Position::line);
                        let expected = self.columns.len();
                        if record.len() == expected {
                            record.trim();
                            Some((line, Ok(record)))
                        } else {
                            Some((line, Err(format!("{} cellules au lieu de {expected}", record.len()))))
                        }
                    }
                    Err(error) => Some((line, Err(error.to_string()))),
                }
            }
            Rows::Json(lines) => loop {
                let line = match lines.next()? {
                    Ok(line) if line.trim().is_empty() => {
                        self.n_read += 1;
                        continue;
                    }
                    Ok(line) => line,
                    Err(error) => return Some((self.n_read, Err(system_words(&error)))),
                };
                let cells = match serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(&line) {
                    Ok(object) => object.into_iter().map(|(name, value)| (name, json(value))).collect::<Vec<_>>(),
                    Err(error) => return Some((self.n_read, Err(no_object(&error)))),
                };
                return Some((self.n_read, aligned(&mut self.columns, cells)));
            },
            Rows::Parquet(rows) => {
                let row = match rows.next()? {
                    Ok(row) => row,
                    Err(error) => return Some((self.n_read, Err(error.to_string()))),
                };
                let cells = row.get_column_iter().map(|(name, field)| (name.clone(), cell(field))).collect();
                Some((self.n_read, aligned(&mut self.columns, cells)))
            }
        }
    }
}

/// What separates the cells of a table, as its first line tells: a spreadsheet in French writes `;`.
fn delimiter(start: &[u8]) -> u8 {
    let header = start.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |separator: u8| header.iter().filter(|byte| **byte == separator).count();
    // Of those found as often, the last is kept.
    [b'\t', b';', b','].into_iter().max_by_key(|separator| count(*separator)).unwrap_or(b',')
}

/// Cells in the order of the columns, those met for the first time added.
fn aligned(columns: &mut Vec<String>, cells: Vec<(String, Result<String, String>)>) -> Result<StringRecord, String> {
    let mut row = vec![String::new(); columns.len()];
    for (name, cell) in cells {
        let cell = cell.map_err(|reason| format!("`{name}` : {reason}"))?;
        match columns.iter().position(|known| *known == name) {
            Some(rank) => row[rank] = cell,
            None => {
                columns.push(name);
                row.push(cell);
            }
        }
    }
    Ok(StringRecord::from(row))
}

fn no_object(error: &serde_json::Error) -> String {
    if error.is_data() {
        return "ce n'est pas un objet JSON, comme `{\"âge\": 8}`".to_owned();
    }
    format!("ce n'est plus du JSON à partir du caractère {}", error.column())
}

fn json(value: serde_json::Value) -> Result<String, String> {
    match value {
        serde_json::Value::Null => Ok(String::new()),
        serde_json::Value::Bool(value) => Ok(if value { "oui" } else { "non" }.to_owned()),
        serde_json::Value::Number(number) => Ok(number.to_string()),
        serde_json::Value::String(text) => Ok(text),
        serde_json::Value::Array(_) | serde_json::Value::Object(_) => {
            Err("une liste ou un objet n'est la valeur d'aucune donnée".to_owned())
        }
    }
}

fn cell(field: &Field) -> Result<String, String> {
    match field {
        Field::Null => Ok(String::new()),
        Field::Bool(value) => Ok(if *value { "oui" } else { "non" }.to_owned()),
        Field::Str(text) => Ok(text.clone()),
        Field::Group(_) | Field::ListInternal(_) | Field::MapInternal(_) | Field::Bytes(_) => {
            Err("une liste, un objet ou des octets ne sont la valeur d'aucune donnée".to_owned())
        }
        Field::Date(days) => {
            let epoch = jiff::civil::date(1970, 1, 1);
            epoch.checked_add(jiff::Span::new().days(*days)).map(|date| date.to_string()).map_err(|error| error.to_string())
        }
        number => Ok(number.to_string()),
    }
}
