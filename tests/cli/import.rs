//! `limpide import`

use super::{Folder, TODAY};
use serde_json::Value;
use std::io::Write;
use std::path::Path;
use zip::write::SimpleFileOptions;

const PAGE: &str = "<Publication ID=\"F1\" type=\"Fiche d'information\" spUrl=\"https://www.service-public.fr/particuliers/vosdroits/F1\"><Audience>Particuliers</Audience></Publication>";

fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer.start_file(*name, SimpleFileOptions::default()).expect("une entrée");
        writer.write_all(bytes).expect("ses octets");
    }
    writer.finish().expect("une archive").into_inner()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_sample_is_read_whole_and_follows_the_schema() {
    let folder = Folder::new("import_sample");
    let source = root().join("corpus/service-public");
    let said = folder.run(&["import", source.to_str().expect("un chemin"), "-o", "x.jsonl"]);
    insta::assert_snapshot!(said);
    let schema = std::fs::read_to_string(root().join("docs/import.schema.json")).expect("le schéma");
    let schema: Value = serde_json::from_str(&schema).expect("du JSON");
    for line in folder.read("x.jsonl").lines() {
        let line: Value = serde_json::from_str(line).expect("du JSON");
        let faults = faults(&schema, &schema, &line, "");
        assert!(faults.is_empty(), "{} : {}", line["file"], faults.join("\n"));
    }
}

#[test]
fn an_export_of_demarches_simplifiees_follows_the_same_schema() {
    let folder = Folder::new("import_export");
    folder.write("d.json", include_str!("../../src/import/demarches_simplifiees/tests/demarches.json"));
    folder.write("c.json", include_str!("../../src/import/demarches_simplifiees/tests/conditions.json"));
    insta::assert_snapshot!(folder.run(&["import", "d.json", "c.json", "-o", "x.jsonl"]));
    let schema = std::fs::read_to_string(root().join("docs/import.schema.json")).expect("le schéma");
    let schema: Value = serde_json::from_str(&schema).expect("du JSON");
    let lines: Vec<Value> = folder.read("x.jsonl").lines().map(|line| serde_json::from_str(line).expect("du JSON")).collect();
    assert_eq!(lines.len(), 4);
    for line in &lines {
        let faults = faults(&schema, &schema, line, "");
        assert!(faults.is_empty(), "{} : {}", line["procedure"]["name"], faults.join("\n"));
    }
}

/// What in a value does not follow a schema: types, properties, lists and enumerations.
fn faults(root: &Value, schema: &Value, value: &Value, path: &str) -> Vec<String> {
    if let Some(name) = schema["$ref"].as_str() {
        return faults(root, root.pointer(name.trim_start_matches('#')).expect("une définition"), value, path);
    }
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let allowed = &schema["type"];
    if allowed != kind && !allowed.as_array().is_some_and(|kinds| kinds.iter().any(|allowed| allowed == kind)) {
        return vec![format!("{path} : {kind}, et le schéma dit {allowed}")];
    }
    let mut found = Vec::new();
    if schema["enum"].as_array().is_some_and(|values| !values.contains(value)) {
        found.push(format!("{path} : {value} n'est pas de la liste"));
    }
    if let Value::Array(values) = value {
        found.extend(values.iter().flat_map(|value| faults(root, &schema["items"], value, &format!("{path}[]"))));
    }
    if let (Value::Object(fields), Some(known)) = (value, schema["properties"].as_object()) {
        let missing = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
        found.extend(missing.filter(|name| !fields.contains_key(*name)).map(|name| format!("{path}.{name} manque")));
        for (name, value) in fields {
            match known.get(name) {
                Some(schema) => found.extend(faults(root, schema, value, &format!("{path}.{name}"))),
                None => found.push(format!("{path}.{name} n'est pas du schéma")),
            }
        }
    }
    found
}

#[test]
fn a_broken_record_is_said_with_its_place_and_the_rest_goes_on() {
    let folder = Folder::new("import_broken");
    folder.write("f/F1.xml", PAGE);
    folder.write("f/F2.xml", "<Publication ID=\"F2\">\n<Texte></Publication>");
    folder.write("f/F3.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]>\n<Publication ID=\"F3\">&b;</Publication>");
    folder.write("f/F4.xml", b"<a>\xe9</a>");
    insta::assert_snapshot!(folder.run(&["import", "f", "-o", "x.jsonl"]));
}

#[test]
fn a_cut_archive_gives_what_can_be_read() {
    let folder = Folder::new("import_cut");
    let whole = archive(&[("F1.xml", PAGE.as_bytes()), ("F2.xml", PAGE.replace("F1", "F2").as_bytes())]);
    folder.write("a.zip", &whole[..whole.len() / 2]);
    insta::assert_snapshot!(folder.run(&["import", "a.zip", "-o", "x.jsonl"]));
}

