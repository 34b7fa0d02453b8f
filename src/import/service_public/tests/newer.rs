//! The texts of a page, what the schema 3.4 adds, and the simulators.

use super::{assembled, lines, list, page, shown};
use crate::import::service_public::read;
use crate::model::Sourced;
use crate::source::FileId;
use crate::values::{Qualifiers, RequiredEvidence, Text};

#[test]
fn an_introduction_is_read_once_a_paragraph_each() {
    let body = "<Introduction><Texte><Paragraphe>La carte est gratuite.</Paragraphe><Liste><Item><Paragraphe>Elle dure 10 ans.</Paragraphe></Item></Liste></Texte></Introduction>\
        <Texte><Paragraphe>Déposez le dossier en mairie.</Paragraphe></Texte><ServiceEnLigne ID=\"R1\" type=\"Formulaire\"><Titre>Demande</Titre></ServiceEnLigne>";
    let read = read(FileId(0), "F1.xml", &page("Fiche d'information", body));
    let service = &read.part.model().services[0];
    let words = |texts: &[Sourced<Text>]| texts.iter().map(|text| text.value.value.to_string()).collect::<Vec<_>>();
    assert_eq!(words(service.presentations.all()), ["La carte est gratuite.", "Elle dure 10 ans."]);
    assert_eq!(words(&service.steps[0].instructions), ["Déposez le dossier en mairie."]);
}

#[test]
fn a_simulator_says_in_words_what_its_choices_set() {
    let body = "<Questionnaire><Question><Titre><Paragraphe>Avez-vous des enfants à charge\u{a0}?</Paragraphe></Titre>\
        <Choix><Titre><Paragraphe>Oui</Paragraphe></Titre><IntituleSiSelectionne><Paragraphe>Vous avez des enfants</Paragraphe></IntituleSiSelectionne>\
        <SiSelectionne><affecteVrai var=\"T85\"/><affecteFaux var=\"T86\"/></SiSelectionne></Choix>\
        <Choix><Titre><Paragraphe>Non</Paragraphe></Titre><IntituleSiSelectionne><Paragraphe>Vous n'avez pas d'enfant</Paragraphe></IntituleSiSelectionne>\
        <SiSelectionne><affecteFaux var=\"T85\"/></SiSelectionne></Choix></Question></Questionnaire>";
    let record = read(FileId(0), "F1.xml", &page("Fiche Comment faire si - simulateur", body));
    let data: Vec<_> = record.shared.data.iter().map(|data| (&*data.name, data.question.as_ref().map(|it| &*it.value))).collect();
    assert_eq!(data, [("reponse_t85", Some("Vous avez des enfants"))]);
    let questions = &record.record.as_ref().expect("une fiche").questions;
    let choices = questions.iter().flat_map(|question| &question.answers);
    let sets: Vec<_> = choices.map(|choice| (&*choice.title.value, choice.sets.len())).collect();
    assert_eq!(sets, [("Oui", 2), ("Non", 1)]);
}

/// What the schema 3.4 adds: a floating title, an example, a film, a second audience, empty copies of inline elements, and what is not known yet.
const NEWER: &str = "<Audience>Professionnels</Audience><Texte><TitreFlottant><Titre>Avant la demande</Titre><Paragraphe>Prenez rendez-vous.</Paragraphe></TitreFlottant>\
    <Chapitre><Titre>Coût</Titre><Exemple><Titre>Exemple</Titre><Paragraphe>Votre dossier coûte <Valeur>86 €</Valeur><MiseEnEvidence/> en mairie.</Paragraphe></Exemple></Chapitre>\
    <Video URL=\"https://exemple.fr/film\"><Titre>Le film</Titre><Transcription><Paragraphe>Bonjour à tous.</Paragraphe></Transcription></Video>\
    <Chapitre type=\"pieces\"><Titre>Pièces</Titre><Liste><Item><Paragraphe>Un <LienIntra LienID=\"R7\"/><LienIntra LienID=\"R7\" type=\"Définition de glossaire\">extrait</LienIntra> de naissance<MiseEnEvidence/></Paragraphe></Item></Liste>\
    <NouvelEncart><Liste><Item><Paragraphe>Photo d'identité</Paragraphe></Item></Liste></NouvelEncart></Chapitre></Texte>";

#[test]
fn the_newer_schema_is_read_with_nothing_lost_or_counted_twice() {
    let (record, ..) = assembled(&page("Fiche d'information", NEWER));
    let record = record.record.expect("une fiche");
    let wordings: Vec<_> = record.documents.iter().map(|document| &*document.wording.value).collect();
    assert_eq!(wordings, ["Un extrait de naissance", "Photo d'identité"]);
    assert_eq!(record.audiences, ["Particuliers".into(), "Professionnels".into()]);
    assert_eq!(record.prose.titles, ["Avant la demande".into(), "Coût".into(), "Pièces".into()]);
    assert_eq!((record.prose.n_words, &record.prose.sentences[..]), (17, &[2, 6, 3, 4, 2][..]));
    insta::assert_snapshot!(shown(NEWER));
}

