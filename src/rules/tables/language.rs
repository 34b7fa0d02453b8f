//! The lexica of the language rules: `rules/lexique/`, a file per kind of words, and `rules/sigles.toml`.

use super::{Example, parse};
use crate::analysis::prose::{Acronym, Acronyms, Follow, Lexica, Replacement, Term};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

const LEXICON: [(&str, &str); 15] = files_of!(
    "lexique":
    "anglais",
    "courriers",
    "delais",
    "durees",
    "flou",
    "jargon",
    "latin",
    "listes",
    "locutions",
    "logique",
    "lourdeurs",
    "marchand",
    "personnes",
    "ton",
    "verbes"
);

fn lexicon_files() -> impl Iterator<Item = LexiconFile> {
    LEXICON.into_iter().map(|(name, text)| parse(name, text))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LexiconFile {
    #[cfg_attr(not(test), expect(dead_code, reason = "for the reader of the lexicon; the tests ask for it"))]
    source: String,
    #[serde(rename = "terme")]
    terms: Vec<TermRow>,
}

/// An entry as a jurist writes it.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct TermRow {
    id: String,
    #[serde(rename = "regle")]
    rule: String,
    #[serde(rename = "motif")]
    #[expect(dead_code, reason = "a name for the reader of the lexicon")]
    name: String,
    #[serde(rename = "formes")]
    forms: Vec<String>,
    #[serde(rename = "dire")]
    say: Vec<String>,
    #[serde(rename = "pourquoi")]
    why: String,
    #[serde(rename = "risque")]
    #[expect(dead_code, reason = "for the reader of the lexicon, who may remove what is too often wrong")]
    risk: Risk,
    #[serde(default, rename = "sauf_avant")]
    not_after: Vec<String>,
    #[serde(default, rename = "sauf_apres")]
    not_before: Vec<String>,
    #[serde(default, rename = "seulement_avec")]
    only_with: Vec<String>,
    #[serde(default, rename = "suite")]
    follow: FollowRow,
    #[serde(rename = "correction")]
    replacement: Option<String>,
    #[serde(default, rename = "corrections")]
    replacements: BTreeMap<String, String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "for the reader of the lexicon; the tests ask for it"))]
    source: Option<String>,
    #[serde(default, rename = "exemple")]
    #[cfg_attr(not(test), expect(dead_code, reason = "the examples are run by the tests"))]
    examples: Vec<Example>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Risk {
    Faible,
    Moyen,
}

#[derive(Clone, Copy, Default, Deserialize)]
enum FollowRow {
    #[default]
    #[serde(rename = "n'importe quoi")]
    Anything,
    #[serde(rename = "déterminant")]
    Determiner,
    #[serde(rename = "infinitif")]
    Infinitive,
    #[serde(rename = "infinitif ou déterminant")]
    InfinitiveOrDeterminer,
    #[serde(rename = "nom")]
    BareNoun,
    #[serde(rename = "pas un infinitif")]
    NotInfinitive,
}

impl From<FollowRow> for Follow {
    fn from(row: FollowRow) -> Self {
        match row {
            FollowRow::Anything => Self::Anything,
            FollowRow::Determiner => Self::Determiner,
            FollowRow::Infinitive => Self::Infinitive,
            FollowRow::InfinitiveOrDeterminer => Self::InfinitiveOrDeterminer,
            FollowRow::BareNoun => Self::BareNoun,
            FollowRow::NotInfinitive => Self::NotInfinitive,
        }
    }
}

impl From<TermRow> for Term {
    fn from(row: TermRow) -> Self {
        let replacement = match row.replacement {
            Some(words) => Replacement::Same(words),
            None if row.replacements.is_empty() => Replacement::None,
            None => Replacement::PerForm(row.replacements.into_iter().collect()),
        };
        Self {
            id: row.id,
            forms: row.forms,
            say: row.say,
            why: row.why,
            not_after: row.not_after,
            not_before: row.not_before,
            only_with: row.only_with,
            follow: row.follow.into(),
            replacement,
        }
    }
}

