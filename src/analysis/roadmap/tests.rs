//! Steps and people in, days out.

use super::{Plan, Roadmap, Told};
use crate::logic::Situation;
use crate::source::Workspace;
use insta::assert_snapshot;
use std::fmt::Write;

const STEPS: &str = "
organisme caisse « Caisse »
donnée urgent : oui ou non
donnée étranger : oui ou non
démarche essai « Essai » {
  étape dépôt « Déposez » {
    par usager en ligne
  }
  étape étude « La caisse étudie » {
    par caisse
    après dépôt
    délai 3 semaines à 8 semaines sauf si urgent
    délai 2 jours si urgent
  }
  étape visa « Le consulat vérifie » {
    seulement si étranger
    par caisse
    après étude
    délai 2 mois
  }
  étape entretien « Un entretien, si vous voulez » {
    facultative
    par usager au guichet, sur rendez-vous sous 30 jours
    après étude
  }
  étape retrait « Retirez la carte » {
    par usager au guichet
    après visa, entretien
    sous 15 jours, à compter de la notification
  }
}
";

/// The days of each step for a person who begins on Monday 2 March 2026, and those of the whole.
fn days(facts: &[(&str, bool)]) -> String {
    let mut workspace = Workspace::default();
    workspace.push("essai.demarche", STEPS);
    let project = crate::project::read(&workspace);
    assert!(project.problems.is_empty(), "{:?}", project.problems);
    let model = &project.model;
    let plan = Plan::new(model, &model.services[0]);
    let mut situation = Situation::unknown(&plan.program);
    for (name, value) in facts {
        let datum = model.data.iter().find(|datum| *datum.name == **name).expect("une donnée de l'essai");
        let slot = plan.program.slot_of(datum.symbol).expect("une donnée lue");
        situation.set(slot, Some(crate::logic::Value::Boolean(*value)));
    }
    let roadmap = Roadmap::of(&plan, &situation, jiff::civil::date(2026, 3, 2));
    let day = |day: Option<crate::values::Date>| day.map_or_else(|| "?".to_owned(), |day| day.strftime("%d/%m").to_string());
    let span = |span: super::Span| format!("{} {} {}", day(span.earliest), day(span.latest), day(span.at_most));
    let mut shown = String::new();
    for stage in &roadmap.stages {
        let doubt = if stage.told == Told::Maybe { "?" } else { "" };
        let deadlines: String = stage.deadlines.iter().map(|deadline| format!(", avant le {}", day(deadline.day))).collect();
        let _ = writeln!(shown, "{}{doubt} : {}{deadlines}", stage.step.name, span(stage.ends));
    }
    let _ = writeln!(shown, "en tout : {}", span(roadmap.ends()));
    shown
}

#[test]
fn a_step_waits_for_those_before_it_even_through_one_that_is_not_the_person_s() {
    assert_snapshot!(days(&[("urgent", false), ("étranger", false)]), @r"
    dépôt : 02/03 02/03 02/03
    étude : 23/03 27/04 27/04
    entretien : 23/03 27/05 27/05
    retrait : 23/03 27/04 27/05, avant le 07/04
    en tout : 23/03 27/04 27/05
    ");
    assert_snapshot!(days(&[("urgent", true), ("étranger", true)]), @r"
    dépôt : 02/03 02/03 02/03
    étude : 04/03 04/03 04/03
    visa : 04/05 04/05 04/05
    entretien : 04/03 03/04 03/04
    retrait : 04/05 04/05 04/05, avant le 19/05
    en tout : 04/05 04/05 04/05
    ");
}

#[test]
fn what_may_not_concern_the_person_is_waited_for_at_most() {
    assert_snapshot!(days(&[]), @r"
    dépôt : 02/03 02/03 02/03
    étude : 02/03 02/03 27/04
    visa? : 02/05 02/05 27/06
    entretien : 02/03 01/04 27/05
    retrait : 02/03 02/03 27/06, avant le 17/03
    en tout : 02/03 02/03 27/06
    ");
}
