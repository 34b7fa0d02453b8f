//! Rights and calculations: the type of each consequence, and the exceptions, which name one another.

use super::Checker;
use super::infer::{listed, mended, misfit};
use super::kind::Type;
use crate::source::{Location, Problem, ProblemKind};
use crate::values::{Expression, ExpressionKind, Reference, Rounding, Rule, RuleDefinition, Text};
use std::collections::{BTreeMap, BTreeSet};

impl<'m> Checker<'m> {
    pub(super) fn rule(&mut self, rule: &'m Rule) {
        let declared = Type::declared(&rule.data_type.value, None);
        for definition in &rule.definitions {
            if let Some(value) = &definition.value {
                self.consequence(rule, declared, value);
            }
            if let Some(condition) = &definition.qualifiers.condition {
                self.condition(condition);
            }
        }
        self.rounding(rule, declared);
        self.exceptions(rule);
    }

    /// A rule is rounded as values of its type can be.
    fn rounding(&mut self, rule: &'m Rule, declared: Type<'m>) {
        let Some(rounding) = &rule.rounding else { return };
        let fits = match rounding.value {
            Rounding::Euro | Rounding::EuroUp | Rounding::EuroDown | Rounding::Cent | Rounding::CentUp | Rounding::CentDown => {
                Type::Money
            }
            Rounding::Whole | Rounding::WholeUp | Rounding::WholeDown => Type::NUMBER,
            // Dates may be computed on the way to any value.
            Rounding::DateUp | Rounding::DateDown => return,
        };
        if !fits.agrees(declared) {
            let message =
                format!("`{}` est {} : il ne s'arrondit pas « {} »", rule.name.value, declared.name(), rounding.value.word());
            let location = Location::new(self.file, rounding.span);
            self.problems.push(Problem::new(ProblemKind::WrongType, location, message));
        }
    }

    fn consequence(&mut self, rule: &'m Rule, declared: Type<'m>, value: &'m Expression) {
        let found = self.type_of(value);
        // Whatever its decimals on the way, a rule rounded to the unit is whole.
        let is_made_whole = rule.rounding.as_ref().is_some_and(|rounding| {
            matches!(rounding.value, Rounding::Whole | Rounding::WholeUp | Rounding::WholeDown) && found.agrees(declared)
        });
        if is_made_whole || found.fits(declared) {
            return;
        }
        let name = &rule.name.value;
        let message = misfit(name, declared, value, found);
        let receiver = Expression::new(ExpressionKind::Name(Reference::new(name.clone(), rule.name.span)), rule.name.span);
        let problem = self
            .problem(value, found, message, listed(&receiver, declared))
            .with_related(Location::new(self.file, rule.data_type.span), format!("`{name}` est déclaré ainsi"));
        self.problems.push(mended(problem, value, declared));
    }

    fn exceptions(&mut self, rule: &'m Rule) {
        let mut labels: BTreeMap<&str, (&Text, &RuleDefinition)> = BTreeMap::new();
        for (label, definition) in rule.definitions.iter().filter_map(|definition| Some((label(definition)?, definition))) {
            labels.entry(&label.value).or_insert((label, definition));
        }
        let bases = rule.definitions.iter().filter(|definition| definition.exception.is_none() && definition.value.is_some());
        // The dated lines are one value that changes with time.
        let (dated, undated): (Vec<_>, Vec<_>) = bases.partition(|definition| definition.from.is_some());
        let n_bases = undated.len() + usize::from(!dated.is_empty());
        for definition in &rule.definitions {
            let Some(exception) = &definition.exception else { continue };
            match &exception.parent {
                Some(parent) if !labels.contains_key(&*parent.value) => self.unknown_parent(rule, parent, labels.keys()),
                Some(_) => {}
                None if exception.label.is_none() && n_bases > 1 => {
                    let message = format!(
                        "cette exception ne dit pas laquelle des {n_bases} lignes de `{}` elle remplace",
                        rule.name.value
                    );
                    let problem = Problem::new(ProblemKind::WrongType, Location::new(self.file, definition.span), message);
                    self.problems.push(problem.with_help("donnez-lui un nom : `exception NOM : VALEUR si CONDITION`"));
                }
                None => {}
            }
        }
        self.exception_cycles(rule, &labels);
    }

    fn unknown_parent<'l>(&mut self, rule: &Rule, parent: &Text, labels: impl Iterator<Item = &'l &'l str>) {
        let message = format!("aucune exception de `{}` ne s'appelle `{}`", rule.name.value, parent.value);
        let problem =
            Problem::new(ProblemKind::UnknownName, Location::new(self.file, parent.span), message).with_label("nom inconnu");
        let labels: Vec<_> = labels.map(|label| format!("`{label}`")).collect();
        self.problems.push(match &*labels {
            [] => problem.with_help("une exception s'écrit `exception NOM : VALEUR si CONDITION`"),
            [_, ..] => problem.with_help(format!("exceptions de cette règle : {}", labels.join(", "))),
        });
    }

    /// Reports each circle of exceptions once, at its first exception.
    fn exception_cycles(&mut self, rule: &Rule, labels: &BTreeMap<&str, (&Text, &RuleDefinition)>) {
        let parent_of = |name: &str| -> Option<&str> {
            let (_, definition) = labels.get(name)?;
            Some(&definition.exception.as_ref()?.parent.as_ref()?.value)
        };
        let mut settled: BTreeSet<&str> = BTreeSet::new();
        for start in rule.definitions.iter().filter_map(label) {
            let mut path: Vec<&str> = Vec::new();
            let mut next = Some(&*start.value);
            while let Some(name) = next.filter(|name| settled.insert(name)) {
                path.push(name);
                next = parent_of(name);
            }
            if let Some(position) = next.and_then(|name| path.iter().position(|seen| *seen == name)) {
                let circle = &path[position..];
                let names: Vec<_> = circle.iter().chain([&circle[0]]).map(|name| format!("`{name}`")).collect();
                let message = format!("des exceptions tournent en rond : {}", names.join(" à "));
                let Some((first, _)) = labels.get(circle[0]) else { continue };
                let problem = Problem::new(ProblemKind::WrongType, Location::new(self.file, first.span), message);
                let others = circle[1..].iter().filter_map(|name| labels.get(name));
                let problem = others.fold(problem, |problem, (other, _)| {
                    problem.with_related(Location::new(self.file, other.span), "exception du même cercle")
                });
                self.problems.push(problem.with_help("une exception remplace une règle plus générale, jamais l'inverse"));
            }
        }
    }
}

