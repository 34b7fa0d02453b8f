//! Conditions and formulas. `et` and `ou` mixed without parentheses are reported, with the parentheses to add.

use super::super::grammar::Rule;
use super::Lower;
use crate::source::{Correction, Location, Problem, ProblemKind, Span};
use crate::values::{Arithmetic, Comparison, Connective, Decimal, Expression, ExpressionKind, Unit};
use pest::iterators::Pair;

impl<'t> Lower<'t> {
    /// An expression; nothing when a number in it could not be read, which was reported.
    pub(super) fn expression(&mut self, pair: &Pair<'t, Rule>) -> Option<Expression> {
        let mut operands = Vec::new();
        let mut connectives = Vec::new();
        for part in pair.clone().into_inner() {
            match part.as_rule() {
                Rule::negation => operands.push(self.negation(&part)?),
                Rule::k_et => connectives.push((Connective::And, self.span(&part))),
                Rule::k_ou => connectives.push((Connective::Or, self.span(&part))),
                Rule::k_et_ou => {
                    self.spelling(&part, "ou", "« et/ou » s'écrit `ou` : l'un, l'autre ou les deux");
                    connectives.push((Connective::Or, self.span(&part)));
                }
                _ => {}
            }
        }
        let mixed = connectives.iter().any(|(connective, _)| *connective != connectives[0].0);
        if mixed {
            self.mixed(&operands, &connectives);
        }
        Some(joined(operands, &connectives))
    }

    fn mixed(&mut self, operands: &[Expression], connectives: &[(Connective, Span)]) {
        let first = connectives.first().map_or(Connective::And, |(connective, _)| *connective);
        let Some((_, other)) = connectives.iter().find(|(connective, _)| *connective != first) else { return };
        let mut edits = Vec::new();
        let mut start = 0;
        for end in 1..=operands.len() {
            let still_and = end < operands.len() && connectives[end - 1].0 == Connective::And;
            if still_and {
                continue;
            }
            if end - start > 1 {
                let (open, close) = (self.outer_start(&operands[start]), self.outer_end(&operands[end - 1]));
                edits.push((Span::new(open, open), "(".to_owned()));
                edits.push((Span::new(close, close), ")".to_owned()));
            }
            start = end;
        }
        let message = "« et » et « ou » sont mêlés sans parenthèses : on peut lire deux conditions différentes";
        let mut problem = Problem::new(ProblemKind::MixedConnectives, Location::new(self.file, *other), message)
            .with_label("ceci va-t-il avec ce qui précède ?")
            .with_help("mettez des parenthèses autour de ce qui va ensemble : `a et (b ou c)`, ou `(a et b) ou c`");
        if let Some((_, span)) = connectives.first() {
            problem = problem.with_related(Location::new(self.file, *span), "l'autre mot");
        }
        problem.correction = Some(Correction { title: "grouper ce que « et » relie".to_owned(), edits });
        self.problems.push(problem);
    }

    /// Where an operand starts, its own parentheses included.
    fn outer_start(&self, operand: &Expression) -> u32 {
        let before = self.text[..operand.span.start as usize].trim_end();
        let start = if self.is_enclosed(operand) { before.len() - 1 } else { operand.span.start as usize };
        u32::try_from(start).unwrap_or(operand.span.start)
    }

    /// Where an operand ends, its own parentheses included.
    fn outer_end(&self, operand: &Expression) -> u32 {
        let after = &self.text[operand.span.end as usize..];
        let closing = if self.is_enclosed(operand) { after.len() - after.trim_start().len() + 1 } else { 0 };
        operand.span.end + u32::try_from(closing).unwrap_or(0)
    }

    /// Whether an operand stands between parentheses of its own.
    fn is_enclosed(&self, operand: &Expression) -> bool {
        let before = self.text[..operand.span.start as usize].trim_end();
        let after = self.text[operand.span.end as usize..].trim_start();
        before.ends_with('(') && after.starts_with(')')
    }

    fn spelling(&mut self, pair: &Pair<'t, Rule>, written: &str, message: &str) {
        let span = self.span(pair);
        let problem = Problem::new(ProblemKind::Spelling, Location::new(self.file, span), message);
        let problem = problem.with_label(format!("s'écrit `{written}`"));
        self.problems.push(problem.with_correction(format!("écrire `{written}`"), span, written));
    }

