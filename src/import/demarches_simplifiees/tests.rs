//! Procedures in the shape of the export, with invented content, and what is read of them.

use super::{Export, read, read_all};
use crate::import::gather;
use crate::model::{Model, Part, Stated, Step, assemble};
use crate::source::{FileId, Problem};
use crate::values::{CitedResource, RequiredEvidence};
use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use std::fmt::Write;
use std::io::Write as _;

const PROCEDURES: &str = include_str!("tests/demarches.json");
const CONDITIONS: &str = include_str!("tests/conditions.json");

/// The whole model, names resolved, and all that could not be read.
fn together(export: Export) -> (Model, Vec<Problem>) {
    let Export { mut records, mut problems } = export;
    problems.extend(records.iter_mut().flat_map(|record| std::mem::take(&mut record.problems)));
    let shared = gather(&mut records);
    let mut parts: Vec<Part> = records.into_iter().map(|record| record.part).collect();
    parts.push(shared);
    let (model, names) = assemble(parts);
    problems.extend(names);
    (model, problems)
}

/// The model in short, each fact with the words that stand at its place.
fn shown(json: &str) -> String {
    let (model, problems) = together(read_all(FileId(0), json.as_bytes()));
    let mut shown = String::new();
    for body in &model.organisations {
        let part_of = body.part_of.as_ref().and_then(|whole| model.organisation(whole));
        let part_of = part_of.map_or(String::new(), |whole| format!(" < {}", whole.name));
        let nature = body.nature.said().map_or("?", |nature| nature.value.word());
        _ = writeln!(shown, "organisme {}{part_of} « {} », {nature}", body.name, body.title);
    }
    for service in &model.services {
        _ = writeln!(shown, "\ndémarche {} « {} »", service.name, service.title);
        if let Some(source) = &service.provenance {
            let date = source.value.date.as_ref().map(|date| date.value.to_string());
            _ = writeln!(shown, "  source « {} » {date:?}", source.value.title.value);
        }
        for body in service.organisations.all() {
            _ = writeln!(shown, "  organisme {}", model.organisation(&body.value).map_or("?", |body| &body.name));
        }
        for basis in service.legal_bases.all() {
            let CitedResource::Quoted(text) = &basis.value.resource else { continue };
            let url = basis.value.url.as_ref().map_or("", |url| &url.value);
            _ = writeln!(shown, "  fondement « {} » <{url}>", text.value);
        }
        if let Stated::Said(volume) = &service.volume {
            _ = writeln!(shown, "  volume {} ({:?})", volume.value, volume.origin.confidence);
        }
        if let Stated::Said(notice) = &service.data_notice {
            _ = writeln!(shown, "  données « {} »", notice.value.rights.as_ref().map_or("", |rights| &rights.value));
        }
        for point in service.contact.said().into_iter().flat_map(|block| &block.points) {
            _ = writeln!(shown, "  contact {}", &json[point.location().span.range()]);
        }
        for word in service.keywords.iter().chain(&service.thematic_areas) {
            _ = writeln!(shown, "  classée « {} »", word.value.value);
        }
        service.steps.iter().for_each(|step| form(&mut shown, json, &model, step));
    }
    for problem in problems {
        let span = problem.location.span;
        let words: String = json[span.range()].chars().take(30).collect();
        _ = writeln!(shown, "\nproblème {span:?} {words:?} {} ; {}", problem.message, problem.help.unwrap_or_default());
    }
    shown
}

