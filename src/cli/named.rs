//! The procedure or the journey a command is about, by its name.

use super::console::Failure;
use crate::model::{Model, PublicService};
use crate::values::fold;

/// The procedure of that name; without a name, the only one there is.
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
