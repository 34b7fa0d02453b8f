//! « Et/ou », conditions mixed without parentheses, exceptions to exceptions, refusals in the negative.

use crate::findings::{Finding, Severity};
use crate::rules::around::{Gathered, is_in_parentheses, is_quoted, repeats_the_law, said};
use crate::rules::wording::readable;
use crate::rules::{Basis, Check, Context, FixOffered, Passage, Rule, Texts, tables};
use std::ops::Range;

/// « Et/ou » in the lexicon.
const AND_OR: &str = "AMB001";

/// How many letters away an obligation still bears on some words.
const NEAR: usize = 60;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "LAN006",
    name: "logique-ambigue",
    severity: Severity::Conseil,
    worst: Severity::Alerte,
    what: "Une phrase se lit de deux façons : « et/ou », « et » mêlé à « ou » dans une condition, deux exceptions, un refus dit en négatif.",
    why: "Deux personnes dans la même situation concluent l'une qu'elle a droit, l'autre que non.",
    remove: "une liste : « toutes ces conditions » ou « au moins une de ces conditions »",
    ease: "dites en positif ce qui est possible, et donnez chaque exception dans sa propre phrase",
    principle: "La complexité des règles et des procédures doit pouvoir être comprise",
    basis: &[
        Basis::Unverified("Guide de légistique (secrétariat général du Gouvernement, Conseil d'État)"),
        Basis::Unverified("Règles européennes du facile à lire et à comprendre (Falc) : phrases positives"),
    ],
    threshold: "« Et/ou » et un refus dit en négatif : conseil, une fois par démarche. Conditions mêlées et exceptions empilées : alerte, chaque fois. \
                Mesuré : « et/ou » dans 11 % des fiches service-public.",
    limits: "« Et/ou » n'est signalé que tout près d'une obligation ou d'une condition. Des conditions séparées par une virgule, des \
             parenthèses ou une liste ne sont pas mêlées. « Sauf A et sauf B » est une seule exception.",
    fix: FixOffered::No,
    faulty: &[
        r"
démarche aide « Demander une aide » {
  étape dépôt « Déposez la demande » {
    par usager au guichet
    consigne « Joignez l’avis d’imposition et/ou la fiche de paie. »
  }
}
",
        r"
démarche aide « Demander une aide » {
  présentation « Vous avez droit à l’aide si vous êtes étudiant ou si vous avez moins de 25 ans et que vous vivez seul. »
}
",
        r"
démarche aide « Demander une aide » {
  présentation « L’aide est ouverte à tous sauf aux mineurs, à moins qu’ils soient émancipés. »
}
",
        r"
démarche aide « Demander une aide » {
  présentation « Vous ne pouvez pas demander l’aide tant que vous n’avez pas déclaré vos revenus. »
}
",
    ],
    sane: &[r"
démarche aide « Demander une aide » {
  présentation « Vous avez droit à l’aide dans deux cas : si vous êtes étudiant, ou si vous avez moins de 25 ans et que vous vivez seul. »
  étape dépôt « Déposez la demande » {
    par usager au guichet
    consigne « Joignez l’avis d’imposition, la fiche de paie ou les deux. »
    consigne « Le guichet est ouvert tous les jours, sauf le dimanche et sauf les jours fériés. »
    consigne « Vous pouvez demander l’aide dès que vous avez déclaré vos revenus. »
  }
}
"],
    check: Check::Texts(check),
};

fn check(texts: &Texts<'_>, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut gathered = Gathered::default();
    for passage in texts.addressed() {
        with_slash(passage, &mut gathered);
        entangled(passage, &mut gathered);
    }
    findings.extend(gathered.into_findings());
}

/// « Et/ou », « ne saurait »: the words of the lexicon.
fn with_slash(passage: &Passage<'_>, gathered: &mut Gathered) {
    let text = &*passage.text.value;
    for found in passage.wordings(RULE.code) {
        let sentence = passage.reading.sentence_at(&found.range);
        let whole = readable(&text[sentence.clone()]);
        let is_for_the_person = found.term.id == AND_OR || whole.contains(" vous ") || whole.contains(" votre ");
        let begins = text[sentence.start..found.range.start].chars().all(|letter| !letter.is_alphanumeric());
        if begins
            || !is_for_the_person
            || is_in_parentheses(text, &found.range)
            || is_quoted(text, &found.range)
            || repeats_the_law(&whole)
            || (found.term.id == AND_OR && !binds_near(text, &sentence, &found.range))
        {
            continue;
        }
        let location = passage.location(found.range.clone());
        gathered.add(&found.term.id, location, || {
            let said = said(text, &found.range);
            let message = if found.term.id == AND_OR {
                format!("« {said} » : faut-il l'un, l'autre ou les deux ?")
            } else {
                format!("« {said} » dit en négatif ce qui se dit en positif")
            };
            RULE.at(location, message).with_label("se lit de deux façons").with_note(&*found.term.why)
        });
    }
}

/// Whether an obligation or a condition stands close before some words of a sentence, or an obligation close after.
fn binds_near(text: &str, sentence: &Range<usize>, words: &Range<usize>) -> bool {
    let before =
        text[sentence.start..words.start].char_indices().rev().nth(NEAR).map_or(sentence.start, |(at, _)| sentence.start + at);
    let after = text[words.end..sentence.end].char_indices().nth(NEAR).map_or(sentence.end, |(at, _)| words.end + at);
    let follows = readable(&text[words.end..after]);
    tables::turns(RULE.code, "obligations").is_in(&readable(&text[before..words.start]))
        || [" doit ", " doivent "].iter().any(|verb| follows.contains(verb))
}

