//! A sentence too long to be understood at once.

use crate::analysis::prose::{n_words_over, words};
use crate::findings::{Finding, Severity};
use crate::rules::around::{begins_with, is_copied_law, is_quoted, punishes};
use crate::rules::wording::readable;
use crate::rules::{Basis, Check, Context, FixOffered, Passage, Rule, tables};
use aho_corasick::AhoCorasick;
use std::sync::LazyLock;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "LAN001",
    name: "phrase-trop-longue",
    severity: Severity::Conseil,
    worst: Severity::Alerte,
    what: "Une phrase adressée à la personne compte trop de mots.",
    why: "Arrivée au bout, la personne a oublié le début : elle relit, se trompe de condition, ou renonce.",
    remove: "coupez la phrase : une idée, une phrase",
    ease: "mettez les conditions ou les pièces en liste, un élément par ligne",
    principle: "en rendant lisibles, clairs et compréhensibles les outils et les procédures",
    basis: &[
        Basis::Source("Services Publics+, engagement 5 : « phrases courtes et simples »"),
        Basis::Source("ISO 24495-1:2023, Langage clair et simple"),
        Basis::Source("Règles européennes du facile à lire et à comprendre (Falc) : une phrase, une idée"),
    ],
    threshold: "Plus de 25 mots : conseil ; plus de 40 : alerte. Mesuré sur 195 702 phrases de service-public : la moitié ont au plus \
                15 mots, neuf sur dix au plus 27, une sur cent plus de 40.",
    limits: "Un mot avec son article élidé (« l'usager ») compte pour un ; un élément d'une liste à puces est une phrase. Une \
             énumération de noms séparés par des virgules (des pays, des communes) n'est pas signalée, ni le titre d'un texte de droit ou une phrase qui en est \
             copiée. Ce qui est entre parenthèses se lit à part : il ne compte pas.",
    fix: FixOffered::No,
    faulty: &[
        r"
démarche aide « Demander une aide » {
  présentation « Si vous habitez la commune depuis plus d’un an et que vous avez au moins un enfant à charge, vous pouvez demander une aide à la mairie, qui étudie votre dossier et vous répond. »
}
",
        r"
démarche aide « Demander une aide » {
  étape dépôt « Déposez la demande » {
    par usager au guichet
    consigne « Lisez la notice. Lorsque vous déposez votre demande au guichet de la mairie, vous devez présenter une pièce d’identité et remettre le formulaire rempli et signé par les deux parents, car sans leur signature la demande ne peut pas être étudiée, et vous devrez revenir une autre fois avec le formulaire complet. »
  }
}
",
    ],
    sane: &[r"
démarche aide « Demander une aide » {
  présentation « Vous habitez la commune depuis plus d’un an ? Vous avez au moins un enfant à charge ? Vous pouvez demander une aide à la mairie. Elle étudie votre dossier, puis elle vous répond. »
  étape dépôt « Déposez la demande » {
    par usager au guichet
    consigne « Selon l’art. 3 du règlement de M. le maire, apportez 10 000 € et le n° 34 00 de votre dossier, etc. Venez avec votre enfant. »
    consigne « Cette aide est ouverte aux habitants des pays suivants : Allemagne, Autriche, Belgique, Bulgarie, Chypre, Croatie, Danemark, Espagne, Estonie, Finlande, France, Grèce, Hongrie, Irlande, Italie, Lettonie, Lituanie, Luxembourg, Malte. »
  }
}
"],
    check: Check::Text(check),
};

