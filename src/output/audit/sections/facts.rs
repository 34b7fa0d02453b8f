//! What is not said, and of how many procedures.

use super::{Section, Table, count, files, number, words};
use crate::output::audit::{Audit, FactCount};

/// What each procedure says of what a person needs to know.
pub(super) fn facts(audit: &Audit) -> Option<Section> {
    let judged: Vec<_> = audit.facts.iter().filter(|fact| fact.n_not_said + fact.n_said + fact.n_spoken_of > 0).collect();
    let row = |fact: &&FactCount| {
        let numbers = [fact.n_said, fact.n_spoken_of, fact.n_none, fact.n_not_said];
        let mut cells = vec![fact.title.clone()];
        cells.extend(numbers.map(count));
        cells.extend([files(fact.volume), count(fact.n_unknown), fact.law.clone()]);
        cells.into()
    };
    let how = "Dit : un élément de la page ou une ligne du brouillon le dit. Évoqué : le texte en parle, sans que limpide sache ce qu'il en \
               dit. Aucun : la démarche déclare qu'il n'y en a pas. Pas dit : aucun mot de la page n'en parle, ce qui est peut-être dit \
               ailleurs. Non vérifié : la source n'a pas de place pour ce fait. Les dossiers sont ceux des démarches qui ne le disent pas.";
    (!judged.is_empty()).then(|| Section {
        id: "non-dits",
        title: "Ce qui est dit, et ce qui ne l'est pas".to_owned(),
        paragraphs: vec![how.to_owned()],
        tables: vec![Table {
            caption: "Ce que la personne a besoin de savoir : nombre de démarches".to_owned(),
            headings: vec![
                words("fait"),
                number("dit"),
                number("évoqué"),
                number("aucun"),
                number("pas dit"),
                number("dossiers"),
                number("non vérifié"),
                words("base"),
            ],
            bars: judged.iter().map(|fact| (format!("pas dit : {}", fact.title), fact.n_not_said as u64)).collect(),
            rows: judged.iter().map(row).collect(),
        }],
    })
}
