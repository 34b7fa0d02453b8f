//! Nouns piled up with « de »: « demande de renouvellement d'autorisation d'occupation du domaine ».

use crate::analysis::prose::words;
use crate::findings::{Finding, Severity};
use crate::rules::around::{is_quoted, said};
use crate::rules::wording::{fitting, shortened};
use crate::rules::{Basis, Check, Context, FixOffered, Passage, Rule, tables};
use crate::values::fold;
use std::ops::Range;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "LAN010",
    name: "empilement-de-noms",
    severity: Severity::Conseil,
    worst: Severity::Conseil,
    what: "Quatre compléments ou plus s'enchaînent avec « de » : « la date de dépôt du dossier de demande d'aide ».",
    why: "Il faut remonter la chaîne à l'envers pour savoir de quoi on parle ; au quatrième nom, on a perdu le premier.",
    remove: "mettez un verbe : « la date à laquelle vous demandez l'aide »",
    ease: "retirez les noms qu'on devine : « votre demande » suffit souvent",
    principle: "en rendant lisibles, clairs et compréhensibles les outils et les procédures",
    basis: &[
        Basis::Source("ISO 24495-1:2023, Langage clair et simple"),
        Basis::Source("Services Publics+, engagement 5 : « phrases courtes et simples »"),
    ],
    threshold: "Plus de 3 compléments à la suite. Convention de limpide.",
    limits: "Un nom composé courant (« acte de naissance », « permis de conduire »), une locution (« à partir de », « auprès de »), un nom \
             propre, un verbe ou un titre en capitales arrêtent la chaîne. Les consignes d'un mot ou deux ne sont pas des phrases.",
    fix: FixOffered::No,
    faulty: &[r"
démarche aide « Demander une aide » {
  présentation « Vous recevez la notification de la décision de renouvellement de la demande d’aide au logement. »
}
"],
    sane: &[r"
démarche aide « Demander une aide » {
  présentation « Vous recevez la copie de l’acte de naissance de votre enfant auprès de la mairie. La réponse du service arrive en mai. »
}
"],
    check: Check::Text(check),
};

fn check(passage: &Passage<'_>, _: &Context<'_>, findings: &mut Vec<Finding>) {
    if !passage.is_addressed() {
        return;
    }
    let text = &*passage.text.value;
    let bar = tables::threshold(RULE.code).bar();
    for range in passage.reading.sentences().iter().filter(|range| may_pile(&text[(*range).clone()], bar)) {
        let Some((found, n_links)) = longest_pile(&text[range.clone()], bar) else { continue };
        let place = range.start + found.start..range.start + found.end;
        if is_quoted(text, &place) {
            continue;
        }
        let said = said(text, &place);
        let message = fitting([
            format!("« {said} » : {n_links} compléments à la suite"),
            format!("« {} » : {n_links} compléments à la suite", shortened(&said, 50)),
        ]);
        findings.push(RULE.at(passage.location(place), message).with_label("mettez un verbe"));
    }
}

/// Whether a sentence has enough links for a pile: most have not.
fn may_pile(sentence: &str, bar: usize) -> bool {
    let is_link = |(at, letter): &(usize, &str)| {
        let after = &sentence[at + letter.len()..];
        let rest = after.strip_prefix("es").or_else(|| after.strip_prefix(['e', 'u']));
        let is_whole = rest.is_some_and(|rest| rest.starts_with(char::is_whitespace));
        (is_whole || after.starts_with(['\'', '’'])) && sentence[..*at].ends_with(char::is_whitespace)
    };
    sentence.match_indices(['d', 'D']).filter(is_link).take(bar + 1).count() > bar
}

/// The first chain of more than `bar` links, and how many links it has.
fn longest_pile(sentence: &str, bar: usize) -> Option<(Range<usize>, usize)> {
    let tokens: Vec<Range<usize>> = words(sentence).collect();
    let folded: Vec<String> = tokens.iter().map(|range| fold(&sentence[range.clone()])).collect();
    (0..tokens.len()).find_map(|start| {
        let is_linked =
            folded.get(start + 1).is_some_and(|next| matches!(next.as_str(), "de" | "du" | "des") || next.starts_with("d'"));
        if !is_linked || !is_announced(start, &folded) || !is_noun(&folded[start], &sentence[tokens[start].clone()], start == 0) {
            return None;
        }
        let (end, nouns) = pile_from(start, sentence, &tokens, &folded);
        let n_links = nouns.len() - 1;
        if n_links <= bar {
            return None;
        }
        let n_links = n_links - known_compounds(&nouns, n_links);
        let end =
            tokens[end].start + sentence[tokens[end].clone()].trim_end_matches(|letter: char| !letter.is_alphanumeric()).len();
        (n_links > bar).then_some((tokens[start].start..end, n_links))
    })
}

/// Whether a word is the first of its sentence, or comes after an article: a noun, not a verb nor an adjective.
fn is_announced(rank: usize, folded: &[String]) -> bool {
    const ARTICLES: &[&str] = &[
        "la", "le", "les", "un", "une", "des", "du", "au", "aux", "votre", "vos", "notre", "nos", "son", "sa", "ses", "leur",
        "leurs", "cette", "ce", "ces", "de", "chaque", "toute", "tout",
    ];
    let has_article = ["l'", "d'"].iter().any(|article| folded[rank].starts_with(article));
    rank == 0 || has_article || ARTICLES.contains(&folded[rank - 1].as_str())
}

/// The last word of the chain that starts there, and its nouns with their links.
fn pile_from(start: usize, sentence: &str, tokens: &[Range<usize>], folded: &[String]) -> (usize, Vec<String>) {
    let mut nouns = vec![folded[start].clone()];
    let mut last = start;
    while let Some((noun, joined)) = next_link(last, sentence, tokens, folded) {
        nouns.push(joined);
        last = noun;
    }
    (last, nouns)
}

/// The noun that « de », « du », « des », « d' » links to the one at `last`, and how it is joined.
fn next_link(last: usize, sentence: &str, tokens: &[Range<usize>], folded: &[String]) -> Option<(usize, String)> {
    if sentence[tokens[last].clone()].ends_with(|letter: char| !letter.is_alphanumeric()) {
        return None;
    }
    let word = folded.get(last + 1)?;
    let raw = |rank: usize| &sentence[tokens[rank].clone()];
    if let Some(noun) = word.strip_prefix("d'") {
        return (is_noun(noun, raw(last + 1), false) && !matches!(noun, "un" | "une")).then(|| (last + 1, word.clone()));
    }
    let is_link = matches!(word.as_str(), "de" | "du" | "des") && matches!(raw(last + 1), "de" | "du" | "des");
    if !is_link {
        return None;
    }
    let next = folded.get(last + 2)?;
    if matches!(next.as_str(), "la" | "les" | "votre" | "vos" | "son" | "sa" | "ses" | "leur" | "leurs" | "cette" | "ce" | "ces")
    {
        let noun = folded.get(last + 3)?;
        return is_noun(noun, raw(last + 3), false).then(|| (last + 3, format!("{word} {next} {noun}")));
    }
    is_noun(next, raw(last + 2), false).then(|| (last + 2, format!("{word} {next}")))
}

/// Whether a word may be a common noun that a chain holds; `raw` is the word as typed, which a sentence may begin with a capital.
fn is_noun(folded: &str, raw: &str, is_first: bool) -> bool {
    let bare = folded.rsplit('\'').next().unwrap_or(folded);
    let bare = bare.trim_matches(|letter: char| !letter.is_alphanumeric());
    let typed = raw.rsplit(['\'', '’']).next().unwrap_or(raw);
    let is_proper =
        typed.starts_with(char::is_uppercase) && (!is_first || typed.chars().filter(|letter| letter.is_uppercase()).count() > 1);
    let is_verb = ["er", "ir", "re", "ant"].iter().any(|ending| bare.ends_with(ending)) && is_infinitive(bare);
    bare.len() > 2
        && !is_proper
        && !is_verb
        && bare.chars().all(|letter| letter.is_alphabetic() || letter == '-')
        && !tables::turns(RULE.code, "pas des noms").iter().any(|word| word == bare)
}

/// Most words in « -er » after « de » are verbs; nouns in « -ier » and the like are not.
fn is_infinitive(word: &str) -> bool {
    let is_noun = ["ier", "iere", "aire", "oire", "ure", "ere", "tre", "loyer", "foyer", "avenir", "ant", "ordre", "cadre"]
        .iter()
        .any(|ending| word.ends_with(ending));
    !is_noun
        || matches!(
            word,
            "mettre"
                | "remettre"
                | "transmettre"
                | "permettre"
                | "connaitre"
                | "etre"
                | "faire"
                | "satisfaire"
                | "beneficier"
                | "verifier"
                | "justifier"
                | "modifier"
                | "etudier"
        )
}

/// How many links of a chain are inside compound nouns that everybody says as one.
fn known_compounds(nouns: &[String], n_links: usize) -> usize {
    let compounds = tables::turns(RULE.code, "noms tout faits");
    let joined = format!(" {} ", nouns.join(" ").replace("l'", ""));
    compounds.places(&joined).count().min(n_links)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pile(text: &str) -> Option<(String, usize)> {
        longest_pile(text, 3).map(|(range, n_links)| (text[range].to_owned(), n_links))
    }

    #[test]
    fn four_links_make_a_pile_and_three_do_not() {
        let words = "la date de dépôt du dossier de demande d’aide";
        assert_eq!(pile(words), Some(("date de dépôt du dossier de demande d’aide".to_owned(), 4)));
        assert_eq!(pile("la date de dépôt du dossier de demande"), None);
    }

    #[test]
    fn compounds_names_and_locutions_do_not_count() {
        assert_eq!(pile("une copie d’extrait d’acte de naissance de l’enfant du couple"), None);
        assert_eq!(pile("le centre de secours du port de Marseille de la côte"), None);
        assert_eq!(pile("à partir de la date de dépôt de la demande du service"), None);
        assert_eq!(pile("le droit de demander la date de dépôt de la demande"), None);
    }
}
