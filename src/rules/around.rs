//! What stands around some words of the texts of a procedure: their sentence, what follows it, and whether the words are the writer's own.
//!
//! Rules of language look for words first, with one cheap pass; only then do they read around them, with these.

use super::wording::readable;
use super::{Passage, tables};
use crate::findings::{Finding, Related};
use crate::source::Location;
use std::ops::Range;

/// What comes after a place of the text of that rank, with the `n_texts` that follow, as [`readable`].
pub(super) fn following(passages: &[&Passage<'_>], rank: usize, end: usize, n_texts: usize) -> String {
    let mut words = passages[rank].text.value[end..].to_owned();
    for passage in passages[rank + 1..].iter().take(n_texts) {
        words.push('\n');
        words.push_str(&passage.text.value);
    }
    readable(&words)
}

/// Whether a range stands between quotation marks: a title, a form, the words of someone else. Marks at its own ends are around it.
pub(super) fn is_quoted(text: &str, range: &Range<usize>) -> bool {
    const MARKS: [char; 5] = ['«', '»', '“', '”', '"'];
    let words = &text[range.clone()];
    let end =
        range.start + words.trim_end_matches(|mark: char| MARKS.contains(&mark) || mark == '.' || mark.is_whitespace()).len();
    let start = range.end - words.trim_start_matches(|mark: char| MARKS.contains(&mark) || mark.is_whitespace()).len();
    let is_one_piece = start < end && !text[start..end].contains(MARKS);
    let inside = if is_one_piece { start..end } else { range.clone() };
    let (before, after) = (&text[..inside.start], &text[inside.end..]);
    let is_open = |open: char, close: char| match (before.rfind(open), before.rfind(close)) {
        (Some(opened), Some(closed)) => opened > closed,
        (opened, _) => opened.is_some(),
    };
    (is_open('«', '»') && after.contains('»'))
        || (is_open('“', '”') && after.contains('”'))
        || (before.matches('"').count() % 2 == 1 && after.contains('"'))
}

/// Whether a range stands inside parentheses.
pub(super) fn is_in_parentheses(text: &str, range: &Range<usize>) -> bool {
    // « 1) » closes nothing.
    let depth = |depth: usize, letter| match letter {
        '(' => depth + 1,
        ')' => depth.saturating_sub(1),
        _ => depth,
    };
    text[..range.start].chars().fold(0, depth) > 0
}

/// Whether a [`readable`] sentence tells the rights over personal data, or quotes the law: its words are those of the law.
pub(super) fn repeats_the_law(sentence: &str) -> bool {
    tables::turns("LAN", "donnees personnelles").is_in(sentence) || tables::turns("LAN", "droit cite").is_in(sentence)
}

/// Whether a place of a text is in a law copied there: under « Art. 1er », or after « Article 441-7 du code pénal : ».
pub(super) fn is_copied_law(text: &str, at: usize) -> bool {
    /// « Article 441-7 du code pénal », alone on its line.
    const LONGEST_HEADING: usize = 6;
    text[..at].lines().any(|line| {
        let line = readable(line);
        let line = line.trim().trim_start_matches(['«', '"', '-', '•', ' ']);
        let number =
            ["article ", "art. "].iter().find_map(|word| line.strip_prefix(word)).and_then(|rest| rest.split(' ').next());
        let is_article = number.is_some_and(|number| number.contains(|letter: char| letter.is_ascii_digit()));
        let n_words = line.split(' ').count();
        let is_heading = n_words == 2 || line.contains(" du code ") && n_words <= LONGEST_HEADING;
        let announces = line.trim_end_matches(['«', ' ']).ends_with([':', '.']) && !line.contains("vous");
        is_article && (is_heading || announces) || begins_with(tables::turns("LAN", "textes recopies"), line)
    })
}

/// Whether a [`readable`] sentence is one of those by which a code punishes: « est puni d'un an d'emprisonnement le fait de… »
pub(super) fn punishes(sentence: &str) -> bool {
    tables::turns("LAN", "peines").is_in(sentence) && tables::turns("LAN", "ce qui est puni").is_in(sentence)
}

/// Whether a [`readable`] text begins with one of those turns.
pub(super) fn begins_with(turns: &tables::Turns, readable: &str) -> bool {
    turns.places(readable).next().is_some_and(|place| readable[..place.start].trim().is_empty())
}

/// Whether a [`readable`] sentence gives the person, or those who decide for them, something to do or to hope for.
pub(super) fn commits(sentence: &str) -> bool {
    tables::turns("LAN", "engagements").is_in(sentence) || gives_an_order(sentence)
}

/// « Signalez tout changement », « si rien n'arrive, dites-le »; « vous recevez », « vous n'avez » and « chez » are no orders.
pub(super) fn gives_an_order(sentence: &str) -> bool {
    let mut last = ["", ""];
    sentence.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).any(|word| {
        let is_verb = word.ends_with("ez") && !matches!(word, "chez" | "assez" | "rez" | "nez" | "avez")
            || matches!(word, "faites" | "dites");
        let is_order = is_verb && !last.contains(&"vous");
        last = [last[1], word];
        is_order
    })
}

/// The words of a range, on one line.
pub(super) fn said(text: &str, range: &Range<usize>) -> String {
    text[range.clone()].split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Findings of a procedure, one per cause: the first place of each, and the next ones beside it.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    found: Vec<(String, Finding)>,
}

impl Gathered {
    /// How many other places are shown beside the first.
    const OTHERS: usize = 4;

    /// Adds a place of that cause: its own finding the first time.
    pub(super) fn add(&mut self, cause: &str, location: Location, finding: impl FnOnce() -> Finding) {
        let Some((_, first)) = self.found.iter_mut().find(|(known, _)| known == cause) else {
            self.found.push((cause.to_owned(), finding()));
            return;
        };
        let is_shown = first.primary == location || first.related.iter().any(|other| other.location == location);
        if !is_shown && first.related.len() < Self::OTHERS {
            first.related.push(Related { location, message: "ici aussi".to_owned() });
        }
    }

    /// The findings, in the order of their first places.
    pub(super) fn into_findings(self) -> impl Iterator<Item = Finding> {
        self.found.into_iter().map(|(_, finding)| finding)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_between_quotation_marks_are_those_of_someone_else() {
        let text = "Cochez “ le cas échéant ”, puis \"signez\" (ou non).";
        let place = |words: &str| text.find(words).map(|start| start..start + words.len()).expect("présent");
        assert!(is_quoted(text, &place("cas")) && is_quoted(text, &place("signez")));
        assert!(!is_quoted(text, &place("puis")) && !is_quoted(text, &place("ou non")));
        assert!(is_in_parentheses(text, &place("ou non")) && !is_in_parentheses(text, &place("puis")));
    }

    #[test]
    fn an_order_is_told_from_a_statement() {
        assert!(gives_an_order(" joignez la copie ") && gives_an_order(" si besoin, indiquez le "));
        assert!(!gives_an_order(" vous recevez la carte chez vous ") && !gives_an_order(" vous y trouvez la carte "));
    }
}
