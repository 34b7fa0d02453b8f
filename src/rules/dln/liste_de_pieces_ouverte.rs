//! A list of documents that is not closed: « notamment », « etc. », « tout document utile ».

use crate::findings::{Finding, Severity};
use crate::model::{Model, PublicService, Step};
use crate::rules::asked::asked;
use crate::rules::wording::{Words, fitting, has_any, readable, sentences};
use crate::rules::{Basis, Check, Context, FixOffered, Rule, quoted};
use crate::source::{Location, Span};
use crate::values::{RequiredEvidence, Text};

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
             parenthèses.",
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

fn is_open(words: &str) -> bool {
    let mut text = readable(words);
    if text.contains('(') {
        text = without_parentheses(&text);
    }
    let trails_off = text.trim_end().ends_with('…') || text.trim_end().ends_with("...");
    (trails_off || has_any(&text, &OPENINGS)) && !has_any(&text, &CHOICES_OF_THE_PERSON)
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
    sentences(&instruction.value).filter_map(move |(range, sentence)| {
        let text = readable(sentence);
        let opens = has_any(&text, &OPENINGS_IN_INSTRUCTIONS) && !has_any(&text, &LATER_DEMANDS);
        let span = Span::of(range);
        let in_one_piece = instruction.span.len() as usize == instruction.value.len();
        opens.then(|| if in_one_piece { Span::new(start + span.start, start + span.end) } else { instruction.span })
    })
}
