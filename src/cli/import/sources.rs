//! From sources (archives, folders, files) to the texts of records, whatever could not be read being said while the rest goes on.
//!
//! An archive that is cut is read from its start, entry by entry. What it unpacks to is bounded, in all and for each entry: an archive made to
//! fill the memory is refused, not obeyed.

use crate::cli::console::system_words;
use crate::cli::load::{other_encoding, shown};
use crate::output::Unread;
use ignore::WalkBuilder;
use rayon::prelude::*;
use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

/// The most one run unpacks: thirty times what the DILA publishes.
const MOST_BYTES: u64 = 2 << 30;
/// The most one record weighs: the largest real one is under two megabytes.
const MOST_ENTRY_BYTES: u64 = 64 << 20;
/// The most an entry may swell, once past [`SMALL`]: real records swell ten times.
const MOST_RATIO: u64 = 150;
/// What may swell freely.
const SMALL: u64 = 1 << 20;
/// The most entries of one archive.
const MOST_ENTRIES: usize = 500_000;

/// Records to read, in the order of their paths.
#[derive(Debug, Default)]
pub(in crate::cli) struct Sources {
    /// The path shown and the text.
    pub(in crate::cli) texts: Vec<(String, String)>,
    /// What could not be read.
    pub(in crate::cli) unread: Vec<Unread>,
}

/// Reads all the records of those sources.
pub(in crate::cli) fn read(paths: &[PathBuf]) -> Sources {
    let mut sources = Sources::default();
    let mut files = Vec::new();
    for path in paths {
        files_of(path, &mut files, &mut sources.unread);
    }
    files.sort();
    files.dedup();
    for path in &files {
        if has_extension(path, "zip") { archive(path, &mut sources) } else { file(path, &mut sources) }
    }
    sources.texts.sort_by(|(a, _), (b, _)| a.cmp(b));
    sources
}

fn files_of(path: &Path, files: &mut Vec<PathBuf>, unread: &mut Vec<Unread>) {
    if !path.is_dir() {
        return files.push(path.to_owned());
    }
    for entry in WalkBuilder::new(path).build() {
        match entry {
            Ok(entry) => {
                let wanted = has_extension(entry.path(), "xml") || has_extension(entry.path(), "zip");
                if wanted && entry.path().is_file() {
                    files.push(entry.into_path());
                }
            }
            Err(error) => unread.extend(error.io_error().map(|error| Unread {
                path: shown(path),
                message: system_words(error),
                help: "vérifiez le dossier et le droit de le lire".to_owned(),
            })),
        }
    }
}

fn has_extension(path: &Path, wanted: &str) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(wanted))
}

fn file(path: &Path, sources: &mut Sources) {
    match fs::read(path) {
        Ok(bytes) => keep(shown(path), bytes, sources),
        Err(error) => sources.unread.push(Unread {
            path: shown(path),
            message: system_words(&error),
            help: "donnez une archive .zip, un dossier ou un fichier .xml".to_owned(),
        }),
    }
}

fn keep(path: String, bytes: Vec<u8>, sources: &mut Sources) {
    match String::from_utf8(bytes) {
        Ok(text) => sources.texts.push((path, text)),
        Err(error) => sources.unread.push(Unread {
            path,
            message: other_encoding(&error),
            help: "les fiches de la DILA sont en UTF-8 : convertissez le fichier".to_owned(),
        }),
    }
}

fn archive(path: &Path, sources: &mut Sources) {
    let name = shown(path);
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            let help = "donnez une archive .zip, un dossier ou un fichier .xml".to_owned();
            return sources.unread.push(Unread { path: name, message: system_words(&error), help });
        }
    };
    match ZipArchive::new(Cursor::new(&bytes[..])) {
        Ok(archive) => whole(&name, &archive, sources),
        Err(error) => {
            let read = from_the_start(&name, &bytes, sources);
            let told = format!("{} avant l'endroit abîmé", records(read));
            sources.unread.push(Unread {
                path: name,
                message: format!("l'archive est coupée ou abîmée ({}) : {told}", words(&error)),
                help: "téléchargez-la de nouveau".to_owned(),
            });
        }
    }
}

