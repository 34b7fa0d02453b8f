//! Counts what an audit shows. Nothing is weighed that is not said: a procedure without a volume counts for itself.

mod data;
mod documents;
mod facts;
mod placed;
mod procedures;

use super::{Audit, Counts, Distribution, Group, NotJudged, Procedure, RuleCount, VERSION};
use crate::findings::Finding;
use crate::model::{Model, PublicService};
use crate::output::rule_page::basis_of_law;
use crate::output::{Unread, readability};
use crate::rules::tables::RecordKind;
use crate::rules::{self, Rule};
use crate::source::{FileId, Location, Span, Workspace};
use crate::values::Date;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What is audited.
#[derive(Debug, Clone, Copy)]
pub struct Portfolio<'p> {
    /// What the procedures mean.
    pub model: &'p Model,
    /// The files or records they were read in.
    pub workspace: &'p Workspace,
    /// What was found, in order.
    pub findings: &'p [Finding],
    /// The rules that were run.
    pub rules: &'p [&'static Rule],
    /// Why the others were not, on which kind of records.
    pub left_out: &'p [(&'static Rule, RecordKind, String)],
    /// The files that are published records; the others are drafts.
    pub published: &'p BTreeMap<FileId, Published>,
    /// What stands at the places of findings in texts that were not kept.
    pub quotes: &'p FxHashMap<Location, Quote>,
    /// The only procedure to speak of, by its name; all of them when `None`.
    pub only: Option<&'p str>,
    /// What was asked to be read.
    pub sources: &'p [String],
    /// What could not be.
    pub unread: &'p [Unread],
    /// The day.
    pub today: Date,
}

impl<'p> Portfolio<'p> {
    /// The procedures to speak of.
    fn services(&self) -> Vec<&'p PublicService> {
        self.model.services.iter().filter(|service| self.only.is_none_or(|name| *service.name == *name)).collect()
    }
}

/// What is known of a published record besides the model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Its kind.
    pub kind: RecordKind,
    /// Its theme, when its source has themes.
    pub theme: Option<String>,
    /// Where its own text stands, when it was kept.
    pub body: Vec<Span>,
}

/// What stands at a place of a text that was not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// Its path in the file.
    pub path: String,
    /// What people read there.
    pub words: String,
}

/// The audit of a portfolio.
#[must_use]
pub fn measure(portfolio: &Portfolio<'_>) -> Audit {
    let services = portfolio.services();
    let placed = placed::Placed::new(portfolio);
    let mut procedures = procedures::procedures(&services, &placed, portfolio);
    let volumes: Vec<u64> = procedures.iter().filter_map(|procedure| procedure.volume).collect();
    let rules = by_rule(&procedures);
    let themes = groups(&procedures, |procedure| procedure.theme.iter().cloned().collect());
    let organisations = groups(&procedures, |procedure| procedure.organisations.clone());
    let life_events = groups(&procedures, |procedure| procedure.life_events.clone());
    let distributions = [
        distribution("étapes par démarche", procedures.iter().map(|procedure| procedure.n_steps)),
        distribution("pièces demandées par démarche qui en demande", procedures.iter().map(|procedure| procedure.n_documents)),
        distribution("contacts par démarche qui en donne", procedures.iter().map(|procedure| procedure.n_contacts)),
        distribution(
            "difficulté de lecture (indice LIX)",
            services.par_iter().map(|service| lix(service)).collect::<Vec<_>>().into_iter(),
        ),
        distribution("constats par démarche qui en a", procedures.iter().map(|procedure| procedure.counts.total())),
    ];
    procedures.sort_by(|a, b| (Reverse(a.priority()), &a.id).cmp(&(Reverse(b.priority()), &b.id)));
    Audit {
        version: VERSION,
        date: portfolio.today.to_string(),
        sources: portfolio.sources.to_vec(),
        n_procedures: procedures.len(),
        n_with_volume: volumes.len(),
        volume: volumes.iter().sum(),
        unread: portfolio.unread.iter().map(|unread| (unread.path.clone(), unread.message.clone())).collect(),
        rules,
        n_elsewhere: placed.n_elsewhere,
        not_judged: not_judged(&services, portfolio),
        themes,
        organisations,
        life_events,
        facts: facts::facts(&services, portfolio),
        documents: documents::documents(&services, portfolio.model),
        data: data::data(&services, portfolio.model),
        distributions: distributions.into_iter().flatten().collect(),
        procedures,
    }
}

