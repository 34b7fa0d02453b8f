//! What was written, line by line, with exact spans: one type per construct, one variant per line of a block.
//!
//! The order of the text is kept and nothing is interpreted: two `coût` lines are two clauses here; what they mean together is
//! the model's business. CPSV-AP names, as in `model`; the facts a line states are in [`crate::values`].

use crate::source::{Span, Spanned};
use crate::values::*;

/// A whole file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    /// The definitions, in order.
    pub items: Vec<Item>,
    /// The comments, in order, `#` included.
    pub comments: Vec<Comment>,
    /// The lines and blocks that could not be read: what seems missing around them may be there.
    pub unreadable: Vec<Span>,
}

/// A comment.
#[derive(Debug, Clone, PartialEq)]
pub struct Comment {
    /// From the `#` to the end of the line.
    pub span: Span,
    /// Whether nothing but spaces stands before it on its line.
    pub alone: bool,
    /// The next thing that is not a comment nor a blank line: what a comment alone on its line speaks of.
    pub target: Option<Span>,
}

/// One definition at the top level of a file (`Rule` also inside a procedure).
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// `organisme`
    PublicOrganisation(Definition<OrganisationClause>),
    /// `texte`
    LegalResource(LegalResource),
    /// `événement`
    LifeEvent(Definition<Never>),
    /// `terme`
    Term(Term),
    /// `pièce`
    Evidence(Definition<EvidenceClause>),
    /// `donnée`
    Data(Data),
    /// `démarche`
    PublicService(Definition<ServiceClause>),
    /// `parcours`
    Journey(Journey),
    /// `profil`
    Profile(Profile),
    /// `droit`, `calcul`
    Rule(Rule),
}

/// A construct with no line inside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Never {}

/// `mot nom « titre » { … }`
#[derive(Debug, Clone, PartialEq)]
pub struct Definition<C> {
    /// The name.
    pub name: Text,
    /// The human title; absent when its line could not be read.
    pub title: Option<Text>,
    /// The lines inside, in order.
    pub clauses: Vec<Clause<C>>,
    /// From the keyword to the closing brace.
    pub span: Span,
}

/// One line of a block.
#[derive(Debug, Clone, PartialEq)]
pub struct Clause<C> {
    /// What it says.
    pub kind: C,
    /// Its first word.
    pub keyword: Span,
    /// The whole line, without comment or surrounding spaces.
    pub span: Span,
}

/// `texte nom « titre » <url>`
#[derive(Debug, Clone, PartialEq)]
pub struct LegalResource {
    /// The name.
    pub name: Text,
    /// The title.
    pub title: Option<Text>,
    /// Where to read it.
    pub url: Option<Text>,
    /// The whole line.
    pub span: Span,
}

/// A line of an `organisme`.
#[derive(Debug, Clone, PartialEq)]
pub enum OrganisationClause {
    /// `sigle ANTS`
    Acronym(Text),
    /// `nature état`, `nature peut-être privé`
    Nature {
        /// What it is.
        nature: Spanned<OrganisationNature>,
        /// `peut-être`
        perhaps: bool,
    },
    /// `site <…>`
    Website(Text),
    /// `rattaché à NOM`
    PartOf(Reference),
    /// A way to reach it.
    Contact(ContactPoint),
    /// `… aucun parce que « … »`
    None(DeclaredNone),
}

/// A line of a `contact` block.
#[derive(Debug, Clone, PartialEq)]
pub enum ContactClause {
    /// A way to reach someone.
    Point(ContactPoint),
    /// `… aucun parce que « … »`
    None(DeclaredNone),
}

/// A line of a `pièce`.
#[derive(Debug, Clone, PartialEq)]
pub enum EvidenceClause {
    /// `synonymes « … », « … »`
    Synonyms(Vec<Text>),
    /// `délivrée par NOM, NOM`
    IssuedBy(Vec<Reference>),
    /// `détenue par NOM, NOM`
    HeldBy(Vec<Reference>),
    /// `obtenue par démarche NOM`
    ObtainedThrough(Reference),
    /// `obtenue par usager`
    AlreadyOwned,
    /// `délai d'obtention …`
    ObtainingTime(Spanned<DurationRange>),
    /// `coût …`
    Cost(Cost),
    /// `prouve nom, prénom`
    Proves(Vec<Reference>),
    /// `échange « COMEDEC »`
    Exchange(Text),
    /// `une parmi a, b, c`
    OneOf(Vec<Reference>),
    /// `valable 10 ans`
    ValidFor(Spanned<Duration>),
    /// `lien <…>`
    Link(Text),
    /// `… aucun parce que « … »`
    None(DeclaredNone),
}

/// `donnée nom : type …`
#[derive(Debug, Clone, PartialEq)]
pub struct Data {
    /// The name.
    pub name: Text,
    /// Its type.
    pub data_type: Spanned<DataType>,
    /// `en années`
    pub unit: Option<Text>,
    /// `de 0 à 120`
    pub bounds: Option<(Expression, Expression)>,
    /// Whether its options are in words, between guillemets.
    pub quoted_options: bool,
    /// The question that asks it.
    pub question: Option<Text>,
    /// `{ source …  sensible … }`
    pub clauses: Vec<Clause<DataClause>>,
    /// The whole definition.
    pub span: Span,
}

