//! A list of documents that is not closed: « notamment », « etc. », « tout document utile ».

use crate::findings::{Finding, Severity};
use crate::model::{Model, PublicService, Step};
use crate::rules::asked::asked;
use crate::rules::wording::{Words, fitting, has, has_any, readable, sentences};
use crate::rules::{Basis, Check, Context, FixOffered, Rule, quoted};
use crate::source::{Location, Span};
use crate::values::{RequiredEvidence, Requirement, Text};

/// What opens a list, in the words that name a document.
static OPENINGS: Words = Words::new(&[
    "notamment",
    "etc",
    "liste non exhaustive",
    "liste indicative",
    "tout autre document",
    "toute autre piece",
    "tout autre justificatif",
    "tous autres documents",
    "toutes autres pieces",
    "tout document utile",
    "tous documents utiles",
    "tous les documents utiles",
    "toute piece utile",
    "toutes pieces utiles",
    "toutes les pieces utiles",
    "tout justificatif utile",
    "tous justificatifs utiles",
    "tous les justificatifs utiles",
    "tout document necessaire",
    "toute piece necessaire",
    "tout document complementaire",
    "toute piece complementaire",
    "tout document supplementaire",
    "toute piece supplementaire",
    "autres pieces",
    "autres documents",
]);

/// What opens a list in an instruction, where « notamment » may be about something else.
static OPENINGS_IN_INSTRUCTIONS: Words = Words::new(&[
    "liste non exhaustive",
    "liste de pieces non exhaustive",
    "tout document utile",
    "tous documents utiles",
    "tous les documents utiles",
    "toute piece utile",
    "toutes pieces utiles",
    "toutes les pieces utiles",
    "tout justificatif utile",
    "tous les justificatifs utiles",
]);

/// What leaves the choice to the person rather than to the administration.
static CHOICES_OF_THE_PERSON: Words = Words::new(&[
    "ou tout",
    "ou toute",
    "ou tous",
    "ou toutes",
    "par exemple",
    "par tout moyen",
    "par tous moyens",
    "l'un des",
    "l'une des",
    "ou de tout",
    "ou de toute",
    "ou autre",
    "ou autres",
    "utiles etablissant",
    "pouvant justifier",
    "vous pouvez produire",
    "utile justifiant",
    "utiles justifiant",
    "utile etablissant",
    "utile prouvant",
    "utiles prouvant",
    "de nature a prouver",
    "preuve par tous",
    "permettant de justifier",
    "toute piece justifiant",
    "comme par exemple",
]);

/// What lets the person add what they like to a list that is closed without it.
static AS_THE_PERSON_LIKES: Words = Words::new(&[
    "que vous souhaitez",
    "que vous souhaiteriez",
    "si vous le souhaitez",
    "vous paraitrait",
    "vous paraitraient",
    "vous parait",
    "vous paraissent",
    "vous semble",
    "vous semblent",
    "vous semblerait",
    "vous jugez",
    "vous jugeriez",
    "vous jugerez",
    "vous pouvez joindre",
    "vous pouvez nous joindre",
    "demandeur juge",
    "possibilite de joindre",
    "non obligatoire",
    "vous pouvez ajouter",
    "utile a votre candidature",
    "utiles a votre candidature",
    "que le demandeur souhaite",
]);

/// Sentences of an instruction that ask for nothing: what a book of accounts is.
static NOT_ASKED: Words = Words::new(&["qui consiste", "qui consistent", "contient", "contiennent"]);

/// What announces documents among which the person brings those they have.
static OFFERED: Words =
    Words::new(&["vous pouvez produire", "vous pouvez fournir", "vous pouvez joindre", "vous pouvez presenter"]);

/// Words after which « notamment » is about what a document says, not about which documents.
static ABOUT_CONTENT: Words = Words::new(&[
    "precise",
    "precisant",
    "precisent",
    "mentionne",
    "mentionnant",
    "mentionnent",
    "mentionner",
    "indique",
    "indiquant",
    "indiquent",
    "comporte",
    "comportant",
    "comportent",
    "decrit",
    "decrivant",
    "doit",
    "doivent",
    "devra",
    "devront",
    "assurant",
    "couvrant",
    "concernant",
    "relatif",
    "relative",
    "relatifs",
    "relatives",
    "recommandations",
    "contenant",
    "presentant",
    "detaillant",
    "attestant",
    "justifiant",
    "faisant",
]);

