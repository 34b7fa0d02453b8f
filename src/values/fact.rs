//! The facts a line can state, as small structures: shared by the syntax tree, which orders them as written, and by the model,
//! which gathers them by meaning. Every part keeps its place; CPSV-AP names.

use super::{
    AppealKind, ChannelKind, Comparison, Date, Duration, DurationRange, EvidenceForm, Expression, FactKind, Money, Reference,
    Rounding, StartEvent, TrackingMeans,
};
use crate::source::{Span, Spanned};

/// A word or a text of the file.
pub type Text = Spanned<Box<str>>;

/// `aucun parce que « … »` after a keyword.
#[derive(Debug, Clone, PartialEq)]
pub struct DeclaredNone {
    /// What there is none of.
    pub fact: FactKind,
    /// Why.
    pub reason: Text,
}

/// What may follow a fact: for whom, why, under which text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Qualifiers {
    /// `si …`; a `sauf si …` is already wrapped in a `Not`.
    pub condition: Option<Expression>,
    /// `parce que « … »`
    pub because: Option<Text>,
    /// `selon …`; boxed, for few facts of the hundreds of thousands of a portfolio cite a text.
    pub according_to: Option<Box<LegalCitation>>,
    /// Where it is said that it may be left out: a field of a form that is not required.
    pub optional: Option<Span>,
}

/// A citation of law: `crpa, article L231-4`, `« Décret … », article 4 <…>`.
#[derive(Debug, Clone, PartialEq)]
pub struct LegalCitation {
    /// The text.
    pub resource: CitedResource,
    /// The article, as written.
    pub article: Option<Text>,
    /// Where to read it.
    pub url: Option<Text>,
    /// The whole citation, `selon` left out.
    pub span: Span,
}

/// The text a citation names.
#[derive(Debug, Clone, PartialEq)]
pub enum CitedResource {
    /// By its name.
    Named(Reference),
    /// In full.
    Quoted(Text),
}

/// `terme « mot » = « sens »`
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// The word.
    pub word: Text,
    /// What it means.
    pub meaning: Text,
    /// The whole line.
    pub span: Span,
}

/// A way to reach someone.
#[derive(Debug, Clone, PartialEq)]
pub enum ContactPoint {
    /// `guichet « … », sur rendez-vous, « horaires »`
    Counter {
        /// Place or address.
        place: Text,
        /// `sur rendez-vous`, with its longest wait when said.
        appointment: Option<Appointment>,
        /// Opening hours.
        hours: Option<Text>,
    },
    /// `téléphone « 34 00 », appel gratuit, « horaires »`
    Telephone {
        /// The number.
        number: Text,
        /// What the call costs.
        price: Option<Spanned<CallPrice>>,
        /// Opening hours.
        hours: Option<Text>,
    },
    /// `courriel « … »`
    Email(Text),
    /// `courrier « adresse »`
    Post(Text),
    /// `visio <…>`
    Video(Text),
    /// `rappel <…>`: the person is called back.
    CallBack(Text),
    /// `formulaire <…>`
    Form(Text),
    /// `automate « … »`: a robot, a voice server.
    Automaton(Text),
    /// `foire aux questions <…>`
    Faq(Text),
    /// `annuaire <…>`: where to find one's local office.
    Directory(Text),
    /// `accompagnement « … »`
    Support(Text),
    /// `référent « … »`: the single person in charge.
    Referent(Text),
}

/// What a call costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CallPrice {
    /// `appel gratuit`
    Free,
    /// `prix d'un appel`: the ordinary price.
    Ordinary,
    /// A tariff in words: « 0,06 € par minute + prix appel ».
    Other(Box<str>),
}

/// `sur rendez-vous sous 30 jours`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointment {
    /// The longest wait for it.
    pub within: Option<Duration>,
    /// Where it is said.
    pub span: Span,
}

/// A type of the language.
#[derive(Debug, Clone, PartialEq)]
pub enum DataType {
    /// `oui ou non`
    Boolean,
    /// `entier`
    Integer,
    /// `décimal`
    Decimal,
    /// `montant`
    Money,
    /// `durée`
    Duration,
    /// `date`
    Date,
    /// `texte`
    Text,
    /// `un parmi a, b`
    OneOf(Vec<Text>),
}

/// A means of following one's file.
#[derive(Debug, Clone, PartialEq)]
pub struct Tracking {
    /// How.
    pub means: Spanned<TrackingMeans>,
    /// Where.
    pub url: Option<Text>,
}

/// `25 €` with its condition.
#[derive(Debug, Clone, PartialEq)]
pub struct Cost {
    /// How much, or from how much to how much.
    pub amount: Spanned<(Money, Money)>,
    /// For whom, why, under which text.
    pub qualifiers: Qualifiers,
}

/// `produit carte_identité valable 10 ans`
#[derive(Debug, Clone, PartialEq)]
pub struct Output {
    /// The document delivered.
    pub evidence: Reference,
    /// How long it is valid.
    pub valid_for: Option<Spanned<Duration>>,
    /// For whom, why, under which text.
    pub qualifiers: Qualifiers,
}

