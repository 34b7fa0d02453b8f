//! What the rules on documents have in common: a document asked of a person, of whom, how, and what people call it.

pub(super) use crate::analysis::authority::is_administration;

use crate::logic::together::{Together, together};
use crate::model::{Evidence, Model, PublicOrganisation, PublicService, Sourced, Step};
use crate::rules::Context;
use crate::rules::documents::{DocumentKind, KnownDocuments};
use crate::rules::wording::{Words, has_any, readable, shortened};
use crate::source::Location;
use crate::values::{Actor, ChannelKind, Expression, ExpressionKind, RequiredEvidence, Requirement, SymbolId, fold};
use std::collections::BTreeSet;

/// The letters a document may take in a message of one line.
const SHORT: usize = 46;

/// Words that make a choice, a list or a case of a document.
static SEVERAL: Words = Words::new(&[
    "ou",
    "soit",
    "et",
    "si",
    "s'il",
    "s'ils",
    "s'elle",
    "en cas de",
    "en cas d'",
    "par exemple",
    "selon",
    "lorsque",
    "sauf",
    "defaut",
]);

/// Words that put a document beside the form that carries the request.
static WITH_ANOTHER: Words = Words::new(&[
    "accompagne de",
    "accompagne d'",
    "accompagne du",
    "accompagne des",
    "accompagnee de",
    "accompagnee d'",
    "accompagnee du",
    "accompagnee des",
    "accompagnes de",
    "accompagnes d'",
    "accompagnees de",
    "accompagnees d'",
]);

/// A document, or one among several, asked of the person in a step.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'m> {
    /// The procedure.
    pub(super) service: &'m PublicService,
    /// The step.
    pub(super) step: &'m Step,
    /// The line that asks.
    pub(super) requirement: &'m Sourced<Requirement>,
    /// What the documents of the workspace are.
    documents: &'m KnownDocuments,
}

/// Everything a procedure asks of the person, in the order of the text.
pub(super) fn asked<'m>(service: &'m PublicService, context: &Context<'m>) -> impl Iterator<Item = Asked<'m>> {
    let documents = context.documents;
    service.user_requirements().map(move |(step, requirement)| Asked { service, step, requirement, documents })
}

/// What makes two requests ask for the same thing: the documents that serve, by symbol or in words, in no order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct SameThing {
    named: BTreeSet<SymbolId>,
    described: BTreeSet<String>,
}

