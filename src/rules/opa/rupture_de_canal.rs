//! A path that goes from the screen to the paper, and from the paper to the counter.

use crate::analysis::extremes::Whom;
use crate::analysis::path;
use crate::analysis::people::{People, Person};
use crate::findings::{Finding, Severity};
use crate::model::{PublicService, Step};
use crate::rules::tables::threshold;
use crate::rules::wording::readable;
use crate::rules::{Basis, Check, Context, FixOffered, Rule, quoted};
use crate::source::Location;
use crate::values::{ChannelKind, Signature, SymbolId};
use std::collections::BTreeSet;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "OPA004",
    name: "rupture-de-canal",
    severity: Severity::Conseil,
    worst: Severity::Alerte,
    what: "La personne est obligée de changer de canal en cours de route : en ligne, puis par courrier, puis au guichet.",
    why: "À chaque changement il faut recommencer autrement : imprimer, se déplacer, attendre ; c'est là que l'on abandonne.",
    remove: "permettez d'aller au bout par un même canal, celui que la personne a choisi",
    ease: "prévenez dès la première étape de ce qui se fera ailleurs, et reprenez ce que la personne a déjà donné",
    principle: "une logique et une mécanique abstraites dénuées de sens",
    basis: &[
        Basis::Source("UK Service Standard, point 3 : « joined-up across all channels »"),
        Basis::Source("NSW, « sludge » : « forms that must be printed and scanned »"),
    ],
    threshold: "Un changement obligé : conseil ; deux ou plus, ou « imprimer, signer, numériser » : alerte. Convention de limpide.",
    limits: "Seuls comptent les changements que personne ne peut éviter, dans les étapes obligatoires dont le canal est dit. Quand des \
             étapes disent ce qu'elles suivent (`après`), celles que rien ne relie aux autres sont laissées de côté.",
    fix: FixOffered::No,
    faulty: &[
        r"
démarche permis « Demander un permis » {
  étape demande_en_ligne « Faites la demande » { par usager en ligne }
  étape envoi « Envoyez vos pièces » { par usager par courrier }
}
",
        r"
démarche permis « Demander un permis » {
  étape demande_en_ligne « Faites la demande » {
    par usager en ligne
    consigne « Imprimez le formulaire, signez-le puis numérisez-le. »
  }
}
",
        r"
démarche permis « Demander un permis » {
  étape demande_en_ligne « Faites la demande » {
    par usager en ligne
    signature manuscrite
  }
}
",
    ],
    sane: &[r"
démarche permis « Demander un permis » {
  étape demande_en_ligne « Faites la demande » { par usager en ligne ou au guichet }
  étape envoi « Envoyez vos pièces » { par usager en ligne ou par courrier }
  étape retrait « Recevez le permis » { par usager au guichet ou en ligne }
}
"],
    check: Check::Service(check),
};

/// The ways of being in touch between which a change is felt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Screen,
    Paper,
    Presence,
    Voice,
}

impl Mode {
    const fn of(kind: ChannelKind) -> Self {
        match kind {
            ChannelKind::Online | ChannelKind::Email | ChannelKind::Video => Self::Screen,
            ChannelKind::Counter | ChannelKind::Home => Self::Presence,
            ChannelKind::Post => Self::Paper,
            ChannelKind::Telephone => Self::Voice,
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::Screen => "en ligne",
            Self::Paper => "par courrier",
            Self::Presence => "sur place",
            Self::Voice => "par téléphone",
        }
    }
}

/// A step where nobody can go on as they came.
struct Break<'s> {
    step: &'s Step,
    from: Vec<Mode>,
    to: Vec<Mode>,
}

fn check(service: &PublicService, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let linked = linked(service);
    let weigh = |person: &Person<'_, '_>| path::weight(service, person, |steps| breaks(steps, &linked).len());
    let people = People::seen_by(context.model, &path::conditions(service), context.today);
    let burdened = people.surely_burdened(threshold(RULE.code).bar(), weigh);
    let by_hand = service.user_steps().find_map(signed_by_hand);
    let Some(burdened) = burdened else {
        return findings.extend(by_hand.map(|place| {
            let message = "une étape en ligne oblige à imprimer, signer à la main et renvoyer";
            RULE.graded(Severity::Alerte, place, message).with_label("à signer à la main")
        }));
    };
    let breaks = breaks(&path::taken(service, &burdened.person), &linked);
    let Some((first, others)) = breaks.split_first() else { return };
    let finding = with_breaks(first, others, by_hand);
    findings.push(match burdened.whom {
        Whom::Everyone | Whom::Someone => finding,
        Whom::Profile(profile) => finding.with_related(profile.heading, "le profil qui change le plus de canal"),
    });
}

