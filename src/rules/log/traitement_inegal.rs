//! Two people who differ only by what must not count, and who are not treated alike.

use crate::analysis::roadmap::Plan;
use crate::analysis::trial::{Facts, Trial, situation, told, varied};
use crate::findings::{Finding, Severity};
use crate::logic::program::{RuleId, Slot};
use crate::logic::{Evaluation, Outcome, Situation, Value};
use crate::model::{Data, PublicService};
use crate::rules::tables::{Neutral, neutral};
use crate::rules::wording::fitting;
use crate::rules::{Basis, Check, Context, FixOffered, Rule};
use crate::source::Location;
use crate::values::{Concept, Date, Expression, Qualifiers};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "LOG010",
    name: "traitement-inegal",
    severity: Severity::Alerte,
    worst: Severity::Alerte,
    what: "Deux personnes que seule distingue une chose qui ne doit pas compter (le sexe, la façon de déposer…) n'obtiennent pas la même chose.",
    why: "À situation égale, la réponse doit être la même : celle qui reçoit moins, ou à qui l'on demande plus, ne saura pas pourquoi.",
    remove: "retirez cette donnée de la règle",
    ease: "si un texte le prévoit, citez-le sur la ligne : `selon code, article …`",
    principle: "égaux en droits et en devoirs",
    basis: &[Basis::Law("CRPA", "L100-2"), Basis::Unverified("Loi n° 2008-496 du 27 mai 2008, article 1er")],
    threshold: "",
    limits: "Les choses qui ne doivent pas compter sont dans `rules/neutres.toml`, reconnues au nom de la donnée ou à sa `nature civilité`. Les deux \
             personnes sont cherchées parmi celles des exemples (`cas`) et leurs voisines : si elles n'y sont pas, rien n'est dit. Une ligne qui \
             cite un texte (`selon …`) n'est pas relevée. Regarde les droits, les calculs et les pièces demandées.",
    fix: FixOffered::No,
    faulty: &[
        r"
donnée sexe : un parmi femme, homme « Votre sexe »
démarche aide « Demander une aide » {
  droit aidé : oui ou non {
    non
    exception jeune : oui si âge < 25 ans et sexe = femme
  }
}
",
        r"
donnée sexe : un parmi femme, homme « Votre sexe »
démarche aide « Demander une aide » {
  étape dépôt « Déposez la demande » {
    par usager en ligne ou au guichet
    fournir justificatif_domicile si sexe = homme
  }
}
",
    ],
    sane: &[
        r"
donnée sexe : un parmi femme, homme « Votre sexe »
démarche aide « Demander une aide » {
  droit aidé : oui ou non {
    non
    exception mère : oui si sexe = femme selon css, article L331-3
  }
}
texte css « Code de la sécurité sociale »
",
        r"
donnée sexe : un parmi femme, homme « Votre sexe »
démarche aide « Demander une aide » {
  droit aidé : oui ou non {
    non
    exception jeune : oui si âge < 25 ans et (sexe = femme ou sexe = homme)
  }
}
",
    ],
    check: Check::Service(check),
};

fn check(service: &PublicService, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let plan = Plan::new(context.model, service);
    let slots = (0..).map(Slot).zip(plan.program.data());
    let neutrals = slots.filter_map(|(slot, datum)| Some((slot, *datum, criterion(datum)?)));
    // Most forms ask who one is, and nothing depends on it: no people are needed to tell.
    let neutrals: Vec<_> = neutrals.filter(|(slot, datum, _)| is_ever_read(&plan, *slot, datum)).collect();
    if neutrals.is_empty() {
        return;
    }
    let trial = Trial::of(&[&plan], context.today);
    for (slot, datum, criterion) in neutrals {
        let pairs: Vec<_> = trial.people().flat_map(|person| pairs(&trial, &person, &datum.name)).collect();
        let unequal = Unequal { plan: &plan, slot, datum, criterion, today: context.today, pairs: &pairs };
        findings.extend(unequal.rules().or_else(|| criterion.for_documents.then(|| unequal.documents())?));
    }
}

