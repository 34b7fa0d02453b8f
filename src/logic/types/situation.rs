//! What a `cas` or a `profil` says of a person, what a `cas` expects, and the declared bounds of data.

use super::Checker;
use super::infer::{listed, mended, misfit, words};
use super::kind::Type;
use crate::model::Data;
use crate::source::{Location, Problem, ProblemKind, Span};
use crate::values::{Assignment, Case, Date, Decimal, Expectation, ExpectedSubject, Expression, ExpressionKind, Reference};

impl<'m> Checker<'m> {
    pub(super) fn situation(&mut self, situation: &'m [Assignment]) {
        for assignment in situation {
            let found = self.type_of(&assignment.value);
            let Some(datum) = self.model.datum(&assignment.data) else { continue };
            let declared = Type::declared(&datum.data_type, datum.unit.as_ref().map(|unit| &*unit.value));
            if self.given(&assignment.value, found, (&assignment.data, declared)) {
                self.within_bounds(datum, &assignment.value);
            }
        }
    }

    pub(super) fn case(&mut self, case: &'m Case) {
        self.situation(&case.situation);
        case.expectations.iter().for_each(|expectation| self.expectation(expectation));
    }

    fn expectation(&mut self, expectation: &'m Expectation) {
        match &expectation.subject {
            ExpectedSubject::Rule(reference) => {
                let declared = self.declared_type(reference);
                for value in &expectation.values {
                    let found = self.type_of(value);
                    self.given(value, found, (reference, declared));
                }
            }
            ExpectedSubject::Evidence(span) => self.expected_names(expectation, *span, "pièces"),
            ExpectedSubject::Steps(span) => self.expected_names(expectation, *span, "étapes"),
            ExpectedSubject::ProcessingTime(_) => self.expected_type(expectation, Type::Duration(None), "le délai"),
            ExpectedSubject::Cost(_) => self.expected_type(expectation, Type::Money, "le coût"),
        }
    }

