//! Numbers, amounts, durations and dates: exact, and reported when they cannot be.

use super::super::grammar::Rule;
use super::Lower;
use crate::source::{Location, Problem, ProblemKind, Span, Spanned};
use crate::values::{Date, Decimal, Duration, DurationRange, DurationUnit, Money, month};
use pest::iterators::{Pair, Pairs};

impl<'t> Lower<'t> {
    /// A whole number; reports one that is too large.
    pub(super) fn integer<T: TryFrom<u64>>(&mut self, pair: &Pair<'t, Rule>) -> Option<Spanned<T>> {
        let span = self.span(pair);
        let digits: String = pair.as_str().chars().filter(char::is_ascii_digit).collect();
        match digits.parse::<u64>().ok().and_then(|number| T::try_from(number).ok()) {
            Some(number) => Some(Spanned::new(number, span)),
            None => {
                self.too_large(span);
                None
            }
        }
    }

    fn too_large(&mut self, span: Span) {
        let message = "ce nombre est trop grand pour être lu";
        self.problems.push(Problem::new(ProblemKind::UnreadableLine, Location::new(self.file, span), message));
    }

    /// An exact decimal; reports one that is too large.
    pub(super) fn decimal(&mut self, pair: &Pair<'t, Rule>) -> Option<Decimal> {
        let typed = pair.as_str();
        let (whole, fraction) = typed.split_once([',', '.']).unwrap_or((typed, ""));
        let digits: String = whole.chars().chain(fraction.chars()).filter(char::is_ascii_digit).collect();
        let scale = u32::try_from(fraction.len()).ok().and_then(|scale| 10_i128.checked_pow(scale));
        let value = digits.parse::<i64>().ok().zip(scale);
        if value.is_none() {
            self.too_large(self.span(pair));
        }
        value.map(|(digits, scale)| Decimal::new(i128::from(digits), scale))
    }

    /// An amount from its digits; reports a fraction of a cent.
    pub(super) fn money(&mut self, pair: &Pair<'t, Rule>) -> Option<Money> {
        let cents = self.decimal(pair)? * Decimal::from_integer(100);
        if !cents.is_integer() {
            let location = Location::new(self.file, self.span(pair));
            let message = format!("« {} € » a plus de deux chiffres après la virgule", pair.as_str());
            self.problems.push(Problem::new(ProblemKind::UnreadableLine, location, message));
            return None;
        }
        match i64::try_from(*cents.numer()) {
            Ok(cents) => Some(Money { cents }),
            Err(_) => {
                self.too_large(self.span(pair));
                None
            }
        }
    }

    /// `25 €`, `25 € à 40 €`, `gratuit`.
    pub(super) fn money_range(&mut self, pair: &Pair<'t, Rule>) -> Option<Spanned<(Money, Money)>> {
        let span = self.span(pair);
        let inner = pair.clone().into_inner();
        let Some(first) = self.find(&inner, Rule::decimal) else {
            return Some(Spanned::new((Money::default(), Money::default()), span));
        };
        let min = self.money(&first)?;
        let max = match self.find(&inner, Rule::montant) {
            Some(second) => {
                let digits = self.find(&second.into_inner(), Rule::decimal)?;
                self.money(&digits)?
            }
            None => min,
        };
        if self.find(&inner, Rule::euro).is_none() && self.find(&inner, Rule::montant).is_none() {
            let message = format!("« {} » n'a pas d'unité : un coût s'écrit en euros", pair.as_str());
            let problem = Problem::new(ProblemKind::UnreadableLine, Location::new(self.file, span), message);
            let end = Span::new(span.end, span.end);
            self.problems.push(problem.with_help("par exemple : `coût 25 €`").with_correction("ajouter l'unité", end, "\u{a0}€"));
            return None;
        }
        Some(Spanned::new((min, max), span))
    }

    /// The unit of a `unite_temps`.
    pub(super) fn time_unit(&self, pair: Pair<'t, Rule>) -> Option<DurationUnit> {
        match pair.into_inner().next()?.as_rule() {
            Rule::u_minute => Some(DurationUnit::Minute),
            Rule::u_heure => Some(DurationUnit::Hour),
            Rule::u_jour => Some(DurationUnit::Day),
            Rule::u_ouvre => Some(DurationUnit::WorkingDay),
            Rule::u_ouvrable => Some(DurationUnit::BusinessDay),
            Rule::u_franc => Some(DurationUnit::ClearDay),
            Rule::u_semaine => Some(DurationUnit::Week),
            Rule::u_mois => Some(DurationUnit::Month),
            Rule::u_an => Some(DurationUnit::Year),
            _ => None,
        }
    }

