//! A rule, a family and the table of them all, for `limpide explain`, `limpide rules` and the pages of the documentation: derived from the
//! metadata of the rules, never copied.

use super::text::{Colour, Ink, Style, counted, wrap};
use crate::rules::{Basis, Check, FAMILIES, Family, FixOffered, Rule, all};
use serde::Serialize;

/// The articles of law a rule stands on: « CRPA, article L112-8 ; … »; empty when there are none.
#[must_use]
pub fn basis_of_law(rule: &Rule) -> String {
    let law = rule.basis.iter().filter(|basis| matches!(basis, Basis::Law(..)));
    law.map(basis_text).collect::<Vec<_>>().join(" ; ")
}

/// A source in words.
#[must_use]
pub fn basis_text(basis: &Basis) -> String {
    match *basis {
        Basis::Law(code, article) => format!("{code}, article {article}"),
        Basis::Source(words) => words.to_owned(),
        Basis::Unverified(words) => format!("{words} (à vérifier)"),
    }
}

/// « conseil », or « conseil à alerte » when it depends.
#[must_use]
pub fn gravity(rule: &Rule) -> String {
    if rule.severity == rule.worst {
        rule.severity.name().to_owned()
    } else {
        format!("{} à {}", rule.severity.name(), rule.worst.name())
    }
}

/// What a check looks at, in words.
const fn looks_at(check: Check) -> &'static str {
    match check {
        Check::Service(_) => "chaque démarche",
        Check::Text(_) => "chaque texte adressé à l'usager",
        Check::Workspace(_) => "l'ensemble du dossier",
        Check::Elsewhere => "la lecture des fichiers",
    }
}

const fn fix_text(fix: FixOffered) -> &'static str {
    match fix {
        FixOffered::No => "aucune",
        FixOffered::Safe => "sûre, appliquée par `--fix`",
        FixOffered::ToReview => "à relire, appliquée par `--fix --unsafe-fixes`",
    }
}

/// The titled paragraphs of a rule, the empty ones left out.
fn paragraphs(rule: &Rule) -> Vec<(&'static str, String)> {
    let basis = rule.basis.iter().map(basis_text).collect::<Vec<_>>().join(" ; ");
    let principle = if rule.principle.is_empty() { String::new() } else { format!("« {} »", rule.principle) };
    let all = [
        ("Ce qu'elle relève", rule.what.to_owned()),
        ("Pourquoi", rule.why.to_owned()),
        ("Que faire", rule.remove.to_owned()),
        ("Ou bien", rule.ease.to_owned()),
        ("Seuil", rule.threshold.to_owned()),
        ("Limites", rule.limits.to_owned()),
        ("Correction proposée", fix_text(rule.fix).to_owned()),
        ("Elle regarde", looks_at(rule.check).to_owned()),
        ("Principe", principle),
        ("Sources", basis),
    ];
    all.into_iter().filter(|(_, text)| !text.is_empty()).map(|(title, text)| (title, as_sentence(&text))).collect()
}

/// With a capital and a final mark.
fn as_sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    let ended = text.ends_with(['.', '?', '!', '»']);
    format!("{first}{}{}", letters.as_str(), if ended { "" } else { "." })
}

/// A rule for a person at a terminal.
#[must_use]
pub fn text(rule: &Rule, style: &Style) -> String {
    let colour = style.colour;
    let mut page = format!("{} {} ({})\n", colour.paint(Ink::Bold, rule.code), colour.paint(Ink::Bold, rule.name), gravity(rule));
    for (title, words) in paragraphs(rule) {
        let lines = wrap(&words, style.width.saturating_sub(2).max(30));
        page.push_str(&format!("\n{}\n  {}\n", colour.paint(Ink::Cyan, title), lines.join("\n  ")));
    }
    for (title, examples) in [("Un exemple du défaut", rule.faulty), ("Le même sans défaut", rule.sane)] {
        if let Some(example) = examples.first() {
            let lines: String = example.trim_matches('\n').lines().map(|line| format!("  {line}\n")).collect();
            page.push_str(&format!("\n{}\n{lines}", colour.paint(Ink::Cyan, title)));
        }
    }
    page
}

/// A rule as a page.
#[must_use]
pub fn markdown(rule: &Rule) -> String {
    let mut page = format!("# {} `{}`\n\nGravité : {}.\n", rule.code, rule.name, gravity(rule));
    for (title, words) in paragraphs(rule) {
        page.push_str(&format!("\n## {title}\n\n{words}\n"));
    }
    for (title, examples) in [("Exemples du défaut", rule.faulty), ("Exemples sains", rule.sane)] {
        if !examples.is_empty() {
            page.push_str(&format!("\n## {title}\n"));
        }
        for example in examples {
            page.push_str(&format!("\n```demarche\n{}\n```\n", example.trim_matches('\n')));
        }
    }
    page
}

