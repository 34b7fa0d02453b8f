//! `limpide parcours`: the journey of a person across the procedures of a folder.

use super::arguments::JourneyArgs;
use super::check::{use_threads, warn_unread};
use super::console::{self, Exit, Failure};
use super::load;
use crate::analysis::journey::{Scope, view};
use crate::model::Model;
use crate::output::journey::{JourneyFormat, render};
use crate::output::text::counted;
use crate::project;
use std::path::PathBuf;

/// Shows the journey of that name, or of the whole folder.
pub(super) fn run(arguments: &JourneyArgs) -> Result<Exit, Failure> {
    let (name, paths) = name_and_paths(&arguments.what);
    let found = load::find(paths, None);
    use_threads(None, found.files.len());
    let loaded = load::read(found);
    warn_unread(&loaded.unread);
    let project = project::read(&loaded.workspace);
    if project.n_unreadable() > 0 {
        let problems = counted(project.n_unreadable(), "défaut");
        console::warn(&format!("{problems} de lecture : le parcours peut être incomplet, « limpide check » les montre\n"));
    }
    let scope = name.map_or(Ok(Scope::Workspace), |name| scope(name, &project.model))?;
    let view = view(scope, &project.model, &project.graph, arguments.aujourd_hui.unwrap_or_else(|| jiff::Zoned::now().date()));
    console::print(&render(&view, arguments.format.unwrap_or(JourneyFormat::Text), &console::style()))?;
    Ok(if loaded.unread.is_empty() { Exit::Clean } else { Exit::Failed })
}

/// A first word that is no path is the name of a journey or of a life event.
fn name_and_paths(words: &[PathBuf]) -> (Option<&str>, &[PathBuf]) {
    match words.split_first() {
        Some((first, rest)) if !first.exists() => (first.to_str(), rest),
        Some(_) | None => (None, words),
    }
}

fn scope<'m>(name: &str, model: &'m Model) -> Result<Scope<'m>, Failure> {
    if let Some(journey) = model.journeys.iter().find(|journey| &*journey.name == name) {
        return Ok(Scope::Journey(journey));
    }
    if let Some(event) = model.life_events.iter().find(|event| &*event.name == name) {
        return Ok(Scope::LifeEvent(event));
    }
    let names = model.journeys.iter().map(|journey| &*journey.name).chain(model.life_events.iter().map(|event| &*event.name));
    let names: Vec<_> = names.map(|name| format!("« {name} »")).collect();
    let known = if names.is_empty() {
        "ce dossier n'en définit pas : donnez un dossier pour voir toutes ses démarches".to_owned()
    } else {
        format!("il y a ici {}", names.join(", "))
    };
    Err(Failure::new(format!("aucun parcours, événement ou chemin ne s'appelle « {name} »"), known))
}
