//! Which articles of the code of relations between the public and the administration a citation names.

use crate::model::Model;
use crate::rules::wording::{has, readable};
use crate::values::{CitedResource, LegalCitation};

/// What a citation says of the code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cited {
    /// Articles of the code, written `L231-4`; empty when the citation names none.
    Articles(Vec<String>),
    /// Another text, or one that is not known.
    OtherText,
}

impl Cited {
    /// What a citation names.
    pub(super) fn of(citation: &LegalCitation, model: &Model) -> Self {
        let title = match &citation.resource {
            CitedResource::Named(name) => model.legal_resource(name).map(|resource| &*resource.title),
            CitedResource::Quoted(text) => Some(&*text.value),
        };
        let is_the_code = title.is_some_and(|title| {
            let title = readable(title);
            has(&title, "relations entre le public et l'administration") || has(&title, "crpa")
        });
        if !is_the_code {
            return Self::OtherText;
        }
        Self::Articles(citation.article.as_ref().map_or_else(Vec::new, |article| articles(&article.value)))
    }

    /// Whether it names one of those articles.
    pub(super) fn names_any(&self, wanted: &[&str]) -> bool {
        match self {
            Self::Articles(articles) => articles.iter().any(|article| wanted.contains(&article.as_str())),
            Self::OtherText => false,
        }
    }
}

/// The articles of « L. 231-4 (3°) et L. 231-6 », written `L231-4` and `L231-6`.
fn articles(words: &str) -> Vec<String> {
    let mut articles: Vec<String> = Vec::new();
    let mut number = String::new();
    for letter in words.chars().chain([' ']) {
        match letter {
            'L' | 'R' | 'D' => number = letter.to_string(),
            '.' | '*' => {}
            letter if letter.is_whitespace() && number.len() == 1 => {}
            letter if !number.is_empty() && (letter.is_ascii_digit() || letter == '-') => number.push(letter),
            _ => {
                if number.len() > 1 {
                    articles.push(std::mem::take(&mut number));
                }
                number.clear();
            }
        }
    }
    articles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_read_however_written() {
        assert_eq!(articles("L. 231-4, 3° et L231-6"), ["L231-4", "L231-6"]);
        assert_eq!(articles("R.112-11-2"), ["R112-11-2"]);
        assert_eq!(articles("4"), Vec::<String>::new());
    }
}
