//! One item of a list of documents: what is asked, how old at most, in what form, and for whom.

use super::conditions::{Questions, both};
use super::documents::{begins_with_a_document, begins_with_or, only_leads};
use super::identity::target;
use super::names::cerfa_in;
use super::place::Place;
use super::record::{DocumentMention, Key, Level, Site};
use super::xml::{self, Node};
use crate::import::Shared;
use crate::model::{Confidence, Evidence, Origin, Sourced};
use crate::source::{FileId, Location, Spanned};
use crate::values::{EvidenceForm, Qualifiers, Reference, RequiredEvidence, Requirement, Text, fold};

/// The mention an item makes.
pub(super) fn mention(item: Node<'_>, level: Level, place: &Place, here: Site) -> DocumentMention {
    let wording = wording(item);
    DocumentMention {
        level,
        target: xml::descendants(item, "LienInterne").next().and_then(|link| target(link, "LienPublication", here)),
        cerfa: cerfa_in(&wording.value).map(Into::into),
        conditional: is_conditional(&wording),
        cases: place.cases.clone(),
        wording,
    }
}

/// The words of an item, those of the lists under it left out.
pub(super) fn wording(item: Node<'_>) -> Text {
    xml::words_without(item, &["Liste", "OuSAdresser", "ServiceEnLigne", "Condition", "Tableau"])
}

/// Whether the words of an item depend on something.
fn is_conditional(wording: &Text) -> bool {
    lead_in(wording).is_some() || tail(&wording.value).is_some()
}

/// Whether the words of an item say for whom it is: « le coupon, s'il existe » speaks of the document.
pub(super) fn says_for_whom(wording: &Text) -> bool {
    const OF_THE_DOCUMENT: [&str; 3] = ["s'il existe", "s'il y en a", "s'il y a lieu"];
    let is_of_the_document = |words: &str| OF_THE_DOCUMENT.iter().any(|start| fold(words).starts_with(start));
    lead_in(wording).is_some() || tail(&wording.value).is_some_and(|words| !is_of_the_document(words))
}

/// « Si vous êtes marié : » before a document, and the document: empty when the condition leads to a list.
pub(super) fn lead_in(wording: &Text) -> Option<(Text, Text)> {
    let folded = fold(&wording.value);
    if !["si ", "s'il ", "s'ils ", "en cas ", "pour les ", "lorsque "].iter().any(|word| folded.starts_with(word)) {
        return None;
    }
    let at_comma = wording.value.split_once(", ");
    // « Si vous êtes marié, copie du livret. Sont aussi acceptés : … »
    let (condition, document) =
        at_comma.filter(|(_, rest)| begins_with_a_document(rest)).or_else(|| wording.value.split_once(':')).or(at_comma)?;
    Some((part(wording, condition.trim()), part(wording, document.trim())))
}

/// « … si vous êtes marié » after a document: the words of the condition.
fn tail(wording: &str) -> Option<&str> {
    const STARTS: [&str; 21] = [
        ", si ",
        " (si ",
        " si vous ",
        " s'il ",
        ", en cas ",
        " (en cas ",
        ", lorsque ",
        " lorsque ",
        " sauf ",
        " (sauf ",
        " si l'",
        " si la ",
        " si le ",
        " si les ",
        " si celui-ci ",
        " si celle-ci ",
        " si votre ",
        " si vos ",
        " si un ",
        " si une ",
        " si elle ",
    ];
    let at = STARTS
        .iter()
        .filter_map(|start| Some(wording.find(start)? + start.len() - start.trim_start_matches([',', ' ', '(']).len()))
        .min()?;
    let words = wording[at..].split([';', ')']).next()?.trim().trim_end_matches('.');
    let is_of_a_choice =
        [" ou", " et", " même", " comme"].iter().any(|word| wording[..at].trim_end_matches([',', ' ', '(']).ends_with(word));
    let goes_on = words.contains(", ");
    (words.split_whitespace().count() > 1 && !is_of_a_choice && !goes_on).then_some(words)
}

/// Whether a document may be left out: « éventuellement, un justificatif ».
fn is_optional(folded: &str) -> bool {
    folded.trim_start().starts_with("eventuellement") || folded.contains("(facultati")
}

/// « Si vous exerciez à l'étranger, vous devez aussi fournir : »: for whom a list is, in the words that announce it.
pub(super) fn lead_condition(lead: &Text) -> Option<Text> {
    const DUTIES: [&str; 8] =
        [", vous dev", ", il faut", ", il doit", ", elle doit", ", fournissez", ", joignez", ", les documents ", ", les pièces "];
    let words = &*lead.value;
    let duty = DUTIES.iter().filter_map(|duty| words.rfind(duty)).max()?;
    let before = &words[..duty];
    let sentence = before.rfind(". ").map_or(0, |stop| stop + 2);
    let starts = |start: &str| {
        before[sentence..].find(start).map(|at| sentence + at + start.len() - start.trim_start_matches([',', ' ']).len())
    };
    let start = if before[sentence..].starts_with("Si ") { Some(sentence) } else { starts(", si ") }?;
    let condition = before[start..].trim();
    (condition.split_whitespace().count() > 2).then(|| part(lead, condition))
}

