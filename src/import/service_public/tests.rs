//! What each recipe reads, on small pages in the shape of the real ones, and what never happens on damaged ones.

use super::read;
use crate::export;
use crate::import::{Imported, gather};
use crate::model::{Model, assemble};
use crate::source::FileId;
use proptest::prelude::*;

/// A page around a body.
fn page(kind: &str, body: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><Publication xmlns:dc=\"http://purl.org/dc/elements/1.1/\" ID=\"F1\" type=\"{kind}\" \
         spUrl=\"https://www.service-public.fr/particuliers/vosdroits/F1\"><dc:title>Carte d'essai</dc:title>\
         <dc:date>modified 2020-08-26</dc:date><Audience>Particuliers</Audience>\
         <FilDAriane><Niveau ID=\"Particuliers\">Accueil</Niveau></FilDAriane>{body}</Publication>"
    )
}

fn assembled(xml: &str) -> (Imported, Model, Vec<String>) {
    let mut imported = vec![read(FileId(0), "F1.xml", xml)];
    let shared = gather(&mut imported);
    let mut record = imported.remove(0);
    let (model, problems) = assemble(vec![std::mem::take(&mut record.part), shared]);
    let problems = record.problems.iter().chain(&problems).map(|problem| problem.message.clone()).collect();
    (record, model, problems)
}

/// What a page says, as written for others; the places are left out.
fn shown(body: &str) -> String {
    let xml = page("Fiche d'information", body);
    let (record, model, problems) = assembled(&xml);
    assert_eq!(problems, Vec::<String>::new());
    let line = export::line("F1.xml", model.services.first(), record.record.as_deref(), &model);
    let line = serde_json::to_value(line).expect("un objet JSON");
    let mut text = String::new();
    let procedure = &line["procedure"];
    tell(&mut text, "", procedure, &["name", "title", "source", "audiences"]);
    for office in &model.organisations {
        text.push_str(&format!("organisme {} « {} » {:?}\n", office.name, office.title, ways(office)));
    }
    for evidence in &model.evidences {
        text.push_str(&format!("pièce {} « {} »\n", evidence.name, evidence.title));
    }
    text
}

fn ways(office: &crate::model::PublicOrganisation) -> Vec<String> {
    use crate::values::ContactPoint as Way;
    let way = |way: &Way| match way {
        Way::Telephone { number, price, hours } => {
            format!(
                "tél {} {:?} {:?}",
                number.value,
                price.as_ref().map(|price| &price.value),
                hours.as_ref().map(|hours| &hours.value)
            )
        }
        Way::Counter { place, hours, .. } => format!("guichet {} {:?}", place.value, hours.as_ref().map(|hours| &hours.value)),
        Way::Email(text) => format!("courriel {}", text.value),
        Way::Post(text) => format!("courrier {}", text.value),
        Way::Form(text) => format!("formulaire {}", text.value),
        Way::Directory(text) => format!("annuaire {}", text.value),
        other => format!("{other:?}"),
    };
    office.contacts.all().iter().map(|point| way(&point.value)).collect()
}

/// Every leaf that says something, with its path.
fn tell(text: &mut String, path: &str, value: &serde_json::Value, left_out: &[&str]) {
    use serde_json::Value;
    match value {
        Value::Null => {}
        Value::Array(values) => {
            values.iter().enumerate().for_each(|(rank, value)| tell(text, &format!("{path}[{rank}]"), value, &[]))
        }
        Value::Object(fields) => {
            for (name, value) in fields.iter().filter(|(name, _)| *name != "at" && !left_out.contains(&name.as_str())) {
                tell(text, &format!("{path}.{name}"), value, &[]);
            }
        }
        leaf => text.push_str(&format!("{path} = {leaf}\n")),
    }
}

