//! An article of law in the middle of a sentence that speaks to the person.

use crate::analysis::prose::words;
use crate::findings::{Finding, Severity};
use crate::rules::around::{Gathered, gives_an_order, is_in_parentheses, is_quoted, said};
use crate::rules::wording::{fitting, readable, shortened};
use crate::rules::{Basis, Check, Context, FixOffered, Passage, Rule, Texts, tables};
use crate::values::fold;
use std::ops::Range;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "LAN011",
    name: "renvoi-juridique-dans-le-texte",
    severity: Severity::Conseil,
    worst: Severity::Conseil,
    what: "Une phrase qui parle à la personne (« vous », « joignez ») est coupée par un numéro d'article, de loi ou de décret.",
    why: "Le numéro n'apprend rien à qui ne lit pas les codes : il allonge la phrase et fait croire que le texte s'adresse à d'autres.",
    remove: "dites la règle avec vos mots, et mettez la référence en note ou dans `fondement`",
    ease: "mettez la référence entre parenthèses, à la fin de la phrase",
    principle: "La complexité des règles et des procédures doit pouvoir être comprise",
    basis: &[
        Basis::Source("ISO 24495-1:2023, Langage clair et simple"),
        Basis::Source("Services Publics+, engagement 5 : « vocabulaire adapté »"),
    ],
    threshold: "Un constat par démarche, avec ses autres places. Mesuré : 73 % des fiches service-public citent un texte, presque toujours en pied ; \
                0,11 % des phrases.",
    limits: "Une référence entre parenthèses, entre guillemets, ou dans une phrase qui ne s'adresse pas à la personne n'est pas signalée, ni dans une \
             information sur les données personnelles ou un rappel des peines pour fausse déclaration.",
    fix: FixOffered::No,
    faulty: &[
        r"
démarche aide « Demander une aide » {
  présentation « Vous pouvez, en vertu de l’article L. 262-2 du code de l’action sociale, demander une aide. »
}
",
        r"
démarche aide « Demander une aide » {
  étape dépôt « Déposez la demande » {
    par usager au guichet
    consigne « Joignez les pièces prévues à l’article 12 du décret du 3 mars 2015. »
  }
}
",
    ],
    sane: &[r"
démarche aide « Demander une aide » {
  présentation « Vous pouvez demander une aide (article L. 262-2 du code de l’action sociale). L’aide est prévue par l’article L. 262-2. »
  étape dépôt « Déposez la demande » {
    par usager au guichet
    consigne « Lisez l’article 12 du règlement de la piscine. Vous avez droit à deux articles gratuits. »
  }
}
"],
    check: Check::Texts(check),
};

fn check(texts: &Texts<'_>, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut gathered = Gathered::default();
    for passage in texts.addressed() {
        if passage.says(RULE.code, "references") {
            judge(passage, &mut gathered);
        }
    }
    findings.extend(gathered.into_findings());
}

fn judge(passage: &Passage<'_>, gathered: &mut Gathered) {
    let text = &*passage.text.value;
    for range in passage.reading.sentences() {
        let sentence = &text[range.clone()];
        let Some(found) = reference(sentence) else { continue };
        let place = range.start + found.start..range.start + found.end;
        let plain = readable(sentence);
        let is_addressed =
            plain.contains(" vous ") || plain.contains(" votre ") || plain.contains(" vos ") || gives_an_order(&plain);
        if !is_addressed
            || is_in_parentheses(sentence, &found)
            || is_quoted(text, &place)
            || tables::turns("LAN", "donnees personnelles").is_in(&plain)
            || tables::turns(RULE.code, "rappels obliges").is_in(&plain)
        {
            continue;
        }
        let location = passage.location(place.clone());
        gathered.add("", location, || {
            let said = said(text, &place);
            let message = fitting([
                format!("« {said} » coupe une phrase qui parle à la personne"),
                format!("« {} » coupe une phrase qui parle à la personne", shortened(&said, 40)),
            ]);
            RULE.at(location, message)
                .with_label("à mettre en note")
                .with_help("gardez la règle dans la phrase, et la référence en note")
        });
    }
}

