//! Rules in the language and people in, what they give out.

use crate::logic::{Evaluation, Outcome, Program, Situation, explain};
use crate::model::SymbolKind;
use crate::project::Project;
use crate::source::Workspace;
use crate::values::Date;
use insta::assert_snapshot;
use std::fmt::Write;

mod publicodes;
mod values;

const DATA: &str = "
donnée âge : entier en années, de 0 à 120
donnée né_le : date
donnée revenu : montant
donnée parts : décimal, de 1 à 20
donnée mineur : oui ou non
donnée hébergé : oui ou non
donnée domicile : un parmi france, europe, étranger
donnée ville : texte
donnée séjour : durée
";

/// For each person (`âge = 8, revenu = 100 €`), what each rule gives on 25 November 2026; `on` another day.
fn run_on(today: Date, rules: &str, people: &[&str]) -> String {
    let (workspace, project) = read(format!("{DATA}{rules}"));
    assert!(project.problems.is_empty(), "{:?}", project.problems);
    let model = &project.model;
    let mut program = Program::new(model);
    let ids: Vec<_> = (0..).zip(&model.rules).filter_map(|(rank, _)| program.add_rule(SymbolKind::Rule(rank))).collect();
    model.data.iter().for_each(|datum| _ = program.add_datum(datum));
    let mut shown = String::new();
    for person in people {
        let situation = situation_of(&program, person).expect("des valeurs de l'essai");
        let _ = writeln!(shown, "[{person}]");
        let mut evaluation = Evaluation::new(&program, &situation, today);
        for id in &ids {
            let outcome = evaluation.rule(*id);
            let _ = writeln!(shown, "  {} : {}", program.rule(*id).rule.name.value, words(&program, &outcome, &workspace));
        }
    }
    shown
}

/// A text alone in its folder, and what is read in it.
fn read(text: String) -> (Workspace, Project) {
    let mut workspace = Workspace::default();
    workspace.push("essai.demarche", text);
    let project = crate::project::read(&workspace);
    (workspace, project)
}

/// A person (`âge = 8, revenu = 100 €`); why, when a datum cannot have that value.
fn situation_of(program: &Program<'_>, person: &str) -> Result<Situation, String> {
    let mut situation = Situation::unknown(program);
    for (name, value) in person.split(", ").filter_map(|fact| fact.split_once(" = ")) {
        let datum = program.data().iter().find(|datum| *datum.name == *name).expect("une donnée de l'essai");
        let value = Situation::read(datum, value).map_err(|reason| reason.to_string())?;
        situation.set(program.slot_of(datum.symbol).expect("une donnée ajoutée"), Some(value));
    }
    Ok(situation)
}

fn run(rules: &str, people: &[&str]) -> String {
    run_on(jiff::civil::date(2026, 11, 25), rules, people)
}

fn words(program: &Program<'_>, outcome: &Outcome, workspace: &Workspace) -> String {
    match outcome {
        Outcome::Known(value) => value.to_string(),
        Outcome::NotApplicable => "sans objet".to_owned(),
        Outcome::Missing(slots) => {
            let names: Vec<_> = slots.iter().map(|slot| program.datum(*slot).name.to_string()).collect();
            format!("manque {}", names.join(", "))
        }
        Outcome::Failed(failures) => {
            let all: Vec<_> = failures
                .iter()
                .map(|failure| {
                    let places = match &failure.kind {
                        crate::logic::FailureKind::Conflict(places) => places
                            .iter()
                            .map(|place| format!(" « {} »", workspace.file(place.file).text[place.span.range()].trim()))
                            .collect(),
                        _ => String::new(),
                    };
                    let rule = failure.rule.map_or("?", |rule| &program.rule(rule).rule.name.value);
                    format!("{rule} : {}{places}", failure.kind)
                })
                .collect();
            format!("échec ({})", all.join(" ; "))
        }
    }
}

