//! Across procedures: what no single administration can see. One finding per document or datum, with the count.

use super::RULE;
use super::circles::{Circle, CircleKind, Circles};
use super::question::{questions, who_asks};
use crate::findings::{Finding, Severity};
use crate::logic::together::cover_everybody;
use crate::model::{Model, PublicService};
use crate::rules::Context;
use crate::rules::asked::{Asked, SameThing, asked};
use crate::rules::wording::{fitting, name_begins, shortened};
use crate::source::Location;
use crate::values::{Audience, Expression, SymbolId, fold};
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// From this many requests on it is worth saying, when nobody is sure to meet two of them.
const MANY: usize = 3;

/// More requests than this is « faible » on the scale of « Vos démarches essentielles ».
const WEAK: usize = 4;

/// How many of the other places are shown; the message says how many there are.
const SHOWN: usize = 20;

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

/// What is asked, by name.
#[derive(PartialEq, Eq, PartialOrd, Ord, Clone)]
enum Thing {
    Document(SameThing),
    Datum(SymbolId),
}

/// What one procedure asks, counted once.
struct Demand<'m> {
    service: &'m PublicService,
    place: Location,
    called: String,
    /// Must be recent: what was given for another procedure, another year, does not serve.
    is_to_be_fresh: bool,
    /// For whom, each time it is asked.
    publics: Vec<Vec<&'m Expression>>,
    /// Whether everybody who goes through the procedure is asked.
    is_for_all: bool,
}

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let model = context.model;
    let circles = Circles::of(model);
    let demands = demands(context);
    let asked_again: Vec<_> = demands.values().filter(|demands| demands.len() > 1).collect();
    findings.par_extend(asked_again.into_par_iter().filter_map(|demands| {
        let mut by_circle: BTreeMap<usize, Vec<&Demand<'_>>> = BTreeMap::new();
        for demand in demands {
            for circle in circles.around(demand.service) {
                by_circle.entry(*circle).or_default().push(demand);
            }
        }
        let met = by_circle.into_iter().map(|(rank, demands)| (&circles.all[rank], met_by_one_person(demands, &circles, rank)));
        let worth = met.filter(|(circle, demands)| is_worth_saying(circle.kind, demands));
        // The widest circle; of two as wide, the one a person lives rather than the one of an organisation.
        let widest = worth.max_by_key(|(circle, demands)| (demands.len(), circle.kind, Reverse(circle.title)));
        widest.map(|(circle, demands)| asked_across(circle, &demands))
    }));
}

/// The requests of a circle that the same person may meet: those of the most frequent public, one of the procedures that deliver the
/// same thing.
fn met_by_one_person<'d, 'm>(demands: Vec<&'d Demand<'m>>, circles: &Circles<'_>, rank: usize) -> Vec<&'d Demand<'m>> {
    let for_public = |audience: Audience| {
        let mut delivered: BTreeSet<SymbolId> = BTreeSet::new();
        let mut exchanges: Vec<String> = Vec::new();
        let mut met = demands.clone();
        met.retain(|demand| {
            if !is_for(demand.service, audience) || (circles.all[rank].kind == CircleKind::Organisation && demand.is_to_be_fresh)
            {
                return false;
            }
            let outputs = circles.delivered_by(demand.service);
            let exchange = exchanged(demand.service);
            let is_a_variant = outputs.iter().any(|output| delivered.contains(output))
                || exchange.as_ref().is_some_and(|exchange| exchanges.contains(exchange));
            delivered.extend(outputs);
            exchanges.extend(exchange);
            !is_a_variant
        });
        met
    };
    // `max_by_key` keeps the last of equals: the list is read backwards so that the first public wins.
    Audience::ALL.iter().rev().map(|audience| for_public(*audience)).max_by_key(Vec::len).unwrap_or_default()
}

/// What a procedure exchanges or restores, by its title: « Échange d'un permis de conduire obtenu en Europe » and « Retour d'expatriation :
/// comment faire rétablir son permis de conduire » are one request, by where the licence comes from.
fn exchanged(service: &PublicService) -> Option<String> {
    const SAME: usize = 3;
    let title = fold(&service.title);
    let thing =
        ["echange d'un ", "echange d'une ", "retablir son ", "retablir sa "].iter().find_map(|act| title.split_once(act))?.1;
    let words: Vec<_> =
        thing.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).take(SAME).collect();
    Some(words.join(" "))
}

/// Whether a procedure may be for that public: it says so, or says nothing.
fn is_for(service: &PublicService, audience: Audience) -> bool {
    let said = service.audiences.all();
    said.is_empty() || said.iter().any(|said| said.value == audience)
}

