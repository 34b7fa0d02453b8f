//! A journey across procedures, as a person lives it: what to do in which order, what to gather, what is asked again and by whom, whom to
//! talk to, how long and how much. No single administration sees this.
//!
//! What a procedure does not say is never guessed: it is listed, so that a total can be shown with what it leaves out.

use super::contact::{Contacts, contacts};
use super::cost::{announced as announced_cost, cheapest, plus};
use super::gathering::{Gathered, gathered_across};
use super::graph::{Circle, Graph};
use super::path;
use super::waiting::{Wait, announced as announced_wait};
use crate::model::{Evidence, Journey, LifeEvent, Model, PublicOrganisation, PublicService, Step};
use crate::values::{Date, Money, SymbolId};
use std::collections::BTreeSet;

/// What a journey is made of.
#[derive(Debug, Clone, Copy)]
pub enum Scope<'m> {
    /// The stages an author wrote.
    Journey(&'m Journey),
    /// The journeys an author wrote for a life event, then the other procedures it sets going.
    LifeEvent(&'m LifeEvent),
    /// All the procedures of the workspace.
    Workspace,
}

/// A journey across procedures.
#[derive(Debug, Clone)]
pub struct JourneyView<'m> {
    /// What it is about; `None` for the whole workspace.
    pub title: Option<&'m str>,
    /// The procedures in order; those of one stage go in parallel.
    pub stages: Vec<Vec<Stop<'m>>>,
    /// The documents asked by several procedures, in the order they are first met.
    pub asked_again: Vec<Gathered<'m>>,
    /// The circles that keep people out of procedures of the journey.
    pub circles: Vec<Circle<'m>>,
    /// The organisations a person deals with, in the order they are first met.
    pub organisations: Vec<&'m PublicOrganisation>,
    /// The whole of it.
    pub totals: Totals<'m>,
}

/// A procedure of a journey.
#[derive(Debug, Clone)]
pub struct Stop<'m> {
    /// The procedure.
    pub service: &'m PublicService,
    /// What to gather for it.
    pub needs: Vec<Gathered<'m>>,
    /// What it gives.
    pub gives: Vec<&'m Evidence>,
    /// Whom to talk to.
    pub contacts: Contacts<'m>,
    /// The steps where the person must act, if they are concerned.
    pub steps: Vec<&'m Step>,
    /// The wait it announces; `None` when it says nothing of it.
    pub wait: Option<Wait>,
    /// What it announces to cost, from the least to the most; `None` when it says nothing of it.
    pub cost: Option<(Money, Money)>,
}

/// The whole of a journey.
#[derive(Debug, Clone, Default)]
pub struct Totals<'m> {
    /// Steps everybody must take.
    pub steps_for_all: usize,
    /// Steps with those that only concern some people.
    pub steps_at_most: usize,
    /// Documents to gather, alternatives counted once; what the journey gives on the way left out.
    pub documents: usize,
    /// Calendar days of announced waits, one stage after the other.
    pub wait: Wait,
    /// The procedures that say nothing of their wait: « non vérifié », the days above leave them out.
    pub wait_not_said: Vec<&'m PublicService>,
    /// What the procedures announce to cost together, from the least to the most.
    pub cost: (Money, Money),
    /// The procedures that say nothing of their cost.
    pub cost_not_said: Vec<&'m PublicService>,
    /// The least the documents to gather cost to who has none of them, as far as it is said.
    pub cost_of_documents: Money,
}

