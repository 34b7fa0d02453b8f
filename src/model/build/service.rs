//! A procedure, line by line.

use super::stated::{Absence, add, each, each_name, each_text, push, push_all, said_mut, say_once, sourced};
use super::{Builder, decision, heading, next_rank, step, title_or_name};
use crate::model::{
    Confidence, ContactBlock, DataNotice, IncompleteFileRule, Letter, Origin, Provenance, PublicService, Review, Sanction,
    Stated, SymbolKind,
};
use crate::source::{FileId, Location, Span};
use crate::syntax::ast::{
    self, Clause, ContactClause, DataNoticeClause, Definition, LetterClause, SanctionClause, ServiceClause, StepClause,
};
use crate::values::{DeclaredNone, FactKind, Rule, Text};

impl Builder {
    pub(super) fn service(&mut self, definition: Definition<ServiceClause>) {
        let Definition { name, title, clauses, span } = definition;
        let rank = next_rank(&self.model.services);
        let mut service = PublicService {
            symbol: self.define(&name, SymbolKind::PublicService(rank)),
            heading: heading(self.file, title.as_ref(), &name),
            title: title_or_name(title, &name),
            origin: Origin::exact(self.file, span),
            name: name.value,
            partly_unreadable: self.hides_something(span),
            ..PublicService::default()
        };
        for clause in clauses {
            self.service_clause(&mut service, rank, clause);
        }
        push(&mut self.model.services, service);
    }

    fn service_clause(&mut self, service: &mut PublicService, rank: u32, clause: Clause<ServiceClause>) {
        let file = self.file;
        let span = clause.span;
        match clause.kind {
            ServiceClause::Provenance { title, date, is_imported, url } => {
                service.provenance.get_or_insert(sourced(file, span, Provenance { title, date, url, is_imported }));
            }
            ServiceClause::Purpose(text) => {
                let earlier = say_once(&mut service.purpose, sourced(file, span, text), same_words);
                service.note(FactKind::Purpose, earlier, span);
            }
            ServiceClause::Presentation(text) => {
                let earlier = add(&mut service.presentations, [sourced(file, span, text)]);
                service.note(FactKind::Presentation, earlier, span);
            }
            ServiceClause::Audience(audiences) => {
                let earlier = add(&mut service.audiences, each(file, audiences));
                service.note(FactKind::Audience, earlier, span);
            }
            ServiceClause::Organisation(organisations) => {
                let earlier = add(&mut service.organisations, each_name(file, organisations));
                service.note(FactKind::Organisation, earlier, span);
            }
            ServiceClause::LifeEvents(events) => {
                let earlier = add(&mut service.life_events, each_name(file, events));
                service.note(FactKind::LifeEvent, earlier, span);
            }
            ServiceClause::LegalBasis(citation) => {
                let earlier = add(&mut service.legal_bases, [sourced(file, span, citation)]);
                service.note(FactKind::LegalBasis, earlier, span);
            }
            ServiceClause::Volume { files, since_opening } => {
                let mut volume = sourced(file, span, files.value);
                if since_opening {
                    volume.origin.confidence = Confidence::Guess;
                }
                let earlier = say_once(&mut service.volume, volume, u64::eq);
                service.note(FactKind::Volume, earlier, span);
            }
            ServiceClause::Keywords(words) => push_all(&mut service.keywords, each_text(file, words)),
            ServiceClause::Shows(texts) => service.shown.extend(texts),
            ServiceClause::ThematicAreas(areas) => push_all(&mut service.thematic_areas, each_text(file, areas)),
            ServiceClause::Languages(languages) => {
                let earlier = add(&mut service.languages, each_text(file, languages));
                service.note(FactKind::Languages, earlier, span);
            }
            ServiceClause::Complete(yes) => _ = service.complete.get_or_insert(sourced(file, span, yes.value)),
            ServiceClause::Review { date, by } => {
                let earlier = say_once(&mut service.review, sourced(file, span, Review { date, by }), same_review);
                service.note(FactKind::Review, earlier, span);
            }
            ServiceClause::Contact(clauses) => {
                let block = contact_block(service, file, span);
                for clause in clauses {
                    contact_clause(block, file, clause);
                }
            }
            ServiceClause::ContactOf(organisations) => {
                let block = contact_block(service, file, span);
                for (organisation, purpose) in organisations {
                    block.purposes.extend(purpose.map(|purpose| (organisation.name.clone(), purpose)));
                    push(&mut block.of, sourced(file, organisation.span, organisation));
                }
            }
            ServiceClause::Tracking(means) => {
                let means = means.into_iter().map(|tracking| sourced(file, tracking.means.span, tracking));
                let earlier = add(&mut service.tracking, means);
                service.note(FactKind::Tracking, earlier, span);
            }
            ServiceClause::Transition(text) => {
                let earlier = say_once(&mut service.transition, sourced(file, span, text), same_words);
                service.note(FactKind::Transition, earlier, span);
            }
            ServiceClause::Feedback(place) => {
                let earlier = say_once(&mut service.feedback, sourced(file, span, place), same_words);
                service.note(FactKind::Feedback, earlier, span);
            }
            ServiceClause::Acknowledgement(within) => {
                let same = |a: &Option<_>, b: &Option<_>| value_of(a) == value_of(b);
                let earlier = say_once(&mut service.acknowledgement, sourced(file, span, within), same);
                service.note(FactKind::Acknowledgement, earlier, span);
            }
            ServiceClause::IncompleteFile { outcome, within } => {
                let rule = IncompleteFileRule { outcome: outcome.value, within };
                let same = |a: &IncompleteFileRule, b: &IncompleteFileRule| {
                    a.outcome == b.outcome && value_of(&a.within) == value_of(&b.within)
                };
                let earlier = say_once(&mut service.incomplete_file, sourced(file, span, rule), same);
                service.note(FactKind::IncompleteFile, earlier, span);
            }
            ServiceClause::Cost(cost) => {
                let earlier = add(&mut service.costs, [sourced(file, span, cost)]);
                service.note(FactKind::Cost, earlier, span);
            }
            ServiceClause::Payment(means) => {
                let earlier = add(&mut service.payment, each(file, means));
                service.note(FactKind::Payment, earlier, span);
            }
            ServiceClause::DataNotice(clauses) => {
                let earlier = say_once(&mut service.data_notice, sourced(file, span, data_notice(clauses)), same_notice);
                service.note(FactKind::DataNotice, earlier, span);
            }
            ServiceClause::Declares(data) => push_all(&mut service.declares, each_name(file, data)),
            ServiceClause::Output(output) => {
                let earlier = add(&mut service.outputs, [sourced(file, span, output)]);
                service.note(FactKind::Output, earlier, span);
            }
            ServiceClause::Step(definition) => self.step(service, rank, definition),
            ServiceClause::Decision(decision) => decision::add(service, file, clause.keyword, decision),
            ServiceClause::Appeal(appeal) => {
                let earlier = add(&mut service.appeals, [sourced(file, span, appeal)]);
                service.note(FactKind::Appeal, earlier, span);
            }
            ServiceClause::Sanction(block) => {
                let (sanctions, earlier) = said_mut(&mut service.sanctions);
                push(sanctions, sanction(file, block));
                service.note(FactKind::Sanction, earlier, span);
            }
            ServiceClause::Letter(definition) => push(&mut service.letters, letter(file, definition)),
            ServiceClause::Term(term) => push(&mut service.terms, sourced(file, span, term)),
            ServiceClause::Rule(rule) => self.local_rule(service, rank, rule),
            ServiceClause::Case(mut case) => {
                case.situation.shrink_to_fit();
                case.expectations.shrink_to_fit();
                push(&mut service.cases, sourced(file, span, case));
            }
            ServiceClause::None(none) => declare_none(service, file, span, none),
        }
    }