fn check(passage: &Passage<'_>, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(threshold) = tables::thresholds(RULE.code).next() else { return };
    let advice = threshold.advice.map_or(usize::MAX, |words| words as usize);
    let warning = threshold.warning.map_or(usize::MAX, |words| words as usize);
    let text = &passage.text.value;
    for range in passage.reading.sentences() {
        let sentence = &text[range.clone()];
        let Some(n_words) = n_words_over(sentence, advice) else { continue };
        let is_of_others = || is_quoted(text, range) || is_copied_law(text, range.start) || is_not_prose(&readable(sentence));
        let n_read = n_words.saturating_sub(n_beside(sentence));
        if is_enumeration(sentence, n_words) || n_read <= advice || is_of_others() {
            continue;
        }
        let severity = if n_read > warning { Severity::Alerte } else { Severity::Conseil };
        let mut finding =
            RULE.graded(severity, passage.location(range.clone()), format!("« {} » compte {n_read} mots", beginning(sentence)));
        finding = finding.with_label(format!("{n_read} mots d'une traite"));
        if let Some(cut) = best_cut(sentence) {
            finding = finding.with_help(format!("coupez-la, par exemple avant « {} »", beginning(&sentence[cut..])));
        }
        findings.push(finding);
    }
}

/// More than one comma for three words, or several names in a row, which are not read as one idea.
fn is_enumeration(sentence: &str, n_words: usize) -> bool {
    const IN_A_ROW: usize = 4;
    let mut n_short = 0;
    let is_row = sentence.split([',', ';', '+']).any(|part| {
        n_short = if words(part).count() <= 3 { n_short + 1 } else { 0 };
        n_short >= IN_A_ROW
    });
    is_row || sentence.matches([',', ';']).count() * 3 > n_words
}

/// How many words a sentence has that are read apart: those between parentheses, the name of a button.
fn n_beside(sentence: &str) -> usize {
    let mut n_words = 0;
    let mut end = 0;
    for (open, _) in sentence.match_indices('(') {
        // « salarié(s) » opens nothing.
        let opens = open >= end && !sentence[..open].ends_with(char::is_alphanumeric);
        if !opens {
            continue;
        }
        // One that is never closed goes to the end.
        end = sentence[open..].find(')').map_or(sentence.len(), |length| open + length);
        n_words += words(&sentence[open + 1..end]).count();
    }
    n_words + button(sentence).map_or(0, |name| words(name).count())
}

/// The name of what must be clicked: « cliquez sur "Ajouter un élément pour Enfants" ».
fn button(sentence: &str) -> Option<&str> {
    const BEFORE: [&str; 4] = ["cliquer sur", "cliquez sur", "bouton", "intitulé"];
    let at = BEFORE.iter().filter_map(|words| Some(sentence.find(words)? + words.len())).min()?;
    let (_, rest) = sentence[at..].split_once(['"', '«', '“'])?;
    rest.split(['"', '»', '”']).next()
}

/// Whether a [`readable`] sentence is the title of a text of law, one by which it cites another or punishes, or only gives examples.
fn is_not_prose(sentence: &str) -> bool {
    let turns = |list| tables::turns(RULE.code, list);
    let examples = sentence.trim_start().trim_start_matches("a titre d'").trim_start_matches("par ");
    let is_title = turns("objets d'un texte de droit").is_in(sentence)
        && (begins_with(turns("textes de droit"), sentence) && !tables::turns("SEN006", "a la personne").is_in(sentence)
            || begins_with(turns("textes lus"), sentence) && turns("textes de droit").is_in(sentence));
    is_title
        || punishes(sentence)
        || begins_with(turns("visas"), sentence)
        || begins_with(tables::turns("LAN", "exemples"), examples)
}

/// Links between two clauses; the first wins between two as near to the middle.
const LINKS: [&str; 12] = [
    " ; ",
    ", mais ",
    ", et ",
    ", car ",
    ", puis ",
    ", or ",
    ", qui ",
    ", ce qui ",
    ", sauf ",
    ", ainsi que ",
    " afin ",
    ", sinon ",
];

