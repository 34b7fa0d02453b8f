//! How fast rules run: one condition, one procedure with what is missing, one explanation, a population in memory, and a thousand rules read and
//! checked. `cargo bench --bench logic`; each figure is for one core.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use limpide::analysis::population::Columns;
use limpide::analysis::roadmap::Plan;
use limpide::logic::{Evaluation, Program, Situation, explain};
use limpide::model::Model;
use limpide::project;
use limpide::source::Workspace;
use limpide::values::Date;
use std::fmt::Write;
use std::hint::black_box;
use std::path::Path;

const TODAY: Date = jiff::civil::date(2021, 10, 15);

const TOY: &str = "
donnée âge : entier en années, de 0 à 120
donnée revenu : montant
donnée étudiant : oui ou non
démarche essai « Essai » {
  étape dépôt « Déposez » { par usager en ligne }
  droit éligible : oui ou non {
    non
    exception modeste : oui si âge >= 18 ans et revenu < 12 000 € et non étudiant
  }
}
";

/// The model of those texts.
fn model(texts: &[(String, String)]) -> Model {
    let mut workspace = Workspace::default();
    for (path, text) in texts {
        workspace.push(path.clone(), text.clone());
    }
    project::read(&workspace).model
}

/// The procedures of the corpus.
fn corpus() -> Model {
    let mut texts = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut folders = vec![root];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("le corpus se lit") {
            let path = entry.expect("une entrée du corpus").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "demarche") {
                texts.push((
                    path.to_string_lossy().into_owned(),
                    std::fs::read_to_string(&path).expect("un fichier du corpus se lit"),
                ));
            }
        }
    }
    texts.sort();
    model(&texts)
}

/// A person of whom those data are known.
fn person(program: &Program<'_>, facts: &[(&str, &str)]) -> Situation {
    let mut situation = Situation::unknown(program);
    for (name, text) in facts {
        let datum = program.data().iter().find(|datum| *datum.name == **name).expect("une donnée");
        let value = Situation::read(datum, text).expect("une valeur");
        situation.set(program.slot_of(datum.symbol).expect("lue par les règles"), Some(value));
    }
    situation
}

fn conditions(criterion: &mut Criterion) {
    let model = model(&[("essai.demarche".to_owned(), TOY.to_owned())]);
    let service = &model.services[0];
    let mut program = Program::new(&model);
    let definition = &service.rules[0].value.definitions[1];
    let condition = program.add(definition.qualifiers.condition.as_ref().expect("une condition"));
    let people: Vec<_> = (0..1000)
        .map(|rank: u32| {
            person(
                &program,
                &[
                    ("âge", &(rank % 100).to_string()),
                    ("revenu", &(rank * 20).to_string()),
                    ("étudiant", if rank.is_multiple_of(3) { "oui" } else { "non" }),
                ],
            )
        })
        .collect();
    let mut group = criterion.benchmark_group("règles");
    group.throughput(Throughput::Elements(1000));
    group.bench_function("conditions préparées", |bencher| {
        let mut evaluation = Evaluation::new(&program, &people[0], TODAY);
        bencher.iter(|| {
            for person in &people {
                evaluation.restart(person);
                black_box(evaluation.formula(condition));
            }
        });
    });
    let plan = Plan::new(&model, service);
    let people: Vec<_> = (0..1000)
        .map(|rank: u32| {
            person(
                &plan.program,
                &[
                    ("âge", &(rank % 100).to_string()),
                    ("revenu", &(rank * 20).to_string()),
                    ("étudiant", if rank.is_multiple_of(3) { "oui" } else { "non" }),
                ],
            )
        })
        .collect();
    group.bench_function("situations d'essai, en mémoire", |bencher| {
        let mut evaluation = plan.evaluation(&people[0], TODAY);
        bencher.iter(|| {
            for person in &people {
                evaluation.restart(person);
                black_box(evaluation.rule(plan.rules[0]));
            }
        });
    });
    let mut plan = Plan::new(&model, service);
    let mut columns = Columns::default();
    for name in ["âge", "revenu", "étudiant"] {
        columns.add(&mut plan, name, false).expect("une donnée");
    }
    let rows: Vec<[String; 3]> = (0..1000_u32)
        .map(|rank| {
            [(rank % 100).to_string(), (rank * 20).to_string(), (if rank.is_multiple_of(3) { "oui" } else { "non" }).to_owned()]
        })
        .collect();
    group.bench_function("situations d'essai, depuis leurs cellules", |bencher| {
        bencher.iter(|| {
            for row in &rows {
                black_box(columns.run(&plan, row.iter().map(String::as_str), TODAY));
            }
        });
    });
    group.finish();
}

fn procedures(criterion: &mut Criterion) {
    let model = corpus();
    let service =
        model.services.iter().find(|service| &*service.name == "complémentaire_santé_solidaire").unwrap_or(&model.services[0]);
    let plan = Plan::new(&model, service);
    let nobody = Situation::unknown(&plan.program);
    criterion.bench_function("une démarche : ses droits et ce qui manque", |bencher| {
        bencher.iter(|| {
            let mut evaluation = plan.evaluation(&nobody, TODAY);
            for rule in &plan.rules {
                black_box(evaluation.rule(*rule));
            }
        });
    });
    criterion.bench_function("une démarche : l'explication entière", |bencher| {
        bencher.iter(|| {
            let mut evaluation = plan.evaluation(&nobody, TODAY);
            for rule in &plan.rules {
                black_box(explain(&mut evaluation, *rule));
            }
        });
    });
}

fn thousand(criterion: &mut Criterion) {
    let mut text = TOY.to_owned();
    for rank in 0..1000 {
        let _ = writeln!(
            text,
            "calcul montant_{rank} : montant {{\n  0 €\n  exception modeste : revenu / 2 + {rank} € si revenu < {rank} € et âge >= 18 ans\n}}"
        );
    }
    criterion.bench_function("mille règles lues et vérifiées", |bencher| {
        bencher.iter(|| {
            let mut workspace = Workspace::default();
            workspace.push("essai.demarche", text.clone());
            black_box(project::read(&workspace).problems.len())
        });
    });
}

criterion_group!(benches, conditions, procedures, thousand);
criterion_main!(benches);
