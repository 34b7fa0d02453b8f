//! A procedure and what it is made of.

use super::{Origin, Sourced, Stated, StatedList, Step};
use crate::source::{FileId, Location, Spanned};
use crate::values::{
    Appeal, Audience, Case, ContactPoint, Cost, Date, DecisionMode, Duration, FactKind, IncompleteFile, LegalCitation,
    LetterKind, Mention, Output, PaymentMeans, Qualifiers, Reference, RefusalGrounds, Requirement, Rule, SilenceEffect, SymbolId,
    Term, Text, TimeLimit, Tracking,
};

/// A procedure (CPSV-AP `PublicService`).
#[derive(Debug, Clone, Default)]
pub struct PublicService {
    /// Its symbol.
    pub symbol: SymbolId,
    /// Its name in the language.
    pub name: Box<str>,
    /// Its human title; its name when it has none.
    pub title: Box<str>,
    /// The whole definition.
    pub origin: Origin,
    /// Its heading (the title, or the name when it has none): where to put what the whole procedure lacks.
    pub heading: Location,
    /// What it was written from.
    pub provenance: Option<Sourced<Provenance>>,
    /// What it is for.
    pub purpose: Stated<Sourced<Text>>,
    /// The text people read first.
    pub presentations: StatedList<Text>,
    /// Whom it is for.
    pub audiences: StatedList<Audience>,
    /// Who is in charge.
    pub organisations: StatedList<Reference>,
    /// What sets it going.
    pub life_events: StatedList<Reference>,
    /// The texts that create it.
    pub legal_bases: StatedList<LegalCitation>,
    /// The words it is filed under (CPSV-AP `keyword`).
    pub keywords: Vec<Sourced<Text>>,
    /// The fields it belongs to (CPSV-AP `thematicArea`).
    pub thematic_areas: Vec<Sourced<Text>>,
    /// Files a year. An import that only knows the files received since the procedure opened gives their number, as a
    /// [`Confidence::Guess`](super::Confidence::Guess).
    pub volume: Stated<Sourced<u64>>,
    /// In which languages it can be done.
    pub languages: StatedList<Text>,
    /// `complète oui`: its author declares that nothing was left out.
    pub complete: Option<Sourced<bool>>,
    /// The last review.
    pub review: Stated<Sourced<Review>>,
    /// Its own contacts, and the organisations whose contacts it takes over.
    pub contact: Stated<ContactBlock>,
    /// How to follow one's file.
    pub tracking: StatedList<Tracking>,
    /// Where to say what one lived through.
    pub feedback: Stated<Sourced<Text>>,
    /// The acknowledgement of receipt: at once (`None`) or within a delay.
    pub acknowledgement: Stated<Sourced<Option<Spanned<Duration>>>>,
    /// What happens to an incomplete file.
    pub incomplete_file: Stated<Sourced<IncompleteFileRule>>,
    /// What the person pays, besides the steps' own costs.
    pub costs: StatedList<Cost>,
    /// How to pay.
    pub payment: StatedList<PaymentMeans>,
    /// What is said of personal data.
    pub data_notice: Stated<Sourced<DataNotice>>,
    /// The changes the person declares through it.
    pub declares: Vec<Sourced<Reference>>,
    /// What it delivers, besides the steps' own outputs.
    pub outputs: StatedList<Output>,
    /// Its steps, in the order of the text.
    pub steps: Vec<Step>,
    /// Its decision.
    pub decision: Stated<Decision>,
    /// The appeals said at the level of the procedure (those of the decision are in it).
    pub appeals: StatedList<Appeal>,
    /// The sanctions it may lead to.
    pub sanctions: Stated<Vec<Sanction>>,
    /// Its letters.
    pub letters: Vec<Letter>,
    /// The words it explains.
    pub terms: Vec<Sourced<Term>>,
    /// What else an imported text shows its reader and nothing here holds: titles, tables, who runs an online service.
    pub shown: Vec<Text>,
    /// What becomes of the requests made before its rules changed.
    pub transition: Stated<Sourced<Text>>,
    /// Its rights and calculations.
    pub rules: Vec<Sourced<Rule>>,
    /// Its worked examples.
    pub cases: Vec<Sourced<Case>>,
    /// The other facts it declares there is none of, for its steps or its decision: `délai aucun parce que …`.
    pub none: Vec<(FactKind, Sourced<Text>)>,
    /// Facts that can be said only once and are said otherwise again, or said and declared none, in the order of the text: kind, first
    /// place, next place.
    pub repeated: Vec<(FactKind, Location, Location)>,
    /// Whether a line or block inside it could not be read: what seems missing may be there.
    pub partly_unreadable: bool,
}

impl PublicService {
    /// The file it is written in.
    #[must_use]
    pub const fn file(&self) -> FileId {
        self.origin.location.file
    }

    /// Whether a program read it in a text made for people.
    #[must_use]
    pub fn is_imported(&self) -> bool {
        self.provenance.as_ref().is_some_and(|source| source.value.is_imported)
    }

