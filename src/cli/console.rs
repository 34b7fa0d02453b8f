//! What reaches the screen: the only place that prints. A reader that stops listening is not an error.

use crate::output::{Colour, Style};
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::process::ExitCode;

/// How a command ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exit {
    /// Nothing to say at the bar.
    Clean,
    /// Findings at the bar or above.
    Findings,
    /// Something could not be read or done.
    Failed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Clean => 0,
            Exit::Findings => 1,
            Exit::Failed => 2,
        })
    }
}

/// Why a command could not work, and the way out.
#[derive(Debug)]
pub(super) struct Failure {
    /// What, with the path or the option; lower case, no final period.
    pub(super) message: String,
    /// What to do.
    pub(super) help: String,
}

impl Failure {
    /// A failure and its way out.
    pub(super) fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }
}

/// Writes on the standard output.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::new(
            format!("la sortie standard ne peut pas être écrite : {}", system_words(&error)),
            "vérifiez la place sur le disque, ou envoyez la sortie ailleurs",
        )),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Writes on the error output. Nobody is left to tell when that fails.
pub(super) fn warn(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Says what is being done, on one line of the terminal; an empty text takes it away. Nothing is written elsewhere.
pub(super) fn progress(doing: &str) {
    if io::stderr().is_terminal() {
        let text = if doing.is_empty() { "\r\u{1b}[K".to_owned() } else { format!("\r\u{1b}[K{doing}…") };
        warn(&text);
    }
}

/// Writes why something failed, and the way out.
pub(super) fn warn_failure(failure: &Failure) {
    warn(&format!("erreur : {}\n  que faire : {}\n", failure.message, failure.help));
}

/// Whether the standard output wants colours: a terminal, unless asked otherwise.
pub(super) fn colour() -> Colour {
    let said = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    if said("NO_COLOR") {
        return Colour::Plain;
    }
    let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    if said("FORCE_COLOR") || (io::stdout().is_terminal() && !is_dumb) { Colour::Ansi } else { Colour::Plain }
}

/// The look of what is written on the standard output.
pub(super) fn style() -> Style {
    let plain = Style::default();
    let screen = terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0).clamp(50, 120));
    Style { colour: colour(), width: screen.unwrap_or(plain.width), ..plain }
}

/// What the system answers, in French when it is common.
pub(super) fn system_words(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "rien n'existe à cet endroit".to_owned(),
        ErrorKind::PermissionDenied => "le système ne l'autorise pas".to_owned(),
        ErrorKind::IsADirectory => "c'est un dossier".to_owned(),
        ErrorKind::NotADirectory => "un dossier du chemin est un fichier".to_owned(),
        ErrorKind::StorageFull => "le disque est plein".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "le disque est en lecture seule".to_owned(),
        ErrorKind::AlreadyExists => "le fichier existe déjà".to_owned(),
        _ => format!("le système répond « {error} »"),
    }
}

/// A text of clap's, with its colours when they are wanted.
pub(super) fn in_colour(text: &clap::builder::StyledStr) -> String {
    match colour() {
        Colour::Ansi => text.ansi().to_string(),
        Colour::Plain => text.to_string(),
    }
}
