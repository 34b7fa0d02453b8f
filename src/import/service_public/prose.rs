//! The page's own text, measured: its words, its sentences, its titles, the amounts and the durations it says. What stands apart (contacts,
//! services, texts of law, glossary) is left out.
//!
//! Nothing here is understood: these counts serve to compare pages, and to hold the reading against counts made apart.

use super::body::APART;
use super::record::{Cases, Prose};
use super::xml::{self, Node};

/// What a page says in its own text.
pub(super) fn read(root: Node<'_>) -> Prose {
    let mut prose = Prose::default();
    for node in root.children().filter(|node| ["Introduction", "Texte", "ListeSituations"].contains(&xml::name(*node))) {
        add(node, Within::Text, &mut prose);
    }
    prose
}

/// How the cases of a page nest, wherever they stand.
pub(super) fn cases(root: Node<'_>) -> Cases {
    let is_last = |case: &Node<'_>| xml::descendants(*case, "BlocCas").next().is_none();
    let depth = |block: Node<'_>| block.ancestors().filter(|above| xml::is(*above, "BlocCas")).count();
    Cases {
        n_splits: xml::descendants(root, "BlocCas").count(),
        n_cases: xml::descendants(root, "Cas").count(),
        n_last: xml::descendants(root, "Cas").filter(is_last).count(),
        depth: xml::descendants(root, "BlocCas").map(depth).max().unwrap_or_default(),
    }
}

/// Where a paragraph stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Within {
    Text,
    /// The words of a table make no sentence.
    Table,
}

fn add(node: Node<'_>, within: Within, prose: &mut Prose) {
    for child in node.children().filter(Node::is_element) {
        match xml::name(child) {
            "Titre" => {
                let title = xml::words(child);
                figures(&title.value, prose);
                if ["Chapitre", "SousChapitre", "TitreFlottant"].contains(&xml::name(node)) && !title.value.is_empty() {
                    prose.titles.push(title.value);
                }
            }
            "Paragraphe" => paragraph(&xml::words(child).value, within, prose),
            "Cellule" => add(child, Within::Table, prose),
            other if APART.contains(&other) => {}
            _ => add(child, within, prose),
        }
    }
}

fn paragraph(text: &str, within: Within, prose: &mut Prose) {
    prose.n_words += n_words(text);
    figures(text, prose);
    if within == Within::Text {
        prose.sentences.extend(sentences(text).map(n_words).filter(|n_words| *n_words > 0));
    }
}

/// The amounts and the durations said in figures.
fn figures(text: &str, prose: &mut Prose) {
    const UNITS: [&str; 9] = ["jour", "jours", "semaine", "semaines", "mois", "an", "ans", "heure", "heures"];
    prose.n_amounts += text.matches('€').count();
    let words: Vec<_> = words(text).collect();
    let is_duration = |pair: &&[&str]| pair[0].ends_with(|last: char| last.is_ascii_digit()) && UNITS.contains(&pair[1]);
    prose.n_durations += words.windows(2).filter(is_duration).count();
}

/// A word is a run of letters, digits, apostrophes and hyphens: « l'usager » is one, « 10 000 » is two.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric() && !"_'’-".contains(letter)).filter(|word| !word.is_empty())
}

fn n_words(text: &str) -> usize {
    words(text).count()
}

/// A sentence ends at a mark followed by white space, then by a capital, a digit or a quote.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let starts = |first: char| first.is_uppercase() || first.is_ascii_digit() || "«\"“".contains(first);
    let goes_on = |after: &str| {
        let next = after.trim_start();
        next.len() < after.len() && next.starts_with(starts)
    };
    let ends = |&(at, mark): &(usize, char)| ".!?;:".contains(mark) && goes_on(&text[at + 1..]);
    let mut ends: Vec<_> = text.char_indices().filter(ends).map(|(at, _)| at + 1).collect();
    ends.push(text.len());
    let mut start = 0;
    ends.into_iter().map(move |end| &text[std::mem::replace(&mut start, end)..end])
}