/// The rules that were not run, and on how many procedures.
fn not_judged(services: &[&PublicService], portfolio: &Portfolio<'_>) -> Vec<NotJudged> {
    let mut n_by_kind: BTreeMap<RecordKind, usize> = BTreeMap::new();
    for service in services {
        if let Some(published) = portfolio.published.get(&service.file()) {
            *n_by_kind.entry(published.kind).or_default() += 1;
        }
    }
    let not_judged = |(rule, kind, why): &(&'static Rule, RecordKind, String)| NotJudged {
        code: rule.code.to_owned(),
        what: rule.what.to_owned(),
        why: why.clone(),
        n_procedures: n_by_kind.get(kind).copied().unwrap_or(0),
    };
    portfolio.left_out.iter().map(not_judged).collect()
}

fn by_rule(procedures: &[Procedure]) -> Vec<RuleCount> {
    let mut counts: BTreeMap<&str, (Counts, usize, u64)> = BTreeMap::new();
    for procedure in procedures {
        let mut seen = BTreeSet::new();
        for finding in &procedure.findings {
            let entry = counts.entry(&finding.code).or_default();
            let severity = crate::findings::Severity::ALL.into_iter().find(|severity| severity.name() == finding.severity);
            severity.into_iter().for_each(|severity| entry.0.add(severity));
            if seen.insert(&finding.code) {
                entry.1 += 1;
                entry.2 += procedure.volume.unwrap_or(0);
            }
        }
    }
    let mut rules: Vec<_> = counts
        .into_iter()
        .map(|(code, (counts, n_procedures, volume))| {
            let rule = rules::by_code(code);
            RuleCount {
                code: code.to_owned(),
                name: rule.name.to_owned(),
                what: rule.what.to_owned(),
                remedy: rule.remove.to_owned(),
                law: basis_of_law(rule),
                counts,
                n_procedures,
                volume,
            }
        })
        .collect();
    rules.sort_by(|a, b| (Reverse(a.counts.weight()), &a.code).cmp(&(Reverse(b.counts.weight()), &b.code)));
    rules
}

/// The procedures gathered by what they share, the heaviest group first; a procedure may be in several.
fn groups(procedures: &[Procedure], shared: impl Fn(&Procedure) -> Vec<String>) -> Vec<Group> {
    let mut groups: BTreeMap<String, (usize, Counts)> = BTreeMap::new();
    for procedure in procedures {
        for title in shared(procedure) {
            let (n, counts) = groups.entry(title).or_default();
            *n += 1;
            counts.errors += procedure.counts.errors;
            counts.warnings += procedure.counts.warnings;
            counts.advice += procedure.counts.advice;
            counts.remarks += procedure.counts.remarks;
        }
    }
    let mut groups: Vec<_> =
        groups.into_iter().map(|(title, (n_procedures, counts))| Group { title, n_procedures, counts }).collect();
    groups.sort_by(|a, b| (Reverse(a.counts.weight()), &a.title).cmp(&(Reverse(b.counts.weight()), &b.title)));
    groups
}

/// How hard what a procedure says is to read; 0 when it says too little to be measured.
fn lix(service: &PublicService) -> usize {
    readability::of(service).map_or(0, |counts| counts.lix().round() as usize)
}

/// The percentiles of the values that are not zero, by the nearest rank: the smallest value that so many in a hundred do not exceed.
fn distribution(title: &str, values: impl Iterator<Item = usize>) -> Option<Distribution> {
    let mut values: Vec<u64> = values.filter(|value| *value > 0).map(|value| value as u64).collect();
    values.sort_unstable();
    let max = *values.last()?;
    let percentile = |percent: usize| values[(values.len() * percent).div_ceil(100).saturating_sub(1)];
    Some(Distribution {
        title: title.to_owned(),
        n: values.len(),
        median: percentile(50),
        p75: percentile(75),
        p90: percentile(90),
        p99: percentile(99),
        max,
    })
}
