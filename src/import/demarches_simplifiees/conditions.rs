//! Conditions of display, in the terms of the platform (`{"term": "Logic::Eq", "left": …, "right": …}`), as expressions over the data asked.
//!
//! What an answer cannot say by itself is a datum of its own, not asked: the department or the region of an address (`d71_c3_departement`), whether
//! an option of a list of several is ticked (`d71_c3_o2`). A condition that cannot be read is one too (`d71_c3_condition`): the field is
//! then asked under a condition, unknown, rather than always. A comparison not yet filled in (`EmptyOperator`) holds always, as on the
//! platform.

use super::fields::Field;
use super::form::known;
use super::json::{Raw, Record, text_of};
use super::kinds::{Answer, Kind};
use crate::model::Data;
use crate::source::{Location, ProblemKind, Span};
use crate::values::{Comparison, Connective, DataType, Decimal, Expression, ExpressionKind, Reference};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use serde_json::value::RawValue;

/// How deep terms may be nested.
const DEEPEST: u32 = 32;

#[derive(Debug, Default, Deserialize)]
struct RawTerm<'a> {
    #[serde(borrow)]
    term: Raw<'a>,
    #[serde(borrow)]
    operands: Raw<'a>,
    #[serde(borrow)]
    left: Raw<'a>,
    #[serde(borrow)]
    right: Raw<'a>,
    #[serde(borrow)]
    stable_id: Raw<'a>,
    #[serde(borrow)]
    value: Raw<'a>,
}

/// What conditions may speak of, and what they spoke of.
#[derive(Debug, Default)]
pub(super) struct Conditions {
    /// The fields by what conditions call them.
    targets: FxHashMap<u64, Target>,
    /// The data known by what others say, once each.
    data: Vec<Data>,
    names: FxHashSet<Box<str>>,
}

#[derive(Debug, Clone)]
struct Target {
    name: Box<str>,
    label: Box<str>,
    answer: Answer,
    options: Vec<Box<str>>,
}

/// Why a term cannot be read: where, and what is wrong.
struct Unread<'a> {
    at: &'a RawValue,
    what: String,
}

type Read<'a, T> = Result<T, Unread<'a>>;

/// All of those conditions; one alone stands for itself, and what always holds is left out.
pub(super) fn all(conditions: impl Iterator<Item = Expression>) -> Option<Expression> {
    joined(Connective::And, conditions.filter(|condition| condition.kind != ExpressionKind::Boolean(true)).collect())
}

fn joined(connective: Connective, mut parts: Vec<Expression>) -> Option<Expression> {
    if parts.len() < 2 {
        return parts.pop();
    }
    let span = parts.iter().map(|part| part.span).reduce(Span::cover)?;
    Some(Expression::new(ExpressionKind::Logic(connective, parts), span))
}

impl Conditions {
    /// Those of that form; a form without conditions has no need of its fields.
    pub(super) fn new<'a>(record: &mut Record<'a>, fields: &[Field<'a>]) -> Self {
        let mut conditions = Self::default();
        if fields.iter().all(|field| field.raw.condition.is_none()) {
            return conditions;
        }
        // What is wrong with a value is said when the field itself is read.
        let n_problems = record.problems.len();
        for field in fields {
            let Kind::Datum(answer, _) = field.kind else { continue };
            let Some(id) = field.raw.id.and_then(|id| id.get().trim_matches('"').parse().ok()) else { continue };
            let label = field.raw.label.and_then(text_of).unwrap_or_default();
            let options = match answer {
                Answer::Title => ["Mme", "M."].map(Box::from).into(),
                _ => record.options(field).into_iter().map(|option| option.value).collect(),
            };
            conditions.targets.insert(id, Target { name: field.name.clone(), label, answer, options });
        }
        record.problems.truncate(n_problems);
        conditions
    }

    /// The data that conditions spoke of and that nobody is asked.
    pub(super) fn into_data(self) -> Vec<Data> {
        self.data
    }