/// What announces a later demand: the rule on discretion speaks of it.
static LATER_DEMANDS: Words = Words::new(&["peut", "peuvent", "pourra", "pourront", "se reserve"]);

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "DLN012",
    name: "liste-de-pieces-ouverte",
    severity: Severity::Alerte,
    worst: Severity::Alerte,
    what: "La liste des pièces n'est pas fermée : « notamment », « etc. », « tout document utile ».",
    why: "La personne ne peut pas savoir si son dossier est complet ; elle apporte trop, ou revient.",
    remove: "écrivez la liste complète, et rien d'autre",
    ease: "si la pièce dépend de la situation, dites laquelle dans quel cas : `fournir … si …`",
    principle: "Défini : dont on connait les caractéristiques",
    basis: &[Basis::Law("CRPA", "L114-5")],
    threshold: "",
    limits: "« Ou tout autre justificatif », qui laisse le choix à la personne, n'est pas signalé, ni « tout document prouvant… », ni les exemples entre \
             parenthèses, ni ce que la personne « peut produire », ni ce qui va avec un recours, ni une case facultative pour « ce qui vous paraît utile », ni « notamment » quand il parle de ce que dit la pièce.",
    fix: FixOffered::No,
    faulty: &[
        r"
démarche aide « Demander une aide » {
  étape dépôt « Déposez la demande » {
    par usager au guichet
    fournir « Justificatifs de ressources : bulletins de salaire, relevés, etc. »
    fournir « Toute pièce utile à l'examen du dossier »
  }
}
",
        r"
démarche aide « Demander une aide » {
  étape dépôt « Déposez la demande » {
    par usager au guichet
    fournir avis_imposition
    consigne « Venez avec tous les documents utiles. »
  }
}
",
    ],
    sane: &[r"
démarche aide « Demander une aide » {
  étape dépôt « Déposez la demande » {
    par usager au guichet
    fournir « Facture, quittance ou tout autre justificatif de domicile »
    fournir avis_imposition ou « Tout document utile pour montrer vos revenus »
    consigne « Arrivez dix minutes avant l'heure, notamment le lundi. »
  }
}
"],
    check: Check::Service(check),
};

fn check(service: &PublicService, context: &Context<'_>, findings: &mut Vec<Finding>) {
    for step in service.user_steps() {
        let of_documents = asked(service, context)
            .filter(|request| request.step.symbol == step.symbol && request.requirement.value.evidence.len() == 1)
            .filter(|request| is_open(wording(&request.requirement.value.evidence[0], context.model)))
            .filter(|request| !is_as_the_person_likes(&request.requirement.value, context.model))
            .filter(|request| !is_listed_beside(&request.requirement.value))
            .filter(|request| !is_offered(step, request.place()))
            .map(|request| request.place());
        let asks_documents = !step.requirements.all().is_empty();
        let of_instructions = step
            .instructions
            .iter()
            .filter(|_| asks_documents)
            .flat_map(|instruction| opening_sentences(&instruction.value).map(|span| instruction.at(span)));
        let places: Vec<Location> = of_documents.chain(of_instructions).collect();
        findings.extend(finding(step, &places));
    }
}

fn finding(step: &Step, places: &[Location]) -> Option<Finding> {
    let (first, others) = places.split_first()?;
    let message = fitting([
        format!("la liste des pièces de l'étape {} reste ouverte", quoted(step)),
        "la liste des pièces de cette étape reste ouverte".to_owned(),
    ]);
    let finding = RULE.at(*first, message).with_label("lesquelles ?");
    Some(others.iter().fold(finding, |finding, place| finding.with_related(*place, "et ici, lesquelles ?")))
}

fn wording<'m>(evidence: &'m RequiredEvidence, model: &'m Model) -> &'m str {
    match evidence {
        RequiredEvidence::Named(name) => model.evidence(name).map_or("", |evidence| &evidence.title),
        RequiredEvidence::Described(words) => &words.value,
    }
}

/// An optional line where the person may add what they find useful.
fn is_as_the_person_likes(requirement: &Requirement, model: &Model) -> bool {
    let explanation = requirement.explanation.as_ref().map(|words| &*words.value);
    let words = requirement.evidence.iter().map(|evidence| wording(evidence, model)).chain(explanation);
    requirement.qualifiers.optional.is_some() && words.into_iter().any(|words| has_any(&readable(words), &AS_THE_PERSON_LIKES))
}

