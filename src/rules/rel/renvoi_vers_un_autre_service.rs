//! A person who came to the wrong place and is sent elsewhere, instead of their request.

use crate::analysis::authority::may_be_administration;
use crate::findings::{Finding, Severity};
use crate::model::{Model, PublicService, Sourced, Step};
use crate::rules::wording::{called, has};
use crate::rules::{Basis, Check, Context, FixOffered, Passage, PassageKind, Rule, quoted, tables};
use crate::values::{Actor, Reference, SymbolId};
use std::collections::{BTreeMap, BTreeSet};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "REL007",
    name: "renvoi-vers-un-autre-service",
    severity: Severity::Alerte,
    worst: Severity::Erreur,
    what: "La personne mal adressée est renvoyée vers un autre service, au lieu que sa demande y soit transmise ; ou elle est \
           renvoyée sans qu'on dise vers qui ; ou les renvois tournent en rond.",
    why: "Elle recommence ailleurs, perd des jours, et parfois son délai ; de renvoi en renvoi, elle renonce.",
    remove: "transmettez la demande au bon service et prévenez la personne : « nous transmettons votre demande à…, et vous en avisons »",
    ease: "nommez le service, son téléphone et son adresse",
    principle: "limitation des interlocuteurs",
    basis: &[Basis::Law("CRPA", "L114-2"), Basis::Law("CRPA", "L114-3")],
    threshold: "Aucun renvoi d'une administration vers une autre. Erreur quand les renvois forment une boucle.",
    limits: "Un renvoi vers un organisme privé, une association ou un tribunal n'est pas signalé : la transmission n'est due qu'entre \
             administrations. Dans un texte, sont signalés « notre service n'est pas compétent, adressez-vous à… » sans transmission, et « adressez-vous au service \
             compétent » quand rien ne dit lequel.",
    fix: FixOffered::No,
    faulty: &[
        r"
démarche aide « Demander une aide » {
  organisme mairie
  étape accueil « Présentez-vous à l'accueil » {
    par usager au guichet
    renvoi vers caf
  }
}
",
        r"
démarche aide « Demander une aide » {
  organisme mairie
  étape accueil « Présentez-vous à l'accueil » {
    par usager au guichet
    renvoi vers mairie
  }
}
",
        r"
démarche aide « Demander une aide » {
  organisme mairie
  courrier réponse « Votre demande d'aide » {
    texte « Votre demande ne relève pas de notre service. Nous vous invitons à vous adresser à la caisse. »
  }
}
",
        r"
démarche aide « Demander une aide » {
  présentation « Si vous vivez à l’étranger, nous ne sommes pas compétents : contactez un autre service. »
}
",
        r"
démarche aide « Demander une aide » {
  présentation « Pour toute autre demande, adressez-vous à l’organisme compétent. »
}
",
    ],
    sane: &[r"
démarche aide « Demander une aide » {
  organisme mairie
  étape accueil « Présentez-vous à l'accueil » {
    par usager au guichet
    renvoi vers tribunal_administratif
  }
  courrier réponse « Votre demande d'aide » {
    texte « Votre demande ne relève pas de notre service. Nous la transmettons à la caisse : vous pouvez la contacter. »
  }
  présentation « Ailleurs, adressez-vous au service compétent de votre mairie. Sinon, nous la transmettons au service compétent. »
}
"],
    check: Check::Each(&[Check::Text(in_text), Check::Workspace(check)]),
};

/// A line that sends people from one body to another.
struct Referral<'m> {
    service: &'m PublicService,
    step: &'m Step,
    line: &'m Sourced<Reference>,
    from: Vec<SymbolId>,
    to: SymbolId,
}

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let model = context.model;
    let referrals: Vec<_> = model.services.iter().flat_map(|service| referrals(service, model)).collect();
    let mut ways: BTreeMap<SymbolId, BTreeSet<SymbolId>> = BTreeMap::new();
    for referral in &referrals {
        for from in &referral.from {
            ways.entry(*from).or_default().insert(referral.to);
        }
    }
    findings.extend(referrals.iter().map(|referral| finding(referral, &referrals, &ways, model)));
}

fn referrals<'m>(service: &'m PublicService, model: &'m Model) -> Vec<Referral<'m>> {
    let mut referrals = Vec::new();
    for step in &service.steps {
        let from = bodies(step, service, model);
        for line in &step.referrals {
            let Some(to) = line.value.target else { continue };
            if may_be_administration(&line.value, model) && !from.is_empty() {
                referrals.push(Referral { service, step, line, from: from.clone(), to });
            }
        }
    }
    referrals
}

/// The administrations a person meets in a step: those that act in it, or those in charge.
fn bodies(step: &Step, service: &PublicService, model: &Model) -> Vec<SymbolId> {
    let acting: Vec<_> = step
        .performed
        .all()
        .iter()
        .flat_map(|performance| &performance.value.actors)
        .filter_map(|actor| match &actor.value {
            Actor::Organisation(organisation) => Some(organisation),
            Actor::User | Actor::Representative => None,
        })
        .collect();
    let in_charge = service.organisations.all().iter().map(|organisation| &organisation.value);
    let bodies: Vec<_> = if acting.is_empty() { in_charge.collect() } else { acting };
    bodies.into_iter().filter(|body| may_be_administration(body, model)).filter_map(|body| body.target).collect()
}