fn form(shown: &mut String, json: &str, model: &Model, step: &Step) {
    let channel = step.channels().next().and_then(|channel| channel.url.as_ref()).map_or("", |url| &url.value);
    _ = writeln!(shown, "  étape {} en ligne <{channel}>", step.name);
    for block in &step.repetitions {
        _ = writeln!(
            shown,
            "    bloc « {} » {:?}",
            block.value.title.value,
            block.value.explanation.as_ref().map(|text| &text.value)
        );
    }
    for asked in step.asks.all() {
        let (reference, qualifiers) = &asked.value;
        let datum = model.datum(reference).expect("une donnée demandée est définie");
        let question = datum.question.as_ref().expect("une question");
        assert_eq!(json[datum.heading.span.range()].chars().next(), question.value.chars().next());
        let kind = format!("{:?}", datum.data_type).chars().take(30).collect::<String>();
        let concept = datum.concept.as_ref().map_or("", |concept| concept.value.word());
        let optional = if qualifiers.optional.is_some() { ", facultative" } else { "" };
        let repeated = if step.repetition_at(asked.location()).is_some() { ", répétée" } else { "" };
        _ = write!(shown, "    donnée {} « {} » {kind} {concept}{optional}{repeated}", datum.name, question.value);
        _ = writeln!(shown, "{}", qualifiers.condition.as_ref().map_or_else(String::new, |it| format!(" si {}", words(it))));
    }
    for asked in step.requirements.all() {
        let said = match &asked.value.evidence[..] {
            [RequiredEvidence::Described(text)] => text.value.to_string(),
            [RequiredEvidence::Named(name)] => {
                let evidence = model.evidence(name).expect("une pièce nommée est définie");
                format!("{} [{}]", evidence.title, evidence.synonyms[0].value)
            }
            other => format!("{other:?}"),
        };
        let optional = if asked.value.qualifiers.optional.is_some() { ", facultative" } else { "" };
        let repeated = if step.repetition_at(asked.location()).is_some() { ", répétée" } else { "" };
        let help = asked.value.explanation.as_ref().map(|text| &text.value);
        _ = writeln!(shown, "    pièce « {said} »{optional}{repeated} {help:?}");
    }
    for said in &step.instructions {
        _ = writeln!(shown, "    dit {:?}", said.value.value);
    }
}

/// A condition in the language.
fn words(expression: &crate::values::Expression) -> String {
    use crate::values::ExpressionKind as Kind;
    match &expression.kind {
        Kind::Name(reference) => {
            assert!(reference.target.is_some(), "{} ne désigne rien", reference.name);
            reference.name.to_string()
        }
        Kind::Logic(connective, parts) => {
            let parts: Vec<_> = parts.iter().map(words).collect();
            format!("({})", parts.join(&format!(" {} ", connective.word())))
        }
        Kind::Compare(comparison, left, right) => format!("{} {} {}", words(left), comparison.sign(), words(right)),
        Kind::Not(inner) => format!("non {}", words(inner)),
        Kind::Text(text) => format!("« {text} »"),
        Kind::Number(number, _) => number.to_string(),
        Kind::Boolean(yes) => yes.to_string(),
        other => format!("{other:?}"),
    }
}

#[test]
fn procedures_of_the_export_are_read_whole() {
    insta::assert_snapshot!(shown(PROCEDURES));
}

#[test]
fn conditions_are_read_as_expressions_over_the_fields() {
    insta::assert_snapshot!(shown(CONDITIONS));
}

#[test]
fn a_field_is_called_by_its_label() {
    let (model, _) = together(read_all(FileId(0), PROCEDURES.as_bytes()));
    let called: Vec<_> =
        model.data.iter().take(2).map(|datum| (datum.question.as_ref().map(|label| &*label.value), datum.called())).collect();
    assert!(called.iter().all(|(label, called)| *label == Some(called.as_str())), "{called:?}");
}

#[test]
fn what_cannot_be_read_is_said_with_its_place_and_the_rest_is_read() {
    insta::assert_snapshot!(shown(
        r#"[
  {"number": "12", "title": 3, "dossiersCount": -1, "datePublication": "hier", "service": [],
   "revision": {"champDescriptors": [
     {"__typename": "TextChampDescriptor", "label": "Nom", "required": "oui"},
     {"__typename": "NouveauChampDescriptor", "label": "Empreinte", "required": true},
     {"label": "sans type"}, 7,
     {"__typename": "DropDownListChampDescriptor", "label": "Choix", "required": true, "options": ["un", 2]}
   ]}},
  "texte", {"autre": 1}, {"number": 12, "title": "encore"}, {"number": 14, "revision": {"champDescriptors": {}}},
  {"number": 15, "title": "virgule",, "revision": null}
]"#
    ));
}

