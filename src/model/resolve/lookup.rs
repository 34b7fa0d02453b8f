//! Looks up one name, where it is used and for what is expected there.

use super::expected::Expected;
use super::names::{LocalNames, Names, composed, folded};
use super::walk::UsesNames;
use super::{Issue, Mishap};
use crate::model::{Sourced, SymbolKind, Use};
use crate::source::{FileId, Location, Span};
use crate::values::{Expression, ExpressionKind, Reference, SymbolId};

/// What looks up the names of one thing.
#[derive(Debug)]
pub(super) struct Resolver<'n, 's> {
    pub(super) names: &'n Names<'s>,
    file: FileId,
    /// The procedure one is in: its rank and its names.
    pub(super) local: Option<(u32, LocalNames<'s>)>,
    /// What was not found, or not quite.
    pub(super) issues: Vec<Issue>,
    /// What was found.
    pub(super) uses: Vec<Use>,
}

impl<'n, 's> Resolver<'n, 's> {
    pub(super) const fn new(names: &'n Names<'s>) -> Self {
        Self { names, file: FileId(0), local: None, issues: Vec::new(), uses: Vec::new() }
    }

    pub(super) fn visit<T: UsesNames>(&mut self, thing: &mut T) {
        self.file = thing.file();
        thing.resolve(self);
    }

    pub(super) fn name(&mut self, reference: &mut Reference, expected: Expected) {
        match self.find(&reference.name, expected) {
            Some(id) => self.found(reference, id),
            None => self.not_found(reference, expected),
        }
    }

    pub(super) fn names<'r>(&mut self, references: impl IntoIterator<Item = &'r mut Sourced<Reference>>, expected: Expected) {
        for reference in references {
            self.name(&mut reference.value, expected);
        }
    }

    /// Exact names first, everywhere, then names that differ by accents or capitals.
    pub(super) fn find(&self, name: &str, expected: Expected) -> Option<SymbolId> {
        let accepts = |kind| expected.accepts(kind);
        let local = self.local.as_ref().map(|(_, local)| local);
        let local = match expected {
            Expected::Step => {
                return local.and_then(|local| local.steps.exact(name, accepts).or_else(|| local.steps.close(name, accepts)));
            }
            Expected::Rule | Expected::Formula => local.map(|local| &local.rules),
            Expected::Organisation
            | Expected::Evidence
            | Expected::Datum
            | Expected::Service
            | Expected::LifeEvent
            | Expected::LegalResource => None,
        };
        let values = (expected == Expected::Formula).then_some(&self.names.values);
        let datum = |kind| matches!(kind, SymbolKind::Data(_)) && accepts(kind);
        let shared = &self.names.shared;
        shared
            .exact(name, datum)
            .or_else(|| local?.exact(name, accepts))
            .or_else(|| shared.exact(name, accepts))
            .or_else(|| values?.exact(name, accepts))
            .or_else(|| shared.close(name, datum))
            .or_else(|| local?.close(name, accepts))
            .or_else(|| shared.close(name, accepts))
            .or_else(|| values?.close(name, accepts))
    }

    fn found(&mut self, reference: &mut Reference, id: SymbolId) {
        reference.target = Some(id);
        self.uses.push(Use { location: Location::new(self.file, reference.span), symbol: id });
        if self.names.symbols.get(id).name != reference.name {
            self.issue(reference, Mishap::Respelled(id));
        }
    }

    fn not_found(&mut self, reference: &Reference, expected: Expected) {
        let name = &reference.name;
        let step = self.local.as_ref().and_then(|(_, local)| local.steps.exact(name, |_| true));
        let other = self.names.shared.exact(name, |_| true).or(step);
        let mishap = other.map_or(Mishap::Unknown(expected), |other| Mishap::OtherKind(expected, other));
        self.issue(reference, mishap);
    }

    fn issue(&mut self, reference: &Reference, mishap: Mishap) {
        let location = Location::new(self.file, reference.span);
        let service = self.local.as_ref().map(|(rank, _)| *rank);
        self.issues.push(Issue { location, name: reference.name.clone(), service, mishap });
    }

