//! A procedure that threatens more than it helps.

use crate::analysis::prose::words;
use crate::findings::{Finding, Severity};
use crate::rules::around::{is_quoted, repeats_the_law, said};
use crate::rules::wording::readable;
use crate::rules::{Basis, Check, Context, FixOffered, Passage, PassageKind, Rule, Texts, tables};
use crate::source::Location;

/// Fewer marks than this are an accident, however short the text.
const FEW: usize = 3;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "LAN008",
    name: "ton-menacant",
    severity: Severity::Conseil,
    worst: Severity::Conseil,
    what: "Les textes d'une démarche ordonnent et menacent souvent, ou annoncent un rejet sans dire à la personne comment être aidée.",
    why: "La peur fait renoncer ceux qui auraient le plus besoin d'aide ; elle ne rend pas les dossiers plus complets.",
    remove: "dites ce qu'il faut faire, puis calmement ce qui arrive sinon",
    ease: "à côté de chaque menace, dites comment corriger, et qui peut aider",
    principle: "la simple idée de devoir recourir au service public génère du stress",
    basis: &[
        Basis::Source("DITP, fiches « simplifier les documents » : éviter le ton anxiogène ou culpabilisant"),
        Basis::Source("Services Publics+, engagement 1"),
    ],
    threshold: "Au moins 3 marques et plus de 2 pour 100 mots dans toute la démarche, ou une menace quand la démarche n'a pas de contact et qu'aucun \
                texte ne dit comment être aidé ou corriger. Convention de limpide.",
    limits: "Une marque : « impérativement », « sous peine de », « en aucun cas », « sera rejeté »… (rules/lexique/, rules/tournures/). Une \
             sanction que la loi prévoit et que le texte cite ne compte pas. Un constat par démarche.",
    fix: FixOffered::No,
    faulty: &[
        r"
démarche aide « Demander une aide » {
  étape dépôt « Déposez la demande » {
    par usager au guichet
    consigne « Les pièces doivent impérativement être jointes. Le dossier est à signer obligatoirement, délai de rigueur le 3 mars. »
  }
}
",
        r"
démarche aide « Demander une aide » {
  présentation « Vous demandez une aide à la mairie pour vos enfants. Tout dossier incomplet sera rejeté. »
}
",
    ],
    sane: &[r"
démarche aide « Demander une aide » {
  présentation « Vous demandez une aide à la mairie pour vos enfants. Un dossier incomplet sera rejeté : vous pouvez le compléter pendant 15 jours. »
  étape dépôt « Déposez la demande » {
    par usager au guichet
    consigne « Signez impérativement la demande. »
  }
}
"],
    check: Check::Texts(check),
};

/// A hard word, and where.
struct Mark {
    location: Location,
    said: String,
    is_threat: bool,
}

fn check(texts: &Texts<'_>, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let marks: Vec<Mark> = texts.addressed().flat_map(marks_of).collect();
    let Some(first) = marks.first() else { return };
    let threat = marks.iter().find(|mark| mark.is_threat);
    let helps = || says_how_to_be_helped(texts);
    let limit = tables::threshold(RULE.code).bar();
    let is_dense = || {
        let n_words: usize = texts.addressed().map(|passage| words(&passage.text.value).count()).sum();
        marks.len() >= FEW && marks.len() * 100 > n_words * limit
    };
    let (place, message) = if is_dense() {
        (first, format!("{} ordres ou menaces pour un texte court", marks.len()))
    } else if let Some(threat) = threat
        && !helps()
    {
        (threat, format!("« {} » : une menace, et aucun texte ne dit comment être aidé", threat.said))
    } else {
        return;
    };
    let mut finding = RULE.at(place.location, message).with_label("ce mot fait peur");
    for other in marks.iter().filter(|mark| mark.location != place.location).take(4) {
        finding = finding.with_related(other.location, format!("« {} »", other.said));
    }
    findings.push(finding);
}

/// Whether anything says whom to ask, or how to mend: a contact, a text, a notice joined to the form, an address beside a field.
fn says_how_to_be_helped(texts: &Texts<'_>) -> bool {
    let service = texts.service;
    let helps = tables::turns(RULE.code, "aides");
    service.contact.said().is_some()
        || texts.addressed().any(|passage| passage.says(RULE.code, "aides"))
        || service.shown.iter().any(|words| helps.is_in(&readable(&words.value.replace(['_', '-', '.'], " "))))
        || texts.addressed().any(|passage| passage.kind == PassageKind::Explanation && passage.text.value.contains('@'))
}