#[test]
fn an_archive_made_to_fill_the_memory_is_refused() {
    let folder = Folder::new("import_bomb");
    folder.write("a.zip", archive(&[("F1.xml", &vec![b' '; 30 << 20]), ("F2.xml", PAGE.as_bytes())]));
    insta::assert_snapshot!(folder.run(&["import", "a.zip", "-o", "x.jsonl"]));
}

#[test]
fn texts_in_another_encoding_are_named_and_the_rest_is_read() {
    let folder = Folder::new("import_encodings");
    let accented = PAGE.replace("</Audience>", "</Audience><Texte><Paragraphe>é</Paragraphe></Texte>");
    let latin1: Vec<u8> = accented.chars().map(|letter| u8::try_from(u32::from(letter)).expect("du latin-1")).collect();
    folder.write("f/1.xml", &latin1);
    folder.write("f/2.xml", [b"<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>\n".as_slice(), &latin1].concat());
    folder.write("f/3.xml", [0xff, 0xfe].into_iter().chain(PAGE.encode_utf16().flat_map(u16::to_le_bytes)).collect::<Vec<_>>());
    folder.write("f/4.xml", "");
    folder.write("f/5.xml", PAGE.replace("</Audience>", "&nbsp;</Audience>"));
    folder.write("f/6.xml", format!("\u{feff}{}", accented.replace('é', &"é ".repeat(1_000_000))));
    insta::assert_snapshot!(both(&folder, &["f"]));
}

#[test]
fn a_record_given_twice_is_read_once() {
    let folder = Folder::new("import_twice");
    folder.write("f/a.xml", PAGE);
    folder.write("f/b.xml", PAGE);
    insta::assert_snapshot!(both(&folder, &["f"]));
    assert_eq!(folder.read("x.jsonl").lines().count(), 1);
}

#[test]
fn an_archive_without_records_is_said() {
    let folder = Folder::new("import_archives");
    let whole = archive(&[("F1.xml", PAGE.as_bytes())]);
    folder.write("dedans.zip", archive(&[("interne.zip", &whole), ("F2.xml", PAGE.replace("F1", "F2").as_bytes())]));
    folder.write("vide.zip", archive(&[]));
    folder.write("rien.zip", "");
    insta::assert_snapshot!(both(&folder, &["dedans.zip", "vide.zip", "rien.zip"]));
    folder.write("notes/lisezmoi.txt", "rien");
    insta::assert_snapshot!("a_folder_without_records_is_said", folder.run(&["import", "notes"]));
}

