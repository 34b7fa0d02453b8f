//! The words that service-public.fr defines: `rules/glossaire.tsv`.

use crate::values::fold;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What a word means, as the State says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Definition {
    /// The word defined: equal for two forms of the same.
    pub term: &'static str,
    /// Its meaning, without a full stop.
    pub meaning: &'static str,
}

static BY_FORM: LazyLock<FxHashMap<String, Definition>> = LazyLock::new(|| {
    let rows = include_str!("../../../rules/glossaire.tsv").lines().filter(|line| !line.starts_with('#'));
    let mut by_form = FxHashMap::default();
    for row in rows {
        let mut cells = row.split('\t');
        let (Some(term), Some(forms), Some(meaning)) = (cells.next(), cells.next(), cells.next()) else {
            panic!("interne : rules/glossaire.tsv est mal formé : {row}")
        };
        let definition = Definition { term, meaning };
        for form in forms.split('|').filter(|form| !form.is_empty()) {
            by_form.entry(fold(form)).or_insert(definition);
        }
        // The term itself before a form of another.
        by_form.insert(fold(term), definition);
    }
    by_form
});

/// The official definition of words, whatever their capitals and accents.
#[must_use]
pub fn official_definition(words: &str) -> Option<Definition> {
    BY_FORM.get(&fold(words)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_defined_under_each_of_its_forms() {
        let definition = official_definition("Jours ouvrables").expect("présent");
        assert_eq!(definition.term, "Jour ouvrable");
        assert_eq!(official_definition("jour ouvrable"), Some(definition));
        assert_eq!(official_definition("délai franc"), None);
    }

    #[test]
    fn a_definition_fits_beside_a_finding() {
        let fits = |definition: &Definition| !definition.meaning.ends_with('.') && definition.meaning.chars().count() <= 200;
        assert!(BY_FORM.len() > 600 && BY_FORM.values().all(fits));
    }
}
