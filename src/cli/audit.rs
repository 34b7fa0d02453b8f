//! `limpide audit`: what to fix first among many procedures, drafts and published records alike.

use super::arguments::AuditArgs;
use super::check::{use_threads, warn_unread};
use super::console::{self, Exit, Failure, system_words};
use super::import::{is_export, several, sources, warn_problems};
use super::load::{self, shown};
use crate::findings::Finding;
use crate::import::Imported;
use crate::import::demarches_simplifiees::{self, Excerpt, Export};
use crate::import::service_public::Record;
use crate::model::PublicService;
use crate::output::Unread;
use crate::output::audit::{Audit, AuditFormat, Portfolio, Published, Quote, VERSION, measure};
use crate::output::text::counted;
use crate::project;
use crate::rules::tables::{self, RecordKind};
use crate::rules::{self, Rule};
use crate::source::{FileId, Location, Workspace};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Audits the sources and writes what was found.
pub(super) fn run(arguments: &AuditArgs) -> Result<Exit, Failure> {
    use_threads(None, usize::MAX);
    let earlier = arguments.compare.as_deref().map(earlier).transpose()?;
    let format = format_of(arguments);
    console::progress("lecture des sources");
    let (export_paths, others): (Vec<_>, Vec<_>) = arguments.sources.iter().cloned().partition(|path| is_export(path));
    let (mut workspace, mut unread) = read(&others);
    let mut exports = Vec::new();
    let mut exported: BTreeMap<FileId, &Path> = BTreeMap::new();
    for path in &export_paths {
        match export(path, &mut workspace) {
            Ok((file, records)) => {
                exported.insert(file, path);
                exports.push((file, records));
            }
            Err(missing) => unread.push(missing),
        }
    }
    warn_unread(&unread);
    if workspace.files().is_empty() {
        return Err(Failure::new(
            "aucune démarche à auditer à cet endroit",
            "donnez un dossier de fichiers .demarche, ou une archive, un dossier ou un fichier .xml de service-public.fr",
        ));
    }
    console::progress(&format!("relecture de {} fichiers", workspace.files().len()));
    let read = project::read_portfolio(&workspace, exports);
    let problems = &read.project.problems;
    let unreadable = warn_problems(&workspace, problems);
    // What is wrong inside a draft is a finding; a record that is not read whole is not audited whole.
    let of_records: Vec<_> = problems.iter().filter(|problem| read.records.contains_key(&problem.location.file)).collect();
    unread.extend(of_records.iter().map(|problem| Unread {
        path: workspace.file(problem.location.file).path.clone(),
        message: problem.message.clone(),
        help: problem.help.clone().unwrap_or_default(),
    }));
    let services = &read.project.model.services;
    if let Some(name) = &arguments.demarche
        && services.iter().all(|service| *service.name != **name)
    {
        return Err(unknown(name, services));
    }
    let today = super::today(arguments.aujourd_hui);
    let all: Vec<_> = rules::all().collect();
    let mut findings = read.project.check(&workspace, &all, today, None).findings;
    let published = published(&read.records, &exported);
    // A draft is judged by all the rules that are not on trial; a record by those whose precision was measured on records of its kind.
    let kinds: BTreeSet<_> = published.values().map(|record| record.kind).collect();
    let left_out = if arguments.toutes_les_regles { Vec::new() } else { left_out(&all, &kinds) };
    findings.retain(|finding| {
        let Some(record) = published.get(&finding.primary.file) else {
            return arguments.toutes_les_regles || !rules::by_code(finding.code).is_on_trial();
        };
        !finding.code.starts_with("LEC")
            && left_out.iter().all(|(rule, left, _)| rule.code != finding.code || *left != record.kind)
    });
    console::progress("mots cités");
    let quotes = quotes(&findings, &exported);
    let names: Vec<_> = arguments.sources.iter().map(|path| shown(path)).collect();
    let audit = measure(&Portfolio {
        model: &read.project.model,
        workspace: &workspace,
        findings: &findings,
        rules: &all,
        left_out: &left_out,
        published: &published,
        quotes: &quotes,
        only: arguments.demarche.as_deref(),
        sources: &names,
        unread: &unread,
        today,
    });
    console::progress("");
    let trend = earlier.map(|earlier| audit.since(&earlier));
    let text = audit.render(format, trend.as_ref());
    match &arguments.output {
        Some(path) => write(path, &text)?,
        None => console::print(&text)?,
    }
    console::warn(&format!(
        "{} : {}\n",
        several(audit.n_procedures, "démarche", "démarches"),
        counted(audit.rules.iter().map(|rule| rule.counts.total()).sum(), "constat")
    ));
    Ok(if unreadable == 0 && unread.is_empty() { Exit::Clean } else { Exit::Failed })
}

/// What a large export says, read as it streams; it has a place in the workspace, but its text is not kept.
fn export(path: &Path, workspace: &mut Workspace) -> Result<(FileId, Vec<Imported>), Unread> {
    let opened = fs::File::open(path).map_err(|error| Unread {
        path: shown(path),
        message: system_words(&error),
        help: "vérifiez le chemin et le droit de le lire".to_owned(),
    })?;
    let file = workspace.push(shown(path), "");
    let Export { mut records, problems } = demarches_simplifiees::read_all(file, opened);
    if !problems.is_empty() {
        records.push(Imported { problems, ..Imported::default() });
    }
    Ok((file, records))
}