fn marks_of(passage: &Passage<'_>) -> Vec<Mark> {
    let text = &*passage.text.value;
    let mut marks: Vec<Mark> = Vec::new();
    for found in passage.wordings(RULE.code) {
        let sentence = readable(&text[passage.reading.sentence_at(&found.range)]);
        let is_of_fraud = tables::turns(RULE.code, "fraudes").is_in(&sentence);
        if !is_quoted(text, &found.range) && !repeats_the_law(&sentence) && !is_of_fraud && !is_a_title(text) {
            let location = passage.location(found.range.clone());
            marks.push(Mark { location, said: said(text, &found.range), is_threat: false });
        }
    }
    if !passage.says(RULE.code, "menaces") {
        return marks;
    }
    let threats = tables::turns(RULE.code, "menaces");
    for range in passage.reading.sentences() {
        let sentence = readable(&text[range.clone()]);
        let Some(place) = threats.places(&sentence).next() else { continue };
        let has = |name: &str| tables::turns(RULE.code, name).is_in(&sentence);
        if repeats_the_law(&sentence) || !has("fautes de forme") || has("autre guichet") || has("fraudes") {
            continue;
        }
        let location = passage.location(range.clone());
        // A sentence that threatens is one mark, whatever hard words it holds.
        let within = |mark: &Mark| mark.location.file == location.file && location.span.holds(mark.location.span);
        marks.retain(|mark| !within(mark));
        marks.push(Mark { location, said: as_written(&text[range.clone()], &sentence, place), is_threat: true });
    }
    marks
}

/// Whether a text is the title of a part of a form: « Pièces à joindre obligatoirement si vous êtes marié » sorts cases, and orders nothing.
fn is_a_title(text: &str) -> bool {
    const LONGEST: usize = 14;
    !text.trim_end().ends_with(['.', '!', '?', ';', ':'])
        && words(text).count() <= LONGEST
        && !readable(text).starts_with("vous ")
}

/// The words of a sentence that stand at a place of its readable copy: as many words, after as many others.
fn as_written(sentence: &str, readable: &str, place: std::ops::Range<usize>) -> String {
    let (before, n_words) = (readable[..place.start].split_whitespace().count(), readable[place].split_whitespace().count());
    let words: Vec<_> = sentence.split_whitespace().skip(before).take(n_words).collect();
    let words = words.join(" ");
    // A form may hold HTML.
    let words = words.split('<').next().unwrap_or(&words);
    words.trim_end_matches(['.', ',', ';', ':', ')']).to_owned()
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    fn presented(words: &str) -> String {
        check("LAN008", &format!("démarche aide « Demander une aide » {{\n  présentation « {words} »\n}}\n"))
    }

    #[test]
    fn a_warning_against_fraud_is_no_threat() {
        assert_eq!(presented("En cas de fraude, vous vous exposez à des poursuites."), "");
        assert_ne!(presented("En cas d’oubli, vous vous exposez au rejet."), "");
    }

    #[test]
    fn a_threat_without_help_is_said_once() {
        let shown =
            presented("Toute demande incomplète sera rejetée. Toute demande en retard sera refusée. La demande se fait ici.");
        assert!(
            shown.starts_with("conseil LAN008 : « sera rejetée » : une menace, et aucun texte ne dit comment être aidé"),
            "{shown}"
        );
        assert_eq!(shown.matches("LAN008").count(), 1, "{shown}");
        assert_eq!(presented("Toute demande incomplète sera rejetée. Pour toute question, appelez la mairie."), "");
    }

    #[test]
    fn density_needs_three_marks_and_more_than_two_in_a_hundred_words() {
        let hard = "Signez impérativement. Datez obligatoirement. En aucun cas ne pliez la feuille.";
        assert!(presented(hard).contains("3 ordres ou menaces"), "{}", presented(hard));
        assert_eq!(presented("Signez impérativement. Datez obligatoirement."), "");
        assert_eq!(presented(&format!("{hard} {}", "mot ".repeat(150))), "");
    }

    #[test]
    fn titles_order_nothing() {
        let titles = ["Pièces à joindre obligatoirement", "Pièces obligatoirement signées", "Pièces obligatoirement datées"];
        let text = |end: &str| titles.map(|title| format!("    consigne « {title}{end} »\n")).concat();
        let checked = |end| {
            check(
                "LAN008",
                &format!(
                    "démarche aide « Aide » {{\n  étape dépôt « Dépôt » {{\n    par usager au guichet\n{}  }}\n}}\n",
                    text(end)
                ),
            )
        };
        assert_eq!(checked(""), "");
        assert!(checked(".").contains("3 ordres ou menaces"), "{}", checked("."));
    }

    #[test]
    fn a_penalty_of_the_law_is_a_quotation() {
        assert_eq!(presented("Quiconque fait une fausse déclaration est passible d’une amende."), "");
    }
}
