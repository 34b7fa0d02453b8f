//! The type of each formula, from its parts; what does not agree is reported where it stands.

use super::Checker;
use super::arithmetic::result;
use super::kind::{Number, Type};
use crate::model::SymbolKind;
use crate::source::{Location, Problem, ProblemKind, Span};
use crate::values::{Arithmetic, Comparison, Decimal, Expression, ExpressionKind, Reference, Unit};

impl<'m> Checker<'m> {
    /// A condition: it must be oui or non.
    pub(super) fn condition(&mut self, condition: &'m Expression) {
        let found = self.type_of(condition);
        if !Type::Boolean.agrees(found) {
            let message = format!("une condition se lit oui ou non ; {} est {}", words(condition), found.name());
            self.wrong(condition, found, message, self.example_of_condition(condition, found));
        }
    }

    /// The type of a formula.
    pub(super) fn type_of(&mut self, expression: &'m Expression) -> Type<'m> {
        match &expression.kind {
            ExpressionKind::Boolean(_) => Type::Boolean,
            ExpressionKind::Number(number, unit) => Type::literal(number.is_integer(), unit.as_ref()),
            ExpressionKind::Money(_) => Type::Money,
            ExpressionKind::Percentage(_) => Type::NUMBER,
            ExpressionKind::Duration(duration) => Type::Duration(Some(duration.unit)),
            ExpressionKind::Date(_) | ExpressionKind::Today => Type::Date,
            ExpressionKind::Text(_) => Type::Text,
            ExpressionKind::Name(reference) => self.type_of_name(reference),
            ExpressionKind::Not(operand) => {
                self.boolean(operand, "non");
                Type::Boolean
            }
            ExpressionKind::Logic(connective, operands) => {
                operands.iter().for_each(|operand| self.boolean(operand, connective.word()));
                Type::Boolean
            }
            ExpressionKind::Compare(comparison, left, right) => {
                self.compare(expression, *comparison, left, right);
                Type::Boolean
            }
            ExpressionKind::Among(value, values) => {
                let found = self.type_of(value);
                for other in values {
                    let other_type = self.type_of(other);
                    self.agree((value, found), (other, other_type));
                }
                Type::Boolean
            }
            ExpressionKind::Arithmetic(operation, left, right) => self.arithmetic(expression, *operation, left, right),
            ExpressionKind::Negative(operand) => self.negative(operand),
            ExpressionKind::Extreme(_, values) => self.extreme(values),
        }
    }

    fn type_of_name(&self, reference: &'m Reference) -> Type<'m> {
        let Some(symbol) = self.model.symbol(reference) else { return Type::Unknown };
        match symbol.kind {
            SymbolKind::Data(rank) => self
                .model
                .data
                .get(rank as usize)
                .map_or(Type::Unknown, |datum| Type::declared(&datum.data_type, datum.unit.as_ref().map(|unit| &*unit.value))),
            SymbolKind::Rule(_) | SymbolKind::LocalRule(..) => {
                self.model.rule(reference).map_or(Type::Unknown, |rule| Type::declared(&rule.data_type.value, None))
            }
            SymbolKind::EnumValue(_) => Type::Value(&symbol.name),
            SymbolKind::PublicOrganisation(_)
            | SymbolKind::Evidence(_)
            | SymbolKind::PublicService(_)
            | SymbolKind::LifeEvent(_)
            | SymbolKind::Journey(_)
            | SymbolKind::Profile(_)
            | SymbolKind::LegalResource(_)
            | SymbolKind::Step(..) => Type::Unknown,
        }
    }

    fn boolean(&mut self, operand: &'m Expression, word: &str) {
        let found = self.type_of(operand);
        if !Type::Boolean.agrees(found) {
            let message = format!("« {word} » porte sur des conditions ; {} est {}", words(operand), found.name());
            self.wrong(operand, found, message, self.example_of_condition(operand, found));
        }
    }

    fn compare(&mut self, whole: &'m Expression, comparison: Comparison, left: &'m Expression, right: &'m Expression) {
        let (left_type, right_type) = (self.type_of(left), self.type_of(right));
        if !self.agree((left, left_type), (right, right_type)) {
            return;
        }
        if !comparison.is_ordering() {
            return;
        }
        if !(left_type.is_ordered() && right_type.is_ordered()) {
            let message = format!("« {} » n'a pas de sens ici : {} est {}", comparison.sign(), words(left), left_type.name());
            let help = "comparez avec `=`, `<>` ou `est parmi`".to_owned();
            self.wrong(whole, left_type, message, Some(help));
        }
    }

    /// Reports two values that cannot be equal; says whether they can.
    pub(super) fn agree(&mut self, left: (&'m Expression, Type<'m>), right: (&'m Expression, Type<'m>)) -> bool {
        if left.1.agrees(right.1) {
            return true;
        }
        // The name tells what is expected; the other side is what is at fault.
        let (expected, faulty) = match (&left.0.kind, &right.0.kind, right.1) {
            (_, ExpressionKind::Name(_), Type::OneOf(_)) => (right, left),
            (ExpressionKind::Name(_), _, _) | (_, _, Type::Value(_)) => (left, right),
            (_, ExpressionKind::Name(_), _) => (right, left),
            (_, _, _) => (left, right),
        };
        let message = match (expected.1, faulty.1) {
            (Type::OneOf(_), Type::Value(value)) => format!("`{value}` n'est pas une valeur de {}", words(expected.0)),
            (_, _) => {
                let (expected, faulty) = (with_type(expected.0, expected.1), with_type(faulty.0, faulty.1));
                format!("on ne compare pas {expected} à {faulty}")
            }
        };
        let problem = self.problem(faulty.0, faulty.1, message, listed(expected.0, expected.1));
        let problem = self.with_definitions(problem, expected.0);
        self.problems.push(mended(problem, faulty.0, expected.1));
        false
    }

    fn negative(&mut self, operand: &'m Expression) -> Type<'m> {
        let found = self.type_of(operand);
        match found {
            Type::Unknown | Type::Number(_) | Type::Money | Type::Duration(_) => found,
            Type::Boolean | Type::Date | Type::Text | Type::OneOf(_) | Type::Value(_) => {
                let message = format!("« - » change le signe d'un nombre ; {} est {}", words(operand), found.name());
                self.wrong(operand, found, message, None);
                Type::Unknown
            }
        }
    }

    /// The smallest or the greatest of several values: all of one sort, which has an order.
    fn extreme(&mut self, values: &'m [Expression]) -> Type<'m> {
        let Some((first, others)) = values.split_first() else { return Type::Unknown };
        let mut found = self.type_of(first);
        if !found.is_ordered() {
            let message =
                format!("le plus petit ou le plus grand se cherche parmi des nombres ; {} est {}", words(first), found.name());
            self.wrong(first, found, message, None);
            return Type::Unknown;
        }
        for other in others {
            let other_type = self.type_of(other);
            if !self.agree((first, found), (other, other_type)) {
                return Type::Unknown;
            }
            found = found.joined(other_type);
        }
        found
    }

    fn arithmetic(
        &mut self,
        whole: &'m Expression,
        operation: Arithmetic,
        left: &'m Expression,
        right: &'m Expression,
    ) -> Type<'m> {
        let (left_type, right_type) = (self.type_of(left), self.type_of(right));
        if let Some(result) = result(operation, left_type, right_type) {
            return result;
        }
        let (first, second) = (with_type(left, left_type), with_type(right, right_type));
        let message = match operation {
            Arithmetic::Add => format!("on n'ajoute pas {second} à {first}"),
            Arithmetic::Subtract => format!("on ne retire pas {second} de {first}"),
            Arithmetic::Multiply => format!("on ne multiplie pas {first} par {second}"),
            Arithmetic::Divide => format!("on ne divise pas {first} par {second}"),
        };
        let problem = Problem::new(ProblemKind::WrongType, Location::new(self.file, whole.span), message);
        let problem = self.with_definitions(problem, left);
        let problem = self.with_definitions(problem, right);
        self.problems.push(problem);
        Type::Unknown
    }

    /// Reports a value that is not of the sort expected where it stands.
    pub(super) fn wrong(&mut self, expression: &'m Expression, found: Type<'m>, message: String, help: Option<String>) {
        let problem = self.problem(expression, found, message, help);
        self.problems.push(problem);
    }

    pub(super) fn problem(&self, expression: &'m Expression, found: Type<'m>, message: String, help: Option<String>) -> Problem {
        let mut problem =
            Problem::new(ProblemKind::WrongType, Location::new(self.file, expression.span), message).with_label(found.name());
        problem.help = help;
        self.with_definitions(problem, expression)
    }

    /// Shows where the name an expression consists of is defined.
    pub(super) fn with_definitions(&self, problem: Problem, expression: &Expression) -> Problem {
        let ExpressionKind::Name(reference) = &expression.kind else { return problem };
        match self.model.symbol(reference) {
            Some(symbol) if problem.related.iter().any(|(location, _)| *location == symbol.location) => problem,
            Some(symbol) => problem.with_related(symbol.location, format!("définition de `{}`", symbol.name)),
            None => problem,
        }
    }

    fn example_of_condition(&self, expression: &Expression, found: Type<'m>) -> Option<String> {
        let ExpressionKind::Name(reference) = &expression.kind else { return None };
        let name = &reference.name;
        let value = match found {
            Type::OneOf(values) => values.first()?.value.to_string(),
            Type::Number(Number { scale, .. }) => {
                return Some(match scale {
                    Some(scale) => format!("comparez : `{name} < 18 {}`", scale.written),
                    None => format!("comparez : `{name} < 18`"),
                });
            }
            Type::Money => return Some(format!("comparez : `{name} < 1 000 €`")),
            Type::Duration(_) => return Some(format!("comparez : `{name} < 3 mois`")),
            Type::Date => return Some(format!("comparez : `{name} < 2026-01-01`")),
            Type::Text => "« … »".to_owned(),
            Type::Unknown | Type::Boolean | Type::Value(_) => return None,
        };
        Some(format!("comparez : `{name} = {value}`"))
    }
}

/// A number without unit where an amount is expected is an amount whose « € » is missing.
pub(super) fn mended<'m>(problem: Problem, faulty: &Expression, expected: Type<'m>) -> Problem {
    let bare = matches!(faulty.kind, ExpressionKind::Number(_, None));
    if !(bare && expected == Type::Money) {
        return problem;
    }
    let end = Span::new(faulty.span.end, faulty.span.end);
    problem.with_help("un montant s'écrit avec son unité : `25 €`").with_correction("ajouter « € »", end, "\u{a0}€")
}

/// The values of an enumeration.
pub(super) fn listed(expression: &Expression, found: Type<'_>) -> Option<String> {
    let Type::OneOf(values) = found else { return None };
    let values: Vec<_> = values.iter().map(|value| format!("`{}`", value.value)).collect();
    Some(format!("valeurs de {} : {}", words(expression), values.join(", ")))
}

/// An expression and its type: « `âge` (un nombre en années) ».
fn with_type(expression: &Expression, found: Type<'_>) -> String {
    format!("{} ({})", words(expression), found.name())
}

/// Why a value does not fit what is declared.
pub(super) fn misfit(name: &str, declared: Type<'_>, value: &Expression, found: Type<'_>) -> String {
    match (declared, found) {
        (Type::OneOf(_), Type::Value(value)) => format!("`{value}` n'est pas une valeur de `{name}`"),
        (_, _) if found.agrees(declared) => {
            format!("`{name}` est {} ; {} peut avoir des décimales", declared.name(), words(value))
        }
        (_, _) => format!("`{name}` est {} ; {} est {}", declared.name(), words(value), found.name()),
    }
}

/// An expression in the words of the text; « ce calcul » when it is made of parts.
pub(super) fn words(expression: &Expression) -> String {
    match &expression.kind {
        ExpressionKind::Boolean(true) => "`oui`".to_owned(),
        ExpressionKind::Boolean(false) => "`non`".to_owned(),
        ExpressionKind::Number(number, None) => format!("`{}`", decimal(*number)),
        ExpressionKind::Number(number, Some(Unit::Time(unit))) => format!("`{} {}`", decimal(*number), unit.name(2)),
        ExpressionKind::Number(number, Some(Unit::Other(unit))) => format!("`{} {unit}`", decimal(*number)),
        ExpressionKind::Money(money) => format!("`{money}`"),
        ExpressionKind::Percentage(ratio) => format!("`{} %`", decimal(ratio * Decimal::from_integer(100))),
        ExpressionKind::Duration(duration) => format!("`{duration}`"),
        ExpressionKind::Date(date) => format!("`{date}`"),
        ExpressionKind::Text(text) => format!("« {text} »"),
        ExpressionKind::Name(reference) => format!("`{}`", reference.name),
        ExpressionKind::Not(_) | ExpressionKind::Logic(..) | ExpressionKind::Compare(..) | ExpressionKind::Among(..) => {
            "cette condition".to_owned()
        }
        ExpressionKind::Today => "`aujourd'hui`".to_owned(),
        ExpressionKind::Arithmetic(..) | ExpressionKind::Negative(_) | ExpressionKind::Extreme(..) => "ce calcul".to_owned(),
    }
}

/// A decimal with a comma; a fraction that has no end is left as a fraction.
fn decimal(number: Decimal) -> String {
    let mut places = 0;
    let mut scaled = number;
    while !scaled.is_integer() && places < 9 {
        scaled *= Decimal::from_integer(10);
        places += 1;
    }
    if !scaled.is_integer() {
        return number.to_string();
    }
    let digits = format!("{:0width$}", scaled.to_integer(), width = places + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places);
    if fraction.is_empty() { whole.to_owned() } else { format!("{whole},{fraction}") }
}
