//! A step where the person must come, for no reason said and with no other way.

use super::channel::{all_channels, only_way};
use crate::findings::{Finding, Severity};
use crate::model::{Performance, Sourced, Step};
use crate::rules::wording::called;
use crate::rules::{Basis, Check, Context, FixOffered, Rule, Texts};
use crate::source::Location;
use crate::values::{Actor, ChannelKind};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "INC003",
    name: "presence-sans-alternative",
    severity: Severity::Conseil,
    worst: Severity::Alerte,
    what: "La personne doit se déplacer, sans que la raison soit dite ni qu'une autre voie existe pour qui ne le peut pas.",
    why: "Une personne hospitalisée, handicapée, détenue, loin de tout ou qui travaille aux heures d'ouverture ne peut pas venir : son \
          droit s'arrête à la porte.",
    remove: "ouvrez une autre voie : `ou par courrier`, `ou en visio`, `ou à domicile`, `par usager ou représentant`",
    ease: "dites pourquoi la présence est nécessaire (`parce que « … »`), et prévoyez la venue à domicile pour les empêchés",
    principle: "le besoin de proximité avec ses interlocuteurs et le virtuel",
    basis: &[Basis::Law("CRPA", "L112-8"), Basis::Law("CRPA", "L112-10")],
    threshold: "Une présence sans raison ni autre voie : conseil ; deux ou plus, exigées de tous : alerte. Convention de limpide.",
    limits: "Les étapes facultatives sont laissées de côté, et celles dont la condition est un choix de voie (`voie = guichet`). Un décret peut imposer la présence \
             (L.112-10) : citez-le par `selon`.",
    fix: FixOffered::No,
    faulty: &[
        r"
démarche titre « Demander un titre » {
  étape dépôt « Déposez la demande » {
    par usager au guichet, sur rendez-vous
  }
}
",
        r"
démarche titre « Demander un titre » {
  étape dépôt « Déposez la demande » {
    par usager au guichet
  }
  étape retrait « Retirez le titre » {
    par usager au guichet
  }
}
",
        r"
démarche titre « Demander un titre » {
  présentation « Votre présence est obligatoire. »
}
",
    ],
    sane: &[r"
démarche titre « Demander un titre » {
  étape dépôt « Déposez la demande » {
    par usager au guichet ou à domicile parce que « l'agent prend les empreintes »
  }
  étape retrait « Retirez le titre » {
    par usager ou représentant au guichet
  }
  étape signature « Signez » {
    par usager au guichet parce que « l'agent vérifie la ressemblance »
  }
}
"],
    check: Check::Texts(check),
};

fn check(texts: &Texts<'_>, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let service = texts.service;
    if service.steps.is_empty() {
        findings.extend(in_text(texts));
    }
    let imposed: Vec<_> = service.user_steps().filter_map(|step| Some((step, imposed_presence(step)?))).collect();
    let Some(&(first, place)) = imposed.first() else { return };
    let message = match imposed.len() {
        1 => format!("{} oblige à venir, sans raison dite ni autre voie", called(&first.title)),
        n_steps => format!("{n_steps} étapes obligent à venir, sans raison dite ni autre voie"),
    };
    // Steps for some people may be alternatives: only those for all add up.
    let n_for_all = imposed.iter().filter(|(step, _)| step.condition.is_none()).count();
    let severity = if n_for_all > 1 { Severity::Alerte } else { Severity::Conseil };
    let finding = RULE.graded(severity, place, message).with_label("présence obligatoire");
    let others = imposed.iter().skip(1);
    findings.push(others.fold(finding, |finding, (_, place)| finding.with_related(*place, "et ici")));
}

/// The sentence of a text without steps that obliges to come, when the text says neither why nor another way.
fn in_text(texts: &Texts<'_>) -> Option<Finding> {
    let place = texts.unanswered(RULE.code, "presence", "raison ou autre voie")?;
    Some(RULE.at(place, "un texte oblige à venir, sans raison dite ni autre voie").with_label("présence obligatoire"))
}

/// Where a step says that the person comes, when nothing else is possible and nothing says why.
fn imposed_presence(step: &Step) -> Option<Location> {
    only_way(step, requires_presence)
}

fn requires_presence(performance: &Sourced<Performance>) -> bool {
    let Performance { actors, channels: _, appointment: _, qualifiers } = &performance.value;
    let only_there = all_channels(performance, |channel| channel.kind.value == ChannelKind::Counter);
    let only_oneself = actors.iter().all(|actor| matches!(actor.value, Actor::User));
    let is_justified = qualifiers.because.is_some() || qualifiers.according_to.is_some() || qualifiers.condition.is_some();
    only_there && only_oneself && !is_justified
}
