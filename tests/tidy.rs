//! The invariants of the house that no type can hold: the documentation of the rules, the direction of the flow, the shape
//! of the files.

use limpide::findings::Severity;
use limpide::rules::{Basis, FAMILIES, Rule, all};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What each room of `src/` may use, besides itself.
const FLOW: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("values", &["source"]),
    ("findings", &["source", "values"]),
    ("syntax", &["values", "source"]),
    ("model", &["syntax", "values", "source"]),
    ("logic", &["model", "values", "source"]),
    ("analysis", &["logic", "model", "values", "source"]),
    ("rules", &["findings", "analysis", "logic", "model", "values", "source"]),
    ("import", &["model", "values", "source"]),
    ("export", &["import", "analysis", "logic", "model", "values", "source"]),
    ("output", &["rules", "findings", "analysis", "logic", "model", "values", "source"]),
    ("project", &["import", "rules", "findings", "analysis", "logic", "model", "syntax", "values", "source"]),
];

/// The dependencies that one room, or one file, keeps to itself.
const KEPT: &[(&str, &str)] = &[
    ("pest", "src/syntax/"),
    ("pest_derive", "src/syntax/"),
    ("miette", "src/output/terminal"),
    ("lsp_types", "src/server/"),
    ("lsp_server", "src/server/"),
    ("petgraph", "src/analysis/graph"),
    ("biodivine_lib_bdd", "src/logic/proof/diagram"),
];

/// The files over 400 lines, each with the reason why it holds one idea.
const LONG_FILES: &[(&str, &str)] = &[("src/syntax/ast.rs", "one list: every construct of the language, a type each")];

/// A file of the project.
struct SourceText {
    /// Its path from the root of the project, with `/`.
    path: String,
    /// Its text.
    text: String,
}

