//! `limpide check` on a folder, and its bar.

use super::{Folder, SELECTED, TODAY};

fn check(name: &str, arguments: &[&str]) -> String {
    let folder = Folder::with_fixtures(name, "mairie");
    folder.run(&[&["check", TODAY, SELECTED], arguments].concat())
}

#[test]
fn a_folder_is_read_whole_and_shown_in_order() {
    insta::assert_snapshot!(check("check_full", &[]));
}

#[test]
fn concise_is_one_line_a_finding() {
    insta::assert_snapshot!(check("check_concise", &["--output-format", "concise", "--statistics"]));
}

#[test]
fn the_exit_code_follows_the_bar() {
    let code = |bar| check("check_bar", &["--fail-on", bar]).lines().last().unwrap_or_default().to_owned();
    assert_eq!(
        ["info", "conseil", "alerte", "erreur", "jamais"].map(code),
        [1, 1, 1, 1, 0].map(|code| format!("-- code {code} --"))
    );
    let advice = ["--select=OPA001", "--output-format=concise"];
    let folder = Folder::with_fixtures("check_bar_advice", "mairie");
    let run = |bar| folder.run(&[&["check", TODAY, "--fail-on", bar], &advice[..]].concat());
    assert!(run("conseil").ends_with("-- code 1 --\n"));
    assert!(run("alerte").ends_with("-- code 0 --\n"));
}

#[test]
fn rules_are_named_by_code_name_or_family_and_left_out_the_same_way() {
    let lines = |arguments: &[&str]| {
        let folder = Folder::with_fixtures("check_select", "mairie");
        folder.run(&[&["check", TODAY, "--output-format=concise"], arguments].concat())
    };
    let by_code = lines(&["--select", "OPA001"]);
    assert_eq!(by_code, lines(&["--select", "trop-d-etapes"]));
    assert_eq!(by_code, lines(&["--select", "lec,OPA001", "--ignore", "LEC"]));
    assert!(!by_code.contains("LEC"));
}

#[test]
fn the_same_file_named_twice_is_read_once() {
    let folder = Folder::with_fixtures("check_twice", "mairie");
    let here = folder.0.join("inscription.demarche");
    let said =
        folder.run(&["check", TODAY, SELECTED, ".", "inscription.demarche", "./inscription.demarche", &here.to_string_lossy()]);
    assert!(said.contains("dans 3 fichiers"), "{said}");
}

#[test]
fn the_standard_input_is_read_under_its_name() {
    let folder = Folder::new("check_stdin");
    let text = "demarche essai « Essai » {\n  public particulier\n}\n";
    let arguments = ["check", TODAY, "--select=LEC", "--output-format=concise", "-"];
    insta::assert_snapshot!(folder.run_with(&arguments, text));
    let named = folder.run_with(&[&arguments[..], &["--stdin-filename", "brouillon.demarche"]].concat(), text);
    assert!(named.starts_with("brouillon.demarche:1:1: info[LEC008]"), "{named}");
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let one = check("check_threads", &["--threads", "1", "--output-format", "json"]);
    assert_eq!(one, check("check_threads", &["--threads", "4", "--output-format", "json"]));
}

#[test]
fn several_forms_are_written_at_once() {
    let folder = Folder::with_fixtures("check_outputs", "mairie");
    let said = folder.run(&["check", TODAY, SELECTED, "--output-format=concise", "-o", "json=c.json", "-o", "sarif=c.sarif"]);
    assert!(said.contains("constats"));
    assert!(folder.read("c.json").starts_with("{\n  \"version\": 1"));
    assert!(folder.read("c.sarif").contains("\"version\": \"2.1.0\""));
    let refused = folder.run(&["check", "-o", "json=absent/c.json"]);
    assert!(refused.contains("absent/c.json ne peut pas être écrit : rien n'existe à cet endroit"), "{refused}");
    assert!(refused.ends_with("-- code 2 --\n"));
}