    fn declared_type(&self, reference: &Reference) -> Type<'m> {
        let rule = self.model.rule(reference);
        rule.map_or(Type::Unknown, |rule| Type::declared(&rule.data_type.value, None))
    }

    fn expected_type(&mut self, expectation: &'m Expectation, expected: Type<'m>, subject: &str) {
        for value in &expectation.values {
            let found = self.type_of(value);
            if !found.agrees(expected) {
                let message = format!("{subject} est {} ; {} est {}", expected.name(), words(value), found.name());
                let problem = self.problem(value, found, message, None);
                self.problems.push(mended(problem, value, expected));
            }
        }
    }

    /// Documents and steps are named, and compared as lists.
    fn expected_names(&mut self, expectation: &'m Expectation, subject: Span, word: &str) {
        if expectation.comparison.value.is_ordering() {
            let sign = expectation.comparison.value.sign();
            let message = format!("« {sign} » n'a pas de sens ici : `{word}` est une liste");
            let location = Location::new(self.file, subject.cover(expectation.comparison.span));
            let help = format!("nommez ce qui est attendu : `attendu {word} = nom, nom`");
            self.problems.push(Problem::new(ProblemKind::WrongType, location, message).with_help(help));
        }
        for value in &expectation.values {
            if !matches!(value.kind, ExpressionKind::Name(_)) {
                let found = self.type_of(value);
                let message = format!("`{word}` attend des noms ; {} est {}", words(value), found.name());
                self.wrong(value, found, message, Some(format!("nommez ce qui est attendu : `attendu {word} = nom, nom`")));
            }
        }
    }

    /// Reports a value given to something declared otherwise; says whether it may be given.
    fn given(&mut self, value: &'m Expression, found: Type<'m>, (receiver, declared): (&Reference, Type<'m>)) -> bool {
        if found.fits(declared) {
            return true;
        }
        let name = &receiver.name;
        let message = misfit(name, declared, value, found);
        let receiver = Expression::new(ExpressionKind::Name(receiver.clone()), receiver.span);
        let problem = self.problem(value, found, message, listed(&receiver, declared));
        let problem = self.with_definitions(problem, &receiver);
        self.problems.push(mended(problem, value, declared));
        false
    }

    /// The declared bounds of a datum: of its type, and in order.
    pub(super) fn bounds(&mut self, datum: &'m Data) {
        let Some((lowest, highest)) = datum.bounds.as_deref() else { return };
        let declared = Type::declared(&datum.data_type, datum.unit.as_ref().map(|unit| &*unit.value));
        if !declared.is_ordered() {
            let message = format!("`{}` est {} : des bornes n'y ont pas de sens", datum.name, declared.name());
            let location = Location::new(self.file, lowest.span.cover(highest.span));
            return self.problems.push(Problem::new(ProblemKind::WrongType, location, message));
        }
        for bound in [lowest, highest] {
            let found = self.type_of(bound);
            if !found.agrees(declared) {
                let message =
                    format!("`{}` est {} ; sa borne {} est {}", datum.name, declared.name(), words(bound), found.name());
                let problem = self.problem(bound, found, message, None);
                self.problems.push(mended(problem, bound, declared));
                return;
            }
        }
        if let (Some(low), Some(high)) = (constant(lowest), constant(highest))
            && high.is_below(low)
        {
            let message = format!(
                "les bornes de `{}` sont à l'envers : {} est plus grand que {}",
                datum.name,
                words(lowest),
                words(highest)
            );
            let location = Location::new(self.file, lowest.span.cover(highest.span));
            self.problems.push(Problem::new(ProblemKind::WrongType, location, message));
        }
    }

    fn within_bounds(&mut self, datum: &'m Data, value: &'m Expression) {
        let Some((lowest, highest)) = datum.bounds.as_deref() else { return };
        let (Some(low), Some(high), Some(given)) = (constant(lowest), constant(highest), constant(value)) else { return };
        if !given.is_below(low) && !high.is_below(given) {
            return;
        }
        let message = format!("{} sort des bornes de `{}`, de {} à {}", words(value), datum.name, words(lowest), words(highest));
        let problem = Problem::new(ProblemKind::WrongType, Location::new(self.file, value.span), message)
            .with_label("hors des bornes")
            .with_related(datum.heading, format!("définition de `{}`", datum.name));
        self.problems.push(problem);
    }
}

/// A value written out, comparable with those of its type.
#[derive(Debug, Clone, Copy)]
enum Constant {
    Number(Decimal),
    Date(Date),
}

impl Constant {
    fn is_below(self, other: Self) -> bool {
        match (self, other) {
            (Self::Number(number), Self::Number(other)) => number < other,
            (Self::Date(date), Self::Date(other)) => date < other,
            (Self::Number(_), Self::Date(_)) | (Self::Date(_), Self::Number(_)) => false,
        }
    }
}

