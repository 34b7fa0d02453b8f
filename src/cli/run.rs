//! `limpide run`: a procedure for one person.

use super::arguments::RunArgs;
use super::check::{use_threads, warn_unread};
use super::console::{self, Exit, Failure};
use super::{load, named, person};
use crate::analysis::roadmap::{Plan, Roadmap};
use crate::output::roadmap::{RoadmapFormat, render};
use crate::project;

/// Says what the person is entitled to and why, what is missing to tell, and what to do, when, with what.
pub(super) fn run(arguments: &RunArgs) -> Result<Exit, Failure> {
    let found = load::find(&arguments.paths, None);
    use_threads(None, found.files.len());
    let loaded = load::read(found);
    warn_unread(&loaded.unread);
    let project = project::read(&loaded.workspace);
    let service = named::service(&project.model, &arguments.name)?;
    let mut plan = Plan::new(&project.model, service);
    let situation = person::read(&mut plan.program, arguments.situation.as_ref(), &arguments.facts)?;
    let today = arguments.aujourd_hui.unwrap_or_else(|| jiff::Zoned::now().date());
    let roadmap = Roadmap::of(&plan, &situation, today);
    let format = arguments.format.unwrap_or(RoadmapFormat::Text);
    console::print(&render(&plan, &situation, &roadmap, &loaded.workspace, format, &console::style()))?;
    Ok(if loaded.unread.is_empty() { Exit::Clean } else { Exit::Failed })
}
