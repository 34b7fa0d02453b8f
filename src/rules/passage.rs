//! The texts of a procedure, as the rules of language see them: what each is for, its place, and what is read of it once for all.

use super::tables::{self, Said};
use crate::analysis::prose::{Hits, LexiconMatch, Reading, readable};
use crate::model::{Data, PublicService};
use crate::source::{FileId, Location};
use crate::values::Text;
use std::cell::OnceCell;
use std::ops::Range;

/// What a text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassageKind {
    /// `finalité`
    Purpose,
    /// `présentation`
    Presentation,
    /// `consigne`
    Instruction,
    /// The text of a `courrier`.
    Letter,
    /// `parce que`
    Reason,
    /// `marge`
    Discretion,
    /// A line of `données { … }`.
    DataNotice,
    /// `transition`
    Transition,
    /// The question that asks a datum.
    Question,
    /// `explication`: beside a question, a document, or a block of a form.
    Explanation,
}

/// A text addressed to people; what is read of it once serves all the rules.
#[derive(Debug)]
pub struct Passage<'m> {
    /// The words, without the guillemets; its span is that of the words.
    pub text: &'m Text,
    /// The file.
    pub file: FileId,
    /// What it is for.
    pub kind: PassageKind,
    /// The procedure it belongs to.
    pub service: &'m PublicService,
    /// What is read of the words.
    pub reading: Reading<'m>,
    hits: OnceCell<Hits>,
    said: OnceCell<Said>,
}

impl<'m> Passage<'m> {
    /// Of a text of a procedure.
    #[must_use]
    pub fn new(text: &'m Text, kind: PassageKind, service: &'m PublicService) -> Self {
        Self {
            text,
            file: service.file(),
            kind,
            service,
            reading: Reading::new(&text.value),
            hits: OnceCell::new(),
            said: OnceCell::new(),
        }
    }

    /// The words of the lexicon of a rule (`"LAN003"`), in the order of the text.
    pub(super) fn wordings(&self, rule: &str) -> Vec<LexiconMatch<'static>> {
        let lexica = tables::lexica();
        lexica.matches(rule, &self.reading, self.hits.get_or_init(|| lexica.search(&self.reading)))
    }

    /// Whether the text has a turn of that list of a rule (`"LAN008"`, `"menaces"`).
    pub(super) fn says(&self, rule: &str, list: &str) -> bool {
        let said = self.said.get_or_init(|| tables::said(self.reading.readable()));
        tables::turns(rule, list).is_among(said)
    }

    /// Whether it is that text of the model.
    #[must_use]
    pub fn is(&self, text: &Text) -> bool {
        std::ptr::eq(self.text, text)
    }

    /// Its sentences, each at its place and as [`readable`].
    pub(super) fn sentences(&self) -> impl Iterator<Item = (Range<usize>, String)> {
        self.reading.sentences().iter().map(|range| (range.clone(), readable(&self.text.value[range.clone()])))
    }

    /// Whether it says to the person what happens and what to do.
    #[must_use]
    pub const fn is_addressed(&self) -> bool {
        match self.kind {
            PassageKind::Presentation
            | PassageKind::Instruction
            | PassageKind::Letter
            | PassageKind::Transition
            | PassageKind::Question
            | PassageKind::Explanation => true,
            PassageKind::Purpose | PassageKind::Reason | PassageKind::Discretion | PassageKind::DataNotice => false,
        }
    }

    /// The place of a byte range of the words; the whole text when its words do not stand in one piece in the file, as in an imported
    /// record where a link or an entity cuts them.
    #[must_use]
    pub fn location(&self, range: Range<usize>) -> Location {
        if self.text.span.len() as usize != self.text.value.len() {
            return Location::new(self.file, self.text.span);
        }
        let span = crate::source::Span::of(range);
        let start = self.text.span.start;
        Location::new(self.file, crate::source::Span::new(start + span.start, start + span.end))
    }
}

