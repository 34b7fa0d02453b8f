//! Counts what an audit shows. Nothing is weighed that is not said: a procedure without a volume counts for itself.

use super::{Audit, Counts, Distribution, DocumentCount, Group, NotJudged, Procedure, Remark, RuleCount, VERSION};
use crate::analysis::identity::{Lexicon, Wording, group};
use crate::findings::Finding;
use crate::model::{Model, PublicService};
use crate::output::Unread;
use crate::output::rule_page::basis_of_law;
use crate::rules::tables::RecordKind;
use crate::rules::{self, Rule};
use crate::source::{FileId, LineIndex, Workspace};
use crate::values::{Date, RequiredEvidence};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The letters of the user's words shown with a finding.
const WORDS: usize = 120;

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
    /// The theme of each record, when its source has themes.
    pub themes: &'p BTreeMap<FileId, String>,
    /// What was asked to be read.
    pub sources: &'p [String],
    /// What could not be.
    pub unread: &'p [Unread],
    /// The day.
    pub today: Date,
}

/// The audit of a portfolio.
#[must_use]
pub fn measure(portfolio: &Portfolio<'_>) -> Audit {
    let mut procedures = procedures(portfolio);
    let volumes: Vec<u64> = procedures.iter().filter_map(|procedure| procedure.volume).collect();
    let rules = by_rule(&procedures);
    let themes = groups(&procedures, |procedure| procedure.theme.iter().cloned().collect());
    let organisations = groups(&procedures, |procedure| procedure.organisations.clone());
    let life_events = groups(&procedures, |procedure| procedure.life_events.clone());
    let distributions = [
        distribution("étapes par démarche", procedures.iter().map(|procedure| procedure.n_steps)),
        distribution("pièces demandées par démarche qui en demande", procedures.iter().map(|procedure| procedure.n_documents)),
        distribution("contacts par démarche qui en donne", procedures.iter().map(|procedure| procedure.n_contacts)),
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
        not_judged: portfolio.left_out.iter().map(|(rule, _, why)| not_judged(rule, why)).collect(),
        themes,
        organisations,
        life_events,
        documents: documents(portfolio.model),
        distributions: distributions.into_iter().flatten().collect(),
        procedures,
    }
}

fn not_judged(rule: &Rule, why: &str) -> NotJudged {
    NotJudged { code: rule.code.to_owned(), what: rule.what.to_owned(), why: why.to_owned() }
}

/// Every procedure with its findings: those placed inside it.
fn procedures(portfolio: &Portfolio<'_>) -> Vec<Procedure> {
    let mut by_file: FxHashMap<FileId, Vec<&Finding>> = FxHashMap::default();
    for finding in portfolio.findings {
        by_file.entry(finding.primary.file).or_default().push(finding);
    }
    // An export holds thousands of procedures: the findings of one are a run of those of its file.
    by_file.values_mut().for_each(|findings| findings.sort_by_key(|finding| finding.primary.span.start));
    let mut lines: FxHashMap<FileId, LineIndex> = FxHashMap::default();
    let services = &portfolio.model.services;
    services
        .iter()
        .map(|service| {
            let own = service.origin.location.span;
            let inside = |finding: &&&Finding| {
                own.is_empty() || (own.start <= finding.primary.span.start && finding.primary.span.end <= own.end)
            };
            let of_file = by_file.get(&service.file()).map_or(&[][..], Vec::as_slice);
            let from = if own.is_empty() { 0 } else { of_file.partition_point(|finding| finding.primary.span.start < own.start) };
            let until = if own.is_empty() {
                of_file.len()
            } else {
                of_file.partition_point(|finding| finding.primary.span.start < own.end)
            };
            let found = of_file[from..until].iter().filter(inside);
            let text = &portfolio.workspace.file(service.file()).text;
            let index = lines.entry(service.file()).or_insert_with(|| LineIndex::new(text));
            let remarks: Vec<Remark> = found.clone().map(|finding| remark(finding, portfolio.workspace, index)).collect();
            let mut counts = Counts::default();
            found.for_each(|finding| counts.add(finding.severity));
            procedure(service, portfolio, counts, remarks)
        })
        .collect()
}

fn procedure(service: &PublicService, portfolio: &Portfolio<'_>, counts: Counts, findings: Vec<Remark>) -> Procedure {
    let model = portfolio.model;
    let organisation = |reference| model.organisation(reference).map(|organisation| organisation.title.to_string());
    let contact = service.contact.said();
    let n_contacts = contact.map_or(0, |block| {
        let of_organisations = block.of.iter().filter_map(|of| model.organisation(&of.value));
        block.points.len() + of_organisations.map(|organisation| organisation.contacts.all().len()).sum::<usize>()
    });
    Procedure {
        id: service.name.to_string(),
        title: service.title.to_string(),
        path: portfolio.workspace.file(service.file()).path.clone(),
        url: service.provenance.as_ref().and_then(|source| source.value.url.as_ref()).map(|url| url.value.to_string()),
        theme: portfolio.themes.get(&service.file()).cloned(),
        organisations: service.organisations.all().iter().filter_map(|reference| organisation(&reference.value)).collect(),
        life_events: service
            .life_events
            .all()
            .iter()
            .filter_map(|event| model.life_event(&event.value).map(|event| event.title.to_string()))
            .collect(),
        volume: service.volume.said().map(|volume| volume.value),
        n_steps: service.steps.len(),
        n_documents: service.user_requirements().count(),
        n_contacts,
        counts,
        findings,
    }
}

fn remark(finding: &Finding, workspace: &Workspace, lines: &LineIndex) -> Remark {
    let source = workspace.file(finding.primary.file);
    let words = source.text.get(finding.primary.span.range()).unwrap_or_default();
    let mut words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() > WORDS {
        words = format!("{}…", words.chars().take(WORDS).collect::<String>().trim_end());
    }
    Remark {
        code: finding.code.to_owned(),
        severity: finding.severity.name().to_owned(),
        message: finding.message.clone(),
        place: format!("{}:{}", source.path, lines.line(finding.primary.span.start) + 1),
        words,
    }
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
fn documents(model: &Model) -> Vec<DocumentCount> {
    let mut asked: Vec<(String, Option<&str>, Asked)> = by_wording(model);
    let labels: Vec<_> =
        asked.iter().map(|(label, key, asked)| Wording { label, count: asked.n_mentions as u64, key: *key }).collect();
    let groups: Vec<_> = group(&labels, Lexicon::standard()).into_iter().filter(|group| !group.is_vague).collect();
    let mut documents: Vec<_> = groups
        .into_iter()
        .map(|group| {
            let mut whole = Asked::default();
            group.wordings.iter().for_each(|rank| whole.join(std::mem::take(&mut asked[*rank].2)));
            let volume = |rank: &usize| model.services[*rank].volume.said().map_or(0, |volume| volume.value);
            DocumentCount {
                wordings: most_frequent(whole.wordings).into_iter().filter(|wording| **wording != *group.name).collect(),
                title: group.name.to_string(),
                n_procedures: whole.services.len(),
                n_mentions: whole.n_mentions,
                volume: whole.services.iter().map(volume).sum(),
                asked_by: most_frequent(whole.by),
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

/// What is asked under each wording: its definition when it has one, else its words.
fn by_wording(model: &Model) -> Vec<(String, Option<&str>, Asked)> {
    let mut asked: BTreeMap<(Option<&str>, String), Asked> = BTreeMap::new();
    for (rank, service) in model.services.iter().enumerate() {
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
