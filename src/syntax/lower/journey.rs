//! Journeys, profiles and worked examples: who goes through what.

use super::super::ast::{Journey, Profile};
use super::super::grammar::Rule;
use super::super::skeleton::Line;
use super::{Container, Entry, Lower, entry};
use crate::source::Spanned;
use crate::values::{Assignment, Case, Date, Decimal, Expectation, ExpectedSubject, Reference, fold};
use pest::iterators::Pairs;

/// A line of a `cas`.
pub(super) enum CaseLine {
    /// The day it is about.
    Today(Spanned<Date>),
    /// What is known.
    Known(Assignment),
    /// What is expected.
    Expected(Expectation),
}

/// A line of a `profil`.
pub(super) enum ProfileLine {
    /// What is known.
    Known(Assignment),
    /// What the person has.
    Owns(Vec<Reference>),
}

static KNOWN_IN_CASE: Entry<CaseLine> =
    entry("", Rule::ligne_affectation, "âge = 8 ans", |lower, pairs, line| assignment(lower, &pairs, line).map(CaseLine::Known));

/// A `cas` block.
pub(super) static CASE: Container<CaseLine> = Container {
    name: "un cas",
    entries: &[
        entry("attendu", Rule::ligne_attendu, "attendu éligible = oui", |lower, pairs, line| {
            expectation(lower, &pairs, line).map(CaseLine::Expected)
        }),
        entry("aujourd'hui", Rule::ligne_jour, "aujourd'hui = 2026-09-01", |lower, pairs, _| {
            let day = lower.find(&pairs, Rule::date)?;
            lower.date(&day).map(CaseLine::Today)
        }),
    ],
    fallback: Some(&KNOWN_IN_CASE),
    none: None,
};

static KNOWN_IN_PROFILE: Entry<ProfileLine> = entry("", Rule::ligne_affectation, "hébergé = oui", |lower, pairs, line| {
    assignment(lower, &pairs, line).map(ProfileLine::Known)
});

/// A `profil` block.
pub(super) static PROFILE: Container<ProfileLine> = Container {
    name: "un profil",
    entries: &[entry("possède", Rule::ligne_noms, "possède carte_identité", |lower, pairs, _| {
        Some(ProfileLine::Owns(lower.references(&pairs)))
    })],
    fallback: Some(&KNOWN_IN_PROFILE),
    none: None,
};

static FIRST_STAGE: Entry<Vec<Reference>> =
    entry("", Rule::ligne_noms, "déclaration_naissance", |lower, pairs, _| Some(lower.references(&pairs)));

/// A `parcours` block.
pub(super) static JOURNEY: Container<Vec<Reference>> = Container {
    name: "un parcours",
    entries: &[entry("puis", Rule::ligne_noms, "puis cni_mineur, prime_naissance", |lower, pairs, _| {
        Some(lower.references(&pairs))
    })],
    fallback: Some(&FIRST_STAGE),
    none: None,
};

fn assignment<'t>(lower: &mut Lower<'t>, pairs: &Pairs<'t, Rule>, line: &Line) -> Option<Assignment> {
    let data = lower.find_reference(pairs)?;
    if let Some(sign) = lower.find(pairs, Rule::egal) {
        lower.equals(&sign);
    }
    let value = lower.find(pairs, Rule::expression)?;
    Some(Assignment { data, value: lower.expression(&value)?, span: line.whole() })
}

fn expectation<'t>(lower: &mut Lower<'t>, pairs: &Pairs<'t, Rule>, line: &Line) -> Option<Expectation> {
    let name = lower.find_reference(pairs)?;
    let subject = match fold(&name.name).as_str() {
        "pieces" => ExpectedSubject::Evidence(name.span),
        "etapes" => ExpectedSubject::Steps(name.span),
        "delai" => ExpectedSubject::ProcessingTime(name.span),
        "cout" => ExpectedSubject::Cost(name.span),
        _ => ExpectedSubject::Rule(name),
    };
    let sign = lower.find(pairs, Rule::comparateur)?;
    let comparison = Spanned::new(lower.comparator(&sign), lower.span(&sign));
    let mut values = Vec::new();
    for value in lower.all(pairs, Rule::expression) {
        values.push(lower.expression(&value)?);
    }
    Some(Expectation { subject, comparison, values, span: line.whole() })
}

/// `cas « … » { … }`
pub(super) fn case<'t>(lower: &mut Lower<'t>, pairs: &Pairs<'t, Rule>, line: &Line) -> Option<Case> {
    let title = lower.find_text(pairs)?;
    let mut case = Case { title, today: None, situation: Vec::new(), expectations: Vec::new(), span: line.whole() };
    for clause in lower.block(line, &CASE) {
        match clause.kind {
            CaseLine::Today(day) => case.today = Some(day),
            CaseLine::Known(assignment) => case.situation.push(assignment),
            CaseLine::Expected(expectation) => case.expectations.push(expectation),
        }
    }
    Some(case)
}

/// `profil nom « … », 4 % du public { … }`
pub(super) fn profile<'t>(lower: &mut Lower<'t>, pairs: &Pairs<'t, Rule>, line: &Line) -> Option<Profile> {
    let name = lower.find(pairs, Rule::nom)?;
    let share = lower.find(pairs, Rule::decimal).and_then(|digits| {
        let span = lower.span(&digits);
        lower.decimal(&digits).map(|share| Spanned::new(share / Decimal::from_integer(100), span))
    });
    let mut profile = Profile {
        name: lower.name(&name),
        title: lower.find_text(pairs),
        share,
        situation: Vec::new(),
        owns: Vec::new(),
        span: line.whole(),
    };
    for clause in lower.block(line, &PROFILE) {
        match clause.kind {
            ProfileLine::Known(assignment) => profile.situation.push(assignment),
            ProfileLine::Owns(documents) => profile.owns.extend(documents),
        }
    }
    Some(profile)
}

/// `parcours nom « … » pour événement nom { … }`
pub(super) fn journey<'t>(lower: &mut Lower<'t>, pairs: &Pairs<'t, Rule>, line: &Line) -> Option<Journey> {
    let names = lower.all(pairs, Rule::nom);
    let name = lower.name(names.first()?);
    let life_event = names.get(1).map(|event| lower.reference(event));
    let title = lower.find_text(pairs);
    let stages = lower.block(line, &JOURNEY).into_iter().map(|clause| clause.kind).collect();
    Some(Journey { name, title, life_event, stages, span: line.whole() })
}
