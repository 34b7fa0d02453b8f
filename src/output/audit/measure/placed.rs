//! Whose each finding is: the procedure it stands in, or those that use the office, the document or the datum it stands in.

use super::Portfolio;
use crate::findings::Finding;
use crate::model::{Model, PublicOrganisation, PublicService, Sourced};
use crate::rules::{self, Check};
use crate::source::{FileId, Location, Span};
use crate::values::SymbolId;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Ordering;

/// The findings of a portfolio, by place.
pub(super) struct Placed<'f> {
    model: &'f Model,
    /// Those of each file, in order.
    by_file: FxHashMap<FileId, Vec<&'f Finding>>,
    /// Those of each thing that procedures share.
    shared: FxHashMap<SymbolId, Vec<&'f Finding>>,
    /// Those of none.
    pub(super) n_elsewhere: usize,
}

impl<'f> Placed<'f> {
    pub(super) fn new(portfolio: &Portfolio<'f>) -> Self {
        let model = portfolio.model;
        let mut by_file: FxHashMap<FileId, Vec<&Finding>> = FxHashMap::default();
        for finding in portfolio.findings {
            by_file.entry(finding.primary.file).or_default().push(finding);
        }
        by_file.values_mut().for_each(|findings| findings.sort_by_key(|finding| finding.primary.span.start));
        let mut placed = Self { model, by_file, shared: FxHashMap::default(), n_elsewhere: 0 };
        placed.share(portfolio.findings);
        placed
    }

    /// Finds what is said of what procedures share. A published page that is the first to describe an office is not the only one to send
    /// people there.
    fn share(&mut self, findings: &'f [Finding]) {
        let model = self.model;
        let services = Blocks::new(model.services.iter().map(|service| (service.origin.location, service.symbol)));
        let offices = Blocks::new(model.organisations.iter().flat_map(blocks_of));
        let documents = model.evidences.iter().map(|document| (document.origin.location, document.symbol));
        let data = model.data.iter().map(|datum| (datum.origin.location, datum.symbol));
        let others = Blocks::new(documents.chain(data));
        let used: FxHashSet<_> = model.services.iter().flat_map(|service| self.used_by(service)).collect();
        for finding in findings {
            let place = finding.primary;
            let is_outside = services.at(place).is_none();
            let parts = rules::by_code(finding.code).check.parts();
            let of_all = parts.iter().any(|part| matches!(part, Check::Workspace(_)));
            let office = offices.at(place).filter(|_| is_outside || of_all);
            match office.or_else(|| others.at(place).filter(|_| is_outside)).filter(|symbol| used.contains(symbol)) {
                Some(symbol) => self.shared.entry(symbol).or_default().push(finding),
                None => self.n_elsewhere += usize::from(is_outside),
            }
        }
    }

    /// The findings of a procedure: those inside it, then those of what it uses.
    pub(super) fn of(&self, service: &PublicService) -> Vec<&'f Finding> {
        let of_file = self.by_file.get(&service.file()).map_or(&[][..], Vec::as_slice);
        let own = service.origin.location.span;
        // An export holds thousands of procedures: the findings of one are a run of those of its file.
        let mut found = if own.is_empty() { of_file.to_vec() } else { inside(of_file, own) };
        if !self.shared.is_empty() {
            let mut used: Vec<_> = self.used_by(service).collect();
            used.sort_unstable();
            used.dedup();
            let shared = used.iter().filter_map(|symbol| self.shared.get(symbol)).flatten();
            found.extend(shared.filter(|finding| !holds(service.origin.location, finding.primary)));
        }
        found
    }

    /// What the names written in a procedure designate.
    fn used_by(&self, service: &PublicService) -> impl Iterator<Item = SymbolId> + use<'f> {
        let Location { file, span } = service.origin.location;
        let uses = &self.model.uses;
        let from = uses.partition_point(|one| (one.location.file, one.location.span.start) < (file, span.start));
        let inside = uses[from..].iter().take_while(move |one| one.location.file == file && one.location.span.end <= span.end);
        inside.map(|one| one.symbol)
    }
}

/// Where an office is described: several pages may each give a way to reach it.
fn blocks_of(office: &PublicOrganisation) -> impl Iterator<Item = (Location, SymbolId)> {
    let whole = office.origin.location;
    let elsewhere = office.contacts.all().iter().map(Sourced::location).filter(move |place| !holds(whole, *place));
    std::iter::once(whole).chain(elsewhere).map(|place| (place, office.symbol))
}

/// Whether a block holds a place; an empty one is its whole file.
const fn holds(whole: Location, place: Location) -> bool {
    whole.file.0 == place.file.0 && (whole.span.is_empty() || whole.span.holds(place.span))
}

fn inside<'f>(findings: &[&'f Finding], whole: Span) -> Vec<&'f Finding> {
    let from = findings.partition_point(|finding| finding.primary.span.start < whole.start);
    let until = findings.partition_point(|finding| finding.primary.span.start < whole.end);
    findings[from..until].iter().filter(|finding| finding.primary.span.end <= whole.end).copied().collect()
}

/// Blocks that do not overlap, found by a place.
struct Blocks<T>(Vec<(Location, T)>);

impl<T: Copy> Blocks<T> {
    fn new(blocks: impl Iterator<Item = (Location, T)>) -> Self {
        let mut blocks: Vec<_> = blocks.collect();
        blocks.sort_by_key(|(location, _)| *location);
        Self(blocks)
    }

    /// What stands in the block that holds a place.
    fn at(&self, place: Location) -> Option<T> {
        let found = self.0.binary_search_by(|(whole, _)| {
            whole.file.cmp(&place.file).then_with(|| match whole.span {
                span if span.is_empty() => Ordering::Equal,
                span if span.end <= place.span.start => Ordering::Less,
                span if place.span.start < span.start => Ordering::Greater,
                _ => Ordering::Equal,
            })
        });
        found.ok().map(|rank| self.0[rank]).filter(|(whole, _)| holds(*whole, place)).map(|(_, what)| what)
    }
}