/// A line of a `donnée`.
#[derive(Debug, Clone, PartialEq)]
pub enum DataClause {
    /// `source « … »`, `source FranceConnect`
    Source(Text),
    /// `sensible oui`
    Sensitive(Spanned<bool>),
    /// `sert à « … »`
    UsedFor(Text),
    /// `explication « … »`
    Explanation(Text),
    /// `nature siret`
    Concept(Spanned<Concept>),
}

/// A line of a `démarche`.
#[derive(Debug, Clone, PartialEq)]
pub enum ServiceClause {
    /// `source « … », DATE, lecture automatique <…>`
    Provenance {
        /// What it was written from.
        title: Text,
        /// The date of that source.
        date: Option<Spanned<Date>>,
        /// `lecture automatique`
        is_imported: bool,
        /// Where to read it.
        url: Option<Text>,
    },
    /// `finalité « … »`
    Purpose(Text),
    /// `présentation « … »`
    Presentation(Text),
    /// `public particulier, …`
    Audience(Vec<Spanned<Audience>>),
    /// `organisme NOM`
    Organisation(Vec<Reference>),
    /// `événement NOM, NOM`
    LifeEvents(Vec<Reference>),
    /// `fondement TEXTE, article N`
    LegalBasis(LegalCitation),
    /// `volume N dossiers par an`, `volume N dossiers depuis l'ouverture`
    Volume {
        /// How many files.
        files: Spanned<u64>,
        /// Whether they are those received since the procedure opened.
        since_opening: bool,
    },
    /// `mots-clés « … », « … »`
    Keywords(Vec<Text>),
    /// `thèmes « … », « … »`
    ThematicAreas(Vec<Text>),
    /// `affiche « … », « … »`
    Shows(Vec<Text>),
    /// `langues français, anglais`
    Languages(Vec<Text>),
    /// `complète oui`
    Complete(Spanned<bool>),
    /// `revue DATE par « … », agents, usagers`
    Review {
        /// When.
        date: Spanned<Date>,
        /// By whom: each in words; `agents` and `usagers` are two of them.
        by: Vec<Text>,
    },
    /// `contact { … }`
    Contact(Vec<Clause<ContactClause>>),
    /// `contact mairie, ants`: the contacts those organisations describe.
    ContactOf(Vec<(Reference, Option<Text>)>),
    /// `suivi …`
    Tracking(Vec<Tracking>),
    /// `transition « … »`
    Transition(Text),
    /// `avis <…>`
    Feedback(Text),
    /// `accusé de réception immédiat` (no duration) or `sous D`
    Acknowledgement(Option<Spanned<Duration>>),
    /// `dossier incomplet …`
    IncompleteFile {
        /// What happens.
        outcome: Spanned<IncompleteFile>,
        /// The time left to complete it.
        within: Option<Spanned<Duration>>,
    },
    /// `coût …`
    Cost(Cost),
    /// `paiement carte, chèque`
    Payment(Vec<Spanned<PaymentMeans>>),
    /// `données { … }`
    DataNotice(Vec<Clause<DataNoticeClause>>),
    /// `déclare adresse`
    Declares(Vec<Reference>),
    /// `produit NOM valable D`
    Output(Output),
    /// `étape NOM « … » { … }`
    Step(Definition<StepClause>),
    /// `décision par NOM { … }`
    Decision(Decision),
    /// `recours …`
    Appeal(Appeal),
    /// `sanction « … » { … }`
    Sanction(Sanction),
    /// `courrier NOM « … » { … }`
    Letter(Definition<LetterClause>),
    /// `terme « … » = « … »`
    Term(Term),
    /// `droit …`, `calcul …`
    Rule(Rule),
    /// `cas « … » { … }`
    Case(Case),
    /// `… aucun parce que « … »`
    None(DeclaredNone),
}

/// A line of `données { … }`.
#[derive(Debug, Clone, PartialEq)]
pub enum DataNoticeClause {
    /// `finalité « … »`
    Purpose(Text),
    /// `destinataires « … »`
    Recipients(Text),
    /// `conservation 15 ans` or in words
    Retention(Text),
    /// `droits « … »`
    Rights(Text),
}

