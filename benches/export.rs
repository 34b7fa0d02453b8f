//! Time of the import of an export of demarches-simplifiees, beside its floor: the same bytes parsed by bare `serde_json`, on one thread.
//!
//! ```text
//! cargo bench --bench export -- EXPORT.json.gz            the times, best of three
//! cargo bench --bench export -- EXPORT.json.gz once       one import, to measure its memory with `/usr/bin/time -v`
//! ```

use flate2::read::MultiGzDecoder;
use limpide::import::{self, demarches_simplifiees};
use limpide::model::{self, Model};
use limpide::source::FileId;
use serde::de::IgnoredAny;
use std::fs;
use std::hint::black_box;
use std::io::{Read, Write};
use std::time::Instant;

fn main() {
    let arguments: Vec<_> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let Some(path) = arguments.first() else {
        return say("un export est attendu : cargo bench --bench export -- EXPORT.json.gz");
    };
    if arguments.len() > 1 {
        return say(&shown(&import(path)));
    }
    let mut json = Vec::new();
    let unzip = best(|| {
        json.clear();
        MultiGzDecoder::new(fs::File::open(path).expect("l'export s'ouvre")).read_to_end(&mut json)
    });
    let megabytes = json.len() / 1_000_000;
    let walk = best(|| serde_json::from_slice::<Vec<IgnoredAny>>(&json).expect("du JSON").len());
    let values = best(|| serde_json::from_slice::<serde_json::Value>(&json).expect("du JSON"));
    drop(json);
    let ours = best(|| black_box(import(path)));
    say(&format!(
        "{megabytes} Mo de JSON ; décompression {unzip:.2} s ; parcours {walk:.2} s ; valeurs {values:.2} s ; import {ours:.2} s"
    ));
    say(&format!("rapport à la décompression et aux valeurs : {:.2}", ours / (unzip + values)));
}

/// From the file to the model, names resolved.
fn import(path: &str) -> Model {
    let file = fs::File::open(path).expect("l'export s'ouvre");
    let mut export = demarches_simplifiees::read_all(FileId(0), file);
    let shared = import::gather(&mut export.records);
    let mut parts: Vec<_> = export.records.into_iter().map(|record| record.part).collect();
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
