//! Words of the administration that have an everyday equivalent.

use crate::analysis::prose::{LexiconMatch, words};
use crate::findings::{Applicability, Finding, Fix, Severity};
use crate::rules::around::{is_copied_law, is_quoted, punishes};
use crate::rules::glossary::{is_explained, official_words};
use crate::rules::wording::readable;
use crate::rules::{Basis, Check, Context, FixOffered, Passage, Rule, tables};

/// Fewer words of jargon than this never weigh more than advice, however short the text.
const FEW: usize = 4;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "LAN003",
    name: "jargon-administratif",
    severity: Severity::Conseil,
    worst: Severity::Alerte,
    what: "Un mot ou une tournure de l'administration a un équivalent courant.",
    why: "La personne ne parle pas cette langue : elle comprend à côté, ou se sent jugée de ne pas comprendre.",
    remove: "dites-le avec les mots de tous les jours",
    ease: "si le mot est indispensable, expliquez-le aussitôt entre parenthèses",
    principle: "La complexité des règles et des procédures doit pouvoir être comprise",
    basis: &[
        Basis::Source("Comité d'orientation pour la simplification du langage administratif (Cosla), Lexique administratif"),
        Basis::Source("Services Publics+, engagement 5 : « vocabulaire adapté »"),
        Basis::Source("DITP, fiches « simplifier les documents »"),
    ],
    threshold: "Un conseil par mot ; alerte quand un texte a au moins 4 mots de jargon et plus de 3 pour 100 mots. Convention de limpide.",
    limits: "Le lexique est celui de rules/lexique/. Un mot expliqué aussitôt (entre parenthèses, « c'est-à-dire », « désigne ») ou défini par la démarche n'est pas signalé, ni un nom \
             officiel (« avocat commis d'office »). La correction n'est donnée que si elle garde le sens et la grammaire.",
    fix: FixOffered::Safe,
    faulty: &[
        r"
démarche aide « Demander une aide » {
  étape dépôt « Déposez la demande » {
    par usager au guichet
    consigne « Payez au moyen d’un chèque. »
  }
}
",
        r"
démarche aide « Demander une aide » {
  présentation « Le maire peut surseoir à votre demande. »
}
",
    ],
    sane: &[r"
démarche aide « Demander une aide » {
  présentation « Le maire peut repousser votre demande. Elle devient caduque (elle ne vaut plus) après un an. »
  étape dépôt « Déposez la demande » {
    par usager au guichet
    consigne « Payez avec un chèque. Un avocat commis d’office peut vous aider. La commune perçoit une taxe. »
  }
}
"],
    check: Check::Text(check),
};

fn check(passage: &Passage<'_>, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let text = &passage.text.value;
    let mut matches = passage.wordings(RULE.code);
    matches.retain(|found| {
        let is_of_others = is_quoted(text, &found.range)
            || is_copied_law(text, found.range.start)
            || punishes(&readable(&text[passage.reading.sentence_at(&found.range)]));
        !is_of_others && !is_explained(&text[found.range.clone()], passage, context.model)
    });
    let severity = if is_dense(text, matches.len()) { Severity::Alerte } else { Severity::Conseil };
    findings.extend(matches.into_iter().map(|found| finding_of(passage, found, severity)));
}

/// Whether jargon is more than an accident in a text.
fn is_dense(text: &str, n_matches: usize) -> bool {
    let per_hundred = tables::thresholds(RULE.code).next().and_then(|threshold| threshold.warning);
    n_matches >= FEW && per_hundred.is_some_and(|limit| n_matches * 100 > words(text).count() * limit as usize)
}