/// « l'article L. 262-2 », « les articles 3 et 4 du décret », « la loi n° 2000-321 ».
fn reference(sentence: &str) -> Option<Range<usize>> {
    let tokens: Vec<Range<usize>> = words(sentence).collect();
    (0..tokens.len().saturating_sub(1)).find_map(|rank| {
        let word = fold(&sentence[tokens[rank].clone()]);
        let bare = word.rsplit('\'').next().unwrap_or(&word).trim_start_matches(|letter: char| !letter.is_alphanumeric());
        let next = fold(&sentence[tokens[rank + 1].clone()]);
        let number = next.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        let begins_with_digit = number.starts_with(|letter: char| letter.is_ascii_digit());
        let is_cited = match bare {
            "article" | "articles" | "art." => {
                is_codified(number, sentence, tokens.get(rank + 2))
                    || (begins_with_digit && names_a_text(sentence, &tokens[rank + 1]))
            }
            "loi" | "decret" => number.starts_with("n°") && number.len() <= 14,
            "arrete" => false,
            _ => false,
        };
        let end = tokens[rank + 1].start
            + sentence[tokens[rank + 1].clone()]
                .trim_end_matches(|letter: char| !letter.is_alphanumeric() && letter != '°')
                .len();
        let end = if number.len() <= 2 && !begins_with_digit {
            tokens.get(rank + 2).map_or(end, |third| {
                third.start + sentence[third.clone()].trim_end_matches(|letter: char| !letter.is_alphanumeric()).len()
            })
        } else {
            end
        };
        let start = tokens[rank].start + word.len() - word.trim_start_matches(|letter: char| !letter.is_alphanumeric()).len();
        is_cited.then_some(start.min(end)..end)
    })
}

/// « L262-2 », « L.262-2 », « R. » followed by digits.
fn is_codified(number: &str, sentence: &str, third: Option<&Range<usize>>) -> bool {
    let Some(rest) = number.strip_prefix(['l', 'r', 'd', 'a']) else { return false };
    let rest = rest.trim_start_matches(['.', '*']);
    let starts_with_digit = |word: &str| word.starts_with(|letter: char| letter.is_ascii_digit());
    starts_with_digit(rest) || (rest.is_empty() && third.is_some_and(|third| starts_with_digit(&sentence[third.clone()])))
}

/// Whether a text of law is named right after an article's number.
fn names_a_text(sentence: &str, number: &Range<usize>) -> bool {
    let after: String = sentence[number.start..].chars().take(60).collect();
    tables::turns(RULE.code, "textes").is_in(&readable(&after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::check;

    #[test]
    fn a_reference_is_recognised_in_its_spellings() {
        let found = |text: &str| reference(text).map(|range| text[range].to_owned());
        assert_eq!(found("selon l'article L. 262-2 du code").as_deref(), Some("l'article L. 262-2"));
        assert_eq!(found("selon l’Article R262-2, vous").as_deref(), Some("l’Article R262-2"));
        assert_eq!(found("les articles 3 et 4 du décret").as_deref(), Some("articles 3"));
        assert_eq!(found("la loi n°2000-321 du").as_deref(), Some("loi n°2000-321"));
        assert_eq!(found("deux articles 3 fois"), None);
    }

    #[test]
    fn only_what_speaks_to_the_person_counts() {
        let said = |words: &str| check("LAN011", &format!("démarche aide « Aide » {{\n  présentation « {words} »\n}}\n"));
        assert!(said("Votre aide est celle de l'article L. 262-2.").starts_with("conseil LAN011 : « l'article L. 262-2 » coupe"));
        assert_eq!(said("L'aide est celle de l'article L. 262-2."), "");
        assert_eq!(said("Votre aide est un droit (article L. 262-2)."), "");
        assert_eq!(said("Vous disposez d’un droit de rectification selon l'article 16 du règlement."), "");
    }
}
