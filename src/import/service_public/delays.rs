//! Durations in sentences, and who they bind. A page has no element for a delay: the verb says whether the administration or the person must
//! act. When neither is plain, nothing is said.

use crate::model::{Confidence, Sourced, Step};
use crate::source::{Span, Spanned};
use crate::values::{Duration, DurationRange, DurationUnit, Qualifiers, Start, Text, TimeLimit, fold};

/// Whom a delay binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    /// The administration.
    Administration,
    /// The person.
    Person,
}

/// The delays a paragraph says.
pub(super) fn delays(paragraph: &Text, under_delay_title: bool) -> Vec<(TimeLimit, Bound, Confidence)> {
    let mut found = Vec::new();
    let mut is_about_an_appeal = false;
    for sentence in sentences(&paragraph.value) {
        let said = fold(sentence).replace('\u{a0}', " ");
        // The answer to an appeal follows it: « La mairie dispose alors de 2 mois pour vous répondre. »
        is_about_an_appeal |= said.contains("recours");
        // « Dans un délai d'un an suivant : » : the list below says what.
        let goes_on = ["suivant,", "suivant :", "suivants :"].iter().any(|words| said.contains(words));
        if goes_on || (is_about_an_appeal && said.contains("repondre")) {
            continue;
        }
        let Some(bound) = bound(&said) else { continue };
        let Some(range) = duration(&said) else { continue };
        let span = place(paragraph, sentence);
        let start = start(sentence).map(|start| Spanned::new(start, span));
        let limit = TimeLimit { duration: Spanned::new(range, span), start, qualifiers: Qualifiers::default() };
        let confidence = if under_delay_title { Confidence::Title } else { Confidence::Sentence };
        found.push((limit, bound, confidence));
    }
    found
}

/// Whether a title is about delays.
pub(super) fn is_delay_title(title: &str) -> bool {
    let title = fold(title);
    ["delai", "quand ", "dans quel delai", "combien de temps"].iter().any(|word| title.starts_with(word))
        || title.contains(" delai")
}

fn place(paragraph: &Text, sentence: &str) -> Span {
    let in_one_piece = paragraph.span.len() as usize == paragraph.value.len();
    let at = paragraph.value.find(sentence).filter(|_| in_one_piece);
    at.map_or(paragraph.span, |at| {
        let start = paragraph.span.start as usize + at;
        Span::of(start..start + sentence.len())
    })
}

/// The sentences of a text: a mark, a space, then anything.
pub(super) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let ends =
        text.char_indices().filter(|&(at, letter)| ".!?;".contains(letter) && text[at + 1..].starts_with(char::is_whitespace));
    let mut ends: Vec<_> = ends.map(|(at, _)| at + 1).collect();
    ends.push(text.len());
    let mut start = 0;
    ends.into_iter().map(move |end| text[std::mem::replace(&mut start, end)..end].trim()).filter(|sentence| !sentence.is_empty())
}

/// Whom a folded sentence binds, when its verb says so.
fn bound(said: &str) -> Option<Bound> {
    // A validity, an age, a sanction, the time to contest: durations too, and no delay of the procedure.
    const UNTOLD: [&str; 14] = [
        "valable",
        "validite",
        "renouvel",
        "age de",
        "ans et plus",
        "depuis plus de",
        "prison",
        "amende",
        "par an",
        "recours",
        "contester",
        "tribunal",
        "vous pouvez",
        "vous etes informe",
    ];
    let depends = ["si ", "s'il ", "lorsque ", "en cas "].iter().any(|word| said.starts_with(word));
    const ADMINISTRATION: [&str; 14] = [
        "delai de traitement",
        "delai d'instruction",
        "delai de fabrication",
        "delai de delivrance",
        "delai d'obtention",
        "delai de reponse",
        "l'administration dispose",
        "la prefecture dispose",
        "la mairie dispose",
        "la caf dispose",
        "la cpam dispose",
        "vous recevrez",
        "vous sera envoye",
        "est instruite dans",
    ];
    const PERSON: [&str; 10] = [
        "vous disposez d'un delai",
        "vous avez un delai",
        "vous devez le faire dans",
        "vous devez faire la demande dans",
        "vous devez la faire dans",
        "doit etre faite dans",
        "doit etre deposee dans",
        "doit etre effectuee dans",
        "vous devez, dans",
        "vous devez dans",
    ];
    let has = |words: &[&str]| words.iter().any(|words| said.contains(words));
    if depends || has(&UNTOLD) {
        return None;
    }
    match (has(&ADMINISTRATION), has(&PERSON)) {
        (true, false) => Some(Bound::Administration),
        (false, true) => Some(Bound::Person),
        (true, true) | (false, false) => None,
    }
}

