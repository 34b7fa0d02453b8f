//! `limpide fmt`: one layout for all.

use super::arguments::FmtArgs;
use super::check::warn_unread;
use super::console::{self, Exit, Failure, system_words};
use super::diff;
use super::load::{self, Origin};
use crate::output::text::counted;
use crate::source::SourceFile;
use crate::syntax;
use std::fs;

/// Lays out the files of those paths.
pub(super) fn run(arguments: &FmtArgs) -> Result<Exit, Failure> {
    let loaded = load::read(load::find(&arguments.paths, None));
    warn_unread(&loaded.unread);
    let mut text = String::new();
    let (mut n_changed, mut n_written) = (0, 0);
    for (origin, source) in loaded.origins.iter().zip(loaded.workspace.files()) {
        let laid_out = syntax::format(&source.text);
        let changes = laid_out != source.text;
        n_changed += usize::from(changes);
        if arguments.diff {
            text.push_str(&diff::unified(&source.path, &source.text, &laid_out));
        } else if arguments.check {
            text.push_str(&if changes { format!("{} n'est pas en forme\n", source.path) } else { String::new() });
        } else {
            match origin {
                Origin::Stdin => text.push_str(&laid_out),
                Origin::File(path) if changes => {
                    write(path, source, &laid_out)?;
                    n_written += 1;
                }
                Origin::File(_) => {}
            }
        }
    }
    console::print(&text)?;
    if n_written > 0 {
        console::warn(&format!("{} mis en forme\n", counted(n_written, "fichier")));
    }
    let looks_only = arguments.check || arguments.diff;
    Ok(match (loaded.unread.is_empty(), looks_only && n_changed > 0) {
        (false, _) => Exit::Failed,
        (true, true) => Exit::Findings,
        (true, false) => Exit::Clean,
    })
}

fn write(path: &std::path::Path, source: &SourceFile, text: &str) -> Result<(), Failure> {
    fs::write(path, text).map_err(|error| {
        Failure::new(
            format!("{} ne peut pas être mis en forme : {}", source.path, system_words(&error)),
            "vérifiez le droit d'écrire ce fichier",
        )
    })
}
