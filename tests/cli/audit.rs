//! `limpide audit`, as a simplification team runs it.

use super::{Folder, TODAY};
use std::path::Path;

const DRAFT: &str = "\
organisme mairie « Mairie » {
  nature collectivité
}
démarche carte « Demander une carte » {
  public particulier
  organisme mairie
  volume 400 par an
  étape dépôt « Déposez la demande » {
    par usager en ligne
    fournir « Justificatif de domicile »
  }
}
";

fn sample() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/service-public").to_string_lossy().into_owned()
}

#[test]
fn the_sample_gives_one_page_complete_in_itself() {
    let folder = Folder::new("audit_sample");
    insta::assert_snapshot!(folder.run(&["audit", &sample(), "-o", "rapport.html", TODAY]));
    let page = folder.read("rapport.html");
    assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"));
    assert!(!page.contains("<script") && !page.contains("<link") && !page.contains("src="), "la page ne demande rien ailleurs");
    // Every picture says in words what it shows, and every link inside the page leads somewhere.
    assert_eq!(page.matches("<svg").count(), page.matches("<svg role=\"img\"").count());
    for target in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(page.contains(&format!("id=\"{target}\"")), "{target}");
    }
}

#[test]
fn a_later_audit_says_what_changed() {
    let folder = Folder::new("audit_compared");
    folder.write("a.demarche", DRAFT);
    folder.run(&["audit", "a.demarche", "-o", "avant.json", TODAY]);
    folder.write("a.demarche", DRAFT.replace("    fournir « Justificatif de domicile »\n", ""));
    insta::assert_snapshot!(folder.run(&["audit", "a.demarche", "--compare", "avant.json", TODAY]));
}

const FORMS: &str = r#"[
{"number": 1, "title": "Aide à l'achat d'un vélo", "demarcheUrl": "https://demarches.example/velo", "dossiersCount": 1200,
 "service": {"nom": "Mobilités", "organisme": "Ville d'Exemple", "typeOrganisme": "collectivite_territoriale"}, "revision": {"champDescriptors": [
 {"__typename": "PieceJustificativeChampDescriptor", "label": "Justificatif de domicile", "required": true},
 {"__typename": "PieceJustificativeChampDescriptor", "label": "Dernier avis d'imposition", "required": true},
 {"__typename": "ExplicationChampDescriptor", "label": "Il vous appartient de joindre ce document.", "required": false}]}},
{"number": 2, "title": "Inscription en 6ème, collège Jean Moulin", "demarcheUrl": "https://demarches.example/6e", "dossiersCount": 90,
 "service": {"nom": "Secrétariat", "organisme": "Collège Jean Moulin", "typeOrganisme": "etablissement_enseignement"}, "revision": {"champDescriptors": [
 {"__typename": "PieceJustificativeChampDescriptor", "label": "Justificatif de domicile", "required": true}]}}]"#;

/// A school may ask a proof of address; a rule not measured on forms says nothing of them, and the report says so.
#[test]
fn forms_are_judged_by_the_rules_measured_on_forms() {
    let folder = Folder::new("audit_forms");
    folder.write("export.json", FORMS);
    folder.run(&["audit", "export.json", "-o", "audit.json", TODAY]);
    let audit: serde_json::Value = serde_json::from_str(&folder.read("audit.json")).expect("du JSON");
    let found = audit["procedures"].as_array().into_iter().flatten().flat_map(|procedure| {
        let findings = procedure["findings"].as_array().into_iter().flatten();
        findings.map(|finding| format!("{} {} {}", procedure["id"], finding["code"], finding["message"]))
    });
    let left_out = audit["not_judged"].as_array().into_iter().flatten().map(|rule| format!("{} {}", rule["code"], rule["why"]));
    let some = |line: &String| ["LAN003", "REL001"].iter().any(|code| line.contains(code));
    let shown: Vec<_> = found.chain(left_out.filter(some)).collect();
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
fn what_is_no_audit_or_no_source_is_said() {
    let folder = Folder::new("audit_refused");
    folder.write("a.demarche", DRAFT);
    folder.write("vieux.json", "{\"version\": 1}");
    folder.write("coupe.zip", "PK");
    let tried = [
        folder.run(&["audit", "a.demarche", "--compare", "vieux.json", TODAY]),
        folder.run(&["audit", "nulle-part", TODAY]),
        folder.run(&["audit", "coupe.zip", TODAY]),
        folder.run(&["audit", "a.demarche", "--format", "pdf", TODAY]),
    ];
    insta::assert_snapshot!(tried.join("\n---\n"));
}

#[test]
fn what_is_not_read_whole_is_said_and_the_rest_is_audited() {
    let folder = Folder::new("audit_unread");
    folder.write("bon.json", r#"[{"number": 1, "title": "Aide", "revision": {"champDescriptors": []}}]"#);
    folder.write(
        "types.json",
        r#"[{"number": 4, "title": "Prime", "dossiersCount": "beaucoup", "revision": {"champDescriptors": []}}]"#,
    );
    let said = folder.run(&["audit", "absent.json", "bon.json", "types.json", TODAY]);
    let method = said.lines().find(|line| line.starts_with("N'ont pas pu être lus")).unwrap_or_default();
    assert!(method.contains("absent.json (") && method.contains("dossiersCount : on attend un nombre"), "{said}");
    assert!(said.contains("-- code 2 --") && said.contains("2 démarches"), "{said}");
}