/// Whether a right, a calculation or what is asked of whom depends on a datum.
fn is_ever_read(plan: &Plan<'_>, slot: Slot, datum: &Data) -> bool {
    let in_rules = || plan.rules.iter().any(|rule| plan.program.data_of(*rule).contains(&slot));
    let conditions = plan.service.requirements().filter_map(|(_, requirement)| requirement.value.qualifiers.condition.as_ref());
    let mut names = conditions.flat_map(|condition| condition.names());
    names.any(|name| name.target == Some(datum.symbol)) || in_rules()
}

/// What must not count, that a datum says.
fn criterion(datum: &Data) -> Option<&'static Neutral> {
    let is_title = datum.concept.as_ref().is_some_and(|concept| concept.value == Concept::Title);
    neutral(&datum.name).or_else(|| neutral("civilité").filter(|_| is_title))
}

/// The person, beside each one who differs only by that datum.
fn pairs(trial: &Trial, person: &Facts, name: &str) -> Vec<[Facts; 2]> {
    varied(person, name, trial.values(name)).into_iter().map(|other| [person.clone(), other]).collect()
}

/// A datum that must not count, and the people whom it alone tells apart.
struct Unequal<'p, 'm> {
    plan: &'p Plan<'m>,
    slot: Slot,
    datum: &'m Data,
    criterion: &'static Neutral,
    today: Date,
    pairs: &'p [[Facts; 2]],
}

impl Unequal<'_, '_> {
    /// The first right or calculation that gives them different things.
    fn rules(&self) -> Option<Finding> {
        let program = &self.plan.program;
        self.plan.rules.iter().find_map(|rule| {
            let data = program.data_of(*rule);
            if !data.contains(&self.slot) || self.is_provided_for(*rule) {
                return None;
            }
            let (people, values) = self.differ(|evaluation| known(evaluation.rule(*rule)))?;
            let name = &program.rule(*rule).rule.name;
            let place = Location::new(self.plan.service.file(), name.span);
            let message = fitting([
                format!("à situation égale, `{}` dépend de `{}`", name.value, self.datum.name),
                format!("à situation égale, le résultat dépend de {}", self.criterion.say),
            ]);
            Some(self.finding(place, message, people, &values.map(|value| value.to_string()), |slot| data.contains(&slot)))
        })
    }

    /// The first document that is not asked of both.
    fn documents(&self) -> Option<Finding> {
        self.plan.service.requirements().find_map(|(_, requirement)| {
            let qualifiers = &requirement.value.qualifiers;
            let condition = qualifiers.condition.as_ref().filter(|condition| self.is_read_by(condition))?;
            if is_justified(qualifiers) {
                return None;
            }
            let (people, values) = self.differ(|evaluation| evaluation.expression(condition).and_then(known))?;
            let message = format!("à situation égale, une pièce n'est demandée qu'à certains, selon {}", self.criterion.say);
            let names: Vec<_> =
                condition.names().into_iter().filter_map(|name| self.plan.program.slot_of(name.target?)).collect();
            let asked = values.map(|value| if value == Value::Boolean(true) { "elle est demandée" } else { "elle ne l'est pas" });
            Some(self.finding(requirement.location(), message, people, &asked.map(str::to_owned), |slot| names.contains(&slot)))
        })
    }

    /// Two people, and what each gets when that is not the same.
    fn differ(&self, mut given: impl FnMut(&mut Evaluation<'_, '_>) -> Option<Value>) -> Option<(&[Facts; 2], [Value; 2])> {
        self.pairs.iter().find_map(|pair| {
            let [one, other] = pair.each_ref().map(|person| {
                let situation: Situation = situation(self.plan, person);
                given(&mut self.plan.evaluation(&situation, self.today))
            });
            let (one, other) = (one?, other?);
            (one != other).then_some((pair, [one, other]))
        })
    }

