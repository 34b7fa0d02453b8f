//! A page replayed as its reader would: each file it shows is written, each change made, each command run, and what the commands answer takes
//! the place of what the page shows.
//!
//! - a `demarche fichier=NOM` fence is the whole file; `demarche suite=NOM` is added at its end; any other `demarche` fence is only read;
//! - a `csv fichier=NOM` fence is the whole file;
//! - a `diff fichier=NOM` fence changes the one place of the file where its unmarked and `-` lines stand;
//! - a `console` fence holds `$ limpide …` lines, each with its answer, which a line `…` may cut short; `$ echo $?` is the last exit code.

use super::page::{Fence, Piece, pieces};
use limpide::source::FileId;
use limpide::syntax;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// The day of every command that is not given one.
const TODAY: &str = "--aujourd-hui=2026-11-22";

/// The page, with what its commands really answer in that folder.
pub(super) fn replayed(page: &str, folder: &Path) -> String {
    let mut code = 0;
    let mut told = String::new();
    for piece in pieces(page) {
        match piece {
            Piece::Words(words) => told.push_str(words),
            Piece::Fence(fence) if fence.language() == "console" => told.push_str(&answered(fence.body, folder, &mut code)),
            Piece::Fence(fence) => {
                show(&fence, folder);
                told.push_str(fence.body);
            }
        }
    }
    told
}

/// Does what a fence that is no command says.
fn show(fence: &Fence<'_>, folder: &Path) {
    let file = |key| fence.value(key).map(|name| folder.join(name));
    match fence.language() {
        "demarche" | "demarche-abîmée" => {
            if let Some(path) = file("fichier") {
                fs::write(path, fence.body).expect("le fichier s'écrit");
            } else if let Some(path) = file("suite") {
                let before = fs::read_to_string(&path).expect("le fichier se lit");
                fs::write(path, format!("{before}\n{}", fence.body)).expect("le fichier s'écrit");
            } else {
                let problems = syntax::parse(FileId(0), fence.body).problems;
                assert!(problems.is_empty(), "{problems:#?}\n{}", fence.body);
            }
        }
        "csv" => {
            let path = file("fichier").expect("un bloc `csv` nomme son fichier");
            fs::write(path, fence.body).expect("le fichier s'écrit");
        }
        "diff" => {
            let path = file("fichier").expect("un bloc `diff` nomme son fichier");
            let text = fs::read_to_string(&path).expect("le fichier se lit");
            fs::write(path, changed(&text, fence.body)).expect("le fichier s'écrit");
        }
        _ => {}
    }
}

fn changed(text: &str, diff: &str) -> String {
    let side = |left_out: char| -> String {
        let lines = diff.split_inclusive('\n').filter(|line| !line.starts_with(left_out));
        lines.map(|line| line.get(1..).unwrap_or("\n")).collect()
    };
    let (before, after) = (side('+'), side('-'));
    assert_eq!(text.matches(&before).count(), 1, "ces lignes ne sont pas, ou pas une seule fois, dans le fichier :\n{before}");
    text.replacen(&before, &after, 1)
}

/// The commands of a fence, each with its answer.
fn answered(body: &str, folder: &Path, code: &mut i32) -> String {
    let mut told = String::new();
    for exchange in exchanges(body) {
        let (command, shown) = exchange.split_once('\n').unwrap_or((exchange, ""));
        told.push_str(&format!("$ {command}\n"));
        if command == "echo $?" {
            told.push_str(&format!("{code}\n"));
            continue;
        }
        let output = run(&command.split_whitespace().collect::<Vec<_>>(), folder);
        *code = output.status.code().expect("un code de sortie");
        let answer = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).expect("de l'UTF-8")).concat();
        told.push_str(&cut_as(&answer, shown));
    }
    told
}

/// Each command with what is shown of its answer.
fn exchanges(body: &str) -> impl Iterator<Item = &str> {
    let start = |(at, _): (usize, &str)| at == 0 || body[..at].ends_with('\n');
    let starts: Vec<_> = body.match_indices("$ ").filter(|found| start(*found)).map(|(at, _)| at).collect();
    let ends: Vec<_> = starts.iter().skip(1).copied().chain([body.len()]).collect();
    starts.into_iter().zip(ends).map(|(start, end)| &body[start + 2..end])
}

/// The answer, stopped where a line « … » stops the one shown.
fn cut_as(answer: &str, shown: &str) -> String {
    match shown.lines().position(|line| line == "…") {
        Some(n_lines) => answer.split_inclusive('\n').take(n_lines).chain(["…\n"]).collect(),
        None => answer.to_owned(),
    }
}

/// Runs `limpide …` in a folder.
fn run(words: &[&str], folder: &Path) -> Output {
    let [name, arguments @ ..] = words else { panic!("une commande est vide") };
    assert_eq!(*name, "limpide", "seul limpide se lance dans un bloc `console`");
    let mut command = Command::new(env!("CARGO_BIN_EXE_limpide"));
    command.current_dir(folder).args(arguments);
    let is_dated = arguments.first().is_some_and(|command| ["check", "run", "ask", "test", "simulate"].contains(command));
    if is_dated && !arguments.iter().any(|argument| argument.starts_with("--aujourd-hui")) {
        command.arg(TODAY);
    }
    for variable in ["NO_COLOR", "FORCE_COLOR", "COLUMNS", "RUST_BACKTRACE"] {
        command.env_remove(variable);
    }
    command.output().expect("limpide se lance")
}
