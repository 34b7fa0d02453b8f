//! A change of the rules that takes something away, when nothing is said of the requests already made.

use super::received::is_received;
use crate::analysis::roadmap::Plan;
use crate::analysis::trial::{Facts, Trial, situation, told};
use crate::findings::{Finding, Severity};
use crate::logic::program::RuleId;
use crate::logic::{Outcome, Value};
use crate::model::{Model, PublicService, Stated};
use crate::rules::wording::fitting;
use crate::rules::{Basis, Check, Context, FixOffered, Rule};
use crate::source::Location;
use crate::values::{Date, RuleKind};
use std::cmp::Ordering;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "LOG009",
    name: "transition-absente",
    severity: Severity::Conseil,
    worst: Severity::Conseil,
    what: "Une règle change et quelqu'un y perd, sans qu'il soit dit ce que deviennent les demandes déjà déposées.",
    why: "Qui a déposé son dossier sous l'ancienne règle découvre la nouvelle dans la réponse : une secousse que rien n'annonçait.",
    remove: "dites quelle règle suit une demande déjà déposée : `transition « Les demandes déposées avant le … suivent l'ancienne règle. »`",
    ease: "s'il n'y a personne dans ce cas, dites-le : `transition aucune parce que « … »`",
    principle: "une secousse imprévisible et destructrice",
    basis: &[Basis::Law("CRPA", "L221-5"), Basis::Law("CRPA", "L221-6")],
    threshold: "",
    limits: "Ne parle qu'avec `--avant`. Les démarches et leurs règles sont rapprochées par leur nom. La personne qui perd est cherchée parmi celles des \
             exemples (`cas`) et leurs voisines : si elle n'y est pas, rien n'est dit. Une nouvelle ligne qui ne commence que plus tard (`à compter \
             du …`) est elle-même une transition. Une somme que la personne paie n'est pas comptée.",
    fix: FixOffered::No,
    faulty: &[r"
démarche aide « Demander une aide » {
  droit aidé : oui ou non {
    non
    exception jeune : oui si âge < 26 ans
  }
}
# après
démarche aide « Demander une aide » {
  droit aidé : oui ou non {
    non
    exception jeune : oui si âge < 25 ans
  }
}
"],
    sane: &[
        r"
démarche aide « Demander une aide » {
  droit aidé : oui ou non {
    non
    exception jeune : oui si âge < 26 ans
  }
}
# après
démarche aide « Demander une aide » {
  transition « Les demandes déposées avant le 1er juillet 2026 suivent l'ancienne règle. »
  droit aidé : oui ou non {
    non
    exception jeune : oui si âge < 25 ans
  }
}
",
        r"
démarche aide « Demander une aide » {
  droit aidé : oui ou non {
    non
    exception jeune : oui si âge < 25 ans
  }
}
# après
démarche aide « Demander une aide » {
  droit aidé : oui ou non {
    non
    exception jeune : oui si âge < 26 ans
  }
}
",
    ],
    check: Check::Workspace(check),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(earlier) = context.before else { return };
    for service in &context.model.services {
        let Some(before) = earlier.services.iter().find(|known| known.name == service.name) else { continue };
        let is_settled = !matches!(service.transition, Stated::NotSaid) || service.partly_unreadable || before.partly_unreadable;
        if !is_settled && !service.rules.is_empty() {
            findings.extend(first_loss(service, context, (before, earlier)));
        }
    }
}

/// The first rule by which somebody gets less than before.
fn first_loss(service: &PublicService, context: &Context<'_>, (before, earlier): (&PublicService, &Model)) -> Option<Finding> {
    let (now, then) = (Plan::new(context.model, service), Plan::new(earlier, before));
    let trial = Trial::of(&[&now, &then], context.today);
    now.rules.iter().find_map(|rule| {
        let written = now.program.rule(*rule).rule;
        let former = then.rules.iter().find(|former| then.program.rule(**former).rule.name.value == written.name.value)?;
        let is_gain = written.kind == RuleKind::Right || is_received(&written.name.value);
        if !is_gain {
            return None;
        }
        let versions = [(&then, *former), (&now, *rule)];
        let (person, values) =
            trial.people().find_map(|person| loss(versions, &person, context.today).map(|values| (person, values)))?;
        Some(finding(service, &now, *rule, &person, &values))
    })
}