    fn step(&mut self, service: &mut PublicService, rank: u32, definition: Definition<StepClause>) {
        let symbol = self.define(&definition.name, SymbolKind::Step(rank, next_rank(&service.steps)));
        let step = step::step(service, self.file, symbol, definition);
        push(&mut service.steps, step);
    }

    fn local_rule(&mut self, service: &mut PublicService, rank: u32, mut rule: Rule) {
        rule.definitions.shrink_to_fit();
        self.define(&rule.name, SymbolKind::LocalRule(rank, next_rank(&service.rules)));
        self.enum_values(&rule.data_type.value, None);
        push(&mut service.rules, sourced(self.file, rule.span, rule));
    }
}

impl PublicService {
    /// Remembers that the line at `span` says otherwise than an earlier one.
    pub(super) fn note(&mut self, kind: FactKind, earlier: Option<Location>, span: Span) {
        if let Some(earlier) = earlier {
            self.repeated.push((kind, earlier, Location::new(self.file(), span)));
        }
    }
}

fn declare_none(service: &mut PublicService, file: FileId, span: Span, none: DeclaredNone) {
    let kind = none.fact;
    let reason = sourced(file, span, none.reason);
    let field: &mut dyn Absence = match kind {
        FactKind::Purpose => &mut service.purpose,
        FactKind::Presentation => &mut service.presentations,
        FactKind::Audience => &mut service.audiences,
        FactKind::Organisation => &mut service.organisations,
        FactKind::LifeEvent => &mut service.life_events,
        FactKind::LegalBasis => &mut service.legal_bases,
        FactKind::Volume => &mut service.volume,
        FactKind::Languages => &mut service.languages,
        FactKind::Review => &mut service.review,
        FactKind::Contact => &mut service.contact,
        FactKind::Tracking => &mut service.tracking,
        FactKind::Feedback => &mut service.feedback,
        FactKind::Acknowledgement => &mut service.acknowledgement,
        FactKind::IncompleteFile => &mut service.incomplete_file,
        FactKind::Cost => &mut service.costs,
        FactKind::Payment => &mut service.payment,
        FactKind::DataNotice => &mut service.data_notice,
        FactKind::Output => &mut service.outputs,
        FactKind::Decision => &mut service.decision,
        FactKind::Appeal => &mut service.appeals,
        FactKind::Sanction => &mut service.sanctions,
        FactKind::Transition => &mut service.transition,
        FactKind::Counter | FactKind::Telephone | FactKind::Support => {
            return push(&mut contact_block(service, file, span).none, (kind, reason));
        }
        FactKind::Acronym
        | FactKind::Silence
        | FactKind::Refusal
        | FactKind::Discretion
        | FactKind::ProcessingTime
        | FactKind::Evidence
        | FactKind::Data
        | FactKind::ObtainingTime
        | FactKind::Issuer
        | FactKind::Provider
        | FactKind::Exchange
        | FactKind::Duration => return push(&mut service.none, (kind, reason)),
    };
    let earlier = field.declare_none(reason);
    service.note(kind, earlier, span);
}

