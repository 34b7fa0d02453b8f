//! Something will be done, and nobody does it: « il sera procédé à », « votre dossier sera instruit », « on vous demandera ».

use crate::analysis::prose::words;
use crate::findings::{Finding, Severity};
use crate::rules::around::{Gathered, is_quoted, repeats_the_law};
use crate::rules::tables::Turns;
use crate::rules::wording::readable;
use crate::rules::{Basis, Check, Context, FixOffered, Passage, Rule, Texts, tables};
use crate::values::fold;
use std::ops::Range;

/// How many words may stand between what is dealt with and « sera ».
const NEAR: usize = 5;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "LAN004",
    name: "qui-fait-quoi-indetermine",
    severity: Severity::Conseil,
    worst: Severity::Alerte,
    what: "Une phrase annonce un acte ou une décision sans dire qui en est responsable : « votre dossier sera instruit », « il sera procédé à ».",
    why: "La personne ne sait ni qui attendre, ni qui appeler, ni contre qui faire un recours.",
    remove: "dites qui : « la mairie étudie votre dossier »",
    ease: "si plusieurs services se suivent, dites lequel répond à la personne",
    principle: "être considéré comme l’objet d’un processus dépersonnalisé",
    basis: &[
        Basis::Law("CRPA", "L111-2"),
        Basis::Source("ISO 24495-1:2023, Langage clair et simple : principe « understandable »"),
    ],
    threshold: "Un constat par démarche, avec ses autres places : alerte quand une décision est annoncée, conseil sinon. Mesuré : le passif est \
                dans 24 % des phrases de service-public ; seuls les actes d'une administration sont relevés.",
    limits: "Reconnaît « sera » ou « seront » suivi d'un acte ou d'une décision de l'administration (rules/tournures/), les tournures \
             impersonnelles et « on vous ». Se tait quand le texte nomme un service, dit « nous » ou « par » quelqu'un, et dans une condition.",
    fix: FixOffered::No,
    faulty: &[
        r"
démarche aide « Demander une aide » {
  présentation « Votre dossier sera instruit sous deux mois. »
  étape dépôt « Déposez la demande » {
    par usager au guichet
    consigne « Les demandes tardives seront rejetées. »
  }
}
",
        r"
démarche aide « Demander une aide » {
  présentation « Il sera procédé à l’examen de votre demande. »
}
",
    ],
    sane: &[r"
démarche aide « Demander une aide » {
  présentation « La mairie étudie votre dossier. La décision sera rendue par le maire. »
  étape dépôt « Déposez la demande » {
    par usager au guichet
    consigne « Votre demande sera examinée par nos services. »
    consigne « Si votre demande est acceptée, vous recevez la carte. »
    consigne « La carte est gratuite. On la garde trois ans. »
  }
}
"],
    check: Check::Texts(check),
};

fn check(texts: &Texts<'_>, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut gathered = Gathered::default();
    let mut worst = RULE.severity;
    for passage in texts.addressed() {
        if passage.says(RULE.code, "auxiliaires") && !passage.says(RULE.code, "responsables") {
            worst = worst.max(judge(passage, &mut gathered));
        }
    }
    findings.extend(gathered.into_findings().map(|finding| Finding { severity: worst, ..finding }));
}

