//! `limpide import`: what administrations already publish, read into the model and written for others.
//!
//! Each kind of source has its importer ([`reader`]); a source of another shape is an error with its way out.

mod demarches_simplifiees;
pub(super) mod sources;

pub(super) use demarches_simplifiees::is_export;

use super::arguments::{ImportArgs, ImportForm};
use super::check::{use_threads, warn_unread};
use super::console::{self, Exit, Failure, system_words};
use super::load::shown;
use crate::export;
use crate::export::demarche::{self, Demarches};
use crate::import::{self, Imported, service_public};
use crate::model::{self, Model, Part};
use crate::output::text::counted;
use crate::source::{FileId, LineIndex, Problem, ProblemKind, Workspace};
use crate::syntax;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::fs;
use std::io::{BufWriter, Write};
use std::path::Path;

/// How many unreadable records are shown one by one.
const MOST_PROBLEMS: usize = 50;

/// Reads the sources and writes what they say.
pub(super) fn run(arguments: &ImportArgs) -> Result<Exit, Failure> {
    let n_exports = arguments.sources.iter().filter(|source| demarches_simplifiees::is_export(source)).count();
    if n_exports > 0 && n_exports < arguments.sources.len() {
        let what = "des fiches de service-public.fr et des exports de demarches-simplifiees ne s'importent pas ensemble";
        return Err(Failure::new(
            what,
            "lancez une commande pour les `.json`, une autre pour le reste ; `limpide audit` les lit ensemble",
        ));
    }
    if n_exports > 0 {
        return demarches_simplifiees::run(arguments);
    }
    use_threads(None, usize::MAX);
    let read = sources::read(&arguments.sources);
    warn_unread(&read.unread);
    if read.texts.is_empty() && read.unread.is_empty() {
        let help = "donnez une archive .zip, un dossier de fichiers .xml ou un fichier .xml de service-public.fr";
        return Err(Failure::new("aucune fiche à cet endroit", help));
    }
    let mut workspace = Workspace::default();
    for (path, text) in read.texts {
        workspace.push(path, text);
    }
    let files: Vec<_> = workspace.iter().collect();
    let mut imported: Vec<Imported> =
        files.into_par_iter().map(|(file, source)| reader(&source.path)(file, &source.path, &source.text)).collect();
    let mut known = FxHashSet::default();
    for ((file, _), record) in workspace.iter().zip(&mut imported) {
        service_public::once(file, record, &mut known);
    }
    let (model, problems) = together(&mut imported);
    let unreadable = warn_problems(&workspace, &problems);
    match arguments.form {
        Some(ImportForm::Jsonl) | None => jsonl(arguments.output.as_deref(), &workspace, &imported, &model)?,
        Some(ImportForm::Demarche) => demarches(arguments.output.as_deref(), &model)?,
    }
    let (n_records, n_procedures) = (imported.len() - unreadable.min(imported.len()), model.services.len());
    console::warn(&format!("{} : {}\n", sources::records(n_records), several(n_procedures, "démarche", "démarches")));
    Ok(if unreadable == 0 && read.unread.is_empty() { Exit::Clean } else { Exit::Failed })
}

/// What reads one record.
type Reader = fn(FileId, &str, &str) -> Imported;

/// The importer of a record, by the name of its file. An importer of another format has its line here, and its extension in [`sources`].
fn reader(_path: &str) -> Reader {
    service_public::read
}

/// A number of things of the feminine.
pub(super) fn several(number: usize, one: &str, many: &str) -> String {
    match number {
        0 => format!("aucune {one}"),
        1 => format!("1 {one}"),
        _ => format!("{number} {many}"),
    }
}

/// The records as one model, and what was not understood.
fn together(imported: &mut [Imported]) -> (Model, Vec<Problem>) {
    let shared = import::gather(imported);
    let mut parts: Vec<Part> = imported.iter_mut().map(|record| std::mem::take(&mut record.part)).collect();
    parts.push(shared);
    let (model, names) = model::assemble(parts);
    let mut problems: Vec<_> = imported.iter_mut().flat_map(|record| std::mem::take(&mut record.problems)).collect();
    problems.extend(names);
    (model, problems)
}

