//! The worked examples of a workspace: which hold, what came out of those that do not, and which lines of the rules none makes speak.

mod junit;
mod text;

pub use junit::junit;
pub use text::text;

use crate::analysis::case::{CaseResult, Check, Found, ServiceCases, Verdict};
use crate::logic::{FailureKind, Outcome};
use crate::source::{Encoding, LineIndex, Location, Workspace};

/// How many examples there are, and how many hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Those that come out as expected.
    pub holding: usize,
    /// Those that do not, or that do not say enough to tell.
    pub failing: usize,
}

/// Counts examples.
#[must_use]
pub fn tally(services: &[ServiceCases<'_>]) -> Tally {
    let results = || services.iter().flat_map(|service| &service.results);
    Tally {
        holding: results().filter(|result| result.holds()).count(),
        failing: results().filter(|result| !result.holds()).count(),
    }
}

/// What does not come out as expected in an example, a line each, in words.
fn faults(service: &ServiceCases<'_>, result: &CaseResult<'_>, workspace: &Workspace) -> Vec<String> {
    let invalid = result.invalid.iter().map(ToString::to_string);
    let failing = result.checks.iter().filter(|check| check.verdict != Verdict::Holds);
    invalid.chain(failing.map(|check| fault(service, check, workspace))).collect()
}

fn fault(service: &ServiceCases<'_>, check: &Check<'_>, workspace: &Workspace) -> String {
    let file = service.plan.service.file();
    let written = workspace.file(file).text[check.expectation.span.range()].trim().to_owned();
    let found = found(service, &check.found, workspace);
    match check.verdict {
        Verdict::Untold => format!("`{written}` : on ne peut pas le dire ; {found}"),
        Verdict::Holds | Verdict::Fails => format!("`{written}` : {found}"),
    }
}

fn found(service: &ServiceCases<'_>, found: &Found, workspace: &Workspace) -> String {
    let program = &service.plan.program;
    match found {
        Found::Rule(_, Outcome::Known(value)) => format!("les règles donnent {value}"),
        Found::Rule(_, Outcome::NotApplicable) => "les règles disent « sans objet »".to_owned(),
        Found::Rule(_, Outcome::Missing(slots)) => {
            let names: Vec<_> = slots.iter().map(|slot| format!("`{}`", program.datum(*slot).name)).collect();
            format!("il manque {}", names.join(", "))
        }
        Found::Rule(_, Outcome::Failed(failures)) => {
            let reasons: Vec<_> = failures.iter().map(|failure| failed(&failure.kind, workspace)).collect();
            reasons.join(" ; ")
        }
        Found::Names(sure, possible) => {
            let list = |names: &[String]| if names.is_empty() { "rien".to_owned() } else { names.join(", ") };
            if possible.is_empty() {
                format!("la démarche donne {}", list(sure))
            } else {
                format!("la démarche donne {}, et selon ce qui n'est pas dit {}", list(sure), list(possible))
            }
        }
        Found::Day(from, Some(day)) => {
            let days = crate::logic::calendar::days_between(*from, *day);
            format!("la démarche est finie au plus tard le {day}, {days} jours après le {from}")
        }
        Found::Day(_, None) => "la démarche n'annonce pas de fin".to_owned(),
        Found::Cost(least, most) if least == most => format!("la démarche coûte {least}"),
        Found::Cost(least, most) => format!("la démarche coûte de {least} à {most}"),
        Found::Nothing => "ce nom ne désigne aucune règle de la démarche".to_owned(),
    }
}

/// Why rules give nothing, with the places of the lines that clash.
fn failed(kind: &FailureKind, workspace: &Workspace) -> String {
    match kind {
        FailureKind::Conflict(places) => {
            let places: Vec<_> = places.iter().map(|place| line_of(*place, workspace)).collect();
            format!("{kind} : {}", places.join(", "))
        }
        FailureKind::NothingApplies | FailureKind::Fault(_) | FailureKind::Circle => kind.to_string(),
    }
}

/// `fichier:ligne`
fn line_of(place: Location, workspace: &Workspace) -> String {
    let file = workspace.file(place.file);
    let position = LineIndex::new(&file.text).position(place.span.start, &file.text, Encoding::Utf8);
    format!("{}:{}", file.path, position.line + 1)
}