/// The texts of a procedure, read together.
#[derive(Debug)]
pub struct Texts<'m> {
    /// The procedure.
    pub service: &'m PublicService,
    /// In the order of the model.
    pub passages: Vec<Passage<'m>>,
}

impl<'m> Texts<'m> {
    /// Of a procedure, and of the data given with it: nothing of them is read yet.
    #[must_use]
    pub fn of(service: &'m PublicService, data: &[&'m Data]) -> Self {
        let of_data = data.iter().flat_map(|datum| {
            let question = datum.question.as_ref().map(|text| (text, PassageKind::Question));
            let explanation = datum.explanation.as_ref().map(|text| (text, PassageKind::Explanation));
            let file = datum.origin.location.file;
            let passages = question.into_iter().chain(explanation);
            passages.map(move |(text, kind)| Passage { file, ..Passage::new(text, kind, service) })
        });
        Self { service, passages: passages(service).chain(of_data).collect() }
    }

    /// Those that say to the person what happens and what to do.
    pub fn addressed(&self) -> impl Iterator<Item = &Passage<'m>> {
        self.passages.iter().filter(|passage| passage.is_addressed())
    }

    /// The first sentence with a turn of that list of a rule, when no text has one of the list that answers it.
    pub(super) fn unanswered(&self, rule: &str, list: &str, answers: &str) -> Option<Location> {
        if self.addressed().any(|passage| passage.says(rule, answers)) {
            return None;
        }
        let turns = tables::turns(rule, list);
        let mut saying = self.addressed().filter(|passage| passage.says(rule, list));
        saying.find_map(|passage| {
            let (range, _) = passage.sentences().find(|(_, sentence)| turns.is_in(sentence))?;
            Some(passage.location(range))
        })
    }
}

/// The texts that a procedure holds, in the order of the model. Those of the data it asks are theirs: [`Texts`] adds them.
pub fn passages(service: &PublicService) -> impl Iterator<Item = Passage<'_>> {
    let passage = move |text, kind| Passage::new(text, kind, service);
    let purposes = service.purpose.said().into_iter().map(move |text| passage(&text.value, PassageKind::Purpose));
    let presentations = service.presentations.all().iter().map(move |text| passage(&text.value, PassageKind::Presentation));
    let instructions = service.steps.iter().flat_map(|step| &step.instructions);
    let instructions = instructions.map(move |text| passage(&text.value, PassageKind::Instruction));
    // The reasons that a program read above lists are among the instructions already.
    let written = service.requirements().filter(|_| !service.is_imported());
    let reasons = written.filter_map(|(_, requirement)| requirement.value.qualifiers.because.as_ref());
    let reasons = reasons.map(move |text| passage(text, PassageKind::Reason));
    let discretions = service.decision.said().into_iter().flat_map(|decision| decision.discretions.all());
    let discretions = discretions.map(move |discretion| passage(&discretion.value.0, PassageKind::Discretion));
    let letters = service.letters.iter().flat_map(|letter| &letter.bodies);
    let letters = letters.map(move |text| passage(&text.value, PassageKind::Letter));
    let notices = service.data_notice.said().into_iter();
    let notices = notices.flat_map(|notice| [&notice.purpose, &notice.recipients, &notice.rights].into_iter().flatten());
    let notices = notices.map(move |text| passage(text, PassageKind::DataNotice));
    let transition = service.transition.said().into_iter();
    let transition = transition.map(move |text| passage(&text.value, PassageKind::Transition));
    let documents = service.requirements().filter_map(|(_, requirement)| requirement.value.explanation.as_ref());
    let blocks = service.steps.iter().flat_map(|step| &step.repetitions).filter_map(|block| block.value.explanation.as_ref());
    let explanations = documents.chain(blocks).map(move |text| passage(text, PassageKind::Explanation));
    purposes
        .chain(presentations)
        .chain(instructions)
        .chain(reasons)
        .chain(discretions)
        .chain(letters)
        .chain(notices)
        .chain(transition)
        .chain(explanations)
}