/// The only duration of a folded sentence, or the two ends of a range; several tell nothing.
fn duration(said: &str) -> Option<DurationRange> {
    let words: Vec<&str> =
        said.split(|letter: char| letter.is_whitespace() || "(),.".contains(letter)).filter(|word| !word.is_empty()).collect();
    let mut found: Vec<(usize, Duration)> = Vec::new();
    for at in 1..words.len() {
        let next = words.get(at + 1).copied().unwrap_or_default();
        let Some(unit) = unit(words[at], next) else { continue };
        if let Some(number) = number(words[at - 1]) {
            found.push((at, Duration::new(number, unit)));
        }
    }
    match found[..] {
        [(at, max)] => {
            let has_lower = at >= 3 && ["a", "et"].contains(&words[at - 2]);
            let min = if has_lower { number(words[at - 3]).map_or(max, |lower| Duration::new(lower, max.unit)) } else { max };
            Some(DurationRange { min, max }).filter(|_| !has_lower || min.number <= max.number)
        }
        [(first, min), (second, max)] if second - first == 3 && words[first + 1] == "a" => Some(DurationRange { min, max }),
        _ => None,
    }
}

/// From when a delay runs, in the words of its sentence.
fn start(sentence: &str) -> Option<Start> {
    const MARKS: [&str; 13] = [
        "à compter ",
        "à partir ",
        "à dater ",
        "à réception ",
        "suivant ",
        "qui suivent ",
        "qui suit ",
        "après ",
        "dès ",
        "depuis ",
        "au lendemain ",
        "pour répondre à ",
        "de la date ",
    ];
    // « de la réception » is « la réception » after « à compter de ».
    const ARTICLES: [(&str, &str); 5] = [("du ", "le "), ("des ", "les "), ("de l'", "l'"), ("de l’", "l’"), ("de ", "")];
    let mut letters = sentence.chars();
    let sentence: String = letters.next()?.to_lowercase().chain(letters).collect();
    let (at, mark) = MARKS.iter().filter_map(|mark| sentence.find(mark).map(|at| (at, *mark))).min()?;
    let said = &sentence[at + mark.len()..];
    // « Après la déclaration, la caisse dispose de… » : the event ends where the sentence goes on.
    let ends: &[char] = if at == 0 { &['.', ';', '(', ','] } else { &['.', ';', '('] };
    let said = said.split(ends).next().unwrap_or(said).trim();
    let (article, rest) = ARTICLES
        .iter()
        .find_map(|(written, article)| said.strip_prefix(written).map(|rest| (*article, rest)))
        .unwrap_or(("", said));
    let event = match mark {
        "à réception " => format!("réception {said}"),
        "de la date " => format!("la date {said}"),
        _ => format!("{article}{rest}"),
    };
    (!said.is_empty()).then(|| Start::Described(event.into()))
}

/// Gives the delays that say no start the one that another sentence of the page gives to the same duration, or to « le délai ».
pub(super) fn find_starts(steps: &mut [Step], introduction: &[Sourced<Text>]) {
    let mut known: Vec<(Option<DurationRange>, Start, Span)> = Vec::new();
    for said in introduction.iter().chain(steps.iter().flat_map(|step| &step.instructions)) {
        for sentence in sentences(&said.value.value) {
            let folded = fold(sentence).replace('\u{a0}', " ").replace("le mois qui sui", "1 mois qui sui");
            let runs = folded.contains("delai") && [" debute", " court ", " commence"].iter().any(|verb| folded.contains(verb));
            if !runs && ["recours", "contester", "tribunal"].iter().any(|word| folded.contains(word)) {
                continue;
            }
            let duration = duration(&folded);
            if let Some(start) = start(sentence).filter(|_| runs || duration.is_some()) {
                known.push((duration.filter(|_| !runs), start, said.value.span));
            }
        }
    }
    let times = steps.iter_mut().flat_map(|step| step.processing_times.all_mut().iter_mut().chain(&mut step.deadlines));
    for limit in times.filter(|limit| limit.value.start.is_none()) {
        let is_of_it = |of: &Option<DurationRange>| of.is_none_or(|of| of == limit.value.duration.value);
        let found = known.iter().find(|(of, ..)| is_of_it(of));
        limit.value.start = found.map(|(_, start, span)| Spanned::new(start.clone(), *span));
    }
}

