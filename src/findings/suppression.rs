//! Comments that set a finding aside, with a reason, an author and an end date.
//!
//! ```text
//! # limpide: ignorer LAN003 -- terme imposé par le décret, M. Martin, 2027-06-30
//! ```
//!
//! A [`Remark`] is a comment and what it speaks of; [`apply`] keeps apart the findings that a complete and living remark covers, and
//! says what is wrong with the others ([`Defect`]), which `rules` shows as `EVO004`. What an incomplete or expired remark covers is not
//! set aside: the promise is to justify, not to hide.

mod reading;

use super::Finding;
use crate::source::{FileId, Location, Span};
use crate::values::Date;
use reading::Read;

/// A comment and what it speaks of.
#[derive(Debug, Clone, Copy)]
pub struct Remark<'t> {
    /// Where it stands, `#` included.
    pub location: Location,
    /// Its words, `#` included.
    pub text: &'t str,
    /// The line or block it speaks of; `None` when nothing follows it.
    pub covers: Option<Span>,
}

/// What the rules know that suppressions need.
pub trait Catalogue {
    /// The codes a code, a name or a family designates; empty when nothing has that name.
    fn codes(&self, name: &str) -> Vec<&'static str>;

    /// Whether findings of that code may be set aside.
    fn may_be_ignored(&self, code: &str) -> bool;

    /// Whether finding nothing of that code in that file means that there is nothing to find.
    fn was_checked(&self, code: &str, file: FileId) -> bool;
}

/// A finding set aside, and by what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppressed {
    /// The finding.
    pub finding: Finding,
    /// The comment that sets it aside.
    pub by: Location,
    /// Why.
    pub reason: String,
    /// Who says so.
    pub author: String,
    /// The last day it holds.
    pub until: Date,
}

/// A part that a suppression must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Why.
    Reason,
    /// Who says so.
    Author,
    /// The last day it holds.
    EndDate,
}

/// What is wrong with a suppression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DefectKind {
    /// `# limpide:` followed by another word than `ignorer`.
    UnknownOrder(String),
    /// No rule is named.
    NoRule,
    /// Nothing has that name.
    UnknownRule(String),
    /// What could not be read cannot be set aside.
    NotIgnorable(String),
    /// The reason, the author or the end date is missing.
    Incomplete(Vec<Part>),
    /// The end date is not written `2027-06-30`.
    UnreadableDate(String),
    /// It held until that day.
    Expired(Date),
    /// It sets nothing aside.
    Unused(String),
}

/// A suppression that does not do what its author wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defect {
    /// What is wrong.
    pub kind: DefectKind,
    /// The smallest place that shows it.
    pub location: Location,
}

/// The findings, once the suppressions are applied.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// Those that remain, in the order given.
    pub kept: Vec<Finding>,
    /// Those set aside, in the order given.
    pub suppressed: Vec<Suppressed>,
    /// What is wrong with the suppressions, in the order of the remarks.
    pub defects: Vec<Defect>,
}

/// One rule named by one comment.
struct Order {
    remark: usize,
    name: String,
    name_location: Location,
    codes: Vec<&'static str>,
    used: bool,
}