#[test]
fn a_document_of_a_choice_that_serves_some_people_keeps_their_case_in_its_words() {
    let item = |words: &str| format!("<Item><Paragraphe>{words}</Paragraphe></Item>");
    let items = [
        "Quittance de loyer",
        "Attestation d'élection de domicile si vous n'avez pas de domicile stable",
        "Si vous êtes propriétaire : titre de propriété",
    ];
    let lead = "Vous devez justifier de votre domicile en fournissant l'une des pièces suivantes\u{a0}:";
    let body = format!("<Texte><Paragraphe>{lead}</Paragraphe><Liste>{}</Liste></Texte>", items.map(item).concat());
    let read = read(FileId(0), "F1.xml", &page("Fiche d'information", &body));
    let [asked] = read.part.model().services[0].steps[0].requirements.all() else { panic!("une seule chose demandée") };
    let words = asked.value.evidence.iter().map(|evidence| match evidence {
        RequiredEvidence::Described(words) => &*words.value,
        RequiredEvidence::Named(name) => &*name.name,
    });
    assert_eq!(words.collect::<Vec<_>>(), items);
    let Qualifiers { condition, because, .. } = &asked.value.qualifiers;
    assert_eq!((condition, because.as_ref().map(|reason| reason.value.starts_with("Vous devez justifier"))), (&None, Some(true)));
}

#[test]
fn the_text_of_a_page_is_measured_without_what_stands_apart() {
    let body = "<Introduction><Texte><Paragraphe>Vous avez 3 mois\u{a0}: faites-le. Il est tard.</Paragraphe></Texte></Introduction>\
        <Texte><BlocCas><Cas><Titre>En 2 ans</Titre><Paragraphe>L'amende est de 35\u{a0}€.</Paragraphe><BlocCas><Cas><Titre>Ici</Titre></Cas></BlocCas></Cas></BlocCas>\
        <Tableau><Rangée><Cellule><Paragraphe>5 ans</Paragraphe></Cellule></Rangée></Tableau>\
        <OuSAdresser ID=\"R1\"><Titre>Mairie</Titre><Texte><Paragraphe>Ouvert à 9 heures, écrire à\u{a0}: mairie@exemple.fr.</Paragraphe></Texte></OuSAdresser></Texte>";
    let (record, ..) = assembled(&page("Fiche d'information", body));
    let record = record.record.expect("une fiche");
    let prose = &record.prose;
    assert_eq!((prose.n_words, prose.n_durations, prose.n_amounts), (14, 3, 1));
    assert_eq!(prose.sentences, [5, 3, 4]);
    let cases = record.cases;
    assert_eq!((cases.n_splits, cases.n_cases, cases.n_last, cases.depth), (2, 2, 1, 2));
    assert!(record.contacts[0].has_mail && record.contacts[0].has_text);
}

#[test]
fn a_condition_of_display_is_one_list_and_gives_way_to_the_words_of_its_item() {
    let of = |variable: &str| format!("<ou><estVrai var=\"{variable}\"/><estIndefini var=\"{variable}\"/></ou>");
    let (one, other) = (of("T1"), of("T2"));
    let shown_to = format!("<Condition><ou>{one}{other}<ou>{other}{one}</ou></ou></Condition>");
    let item = |words: &str| format!("<Item>{shown_to}<Paragraphe>{words}</Paragraphe></Item>");
    let body = |words: &str| format!("<Texte><Paragraphe>Il faut fournir :</Paragraphe><Liste>{}</Liste></Texte>", item(words));
    insta::assert_snapshot!(lines(&body("Bail"), "condition"), @r#".steps[0].requirements[0].condition = "reponse_t1 ou reponse_t2""#);
    insta::assert_snapshot!(lines(&body("Bail si vous vivez en couple"), "condition"), @r#".steps[0].requirements[0].condition = "f1_part_cas_1""#);
}

#[test]
fn chapters_whose_titles_begin_alike_are_values_of_one_list() {
    let chapter = |title: &str, document: &str| {
        let asked = format!("<Paragraphe>Il faut fournir :</Paragraphe>{}", list(&[document]));
        format!("<Chapitre><Titre>{title}</Titre><Condition><estVrai var=\"T5\"/></Condition>{asked}</Chapitre>")
    };
    let leases = [
        chapter("Bail signé depuis juin 2020", "Passeport"),
        chapter("Bail signé entre mars et mai 2020", "Passeport"),
        chapter("Bail signé en août 2015", "Quittance"),
    ];
    insta::assert_snapshot!(lines(&format!("<Texte>{}</Texte>", leases.concat()), "condition"), @r#"
    .steps[0].requirements[0].condition = "f1_part_cas_1 = « Bail signé depuis juin 2020 »"
    .steps[0].requirements[1].condition = "f1_part_cas_1 = « Bail signé entre mars et mai 2020 »"
    .steps[0].requirements[2].condition = "f1_part_cas_1 = « Bail signé en août 2015 »"
    "#);
}
