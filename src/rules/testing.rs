//! The examples of every rule, executed; and `check`, the helper of the tests of rules: a text in, its findings out.

use super::{FixOffered, Rule, all, matching};
use crate::findings::{Finding, apply_all};
use crate::model::Model;
use crate::project::{self, Project};
use crate::source::{Encoding, FileId, LineIndex, Location, Workspace};
use crate::values::Date;
use std::fmt::Write as _;

/// The day on which examples are read.
const TODAY: Date = jiff::civil::date(2026, 11, 22);

/// The line that separates the two states of an example of regression.
const AFTER: &str = "# après\n";

/// The end of a comment that says how many times the line below is repeated: an example may be long, its page is not.
const TIMES: &str = " fois";

/// An example in its workspace: the shared vocabulary, and itself.
struct Example {
    workspace: Workspace,
    project: Project,
    before: Option<Model>,
}

impl Example {
    fn read(text: &str) -> Self {
        let Some((before, after)) = text.split_once(AFTER) else {
            return Self { before: None, ..Self::of(text) };
        };
        // The positions of the later state are those of the whole example: its earlier state is blanked, not cut.
        let blank: String = before.chars().map(|letter| if letter == '\n' { '\n' } else { ' ' }).collect();
        Self { before: Some(Self::of(before).project.model), ..Self::of(&format!("{blank}{AFTER}{after}")) }
    }

    fn of(text: &str) -> Self {
        let mut workspace = Workspace::default();
        workspace.push("exemples.demarche", include_str!("../../rules/exemples.demarche"));
        workspace.push("texte.demarche", repeated(text));
        Self { project: project::read(&workspace), workspace, before: None }
    }

    fn findings(&self, rules: &[&'static Rule]) -> Vec<Finding> {
        self.project.check(&self.workspace, rules, TODAY, self.before.as_ref()).findings
    }

    /// The example with the fixes of those findings applied.
    fn fixed(&self, findings: &[Finding]) -> String {
        let fixes = findings.iter().filter_map(|finding| finding.fix.as_ref());
        apply_all(&self.workspace, fixes).0.file(FileId(1)).text.clone()
    }
}

/// A text where each line under « # 200 fois » stands as many times.
fn repeated(text: &str) -> String {
    let mut n_times = 1;
    let mut whole = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        whole.push_str(&line.repeat(n_times));
        let comment = line.trim().strip_prefix("# ").and_then(|comment| comment.strip_suffix(TIMES));
        n_times = comment.and_then(|number| number.parse().ok()).unwrap_or(1);
    }
    whole
}

/// What that rule says of a text, each finding with the line it is about, carets under the words, note, help and other places.
pub(crate) fn check(rule: &str, input: &str) -> String {
    let rules = matching(rule);
    assert!(!rules.is_empty(), "aucune règle ne s'appelle {rule}");
    let example = Example::read(input);
    let problems = example.findings(&matching("LEC"));
    let findings = if rules[0].family() == "LEC" { Vec::new() } else { example.findings(&rules) };
    problems.iter().chain(&findings).map(|finding| render(finding, &example.workspace)).collect()
}

/// What that rule says of a page of service-public.fr with that title and that body, a line each.
pub(crate) fn check_page(rule: &str, title: &str, body: &str) -> String {
    check_pages(rule, &[(title, body)]).concat()
}

/// What that rule says of each of those pages of service-public.fr, read together: their titles and their bodies.
pub(crate) fn check_pages(rule: &str, pages: &[(&str, &str)]) -> Vec<String> {
    let mut workspace = Workspace::default();
    for (rank, (title, body)) in (1..).zip(pages) {
        workspace.push(
            format!("F{rank}.xml"),
            format!(
                "<Publication xmlns:dc=\"http://purl.org/dc/elements/1.1/\" ID=\"F{rank}\" type=\"Fiche d'information\"><dc:title>{title}</dc:title>\
                 <Audience>Particuliers</Audience><FilDAriane><Niveau ID=\"Particuliers\">Accueil</Niveau></FilDAriane>{body}</Publication>"
            ),
        );
    }
    let project = project::read_portfolio(&workspace, Vec::new()).project;
    assert_eq!(project.problems, []);
    let findings = project.check(&workspace, &matching(rule), TODAY, None).findings;
    let said = |file: usize| {
        let own = findings.iter().filter(move |finding| finding.primary.file.0 as usize == file);
        own.map(|finding| format!("{} : {}\n", finding.severity.name(), finding.message)).collect()
    };
    (0..pages.len()).map(said).collect()
}

fn render(finding: &Finding, workspace: &Workspace) -> String {
    let mut shown = format!("{} {} : {}\n", finding.severity.name(), finding.code, finding.message);
    shown.push_str(&underlined(finding.primary, &finding.label, workspace));
    for related in &finding.related {
        shown.push_str(&underlined(related.location, &related.message, workspace));
    }
    for (title, text) in [("note", &finding.note), ("aide", &finding.help)] {
        if let Some(text) = text {
            writeln!(shown, "  {title} : {text}").expect("écrire dans un texte n'échoue pas");
        }
    }
    if let Some(fix) = &finding.fix {
        writeln!(shown, "  correction : {}", fix.title).expect("écrire dans un texte n'échoue pas");
    }
    shown
}