/// The journey of that scope.
#[must_use]
pub fn view<'m>(scope: Scope<'m>, model: &'m Model, graph: &Graph, today: Date) -> JourneyView<'m> {
    let stages = stages(scope, model, graph);
    let services: Vec<&PublicService> = stages.iter().flatten().copied().collect();
    let documents = gathered_across(&services, model);
    let stages: Vec<Vec<Stop<'m>>> =
        stages.into_iter().map(|stage| stage.into_iter().map(|service| stop(service, model, graph)).collect()).collect();
    let on_the_way: BTreeSet<SymbolId> = stages.iter().flatten().flat_map(|stop| &stop.gives).map(|given| given.symbol).collect();
    let is_in = |circle: &Circle<'_>| {
        circle.links.iter().any(|link| services.iter().any(|service| service.symbol == link.service.symbol))
    };
    JourneyView {
        title: title(scope),
        totals: totals(&stages, &documents, &on_the_way, model),
        asked_again: documents.into_iter().filter(is_asked_again).collect(),
        circles: graph.circles(model, today).into_iter().filter(is_in).collect(),
        organisations: organisations(&services, model, graph),
        stages,
    }
}

const fn title(scope: Scope<'_>) -> Option<&str> {
    match scope {
        Scope::Journey(journey) => Some(&journey.title),
        Scope::LifeEvent(event) => Some(&event.title),
        Scope::Workspace => None,
    }
}

/// The procedures in stages: those an author wrote, else by what they need and give.
fn stages<'m>(scope: Scope<'m>, model: &'m Model, graph: &Graph) -> Vec<Vec<&'m PublicService>> {
    match scope {
        Scope::Journey(journey) => written(&[journey], model),
        Scope::LifeEvent(event) => {
            let of_event =
                |journey: &&Journey| journey.life_event.as_ref().is_some_and(|named| named.target == Some(event.symbol));
            let journeys: Vec<_> = model.journeys.iter().filter(of_event).collect();
            let mut stages = written(&journeys, model);
            let known: BTreeSet<_> = stages.iter().flatten().map(|service| service.symbol).collect();
            let others: Vec<_> =
                graph.services_of_event(event.symbol).into_iter().filter(|service| !known.contains(service)).collect();
            stages.extend(computed(&others, model, graph));
            stages
        }
        Scope::Workspace => {
            let services: Vec<_> = model.services.iter().map(|service| service.symbol).collect();
            computed(&services, model, graph)
        }
    }
}

/// The stages of written journeys, one after the other, each procedure where it first comes.
fn written<'m>(journeys: &[&'m Journey], model: &'m Model) -> Vec<Vec<&'m PublicService>> {
    let mut seen = BTreeSet::new();
    let mut stages = Vec::new();
    for stage in journeys.iter().flat_map(|journey| &journey.stages) {
        let services = stage.iter().filter_map(|name| model.service(name)).filter(|service| seen.insert(service.symbol));
        stages.push(services.collect::<Vec<_>>());
    }
    stages.retain(|stage| !stage.is_empty());
    stages
}

fn computed<'m>(services: &[SymbolId], model: &'m Model, graph: &Graph) -> Vec<Vec<&'m PublicService>> {
    let stages = graph.stages(services).into_iter();
    stages.map(|stage| stage.into_iter().filter_map(|service| model.service_of(service)).collect()).collect()
}

fn stop<'m>(service: &'m PublicService, model: &'m Model, graph: &Graph) -> Stop<'m> {
    Stop {
        service,
        needs: gathered_across(&[service], model),
        gives: graph.outputs(service.symbol).into_iter().filter_map(|output| model.evidence_of(output)).collect(),
        contacts: contacts(service, model),
        steps: path::mandatory(service).collect(),
        wait: announced_wait(service, model),
        cost: announced_cost(service).map(|cost| (cost.min, cost.max)),
    }
}

/// Whether several procedures ask for a document.
fn is_asked_again(document: &Gathered<'_>) -> bool {
    let first = document.places.first().map(|place| place.service.symbol);
    document.places.iter().any(|place| Some(place.service.symbol) != first)
}

