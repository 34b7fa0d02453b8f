//! A workspace that changes between two checks: what is given again is what would be proved anew, and only what can be is given again.

use super::*;
use crate::logic::proof::prove;
use crate::source::Workspace;

const TODAY: Date = jiff::civil::date(2026, 11, 25);

const SHARED: &str = "
donnée âge : entier en années, de 0 à 120
donnée revenu : montant
donnée parts : décimal, de 1 à 20
donnée hébergé : oui ou non
donnée domicile : un parmi france, europe
donnée séjour : durée
profil étudiante « Étudiante de 20 ans » {
  âge = 20 ans
  revenu = 3 000 €
}
calcul plafond : montant {
  10 000 €
  exception âgé : 12 000 € si âge >= 65 ans
}
";

const AID: &str = "
démarche aide « Demander une aide » {
  calcul trouée : montant {
    300 € si âge < 18 ans et revenu <= plafond
    200 € si âge > 18 ans et hébergé
    200 € si séjour < 2 ans et âge >= 100 ans et séjour < 3 ans
  }
  calcul double : montant {
    0 €
    exception jeune : 600 € si âge <= 25 ans
    exception vieux : 200 € si âge >= 25 ans
    exception européen : 500 € si domicile = europe
  }
  calcul mêlée : montant {
    300 € si revenu / parts * parts < 9 000 €
    200 € si revenu >= 9 001 €
  }
}
";

const CARD: &str = "
démarche carte « Obtenir une carte » {
  calcul remise : montant {
    0 €
    exception modeste : 500 € si revenu < 10 000 €
    exception impossible à modeste : 100 € si revenu > 20 000 €
  }
}
";

fn read(texts: &[&str]) -> Model {
    let mut workspace = Workspace::default();
    texts.iter().zip('a'..).for_each(|(text, name)| _ = workspace.push(format!("{name}.demarche"), *text));
    let project = crate::project::read(&workspace);
    assert!(project.problems.is_empty(), "{:?}", project.problems);
    project.model
}

/// The rules of a workspace that are not proved again, after a check of the texts above; what is given of all of them is checked to be what is
/// proved without a memory.
fn remembered(texts: &[&str]) -> String {
    remembered_on(TODAY, texts)
}

fn remembered_on(today: Date, texts: &[&str]) -> String {
    let (before, after) = (read(&[SHARED, AID, CARD]), read(texts));
    let mut memory = Memory::default();
    assert_eq!(memory.prove(&before, TODAY), prove(&before, TODAY));
    assert_eq!(memory.prove(&after, today), prove(&after, today));
    // Asked in the other order, the same holds of the way back.
    assert_eq!(memory.prove(&before, TODAY), prove(&before, TODAY));
    // What is given again bears a mark.
    let known = memory.known.values_mut().flat_map(|kept| &mut kept.proofs);
    known.for_each(|proof| proof.always = vec![u32::MAX]);
    let proofs = memory.prove(&after, today);
    let marked = proofs.iter().filter(|proof| proof.always == [u32::MAX]);
    let names = marked.filter_map(|proof| Some(&*after.rule_of(proof.rule)?.value.name.value));
    names.collect::<Vec<_>>().join(" ")
}

const ALL: &str = "plafond trouée double mêlée remise";

#[test]
fn the_examples_have_something_of_each_sort_to_move() {
    let proofs = prove(&read(&[SHARED, AID, CARD]), TODAY);
    let some = |of: fn(&RuleProof) -> bool| assert!(proofs.iter().any(of), "{proofs:#?}");
    some(|proof| matches!(proof.gap, Answer::Found(_)));
    some(|proof| matches!(proof.gap, Answer::Unverified(_)) || proof.unverified_clashes.is_some());
    some(|proof| !proof.holes.is_empty());
    some(|proof| !proof.overlaps_at.is_empty());
    some(|proof| !proof.clashes.is_empty());
    some(|proof| !proof.dead.is_empty());
    some(|proof| !proof.redundant.is_empty());
    some(|proof| !proof.cliffs.is_empty());
}

#[test]
fn what_only_moves_is_not_proved_again() {
    assert_eq!(remembered(&[SHARED, AID, CARD]), ALL);
    let above = |text: &str| format!("# un commentaire\n\ndonnée ancienneté : durée\n{text}");
    assert_eq!(remembered(&[&above(SHARED), AID, CARD]), ALL);
    assert_eq!(remembered(&[SHARED, &above(AID), CARD]), ALL);
    let with_purpose = AID.replace("aide » {", "aide » {\n  finalité « Être aidé »");
    assert_eq!(remembered(&[SHARED, &with_purpose, CARD]), ALL);
    // Other ranks: of the file, of the procedure, of the names.
    assert_eq!(remembered(&["donnée taille : entier\n", SHARED, AID, CARD]), ALL);
    assert_eq!(remembered(&[SHARED, CARD, AID]), "plafond remise trouée double mêlée");
    assert_eq!(remembered(&[&format!("{AID}{SHARED}"), CARD]), ALL);
}

#[test]
fn what_a_change_concerns_is_proved_again() {
    let changed = |from: &str, to: &str| {
        let texts = [SHARED, AID, CARD].map(|text| text.replace(from, to));
        assert_ne!(texts, [SHARED, AID, CARD]);
        remembered(&texts.each_ref().map(String::as_str))
    };
    let (of_aid, of_card, of_both) = ("plafond remise", "plafond trouée double mêlée", "plafond");
    // A rule: a threshold, a line more, a space.
    assert_eq!(changed("âge > 18 ans", "âge > 21 ans"), of_aid);
    assert_eq!(changed("500 € si revenu < 10 000 €", "500 € si revenu <= 10 000 €"), of_card);
    assert_eq!(changed("    exception impossible", "    exception âgé : 1 € si âge > 90 ans\n    exception impossible"), of_card);
    assert_eq!(changed("âge > 18 ans", "âge  > 18 ans"), of_aid);
    assert_eq!(changed("exception impossible à modeste", "exception impossible"), of_card);
    assert_eq!(
        changed("calcul remise : montant {\n    0 €", "calcul remise : montant {\n    à compter du 2027-01-01 : 0 €"),
        of_card
    );
    // A rule that others read.
    assert_eq!(changed("12 000 €", "13 000 €"), "remise");
    // A datum: its bounds, its type, its values, its name.
    assert_eq!(changed("de 0 à 120", "de 0 à 110"), "remise");
    assert_eq!(changed("revenu : montant", "revenu : montant, de 0 € à 15 000 €"), of_both);
    assert_eq!(changed("france, europe", "france, europe, ailleurs"), of_aid);
    assert_eq!(changed("france, europe", "europe, france"), of_aid);
    assert_eq!(changed("hébergé", "logé"), of_aid);
    // A profile: one more, another value.
    assert_eq!(changed("calcul plafond", "profil âgée « Âgée » {\n  âge = 80 ans\n}\ncalcul plafond"), "");
    assert_eq!(changed("âge = 20 ans", "âge = 30 ans"), "remise");
    assert_eq!(changed("revenu = 3 000 €", "revenu = 30 000 €"), of_both);
    assert_eq!(remembered_on(jiff::civil::date(2026, 11, 26), &[SHARED, AID, CARD]), "");
}
