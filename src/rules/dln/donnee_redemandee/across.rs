//! Across procedures: what no single administration can see. One finding per document or datum, with the count.

use super::RULE;
use crate::findings::{Finding, Severity};
use crate::model::{Model, PublicService};
use crate::rules::dln::asked::{Asked, SameThing, asked, outputs};
use crate::rules::wording::name_begins;
use crate::source::Location;
use crate::values::{Audience, SymbolId};
use std::collections::{BTreeMap, BTreeSet};

/// More requests than this is « faible » on the scale of « Vos démarches essentielles ».
const WEAK: usize = 4;

/// How the names of data that every procedure needs, to know who asks and where to answer, begin.
const WHO_ASKS: &[&str] = &[
    "nom",
    "prénom",
    "civilité",
    "date_naissance",
    "date_de_naissance",
    "lieu_naissance",
    "numéro",
    "identifiant",
    "référence",
    "adresse",
    "téléphone",
    "courriel",
];

/// What procedures share.
struct Circle<'m> {
    kind: CircleKind,
    title: &'m str,
    services: BTreeSet<SymbolId>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum CircleKind {
    Organisation,
    LifeEvent,
    Journey,
}

impl CircleKind {
    /// From how many procedures on it is worth saying: those of an organisation are rarely gone through together.
    const fn least(self) -> usize {
        match self {
            Self::Organisation => 3,
            Self::LifeEvent | Self::Journey => 2,
        }
    }
}

/// What is asked, by name.
#[derive(PartialEq, Eq, PartialOrd, Ord, Clone)]
enum Thing {
    Document(SameThing),
    Datum(SymbolId),
}

/// One request, counted once per procedure.
struct Demand<'m> {
    service: &'m PublicService,
    place: Location,
    called: String,
    /// Must be recent: what was given for another procedure, another year, does not serve.
    is_to_be_fresh: bool,
}

pub(super) fn check(model: &Model, findings: &mut Vec<Finding>) {
    let circles = circles(model);
    for demands in demands(model).values().filter(|demands| demands.len() > 1) {
        let counted = circles.iter().map(|circle| (circle, within(circle, demands)));
        let worth = counted.filter(|(circle, demands)| demands.len() >= circle.kind.least());
        // The widest circle; of two as wide, the one a person lives rather than the one of an organisation.
        let widest = worth.max_by_key(|(circle, demands)| (demands.len(), circle.kind, std::cmp::Reverse(circle.title)));
        findings.extend(widest.map(|(circle, demands)| asked_across(circle, &demands)));
    }
}

fn asked_across(circle: &Circle<'_>, demands: &[&Demand<'_>]) -> Finding {
    let n = demands.len();
    let whose = match circle.kind {
        CircleKind::Organisation => format!("démarches de « {} »", circle.title),
        CircleKind::LifeEvent => format!("démarches de l'événement « {} »", circle.title),
        CircleKind::Journey => format!("démarches du parcours « {} »", circle.title),
    };
    let severity = if n > WEAK && circle.kind != CircleKind::Organisation { Severity::Alerte } else { Severity::Conseil };
    let scale = if n > WEAK { "« faible » (plus de 4)" } else { "« partiel » (2 à 4)" };
    let finding = RULE
        .graded(severity, demands[0].place, format!("{} est demandé par {n} {whose}", demands[0].called))
        .with_label(format!("dans « {} »", demands[0].service.title))
        .with_note(format!(
            "{n} demandes : niveau {scale} de l'indicateur « Dites-le-nous une fois » de Vos démarches essentielles"
        ))
        .with_help(
            "transmettez-la d'une administration à l'autre, ou gardez-la avec l'accord de la personne ; à défaut, dites-lui dès \
             la première démarche en combien d'exemplaires la préparer",
        );
    demands[1..]
        .iter()
        .fold(finding, |finding, demand| finding.with_related(demand.place, format!("et dans « {} »", demand.service.title)))
}