fn label(definition: &RuleDefinition) -> Option<&Text> {
    definition.exception.as_ref()?.label.as_ref()
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;
    use insta::assert_snapshot;

    #[test]
    fn a_rule_gives_what_it_declares() {
        let text = r"
droit éligible : oui ou non {
  0 €
  exception jeune : 3 si âge < 18 ans
}
calcul aide : montant = 100
calcul moitié : entier = âge / 2
calcul moitié_entière : entier {
  âge / 2
  arrondi à l'entier inférieur
}
calcul niveau : un parmi haut, bas {
  bas
  exception fort : française si mineur
  exception faible : moyen si mineur
}
";
        assert_snapshot!(check("LEC", text), @r"
    erreur LEC006 : `éligible` est un oui ou non ; `0 €` est un montant
      |   0 €
      |   ^^^ un montant
      | droit éligible : oui ou non {
      |                  ^^^^^^^^^^ `éligible` est déclaré ainsi
    erreur LEC006 : `éligible` est un oui ou non ; `3` est un nombre entier
      |   exception jeune : 3 si âge < 18 ans
      |                     ^ un nombre entier
      | droit éligible : oui ou non {
      |                  ^^^^^^^^^^ `éligible` est déclaré ainsi
    erreur LEC006 : `aide` est un montant ; `100` est un nombre entier
      | calcul aide : montant = 100
      |                         ^^^ un nombre entier
      | calcul aide : montant = 100
      |               ^^^^^^^ `aide` est déclaré ainsi
      aide : un montant s'écrit avec son unité : `25 €`
      correction : ajouter « € »
    erreur LEC006 : `moitié` est un nombre entier ; ce calcul peut avoir des décimales
      | calcul moitié : entier = âge / 2
      |                          ^^^^^^^ un nombre en années
      | calcul moitié : entier = âge / 2
      |                 ^^^^^^ `moitié` est déclaré ainsi
    erreur LEC006 : `française` n'est pas une valeur de `niveau`
      |   exception fort : française si mineur
      |                    ^^^^^^^^^ une valeur d'une liste
      | donnée nationalité : un parmi française, autre
      |                               ^^^^^^^^^ définition de `française`
      | calcul niveau : un parmi haut, bas {
      |                 ^^^^^^^^^^^^^^^^^^ `niveau` est déclaré ainsi
      aide : valeurs de `niveau` : `haut`, `bas`
    erreur LEC004 : `moyen` n'est pas une valeur de `niveau`
      |   exception faible : moyen si mineur
      |                      ^^^^^ valeur inconnue
      | calcul niveau : un parmi haut, bas {
      |        ^^^^^^ définition de `niveau`
      aide : valeurs de `niveau` : `haut`, `bas`
    ");
    }

    #[test]
    fn exceptions_name_one_another() {
        let text = r"
calcul aide : montant {
  0 €
  exception un à trois : 1 € si mineur
  exception deux à un : 2 € si mineur
  exception trois à deux : 3 € si mineur
  exception quatre : 4 € si mineur
  exception quatre : 5 € si hébergé
  arrondi à l'entier
  exception cinq à quatorze : 5 € si mineur
  exception six à six : 6 € si mineur
}
calcul autre : montant {
  0 € si mineur
  1 € si hébergé
  exception : 2 € si âge < 3 ans
}
";
        assert_snapshot!(check("LEC", text), @r"
    erreur LEC006 : des exceptions tournent en rond : `un` à `trois` à `deux` à `un`
      |   exception un à trois : 1 € si mineur
      |             ^^
      |   exception trois à deux : 3 € si mineur
      |             ^^^^^ exception du même cercle
      |   exception deux à un : 2 € si mineur
      |             ^^^^ exception du même cercle
      aide : une exception remplace une règle plus générale, jamais l'inverse
    erreur LEC006 : `aide` est un montant : il ne s'arrondit pas « à l'entier »
      |   arrondi à l'entier
      |           ^^^^^^^^^^
    erreur LEC004 : aucune exception de `aide` ne s'appelle `quatorze`
      |   exception cinq à quatorze : 5 € si mineur
      |                    ^^^^^^^^ nom inconnu
      aide : exceptions de cette règle : `cinq`, `deux`, `quatre`, `six`, `trois`, `un`
    erreur LEC006 : des exceptions tournent en rond : `six` à `six`
      |   exception six à six : 6 € si mineur
      |             ^^^
      aide : une exception remplace une règle plus générale, jamais l'inverse
    erreur LEC006 : cette exception ne dit pas laquelle des 2 lignes de `autre` elle remplace
      |   exception : 2 € si âge < 3 ans
      |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      aide : donnez-lui un nom : `exception NOM : VALEUR si CONDITION`
    ");
    }
}