/// A line of an `étape`.
#[derive(Debug, Clone, PartialEq)]
pub enum StepClause {
    /// `facultative`
    Optional,
    /// `seulement si …`
    OnlyIf(Expression),
    /// `par QUI COMMENT`
    Performed {
        /// Who acts; alternatives.
        actors: Vec<Spanned<Actor>>,
        /// `peut-être`, `notamment`: how far what follows is sure to be the way, or all of them.
        reserve: Option<Reserve>,
        /// How; alternatives.
        channels: Vec<Channel>,
        /// `sur rendez-vous`
        appointment: Option<Appointment>,
        /// For whom, why, under which text.
        qualifiers: Qualifiers,
    },
    /// `durée 15 min`
    Duration(Spanned<DurationRange>),
    /// `demande nom, prénom`
    Asks {
        /// The data asked.
        data: Vec<Reference>,
        /// For whom, why, under which text.
        qualifiers: Qualifiers,
    },
    /// `après NOM, NOM`
    After(Vec<Reference>),
    /// `fournir …`
    Provide(Requirement),
    /// `répéter « … » { … }`
    Repeat(Repetition),
    /// `dossier « … » { … }`
    Dossier {
        /// Which request it is.
        title: Text,
        /// The lines inside.
        clauses: Vec<Clause<Self>>,
    },
    /// `coût …`
    Cost(Cost),
    /// `délai …`: the administration's.
    ProcessingTime(TimeLimit),
    /// `sous …`: the person's.
    Deadline(TimeLimit),
    /// `produit …`
    Output(Output),
    /// `consigne « … »`
    Instruction(Text),
    /// `confirmation par courrier`
    Confirmation(Channel),
    /// `signature manuscrite`
    Signature(Spanned<Signature>),
    /// `renvoi vers NOM`
    Referral(Reference),
    /// `… aucun parce que « … »`
    None(DeclaredNone),
}

/// What keeps a `par` from being all that is to be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reserve {
    /// `notamment`: these ways among others, that are not said.
    AmongOthers,
    /// `peut-être`: nothing says for sure that one acts there.
    Perhaps,
}

/// `répéter « … » { … }`
#[derive(Debug, Clone, PartialEq)]
pub struct Repetition {
    /// What is repeated.
    pub title: Text,
    /// Under which condition, and whether there may be none.
    pub qualifiers: Qualifiers,
    /// The lines inside.
    pub clauses: Vec<Clause<RepetitionClause>>,
}

/// A line of a `répéter`.
#[derive(Debug, Clone, PartialEq)]
pub enum RepetitionClause {
    /// `explication « … »`
    Explanation(Text),
    /// A line of the step, asked again each time.
    Step(Box<StepClause>),
}

/// `décision par NOM { … }`
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// Who decides.
    pub by: Option<Reference>,
    /// The lines inside.
    pub clauses: Vec<Clause<DecisionClause>>,
    /// The whole block.
    pub span: Span,
}

/// A line of a `décision`.
#[derive(Debug, Clone, PartialEq)]
pub enum DecisionClause {
    /// `silence vaut rejet après 2 mois`
    Silence {
        /// What silence means.
        effect: Spanned<SilenceEffect>,
        /// After how long.
        after: Option<Spanned<Duration>>,
        /// For whom, why, under which text.
        qualifiers: Qualifiers,
    },
    /// `attestation sur demande`
    Certificate,
    /// `refus motivé`, `refus non motivé`, `refus « motif » selon …`
    Refusal {
        /// What is said of the grounds.
        grounds: Spanned<RefusalGrounds>,
        /// For whom, why, under which text.
        qualifiers: Qualifiers,
    },
    /// `recours …`
    Appeal(Appeal),
    /// `délai …`
    ProcessingTime(TimeLimit),
    /// `marge « … »`
    Discretion {
        /// The room for judgement, in words.
        text: Text,
        /// For whom, why, under which text.
        qualifiers: Qualifiers,
    },
    /// `mode automatique`
    Mode(Spanned<DecisionMode>),
    /// `… aucun parce que « … »`
    None(DeclaredNone),
}

/// `sanction « … » { … }`
#[derive(Debug, Clone, PartialEq)]
pub struct Sanction {
    /// What it is.
    pub title: Text,
    /// The lines inside.
    pub clauses: Vec<Clause<SanctionClause>>,
    /// The whole block.
    pub span: Span,
}

/// A line of a `sanction`.
#[derive(Debug, Clone, PartialEq)]
pub enum SanctionClause {
    /// `régularisation …`: a chance to put right.
    Correction(Text),
    /// `observations …`: a chance to be heard.
    Hearing(Text),
    /// `selon …`
    AccordingTo(LegalCitation),
}

/// A line of a `courrier`.
#[derive(Debug, Clone, PartialEq)]
pub enum LetterClause {
    /// `nature refus`
    Kind(Spanned<LetterKind>),
    /// `mentionne …`
    Mentions(Vec<Spanned<Mention>>),
    /// `texte « … »`
    Body(Text),
}

/// `parcours nom « … » pour événement nom { … }`
#[derive(Debug, Clone, PartialEq)]
pub struct Journey {
    /// The name.
    pub name: Text,
    /// The human title.
    pub title: Option<Text>,
    /// The life event.
    pub life_event: Option<Reference>,
    /// The stages in order; those of one stage go in parallel.
    pub stages: Vec<Vec<Reference>>,
    /// The whole block.
    pub span: Span,
}

/// `profil nom « … », 4 % du public { … }`
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// The name.
    pub name: Text,
    /// The human title.
    pub title: Option<Text>,
    /// Share of the public, as an exact ratio.
    pub share: Option<Spanned<Decimal>>,
    /// What is known of such a person.
    pub situation: Vec<Assignment>,
    /// The documents such a person has at the start.
    pub owns: Vec<Reference>,
    /// The whole block.
    pub span: Span,
}