    fn negation(&mut self, pair: &Pair<'t, Rule>) -> Option<Expression> {
        let mut negations = Vec::new();
        let mut operand = None;
        for part in pair.clone().into_inner() {
            match part.as_rule() {
                Rule::k_non => negations.push(self.span(&part)),
                Rule::comparaison => operand = Some(self.comparison(&part)?),
                _ => {}
            }
        }
        let operand = operand?;
        Some(negations.into_iter().rev().fold(operand, |operand, span| {
            let whole = span.cover(operand.span);
            Expression::new(ExpressionKind::Not(Box::new(operand)), whole)
        }))
    }

    fn comparison(&mut self, pair: &Pair<'t, Rule>) -> Option<Expression> {
        let span = self.trimmed(pair);
        let mut left = None;
        let mut comparison = None;
        for part in pair.clone().into_inner() {
            match part.as_rule() {
                Rule::somme if left.is_none() => left = Some(self.sum(&part)?),
                Rule::somme => {
                    let right = self.sum(&part)?;
                    let (left, comparison) = (left.take()?, comparison?);
                    let kind = ExpressionKind::Compare(comparison, Box::new(left), Box::new(right));
                    return Some(Expression::new(kind, span));
                }
                Rule::comparateur => comparison = Some(self.comparator(&part)),
                Rule::valeurs => {
                    let mut values = Vec::new();
                    for value in part.into_inner().filter(|value| value.as_rule() == Rule::somme) {
                        values.push(self.sum(&value)?);
                    }
                    return Some(Expression::new(ExpressionKind::Among(Box::new(left?), values), span));
                }
                _ => {}
            }
        }
        left
    }

    /// A comparison sign; `==` and `!=` are understood and mended.
    pub(super) fn comparator(&mut self, pair: &Pair<'t, Rule>) -> Comparison {
        match pair.as_str() {
            "<" => Comparison::Less,
            "<=" | "≤" => Comparison::LessOrEqual,
            ">" => Comparison::Greater,
            ">=" | "≥" => Comparison::GreaterOrEqual,
            "<>" | "≠" => Comparison::Different,
            "!=" => {
                self.spelling(pair, "<>", "« != » s'écrit `<>`");
                Comparison::Different
            }
            "==" => {
                self.spelling(pair, "=", "« == » s'écrit `=`");
                Comparison::Equal
            }
            _ => Comparison::Equal,
        }
    }

    /// The sign of a definition; `==` is understood and mended.
    pub(super) fn equals(&mut self, pair: &Pair<'t, Rule>) {
        if pair.as_str() == "==" {
            self.spelling(pair, "=", "« == » s'écrit `=`");
        }
    }

    fn sum(&mut self, pair: &Pair<'t, Rule>) -> Option<Expression> {
        self.operations(pair, Rule::produit, Rule::plus_moins, Self::product)
    }

    fn product(&mut self, pair: &Pair<'t, Rule>) -> Option<Expression> {
        self.operations(pair, Rule::unaire, Rule::fois_divise, Self::unary)
    }

