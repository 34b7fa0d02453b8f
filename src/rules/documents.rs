//! What each document of the workspace is, by the names it bears: read once, however many procedures ask for it and rules look at it.

use super::asked::wordings;
use super::dln::is_foreign;
use super::tables::{
    civil_status_document, dispensing_document, held_information, is_issued_by_administration, is_proof_of_address,
};
use super::wording::{Words, begins_with_any, has_any, readable};
use crate::model::{Evidence, Model, SymbolKind};
use rayon::prelude::*;

/// The documents by which a person shows who they are. They are shown each time, as one says hello: asking them again is not
/// asking twice, unless nobody is there to look.
static IDENTITY_DOCUMENTS: Words = Words::new(&[
    "carte nationale d'identite",
    "carte d'identite",
    "cni",
    "piece d'identite",
    "document d'identite",
    "titre d'identite",
    "justificatif d'identite",
    "passeport",
    "titre de sejour",
    "carte de sejour",
    "carte de resident",
    "permis de conduire",
]);

/// How the documents that carry a request begin.
const FORMS: &[&str] = &[
    "formulaire",
    "formulaires",
    "cerfa",
    "imprime",
    "procuration",
    "mandat",
    "pouvoir",
    "demande",
    "requete",
    "lettre",
    "courrier",
];

/// What a document may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DocumentKind {
    /// It shows who a person is.
    Identity,
    /// It carries a request: a form, a mandate.
    Form,
    /// R.113-8: it proves an address.
    ProofOfAddress,
    /// R.113-7: an act of civil status.
    CivilStatus,
    /// R.113-5: it dispenses from others.
    Dispensing,
    /// D.114-9-1: an administration makes what it says available to the others.
    Held,
    /// R.113-10: a French administration delivers it.
    IssuedByAdministration,
    /// It comes from abroad, or goes there.
    Foreign,
}

impl DocumentKind {
    const ALL: [Self; 8] = [
        Self::Identity,
        Self::Form,
        Self::ProofOfAddress,
        Self::CivilStatus,
        Self::Dispensing,
        Self::Held,
        Self::IssuedByAdministration,
        Self::Foreign,
    ];

    /// Whether those words name a document of the kind.
    pub(super) fn is_named_by(self, words: &str) -> bool {
        match self {
            Self::Identity => has_any(&readable(words), &IDENTITY_DOCUMENTS),
            Self::Form => begins_with_any(bare(&readable(words)), FORMS),
            Self::ProofOfAddress => is_proof_of_address(words),
            Self::CivilStatus => civil_status_document(words).is_some(),
            Self::Dispensing => dispensing_document(words).is_some(),
            Self::Held => held_information(words).is_some(),
            Self::IssuedByAdministration => is_issued_by_administration(words),
            Self::Foreign => is_foreign(words),
        }
    }
}

/// Words without the article or the number before them: « la demande », « 2 formulaires ».
fn bare(readable: &str) -> &str {
    let words = readable.trim_start().trim_start_matches(|letter: char| letter.is_ascii_digit()).trim_start();
    let articles = ["un ", "une ", "le ", "la ", "les ", "l'", "votre ", "vos ", "des "];
    articles.iter().find_map(|article| words.strip_prefix(article)).unwrap_or(words)
}

/// The kinds that the wordings of one document name, a bit each.
#[derive(Debug, Clone, Copy, Default)]
struct Kinds(u8);

impl Kinds {
    fn of(document: &Evidence) -> Self {
        let names = |kind: &DocumentKind| wordings(document).any(|words| kind.is_named_by(words));
        let named = DocumentKind::ALL.into_iter().filter(names);
        Self(named.fold(0, |bits, kind| bits | 1 << kind as u8))
    }

    fn has_one_of(self, kinds: &[DocumentKind]) -> bool {
        kinds.iter().any(|kind| self.0 & (1 << *kind as u8) != 0)
    }
}

/// What the documents defined in the workspace are.
#[derive(Debug)]
pub struct KnownDocuments {
    /// By their ranks in the model.
    kinds: Vec<Kinds>,
}

impl KnownDocuments {
    /// Reads the names of all the documents.
    #[must_use]
    pub fn of(model: &Model) -> Self {
        Self { kinds: model.evidences.par_iter().map(Kinds::of).collect() }
    }

    /// Whether one of a document's own wordings names that kind.
    pub(super) fn is(&self, document: &Evidence, kind: DocumentKind, model: &Model) -> bool {
        self.kinds(document, model).has_one_of(&[kind])
    }

    /// Whether a document is of one of those kinds, by its own wordings or because all that serve as it are.
    pub(super) fn is_always(&self, document: &Evidence, kinds: &[DocumentKind], model: &Model) -> bool {
        let by_name = |document: &Evidence| self.kinds(document, model).has_one_of(kinds);
        let mut parts = document.one_of.iter().map(|part| model.evidence(&part.value));
        by_name(document) || (!document.one_of.is_empty() && parts.all(|part| part.is_some_and(by_name)))
    }

    fn kinds(&self, document: &Evidence, model: &Model) -> Kinds {
        match model.symbols.get(document.symbol).kind {
            SymbolKind::Evidence(rank) => self.kinds.get(rank as usize).copied().unwrap_or_default(),
            _ => Kinds::default(),
        }
    }
}
