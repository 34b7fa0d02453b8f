//! `limpide parcours`: what a birth sets going, from one administration to the other.

use super::Folder;

fn check(arguments: &[&str]) -> String {
    let name = arguments.join("_").replace(['/', '|'], "_");
    Folder::with_fixtures(&format!("journey_{name}"), "naissance").run(&[&["parcours"], arguments].concat())
}

#[test]
fn a_folder_is_one_journey() {
    insta::assert_snapshot!(check(&[]));
    assert_eq!(check(&[]), check(&["naissance.demarche"]));
}

#[test]
fn a_journey_and_a_life_event_are_found_by_their_name() {
    insta::assert_snapshot!(check(&["arrivée"]));
    assert!(check(&["naissance", "."]).starts_with("J'attends un enfant"));
    insta::assert_snapshot!(check(&["arrivee"]));
}

#[test]
fn a_journey_is_drawn() {
    insta::assert_snapshot!(check(&["--format", "mermaid"]));
    insta::assert_snapshot!(check(&["--format", "dot"]));
}

#[test]
fn a_journey_is_data() {
    insta::assert_snapshot!(check(&["arrivée", "--format", "json"]));
}

#[test]
fn what_was_not_read_is_said() {
    let folder = Folder::new("journey_unread");
    folder.write("essai.demarche", "démarche essai « Essai » {\n  organisme inconnu\n}\n");
    insta::assert_snapshot!(folder.run(&["parcours"]));
    assert!(folder.run(&["parcours", "essai", "absent"]).ends_with("-- code 2 --\n"));
}
