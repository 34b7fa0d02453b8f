//! Texts, addresses and names as the language writes them.

use crate::values::fold;

/// The longest address the language reads, in bytes.
const MAX_ADDRESS: usize = 2_048;

/// A text between guillemets. Inner guillemets become English quotation marks, so that no text ends early; its lines are kept.
pub(super) fn text(words: &str) -> String {
    let plain = |letter: char| match letter {
        '«' => Some('“'),
        '»' => Some('”'),
        '\r' => None,
        '\n' => Some('\n'),
        letter if letter.is_control() || letter == '\u{feff}' => Some(' '),
        letter => Some(letter),
    };
    let inner: String = words.chars().filter_map(plain).collect();
    format!("« {} »", inner.trim())
}

/// An address between angle brackets; what would end it early is escaped as in any address. `None` when the language cannot write it.
pub(super) fn address(url: &str) -> Option<String> {
    let url = url.trim();
    let mut escaped = String::with_capacity(url.len() + 2);
    escaped.push('<');
    for letter in url.chars() {
        match letter {
            '>' => escaped.push_str("%3E"),
            '<' => escaped.push_str("%3C"),
            letter if letter.is_whitespace() || letter.is_control() => escaped.push_str("%20"),
            letter => escaped.push(letter),
        }
    }
    escaped.push('>');
    let is_read = url.starts_with(|first: char| first.is_alphabetic() || first == '/') && escaped.len() < MAX_ADDRESS;
    is_read.then_some(escaped)
}

/// A name, or a value of an enumeration: an option in words is a text.
pub(super) fn name(name: &str) -> String {
    if is_plain(name) { name.to_owned() } else { text(name) }
}

/// Whether the language reads that as one name, wherever it stands.
fn is_plain(name: &str) -> bool {
    const RESERVED: [&str; 14] = [
        "et",
        "ou",
        "oui",
        "non",
        "sauf",
        "si",
        "selon",
        "parce",
        "aucun",
        "aucune",
        "est",
        "parmi",
        "facultatif",
        "facultative",
    ];
    let is_letter = |letter: char| letter == '_' || (letter.is_alphabetic() && letter < '\u{250}');
    name.starts_with(is_letter)
        && name.chars().all(|letter| is_letter(letter) || letter.is_ascii_digit())
        && !RESERVED.contains(&&*fold(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_keeps_its_lines_and_never_ends_early() {
        assert_eq!(text(" Le « bail »\r\nsigné\u{7} "), "« Le “ bail ”\nsigné »");
    }

    #[test]
    fn an_address_that_cannot_be_written_is_known() {
        assert_eq!(address("https://a.fr/b c>").as_deref(), Some("<https://a.fr/b%20c%3E>"));
        assert_eq!(address("(https://a.fr)"), None);
        assert_eq!(address(&format!("https://{}", "a".repeat(3000))), None);
    }

    #[test]
    fn an_option_in_words_is_a_text() {
        assert_eq!(
            ["Locataire", "Oui", "en cours", "2e année", ""].map(name),
            ["Locataire", "« Oui »", "« en cours »", "« 2e année »", "«  »"]
        );
    }
}
