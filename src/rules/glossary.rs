//! What makes an uncommon word no trouble: that somebody explains it, the procedure itself or the official glossary.

use super::Passage;
use super::tables::official_definition;
use crate::model::Model;
use crate::values::fold;

/// What follows a word that the text explains, folded.
const EXPLAINING: &[&str] = &[
    "c'est-a-dire",
    "c'est a dire",
    "autrement dit",
    "designe",
    "signifie",
    "veut dire",
    "correspond a",
    "s'entend",
    "est le fait",
];

/// The official definition of words, ready for the help of a finding.
pub(super) fn official_words(words: &str) -> Option<String> {
    official_definition(words).map(|definition| format!("« {} » (définition de service-public.fr)", definition.meaning))
}

/// Whether words are explained: by the procedure or the workspace as a word of its own, or beside them in the text.
pub(super) fn is_explained(words: &str, passage: &Passage<'_>, model: &Model) -> bool {
    let wanted = fold(words);
    let official = official_definition(words);
    let is_it = |term: &str| fold(term) == wanted || (official.is_some() && official_definition(term) == official);
    let mut terms = passage.service.terms.iter().chain(&model.terms);
    terms.any(|term| is_it(&term.value.word.value)) || explains(&fold(&passage.text.value), &wanted)
}

/// Whether a folded text says what folded words mean just after them.
fn explains(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let is_whole = !text[..at].ends_with(char::is_alphanumeric);
        let after = text[at + words.len()..].trim_start_matches(|mark: char| mark.is_whitespace() || "»”\",".contains(mark));
        is_whole && EXPLAINING.iter().any(|explaining| after.starts_with(explaining))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_that_says_what_a_word_means_explains_it() {
        assert!(explains("la forclusion, c'est-a-dire la fin du delai, vous prive", "forclusion"));
        assert!(explains("« forclusion » designe la fin d'un delai", "forclusion"));
        assert!(!explains("la forclusion est prononcee", "forclusion") && !explains("une reforclusion designe", "forclusion"));
    }

    #[test]
    fn the_official_words_are_ready_for_a_help() {
        assert_eq!(
            official_words("forclusion").as_deref(),
            Some("« Perte d'un droit à agir en justice en raison de l'expiration d'un délai » (définition de service-public.fr)")
        );
        assert_eq!(official_words("nonobstant"), None);
    }
}
