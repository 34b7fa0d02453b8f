//! A promise, or a demand, without a date: « dans les meilleurs délais ».

use crate::analysis::prose::LexiconMatch;
use crate::findings::{Finding, Severity};
use crate::rules::around::{gives_an_order, said};
use crate::rules::tables::{self, Turns};
use crate::rules::wording::{gives_a_date, has, readable};
use crate::rules::{Basis, Check, Context, FixOffered, Passage, PassageKind, Rule, passages};
use std::ops::Range;

/// Words that only speak of someone's time, whoever it is.
const STRONG: &[&str] = &["dans les meilleurs délais", "dans les plus brefs délais"];
/// Words that have other senses than a time: they count only in what the administration promises.
const WEAK: &[&str] = &["rapidement", "prochainement", "ultérieurement", "sous peu", "en temps utile", "dans quelques jours"];
/// Words that count only in what the person is asked: « le tribunal attend un certain délai ».
const ASKED: &[&str] = &["dans un certain délai"];
/// Words that look vague and say « at once ».
const AT_ONCE: &[&str] = &["sans délai"];

/// Words that tell a time after a number, folded.
const UNITS: &[&str] =
    &["heure", "heures", "jour", "jours", "semaine", "semaines", "mois", "an", "ans", "annee", "annees", "minute", "minutes"];

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "CON002",
    name: "delai-vague",
    severity: Severity::Conseil,
    worst: Severity::Alerte,
    what: "Un texte parle de temps sans donner de durée : « dans les meilleurs délais », « dès que possible », « délai variable ».",
    why: "Chacun y met sa durée : la personne ne sait ni quand s'inquiéter, ni avant quand agir, et personne n'est tenu à rien.",
    remove: "donnez un nombre : « sous 10 jours ouvrés », « avant le 30 juin »",
    ease: "donnez la durée constatée et la plus longue : « 3 semaines le plus souvent, 8 au plus »",
    principle: "faire ce que l’on dit et donc à engager sa responsabilité",
    basis: &[Basis::Source("Services Publics+, engagement 4 : la demande est traitée dans les délais annoncés")],
    threshold: "Une occurrence. Alerte quand l'administration s'engage, conseil quand c'est à la personne d'agir ou qu'on ne sait pas.",
    limits: "Lu dans les présentations, les consignes et les courriers, à leurs mots (rules/lexique/). Une phrase qui donne aussi une \
             durée ou une date n'est pas signalée, ni ce que la personne doit faire quand le paragraphe ou les deux suivants la donnent ou quand c'est une urgence \
             (un vol, un accident), ni ce que fait l'administration quand ceux-ci disent avant quand elle « doit se prononcer », ni « suffisamment tôt pour… », ni un but (« afin de traiter votre demande dans les meilleurs délais »), ni un mot qui a d'autres sens (« rapidement », « prochainement ») hors d'un engagement, ni une phrase \
             dont on ne sait pas qui doit agir (« meilleurs délais » et « plus brefs délais » exceptés).",
    fix: FixOffered::No,
    faulty: &[
        r"
démarche aide « Demander une aide » {
  présentation « Votre demande est simple. Nous vous répondrons dans les meilleurs délais. »
}
",
        r"
démarche aide « Demander une aide » {
  étape dépôt « Déposez la demande » {
    consigne « Signalez-nous tout changement dès que possible. »
  }
}
",
    ],
    sane: &[r"
démarche aide « Demander une aide » {
  présentation « Nous vous répondrons dans les meilleurs délais, et au plus tard sous 10 jours. »
  étape dépôt « Déposez la demande » {
    consigne « Pour avancer rapidement, préparez vos pièces. »
  }
}
"],
    check: Check::Text(check),
};

