//! `limpide test`: the worked examples of a folder, run.

use super::arguments::TestArgs;
use super::console::{self, Exit, Failure, system_words};
use super::folder::Folder;
use super::load;
use crate::analysis::case::run_all;
use crate::output::cases::{junit, tally, text};

/// Runs every `cas`, says which do not come out as expected, and which lines of the rules none makes speak.
pub(super) fn run(arguments: &TestArgs) -> Result<Exit, Failure> {
    let folder = Folder::open(&arguments.paths);
    folder.warn_of_defects("des cas peuvent manquer");
    let Folder { loaded, project } = &folder;
    let services = run_all(&project.model, super::today(arguments.aujourd_hui));
    if let Some(path) = &arguments.junit {
        std::fs::write(path, junit(&services, &loaded.workspace)).map_err(|error| {
            Failure::new(
                format!("« {} » ne peut pas être écrit : {}", load::shown(path), system_words(&error)),
                "vérifiez le chemin, et le droit d'y écrire",
            )
        })?;
    }
    console::print(&text(&services, &loaded.workspace, &console::style()))?;
    Ok(match (loaded.unread.is_empty() && project.n_unreadable() == 0, tally(&services).failing) {
        (false, _) => Exit::Failed,
        (true, 0) => Exit::Clean,
        (true, _) => Exit::Findings,
    })
}