fn contact_block(service: &mut PublicService, file: FileId, span: Span) -> &mut ContactBlock {
    let earlier = match &service.contact {
        Stated::None(reason) => Some(reason.location()),
        Stated::NotSaid | Stated::Said(_) => None,
    };
    service.note(FactKind::Contact, earlier, span);
    let (block, _) = said_mut(&mut service.contact);
    block.origin.get_or_insert(Origin::exact(file, span));
    block
}

fn contact_clause(block: &mut ContactBlock, file: FileId, clause: Clause<ContactClause>) {
    match clause.kind {
        ContactClause::Point(point) => push(&mut block.points, sourced(file, clause.span, point)),
        ContactClause::None(none) => push(&mut block.none, (none.fact, sourced(file, clause.span, none.reason))),
    }
}

fn data_notice(clauses: Vec<Clause<DataNoticeClause>>) -> DataNotice {
    let mut notice = DataNotice::default();
    for clause in clauses {
        match clause.kind {
            DataNoticeClause::Purpose(text) => _ = notice.purpose.get_or_insert(text),
            DataNoticeClause::Recipients(text) => _ = notice.recipients.get_or_insert(text),
            DataNoticeClause::Retention(text) => _ = notice.retention.get_or_insert(text),
            DataNoticeClause::Rights(text) => _ = notice.rights.get_or_insert(text),
        }
    }
    notice
}

fn sanction(file: FileId, sanction: ast::Sanction) -> Sanction {
    let ast::Sanction { title, clauses, span } = sanction;
    let mut sanction = Sanction { origin: Origin::exact(file, span), title, correction: None, hearing: None, according_to: None };
    for clause in clauses {
        let span = clause.span;
        match clause.kind {
            SanctionClause::Correction(text) => _ = sanction.correction.get_or_insert(sourced(file, span, text)),
            SanctionClause::Hearing(text) => _ = sanction.hearing.get_or_insert(sourced(file, span, text)),
            SanctionClause::AccordingTo(citation) => _ = sanction.according_to.get_or_insert(sourced(file, span, citation)),
        }
    }
    sanction
}

fn letter(file: FileId, definition: Definition<LetterClause>) -> Letter {
    let Definition { name, title, clauses, span } = definition;
    let mut letter = Letter {
        origin: Origin::exact(file, span),
        heading: heading(file, title.as_ref(), &name),
        title: title_or_name(title, &name),
        name: name.value,
        kind: None,
        mentions: Vec::new(),
        bodies: Vec::new(),
    };
    for clause in clauses {
        match clause.kind {
            LetterClause::Kind(kind) => _ = letter.kind.get_or_insert(sourced(file, clause.span, kind.value)),
            LetterClause::Mentions(mentions) => push_all(&mut letter.mentions, each(file, mentions)),
            LetterClause::Body(text) => push(&mut letter.bodies, sourced(file, clause.span, text)),
        }
    }
    letter
}

fn same_words(a: &Text, b: &Text) -> bool {
    a.value == b.value
}

fn same_review(a: &Review, b: &Review) -> bool {
    a.date.value == b.date.value && a.by.iter().map(|by| &by.value).eq(b.by.iter().map(|by| &by.value))
}

fn same_notice(a: &DataNotice, b: &DataNotice) -> bool {
    let words = |notice: &DataNotice| {
        [&notice.purpose, &notice.recipients, &notice.retention, &notice.rights].map(|text| value_of(text).cloned())
    };
    words(a) == words(b)
}

fn value_of<T>(fact: &Option<crate::source::Spanned<T>>) -> Option<&T> {
    fact.as_ref().map(|fact| &fact.value)
}
