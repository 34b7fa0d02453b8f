//! Names of the language for what the export numbers or only titles: lower-case ASCII.

use crate::values::fold;
use std::fmt::Write;

/// The most letters a name takes from a title; past them, a number made of the whole title keeps it distinct.
const MOST_LETTERS: usize = 80;

/// The name of an organisation, from its title.
pub(super) fn organisation(title: &str) -> Box<str> {
    named("org_", title)
}

/// The name of a service of an organisation.
pub(super) fn service(organisation: &str, title: &str) -> Box<str> {
    named(&format!("{organisation}__"), title)
}

fn named(prefix: &str, title: &str) -> Box<str> {
    let mut name = String::from(prefix);
    for letter in fold(title).replace('œ', "oe").chars() {
        if letter.is_ascii_alphanumeric() {
            name.push(letter);
        } else if !name.ends_with('_') {
            name.push('_');
        }
    }
    name.truncate(name.trim_end_matches('_').len());
    if name.len() > prefix.len() + MOST_LETTERS {
        let number =
            name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        name.truncate(prefix.len() + MOST_LETTERS);
        _ = write!(name, "_{number:016x}");
    }
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_made_of_the_words_of_its_title() {
        assert_eq!(&*organisation("Préfecture de l'Yonne — DDT 89"), "org_prefecture_de_l_yonne_ddt_89");
        assert_eq!(&*service("org_ddt", "Service « Eau »"), "org_ddt__service_eau");
        let long = "Direction ".repeat(20);
        assert_ne!(organisation(&long), organisation(&format!("{long} bis")));
    }
}
