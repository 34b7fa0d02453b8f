//! What each recipe reads, on small pages in the shape of the real ones, and what never happens on damaged ones.

mod newer;

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
        Way::Automaton(text) => format!("automate {}", text.value),
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

/// The lines of what a page says that speak of that.
fn lines(body: &str, of: &str) -> String {
    shown(body).lines().filter(|line| line.contains(of)).map(|line| format!("{line}\n")).collect()
}

fn list(items: &[&str]) -> String {
    let items: String = items.iter().map(|item| format!("<Item><Paragraphe>{item}</Paragraphe></Item>")).collect();
    format!("<Liste>{items}</Liste>")
}

#[test]
fn cases_side_by_side_are_one_choice_wherever_the_page_repeats_it() {
    let asks = |document: &str| format!("<Paragraphe>Il faut fournir\u{a0}:</Paragraphe>{}", list(&[document]));
    let case = |title: &str, document: &str| format!("<Cas><Titre>{title}</Titre>{}</Cas>", asks(document));
    let body = format!(
        "<Texte><BlocCas>{}{}</BlocCas><BlocCas>{}{}{}</BlocCas><BlocCas>{}</BlocCas></Texte>",
        case("Vous êtes marié", "Livret de famille"),
        case("Vous êtes pacsé", "Récépissé du Pacs"),
        case("Vous êtes marié ", "Contrat de mariage"),
        case("Vous êtes veuf", "Acte de décès"),
        case("Autre cas", "Acte de naissance"),
        case("Vous êtes tuteur", "Jugement"),
    );
    insta::assert_snapshot!(lines(&body, "condition"), @r#"
    .steps[0].requirements[0].condition = "f1_part_cas_1 = « Vous êtes marié »"
    .steps[0].requirements[1].condition = "f1_part_cas_1 = « Vous êtes pacsé »"
    .steps[0].requirements[2].condition = "f1_part_cas_1 = « Vous êtes marié »"
    .steps[0].requirements[3].condition = "f1_part_cas_1 = « Vous êtes veuf »"
    .steps[0].requirements[4].condition = "non (f1_part_cas_1 est parmi « Vous êtes marié », « Vous êtes veuf »)"
    .steps[0].requirements[5].condition = "f1_part_cas_2"
    "#);
}

#[test]
fn chapters_that_ask_for_the_same_document_are_cases_and_a_variable_is_the_case_it_shows() {
    let chapter = |title: &str, document: &str| {
        let asked = list(&["Passeport", document]);
        format!("<SousChapitre><Titre>{title}</Titre><Paragraphe>Il faut fournir\u{a0}:</Paragraphe>{asked}</SousChapitre>")
    };
    let shown_to = "<Condition><estVrai var=\"T7\"/></Condition>";
    let body = format!(
        "<Texte><BlocCas><Cas><Titre>Étranger</Titre>{shown_to}<Paragraphe>Oui.</Paragraphe></Cas><Cas><Titre>Français</Titre></Cas></BlocCas>\
         {}{}<FragmentConditionne>{shown_to}<Paragraphe>Il faut fournir\u{a0}:</Paragraphe>{}</FragmentConditionne></Texte>",
        chapter("Chercheur", "Convention d'accueil"),
        chapter("Artiste", "Contrat"),
        list(&["Visa"]),
    );
    insta::assert_snapshot!(lines(&body, "condition"), @r#"
    .steps[0].requirements[0].condition = "f1_part_cas_2 = Chercheur"
    .steps[0].requirements[1].condition = "f1_part_cas_2 = Chercheur"
    .steps[0].requirements[2].condition = "f1_part_cas_2 = Artiste"
    .steps[0].requirements[3].condition = "f1_part_cas_2 = Artiste"
    .steps[0].requirements[4].condition = "f1_part_cas_1 = Étranger"
    "#);
}

#[test]
fn documents_that_serve_as_one_another_are_asked_once() {
    let body = format!(
        "<Texte><Chapitre><Titre>Pièces à fournir</Titre><Paragraphe>Vous devez présenter l'un des documents suivants\u{a0}:</Paragraphe>{}\
         <Paragraphe>Et aussi\u{a0}:</Paragraphe>{}</Chapitre></Texte>",
        list(&["Facture d'eau", "Quittance de loyer"]),
        list(&[
            "Bail",
            "Ou copie du titre de propriété",
            "Montant de la taxe",
            "Timbre fiscal : <Valeur>25 €</Valeur>",
            "Numéro de dossier",
            "soit un passeport,",
            "soit une carte de séjour."
        ]),
    );
    insta::assert_snapshot!(format!("{}{}", lines(&body, "documents"), lines(&body, "costs")), @r#"
    .steps[0].requirements[0].documents[0].title = "Facture d'eau"
    .steps[0].requirements[0].documents[1].title = "Quittance de loyer"
    .steps[0].requirements[1].documents[0].title = "Bail"
    .steps[0].requirements[1].documents[1].title = "copie du titre de propriété"
    .steps[0].requirements[2].documents[0].title = "soit un passeport"
    .steps[0].requirements[2].documents[1].title = "soit une carte de séjour"
    .steps[0].costs[0].cents[0] = 2500
    .steps[0].costs[0].cents[1] = 2500
    .steps[0].costs[0].confidence = "title"
    "#);
}

#[test]
fn what_a_document_is_made_of_is_not_asked_beside_it() {
    let item = |words: &str, under: &[&str]| format!("<Item><Paragraphe>{words}</Paragraphe>{}</Item>", list(under));
    let body = format!(
        "<Texte><Chapitre><Titre>Pièces à fournir</Titre><Liste>{}{}{}</Liste></Chapitre></Texte>",
        item("Justificatif de domicile\u{a0}:", &["facture", "avis d'imposition"]),
        item("Pour la société et ses associés\u{a0}:", &["Statuts", "Liste des associés"]),
        item("L'un des documents suivants\u{a0}:", &["Passeport", "Visa"]),
    );
    insta::assert_snapshot!(lines(&body, "documents"), @r#"
    .steps[0].requirements[0].documents[0].title = "Justificatif de domicile"
    .steps[0].requirements[1].documents[0].title = "Statuts"
    .steps[0].requirements[2].documents[0].title = "Liste des associés"
    .steps[0].requirements[3].documents[0].title = "Passeport"
    .steps[0].requirements[3].documents[1].title = "Visa"
    "#);
}

const PORTAL: &str =
    "<ServiceEnLigne ID=\"R2\" URL=\"https://exemple.fr/\" type=\"Téléservice\"><Titre>Demande de carte</Titre></ServiceEnLigne>";

#[test]
fn only_a_sentence_makes_an_online_service_the_only_way() {
    let ways = |body: &str| lines(body, "channels");
    assert_eq!(ways(&format!("<Texte><Paragraphe>La carte est rose.</Paragraphe></Texte>{PORTAL}")), "");
    let asked = |sentence: &str| {
        ways(&format!("<Texte><Chapitre><Titre>Demande</Titre><Paragraphe>{sentence}</Paragraphe>{PORTAL}</Chapitre></Texte>"))
    };
    assert!(asked("La demande se fait en ligne.").contains("\"sentence\""));
    assert!(asked("Vous pouvez préparer la demande en ligne.").contains("\"title\""));
    assert!(ways(&format!("<Texte><Paragraphe>La carte est rose.</Paragraphe>{PORTAL}</Texte>")).contains("\"guess\""));
    assert!(asked("La demande se fait en ligne. Elle se fait aussi par courrier.").contains("\"title\""));
}

#[test]
fn a_service_that_tells_where_a_file_stands_is_a_follow_up() {
    let portal = PORTAL.replace("Demande de carte", "Suivez votre demande de carte");
    let (_, model, _) =
        assembled(&page("Fiche d'information", &format!("<Texte><Paragraphe>Bonjour.</Paragraphe></Texte>{portal}")));
    let tracking = model.services[0].tracking.all();
    assert_eq!(
        tracking.iter().map(|way| way.value.url.as_ref().map(|url| &*url.value)).collect::<Vec<_>>(),
        [Some("https://exemple.fr/")]
    );
    assert!(model.services[0].steps.iter().all(|step| step.performed.is_not_said()));
}

#[test]
fn an_office_is_for_what_the_words_around_it_say() {
    let office = |id: &str, complement: &str| {
        format!(
            "<OuSAdresser ID=\"{id}\" type=\"Local\"><Titre>Mairie</Titre>{complement}<PivotLocal>mairie</PivotLocal></OuSAdresser>"
        )
    };
    let body = format!(
        "<Texte><Paragraphe>Pour un rendez-vous\u{a0}:</Paragraphe>{}<Chapitre><Titre>Retrait</Titre>{}</Chapitre></Texte>{}{}{PORTAL}",
        office("R3", ""),
        office("R4", ""),
        office("R5", "<Complement>Pour s'informer</Complement>"),
        office("R6", ""),
    );
    let (_, model, _) = assembled(&page("Fiche d'information", &body));
    let block = model.services[0].contact.said().expect("des contacts");
    let purposes: Vec<_> =
        block.purposes.iter().map(|(name, words)| format!("{name} {}", words.value.replace('\u{a0}', " "))).collect();
    assert_eq!(purposes, ["contact_r3 Pour un rendez-vous :", "contact_r4 Retrait", "contact_r5 Pour s'informer"]);
}

#[test]
fn a_voice_that_is_a_machine_and_a_directory_are_told_from_offices() {
    let body = format!(
        "{PORTAL}<OuSAdresser ID=\"R3\" type=\"National\"><Titre>34 00</Titre><Texte><Paragraphe>Serveur vocal interactif sur les délais</Paragraphe>\
         <Chapitre><Titre>Par téléphone</Titre><Paragraphe>34 00</Paragraphe></Chapitre></Texte></OuSAdresser>\
         <OuSAdresser ID=\"R4\" type=\"National\"><Titre>CFE</Titre><RessourceWeb URL=\"https://www.insee.fr/fr/information/1972060\"/></OuSAdresser>\
         <OuSAdresser ID=\"R5\" type=\"National\"><Titre>Service</Titre><Texte><Chapitre><Titre>Par téléphone</Titre><Paragraphe>08 26 08 06 04</Paragraphe>\
         <Paragraphe>Accès gratuit à un service de visio-interprétation</Paragraphe></Chapitre></Texte></OuSAdresser>"
    );
    insta::assert_snapshot!(lines(&body, "organisme"), @r#"
    organisme contact_r3 « 34 00 » ["automate 34 00 : Serveur vocal interactif sur les délais"]
    organisme contact_r4 « CFE » ["annuaire https://www.insee.fr/fr/information/1972060"]
    organisme contact_r5 « Service » ["tél 08 26 08 06 04 None None"]
    "#);
}

#[test]
fn a_delay_starts_where_another_sentence_of_the_page_says() {
    let start = |after: &str| {
        let body = format!("<Texte><Paragraphe>Le délai de réponse est de 2 mois maximum. {after}</Paragraphe>{PORTAL}</Texte>");
        let (_, model, _) = assembled(&page("Fiche d'information", &body));
        format!("{:?}", model.services[0].steps[0].processing_times.all()[0].value.start.as_ref().map(|start| &start.value))
    };
    assert_eq!(
        start("Sans réponse dans les 2 mois qui suivent le dépôt, la demande est rejetée."),
        "Some(Described(\"le dépôt, la demande est rejetée\"))"
    );
    assert_eq!(start("Le délai débute à compter de la réception du dossier."), "Some(Described(\"la réception du dossier\"))");
    assert_eq!(start("Le paiement a lieu dans les 3 mois qui suivent le dépôt."), "None");
    assert_eq!(start("Vous avez 2 mois à compter de la décision pour contester devant le tribunal."), "None");
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
