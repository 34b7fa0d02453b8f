//! A sanction at the first mistake, or without a word from the person.

use super::citation::Cited;
use crate::analysis::authority::may_be_public;
use crate::findings::{Finding, Severity};
use crate::model::{Model, PublicService, Sanction};
use crate::rules::wording::{Words, called, has_any, readable};
use crate::rules::{Basis, Check, Context, FixOffered, Rule};
use crate::source::Location;
use crate::values::{CitedResource, LegalCitation};

/// Words that say the person knew, folded: no correction is owed then (L.123-1).
static BAD_FAITH: Words =
    Words::new(&["fraude", "frauduleuse", "frauduleux", "mauvaise foi", "fausse declaration", "fausses declarations"]);

/// Words of a punishment that a court gives, folded: it has its own safeguards.
static PENAL: Words =
    Words::new(&["emprisonnement", "prison", "contravention", "delit", "amende forfaitaire", "tribunal", "juge", "peine"]);
/// The texts under which it is given, folded.
static PENAL_TEXTS: Words = Words::new(&["code penal", "code de la route", "code de procedure penale"]);

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "CON011",
    name: "sanction-sans-garanties",
    severity: Severity::Alerte,
    worst: Severity::Erreur,
    what: "Une sanction ou une suppression de droit tombe sans que la personne puisse régulariser, ni dire ce qu'elle a à dire.",
    why: "Une erreur de bonne foi coûte une prestation ou une amende ; et celui qui sait ce qui s'est passé n'est pas entendu.",
    remove: "prévoyez le droit à l'erreur et l'écoute : `régularisation sous 1 mois` et `observations sous 15 jours`",
    ease: "prévenez avant de sanctionner, et dites à qui s'expliquer",
    principle: "Bienveillant",
    basis: &[
        Basis::Law("CRPA", "L123-1"),
        Basis::Law("CRPA", "L123-2"),
        Basis::Law("CRPA", "L121-1"),
        Basis::Law("CRPA", "L121-2"),
        Basis::Law("CRPA", "L122-1"),
        Basis::Law("CRPA", "L122-2"),
        Basis::Source("Services Publics+, engagement 1"),
    ],
    threshold: "Deux garanties par sanction : régulariser, présenter ses observations. Erreur dans une démarche déclarée complète.",
    limits: "Une peine (emprisonnement, contravention, code pénal, code de la route) a ses propres garanties : elle n'est pas signalée. La \
             régularisation n'est pas attendue en cas de fraude ou de mauvaise foi, ni les observations quand l'article L.121-2 est cité. \
             Les exceptions de L.123-1 (droit de l'Union, santé, sécurité, environnement, contrat) ne se lisent pas : écartez alors le \
             constat avec ce motif. Les organismes privés et les associations sont laissés de côté.",
    fix: FixOffered::No,
    faulty: &[
        r"
démarche aide « Demander une aide » {
  organisme caf
  sanction « Suppression de l'aide » {
  }
}
",
        r"
démarche aide « Demander une aide » {
  organisme caf
  sanction « Suppression de l'aide » {
    observations sous 15 jours
  }
}
",
    ],
    sane: &[
        r"
démarche aide « Demander une aide » {
  organisme caf
  sanction « Suppression de l'aide » {
    régularisation sous 1 mois
    observations « par écrit ou au guichet, dans les 15 jours »
  }
}
",
        r"
démarche aide « Demander une aide » {
  organisme caf
  sanction « Pénalité en cas de fraude » {
    observations sous 15 jours
  }
}
",
    ],
    check: Check::Service(check),
};

fn check(service: &PublicService, context: &Context<'_>, findings: &mut Vec<Finding>) {
    if may_be_public(service, context.model) {
        findings.extend(service.sanctions.all().iter().filter_map(|sanction| unguarded(service, sanction, context.model)));
    }
}

fn unguarded(service: &PublicService, sanction: &Sanction, model: &Model) -> Option<Finding> {
    let cited = sanction.according_to.as_ref().map(|citation| &citation.value);
    if has_any(&readable(&sanction.title.value), &PENAL) || cited.is_some_and(|citation| is_penal(citation, model)) {
        return None;
    }
    let is_in_bad_faith = has_any(&readable(&sanction.title.value), &BAD_FAITH);
    let is_let_off = cited.is_some_and(|citation| Cited::of(citation, model).names_any(&["L121-2"]));
    let lacks_correction = sanction.correction.is_none() && !is_in_bad_faith;
    let lacks_hearing = sanction.hearing.is_none() && !is_let_off;
    let name = called(&sanction.title.value);
    let (message, label) = match (lacks_correction, lacks_hearing) {
        (false, false) => return None,
        (true, true) => (format!("{name} : ni régularisation ni observations ne sont dites"), "à la première erreur ?"),
        (true, false) => (format!("{name} : la chance de régulariser n'est pas dite"), "à la première erreur ?"),
        (false, true) => (format!("{name} : la chance de présenter ses observations n'est pas dite"), "sans l'entendre ?"),
    };
    let place = Location::new(sanction.origin.location.file, sanction.title.span);
    Some(RULE.not_said_at(service, place, message)?.with_label(label))
}

fn is_penal(citation: &LegalCitation, model: &Model) -> bool {
    let title = match &citation.resource {
        CitedResource::Named(name) => model.legal_resource(name).map(|resource| &*resource.title),
        CitedResource::Quoted(text) => Some(&*text.value),
    };
    title.is_some_and(|title| has_any(&readable(title), &PENAL_TEXTS))
}
