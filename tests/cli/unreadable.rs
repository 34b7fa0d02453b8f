//! What cannot be read is said, with a way out; the rest is checked all the same.

use super::{Folder, SELECTED, TODAY};
use std::fs;

const SANE: &str = "démarche essai « Essai » {\n  public particulier\n}\n";

#[test]
fn a_missing_path_fails_and_the_others_are_checked() {
    let folder = Folder::with_fixtures("unreadable_missing", "mairie");
    insta::assert_snapshot!(folder.run(&[
        "check",
        TODAY,
        SELECTED,
        "--output-format=concise",
        "inscription.demarche",
        "absente"
    ]));
}

#[test]
fn a_text_in_another_encoding_is_shown_where_it_breaks() {
    let folder = Folder::new("unreadable_encoding");
    folder.write("latin1.demarche", b"d\xc3\xa9marche essai {\n  finalit\xe9 x\n}\n");
    folder.write("utf16.demarche", b"\xff\xfed\0");
    folder.write("saine.demarche", SANE);
    insta::assert_snapshot!(folder.run(&["check", TODAY, SELECTED, "--output-format=concise"]));
}

#[test]
fn marks_and_line_ends_of_other_systems_are_read() {
    let folder = Folder::new("unreadable_bom");
    folder.write("windows.demarche", format!("\u{feff}{}", SANE.replace('\n', "\r\n")));
    assert_eq!(folder.run(&["check", TODAY, SELECTED]), "aucun constat dans 1 fichier\n\n-- code 0 --\n");
}

#[test]
fn a_folder_named_like_a_procedure_is_walked() {
    let folder = Folder::new("unreadable_folder");
    folder.write("x.demarche/y.demarche", SANE);
    assert!(folder.run(&["check", TODAY, SELECTED]).starts_with("aucun constat dans 1 fichier"));
    assert!(folder.run(&["check", TODAY, SELECTED, "x.demarche"]).starts_with("aucun constat dans 1 fichier"));
}

#[cfg(unix)]
#[test]
fn links_are_followed_once_and_loops_are_no_loss() {
    use std::os::unix::fs::symlink;
    let folder = Folder::new("unreadable_links");
    folder.write("a/saine.demarche", SANE);
    symlink("..", folder.0.join("a/boucle")).expect("un lien");
    symlink("saine.demarche", folder.0.join("a/lien.demarche")).expect("un lien");
    symlink("../ailleurs", folder.0.join("a/brisé")).expect("un lien");
    assert_eq!(folder.run(&["check", TODAY, SELECTED]), "aucun constat dans 1 fichier\n\n-- code 0 --\n");
    symlink("soi.demarche", folder.0.join("soi.demarche")).expect("un lien");
    symlink("partie.demarche", folder.0.join("perdue.demarche")).expect("un lien");
    insta::assert_snapshot!(folder.run(&["check", TODAY, SELECTED]));
}

#[cfg(unix)]
#[test]
fn a_file_or_a_folder_that_may_not_be_read_fails() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new("unreadable_rights");
    folder.write("secrète.demarche", SANE);
    folder.write("fermé/x.demarche", SANE);
    folder.write("saine.demarche", SANE);
    let closed = ["secrète.demarche", "fermé"].map(|name| folder.0.join(name));
    let set = |mode| {
        closed.iter().for_each(|path| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("les droits changent"))
    };
    set(0o000);
    // An administrator reads everything: there is then nothing to see.
    let may_read = fs::read(&closed[0]).is_ok();
    let said = folder.run(&["check", TODAY, SELECTED]);
    set(0o755);
    if !may_read {
        for name in ["secrète.demarche", "fermé"] {
            assert!(
                said.contains(&format!(
                    "erreur : {name} : le système ne l'autorise pas\n  que faire : demandez le droit de lecture"
                )),
                "{said}"
            );
        }
        assert!(said.starts_with("aucun constat dans 1 fichier ; 2 fichiers n'ont pas pu être lus"), "{said}");
        assert!(said.ends_with("-- code 2 --\n"), "{said}");
    }
}