impl SourceText {
    /// The lines of code, with their numbers: comments left out, and the tests at the end of the file.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate().map(|(rank, line)| (rank + 1, line));
        lines.take_while(|(_, line)| *line != "mod tests {").filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    fn is_test(&self) -> bool {
        self.path.starts_with("tests/") || self.path.ends_with("/testing.rs") || self.path.ends_with("/tests.rs")
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files_under(folder: &str, extensions: &[&str]) -> Vec<SourceText> {
    let mut paths = Vec::new();
    collect(&root().join(folder), &mut paths);
    paths.sort();
    let wanted = |path: &PathBuf| path.extension().is_some_and(|extension| extensions.iter().any(|wanted| extension == *wanted));
    paths.into_iter().filter(wanted).map(read).collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.expect("un dossier du projet se lit").path();
        if path.is_dir() {
            collect(&path, paths);
        } else {
            paths.push(path);
        }
    }
}

fn read(path: PathBuf) -> SourceText {
    let text = fs::read_to_string(&path).expect("un fichier du projet se lit");
    let path = path.strip_prefix(root()).expect("interne : sous la racine").to_string_lossy().replace('\\', "/");
    SourceText { path, text }
}

fn assert_none(what: &str, faults: &[String]) {
    assert!(faults.is_empty(), "{what} :\n{}", faults.join("\n"));
}

// The rules.

#[test]
fn codes_and_names_are_unique_and_follow_their_family() {
    let mut seen = BTreeSet::new();
    for family in FAMILIES {
        assert_eq!(family.code.len(), 3, "{}", family.title);
        for rule in family.rules {
            assert!(seen.insert(rule.code) && seen.insert(rule.name), "{} : code ou nom en double", rule.code);
            assert_eq!(rule.family(), family.code);
            assert!(rule.code.len() == 6 && rule.code[3..].bytes().all(|byte| byte.is_ascii_digit()), "{}", rule.code);
        }
        assert!(family.rules.is_sorted_by_key(|rule| rule.code), "{} : les règles suivent l'ordre de leurs codes", family.code);
    }
}

#[test]
fn no_published_code_is_lost_or_renamed() {
    let codes: Vec<_> = all().map(|rule| format!("{} {}", rule.code, rule.name)).collect();
    // A new rule adds a line; a line that changes or goes away breaks someone's configuration.
    insta::assert_snapshot!(codes.join("\n"));
}

#[test]
fn one_rule_is_one_file_of_its_name() {
    let mut faults = Vec::new();
    for rule in all().filter(|rule| rule.family() != "LEC") {
        let path = format!("src/rules/{}/{}.rs", rule.family().to_lowercase(), rule.name.replace('-', "_"));
        match fs::read_to_string(root().join(&path)) {
            Ok(text) if text.contains(&format!("\"{}\"", rule.code)) => {}
            Ok(_) => faults.push(format!("{path} ne contient pas {}", rule.code)),
            Err(_) => faults.push(format!("{path} n'existe pas")),
        }
    }
    assert_none("une règle, un fichier", &faults);
}

#[test]
fn every_file_of_a_rule_is_registered() {
    let names: BTreeSet<_> = all().map(|rule| rule.name.replace('-', "_")).collect();
    let declares_a_rule = |file: &&SourceText| file.text.contains("static RULE: Rule");
    let stem = |file: &SourceText| file.path.rsplit('/').next().unwrap_or_default().trim_end_matches(".rs").to_owned();
    let files = files_under("src/rules", &["rs"]);
    let forgotten: Vec<_> = files.iter().filter(declares_a_rule).filter(|file| !names.contains(&stem(file))).collect();
    assert_none("règles non inscrites", &forgotten.iter().map(|file| file.path.clone()).collect::<Vec<_>>());
}

#[test]
fn a_rule_says_whether_it_reads_what_is_proved() {
    let reads =
        |file: &SourceText| file.code().any(|(_, line)| line.contains("proved(context)") || line.contains("context.proofs"));
    let mut readers: Vec<_> = files_under("src/rules", &["rs"]).into_iter().filter(reads).map(|file| file.path).collect();
    readers.retain(|path| path != "src/rules/log/proved.rs");
    let home = |rule: &Rule| format!("src/rules/{}/{}", rule.family().to_lowercase(), rule.name.replace('-', "_"));
    let is_of = |path: &str, rule: &Rule| path.strip_prefix(&home(rule)).is_some_and(|rest| rest.starts_with(['.', '/']));
    let mut faults: Vec<_> = all()
        .filter(|rule| rule.reads_proofs() != readers.iter().any(|path| is_of(path, rule)))
        .map(|rule| format!("{} : `reads_proofs` dit {}", rule.code, rule.reads_proofs()))
        .collect();
    let strangers = readers.iter().filter(|path| !all().any(|rule| is_of(path, rule)));
    faults.extend(strangers.map(|path| format!("{path} n'est d'aucune règle : qui le lit ?")));
    assert_none("règles et preuves", &faults);
}

#[test]
fn every_rule_says_what_why_and_what_to_do() {
    let faults: Vec<_> =
        all().flat_map(|rule| faults_of(rule).into_iter().map(move |fault| format!("{} : {fault}", rule.code))).collect();
    assert_none("documentation des règles", &faults);
}

fn faults_of(rule: &Rule) -> Vec<&'static str> {
    let mut faults = Vec::new();
    let mut expect = |holds: bool, fault| {
        if !holds {
            faults.push(fault);
        }
    };
    expect(rule.what.ends_with('.'), "« what » est une phrase, avec son point");
    expect(rule.why.ends_with('.'), "« why » est une phrase, avec son point");
    expect(!rule.remove.is_empty(), "« remove » dit comment enlever la charge");
    expect(!rule.remove.ends_with('.') && !rule.ease.ends_with('.'), "« remove » et « ease » se terminent sans point");
    expect(!rule.remove.starts_with(char::is_uppercase), "« remove » commence par une minuscule");
    expect(!rule.ease.starts_with(char::is_uppercase), "« ease » commence par une minuscule");
    expect(!rule.basis.is_empty(), "« basis » donne au moins une source");
    expect(rule.severity <= rule.worst, "la gravité habituelle ne dépasse pas la pire");
    expect(!rule.faulty.is_empty(), "au moins un exemple du défaut");
    expect(!rule.sane.is_empty(), "au moins un exemple sain");
    expect(n_words(rule.principle) <= 15, "le texte fondateur se cite en quinze mots au plus");
    expect(!rule.principle.is_empty() || rule.family() == "LEC", "un principe");
    expect(rule.family() != "LEC" || rule.worst == rule.severity, "une règle de lecture n'a qu'une gravité");
    expect(rule.worst >= Severity::Info && !rule.name.starts_with("pas-de-"), "le nom dit le défaut, non le remède");
    faults
}

/// Words as a reader counts them: an elided article makes one with its noun, a guillemet none.
fn n_words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

#[test]
fn every_article_cited_is_in_the_references() {
    let Ok(references) = fs::read_to_string(root().join("rules/references.toml")) else { return };
    let references: toml::Table = references.parse().expect("rules/references.toml se lit");
    let known: BTreeSet<_> = tables_of(&references)
        .filter_map(|table| Some((table.get("code")?.as_str()?.to_owned(), table.get("article")?.as_str()?.to_owned())))
        .collect();
    let cited = all().flat_map(|rule| rule.basis.iter().map(move |basis| (rule, basis)));
    let missing: Vec<_> = cited
        .filter_map(|(rule, basis)| match *basis {
            Basis::Law(code, article) => {
                (!known.contains(&(code.to_owned(), article.to_owned()))).then(|| format!("{} cite {code} {article}", rule.code))
            }
            Basis::Source(_) | Basis::Unverified(_) => None,
        })
        .collect();
    assert_none("articles absents de rules/references.toml", &missing);
}

