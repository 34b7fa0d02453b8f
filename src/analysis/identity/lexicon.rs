//! What `rules/pieces.toml` says of wordings, ready to be compared: words folded, without the marks of the plural.

use crate::values::fold;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

/// A word as it is compared.
pub(super) type Word = Box<str>;

/// The words of a text as they are compared: folded, singular.
pub(super) fn words(text: &str) -> Vec<Word> {
    written(text).map(compared).collect()
}

/// The words of a text as they are written.
pub(super) fn written(text: &str) -> impl Iterator<Item = &str> {
    // An accent typed apart belongs to its word.
    let is_letter = |letter: char| letter.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&letter);
    text.split(move |letter: char| !is_letter(letter)).filter(|word| !word.is_empty())
}

/// Where a slice of a text stands in it.
fn place(text: &str, slice: &str) -> Range<usize> {
    let start = slice.as_ptr() as usize - text.as_ptr() as usize;
    start..start + slice.len()
}

/// A word as it is compared.
pub(super) fn compared(word: &str) -> Word {
    singular(&fold(word).replace('œ', "oe").replace('æ', "ae"))
}

/// A word without the mark of its plural: « travaux » gives « travau », which only has to be the same everywhere.
fn singular(word: &str) -> Word {
    let is_plural = word.len() > 3 && word.ends_with(['s', 'x']) && !word.starts_with(|first: char| first.is_ascii_digit());
    if is_plural { word[..word.len() - 1].into() } else { word.into() }
}

/// What a run of words stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    /// What one does with the document, or the applicant: nothing of what it is.
    Nothing,
    /// A requirement.
    Requirement,
    /// Other words.
    Rewritten(Vec<Word>),
    /// The document of that rank.
    Piece(usize),
}

/// A name of a document, where it stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PieceName {
    /// The rank of the document: equal for two names of the same.
    pub piece: usize,
    /// The rank of the name: equal for the same name.
    pub name: usize,
    /// Where, in bytes.
    pub range: Range<usize>,
}

/// How many words after a name may say that it is that of another document.
const AFTER_NAME: usize = 3;

/// A name that people may take for that of another document.
#[derive(Debug)]
struct Name {
    words: Vec<Word>,
    /// The rank of the document.
    piece: usize,
    /// The words after which it is another document.
    other: FxHashSet<Word>,
}

/// What is declared of wordings.
#[derive(Debug)]
pub struct Lexicon {
    /// The canonical names of the documents.
    pub(super) pieces: Vec<Box<str>>,
    pub(super) empty: FxHashSet<Word>,
    pub(super) vague: FxHashSet<Word>,
    pub(super) persons: FxHashSet<Word>,
    /// By first word, the longest first.
    runs: FxHashMap<Word, Vec<(Vec<Word>, Meaning)>>,
    /// By first word, the runs that end what designates.
    cuts: FxHashMap<Word, Vec<Vec<Word>>>,
    forms: FxHashMap<Word, Vec<(Vec<Word>, Meaning)>>,
    /// The names that people may take for several documents, each with the document it is one of.
    names: Vec<Name>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    mots_vides: Vec<String>,
    gestes: Vec<String>,
    exigences: Vec<String>,
    demandeur: Vec<String>,
    vagues: Vec<String>,
    personnes: Vec<String>,
    coupures: Vec<String>,
    locutions: BTreeMap<String, String>,
    piece: Vec<Piece>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Piece {
    nom: String,
    formes: Vec<String>,
    #[serde(default)]
    noms: Vec<String>,
    #[serde(default)]
    noms_sauf: Vec<String>,
    /// Why these are one, or the text that says so; read by people.
    #[serde(rename = "note", default)]
    _note: String,
}

impl Lexicon {
    /// The lexicon of limpide, `rules/pieces.toml`.
    #[must_use]
    pub fn standard() -> &'static Self {
        static STANDARD: LazyLock<Lexicon> = LazyLock::new(|| {
            let text = include_str!("../../../rules/pieces.toml");
            Lexicon::read(text).unwrap_or_else(|error| panic!("interne : rules/pieces.toml est mal formé : {error}"))
        });
        &STANDARD
    }

