//! The rules: what a person would suffer, why it matters, what to do.
//!
//! One rule is one file of its family's folder (its [`Rule`]: documentation, examples, source of law, check) plus two lines: the `mod`
//! and the entry in the family's list. `limpide explain`, the rule pages, SARIF `rules[]`, editor hovers and the tables of the
//! documentation are derived from here.

mod around;
mod asked;
mod documents;
mod engine;
mod glossary;
mod letter;
mod passage;
mod reading;
#[cfg(test)]
pub(crate) mod testing;
mod wording;

mod con;
mod dln;
mod don;
mod evo;
mod inc;
mod lan;
mod log;
mod mar;
pub mod opa;
mod par;
mod rel;
mod sen;
pub mod tables;

pub use asked::names_one_document;
pub use documents::KnownDocuments;
pub use engine::run;
pub use evo::findings_of as suppression_findings;
pub use passage::{Passage, PassageKind, Texts, passages};
pub use reading::findings_of as reading_findings;

use crate::analysis::graph::Graph;
use crate::findings::{Finding, Severity};
use crate::logic::proof::RuleProof;
use crate::model::{Model, PublicService, Step};
use crate::source::Location;
use crate::values::Date;

/// A family of rules.
#[derive(Debug, Clone, Copy)]
pub struct Family {
    /// Three letters.
    pub code: &'static str,
    /// Its French name.
    pub title: &'static str,
    /// What its rules look at, in one or two sentences.
    pub about: &'static str,
    /// Its rules, in the order of their codes.
    pub rules: &'static [&'static Rule],
}

/// All the families, in the order of the journey of a person.
pub const FAMILIES: &[Family] = &[
    reading::FAMILY,
    opa::FAMILY,
    lan::FAMILY,
    dln::FAMILY,
    rel::FAMILY,
    con::FAMILY,
    par::FAMILY,
    log::FAMILY,
    mar::FAMILY,
    inc::FAMILY,
    don::FAMILY,
    sen::FAMILY,
    evo::FAMILY,
];

/// Every rule.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    FAMILIES.iter().flat_map(|family| family.rules.iter().copied())
}

/// The rules a code, a name or a family designates; empty when nothing has that name.
#[must_use]
pub fn matching(name: &str) -> Vec<&'static Rule> {
    all().filter(|rule| rule.answers_to(name)).collect()
}

/// The name nearest to one that designates nothing: a code, a rule's name or a family; `None` when all are far.
#[must_use]
pub fn nearest(name: &str) -> Option<&'static str> {
    let wanted = name.trim().to_lowercase();
    let far = |candidate: &&'static str| strsim::damerau_levenshtein(&candidate.to_lowercase(), &wanted);
    let candidates = all().flat_map(|rule| [rule.code, rule.name]).chain(FAMILIES.iter().map(|family| family.code));
    // Two letters of a code apart is another rule; two letters of a name apart is a slip.
    let most = |candidate: &&'static str| if candidate.len() <= 6 { 1 } else { wanted.chars().count() / 3 };
    candidates.filter(|candidate| far(candidate) <= most(candidate)).min_by_key(far)
}

/// The rule of that exact code.
///
/// # Panics
/// When no rule has it: codes in findings come from rules.
#[must_use]
pub fn by_code(code: &str) -> &'static Rule {
    all().find(|rule| rule.code == code).expect("interne : un constat porte le code d'une règle")
}

/// A rule: what it says to people, and its check.
#[derive(Debug)]
pub struct Rule {
    /// `OPA001`. Never reused, never renamed.
    pub code: &'static str,
    /// `trop-d-etapes`: the defect, and the name of the file.
    pub name: &'static str,
    /// The usual gravity.
    pub severity: Severity,
    /// The worst gravity it may give.
    pub worst: Severity,
    /// What it detects, in one sentence.
    pub what: &'static str,
    /// Why it matters to a person, in one or two sentences.
    pub why: &'static str,
    /// How to remove the burden.
    pub remove: &'static str,
    /// Or how to make it bearable (explain, accompany, spread out); empty when there is only one way out.
    pub ease: &'static str,
    /// At most fifteen words of the founding report, quoted.
    pub principle: &'static str,
    /// What it stands on.
    pub basis: &'static [Basis],
    /// The thresholds and where they come from; empty when there are none.
    pub threshold: &'static str,
    /// What it does not see, or leaves out on purpose; empty when nothing is worth saying.
    pub limits: &'static str,
    /// The fix it offers.
    pub fix: FixOffered,
    /// Examples of the defect: each gives exactly one finding of this rule. The vocabulary of `rules/exemples.demarche` is known.
    pub faulty: &'static [&'static str],
    /// Sane examples: none.
    pub sane: &'static [&'static str],
    /// The check.
    pub check: Check,
}

/// The rules whose check reads [`Context::proofs`].
const READING_PROOFS: &[&str] = &["LOG001", "LOG002", "LOG003", "LOG004", "LOG005"];