/// Some words of a text, with their own place when the text stands in one piece.
fn part(text: &Text, words: &str) -> Text {
    let in_one_piece = text.span.len() as usize == text.value.len();
    let at = text.value.find(words).filter(|_| in_one_piece && !words.is_empty());
    let span = at.map_or(text.span, |at| {
        let start = text.span.start as usize + at;
        crate::source::Span::of(start..start + words.len())
    });
    Text::new(words.into(), span)
}

/// What reading an item needs.
pub(super) struct Reading<'p> {
    pub(super) file: FileId,
    pub(super) here: Site,
    pub(super) level: Level,
    /// Whether the document is one of those that serve as one another: for whom it is stays in its words.
    pub(super) is_one_of: bool,
    pub(super) questions: &'p mut Questions,
    pub(super) shared: &'p mut Shared,
}

impl Reading<'_> {
    /// The requirement an item states; `None` when it only leads to a list.
    pub(super) fn requirement(&mut self, item: Node<'_>, place: &Place) -> Option<Sourced<Requirement>> {
        let whole = wording(item);
        let mut condition = place.condition.clone();
        let mut document = whole;
        match lead_in(&document) {
            Some((_, rest)) if self.is_one_of && !rest.value.is_empty() => {}
            Some((lead, rest)) => {
                condition = both(condition, Some(self.questions.said(&lead, Confidence::Sentence)));
                document = rest;
            }
            None if begins_with_or(&document.value) => {
                let (_, other) = document.value.split_once(char::is_whitespace)?;
                document = part(&document, other.trim_start());
            }
            None if fold(&document.value).starts_with("si ") => return None,
            None => {}
        }
        if document.value.is_empty() {
            return None;
        }
        let of_whom = tail(&document.value);
        let is_for_some = self.is_one_of && (of_whom.is_some() || lead_in(&document).is_some());
        if let Some(words) = of_whom.filter(|_| !self.is_one_of) {
            let asked = self.questions.said(&part(&document, words), Confidence::Sentence);
            let except =
                words.starts_with("sauf ").then(|| super::conditions::none_of(vec![asked.clone()], asked.span)).flatten();
            condition = both(condition, Some(except.unwrap_or(asked)));
        }
        let said = fold(&document.value).replace('\u{a0}', " ");
        let span = document.span;
        let trimmed = document.value.trim_end_matches([',', ';', '.', ' ', '\u{a0}', ':']);
        let document = part(&document, trimmed);
        if document.value.is_empty() {
            return None;
        }
        let requirement = Requirement {
            explanation: None,
            max_age: max_age(&said).map(|age| Spanned::new(age, span)),
            forms: forms(&said).into_iter().map(|form| Spanned::new(form, span)).collect(),
            copies: copies(&said).map(|copies| Spanned::new(copies, span)),
            evidence: vec![match is_for_some {
                true => RequiredEvidence::Described(document),
                false => self.evidence(item, document, &said),
            }],
            qualifiers: Qualifiers {
                condition,
                because: place.because.clone(),
                optional: is_optional(&said).then_some(span),
                ..Qualifiers::default()
            },
        };
        let origin = Origin { location: Location::new(self.file, xml::span(item)), confidence: self.level.confidence() };
        Some(Sourced { value: requirement, origin })
    }

    /// The document: by its form number, by the page its first words lead to, else in words. A choice between documents stays in words.
    fn evidence(&mut self, item: Node<'_>, document: Text, said: &str) -> RequiredEvidence {
        if said.contains(" ou ") {
            return RequiredEvidence::Described(document);
        }
        if let Some(number) = cerfa_in(&document.value) {
            let form = form(self.file, number, document.clone(), Confidence::Sentence);
            let reference = Reference::new(form.name.clone(), document.span);
            self.shared.evidences.push(form);
            return RequiredEvidence::Named(reference);
        }
        match self.linked(item) {
            Some((key, words)) => {
                let name = evidence_name(&key);
                self.shared.evidences.push(Evidence {
                    name: name.clone(),
                    title: words.value.clone(),
                    origin: Origin { location: Location::new(self.file, words.span), confidence: self.level.confidence() },
                    heading: Location::new(self.file, words.span),
                    ..Evidence::default()
                });
                RequiredEvidence::Named(Reference::new(name, words.span))
            }
            None => RequiredEvidence::Described(document),
        }
    }

    /// The page that is the document: the first link, when only little words stand before it.
    fn linked(&self, item: Node<'_>) -> Option<(Key, Text)> {
        let link = xml::descendants(item, "LienInterne").next()?;
        let key = target(link, "LienPublication", self.here).filter(|key| key.id.starts_with('F'))?;
        let words = xml::words(link);
        let whole = wording(item);
        let document = lead_in(&whole).map_or(whole.clone(), |(_, rest)| rest);
        let before = document.value.split_once(&*words.value).map(|(before, _)| before)?;
        (!words.value.is_empty() && only_leads(before)).then_some((key, words))
    }
}

/// The name of the document a page describes.
pub(super) fn evidence_name(key: &Key) -> Box<str> {
    format!("piece_{}", key.name()).into()
}

