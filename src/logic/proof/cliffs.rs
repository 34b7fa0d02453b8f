//! Where one cent more of an amount makes a result fall: the same person, just before a threshold and at it.

use super::condition::{Cut, Fact};
use super::diagram::{Diagrams, People, TooMany};
use super::witness::{Search, Witness};
use crate::logic::domain::{Domain, Scale};
use crate::logic::program::{RuleId, Slot};
use crate::logic::{Evaluation, Situation, Value};
use crate::values::{Decimal, SymbolId};

/// The least fall that is told, in cents: 50 €.
const LEAST_FALL: i128 = 5_000;

/// The least share of the result that a fall takes, to be told: a tenth.
const LEAST_SHARE: i128 = 10;

/// A threshold past which a result falls.
#[derive(Debug, Clone, PartialEq)]
pub struct Cliff {
    /// The amount that grows.
    pub datum: SymbolId,
    /// The threshold: the first amount of the other side.
    pub at: Value,
    /// What the rule gives just before it, and at it.
    pub results: [Value; 2],
    /// The rest of what is known of the person.
    pub witness: Witness,
}

/// For each amount, the first threshold found past which a result falls.
pub(super) fn cliffs(
    search: &Search<'_, '_, '_>,
    rule: RuleId,
    results: &[People],
    usual: &People,
) -> Result<Vec<Cliff>, TooMany> {
    let mut found = Vec::new();
    for slot in search.data {
        let Domain::Line(line) = &search.reader.domains[slot.0 as usize] else { continue };
        if line.scale != Scale::Money {
            continue;
        }
        let mut cuts: Vec<_> =
            search.diagrams.facts_of(*slot).filter_map(cut_of).filter(|cut| cut.at > Decimal::from_integer(0)).collect();
        cuts.sort();
        for cut in cuts {
            if let Some(cliff) = at(search, rule, (results, usual), *slot, cut)? {
                found.push(cliff);
                break;
            }
        }
    }
    Ok(found)
}

const fn cut_of(fact: Fact) -> Option<Cut> {
    match fact {
        Fact::Past(_, cut) => Some(cut),
        Fact::Yes(_) | Fact::Is(..) | Fact::Below(_) | Fact::Level(_) => None,
    }
}

fn at(
    search: &Search<'_, '_, '_>,
    rule: RuleId,
    (results, usual): (&[People], &People),
    slot: Slot,
    cut: Cut,
) -> Result<Option<Cliff>, TooMany> {
    let diagrams: &Diagrams = search.diagrams;
    let side = |of: fn(&Cut, Decimal) -> bool| -> Vec<(Fact, bool)> {
        diagrams.facts_of(slot).map(|fact| (fact, cut_of(fact).is_some_and(|other| of(&other, cut.at)))).collect()
    };
    let (before, here) = (side(|other, at| other.at < at), side(|other, at| other.at <= at));
    let (value_before, value_here) = (Value::Money(cut.at - Decimal::from_integer(1)), Value::Money(cut.at));
    let program = search.reader.program;
    let result = |situation: &Situation, value: &Value| {
        let mut situation = situation.clone();
        situation.set(slot, Some(value.clone()));
        Evaluation::new(program, &situation, search.reader.today).rule(rule).known().cloned()
    };
    // Who has a result before the threshold and no longer at it, and who comes to it there.
    let (mut leaving, mut coming) = (Vec::new(), Vec::new());
    for of in results.iter().filter(|of| diagrams.depends_on(of, Fact::Past(slot, cut))) {
        let (one, other) = (diagrams.told(of, before.clone()), diagrams.told(of, here.clone()));
        leaving.push(one.without(&other)?);
        coming.push(other.without(&one)?);
    }
    for one in leaving.iter().filter(|people| !people.is_nobody()) {
        for other in coming.iter().filter(|people| !people.is_nobody()) {
            let moving = one.and(other)?.and(usual)?;
            if moving.is_nobody() {
                continue;
            }
            let people = moving.and(&diagrams.having(here.clone()))?;
            let mut fall = None;
            let mut falls = |situation: &Situation| {
                let (Some(Value::Money(high)), Some(Value::Money(low))) =
                    (result(situation, &value_before), result(situation, &value_here))
                else {
                    return false;
                };
                let lost = high - low;
                let is_steep = lost >= Decimal::from_integer(LEAST_FALL) && lost * Decimal::from_integer(LEAST_SHARE) > high;
                if is_steep {
                    fall = Some([Value::Money(high), Value::Money(low)]);
                }
                is_steep
            };
            let witness = search.find_given(&people, &vec![(slot, value_here.clone())], &mut falls);
            if let (Some(witness), Some(results)) = (witness, fall) {
                return Ok(Some(Cliff { datum: program.datum(slot).symbol, at: value_here, results, witness }));
            }
        }
    }
    Ok(None)
}
