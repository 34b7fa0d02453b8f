//! The corpus: what limpide says of its invented drafts is reviewed like code, and its worked examples are run.

use super::root;
use std::process::Command;

/// What `limpide check` says of some paths of the project, one line a finding.
fn said_of(paths: &[&str]) -> String {
    let arguments = ["check", "--output-format", "concise", "--aujourd-hui", "2026-11-22"];
    let mut command = Command::new(env!("CARGO_BIN_EXE_limpide"));
    let output = command.current_dir(root()).args(arguments).args(paths).output().expect("limpide se lance");
    String::from_utf8(output.stdout).expect("de l'UTF-8")
}

#[test]
fn the_drafts_show_their_faults() {
    insta::assert_snapshot!(said_of(&["corpus/exemples"]));
}

#[test]
fn the_model_gives_no_reason_to_be_alarmed() {
    let said = said_of(&["corpus/exemples"]);
    let faults: Vec<_> = said
        .lines()
        .filter(|line| line.starts_with("corpus/exemples/modele.demarche:"))
        .filter(|line| [": alerte[", ": erreur["].iter().any(|severity| line.contains(severity)))
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn every_worked_example_of_the_corpus_comes_out_as_said() {
    let arguments = ["test", "--aujourd-hui", "2026-11-22", "corpus"];
    let mut command = Command::new(env!("CARGO_BIN_EXE_limpide"));
    let output = command.current_dir(root()).args(arguments).output().expect("limpide se lance");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}
