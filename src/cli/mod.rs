//! The command line: the only room that reads arguments, files and the clock, and that prints. One file per command.

mod arguments;
mod ask;
mod audit;
mod check;
mod console;
mod diff;
mod explain;
mod fix;
mod fmt;
mod folder;
mod import;
mod init;
mod journey;
mod load;
mod lsp;
mod named;
mod person;
mod run;
mod selection;
mod simulate;
mod test;
mod usage;

use crate::values::Date;
use arguments::{Command, CommandLine};
use clap::Parser;
use clap::error::ErrorKind;
use console::{Exit, Failure};
use std::process::ExitCode;

/// Runs the command and gives the exit code: 0 nothing to say, 1 findings at the bar, 2 could not work.
#[must_use]
pub fn main() -> ExitCode {
    let exit = run().unwrap_or_else(|failure| {
        console::warn_failure(&failure);
        Exit::Failed
    });
    exit.into()
}

fn run() -> Result<Exit, Failure> {
    let line = match CommandLine::try_parse() {
        Ok(line) => line,
        Err(error) => return help_or_failure(&error),
    };
    match line.command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Rules(arguments) => explain::list(&arguments),
        Command::Parcours(arguments) => journey::run(&arguments),
        Command::Test(arguments) => test::run(&arguments),
        Command::Simulate(arguments) => simulate::run(&arguments),
        Command::Run(arguments) => run::run(&arguments),
        Command::Ask(arguments) => ask::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Audit(arguments) => audit::run(&arguments),
        Command::Fmt(arguments) => fmt::run(&arguments),
        Command::Init(arguments) => init::run(&arguments),
        Command::Lsp => lsp::run(),
    }
}

/// The day a command is for: the one asked, else that of the machine.
fn today(asked: Option<Date>) -> Date {
    asked.unwrap_or_else(|| jiff::Zoned::now().date())
}

/// clap gives the help and the version as errors.
fn help_or_failure(error: &clap::Error) -> Result<Exit, Failure> {
    let text = console::in_colour(&error.render());
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => console::print(&text).map(|()| Exit::Clean),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            console::warn(&text);
            Ok(Exit::Failed)
        }
        _ => Err(usage::failure(error)),
    }
}