fn totals<'m>(
    stages: &[Vec<Stop<'m>>],
    documents: &[Gathered<'m>],
    on_the_way: &BTreeSet<SymbolId>,
    model: &Model,
) -> Totals<'m> {
    let stops = || stages.iter().flatten();
    let steps = || stops().flat_map(|stop| &stop.steps);
    let to_gather =
        || documents.iter().filter(|document| document.evidences.iter().all(|evidence| !on_the_way.contains(&evidence.symbol)));
    let costs = stops().filter_map(|stop| stop.cost);
    Totals {
        steps_for_all: steps().filter(|step| step.condition.is_none()).count(),
        steps_at_most: steps().count(),
        documents: to_gather().count(),
        wait: stages.iter().map(|stage| longest(stage)).fold(Wait::default(), one_after_the_other),
        wait_not_said: stops().filter(|stop| stop.wait.is_none()).map(|stop| stop.service).collect(),
        cost: costs.fold((Money::default(), Money::default()), |total, cost| (plus(total.0, cost.0), plus(total.1, cost.1))),
        cost_not_said: stops().filter(|stop| stop.cost.is_none()).map(|stop| stop.service).collect(),
        cost_of_documents: to_gather().filter_map(|document| least_cost(document, model)).fold(Money::default(), plus),
    }
}

/// The wait of a stage: the longest of those that go in parallel, its ends taken apart.
fn longest(stage: &[Stop<'_>]) -> Wait {
    let waits = || stage.iter().filter_map(|stop| stop.wait);
    Wait {
        min_days: waits().map(|wait| wait.min_days).max().unwrap_or_default(),
        max_days: waits().map(|wait| wait.max_days).max().unwrap_or_default(),
    }
}

const fn one_after_the_other(first: Wait, then: Wait) -> Wait {
    Wait { min_days: first.min_days.saturating_add(then.min_days), max_days: first.max_days.saturating_add(then.max_days) }
}

/// The least one of the accepted documents costs; nothing is claimed when one of them is only described.
fn least_cost(document: &Gathered<'_>, model: &Model) -> Option<Money> {
    if document.partly_described {
        return None;
    }
    let costs: Option<Vec<_>> = document.evidences.iter().map(|evidence| cheapest(evidence, model)).collect();
    costs?.into_iter().min()
}

fn organisations<'m>(services: &[&PublicService], model: &'m Model, graph: &Graph) -> Vec<&'m PublicOrganisation> {
    let mut seen = BTreeSet::new();
    let organisations = services.iter().flat_map(|service| graph.organisations(service.symbol));
    organisations
        .filter(|organisation| seen.insert(*organisation))
        .filter_map(|organisation| model.organisation_of(organisation))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{self, Project};
    use crate::source::Workspace;
    use std::fmt::Write as _;

    /// The journey of the workspace's only life event, or of the whole workspace, in words.
    fn check(text: &str) -> String {
        let mut workspace = Workspace::default();
        workspace.push("texte.demarche", text);
        let Project { model, graph, problems, .. } = project::read(&workspace);
        assert!(problems.is_empty(), "{problems:#?}");
        let scope = model.life_events.first().map_or(Scope::Workspace, Scope::LifeEvent);
        shown(&view(scope, &model, &graph, jiff::civil::date(2026, 11, 22))).expect("écrire dans un texte n'échoue pas")
    }

    fn shown(view: &JourneyView<'_>) -> Result<String, std::fmt::Error> {
        let mut shown = String::new();
        let join = |names: Vec<String>| names.join(", ");
        for (rank, stop) in
            view.stages.iter().enumerate().flat_map(|(rank, stage)| stage.iter().map(move |stop| (rank + 1, stop)))
        {
            let needs = join(stop.needs.iter().map(|need| need.title.clone()).collect());
            let gives = join(stop.gives.iter().map(|given| given.title.to_string()).collect());
            writeln!(shown, "{rank}. {} [{needs}] donne [{gives}], {} contact(s)", stop.service.title, stop.contacts.all.len())?;
        }
        for document in &view.asked_again {
            let by = join(document.places.iter().map(|place| place.service.title.to_string()).collect());
            writeln!(shown, "« {} » demandé par {by}", document.title)?;
        }
        for circle in &view.circles {
            writeln!(shown, "cercle : {}", join(circle.links.iter().map(|link| link.service.title.to_string()).collect()))?;
        }
        let organisations = join(view.organisations.iter().map(|organisation| organisation.title.to_string()).collect());
        writeln!(shown, "organismes : {organisations}")?;
        let totals = &view.totals;
        writeln!(shown, "étapes {} à {}, {} document(s)", totals.steps_for_all, totals.steps_at_most, totals.documents)?;
        let not_said = |services: &[&PublicService]| join(services.iter().map(|service| service.title.to_string()).collect());
        writeln!(
            shown,
            "jours {} à {}, non vérifié : [{}]",
            totals.wait.min_days,
            totals.wait.max_days,
            not_said(&totals.wait_not_said)
        )?;
        let (least, most) = totals.cost;
        writeln!(
            shown,
            "{least} à {most}, non vérifié : [{}], documents {}",
            not_said(&totals.cost_not_said),
            totals.cost_of_documents
        )?;
        Ok(shown)
    }

    const PROCEDURES: &str = r"
