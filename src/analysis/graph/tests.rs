//! The graph, from a text to its answers.

use crate::model::Model;
use crate::project::{self, Project};
use crate::source::Workspace;
use crate::values::SymbolId;
use std::fmt::Write as _;

fn read(text: &str) -> Project {
    let mut workspace = Workspace::default();
    workspace.push("texte.demarche", text);
    let project = project::read(&workspace);
    assert!(project.problems.is_empty(), "{:#?}", project.problems);
    project
}

/// The symbol of that name.
fn symbol(model: &Model, name: &str) -> SymbolId {
    let named = (0_u32..).map(SymbolId).zip(model.symbols.iter()).find(|(_, symbol)| &*symbol.name == name);
    named.expect("un nom du texte").0
}

fn names(model: &Model, symbols: &[SymbolId]) -> String {
    symbols.iter().map(|symbol| &*model.symbols.get(*symbol).name).collect::<Vec<_>>().join(", ")
}

/// The circles of a text: who waits for what, and for whom it holds.
fn circles(text: &str) -> String {
    let project = read(text);
    let mut shown = String::new();
    for circle in project.graph.circles(&project.model, jiff::civil::date(2026, 11, 22)) {
        let links = circle.links.iter().map(|link| format!("{} a besoin de {}", link.service.name, link.evidence.name));
        let conditions = circle.conditions.iter().flat_map(|condition| condition.names()).map(|name| name.name.to_string());
        let (links, conditions): (Vec<_>, Vec<_>) = (links.collect(), conditions.collect());
        writeln!(shown, "{} [{}]", links.join(" ; "), conditions.join(", ")).expect("écrire dans un texte n'échoue pas");
    }
    shown
}

const THREE: &str = r"
organisme banque « Banque »
organisme agence « Agence »
événement installation « Je m'installe »
donnée hébergé : oui ou non
donnée étudiant : oui ou non
pièce bail « Bail » { obtenue par démarche louer }
pièce rib « Relevé d'identité bancaire » { obtenue par démarche ouvrir_compte }
pièce avis « Avis d'imposition »
pièce facture « Facture » { obtenue par démarche électricité }
pièce domicile « Justificatif de domicile » { une parmi bail, facture }
démarche louer « Louer » {
  organisme agence
  événement installation
  étape visite « Visitez » { par usager au guichet }
  étape dossier « Déposez le dossier » {
    par usager en ligne
    après visite
    fournir rib
    fournir avis
  }
  produit bail
}
démarche ouvrir_compte « Ouvrir un compte » {
  organisme banque
  événement installation
  étape rendez_vous « Venez » {
    par usager au guichet
    fournir domicile
    produit rib
  }
}
démarche électricité « Électricité » {
  étape appel « Appelez » {
    par usager par téléphone
    fournir bail
  }
  produit facture
}
";

#[test]
fn the_graph_knows_who_needs_and_who_gives() {
    let Project { model, graph, .. } = read(THREE);
    let of = |name| symbol(&model, name);
    let needs: Vec<_> = graph.needs(of("louer")).into_iter().flat_map(|need| need.evidences).collect();
    assert_eq!(names(&model, &needs), "rib, avis");
    assert_eq!(names(&model, &graph.outputs(of("ouvrir_compte"))), "rib");
    assert_eq!(names(&model, &graph.delivered_by(of("bail"))), "louer");
    assert_eq!(names(&model, &graph.obtained_through(of("facture"))), "électricité");
    assert_eq!(names(&model, &graph.served_by(of("domicile"))), "bail, facture");
    assert_eq!(names(&model, &graph.asked_by(of("bail"))), "électricité");
    assert_eq!(names(&model, &graph.services_of_event(of("installation"))), "louer, ouvrir_compte");
    assert_eq!(names(&model, &graph.organisations(of("louer"))), "agence");
}

#[test]
fn a_circle_that_no_alternative_escapes_is_found_once_at_its_shortest() {
    assert_eq!(circles(THREE), "louer a besoin de rib ; ouvrir_compte a besoin de domicile []\n");
}

#[test]
fn an_alternative_outside_opens_the_circle() {
    let ways_out = [
        ("une parmi bail, facture", "une parmi bail, facture, avis"),
        ("fournir rib", "fournir rib ou avis"),
        ("fournir rib", "fournir rib ou « Une attestation d'hébergement »"),
        ("obtenue par démarche ouvrir_compte", "obtenue par usager"),
        ("obtenue par démarche ouvrir_compte", "échange « FICOBA »"),
        ("obtenue par démarche louer", "délivrée par agence"),
        ("par usager en ligne\n    après visite", "facultative\n    par usager en ligne"),
    ];
    for (way, out) in ways_out {
        assert!(THREE.contains(way), "{way}");
        let text = THREE.replace(&format!("{{ {way} }}"), &format!("{{\n  {out}\n}}"));
        assert_eq!(circles(&text.replace(way, out)), "", "{out}");
    }
}

#[test]
fn a_circle_may_hold_those_who_meet_some_conditions() {
    let for_some = THREE.replace("fournir rib", "fournir rib si hébergé");
    assert_eq!(circles(&for_some), "louer a besoin de rib ; ouvrir_compte a besoin de domicile [hébergé]\n");
    let for_nobody = for_some.replace("fournir domicile", "fournir domicile si non hébergé");
    assert_eq!(circles(&for_nobody), "");
    // Who is lodged and no student gets the invoice without the lease.
    let elsewhere = for_some.replace("fournir bail", "fournir bail si étudiant");
    assert_eq!(circles(&elsewhere), "");
}

#[test]
fn to_renew_a_document_with_itself_is_no_circle() {
    let text = "pièce carte « Carte » {\n  obtenue par démarche renouveler\n}\ndémarche renouveler « Renouveler » {\n  étape dépôt « Déposez » {\n    par usager au guichet\n    fournir carte\n  }\n  produit carte\n}\n";
    assert_eq!(circles(text), "");
}

#[test]
fn procedures_come_after_those_that_give_what_they_need() {
    let chained = |domicile: &str| {
        let Project { model, graph, .. } = read(&THREE.replace("une parmi bail, facture", domicile));
        let services: Vec<_> = model.services.iter().map(|service| service.symbol).collect();
        let stages = graph.stages(&services).into_iter();
        stages.map(|stage| names(&model, &stage)).collect::<Vec<_>>().join(" puis ")
    };
    assert_eq!(chained("une parmi avis"), "ouvrir_compte puis louer puis électricité");
    assert_eq!(chained("une parmi bail, facture"), "louer puis électricité puis ouvrir_compte");
}

#[test]
fn steps_that_wait_for_one_another_are_a_circle() {
    let Project { model, graph, .. } = read(
        r"
démarche essai « Essai » {
  étape a « A » { après c }
  étape b « B » { après a }
  étape c « C » { après b, a }
  étape d « D » { après c }
}
",
    );
    let circles = graph.step_circles(symbol(&model, "essai"));
    let circles: Vec<_> = circles.iter().map(|circle| names(&model, circle)).collect();
    assert_eq!(circles, ["a, c"]);
}
