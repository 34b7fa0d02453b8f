//! Conditions and formulas. `et` and `ou` mixed without parentheses are reported, with the parentheses to add.

use super::super::grammar::Rule;
use super::Lower;
use crate::source::{Correction, Location, Problem, ProblemKind, Span};
use crate::values::{Arithmetic, Comparison, Connective, Decimal, Expression, ExpressionKind, Extreme, Unit};
use pest::iterators::Pair;

impl<'t> Lower<'t> {
    /// An expression; nothing when a number in it could not be read, which was reported.
    pub(super) fn expression(&mut self, pair: &Pair<'t, Rule>) -> Option<Expression> {
        let mut parts = pair.clone().into_inner();
        let first = self.negation(&parts.next()?)?;
        if parts.peek().is_none() {
            return Some(first);
        }
        let mut operands = vec![first];
        let mut connectives = Vec::new();
        for part in parts {
            match part.as_rule() {
                Rule::negation => operands.push(self.negation(&part)?),
                _ => connectives.push((self.connective(&part), self.span(&part))),
            }
        }
        let mixed = connectives.iter().any(|(connective, _)| *connective != connectives[0].0);
        if mixed {
            self.mixed(&operands, &connectives);
        }
        Some(joined(operands, &connectives))
    }

    /// `et` or `ou`; `et/ou` is understood and mended.
    fn connective(&mut self, pair: &Pair<'t, Rule>) -> Connective {
        match pair.as_str() {
            "et" => Connective::And,
            "ou" => Connective::Or,
            _ => {
                self.spelling(pair, "ou", "« et/ou » s'écrit `ou` : l'un, l'autre ou les deux");
                Connective::Or
            }
        }
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

    /// A comparison or a value, perhaps denied.
    fn negation(&mut self, pair: &Pair<'t, Rule>) -> Option<Expression> {
        let mut negations = Vec::new();
        let mut start = 0;
        let mut left = None;
        let mut comparison = None;
        let mut operand = None;
        for part in pair.clone().into_inner() {
            match part.as_rule() {
                Rule::k_non => negations.push(self.span(&part)),
                Rule::calcul if left.is_none() => {
                    start = self.span(&part).start;
                    left = Some(self.calculation(&part)?);
                }
                Rule::calcul => {
                    let (left, right) = (left.take()?, self.calculation(&part)?);
                    let span = Span::new(start, self.trimmed(&part).end);
                    let kind = ExpressionKind::Compare(comparison?, Box::new(left), Box::new(right));
                    operand = Some(Expression::new(kind, span));
                }
                Rule::comparateur => comparison = Some(self.comparator(&part)),
                Rule::valeurs => {
                    let left = left.take()?;
                    let span = Span::new(start, self.trimmed(&part).end);
                    let values = part.into_inner().filter(|value| value.as_rule() == Rule::calcul);
                    let values = values.map(|value| self.calculation(&value)).collect::<Option<_>>()?;
                    operand = Some(Expression::new(ExpressionKind::Among(Box::new(left), values), span));
                }
                _ => {}
            }
        }
        let operand = operand.or(left)?;
        Some(negations.into_iter().rev().fold(operand, |operand, span| {
            let whole = span.cover(operand.span);
            Expression::new(ExpressionKind::Not(Box::new(operand)), whole)
        }))
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

    /// Values joined by signs: products first, each from left to right.
    fn calculation(&mut self, pair: &Pair<'t, Rule>) -> Option<Expression> {
        let whole = pair.as_span();
        let mut operands = pair.clone().into_inner();
        let first = operands.next()?;
        let mut end = first.as_span().end();
        let mut sum = None;
        let mut product = self.operand(&first)?;
        for operand in operands {
            let sign = sign_in(&whole.as_str()[end - whole.start()..operand.as_span().start() - whole.start()]);
            end = operand.as_span().end();
            let right = self.operand(&operand)?;
            match sign {
                '*' | '×' => product = arithmetic(Arithmetic::Multiply, product, right),
                '/' | '÷' => product = arithmetic(Arithmetic::Divide, product, right),
                sign => {
                    let sign = if sign == '+' { Arithmetic::Add } else { Arithmetic::Subtract };
                    sum = Some((added(sum, std::mem::replace(&mut product, right)), sign));
                }
            }
        }
        Some(added(sum, product))
    }

    /// A literal, a name, or an expression between parentheses, perhaps with a minus sign.
    pub(super) fn operand(&mut self, pair: &Pair<'t, Rule>) -> Option<Expression> {
        let mut parts = pair.clone().into_inner();
        let atom = parts.find(|part| !matches!(part.as_rule(), Rule::ouvrante | Rule::fermante))?;
        let value = self.atom(&atom)?;
        Some(if pair.as_str().starts_with(['-', '−']) {
            let whole = Span::new(self.span(pair).start, value.span.end);
            Expression::new(ExpressionKind::Negative(Box::new(value)), whole)
        } else {
            value
        })
    }

    fn atom(&mut self, pair: &Pair<'t, Rule>) -> Option<Expression> {
        let kind = match pair.as_rule() {
            Rule::expression => return self.expression(pair),
            Rule::date => ExpressionKind::Date(self.date(pair)?.value),
            Rule::quantite => return self.quantity(pair),
            Rule::extreme => return self.extreme(pair),
            Rule::k_aujourdhui => ExpressionKind::Today,
            Rule::k_oui => ExpressionKind::Boolean(true),
            Rule::k_non => ExpressionKind::Boolean(false),
            Rule::texte => ExpressionKind::Text(self.words(pair).value),
            _ => ExpressionKind::Name(self.reference(pair)),
        };
        Some(Expression::new(kind, self.trimmed(pair)))
    }

    /// `le plus petit de (a, b)`
    fn extreme(&mut self, pair: &Pair<'t, Rule>) -> Option<Expression> {
        let mut parts = pair.clone().into_inner();
        let kept = if parts.next()?.as_rule() == Rule::k_plus_petit { Extreme::Least } else { Extreme::Greatest };
        let values = parts.filter(|part| part.as_rule() == Rule::calcul);
        let values = values.map(|value| self.calculation(&value)).collect::<Option<_>>()?;
        Some(Expression::new(ExpressionKind::Extreme(kept, values), self.trimmed(pair)))
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

/// The sign between two values; a comment may stand beside it.
fn sign_in(between: &str) -> char {
    let outside_comments = between.lines().filter_map(|line| line.split('#').next());
    outside_comments.flat_map(str::chars).find(|letter| !letter.is_whitespace()).unwrap_or('+')
}

fn arithmetic(sign: Arithmetic, left: Expression, right: Expression) -> Expression {
    let span = left.span.cover(right.span);
    Expression::new(ExpressionKind::Arithmetic(sign, Box::new(left), Box::new(right)), span)
}

/// A product at the end of a sum begun.
fn added(sum: Option<(Expression, Arithmetic)>, product: Expression) -> Expression {
    match sum {
        None => product,
        Some((left, sign)) => arithmetic(sign, left, product),
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
