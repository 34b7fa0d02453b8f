//! From paths to texts: walks the folders, reads the files, and says plainly what could not be read while the rest goes on.
//!
//! The same folder gives the same order whatever the system and the number of threads; a file reached twice is read once.

use super::console::system_words;
use crate::output::Unread;
use crate::source::Workspace;
use ignore::WalkBuilder;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::string::FromUtf8Error;

/// The extension of the files of a folder.
const EXTENSION: &str = "demarche";
/// The path that means the standard input.
pub(super) const STDIN: &str = "-";

/// Where a text comes from.
#[derive(Debug, Clone)]
pub(super) enum Origin {
    /// A file, by the path that opens it.
    File(PathBuf),
    /// The standard input.
    Stdin,
}

/// Texts to read, in the order of the paths shown.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The path shown and where the text comes from.
    pub(super) files: Vec<(String, Origin)>,
    /// What could not be reached.
    unread: Vec<Unread>,
}

/// Texts read.
#[derive(Debug, Default)]
pub(super) struct Loaded {
    /// The texts.
    pub(super) workspace: Workspace,
    /// Where each comes from, in the order of the workspace.
    pub(super) origins: Vec<Origin>,
    /// What could not be read.
    pub(super) unread: Vec<Unread>,
}

/// Finds the files of those paths; no path means the current folder. The standard input is shown under `stdin_name`.
pub(super) fn find(paths: &[PathBuf], stdin_name: Option<&str>) -> Found {
    let here = [PathBuf::from(".")];
    let mut found = Found::default();
    for path in if paths.is_empty() { &here[..] } else { paths } {
        if path.as_os_str() == STDIN {
            found.files.push((stdin_name.unwrap_or(STDIN).to_owned(), Origin::Stdin));
        } else {
            find_under(path, &mut found);
        }
    }
    found.files.sort_by(|(a, _), (b, _)| a.cmp(b));
    let mut seen = BTreeSet::new();
    found.files.retain(|(shown, origin)| {
        seen.insert(match origin {
            Origin::File(path) => fs::canonicalize(path).unwrap_or_else(|_| path.clone()),
            Origin::Stdin => PathBuf::from(shown),
        })
    });
    found.unread.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn find_under(root: &Path, found: &mut Found) {
    match fs::metadata(root) {
        Err(error) => return found.unread.push(unreachable(root, &error)),
        Ok(metadata) if !metadata.is_dir() => {
            return found.files.push((shown(root), Origin::File(root.to_owned())));
        }
        Ok(_) => {}
    }
    for entry in WalkBuilder::new(root).follow_links(true).build() {
        match entry {
            Ok(entry) => {
                let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
                if is_file && has_extension(entry.path()) {
                    found.files.push((shown(entry.path()), Origin::File(entry.into_path())));
                }
            }
            Err(error) => found.unread.extend(walk_problem(&error)),
        }
    }
}

fn has_extension(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(EXTENSION))
}

/// What a walk could not enter. A link that leads back above itself is no loss, its files are read by their own path; nor is a broken link
/// to something else than a procedure.
fn walk_problem(error: &ignore::Error) -> Option<Unread> {
    let path = path_of(error)?;
    let is_lost = !path.is_symlink() || has_extension(path);
    error.io_error().filter(|_| is_lost).map(|error| unreachable(path, error))
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}

fn unreachable(path: &Path, error: &io::Error) -> Unread {
    let (message, help) = match error.kind() {
        _ if path.is_symlink() && !path.exists() => ("ce lien ne mène nulle part".to_owned(), "refaites le lien, ou retirez-le"),
        ErrorKind::PermissionDenied => (system_words(error), "demandez le droit de lecture, ou laissez ce chemin de côté"),
        _ => (system_words(error), "vérifiez le chemin, les accents et les majuscules"),
    };
    Unread { path: shown(path), message, help: help.to_owned() }
}

/// A path as shown: from the current folder when it is below, with `/`.
pub(super) fn shown(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let path = path.strip_prefix(&here).unwrap_or(path);
    let path = path.strip_prefix(".").unwrap_or(path);
    let shown = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { shown.into_owned() } else { shown.replace(std::path::MAIN_SEPARATOR, "/") }
}

/// Reads what was found, in parallel.
pub(super) fn read(found: Found) -> Loaded {
    let texts: Vec<_> = found.files.par_iter().map(|(shown, origin)| read_one(shown, origin)).collect();
    let mut loaded = Loaded { unread: found.unread, ..Loaded::default() };
    for ((shown, origin), text) in found.files.into_iter().zip(texts) {
        match text {
            Ok(text) => {
                loaded.workspace.push(shown, text);
                loaded.origins.push(origin);
            }
            Err(unread) => loaded.unread.push(unread),
        }
    }
    loaded
}

fn read_one(shown: &str, origin: &Origin) -> Result<String, Unread> {
    let unread = |message: String, help: &str| Unread { path: shown.to_owned(), message, help: help.to_owned() };
    let bytes = match origin {
        Origin::File(path) => fs::read(path).map_err(|error| Unread { path: shown.to_owned(), ..unreachable(path, &error) })?,
        Origin::Stdin => {
            let mut bytes = Vec::new();
            let read = io::stdin().lock().read_to_end(&mut bytes);
            read.map_err(|error| unread(system_words(&error), "redirigez un fichier vers l'entrée standard"))?;
            bytes
        }
    };
    if u32::try_from(bytes.len()).is_err() {
        return Err(unread("le fichier dépasse 4 gigaoctets".to_owned(), "découpez-le"));
    }
    String::from_utf8(bytes)
        .map_err(|error| unread(other_encoding(&error), "enregistrez en UTF-8, l'encodage par défaut des éditeurs récents"))
}

/// What a text that is not in UTF-8 is, or where it stops being it.
pub(super) fn other_encoding(error: &FromUtf8Error) -> String {
    let (at, bytes) = (error.utf8_error().valid_up_to(), error.as_bytes());
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return "le texte est en UTF-16".to_owned();
    }
    let line = bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
    format!("le texte n'est pas en UTF-8 : octet {:#04x} à la ligne {line} (position {at})", bytes[at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_shown_from_here_with_slashes() {
        assert_eq!(shown(Path::new("./a/b.demarche")), "a/b.demarche");
        assert_eq!(shown(&std::env::current_dir().expect("un dossier courant").join("a/b.demarche")), "a/b.demarche");
        assert_eq!(shown(Path::new("../b.demarche")), "../b.demarche");
    }
}