/// A family and its rules, for a person at a terminal.
#[must_use]
pub fn family_text(family: &Family, style: &Style) -> String {
    let title = style.colour.paint(Ink::Bold, &format!("{} {}", family.code, family.title));
    let about = wrap(family.about, style.width.max(30)).join("\n");
    format!(
        "{title} ({})\n{about}\n\n{}",
        counted(family.rules.len(), "règle"),
        table_of(family.rules.iter().copied(), style.colour)
    )
}

/// All the rules, family by family, for a person at a terminal.
#[must_use]
pub fn table(style: &Style) -> String {
    let families = FAMILIES.iter().map(|family| {
        let title = style.colour.paint(Ink::Bold, &format!("{} {}", family.code, family.title));
        format!("{title}\n{}", table_of(family.rules.iter().copied(), style.colour))
    });
    let mut page = families.collect::<Vec<_>>().join("\n");
    page.push_str(&format!("\n{}. `limpide explain CODE` explique chacune.\n", counted(all().count(), "règle")));
    page
}

fn table_of<'r>(rules: impl Iterator<Item = &'r Rule>, colour: Colour) -> String {
    let width = all().map(|rule| rule.name.len()).max().unwrap_or_default();
    rules.map(|rule| format!("  {}  {:width$}  {}\n", colour.paint(Ink::Cyan, rule.code), rule.name, gravity(rule))).collect()
}

/// All the rules as a page, each with a link to its own.
#[must_use]
pub fn markdown_table() -> String {
    let mut page = "# Les règles de limpide\n".to_owned();
    for family in FAMILIES {
        page.push_str(&format!("\n## {} — {}\n\n{}\n\n", family.code, family.title, family.about));
        page.push_str("| règle | ce qu'elle relève | gravité | correction |\n|---|---|---|---|\n");
        for rule in family.rules {
            let fix = match rule.fix {
                FixOffered::No => "non",
                FixOffered::Safe => "sûre",
                FixOffered::ToReview => "à relire",
            };
            let (code, name, what, gravity) = (rule.code, rule.name, rule.what.replace('|', "\\|"), gravity(rule));
            page.push_str(&format!("| [{code}]({code}.md) `{name}` | {what} | {gravity} | {fix} |\n"));
        }
    }
    page
}

/// The pages of the documentation: file name and content.
#[must_use]
pub fn pages() -> Vec<(String, String)> {
    let mut pages: Vec<_> = all().map(|rule| (format!("{}.md", rule.code), markdown(rule))).collect();
    pages.push(("README.md".to_owned(), markdown_table()));
    pages
}

/// A rule as it leaves the program.
#[derive(Debug, Serialize)]
pub(super) struct RuleJson {
    code: &'static str,
    name: &'static str,
    family: &'static str,
    severity: &'static str,
    worst_severity: &'static str,
    what: &'static str,
    why: &'static str,
    remove: &'static str,
    ease: &'static str,
    principle: &'static str,
    threshold: &'static str,
    limits: &'static str,
    fix: &'static str,
    basis: Vec<String>,
    faulty: &'static [&'static str],
    sane: &'static [&'static str],
}

impl From<&Rule> for RuleJson {
    fn from(rule: &Rule) -> Self {
        Self {
            code: rule.code,
            name: rule.name,
            family: FAMILIES.iter().map(|family| family.code).find(|code| *code == rule.family()).unwrap_or_default(),
            severity: rule.severity.name(),
            worst_severity: rule.worst.name(),
            what: rule.what,
            why: rule.why,
            remove: rule.remove,
            ease: rule.ease,
            principle: rule.principle,
            threshold: rule.threshold,
            limits: rule.limits,
            fix: match rule.fix {
                FixOffered::No => "none",
                FixOffered::Safe => "safe",
                FixOffered::ToReview => "to_review",
            },
            basis: rule.basis.iter().map(basis_text).collect(),
            faulty: rule.faulty,
            sane: rule.sane,
        }
    }
}

/// Rules for programs.
#[must_use]
pub fn json<'r>(rules: impl Iterator<Item = &'r Rule>) -> String {
    let rules: Vec<_> = rules.map(RuleJson::from).collect();
    super::json::pretty(&rules)
}
