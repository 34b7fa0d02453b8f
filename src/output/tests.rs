//! Each form of the same report, as reviewed snapshots.

use super::{Colour, Format, Report, Style, Unread, rule_page, statistics};
use crate::findings::suppression::Suppressed;
use crate::findings::{Applicability, Finding, Fix, Severity};
use crate::source::{FileId, Location, Span, Workspace};
use crate::values::Date;

const TODAY: Date = jiff::civil::date(2026, 11, 22);

const CARD: &str = "\u{feff}# Carte d'identité, pour les moins de 18 ans 👶
demarche cni « Carte d'identité » {
  étape dépôt « Déposez » { par usager au guichet }
\tétape retrait « Retirez » { par usager au guichet }
}
";

/// The place of some words of a file.
fn at(workspace: &Workspace, file: u32, words: &str) -> Location {
    let start = workspace.file(FileId(file)).text.find(words).expect("les mots sont dans le texte");
    Location::new(FileId(file), Span::of(start..start + words.len()))
}

fn workspace() -> Workspace {
    let mut workspace = Workspace::default();
    workspace.push("démarches/carte d'identité.demarche", CARD);
    workspace
        .push("démarches/longue.demarche", format!("démarche x « {} ici {} »", "très ".repeat(80), "long\u{1b}[31m ".repeat(80)));
    workspace.push("démarches/vide.demarche", "");
    workspace
}

fn findings(workspace: &Workspace) -> Vec<Finding> {
    let keyword = at(workspace, 0, "demarche");
    let burden = at(workspace, 0, "« Carte d'identité »");
    let long = at(workspace, 1, "ici");
    let nowhere = Location::new(FileId(2), Span::new(0, 0));
    vec![
        Finding::new("LEC008", Severity::Info, keyword, "`demarche` s'écrit `démarche`")
            .with_label("il manque l'accent")
            .with_fix(Fix::replace("écrire `démarche`", Applicability::Safe, keyword, "démarche")),
        Finding::new("OPA001", Severity::Alerte, burden, "2 étapes demandent à la personne d'agir")
            .with_label("2 étapes obligatoires")
            .with_note("les deux se font au guichet")
            .with_related(at(workspace, 0, "« Déposez »"), "la personne agit ici")
            .with_related(at(workspace, 0, "« Retirez »"), "et là")
            .with_related(long, "une étape y renvoie")
            .with_subject("Carte d'identité"),
        Finding::new("LEC001", Severity::Erreur, long, "100 % de cette ligne, ou presque : illisible").with_help("récrivez-la"),
        Finding::new("LEC002", Severity::Erreur, nowhere, "une accolade manque à la fin du fichier").with_label("ici"),
    ]
}

fn render(format: Format, style: &Style) -> String {
    let workspace = workspace();
    let mut findings = findings(&workspace);
    let set_aside = Finding::new("OPA001", Severity::Conseil, at(&workspace, 0, "« Déposez »"), "8 étapes demandent d'agir");
    let suppressed = [Suppressed {
        finding: set_aside,
        by: at(&workspace, 0, "# Carte d'identité, pour les moins de 18 ans 👶"),
        reason: "imposé par le décret".to_owned(),
        author: "Mme Diallo".to_owned(),
        until: jiff::civil::date(2027, 6, 30),
    }];
    let unread = [Unread {
        path: "démarches/latin1.demarche".to_owned(),
        message: "le fichier n'est pas en UTF-8 : octet 12, ligne 1".to_owned(),
        help: "enregistrez-le en UTF-8".to_owned(),
    }];
    crate::findings::sort(&mut findings);
    Report::new(&workspace, &findings, &suppressed, &unread, TODAY).render(format, style)
}

#[test]
fn the_full_form_shows_the_lines_the_why_and_the_way_out() {
    insta::assert_snapshot!(render(Format::Full, &Style::default()));
}

#[test]
fn past_the_limit_findings_are_shown_in_brief() {
    insta::assert_snapshot!(render(Format::Full, &Style { n_detailed: 0, ..Style::default() }));
}

#[test]
fn colours_are_only_written_when_asked_for() {
    let plain = render(Format::Full, &Style::default());
    let coloured = render(Format::Full, &Style { colour: Colour::Ansi, ..Style::default() });
    assert!(!plain.contains('\u{1b}'));
    assert!(coloured.contains("\u{1b}[1;31merreur[LEC001]\u{1b}[0m"));
    assert!(!coloured.contains("\u{1b}[31m "), "le texte de l'usager ne colore pas l'écran");
}

#[test]
fn the_concise_form_is_one_line_a_finding() {
    insta::assert_snapshot!(render(Format::Concise, &Style::default()));
}

#[test]
fn the_github_form_escapes_what_github_reads() {
    insta::assert_snapshot!(render(Format::Github, &Style::default()));
}

/// A document with its rules taken out of `at`: what rules say of themselves is reviewed with them.
fn without_rules(document: &str, at: &str) -> String {
    let mut document: serde_json::Value = serde_json::from_str(document).expect("c'est du JSON");
    let rules = document.pointer_mut(at).expect("les règles y sont").take();
    let codes = rules.as_array().expect("une liste").iter().map(|rule| rule.get("code").or(rule.get("id")).cloned()).collect();
    *document.pointer_mut(at).expect("les règles y sont") = codes;
    serde_json::to_string_pretty(&document).expect("c'est du JSON")
}

#[test]
fn the_json_form_is_stable() {
    insta::assert_snapshot!(without_rules(&render(Format::Json, &Style::default()), "/rules"));
}

#[test]
fn the_sarif_form_is_stable() {
    insta::assert_snapshot!(without_rules(&render(Format::Sarif, &Style::default()), "/runs/0/tool/driver/rules"));
}

#[test]
fn a_rule_says_the_same_everywhere() {
    let rule = crate::rules::by_code("EVO004");
    let style = Style::default();
    let forms = [rule_page::text(rule, &style), rule_page::markdown(rule), rule_page::json([rule].into_iter())];
    insta::assert_snapshot!(forms.join("\n=====\n"));
}

#[test]
fn statistics_put_the_most_frequent_rule_first() {
    let workspace = workspace();
    let mut findings = findings(&workspace);
    findings.extend_from_within(3..);
    insta::assert_snapshot!(statistics(&Report::new(&workspace, &findings, &[], &[], TODAY)));
}

proptest::proptest! {
    #[test]
    fn any_place_of_any_text_is_shown(text in "[a é👶\t\r\n\u{feff}\u{1b}«]{0,300}", first in 0.0..=1.0, second in 0.0..=1.0) {
        let boundaries: Vec<u32> = (0..=text.len()).filter(|at| text.is_char_boundary(*at)).map(|at| u32::try_from(at).expect("court")).collect();
        #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, clippy::cast_sign_loss, reason = "a share of a short length")]
        let at = |share: f64| boundaries[(share * (boundaries.len() - 1) as f64) as usize];
        let place = |from, to| Location::new(FileId(0), Span::new(at(from), at(to).max(at(from))));
        let mut workspace = Workspace::default();
        workspace.push("essai.demarche", text.as_str());
        let finding = Finding::new("OPA001", Severity::Conseil, place(first, second), "essai")
            .with_label("ici")
            .with_related(place(second, first), "et là")
            .with_fix(Fix::replace("essai", Applicability::Safe, place(second, second), "x"));
        let findings = [finding];
        let report = Report::new(&workspace, &findings, &[], &[], TODAY);
        for format in Format::ALL {
            proptest::prop_assert!(!report.render(format, &Style::default()).is_empty());
        }
    }
}
