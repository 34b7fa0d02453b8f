//! Two conditions of the language in, what can be said of them out.

use super::{Together, cover_everybody, together};
use crate::source::Workspace;

const DATA: &str = "
donnée âge : entier en années, de 0 à 120
donnée hébergé : oui ou non
donnée mineur : oui ou non
donnée revenu : montant
donnée domicile : un parmi france, europe, étranger
";

/// Reads each condition, « tous » for none, and hands the conditions and the model to `answer`.
fn with_conditions<T>(conditions: &[&str], answer: impl Fn(&[Vec<&crate::values::Expression>], &crate::model::Model) -> T) -> T {
    let steps = conditions.iter().enumerate().map(|(rank, condition)| match *condition {
        "tous" => format!("  étape e{rank} « E » {{\n    par usager en ligne\n  }}\n"),
        condition => format!("  étape e{rank} « E » {{\n    par usager en ligne\n    seulement si {condition}\n  }}\n"),
    });
    let text = format!("{DATA}démarche essai « Essai » {{\n{}}}\n", steps.collect::<String>());
    let mut workspace = Workspace::default();
    workspace.push("essai.demarche", text);
    let project = crate::project::read(&workspace);
    assert!(project.problems.is_empty(), "{:?}", project.problems);
    let steps = &project.model.services[0].steps;
    let groups: Vec<Vec<_>> = steps.iter().map(|step| step.condition.iter().map(|found| &found.value).collect()).collect();
    answer(&groups, &project.model)
}

fn check(left: &str, right: &str) -> &'static str {
    with_conditions(&[left, right], |groups, model| match together(&groups[0], &groups[1], model) {
        Together::Proved => "ensemble",
        Together::Never => "jamais",
        Together::Unproved => "non vérifié",
    })
}

fn covers(conditions: &[&str]) -> bool {
    with_conditions(conditions, cover_everybody)
}

#[test]
fn opposite_conditions_never_meet() {
    assert_eq!(check("hébergé", "non hébergé"), "jamais");
    assert_eq!(check("hébergé et mineur", "non (mineur ou revenu > 10 €)"), "jamais");
    assert_eq!(check("âge < 18 ans", "âge >= 18 ans"), "jamais");
    assert_eq!(check("18 ans > âge", "âge >= 18 ans"), "jamais");
    assert_eq!(check("âge <= 18 ans", "âge >= 18 ans"), "ensemble");
    assert_eq!(check("revenu = 10 €", "revenu <> 10 €"), "jamais");
    assert_eq!(check("domicile = france", "domicile = étranger"), "jamais");
    assert_eq!(check("domicile est parmi france, europe", "domicile = étranger"), "jamais");
    assert_eq!(check("domicile <> france et domicile <> europe", "domicile <> étranger"), "jamais");
    assert_eq!(check("hébergé = oui", "hébergé = non"), "jamais");
}

#[test]
fn a_condition_met_by_everybody_meets_any_other() {
    assert_eq!(check("tous", "tous"), "ensemble");
    assert_eq!(check("tous", "hébergé"), "ensemble");
    assert_eq!(check("hébergé et mineur", "hébergé"), "ensemble");
}

#[test]
fn two_conditions_about_different_things_prove_nothing() {
    assert_eq!(check("hébergé", "mineur"), "non vérifié");
    assert_eq!(check("revenu * 2 < 10 €", "revenu * 2 > 20 €"), "non vérifié");
    assert_eq!(check("âge > 16 ans", "âge < 20 ans"), "ensemble");
}

#[test]
fn alternatives_that_leave_nobody_out_cover_everybody() {
    assert!(covers(&["tous"]));
    assert!(covers(&["hébergé", "non hébergé"]));
    assert!(covers(&["domicile = france", "domicile est parmi europe, étranger"]));
    assert!(covers(&["âge < 18 ans", "âge >= 18 ans"]));
    assert!(covers(&["domicile = france et hébergé", "domicile <> france", "non hébergé"]));
    assert!(!covers(&["domicile = france", "domicile = europe"]));
    assert!(!covers(&["hébergé", "mineur"]));
    assert!(!covers(&[]));
}
