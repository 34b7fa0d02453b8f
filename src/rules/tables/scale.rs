//! The two scales of the standard cost model, from `rules/scm.toml`: the official one, and the one with visits as measured.

use super::{CompoundAct, compound_act, standard_act};
use crate::analysis::burden::Scale;
use std::sync::LazyLock;

/// The official scale: prudent, used by default.
#[must_use]
pub fn official_scale() -> &'static Scale {
    static SCALE: LazyLock<Scale> = LazyLock::new(|| scale(|act| act.official, medium("déplacement")));
    &SCALE
}

/// The same, with the visits to a counter as surveys measure them.
#[must_use]
pub fn observed_scale() -> &'static Scale {
    static SCALE: LazyLock<Scale> = LazyLock::new(|| scale(|act| act.observed, compound("rendez-vous").observed));
    &SCALE
}

fn scale(minutes: fn(&CompoundAct) -> u32, visit: u32) -> Scale {
    let of = |reference: &str| minutes(compound(reference));
    Scale {
        understand: medium("comprendre"),
        fill_in: medium("remplir"),
        send: standard_act("transmettre").map_or(0, |act| act.simple),
        post: medium("transmettre"),
        pay: medium("payer"),
        read_decision: medium("vérifier"),
        call: of("appel"),
        visit,
        appointment: of("rendez-vous"),
        at_hand: of("pièce à la maison"),
        asked_online: of("pièce en ligne"),
        asked_by_post: of("pièce par courrier"),
        fetched: of("pièce au guichet"),
    }
}

fn medium(reference: &str) -> u32 {
    standard_act(reference).expect("interne : rules/scm.toml a cet acte").medium
}

fn compound(reference: &str) -> &'static CompoundAct {
    compound_act(reference).expect("interne : rules/scm.toml a ce composé")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visit_takes_longer_than_the_official_scale_says() {
        let (official, observed) = (official_scale(), observed_scale());
        assert_eq!((official.visit, observed.visit), (30, 125));
        assert_eq!(Scale { visit: 30, appointment: 45, fetched: 40, ..*observed }, *official);
    }
}