    /// A formula, compared with or assigned to `of` when it lists its values.
    pub(super) fn formula(&mut self, expression: &mut Expression, of: Option<SymbolId>) {
        if let (ExpressionKind::Text(words), Some(of)) = (&expression.kind, of) {
            expression.kind = ExpressionKind::Name(self.option(words, expression.span, of));
            return;
        }
        match &mut expression.kind {
            ExpressionKind::Boolean(_)
            | ExpressionKind::Number(..)
            | ExpressionKind::Money(_)
            | ExpressionKind::Percentage(_)
            | ExpressionKind::Duration(_)
            | ExpressionKind::Date(_)
            | ExpressionKind::Today
            | ExpressionKind::Text(_) => {}
            ExpressionKind::Name(reference) => self.formula_name(reference, of),
            ExpressionKind::Not(operand) | ExpressionKind::Negative(operand) => self.formula(operand, None),
            ExpressionKind::Logic(_, operands) | ExpressionKind::Extreme(_, operands) => {
                operands.iter_mut().for_each(|operand| self.formula(operand, None))
            }
            ExpressionKind::Arithmetic(_, left, right) => {
                self.formula(left, None);
                self.formula(right, None);
            }
            ExpressionKind::Compare(_, left, right) => {
                let (of_left, of_right) = (self.enumeration(left), self.enumeration(right));
                self.formula(left, of_right);
                self.formula(right, of_left);
            }
            ExpressionKind::Among(value, values) => {
                let of = self.enumeration(value);
                self.formula(value, None);
                values.iter_mut().for_each(|value| self.formula(value, of));
            }
        }
    }

    /// A name in a formula: one of the values expected there, else a datum, a right, a calculation, else any value.
    fn formula_name(&mut self, reference: &mut Reference, of: Option<SymbolId>) {
        if let Some(id) = of.and_then(|of| self.listed_value(&reference.name, of)) {
            return self.found(reference, id);
        }
        match (self.find(&reference.name, Expected::Formula), of) {
            (Some(id), _) => self.found(reference, id),
            (None, Some(of)) => self.issue(reference, Mishap::UnknownValue(of)),
            (None, None) => self.not_found(reference, Expected::Formula),
        }
    }

    /// The option in words of a list.
    fn option(&mut self, words: &str, span: Span, of: SymbolId) -> Reference {
        let mut reference = Reference::new(words, span);
        let values = self.names.enumerations.get(&of);
        let is_listed = values.is_some_and(|values| values.iter().any(|value| composed(value) == composed(words)));
        match self.names.values.exact(words, |_| true).filter(|_| is_listed) {
            Some(id) => {
                reference.target = Some(id);
                self.uses.push(Use { location: Location::new(self.file, span), symbol: id });
            }
            None => self.issue(&reference, Mishap::UnknownValue(of)),
        }
        reference
    }

    /// The value of that name among those `of` lists.
    fn listed_value(&self, name: &str, of: SymbolId) -> Option<SymbolId> {
        let values = self.names.enumerations.get(&of)?;
        let exact = values.iter().find(|value| composed(value) == composed(name));
        let value = exact.or_else(|| {
            let folded_name = folded(name);
            values.iter().find(|value| folded(value) == folded_name)
        })?;
        self.names.values.exact(value, |_| true)
    }

    /// Whether `id` lists its values.
    pub(super) fn lists_values(&self, id: &SymbolId) -> bool {
        self.names.enumerations.contains_key(id)
    }

    /// The datum, right or calculation an expression names, when it lists its values.
    fn enumeration(&self, expression: &Expression) -> Option<SymbolId> {
        let ExpressionKind::Name(reference) = &expression.kind else { return None };
        self.find(&reference.name, Expected::Formula).filter(|id| self.lists_values(id))
    }

    /// A name of the procedure defined twice, or that hides a datum.
    pub(super) fn local_duplicates(&mut self) {
        let Some((rank, local)) = &self.local else { return };
        let symbols = self.names.symbols;
        let mut twice = local.steps.duplicates();
        twice.extend(local.rules.duplicates());
        for id in local.rules.ids() {
            let datum = self.names.shared.exact(&symbols.get(*id).name, |kind| matches!(kind, SymbolKind::Data(_)));
            twice.extend(datum.map(|datum| (datum, *id)));
        }
        let issues = twice.into_iter().map(|(first, id)| {
            let symbol = symbols.get(id);
            let mishap = Mishap::Duplicate(first, id);
            Issue { location: symbol.location, name: symbol.name.clone(), service: Some(*rank), mishap }
        });
        self.issues.extend(issues);
    }
}
