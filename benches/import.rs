//! Time of an import beside its floor: the same bytes parsed by the bare library, `roxmltree` or `serde_json`, on one thread.
//!
//! ```text
//! cargo bench --bench import                              the fiches of corpus/, best of three
//! cargo bench --bench import -- A.zip B.zip               the archives of service-public.fr
//! cargo bench --bench import -- EXPORT.json.gz            an export of demarches-simplifiees
//! cargo bench --bench import -- EXPORT.json.gz once       one import, to measure its memory with `/usr/bin/time -v`
//! ```

use flate2::read::MultiGzDecoder;
use limpide::import::{self, Imported, demarches_simplifiees, service_public};
use limpide::model::{self, Model};
use limpide::source::FileId;
use rayon::prelude::*;
use serde::de::IgnoredAny;
use std::fs;
use std::hint::black_box;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

fn main() {
    let mut arguments: Vec<_> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    if arguments.is_empty() {
        arguments.push(format!("{}/corpus/service-public", env!("CARGO_MANIFEST_DIR")));
    }
    match &*arguments {
        [path, once] if once == "once" => say(&shown(&forms(path))),
        [path] if path.ends_with(".json.gz") => time_forms(path),
        sources => time_records(sources),
    }
}

/// The fiches of folders and archives.
fn time_records(sources: &[String]) {
    let mut texts = Vec::new();
    let read = best(|| {
        texts = sources.iter().flat_map(|source| records(Path::new(source))).collect::<Vec<_>>();
    });
    let parse = |text: &String| roxmltree::Document::parse(text).map(|document| document.root().range().len());
    let bare = best(|| texts.iter().filter_map(|text| parse(text).ok()).sum::<usize>());
    let alone = best(|| texts.par_iter().filter_map(|text| parse(text).ok()).sum::<usize>());
    let one = |(rank, text): (usize, &String)| service_public::read(FileId(u32::try_from(rank).unwrap_or(0)), "", text);
    let ours = best(|| together(texts.par_iter().enumerate().map(one).collect()));
    let megabytes = texts.iter().map(String::len).sum::<usize>() / 1_000_000;
    say(&format!(
        "{} fiches, {megabytes} Mo de XML ; lecture {read:.3} s ; roxmltree seul {bare:.3} s, en parallèle {alone:.3} s ; import {ours:.3} s",
        texts.len()
    ));
    say(&format!("rapport à roxmltree seul : {:.2} ; en parallèle : {:.2}", ours / bare, ours / alone));
}

/// The texts of the records of a folder or of an archive, in the order of their names.
fn records(source: &Path) -> Vec<String> {
    if source.is_dir() {
        let mut paths: Vec<PathBuf> =
            fs::read_dir(source).expect("un dossier").map(|entry| entry.expect("un fichier").path()).collect();
        paths.sort();
        return paths.iter().filter(|path| path.is_dir() || is_record(path)).flat_map(|path| records(path)).collect();
    }
    if is_record(source) {
        return vec![fs::read_to_string(source).expect("du texte")];
    }
    let mut archive = zip::ZipArchive::new(fs::File::open(source).expect("une archive")).expect("une archive zip");
    let mut texts = Vec::new();
    for rank in 0..archive.len() {
        let mut entry = archive.by_index(rank).expect("une entrée");
        let name = entry.name().expect("un nom").into_owned();
        let mut text = String::new();
        if is_record(Path::new(&name)) && entry.read_to_string(&mut text).is_ok() {
            texts.push((name, text));
        }
    }
    texts.sort_unstable();
    texts.into_iter().map(|(_, text)| text).collect()
}

fn is_record(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "xml")
}

/// An export of demarches-simplifiees.
fn time_forms(path: &str) {
    let mut json = Vec::new();
    let unzip = best(|| {
        json.clear();
        MultiGzDecoder::new(fs::File::open(path).expect("l'export s'ouvre")).read_to_end(&mut json)
    });
    let megabytes = json.len() / 1_000_000;
    let walk = best(|| serde_json::from_slice::<Vec<IgnoredAny>>(&json).expect("du JSON").len());
    let values = best(|| serde_json::from_slice::<serde_json::Value>(&json).expect("du JSON"));
    drop(json);
    let ours = best(|| black_box(forms(path)));
    say(&format!(
        "{megabytes} Mo de JSON ; décompression {unzip:.2} s ; parcours {walk:.2} s ; valeurs {values:.2} s ; import {ours:.2} s"
    ));
    say(&format!("rapport à la décompression et aux valeurs : {:.2}", ours / (unzip + values)));
}

/// From the file to the model, names resolved.
fn forms(path: &str) -> Model {
    let file = fs::File::open(path).expect("l'export s'ouvre");
    together(demarches_simplifiees::read_all(FileId(0), file).records)
}

fn together(mut records: Vec<Imported>) -> Model {
    let shared = import::gather(&mut records);
    let mut parts: Vec<_> = records.into_iter().map(|record| record.part).collect();
    parts.push(shared);
    model::assemble(parts).0
}

fn shown(model: &Model) -> String {
    format!("{} démarches, {} données, {} noms", model.services.len(), model.data.len(), model.symbols.len())
}

/// The best of three, in seconds.
fn best<T>(mut work: impl FnMut() -> T) -> f64 {
    let mut times = [0.0; 3].map(|_: f64| {
        let start = Instant::now();
        black_box(work());
        start.elapsed().as_secs_f64()
    });
    times.sort_by(f64::total_cmp);
    times[0]
}

fn say(text: &str) {
    _ = writeln!(std::io::stdout(), "{text}");
}