fn underlined(location: Location, label: &str, workspace: &Workspace) -> String {
    let text = &workspace.file(location.file).text;
    let index = LineIndex::new(text);
    let start = index.position(location.span.start, text, Encoding::Characters);
    let line = index.line_text(start.line, text);
    let words = workspace.text(location).lines().next().unwrap_or_default();
    let carets = "^".repeat(words.chars().count().max(1));
    let column = start.column as usize;
    format!("  | {line}\n  | {:column$}{}\n", "", format!("{carets} {label}").trim_end())
}

fn outline(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(|finding| format!("{} {}", finding.code, finding.message)).collect()
}

/// Each rule with one of its examples.
fn examples(of: fn(&Rule) -> &'static [&'static str]) -> Vec<(&'static Rule, &'static str)> {
    all().flat_map(|rule| of(rule).iter().map(move |example| (rule, *example))).collect()
}

/// What reading says of an example: nothing, unless reading is what it is about.
fn problems(rule: &Rule, example: &Example) -> Vec<String> {
    if rule.family() == "LEC" { Vec::new() } else { outline(&example.findings(&matching("LEC"))) }
}

fn assert_none(what: &str, faults: &[String]) {
    assert!(faults.is_empty(), "{what} :\n\n{}", faults.join("\n\n"));
}

/// One fault, with the example and what is said of it.
fn fault(rule: &Rule, what: &str, text: &str, said: &[String]) -> String {
    format!("{} {} : {what}\n{}\n→ {}", rule.code, rule.name, text.trim(), said.join("\n→ "))
}

#[test]
fn every_example_of_a_defect_gives_exactly_one_finding() {
    let mut faults = Vec::new();
    for (rule, text) in examples(|rule| rule.faulty) {
        let example = Example::read(text);
        let problems = problems(rule, &example);
        if !problems.is_empty() {
            faults.push(fault(rule, "l'exemple ne se lit pas", text, &problems));
        }
        let findings = example.findings(&[rule]);
        if findings.len() != 1 {
            faults.push(fault(rule, &format!("{} constats au lieu d'un", findings.len()), text, &outline(&findings)));
        }
    }
    assert_none("un défaut, un constat", &faults);
}

#[test]
fn no_sane_example_gives_a_finding() {
    let mut faults = Vec::new();
    for (rule, text) in examples(|rule| rule.sane) {
        let example = Example::read(text);
        let mut said = outline(&example.findings(&[rule]));
        said.extend(problems(rule, &example));
        if !said.is_empty() {
            faults.push(fault(rule, "un exemple sain est signalé", text, &said));
        }
    }
    assert_none("un exemple sain, aucun constat", &faults);
}

#[test]
fn a_fix_removes_its_finding_and_breaks_nothing() {
    let mut faults = Vec::new();
    for (rule, text) in examples(|rule| rule.faulty).into_iter().filter(|(rule, _)| rule.family() != "LEC") {
        let example = Example::read(text);
        let findings = example.findings(&[rule]);
        if findings.iter().all(|finding| finding.fix.is_none()) {
            continue;
        }
        if rule.fix == FixOffered::No {
            faults.push(fault(rule, "une correction qui n'est pas annoncée", text, &[]));
        }
        let fixed = example.fixed(&findings);
        let corrected = Example::read(&fixed);
        let mut said = outline(&corrected.findings(&[rule]));
        said.extend(problems(rule, &corrected));
        if !said.is_empty() {
            faults.push(fault(rule, "corrigé, et encore signalé", &fixed, &said));
        }
    }
    assert_none("une correction corrige", &faults);
}

#[test]
fn a_promised_fix_is_given_on_an_example() {
    let gives_a_fix = |rule: &'static Rule| {
        let findings = rule.faulty.iter().flat_map(|text| Example::read(text).findings(&[rule]));
        findings.into_iter().any(|finding| finding.fix.is_some())
    };
    let promises = |rule: &&'static Rule| rule.fix != FixOffered::No && rule.family() != "LEC";
    let faults: Vec<_> = all().filter(promises).filter(|rule| !gives_a_fix(rule)).map(|rule| rule.name.to_owned()).collect();
    assert_none("une correction promise est montrée", &faults);
}

#[test]
fn messages_are_short_and_written_in_the_house_style() {
    let mut faults = Vec::new();
    for (rule, text) in examples(|rule| rule.faulty) {
        for finding in Example::read(text).findings(&[rule]) {
            let mut expect = |holds: bool, what: &str, words: &str| {
                if !holds {
                    faults.push(format!("{} : {what} : {words}", rule.code));
                }
            };
            let message = &finding.message;
            expect(message.chars().count() <= 100, "plus de 100 caractères", message);
            expect(finding.severity <= rule.worst, "plus grave que la pire gravité annoncée", message);
            let remarks = finding.related.iter().map(|related| &related.message).chain(&finding.help);
            for words in remarks.chain([message, &finding.label]) {
                expect(!words.ends_with('.'), "un point final", words);
                expect(!words.starts_with(char::is_uppercase), "une majuscule au début", words);
            }
            for words in finding.note.iter().chain([message]) {
                expect(!words.to_lowercase().contains("illégal"), "le droit se cite, il ne s'affirme pas", words);
                expect(!words.contains(['"', '!']), "des guillemets, et pas d'éclat", words);
            }
        }
    }
    assert_none("les messages suivent le style de la maison", &faults);
}