#[test]
fn unknown_is_neither_zero_nor_no() {
    let rules = "
droit deux_conditions : oui ou non = mineur et hébergé
droit l_une_ou_l_autre : oui ou non = mineur ou revenu < 100 €
calcul produit : montant = revenu * parts
calcul somme : montant = revenu + 10 €
droit parmi : oui ou non = domicile est parmi france, europe
";
    assert_snapshot!(run(rules, &["", "mineur = non", "mineur = oui", "revenu = 0", "parts = 2, revenu = 150,50 €", "domicile = europe"]), @r"
    []
      deux_conditions : manque mineur, hébergé
      l_une_ou_l_autre : manque mineur, revenu
      produit : manque revenu, parts
      somme : manque revenu
      parmi : manque domicile
    [mineur = non]
      deux_conditions : non
      l_une_ou_l_autre : manque revenu
      produit : manque revenu, parts
      somme : manque revenu
      parmi : manque domicile
    [mineur = oui]
      deux_conditions : manque hébergé
      l_une_ou_l_autre : oui
      produit : manque revenu, parts
      somme : manque revenu
      parmi : manque domicile
    [revenu = 0]
      deux_conditions : manque mineur, hébergé
      l_une_ou_l_autre : oui
      produit : 0 €
      somme : 10 €
      parmi : manque domicile
    [parts = 2, revenu = 150,50 €]
      deux_conditions : manque mineur, hébergé
      l_une_ou_l_autre : manque mineur
      produit : 301 €
      somme : 160,50 €
      parmi : manque domicile
    [domicile = europe]
      deux_conditions : manque mineur, hébergé
      l_une_ou_l_autre : manque mineur, revenu
      produit : manque revenu, parts
      somme : manque revenu
      parmi : oui
    ");
}

#[test]
fn exceptions_take_the_place_of_what_they_refine() {
    let rules = "
calcul aide : montant {
  exception grand_âge à petit_revenu : 300 € si âge >= 80 ans
  0 €
  exception petit_revenu : 200 € si revenu < 1 000 €
  exception hébergé : 50 € si hébergé
}
droit ouvert : oui ou non {
  non
  exception l_un : oui si mineur
  exception l_autre : oui si hébergé
}
calcul pièces_datées : montant {
  à compter du 2025-04-01 : 13 €
  à compter du 1er avril 2026 : 14 €
}
";
    let people = [
        "",
        "revenu = 500, âge = 30, hébergé = non",
        "revenu = 500, âge = 80 ans, hébergé = non",
        "revenu = 2000, âge = 85, hébergé = non",
        "revenu = 500, âge = 30, hébergé = oui",
        "mineur = oui",
        "mineur = non, hébergé = oui",
    ];
    assert_snapshot!(run(rules, &people), @r"
    []
      aide : manque âge, revenu, hébergé
      ouvert : manque mineur, hébergé
      pièces_datées : 14 €
    [revenu = 500, âge = 30, hébergé = non]
      aide : 200 €
      ouvert : manque mineur
      pièces_datées : 14 €
    [revenu = 500, âge = 80 ans, hébergé = non]
      aide : 300 €
      ouvert : manque mineur
      pièces_datées : 14 €
    [revenu = 2000, âge = 85, hébergé = non]
      aide : 300 €
      ouvert : manque mineur
      pièces_datées : 14 €
    [revenu = 500, âge = 30, hébergé = oui]
      aide : échec (aide : 2 lignes s'appliquent et disent des choses différentes « exception petit_revenu : 200 € si revenu < 1 000 € » « exception hébergé : 50 € si hébergé »)
      ouvert : oui
      pièces_datées : 14 €
    [mineur = oui]
      aide : manque âge, revenu, hébergé
      ouvert : oui
      pièces_datées : 14 €
    [mineur = non, hébergé = oui]
      aide : manque âge, revenu
      ouvert : oui
      pièces_datées : 14 €
    ");
    assert_snapshot!(run_on(jiff::civil::date(2026, 3, 31), rules, &["mineur = oui, hébergé = non, revenu = 2000"]), @r"
    [mineur = oui, hébergé = non, revenu = 2000]
      aide : manque âge
      ouvert : oui
      pièces_datées : 13 €
    ");
    assert_snapshot!(run_on(jiff::civil::date(2024, 3, 31), rules, &["mineur = oui, hébergé = non, revenu = 2000"]), @r"
    [mineur = oui, hébergé = non, revenu = 2000]
      aide : manque âge
      ouvert : oui
      pièces_datées : échec (pièces_datées : aucune règle ne s'applique)
    ");
}

#[test]
fn lines_side_by_side_conflict_unless_they_say_the_same() {
    let rules = "
calcul forfait : montant {
  10 € si mineur
  20 € si hébergé
  10 € si âge < 30 ans
}
calcul par_étiquette : montant {
  0 €
  exception faible : 10 € si mineur
  exception faible : 20 € si hébergé
  exception élevé à faible : 30 € si âge > 60 ans
}
";
    let people = [
        "mineur = oui, hébergé = non, âge = 10",
        "mineur = oui, hébergé = oui, âge = 40",
        "mineur = non, hébergé = non, âge = 40",
        "mineur = oui, hébergé = oui, âge = 61",
        "mineur = oui, hébergé = non",
    ];
    assert_snapshot!(run(rules, &people), @r"
    [mineur = oui, hébergé = non, âge = 10]
      forfait : 10 €
      par_étiquette : 10 €
    [mineur = oui, hébergé = oui, âge = 40]
      forfait : échec (forfait : 2 lignes s'appliquent et disent des choses différentes « 10 € si mineur » « 20 € si hébergé »)
      par_étiquette : échec (par_étiquette : 2 lignes s'appliquent et disent des choses différentes « exception faible : 10 € si mineur » « exception faible : 20 € si hébergé »)
    [mineur = non, hébergé = non, âge = 40]
      forfait : échec (forfait : aucune règle ne s'applique)
      par_étiquette : 0 €
    [mineur = oui, hébergé = oui, âge = 61]
      forfait : échec (forfait : 2 lignes s'appliquent et disent des choses différentes « 10 € si mineur » « 20 € si hébergé »)
      par_étiquette : 30 €
    [mineur = oui, hébergé = non]
      forfait : 10 €
      par_étiquette : manque âge
    ");
}

#[test]
fn what_has_no_object_is_left_out_and_switches_nothing_else_off() {
    let rules = "
calcul pension : montant {
  revenu
  sans objet si mineur
}
calcul total : montant = pension + 10 €
calcul moitié : montant = pension / 2
calcul plafonné : montant = le plus petit de (pension, 500 €)
droit modeste : oui ou non = pension < 100 €
droit modeste_ou_hébergé : oui ou non = pension < 100 € ou hébergé
";
    assert_snapshot!(run(rules, &["mineur = oui, hébergé = non", "mineur = non, revenu = 300, hébergé = non", "revenu = 300", "hébergé = oui"]), @r"
    [mineur = oui, hébergé = non]
      pension : sans objet
      total : 10 €
      moitié : sans objet
      plafonné : 500 €
      modeste : sans objet
      modeste_ou_hébergé : non
    [mineur = non, revenu = 300, hébergé = non]
      pension : 300 €
      total : 310 €
      moitié : 150 €
      plafonné : 300 €
      modeste : non
      modeste_ou_hébergé : non
    [revenu = 300]
      pension : manque mineur
      total : manque mineur
      moitié : manque mineur
      plafonné : manque mineur
      modeste : manque mineur
      modeste_ou_hébergé : manque mineur, hébergé
    [hébergé = oui]
      pension : manque mineur, revenu
      total : manque mineur, revenu
      moitié : manque mineur, revenu
      plafonné : manque mineur, revenu
      modeste : manque mineur, revenu
      modeste_ou_hébergé : oui
    ");
}

#[test]
fn an_explanation_says_what_spoke_and_what_kept_the_others_silent() {
    let rules = "
calcul quotient : montant = revenu / parts
droit éligible : oui ou non {
  non
  exception modeste : oui si quotient < 1 000 € et (mineur ou hébergé)
  exception étranger à modeste : non si domicile = étranger
}
";
    let (workspace, project) = read(format!("{DATA}{rules}"));
    let model = &project.model;
    let mut program = Program::new(model);
    let id = program.add_rule(SymbolKind::Rule(1)).expect("une règle");
    let text = &workspace.file(crate::source::FileId(0)).text;
    let mut shown = String::new();
    for person in [
        "revenu = 1500, parts = 2, mineur = oui, hébergé = non, domicile = france",
        "revenu = 3000, parts = 2, mineur = non, hébergé = non, domicile = france",
    ] {
        let situation = situation_of(&program, person).expect("des valeurs de l'essai");
        let explanation = explain(&mut Evaluation::new(&program, &situation, jiff::civil::date(2026, 11, 25)), id);
        let cut = |span: crate::source::Span| text[span.range()].trim().to_owned();
        let _ = writeln!(
            shown,
            "{} : {}",
            words(&program, &explanation.outcome, &workspace),
            explanation.line.map_or_else(String::new, |line| cut(line.span))
        );
        for inner in &explanation.because {
            let used: Vec<_> = inner.used.iter().map(|used| program.datum(used.datum).name.to_string()).collect();
            let _ = writeln!(
                shown,
                "  car {} = {} ({})",
                program.rule(inner.rule).rule.name.value,
                words(&program, &inner.outcome, &workspace),
                used.join(", ")
            );
        }
        for refused in &explanation.refused {
            let failing: Vec<_> = refused.failing.iter().map(|part| format!("« {} »", cut(part.span))).collect();
            let _ = writeln!(
                shown,
                "  non « {} » : {}{}",
                cut(refused.line.span),
                failing.join(", "),
                if refused.is_overridden { "remplacée" } else { "" }
            );
        }
    }
    assert_snapshot!(shown, @r"
    oui : exception modeste : oui si quotient < 1 000 € et (mineur ou hébergé)
      car quotient = 750 € (revenu, parts)
      non « exception étranger à modeste : non si domicile = étranger » : « domicile = étranger »
      non « non » : remplacée
    non : non
      non « exception étranger à modeste : non si domicile = étranger » : « domicile = étranger »
      non « exception modeste : oui si quotient < 1 000 € et (mineur ou hébergé) » : « quotient < 1 000 € », « mineur », « hébergé »
    ");
}