const DOCUMENTS: &str = "<Texte><Chapitre type=\"pieces\"><Titre>Dossier</Titre><Liste><Item><Paragraphe>Copie d'un <LienInterne \
    LienPublication=\"F9\" type=\"Fiche\" audience=\"Particuliers\">justificatif de domicile</LienInterne> de moins de 3 mois</Paragraphe></Item>\
    <Item><Paragraphe>Si vous êtes marié\u{a0}: livret de famille</Paragraphe></Item>\
    <Item><Paragraphe>Si vous êtes étranger\u{a0}:</Paragraphe><Liste><Item><Paragraphe>Titre de séjour en 2 exemplaires ;</Paragraphe></Item></Liste></Item>\
    <Item><Paragraphe>Formulaire cerfa n°13750*05</Paragraphe></Item></Liste></Chapitre>\
    <Chapitre><Titre><Paragraphe>Pièces à fournir</Paragraphe></Titre><Liste><Item><Paragraphe>Passeport ou permis</Paragraphe></Item></Liste></Chapitre>\
    <Chapitre><Titre>Réponse</Titre><Paragraphe>Vous devez présenter les documents suivants\u{a0}:</Paragraphe><Liste><Item><Paragraphe>Photo</Paragraphe></Item></Liste>\
    <Paragraphe>Vous recevez les documents suivants\u{a0}:</Paragraphe><Liste><Item><Paragraphe>Carte</Paragraphe></Item><Item><Paragraphe>Certificat</Paragraphe></Item></Liste></Chapitre></Texte>";

#[test]
fn documents_say_how_they_were_recognised_and_for_whom() {
    insta::assert_snapshot!(shown(DOCUMENTS));
}

const CASES: &str = "<ListeSituations affichage=\"onglet\"><Situation><Titre>En France</Titre><Texte><BlocCas affichage=\"onglet\">\
    <Cas><Titre>Majeur</Titre><Paragraphe>Il faut fournir\u{a0}:</Paragraphe><Liste><Item><Paragraphe>Diplôme</Paragraphe></Item></Liste></Cas>\
    <Cas><Titre>Autre cas</Titre><Paragraphe>Il faut fournir\u{a0}:</Paragraphe><Liste><Item><Paragraphe>Autorisation</Paragraphe></Item></Liste></Cas></BlocCas></Texte></Situation>\
    <Situation><Titre>À l'étranger</Titre><Condition><ou><estVrai var=\"T12\"/><estIndefini var=\"T12\"/></ou></Condition><Texte>\
    <BlocCas type=\"modalite\"><Cas type=\"surPlace\"><Titre>Sur place</Titre><Paragraphe>Allez au consulat.</Paragraphe></Cas></BlocCas></Texte></Situation></ListeSituations>";

#[test]
fn cases_are_conditions_and_situations_are_steps() {
    insta::assert_snapshot!(shown(CASES));
}

const STAGES: &str = "<ListeSituations affichage=\"sequentiel\"><Situation><Titre>Inscription</Titre><Texte><Paragraphe>Inscrivez-vous.</Paragraphe></Texte></Situation>\
    <Situation><Titre>Examen</Titre><Texte><Chapitre><Titre>Coût</Titre><Paragraphe><Valeur>86,50 €</Valeur> à partir de <Valeur>18 ans</Valeur></Paragraphe></Chapitre>\
    <Chapitre><Titre>Délai</Titre><Paragraphe>L'administration dispose de temps. Le délai de traitement est de 3 à 6 semaines.</Paragraphe></Chapitre></Texte></Situation></ListeSituations>\
    <ServiceEnLigne ID=\"R2\" URL=\"https://exemple.fr/\" type=\"Téléservice\"><Titre>Inscription en ligne</Titre></ServiceEnLigne>\
    <Reference URL=\"https://www.legifrance.gouv.fr/x\" ID=\"R3\"><Titre>Code civil : articles 372 à 373-1</Titre></Reference>";

#[test]
fn stages_follow_one_another_and_say_costs_and_delays() {
    insta::assert_snapshot!(shown(STAGES));
}