fn finding(
    referral: &Referral<'_>,
    referrals: &[Referral<'_>],
    ways: &BTreeMap<SymbolId, BTreeSet<SymbolId>>,
    model: &Model,
) -> Finding {
    let there = model.organisation(&referral.line.value).map_or(&*referral.line.value.name, |there| &*there.title);
    let there = called(there);
    let place = referral.line.location();
    let finding = if referral.from.contains(&referral.to) {
        let message = format!("renvoi vers {there}, d'où vient la personne");
        RULE.graded(Severity::Erreur, place, message).with_label("retour au point de départ")
    } else if let Some(back) = referral.from.iter().find(|from| leads_to(referral.to, **from, ways)) {
        let message = format!("renvois en boucle : {there} renvoie au point de départ");
        let finding = RULE.graded(Severity::Erreur, place, message).with_label("la boucle passe par ici");
        let others = referrals.iter().filter(|other| other.line.location() != place);
        let in_loop = |other: &&Referral<'_>| {
            let is_after = |from: &SymbolId| *from == referral.to || leads_to(referral.to, *from, ways);
            other.from.iter().any(is_after) && (other.to == *back || leads_to(other.to, *back, ways))
        };
        others.filter(in_loop).fold(finding, |finding, other| finding.with_related(other.line.location(), "et par ici"))
    } else {
        let message = format!("renvoi vers {there}, où la demande n'est pas transmise");
        RULE.at(place, message).with_label(format!("renvoi, dans {}", quoted(referral.step)))
    };
    finding.with_subject(&*referral.service.title)
}

/// Whether referrals lead from one body to another, in one or several times.
fn leads_to(from: SymbolId, to: SymbolId, ways: &BTreeMap<SymbolId, BTreeSet<SymbolId>>) -> bool {
    let mut seen = BTreeSet::new();
    let mut ahead = vec![from];
    while let Some(body) = ahead.pop() {
        let nexts = ways.get(&body).into_iter().flatten();
        for next in nexts {
            if *next == to {
                return true;
            }
            if seen.insert(*next) {
                ahead.push(*next);
            }
        }
    }
    false
}

fn in_text(passage: &Passage<'_>, _: &Context<'_>, findings: &mut Vec<Finding>) {
    if !passage.is_addressed() || !["incompetence", "services sans nom"].iter().any(|list| passage.says(RULE.code, list)) {
        return;
    }
    match passage.kind {
        PassageKind::Letter if is_sent_away(passage.reading.readable()) => {
            let place = passage.location(0..passage.text.value.len());
            let message = "le courrier renvoie la personne vers un autre service : sa demande n'est pas transmise";
            findings.push(RULE.at(place, message).with_label("renvoi sans transmission"));
        }
        _ => findings.extend(in_sentences(passage)),
    }
}

/// Whether words say that the service is not the right one, and send the person to another without passing the request on.
fn is_sent_away(readable: &str) -> bool {
    says(readable, "incompetence") && says(readable, "renvois") && !says(readable, "transmissions")
}

/// The sentences by which a service says that it is not the right one and sends people away, or sends them to one that nothing names.
fn in_sentences(passage: &Passage<'_>) -> Vec<Finding> {
    let sentences: Vec<_> = passage.sentences().collect();
    // The sentence that sends away after « nous ne sommes pas compétents » is told with it.
    let mut is_told = false;
    let found = sentences.iter().enumerate().filter_map(|(rank, (range, sentence))| {
        let was_told = std::mem::take(&mut is_told);
        let next = sentences.get(rank + 1).map_or("", |(_, next)| next);
        let (message, label) = if says(sentence, "hors competence") && is_sent_away(&format!("{sentence}{next}")) {
            is_told = !says(sentence, "renvois");
            ("la personne est renvoyée vers un autre service : sa demande n'est pas transmise", "renvoi sans transmission")
        } else if names_nobody(sentence) && !was_told {
            ("la personne est renvoyée vers un service, sans dire lequel", "lequel ?")
        } else {
            return None;
        };
        Some(RULE.at(passage.location(range.clone()), message).with_label(label))
    });
    found.collect()
}

/// Whether a sentence sends the person to « the right service », and says nothing of which it is.
fn names_nobody(sentence: &str) -> bool {
    /// How far « adressez-vous » is from the service it sends to, in bytes.
    const NEAR: usize = 30;
    let turns = |list| tables::turns(RULE.code, list);
    let Some(service) = turns("services sans nom").places(sentence).next() else { return false };
    let sends = turns("renvois").places(sentence).any(|go| go.end <= service.start && service.start - go.end <= NEAR);
    let after = sentence[service.end..].trim_start();
    let is_named = after.starts_with(['(', ':', '«', '<'])
        || turns("nom du service").places(after).next().is_some_and(|place| place.start == 0)
        || has(sentence, "pays");
    sends && !is_named
}

fn says(readable: &str, list: &str) -> bool {
    tables::turns(RULE.code, list).is_in(readable)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn a_loop_between_two_bodies_is_shown_at_both_ends() {
        let service = |name: &str, here: &str, there: &str| {
            format!(
                "démarche {name} « Demander une {name} » {{\n  organisme {here}\n  étape accueil_{name} « Venez » {{\n    \
                 par usager au guichet\n    renvoi vers {there}\n  }}\n}}\n"
            )
        };
        let text = service("aide", "mairie", "caf") + &service("prime", "caf", "mairie");
        let said = check("REL007", &text);
        assert_eq!(said.matches("erreur REL007 : renvois en boucle").count(), 2, "{said}");
        assert_eq!(said.matches("et par ici").count(), 2, "{said}");
    }
}