/// A source of law or of method.
#[derive(Debug, Clone, Copy)]
pub enum Basis {
    /// An article of `rules/references.toml`: code and article.
    Law(&'static str, &'static str),
    /// Another verified source, in words.
    Source(&'static str),
    /// A source cited from memory, in words: shown as « à vérifier ».
    Unverified(&'static str),
}

/// The kind of fix a rule offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FixOffered {
    /// None.
    No,
    /// Same meaning, applied by `--fix`.
    Safe,
    /// Shown, to be reviewed.
    ToReview,
}

/// What a check looks at. Each is called once per thing, whatever the number of rules.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// One procedure.
    Service(fn(&PublicService, &Context<'_>, &mut Vec<Finding>)),
    /// One text addressed to people.
    Text(fn(&Passage<'_>, &Context<'_>, &mut Vec<Finding>)),
    /// The texts of one procedure, together.
    Texts(fn(&Texts<'_>, &Context<'_>, &mut Vec<Finding>)),
    /// The whole workspace.
    Workspace(fn(&Context<'_>, &mut Vec<Finding>)),
    /// Several of these, for a rule that looks at more than one thing.
    Each(&'static [Self]),
    /// Found while reading or when applying suppressions, elsewhere.
    Elsewhere,
}

impl Check {
    /// The things it looks at.
    #[must_use]
    pub const fn parts(&self) -> &[Self] {
        match self {
            Self::Each(parts) => parts,
            one => std::slice::from_ref(one),
        }
    }
}

/// What checks may know.
#[derive(Debug)]
pub struct Context<'m> {
    /// The whole workspace.
    pub model: &'m Model,
    /// Its graph.
    pub graph: &'m Graph,
    /// What its documents are.
    pub documents: &'m KnownDocuments,
    /// What is proved of its rights and calculations; empty when no rule asks for it.
    pub proofs: &'m [RuleProof],
    /// Today.
    pub today: Date,
    /// An earlier state of the workspace to compare with.
    pub before: Option<&'m Model>,
}

impl Rule {
    /// Its family's three letters.
    #[must_use]
    pub fn family(&self) -> &'static str {
        &self.code[..3]
    }

    /// Whether its findings may be set aside: neither what could not be read, nor what is wrong with setting aside.
    #[must_use]
    pub fn may_be_ignored(&self) -> bool {
        self.family() != reading::FAMILY.code && self.code != evo::SUPPRESSION.code
    }

    /// Whether it reads what is proved of rights and calculations: nothing is proved when no rule does.
    #[must_use]
    pub fn reads_proofs(&self) -> bool {
        READING_PROOFS.contains(&self.code)
    }

    /// Whether it is on trial, « à l'essai »: a rule of language, that reads the same words in a draft as on a page, and that readers found right
    /// less than nine times in ten wherever they read it. It is run when it is named.
    #[must_use]
    pub fn is_on_trial(&self) -> bool {
        self.family() == lan::FAMILY.code && tables::is_doubted(self.code)
    }

    /// Whether it compares with an earlier state, and says nothing without one.
    #[must_use]
    pub fn compares(&self) -> bool {
        matches!(self.code, "EVO003" | "LOG009")
    }

    /// Whether `name` is its code, its name or its family; case does not matter.
    #[must_use]
    pub fn answers_to(&self, name: &str) -> bool {
        let name = name.trim();
        name.eq_ignore_ascii_case(self.code) || name.eq_ignore_ascii_case(self.name) || name.eq_ignore_ascii_case(self.family())
    }

    /// A finding of this rule, at its usual gravity.
    #[must_use]
    pub fn at(&self, location: Location, message: impl Into<String>) -> Finding {
        Finding::new(self.code, self.severity, location, message)
    }

    /// A finding of this rule, at another gravity.
    #[must_use]
    pub fn graded(&self, severity: Severity, location: Location, message: impl Into<String>) -> Finding {
        Finding::new(self.code, severity, location, message)
    }

    /// A finding about something that is not said, at the procedure's heading. Three values: it is an error only when the author declared the
    /// procedure complete, and nothing is said when a part of the procedure could not be read, since it may be there.
    #[must_use]
    pub fn not_said(&self, service: &PublicService, message: impl Into<String>) -> Option<Finding> {
        self.not_said_at(service, service.heading, message)
    }

    /// As [`Self::not_said`], at a place of the procedure.
    #[must_use]
    pub fn not_said_at(&self, service: &PublicService, location: Location, message: impl Into<String>) -> Option<Finding> {
        if service.partly_unreadable {
            return None;
        }
        let severity = if service.is_complete() { Severity::Erreur } else { self.severity.min(Severity::Alerte) };
        Some(Finding::new(self.code, severity, location, message))
    }
}

/// What a person calls a step: its title between guillemets.
#[must_use]
pub fn quoted(step: &Step) -> String {
    format!("« {} »", step.title)
}
