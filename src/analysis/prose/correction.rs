//! Writing a replacement in its place: contractions, elisions, and the cases where it would not be French, or not the same meaning.

use super::fold::starts_with_vowel;

/// What must follow a wording for its replacement to be safe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Follow {
    /// Anything.
    #[default]
    Anything,
    /// An article, a possessive, a number: « avec le formulaire », not « avec formulaire ».
    Determiner,
    /// A verb in the infinitive.
    Infinitive,
    /// One or the other.
    InfinitiveOrDeterminer,
    /// A noun alone: « sans réponse ».
    BareNoun,
    /// Anything but an infinitive.
    NotInfinitive,
}

/// Where a replacement goes, in a folded text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'t> {
    /// What comes before.
    pub(super) before: &'t str,
    /// The words to replace, link included.
    pub(super) matched: &'t str,
    /// Their link to what follows, as spelled: `de`, `d'`, `du`, `des`, `à`, `au`, `aux`, `que`, `qu'`.
    pub(super) link: Option<&'t str>,
    /// What comes after.
    pub(super) after: &'t str,
}

const DETERMINERS: &[&str] = &[
    "le",
    "la",
    "les",
    "l",
    "un",
    "une",
    "des",
    "du",
    "ce",
    "cet",
    "cette",
    "ces",
    "mon",
    "ton",
    "son",
    "ma",
    "ta",
    "sa",
    "mes",
    "tes",
    "ses",
    "notre",
    "votre",
    "leur",
    "nos",
    "vos",
    "leurs",
    "chaque",
    "plusieurs",
    "tout",
    "toute",
    "tous",
    "toutes",
    "quelque",
    "quelques",
    "aucun",
    "aucune",
    "certains",
    "certaines",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "celui",
    "celle",
    "ceux",
    "celles",
];

/// Endings of infinitives; « -ure », « -aire », « -oire », « -tre » are mostly those of nouns.
const INFINITIVE_ENDINGS: &[&str] = &[
    "er", "ir", "dre", "ttre", "ivre", "aître", "aitre", "lire", "rire", "crire", "dire", "uire", "faire", "traire", "plaire",
    "taire", "clure", "ompre", "croire", "boire", "vaincre", "suffire",
];

/// Nouns that end like infinitives.
const NOT_VERBS: &[&str] = &[
    "courrier",
    "dossier",
    "papier",
    "loyer",
    "métier",
    "foyer",
    "cahier",
    "quartier",
    "chantier",
    "guichetier",
    "fichier",
    "particulier",
    "premier",
    "dernier",
    "entier",
    "officier",
    "financier",
    "immobilier",
    "janvier",
    "février",
    "escalier",
    "calendrier",
    "hier",
    "avenir",
    "plaisir",
    "loisir",
    "souvenir",
    "désir",
    "ordre",
    "cadre",
    "notaire",
    "salaire",
    "affaire",
    "formulaire",
    "secrétaire",
    "propriétaire",
    "titulaire",
    "militaire",
    "prioritaire",
    "volontaire",
    "sanitaire",
    "fondre",
    "gendre",
    "cylindre",
    "mer",
    "hiver",
    "danger",
    "berger",
    "étranger",
    "passager",
    "usager",
    "atelier",
    "huissier",
    "greffier",
    "policier",
    "conseiller",
    "courtier",
];

/// Writes the replacement of a wording at its place: the text to put over the matched words, link included.
pub(super) fn rewrite(words: &str, place: &Place<'_>, follow: Follow) -> Option<String> {
    let next = first_word(place.after);
    let brings_article = matches!(place.link, Some("du" | "des" | "au" | "aux"));
    if !follows(follow, next, place.link, brings_article) || !fits_on_the_left(words, place) {
        return None;
    }
    let link_after = words.rsplit(' ').next().filter(|last| matches!(*last, "de" | "à" | "que"));
    let Some(link) = place.link else {
        let elides = link_after.is_some_and(|last| last != "à") && starts_with_vowel(next);
        return (!elides).then(|| words.to_owned());
    };
    let family = match link {
        "de" | "d'" | "du" | "des" => "de",
        "à" | "au" | "aux" => "à",
        _ => "que",
    };
    if link_after == Some(family) {
        return Some(format!("{}{link}", words.strip_suffix(family).unwrap_or(words)));
    }
    if is_coordinated(place.after, family) || is_pronoun_of(next) || (link_after.is_some() && link_after != Some("à")) {
        return None;
    }
    match (link, link_after) {
        ("de" | "à", None) => Some(words.to_owned()),
        ("d'", _) => Some(format!("{words} ")),
        ("de", Some(_)) => Some(words.to_owned()),
        ("du" | "au", None) => Some(format!("{words} le")),
        ("des" | "aux", None) => Some(format!("{words} les")),
        _ => None,
    }
}