/// Where to cut: at the link between two clauses that is nearest to the middle, when each part keeps a few words.
fn best_cut(sentence: &str) -> Option<usize> {
    static CUTS: LazyLock<AhoCorasick> = LazyLock::new(|| AhoCorasick::new(LINKS).expect("interne : douze liens"));
    let middle = sentence.len() / 2;
    let starts: Vec<_> = words(sentence).map(|word| word.start).collect();
    let cuts = CUTS.find_overlapping_iter(sentence).map(|found| {
        let rank = found.pattern().as_usize();
        (found.end() - LINKS[rank].trim_start_matches([',', ';', ' ']).len(), rank)
    });
    let keeps_words = |cut: usize| (4..starts.len().saturating_sub(3)).contains(&starts.partition_point(|start| *start < cut));
    let nearest = cuts.filter(|(cut, _)| keeps_words(*cut)).min_by_key(|(cut, rank)| (cut.abs_diff(middle), *rank));
    nearest.map(|(cut, _)| cut)
}

/// The first words.
fn beginning(text: &str) -> String {
    let end = words(text).nth(3).map_or(text.len(), |word| word.end);
    let words = text[..end].trim_start_matches(['•', '-', '–', ' ']).split_whitespace();
    let words = words.filter(|word| !word.starts_with('<') || !word.ends_with('>')).collect::<Vec<_>>().join(" ");
    if end < text.len() { format!("{words}…") } else { words }
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_need_not_be_read_with_a_sentence_is_not_counted() {
        let said = |words: &str| {
            crate::rules::testing::check("LAN001", &format!("démarche aide « Aide » {{\n  présentation « {words} »\n}}\n"))
        };
        let long = "Pour chaque enfant de votre foyer qui va à l’école, écrivez son nom, son prénom et le nom de son école";
        let examples = "(par exemple : école du Centre, collège des Fleurs, lycée de la Gare)";
        assert_eq!(said(&format!("{long} {examples}.")), "");
        assert_eq!(said(&format!("{long}, puis cliquez sur “Ajouter un élément pour un autre enfant”.")), "");
        assert_ne!(said(&format!("{long} et dites comment il y va le matin et le soir.")), "");
    }

    #[test]
    fn the_title_of_a_law_is_not_the_sentence_that_cites_it() {
        let said = |words: &str| {
            crate::rules::testing::check("LAN001", &format!("démarche aide « Aide » {{\n  présentation « {words} »\n}}\n"))
        };
        let title = "arrêté du 3 mars 2020 relatif aux pièces à fournir pour les demandes de subvention des communes et de leurs groupements";
        assert_eq!(said(&format!("Joignez les pièces de la liste (cf. {title}).")), "");
        assert_eq!(said(&format!("A{} et modifiant le code général des collectivités.", &title[1..])), "");
        assert_ne!(said(&format!("Joignez les pièces de la liste que donne l’{title}.")), "");
    }

    use crate::rules::testing::check;

    fn presented(words: &str) -> String {
        check("LAN001", &format!("démarche aide « Demander une aide » {{\n  présentation « {words} »\n}}\n"))
    }

    #[test]
    fn the_threshold_is_passed_strictly() {
        let of = |n_words: usize| format!("{}fin.", "mot ".repeat(n_words - 1));
        assert_eq!(presented(&of(25)), "");
        assert!(presented(&of(26)).starts_with("conseil LAN001 : « mot mot mot mot… » compte 26 mots"));
        assert!(presented(&of(40)).starts_with("conseil"));
        assert!(presented(&of(41)).starts_with("alerte LAN001 : « mot mot mot mot… » compte 41 mots"));
    }

    #[test]
    fn a_place_to_cut_is_offered_near_the_middle() {
        let words = "Vous pouvez demander cette aide à la mairie de votre commune avant le mois de juin, mais votre dossier doit \
                     être complet et signé par les deux parents de votre enfant.";
        assert!(
            presented(words).contains("aide : coupez-la, par exemple avant « mais votre dossier doit… »"),
            "{}",
            presented(words)
        );
    }

    #[test]
    fn items_of_a_list_are_counted_apart() {
        let item = "- un document qui porte votre nom et votre adresse en entier ;\n";
        assert_eq!(presented(&format!("Apportez :\n{}", item.repeat(4))), "");
    }
}
