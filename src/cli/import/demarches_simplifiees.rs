//! `limpide import` of the exports of demarches-simplifiees.fr: a `.json` or a `.json.gz` holds thousands of procedures, and is not kept in memory.

use crate::cli::arguments::{ImportArgs, ImportForm};
use crate::cli::check::{use_threads, warn_unread};
use crate::cli::console::{self, Exit, Failure, system_words};
use crate::cli::load::shown;
use crate::export;
use crate::import;
use crate::import::demarches_simplifiees::{self, Export};
use crate::model::{self, Model, Part};
use crate::output::Unread;
use crate::output::text::counted;
use crate::source::{FileId, Problem};
use rayon::prelude::*;
use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// How many problems are shown one by one.
const MOST_PROBLEMS: usize = 50;
/// How many procedures are written together.
const AT_ONCE: usize = 256;

/// Whether that file is read here, by its name.
pub(in crate::cli) fn is_export(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    [".json", ".json.gz"].iter().any(|end| name.ends_with(end))
}

/// Reads the exports and writes what they say.
pub(super) fn run(arguments: &ImportArgs) -> Result<Exit, Failure> {
    let (sources, output) = (&arguments.sources, arguments.output.as_deref());
    use_threads(None, usize::MAX);
    let mut imported = Vec::new();
    let mut problems = Vec::new();
    let mut unread = Vec::new();
    for (rank, path) in (0..).zip(sources) {
        let file = match fs::File::open(path) {
            Ok(file) => file,
            Err(error) => {
                let help = "donnez un export `.json` ou `.json.gz` de demarches-simplifiees".to_owned();
                unread.push(Unread { path: shown(path), message: system_words(&error), help });
                continue;
            }
        };
        let Export { records, problems: own } = demarches_simplifiees::read_all(FileId(rank), file);
        imported.extend(records);
        problems.extend(own);
    }
    let shared = import::gather(&mut imported);
    problems.extend(imported.iter_mut().flat_map(|record| std::mem::take(&mut record.problems)));
    let mut parts: Vec<Part> = imported.into_iter().map(|record| record.part).collect();
    parts.push(shared);
    let (model, names) = model::assemble(parts);
    problems.extend(names);
    warn_unread(&unread);
    warn(sources, &problems);
    let files: Vec<_> = sources.iter().map(|path| shown(path)).collect();
    let lines = |services: &[model::PublicService]| lines(services, &model, &files);
    match (arguments.form, output) {
        (Some(ImportForm::Demarche), _) => super::demarches(output, &model)?,
        (Some(ImportForm::Jsonl) | None, Some(path)) => write(path, model.services.chunks(AT_ONCE).map(lines))?,
        (Some(ImportForm::Jsonl) | None, None) => {
            model.services.chunks(AT_ONCE).try_for_each(|services| console::print(&lines(services)?))?
        }
    }
    console::warn(&format!("{}\n", super::several(model.services.len(), "démarche lue", "démarches lues")));
    Ok(if problems.is_empty() && unread.is_empty() { Exit::Clean } else { Exit::Failed })
}

/// One object a procedure, a line each.
fn lines(services: &[model::PublicService], model: &Model, files: &[String]) -> Result<String, Failure> {
    let line = |service: &model::PublicService| {
        let file = files.get(service.file().0 as usize).map_or("", String::as_str);
        serde_json::to_string(&export::line(file, Some(service), None, model)).map(|line| line + "\n")
    };
    services
        .par_iter()
        .map(line)
        .collect::<Result<_, _>>()
        .map_err(|error| Failure::new(format!("une démarche ne peut pas être écrite : {error}"), "signalez ce défaut de limpide"))
}

fn write(path: &Path, texts: impl Iterator<Item = Result<String, Failure>>) -> Result<(), Failure> {
    let mut file = BufWriter::new(fs::File::create(path).map_err(|error| unwritable(path, &error))?);
    for text in texts {
        file.write_all(text?.as_bytes()).map_err(|error| unwritable(path, &error))?;
    }
    file.flush().map_err(|error| unwritable(path, &error))
}

fn unwritable(path: &Path, error: &std::io::Error) -> Failure {
    let what = format!("{} ne peut pas être écrit : {}", shown(path), system_words(error));
    Failure::new(what, "vérifiez le dossier et le droit d'y écrire")
}

fn warn(sources: &[PathBuf], problems: &[Problem]) {
    for problem in problems.iter().take(MOST_PROBLEMS) {
        let path = sources.get(problem.location.file.0 as usize).map_or_else(String::new, |path| shown(path));
        let help = problem.help.as_deref().map(|help| format!("\n  que faire : {help}")).unwrap_or_default();
        console::warn(&format!("erreur : {path}, octet {} : {}{help}\n", problem.location.span.start, problem.message));
    }
    if problems.len() > MOST_PROBLEMS {
        console::warn(&format!("et {} de plus\n", counted(problems.len() - MOST_PROBLEMS, "autre défaut")));
    }
}
