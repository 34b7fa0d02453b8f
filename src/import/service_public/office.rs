//! What an office is, and what it is for: by its name, by the national directory, and by the words around it.

use super::xml::{self, Node};
use crate::values::{OrganisationNature, Text, fold};

/// What an office is for: its own words, the title around it, else the sentence above. Nothing says it of an office at the foot of the page, but
/// its very name (« Surendettement : adresse postale ») or a sentence of the page that names it.
pub(super) fn purpose(node: Node<'_>, said: &[(Text, String)]) -> Option<Text> {
    let titled = || node.ancestors().skip(1).find_map(|above| xml::child_words(above, "Titre"));
    let is_at_the_foot = node.parent().is_none_or(|parent| parent.parent_element().is_none());
    let above = || node.prev_siblings().skip(1).find(|before| xml::is(*before, "Paragraphe")).map(xml::words);
    let own = || xml::children(node, "Texte").find_map(|text| xml::child(text, "Paragraphe")).map(xml::words).filter(says_a_use);
    let name = xml::child_words(node, "Titre");
    let named = || name.clone().filter(|name| has_a_use(&name.value));
    let told = || name.as_ref().and_then(|name| paragraph_naming(&name.value, said));
    let above = || above().filter(|_| !is_at_the_foot);
    xml::child_words(node, "Complement").or_else(titled).or_else(above).or_else(own).or_else(named).or_else(told)
}

/// Whether the words of an office say what it does: more than a number, hours or an address.
fn says_a_use(words: &Text) -> bool {
    !words.value.contains(|letter: char| letter.is_ascii_digit()) && words.value.split_whitespace().count() > 3
}

/// Whether a name says a use: after its mark (« 34 00 - Carte grise », « Surendettement : adresse postale »), or by whom and what it is for.
fn has_a_use(name: &str) -> bool {
    const USES: [&str; 5] = ["d'information", "non residents", "non-residents", "charge de", "chargee de"];
    let words = format!(" {} ", fold(name).replace('’', "'"));
    [" : ", "\u{a0}: ", " - "].iter().any(|mark| name.contains(mark))
        || words.starts_with(" poser une question")
        || USES.iter().any(|used| words.contains(&format!(" {used} ")))
}

/// The paragraphs of a page's own text, as written and folded: read once for all its offices.
pub(super) fn own_text(root: Node<'_>) -> Vec<(Text, String)> {
    let bodies = root.children().filter(|part| ["Introduction", "Texte", "ListeSituations"].contains(&xml::name(*part)));
    let paragraphs = bodies.flat_map(|body| xml::descendants(body, "Paragraphe"));
    let own = paragraphs.filter(|paragraph| !paragraph.ancestors().any(|above| xml::is(above, "OuSAdresser")));
    own.map(xml::words).map(|words| (words.clone(), fold(&words.value))).collect()
}

/// The first paragraph that names an office, by its whole name or its acronym.
fn paragraph_naming(name: &str, said: &[(Text, String)]) -> Option<Text> {
    let (long, acronym) = name.split_once('(').map_or((name, None), |(long, rest)| (long, rest.split(')').next()));
    let long = fold(long.trim());
    let acronym = acronym.map(str::trim).filter(|acronym| acronym.len() > 2);
    let has_acronym = |words: &str| {
        acronym.is_some_and(|acronym| words.split(|letter: char| !letter.is_alphanumeric()).any(|word| word == acronym))
    };
    let found = said.iter().find(|(words, folded)| folded.contains(&long) || has_acronym(&words.value));
    found.map(|(words, _)| words.clone())
}

/// Whether an address is that of a directory of local offices.
pub(super) fn is_directory(url: &str) -> bool {
    let url = url.split_once("://").map_or(url, |(_, rest)| rest);
    [
        "lannuaire.service-public.fr",
        "annuaire.service-public.fr",
        "www.insee.fr/fr/information/1972060",
        "insee.fr/fr/information/1972060",
    ]
    .iter()
    .any(|directory| url.starts_with(directory))
}

/// Whether an address is that of a page that gives the contacts of an office: « nous-contacter », « contacts-c3s ».
pub(super) fn is_contact_page(url: &str) -> bool {
    let url = fold(url);
    let mut words = url.split(|letter: char| !letter.is_alphanumeric());
    words.any(|word| ["contact", "joindre", "coordonnees"].iter().any(|beginning| word.starts_with(beginning)))
}

/// Whether the name of an office is that of a private body: the national directory does not list it.
pub(super) fn is_private(title: &str) -> bool {
    let title = fold(title);
    [
        "interbancaire",
        "notaire",
        "notarial",
        "federation",
        "banque",
        "assurance",
        "assureur",
        "sncf",
        "ratp",
        "air france",
        "opposition",
        "ligue",
        "auberges",
    ]
    .iter()
    .any(|word| title.contains(word))
        && !["assurance maladie", "assurance retraite", "assurance vieillesse", "banque de france"]
            .iter()
            .any(|word| title.contains(word))
}

/// What kind of body the national directory lists under that word.
pub(super) fn nature(pivot: &str) -> Option<OrganisationNature> {
    let is = |words: &[&str]| words.iter().any(|word| pivot.starts_with(word));
    if is(&["mairie", "cg", "cr", "departement", "region", "epci", "mdph"]) {
        Some(OrganisationNature::LocalAuthority)
    } else if is(&["prefecture", "sous_pref", "commissariat", "gendarmerie", "sip", "tresorerie", "ddt", "ddpp", "direccte"]) {
        Some(OrganisationNature::State)
    } else if is(&["caf", "cpam", "carsat", "urssaf", "msa"]) {
        Some(OrganisationNature::SocialSecurity)
    } else if is(&["tribunal", "tgi", "ti", "te", "cour_appel", "prudhommes"]) {
        Some(OrganisationNature::Court)
    } else if is(&["cci", "cma", "chambre_"]) {
        Some(OrganisationNature::Chamber)
    } else {
        None
    }
}
