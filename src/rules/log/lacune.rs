//! A person for whom a right or a calculation says nothing.

use super::exemple_contredit::already_shown;
use super::proved::{HOW_TO_VERIFY, proved};
use crate::findings::{Finding, Severity};
use crate::logic::FailureKind;
use crate::logic::proof::Answer;
use crate::rules::wording::fitting;
use crate::rules::{Basis, Check, Context, FixOffered, Rule};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "LOG001",
    name: "lacune",
    severity: Severity::Erreur,
    worst: Severity::Erreur,
    what: "Un `droit` ou un `calcul` ne dit rien de certaines personnes : aucune de ses lignes ne s'applique à elles.",
    why: "La personne a droit à une réponse, et la règle n'en a pas : sa situation n'a pas été prévue, et chacun décidera pour elle comme il \
          peut.",
    remove: "ajoutez une ligne pour ces personnes, ou une ligne sans condition qui vaut pour toutes les autres",
    ease: "si la règle n'a pas de sens pour elles, dites-le : `sans objet si …`",
    principle: "la singularité de sa situation et la gestion standardisée des situations",
    basis: &[
        Basis::Law("CRPA", "L100-2"),
        Basis::Source("Conseil constitutionnel, décision n° 99-421 DC : accessibilité et intelligibilité de la loi"),
    ],
    threshold: "",
    limits: "Prouvé pour le jour choisi (`--aujourd-hui`), sur toutes les valeurs que les données peuvent avoir. Un montant, une durée ou un \
             nombre sans bornes déclarées est supposé positif. Une comparaison que limpide ne sait pas résoudre peut être vraie ou fausse : une \
             lacune n'est annoncée que si la personne trouvée la rencontre vraiment ; sinon, c'est « non vérifié ». Une personne qu'un `cas` \
             de la démarche donne déjà en exemple est laissée à LOG011, la limite que deux lignes se renvoient à LOG005.",
    fix: FixOffered::ToReview,
    faulty: &[r"
démarche aide « Demander une aide » {
  calcul montant_aide : montant {
    300 € si âge < 25 ans
    200 € si âge >= 25 ans et hébergé
  }
}
"],
    sane: &[
        r"
démarche aide « Demander une aide » {
  calcul montant_aide : montant {
    300 € si âge < 25 ans
    200 € si âge >= 25 ans et hébergé
    0 € si âge >= 25 ans et non hébergé
  }
}
",
        r"
démarche aide « Demander une aide » {
  calcul montant_aide : montant {
    300 € si âge < 25 ans
    200 € si hébergé et âge >= 25 ans
    sans objet si non hébergé
  }
}
",
    ],
    check: Check::Workspace(check),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for rule in proved(context) {
        let name = rule.name();
        match &rule.proof.gap {
            Answer::Nobody => {}
            Answer::Found(_) if already_shown(&rule, context, |kind| *kind == FailureKind::NothingApplies) => {}
            Answer::Found(witness) => {
                let person = rule.person(witness);
                let message = fitting([
                    format!("`{name}` ne dit rien pour {person}"),
                    format!("`{name}` ne dit rien de certaines personnes"),
                    "cette règle ne dit rien de certaines personnes".to_owned(),
                ]);
                let finding = RULE.at(rule.heading(), message).with_label("aucune ligne ne s'applique à ces personnes");
                let finding = finding.with_note(rule.sentence(witness));
                findings.push(match rule.example(witness, None) {
                    Some(fix) => finding.with_fix(fix),
                    None => finding,
                });
            }
            Answer::Unverified(reason) => {
                let message = fitting([
                    format!("non vérifié : `{name}` répond-elle à tout le monde ?"),
                    "non vérifié : cette règle répond-elle à tout le monde ?".to_owned(),
                ]);
                let finding = RULE.graded(Severity::Info, rule.heading(), message);
                findings
                    .push(finding.with_note(format!("Rien n'est prouvé : {}.", rule.reason(reason))).with_help(HOW_TO_VERIFY));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;
    use insta::assert_snapshot;

    #[test]
    fn the_example_inserted_tells_of_the_gap_in_its_place() {
        let text = r"
profil étudiante « Étudiante hébergée par ses parents » {
  âge = 20 ans
  hébergé = oui
}
démarche aide « Demander une aide » {
  calcul montant_aide : montant {
    300 € si âge < 18 ans
    200 € si nationalité = française et non hébergé
    100 € si âge >= 18 ans et nationalité = autre
  }
  cas « Enfant » {
    âge = 8 ans
    nationalité = autre
    attendu montant_aide = 300 €
  }
}
";
        assert_snapshot!(check("LOG001", text), @r"
        erreur LOG001 : `montant_aide` ne dit rien pour âge = 20 ans, nationalité = française, hébergé = oui
          |   calcul montant_aide : montant {
          |          ^^^^^^^^^^^^ aucune ligne ne s'applique à ces personnes
          note : Par exemple : âge = 20 ans, nationalité = française, hébergé = oui ; c'est le profil « Étudiante hébergée par ses parents ».
          correction : ajouter cette personne en exemple
        ");
    }

    #[test]
    fn what_cannot_be_solved_is_said() {
        let text = r"
donnée parts : décimal, de 1 à 20
démarche aide « Demander une aide » {
  calcul montant_aide : montant {
    300 € si revenu_fiscal / parts * parts < 10 000 €
    200 € si revenu_fiscal >= 10 001 €
  }
}
";
        assert_snapshot!(check("LOG001", text), @r"
        erreur LOG001 : `montant_aide` ne dit rien pour revenu_fiscal = 10 000 €, parts = 2
          |   calcul montant_aide : montant {
          |          ^^^^^^^^^^^^ aucune ligne ne s'applique à ces personnes
          note : Par exemple : revenu_fiscal = 10 000 €, parts = 2.
          correction : ajouter cette personne en exemple
        ");
    }
}