    /// `15 min`.
    pub(super) fn duration(&mut self, pair: &Pair<'t, Rule>) -> Option<Spanned<Duration>> {
        let span = self.span(pair);
        let inner = pair.clone().into_inner();
        let number = self.find(&inner, Rule::entier)?;
        let number = self.integer::<u32>(&number)?.value;
        let unit = self.time_unit(self.find(&inner, Rule::unite_temps)?)?;
        Some(Spanned::new(Duration::new(number, unit), span))
    }

    /// The first duration of a line.
    pub(super) fn find_duration(&mut self, pairs: &Pairs<'t, Rule>) -> Option<Spanned<Duration>> {
        let pair = self.find(pairs, Rule::duree)?;
        self.duration(&pair)
    }

    /// `3 jours à 3 semaines`, `3 à 8 semaines`, `2 mois`.
    pub(super) fn duration_range(&mut self, pair: &Pair<'t, Rule>) -> Option<Spanned<DurationRange>> {
        let span = self.span(pair);
        let inner = pair.clone().into_inner();
        let number = self.find(&inner, Rule::entier)?;
        let number = self.integer::<u32>(&number)?.value;
        let unit = self.find(&inner, Rule::unite_temps).and_then(|unit| self.time_unit(unit));
        let max = match self.find(&inner, Rule::duree) {
            Some(second) => Some(self.duration(&second)?.value),
            None => None,
        };
        let Some(unit) = unit.or(max.map(|max| max.unit)) else {
            let message = format!("« {} » n'a pas d'unité : on ne sait pas si ce sont des jours ou des mois", pair.as_str());
            let problem = Problem::new(ProblemKind::UnreadableLine, Location::new(self.file, span), message);
            self.problems.push(problem.with_help("par exemple : `2 mois`, `15 min`, `10 jours ouvrés`"));
            return None;
        };
        let min = Duration::new(number, unit);
        Some(Spanned::new(DurationRange { min, max: max.unwrap_or(min) }, span))
    }

    /// The first duration range of a line.
    pub(super) fn find_duration_range(&mut self, pairs: &Pairs<'t, Rule>) -> Option<Spanned<DurationRange>> {
        let pair = self.find(pairs, Rule::plage_duree)?;
        self.duration_range(&pair)
    }

    /// A calendar date; reports one that does not exist.
    pub(super) fn date(&mut self, pair: &Pair<'t, Rule>) -> Option<Spanned<Date>> {
        let span = self.span(pair);
        let form = pair.clone().into_inner().next()?;
        let parts: Option<(i16, i8, i8)> = if form.as_rule() == Rule::date_iso {
            let mut numbers = form.as_str().split('-');
            let mut next = || numbers.next();
            next()
                .and_then(|y| y.parse().ok())
                .zip(next().and_then(|m| m.parse().ok()))
                .zip(next().and_then(|d| d.parse().ok()))
                .map(|((year, month), day)| (year, month, day))
        } else {
            let inner = form.into_inner();
            let text = |rule| self.find(&inner, rule).map(|pair| pair.as_str().to_owned());
            let month = text(Rule::mois).and_then(|word| month(&word));
            let day = text(Rule::jour).and_then(|day| day.trim_end_matches("er").parse().ok());
            let year = text(Rule::annee).and_then(|year| year.parse().ok());
            year.zip(month).zip(day).map(|((year, month), day)| (year, month, day))
        };
        let date = parts.and_then(|(year, month, day)| Date::new(year, month, day).ok());
        if date.is_none() {
            let message = format!("« {} » n'est pas une date du calendrier", pair.as_str());
            let problem = Problem::new(ProblemKind::UnreadableLine, Location::new(self.file, span), message);
            self.problems.push(problem.with_help("une date s'écrit année-mois-jour : `2026-05-12`"));
        }
        date.map(|date| Spanned::new(date, span))
    }
}
