//! A rule, a family and the table of them all, for `limpide explain`, `limpide rules` and the pages of the documentation: derived from the
//! metadata of the rules, never copied.

use super::text::{Colour, Ink, Style, counted, wrap};
use crate::rules::tables::{self, Article};
use crate::rules::{Basis, Check, FAMILIES, Family, FixOffered, Rule, all};
use serde::Serialize;

/// Characters of an article shown on a page; its address gives the rest.
const LONGEST_QUOTE: usize = 600;

/// Articles shown beside a finding; the page of the rule gives them all.
const SHOWN: usize = 3;

/// The first articles of law a rule stands on: « CRPA, article L112-8 ; … »; empty when there are none.
#[must_use]
pub fn basis_of_law(rule: &Rule) -> String {
    let law = rule.basis.iter().filter(|basis| matches!(basis, Basis::Law(..)));
    let law: Vec<_> = law.map(basis_text).collect();
    match law.len().saturating_sub(SHOWN) {
        0 => law.join(" ; "),
        others => {
            let more = if others == 1 { "autre" } else { "autres" };
            format!("{} ; et {others} {more} : `limpide explain {}`", law[..SHOWN].join(" ; "), rule.code)
        }
    }
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

/// The article a source names, in the version that was read.
fn article_of(basis: &Basis) -> Option<&'static Article> {
    match *basis {
        Basis::Law(code, number) => tables::article(code, number),
        Basis::Source(_) | Basis::Unverified(_) => None,
    }
}

/// Where to read an article.
fn address(article: &Article) -> String {
    format!("https://www.legifrance.gouv.fr/codes/article_lc/{}", article.id)
}

/// The sources of a rule, one a line.
fn sources(rule: &Rule) -> Vec<String> {
    let source = |basis: &Basis| match article_of(basis) {
        Some(article) => format!("{}, version du {} : {}", basis_text(basis), article.version, address(article)),
        None => basis_text(basis),
    };
    rule.basis.iter().map(source).collect()
}

/// « conseil », or « conseil à alerte » when it depends; then whether the rule is on trial.
#[must_use]
pub fn gravity(rule: &Rule) -> String {
    let on_trial = if rule.is_on_trial() { ", à l'essai" } else { "" };
    if rule.severity == rule.worst {
        format!("{}{on_trial}", rule.severity.name())
    } else {
        format!("{} à {}{on_trial}", rule.severity.name(), rule.worst.name())
    }
}

/// What a check looks at, in words.
fn looks_at(check: Check) -> String {
    let part = |part: &Check| match part {
        Check::Service(_) => "chaque démarche",
        Check::Text(_) => "chaque texte adressé à l'usager",
        Check::Texts(_) => "les textes de chaque démarche, ensemble",
        Check::Workspace(_) => "l'ensemble du dossier",
        Check::Each(_) | Check::Elsewhere => "la lecture des fichiers",
    };
    check.parts().iter().map(part).collect::<Vec<_>>().join(" ; ")
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
    let principle = if rule.principle.is_empty() { String::new() } else { format!("« {} »", rule.principle) };
    let on_trial = if rule.is_on_trial() {
        format!(
            "Des lecteurs l'ont trouvée juste moins de neuf fois sur dix : elle n'est appliquée que si on la nomme (`--select {}`)",
            rule.code
        )
    } else {
        String::new()
    };
    let all = [
        ("À l'essai", on_trial),
        ("Ce qu'elle relève", rule.what.to_owned()),
        ("Pourquoi", rule.why.to_owned()),
        ("Que faire", rule.remove.to_owned()),
        ("Ou bien", rule.ease.to_owned()),
        ("Seuil", rule.threshold.to_owned()),
        ("Limites", rule.limits.to_owned()),
        ("Correction proposée", fix_text(rule.fix).to_owned()),
        ("Elle regarde", looks_at(rule.check).to_owned()),
        ("Principe", principle),
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

/// The words of an article, cut when they are long.
fn quote(article: &Article) -> String {
    match article.text.char_indices().nth(LONGEST_QUOTE) {
        Some((end, _)) => format!("« {}… »", article.text[..end].trim_end()),
        None => format!("« {} »", article.text),
    }
}

/// A rule for a person at a terminal.
#[must_use]
pub fn text(rule: &Rule, style: &Style) -> String {
    let colour = style.colour;
    let width = style.width.saturating_sub(2).max(30);
    let mut page = format!("{} {} ({})\n", colour.paint(Ink::Bold, rule.code), colour.paint(Ink::Bold, rule.name), gravity(rule));
    for (title, words) in paragraphs(rule) {
        page.push_str(&format!("\n{}\n  {}\n", colour.paint(Ink::Cyan, title), wrap(&words, width).join("\n  ")));
    }
    let sources: String = sources(rule).iter().map(|source| format!("  {}\n", wrap(source, width).join("\n    "))).collect();
    page.push_str(&format!("\n{}\n{sources}", colour.paint(Ink::Cyan, "Sources")));
    for article in rule.basis.iter().filter_map(article_of) {
        let title = format!("{}, article {}", article.code, article.article);
        page.push_str(&format!("\n{}\n  {}\n", colour.paint(Ink::Cyan, &title), wrap(&quote(article), width).join("\n  ")));
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
    let sources: String = sources(rule).iter().map(|source| format!("- {source}\n")).collect();
    page.push_str(&format!("\n## Sources\n\n{sources}"));
    for article in rule.basis.iter().filter_map(article_of) {
        page.push_str(&format!("\n> **{}, article {}** : {}\n", article.code, article.article, quote(article)));
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
    basis: Vec<BasisJson>,
    faulty: &'static [&'static str],
    sane: &'static [&'static str],
}

/// A source as it leaves the program.
#[derive(Debug, Serialize)]
struct BasisJson {
    words: String,
    verified: bool,
    version: Option<&'static str>,
    url: Option<String>,
}

impl From<&Basis> for BasisJson {
    fn from(basis: &Basis) -> Self {
        let article = article_of(basis);
        Self {
            words: match *basis {
                Basis::Law(..) => basis_text(basis),
                Basis::Source(words) | Basis::Unverified(words) => words.to_owned(),
            },
            verified: !matches!(basis, Basis::Unverified(_)),
            version: article.map(|article| article.version.as_str()),
            url: article.map(address),
        }
    }
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
            basis: rule.basis.iter().map(BasisJson::from).collect(),
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
