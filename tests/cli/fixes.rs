//! `--fix`, `--unsafe-fixes`, `--diff`.

use super::{Folder, SELECTED, TODAY};

#[test]
fn a_safe_fix_is_written_and_no_longer_said() {
    let folder = Folder::with_fixtures("fix_safe", "mairie");
    let said = folder.run(&["check", TODAY, SELECTED, "--fix", "--output-format=concise"]);
    insta::assert_snapshot!(said);
    assert!(folder.read("inscription.demarche").contains("démarche cantine"));
    assert!(folder.read("inscription.demarche").contains("justificatif_domicil,"), "à relire : laissé tel quel");
}

#[test]
fn a_fix_to_review_waits_for_its_own_option() {
    let folder = Folder::with_fixtures("fix_unsafe", "mairie");
    folder.run(&["check", TODAY, SELECTED, "--fix", "--unsafe-fixes"]);
    assert!(folder.read("inscription.demarche").contains("justificatif_domicile,"));
    let alone = folder.run(&["check", "--unsafe-fixes"]);
    assert!(alone.contains("« --unsafe-fixes » ne va pas seul") && alone.ends_with("-- code 2 --\n"), "{alone}");
}

#[test]
fn a_diff_shows_and_writes_nothing() {
    let folder = Folder::with_fixtures("fix_diff", "mairie");
    let before = folder.read("inscription.demarche");
    insta::assert_snapshot!(folder.run(&["check", TODAY, SELECTED, "--diff", "--unsafe-fixes"]));
    assert_eq!(before, folder.read("inscription.demarche"));
    folder.run(&["check", TODAY, SELECTED, "--fix", "--unsafe-fixes"]);
    assert!(folder.run(&["check", TODAY, SELECTED, "--diff", "--unsafe-fixes"]).ends_with("-- code 0 --\n"));
}

#[test]
fn a_corrected_standard_input_goes_out() {
    let folder = Folder::new("fix_stdin");
    let text = "demarche essai « Essai » {\n  public particulier\n}\n";
    insta::assert_snapshot!(folder.run_with(&["check", TODAY, SELECTED, "--fix", "--output-format=concise", "-"], text));
}