/// The sentences whose conditions cannot be put together in one way only.
fn entangled(passage: &Passage<'_>, gathered: &mut Gathered) {
    let text = &*passage.text.value;
    let says = |list| passage.says(RULE.code, list);
    let may_be = says("exceptions") || says("droits refuses") || (says("et") && says("ou"));
    if !may_be {
        return;
    }
    for range in passage.reading.sentences() {
        let sentence = readable(&text[range.clone()]);
        if repeats_the_law(&sentence) {
            continue;
        }
        let mut say = |severity, cause: &str, message: &str, label: &str| {
            let location = passage.location(range.clone());
            gathered.add(cause, location, || RULE.graded(severity, location, message).with_label(label));
        };
        if mixes(&sentence) {
            say(
                Severity::Alerte,
                &sentence,
                "« et » et « ou » se mêlent dans une même condition",
                "quelles conditions vont ensemble ?",
            );
        } else if piles_exceptions(&sentence) {
            say(Severity::Alerte, &sentence, "deux exceptions dans une même phrase", "à quoi s'applique la seconde ?");
        } else if refuses_by_negation(&sentence) {
            say(Severity::Conseil, "refus", "un droit est dit par deux négations", "dites ce qui est possible, et quand");
        }
    }
}

/// « Si A ou si B et que C »: nothing says whether C goes with A.
fn mixes(sentence: &str) -> bool {
    let places = |joints| tables::turns(RULE.code, joints).places(sentence).map(|place| place.start).collect::<Vec<_>>();
    let ([and], [or]) = (&places("et")[..], &places("ou")[..]) else { return false };
    let first = *and.min(or);
    let is_after_a_comma = |at: &usize| sentence[..*at].trim_end().ends_with(',');
    let is_list = sentence.contains(['(', ':', ';']) || sentence.contains(" soit ");
    let opens = tables::turns(RULE.code, "conditions").places(&sentence[..first]).next().is_some();
    opens && !is_list && !is_after_a_comma(and) && !is_after_a_comma(or)
}

/// « Sauf le mardi (sauf s'il est férié) ».
fn piles_exceptions(sentence: &str) -> bool {
    let places: Vec<Range<usize>> = tables::turns(RULE.code, "exceptions").places(sentence).collect();
    let continues = |place: &Range<usize>| {
        let before = sentence[..place.start].trim_end();
        [" et", " ou", " ni"].iter().any(|joint| before.ends_with(joint)) || sentence[..place.start].ends_with(" sain et ")
    };
    places.iter().filter(|place| !continues(place)).count() >= 2
}

/// « Vous ne pouvez pas … tant que vous n'avez pas … ».
fn refuses_by_negation(sentence: &str) -> bool {
    let Some(refusal) = tables::turns(RULE.code, "droits refuses").places(sentence).next() else { return false };
    if [" si ", " et ", " que "].iter().any(|word| sentence[..refusal.start].ends_with(word)) {
        return false;
    }
    let rest = &sentence[refusal.end..];
    let rest = &rest[..rest.find([':', ';', '(']).unwrap_or(rest.len())];
    let Some(condition) = tables::turns(RULE.code, "sauf").places(rest).next() else { return false };
    let mut condition = rest[condition.end..].split(' ').filter(|word| !word.is_empty());
    let is_negative = |word: &str| word == "ne" || word.starts_with("n'");
    condition.by_ref().take(4).any(is_negative)
        && condition.take(4).any(|word| matches!(word.trim_end_matches(','), "pas" | "aucun" | "aucune"))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    fn presented(words: &str) -> String {
        check("LAN006", &format!("démarche aide « Demander une aide » {{\n  présentation « {words} »\n}}\n"))
    }

    #[test]
    fn and_or_is_said_where_it_binds() {
        assert!(presented("Vous devez joindre l'acte et / ou la copie.").contains("faut-il l'un, l'autre ou les deux ?"));
        assert_eq!(presented("Un atelier de danse et/ou de chant."), "");
        assert_eq!(presented("Et/ou vous devez joindre la copie."), "");
    }

    #[test]
    fn a_comma_parts_two_groups_of_conditions() {
        let mixed = "Venez si vous êtes seul ou si vous avez un enfant et que vous travaillez.";
        assert!(presented(mixed).starts_with("alerte LAN006 : « et » et « ou » se mêlent"));
        assert_eq!(presented("Venez si vous êtes seul, ou si vous avez un enfant et que vous travaillez."), "");
        assert_eq!(presented("Venez si vous êtes majeur et que vous travaillez ou si vous êtes mineur et que vous étudiez."), "");
    }

    #[test]
    fn two_exceptions_in_a_row_are_one() {
        assert!(presented("Ouvert tous les jours, sauf le mardi (sauf s'il est férié).").contains("deux exceptions"));
        assert_eq!(presented("Ouvert tous les jours, sauf le mardi et sauf le jeudi."), "");
        assert_eq!(presented("Ouvert sauf le mardi. Gratuit sauf le samedi."), "");
    }

    #[test]
    fn a_refusal_by_two_negations_is_said_once() {
        assert!(presented("Vous ne pouvez pas voter si vous n'êtes pas inscrit.").starts_with("conseil LAN006 : un droit"));
        assert_eq!(presented("Vous ne pouvez pas voter si vous êtes mineur."), "");
        assert_eq!(presented("Si vous n'avez pas de carte, vous ne pouvez pas voter."), "");
    }
}