fn check(passage: &Passage<'_>, _: &Context<'_>, findings: &mut Vec<Finding>) {
    if !passage.is_addressed() {
        return;
    }
    let matches = passage.wordings(RULE.code);
    if matches.is_empty() {
        return;
    }
    findings.extend(matches.into_iter().filter_map(|found| {
        let own = found.range.clone();
        let holds = |sentence: &&Range<usize>| sentence.start <= own.start && own.end <= sentence.end;
        let sentence = passage.reading.sentences().iter().find(holds)?;
        vague(passage, found, sentence)
    }));
}

/// Whose time a clause speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    Administration,
    Person,
    Unknown,
}

fn vague(passage: &Passage<'_>, found: LexiconMatch<'_>, sentence: &Range<usize>) -> Option<Finding> {
    let text = &*passage.text.value;
    // A list that follows may tell it.
    if tells_a_time(&readable(&text[sentence.clone()])) || text[found.range.end..sentence.end].trim_end().ends_with(':') {
        return None;
    }
    let before = readable(&text[sentence.start..found.range.start]);
    if says(&before, "buts") || is_in_a_condition(&before, &text[found.range.end..sentence.end]) {
        return None;
    }
    // « Suffisamment tôt pour respecter le préavis » : the time is that of what follows.
    if said(text, &found.range) == "suffisamment tôt" && text[found.range.end..].trim_start().starts_with("pour ") {
        return None;
    }
    let clause = readable(clause(text, sentence, &found.range)).replace("-nous", "");
    let clause = ["nous est necessaire", "nous sont necessaires", "nous souhaitons"]
        .iter()
        .fold(clause, |clause, words| clause.replace(words, ""));
    let clause = without_courtesies(&clause);
    let whose = whose(&clause);
    let is_among = |forms: &[&str]| found.term.forms.iter().any(|form| forms.contains(&form.as_str()));
    let counts = match whose {
        _ if is_among(AT_ONCE) => false,
        // An introduction says that there is a delay; the page says it.
        _ if is_among(ASKED) && passage.kind == PassageKind::Presentation => false,
        _ if is_among(WEAK) && ["evenements", "facultes", "details"].iter().any(|list| says(&clause, list)) => false,
        Whose::Administration if is_among(WEAK) => says(&clause, "promesses"),
        Whose::Administration => !is_among(ASKED),
        Whose::Person => !is_among(WEAK),
        Whose::Unknown => is_among(STRONG),
    };
    let is_told = || tells_a_time(passage.reading.readable()) || is_told_next(passage);
    let is_settled = match whose {
        Whose::Person => is_told() || says(&readable(&text[sentence.clone()]), "urgences"),
        Whose::Administration | Whose::Unknown => {
            is_among(ASKED) && is_told() || decides_in_a_time(passage) || is_told_after(passage, sentence.end)
        }
    };
    if !counts || is_settled {
        return None;
    }
    let said = said(text, &found.range);
    let (severity, message) = match whose {
        Whose::Administration => (Severity::Alerte, format!("« {said} » : l'administration ne dit pas quand")),
        Whose::Person => (Severity::Conseil, format!("« {said} » ne dit pas à la personne avant quand agir")),
        Whose::Unknown => (Severity::Conseil, format!("« {said} » ne dit pas dans combien de temps")),
    };
    let finding = RULE.graded(severity, passage.location(found.range), message).with_label("combien de temps ?");
    Some(finding.with_note(&*found.term.why))
}

/// The two texts that follow: a page goes on in its next paragraph.
fn next<'m>(passage: &Passage<'m>) -> impl Iterator<Item = Passage<'m>> {
    let text = passage.text;
    let from_it = passages(passage.service).skip_while(move |other| !other.is(text));
    from_it.skip(1).take(2)
}

/// Whether a later sentence of the text gives the usual delay.
fn is_told_after(passage: &Passage<'_>, end: usize) -> bool {
    passage.sentences().filter(|(range, _)| range.start >= end).any(|(_, sentence)| {
        ["delai", "delais"].iter().any(|word| has(&sentence, word))
            && tells_a_time(&sentence)
            && !says(&sentence, "autres delais")
    })
}

/// Whether one of the texts that follow gives a time.
fn is_told_next(passage: &Passage<'_>) -> bool {
    next(passage).any(|next| tells_a_time(next.reading.readable()))
}

