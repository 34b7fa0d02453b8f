//! Durations and dates that each reader counts in their own way: « jours francs », « sous quinzaine », « courant septembre ».

use crate::analysis::prose::LexiconMatch;
use crate::findings::{Applicability, Finding, Fix, Severity};
use crate::model::PublicService;
use crate::rules::around::{Gathered, is_quoted, repeats_the_law, said};
use crate::rules::glossary::official_words;
use crate::rules::wording::{gives_a_date, has, readable};
use crate::rules::{Basis, Check, Context, FixOffered, Passage, PassageKind, Rule, Texts, passages, tables};
use crate::values::fold;

/// Entries of the lexicon that count days in a special way.
const KINDS_OF_DAYS: &[&str] = &["TEC002", "TEC003", "TEC004"];
/// « Jours calendaires »: every day counts, nothing is ambiguous.
const EVERY_DAY: &str = "TEC005";
/// The entry that names a time of the year.
const TIMES_OF_YEAR: &str = "DUR003";
/// « Jour franc »: whoever miscounts is too late.
const CLEAR_DAYS: &str = "TEC004";

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "LAN009",
    name: "duree-ambigue",
    severity: Severity::Conseil,
    worst: Severity::Alerte,
    what: "Une durée ou une date se compte de plusieurs façons : « sous quinzaine », « jours francs », « jours ouvrés », « courant septembre ».",
    why: "La personne se trompe d'un jour ou d'une semaine, et perd un droit pour cela.",
    remove: "donnez la date limite, ou des jours du calendrier : « 15 jours à partir de la réception »",
    ease: "dites quels jours sont comptés : « du lundi au vendredi, sauf jours fériés »",
    principle: "Défini : dont on connait les caractéristiques",
    basis: &[
        Basis::Law("CRPA", "L112-1"),
        Basis::Source("Services Publics+, engagement 4 : la demande est traitée dans les délais annoncés"),
    ],
    threshold: "Une fois par démarche et par formule ; alerte pour un délai franc que la personne doit tenir, conseil pour le reste.",
    limits: "Des jours expliqués quelque part dans la démarche (« du lundi au samedi »), ou dans ses définitions, ne sont pas signalés. Une époque \
             de l'année ne l'est que si la personne doit agir ou attendre, sans date précise dans la phrase.",
    fix: FixOffered::Safe,
    faulty: &[
        r"
démarche aide « Demander une aide » {
  étape dépôt « Déposez la demande » {
    par usager au guichet
    consigne « Répondez sous quinzaine. »
  }
}
",
        r"
démarche aide « Demander une aide » {
  présentation « Vous devez déposer le recours dans les 10 jours francs. »
}
",
        r"
démarche aide « Demander une aide » {
  présentation « Les résultats vous seront envoyés courant septembre. »
}
",
    ],
    sane: &[r"
démarche aide « Demander une aide » {
  présentation « Vous recevez la carte sous 7 jours ouvrables, c’est-à-dire du lundi au samedi, sauf jours fériés. »
  étape dépôt « Déposez la demande » {
    par usager au guichet
    consigne « Répondez dans les 15 jours ouvrables. »
    consigne « La première quinzaine de juin est réservée aux familles. »
    consigne « Les résultats vous seront envoyés courant septembre, au plus tard le 20. »
  }
}
"],
    check: Check::Texts(check),
};

fn check(texts: &Texts<'_>, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut gathered = Gathered::default();
    for passage in texts.addressed() {
        for found in passage.wordings(RULE.code) {
            judge(passage, &found, &mut gathered);
        }
    }
    findings.extend(gathered.into_findings());
}

fn judge(passage: &Passage<'_>, found: &LexiconMatch<'_>, gathered: &mut Gathered) {
    let text = &*passage.text.value;
    let id = found.term.id.as_str();
    let sentence = readable(&text[passage.reading.sentence_at(&found.range)]);
    let is_special = KINDS_OF_DAYS.contains(&id);
    if id == EVERY_DAY
        || is_quoted(text, &found.range)
        || repeats_the_law(&sentence)
        || has(&sentence, "par exemple")
        || tables::turns("LAN", "exemples").is_in(&sentence)
        || (is_special && (is_defined(passage.service, &fold(&said(text, &found.range))) || is_shown(passage.service)))
        || (is_special && has(&sentence, "conge"))
        || (!is_special
            && id != TIMES_OF_YEAR
            && (is_counted_beside(&sentence, &text[found.range.end..])
                || is_counted_elsewhere(passage.service, &text[found.range.clone()])))
        || (is_special && !tables::turns(RULE.code, "echeances").is_in(&sentence))
        || (id == TIMES_OF_YEAR && !waits_for(&sentence))
    {
        return;
    }
    let severity = if id == CLEAR_DAYS && tables::turns(RULE.code, "promesses").is_in(&sentence) {
        Severity::Alerte
    } else {
        Severity::Conseil
    };
    let location = passage.location(found.range.clone());
    gathered.add(id, location, || {
        let said = said(text, &found.range);
        let message = match id {
            TIMES_OF_YEAR => format!("« {said} » ne donne pas de date"),
            _ if is_special => format!("« {said} » : quels jours sont comptés n'est pas dit"),
            _ if found.replacement.is_some() => format!("« {said} » ne donne pas de nombre de jours"),
            _ => format!("« {said} » se comprend de plusieurs façons"),
        };
        let finding = RULE.graded(severity, location, message).with_label("jusqu'à quel jour ?").with_note(&*found.term.why);
        let finding = match official_words(&said).filter(|_| is_special) {
            Some(words) => finding.with_help(format!("dites quels jours sont comptés : {words}")),
            None => finding,
        };
        match &found.replacement {
            Some(words) => {
                finding.with_fix(Fix::replace(format!("écrire « {words} »"), Applicability::Safe, location, words.clone()))
            }
            None => finding,
        }
    });
}