    /// Reads a lexicon written as `rules/pieces.toml` is.
    ///
    /// # Errors
    /// When the text is not TOML of that shape.
    pub fn read(text: &str) -> Result<Self, toml::de::Error> {
        let file: File = toml::from_str(text)?;
        let set = |list: &[String]| list.iter().flat_map(|text| words(text)).collect();
        let mut lexicon = Self {
            pieces: file.piece.iter().map(|piece| piece.nom.as_str().into()).collect(),
            empty: set(&file.mots_vides),
            vague: set(&file.vagues),
            persons: set(&file.personnes),
            runs: FxHashMap::default(),
            cuts: FxHashMap::default(),
            forms: FxHashMap::default(),
            names: Vec::new(),
        };
        for text in file.gestes.iter().chain(&file.demandeur) {
            add(&mut lexicon.runs, words(text), Meaning::Nothing);
        }
        for text in &file.exigences {
            add(&mut lexicon.runs, words(text), Meaning::Requirement);
        }
        for (from, to) in &file.locutions {
            add(&mut lexicon.runs, words(from), Meaning::Rewritten(words(to)));
        }
        for text in &file.coupures {
            let run = words(text);
            if let Some(first) = run.first() {
                lexicon.cuts.entry(first.clone()).or_default().push(run);
            }
        }
        for (rank, piece) in file.piece.iter().enumerate() {
            for form in &piece.formes {
                let form = lexicon.bare(words(form));
                add(&mut lexicon.forms, form, Meaning::Piece(rank));
            }
            for name in &piece.noms {
                let words = lexicon.bare(words(name));
                lexicon.names.push(Name { words, piece: rank, other: set(&piece.noms_sauf) });
            }
        }
        for runs in lexicon.runs.values_mut().chain(lexicon.forms.values_mut()) {
            runs.sort_by_key(|(run, _)| std::cmp::Reverse(run.len()));
        }
        Ok(lexicon)
    }

    /// The words of a form as a label shows them once its own are left out.
    fn bare(&self, words: Vec<Word>) -> Vec<Word> {
        let plain = |word: &Word| word.len() > 1 && !self.empty.contains(word);
        let kept: Vec<Word> = words.iter().filter(|word| plain(word)).cloned().collect();
        if kept.is_empty() { words } else { kept }
    }

    /// The names that stand in a text, in its order.
    #[must_use]
    pub fn names_in(&self, text: &str) -> Vec<PieceName> {
        let counts = |word: &(Range<usize>, Word)| word.1.len() > 1 && !self.empty.contains(&word.1);
        let read: Vec<_> = written(text).map(|word| (place(text, word), compared(word))).filter(counts).collect();
        let mut found = Vec::new();
        for at in 0..read.len() {
            let stands = |name: &Name| {
                let after = at + name.words.len();
                read.len() >= after
                    && name.words.iter().zip(&read[at..]).all(|(word, (_, other))| word == other)
                    && !read[after..].iter().take(AFTER_NAME).any(|(_, word)| name.other.contains(word))
            };
            if let Some(rank) = self.names.iter().position(stands) {
                let Name { words, piece, .. } = &self.names[rank];
                let last = at + words.len() - 1;
                found.push(PieceName { piece: *piece, name: rank, range: read[at].0.start..read[last].0.end });
            }
        }
        found
    }

    /// The longest run of what is no part of a document at the start of those words, and its length.
    pub(super) fn run_at(&self, words: &[Word]) -> Option<(&Meaning, usize)> {
        longest(&self.runs, words)
    }

    /// The longest form of a document at the start of those words, and its length.
    pub(super) fn form_at(&self, words: &[Word]) -> Option<(&Meaning, usize)> {
        longest(&self.forms, words)
    }

    /// Whether what designates ends before those words.
    pub(super) fn cuts_at(&self, words: &[Word]) -> bool {
        let cuts = words.first().and_then(|first| self.cuts.get(first));
        cuts.is_some_and(|cuts| cuts.iter().any(|cut| words.starts_with(cut)))
    }
}

fn add(runs: &mut FxHashMap<Word, Vec<(Vec<Word>, Meaning)>>, run: Vec<Word>, meaning: Meaning) {
    if let Some(first) = run.first() {
        runs.entry(first.clone()).or_default().push((run, meaning));
    }
}

fn longest<'l>(runs: &'l FxHashMap<Word, Vec<(Vec<Word>, Meaning)>>, words: &[Word]) -> Option<(&'l Meaning, usize)> {
    let candidates = runs.get(words.first()?)?;
    candidates.iter().find(|(run, _)| words.starts_with(run)).map(|(run, meaning)| (meaning, run.len()))
}
