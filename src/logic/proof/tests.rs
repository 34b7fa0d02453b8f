//! Rules in the language, and what is proved of them: pairs of a good rule and a bad one, after the proof tests of Catala.

use super::{Answer, RuleProof, Unverified, Witness, prove};
use crate::model::Model;
use crate::source::Workspace;
use crate::values::Date;
use insta::assert_snapshot;
use std::fmt::Write;

mod brute;
mod lines;

const TODAY: Date = jiff::civil::date(2026, 11, 25);

const DATA: &str = "
donnée âge : entier en années, de 0 à 120
donnée enfants : entier, de 0 à 10
donnée attendus : entier, de 0 à 6
donnée taux : décimal, de 0 à 1
donnée note : décimal
donnée parts : décimal, de 1 à 20
donnée né_le : date
donnée revenu : montant
donnée loyer : montant
donnée mineur : oui ou non
donnée hébergé : oui ou non
donnée étudiant : oui ou non
donnée domicile : un parmi france, europe, étranger
donnée ville : texte
donnée séjour : durée
profil étudiante « Étudiante de 20 ans » {
  âge = 20 ans
  étudiant = oui
  revenu = 3 000 €
}
";

/// What is proved of rules that add to that vocabulary.
fn proved(rules: &str) -> String {
    proved_on(TODAY, rules)
}

/// A text read without a problem.
fn read(text: &str) -> (Workspace, Model) {
    let mut workspace = Workspace::default();
    workspace.push("essai.demarche", text);
    let project = crate::project::read(&workspace);
    assert!(project.problems.is_empty(), "{:?}\n{text}", project.problems);
    (workspace, project.model)
}

fn proved_on(today: Date, rules: &str) -> String {
    let (workspace, model) = read(&format!("{DATA}{rules}"));
    let text = &workspace.file(crate::source::FileId(0)).text;
    prove(&model, today).iter().map(|proof| shown(proof, &model, text)).collect()
}

fn shown(proof: &RuleProof, model: &Model, text: &str) -> String {
    let rule = &model.rule_of(proof.rule).expect("une règle").value;
    let name = &rule.name.value;
    let line = |line: u32| text[rule.definitions[line as usize].span.range()].trim().to_owned();
    let mut shown = format!("{name} :");
    let start = shown.len();
    if proof.not_in_force {
        shown.push_str(" pas encore en vigueur");
    }
    match &proof.gap {
        Answer::Nobody => {}
        Answer::Found(witness) => _ = write!(shown, "\n  lacune : {}", person(witness, model)),
        Answer::Unverified(reason) => _ = write!(shown, "\n  lacune non vérifiée : {}", unverified(reason, model)),
    }
    for hole in &proof.holes {
        let _ = write!(
            shown,
            "\n  trou entre « {} » et « {} » : {}",
            &text[hole.edges[0].place.range()],
            &text[hole.edges[1].place.range()],
            person(&hole.witness, model)
        );
    }
    for clash in &proof.clashes {
        let value = |value: &Option<crate::logic::Value>| value.as_ref().map_or_else(|| "?".to_owned(), ToString::to_string);
        let _ = write!(
            shown,
            "\n  « {} » ({}) contre « {} » ({}) : {}",
            line(clash.lines.0),
            value(&clash.values[0]),
            line(clash.lines.1),
            value(&clash.values[1]),
            person(&clash.witness, model)
        );
    }
    for (overlap, _) in &proof.overlaps_at {
        let _ = write!(
            shown,
            "\n  deux fois : « {} » et « {} » : {}",
            &text[overlap.edges[0].place.range()],
            &text[overlap.edges[1].place.range()],
            person(&overlap.witness, model)
        );
    }
    if let Some(reason) = &proof.unverified_clashes {
        let _ = write!(shown, "\n  chevauchement non vérifié : {}", unverified(reason, model));
    }
    for dead in &proof.dead {
        let _ = write!(shown, "\n  morte : « {} » ({:?})", line(dead.line), dead.why);
    }
    for always in &proof.always {
        let _ = write!(shown, "\n  toujours vraie : « {} »", line(*always));
    }
    for (_, part) in &proof.redundant {
        let _ = write!(shown, "\n  ne change rien : « {} »", &text[part.range()]);
    }
    for cliff in &proof.cliffs {
        let datum = &model.symbols.get(cliff.datum).name;
        let [before, after] = &cliff.results;
        let _ = write!(shown, "\n  à {datum} = {}, de {before} à {after} : {}", cliff.at, person(&cliff.witness, model));
    }
    if shown.len() == start {
        shown.push_str(" bien");
    }
    shown + "\n"
}

fn person(witness: &Witness, model: &Model) -> String {
    let facts: Vec<_> =
        witness.facts.iter().map(|(datum, value)| format!("{} = {value}", model.symbols.get(*datum).name)).collect();
    let profile = witness.profile.map_or_else(String::new, |rank| format!(" [{}]", model.profiles[rank].name));
    format!("{}{profile}", if facts.is_empty() { "tout le monde".to_owned() } else { facts.join(", ") })
}

fn unverified(reason: &Unverified, model: &Model) -> String {
    match reason {
        Unverified::TooMany => "trop de cas".to_owned(),
        Unverified::Mixed(data) => data.iter().map(|datum| &*model.symbols.get(*datum).name).collect::<Vec<_>>().join(", "),
    }
}

