//! `limpide init`

use super::{Folder, TODAY};

#[test]
fn the_first_procedure_is_read_without_a_word() {
    let folder = Folder::new("init_first");
    insta::assert_snapshot!(folder.run(&["init", "mes_démarches"]));
    let said = folder.run(&["check", TODAY, "mes_démarches"]);
    assert_eq!(said, "aucun constat dans 2 fichiers\n\n-- code 0 --\n");
    assert_eq!(folder.run(&["fmt", "--check", "mes_démarches"]), "\n-- code 0 --\n");
}

#[test]
fn what_exists_is_never_written_over() {
    let folder = Folder::new("init_again");
    folder.write("vocabulaire.demarche", "# le mien\n");
    insta::assert_snapshot!(folder.run(&["init"]));
    assert_eq!(folder.read("vocabulaire.demarche"), "# le mien\n");
}