organisme mairie « Mairie » { téléphone « 34 00 » }
organisme caf « Caf »
donnée hébergé : oui ou non
pièce identité « Carte d'identité »
pièce photo « Photo » { coût 5 € }
pièce acte « Acte de naissance » { obtenue par démarche déclarer }
démarche prime « Demander la prime » {
  organisme caf
  étape dépôt « Déposez » {
    par usager en ligne
    fournir identité
    fournir acte
    coût 0 €
  }
  étape attestation « Faites attester » {
    par usager au guichet
    seulement si hébergé
  }
}
démarche déclarer « Déclarer la naissance » {
  organisme mairie
  étape dépôt « Venez » {
    par usager au guichet
    fournir identité
    coût 0 €
    délai 3 jours à 5 jours
  }
  produit acte
}
démarche passeport « Demander le passeport » {
  organisme mairie
  étape dépôt « Venez » {
    par usager au guichet
    fournir acte
    fournir photo
    coût 17 €
    délai 3 semaines à 6 semaines
  }
}
";

    #[test]
    fn procedures_follow_what_they_need_and_totals_say_what_they_leave_out() {
        insta::assert_snapshot!(check(PROCEDURES), @r"
        1. Déclarer la naissance [Carte d'identité] donne [Acte de naissance], 1 contact(s)
        2. Demander la prime [Carte d'identité, Acte de naissance] donne [], 0 contact(s)
        2. Demander le passeport [Acte de naissance, Photo] donne [], 1 contact(s)
        « Carte d'identité » demandé par Déclarer la naissance, Demander la prime
        « Acte de naissance » demandé par Demander la prime, Demander le passeport
        organismes : Mairie, Caf
        étapes 3 à 4, 2 document(s)
        jours 24 à 47, non vérifié : [Demander la prime]
        17 € à 17 €, non vérifié : [], documents 5 €
        ");
    }

    #[test]
    fn the_stages_an_author_wrote_come_first() {
        let text = format!(
            "{PROCEDURES}
événement naissance « J'attends un enfant »
parcours arrivée « L'enfant arrive » pour événement naissance {{
  passeport
  puis prime
}}
démarche crèche « Chercher une crèche » {{
  événement naissance
}}
"
        );
        insta::assert_snapshot!(check(&text), @r"
        1. Demander le passeport [Acte de naissance, Photo] donne [], 1 contact(s)
        2. Demander la prime [Carte d'identité, Acte de naissance] donne [], 0 contact(s)
        3. Chercher une crèche [] donne [], 0 contact(s)
        « Acte de naissance » demandé par Demander le passeport, Demander la prime
        organismes : Mairie, Caf
        étapes 2 à 3, 3 document(s)
        jours 21 à 42, non vérifié : [Demander la prime, Chercher une crèche]
        17 € à 17 €, non vérifié : [Chercher une crèche], documents 5 €
        ");
    }
}
