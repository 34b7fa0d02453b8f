//! A journey for programs: one object, versioned.

use super::means;
use crate::analysis::gathering::Gathered;
use crate::analysis::journey::{JourneyView, Stop};
use crate::analysis::waiting::Wait;
use crate::model::PublicService;
use crate::values::Money;
use serde::Serialize;

/// Raised when a reader written for the shape before would misread.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct JourneyJson<'v> {
    version: u32,
    title: Option<&'v str>,
    stages: Vec<Vec<StopJson<'v>>>,
    asked_again: Vec<AskedJson<'v>>,
    circles: Vec<Vec<LinkJson<'v>>>,
    organisations: Vec<&'v str>,
    totals: TotalsJson<'v>,
}

#[derive(Serialize)]
struct StopJson<'v> {
    name: &'v str,
    title: &'v str,
    needs: Vec<&'v str>,
    gives: Vec<&'v str>,
    steps: Vec<&'v str>,
    contacts: Vec<ContactJson<'v>>,
    wait_days: Option<[u32; 2]>,
    cost_cents: Option<[i64; 2]>,
}

#[derive(Serialize)]
struct ContactJson<'v> {
    means: &'static str,
    words: &'v str,
}

#[derive(Serialize)]
struct AskedJson<'v> {
    document: &'v str,
    by: Vec<&'v str>,
}

#[derive(Serialize)]
struct LinkJson<'v> {
    procedure: &'v str,
    document: &'v str,
}

#[derive(Serialize)]
struct TotalsJson<'v> {
    steps_for_all: usize,
    steps_at_most: usize,
    documents: usize,
    wait_days: Option<[u32; 2]>,
    wait_not_said: Vec<&'v str>,
    cost_cents: Option<[i64; 2]>,
    cost_not_said: Vec<&'v str>,
    cost_of_documents_cents: i64,
}

/// The whole journey. Procedures are told by their names in the language, everything else by its title.
pub(super) fn render(view: &JourneyView<'_>) -> String {
    let totals = &view.totals;
    let n_stops = view.stages.iter().flatten().count();
    crate::output::json::pretty(&JourneyJson {
        version: VERSION,
        title: view.title,
        stages: view.stages.iter().map(|stage| stage.iter().map(stop_json).collect()).collect(),
        asked_again: view.asked_again.iter().map(asked_json).collect(),
        circles: view
            .circles
            .iter()
            .map(|circle| {
                circle
                    .links
                    .iter()
                    .map(|link| LinkJson { procedure: &link.service.name, document: &link.evidence.title })
                    .collect()
            })
            .collect(),
        organisations: view.organisations.iter().map(|organisation| &*organisation.title).collect(),
        totals: TotalsJson {
            steps_for_all: totals.steps_for_all,
            steps_at_most: totals.steps_at_most,
            documents: totals.documents,
            wait_days: (totals.wait_not_said.len() < n_stops).then(|| days(totals.wait)),
            wait_not_said: names(&totals.wait_not_said),
            cost_cents: (totals.cost_not_said.len() < n_stops).then(|| cents(totals.cost)),
            cost_not_said: names(&totals.cost_not_said),
            cost_of_documents_cents: totals.cost_of_documents.cents,
        },
    })
}

fn stop_json<'v>(stop: &'v Stop<'_>) -> StopJson<'v> {
    let contacts = stop.contacts.all.iter().map(|contact| means(&contact.point.value));
    StopJson {
        name: &stop.service.name,
        title: &stop.service.title,
        needs: stop.needs.iter().map(|need| need.title.as_str()).collect(),
        gives: stop.gives.iter().map(|given| &*given.title).collect(),
        steps: stop.steps.iter().map(|step| &*step.title).collect(),
        contacts: contacts.map(|(means, words)| ContactJson { means, words }).collect(),
        wait_days: stop.wait.map(days),
        cost_cents: stop.cost.map(cents),
    }
}

fn asked_json<'v>(document: &'v Gathered<'_>) -> AskedJson<'v> {
    let by = super::distinct(document.places.iter().map(|place| place.service));
    AskedJson { document: &document.title, by: names(&by) }
}

fn names<'v>(services: &[&'v PublicService]) -> Vec<&'v str> {
    services.iter().map(|service| &*service.name).collect()
}

const fn days(wait: Wait) -> [u32; 2] {
    [wait.min_days, wait.max_days]
}

const fn cents((min, max): (Money, Money)) -> [i64; 2] {
    [min.cents, max.cents]
}