#[test]
fn an_empty_folder_and_an_empty_file_are_no_error() {
    let folder = Folder::new("check_empty");
    insta::assert_snapshot!(folder.run(&["check"]));
    folder.write("vide.demarche", "");
    assert_eq!(folder.run(&["check", TODAY]), "aucun constat dans 1 fichier\n\n-- code 0 --\n");
}

#[test]
fn colours_come_when_forced_and_go_when_refused() {
    let folder = Folder::with_fixtures("check_colours", "mairie");
    let coloured = |arguments: &[&str], variables: &[(&str, &str)]| {
        let mut command = folder.command(&[&["check", TODAY, SELECTED], arguments].concat());
        command.envs(variables.iter().copied());
        command.output().expect("limpide finit").stdout.contains(&0x1b)
    };
    assert!(!coloured(&[], &[]), "une sortie redirigée n'a pas de couleurs");
    assert!(coloured(&[], &[("FORCE_COLOR", "1")]));
    assert!(!coloured(&[], &[("FORCE_COLOR", "1"), ("NO_COLOR", "1")]));
    assert!(!coloured(&["--no-color"], &[("FORCE_COLOR", "1")]));
}

const NOTICE: &str = "\
# Demander l’allocation

Nonobstant ce qui précède, **envoyez** votre dossier. Nous vous répondrons dans les meilleurs délais.

<!-- limpide: ignorer LAN003 -- mot de la loi, A. Martin, 2027-01-01 -->

Le requérant vient au guichet.

> Nonobstant l’article 3.

- Tout dossier incomplet sera rejeté.
";

/// A notice that asks for what the law does not let ask, sends people elsewhere and says nothing of when; its lines are wrapped.
const HARSH_NOTICE: &str = "\
# Demander l’aide au chauffage

La demande se fait exclusivement en ligne. Votre présence est obligatoire le
jour du dépôt.

## Pièces à fournir

- une copie certifiée conforme de votre diplôme ;
- un extrait d’acte de naissance de moins de 3 mois ;
- tout document utile à l’instruction de votre dossier.

Envoyez aussi l’original du livret de famille par courrier. L’administration
pourra vous demander toute pièce complémentaire. Tout dossier
incomplet sera rejeté.

Déposez vos pièces en ligne, puis confirmez par courrier.

## Après le dépôt

Nous vous répondrons dans les meilleurs délais. L’absence de réponse de la mairie vaut rejet
de votre demande.

Si vous habitez une autre commune, notre service n’est pas compétent : contactez votre mairie.
Pour toute autre question, adressez-vous à l’organisme compétent. Renseignements au 0 892 70 00 00 (0,50 € la minute).
";

#[test]
fn what_a_notice_wrongly_asks_is_read_in_its_sentences() {
    let folder = Folder::new("check_harsh_notice");
    folder.write("notice.md", HARSH_NOTICE);
    folder.write("notice.txt", HARSH_NOTICE);
    let said = folder.run(&["check", TODAY, "--output-format=concise", "notice.md"]);
    // The same words in plain text: a mark of an item is not part of it.
    let plain = folder.run(&["check", TODAY, "--output-format=concise", "notice.txt"]);
    let codes = |said: &str| said.matches('[').count();
    assert_eq!(codes(&said), codes(&plain), "{plain}");
    insta::assert_snapshot!(said);
}

#[test]
fn a_notice_in_markdown_is_read_for_its_words_only() {
    let folder = Folder::new("check_markdown");
    folder.write("notice.md", NOTICE);
    let arguments = ["check", TODAY, "--output-format=concise", "notice.md"];
    insta::assert_snapshot!(folder.run(&arguments));
    assert!(folder.run(&["check", TODAY, "--diff", "notice.md"]).contains("+Malgré ce qui précède, **envoyez**"));
    assert!(folder.run(&["check", TODAY, "."]).contains("aucun fichier"));
}
