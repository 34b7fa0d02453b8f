//! `limpide run`: a procedure for one person.

use super::arguments::RunArgs;
use super::console::{self, Exit, Failure};
use super::folder::Folder;
use super::{named, person};
use crate::analysis::roadmap::{Plan, Roadmap};
use crate::output::roadmap::{RoadmapFormat, render};

/// Says what the person is entitled to and why, what is missing to tell, and what to do, when, with what.
pub(super) fn run(arguments: &RunArgs) -> Result<Exit, Failure> {
    let folder = Folder::open(&arguments.paths);
    let project = &folder.project;
    let service = named::service(&project.model, &arguments.name)?;
    let mut plan = Plan::new(&project.model, service);
    let situation = person::read(&mut plan.program, &arguments.person)?;
    let roadmap = Roadmap::of(&plan, &situation, super::today(arguments.person.aujourd_hui));
    let format = arguments.format.unwrap_or(RoadmapFormat::Text);
    console::print(&render(&plan, &situation, &roadmap, &folder.loaded.workspace, format, &console::style()))?;
    Ok(folder.exit())
}
