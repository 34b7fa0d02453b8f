//! The examples of the tables, and what the articles beside them say.

use super::*;

/// Runs the examples of a file; the failures, as text.
fn failures<R: for<'de> Deserialize<'de>>(file: (&str, &str), recognise: impl Fn(&str) -> Option<String>) -> String {
    let examples = read::<R>(file).examples;
    assert!(!examples.is_empty());
    let found = |example: &Example| recognise(&example.text).unwrap_or_else(|| "rien".to_owned());
    let wrong = examples.iter().filter(|example| found(example) != example.expected);
    wrong.map(|example| format!("« {} » : {} au lieu de {}\n", example.text, found(example), example.expected)).collect()
}

#[test]
fn the_examples_of_the_tables_hold() {
    let reference = |case: Option<&NamedCase>| case.map(|case| case.reference.clone());
    let address = |label: &str| is_proof_of_address(label).then(|| "justificatif-de-domicile".to_owned());
    let demand = |label: &str| {
        certification_demand(label).map(|demand| match demand {
            CertificationDemand::Copy => "copie-certifiee".to_owned(),
            CertificationDemand::Signature => "signature-legalisee".to_owned(),
        })
    };
    let all = [
        failures::<Dispensing>(R113_5, |label| dispensing_document(label).map(|row| row.reference.clone())),
        failures::<NamedCase>(R113_7, |label| reference(civil_status_document(label))),
        failures::<NamedCase>(R113_8, |label| address(label).or_else(|| reference(proof_of_address_case(label)))),
        failures::<NamedCase>(R113_9, |label| reference(excluded_procedure(label))),
        failures::<NamedCase>(SPECIAL, |label| reference(special_text(label))),
        failures::<NamedCase>(R113_10, demand),
        failures::<HeldInformation>(D114_9_1, |label| held_information(label).map(|row| row.reference.clone())),
        failures::<SensitiveData>(SENSITIVE, |label| sensitive_data(label).map(|row| row.reference.clone())),
    ];
    assert_eq!(all.concat(), "");
}

#[test]
fn the_law_beside_a_table_is_that_of_the_references() {
    let files = [R113_5, R113_7, R113_8, R113_9, R113_10, D114_9_1, R112_11_2, SILENCE];
    for article in files.into_iter().flat_map(|file| read::<toml::Table>(file).articles) {
        assert_eq!(Some(&article), super::super::article(&article.code, &article.article));
    }
}

#[test]
fn a_document_dispenses_from_those_of_its_row() {
    let card = dispensing_document("Carte d'identité").expect("présent");
    assert_eq!(card.dispenses("Extrait d'acte de naissance").expect("présent").about, "du titulaire");
    assert_eq!(card.dispenses("Acte de mariage"), None);
    let book = dispensing_document("Livret de famille").expect("présent");
    assert!(book.dispenses("Copie de l'acte de mariage").is_some());
}

#[test]
fn delays_and_silence_are_those_of_the_code() {
    let lengths: Vec<_> = acknowledgement_delays().iter().map(|delay| (delay.length, delay.unit.as_str())).collect();
    assert_eq!(lengths, [(1, "jour ouvré"), (10, "jour ouvré")]);
    let usual = &silence_effects()[0];
    assert_eq!((usual.outcome, usual.length, usual.needs_decree), (Some(SilenceOutcome::Acceptance), Some(2), false));
    assert!(silence_effects().iter().all(|effect| super::super::article("CRPA", &effect.article).is_some()));
}

#[test]
fn what_administrations_hold_says_who() {
    let held = held_information("Avis d'imposition 2024").expect("présent");
    assert_eq!((held.public, held.administration.as_str()), (PublicKind::Person, "Direction générale des finances publiques"));
    assert!(is_issued_by_administration("Copie du diplôme") && !is_issued_by_administration("Contrat de travail"));
    assert_eq!(excluded_procedure("Acquérir la nationalité par mariage").expect("présent").leaves_out, "toute la sous-section");
}
