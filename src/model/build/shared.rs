//! What procedures share: organisations, documents, data, texts of law, life events, journeys, profiles, rules.

use super::stated::{Absence, add, each_name, push, push_all, say_first, sourced};
use super::{Builder, next_rank, title_or_name};
use crate::model::{
    Confidence, Data, Evidence, Journey, LegalResource, LifeEvent, Origin, Profile, PublicOrganisation, Sourced, SymbolKind,
};
use crate::source::{FileId, Location};
use crate::syntax::ast::{self, DataClause, Definition, EvidenceClause, Never, OrganisationClause};
use crate::values::{DataType, FactKind, Rule};

impl Builder {
    pub(super) fn organisation(&mut self, definition: Definition<OrganisationClause>) {
        let Definition { name, title, clauses, span } = definition;
        let file = self.file;
        let mut organisation = PublicOrganisation {
            symbol: self.define(&name, SymbolKind::PublicOrganisation(next_rank(&self.model.organisations))),
            title: title_or_name(title, &name),
            origin: Origin::exact(file, span),
            heading: Location::new(file, name.span),
            name: name.value,
            ..PublicOrganisation::default()
        };
        for clause in clauses {
            organisation_clause(&mut organisation, file, clause);
        }
        push(&mut self.model.organisations, organisation);
    }

    pub(super) fn evidence(&mut self, definition: Definition<EvidenceClause>) {
        let Definition { name, title, clauses, span } = definition;
        let mut evidence = Evidence {
            symbol: self.define(&name, SymbolKind::Evidence(next_rank(&self.model.evidences))),
            title: title_or_name(title, &name),
            origin: Origin::exact(self.file, span),
            heading: Location::new(self.file, name.span),
            name: name.value,
            ..Evidence::default()
        };
        for clause in clauses {
            evidence_clause(&mut evidence, self.file, clause);
        }
        push(&mut self.model.evidences, evidence);
    }

    pub(super) fn data(&mut self, data: ast::Data) {
        let file = self.file;
        let rank = next_rank(&self.model.data);
        let symbol = self.define(&data.name, SymbolKind::Data(rank));
        if !data.quoted_options {
            self.enum_values(&data.data_type.value, Some(rank));
        }
        let mut datum = Data {
            symbol,
            origin: Origin::exact(file, data.span),
            heading: Location::new(file, data.name.span),
            name: data.name.value,
            data_type: data.data_type.value,
            unit: data.unit,
            bounds: data.bounds.map(Box::new),
            question: data.question,
            explanation: None,
            concept: None,
            source: None,
            sensitive: None,
            used_for: None,
        };
        for clause in data.clauses {
            match clause.kind {
                DataClause::Source(text) => _ = datum.source.get_or_insert(sourced(file, clause.span, text)),
                DataClause::Sensitive(yes) => _ = datum.sensitive.get_or_insert(sourced(file, clause.span, yes.value)),
                DataClause::Explanation(text) => _ = datum.explanation.get_or_insert(text),
                DataClause::Concept(concept) => _ = datum.concept.get_or_insert(concept),
                DataClause::UsedFor(text) => _ = datum.used_for.get_or_insert(sourced(file, clause.span, text)),
            }
        }
        push(&mut self.model.data, datum);
    }

    /// Names the values of an `un parmi`.
    pub(super) fn enum_values(&mut self, data_type: &DataType, datum: Option<u32>) {
        let DataType::OneOf(values) = data_type else { return };
        for value in values {
            self.define(value, SymbolKind::EnumValue(datum));
        }
    }

    pub(super) fn legal_resource(&mut self, resource: ast::LegalResource) {
        let ast::LegalResource { name, title, url, span } = resource;
        let symbol = self.define(&name, SymbolKind::LegalResource(next_rank(&self.model.legal_resources)));
        self.model.legal_resources.push(LegalResource {
            symbol,
            title: title_or_name(title, &name),
            origin: Origin::exact(self.file, span),
            heading: Location::new(self.file, name.span),
            name: name.value,
            url,
        });
    }

    pub(super) fn life_event(&mut self, definition: Definition<Never>) {
        let Definition { name, title, clauses: _, span } = definition;
        let symbol = self.define(&name, SymbolKind::LifeEvent(next_rank(&self.model.life_events)));
        self.model.life_events.push(LifeEvent {
            symbol,
            title: title_or_name(title, &name),
            origin: Origin::exact(self.file, span),
            heading: Location::new(self.file, name.span),
            name: name.value,
        });
    }