/// A form, by its number: the person fills it in.
pub(super) fn form(file: FileId, number: &str, title: Text, confidence: Confidence) -> Evidence {
    Evidence {
        name: format!("cerfa_{number}").into(),
        origin: Origin { location: Location::new(file, title.span), confidence },
        heading: Location::new(file, title.span),
        title: title.value,
        already_owned: true,
        ..Evidence::default()
    }
}

fn max_age(said: &str) -> Option<crate::values::Duration> {
    let at = ["de moins de ", "datant de moins de ", "date de moins de ", "datee de moins de "]
        .iter()
        .find_map(|words| Some(said.find(words)? + words.len()))?;
    let rest = &said[at..];
    let is_age_of_person = ["ans", "an "].iter().any(|unit| rest.contains(unit)) && said[..at].contains("enfant");
    if is_age_of_person { None } else { super::delays::leading_duration(rest) }
}

fn forms(said: &str) -> Vec<EvidenceForm> {
    let has = |words: &[&str]| words.iter().any(|word| said.contains(word));
    let mut forms = Vec::new();
    if has(&["copie certifiee conforme", "photocopie certifiee conforme"]) {
        forms.push(EvidenceForm::CertifiedCopy);
    } else if has(&["photocopie"]) || said.replace("copie integrale", "").contains("copie") {
        forms.push(EvidenceForm::Copy);
    }
    if said
        .split(|letter: char| !letter.is_alphanumeric())
        .any(|word| ["original", "originale", "originaux", "originales"].contains(&word))
    {
        forms.push(EvidenceForm::Original);
    }
    if has(&["traduit par", "traduite par", "traduction par un", "traducteur"]) {
        forms.push(EvidenceForm::Translated);
    }
    if has(&["legalise"]) {
        forms.push(EvidenceForm::Legalised);
    }
    forms
}

fn copies(said: &str) -> Option<u32> {
    let before = said.split(" exemplaires").next().filter(|before| before.len() < said.len())?;
    before.rsplit(' ').next()?.parse().ok().filter(|number| (2..100).contains(number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    #[test]
    fn what_announces_a_list_may_say_for_whom_it_is() {
        let condition =
            |words: &str| lead_condition(&Text::new(words.into(), Span::new(0, 1))).map(|words| words.value.to_string());
        let found = condition("Joignez le reste. De plus, si vous exerciez à l'étranger, vous devez aussi fournir :");
        assert_eq!(found, Some("si vous exerciez à l'étranger".to_owned()));
        assert_eq!(condition("Si vous êtes marié, vous devez fournir :"), Some("Si vous êtes marié".to_owned()));
        assert_eq!(condition("Demandez si besoin, puis fournissez :"), None);
        assert_eq!(condition("Si vous êtes marié, dites-le. Vous devez fournir :"), None);
        assert!(is_optional("eventuellement, le contrat") && is_optional("photo (facultative)") && !is_optional("photo"));
    }

    #[test]
    fn an_item_may_say_for_whom_it_is() {
        let text = |words: &str| Text::new(words.into(), Span::new(0, 1));
        let parts = lead_in(&text("Si vous êtes marié : livret de famille")).map(|(lead, rest)| [lead.value, rest.value]);
        assert_eq!(parts, Some(["Si vous êtes marié".into(), "livret de famille".into()]));
        let first = |words: &str| lead_in(&text(words)).map(|(lead, _)| lead.value.to_string());
        assert_eq!(first("Si vous êtes marié, copie du livret. Sont acceptés : l'acte"), Some("Si vous êtes marié".to_owned()));
        assert_eq!(first("Si vous êtes marié, pacsé ou veuf : livret"), Some("Si vous êtes marié, pacsé ou veuf".to_owned()));
        assert_eq!(tail("Livret de famille, si vous êtes marié ;"), Some("si vous êtes marié"));
        assert_eq!(tail("Photo (en cas de perte) récente"), Some("en cas de perte"));
        assert_eq!(tail("Titre de séjour ou, si vous êtes dispensé, preuve de présence"), None);
        assert_eq!(tail("Acte de naissance si l'enfant n'a pas été reconnu"), Some("si l'enfant n'a pas été reconnu"));
        assert_eq!(tail("Passeport, même si le visa est périmé"), None);
        assert_eq!(tail("Passeport"), None);
        assert!(says_for_whom(&text("Justificatifs si vous vivez en couple")));
        assert!(!says_for_whom(&text("Carte grise (y compris le coupon s'il existe)")));
    }

    #[test]
    fn an_item_may_say_how_old_and_in_what_form() {
        assert_eq!(max_age("facture de moins de 3 mois").map(|age| age.to_string()), Some("3\u{a0}mois".to_owned()));
        assert_eq!(max_age("livret de l'enfant de moins de 20 ans"), None);
        assert_eq!(forms("acte de naissance (copie integrale)"), []);
        assert_eq!(forms("original et photocopie du passeport"), [EvidenceForm::Copy, EvidenceForm::Original]);
        assert_eq!(copies("statuts en 2 exemplaires signes"), Some(2));
    }
}