    /// Whether each line that reads the datum, of that rule and of those it calls, says under which text.
    fn is_provided_for(&self, rule: RuleId) -> bool {
        let program = &self.plan.program;
        let readers = program.rules_of(rule).into_iter().flat_map(|rule| &program.rule(rule).rule.definitions);
        let mut readers =
            readers.filter(|line| line.value.iter().chain(&line.qualifiers.condition).any(|it| self.is_read_by(it)));
        readers.all(|line| is_justified(&line.qualifiers))
    }

    fn is_read_by(&self, expression: &Expression) -> bool {
        expression.names().iter().any(|name| name.target == Some(self.datum.symbol))
    }

    fn finding(
        &self,
        place: Location,
        message: String,
        people: &[Facts; 2],
        values: &[String; 2],
        reads: impl Fn(Slot) -> bool,
    ) -> Finding {
        let value = |person: &Facts| told(self.plan, person, |slot| slot == self.slot);
        let same = told(self.plan, &people[0], |slot| slot != self.slot && reads(slot));
        let same = if same.is_empty() { String::new() } else { format!("{same} ; ") };
        let [one, other] = people.each_ref().map(value);
        let note = format!("Par exemple : {same}si {one} : {} ; si {other} : {}.", values[0], values[1]);
        RULE.at(place, message).with_label("pas la même chose pour tous").with_note(note)
    }
}

const fn is_justified(qualifiers: &Qualifiers) -> bool {
    qualifiers.according_to.is_some()
}

fn known(outcome: Outcome) -> Option<Value> {
    match outcome {
        Outcome::Known(value) => Some(value),
        Outcome::NotApplicable | Outcome::Missing(_) | Outcome::Failed(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;
    use insta::assert_snapshot;

    #[test]
    fn two_people_are_shown_who_differ_by_that_only() {
        let text = "\
donnée sexe : un parmi femme, homme « Votre sexe »
donnée civilité : un parmi madame, monsieur « Civilité »
donnée dépôt_en_ligne : oui ou non « Déposez-vous la demande en ligne ? »
démarche aide « Demander une aide » {
  étape dépôt « Déposez la demande » {
    par usager en ligne ou au guichet
    fournir justificatif_domicile sauf si civilité = madame
    fournir photo_identité sauf si dépôt_en_ligne
  }
  calcul trimestres : entier {
    4
    exception enfants : 8 si sexe = femme et hébergé
  }
  calcul montant_aide : montant = 100 € * trimestres
  cas « Hébergé » {
    âge = 22 ans
    hébergé = oui
    attendu trimestres = 8
  }
}
";
        assert_snapshot!(check("LOG010", text), @r"
    alerte LOG010 : à situation égale, une pièce n'est demandée qu'à certains, selon le sexe
      |     fournir justificatif_domicile sauf si civilité = madame
      |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ pas la même chose pour tous
      note : Par exemple : si civilité = madame : elle ne l'est pas ; si civilité = monsieur : elle est demandée.
    alerte LOG010 : à situation égale, `trimestres` dépend de `sexe`
      |   calcul trimestres : entier {
      |          ^^^^^^^^^^ pas la même chose pour tous
      note : Par exemple : hébergé = oui ; si sexe = femme : 8 ; si sexe = homme : 4.
    ");
    }

    #[test]
    fn what_nobody_feels_is_not_said() {
        let text = "\
donnée titre : un parmi madame, monsieur « Civilité » {
  nature civilité
}
démarche aide « Demander une aide » {
  droit aidé : oui ou non {
    non
    exception jeune : oui si âge < 18 ans et (âge > 60 ans ou titre = madame) et âge >= 18 ans
  }
  calcul montant_aide : montant {
    0 €
    exception mère : 50 € si titre = madame selon « Code de la sécurité sociale », article L331-3
  }
}
";
        assert_eq!(check("LOG010", text), "");
        let reachable = text.replace(" et âge >= 18 ans", "");
        assert!(check("LOG010", &reachable).contains("`aidé` dépend de `titre`"), "{}", check("LOG010", &reachable));
    }
}