/// Sets aside the findings that the remarks cover on that day. The remarks come in the order of the files.
#[must_use]
pub fn apply(findings: Vec<Finding>, remarks: &[Remark<'_>], catalogue: &impl Catalogue, today: Date) -> Outcome {
    let mut outcome = Outcome::default();
    let mut granted = Vec::with_capacity(remarks.len());
    let mut orders = Vec::new();
    for (index, remark) in remarks.iter().enumerate() {
        let read = reading::read(remark);
        outcome.defects.extend(read.as_ref().map_or(Vec::new(), |read| read.defects(remark, today)));
        if let Some(read) = &read {
            name_rules(read, index, remark, catalogue, &mut orders, &mut outcome.defects);
        }
        granted.push(read.and_then(|read| read.granted(today)));
    }
    orders.retain(|order: &Order| granted[order.remark].is_some());

    for finding in findings {
        let covering = orders.iter_mut().find(|order| {
            order.codes.contains(&finding.code)
                && catalogue.may_be_ignored(finding.code)
                && covers(&remarks[order.remark], &finding)
        });
        let Some((order, grant)) = covering.and_then(|order| granted[order.remark].as_ref().map(|grant| (order, grant))) else {
            outcome.kept.push(finding);
            continue;
        };
        order.used = true;
        outcome.suppressed.push(Suppressed {
            finding,
            by: remarks[order.remark].location,
            reason: grant.reason.clone(),
            author: grant.author.clone(),
            until: grant.until,
        });
    }

    let unused = orders.into_iter().filter(|order| {
        let file = remarks[order.remark].location.file;
        !order.used && order.codes.iter().all(|code| catalogue.was_checked(code, file))
    });
    outcome.defects.extend(unused.map(|order| Defect { kind: DefectKind::Unused(order.name), location: order.name_location }));
    outcome.defects.sort_by_key(|defect| defect.location);
    outcome
}

fn name_rules(
    read: &Read<'_>,
    index: usize,
    remark: &Remark<'_>,
    catalogue: &impl Catalogue,
    orders: &mut Vec<Order>,
    defects: &mut Vec<Defect>,
) {
    for (name, span) in &read.names {
        let location = Location::new(remark.location.file, *span);
        let codes = catalogue.codes(name);
        let name = (*name).to_owned();
        if codes.is_empty() {
            defects.push(Defect { kind: DefectKind::UnknownRule(name), location });
        } else if !codes.iter().any(|code| catalogue.may_be_ignored(code)) {
            defects.push(Defect { kind: DefectKind::NotIgnorable(name), location });
        } else {
            orders.push(Order { remark: index, name, name_location: location, codes, used: false });
        }
    }
}

fn covers(remark: &Remark<'_>, finding: &Finding) -> bool {
    let start = finding.primary.span.start;
    remark.location.file == finding.primary.file
        && remark.covers.is_some_and(|span| start == span.start || (span.start < start && start < span.end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::Severity;

    struct Two;

    impl Catalogue for Two {
        fn codes(&self, name: &str) -> Vec<&'static str> {
            match name {
                "LAN003" | "jargon-administratif" => vec!["LAN003"],
                "LAN" => vec!["LAN001", "LAN003"],
                "LEC001" => vec!["LEC001"],
                _ => Vec::new(),
            }
        }

        fn may_be_ignored(&self, code: &str) -> bool {
            !code.starts_with("LEC")
        }

        fn was_checked(&self, code: &str, _: FileId) -> bool {
            code != "LAN001"
        }
    }

    /// The outcome for one comment above a line where `LAN003` and `LEC001` were found, as text.
    fn check(comment: &str) -> String {
        let location = Location::new(FileId(0), Span::new(0, u32::try_from(comment.len()).expect("court")));
        let line = Span::new(location.span.end + 1, location.span.end + 10);
        let place = Location::new(FileId(0), Span::new(line.start + 2, line.end));
        let findings = vec![
            Finding::new("LAN003", Severity::Conseil, place, "jargon"),
            Finding::new("LEC001", Severity::Erreur, place, "illisible"),
        ];
        let remark = Remark { location, text: comment, covers: Some(line) };
        let outcome = apply(findings, &[remark], &Two, jiff::civil::date(2026, 11, 22));
        let mut lines: Vec<String> = outcome.kept.iter().map(|finding| format!("reste {}", finding.code)).collect();
        lines.extend(outcome.suppressed.iter().map(|suppressed| {
            format!("ignoré {} : {} / {} / {}", suppressed.finding.code, suppressed.reason, suppressed.author, suppressed.until)
        }));
        lines.extend(
            outcome.defects.iter().map(|defect| format!("{:?} sur {:?}", defect.kind, &comment[defect.location.span.range()])),
        );
        lines.join("\n")
    }

    #[test]
    fn a_complete_suppression_sets_aside_what_it_names() {
        insta::assert_snapshot!(check("# limpide: ignorer LAN003 -- terme imposé par le décret, M. Martin, 2027-06-30"), @r"
        reste LEC001
        ignoré LAN003 : terme imposé par le décret / M. Martin / 2027-06-30
        ");
        insta::assert_snapshot!(check("#limpide : ignore LAN — motif, avec une virgule, M. Martin, 2026-11-22"), @r"
        reste LEC001
        ignoré LAN003 : motif, avec une virgule / M. Martin / 2026-11-22
        ");
    }

    #[test]
    fn an_incomplete_suppression_sets_nothing_aside() {
        for (comment, expected) in [
            ("# limpide: ignorer LAN003", "Incomplete([Reason, Author, EndDate]) sur \"LAN003\""),
            ("# limpide: ignorer LAN003 -- motif", "Incomplete([Author, EndDate]) sur \"motif\""),
            ("# limpide: ignorer LAN003 -- motif, 2027-06-30", "Incomplete([Author]) sur \"motif, 2027-06-30\""),
            ("# limpide: ignorer LAN003 -- motif, M. Martin", "Incomplete([EndDate]) sur \"motif, M. Martin\""),
            ("# limpide: ignorer LAN003 -- motif, M. Martin, 30/06/2027", "UnreadableDate(\"30/06/2027\") sur \"30/06/2027\""),
            ("# limpide: ignorer -- motif, M. Martin, 2027-06-30", "NoRule sur \"ignorer\""),
            ("# limpide: ignorez LAN003", "UnknownOrder(\"ignorez\") sur \"ignorez\""),
            ("# limpide: désactiver LAN003", "UnknownOrder(\"désactiver\") sur \"désactiver\""),
            ("# limpide: ignorer LAN003 -- motif, M. Martin, 2026-11-21", "Expired(2026-11-21) sur \"2026-11-21\""),
        ] {
            assert_eq!(check(comment), format!("reste LAN003\nreste LEC001\n{expected}"), "{comment}");
        }
    }

    #[test]
    fn each_wrong_name_is_said_and_the_others_work() {
        insta::assert_snapshot!(
            check("# limpide: ignorer LAN003, LEC001, LAN999, jargon-administratif -- motif, M. Martin, 2027-06-30"), @r#"
        reste LEC001
        ignoré LAN003 : motif / M. Martin / 2027-06-30
        NotIgnorable("LEC001") sur "LEC001"
        UnknownRule("LAN999") sur "LAN999"
        Unused("jargon-administratif") sur "jargon-administratif"
        "#);
    }

    #[test]
    fn a_comment_that_only_speaks_of_limpide_is_no_order() {
        assert_eq!(check("# limpide relit ce fichier chaque nuit"), "reste LAN003\nreste LEC001");
        assert_eq!(check("# limpide : le relecteur de ce dossier"), "reste LAN003\nreste LEC001");
        assert_eq!(check("# à relire"), "reste LAN003\nreste LEC001");
    }
}
