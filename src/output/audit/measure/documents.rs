//! The documents asked, labels of one document counted together, and who already has them.

use crate::analysis::identity::{Lexicon, Wording, group};
use crate::model::{Model, PublicService};
use crate::output::audit::{DocumentCount, Holder};
use crate::rules::names_one_document;
use crate::rules::tables::held_information;
use crate::values::RequiredEvidence;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What is being counted of one document.
#[derive(Default)]
struct Asked {
    wordings: BTreeMap<String, usize>,
    services: BTreeSet<usize>,
    n_mentions: usize,
    by: BTreeMap<String, usize>,
}

impl Asked {
    fn join(&mut self, other: Self) {
        for (wording, n) in other.wordings {
            *self.wordings.entry(wording).or_default() += n;
        }
        self.services.extend(other.services);
        self.n_mentions += other.n_mentions;
        for (organisation, n) in other.by {
            *self.by.entry(organisation).or_default() += n;
        }
    }
}

/// The documents asked, by the number of procedures that ask them; labels of one document are counted together.
pub(super) fn documents(services: &[&PublicService], model: &Model) -> Vec<DocumentCount> {
    let mut asked: Vec<(String, Option<&str>, Asked)> = by_wording(services, model);
    let labels: Vec<_> =
        asked.iter().map(|(label, key, asked)| Wording { label, count: asked.n_mentions as u64, key: *key }).collect();
    let groups: Vec<_> = group(&labels, Lexicon::standard()).into_iter().filter(|group| !group.is_vague).collect();
    let mut documents: Vec<_> = groups
        .into_iter()
        .map(|group| {
            let mut whole = Asked::default();
            group.wordings.iter().for_each(|rank| whole.join(std::mem::take(&mut asked[*rank].2)));
            let volume = |rank: &usize| services[*rank].volume.said().map_or(0, |volume| volume.value);
            DocumentCount {
                wordings: most_frequent(whole.wordings).into_iter().filter(|wording| **wording != *group.name).collect(),
                title: group.name.to_string(),
                n_procedures: whole.services.len(),
                n_mentions: whole.n_mentions,
                volume: whole.services.iter().map(volume).sum(),
                asked_by: most_frequent(whole.by),
                held_by: holder(&group.name),
            }
        })
        .collect();
    documents.sort_by(|a, b| {
        (Reverse(a.n_procedures), Reverse(a.n_mentions), &a.title).cmp(&(
            Reverse(b.n_procedures),
            Reverse(b.n_mentions),
            &b.title,
        ))
    });
    documents
}

/// Who makes what a document says available to the other administrations.
fn holder(title: &str) -> Option<Holder> {
    let row = held_information(title).filter(|_| names_one_document(title))?;
    let (administration, information) = (row.administration.clone(), row.name.clone());
    Some(Holder { administration, information, law: "CRPA, article D114-9-1".to_owned() })
}

/// What is asked under each wording: its definition when it has one, else its words.
fn by_wording<'m>(services: &[&'m PublicService], model: &'m Model) -> Vec<(String, Option<&'m str>, Asked)> {
    let mut asked: BTreeMap<(Option<&str>, String), Asked> = BTreeMap::new();
    for (rank, service) in services.iter().enumerate() {
        let organisations: Vec<_> =
            service.organisations.all().iter().filter_map(|name| model.organisation(&name.value)).collect();
        for (_, requirement) in service.user_requirements() {
            for evidence in &requirement.value.evidence {
                let (key, wording) = match evidence {
                    RequiredEvidence::Named(name) => match model.evidence(name) {
                        Some(document) => (Some(&*document.name), document.title.to_string()),
                        None => continue,
                    },
                    RequiredEvidence::Described(words) => (None, words.value.to_string()),
                };
                let document = asked.entry((key, wording.clone())).or_default();
                *document.wordings.entry(wording).or_default() += 1;
                document.n_mentions += 1;
                if document.services.insert(rank) {
                    for organisation in &organisations {
                        *document.by.entry(organisation.title.to_string()).or_default() += 1;
                    }
                }
            }
        }
    }
    asked.into_iter().map(|((key, label), asked)| (label, key, asked)).collect()
}

fn most_frequent(counts: BTreeMap<String, usize>) -> Vec<String> {
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by(|(a, n), (b, m)| (Reverse(n), a).cmp(&(Reverse(m), b)));
    counts.into_iter().map(|(title, _)| title).collect()
}