/// Whether the text above a document leaves the person to choose what they bring.
fn is_offered(step: &Step, document: Location) -> bool {
    let above = step.instructions.iter().filter(|said| said.value.span.end <= document.span.start);
    let nearest = above.max_by_key(|said| said.value.span.end);
    nearest.is_some_and(|said| said.value.value.trim_end().ends_with(':') && has_any(&readable(&said.value.value), &OFFERED))
}

/// An explanation that gives the list, an item a line.
fn is_listed_beside(requirement: &Requirement) -> bool {
    let items = requirement.explanation.iter().flat_map(|words| words.value.lines());
    items.filter(|line| line.trim_start().starts_with(['-', '•', '*', '–'])).count() >= 2
}

fn is_open(words: &str) -> bool {
    let mut text = readable(words);
    if has_any(&text, &CHOICES_OF_THE_PERSON) {
        return false;
    }
    if text.contains('(') {
        text = without_parentheses(&text);
    }
    // « Etc. » leaves a list open; alone after one word it is a way of speaking.
    let lists = text.contains(':');
    let trails_off = lists && (text.trim_end().ends_with('…') || text.trim_end().ends_with("..."));
    let opens = OPENINGS.places(&text).any(|(place, words)| match words {
        "etc" => lists && !has_any(&readable(&text[..place.start]), &NOT_ASKED),
        "notamment" => !has_any(&readable(&text[..place.start]), &ABOUT_CONTENT) && !text[place.end..].starts_with(" pour "),
        _ => true,
    });
    trails_off || opens
}

/// The words outside parentheses, where examples of what is accepted are given.
fn without_parentheses(text: &str) -> String {
    let mut depth = 0usize;
    let kept = text.chars().filter(|letter| {
        depth += usize::from(*letter == '(');
        let is_kept = depth == 0;
        depth = depth.saturating_sub(usize::from(*letter == ')'));
        is_kept
    });
    kept.collect()
}

/// The sentences of an instruction that open the list.
fn opening_sentences(instruction: &Text) -> impl Iterator<Item = Span> {
    let start = instruction.span.start;
    // What goes with an appeal proves what the person likes: « Vous devez motiver votre recours, le signer et joindre… »
    let mut is_about_an_appeal = false;
    sentences(&instruction.value).filter_map(move |(range, sentence)| {
        let text = readable(sentence);
        is_about_an_appeal |= has(&text, "recours");
        let opens = has_any(&text, &OPENINGS_IN_INSTRUCTIONS)
            && !has_any(&text, &LATER_DEMANDS)
            && !has_any(&text, &CHOICES_OF_THE_PERSON)
            && !has_any(&text, &AS_THE_PERSON_LIKES)
            && !has_any(&text, &NOT_ASKED)
            && !is_about_an_appeal;
        let span = Span::of(range);
        let in_one_piece = instruction.span.len() as usize == instruction.value.len();
        opens.then(|| if in_one_piece { Span::new(start + span.start, start + span.end) } else { instruction.span })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::check_page;

    #[test]
    fn what_the_person_may_bring_is_theirs_to_choose() {
        let said = |above: &str| {
            let list = "<Liste><Item><Paragraphe>Copie du bail</Paragraphe></Item>\
                        <Item><Paragraphe>Scolarité : certificat d'inscription, copies des diplômes, etc.</Paragraphe></Item></Liste>";
            let form = "<ServiceEnLigne ID=\"R2\" type=\"Formulaire\"><Titre>Demande</Titre></ServiceEnLigne>";
            check_page("DLN012", "Prénom", &format!("<Texte><Paragraphe>{above}</Paragraphe>{list}{form}</Texte>"))
        };
        assert_ne!(said("Vous devez produire les justificatifs suivants :"), "");
        assert_eq!(said("Selon votre situation, vous pouvez produire les justificatifs suivants :"), "");
    }

    #[test]
    fn what_goes_with_an_appeal_or_says_what_a_book_holds_is_not_a_list_of_documents() {
        let opens = |words: &str| opening_sentences(&Text::new(words.into(), Span::new(0, 1))).count();
        assert_eq!(opens("Vous devez signer la demande et joindre tout document utile."), 1);
        assert_eq!(opens("Vous devez motiver votre recours. Vous devez le signer et joindre tout document utile."), 0);
        assert!(is_open("Justificatifs de mouvements : achats, ventes, etc."));
        assert!(!is_open("Livre-journal qui consiste en un enregistrement des mouvements : achats, ventes, etc."));
    }
}