/// What is known of each published record besides the model.
fn published(records: &BTreeMap<FileId, Option<Box<Record>>>, exported: &BTreeMap<FileId, &Path>) -> BTreeMap<FileId, Published> {
    let published = |(file, record): (&FileId, &Option<Box<Record>>)| {
        let kind = if exported.contains_key(file) { RecordKind::Formulaires } else { RecordKind::Fiches };
        let theme = record.as_ref().and_then(|record| Some(record.theme.as_ref()?.title.value.to_string()));
        let body = record.as_ref().map(|record| record.body.clone()).unwrap_or_default();
        (*file, Published { kind, theme, body })
    };
    records.iter().map(published).collect()
}

/// What stands at the places of findings in exports, whose texts were not kept: each is read again, for those places only.
fn quotes(findings: &[Finding], exported: &BTreeMap<FileId, &Path>) -> FxHashMap<Location, Quote> {
    let mut quotes = FxHashMap::default();
    for (file, path) in exported {
        let own = findings.iter().map(|finding| finding.primary).filter(|place| place.file == *file);
        let places: Vec<_> = own.map(|place| place.span).collect();
        // An export that can no longer be opened was read a moment ago: its findings then go without their words.
        let Ok(opened) = fs::File::open(path) else { continue };
        let excerpts = demarches_simplifiees::excerpts(opened, places).into_iter();
        quotes.extend(excerpts.map(|(span, Excerpt { path, words })| (Location::new(*file, span), Quote { path, words })));
    }
    quotes
}

/// A name that no procedure has, and the nearest ones.
fn unknown(name: &str, services: &[PublicService]) -> Failure {
    let mut nearest: Vec<_> =
        services.iter().map(|service| (strsim::damerau_levenshtein(&service.name, name), service)).collect();
    nearest.sort_by_key(|(far, service)| (*far, &service.name));
    let nearest: Vec<_> = nearest.iter().take(3).map(|(_, service)| format!("`{}` ({})", service.name, service.title)).collect();
    Failure::new(
        format!("aucune démarche ne s'appelle `{name}`"),
        format!("parmi celles qui lui ressemblent : {}", nearest.join(", ")),
    )
}

/// The texts of drafts and of records, in the order of their paths.
fn read(paths: &[PathBuf]) -> (Workspace, Vec<Unread>) {
    let is_record = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "xml" || extension == "zip");
    let (drafts, records): (Vec<PathBuf>, Vec<PathBuf>) =
        paths.iter().filter(|path| !path.is_dir()).cloned().partition(|path| !is_record(path));
    let folders = paths.iter().filter(|path| path.is_dir()).cloned();
    let (mut drafts, mut records) = (drafts, records);
    for folder in folders {
        drafts.push(folder.clone());
        records.push(folder);
    }
    let loaded = if drafts.is_empty() { load::Loaded::default() } else { load::read(load::find(&drafts, None)) };
    let published = sources::read(&records);
    let mut unread = loaded.unread;
    unread.extend(published.unread);
    let of_drafts = loaded.workspace.files().iter().map(|source| (source.path.clone(), source.text.clone()));
    let mut texts: Vec<_> = of_drafts.chain(published.texts).collect();
    texts.sort_by(|(a, _), (b, _)| a.cmp(b));
    let mut workspace = Workspace::default();
    for (path, text) in texts {
        workspace.push(path, text);
    }
    (workspace, unread)
}

/// The rules that are not run on those kinds of records, and why.
fn left_out(rules: &[&'static Rule], kinds: &BTreeSet<RecordKind>) -> Vec<(&'static Rule, RecordKind, String)> {
    let of_texts = rules.iter().filter(|rule| rule.family() != "LEC");
    let with_kinds = of_texts.flat_map(|rule| kinds.iter().map(move |kind| (*rule, *kind)));
    let why = |(rule, kind): (&'static Rule, RecordKind)| match tables::precision_on_imports(rule.code, kind) {
        _ if tables::missing_facts(rule.code, kind).is_some() => {
            tables::missing_facts(rule.code, kind).map(|why| (rule, kind, format!("sur des {}, {why}", kind.name())))
        }
        Some(measured) if measured.is_enough() => None,
        Some(measured) => Some((rule, kind, measured.why())),
        None => Some((rule, kind, format!("sa précision sur des {} n'a pas été mesurée", kind.name()))),
    };
    with_kinds.filter_map(why).collect()
}

fn format_of(arguments: &AuditArgs) -> AuditFormat {
    let extension = arguments.output.as_deref().and_then(Path::extension).and_then(|extension| extension.to_str());
    let by_name = AuditFormat::ALL.into_iter().find(|format| Some(format.name()) == extension);
    arguments.format.or(by_name).unwrap_or(AuditFormat::Markdown)
}

fn earlier(path: &Path) -> Result<Audit, Failure> {
    let help = "donnez le fichier qu'écrit « limpide audit --format json »";
    let text = fs::read_to_string(path)
        .map_err(|error| Failure::new(format!("{} ne se lit pas : {}", shown(path), system_words(&error)), help))?;
    let audit: Audit = serde_json::from_str(&text)
        .map_err(|error| Failure::new(format!("{} n'est pas un audit (ligne {})", shown(path), error.line()), help))?;
    if audit.version != VERSION {
        let message = format!("{} est d'une autre version de limpide ({} au lieu de {VERSION})", shown(path), audit.version);
        return Err(Failure::new(message, "refaites l'audit antérieur avec cette version"));
    }
    Ok(audit)
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    fs::write(path, text).map_err(|error| {
        Failure::new(
            format!("{} ne peut pas être écrit : {}", shown(path), system_words(&error)),
            "vérifiez le dossier et le droit d'y écrire",
        )
    })
}
