//! Time of each room on the corpus of the project, in memory: `cargo bench`. Volumes, memory and start-up are in `benches/volume.py`.

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use limpide::logic::proof::{Memory, prove};
use limpide::project;
use limpide::rules;
use limpide::source::{FileId, Workspace};
use limpide::syntax;
use limpide::values::Date;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};

/// The procedures below a folder, in path order.
fn collect(folder: &Path, workspace: &mut Workspace) {
    let entries = fs::read_dir(folder).expect("le dossier du corpus");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("un fichier").path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(&path, workspace);
        } else if path.extension().is_some_and(|extension| extension == "demarche") {
            workspace.push(path.to_string_lossy(), fs::read_to_string(&path).expect("du texte"));
        }
    }
}

fn corpus() -> Workspace {
    let mut workspace = Workspace::default();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus"), &mut workspace);
    workspace
}

/// What is typed between two checks: a name for it, the file, and what takes the place of what.
const EDITS: &[(&str, &str, &str, &str)] = &[
    ("check again: a line above", "vocabulaire/donnees.demarche", "# ", "# Une ligne de plus.\n# "),
    ("check again: a rule of a usual procedure", "droits/aide-juridictionnelle.demarche", "1 233 €", "1 234 €"),
    ("check again: a rule of the longest procedure to prove", "droits/cheque-energie.demarche", "194 €", "195 €"),
];

/// The same folder, once something is typed in a file.
fn edited(workspace: &Workspace, name: &str, words: &str, others: &str) -> Workspace {
    let mut edited = Workspace::default();
    for file in workspace.files() {
        let text = if file.path.ends_with(name) { file.text.replacen(words, others, 1) } else { file.text.clone() };
        assert!(!file.path.ends_with(name) || text != file.text, "{name} ne contient pas « {words} »");
        edited.push(file.path.clone(), text);
    }
    edited
}

fn benches(criterion: &mut Criterion) {
    let workspace = corpus();
    let n_bytes = workspace.files().iter().map(|file| file.text.len() as u64).sum();
    let mut group = criterion.benchmark_group("corpus");
    group.throughput(Throughput::Bytes(n_bytes));
    group.bench_function("floor: bytes counted", |bencher| {
        bencher
            .iter(|| workspace.files().iter().flat_map(|file| file.text.bytes()).fold(0_u64, |sum, byte| sum + u64::from(byte)));
    });
    group.bench_function("parse", |bencher| {
        bencher.iter(|| {
            for file in workspace.files() {
                black_box(syntax::parse(FileId(0), &file.text));
            }
        });
    });
    group.bench_function("format", |bencher| {
        bencher.iter(|| {
            for file in workspace.files() {
                black_box(syntax::format(&file.text));
            }
        });
    });
    group.bench_function("read: parse, names, types, graph", |bencher| bencher.iter(|| black_box(project::read(&workspace))));
    let rules: Vec<_> = rules::all().collect();
    let today = Date::new(2026, 11, 22).expect("une date");
    group.bench_function("check: every rule", |bencher| {
        bencher.iter_batched(
            || project::read(&workspace),
            |project| black_box(project.check(&workspace, &rules, today, None)),
            BatchSize::LargeInput,
        );
    });
    // What an editor does at each letter: two states of the folder in turn, and the memory of the other one.
    for (name, file, words, others) in EDITS {
        let edited = edited(&workspace, file, words, others);
        let states = [&workspace, &edited].map(|state| (state, project::read(state)));
        let mut memory = Memory::default();
        let _ = states[1].1.check_again(states[1].0, &rules, today, &mut memory);
        let mut turn = states.iter().cycle();
        group.bench_function(*name, |bencher| {
            bencher.iter(|| {
                let (state, project) = turn.next().expect("un tour sans fin");
                black_box(project.check_again(state, &rules, today, &mut memory))
            });
        });
    }
    group.bench_function("prove: gaps, clashes and dead lines of every rule", |bencher| {
        let project = project::read(&workspace);
        bencher.iter(|| black_box(prove(&project.model, today)));
    });
    group.finish();
}

criterion_group!(corpus_benches, benches);
criterion_main!(corpus_benches);
