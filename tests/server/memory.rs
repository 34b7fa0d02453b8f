//! An editor that checks again what it has checked before finds what a first check finds, whatever was typed meanwhile.

use limpide::logic::proof::Memory;
use limpide::project;
use limpide::rules;
use limpide::source::Workspace;
use limpide::values::Date;
use std::fs;
use std::path::Path;

/// Two procedures with the words they share.
const FILES: &[&str] = &[
    "droits/aide-juridictionnelle.demarche",
    "droits/parametres.demarche",
    "droits/vocabulaire.demarche",
    "handicap/allocation-education-enfant-handicape.demarche",
    "vocabulaire/donnees.demarche",
    "vocabulaire/organismes.demarche",
];

/// The files of an editor, with their texts, and what the server remembers of them.
struct Folder {
    files: Vec<(String, String)>,
    memory: Memory,
}

impl Folder {
    fn open() -> Self {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
        let text = |name: &&str| ((*name).to_owned(), fs::read_to_string(corpus.join(name)).expect("un fichier du corpus"));
        Self { files: FILES.iter().map(text).collect(), memory: Memory::default() }
    }

    /// Types something else in the place of some words, everywhere; how many things are then said of the logic of the rules.
    fn replace(&mut self, words: &str, others: &str) -> usize {
        assert!(self.files.iter().any(|(_, text)| text.contains(words)), "« {words} » n'est nulle part");
        self.files.iter_mut().for_each(|(_, text)| *text = text.replace(words, others));
        self.check()
    }

    /// Types something at the head of a file.
    fn insert(&mut self, name: &str, words: &str) -> usize {
        let (_, text) = self.files.iter_mut().find(|(path, _)| path == name).expect("un fichier ouvert");
        text.insert_str(0, words);
        self.check()
    }

    fn check(&mut self) -> usize {
        let mut workspace = Workspace::default();
        for (path, text) in &self.files {
            workspace.push(path.clone(), text.clone());
        }
        let rules: Vec<_> = rules::all().collect();
        let today = Date::new(2026, 11, 22).expect("une date");
        let project = project::read(&workspace);
        let again = project.check_again(&workspace, &rules, today, &mut self.memory);
        let anew = project.check(&workspace, &rules, today, None);
        assert_eq!(again.findings, anew.findings);
        assert_eq!(again.suppressed, anew.suppressed);
        again.findings.iter().filter(|finding| finding.code.starts_with("LOG")).count()
    }
}

#[test]
fn a_check_that_remembers_finds_what_a_first_check_finds() {
    let mut folder = Folder::open();
    let at_first = folder.check();
    // A limit left to nobody, then moved around by what is typed above it.
    let with_a_gap =
        folder.replace("présence_auprès_enfant = mi_temps et dépenses_handicap < 342,17 €", "dépenses_handicap < 342,17 €");
    assert!(with_a_gap > at_first);
    let above = "# un commentaire de plus\n\ndonnée ancienneté_du_dossier : durée\n";
    for name in FILES {
        assert_eq!(folder.insert(name, above.replace("dossier", &name.replace(['/', '.', '-'], "_")).as_str()), with_a_gap);
    }
    folder.replace("dépenses_handicap", "frais_du_handicap");
    folder.replace("frais_du_handicap < 342,17 €", "frais_du_handicap < 454,06 €");
    folder.insert(
        "droits/parametres.demarche",
        "profil enfant « Enfant de sept ans » {\n  âge_enfant = 7 ans\n  frais_du_handicap = 300 €\n}\n",
    );
    folder.replace("frais_du_handicap = 300 €", "frais_du_handicap = 100 €");
    folder.replace("un_cinquième_du_temps", "une_journée");
    folder.replace("11 262 €", "11 580 €");
    // A rule that cannot be read while it is typed, then can.
    folder.replace("calcul niveau_aeeh : entier {", "calcul niveau_aeeh : entier");
    folder.replace("calcul niveau_aeeh : entier", "calcul niveau_aeeh : entier {");
}
