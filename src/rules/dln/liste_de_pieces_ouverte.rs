//! A list of documents that is not closed: « notamment », « etc. », « tout document utile ».

use super::scope::asks_for;
use crate::findings::{Finding, Severity};
use crate::model::{Model, PublicService, Step};
use crate::rules::asked::asked;
use crate::rules::wording::{fitting, readable};
use crate::rules::{Basis, Check, Context, FixOffered, Passage, Rule, Texts, quoted, tables};
use crate::source::Location;
use crate::values::{RequiredEvidence, Requirement};

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
    check: Check::Texts(check),
};

fn check(texts: &Texts<'_>, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let service = texts.service;
    let mut open: Vec<_> = texts.addressed().filter(|passage| passage.says(RULE.code, "ouvertures dans un texte")).collect();
    for step in service.user_steps() {
        let of_documents = asked(service, context)
            .filter(|request| request.step.symbol == step.symbol && request.requirement.value.evidence.len() == 1)
            .filter(|request| is_open(wording(&request.requirement.value.evidence[0], context.model)))
            .filter(|request| !is_as_the_person_likes(&request.requirement.value, context.model))
            .filter(|request| !is_listed_beside(&request.requirement.value))
            .filter(|request| !is_offered(step, request.place()))
            .map(|request| request.place());
        let asks_documents = !step.requirements.all().is_empty();
        let is_own = |passage: &mut &Passage<'_>| {
            asks_documents && step.instructions.iter().any(|instruction| passage.is(&instruction.value))
        };
        let own: Vec<_> = open.extract_if(.., is_own).collect();
        let of_instructions = own.iter().flat_map(|passage| openings(passage, |_, _| true));
        let places: Vec<Location> = of_documents.chain(of_instructions).collect();
        let message = fitting([
            format!("la liste des pièces de l'étape {} reste ouverte", quoted(step)),
            "la liste des pièces de cette étape reste ouverte".to_owned(),
        ]);
        findings.extend(finding(message, &places));
    }
    let asks = |text: &str, place| says(text, "pieces") && asks_for(text, place);
    let must_be_given = |passage: &&&Passage<'_>| !is_beside_an_optional_document(service, passage);
    let places: Vec<Location> = open.iter().filter(must_be_given).flat_map(|passage| openings(passage, asks)).collect();
    findings.extend(finding("un texte laisse ouverte la liste des pièces à fournir".to_owned(), &places));
}

fn finding(message: String, places: &[Location]) -> Option<Finding> {
    let (first, others) = places.split_first()?;
    let finding = RULE.at(*first, message).with_label("lesquelles ?");
    Some(others.iter().fold(finding, |finding, place| finding.with_related(*place, "et ici, lesquelles ?")))
}

fn wording<'m>(evidence: &'m RequiredEvidence, model: &'m Model) -> &'m str {
    match evidence {
        RequiredEvidence::Named(name) => model.evidence(name).map_or("", |evidence| &evidence.title),
        RequiredEvidence::Described(words) => &words.value,
    }
}

/// Whether a text is said beside a document that may be left out: the person adds what they find useful.
fn is_beside_an_optional_document(service: &PublicService, passage: &Passage<'_>) -> bool {
    service.requirements().any(|(_, requirement)| {
        let Requirement { explanation, qualifiers, .. } = &requirement.value;
        qualifiers.optional.is_some() && explanation.as_ref().is_some_and(|text| passage.is(text))
    })
}

/// An optional line where the person may add what they find useful.
fn is_as_the_person_likes(requirement: &Requirement, model: &Model) -> bool {
    let explanation = requirement.explanation.as_ref().map(|words| &*words.value);
    let words = requirement.evidence.iter().map(|evidence| wording(evidence, model)).chain(explanation);
    requirement.qualifiers.optional.is_some() && words.into_iter().any(|words| says(&readable(words), "comme la personne veut"))
}

/// Whether the text above a document leaves the person to choose what they bring.
fn is_offered(step: &Step, document: Location) -> bool {
    let above = step.instructions.iter().filter(|said| said.value.span.end <= document.span.start);
    let nearest = above.max_by_key(|said| said.value.span.end);
    nearest
        .is_some_and(|said| said.value.value.trim_end().ends_with(':') && says(&readable(&said.value.value), "pieces offertes"))
}

/// An explanation that gives the list, an item a line.
fn is_listed_beside(requirement: &Requirement) -> bool {
    let items = requirement.explanation.iter().flat_map(|words| words.value.lines());
    items.filter(|line| line.trim_start().starts_with(['-', '•', '*', '–'])).count() >= 2
}

fn is_open(words: &str) -> bool {
    let mut text = readable(words);
    if says(&text, "choix de la personne") {
        return false;
    }
    if text.contains('(') {
        text = without_parentheses(&text);
    }
    // « Etc. » leaves a list open; alone after one word it is a way of speaking.
    let lists = text.contains(':');
    let trails_off = lists && (text.trim_end().ends_with('…') || text.trim_end().ends_with("..."));
    let opens = tables::turns(RULE.code, "ouvertures").places(&text).any(|place| match &text[place.clone()] {
        "etc" => lists && !says(&readable(&text[..place.start]), "rien de demande"),
        "notamment" => !says(&readable(&text[..place.start]), "contenu de la piece") && !text[place.end..].starts_with(" pour "),
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

/// Where the sentences of a text open the list, when they ask for something.
fn openings(passage: &Passage<'_>, asks: impl Fn(&str, usize) -> bool) -> Vec<Location> {
    // What goes with an appeal proves what the person likes: « Vous devez motiver votre recours, le signer et joindre… »
    let mut is_about_an_appeal = false;
    let mut opens = |text: &str| {
        is_about_an_appeal |= says(text, "contestations");
        let place = tables::turns(RULE.code, "ouvertures dans un texte").places(text).next();
        let is_closed =
            ["demandes plus tard", "choix de la personne", "comme la personne veut", "rien de demande", "objet de la preuve"]
                .iter()
                .any(|list| says(text, list));
        place.is_some_and(|place| asks(text, place.start)) && !is_closed && !is_about_an_appeal
    };
    passage.sentences().filter(|(_, text)| opens(text)).map(|(range, _)| passage.location(range)).collect()
}

fn says(readable: &str, list: &str) -> bool {
    tables::turns(RULE.code, list).is_in(readable)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::PassageKind;
    use crate::rules::testing::check_page;
    use crate::source::Span;
    use crate::values::Text;

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
        let service = PublicService::default();
        let opens = |words: &str| {
            let text = Text::new(words.into(), Span::new(0, 1));
            openings(&Passage::new(&text, PassageKind::Instruction, &service), asks_for).len()
        };
        assert_eq!(opens("Vous devez signer la demande et joindre tout document utile."), 1);
        assert_eq!(opens("Vous devez motiver votre recours. Vous devez le signer et joindre tout document utile."), 0);
        assert!(is_open("Justificatifs de mouvements : achats, ventes, etc."));
        assert!(!is_open("Livre-journal qui consiste en un enregistrement des mouvements : achats, ventes, etc."));
    }
}