    fn operations(
        &mut self,
        pair: &Pair<'t, Rule>,
        operand: Rule,
        operator: Rule,
        read: fn(&mut Self, &Pair<'t, Rule>) -> Option<Expression>,
    ) -> Option<Expression> {
        let mut result: Option<Expression> = None;
        let mut pending = Arithmetic::Add;
        for part in pair.clone().into_inner() {
            if part.as_rule() == operator {
                pending = match part.as_str() {
                    "+" => Arithmetic::Add,
                    "-" | "−" => Arithmetic::Subtract,
                    "*" | "×" => Arithmetic::Multiply,
                    _ => Arithmetic::Divide,
                };
            } else if part.as_rule() == operand {
                let right = read(self, &part)?;
                result = Some(match result {
                    None => right,
                    Some(left) => {
                        let span = left.span.cover(right.span);
                        Expression::new(ExpressionKind::Arithmetic(pending, Box::new(left), Box::new(right)), span)
                    }
                });
            }
        }
        result
    }

    /// A literal or a name, perhaps with a minus sign.
    pub(super) fn unary(&mut self, pair: &Pair<'t, Rule>) -> Option<Expression> {
        let inner = pair.clone().into_inner();
        let sign = self.find(&inner, Rule::oppose).map(|sign| self.span(&sign));
        let atom = self.find(&inner, Rule::atome)?;
        let value = self.atom(&atom)?;
        Some(match sign {
            None => value,
            Some(span) => {
                let whole = span.cover(value.span);
                Expression::new(ExpressionKind::Negative(Box::new(value)), whole)
            }
        })
    }

    fn atom(&mut self, pair: &Pair<'t, Rule>) -> Option<Expression> {
        let inner = pair.clone().into_inner().find(|part| !matches!(part.as_rule(), Rule::ouvrante | Rule::fermante))?;
        let span = self.trimmed(&inner);
        let kind = match inner.as_rule() {
            Rule::expression => return self.expression(&inner),
            Rule::date => ExpressionKind::Date(self.date(&inner)?.value),
            Rule::quantite => return self.quantity(&inner),
            Rule::k_oui => ExpressionKind::Boolean(true),
            Rule::k_non => ExpressionKind::Boolean(false),
            Rule::texte => ExpressionKind::Text(self.words(&inner).value),
            _ => ExpressionKind::Name(self.reference(&inner)),
        };
        Some(Expression::new(kind, span))
    }

    fn quantity(&mut self, pair: &Pair<'t, Rule>) -> Option<Expression> {
        let span = self.trimmed(pair);
        let inner = pair.clone().into_inner();
        let digits = self.find(&inner, Rule::decimal)?;
        let number = self.decimal(&digits)?;
        let unit = inner.clone().nth(1);
        let kind = match unit.as_ref().map(Pair::as_rule) {
            None => ExpressionKind::Number(number, None),
            Some(Rule::euro) => ExpressionKind::Money(self.money(&digits)?),
            Some(Rule::pourcent) => ExpressionKind::Percentage(number / Decimal::from_integer(100)),
            Some(Rule::unite_temps) => {
                let unit = self.time_unit(unit?)?;
                match u32::try_from(*number.numer()).ok().filter(|_| number.is_integer()) {
                    Some(whole) => ExpressionKind::Duration(crate::values::Duration::new(whole, unit)),
                    None => ExpressionKind::Number(number, Some(Unit::Time(unit))),
                }
            }
            Some(_) => ExpressionKind::Number(number, unit.map(|unit| Unit::Other(unit.as_str().into()))),
        };
        Some(Expression::new(kind, span))
    }

    /// The place of a pair without the spaces at its end.
    fn trimmed(&self, pair: &Pair<'t, Rule>) -> Span {
        let span = self.span(pair);
        let words = self.text[span.range()].trim_end();
        Span::new(span.start, span.start + u32::try_from(words.len()).unwrap_or(0))
    }
}

/// The operands joined as written when only one word joins them; else what « et » joins goes together.
fn joined(mut operands: Vec<Expression>, connectives: &[(Connective, Span)]) -> Expression {
    if operands.len() == 1 {
        return operands.remove(0);
    }
    let all_and = connectives.iter().all(|(connective, _)| *connective == Connective::And);
    let mut groups: Vec<Vec<Expression>> = Vec::new();
    for (rank, operand) in operands.into_iter().enumerate() {
        let joins_previous = rank > 0 && connectives.get(rank - 1).is_some_and(|(connective, _)| *connective == Connective::And);
        match groups.last_mut() {
            Some(group) if joins_previous => group.push(operand),
            Some(_) | None => groups.push(vec![operand]),
        }
    }
    let mut alternatives: Vec<_> = groups.into_iter().map(|group| logic(Connective::And, group)).collect();
    if all_and { alternatives.remove(0) } else { logic(Connective::Or, alternatives) }
}

fn logic(connective: Connective, mut operands: Vec<Expression>) -> Expression {
    if operands.len() == 1 {
        return operands.remove(0);
    }
    let span = operands.iter().skip(1).fold(operands[0].span, |span, operand| span.cover(operand.span));
    Expression::new(ExpressionKind::Logic(connective, operands), span)
}
