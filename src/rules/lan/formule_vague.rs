//! Words that put a condition without saying it: « le cas échéant », « sous certaines conditions ».

use crate::analysis::prose::LexiconMatch;
use crate::findings::{Finding, Severity};
use crate::rules::around::{Gathered, commits, following, is_quoted, repeats_the_law, said};
use crate::rules::wording::readable;
use crate::rules::{Basis, Check, Context, FixOffered, Passage, PassageKind, Rule, Texts, tables};

/// Entries of the lexicon that only say « if it applies »: nothing that follows would say more.
const IF_ANY: &[&str] = &["AMB002", "AMB030", "AMB031", "LOC077"];
/// How many texts after some words may say what they mean.
const ANNOUNCED: usize = 3;
/// « Par tous moyens ».
const BY_ANY_MEANS: &str = "AMB010";
/// « Selon les cas ».
const EACH_CASE: &str = "AMB005";
/// « Ressources suffisantes ».
const ENOUGH: &str = "AMB013";
/// « Circonstances particulières ».
const CIRCUMSTANCES: &str = "AMB014";

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "LAN005",
    name: "formule-vague",
    severity: Severity::Conseil,
    worst: Severity::Conseil,
    what: "Une formule pose une condition ou une exception sans dire laquelle : « le cas échéant », « sous certaines conditions ».",
    why: "La personne ne sait pas si elle est concernée : elle joint tout, ou rien, ou renonce à un droit qu'elle a.",
    remove: "dites la condition : « si vous avez des enfants », « si vous gagnez moins de 1 500 € »",
    ease: "donnez deux ou trois exemples, ou dites où lire la liste des cas",
    principle: "une certaine opacité qui inquiète",
    basis: &[
        Basis::Source("Conseil constitutionnel, décision 99-421 DC : dispositions précises, formules non équivoques"),
        Basis::Source("ISO 24495-1:2023, Langage clair et simple"),
    ],
    threshold: "Un constat par formule et par démarche, avec ses autres places. Mesuré : 17 % des fiches service-public en ont une.",
    limits: "Seulement dans ce qui crée une obligation ou un droit ; « le cas échéant », dans ce que la personne doit fournir ou faire. Dans une présentation \
             que des consignes suivent, les cas sont annoncés, et rien n'est dit. Se tait quand la phrase dit une condition ou un exemple, quand ce qui suit \
             parle des conditions ou des cas, quand la phrase cite la loi ou parle de données personnelles. Les mots sont ceux de \
             rules/lexique/.",
    fix: FixOffered::No,
    faulty: &[
        r"
démarche aide « Demander une aide » {
  étape dépôt « Déposez la demande » {
    par usager au guichet
    consigne « Joignez, le cas échéant, une procuration. »
  }
}
",
        r"
démarche aide « Demander une aide » {
  présentation « Sous certaines conditions, vous pouvez bénéficier d’une avance. »
}
",
    ],
    sane: &[r"
démarche aide « Demander une aide » {
  présentation « Sous certaines conditions, vous pouvez bénéficier d’une avance. Il faut habiter la commune depuis un an. »
  étape dépôt « Déposez la demande » {
    par usager au guichet
    consigne « Joignez, si vous vous faites représenter, une procuration. »
    consigne « Dans certains cas (déménagement, séparation), vous pouvez changer de crèche. »
    consigne « Vous disposez d’un droit d’accès, de rectification et, le cas échéant, d’opposition. »
  }
}
"],
    check: Check::Texts(check),
};

fn check(texts: &Texts<'_>, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let passages: Vec<_> = texts.addressed().collect();
    let mut gathered = Gathered::default();
    for (rank, passage) in passages.iter().enumerate() {
        for found in passage.wordings(RULE.code) {
            if is_vague(&passages, rank, &found) {
                let location = passage.location(found.range.clone());
                gathered.add(&found.term.id, location, || finding_of(passage, &found));
            }
        }
    }
    findings.extend(gathered.into_findings());
}