fn whole(name: &str, archive: &ZipArchive<Cursor<&[u8]>>, sources: &mut Sources) {
    let total: u64 = archive.decompressed_size().and_then(|size| u64::try_from(size).ok()).unwrap_or(u64::MAX);
    if total > MOST_BYTES || archive.len() > MOST_ENTRIES {
        return sources.unread.push(too_big(name));
    }
    let ranks: Vec<usize> = (0..archive.len()).collect();
    let chunks: Vec<Vec<_>> = ranks
        .par_chunks(256)
        .map(|ranks| {
            let mut archive = archive.clone();
            ranks.iter().filter_map(|rank| entry(name, &mut archive, *rank)).collect()
        })
        .collect();
    let results: Vec<_> = chunks.into_iter().flatten().collect();
    if results.is_empty() {
        sources.unread.push(Unread {
            path: name.to_owned(),
            message: "l'archive ne contient aucune fiche".to_owned(),
            help: "donnez une archive de fichiers .xml, comme celles de la DILA".to_owned(),
        });
    }
    let mut read = 0;
    for result in results {
        match result {
            Ok((path, bytes)) => {
                read += bytes.len() as u64;
                if read > MOST_BYTES {
                    return sources.unread.push(too_big(name));
                }
                keep(path, bytes, sources);
            }
            Err(unread) => sources.unread.push(unread),
        }
    }
}

/// One entry; `None` when it is no record.
fn entry(name: &str, archive: &mut ZipArchive<Cursor<&[u8]>>, rank: usize) -> Option<Result<(String, Vec<u8>), Unread>> {
    let mut file = match archive.by_index(rank) {
        Ok(file) => file,
        Err(error) => {
            let message = format!("l'entrée {} de l'archive ne se lit pas ({})", rank + 1, words(&error));
            return Some(Err(Unread { path: name.to_owned(), message, help: "téléchargez l'archive de nouveau".to_owned() }));
        }
    };
    let own_name = entry_name(&file);
    let path = format!("{name}/{own_name}");
    if has_extension(Path::new(&own_name), "zip") {
        let message = "une archive dans une archive ne se lit pas".to_owned();
        return Some(Err(Unread { path, message, help: "décompressez la première, puis donnez celle-ci".to_owned() }));
    }
    if !is_record(&own_name) {
        return None;
    }
    let packed = file.compressed_size();
    Some(unpack(path, &mut file, packed))
}

/// The name of an entry, shown as it can be when it is no text.
fn entry_name<R: Read>(file: &ZipFile<'_, R>) -> String {
    file.name().map_or_else(|_| String::from_utf8_lossy(file.name_raw()).into_owned(), std::borrow::Cow::into_owned)
}

fn is_record(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("xml"))
}

fn unpack(path: String, file: &mut impl Read, packed: u64) -> Result<(String, Vec<u8>), Unread> {
    let most = packed.saturating_mul(MOST_RATIO).clamp(SMALL, MOST_ENTRY_BYTES);
    let mut bytes = Vec::new();
    if let Err(error) = file.take(most + 1).read_to_end(&mut bytes) {
        let message = format!("l'entrée de l'archive est abîmée ({})", system_words(&error));
        return Err(Unread { path, message, help: "téléchargez l'archive de nouveau".to_owned() });
    }
    if bytes.len() as u64 > most { Err(too_big(&path)) } else { Ok((path, bytes)) }
}

/// Reads an archive without its table of contents, up to where it is damaged; gives how many records were read.
fn from_the_start(name: &str, bytes: &[u8], sources: &mut Sources) -> usize {
    let mut cursor = Cursor::new(bytes);
    let before = sources.texts.len();
    let mut total = 0;
    while let Ok(Some(mut file)) = zip::read::read_zipfile_from_stream(&mut cursor) {
        let own_name = entry_name(&file);
        let wanted = is_record(&own_name);
        let path = format!("{name}/{own_name}");
        let packed = file.compressed_size();
        let Ok((path, text)) = unpack(path, &mut file, packed) else { break };
        total += text.len() as u64;
        if total > MOST_BYTES {
            sources.unread.push(too_big(name));
            break;
        }
        if wanted {
            keep(path, text, sources);
        }
    }
    sources.texts.len() - before
}

/// So many records read.
pub(super) fn records(number: usize) -> String {
    super::several(number, "fiche lue", "fiches lues")
}

fn too_big(path: &str) -> Unread {
    Unread {
        path: path.to_owned(),
        message: "une fois décompressée, l'archive serait démesurée : elle n'est pas lue".to_owned(),
        help: "vérifiez d'où elle vient ; celles de la DILA font moins de 100 Mo".to_owned(),
    }
}

fn words(error: &ZipError) -> String {
    match error {
        ZipError::Io(error) => system_words(error),
        ZipError::InvalidArchive(_) => "elle n'a pas la forme d'un zip complet".to_owned(),
        ZipError::UnsupportedArchive(_) => "elle emploie une compression ou un chiffrement que limpide ne lit pas".to_owned(),
        other => format!("« {other} »"),
    }
}