const OFFICES: &str = "<ServiceEnLigne ID=\"R2\" type=\"Formulaire\" numerocerfa=\"13750*05\"><Titre>Demande de carte</Titre></ServiceEnLigne>\
    <OuSAdresser ID=\"R1\" type=\"Local\"><Titre>Mairie</Titre><PivotLocal>mairie</PivotLocal><RessourceWeb URL=\"https://lannuaire.service-public.fr/\"/></OuSAdresser>\
    <OuSAdresser ID=\"R7\" type=\"Centre de contact\"><Titre>Allô</Titre><Texte><Chapitre><Titre><Paragraphe>Par téléphone</Paragraphe></Titre>\
    <Paragraphe><MiseEnEvidence>0 800 306 212</MiseEnEvidence></Paragraphe><Paragraphe>Service et appel gratuits</Paragraphe><Paragraphe>Du lundi au vendredi de 8h30 à 18h</Paragraphe></Chapitre>\
    <Chapitre><Titre>Par messagerie</Titre><Paragraphe>allo@exemple.fr, ou le <LienExterne URL=\"https://exemple.fr/contact\">formulaire</LienExterne></Paragraphe></Chapitre>\
    <Chapitre><Titre>Par courrier</Titre><Paragraphe>1 rue de l'Essai</Paragraphe><Paragraphe>75000 Paris</Paragraphe></Chapitre></Texte></OuSAdresser>\
    <OuSAdresser ID=\"R8\" type=\"National\"><Titre>Samu</Titre><Texte><Chapitre><Titre>Par téléphone</Titre><Paragraphe>15</Paragraphe><Paragraphe>24h/24 et 7j/7</Paragraphe></Chapitre></Texte></OuSAdresser>\
    <OuSAdresser ID=\"R9\" type=\"National\"><Titre>Aéroport</Titre><Texte><Chapitre><Titre>Par téléphone</Titre><Paragraphe>3950 (<Valeur>0.35 €</Valeur>/min)</Paragraphe></Chapitre>\
    <Chapitre><Titre>Par télécopie</Titre><Paragraphe>02 51 77 28 05</Paragraphe></Chapitre></Texte></OuSAdresser>\
    <OuSAdresser ID=\"R10\" type=\"Centre de contact\"><Titre>3939</Titre><Texte><Paragraphe>3939</Paragraphe><Paragraphe>- Lundi : 8h30 à 18h15</Paragraphe><Paragraphe>Depuis le code de 1958, 12 000 textes</Paragraphe></Texte></OuSAdresser>\
    <OuSAdresser ID=\"R11\" type=\"Support\"><Titre>Habilitations</Titre><Texte><Chapitre><Titre>Par téléphone</Titre><Paragraphe>Ouvert du lundi au vendredi de 7h45 à 19h :</Paragraphe>\
    <Liste type=\"puce\"><Item><Paragraphe>Habilités : 0806 001 623</Paragraphe></Item><Item><Paragraphe>Autres : 0806 001 624</Paragraphe></Item></Liste></Chapitre></Texte></OuSAdresser>\
    <OuSAdresser ID=\"R12\" type=\"Support\"><Titre>Assistance</Titre><Texte><Chapitre><Titre>La Réunion et Mayotte</Titre><Paragraphe>0 820 90 99 80</Paragraphe><Paragraphe>Vendredi : 8h à 12h</Paragraphe>\
    <Paragraphe>Depuis l'étranger : +33 1 77 86 39 95</Paragraphe></Chapitre></Texte></OuSAdresser>";

#[test]
fn offices_say_how_to_reach_them() {
    insta::assert_snapshot!(shown(OFFICES));
}

