//! Rules as code: `droit` and `calcul`, their base, dated or not, their exceptions and their rounding.

use super::super::grammar::Rule as Grammar;
use super::super::skeleton::Line;
use super::evidence::data_type;
use super::{Container, Entry, Lower, entry};
use crate::source::Spanned;
use crate::values::{Date, Exception, Rounding, Rule, RuleDefinition, RuleKind};
use pest::iterators::Pairs;

/// A line of a rule.
pub(super) enum RuleClause {
    Definition(Box<RuleDefinition>),
    Rounding(Spanned<Rounding>),
}

/// A line that is only a value: the base of a rule.
static BASE: Entry<RuleClause> =
    entry("", Grammar::ligne_base, "0 €", |lower, pairs, line| definition(lower, &pairs, line, Rank::default()));

/// The block of a `droit` or of a `calcul`.
pub(super) static RULE: Container<RuleClause> = Container {
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
            definition(lower, &pairs, line, Rank { exception: Some(Exception { label, parent }), from: None })
        }),
        entry("à compter du", Grammar::ligne_datee, "à compter du 1er avril 2026 : 14 %", |lower, pairs, line| {
            let from = lower.find(&pairs, Grammar::date).and_then(|date| lower.date(&date))?;
            definition(lower, &pairs, line, Rank { exception: None, from: Some(from) })
        }),
        entry("arrondi", Grammar::ligne_phrase, "arrondi à l'euro", |lower, pairs, _| {
            let words = lower.find(&pairs, Grammar::phrase)?;
            lower.word(&words, Rounding::ALL, Rounding::word).map(RuleClause::Rounding)
        }),
        entry("sans objet", Grammar::ligne_qualifiee, "sans objet si âge < 16 ans", |lower, pairs, line| {
            let qualifiers = lower.qualifiers(&pairs);
            let span = line.whole();
            Some(RuleClause::Definition(Box::new(RuleDefinition { exception: None, from: None, value: None, qualifiers, span })))
        }),
    ],
    fallback: Some(&BASE),
    none: None,
};

/// Where a line stands among those of its rule.
#[derive(Default)]
struct Rank {
    exception: Option<Exception>,
    from: Option<Spanned<Date>>,
}

fn definition<'t>(
    lower: &mut Lower<'t>,
    pairs: &Pairs<'t, Grammar>,
    line: &Line,
    Rank { exception, from }: Rank,
) -> Option<RuleClause> {
    let value = lower.find(pairs, Grammar::expression)?;
    let value = lower.expression(&value)?;
    let qualifiers = lower.qualifiers(pairs);
    let definition = RuleDefinition { exception, from, value: Some(value), qualifiers, span: line.whole() };
    Some(RuleClause::Definition(Box::new(definition)))
}

/// `droit nom : type { … }`, `calcul nom : type = …`
pub(super) fn rule<'t>(lower: &mut Lower<'t>, pairs: &Pairs<'t, Grammar>, line: &Line, kind: RuleKind) -> Option<Rule> {
    let name = lower.find(pairs, Grammar::nom)?;
    let name = lower.name(&name);
    let data_type = data_type(lower, &lower.find(pairs, Grammar::type_donnee)?)?;
    if let Some(sign) = lower.find(pairs, Grammar::egal) {
        lower.equals(&sign);
    }
    let mut clauses = Vec::new();
    if lower.find(pairs, Grammar::expression).is_some() {
        clauses.extend(definition(lower, pairs, line, Rank::default()));
    }
    clauses.extend(lower.block(line, &RULE).into_iter().map(|clause| clause.kind));
    let mut definitions = Vec::new();
    let mut rounding = None;
    for clause in clauses {
        match clause {
            RuleClause::Definition(definition) => definitions.push(*definition),
            RuleClause::Rounding(said) => rounding = Some(said),
        }
    }
    Some(Rule { kind, name, data_type, definitions, rounding, span: line.whole() })
}