/// Whether what follows is what the replacement needs.
fn follows(follow: Follow, next: &str, link: Option<&str>, brings_article: bool) -> bool {
    let is_number = next.starts_with(|character: char| character.is_ascii_digit());
    let is_determiner = brings_article || is_number || DETERMINERS.contains(&next);
    // « d'ici », « de là », « de plus »: the link belongs to what follows.
    let is_idiom =
        link.is_some_and(|link| link.starts_with('d')) && matches!(next, "ici" | "là" | "plus" | "moins" | "ailleurs" | "abord");
    let is_infinitive = !brings_article && is_infinitive(next);
    !is_idiom
        && match follow {
            Follow::Anything => true,
            Follow::Determiner => is_determiner,
            Follow::Infinitive => is_infinitive,
            Follow::InfinitiveOrDeterminer => is_infinitive || is_determiner,
            Follow::BareNoun => !is_determiner && !is_infinitive && !next.is_empty(),
            Follow::NotInfinitive => !is_infinitive && !matches!(next, "avoir" | "être"),
        }
}

/// A verb in the infinitive, or a pronoun before one.
fn is_infinitive(word: &str) -> bool {
    if word == "être" || matches!(word, "se" | "s" | "y" | "lui" | "vous" | "ne") {
        return true;
    }
    word.chars().count() > 3 && INFINITIVE_ENDINGS.iter().any(|ending| word.ends_with(ending)) && !NOT_VERBS.contains(&word)
}

/// Whether the word before agrees with the first letters of the replacement: « qu'en sus », « l'octroi », « de le ».
fn fits_on_the_left(words: &str, place: &Place<'_>) -> bool {
    let was_vowel = starts_with_vowel(place.matched);
    let is_vowel = starts_with_vowel(words);
    let previous = place.before.trim_end().rsplit([' ', '(', '«', '“']).next().unwrap_or("");
    if (words.starts_with("le ") || words.starts_with("les ")) && matches!(previous, "de" | "à") {
        return false;
    }
    let elides = place.before.ends_with('\'')
        || matches!(
            previous,
            "de" | "que" | "le" | "la" | "ce" | "je" | "ne" | "se" | "me" | "te" | "si" | "jusque" | "lorsque" | "puisque"
        )
        || matches!(previous, "du" | "au" | "ma" | "sa" | "ta" | "cet" | "beau" | "nouvel");
    !elides || was_vowel == is_vowel
}

/// « d'un notaire ou d'un avocat »: without the first link, the second one hangs.
fn is_coordinated(after: &str, family: &str) -> bool {
    let clause = after.split(['.', ';', ':', '(', ')', '!', '?', '\n']).next().unwrap_or(after);
    let repeats: &[&str] = match family {
        "de" => &["de ", "d'", "du ", "des "],
        "à" => &["à ", "au ", "aux "],
        _ => &["que ", "qu'"],
    };
    ["ou ", "et ", "et/ou ", "ni ", ", "].iter().any(|word| {
        clause.match_indices(word).any(|(start, _)| {
            let is_word = *word == ", " || clause[..start].ends_with([' ', ',']);
            is_word && repeats.iter().any(|repeat| clause[start + word.len()..].starts_with(repeat))
        })
    })
}

/// « au moyen duquel » and « au moyen de quoi » keep their link.
fn is_pronoun_of(next: &str) -> bool {
    matches!(next, "quoi" | "qui" | "ce" | "dont" | "quel" | "quelle")
}

/// The letters or digits that follow, after white space.
fn first_word(after: &str) -> &str {
    let after = after.trim_start();
    let end = after.find(|character: char| !character.is_alphanumeric() && character != '-');
    &after[..end.unwrap_or(after.len())]
}

/// Whether a text ends with this word, or these words, apart from the spaces.
pub(super) fn ends_with_word(before: &str, word: &str) -> bool {
    let Some(rest) = before.trim_end().strip_suffix(word) else { return false };
    !rest.ends_with(char::is_alphanumeric)
}

/// Whether a text starts with this word, or these words, apart from the spaces.
pub(super) fn starts_with_word(after: &str, word: &str) -> bool {
    let Some(rest) = after.trim_start().strip_prefix(word) else { return false };
    word.ends_with('\'') || !rest.starts_with(char::is_alphanumeric)
}
