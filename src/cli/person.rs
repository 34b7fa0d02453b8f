//! What is known of a person, from a file (TOML or JSON) and from the command line.

use super::arguments::PersonArgs;
use super::console::{Failure, system_words};
use super::load::shown;
use crate::analysis::population::UnknownColumn;
use crate::analysis::population::nearest;
use crate::logic::{Program, Situation};
use crate::values::fold;
use std::path::Path;

/// Reads a person: the file first, then each `NAME = VALUE`, which wins. A datum that no rule reads is accepted, and changes nothing.
///
/// # Errors
/// Every name that is no datum, and every value that is none of its datum, together.
pub(super) fn read(program: &mut Program<'_>, person: &PersonArgs) -> Result<Situation, Failure> {
    let (file, facts) = (person.situation.as_deref(), &person.facts);
    let mut told = file.map_or_else(|| Ok(Vec::new()), from_file)?;
    for fact in facts {
        let Some((name, value)) = fact.split_once('=') else {
            return Err(Failure::new(
                format!("« {fact} » n'est pas de la forme `donnée = valeur`"),
                "écrivez par exemple --donnée \"âge = 8 ans\"",
            ));
        };
        told.push((name.trim().to_owned(), Ok(value.trim().trim_matches(['«', '»', '"', ' ', '\u{a0}']).to_owned())));
    }
    let model = program.model();
    let mut situation = Situation::unknown(program);
    let mut problems = Vec::new();
    for (name, value) in told {
        let wanted = fold(&name);
        let exact = model.data.iter().find(|datum| *datum.name == *name);
        let Some(datum) = exact.or_else(|| model.data.iter().find(|datum| fold(&datum.name) == wanted)) else {
            let unknown = UnknownColumn { nearest: nearest(&wanted, model), name };
            problems.push(unknown.to_string());
            continue;
        };
        match value.and_then(|text| Situation::read(datum, &text).map_err(|reason| reason.to_string())) {
            Ok(value) => {
                let slot = program.add_datum(datum);
                situation.set(slot, Some(value));
            }
            Err(reason) => problems.push(reason),
        }
    }
    if problems.is_empty() {
        return Ok(situation);
    }
    let whose = file.map_or_else(|| "la situation".to_owned(), |path| format!("« {} »", shown(path)));
    Err(Failure::new(
        format!("{whose} n'est pas lisible : {}", problems.join(" ; ")),
        "corrigez ces valeurs, ou retirez-les : ce qui n'est pas dit reste inconnu",
    ))
}

type Told = Vec<(String, Result<String, String>)>;

fn from_file(path: &Path) -> Result<Told, Failure> {
    let help = "donnez un fichier .toml (`âge = 8`) ou .json (`{ \"âge\": 8 }`)";
    let failure = |reason: String| Failure::new(format!("« {} » ne peut pas être lu : {reason}", shown(path)), help);
    let text = std::fs::read_to_string(path).map_err(|error| failure(system_words(&error)))?;
    let is_json = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    if is_json {
        let object: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(&text).map_err(|error| failure(format!("ligne {}, {error}", error.line())))?;
        return Ok(object.into_iter().filter(|(_, value)| !value.is_null()).map(|(name, value)| (name, json(&value))).collect());
    }
    let table: toml::Table = quoted_keys(&text).parse().map_err(|error: toml::de::Error| failure(error.message().to_owned()))?;
    Ok(table.into_iter().map(|(name, value)| (name, toml_text(&value))).collect())
}

/// The names of data have accents, which TOML wants between quotes.
fn quoted_keys(text: &str) -> String {
    let line = |line: &str| {
        let name = line.split_once('=').map(|(name, _)| name.trim());
        let is_bare = |name: &&str| !name.is_empty() && name.chars().all(|letter| letter.is_alphanumeric() || letter == '_');
        match name.filter(is_bare) {
            Some(name) => line.replacen(name, &format!("\"{name}\""), 1),
            None => line.to_owned(),
        }
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

fn json(value: &serde_json::Value) -> Result<String, String> {
    match value {
        serde_json::Value::Bool(value) => Ok(yes_or_no(*value)),
        serde_json::Value::Number(number) => Ok(number.to_string()),
        serde_json::Value::String(text) => Ok(text.clone()),
        other => Err(format!("« {other} » n'est la valeur d'aucune donnée")),
    }
}

fn toml_text(value: &toml::Value) -> Result<String, String> {
    match value {
        toml::Value::Boolean(value) => Ok(yes_or_no(*value)),
        toml::Value::Integer(number) => Ok(number.to_string()),
        toml::Value::Float(number) => Ok(number.to_string()),
        toml::Value::String(text) => Ok(text.clone()),
        toml::Value::Datetime(date) => Ok(date.to_string()),
        toml::Value::Array(_) | toml::Value::Table(_) => Err(format!("« {value} » n'est la valeur d'aucune donnée")),
    }
}

fn yes_or_no(value: bool) -> String {
    if value { "oui" } else { "non" }.to_owned()
}
