//! MAR — the room for judgement of the agent: it must exist, be bounded and be explained.

mod marge_sans_critere;
mod piece_a_discretion;

use super::Family;

/// The family.
pub(super) const FAMILY: Family = Family {
    code: "MAR",
    title: "Marges de manœuvre de l'agent",
    about: "Ce qui est laissé au jugement de l'administration. Trop peu de marge enferme ; trop de marge est arbitraire.",
    rules: &[&marge_sans_critere::RULE, &piece_a_discretion::RULE],
};