fn tables_of(references: &toml::Table) -> impl Iterator<Item = &toml::Table> {
    references.values().filter_map(toml::Value::as_array).flatten().filter_map(toml::Value::as_table)
}

// The flow.

#[test]
fn the_flow_never_runs_back() {
    let mut faults = Vec::new();
    for file in files_under("src", &["rs"]).iter().filter(|file| !file.is_test()) {
        let room = file.path.trim_start_matches("src/").trim_end_matches(".rs").split('/').next().unwrap_or_default();
        let Some((_, allowed)) = FLOW.iter().find(|(name, _)| *name == room) else { continue };
        for (number, line) in file.code() {
            for used in rooms_used(line).filter(|used| *used != room && !allowed.contains(used)) {
                faults.push(format!("{}:{number} : `{room}` ne connaît pas `{used}`", file.path));
            }
        }
    }
    assert_none("le flux va dans un seul sens", &faults);
}

fn rooms_used(line: &str) -> impl Iterator<Item = &str> {
    line.match_indices("crate::").map(|(at, found)| {
        let rest = &line[at + found.len()..];
        &rest[..rest.find(|letter: char| !letter.is_ascii_lowercase() && letter != '_').unwrap_or(rest.len())]
    })
}

#[test]
fn each_dependency_stays_in_its_room() {
    let mut faults = Vec::new();
    for file in files_under("src", &["rs"]) {
        for (number, line) in file.code() {
            for (dependency, home) in KEPT.iter().filter(|(dependency, _)| uses(line, dependency)) {
                if !file.path.starts_with(home) {
                    faults.push(format!("{}:{number} : `{dependency}` reste dans {home}", file.path));
                }
            }
        }
    }
    assert_none("dépendances hors de chez elles", &faults);
}

fn uses(line: &str, dependency: &str) -> bool {
    let follows = format!("{dependency}::");
    line.match_indices(&follows).any(|(at, _)| !line[..at].ends_with(|letter: char| letter.is_alphanumeric() || letter == '_'))
        || line.trim_start() == format!("use {dependency};")
}

// The shape of the files.

#[test]
fn no_file_holds_more_than_four_hundred_lines() {
    let files: Vec<_> = ["src", "tests", "benches"].iter().flat_map(|folder| files_under(folder, &["rs"])).collect();
    let long: Vec<_> = files.iter().filter(|file| file.text.lines().count() > 400).collect();
    let excused = |file: &SourceText| LONG_FILES.iter().any(|(path, _)| file.path == *path);
    let faults =
        long.iter().filter(|file| !excused(file)).map(|file| format!("{} : {} lignes", file.path, file.text.lines().count()));
    assert_none("fichiers de plus de 400 lignes : cherchez la seconde idée", &faults.collect::<Vec<_>>());
    let stale = LONG_FILES.iter().filter(|(path, _)| !long.iter().any(|file| file.path == *path));
    assert_none("exceptions devenues inutiles", &stale.map(|(path, _)| (*path).to_owned()).collect::<Vec<_>>());
}

#[test]
fn every_file_opens_with_why_it_exists() {
    let files = files_under("src", &["rs"]);
    let silent = files.iter().filter(|file| !file.text.starts_with("//! ")).map(|file| file.path.clone());
    assert_none("fichiers sans `//!`", &silent.collect::<Vec<_>>());
}

#[test]
fn nothing_unwraps_outside_tests() {
    let mut faults = Vec::new();
    for file in files_under("src", &["rs"]).iter().filter(|file| !file.is_test()) {
        for (number, _) in file.code().filter(|(_, line)| line.contains(".unwrap()")) {
            faults.push(format!("{}:{number}", file.path));
        }
    }
    assert_none("`expect(\"interne : …\")` plutôt que `unwrap()`", &faults);
}

#[test]
fn no_path_of_one_machine_is_written_down() {
    let folders = ["src", "tests", "rules", "corpus", "docs", "editors", "benches", "grammar"];
    let extensions = ["rs", "toml", "md", "demarche", "pest", "json", "snap", "yml", "ts", "js"];
    let machine = ["/wo", "rk/"].concat();
    let mut faults = Vec::new();
    for file in folders.iter().flat_map(|folder| files_under(folder, &extensions)) {
        for (rank, _) in file.text.lines().enumerate().filter(|(_, line)| names_path(line, &machine)) {
            faults.push(format!("{}:{}", file.path, rank + 1));
        }
    }
    assert_none("chemins d'une machine", &faults);
}

fn names_path(line: &str, path: &str) -> bool {
    line.match_indices(path)
        .any(|(at, _)| !line[..at].ends_with(|letter: char| letter.is_alphanumeric() || ".-_:/".contains(letter)))
}
