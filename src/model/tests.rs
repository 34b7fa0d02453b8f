//! What the model keeps of a text: three values, places, and what is said twice.

use super::{Model, PublicService, Stated};
use crate::project::{self, Project};
use crate::source::{Location, Workspace};

/// A text read, and its words at hand.
struct Reading {
    workspace: Workspace,
    project: Project,
}

fn read(text: &str) -> Reading {
    let mut workspace = Workspace::default();
    workspace.push("vocabulaire.demarche", include_str!("../../rules/exemples.demarche"));
    workspace.push("texte.demarche", text);
    Reading { project: project::read(&workspace), workspace }
}

impl Reading {
    fn model(&self) -> &Model {
        &self.project.model
    }

    fn service(&self) -> &PublicService {
        self.model().services.last().expect("une démarche")
    }

    fn words(&self, location: Location) -> &str {
        self.workspace.text(location)
    }
}

fn value_of<T>(stated: &Stated<T>) -> &'static str {
    match stated {
        Stated::NotSaid => "n'est pas dit",
        Stated::None(_) => "déclaré absent",
        Stated::Said(_) => "dit",
    }
}

#[test]
fn a_fact_is_said_declared_none_or_not_said() {
    let reading = read(
        r"
démarche essai « Essai » {
  finalité « Montrer. »
  suivi aucun parce que « la décision est immédiate »
  coût aucun parce que « rien à payer »
  coût 5 € si âge < 18 ans
}
",
    );
    let service = reading.service();
    let values = [value_of(&service.purpose), value_of(&service.tracking), value_of(&service.costs), value_of(&service.payment)];
    assert_eq!(values, ["dit", "déclaré absent", "dit", "n'est pas dit"]);
    assert_eq!(reading.words(service.heading), "Essai");
    assert_eq!(reading.words(service.costs.all()[0].location()), "coût 5 € si âge < 18 ans");
}

#[test]
fn the_first_saying_of_a_single_fact_stays_and_the_others_are_remembered() {
    let reading = read(
        r"
démarche essai « Essai » {
  volume 100 dossiers par an
  volume 100 dossiers par an
  volume 200 dossiers par an
  suivi sms
  suivi aucun parce que « rien à suivre »
  étape dépôt « Déposez » {
    par usager au guichet
    durée 10 min
    durée 20 min
  }
}
",
    );
    let service = reading.service();
    assert_eq!(service.volume.said().map(|volume| volume.value), Some(100));
    let repeated: Vec<_> = service
        .repeated
        .iter()
        .map(|(kind, first, next)| format!("{} : {} / {}", kind.word(), reading.words(*first), reading.words(*next)))
        .collect();
    assert_eq!(
        repeated,
        [
            "volume : volume 100 dossiers par an / volume 200 dossiers par an",
            "suivi : sms / suivi aucun parce que « rien à suivre »",
            "durée : durée 10 min / durée 20 min",
        ]
    );
}

#[test]
fn a_procedure_with_an_unreadable_line_is_partly_unreadable() {
    let lines = ["  coût gratuit pour tous", "  public particulier"];
    let partly = lines.map(|line| read(&format!("démarche essai « Essai » {{\n{line}\n}}\n")).service().partly_unreadable);
    assert_eq!(partly, [true, false]);
}

#[test]
fn two_conditions_of_a_step_are_one() {
    let reading = read("démarche essai « Essai » {\n étape a « A » {\n  seulement si mineur\n  seulement si hébergé\n }\n}\n");
    let condition = reading.service().steps[0].condition.as_ref().expect("une condition");
    let names: Vec<_> = condition.names().into_iter().map(|name| &*name.name).collect();
    assert_eq!(names, ["mineur", "hébergé"]);
}

#[test]
fn every_use_of_a_name_is_listed_in_the_order_of_the_text() {
    let reading = read(
        r"
démarche essai « Essai » {
  organisme mairie
  étape dépôt « Déposez » {
    par usager au guichet
    fournir carte_identité ou passeport si nationalité = française
    demande nom, prénom si hébergé
  }
  étape examen « Examinée » {
    par caf
    après dépôt
  }
}
",
    );
    let model = reading.model();
    let here = model.uses.iter().filter(|used| used.location.file == reading.service().file());
    let words: Vec<_> = here.map(|used| (reading.words(used.location), &*model.symbols.get(used.symbol).name)).collect();
    assert!(words.iter().all(|(word, name)| word == name));
    let words: Vec<_> = words.into_iter().map(|(word, _)| word).collect();
    let expected = "mairie carte_identité passeport nationalité française nom prénom hébergé caf dépôt";
    assert_eq!(words.join(" "), expected);
}
