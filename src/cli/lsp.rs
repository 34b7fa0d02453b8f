//! `limpide lsp`: the language server on the standard input and output.

use super::console::{Exit, Failure};
use super::load::{self, Origin};
use crate::server;
use std::path::{Path, PathBuf};

/// Runs it until the editor leaves. What cannot be read is left out: the editor shows its own files, and `limpide check` says the rest.
pub(super) fn run() -> Result<Exit, Failure> {
    server::run(&folder, super::today(None)).map(|()| Exit::Clean).map_err(|error| {
        Failure::new(format!("l'éditeur et limpide ne se comprennent plus : {error}"), "relancez le serveur depuis l'éditeur")
    })
}

/// The procedures below a folder, by the path that opens each.
fn folder(root: &Path) -> Vec<(PathBuf, String)> {
    let loaded = load::read(load::find(&[root.to_owned()], None));
    let texts = loaded.workspace.files().iter().map(|file| file.text.clone());
    let paths = loaded.origins.iter().map(|origin| match origin {
        Origin::File(path) => path.clone(),
        Origin::Stdin => PathBuf::new(),
    });
    paths.zip(texts).collect()
}
