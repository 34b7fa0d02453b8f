//! `limpide check`: reads, checks, shows, and says by its exit code whether something reaches the bar.

use super::arguments::{Bar, CheckArgs};
use super::console::{self, Exit, Failure, system_words};
use super::fix::{self, Fixed};
use super::load::{self, Loaded};
use super::{diff, selection};
use crate::findings::Finding;
use crate::model::Model;
use crate::output::{Colour, Format, Report, Style, Unread, readability, statistics};
use crate::project::{self, Checked, Project};
use crate::rules::Rule;
use crate::source::Workspace;
use crate::values::Date;
use std::fs;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

/// What a run checks with.
pub(super) struct Bench {
    /// The rules.
    pub(super) rules: Vec<&'static Rule>,
    /// The day.
    pub(super) today: Date,
    /// An earlier state to compare with.
    pub(super) before: Option<Model>,
}

impl Bench {
    /// All there is to say of a workspace, once read.
    pub(super) fn check(&self, workspace: &Workspace, project: &Project) -> Checked {
        project.check(workspace, &self.rules, self.today, self.before.as_ref())
    }
}

/// Runs it.
pub(super) fn run(arguments: &CheckArgs) -> Result<Exit, Failure> {
    if arguments.unsafe_fixes && !arguments.fix && !arguments.diff {
        return Err(Failure::new(
            "« --unsafe-fixes » ne va pas seul",
            "ajoutez « --fix » pour corriger, ou « --diff » pour voir",
        ));
    }
    let rules = selection::rules(&arguments.select, &arguments.ignore)?;
    let found = load::find(&arguments.paths, arguments.stdin_filename.as_deref());
    use_threads(arguments.threads, found.files.len());
    let mut loaded = load::read(found);
    let bench =
        Bench { rules, today: super::today(arguments.aujourd_hui), before: arguments.avant.as_deref().map(earlier).transpose()? };
    let checked = if arguments.fix || arguments.diff {
        let fixed = fix::fix(&loaded.workspace, &bench, fix::Reach::of(arguments.unsafe_fixes));
        if arguments.diff {
            return show_diff(&loaded, &fixed);
        }
        fix::write(&loaded.origins, &fixed)?;
        loaded.workspace = fixed.workspace;
        fixed.checked
    } else {
        let project = ManuallyDrop::new(project::read(&loaded.workspace));
        bench.check(&loaded.workspace, &project)
    };
    // The process is about to end: giving back memory piece by piece would take a twentieth of the run.
    let checked = ManuallyDrop::new(checked);
    show(arguments, &loaded, &checked, &bench)?;
    Ok(exit(arguments.fail_on, &checked.findings, &loaded.unread))
}

/// One small file is not worth a pool of threads: starting it would take longer than reading the file.
pub(super) fn use_threads(asked: Option<usize>, n_files: usize) {
    let pool = rayon::ThreadPoolBuilder::new();
    let pool = match asked {
        Some(n) if n > 1 => pool.num_threads(n),
        None if n_files > 1 => return,
        Some(_) | None => pool.num_threads(1).use_current_thread(),
    };
    // The pool can only be built once; a second attempt would change nothing to what is computed.
    let _ = pool.build_global();
}

fn earlier(folder: &Path) -> Result<Model, Failure> {
    let loaded = load::read(load::find(&[folder.to_owned()], None));
    if let Some(unread) = loaded.unread.first() {
        return Err(Failure::new(
            format!("l'état précédent n'a pas pu être lu : {} : {}", unread.path, unread.message),
            &unread.help,
        ));
    }
    Ok(project::read(&loaded.workspace).model)
}

fn show_diff(loaded: &Loaded, fixed: &Fixed) -> Result<Exit, Failure> {
    warn_unread(&loaded.unread);
    let changes = fixed.changed.iter().map(|file| (loaded.workspace.file(*file), fixed.workspace.file(*file)));
    let text: String = changes.map(|(before, after)| diff::unified(&before.path, &before.text, &after.text)).collect();
    console::print(&text)?;
    Ok(match (loaded.unread.is_empty(), text.is_empty()) {
        (false, _) => Exit::Failed,
        (true, false) => Exit::Findings,
        (true, true) => Exit::Clean,
    })
}

fn show(arguments: &CheckArgs, loaded: &Loaded, checked: &Checked, bench: &Bench) -> Result<(), Failure> {
    let Checked { findings, suppressed } = checked;
    let report = Report::new(&loaded.workspace, findings, suppressed, &loaded.unread, bench.today);
    warn_unread(&loaded.unread);
    if loaded.workspace.files().is_empty() && loaded.unread.is_empty() {
        console::warn(
            "aucun fichier .demarche à cet endroit : « limpide init » en écrit un premier ; une notice (.md, .txt) se relit par son nom\n",
        );
    }
    for (format, file) in &arguments.output {
        write(file, &report.render(*format, &Style { n_detailed: usize::MAX, ..Style::default() }))?;
    }
    let mut style = console::style();
    if arguments.no_color {
        style.colour = Colour::Plain;
    }
    if arguments.tout {
        style.n_detailed = usize::MAX;
    }
    let format = arguments.output_format.unwrap_or(Format::Full);
    let mut text = report.render(format, &style);
    if arguments.statistics {
        let model = project::read(&loaded.workspace).model;
        let figures = statistics(&report) + &readability(&model, &loaded.workspace, style.n_detailed);
        match format {
            Format::Full | Format::Concise => text.push_str(&figures),
            Format::Json | Format::Sarif | Format::Github => console::warn(&figures),
        }
    }
    // A corrected standard input takes the standard output: what is left to say goes beside it.
    if arguments.fix && arguments.paths.iter().any(|path| path.as_os_str() == load::STDIN) {
        console::warn(&text);
        return Ok(());
    }
    console::print(&text)
}

/// Says what could not be read.
pub(super) fn warn_unread(unread: &[Unread]) {
    for Unread { path, message, help } in unread {
        console::warn_failure(&Failure::new(format!("{path} : {message}"), help));
    }
}

fn write(file: &PathBuf, text: &str) -> Result<(), Failure> {
    fs::write(file, text).map_err(|error| {
        Failure::new(
            format!("{} ne peut pas être écrit : {}", file.display(), system_words(&error)),
            "vérifiez le dossier et le droit d'y écrire",
        )
    })
}

fn exit(bar: Option<Bar>, findings: &[Finding], unread: &[Unread]) -> Exit {
    if !unread.is_empty() {
        return Exit::Failed;
    }
    let reached = match bar.unwrap_or(Bar::From(crate::findings::Severity::Alerte)) {
        Bar::From(severity) => findings.iter().any(|finding| finding.severity >= severity),
        Bar::Never => false,
    };
    if reached { Exit::Findings } else { Exit::Clean }
}