fn finding_of(passage: &Passage<'_>, found: &LexiconMatch<'_>) -> Finding {
    let said = said(&passage.text.value, &found.range);
    let finding =
        RULE.at(passage.location(found.range.clone()), format!("« {said} » : la personne ne sait pas si elle est concernée"));
    finding.with_label("quand, précisément ?").with_note(&*found.term.why)
}

fn is_vague(passages: &[&Passage<'_>], rank: usize, found: &LexiconMatch<'_>) -> bool {
    let passage = passages[rank];
    let text = &*passage.text.value;
    let id = found.term.id.as_str();
    if is_quoted(text, &found.range) {
        return false;
    }
    let sentence = passage.reading.sentence_at(&found.range);
    let (before, after) = (readable(&text[sentence.start..found.range.start]), readable(&text[found.range.end..sentence.end]));
    let whole = readable(&text[sentence.clone()]);
    let conditions = tables::turns(RULE.code, "conditions");
    let is_answered = after.contains(':') || after.trim_start().starts_with('(');
    let is_if_any = IF_ANY.contains(&id);
    if repeats_the_law(&whole)
        || conditions.is_in(&before)
        || conditions.is_in(&after)
        || is_answered
        || tables::turns(RULE.code, "l'administration agit").is_in(&whole)
    {
        return false;
    }
    match id {
        BY_ANY_MEANS => {
            // What follows gives examples of proofs.
            return tables::turns(RULE.code, "preuves").is_in(&whole)
                && text[sentence.end..].trim().is_empty()
                && !tables::turns(RULE.code, "explications").is_in(&following(passages, rank, sentence.end, 1));
        }
        ENOUGH | EACH_CASE if following(passages, rank, sentence.end, 3).contains(|letter: char| letter.is_ascii_digit()) => {
            return false;
        }
        ENOUGH | CIRCUMSTANCES if !whole.contains(" vous ") && !whole.contains(" votre ") => return false,
        _ => {}
    }
    if is_if_any {
        return tables::turns(RULE.code, "a la charge de la personne").is_in(&whole) && commits(passage.reading.readable());
    }
    // A presentation only announces the cases when instructions follow.
    let is_announcement = is_announcement(passages, rank);
    let follow = || following(passages, rank, sentence.end, ANNOUNCED);
    commits(&whole) && !is_announcement && !tables::turns(RULE.code, "explications").is_in(&follow())
}

/// Whether a text presents the procedure before others detail it.
fn is_announcement(passages: &[&Passage<'_>], rank: usize) -> bool {
    passages.len() > rank + ANNOUNCED && passages[rank].kind == PassageKind::Presentation
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    fn presented(words: &str) -> String {
        check("LAN005", &format!("démarche aide « Demander une aide » {{\n  présentation « {words} »\n}}\n"))
    }

    #[test]
    fn a_formula_is_said_once_with_its_other_places() {
        let shown = presented("Joignez, le cas échéant, l'acte. Envoyez le cas échéant la copie.");
        assert_eq!(shown.matches("conseil LAN005").count(), 1, "{shown}");
        assert!(shown.contains("« le cas échéant » : la personne ne sait pas si elle est concernée"), "{shown}");
        assert!(shown.contains("ici aussi"), "{shown}");
    }

    #[test]
    fn the_condition_in_the_sentence_or_after_it_is_enough() {
        assert!(presented("Vous pouvez, dans certains cas, payer en trois fois.").contains("« dans certains cas »"));
        assert_eq!(presented("Vous pouvez, dans certains cas, payer en trois fois. Par exemple après un accident."), "");
        assert_eq!(presented("Vous pouvez, dans certains cas (chômage), payer en trois fois."), "");
        assert_eq!(presented("Si vous êtes deux, joignez le cas échéant les deux actes."), "");
    }

    #[test]
    fn a_statement_that_binds_nobody_is_left_alone() {
        assert_eq!(presented("La maladie est dans certains cas héréditaire."), "");
        assert_eq!(presented("Cochez « le cas échéant »."), "");
    }

    #[test]
    fn the_spelling_does_not_count() {
        for words in ["LE CAS ÉCHÉANT", "Le cas\u{a0}e\u{301}che\u{301}ant"] {
            assert!(presented(&format!("{words}, joignez l’acte.")).contains("LAN005"), "{words}");
        }
    }
}