/// Whether somebody is asked twice for certain: whoever meets one of those asked of some also meets the one asked of all. Without
/// any asked of all, three at least.
fn is_worth_saying(kind: CircleKind, demands: &[&Demand<'_>]) -> bool {
    let n_for_all = demands.iter().filter(|demand| demand.is_for_all).count();
    match kind {
        CircleKind::Organisation => n_for_all >= MANY,
        CircleKind::LifeEvent | CircleKind::Journey => (n_for_all > 0 && demands.len() > 1) || demands.len() >= MANY,
    }
}

fn asked_across(circle: &Circle<'_>, demands: &[&Demand<'_>]) -> Finding {
    let n = demands.len();
    let n_for_all = demands.iter().filter(|demand| demand.is_for_all).count();
    let severity = if n_for_all > WEAK && circle.kind != CircleKind::Organisation { Severity::Alerte } else { Severity::Conseil };
    let cases = if n_for_all == n { "" } else { ", selon les cas," };
    let announcement = format!("{} est demandé{cases} par {n} démarches", demands[0].called);
    let message = fitting([
        format!("{announcement} de « {} »", circle.title),
        format!("{announcement} de « {} »", shortened(circle.title, 20)),
        announcement,
    ]);
    let finding = RULE
        .graded(severity, demands[0].place, message)
        .with_label(format!("dans « {} »", demands[0].service.title))
        .with_note(scale(n, n_for_all))
        .with_help(
            "faites-la passer d'une administration à l'autre, ou gardez-la avec l'accord de la personne ; à défaut, dites dès la \
             première démarche combien d'exemplaires préparer",
        );
    let others = demands[1..].iter().take(SHOWN);
    others.fold(finding, |finding, demand| finding.with_related(demand.place, format!("et dans « {} »", demand.service.title)))
}

/// The count on the scale of « Vos démarches essentielles », and what of it is certain.
fn scale(n: usize, n_for_all: usize) -> String {
    let level = if n > WEAK { "« faible » (plus de 4)" } else { "« partiel » (2 à 4)" };
    let certain = match n_for_all {
        all if all == n => String::new(),
        0 => " ; aucune ne la demande à tous : personne ne les rencontre forcément toutes".to_owned(),
        1 => " ; une seule la demande à tous, les autres à certains".to_owned(),
        some => format!(" ; {some} la demandent à tous, les autres à certains"),
    };
    format!("niveau {level} de l'indicateur « Dites-le-nous une fois » de Vos démarches essentielles{certain}")
}

/// Every document and datum asked, with the procedures that ask it, in the order of the files.
fn demands<'m>(context: &Context<'m>) -> BTreeMap<Thing, Vec<Demand<'m>>> {
    let model = context.model;
    let mut demands: BTreeMap<Thing, Vec<Demand<'m>>> = BTreeMap::new();
    let who_asks = who_asks(context);
    let by_service = model.services.par_iter().map(|service| {
        let mut of_service = demands_of(service, &who_asks, context);
        for demand in of_service.values_mut() {
            demand.is_for_all = cover_everybody(&demand.publics, model);
        }
        of_service
    });
    for (thing, demand) in by_service.collect::<Vec<_>>().into_iter().flatten() {
        demands.entry(thing).or_default().push(demand);
    }
    demands
}

/// What one procedure asks, each thing once, with all those it is asked of.
fn demands_of<'m>(
    service: &'m PublicService,
    who_asks: &BTreeSet<SymbolId>,
    context: &Context<'m>,
) -> BTreeMap<Thing, Demand<'m>> {
    let model = context.model;
    let demand = |place, called, is_to_be_fresh, conditions| Demand {
        service,
        place,
        called,
        is_to_be_fresh,
        publics: vec![conditions],
        is_for_all: false,
    };
    let requests = asked(service, context).filter(|request| !request.step.optional && is_a_proof(request, model));
    let documents = requests.filter_map(|request| {
        let is_to_be_fresh = request.requirement.value.max_age.is_some();
        let thing = Thing::Document(request.thing()?);
        Some((thing, demand(request.place(), request.called(model), is_to_be_fresh, request.conditions())))
    });
    let questions = questions(service).filter(|question| !question.step.optional);
    let data = questions.filter(|question| !name_begins(question.name(), WHO_ASKS)).filter_map(|question| {
        let datum = question.datum().filter(|datum| !who_asks.contains(datum))?;
        let called = format!("« {} »", question.called(model));
        Some((Thing::Datum(datum), demand(question.place(), called, false, question.conditions())))
    });
    let mut of_service: BTreeMap<Thing, Demand<'m>> = BTreeMap::new();
    for (thing, demand) in documents.chain(data) {
        match of_service.entry(thing) {
            Entry::Occupied(known) => known.into_mut().publics.extend(demand.publics),
            Entry::Vacant(vacant) => {
                vacant.insert(demand);
            }
        }
    }
    of_service
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
    comes_from_somewhere && !request.is_identity(model) && !request.is_delivered_here(model)
}
