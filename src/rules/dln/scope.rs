//! Whom and what the code of relations with the public binds: the procedures a rule of law may speak of, and those it leaves alone.

use crate::model::{Model, PublicService};
use crate::rules::asked::{is_administration, outputs, recipients};
use crate::rules::tables;
use crate::rules::wording::{Words, has_any, readable};
use crate::values::Audience;
use std::collections::BTreeSet;

/// Whether an administration receives the file, for certain: a bank, an employer or a court asks what it wants.
pub(super) fn is_for_administration(service: &PublicService, model: &Model) -> bool {
    recipients(service, model).iter().any(|recipient| is_administration(recipient) == Some(true))
}

/// Whether a procedure is for one of those publics: `None` when it does not say.
pub(super) fn is_for(service: &PublicService, publics: &[Audience]) -> Option<bool> {
    let said = service.audiences.all();
    (!said.is_empty()).then(|| said.iter().any(|audience| publics.contains(&audience.value)))
}

/// What a procedure is about, in the words tables of law look for: its title, and the titles of what it delivers.
pub(super) fn subjects<'m>(service: &'m PublicService, model: &'m Model) -> impl Iterator<Item = &'m str> {
    let delivered = outputs(service, model).map(|document| &*document.title);
    std::iter::once(&*service.title).chain(delivered)
}

/// Whether a proof of address may be asked, by R.113-8, by R.113-9 or by a text of its own: a school, or an office of residence permits, may ask it whatever
/// its procedure is called.
pub(super) fn needs_proof_of_address(service: &PublicService, model: &Model) -> bool {
    let own_text = |subject| {
        tables::special_text(subject).is_some_and(|case| case.leaves_out.contains("domicile"))
            || tables::excluded_procedure(subject).is_some_and(|case| case.leaves_out.contains("toute"))
    };
    let is_case = |words| tables::proof_of_address_case(words).is_some();
    subjects(service, model).any(|subject| is_case(subject) || own_text(subject))
        || recipients(service, model).iter().any(|recipient| is_case(&recipient.title))
}

/// Whether the rules on civil-status documents are set aside, by R.113-9 or by a text of its own.
pub(super) fn is_left_out(service: &PublicService, model: &Model) -> bool {
    let own_text = |subject| tables::special_text(subject).is_some_and(|case| case.leaves_out.contains("état civil"));
    subjects(service, model).any(|subject| tables::excluded_procedure(subject).is_some() || own_text(subject))
}

/// Words that say a document is about somebody else than the person who asks.
static OTHER_PEOPLE: Words = Words::new(&[
    "enfant",
    "enfants",
    "parent",
    "parents",
    "pere",
    "mere",
    "mineur",
    "epoux",
    "epouse",
    "conjoint",
    "conjointe",
    "partenaire",
    "defunt",
    "defunte",
    "hebergeant",
    "heberge",
    "tiers",
    "tuteur",
    "vendeur",
    "acheteur",
    "proprietaire",
    "bailleur",
]);

/// The other people a wording names.
pub(super) fn people_named(words: &str) -> BTreeSet<&'static str> {
    let text = readable(words);
    OTHER_PEOPLE.places(&text).map(|(_, person)| person).collect()
}

static FOREIGN: Words =
    Words::new(&["etranger", "etrangere", "etrangers", "etrangeres", "traduction", "traduit", "traduite", "consulaire"]);

/// Words of a document that comes from abroad, or goes there.
pub(in crate::rules) fn is_foreign(words: &str) -> bool {
    has_any(&readable(words), &FOREIGN)
}

/// Whether a [`readable`] sentence asks the person for the document named at that place: by its verb, or because it begins with the document, as
/// an item of a list.
pub(super) fn asks_for(sentence: &str, place: usize) -> bool {
    sentence[..place].split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count() <= 2
        || tables::turns("DLN", "demandes").is_in(sentence)
}
