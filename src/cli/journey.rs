//! `limpide parcours`: the journey of a person across the procedures of a folder.

use super::arguments::JourneyArgs;
use super::console::{self, Exit, Failure};
use super::folder::Folder;
use crate::analysis::journey::{Scope, view};
use crate::model::Model;
use crate::output::journey::{JourneyFormat, render};
use std::path::PathBuf;

/// Shows the journey of that name, or of the whole folder.
pub(super) fn run(arguments: &JourneyArgs) -> Result<Exit, Failure> {
    let (name, paths) = name_and_paths(&arguments.what);
    let folder = Folder::open(paths);
    folder.warn_of_defects("le parcours peut être incomplet");
    let project = &folder.project;
    let scope = name.map_or(Ok(Scope::Workspace), |name| scope(name, &project.model))?;
    let view = view(scope, &project.model, &project.graph, super::today(arguments.aujourd_hui));
    console::print(&render(&view, arguments.format.unwrap_or(JourneyFormat::Text), &console::style()))?;
    Ok(folder.exit())
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