/// The value of a literal. Durations count their units: the types were found to agree first.
fn constant(expression: &Expression) -> Option<Constant> {
    match &expression.kind {
        ExpressionKind::Number(number, _) | ExpressionKind::Percentage(number) => Some(Constant::Number(*number)),
        ExpressionKind::Money(money) => Some(Constant::Number(Decimal::new(money.cents.into(), 100))),
        ExpressionKind::Duration(duration) => Some(Constant::Number(Decimal::from_integer(duration.number.into()))),
        ExpressionKind::Date(date) => Some(Constant::Date(*date)),
        ExpressionKind::Negative(operand) => match constant(operand)? {
            Constant::Number(number) => Some(Constant::Number(-number)),
            Constant::Date(_) => None,
        },
        ExpressionKind::Boolean(_)
        | ExpressionKind::Text(_)
        | ExpressionKind::Name(_)
        | ExpressionKind::Not(_)
        | ExpressionKind::Logic(..)
        | ExpressionKind::Compare(..)
        | ExpressionKind::Among(..)
        | ExpressionKind::Arithmetic(..)
        | ExpressionKind::Today
        | ExpressionKind::Extreme(..) => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;
    use insta::assert_snapshot;

    #[test]
    fn an_assignment_is_of_its_type_and_within_its_bounds() {
        let text = r"
profil senior « Une personne âgée » {
  âge = 130 ans
  nationalité = oui
  mineur = 3
  revenu_fiscal = 1000
}
démarche essai « Essai » {
  calcul aide : montant = 3 €
  étape dépôt « Déposez » {
    par usager au guichet
  }
  cas « Une personne » {
    âge = 8 mois
    attendu aide = 3 mois
    attendu délai <= 3 €
    attendu pièces = 3
    attendu étapes < dépôt
  }
}
";
        assert_snapshot!(check("LEC", text), @r"
    erreur LEC006 : `130 ans` sort des bornes de `âge`, de `0` à `120`
      |   âge = 130 ans
      |         ^^^^^^^ hors des bornes
      | donnée âge : entier en années, de 0 à 120 « Quel âge avez-vous ? »
      |        ^^^ définition de `âge`
    erreur LEC006 : `nationalité` est une valeur d'une liste ; `oui` est un oui ou non
      |   nationalité = oui
      |                 ^^^ un oui ou non
      | donnée nationalité : un parmi française, autre
      |        ^^^^^^^^^^^ définition de `nationalité`
      aide : valeurs de `nationalité` : `française`, `autre`
    erreur LEC006 : `mineur` est un oui ou non ; `3` est un nombre entier
      |   mineur = 3
      |            ^ un nombre entier
      | donnée mineur : oui ou non « Avez-vous moins de 18 ans ? »
      |        ^^^^^^ définition de `mineur`
    erreur LEC006 : `revenu_fiscal` est un montant ; `1000` est un nombre entier
      |   revenu_fiscal = 1000
      |                   ^^^^ un nombre entier
      | donnée revenu_fiscal : montant « Quel est votre revenu fiscal de référence ? »
      |        ^^^^^^^^^^^^^ définition de `revenu_fiscal`
      aide : un montant s'écrit avec son unité : `25 €`
      correction : ajouter « € »
    erreur LEC006 : `âge` est un nombre en années ; `8 mois` est une durée en mois
      |     âge = 8 mois
      |           ^^^^^^ une durée en mois
      | donnée âge : entier en années, de 0 à 120 « Quel âge avez-vous ? »
      |        ^^^ définition de `âge`
    erreur LEC006 : `aide` est un montant ; `3 mois` est une durée en mois
      |     attendu aide = 3 mois
      |                    ^^^^^^ une durée en mois
      |   calcul aide : montant = 3 €
      |          ^^^^ définition de `aide`
    erreur LEC006 : le délai est une durée ; `3 €` est un montant
      |     attendu délai <= 3 €
      |                      ^^^ un montant
    erreur LEC006 : `pièces` attend des noms ; `3` est un nombre entier
      |     attendu pièces = 3
      |                      ^ un nombre entier
      aide : nommez ce qui est attendu : `attendu pièces = nom, nom`
    erreur LEC006 : « < » n'a pas de sens ici : `étapes` est une liste
      |     attendu étapes < dépôt
      |             ^^^^^^^^
      aide : nommez ce qui est attendu : `attendu étapes = nom, nom`
    ");
    }

    #[test]
    fn bounds_are_of_the_type_of_their_datum_and_in_order() {
        let text = r"
donnée taille : entier en centimètres, de 250 à 20
donnée loyer : montant, de 0 € à 100 ans
donnée ville : texte, de 0 à 3
";
        assert_snapshot!(check("LEC", text), @r"
    erreur LEC006 : les bornes de `taille` sont à l'envers : `250` est plus grand que `20`
      | donnée taille : entier en centimètres, de 250 à 20
      |                                           ^^^^^^^^
    erreur LEC006 : `loyer` est un montant ; sa borne `100 ans` est une durée en ans
      | donnée loyer : montant, de 0 € à 100 ans
      |                                  ^^^^^^^ une durée en ans
    erreur LEC006 : `ville` est un texte : des bornes n'y ont pas de sens
      | donnée ville : texte, de 0 à 3
      |                          ^^^^^
    ");
    }
}
