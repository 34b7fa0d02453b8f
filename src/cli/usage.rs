//! What is wrong with a command line, in French: clap's own sentences are English.

use super::console::Failure;
use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// The error as a person can act on it.
pub(super) fn failure(error: &Error) -> Failure {
    let word = |kind| one(error, kind);
    let argument = word(ContextKind::InvalidArg);
    let (message, help) = match error.kind() {
        ErrorKind::UnknownArgument => {
            let near = word(ContextKind::SuggestedArg).map(|near| format!("il existe une option au nom proche : {near}"));
            let argument = argument.unwrap_or_default();
            let is_option = argument.starts_with('-');
            let message = if is_option {
                format!("l'option « {argument} » n'existe pas ici")
            } else {
                format!("« {argument} » est de trop")
            };
            (message, near)
        }
        ErrorKind::InvalidSubcommand => {
            let near =
                word(ContextKind::SuggestedSubcommand).map(|near| format!("il existe une commande au nom proche : {near}"));
            (format!("la commande « {} » n'existe pas", word(ContextKind::InvalidSubcommand).unwrap_or_default()), near)
        }
        ErrorKind::ValueValidation | ErrorKind::InvalidValue => value(error, argument),
        ErrorKind::MissingRequiredArgument => (format!("il manque {}", argument.unwrap_or_default()), None),
        ErrorKind::ArgumentConflict => {
            let (argument, prior) = (argument.unwrap_or_default(), word(ContextKind::PriorArg).unwrap_or_default());
            let message = if prior.is_empty() || prior == argument {
                format!("« {argument} » ne se dit qu'une fois")
            } else {
                format!("« {argument} » ne va pas avec « {prior} »")
            };
            (message, None)
        }
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => {
            let value = word(ContextKind::InvalidValue).map(|value| format!(" : « {value} » est de trop")).unwrap_or_default();
            (format!("« {} » n'a pas le bon nombre de valeurs{value}", argument.unwrap_or_default()), None)
        }
        ErrorKind::InvalidUtf8 => ("un mot de la ligne de commande n'est pas en UTF-8".to_owned(), None),
        _ => ("la ligne de commande n'est pas comprise".to_owned(), None),
    };
    Failure { message, help: help.unwrap_or_else(|| "« limpide --help » montre les commandes et leurs options".to_owned()) }
}

fn value(error: &Error, argument: Option<String>) -> (String, Option<String>) {
    let argument = argument.unwrap_or_default();
    let value = one(error, ContextKind::InvalidValue).unwrap_or_default();
    if value.is_empty() {
        return (format!("« {argument} » attend une valeur"), None);
    }
    let reason = std::error::Error::source(error).map(ToString::to_string);
    (format!("« {value} » ne convient pas à « {argument} »"), reason)
}

fn one(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(word) => Some(word.clone()),
        ContextValue::Strings(words) => Some(words.join(", ")),
        ContextValue::StyledStr(words) => Some(words.to_string()),
        ContextValue::StyledStrs(words) => Some(words.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")),
        ContextValue::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