#[test]
fn an_amount_that_breaks_down_a_total_or_is_paid_back_is_no_cost() {
    let cents = |paragraph: &str| {
        let body = format!(
            "<ServiceEnLigne ID=\"R2\" type=\"Téléservice\"><Titre>T</Titre></ServiceEnLigne>\
             <Texte><Chapitre><Titre>Coût</Titre><Paragraphe>{paragraph}</Paragraphe></Chapitre></Texte>"
        );
        let (_, model, _) = assembled(&page("Fiche d'information", &body));
        let steps = model.services.iter().flat_map(|service| &service.steps);
        steps.flat_map(|step| step.costs.all()).map(|cost| cost.value.amount.value.0.cents).collect::<Vec<_>>()
    };
    assert_eq!(cents("<Valeur>225 €</Valeur> (droit de <Valeur>25 €</Valeur> + taxe de <Valeur>200 €</Valeur>)"), [22_500]);
    assert_eq!(cents("Prise en charge de <Valeur>97,50 €</Valeur>"), [0; 0]);
    assert_eq!(cents("<Valeur>86 €</Valeur> en France, <Valeur>96 €</Valeur> ailleurs"), [0; 0]);
    assert_eq!(cents("La démarche est gratuite."), [0]);
}

#[test]
fn a_guided_search_is_a_tree_whose_choices_set_variables() {
    let body = "<Problematiques><Problematique><Titre>En France</Titre><SiSelectionne><affecteVrai var=\"T12\"/></SiSelectionne>\
        <Branche><Titre>Majeur</Titre><LienInterne LienPublication=\"F4\" type=\"Fiche\" audience=\"Professionnels\"/></Branche></Problematique></Problematiques>";
    let (record, ..) = assembled(&page("Recherche guidée", body));
    let record = record.record.expect("une fiche");
    insta::assert_debug_snapshot!(record.questions);
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
    assert_eq!((record.prose.n_words, &record.prose.sentences[..]), (18, &[2, 7, 3, 4, 2][..]));
    insta::assert_snapshot!(shown(NEWER));
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
fn a_page_where_nothing_can_be_done_is_no_procedure() {
    let (record, model, problems) =
        assembled(&page("Fiche d'information", "<Texte><Nouveau><Paragraphe>Bonjour.</Paragraphe></Nouveau></Texte>"));
    assert!(model.services.is_empty() && problems.is_empty() && record.record.is_some());
}

#[test]
fn what_is_no_record_is_a_problem_and_says_nothing() {
    let said = |xml: &str| {
        read(FileId(0), "x.xml", xml).problems.into_iter().map(|problem| problem.message).collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!([said("<html/>"), said("<Publication ID=\"F1\">"), said("bonjour"), said("")].join("\n"));
}

#[test]
fn a_page_cut_anywhere_is_read_or_refused() {
    for body in [DOCUMENTS, CASES, STAGES, OFFICES] {
        let xml = page("Fiche d'information", body);
        for (end, _) in xml.char_indices() {
            assert_eq!(read(FileId(0), "x.xml", &xml[..end]).problems.len(), 1, "coupée à l'octet {end}");
        }
    }
}

proptest! {
    #[test]
    fn places_stay_inside_the_text_whatever_its_order(pieces in prop::collection::vec(prop::sample::select(vec![
        "<Texte>", "</Texte>", "<Liste>", "</Liste>", "<Item>", "</Item>", "<Paragraphe>", "</Paragraphe>", "<BlocCas>", "</BlocCas>", "<Cas>", "</Cas>",
        "<Titre>", "</Titre>", "Pièces à fournir", "é : ", "Si vous", "<Valeur>5 €</Valeur>", "&amp;", "<Condition><estVrai var=\"T1\"/></Condition>",
    ]), 0..30)) {
        let xml = page("Fiche d'information", &pieces.concat());
        let (_, model, _) = assembled(&xml);
        for service in &model.services {
            for (_, requirement) in service.requirements() {
                prop_assert!(xml.get(requirement.location().span.range()).is_some());
            }
        }
    }
}