    pub(super) fn journey(&mut self, journey: ast::Journey) {
        let ast::Journey { name, title, life_event, stages, span } = journey;
        let symbol = self.define(&name, SymbolKind::Journey(next_rank(&self.model.journeys)));
        self.model.journeys.push(Journey {
            symbol,
            title: title_or_name(title, &name),
            origin: Origin::exact(self.file, span),
            heading: Location::new(self.file, name.span),
            name: name.value,
            life_event,
            stages,
        });
    }

    pub(super) fn profile(&mut self, profile: ast::Profile) {
        let ast::Profile { name, title, share, situation, owns, span } = profile;
        let symbol = self.define(&name, SymbolKind::Profile(next_rank(&self.model.profiles)));
        self.model.profiles.push(Profile {
            symbol,
            title: title_or_name(title, &name),
            origin: Origin::exact(self.file, span),
            heading: Location::new(self.file, name.span),
            name: name.value,
            share,
            situation,
            owns,
        });
    }

    pub(super) fn rule(&mut self, rule: Rule) {
        self.define(&rule.name, SymbolKind::Rule(next_rank(&self.model.rules)));
        self.enum_values(&rule.data_type.value, None);
        push(&mut self.model.rules, sourced(self.file, rule.span, rule));
    }
}

fn organisation_clause(organisation: &mut PublicOrganisation, file: FileId, clause: ast::Clause<OrganisationClause>) {
    let span = clause.span;
    match clause.kind {
        OrganisationClause::Acronym(acronym) => say_first(&mut organisation.acronym, sourced(file, span, acronym)),
        OrganisationClause::Nature { nature, perhaps } => {
            let confidence = if perhaps { Confidence::Guess } else { Confidence::Exact };
            let origin = Origin { location: Location::new(file, span), confidence };
            say_first(&mut organisation.nature, Sourced { value: nature.value, origin });
        }
        OrganisationClause::Website(url) => say_first(&mut organisation.website, sourced(file, span, url)),
        OrganisationClause::PartOf(parent) => _ = organisation.part_of.get_or_insert(parent),
        OrganisationClause::Contact(point) => _ = add(&mut organisation.contacts, [sourced(file, span, point)]),
        OrganisationClause::None(none) => {
            let reason = sourced(file, span, none.reason);
            match none.fact {
                FactKind::Acronym => _ = organisation.acronym.declare_none(reason),
                FactKind::Contact => _ = organisation.contacts.declare_none(reason),
                other => push(&mut organisation.none, (other, reason)),
            }
        }
    }
}

fn evidence_clause(evidence: &mut Evidence, file: FileId, clause: ast::Clause<EvidenceClause>) {
    let span = clause.span;
    match clause.kind {
        EvidenceClause::Synonyms(synonyms) => push_all(&mut evidence.synonyms, synonyms),
        EvidenceClause::IssuedBy(issuers) => _ = add(&mut evidence.issued_by, each_name(file, issuers)),
        EvidenceClause::HeldBy(holders) => push_all(&mut evidence.held_by, each_name(file, holders)),
        EvidenceClause::ObtainedThrough(service) => {
            add(&mut evidence.obtained_through, each_name(file, vec![service]));
        }
        EvidenceClause::AlreadyOwned => evidence.already_owned = true,
        EvidenceClause::ObtainingTime(time) => say_first(&mut evidence.obtaining_time, sourced(file, span, time.value)),
        EvidenceClause::Cost(cost) => _ = add(&mut evidence.costs, [sourced(file, span, cost)]),
        EvidenceClause::Proves(data) => _ = add(&mut evidence.proves, each_name(file, data)),
        EvidenceClause::Exchange(text) => say_first(&mut evidence.exchange, sourced(file, span, text)),
        EvidenceClause::OneOf(evidences) => push_all(&mut evidence.one_of, each_name(file, evidences)),
        EvidenceClause::ValidFor(duration) => say_first(&mut evidence.valid_for, sourced(file, span, duration.value)),
        EvidenceClause::Link(url) => _ = evidence.link.get_or_insert(sourced(file, span, url)),
        EvidenceClause::None(none) => {
            let reason = sourced(file, span, none.reason);
            match none.fact {
                FactKind::Issuer => _ = evidence.issued_by.declare_none(reason),
                FactKind::Provider => _ = evidence.obtained_through.declare_none(reason),
                FactKind::ObtainingTime => _ = evidence.obtaining_time.declare_none(reason),
                FactKind::Cost => _ = evidence.costs.declare_none(reason),
                FactKind::Exchange => _ = evidence.exchange.declare_none(reason),
                other => push(&mut evidence.none, (other, reason)),
            }
        }
    }
}
