//! The procedures a command works on: found, read and understood, with what could not be read said on the way. What comes out is only as sure
//! as what went in.

use super::check::{use_threads, warn_unread};
use super::console::{self, Exit};
use super::load::{self, Loaded};
use crate::output::text::counted;
use crate::project::{self, Project};
use std::path::PathBuf;

/// Procedures read.
pub(super) struct Folder {
    /// Their texts.
    pub(super) loaded: Loaded,
    /// Their meaning.
    pub(super) project: Project,
}

impl Folder {
    /// The procedures below those paths; no path means the current folder.
    pub(super) fn open(paths: &[PathBuf]) -> Self {
        Self::open_for(paths, None, 0)
    }

    /// The same, for a work of that many pieces, on that many threads when it is asked.
    pub(super) fn open_for(paths: &[PathBuf], threads: Option<usize>, n_pieces: usize) -> Self {
        let found = load::find(paths, None);
        // Before anything is done in parallel: threads are started once.
        use_threads(threads, found.files.len().max(n_pieces));
        let loaded = load::read(found);
        warn_unread(&loaded.unread);
        let project = project::read(&loaded.workspace);
        Self { loaded, project }
    }

    /// Says how many things could not be understood, and what may suffer from it.
    pub(super) fn warn_of_defects(&self, suffers: &str) {
        if self.project.n_unreadable() > 0 {
            let defects = counted(self.project.n_unreadable(), "défaut");
            console::warn(&format!("{defects} de lecture : {suffers}, « limpide check » les montre\n"));
        }
    }

    /// How a command that did its work ends: failed when a file could not be read.
    pub(super) fn exit(&self) -> Exit {
        if self.loaded.unread.is_empty() { Exit::Clean } else { Exit::Failed }
    }
}