/// Adds the acts of a text that nobody does; how much they weigh.
fn judge(passage: &Passage<'_>, gathered: &mut Gathered) -> Severity {
    let text = &*passage.text.value;
    let mut worst = RULE.severity;
    for range in passage.reading.sentences() {
        let sentence = &text[range.clone()];
        let Some(act) = act_without_agent(sentence) else { continue };
        let place = range.start + act.range.start..range.start + act.range.end;
        if is_quoted(text, &place) || names_an_office(sentence) || is_another_defect(&readable(sentence)) {
            continue;
        }
        if act.decides {
            worst = Severity::Alerte;
        }
        let location = passage.location(place.clone());
        gathered.add("", location, || {
            let said = text[place.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
            let message = format!("« {said} » : par qui n'est pas dit");
            RULE.at(location, message).with_label("qui le fait ?").with_help("nommez le service ou la personne qui agit")
        });
    }
    worst
}

/// Whether a [`readable`] sentence quotes the law, or has a defect that another rule says.
fn is_another_defect(sentence: &str) -> bool {
    repeats_the_law(sentence) || tables::turns(RULE.code, "autre defaut").is_in(sentence)
}

/// An act that a sentence announces.
struct Act {
    range: Range<usize>,
    decides: bool,
}

fn act_without_agent(sentence: &str) -> Option<Act> {
    let tokens: Vec<(Range<usize>, String)> = words(sentence).map(|range| (range.clone(), bare(&sentence[range]))).collect();
    let (start, end, decides) = passive(sentence, &tokens).or_else(|| impersonal(&tokens))?;
    let after = readable(&sentence[tokens[end].0.end..]);
    let after = tables::turns(RULE.code, "par moyen").iter().fold(after, |after, words| after.replace(words, ""));
    if after.contains(" par ") {
        return None;
    }
    let last = &tokens[end].0;
    let trimmed = sentence[last.clone()].trim_end_matches(|letter: char| !letter.is_alphanumeric());
    Some(Act { range: tokens[start].0.start..last.start + trimmed.len(), decides })
}

/// « Votre dossier sera ensuite instruit »: the first and the last word, and whether it is a decision.
fn passive(sentence: &str, tokens: &[(Range<usize>, String)]) -> Option<(usize, usize, bool)> {
    let list = |name: &str| tables::turns(RULE.code, name);
    let (acts, decisions, objects) = (list("actes"), list("decisions"), list("objets"));
    let auxiliaries = (0..tokens.len()).filter(|rank| matches!(tokens[*rank].1.as_str(), "sera" | "seront"));
    auxiliaries.into_iter().find_map(|rank| {
        let start = (rank.saturating_sub(NEAR)..rank)
            .find(|object| objects.iter().any(|known| known == object_of(&tokens[*object].1)))?;
        let is_condition = |word: &str| {
            matches!(word, "si" | "lorsque" | "quand" | "lesquels" | "lesquelles" | "dont" | "ou" | "qui")
                || word.starts_with("s'il")
        };
        // What a comma parts from the verb is not its subject.
        let is_parted = sentence[tokens[start].0.start..tokens[rank].0.start].contains([',', ':', ';', '(']);
        if is_parted || tokens[start.saturating_sub(NEAR)..rank].iter().any(|(_, word)| is_condition(word) || word == "ne") {
            return None;
        }
        let end = (rank + 1..tokens.len().min(rank + 3))
            .find(|end| !tokens[*end].1.ends_with("ment") && tokens[*end].1 != "ensuite")?;
        let word = &tokens[end].1;
        let decides = is_participle(word, decisions);
        (decides || is_participle(word, acts)).then_some((start, end, decides))
    })
}

/// « Il sera procédé à », « on vous demandera ».
fn impersonal(tokens: &[(Range<usize>, String)]) -> Option<(usize, usize, bool)> {
    let turns = tables::turns(RULE.code, "impersonnels");
    (0..tokens.len()).find_map(|start| {
        let first = tokens[start].1.as_str();
        if !matches!(first, "il" | "on")
            || start.checked_sub(1).is_some_and(|rank| matches!(tokens[rank].1.as_str(), "si" | "ou"))
        {
            return None;
        }
        let matching = turns.iter().find_map(|turn| {
            let n_words = turn.split(' ').count();
            let said = tokens.get(start..start + n_words)?;
            said.iter().map(|(_, word)| word.as_str()).eq(turn.split(' ')).then_some(start + n_words - 1)
        });
        matching.map(|end| (start, end, false))
    })
}

/// A word without its elided article: « l'inscription » is dealt with.
fn object_of(word: &str) -> &str {
    word.rsplit('\'').next().unwrap_or(word)
}

fn is_participle(word: &str, roots: &Turns) -> bool {
    roots.iter().any(|root| word.strip_prefix(root).is_some_and(|end| matches!(end, "" | "e" | "s" | "es")))
}

/// The letters of a word, folded.
fn bare(word: &str) -> String {
    fold(word.trim_matches(|letter: char| !letter.is_alphanumeric()))
}

/// Whether a sentence has an acronym: the name of a body.
fn names_an_office(sentence: &str) -> bool {
    let is_acronym = |word: &str| word.len() >= 3 && word.chars().all(char::is_uppercase);
    let mut tokens = sentence.split(|letter: char| !letter.is_alphanumeric());
    let is_shouted = sentence.chars().filter(|letter| letter.is_alphabetic()).all(char::is_uppercase);
    !is_shouted && tokens.any(is_acronym)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    fn presented(words: &str) -> String {
        check("LAN004", &format!("démarche aide « Demander une aide » {{\n  présentation « {words} »\n}}\n"))
    }

    #[test]
    fn a_decision_weighs_more_than_an_act() {
        let act = presented("Votre dossier sera instruit en juin.");
        assert!(act.starts_with("conseil LAN004 : « dossier sera instruit » : par qui n'est pas dit"), "{act}");
        assert!(presented("Toute demande tardive sera rejetée.").starts_with("alerte LAN004 : « demande tardive sera rejetée »"));
    }

    #[test]
    fn whoever_acts_is_found_in_the_text() {
        for words in [
            "Votre dossier sera instruit par le maire.",
            "La mairie vous répond. Votre dossier sera instruit en juin.",
            "Votre dossier sera instruit et nous vous répondrons.",
            "Votre dossier sera instruit à la DDT.",
            "Lorsque votre dossier sera accepté, vous viendrez.",
        ] {
            assert_eq!(presented(words), "", "{words}");
        }
        assert!(presented("Votre dossier sera ensuite examiné par courrier.").contains("LAN004"));
    }

    #[test]
    fn one_finding_has_all_the_places_of_a_procedure() {
        let shown = presented(
            "Les candidatures seront examinées en mai. Les dossiers seront traités en juin. On vous demandera l’original.",
        );
        assert_eq!((shown.matches(" LAN004 ").count(), shown.matches("ici aussi").count()), (1, 2), "{shown}");
    }

    #[test]
    fn on_and_il_are_not_always_nobody() {
        assert_eq!(presented("Il est ouvert. Si on vous demande la carte, montrez-la. On la garde."), "");
        assert!(presented("Il sera procédé à l’examen des demandes.").contains("« Il sera procédé »"));
    }
}