    /// The condition of a field; `None` when it always holds.
    pub(super) fn read<'a>(&mut self, record: &mut Record<'a>, condition: &'a RawValue, field: &Field<'a>) -> Option<Expression> {
        let read = self.term(record, condition, 0);
        let expression = read.unwrap_or_else(|unread| {
            let path = format_args!("{}.condition", field.path);
            let help = "le champ est lu comme demandé sous une condition inconnue";
            record.problem(ProblemKind::WrongType, record.place(unread.at), path, &unread.what, help);
            let span = record.place(condition);
            let name = format!("{}_condition", field.name);
            self.known(record, name, "Condition d'affichage, non lue".to_owned(), DataType::Boolean, span)
        });
        (expression.kind != ExpressionKind::Boolean(true)).then_some(expression)
    }

    /// The name of a datum known by what others say.
    fn known(&mut self, record: &Record<'_>, name: String, question: String, data_type: DataType, span: Span) -> Expression {
        let name: Box<str> = name.into();
        if self.names.insert(name.clone()) {
            self.data.push(known(name.clone(), question, data_type, Location::new(record.file, span)));
        }
        Expression::new(ExpressionKind::Name(Reference::new(name, span)), span)
    }

    fn term<'a>(&mut self, record: &Record<'a>, raw: &'a RawValue, depth: u32) -> Read<'a, Expression> {
        if depth > DEEPEST {
            return Err(Unread { at: raw, what: "la condition est imbriquée trop profondément".to_owned() });
        }
        let term = term_of(raw)?;
        let span = record.place(raw);
        let name = name_of(&term, raw)?;
        let compared = |comparison| Some(comparison);
        let comparison = match &*name {
            "And" | "Or" => {
                let connective = if &*name == "And" { Connective::And } else { Connective::Or };
                return self.operands(record, &term, raw, connective, depth);
            }
            "EmptyOperator" => return Ok(Expression::new(ExpressionKind::Boolean(true), span)),
            "Constant" => return constant(&term, raw, span),
            "Eq" => compared(Comparison::Equal),
            "NotEq" => compared(Comparison::Different),
            "LessThan" => compared(Comparison::Less),
            "LessThanEq" => compared(Comparison::LessOrEqual),
            "GreaterThan" => compared(Comparison::Greater),
            "GreaterThanEq" => compared(Comparison::GreaterOrEqual),
            _ => None,
        };
        let (left, right) = (required(term.left, raw, "left")?, required(term.right, raw, "right")?);
        let target = self.target(left)?;
        let place = record.place(left);
        if let Some(comparison) = comparison {
            let value = value(&target, right, record.place(right))?;
            let left = Expression::new(ExpressionKind::Name(Reference::new(target.name, place)), place);
            return Ok(compare(comparison, left, value, span));
        }
        let (suffix, of, comparison) = match &*name {
            "IncludeOperator" => return self.ticked(record, &target, right, span),
            "ExcludeOperator" => {
                let ticked = self.ticked(record, &target, right, span)?;
                return Ok(Expression::new(ExpressionKind::Not(Box::new(ticked)), span));
            }
            "InDepartementOperator" => ("departement", "Département", Comparison::Equal),
            "NotInDepartementOperator" => ("departement", "Département", Comparison::Different),
            "InRegionOperator" => ("region", "Région", Comparison::Equal),
            "NotInRegionOperator" => ("region", "Région", Comparison::Different),
            other => return Err(Unread { at: raw, what: format!("le terme `Logic::{other}` n'est pas connu") }),
        };
        let question = format!("{of} de « {} »", target.label);
        let left = self.known(record, format!("{}_{suffix}", target.name), question, DataType::Text, place);
        let right = Expression::new(ExpressionKind::Text(constant_text(right)?), record.place(right));
        Ok(compare(comparison, left, right, span))
    }

    fn operands<'a>(
        &mut self,
        record: &Record<'a>,
        term: &RawTerm<'a>,
        raw: &'a RawValue,
        connective: Connective,
        depth: u32,
    ) -> Read<'a, Expression> {
        let list = required(term.operands, raw, "operands")?;
        let operands: Vec<&RawValue> = serde_json::from_str(list.get())
            .map_err(|_| Unread { at: list, what: "`operands` est une liste de conditions".to_owned() })?;
        let span = record.place(raw);
        let always = |part: &Expression| part.kind == ExpressionKind::Boolean(true);
        let mut parts = Vec::with_capacity(operands.len());
        for operand in operands {
            parts.push(self.term(record, operand, depth + 1)?);
        }
        match connective {
            Connective::And => parts.retain(|part| !always(part)),
            Connective::Or if parts.iter().any(always) => parts.clear(),
            Connective::Or => {}
        }
        Ok(joined(connective, parts).unwrap_or_else(|| Expression::new(ExpressionKind::Boolean(true), span)))
    }

    /// Whether an option of a list is among the answers.
    fn ticked<'a>(&mut self, record: &Record<'a>, target: &Target, right: &'a RawValue, span: Span) -> Read<'a, Expression> {
        let option = constant_text(right)?;
        let Some(rank) = target.options.iter().position(|known| *known == option) else {
            return Err(Unread { at: right, what: format!("« {option} » n'est pas une réponse de « {} »", target.label) });
        };
        let question = format!("{} : {option}", target.label);
        Ok(self.known(record, format!("{}_o{rank}", target.name), question, DataType::Boolean, span))
    }

    /// The field a term speaks of.
    fn target<'a>(&self, raw: &'a RawValue) -> Read<'a, Target> {
        let term = term_of(raw)?;
        let name = name_of(&term, raw)?;
        if &*name != "ChampValue" {
            return Err(Unread { at: raw, what: format!("un champ est attendu (`Logic::ChampValue`), et non `Logic::{name}`") });
        }
        let id = required(term.stable_id, raw, "stable_id")?;
        let target = id.get().trim_matches('"').parse().ok().and_then(|id: u64| self.targets.get(&id));
        target.cloned().ok_or_else(|| Unread { at: id, what: format!("aucun champ n'a l'identifiant {}", id.get()) })
    }
}

