//! The forms of one small audit, whole.

use super::{Audit, AuditFormat, Portfolio, measure};
use crate::project;
use crate::rules;
use crate::rules::tables::RecordKind;
use crate::source::Workspace;
use crate::values::Date;
use insta::assert_snapshot;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

fn audited(texts: &[(&str, &str)]) -> Audit {
    let mut workspace = Workspace::default();
    for (path, text) in texts {
        workspace.push(*path, *text);
    }
    let project = project::read(&workspace);
    let rules: Vec<_> = rules::matching("DLN").into_iter().chain(rules::matching("REL")).collect();
    let today = Date::constant(2026, 11, 22);
    let checked = project.check(&workspace, &rules, today, None);
    let left_out: Vec<_> =
        rules::matching("OPA001").into_iter().map(|rule| (rule, RecordKind::Fiches, "non mesurée".to_owned())).collect();
    measure(&Portfolio {
        model: &project.model,
        workspace: &workspace,
        findings: &checked.findings,
        rules: &rules,
        left_out: &left_out,
        published: &BTreeMap::new(),
        quotes: &FxHashMap::default(),
        only: None,
        sources: &["brouillons".to_owned()],
        unread: &[],
        today,
    })
}

const DRAFT: &str = "\
organisme mairie « Mairie » {
  nature collectivité
}
événement naissance « Une naissance »

démarche livret « Demander un <livret> & un double » {
  public particulier
  organisme mairie
  événement naissance
  volume 1 200 par an
  étape dépôt « Déposez la demande » {
    par usager au guichet
    fournir « Justificatif de domicile »
  }
}

démarche carte « Demander une carte » {
  public particulier
  organisme mairie
  étape dépôt « Déposez la demande » {
    par usager en ligne
    fournir « justificatif de domicile »
    fournir « Photo »
  }
}
";

#[test]
fn a_note_says_what_to_fix_first() {
    assert_snapshot!(audited(&[("a.demarche", DRAFT)]).render(AuditFormat::Markdown, None));
}

#[test]
fn a_page_escapes_what_people_wrote() {
    assert_snapshot!(audited(&[("a.demarche", DRAFT)]).render(AuditFormat::Html, None));
}

#[test]
fn a_spreadsheet_never_runs_a_formula() {
    let text = audited(&[("a.demarche", &DRAFT.replace("Demander une carte", "=1+1"))]).render(AuditFormat::Csv, None);
    assert!(text.contains(",'=1+1,"), "{text}");
    assert!(text.lines().all(|line| line.starts_with("demarche,") || line.split(',').count() >= 10), "{text}");
}

#[test]
fn what_is_written_is_read_back_and_compared() {
    let earlier = audited(&[("a.demarche", DRAFT)]);
    let read: Audit = serde_json::from_str(&earlier.render(AuditFormat::Json, None)).expect("ce qui est écrit se relit");
    let mended = DRAFT.replace("    fournir « justificatif de domicile »\n", "");
    let trend = audited(&[("a.demarche", &mended)]).since(&read);
    assert_eq!(trend.changed, [("Demander une carte".to_owned(), 2, 1)]);
    assert_eq!(trend.procedures, (2, 2));
    assert_eq!(read.since(&read).rules, []);
}
