//! The documentation is true: what it shows is read, run and compared.
//!
//! What is derived (the answers of the commands, the pages of the rules) is rewritten by `LIMPIDE_BLESS=1 cargo test --test integration docs`,
//! to be read again before it is kept.

mod examples;
mod page;
mod reference;
mod rules;
mod transcript;

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder of its own, emptied first.
fn empty_folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if path.exists() {
        fs::remove_dir_all(&path).expect("le dossier se vide");
    }
    fs::create_dir_all(&path).expect("le dossier se crée");
    path
}

fn is_blessed() -> bool {
    std::env::var_os("LIMPIDE_BLESS").is_some()
}

/// The file says exactly that, or is made to.
fn assert_says(path: &str, wanted: &str) {
    let file = root().join(path);
    let said = fs::read_to_string(&file).unwrap_or_default();
    if said == wanted {
        return;
    }
    if is_blessed() {
        fs::create_dir_all(file.parent().expect("un dossier")).expect("le dossier se crée");
        fs::write(&file, wanted).expect("le fichier s'écrit");
        return;
    }
    let difference = similar::TextDiff::from_lines(said.as_str(), wanted).unified_diff().header("écrit", "vrai").to_string();
    panic!(
        "{path} n'est plus vrai ; `LIMPIDE_BLESS=1 cargo test --test integration docs` le récrit, et relisez-le :\n{difference}"
    );
}

fn assert_page_is_true(path: &str, folder: &Path) {
    let page = fs::read_to_string(root().join(path)).expect("la page se lit");
    assert_says(path, &transcript::replayed(&page, folder));
}

#[test]
fn the_tutorial_shows_what_its_reader_will_see() {
    assert_page_is_true("docs/tutoriel.md", &empty_folder("tutoriel"));
}

#[test]
fn the_page_about_rules_shows_what_its_reader_will_see() {
    assert_page_is_true("docs/calculer.md", &empty_folder("calculer"));
}

#[test]
fn the_front_door_shows_what_its_reader_will_see() {
    assert_page_is_true("README.md", root());
}

#[test]
fn links_lead_somewhere() {
    let mut lost = Vec::new();
    for path in [
        "README.md",
        "docs/tutoriel.md",
        "docs/langage.md",
        "docs/calculer.md",
        "docs/sorties.md",
        "docs/droits.md",
        "docs/regles/README.md",
        "corpus/LICENCE.md",
    ] {
        let page = fs::read_to_string(root().join(path)).expect("la page se lit");
        let folder = Path::new(path).parent().expect("un dossier");
        let targets = page.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target);
        let files = targets.filter(|target| !target.contains("://")).filter_map(|target| target.split('#').next());
        lost.extend(files.filter(|file| !root().join(folder).join(file).exists()).map(|file| format!("{path} : {file}")));
    }
    assert!(lost.is_empty(), "{lost:#?}");
}
