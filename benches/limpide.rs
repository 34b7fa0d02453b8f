//! Time of each room on the corpus of the project, in memory: `cargo bench`. Volumes, memory and start-up are in `benches/volume.py`.

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use limpide::logic::proof::prove;
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
    group.bench_function("prove: gaps, clashes and dead lines of every rule", |bencher| {
        let project = project::read(&workspace);
        bencher.iter(|| black_box(prove(&project.model, today)));
    });
    group.finish();
}

criterion_group!(corpus_benches, benches);
criterion_main!(corpus_benches);