#[test]
fn what_is_no_export_is_said_and_the_others_are_read() {
    let folder = Folder::new("import_shapes");
    let form = |number: u32| format!(r#"{{"number": {number}, "title": "Aide", "revision": {{"champDescriptors": []}}}}"#);
    folder.write("bon.json", format!("[{}]", form(1)));
    folder.write("objet.json", r#"{"a": 1}"#);
    folder.write("textes.json", r#"["a", "b"]"#);
    folder.write("lignes.json", format!("{}\n{}\n", form(2), form(3)));
    folder.write("carte.json", r#"{"type": "FeatureCollection", "features": []}"#);
    folder
        .write("types.json", r#"[{"number": 4, "title": 5, "dossiersCount": "beaucoup", "revision": {"champDescriptors": {}}}]"#);
    folder.write("vide.json", "");
    folder.write("faux.json.gz", "bonjour");
    let sources = ["absent", "objet", "textes", "lignes", "carte", "types", "vide"].map(|name| format!("{name}.json"));
    let sources: Vec<_> = sources.iter().map(String::as_str).chain(["faux.json.gz", "bon.json"]).collect();
    let arguments: Vec<_> = ["import"].into_iter().chain(sources).chain(["-o", "x.jsonl"]).collect();
    insta::assert_snapshot!(folder.run(&arguments));
}

/// What an import and an audit say of the same sources.
fn both(folder: &Folder, sources: &[&str]) -> String {
    let with = |before: &str, after: &[&str]| folder.run(&[&[before], sources, after].concat());
    let audit = with("audit", &["-o", "audit.json", TODAY]);
    [with("import", &["-o", "x.jsonl"]), audit].join("\n---\n")
}

#[test]
fn a_source_that_is_not_there_is_said() {
    let folder = Folder::new("import_nothing");
    insta::assert_snapshot!(folder.run(&["import", "rien.zip"]));
}

#[test]
fn what_is_imported_is_written_in_the_language_and_read_back_alike() {
    let folder = Folder::new("import_language");
    let source = root().join("corpus/service-public");
    assert_read_back_alike(&folder, source.to_str().expect("un chemin"));
}

#[test]
fn a_page_written_in_the_language_is_judged_as_the_page_itself() {
    let folder = Folder::new("import_judged");
    let source = root().join("corpus/service-public");
    let source = source.to_str().expect("un chemin");
    folder.run(&["import", source, "--as", "demarche", "-o", "d"]);
    folder.run(&["audit", source, TODAY, "--toutes-les-regles", "-o", "pages.json"]);
    folder.run(&["audit", "d", TODAY, "--toutes-les-regles", "-o", "drafts.json"]);
    let (pages, drafts) = (judged(&folder.read("pages.json")), judged(&folder.read("drafts.json")));
    assert!(pages.len() > 100, "{pages:?}");
    assert_eq!(pages, drafts);
}

/// How many times each rule speaks of each procedure of an audit.
fn judged(audit: &str) -> std::collections::BTreeMap<(String, String), u64> {
    let audit: Value = serde_json::from_str(audit).expect("du JSON");
    let mut times = std::collections::BTreeMap::new();
    for procedure in audit["procedures"].as_array().expect("des démarches") {
        for finding in procedure["findings"].as_array().expect("des constats") {
            let words = |value: &Value| value.as_str().expect("un texte").to_owned();
            *times.entry((words(&procedure["id"]), words(&finding["code"]))).or_default() +=
                finding["n_times"].as_u64().unwrap_or(0);
        }
    }
    times
}

#[test]
fn a_form_is_written_in_the_language_and_read_back_alike() {
    let exports = [
        ("d", include_str!("../../src/import/demarches_simplifiees/tests/demarches.json")),
        ("c", include_str!("../../src/import/demarches_simplifiees/tests/conditions.json")),
    ];
    for (name, json) in exports {
        let folder = Folder::new(&format!("import_form_{name}"));
        folder.write("x.json", json);
        assert_read_back_alike(&folder, "x.json");
        let model = model_of(&folder.0.join("d"));
        for imported in limpide::import::demarches_simplifiees::read_all(limpide::source::FileId(0), json.as_bytes()).records {
            let service = &imported.part.model().services[0];
            let again = model.services.iter().find(|again| again.name == service.name).expect("la démarche relue");
            assert_eq!(said_besides(service), said_besides(again));
        }
    }
}

#[test]
fn a_form_in_the_language_reads_as_on_the_screen() {
    let folder = Folder::new("import_form_text");
    folder.write("x.json", include_str!("../../src/import/demarches_simplifiees/tests/demarches.json"));
    folder.run(&["import", "x.json", "--as", "demarche", "-o", "d"]);
    insta::assert_snapshot!(["vocabulaire", "d71", "d90"].map(|name| folder.read(&format!("d/{name}.demarche"))).join("\n---\n"));
}

#[test]
fn the_form_shown_on_the_page_of_imports_reads_without_a_problem() {
    let page = std::fs::read_to_string(root().join("docs/import.md")).expect("la page se lit");
    let snippets: Vec<_> = page.split("```demarche\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(!snippets.is_empty());
    let mut workspace = limpide::source::Workspace::default();
    workspace.push("docs/import.md", snippets.join("\n"));
    assert_eq!(limpide::project::read(&workspace).problems, []);
}

#[test]
fn two_kinds_of_sources_are_not_mixed() {
    let folder = Folder::new("import_mixed");
    folder.write("a.json", "[]");
    folder.write("F1.xml", PAGE);
    insta::assert_snapshot!(folder.run(&["import", "a.json", "F1.xml"]));
}

#[test]
fn an_address_the_language_cannot_write_is_counted() {
    let folder = Folder::new("import_lost");
    folder.write("a.json", r#"[{"number": 1, "title": "a", "demarcheUrl": "12.fr", "revision": {"champDescriptors": []}}]"#);
    insta::assert_snapshot!(folder.run(&["import", "a.json", "--as", "demarche", "-o", "d"]));
}

/// Written in the language then read back, a source says the same procedures.
fn assert_read_back_alike(folder: &Folder, source: &str) {
    folder.run(&["import", source, "--as", "demarche", "-o", "d"]);
    let read = folder.run(&["check", TODAY, "--select=LEC", "d"]);
    assert!(read.starts_with("aucun constat"), "{read}");
    folder.run(&["import", source, "-o", "x.jsonl"]);
    let imported = folder.read("x.jsonl");
    let imported: Vec<Value> = imported.lines().map(|line| serde_json::from_str(line).expect("du JSON")).collect();
    let again = read_back(&folder.0.join("d"));
    let procedures: Vec<&Value> =
        imported.iter().map(|line| &line["procedure"]).filter(|procedure| !procedure.is_null()).collect();
    assert_eq!(procedures.len(), again.len());
    for procedure in procedures {
        let name = procedure["name"].as_str().expect("un nom");
        assert_eq!(told(procedure), told(&again[name]), "{name}");
    }
}

/// What a procedure says that its line does not repeat.
fn said_besides(service: &limpide::model::PublicService) -> String {
    use limpide::values::ContactPoint;
    let points = service.contact.said().into_iter().flat_map(|block| &block.points).map(|point| match &point.value {
        ContactPoint::Telephone { number, hours, .. } => format!("{} {:?}", number.value, hours.as_ref().map(|it| &it.value)),
        ContactPoint::Email(words) | ContactPoint::Post(words) => words.value.to_string(),
        other => format!("{other:?}"),
    });
    let words = service.keywords.iter().chain(&service.thematic_areas).map(|words| words.value.value.to_string());
    let bodies = service.organisations.all().iter().map(|body| body.value.name.to_string());
    let rights = service.data_notice.said().and_then(|notice| notice.value.rights.as_ref()).map(|words| words.value.to_string());
    let volume = service.volume.said().map(|volume| format!("{} {:?}", volume.value, volume.origin.confidence));
    points.chain(words).chain(bodies).chain(rights).chain(volume).collect::<Vec<_>>().join("\n")
}

/// The procedures of a folder, by their names, as `limpide import` writes them.
fn read_back(folder: &Path) -> std::collections::BTreeMap<String, Value> {
    let model = model_of(folder);
    let line = |service| serde_json::to_value(limpide::export::line("", Some(service), None, &model)).expect("du JSON");
    model.services.iter().map(|service| (service.name.to_string(), line(service)["procedure"].clone())).collect()
}

/// The model of the files of a folder.
fn model_of(folder: &Path) -> limpide::model::Model {
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("un dossier").map(|entry| entry.expect("un fichier").path()).collect();
    paths.sort();
    let mut workspace = limpide::source::Workspace::default();
    for path in paths {
        workspace.push(path.to_string_lossy(), std::fs::read_to_string(&path).expect("un texte"));
    }
    limpide::project::read(&workspace).model
}

/// What must be the same once read back: everything but the places, the sureness of the reading, and what the language writes otherwise.
fn told(procedure: &Value) -> Value {
    fn without(value: &Value) -> Value {
        match value {
            Value::Array(values) => values.iter().map(without).collect(),
            Value::Object(fields) => {
                let kept = fields.iter().filter(|(name, _)| !["at", "confidence", "words", "legal"].contains(&name.as_str()));
                Value::Object(kept.map(|(name, value)| (name.clone(), without(value))).collect())
            }
            Value::String(words) => {
                let spaced: Vec<_> = words.split_whitespace().collect();
                Value::String(spaced.join(" ").replace('«', "“").replace('»', "”"))
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
        }
    }
    let mut told = without(procedure);
    told["legal"] = procedure["legal"].as_array().map_or(0, Vec::len).into();
    told
}

#[test]
fn every_rule_runs_on_imported_records_and_points_inside_them() {
    use limpide::import::{gather, service_public};
    let mut paths: Vec<_> = ["part", "pro", "asso"]
        .iter()
        .flat_map(|site| std::fs::read_dir(root().join("corpus/service-public").join(site)).expect("un dossier"))
        .map(|entry| entry.expect("un fichier").path())
        .collect();
    paths.sort();
    let mut workspace = limpide::source::Workspace::default();
    for path in paths {
        workspace.push(path.to_string_lossy(), std::fs::read_to_string(&path).expect("un texte"));
    }
    let mut imported: Vec<_> =
        workspace.iter().map(|(file, source)| service_public::read(file, &source.path, &source.text)).collect();
    let shared = gather(&mut imported);
    let parts = imported.into_iter().map(|record| record.part).chain([shared]).collect();
    let (model, problems) = limpide::model::assemble(parts);
    assert_eq!(problems, []);
    let graph = limpide::analysis::graph::Graph::new(&model);
    let project = limpide::project::Project { model, graph, problems, comments: Vec::new() };
    let rules: Vec<_> = limpide::rules::all().collect();
    let findings = project.findings(&rules, "2026-11-22".parse().expect("une date"), None);
    assert!(!findings.is_empty());
    for finding in findings {
        let text = &workspace.file(finding.primary.file).text;
        assert!(text.get(finding.primary.span.range()).is_some(), "{}", finding.code);
    }
}
