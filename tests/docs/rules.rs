//! The pages of the rules, derived from the rules.

use super::{assert_says, is_blessed, root};
use limpide::output::rule_page;
use std::collections::BTreeSet;
use std::fs;

const FOLDER: &str = "docs/regles";

#[test]
fn the_pages_of_the_rules_say_what_the_rules_say() {
    for (name, content) in rule_page::pages() {
        assert_says(&format!("{FOLDER}/{name}"), &content);
    }
}

#[test]
fn no_page_speaks_of_a_rule_that_is_no_more() {
    let wanted: BTreeSet<_> = rule_page::pages().into_iter().map(|(name, _)| name).collect();
    let Ok(entries) = fs::read_dir(root().join(FOLDER)) else { return };
    for entry in entries {
        let entry = entry.expect("une page");
        let name = entry.file_name().to_string_lossy().into_owned();
        if wanted.contains(&name) {
            continue;
        }
        assert!(
            is_blessed(),
            "{FOLDER}/{name} ne vient d'aucune règle ; `LIMPIDE_BLESS=1 cargo test --test integration docs` l'enlève"
        );
        fs::remove_file(entry.path()).expect("la page s'enlève");
    }
}
