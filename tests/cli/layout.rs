//! `limpide fmt`

use super::Folder;

const LOOSE: &str = "démarche   essai « Essai » {\npublic particulier\n}\n";

#[test]
fn files_are_laid_out_in_place() {
    let folder = Folder::new("fmt_write");
    folder.write("a.demarche", LOOSE);
    assert!(folder.run(&["fmt", "--check"]).ends_with("-- code 1 --\n"));
    insta::assert_snapshot!(folder.run(&["fmt", "--diff"]));
    assert_eq!(folder.read("a.demarche"), LOOSE);
    assert_eq!(folder.run(&["fmt"]), "\n-- erreurs --\n1 fichier mis en forme\n\n-- code 0 --\n");
    assert_eq!(folder.run(&["fmt", "--check"]), "\n-- code 0 --\n");
}

#[test]
fn the_standard_input_goes_out() {
    let folder = Folder::new("fmt_stdin");
    insta::assert_snapshot!(folder.run_with(&["fmt", "-"], LOOSE));
    assert!(folder.run(&["fmt", "absent.demarche"]).ends_with("-- code 2 --\n"));
}
