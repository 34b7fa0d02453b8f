//! Recognising what a label designates: « Copie de la CNI recto verso » is an identity card.
//!
//! Wordings are compared word by word: capitals, accents, apostrophes, plurals and little words (« de », « la ») do not count.

use super::fold::{bare, is_accent};
use aho_corasick::{AhoCorasick, AhoCorasickKind};

/// Words that do not change what a label designates.
const LITTLE_WORDS: &[&str] = &[
    "l", "le", "la", "les", "d", "de", "du", "des", "un", "une", "votre", "vos", "son", "sa", "ses", "mon", "ma", "mes", "a",
    "au", "aux",
];

/// In letters.
const LONGEST_LITTLE_WORD: usize = 5;

/// Wordings, each for the row of a table.
#[derive(Debug)]
pub struct Labels {
    automaton: AhoCorasick,
    /// The row of each wording; exceptions have none.
    rows: Vec<Wording>,
}

#[derive(Debug)]
struct Wording {
    row: usize,
    is_exception: bool,
}

impl Labels {
    /// Prepares the wordings of rows: for each row, those that designate it and those that rule it out.
    ///
    /// # Panics
    /// When there are too many wordings to be searched, millions of them.
    #[must_use]
    pub fn new<'a>(rows: impl IntoIterator<Item = (&'a [String], &'a [String])>) -> Self {
        let mut patterns = Vec::new();
        let mut wordings = Vec::new();
        for (row, (forms, exceptions)) in rows.into_iter().enumerate() {
            for (form, is_exception) in forms.iter().map(|form| (form, false)).chain(exceptions.iter().map(|form| (form, true))) {
                patterns.push(normalised(form));
                wordings.push(Wording { row, is_exception });
            }
        }
        // Made in a fraction of the time a full table of states takes, and nearly as quick on words as short as labels.
        let kind = Some(AhoCorasickKind::ContiguousNFA);
        let automaton = AhoCorasick::builder().kind(kind).build(&patterns).expect("interne : les tables sont petites");
        Self { automaton, rows: wordings }
    }

    /// The row whose longest wording is in the label, unless one of its exceptions is there too.
    #[must_use]
    pub fn row_of(&self, label: &str) -> Option<usize> {
        let label = normalised(label);
        let mut best: Option<(usize, usize)> = None;
        let mut excluded = Vec::new();
        let mut found: Vec<(usize, usize)> = Vec::new();
        for hit in self.automaton.find_overlapping_iter(&label) {
            let wording = &self.rows[hit.pattern().as_usize()];
            if wording.is_exception {
                excluded.push(wording.row);
            } else {
                found.push((hit.len(), wording.row));
            }
        }
        for (length, row) in found {
            // The first row wins between two wordings of the same length.
            let is_better = best.is_none_or(|(longest, first)| length > longest || (length == longest && row < first));
            if is_better && !excluded.contains(&row) {
                best = Some((length, row));
            }
        }
        best.map(|(_, row)| row)
    }
}

/// ` carte nationale identite `: the words that count, in the singular, between spaces.
fn normalised(label: &str) -> String {
    let mut plain = String::with_capacity(label.len() + 2);
    plain.push(' ');
    for word in label.split(|character: char| bare(character).is_none() && !is_accent(character)).filter(|word| !word.is_empty())
    {
        let start = plain.len();
        plain.extend(word.chars().filter_map(bare));
        let word = &plain[start..];
        if word.len() <= LONGEST_LITTLE_WORD && LITTLE_WORDS.contains(&word) {
            plain.truncate(start);
            continue;
        }
        if word.len() > 3 && word.ends_with(['s', 'x']) {
            plain.pop();
        }
        plain.push(' ');
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row_of(label: &str) -> Option<usize> {
        let forms = |forms: &[&str]| forms.iter().map(|form| (*form).to_owned()).collect::<Vec<_>>();
        let rows = [
            (forms(&["carte nationale d'identité", "CNI"]), forms(&[])),
            (forms(&["acte de naissance"]), forms(&["adoption"])),
            (forms(&["acte de naissance avec mention"]), forms(&[])),
        ];
        Labels::new(rows.iter().map(|(forms, exceptions)| (forms.as_slice(), exceptions.as_slice()))).row_of(label)
    }

    #[test]
    fn a_label_is_recognised_whatever_its_spelling() {
        assert_eq!(row_of("Copie recto-verso de la CARTE NATIONALE D’IDENTITÉ"), Some(0));
        assert_eq!(row_of("cartes nationales d'identite des parents"), Some(0));
        assert_eq!(row_of("Cni"), Some(0));
        assert_eq!(row_of("Acnibis"), None);
    }

    #[test]
    fn the_longest_wording_wins_and_an_exception_rules_out() {
        assert_eq!(row_of("Acte de naissance"), Some(1));
        assert_eq!(row_of("Acte de naissance avec mention marginale"), Some(2));
        assert_eq!(row_of("Acte de naissance en cas d'adoption"), None);
    }
}
