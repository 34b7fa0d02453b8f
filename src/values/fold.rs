//! Letters compared as people read them: without accents, case or kind of apostrophe.

/// The plain letter of a French character: `É` → `e`, `’` → `'`; others are lower-cased or left alone.
#[must_use]
pub fn fold_char(character: char) -> char {
    match character {
        'a'..='z' => character,
        'A'..='Z' => character.to_ascii_lowercase(),
        'à' | 'â' | 'ä' | 'á' | 'ã' | 'À' | 'Â' | 'Ä' | 'Á' | 'Ã' => 'a',
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => 'e',
        'î' | 'ï' | 'í' | 'Î' | 'Ï' | 'Í' => 'i',
        'ô' | 'ö' | 'ó' | 'Ô' | 'Ö' | 'Ó' => 'o',
        'ù' | 'û' | 'ü' | 'ú' | 'Ù' | 'Û' | 'Ü' | 'Ú' => 'u',
        'ç' | 'Ç' => 'c',
        'ÿ' | 'Ÿ' => 'y',
        'ñ' | 'Ñ' => 'n',
        '’' => '\'',
        _ => character.to_lowercase().next().unwrap_or(character),
    }
}

/// A text with every letter folded, and accents written apart left out.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Adds to `folded` what [`fold`] gives.
pub fn fold_into(text: &str, folded: &mut String) {
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        // Most letters are ASCII: they are copied by runs.
        let plain = rest.bytes().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
        let start = folded.len();
        folded.push_str(&rest[..plain]);
        folded[start..].make_ascii_lowercase();
        if plain == 0 {
            if !('\u{300}'..='\u{36f}').contains(&character) {
                folded.push(fold_char(character));
            }
            rest = &rest[character.len_utf8()..];
        }
        rest = &rest[plain..];
    }
}