/// Whether a rhythm is told by its number: « biennal (tous les 2 ans) », or against the other one: « bimensuel ou bimestriel ».
fn is_counted_beside(sentence: &str, after: &str) -> bool {
    let next: String = after.chars().take(24).collect();
    let in_brackets =
        next.trim_start().strip_prefix('(').is_some_and(|words| words.contains(|letter: char| letter.is_ascii_digit()));
    in_brackets
        || tables::turns(RULE.code, "autres rythmes").is_in(sentence)
        || (sentence.contains("bimensuel") && sentence.contains("bimestriel"))
}

/// Whether another text of the procedure tells the rhythm by its number: « rythme biennal (tous les 2 ans) ».
fn is_counted_elsewhere(service: &PublicService, word: &str) -> bool {
    let stem: String = fold(word).chars().take(6).collect();
    passages(service).any(|passage| {
        let words = fold(&passage.text.value);
        words.match_indices(&stem).any(|(at, _)| {
            let rest = words[at..].trim_start_matches(char::is_alphabetic);
            is_counted_beside("", rest)
        })
    })
}

/// Whether the procedure explains that word.
fn is_defined(service: &PublicService, word: &str) -> bool {
    let stem = word.split(' ').next_back().unwrap_or(word).trim_end_matches('s');
    service.terms.iter().any(|term| fold(&term.value.word.value).contains(stem))
}

/// Whether a text of the procedure says which days are counted, beside a word for those days.
fn is_shown(service: &PublicService) -> bool {
    let counts = |text: &str| {
        let plain = readable(text);
        let names_days = ["ouvr", "franc", "calendaire"].iter().any(|days| plain.contains(days));
        names_days && tables::turns(RULE.code, "definitions").is_in(&plain)
    };
    passages(service).filter(|passage| passage.kind != PassageKind::DataNotice).any(|passage| counts(&passage.text.value))
}

/// Whether someone must act or wait until then, and no date is given.
fn waits_for(sentence: &str) -> bool {
    // « Une commission, qui sera soumise au conseil » promises nothing to the person.
    let promises = sentence.replace("qui sera ", " ").replace("qui seront ", " ");
    !gives_a_date(sentence)
        && tables::turns(RULE.code, "promesses").is_in(&promises)
        && !tables::turns(RULE.code, "dates precises").is_in(sentence)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    fn presented(words: &str) -> String {
        check("LAN009", &format!("démarche aide « Demander une aide » {{\n  présentation « {words} »\n}}\n"))
    }

    #[test]
    fn a_fortnight_is_a_number_of_days() {
        assert_eq!(
            presented("Répondez sous quinzaine."),
            "conseil LAN009 : « sous quinzaine » ne donne pas de nombre de jours\n  \
             |   présentation « Répondez sous quinzaine. »\n  \
             |                           ^^^^^^^^^^^^^^ jusqu'à quel jour ?\n  \
             note : Un nombre de jours se comprend sans calcul.\n  \
             correction : écrire « dans les 15 jours »\n"
        );
        assert_eq!(presented("Elle ouvre la première quinzaine de juin, il y a une quinzaine d’années."), "");
    }

    #[test]
    fn days_explained_anywhere_in_the_procedure_are_said() {
        let said = presented("Vous serez livré sous 3 jours ouvrés.");
        assert!(said.starts_with("conseil LAN009 : « jours ouvrés » : quels jours sont comptés n'est pas dit"), "{said}");
        assert_eq!(presented("Vous serez livré sous 3 jours ouvrés (du lundi au vendredi)."), "");
        assert_eq!(presented("Vous serez livré sous 3 jours OUVRE\u{301}S : lundi à vendredi, sauf jours fériés."), "");
    }

    #[test]
    fn a_time_of_the_year_counts_when_someone_waits_for_it() {
        assert!(presented("Vous recevrez la réponse courant septembre.").contains("« courant septembre » ne donne pas de date"));
        assert_eq!(presented("Vous recevrez la réponse courant septembre, le 15 septembre."), "");
        assert_eq!(presented("La fête a lieu courant septembre."), "");
        assert_eq!(presented("Vous recevrez la réponse courant septembre, à une date communiquée ultérieurement."), "");
    }

    #[test]
    fn a_rhythm_told_by_its_number_is_clear() {
        assert!(presented("La réunion est biennale.").contains("« biennale » se comprend de plusieurs façons"));
        assert_eq!(presented("La réunion est biennale (tous les 2 ans)."), "");
        assert_eq!(presented("Dites si le journal est bimensuel ou bimestriel."), "");
        assert_eq!(presented("Périodicité : hebdomadaire, bimensuelle, mensuelle."), "");
        assert_eq!(presented("Exemple : une réunion biennale."), "");
        assert_eq!(presented("Vous devez prendre les 12 jours ouvrables de congé par an avant la fin du contrat."), "");
    }

    #[test]
    fn a_clear_delay_weighs_more() {
        assert!(presented("Le recours doit être déposé dans les 10 jours francs.").starts_with("alerte"));
        assert!(presented("Le délai est de 3 jours francs.").starts_with("conseil"));
    }
}