/// The lexica of the rules, each by the code of its rule (`"LAN003"`).
#[must_use]
pub fn lexica() -> &'static Lexica {
    static LEXICA: LazyLock<Lexica> = LazyLock::new(|| {
        let mut terms: BTreeMap<String, Vec<Term>> = BTreeMap::new();
        for row in lexicon_files().flat_map(|file| file.terms) {
            terms.entry(row.rule.clone()).or_default().push(row.into());
        }
        Lexica::new(terms)
    });
    &LEXICA
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AcronymFile {
    #[serde(rename = "mots_en_capitales")]
    emphasised: Vec<String>,
    #[serde(rename = "sigle")]
    acronyms: Vec<AcronymRow>,
    #[serde(rename = "connu")]
    known: Vec<KnownAcronym>,
    #[serde(rename = "exemple")]
    #[cfg_attr(not(test), expect(dead_code, reason = "the examples are run by the tests"))]
    examples: Vec<Example>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct AcronymRow {
    #[serde(rename = "forme")]
    form: String,
    #[serde(rename = "developpements")]
    developments: Vec<String>,
    #[serde(rename = "provenance")]
    #[expect(dead_code, reason = "the source of each row, for the reader and the licence")]
    origin: String,
    #[serde(rename = "sur")]
    is_sure: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KnownAcronym {
    #[serde(rename = "forme")]
    form: String,
    #[serde(rename = "raison")]
    #[expect(dead_code, reason = "a reason for the reader of the list")]
    reason: String,
    /// Known to companies and associations only.
    #[serde(rename = "des_professionnels", default)]
    is_of_professionals: bool,
}

fn acronym_file() -> AcronymFile {
    parse("sigles.toml", include_str!("../../../rules/sigles.toml"))
}

/// The acronyms of administrations, and those everybody knows.
#[must_use]
pub fn acronyms() -> &'static Acronyms {
    static ACRONYMS: LazyLock<Acronyms> = LazyLock::new(|| {
        let file = acronym_file();
        let known = file.known.into_iter().filter(|known| !known.is_of_professionals);
        let known: Vec<_> = known.map(|known| known.form).collect();
        let entry = |row: AcronymRow| Acronym { form: row.form, developments: row.developments, is_sure: row.is_sure };
        Acronyms::new(file.acronyms.into_iter().map(entry).collect(), &known, &file.emphasised)
    });
    &ACRONYMS
}

/// The acronyms that companies and associations use every day, in capitals.
#[must_use]
pub fn known_to_professionals() -> &'static [String] {
    static KNOWN: LazyLock<Vec<String>> = LazyLock::new(|| {
        let known = acronym_file().known.into_iter().filter(|known| known.is_of_professionals);
        known.map(|known| known.form.to_uppercase()).collect()
    });
    &KNOWN
}

#[cfg(test)]
mod tests {
    use super::super::tests::toml_files;
    use super::*;
    use crate::analysis::prose::{LexiconMatch, Reading};

    fn lexicon_rows() -> impl Iterator<Item = TermRow> {
        lexicon_files().flat_map(|file| file.terms)
    }

    #[test]
    fn each_file_of_the_lexicon_is_read() {
        assert_eq!(toml_files("lexique"), LEXICON.map(|(name, _)| name));
    }

    #[test]
    fn each_entry_says_where_it_comes_from_and_has_its_own_identifier() {
        let mut homes = BTreeMap::new();
        for (file, (name, _)) in lexicon_files().zip(LEXICON) {
            for row in file.terms {
                let source = row.source.as_ref().unwrap_or(&file.source);
                assert!(!source.trim().is_empty() && !row.why.trim().is_empty(), "{}", row.id);
                assert_eq!(homes.insert(row.id.clone(), name), None, "{}", row.id);
            }
        }
    }

    /// An entry, as if it were the only one of its rule.
    fn alone(term: Term) -> Lexica {
        Lexica::new(BTreeMap::from([("LAN000".to_owned(), vec![term])]))
    }

    fn matches<'l>(lexica: &'l Lexica, rule: &str, text: &str) -> Vec<LexiconMatch<'l>> {
        let reading = Reading::new(text);
        lexica.matches(rule, &reading, &lexica.search(&reading))
    }

    /// What an entry makes of a text: the corrected text, « constat » or « rien ».
    fn outcome(alone: &Lexica, text: &str) -> String {
        let matches = matches(alone, "LAN000", text);
        let Some(first) = matches.first() else { return "rien".to_owned() };
        match &first.replacement {
            Some(words) => format!("{}{words}{}", &text[..first.range.start], &text[first.range.end..]),
            None => "constat".to_owned(),
        }
    }

    #[test]
    fn the_examples_of_the_lexicon_hold() {
        let mut wrong = String::new();
        for row in lexicon_rows() {
            let alone = alone(row.clone().into());
            for example in &row.examples {
                let found = outcome(&alone, &example.text);
                if found != example.expected {
                    wrong.push_str(&format!("{} « {} » : {found} au lieu de {}\n", row.id, example.text, example.expected));
                }
            }
        }
        assert_eq!(wrong, "");
    }

    #[test]
    fn each_wording_of_the_lexicon_is_found_and_has_one_home() {
        let mut homes = BTreeMap::new();
        for row in lexicon_rows() {
            let term: Term = row.clone().into();
            for form in &term.forms {
                let unguarded = Term { not_after: vec![], not_before: vec![], only_with: vec![], ..term.clone() };
                assert_eq!(matches(&alone(unguarded), "LAN000", form).len(), 1, "{form}");
                assert_eq!(homes.insert((row.rule.clone(), form.clone()), row.id.clone()), None, "{form}");
            }
        }
    }

    #[test]
    fn the_examples_of_the_acronyms_hold() {
        for example in acronym_file().examples {
            let found = acronyms().unexplained(&Reading::new(&example.text)).into_iter().next();
            let found = found.map_or("rien", |found| &example.text[found.range]);
            assert_eq!(found, example.expected, "{}", example.text);
        }
    }

    #[test]
    fn a_rule_without_words_finds_nothing() {
        assert_eq!(matches(lexica(), "OPA001", "nonobstant").len(), 0);
        assert_eq!(matches(lexica(), "LAN003", "nonobstant").len(), 1);
    }
}
