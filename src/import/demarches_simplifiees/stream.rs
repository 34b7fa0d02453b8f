//! A whole export: its bytes, out of their gzip, cut into elements by one thread, read by all the others while the stream goes on. Texts are
//! dropped as soon as they are read.

use super::splitter::{Element, Fault, Splitter};
use crate::import::Imported;
use crate::source::{FileId, Location, Problem, ProblemKind, Span};
use flate2::bufread::MultiGzDecoder;
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use std::io::{BufRead, BufReader, ErrorKind, Read};
use std::sync::mpsc::{SyncSender, sync_channel};

/// How many bytes are unpacked at a time.
const CHUNK: usize = 64 << 10;
/// About how many bytes are read together.
const BATCH: usize = 1 << 20;
/// How many batches may wait.
const WAITING: usize = 4;
/// The most problems kept: past them, the file is something else.
const MOST_PROBLEMS: usize = 10_000;

/// What an export says.
#[derive(Debug, Default)]
pub struct Export {
    /// The procedures, in the order of the file.
    pub records: Vec<Imported>,
    /// What is wrong with the file itself, and what its other elements are.
    pub problems: Vec<Problem>,
}

/// Elements to read together, and their rank among the batches.
struct Batch {
    rank: usize,
    elements: Vec<Element>,
    faults: Vec<(u64, Fault)>,
    /// Why the stream stopped, and where.
    broken: Option<(u64, String)>,
}

/// Reads an export, plain or gzip.
#[must_use]
pub fn read_all(file: FileId, input: impl Read + Send) -> Export {
    let (sender, receiver) = sync_channel(WAITING);
    let mut batches: Vec<(usize, Export)> = std::thread::scope(|scope| {
        scope.spawn(move || cut(input, &sender));
        receiver.into_iter().par_bridge().map(|batch| (batch.rank, read_batch(file, batch))).collect()
    });
    batches.sort_unstable_by_key(|(rank, _)| *rank);
    gathered(batches.into_iter().map(|(_, export)| export))
}

/// The bytes of an export, out of their gzip when they are in one.
pub(super) fn unpacked<'i>(input: impl Read + Send + 'i) -> Box<dyn Read + Send + 'i> {
    let mut input = BufReader::with_capacity(CHUNK, input);
    let is_gzip = input.fill_buf().is_ok_and(|bytes| bytes.starts_with(&[0x1f, 0x8b]));
    if is_gzip { Box::new(MultiGzDecoder::new(input)) } else { Box::new(input) }
}

/// Sends the elements of a stream, by batches.
fn cut(input: impl Read + Send, sender: &SyncSender<Batch>) {
    let mut input = unpacked(input);
    let mut splitter = Splitter::default();
    let mut chunk = vec![0; CHUNK];
    let mut rank = 0;
    let mut elements = Vec::new();
    let mut weight = 0;
    let mut total = 0;
    let mut broken = None;
    loop {
        match input.read(&mut chunk) {
            Ok(0) => break,
            Ok(read) => {
                total += read as u64;
                splitter.push(&chunk[..read]);
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => {
                broken = Some((total, said(&error)));
                break;
            }
        }
        for element in splitter.take_elements() {
            weight += element.bytes.len() + size_of::<Element>();
            elements.push(element);
        }
        if weight >= BATCH {
            let batch = Batch { rank, elements: std::mem::take(&mut elements), faults: splitter.take_faults(), broken: None };
            // Nobody listens any more when the reading was abandoned.
            if sender.send(batch).is_err() {
                return;
            }
            rank += 1;
            weight = 0;
        }
        // Beyond four gigabytes no place can be said: a file made to swell is not followed for ever.
        if total > u64::from(u32::MAX) {
            broken = Some((total, "le fichier dépasse quatre gigaoctets une fois décompressé".to_owned()));
            break;
        }
    }
    splitter.finish();
    elements.extend(splitter.take_elements());
    _ = sender.send(Batch { rank, elements, faults: splitter.take_faults(), broken });
}

/// Why a stream stopped, in French.
fn said(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::UnexpectedEof => "le fichier gzip est coupé".to_owned(),
        ErrorKind::InvalidInput | ErrorKind::InvalidData => "le fichier gzip est abîmé".to_owned(),
        _ => "le fichier ne se lit plus".to_owned(),
    }
}

fn read_batch(file: FileId, batch: Batch) -> Export {
    let mut export = Export::default();
    for element in batch.elements {
        let imported = match std::str::from_utf8(&element.bytes) {
            Ok(json) => super::read(file, element.rank, element.offset, json.trim_end()),
            Err(error) => {
                let at = element.offset + error.valid_up_to() as u64;
                let what = format!("[{}] : le texte n'est pas en UTF-8", element.rank);
                export.problems.push(problem(file, at, what, "convertissez le fichier en UTF-8"));
                continue;
            }
        };
        if imported.part.model().services.is_empty() {
            export.problems.extend(imported.problems);
        } else {
            export.records.push(imported);
        }
    }
    export.problems.extend(batch.faults.into_iter().map(|(at, fault)| told(file, at, fault)));
    export.problems.extend(batch.broken.map(|(at, why)| {
        problem(file, at, format!("{why} : les démarches qui suivent ne sont pas lues"), "téléchargez-le de nouveau")
    }));
    export
}

fn told(file: FileId, at: u64, fault: Fault) -> Problem {
    const AGAIN: &str = "téléchargez le fichier de nouveau";
    const SHAPE: &str = "donnez l'export « descriptif des démarches publiées » de data.gouv.fr : un tableau JSON de démarches";
    match fault {
        Fault::NotJson => {
            problem(file, at, "le fichier n'est pas un tableau JSON : il ne commence pas par `[`".to_owned(), SHAPE)
        }
        Fault::Empty => problem(file, at, "le fichier est vide".to_owned(), SHAPE),
        Fault::Unclosed(rank) => {
            problem(file, at, format!("[{rank}] : cette démarche n'est pas fermée, elle n'est pas lue"), AGAIN)
        }
        Fault::Trailing => problem(file, at, "quelque chose suit la fin du tableau".to_owned(), AGAIN),
        Fault::NoEnd => problem(file, at, "le tableau n'est pas fermé : le fichier est peut-être coupé".to_owned(), AGAIN),
        Fault::TooDamaged => problem(file, at, "trop de démarches sont abîmées : le reste n'est pas lu".to_owned(), AGAIN),
    }
}

fn problem(file: FileId, at: u64, message: String, help: &str) -> Problem {
    let at = u32::try_from(at).unwrap_or(u32::MAX);
    Problem::new(ProblemKind::UnreadableLine, Location::new(file, Span::new(at, at)), message).with_help(help)
}

/// The batches together: a procedure given twice is read once, and said.
fn gathered(batches: impl Iterator<Item = Export>) -> Export {
    let mut whole = Export::default();
    let mut known: FxHashSet<Box<str>> = FxHashSet::default();
    for batch in batches {
        let room = MOST_PROBLEMS.saturating_sub(whole.problems.len());
        whole.problems.extend(batch.problems.into_iter().take(room));
        for record in batch.records {
            let Some(service) = record.part.model().services.first() else { continue };
            if known.insert(service.name.clone()) {
                whole.records.push(record);
                continue;
            }
            let message = format!("la démarche `{}` est donnée deux fois : elle est lue une fois", service.name);
            whole.problems.push(Problem::new(ProblemKind::DuplicateName, service.origin.location, message));
        }
    }
    whole
}
