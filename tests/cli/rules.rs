//! `limpide explain` and `limpide rules`

use super::Folder;

fn check(arguments: &[&str]) -> String {
    Folder::new(&format!("rules_{}", arguments.join("_").replace('/', "_"))).run(arguments)
}

#[test]
fn a_rule_is_found_by_its_code_or_its_name() {
    let by_code = check(&["explain", "evo004"]);
    assert_eq!(by_code, check(&["explain", "derogation-sans-motif"]));
    assert!(by_code.starts_with("EVO004 derogation-sans-motif (erreur)\n"));
}

#[test]
fn a_family_lists_its_rules() {
    insta::assert_snapshot!(check(&["explain", "LEC"]));
}

#[test]
fn an_unknown_name_comes_with_the_nearest() {
    insta::assert_snapshot!(check(&["explain", "trop-d-etape"]));
    assert!(check(&["explain", "REL999"]).contains("« limpide rules » les montre toutes"));
}

#[test]
fn every_form_shows_every_rule() {
    let codes: Vec<_> = limpide::rules::all().map(|rule| rule.code).collect();
    for arguments in [
        &["rules"][..],
        &["rules", "--format=json"],
        &["rules", "--format=markdown"],
        &["explain", "--all"],
        &["explain", "--all", "--format=json"],
        &["explain", "--all", "--format=markdown"],
    ] {
        let page = check(arguments);
        assert!(codes.iter().all(|code| page.contains(code)), "{arguments:?}");
        assert!(page.ends_with("-- code 0 --\n"));
    }
}
