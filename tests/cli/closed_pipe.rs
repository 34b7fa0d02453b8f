//! A reader that stops listening, as `limpide … | head -1` does.

use super::{Folder, SELECTED, TODAY};
use std::process::Stdio;

/// What a command says on the error output when nobody reads the other, and its exit code.
fn check(name: &str, arguments: &[&str]) -> (String, Option<i32>) {
    let folder = Folder::with_fixtures(name, "mairie");
    let mut child = folder
        .command(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("limpide se lance");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("limpide finit");
    (String::from_utf8(output.stderr).expect("de l'UTF-8"), output.status.code())
}

#[test]
fn a_closed_pipe_is_not_an_error() {
    let nothing = String::new();
    assert_eq!(check("pipe_check", &["check", TODAY, SELECTED]), (nothing.clone(), Some(1)));
    assert_eq!(
        check("pipe_json", &["check", TODAY, SELECTED, "--output-format=json", "--fail-on=jamais"]),
        (nothing.clone(), Some(0))
    );
    assert_eq!(check("pipe_rules", &["rules"]), (nothing.clone(), Some(0)));
    assert_eq!(check("pipe_explain", &["explain", "--all"]), (nothing.clone(), Some(0)));
    assert_eq!(check("pipe_help", &["check", "--help"]), (nothing.clone(), Some(0)));
    assert_eq!(check("pipe_fmt", &["fmt", "--diff"]).1, Some(1));
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_one() {
    let folder = Folder::with_fixtures("pipe_full", "mairie");
    let full = std::fs::File::options().write(true).open("/dev/full").expect("Linux en a un");
    let output = folder.command(&["rules"]).stdout(full).output().expect("limpide finit");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("le disque est plein"));
}