fn compare(comparison: Comparison, left: Expression, right: Expression, span: Span) -> Expression {
    Expression::new(ExpressionKind::Compare(comparison, Box::new(left), Box::new(right)), span)
}

fn term_of(raw: &RawValue) -> Read<'_, RawTerm<'_>> {
    let unread = || Unread { at: raw, what: "une condition est attendue : `{\"term\": \"Logic::Eq\", …}`".to_owned() };
    if raw.get().starts_with('{') { serde_json::from_str(raw.get()).map_err(|_| unread()) } else { Err(unread()) }
}

fn name_of<'a>(term: &RawTerm<'a>, raw: &'a RawValue) -> Read<'a, Box<str>> {
    let name = required(term.term, raw, "term").map(text_of)?;
    let name = name.ok_or_else(|| Unread { at: raw, what: "`term` est un texte : `\"Logic::Eq\"`".to_owned() })?;
    Ok(name.strip_prefix("Logic::").map_or_else(|| name.clone(), Box::from))
}

fn required<'a>(value: Raw<'a>, within: &'a RawValue, name: &str) -> Read<'a, &'a RawValue> {
    value.ok_or_else(|| Unread { at: within, what: format!("`{name}` manque dans la condition") })
}

/// The value of a constant.
fn constant_value(raw: &RawValue) -> Read<'_, &RawValue> {
    let term = term_of(raw)?;
    let name = name_of(&term, raw)?;
    if &*name == "Constant" {
        required(term.value, raw, "value")
    } else {
        Err(Unread { at: raw, what: format!("une valeur est attendue (`Logic::Constant`), et non `Logic::{name}`") })
    }
}

fn constant_text(raw: &RawValue) -> Read<'_, Box<str>> {
    let value = constant_value(raw)?;
    text_of(value).ok_or_else(|| Unread { at: value, what: "la valeur est un texte".to_owned() })
}

/// A constant that is a condition by itself.
fn constant<'a>(term: &RawTerm<'a>, raw: &'a RawValue, span: Span) -> Read<'a, Expression> {
    let value = required(term.value, raw, "value")?;
    match value.get() {
        "true" => Ok(Expression::new(ExpressionKind::Boolean(true), span)),
        "false" => Ok(Expression::new(ExpressionKind::Boolean(false), span)),
        _ => Err(Unread { at: value, what: "une condition est vraie ou fausse".to_owned() }),
    }
}

/// What an answer is compared with.
fn value<'a>(target: &Target, right: &'a RawValue, span: Span) -> Read<'a, Expression> {
    let value = constant_value(right)?;
    let unread = |expected: &str| Unread { at: value, what: format!("« {} » se compare à {expected}", target.label) };
    let kind = match target.answer {
        Answer::Boolean => match value.get() {
            "true" => ExpressionKind::Boolean(true),
            "false" => ExpressionKind::Boolean(false),
            _ => return Err(unread("`true` ou `false`")),
        },
        Answer::Integer | Answer::Decimal => {
            ExpressionKind::Number(decimal(value.get().trim_matches('"')).ok_or_else(|| unread("un nombre"))?, None)
        }
        Answer::Date => {
            let date = text_of(value).and_then(|text| text.parse().ok()).ok_or_else(|| unread("une date"))?;
            ExpressionKind::Date(date)
        }
        Answer::One | Answer::Several | Answer::Title if !target.options.is_empty() => {
            let option = text_of(value).ok_or_else(|| unread("l'une de ses options"))?;
            let known = target.options.iter().find(|known| **known == option).ok_or_else(|| unread("l'une de ses options"))?;
            ExpressionKind::Name(Reference::new(known.clone(), span))
        }
        Answer::Text | Answer::One | Answer::Several | Answer::Title => {
            ExpressionKind::Text(text_of(value).ok_or_else(|| unread("un texte"))?)
        }
    };
    Ok(Expression::new(kind, span))
}

/// An exact number: `12`, `-0.5`.
fn decimal(written: &str) -> Option<Decimal> {
    let (whole, fraction) = written.split_once('.').unwrap_or((written, ""));
    if fraction.len() > 18 || whole.len() > 18 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let digits: i128 = format!("{whole}{fraction}").parse().ok()?;
    Some(Decimal::new(digits, 10_i128.pow(u32::try_from(fraction.len()).ok()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_exact() {
        let read: Vec<_> = ["12", "-0.5", "1e3", "", "0.10"].map(decimal).into();
        assert_eq!(read, [Some(Decimal::from(12)), Some(Decimal::new(-1, 2)), None, None, Some(Decimal::new(1, 10))]);
    }
}
