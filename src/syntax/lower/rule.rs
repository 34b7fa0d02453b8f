//! Rules as code: `droit` and `calcul`, their base and their exceptions.

use super::super::grammar::Rule as Grammar;
use super::super::skeleton::Line;
use super::evidence::data_type;
use super::{Container, Entry, Lower, entry};
use crate::values::{Exception, Rule, RuleDefinition, RuleKind};
use pest::iterators::Pairs;

/// A line that is only a value: the base of a rule.
static BASE: Entry<RuleDefinition> =
    entry("", Grammar::ligne_base, "0 €", |lower, pairs, line| definition(lower, &pairs, line, None));

/// The block of a `droit` or of a `calcul`.
pub(super) static RULE: Container<RuleDefinition> = Container {
    name: "une règle",
    entries: &[
        entry("exception", Grammar::ligne_exception, "exception mineur : oui si âge < 18 ans", |lower, pairs, line| {
            let colon = lower.find(&pairs, Grammar::deux_points).map(|colon| lower.span(&colon).start)?;
            let parent_word = lower.find(&pairs, Grammar::k_a).map(|word| lower.span(&word).start);
            let names: Vec<_> = lower.all(&pairs, Grammar::nom).iter().map(|name| lower.name(name)).collect();
            let before = |limit: u32| names.iter().find(|name| name.span.start < limit).cloned();
            let label = before(parent_word.unwrap_or(colon));
            let parent =
                parent_word.and_then(|word| names.iter().find(|name| name.span.start > word && name.span.start < colon).cloned());
            definition(lower, &pairs, line, Some(Exception { label, parent }))
        }),
        entry("sans objet", Grammar::ligne_qualifiee, "sans objet si âge < 16 ans", |lower, pairs, line| {
            let qualifiers = lower.qualifiers(&pairs);
            Some(RuleDefinition { exception: None, value: None, qualifiers, span: line.whole() })
        }),
    ],
    fallback: Some(&BASE),
    none: None,
};

fn definition<'t>(
    lower: &mut Lower<'t>,
    pairs: &Pairs<'t, Grammar>,
    line: &Line,
    exception: Option<Exception>,
) -> Option<RuleDefinition> {
    let value = lower.find(pairs, Grammar::expression)?;
    let value = lower.expression(&value)?;
    Some(RuleDefinition { exception, value: Some(value), qualifiers: lower.qualifiers(pairs), span: line.whole() })
}

/// `droit nom : type { … }`, `calcul nom : type = …`
pub(super) fn rule<'t>(lower: &mut Lower<'t>, pairs: &Pairs<'t, Grammar>, line: &Line, kind: RuleKind) -> Option<Rule> {
    let name = lower.find(pairs, Grammar::nom)?;
    let name = lower.name(&name);
    let data_type = data_type(lower, &lower.find(pairs, Grammar::type_donnee)?)?;
    if let Some(sign) = lower.find(pairs, Grammar::egal) {
        lower.equals(&sign);
    }
    let mut definitions = Vec::new();
    if lower.find(pairs, Grammar::expression).is_some() {
        definitions.extend(definition(lower, pairs, line, None));
    }
    definitions.extend(lower.block(line, &RULE).into_iter().map(|clause| clause.kind));
    Some(Rule { kind, name, data_type, definitions, span: line.whole() })
}