/// Whether one of the texts that follow gives the time within which the same body must decide: what it does before is sooner.
fn decides_in_a_time(passage: &Passage<'_>) -> bool {
    let here = passage.reading.readable();
    let is_same = |next: &str| turns("decideurs").iter().any(|body| has(here, body) && has(next, body));
    let decides = |next: &str| says(next, "decisions") && tells_a_time(next) && is_same(next);
    next(passage).any(|next| decides(next.reading.readable()))
}

/// The part of a sentence, between colons, where the words stand.
fn clause<'t>(text: &'t str, sentence: &Range<usize>, words: &Range<usize>) -> &'t str {
    let is_edge = |letter: char| matches!(letter, ':' | ';');
    let start = text[sentence.start..words.start].rfind(is_edge).map_or(sentence.start, |at| sentence.start + at + 1);
    let end = text[words.end..sentence.end].find(is_edge).map_or(sentence.end, |at| words.end + at);
    &text[start..end]
}

/// Whether words stand in what is supposed: « si vous déménagez dans les prochaines semaines, cochez cette case ».
fn is_in_a_condition(before: &str, after: &str) -> bool {
    after.contains(',') && before.rfind(" si vous ").is_some_and(|at| !before[at..].contains(','))
}

/// A clause where « nous vous invitons à » is « vous devez » : the administration speaks of itself, and the person must act.
fn without_courtesies(clause: &str) -> String {
    let mut plain = clause.to_owned();
    let mut places: Vec<_> = turns("demandes polies").places(clause).collect();
    places.sort_by_key(|place| (std::cmp::Reverse(place.end), place.start));
    let mut changed_from = clause.len();
    for place in places {
        if place.end <= changed_from {
            changed_from = place.start;
            plain.replace_range(place, "vous devez");
        }
    }
    plain
}

fn turns(list: &str) -> &'static Turns {
    tables::turns(RULE.code, list)
}

fn says(readable: &str, list: &str) -> bool {
    turns(list).is_in(readable)
}

/// Whether a service binds itself: « le service s'engage à retirer les images ».
fn binds_itself(clause: &str) -> bool {
    [" s'engage ", " s'engagent "]
        .iter()
        .filter_map(|verb| clause.find(verb))
        .any(|at| says(&readable(&clause[..at]), "administrations"))
}

/// Whether something is handed to a service: « le procès-verbal sera transmis à la direction ».
fn is_handed_to_a_service(clause: &str) -> bool {
    turns("remises").places(clause).any(|verb| {
        let mut words = clause[verb.end..].split_whitespace();
        words.next().is_some_and(|to| ["a", "au", "aux"].contains(&to))
            && says(&readable(&words.take(2).collect::<Vec<_>>().join(" ")), "administrations")
    })
}

fn whose(clause: &str) -> Whose {
    if binds_itself(clause) {
        return Whose::Administration;
    }
    if is_handed_to_a_service(clause) && !says(clause, "promesses") {
        return Whose::Person;
    }
    let promises = says(clause, "promesses") || says(clause, "actes");
    match (promises, says(clause, "demandes") || gives_an_order(clause)) {
        (true, false) => Whose::Administration,
        (false, true) => Whose::Person,
        (false, false) if says(clause, "services") => {
            let body = turns("services").places(clause).next().map_or(0, |body| body.start);
            if says(&readable(&clause[..body]), "services avertis") { Whose::Person } else { Whose::Administration }
        }
        (true, true) | (false, false) => Whose::Unknown,
    }
}

/// Whether a sentence gives a duration or a date.
fn tells_a_time(sentence: &str) -> bool {
    let words: Vec<_> = sentence.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_number = |word: &str| word.starts_with(|letter: char| letter.is_ascii_digit()) || NUMBERS.contains(&word);
    let is_next = |word: &str| ["prochain", "premi", "suivant"].iter().any(|start| word.starts_with(start));
    let is_timed = words.windows(2).any(|pair| is_number(pair[0]) && UNITS.contains(&pair[1]))
        || words.windows(3).any(|three| is_number(three[0]) && is_next(three[1]) && UNITS.contains(&three[2]));
    is_timed || gives_a_date(sentence) || says(sentence, "limites")
}