#[test]
fn a_file_that_is_no_export_is_said() {
    let said = |text: &str| read_all(FileId(0), text.as_bytes()).problems.iter().map(|it| it.message.clone()).collect::<Vec<_>>();
    assert_eq!(said("numero;titre"), ["le fichier n'est pas un tableau JSON : il ne commence pas par `[`"]);
    assert_eq!(said(""), ["le fichier est vide"]);
    assert_eq!(said("[{\"number\": 1"), ["[0] : cette démarche n'est pas fermée, elle n'est pas lue"]);
    assert_eq!(said("[{\"number\": 1, \"title\": \"a\"}"), ["le tableau n'est pas fermé : le fichier est peut-être coupé"]);
    assert_eq!(said("{\"data\": {\"demarche\": {\"number\": 1, \"title\": \"a\"}}}"), Vec::<String>::new());
}

fn zipped(text: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text).expect("en mémoire");
    encoder.finish().expect("en mémoire")
}

#[test]
fn a_gzip_is_read_as_what_it_holds_even_cut() {
    let packed = zipped(many().as_bytes());
    let whole = read_all(FileId(0), &packed[..]);
    assert_eq!((whole.records.len(), whole.problems.len()), (3000, 0));
    let cut = read_all(FileId(0), &packed[..packed.len() * 3 / 4]);
    let messages: Vec<_> = cut.problems.iter().map(|problem| &*problem.message).collect();
    assert!(cut.records.len() > 2000, "ce qui précède la coupure est lu : {}", cut.records.len());
    assert!(messages.iter().any(|message| message.starts_with("le fichier gzip est coupé")), "{messages:?}");
}

fn many() -> String {
    let many: Vec<_> = (0..3000).map(|number| format!(r#"{{"number": {number}, "title": "{}"}}"#, "é".repeat(300))).collect();
    format!("[{}]", many.join(", "))
}

#[test]
fn the_same_file_gives_the_same_model_whatever_the_batches() {
    let names = |json: &str| {
        let export = read_all(FileId(0), json.as_bytes());
        export.records.iter().map(|record| record.part.model().services[0].name.clone()).collect::<Vec<_>>()
    };
    let read = names(&many());
    assert_eq!(read.len(), 3000);
    assert!(read.iter().enumerate().all(|(rank, name)| **name == format!("d{rank}")));
}

#[test]
fn a_place_beyond_four_gigabytes_is_refused() {
    let imported = read(FileId(0), 3, u64::from(u32::MAX), "{\"number\": 1}");
    assert!(imported.problems[0].message.contains("quatre premiers gigaoctets"));
}

#[test]
fn nested_conditions_and_blocks_are_bounded() {
    let deep = format!("{}{}", "{\"term\": \"Logic::And\", \"operands\": [".repeat(5000), "]}".repeat(5000));
    let json = format!(
        r#"{{"number": 1, "revision": {{"champDescriptors": [{{"__typename": "TextChampDescriptor", "label": "a", "condition": {deep}}}]}}}}"#
    );
    let imported = read(FileId(0), 0, 0, &json);
    assert!(imported.problems.iter().any(|problem| problem.message.contains("imbriquée")), "{:?}", imported.problems.len());
    let block = "{\"__typename\": \"RepetitionChampDescriptor\", \"label\": \"a\", \"champDescriptors\": [";
    let json = format!(r#"{{"number": 1, "revision": {{"champDescriptors": [{}{}]}}}}"#, block.repeat(2000), "]}".repeat(2000));
    let imported = read(FileId(0), 0, 0, &json);
    assert!(imported.problems.iter().any(|problem| problem.message.contains("imbriqués")), "{:?}", imported.problems.len());
}

proptest! {
    #[test]
    fn nothing_panics_on_a_file_cut_or_changed(
        end in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(b"\"\\{}[],:0 n\xff".to_vec())), 0..8),
        conditions in any::<bool>(),
        packed in any::<bool>(),
    ) {
        let text = if conditions { CONDITIONS } else { PROCEDURES };
        let mut bytes = if packed { zipped(text.as_bytes()) } else { text.as_bytes().to_vec() };
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.truncate(end.index(bytes.len() + 1));
        let (model, _) = together(read_all(FileId(0), &bytes[..]));
        for service in &model.services {
            prop_assert!(service.origin.location.span.end as usize <= text.len().max(bytes.len()));
        }
    }
}