/// Who acts.
#[derive(Debug, Clone, PartialEq)]
pub enum Actor {
    /// `usager`
    User,
    /// `représentant`
    Representative,
    /// An organisation.
    Organisation(Reference),
}

/// How an act is done.
#[derive(Debug, Clone, PartialEq)]
pub struct Channel {
    /// The kind.
    pub kind: Spanned<ChannelKind>,
    /// Where.
    pub url: Option<Text>,
}

/// `fournir …`
#[derive(Debug, Clone, PartialEq)]
pub struct Requirement {
    /// The document asked; several are alternatives.
    pub evidence: Vec<RequiredEvidence>,
    /// `de moins de 3 mois`
    pub max_age: Option<Spanned<Duration>>,
    /// `en copie`, …
    pub forms: Vec<Spanned<EvidenceForm>>,
    /// `2 exemplaires`
    pub copies: Option<Spanned<u32>>,
    /// What is said beside it to help provide it.
    pub explanation: Option<Text>,
    /// For whom, why, under which text.
    pub qualifiers: Qualifiers,
}

/// A document asked.
#[derive(Debug, Clone, PartialEq)]
pub enum RequiredEvidence {
    /// By its name.
    Named(Reference),
    /// In words.
    Described(Text),
}

/// A duration with its starting point.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeLimit {
    /// How long.
    pub duration: Spanned<DurationRange>,
    /// `à compter de …`
    pub start: Option<Spanned<Start>>,
    /// For whom, why, under which text.
    pub qualifiers: Qualifiers,
}

/// What starts a time limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Start {
    /// One of the listed events.
    Event(StartEvent),
    /// In words.
    Described(Box<str>),
}

/// What is said of the grounds of a refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RefusalGrounds {
    /// `motivé`
    Given,
    /// `non motivé`
    NotGiven,
    /// One ground, in words.
    Described(Box<str>),
}

/// `recours gracieux auprès de préfecture sous 2 mois`
#[derive(Debug, Clone, PartialEq)]
pub struct Appeal {
    /// The kind; absent in `recours aucun`.
    pub kind: Spanned<AppealKind>,
    /// Declared not to exist, and why: `recours amiable aucun parce que « … »`.
    pub none_because: Option<Text>,
    /// Before whom.
    pub before: Option<Reference>,
    /// Within how long.
    pub within: Option<Spanned<Duration>>,
    /// For whom, why, under which text.
    pub qualifiers: Qualifiers,
}

/// `droit nom : type { … }`, `calcul nom : type = …`
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// Whether it is a right or a calculation.
    pub kind: RuleKind,
    /// The name.
    pub name: Text,
    /// The type of its value.
    pub data_type: Spanned<DataType>,
    /// The definitions, in the order of the text; a plain formula is one base definition.
    pub definitions: Vec<RuleDefinition>,
    /// How its value is rounded, when it says so: its formulas are then computed exactly and rounded once.
    pub rounding: Option<Spanned<Rounding>>,
    /// The whole construct.
    pub span: Span,
}

/// The two kinds of rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleKind {
    /// `droit`
    Right,
    /// `calcul`
    Calculation,
}

/// One line of a rule.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleDefinition {
    /// `exception nom` or `exception nom à parent`; `None` for the base.
    pub exception: Option<Exception>,
    /// `à compter du …`: the first day it holds, until the next dated line of the same rank.
    pub from: Option<Spanned<Date>>,
    /// The consequence; `None` for `sans objet`.
    pub value: Option<Expression>,
    /// For whom, why, under which text.
    pub qualifiers: Qualifiers,
    /// The whole line.
    pub span: Span,
}

/// The label of an exception.
#[derive(Debug, Clone, PartialEq)]
pub struct Exception {
    /// Its name; it may have none.
    pub label: Option<Text>,
    /// The exception it refines.
    pub parent: Option<Text>,
}

/// `cas « … » { … }`
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// Who it is about.
    pub title: Text,
    /// The day the example is about, when it says one.
    pub today: Option<Spanned<Date>>,
    /// What is known of the person.
    pub situation: Vec<Assignment>,
    /// What is expected.
    pub expectations: Vec<Expectation>,
    /// The whole block.
    pub span: Span,
}

/// `âge = 8 ans`
#[derive(Debug, Clone, PartialEq)]
pub struct Assignment {
    /// The datum.
    pub data: Reference,
    /// Its value.
    pub value: Expression,
    /// The whole line.
    pub span: Span,
}

/// `attendu délai <= 8 semaines`
#[derive(Debug, Clone, PartialEq)]
pub struct Expectation {
    /// What is measured.
    pub subject: ExpectedSubject,
    /// How it compares.
    pub comparison: Spanned<Comparison>,
    /// To what; several values only for documents and steps.
    pub values: Vec<Expression>,
    /// The whole line.
    pub span: Span,
}

/// What an expectation measures.
#[derive(Debug, Clone, PartialEq)]
pub enum ExpectedSubject {
    /// A right or a calculation.
    Rule(Reference),
    /// `pièces`
    Evidence(Span),
    /// `étapes`
    Steps(Span),
    /// `délai`
    ProcessingTime(Span),
    /// `coût`
    Cost(Span),
}
