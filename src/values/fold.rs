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
    let mut plain = String::with_capacity(text.len());
    plain.extend(folded(text));
    plain
}

/// The letters of [`fold`], one by one.
pub fn folded(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|character| !('\u{300}'..='\u{36f}').contains(character)).map(fold_char)
}
