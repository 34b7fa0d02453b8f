//! Limits, roundings, and lines that serve nobody.

use super::proved;
use insta::assert_snapshot;

#[test]
fn roundings_and_dates_are_exact() {
    let rules = "
calcul formule : montant = 12,05 € + 40,4 % * revenu
calcul journalière : montant {
  formule
  exception plancher : 57 % * revenu si formule < 57 % * revenu
  exception plafond : 75 % * revenu si formule > 75 % * revenu
}
calcul jeune : montant {
  10 € si né_le + 26 ans > aujourd'hui
  20 € si né_le <= 2000-11-24
  arrondi au jour suivant
}
calcul tranche : montant {
  10 € si taux < 50 %
  20 € si taux >= 50 % et taux < 80 %
  30 € si taux > 80 %
}
calcul séjour_long : montant {
  10 € si séjour < 3 mois
  20 € si séjour >= 1 an
}
calcul à_l_euro : montant {
  revenu / 3
  arrondi à l'euro
}
calcul seuil : montant {
  1 € si à_l_euro < 10 €
  2 € si à_l_euro >= 10 € et revenu >= 28,50 €
}
calcul seuil_juste_au_dessus : montant {
  1 € si à_l_euro < 10 €
  2 € si à_l_euro >= 10 € et revenu >= 28,51 €
}
";
    assert_snapshot!(proved(rules), @r"
    formule : bien
    journalière : bien
    jeune :
      lacune : né_le = 2000-11-25
    tranche :
      trou entre « taux < 80 % » et « taux > 80 % » : taux = 0,8
    séjour_long :
      lacune : séjour = 6 mois
    à_l_euro : bien
    seuil :
      ne change rien : « revenu >= 28,50 € »
    seuil_juste_au_dessus :
      lacune : revenu = 28,50 €
      ne change rien : « à_l_euro >= 10 € »
    ");
}

#[test]
fn a_line_or_a_condition_that_serves_nobody_is_found() {
    let rules = "
calcul lignes : montant {
  0 €
  exception impossible : 10 € si âge < 18 ans et âge > 60 ans
  exception hors_bornes : 20 € si âge > 120 ans
  exception remplacée : 30 € si mineur et hébergé
  exception toujours à remplacée : 40 € si mineur
  exception débiteur : 50 € si revenu < 0 € et non mineur
}
calcul couvert : montant {
  0 €
  exception mineurs : 10 € si mineur
  exception majeurs : 20 € si non mineur
}
calcul conditions : montant {
  0 €
  exception deux_fois : 10 € si âge >= 18 ans et âge >= 16 ans et mineur
  exception comprise : 20 € si (âge < 10 ans ou âge < 12 ans) et hébergé et non mineur
  exception évidente : 30 € si âge >= 0 ans
  exception par_valeur à évidente : 40 € si domicile <> france et domicile est parmi europe, étranger
}
calcul datée : montant {
  à compter du 2025-01-01 : 10 €
  à compter du 2026-01-01 : 20 €
  à compter du 2027-01-01 : 30 €
}
calcul future : montant {
  à compter du 2027-01-01 : 30 €
}
";
    assert_snapshot!(proved(rules), @r"
    lignes :
      morte : « exception impossible : 10 € si âge < 18 ans et âge > 60 ans » (NobodyMeetsIt)
      morte : « exception hors_bornes : 20 € si âge > 120 ans » (NobodyMeetsIt)
      morte : « exception remplacée : 30 € si mineur et hébergé » (AlwaysReplaced)
    couvert :
      morte : « 0 € » (AlwaysReplaced)
    conditions :
      « exception deux_fois : 10 € si âge >= 18 ans et âge >= 16 ans et mineur » (10 €) contre « exception par_valeur à évidente : 40 € si domicile <> france et domicile est parmi europe, étranger » (40 €) : âge = 20, mineur = oui, domicile = europe [étudiante]
      « exception deux_fois : 10 € si âge >= 18 ans et âge >= 16 ans et mineur » (10 €) contre « exception évidente : 30 € si âge >= 0 ans » (30 €) : âge = 20, mineur = oui, domicile = france [étudiante]
      « exception comprise : 20 € si (âge < 10 ans ou âge < 12 ans) et hébergé et non mineur » (20 €) contre « exception par_valeur à évidente : 40 € si domicile <> france et domicile est parmi europe, étranger » (40 €) : âge = 11, mineur = non, hébergé = oui, domicile = europe
      « exception comprise : 20 € si (âge < 10 ans ou âge < 12 ans) et hébergé et non mineur » (20 €) contre « exception évidente : 30 € si âge >= 0 ans » (30 €) : âge = 11, mineur = non, hébergé = oui, domicile = france
      morte : « 0 € » (AlwaysReplaced)
      toujours vraie : « exception évidente : 30 € si âge >= 0 ans »
      ne change rien : « âge >= 16 ans »
      ne change rien : « âge < 10 ans »
      ne change rien : « domicile est parmi europe, étranger »
    datée : bien
    future : pas encore en vigueur
    ");
}

#[test]
fn a_limit_left_out_or_told_twice_is_told_apart_from_a_gap() {
    let rules = "
calcul trou : montant {
  10 € si âge < 18 ans
  20 € si âge > 18 ans
}
calcul deux_fois : montant {
  0 €
  exception mineur : 10 € si âge <= 18 ans
  exception majeur : 20 € si âge >= 18 ans
}
calcul trou_et_lacune : montant {
  10 € si revenu < 1 000 €
  20 € si revenu > 1 000 € et revenu <= 2 000 €
}
calcul décimales : montant {
  10 € si note < 10
  20 € si note > 10
}
calcul oubli : montant {
  10 € si enfants = 0
  20 € si enfants = 1
  30 € si enfants >= 3
}
";
    assert_snapshot!(proved(rules), @r"
    trou :
      trou entre « âge < 18 ans » et « âge > 18 ans » : âge = 18
    deux_fois :
      deux fois : « âge <= 18 ans » et « âge >= 18 ans » : âge = 18
      morte : « 0 € » (AlwaysReplaced)
    trou_et_lacune :
      lacune : revenu = 3 000 € [étudiante]
      trou entre « revenu < 1 000 € » et « revenu > 1 000 € » : revenu = 1 000 €
    décimales :
      trou entre « note < 10 » et « note > 10 » : note = 10
    oubli :
      lacune : enfants = 2
    ");
}

#[test]
fn many_values_are_told_apart() {
    let rules = "
donnée trimestres : entier, de 0 à 240
calcul réversion : montant {
  54 % * revenu
  exception maximum : 11 106,72 € si 54 % * revenu > 11 106,72 €
  exception minimum : 3 478,46 € si trimestres >= 60 et 54 % * revenu < 3 478,46 €
  exception minimum_proportionnel : 3 478,46 € * trimestres / 60
    si trimestres < 60 et 54 % * revenu < 3 478,46 € * trimestres / 60
}
";
    assert_snapshot!(proved(rules), @"réversion : bien");
}

#[test]
fn a_result_that_falls_at_a_threshold_is_shown() {
    let rules = "
calcul plafond : montant {
  20 000 €
  exception famille : 20 000 € + 5 000 € * enfants si enfants >= 1
}
calcul aide : montant {
  0 €
  exception modeste : 100 € + 50 € * enfants si revenu <= plafond
}
calcul dégressive : montant = le plus grand de (0 €, 900 € - revenu / 20)
calcul petite : montant {
  0 €
  exception modeste : 49 € si revenu < 20 000 €
}
calcul qui_monte : montant {
  0 €
  exception aisé : 490 € si revenu >= 20 000 €
}
";
    assert_snapshot!(proved(rules), @r"
    plafond : bien
    aide :
      à revenu = 20 000,01 €, de 100 € à 0 € : enfants = 0
    dégressive : bien
    petite : bien
    qui_monte : bien
    ");
}

#[test]
fn what_depends_on_the_day_is_never_called_dead() {
    let rules = "
calcul seuil : montant {
  à compter du 2020-01-01 : 10 000 €
  à compter du 2026-01-01 : 0 €
}
calcul aide : montant {
  0 €
  exception modeste : 50 € si revenu < seuil et revenu >= 0 €
  exception ancienne : 40 € si aujourd'hui < 2021-01-01 et mineur
  exception jamais : 30 € si âge < 3 ans et âge > 5 ans
  sans objet si aujourd'hui >= 2022-01-01 et âge >= 0 ans
}
";
    assert_snapshot!(proved(rules), @r"
    seuil : bien
    aide :
      morte : « exception jamais : 30 € si âge < 3 ans et âge > 5 ans » (NobodyMeetsIt)
    ");
}
