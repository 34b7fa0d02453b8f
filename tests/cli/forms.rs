//! The forms that programs read, on real files.

use super::{Folder, SELECTED, TODAY};

#[test]
fn github_reads_commands() {
    let folder = Folder::with_fixtures("forms_github", "mairie");
    insta::assert_snapshot!(folder.run(&["check", TODAY, SELECTED, "--output-format=github"]));
}

#[test]
fn json_and_sarif_are_json_and_list_what_is_ignored() {
    let folder = Folder::with_fixtures("forms_json", "mairie");
    let read = |form: &str| -> serde_json::Value {
        let output = folder.command(&["check", TODAY, SELECTED, "--output-format", form]).output().expect("limpide finit");
        serde_json::from_slice(&output.stdout).expect("du JSON")
    };
    let json = read("json");
    assert_eq!(json["suppressed"][0]["author"], "Mme Nguyên");
    assert_eq!(json["summary"]["files"], 3);
    let sarif = read("sarif");
    let results = sarif["runs"][0]["results"].as_array().expect("une liste");
    let ignored: Vec<_> = results.iter().filter_map(|result| result["suppressions"][0]["justification"].as_str()).collect();
    assert_eq!(ignored, ["réorganisation du service prévue à la rentrée (Mme Nguyên, jusqu'au 2027-06-30)"]);
    let addresses: Vec<_> = sarif["runs"][0]["artifacts"]
        .as_array()
        .expect("une liste")
        .iter()
        .filter_map(|file| file["location"]["uri"].as_str())
        .collect();
    assert_eq!(addresses, ["inscription.demarche", "march%C3%A9.demarche", "vocabulaire.demarche"]);
}

#[test]
fn a_fingerprint_survives_moved_lines() {
    let folder = Folder::with_fixtures("forms_moved", "mairie");
    let prints = || -> Vec<String> {
        let output = folder.command(&["check", TODAY, SELECTED, "--output-format=json"]).output().expect("limpide finit");
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("du JSON");
        json["findings"].as_array().expect("une liste").iter().map(|finding| finding["fingerprint"].to_string()).collect()
    };
    let before = prints();
    let moved = format!("# une ligne\n\n{}", folder.read("inscription.demarche"));
    folder.write("inscription.demarche", moved);
    assert_eq!(before, prints());
}

#[test]
fn every_key_of_the_json_form_is_documented() {
    let folder = Folder::with_fixtures("forms_keys", "mairie");
    folder.write("latin1.demarche", b"\xe9");
    let journey = Folder::with_fixtures("forms_journey_keys", "naissance");
    let checked = folder.command(&["check", TODAY, SELECTED, "--output-format=json"]).output().expect("limpide finit");
    let travelled = journey.command(&["parcours", "--format=json"]).output().expect("limpide finit");
    let mut keys = std::collections::BTreeSet::new();
    for output in [checked, travelled] {
        collect_keys(&serde_json::from_slice(&output.stdout).expect("du JSON"), &mut keys);
    }
    let page = include_str!("../../docs/sorties.md");
    let silent: Vec<_> = keys.iter().filter(|key| !page.contains(&format!("`{key}`"))).collect();
    assert!(silent.is_empty(), "absentes de docs/sorties.md : {silent:?}");
}

fn collect_keys(value: &serde_json::Value, keys: &mut std::collections::BTreeSet<String>) {
    match value {
        serde_json::Value::Object(fields) => {
            keys.extend(fields.keys().cloned());
            fields.values().for_each(|value| collect_keys(value, keys));
        }
        serde_json::Value::Array(values) => values.iter().for_each(|value| collect_keys(value, keys)),
        _ => {}
    }
}
