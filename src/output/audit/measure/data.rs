//! The data asked, by what they are in themselves: a form has a field of its own for a SIRET or an address.

use crate::model::{Model, PublicService};
use crate::output::audit::DataCount;
use crate::values::Concept;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The data asked, by the number of procedures that ask them.
pub(super) fn data(services: &[&PublicService], model: &Model) -> Vec<DataCount> {
    let mut counts: BTreeMap<Concept, DataCount> = BTreeMap::new();
    for service in services {
        let asked = service.steps.iter().flat_map(|step| step.asks.all());
        let mut in_service: BTreeMap<Concept, usize> = BTreeMap::new();
        for concept in asked.filter_map(|ask| model.datum(&ask.value.0)?.concept.as_ref()) {
            *in_service.entry(concept.value).or_default() += 1;
        }
        for (concept, n_fields) in in_service {
            let empty = || DataCount { title: concept.word().to_owned(), n_procedures: 0, n_fields: 0, n_repeated: 0, volume: 0 };
            let count = counts.entry(concept).or_insert_with(empty);
            count.n_procedures += 1;
            count.n_fields += n_fields;
            count.n_repeated += usize::from(n_fields > 1);
            count.volume += service.volume.said().map_or(0, |volume| volume.value);
        }
    }
    let mut counts: Vec<_> = counts.into_values().collect();
    counts.sort_by(|a, b| (Reverse(a.n_procedures), &a.title).cmp(&(Reverse(b.n_procedures), &b.title)));
    counts
}