fn finding_of(passage: &Passage<'_>, found: LexiconMatch<'_>, severity: Severity) -> Finding {
    let location = passage.location(found.range.clone());
    let said = passage.text.value[found.range].split_whitespace().collect::<Vec<_>>().join(" ");
    let instead = found.term.say.iter().map(|words| format!("« {words} »")).collect::<Vec<_>>().join(" ou ");
    let written = found.replacement.as_deref().map(str::trim_end).filter(|words| !words.is_empty());
    let message = match written.or_else(|| found.term.say.first().map(String::as_str)) {
        Some(words) if said.chars().count() + words.chars().count() < 75 => {
            format!("« {said} » se dit plus simplement « {words} »")
        }
        Some(_) | None => format!("« {said} » est une tournure de l'administration"),
    };
    let mut finding = RULE.graded(severity, location, message).with_note(&*found.term.why);
    let say = (!instead.is_empty()).then(|| format!("dites par exemple {instead}"));
    let explain = official_words(&said).map(|words| format!("expliquez-le : {words}"));
    let help = say.iter().cloned().chain(explain).collect::<Vec<_>>().join(", ou ");
    if !help.is_empty() {
        finding = finding.with_label("mot de l'administration").with_help(help);
    }
    match found.replacement {
        Some(words) => {
            let title = format!("écrire « {} »", words.trim_end());
            finding.with_fix(Fix::replace(title, Applicability::Safe, location, words))
        }
        None => finding,
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    fn presented(words: &str) -> String {
        check("LAN003", &format!("démarche aide « Demander une aide » {{\n  présentation « {words} »\n}}\n"))
    }

    #[test]
    fn a_word_is_shown_with_its_equivalent_and_why() {
        assert_eq!(
            presented("Payez au moyen du formulaire."),
            "conseil LAN003 : « au moyen du » se dit plus simplement « avec le »\n  \
             |   présentation « Payez au moyen du formulaire. »\n  \
             |                        ^^^^^^^^^^^ mot de l'administration\n  \
             note : « Avec » dit la même chose en un mot.\n  \
             aide : dites par exemple « avec »\n  \
             correction : écrire « avec le »\n"
        );
    }

    #[test]
    fn the_words_of_a_law_or_of_someone_else_are_left() {
        assert_eq!(presented("Cochez “ nonobstant ” si c’est le cas."), "");
        assert_eq!(presented("Article 441-7 du code pénal : « Nonobstant, est puni le fait… »"), "");
        assert_eq!(presented("Décret n° 2018-107\nArt. 1er\nNonobstant ce décret, le dossier est reçu."), "");
        assert_ne!(presented("Votre droit (article L. 231-1) :\nnonobstant le reste, vous recevez l’aide."), "");
    }

    #[test]
    fn a_word_that_the_state_defines_is_shown_with_its_definition() {
        let shown = presented("Le juge prononce la forclusion.");
        assert!(shown.contains("expliquez-le : « Perte d'un droit à agir en justice"), "{shown}");
    }

    #[test]
    fn a_word_explained_beside_or_defined_by_the_procedure_is_left() {
        assert_eq!(presented("La forclusion, c’est-à-dire la perte du droit d’agir, est prononcée."), "");
        let defined = "démarche aide « Aide » {\n  terme « forclusion » = « la perte du droit d’agir »\n  présentation « La forclusion est prononcée. »\n}\n";
        assert_eq!(check("LAN003", defined), "");
    }

    #[test]
    fn a_replacement_that_would_not_be_french_is_not_offered() {
        let shown = presented("Passez par l’intermédiaire d’un notaire ou d’un avocat.");
        assert!(shown.contains("« par l’intermédiaire d’ »") && !shown.contains("correction"), "{shown}");
    }

    #[test]
    fn a_text_full_of_jargon_is_an_alert() {
        let shown = presented("Nonobstant la forclusion, le pétitionnaire diligente ladite requête.");
        assert_eq!(shown.matches("alerte LAN003").count(), 5, "{shown}");
        assert!(presented("Nonobstant ce refus, venez.").starts_with("conseil"));
    }

    #[test]
    fn a_wording_cut_by_a_line_break_is_found() {
        assert!(presented("Payez au\n  moyen d'un chèque.").contains("« au moyen d' »"));
    }
}