fn circles(model: &Model) -> Vec<Circle<'_>> {
    let services_where = |is_in: &dyn Fn(&PublicService) -> bool| {
        model.services.iter().filter(|service| is_in(service)).map(|service| service.symbol).collect()
    };
    let journeys = model.journeys.iter().map(|journey| Circle {
        kind: CircleKind::Journey,
        title: &journey.title,
        services: journey.stages.iter().flatten().filter_map(|stage| stage.target).collect(),
    });
    let events = model.life_events.iter().map(|event| Circle {
        kind: CircleKind::LifeEvent,
        title: &event.title,
        services: services_where(&|service| names(service.life_events.all(), event.symbol)),
    });
    let organisations = model.organisations.iter().map(|organisation| Circle {
        kind: CircleKind::Organisation,
        title: &organisation.title,
        services: services_where(&|service| names(service.organisations.all(), organisation.symbol)),
    });
    journeys.chain(events).chain(organisations).filter(|circle| circle.services.len() > 1).collect()
}

fn names(references: &[crate::model::Sourced<crate::values::Reference>], symbol: SymbolId) -> bool {
    references.iter().any(|reference| reference.value.target == Some(symbol))
}

/// Every document and datum asked of everybody, with the procedures that ask it, in the order of the files.
fn demands(model: &Model) -> BTreeMap<Thing, Vec<Demand<'_>>> {
    let mut demands: BTreeMap<Thing, Vec<Demand<'_>>> = BTreeMap::new();
    for service in &model.services {
        let mut seen = BTreeSet::new();
        for request in asked(service).filter(|request| request.is_for_all() && is_a_proof(request, model)) {
            let Some(thing) = request.thing().map(Thing::Document) else { continue };
            if seen.insert(thing.clone()) {
                demands.entry(thing).or_default().push(Demand {
                    service,
                    place: request.place(),
                    called: request.called(model),
                    is_to_be_fresh: request.requirement.value.max_age.is_some(),
                });
            }
        }
        for step in service.user_steps().filter(|step| !step.optional && step.condition.is_none()) {
            for fact in step.asks.all().iter().filter(|fact| fact.value.1.condition.is_none()) {
                let (name, _) = &fact.value;
                let Some(datum) = name.target.filter(|_| !name_begins(&name.name, WHO_ASKS)) else { continue };
                if seen.insert(Thing::Datum(datum)) {
                    let called = format!("« {} »", name.name.replace('_', " "));
                    let place = fact.at(name.span);
                    demands.entry(Thing::Datum(datum)).or_default().push(Demand {
                        service,
                        place,
                        called,
                        is_to_be_fresh: false,
                    });
                }
            }
        }
    }
    demands
}

/// Whether what is asked is a proof that another procedure may have received: not a form to fill in, not a photo, not a letter of
/// one's own, not what shows who one is, not what the procedure itself delivers.
fn is_a_proof(request: &Asked<'_>, model: &Model) -> bool {
    let Some(documents) = request.documents(model) else { return false };
    let comes_from_somewhere = documents.iter().all(|document| {
        !document.issued_by.all().is_empty()
            || !document.proves.all().is_empty()
            || !document.obtained_through.all().is_empty()
            || !document.one_of.is_empty()
    });
    let delivered: BTreeSet<_> = outputs(request.service).collect();
    comes_from_somewhere && !request.is_identity(model) && documents.iter().all(|document| !delivered.contains(&document.symbol))
}

/// The requests of a circle that the same person may meet: those of the most frequent public, one of the procedures that deliver the
/// same thing.
fn within<'d, 'm>(circle: &Circle<'_>, demands: &'d [Demand<'m>]) -> Vec<&'d Demand<'m>> {
    let for_public = |audience: Audience| {
        let audiences = |service: &PublicService| {
            let said = service.audiences.all();
            said.is_empty() || said.iter().any(|said| said.value == audience)
        };
        let mut delivered = BTreeSet::new();
        demands
            .iter()
            .filter(|demand| circle.services.contains(&demand.service.symbol) && audiences(demand.service))
            .filter(|demand| circle.kind != CircleKind::Organisation || !demand.is_to_be_fresh)
            .filter(|demand| {
                let outputs: Vec<_> = outputs(demand.service).collect();
                let is_a_variant = outputs.iter().any(|output| delivered.contains(output));
                delivered.extend(outputs);
                !is_a_variant
            })
            .collect::<Vec<_>>()
    };
    // `max_by_key` keeps the last of equals: the list is read backwards so that the first public wins.
    Audience::ALL.iter().rev().map(|audience| for_public(*audience)).max_by_key(Vec::len).unwrap_or_default()
}