fn with_breaks(first: &Break<'_>, others: &[Break<'_>], by_hand: Option<Location>) -> Finding {
    let counted = threshold(RULE.code).severity(1 + others.len()).unwrap_or(RULE.severity);
    let severity = if by_hand.is_some() { Severity::Alerte } else { counted };
    let message = match others.len() {
        0 => format!("la personne doit changer de canal pour {}", quoted(first.step)),
        n_others => format!("la personne doit changer de canal {} fois au cours de la démarche", n_others + 1),
    };
    let label = |change: &Break<'_>| format!("d'abord {}, ici {}", said(&change.from), said(&change.to));
    let mut finding = RULE.graded(severity, first.step.heading, message).with_label(label(first));
    for change in others {
        finding = finding.with_related(change.step.heading, label(change));
    }
    by_hand.into_iter().fold(finding, |finding, place| finding.with_related(place, "à imprimer et à signer à la main"))
}

fn said(modes: &[Mode]) -> String {
    modes.iter().map(|mode| mode.words()).collect::<Vec<_>>().join(" ou ")
}

/// The steps known to be on one path: those that `après` links, or all of them when no step says what it follows.
fn linked(service: &PublicService) -> BTreeSet<SymbolId> {
    let followed: BTreeSet<_> =
        service.steps.iter().flat_map(|step| &step.after).filter_map(|earlier| earlier.value.target).collect();
    let is_linked = |step: &&Step| followed.is_empty() || !step.after.is_empty() || followed.contains(&step.symbol);
    service.steps.iter().filter(is_linked).map(|step| step.symbol).collect()
}

/// The changes nobody can avoid: a person keeps their channel as long as some channel goes on.
fn breaks<'s>(steps: &[&'s Step], linked: &BTreeSet<SymbolId>) -> Vec<Break<'s>> {
    let mut breaks = Vec::new();
    let mut possible: Vec<Mode> = Vec::new();
    for step in steps {
        let offered = modes(step);
        if offered.is_empty() || !linked.contains(&step.symbol) {
            continue;
        }
        let kept: Vec<_> = possible.iter().copied().filter(|mode| offered.contains(mode)).collect();
        if !possible.is_empty() && kept.is_empty() {
            breaks.push(Break { step, from: possible, to: offered.clone() });
        }
        possible = if kept.is_empty() { offered } else { kept };
    }
    breaks
}

fn modes(step: &Step) -> Vec<Mode> {
    let mut modes = Vec::new();
    for channel in step.channels() {
        let mode = Mode::of(channel.kind.value);
        if !modes.contains(&mode) {
            modes.push(mode);
        }
    }
    modes
}

/// Where a step that can only be done on a screen wants ink.
fn signed_by_hand(step: &Step) -> Option<Location> {
    if modes(step) != [Mode::Screen] || step.optional {
        return None;
    }
    if let Some(signature) = &step.signature
        && signature.value == Signature::Handwritten
    {
        return Some(signature.location());
    }
    let instruction = step.instructions.iter().find(|instruction| prints_signs_and_returns(&instruction.value.value))?;
    Some(instruction.at(instruction.value.span))
}

fn prints_signs_and_returns(instruction: &str) -> bool {
    let instruction = readable(instruction);
    let returned = ["numeris", "scann", "renvoy", "televers", "photographi", "postez"];
    instruction.contains("imprim") && instruction.contains(" sign") && returned.iter().any(|word| instruction.contains(word))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn a_channel_that_goes_all_the_way_is_no_break() {
        let path = |first: &str, then: &str| {
            check(
                "OPA004",
                &format!(
                    "démarche visa « Visa » {{
  étape a « Demandez » {{ par usager {first} }}
  étape b « Précisez » {{ par usager en ligne ou par téléphone }}
  étape c « Envoyez » {{ par usager {then} }}
}}
"
                ),
            )
        };
        assert_eq!(path("en ligne ou au guichet", "en ligne ou par courrier"), "");
        assert_eq!(path("en ligne", "par courriel"), "");
        assert!(path("en ligne", "par courrier").contains("d'abord en ligne, ici par courrier"));
        assert!(path("au guichet", "par courrier").contains("changer de canal 2 fois"));
    }

    #[test]
    fn the_administration_and_optional_steps_break_nothing() {
        assert_eq!(
            check(
                "OPA004",
                "démarche visa « Visa » {
  étape a « Demandez » { par usager en ligne }
  étape b « On vous écrit » { par préfecture par courrier }
  étape c « Prenez conseil » {
    facultative
    par usager au guichet
  }
}
"
            ),
            ""
        );
    }
}
