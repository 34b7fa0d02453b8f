//! Help and mistakes on the command line: in French, to the last word.

use super::Folder;

fn check(arguments: &[&str]) -> String {
    Folder::new("usage").run(arguments)
}

#[test]
fn the_help_is_in_french() {
    insta::assert_snapshot!(check(&["--help"]));
    insta::assert_snapshot!(check(&["check", "--help"]));
    for command in ["explain", "rules", "fmt", "init"] {
        let help = check(&[command, "-h"]);
        for english in ["Usage", "Options:", "Arguments:", "Commands", "Print", "default:", "possible values"] {
            assert!(!help.contains(english), "{command} : {english}\n{help}");
        }
    }
    assert_eq!(check(&["--version"]), format!("limpide {}\n\n-- code 0 --\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn mistakes_are_said_in_french_with_a_way_out() {
    let mistakes: [&[&str]; 16] = [
        &["chek"],
        &["check", "--fixx"],
        &["check", "--output-format", "xml"],
        &["check", "--output-format"],
        &["check", "-o", "json"],
        &["check", "--fail-on", "warning"],
        &["check", "--aujourd-hui", "22/11/2026"],
        &["check", "--threads", "0"],
        &["check", "--fix", "--diff"],
        &["check", "--fix", "--fix"],
        &["check", "--fix=oui"],
        &["check", "--select", "trop-d-etape"],
        &["check", "--avant", "absent"],
        &["explain"],
        &["explain", "LEC", "--all"],
        &["rules", "de", "trop"],
    ];
    let said = mistakes.map(|arguments| format!("$ limpide {}{}", arguments.join(" "), check(arguments)));
    insta::assert_snapshot!(said.join("\n"));
    assert!(said.iter().all(|said| said.ends_with("-- code 2 --\n")));
}

#[test]
fn nothing_to_do_shows_the_help() {
    let said = check(&[]);
    assert!(said.contains("Utilisation : limpide <COMMANDE>") && said.ends_with("-- code 2 --\n"), "{said}");
}
