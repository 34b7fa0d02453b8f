//! `limpide run`, `ask`, `test` and `simulate`: rules that answer for a person, for the examples, for a population.

use super::Folder;

const TODAY: [&str; 2] = ["--aujourd-hui", "2026-11-25"];

fn folder(name: &str) -> Folder {
    Folder::with_fixtures(&format!("running_{name}"), "droits")
}

fn with<'a>(arguments: &[&'a str]) -> Vec<&'a str> {
    [arguments, &TODAY].concat()
}

#[test]
fn a_procedure_run_for_a_person_is_a_page_that_speaks_to_them() {
    let folder = folder("page");
    folder.write(
        "awa.toml",
        "né_le = 2000-05-12\nrevenu = \"12 000 €\"\nenfants = 2\nlogement = \"locataire\"\n# étudiant : on ne sait pas\n",
    );
    insta::assert_snapshot!(folder.run(&with(&["run", "aide_logement", "-s", "awa.toml", "-d", "étudiant = non"])));
}

#[test]
fn what_is_not_known_is_said_and_what_it_would_change() {
    insta::assert_snapshot!(folder("unknown").run(&with(&[
        "run",
        "aide_logement",
        "-d",
        "logement = locataire",
        "-d",
        "revenu=9000"
    ])));
}

#[test]
fn the_day_is_a_parameter() {
    let folder = folder("day");
    let aide = |day: &str| {
        let facts = ["né_le = 2000-05-12", "revenu = 14 000 €", "enfants = 6", "logement = locataire", "étudiant = non"];
        let mut arguments = vec!["run", "aide_logement", "--aujourd-hui", day, "--format", "json"];
        facts.iter().for_each(|fact| arguments.extend(["-d", *fact]));
        let page = folder.run(&arguments);
        let json: serde_json::Value = serde_json::from_str(page.split("\n-- ").next().expect("une page")).expect("du JSON");
        json["rights"][3]["outcome"]["known"]["cents"].as_str().map(str::to_owned)
    };
    assert_eq!(aide("2025-06-01"), Some("30000".to_owned()));
    assert_eq!(aide("2026-06-01"), Some("31000".to_owned()));
    assert_eq!(aide("2024-06-01"), None);
}

#[test]
fn a_roadmap_is_data() {
    let folder = folder("data");
    insta::assert_snapshot!(folder.run(&with(&["run", "aide_logement", "-d", "logement=propriétaire", "--format", "json"])));
}

#[test]
fn a_situation_that_cannot_be_is_refused_with_the_name_of_each_datum() {
    let folder = folder("refused");
    folder.write(
        "p.json",
        r#"{ "enfant": 2, "revenu": "beaucoup", "né_le": "2026-02-30", "enfants": 42, "logement": "tente", "étudiant": null }"#,
    );
    insta::assert_snapshot!(folder.run(&with(&["run", "aide_logement", "-s", "p.json"])));
    insta::assert_snapshot!(folder.run(&with(&["run", "aide_logment"])));
    insta::assert_snapshot!(folder.run(&with(&["run", "aide_logement", "-d", "revenu"])));
}

#[test]
fn an_interview_asks_only_what_changes_something() {
    let folder = folder("interview");
    // An owner has no right, whatever the rest: neither age, nor income, nor children are asked.
    insta::assert_snapshot!(folder.run_with(&with(&["ask", "aide_logement"]), "tente\n?\npropriétaire\n"));
    insta::assert_snapshot!(folder.run_with(&with(&["ask", "aide_logement"]), "locataire\n12/05/2000\n12000\nnon\n2\n"));
    insta::assert_snapshot!(folder.run(&with(&["ask", "aide_logement", "--json", "-d", "logement = locataire"])));
}

#[test]
fn examples_are_run() {
    let folder = folder("examples");
    insta::assert_snapshot!(folder.run(&["test"]));
    let text = std::fs::read_to_string(folder.0.join("aide.demarche")).expect("l'exemple se lit");
    folder.write(
        "aide.demarche",
        text.replace("attendu aide = 240 €", "attendu aide = 250 €")
            .replace("attendu pièces = avis_impôt, ", "attendu pièces = "),
    );
    insta::assert_snapshot!(folder.run(&["test", "--junit", "r.xml"]));
    insta::assert_snapshot!(std::fs::read_to_string(folder.0.join("r.xml")).expect("le rapport est écrit"));
}

#[test]
fn a_population_is_run_row_by_row() {
    let folder = folder("population");
    folder.write(
        "p.csv",
        "\u{feff}id,logement,revenu,né_le,étudiant,enfants\na,locataire,12000,2000-05-12,non,2\nb,propriétaire,,,,\nc,locataire,,2000-05-12,non,1\nd,tente,1,,,\ne,locataire\n",
    );
    insta::assert_snapshot!(folder.run(&with(&["simulate", "aide_logement", "-p", "p.csv", "--garder", "id"])));
    folder.write("tableur.csv", "logement;revenu;né_le;étudiant;enfants\nlocataire;12 000,00 €;12/05/2000;non;2\n");
    insta::assert_snapshot!(folder.run(&with(&["simulate", "aide_logement", "-p", "tableur.csv"])));
    folder.write(
        "p.jsonl",
        "{\"logement\":\"locataire\",\"revenu\":12000.5,\"né_le\":\"2000-05-12\"}\n{\"étudiant\":false,\"enfants\":null}\n[1]\n{\"enfants\": deux}\n",
    );
    insta::assert_snapshot!(folder.run(&with(&["simulate", "aide_logement", "-p", "p.jsonl"])));
    insta::assert_snapshot!(folder.run(&with(&["simulate", "aide_logement", "-p", "p.csv"])));
    insta::assert_snapshot!(folder.run(&with(&["simulate", "aide_logement", "-p", "absent.csv"])));
}