    /// Whether its author declares it complete: « n'est pas dit » is then an error.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.complete.as_ref().is_some_and(|complete| complete.value)
    }

    /// The steps where the person (or who represents them) acts.
    pub fn user_steps(&self) -> impl Iterator<Item = &Step> {
        self.steps.iter().filter(|step| step.is_by_user())
    }

    /// All the requirements, with their step.
    pub fn requirements(&self) -> impl Iterator<Item = (&Step, &Sourced<Requirement>)> {
        self.steps.iter().flat_map(|step| step.requirements.all().iter().map(move |requirement| (step, requirement)))
    }

    /// The reason why there is none of a fact that belongs to steps or to the decision, said once for the whole procedure.
    #[must_use]
    pub fn none_because(&self, fact: FactKind) -> Option<&Sourced<Text>> {
        self.none.iter().find(|(kind, _)| *kind == fact).map(|(_, reason)| reason)
    }

    /// The documents asked of the person, with their step: what an administration hands to another is left out.
    pub fn user_requirements(&self) -> impl Iterator<Item = (&Step, &Sourced<Requirement>)> {
        self.requirements().filter(|(step, _)| step.is_by_user())
    }

    /// All the appeals, of the procedure then of the decision; those declared none are among them.
    pub fn all_appeals(&self) -> impl Iterator<Item = &Sourced<Appeal>> {
        let of_decision = self.decision.said().map_or(&[][..], |decision| decision.appeals.all());
        self.appeals.all().iter().chain(of_decision)
    }
}

/// What a procedure was written from.
#[derive(Debug, Clone, PartialEq)]
pub struct Provenance {
    /// The source, in words.
    pub title: Text,
    /// Its date.
    pub date: Option<Spanned<Date>>,
    /// Where to read it.
    pub url: Option<Text>,
    /// Whether a program read the procedure there: what it did not understand may be said all the same.
    pub is_imported: bool,
}

/// A review.
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    /// When.
    pub date: Spanned<Date>,
    /// By whom, each as written.
    pub by: Vec<Text>,
}

/// The contacts of a procedure.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ContactBlock {
    /// Described here.
    pub points: Vec<Sourced<ContactPoint>>,
    /// Described by these organisations.
    pub of: Vec<Sourced<Reference>>,
    /// What a text says some of these organisations are for, by their name.
    pub purposes: Vec<(Box<str>, Text)>,
    /// What the block declares there is none of: `téléphone aucun parce que …`.
    pub none: Vec<(FactKind, Sourced<Text>)>,
    /// The first line that speaks of contact.
    pub origin: Option<Origin>,
}

/// What happens to an incomplete file.
#[derive(Debug, Clone, PartialEq)]
pub struct IncompleteFileRule {
    /// What happens.
    pub outcome: IncompleteFile,
    /// The time left to complete it.
    pub within: Option<Spanned<Duration>>,
}

/// What is said of personal data.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DataNotice {
    /// What for.
    pub purpose: Option<Text>,
    /// Who sees them.
    pub recipients: Option<Text>,
    /// How long they are kept.
    pub retention: Option<Text>,
    /// How to see and mend them.
    pub rights: Option<Text>,
}

/// The decision a procedure leads to.
#[derive(Debug, Clone, Default)]
pub struct Decision {
    /// The whole block.
    pub origin: Origin,
    /// Its first line.
    pub heading: Location,
    /// Who decides.
    pub by: Option<Reference>,
    /// What silence means; several when it depends on the person.
    pub silences: StatedList<Silence>,
    /// `attestation sur demande`, after an implicit acceptance.
    pub certificate: Option<Origin>,
    /// What is said of the grounds of a refusal.
    pub refusals: StatedList<(Spanned<RefusalGrounds>, Qualifiers)>,
    /// The appeals.
    pub appeals: StatedList<Appeal>,
    /// How long it takes.
    pub processing_times: StatedList<TimeLimit>,
    /// The room for judgement.
    pub discretions: StatedList<(Text, Qualifiers)>,
    /// Who decides: a person or a program.
    pub mode: Option<Sourced<DecisionMode>>,
}

/// What silence means.
#[derive(Debug, Clone, PartialEq)]
pub struct Silence {
    /// Acceptance or rejection.
    pub effect: Spanned<SilenceEffect>,
    /// After how long.
    pub after: Option<Spanned<Duration>>,
    /// For whom, why, under which text.
    pub qualifiers: Qualifiers,
}

/// A sanction.
#[derive(Debug, Clone)]
pub struct Sanction {
    /// The whole block.
    pub origin: Origin,
    /// What it is.
    pub title: Text,
    /// The chance to put right.
    pub correction: Option<Sourced<Text>>,
    /// The chance to be heard.
    pub hearing: Option<Sourced<Text>>,
    /// The text it stands on.
    pub according_to: Option<Sourced<LegalCitation>>,
}

/// A letter.
#[derive(Debug, Clone)]
pub struct Letter {
    /// The whole block.
    pub origin: Origin,
    /// Its title, or its name when it has none.
    pub heading: Location,
    /// Its name in the language.
    pub name: Box<str>,
    /// Its title; its name when it has none.
    pub title: Box<str>,
    /// What it is.
    pub kind: Option<Sourced<LetterKind>>,
    /// What it states.
    pub mentions: Vec<Sourced<Mention>>,
    /// Its text.
    pub bodies: Vec<Sourced<Text>>,
}
