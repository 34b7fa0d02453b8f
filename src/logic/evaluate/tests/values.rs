//! Amounts, dates and durations.

use super::run;
use insta::assert_snapshot;

#[test]
fn amounts_are_exact_and_rounded_where_the_rule_says() {
    let rules = "
calcul tiers : montant = revenu / 3
calcul trois_tiers : montant = revenu / 3 * 3
calcul exact : montant {
  revenu / 3 * 3
  arrondi au centime
}
calcul à_l_euro : montant {
  revenu / 3
  arrondi à l'euro
}
calcul euro_inférieur : montant {
  revenu / 3
  arrondi à l'euro inférieur
}
calcul rapport : décimal = revenu / 3 €
calcul quotient : décimal = 100 € / revenu
calcul énorme : décimal = rapport * rapport * rapport * rapport * rapport * rapport
";
    assert_snapshot!(run(rules, &["revenu = 100", "revenu = 1001,49", "revenu = 0", "revenu = 92000000000000000", "revenu = -100,50"]), @r"
    [revenu = 100]
      tiers : 33,33 €
      trois_tiers : 99,99 €
      exact : 100 €
      à_l_euro : 33 €
      euro_inférieur : 33 €
      rapport : 33,333333
      quotient : 1
      énorme : 1 371 742 112,482853
    [revenu = 1001,49]
      tiers : 333,83 €
      trois_tiers : 1 001,49 €
      exact : 1 001,49 €
      à_l_euro : 334 €
      euro_inférieur : 333 €
      rapport : 333,83
      quotient : 0,099851
      énorme : 1 384 051 258 892 944,766746
    [revenu = 0]
      tiers : 0 €
      trois_tiers : 0 €
      exact : 0 €
      à_l_euro : 0 €
      euro_inférieur : 0 €
      rapport : 0
      quotient : échec (quotient : une division par zéro)
      énorme : 0
    [revenu = 92000000000000000]
      tiers : 30 666 666 666 666 666,67 €
      trois_tiers : 92 000 000 000 000 000,01 €
      exact : 92 000 000 000 000 000 €
      à_l_euro : 30 666 666 666 666 667 €
      euro_inférieur : 30 666 666 666 666 666 €
      rapport : 30 666 666 666 666 666,666667
      quotient : 0
      énorme : échec (énorme : un nombre trop grand pour être calculé exactement)
    [revenu = -100,50]
      tiers : -33,50 €
      trois_tiers : -100,50 €
      exact : -100,50 €
      à_l_euro : -34 €
      euro_inférieur : -34 €
      rapport : -33,5
      quotient : -0,995025
      énorme : 1 413 412 221,390625
    ");
}

#[test]
fn dates_and_durations_count_as_a_calendar_does() {
    let rules = "
droit majeur : oui ou non = né_le + 18 ans <= aujourd'hui
droit majeur_arrondi : oui ou non {
  né_le + 18 ans <= aujourd'hui
  arrondi au jour suivant
}
calcul anniversaire : date {
  né_le + 18 ans
  arrondi au jour suivant
}
calcul depuis : durée = aujourd'hui - né_le
droit long_séjour : oui ou non = séjour >= 1 an
calcul retour : date = aujourd'hui + séjour
droit senior : oui ou non = âge >= 60 ans
calcul ans_de_plus : date = né_le + âge
";
    let people = [
        "né_le = 2008-11-25",
        "né_le = 26/11/2008",
        "né_le = 2008-02-29, âge = 1",
        "séjour = 18 mois",
        "séjour = 3 jours",
        "âge = 60 ans",
    ];
    assert_snapshot!(run(rules, &people), @r"
    [né_le = 2008-11-25]
      majeur : oui
      majeur_arrondi : oui
      anniversaire : 2026-11-25
      depuis : 6 574 jours
      long_séjour : manque séjour
      retour : manque séjour
      senior : manque âge
      ans_de_plus : manque âge
    [né_le = 26/11/2008]
      majeur : non
      majeur_arrondi : non
      anniversaire : 2026-11-26
      depuis : 6 573 jours
      long_séjour : manque séjour
      retour : manque séjour
      senior : manque âge
      ans_de_plus : manque âge
    [né_le = 2008-02-29, âge = 1]
      majeur : échec (majeur : un jour qui n'existe pas, comme le 30 février ; ajoutez `arrondi au jour suivant` ou `arrondi au jour précédent` à la règle)
      majeur_arrondi : oui
      anniversaire : 2026-03-01
      depuis : 6 844 jours
      long_séjour : manque séjour
      retour : manque séjour
      senior : non
      ans_de_plus : échec (ans_de_plus : un jour qui n'existe pas, comme le 30 février ; ajoutez `arrondi au jour suivant` ou `arrondi au jour précédent` à la règle)
    [séjour = 18 mois]
      majeur : manque né_le
      majeur_arrondi : manque né_le
      anniversaire : manque né_le
      depuis : manque né_le
      long_séjour : oui
      retour : 2028-05-25
      senior : manque âge
      ans_de_plus : manque né_le, âge
    [séjour = 3 jours]
      majeur : manque né_le
      majeur_arrondi : manque né_le
      anniversaire : manque né_le
      depuis : manque né_le
      long_séjour : non
      retour : 2026-11-28
      senior : manque âge
      ans_de_plus : manque né_le, âge
    [âge = 60 ans]
      majeur : manque né_le
      majeur_arrondi : manque né_le
      anniversaire : manque né_le
      depuis : manque né_le
      long_séjour : manque séjour
      retour : manque séjour
      senior : oui
      ans_de_plus : manque né_le
    ");
}
