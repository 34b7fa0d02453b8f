//! Words found in a text as people read them: whole, whatever the accents, the case, the apostrophes and the kind of space.

pub(super) use crate::analysis::prose::readable;
use crate::values::month;
use aho_corasick::AhoCorasick;
use std::ops::Range;
use std::sync::OnceLock;

/// Whether no letter stands right before a place of a text.
fn starts_word(text: &str, at: usize) -> bool {
    !text[..at].ends_with(char::is_alphanumeric)
}

/// Whether those words, written folded, stand whole at the start of the rest of a [`readable`] text.
fn stands_at_start(rest: &str, words: &str) -> bool {
    let is_edge = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
    rest.strip_prefix(words).is_some_and(|after| words.ends_with('\'') || is_edge(after.chars().next()))
}

/// Whether the words at that place of a [`readable`] text stand whole.
pub(super) fn stands_whole(readable: &str, place: &Range<usize>) -> bool {
    starts_word(readable, place.start) && stands_at_start(&readable[place.start..], &readable[place.clone()])
}

/// Where those words, written folded, stand whole in a [`readable`] text.
#[must_use]
pub(super) fn position(readable: &str, words: &str) -> Option<usize> {
    let mut found = readable.match_indices(words).map(|(at, _)| at);
    found.find(|&at| starts_word(readable, at) && stands_at_start(&readable[at..], words))
}

/// Whether those words, written folded, stand whole in a [`readable`] text.
#[must_use]
pub(super) fn has(readable: &str, words: &str) -> bool {
    position(readable, words).is_some()
}

/// Whether a [`readable`] text begins with one of those, whole.
#[must_use]
pub(super) fn begins_with_any(readable: &str, wordings: &[&str]) -> bool {
    wordings.iter().any(|words| stands_at_start(readable.trim_start(), words))
}

/// Where the wordings of an automaton stand whole in a [`readable`] text, from left to right, and the rank of each.
pub(super) fn whole_words<'t>(automaton: &'t AhoCorasick, readable: &'t str) -> impl Iterator<Item = (Range<usize>, usize)> + 't {
    let found = automaton.find_overlapping_iter(readable).map(|found| (found.range(), found.pattern().as_usize()));
    found.filter(|(place, _)| stands_whole(readable, place))
}

/// Wordings, written folded, searched for together.
#[derive(Debug)]
pub(super) struct Words {
    list: &'static [&'static str],
    automaton: OnceLock<AhoCorasick>,
}

impl Words {
    /// A list that is made ready at its first use.
    pub(super) const fn new(list: &'static [&'static str]) -> Self {
        Self { list, automaton: OnceLock::new() }
    }

    /// The wordings, as listed.
    pub(super) fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.list.iter().copied()
    }

    /// Where they stand whole in a [`readable`] text, from left to right, each as listed.
    pub(super) fn places<'t>(&'t self, readable: &'t str) -> impl Iterator<Item = (Range<usize>, &'static str)> + 't {
        let automaton =
            self.automaton.get_or_init(|| AhoCorasick::new(self.list).expect("interne : une liste de mots est courte"));
        whole_words(automaton, readable).map(|(place, rank)| (place, self.list[rank]))
    }
}

/// Whether a [`readable`] text gives a day: « 15/05/2026 », « 30/09 », « le 1er mars ».
#[must_use]
pub(super) fn gives_a_date(readable: &str) -> bool {
    let number = |part: &str| part.strip_suffix("er").unwrap_or(part).parse::<u32>().ok();
    let is_day = |part: &str| number(part).is_some_and(|day| (1..=31).contains(&day));
    let words: Vec<_> =
        readable.split_whitespace().map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric())).collect();
    let in_figures = |word: &&str| {
        let parts: Vec<_> = word.split('/').collect();
        let is_month = |part: &str| number(part).is_some_and(|month| (1..=12).contains(&month));
        match parts[..] {
            [day, month] => is_day(day) && is_month(month),
            [day, month, year] => is_day(day) && is_month(month) && number(year).is_some(),
            _ => false,
        }
    };
    words.iter().any(in_figures) || words.windows(2).any(|pair| is_day(pair[0]) && month(pair[1]).is_some())
}

/// Whether any of those stands whole in a [`readable`] text.
#[must_use]
pub(super) fn has_any(readable: &str, wordings: &Words) -> bool {
    wordings.places(readable).next().is_some()
}

/// Whether the name of a datum is one of those words, or begins with one: `nom_usage` begins with `nom`, `nombre_parts` does not.
#[must_use]
pub(super) fn name_begins(name: &str, words: &[impl AsRef<str>]) -> bool {
    words.iter().any(|words| name.strip_prefix(words.as_ref()).is_some_and(|rest| rest.is_empty() || rest.starts_with('_')))
}

/// The first of those messages that fits on one line of a hundred letters, else the last, which must.
#[must_use]
pub(super) fn fitting<const N: usize>(messages: [String; N]) -> String {
    let fits = |message: &String| message.chars().count() <= 100;
    let rank = messages.iter().position(fits).unwrap_or(N - 1);
    messages.into_iter().nth(rank).unwrap_or_default()
}

/// A title of so many letters at most, cut between two words.
#[must_use]
pub(super) fn shortened(title: &str, letters: usize) -> String {
    if title.chars().count() <= letters {
        return title.to_owned();
    }
    let kept: String = title.chars().take(letters).collect();
    let words = kept.rsplit_once(' ').map_or(&*kept, |(words, _)| words);
    format!("{}…", words.trim_end_matches([',', ' ', '(', ':']))
}

/// « a », « a et b », « a, b et c ».
#[must_use]
pub(super) fn listed(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [firsts @ .., last] => format!("{} et {last}", firsts.join(", ")),
    }
}

/// A title between guillemets, cut after a word when it would fill the message.
#[must_use]
pub(super) fn called(title: &str) -> String {
    const LONGEST: usize = 44;
    format!("« {} »", shortened(title, LONGEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_told_from_a_telephone() {
        for words in ["du 01/09/2023 au 15/10/2023", "incomplet au 30/09.", "le 1er mars", "avant le 15 mai."] {
            assert!(gives_a_date(&readable(words)), "{words}");
        }
        for words in ["appelez le 01 53 55 26 26", "en 2020", "3 mois", "et/ou", "24/24", "un mars"] {
            assert!(!gives_a_date(&readable(words)), "{words}");
        }
    }

    #[test]
    fn words_are_found_whole_and_without_accents() {
        let text = readable("L’État\u{a0}de santé");
        assert_eq!([has(&text, "etat de sante"), has(&text, "l'"), has(&text, "sant")], [true, true, false]);
    }

    #[test]
    fn a_long_title_is_cut_between_two_words() {
        assert_eq!(shortened("Acte de naissance (copie intégrale)", 24), "Acte de naissance…");
        assert_eq!(shortened("Livret de famille", 24), "Livret de famille");
    }

    #[test]
    fn a_long_title_is_cut_after_a_word() {
        let title = "Demander l'aide exceptionnelle au maintien à domicile des personnes âgées";
        assert_eq!(called(title), "« Demander l'aide exceptionnelle au maintien… »");
        assert_eq!(called("Retrait"), "« Retrait »");
        assert_eq!(listed(&["a", "b", "c"]), "a, b et c");
    }
}