/// A duration written at the start of folded words: « 3 mois ».
pub(super) fn leading_duration(said: &str) -> Option<Duration> {
    let mut words = said.split(|letter: char| letter.is_whitespace() || "(),.;".contains(letter)).filter(|word| !word.is_empty());
    let number = number(words.next()?)?;
    let unit = unit(words.next()?, words.next().unwrap_or_default())?;
    Some(Duration::new(number, unit))
}

fn unit(word: &str, next: &str) -> Option<DurationUnit> {
    Some(match word {
        "minute" | "minutes" => DurationUnit::Minute,
        "heure" | "heures" => DurationUnit::Hour,
        "jour" | "jours" => match next {
            "ouvre" | "ouvres" => DurationUnit::WorkingDay,
            "ouvrable" | "ouvrables" => DurationUnit::BusinessDay,
            "franc" | "francs" => DurationUnit::ClearDay,
            _ => DurationUnit::Day,
        },
        "semaine" | "semaines" => DurationUnit::Week,
        "mois" => DurationUnit::Month,
        "an" | "ans" | "annee" | "annees" => DurationUnit::Year,
        _ => return None,
    })
}

fn number(word: &str) -> Option<u32> {
    const WORDS: [&str; 12] = ["un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze"];
    match word {
        "une" | "d'un" | "d'une" => Some(1),
        _ => match WORDS.iter().position(|known| *known == word) {
            Some(rank) => u32::try_from(rank + 1).ok(),
            None => word.parse().ok().filter(|number| (1..=999).contains(number)),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(sentence: &str) -> String {
        let text = Text::new(sentence.into(), Span::new(0, 1));
        let shown = delays(&text, false).into_iter().map(|(limit, bound, _)| {
            let start = limit.start.map(|start| match start.value {
                Start::Described(words) => format!(" après « {words} »"),
                Start::Event(event) => format!(" après {}", event.word()),
            });
            format!("{bound:?} {}{}", limit.duration.value, start.unwrap_or_default())
        });
        shown.collect::<Vec<_>>().join(" ; ").replace('\u{a0}', " ")
    }

    #[test]
    fn the_verb_says_whom_a_delay_binds() {
        assert_eq!(read("L'administration dispose d'un délai de 2 mois pour répondre."), "Administration 2 mois");
        assert_eq!(read("Le délai de fabrication est de 3 à 6 semaines."), "Administration 3 semaines à 6 semaines");
        assert_eq!(read("Vous disposez d'un délai de 10 jours ouvrés."), "Person 10 jours ouvrés");
        assert_eq!(read("La carte est valable 10 ans. Elle coûte 3 mois de loyer."), "");
    }

    #[test]
    fn a_sentence_says_from_when_a_delay_runs() {
        let person = |rest: &str| read(&format!("Vous disposez d'un délai de 15 jours{rest}"));
        assert_eq!(person(" à compter du dépôt de la demande."), "Person 15 jours après « le dépôt de la demande »");
        assert_eq!(person(" à partir de la notification (courrier)."), "Person 15 jours après « la notification »");
        assert_eq!(person(" suivant votre déménagement."), "Person 15 jours après « votre déménagement »");
        assert_eq!(person(" pour répondre."), "Person 15 jours");
        assert_eq!(person(" pour répondre à cette proposition."), "Person 15 jours après « cette proposition »");
        assert_eq!(person(" suivant, selon le cas :"), "");
        let caisse = |before: &str| read(&format!("{before}, l'administration dispose d'un délai de 2 mois."));
        assert_eq!(caisse("À réception de la demande"), "Administration 2 mois après « réception de la demande »");
        assert_eq!(caisse("Après le dépôt du dossier"), "Administration 2 mois après « le dépôt du dossier »");
    }

    #[test]
    fn several_durations_in_a_sentence_tell_nothing() {
        assert_eq!(read("Vous avez un délai de 2 mois, ou 4 mois si vous vivez loin."), "");
    }
}
