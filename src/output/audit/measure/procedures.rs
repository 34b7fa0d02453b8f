//! Every procedure with what was found in it, in the words people read there.

use super::Portfolio;
use super::placed::Placed;
use crate::findings::Finding;
use crate::model::PublicService;
use crate::output::audit::{Counts, Procedure, Remark};
use crate::source::{FileId, LineIndex};
use rustc_hash::FxHashMap;
use std::collections::hash_map::Entry;

/// The letters of the user's words shown with a finding.
const WORDS: usize = 120;

/// Every procedure with its findings.
pub(super) fn procedures(services: &[&PublicService], placed: &Placed<'_>, portfolio: &Portfolio<'_>) -> Vec<Procedure> {
    let mut lines: FxHashMap<FileId, LineIndex> = FxHashMap::default();
    let of_service = |service: &&PublicService| {
        let (counts, remarks) = remarks(&placed.of(service), portfolio, &mut lines);
        procedure(service, portfolio, counts, remarks)
    };
    services.iter().map(of_service).collect()
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
        theme: portfolio.published.get(&service.file()).and_then(|published| published.theme.clone()),
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

/// The findings of a procedure: the same words said again, for each case of a page, are one.
fn remarks(findings: &[&Finding], portfolio: &Portfolio<'_>, lines: &mut FxHashMap<FileId, LineIndex>) -> (Counts, Vec<Remark>) {
    let mut counts = Counts::default();
    let mut remarks: Vec<Remark> = Vec::new();
    let mut ranks: FxHashMap<(&str, String, String), usize> = FxHashMap::default();
    for finding in findings {
        let remark = remark(finding, portfolio, lines);
        match ranks.entry((finding.code, remark.message.clone(), remark.words.clone())) {
            Entry::Occupied(known) if !remark.words.is_empty() => remarks[*known.get()].n_times += 1,
            entry => {
                entry.insert_entry(remarks.len());
                counts.add(finding.severity);
                remarks.push(remark);
            }
        }
    }
    (counts, remarks)
}

/// A finding, with its words and its place: those of an export are quoted apart, for its text is not kept.
fn remark(finding: &Finding, portfolio: &Portfolio<'_>, lines: &mut FxHashMap<FileId, LineIndex>) -> Remark {
    let source = portfolio.workspace.file(finding.primary.file);
    let (place, words) = match portfolio.quotes.get(&finding.primary) {
        Some(quote) => (format!("{}#{}", source.path, quote.path), quote.words.clone()),
        None => {
            let written = source.text.get(finding.primary.span.range()).unwrap_or_default();
            let is_published = portfolio.published.contains_key(&finding.primary.file);
            let words = if is_published { without_tags(written) } else { written.to_owned() };
            let index = lines.entry(finding.primary.file).or_insert_with(|| LineIndex::new(&source.text));
            (format!("{}:{}", source.path, index.line(finding.primary.span.start) + 1), words)
        }
    };
    Remark {
        code: finding.code.to_owned(),
        severity: finding.severity.name().to_owned(),
        message: finding.message.clone(),
        place,
        words: cut(&words),
        n_times: 1,
    }
}

/// On one line, and not too long.
fn cut(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() <= WORDS {
        return words;
    }
    format!("{}…", words.chars().take(WORDS).collect::<String>().trim_end())
}

/// What people read of a piece of XML.
fn without_tags(xml: &str) -> String {
    let mut words = String::with_capacity(xml.len());
    let mut rest = xml;
    while let Some((before, after)) = rest.split_once('<') {
        words.push_str(before);
        words.push(' ');
        rest = after.split_once('>').map_or("", |(_, after)| after);
    }
    words.push_str(rest);
    const ENTITIES: [(&str, &str); 5] = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
    ENTITIES.into_iter().fold(words, |words, (entity, sign)| words.replace(entity, sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_read_has_no_tags() {
        assert_eq!(cut(&without_tags("<Paragraphe>Le <b>RIB</b>\n&amp; la carte</Paragraphe>")), "Le RIB & la carte");
        assert_eq!(cut(&without_tags("cassé <Par")), "cassé");
    }
}