/// Shows what could not be read, with its place; gives how many records that is.
pub(super) fn warn_problems(workspace: &Workspace, problems: &[Problem]) -> usize {
    let unreadable: Vec<_> = problems.iter().filter(|problem| problem.kind == ProblemKind::UnreadableLine).collect();
    for problem in problems.iter().filter(|problem| problem.kind != ProblemKind::Spelling).take(MOST_PROBLEMS) {
        let source = workspace.file(problem.location.file);
        let start = problem.location.span.start;
        // The text of an export is not kept, and its message gives the path.
        let place = if is_export(Path::new(&source.path)) {
            format!("{}, octet {start}", source.path)
        } else {
            format!("{}, ligne {}", source.path, LineIndex::new(&source.text).line(start) + 1)
        };
        let message =
            problem.message.strip_prefix(&*source.path).map_or(&*problem.message, |rest| rest.trim_start_matches([' ', ':']));
        let help = problem.help.as_deref().map(|help| format!("\n  que faire : {help}")).unwrap_or_default();
        console::warn(&format!("erreur : {place} : {message}{help}\n"));
    }
    if problems.len() > MOST_PROBLEMS {
        console::warn(&format!("et {} de plus\n", counted(problems.len() - MOST_PROBLEMS, "autre défaut")));
    }
    unreadable.len()
}

/// One object a line, in the order of the paths.
fn jsonl(output: Option<&Path>, workspace: &Workspace, imported: &[Imported], model: &Model) -> Result<(), Failure> {
    let services: FxHashMap<_, _> = model.services.iter().map(|service| (service.file(), service)).collect();
    let files: Vec<_> = workspace.iter().collect();
    let lines: Vec<String> = imported
        .par_iter()
        .zip(files)
        .filter_map(|(record, (file, source))| {
            let (service, record) = (services.get(&file).copied(), record.record.as_deref());
            (service.is_some() || record.is_some()).then(|| export::line(&source.path, service, record, model))
        })
        .map(|line| serde_json::to_string(&line))
        .collect::<Result<_, _>>()
        .map_err(|error| Failure::new(format!("une fiche ne peut pas être écrite : {error}"), "signalez ce défaut de limpide"))?;
    let Some(path) = output else {
        let mut text = lines.join("\n");
        text.push('\n');
        return console::print(&text);
    };
    let write = || -> std::io::Result<()> {
        let mut file = BufWriter::new(fs::File::create(path)?);
        for line in &lines {
            file.write_all(line.as_bytes())?;
            file.write_all(b"\n")?;
        }
        file.flush()
    };
    write().map_err(|error| {
        Failure::new(
            format!("{} ne peut pas être écrit : {}", shown(path), system_words(&error)),
            "vérifiez le dossier et le droit d'y écrire",
        )
    })
}

/// One file of the language for each procedure, in a folder; a file that exists is never written over, and no more texts are in memory than
/// are being written.
fn demarches(output: Option<&Path>, model: &Model) -> Result<(), Failure> {
    let help = "donnez un dossier : « limpide import SOURCE --as demarche -o DOSSIER »";
    let Some(folder) = output else {
        return Err(Failure::new("« --as demarche » écrit plusieurs fichiers", help));
    };
    let refused = |path: &Path, error: &std::io::Error| {
        Failure::new(format!("{} ne peut pas être écrit : {}", shown(path), system_words(error)), help)
    };
    fs::create_dir_all(folder).map_err(|error| refused(folder, &error))?;
    let demarches = Demarches::new(model);
    let write = |file: demarche::File| {
        let path = folder.join(&file.name);
        let written = fs::File::create_new(&path).and_then(|mut out| out.write_all(syntax::format(&file.text).as_bytes()));
        written.map(|()| file.lost_addresses).map_err(|error| refused(&path, &error))
    };
    let ranks = 0..demarches.len();
    let of_procedures: Vec<usize> =
        ranks.into_par_iter().filter_map(|rank| demarches.procedure(rank)).map(write).collect::<Result<_, Failure>>()?;
    let lost = write(demarches.shared())? + of_procedures.iter().sum::<usize>();
    if lost > 0 {
        let words = several(lost, "adresse ne s'écrit pas", "adresses ne s'écrivent pas");
        console::warn(&format!("{words} dans le langage : une adresse commence par une lettre ou `/`\n"));
    }
    Ok(())
}