#[test]
fn a_gap_is_shown_with_somebody() {
    let rules = "
droit bon_par_base : oui ou non {
  non
  exception jeune : oui si âge < 18 ans
}
calcul bon_par_partage : montant {
  10 € si mineur
  20 € si non mineur
}
calcul mauvais : montant {
  10 € si mineur et hébergé
  20 € si non mineur
}
calcul bon_par_âge : montant {
  10 € si âge < 18 ans
  20 € si âge >= 18 ans et âge <= 60 ans
  30 € si âge > 60 ans
}
calcul mauvais_par_âge : montant {
  10 € si âge < 18 ans
  20 € si âge >= 21 ans
}
calcul bon_sans_objet : montant {
  10 € si domicile = france
  20 € si domicile = europe
  sans objet si domicile = étranger
}
calcul mauvais_par_domicile : montant {
  10 € si domicile est parmi france, europe et revenu < 1 000 €
  20 € si revenu >= 1 000 €
}
calcul mauvais_par_ville : montant {
  10 € si ville = « Paris »
  20 € si ville = « Lyon »
}
calcul bon_par_exception : montant {
  10 € si mineur
  exception adulte : 20 € si non mineur
}
";
    assert_snapshot!(proved(rules), @r"
    bon_par_base : bien
    bon_par_partage : bien
    mauvais :
      lacune : mineur = oui, hébergé = non
    bon_par_âge : bien
    mauvais_par_âge :
      lacune : âge = 20 [étudiante]
    bon_sans_objet : bien
    mauvais_par_domicile :
      lacune : domicile = étranger, revenu = 500 €
    mauvais_par_ville :
      lacune : ville = autre
    bon_par_exception : bien
    ");
}

#[test]
fn an_overlap_is_shown_with_somebody() {
    let rules = "
calcul bon : montant {
  0 €
  exception jeune : 10 € si âge < 25 ans
  exception vieux : 20 € si âge >= 60 ans
}
calcul mauvais : montant {
  0 €
  exception jeune : 10 € si âge < 25 ans
  exception hébergé : 20 € si hébergé
}
calcul bon_par_exception : montant {
  0 €
  exception jeune : 10 € si âge < 25 ans
  exception hébergé à jeune : 20 € si hébergé
}
calcul bon_par_même_effet : montant {
  0 €
  exception jeune : 10 € si âge < 25 ans
  exception hébergé : 10 € si hébergé
}
calcul mauvais_de_base : montant {
  10 € si âge < 25 ans
  20 € si revenu < 10 000 €
  30 € si âge >= 25 ans et revenu >= 10 000 €
}
calcul mauvais_sous_une_exception : montant {
  0 €
  exception jeune : 10 € si âge < 25 ans
  exception étudiant à jeune : 20 € si étudiant
  exception hébergé à jeune : 30 € si hébergé
}
calcul bon_sans_objet : montant {
  0 €
  exception jeune : 10 € si âge < 25 ans
  exception hébergé : 20 € si hébergé
  sans objet si hébergé et âge < 30 ans
}
";
    assert_snapshot!(proved(rules), @r"
    bon : bien
    mauvais :
      « exception jeune : 10 € si âge < 25 ans » (10 €) contre « exception hébergé : 20 € si hébergé » (20 €) : âge = 20, hébergé = oui [étudiante]
    bon_par_exception : bien
    bon_par_même_effet : bien
    mauvais_de_base :
      « 10 € si âge < 25 ans » (10 €) contre « 20 € si revenu < 10 000 € » (20 €) : âge = 20, revenu = 3 000 € [étudiante]
    mauvais_sous_une_exception :
      « exception étudiant à jeune : 20 € si étudiant » (20 €) contre « exception hébergé à jeune : 30 € si hébergé » (30 €) : étudiant = oui, hébergé = oui [étudiante]
    bon_sans_objet : bien
    ");
}

#[test]
fn rules_named_in_conditions_are_followed() {
    let rules = "
calcul à_compter : entier = enfants + attendus
calcul plafond : montant {
  32 165 €
  exception deux : 38 598 € si à_compter = 2
  exception trois_ou_plus : 46 318 € + 7 720 € * (à_compter - 3) si à_compter >= 3
}
droit sous_le_plafond : oui ou non = revenu <= plafond
calcul bonne : montant {
  100 € si sous_le_plafond
  0 € si revenu > plafond
}
calcul mauvaise : montant {
  100 € si sous_le_plafond
  0 € si revenu > 80 000 €
}
calcul quotient : montant = revenu / parts
calcul mêlée : montant {
  100 € si quotient < 1 000 €
  50 € si quotient >= 1 000 € et quotient < 2 000 €
}
calcul mêlée_et_bonne : montant {
  100 € si quotient < 1 000 €
  50 € si quotient >= 1 000 €
}
calcul loyer_trop_cher : montant {
  0 € si loyer * loyer / 1 € < revenu
  10 € si loyer > 1 000 000 000 €
}
";
    let rules = rules.replace("loyer * loyer / 1 €", "loyer * parts");
    assert_snapshot!(proved(&rules), @r"
    à_compter : bien
    plafond : bien
    sous_le_plafond : bien
    bonne :
      à revenu = 32 165,01 €, de 100 € à 0 € : enfants = 1, attendus = 0
    mauvaise :
      lacune : revenu = 78 000 €, enfants = 5, attendus = 2
      « 100 € si sous_le_plafond » (100 €) contre « 0 € si revenu > 80 000 € » (0 €) : revenu = 82 000 €, enfants = 5, attendus = 3
    quotient : bien
    mêlée :
      lacune : revenu = 3 000 €, parts = 1 [étudiante]
    mêlée_et_bonne : bien
    loyer_trop_cher :
      lacune : loyer = 500 000 000 €, parts = 2, revenu = 3 000 € [étudiante]
      chevauchement non vérifié : revenu, parts, loyer
    ");
}
