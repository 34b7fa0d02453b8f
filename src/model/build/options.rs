//! The options in words of the data that formulas speak of: the only ones that need a name. Forms have millions of options that nothing names.

use crate::model::{Model, Symbol, SymbolKind};
use crate::source::Location;
use crate::values::{DataType, Expression, Reference};
use rustc_hash::{FxHashMap, FxHashSet};

/// Names the options of each datum that some formula speaks of and whose options have no names yet.
pub(super) fn name_those_spoken_of(model: &mut Model) {
    let rank_of = |symbol: &Symbol| match symbol.kind {
        SymbolKind::EnumValue(rank) => rank,
        _ => None,
    };
    let named: FxHashSet<u32> = model.symbols.iter().filter_map(rank_of).collect();
    let unnamed =
        (0_u32..).zip(&model.data).filter(|(rank, datum)| matches!(datum.data_type, DataType::OneOf(_)) && !named.contains(rank));
    let unnamed: FxHashMap<&str, u32> = unnamed.map(|(rank, datum)| (&*datum.name, rank)).collect();
    if unnamed.is_empty() {
        return;
    }
    let mut spoken: Vec<u32> = Vec::new();
    each_name(model, |reference| spoken.extend(unnamed.get(&*reference.name)));
    spoken.sort_unstable();
    spoken.dedup();
    for rank in spoken {
        let datum = &model.data[rank as usize];
        let DataType::OneOf(options) = &datum.data_type else { continue };
        for option in options {
            let location = Location::new(datum.heading.file, option.span);
            model.symbols.push(Symbol { name: option.value.clone(), kind: SymbolKind::EnumValue(Some(rank)), location });
        }
    }
}

/// Every name of every formula of the workspace, and of every situation.
fn each_name<'m>(model: &'m Model, mut visit: impl FnMut(&'m Reference)) {
    let mut formula = |expression: &'m Expression| expression.names().into_iter().for_each(&mut visit);
    for service in &model.services {
        service.conditions().for_each(&mut formula);
    }
    let of_services = model.services.iter().flat_map(|service| &service.rules);
    for definition in model.rules.iter().chain(of_services).flat_map(|rule| &rule.value.definitions) {
        definition.value.iter().chain(&definition.qualifiers.condition).for_each(&mut formula);
    }
    let of_cases = model.services.iter().flat_map(|service| &service.cases).flat_map(|case| &case.value.situation);
    let situations = of_cases.chain(model.profiles.iter().flat_map(|profile| &profile.situation));
    situations.for_each(|assignment| visit(&assignment.data));
}