impl<'m> Asked<'m> {
    /// For whom: the conditions of the step and of the line.
    pub(super) fn conditions(&self) -> Vec<&'m Expression> {
        let of_step = self.step.condition.as_ref().map(|condition| &condition.value);
        of_step.into_iter().chain(&self.requirement.value.qualifiers.condition).collect()
    }

    /// Whether the line lets somebody off: `sauf si …`.
    pub(super) fn lets_somebody_off(&self) -> bool {
        let condition = self.requirement.value.qualifiers.condition.as_ref();
        condition.is_some_and(|condition| matches!(condition.kind, ExpressionKind::Not(_)))
    }

    /// The documents that serve, when all are known by their names.
    pub(super) fn documents(&self, model: &'m Model) -> Option<Vec<&'m Evidence>> {
        let known = |evidence: &'m RequiredEvidence| match evidence {
            RequiredEvidence::Named(name) => model.evidence(name),
            RequiredEvidence::Described(_) => None,
        };
        self.requirement.value.evidence.iter().map(known).collect()
    }

    /// The thing asked; nothing when a name is unknown.
    pub(super) fn thing(&self) -> Option<SameThing> {
        let mut thing = SameThing { named: BTreeSet::new(), described: BTreeSet::new() };
        for evidence in &self.requirement.value.evidence {
            match evidence {
                RequiredEvidence::Named(name) => {
                    thing.named.insert(name.target?);
                }
                RequiredEvidence::Described(words) => {
                    thing.described.insert(fold(&words.value));
                }
            }
        }
        Some(thing)
    }

    /// The words that ask, the line's conditions left out.
    pub(super) fn place(&self) -> Location {
        let spans = self.requirement.value.evidence.iter().map(|evidence| match evidence {
            RequiredEvidence::Named(name) => name.span,
            RequiredEvidence::Described(words) => words.span,
        });
        spans.reduce(crate::source::Span::cover).map_or_else(|| self.requirement.location(), |span| self.requirement.at(span))
    }

    /// What people call it, short enough for a message: « Facture » ou « Quittance ».
    pub(super) fn called(&self, model: &Model) -> String {
        let titles: Vec<_> = self
            .requirement
            .value
            .evidence
            .iter()
            .map(|evidence| match evidence {
                RequiredEvidence::Named(name) => model.evidence(name).map_or(&*name.name, |evidence| &*evidence.title),
                RequiredEvidence::Described(words) => &words.value,
            })
            .collect();
        let all = titles.iter().map(|title| format!("« {title} »")).collect::<Vec<_>>().join(" ou ");
        match titles.as_slice() {
            [first, others @ ..] if all.chars().count() > SHORT + 4 => match others.len() {
                0 => format!("« {} »", shortened(first, SHORT)),
                1 => format!("« {} » ou une autre pièce", shortened(first, SHORT - 20)),
                n => format!("« {} » ou {n} autres pièces", shortened(first, SHORT - 20)),
            },
            _ => all,
        }
    }

    /// Whether all that serve show who a person is.
    pub(super) fn is_identity(&self, model: &Model) -> bool {
        self.is_always(&[DocumentKind::Identity], model)
            || self.requirement.value.evidence.iter().all(|evidence| match evidence {
                RequiredEvidence::Described(words) => DocumentKind::Identity.is_named_by(&words.value),
                RequiredEvidence::Named(_) => false,
            })
    }

    /// Whether each of the documents that serve is of one of those kinds, by one of its own wordings or because all that serve as it are.
    pub(super) fn is_always(&self, kinds: &[DocumentKind], model: &Model) -> bool {
        self.requirement.value.evidence.iter().all(|evidence| match evidence {
            RequiredEvidence::Named(name) => {
                model.evidence(name).is_some_and(|evidence| self.documents.is_always(evidence, kinds, model))
            }
            RequiredEvidence::Described(words) => {
                names_one_document(&words.value) && kinds.iter().any(|kind| kind.is_named_by(&words.value))
            }
        })
    }

    /// Whether one of the documents that serve is of a kind, by one of its own wordings.
    pub(super) fn is_ever(&self, kind: DocumentKind, model: &Model) -> bool {
        self.requirement.value.evidence.iter().any(|evidence| match evidence {
            RequiredEvidence::Named(name) => {
                model.evidence(name).is_some_and(|evidence| self.documents.is(evidence, kind, model))
            }
            RequiredEvidence::Described(words) => kind.is_named_by(&words.value),
        })
    }

    /// Whether it is what carries the request, not what proves something: a form, a mandate, whatever is said of it; with another document it is
    /// not only that.
    pub(super) fn is_form(&self, model: &Model) -> bool {
        let is_form = |words: &str| DocumentKind::Form.is_named_by(words) && !has_any(&readable(words), &WITH_ANOTHER);
        self.requirement.value.evidence.iter().all(|evidence| match evidence {
            RequiredEvidence::Named(name) => {
                let form = [DocumentKind::Form];
                model.evidence(name).is_some_and(|evidence| self.documents.is_always(evidence, &form, model))
            }
            RequiredEvidence::Described(words) => is_form(&words.value),
        })
    }

    /// Whether the procedure itself delivers it: a receipt shown back, a title renewed.
    pub(super) fn is_delivered_here(&self, model: &Model) -> bool {
        let documents = self.documents(model).unwrap_or_default();
        outputs(self.service, model).any(|output| documents.iter().any(|document| document.symbol == output.symbol))
    }

    /// Whether two requests reach the same person, for certain.
    pub(super) fn reaches_as(&self, other: &Self, model: &Model) -> bool {
        together(&self.conditions(), &other.conditions(), model) == Together::Proved
    }
}

