//! `limpide ask`: an interview in the terminal, that asks only what can change the outcome.

use super::arguments::AskArgs;
use super::console::{self, Exit, Failure};
use super::folder::Folder;
use super::{named, person};
use crate::analysis::interview::Interview;
use crate::analysis::roadmap::{Plan, Roadmap};
use crate::logic::{Outcome, Situation};
use crate::model::Data;
use crate::output::roadmap::{RoadmapFormat, next_step, render, spaced};
use crate::values::DataType;
use std::io::{self, BufRead};

/// Asks, tells what is decided as soon as it is, and ends with the roadmap.
pub(super) fn run(arguments: &AskArgs) -> Result<Exit, Failure> {
    let folder = Folder::open(&arguments.paths);
    let project = &folder.project;
    let today = super::today(arguments.person.aujourd_hui);
    let services = named::services(&project.model, &arguments.name)?;
    let mut interview = Interview::new(&project.model, services, today);
    interview.situation = person::read(&mut interview.program, &arguments.person)?;
    if arguments.json {
        console::print(&next_step(&interview))?;
        return Ok(folder.exit());
    }
    converse(&mut interview)?;
    for service in interview.services.clone() {
        let plan = Plan::new(&project.model, service);
        let situation = interview.situation_for(&plan);
        let roadmap = Roadmap::of(&plan, &situation, today);
        console::print(&format!(
            "\n{}",
            render(&plan, &situation, &roadmap, &folder.loaded.workspace, RoadmapFormat::Text, &console::style())
        ))?;
    }
    Ok(folder.exit())
}

fn converse(interview: &mut Interview<'_>) -> Result<(), Failure> {
    let mut lines = io::stdin().lock().lines();
    console::print("Répondez, ou laissez vide si vous ne savez pas ; « ? » explique, « fin » arrête.\n")?;
    let mut decided: Vec<bool> = interview.rights().iter().map(|(_, outcome)| is_decided(outcome)).collect();
    while let Some(question) = interview.next() {
        let datum = interview.program.datum(question.datum);
        console::print(&format!("\n{}\n", asked(datum)))?;
        let answer = loop {
            console::print("> ")?;
            let Some(Ok(line)) = lines.next() else { return console::print("\n") };
            match line.trim() {
                "" => break None,
                "fin" => return Ok(()),
                "?" => console::print(&explained(datum))?,
                text => match Situation::read(datum, text) {
                    Ok(value) => break Some(value),
                    Err(reason) => console::print(&format!("{reason}\n"))?,
                },
            }
        };
        interview.answer(question.datum, answer);
        for (rank, (rule, outcome)) in interview.rights().iter().enumerate() {
            if is_decided(outcome) && !std::mem::replace(&mut decided[rank], true) {
                let name = spaced(&interview.program.rule(*rule).rule.name.value);
                let said = match outcome {
                    Outcome::Known(value) => value.to_string(),
                    Outcome::NotApplicable => "sans objet pour vous".to_owned(),
                    Outcome::Missing(_) | Outcome::Failed(_) => "les règles ne donnent pas de réponse".to_owned(),
                };
                console::print(&format!("→ {name} : {said}\n"))?;
            }
        }
    }
    Ok(())
}

const fn is_decided(outcome: &Outcome) -> bool {
    !matches!(outcome, Outcome::Missing(_))
}

/// The question of a datum, with how to answer.
fn asked(datum: &Data) -> String {
    let question =
        datum.question.as_ref().map_or_else(|| format!("{} ?", spaced(&datum.name)), |question| question.value.to_string());
    let how = match &datum.data_type {
        DataType::Boolean => "oui ou non".to_owned(),
        DataType::OneOf(values) => values.iter().map(|value| spaced(&value.value)).collect::<Vec<_>>().join(", "),
        DataType::Integer => "un nombre entier".to_owned(),
        DataType::Decimal => "un nombre".to_owned(),
        DataType::Money => "un montant en euros".to_owned(),
        DataType::Duration => "une durée, comme 3 mois".to_owned(),
        DataType::Date => "une date, comme 12/05/2026".to_owned(),
        DataType::Text => "en quelques mots".to_owned(),
    };
    let unit = datum.unit.as_ref().map_or_else(String::new, |unit| format!(", en {}", unit.value));
    format!("{question} ({how}{unit})")
}

fn explained(datum: &Data) -> String {
    let explanation = datum.explanation.as_ref().map(|words| words.value.to_string());
    let purpose = datum.used_for.as_ref().map(|purpose| format!("Sert à : {}", purpose.value.value));
    let words: Vec<_> = explanation.into_iter().chain(purpose).collect();
    if words.is_empty() { "La démarche n'en dit pas plus.\n".to_owned() } else { format!("{}\n", words.join("\n")) }
}
