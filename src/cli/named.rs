//! The procedure or the journey a command is about, by its name.

use super::console::Failure;
use crate::model::{Model, PublicService};
use crate::values::fold;

/// The procedures of a journey of that name, or the procedure of that name.
pub(super) fn services<'m>(model: &'m Model, name: &str) -> Result<Vec<&'m PublicService>, Failure> {
    let wanted = fold(name);
    let Some(journey) = model.journeys.iter().find(|journey| fold(&journey.name) == wanted) else {
        let found = service(model, name).map_err(|failure| {
            let names: Vec<_> = model.journeys.iter().map(|journey| format!("« {} »", journey.name)).collect();
            let journeys = if names.is_empty() { String::new() } else { format!(" ; parcours : {}", names.join(", ")) };
            Failure::new(
                format!("aucune démarche ni aucun parcours ne s'appelle « {name} »"),
                format!("{}{journeys}", failure.help),
            )
        })?;
        return Ok(vec![found]);
    };
    let mut services: Vec<&PublicService> = Vec::new();
    for service in journey.stages.iter().flatten().filter_map(|reference| model.service(reference)) {
        if services.iter().all(|known| known.symbol != service.symbol) {
            services.push(service);
        }
    }
    Ok(services)
}

/// The procedure of that name.
pub(super) fn service<'m>(model: &'m Model, name: &str) -> Result<&'m PublicService, Failure> {
    let wanted = fold(name);
    let exact = model.services.iter().find(|service| *service.name == *name);
    if let Some(service) = exact.or_else(|| model.services.iter().find(|service| fold(&service.name) == wanted)) {
        return Ok(service);
    }
    let near = model.services.iter().map(|service| (strsim::damerau_levenshtein(&wanted, &fold(&service.name)), service));
    let near = near.min_by_key(|(distance, _)| *distance).filter(|(distance, _)| *distance <= wanted.chars().count() / 3);
    let help = match (near, model.services.len()) {
        (Some((_, service)), _) => format!("vouliez-vous dire « {} » ?", service.name),
        (None, 0) => "ce dossier ne contient aucune démarche : donnez le chemin d'un dossier qui en a".to_owned(),
        (None, _) => {
            let names: Vec<_> = model.services.iter().take(12).map(|service| format!("« {} »", service.name)).collect();
            let more = if model.services.len() > 12 { ", …" } else { "" };
            format!("il y a ici {}{more}", names.join(", "))
        }
    };
    Err(Failure::new(format!("aucune démarche ne s'appelle « {name} »"), help))
}