/// The numbers people write in letters, folded.
const NUMBERS: &[&str] =
    &["un", "une", "deux", "trois", "quatre", "cinq", "six", "huit", "dix", "douze", "quinze", "vingt", "trente", "soixante"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::check;

    fn said(words: &str) -> String {
        check("CON002", &format!("démarche aide « Aide » {{\n  présentation « {words} »\n}}\n"))
    }

    #[test]
    fn who_must_act_is_told_by_the_verb_not_by_the_service_it_names() {
        let of_person = "« dans les meilleurs délais » ne dit pas à la personne avant quand agir";
        assert!(said("Je m’engage à informer la préfecture dans les meilleurs délais.").contains(of_person));
        assert!(said("Vous êtes invités à écrire dans les meilleurs délais.").contains(of_person));
        assert_eq!(said("Si vous déménagez dans les meilleurs délais, cochez cette case."), "");
    }

    #[test]
    fn who_is_bound_decides_how_much_it_weighs() {
        assert!(
            said("Vous recevrez rapidement votre carte.")
                .starts_with("alerte CON002 : « rapidement » : l'administration ne dit pas quand")
        );
        assert!(said("Envoyez le dossier : vous serez convoqué dès que possible.").starts_with("alerte"));
        assert!(said("Vous devez prévenir la caisse au plus vite.").starts_with("conseil"));
        assert_eq!(said("Un dossier complet se traite plus rapidement."), "");
    }

    #[test]
    fn a_courtesy_asks_the_person_to_act() {
        assert!(said("Nous vous invitons à déposer votre dossier dès que possible.").starts_with("conseil"));
        assert!(said("Merci de nous faire parvenir l'acte dans les meilleurs délais.").starts_with("conseil"));
        assert_eq!(said("Nous vous invitons à déposer votre dossier dès que possible. Le dépôt est clos le 15 mai."), "");
    }

    #[test]
    fn an_emergency_and_a_goal_have_no_date() {
        assert_eq!(said("En cas de vol, vous devez porter plainte le plus tôt possible."), "");
        assert_eq!(said("Afin d'instruire votre demande dans les meilleurs délais, joignez tout."), "");
    }

    #[test]
    fn the_time_of_what_follows_bounds_it() {
        let said = |words: &str, next: &str| {
            let step = format!("étape dépôt « Déposez » {{\n    consigne « {words} »\n    consigne « {next} »\n  }}");
            check("CON002", &format!("démarche aide « Aide » {{\n  {step}\n}}\n"))
        };
        assert_eq!(
            said("Vous devez prévenir la caisse suffisamment tôt pour respecter le préavis.", "Il dépend du contrat."),
            ""
        );
        assert!(said("Vous devez prévenir la caisse suffisamment tôt.", "Gardez une copie.").starts_with("conseil"));
        let judge = "Le juge fixe l'audience dans les plus brefs délais.";
        assert_eq!(said(judge, "Le juge doit se prononcer dans les 48 heures du dépôt."), "");
        assert_ne!(said(judge, "Le juge se prononce dans un délai compris entre 48 heures et 1 mois."), "");
        assert_ne!(said("Le fonds vous verse la somme dans les plus brefs délais.", "Le juge doit statuer dans les 2 mois."), "");
    }

    #[test]
    fn a_duration_in_the_sentence_is_enough() {
        assert!(tells_a_time(&readable("Dans les meilleurs délais, deux mois au plus.")));
        assert!(tells_a_time(&readable("Au plus tard fin septembre.")));
        assert!(tells_a_time(&readable("Du 01/09/2023 au 15/10/2023.")));
        assert!(!tells_a_time(&readable("Dans les meilleurs délais, en 2020.")));
    }
}