/// Whether words name one document and nothing else: no choice, no list, no case.
#[must_use]
pub fn names_one_document(words: &str) -> bool {
    let text = readable(words);
    let is_short = words.chars().count() <= 90;
    is_short && !text.contains(['(', ':', ';', '…']) && !has_any(&text, &SEVERAL)
}

/// The title of a document, then its other wordings.
pub(super) fn wordings(evidence: &Evidence) -> impl Iterator<Item = &str> {
    std::iter::once(&*evidence.title).chain(evidence.synonyms.iter().map(|words| &*words.value))
}

/// How the person meets the administration in a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meeting {
    /// Somebody may be there to look: counter, video, home.
    InPerson,
    /// Only by post or telephone, and perhaps online.
    Remote,
    /// Only on a screen.
    Screen,
    /// The step does not say how.
    Unknown,
}

/// How the person meets the administration in a step.
pub(super) fn meeting(step: &Step) -> Meeting {
    let kinds: Vec<_> = step.channels().map(|channel| channel.kind.value).collect();
    let is_in_person = |kind: &ChannelKind| matches!(kind, ChannelKind::Counter | ChannelKind::Video | ChannelKind::Home);
    match kinds.as_slice() {
        [] => Meeting::Unknown,
        kinds if kinds.iter().any(is_in_person) => Meeting::InPerson,
        kinds if kinds.iter().all(|kind| kind.is_digital()) => Meeting::Screen,
        _ => Meeting::Remote,
    }
}

/// Whether only people outside administrations act in a step: a doctor, a bank, an employer.
fn is_done_outside(step: &Step, model: &Model) -> bool {
    let mut actors = step.performed.all().iter().flat_map(|performance| &performance.value.actors).peekable();
    actors.peek().is_some()
        && actors.all(|actor| match &actor.value {
            Actor::Organisation(name) => model.organisation(name).and_then(is_administration) == Some(false),
            Actor::User | Actor::Representative => false,
        })
}

/// What a procedure delivers. What the person writes in one of its steps, or gets there from a doctor, is not delivered by it.
pub(super) fn outputs<'m>(service: &'m PublicService, model: &'m Model) -> impl Iterator<Item = &'m Evidence> {
    let steps = service.steps.iter().filter(|step| !is_done_outside(step, model));
    let outputs = steps.flat_map(|step| step.outputs.all()).chain(service.outputs.all());
    outputs.filter_map(|output| model.evidence(&output.value.evidence)).filter(|document| !document.already_owned)
}

/// Who receives the file: those in charge and those who decide; when neither is said, those who act in a step.
pub(super) fn recipients<'m>(service: &'m PublicService, model: &'m Model) -> Vec<&'m PublicOrganisation> {
    let in_charge = service.organisations.all().iter().map(|organisation| &organisation.value);
    let decides = service.decision.said().and_then(|decision| decision.by.as_ref());
    let mut named: Vec<_> = in_charge.chain(decides).collect();
    if named.is_empty() {
        let acts = service.steps.iter().flat_map(|step| step.performed.all()).flat_map(|performance| &performance.value.actors);
        named.extend(acts.filter_map(|actor| match &actor.value {
            Actor::Organisation(organisation) => Some(organisation),
            Actor::User | Actor::Representative => None,
        }));
    }
    let mut recipients: Vec<&PublicOrganisation> = Vec::new();
    for organisation in named.into_iter().filter_map(|name| model.organisation(name)) {
        if recipients.iter().all(|known| known.symbol != organisation.symbol) {
            recipients.push(organisation);
        }
    }
    recipients
}
