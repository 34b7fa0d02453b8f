//! `limpide test`: the worked examples of a folder, run.

use super::arguments::TestArgs;
use super::check::{use_threads, warn_unread};
use super::console::{self, Exit, Failure, system_words};
use super::load;
use crate::analysis::case::run_all;
use crate::output::cases::{junit, tally, text};
use crate::output::text::counted;
use crate::project;

/// Runs every `cas`, says which do not come out as expected, and which lines of the rules none makes speak.
pub(super) fn run(arguments: &TestArgs) -> Result<Exit, Failure> {
    let found = load::find(&arguments.paths, None);
    use_threads(None, found.files.len());
    let loaded = load::read(found);
    warn_unread(&loaded.unread);
    let project = project::read(&loaded.workspace);
    if project.n_unreadable() > 0 {
        let problems = counted(project.n_unreadable(), "défaut");
        console::warn(&format!("{problems} de lecture : des cas peuvent manquer, « limpide check » les montre\n"));
    }
    let services = run_all(&project.model, arguments.aujourd_hui.unwrap_or_else(|| jiff::Zoned::now().date()));
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