/// What a person had and no longer has.
fn loss(versions: [(&Plan<'_>, RuleId); 2], person: &Facts, day: Date) -> Option<[Value; 2]> {
    let [before, after] = versions.map(|(plan, rule)| {
        let situation = situation(plan, person);
        match plan.evaluation(&situation, day).rule(rule) {
            Outcome::Known(value) => Some(value),
            Outcome::NotApplicable | Outcome::Missing(_) | Outcome::Failed(_) => None,
        }
    });
    let (before, after) = (before?, after?);
    let is_less = match (&before, &after) {
        (Value::Boolean(before), Value::Boolean(after)) => *before && !*after,
        (_, _) => after.order(&before) == Some(Ordering::Less),
    };
    is_less.then_some([before, after])
}

fn finding(service: &PublicService, plan: &Plan<'_>, rule: RuleId, person: &Facts, [before, after]: &[Value; 2]) -> Finding {
    let written = plan.program.rule(rule).rule;
    let name = &written.name.value;
    let message = fitting([
        format!("`{name}` passe de {before} à {after} pour certains : rien n'est dit des demandes déjà déposées"),
        "une règle retire quelque chose à certains : rien n'est dit des demandes déjà déposées".to_owned(),
    ]);
    let read = plan.program.data_of(rule);
    let facts = told(plan, person, |slot| read.contains(&slot));
    let finding = RULE.at(Location::new(service.file(), written.name.span), message).with_label("certains y perdent");
    finding.with_note(if facts.is_empty() {
        "C'est vrai de tout le monde.".to_owned()
    } else {
        format!("Par exemple : {facts} ; avant : {before}, après : {after}.")
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;
    use insta::assert_snapshot;

    const BEFORE: &str = "\
démarche aide « Demander une aide » {
  calcul montant_aide : montant {
    0 €
    exception seul : 300 € si âge < 26 ans et hébergé
  }
  calcul frais_de_dossier : montant = 20 €
  cas « Hébergé » {
    âge = 22 ans
    hébergé = oui
    attendu montant_aide = 300 €
  }
}
";

    fn changed(from: &str, to: &str) -> String {
        check("LOG009", &format!("{BEFORE}# après\n{}", BEFORE.replace(from, to)))
    }

    #[test]
    fn who_loses_is_one_of_the_examples_or_near_one() {
        assert_snapshot!(changed("300 € si", "250 € si"), @r"
    conseil LOG009 : `montant_aide` passe de 300 € à 250 € pour certains : rien n'est dit des demandes déjà déposées
      |   calcul montant_aide : montant {
      |          ^^^^^^^^^^^^ certains y perdent
      note : Par exemple : âge = 22 ans, hébergé = oui ; avant : 300 €, après : 250 €.
    ");
        assert_snapshot!(changed("26 ans", "21 ans"), @r"
    conseil LOG009 : `montant_aide` passe de 300 € à 0 € pour certains : rien n'est dit des demandes déjà déposées
      |   calcul montant_aide : montant {
      |          ^^^^^^^^^^^^ certains y perdent
      note : Par exemple : âge = 22 ans, hébergé = oui ; avant : 300 €, après : 0 €.
    ");
    }

    #[test]
    fn what_costs_less_what_is_the_same_and_what_comes_later_take_nothing_away() {
        assert_eq!(changed("20 €", "10 €"), "");
        assert_eq!(
            changed("exception seul : 300 € si âge < 26 ans et hébergé", "exception seul : 300 € si hébergé et âge < 26 ans"),
            ""
        );
        assert_eq!(changed("    0 €\n", "    à compter du 2020-01-01 : 0 €\n"), "");
        let later = BEFORE.replace("calcul montant_aide : montant {\n    0 €", "calcul base : montant {\n    300 €\n    à compter du 2030-01-01 : 100 €\n  }\n  calcul montant_aide : montant {\n    0 €");
        assert_eq!(check("LOG009", &format!("{BEFORE}# après\n{}", later.replace("300 € si", "base si"))), "");
    }

    #[test]
    fn a_transition_said_or_declared_needless_is_enough() {
        for line in
            ["transition « Les demandes en cours gardent 300 €. »", "transition aucune parce que « personne n'a encore demandé »"]
        {
            let both = BEFORE.replace("300 € si", "250 € si").replace("  calcul frais", &format!("  {line}\n  calcul frais"));
            assert_eq!(check("LOG009", &format!("{BEFORE}# après\n{both}")), "", "{line}");
        }
    }
}
