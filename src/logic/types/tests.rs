//! Types, from a text to what is said of it.

use crate::rules::testing::check;
use insta::assert_snapshot;

#[test]
fn what_agrees_is_left_alone() {
    let text = r"
donnée loyer : entier en euros, de 0 € à 10 000 €
donnée durée_séjour : durée en mois
donnée taille : entier en centimètres, de 20 à 250
donnée part : décimal, de 0 à 1
calcul plafond : montant = 10 000 €
démarche essai « Essai » {
  étape dépôt « Déposez » {
    par usager au guichet
    seulement si (âge < 18 ans ou âge >= 60) et non hébergé
    fournir carte_identité si nationalité = française
    fournir passeport sauf si nationalité est parmi française, autre
    fournir avis_imposition si revenu_fiscal / 12 < 14 % * plafond + 100 €
    demande nom, prénom si taille > 120 centimètres et loyer < 500 €
    coût 5 € si date_naissance + 3 mois > 2026-01-01 et date_naissance - 2020-01-01 > 3 jours
    coût 6 € si durée_séjour > 3 mois et revenu_fiscal / loyer > 2,5 et nom = « Dupont »
  }
  droit éligible : oui ou non {
    non
    exception mineurs : oui si âge < 18 ans
  }
  calcul aide : montant {
    plafond * part
    exception seul : 25 € si éligible
    exception très_seul à seul : -revenu_fiscal / 2 si âge + 2 ans < 20 ans
    sans objet si mineur
  }
  calcul niveau : un parmi haut, bas {
    bas
    exception fort : haut si aide > 3 €
  }
  cas « Une personne » {
    âge = 8 ans
    revenu_fiscal = 12 000 €
    attendu éligible = oui
    attendu niveau = haut
    attendu pièces = carte_identité, passeport
    attendu délai <= 8 semaines
    attendu coût = 5 €
  }
}
";
    assert_snapshot!(check("LEC", text), @"");
}

#[test]
fn values_of_different_sorts_do_not_compare() {
    let text = r"
donnée taille : entier en centimètres, de 20 à 250
démarche essai « Essai » {
  étape dépôt « Déposez » {
    par usager au guichet
    seulement si âge < 100 €
    fournir passeport si âge < 6 mois
    fournir formulaire si taille > 3 kg
    fournir avis_imposition si revenu_fiscal < 10000
    fournir acte_naissance si nationalité = mineur
    fournir livret_famille si date_naissance > 18 ans
    coût 3 € si nationalité < française
    coût 4 € si nom est parmi « Dupont », 3
    coût 5 € si 3 mois < 90 jours
    coût 6 € si nom = oui
  }
}
";
    assert_snapshot!(check("LEC", text), @r"
    erreur LEC006 : on ne compare pas `âge` (un nombre en années) à `100 €` (un montant)
      |     seulement si âge < 100 €
      |                        ^^^^^ un montant
      | donnée âge : entier en années, de 0 à 120 « Quel âge avez-vous ? »
      |        ^^^ définition de `âge`
    erreur LEC006 : on ne compare pas `âge` (un nombre en années) à `6 mois` (une durée en mois)
      |     fournir passeport si âge < 6 mois
      |                                ^^^^^^ une durée en mois
      | donnée âge : entier en années, de 0 à 120 « Quel âge avez-vous ? »
      |        ^^^ définition de `âge`
    erreur LEC006 : on ne compare pas `taille` (un nombre en centimètres) à `3 kg` (un nombre en kg)
      |     fournir formulaire si taille > 3 kg
      |                                    ^^^^ un nombre en kg
      | donnée taille : entier en centimètres, de 20 à 250
      |        ^^^^^^ définition de `taille`
    erreur LEC006 : on ne compare pas `revenu_fiscal` (un montant) à `10000` (un nombre entier)
      |     fournir avis_imposition si revenu_fiscal < 10000
      |                                                ^^^^^ un nombre entier
      | donnée revenu_fiscal : montant « Quel est votre revenu fiscal de référence ? »
      |        ^^^^^^^^^^^^^ définition de `revenu_fiscal`
      aide : un montant s'écrit avec son unité : `25 €`
      correction : ajouter « € »
    erreur LEC006 : on ne compare pas `nationalité` (une valeur d'une liste) à `mineur` (un oui ou non)
      |     fournir acte_naissance si nationalité = mineur
      |                                             ^^^^^^ un oui ou non
      | donnée mineur : oui ou non « Avez-vous moins de 18 ans ? »
      |        ^^^^^^ définition de `mineur`
      | donnée nationalité : un parmi française, autre
      |        ^^^^^^^^^^^ définition de `nationalité`
      aide : valeurs de `nationalité` : `française`, `autre`
    erreur LEC006 : on ne compare pas `date_naissance` (une date) à `18 ans` (une durée en ans)
      |     fournir livret_famille si date_naissance > 18 ans
      |                                                ^^^^^^ une durée en ans
      | donnée date_naissance : date « Quelle est votre date de naissance ? »
      |        ^^^^^^^^^^^^^^ définition de `date_naissance`
    erreur LEC006 : « < » n'a pas de sens ici : `nationalité` est une valeur d'une liste
      |     coût 3 € si nationalité < française
      |                 ^^^^^^^^^^^^^^^^^^^^^^^ une valeur d'une liste
      aide : comparez avec `=`, `<>` ou `est parmi`
    erreur LEC006 : on ne compare pas `nom` (un texte) à `3` (un nombre entier)
      |     coût 4 € si nom est parmi « Dupont », 3
      |                                           ^ un nombre entier
      | donnée nom : texte « Quel est votre nom ? »
      |        ^^^ définition de `nom`
    erreur LEC006 : on ne compare pas `3 mois` (une durée en mois) à `90 jours` (une durée en jours)
      |     coût 5 € si 3 mois < 90 jours
      |                          ^^^^^^^^ une durée en jours
    erreur LEC006 : on ne compare pas `nom` (un texte) à `oui` (un oui ou non)
      |     coût 6 € si nom = oui
      |                       ^^^ un oui ou non
      | donnée nom : texte « Quel est votre nom ? »
      |        ^^^ définition de `nom`
    ");
}

#[test]
fn a_condition_is_oui_or_non() {
    let text = r"
démarche essai « Essai » {
  étape dépôt « Déposez » {
    par usager au guichet
    seulement si âge
    fournir passeport si non âge et nationalité
    fournir formulaire si revenu_fiscal + 5 €
    fournir avis_imposition si 3 ou mineur
  }
}
";
    assert_snapshot!(check("LEC", text), @r"
    erreur LEC006 : une condition se lit oui ou non ; `âge` est un nombre en années
      |     seulement si âge
      |                  ^^^ un nombre en années
      | donnée âge : entier en années, de 0 à 120 « Quel âge avez-vous ? »
      |        ^^^ définition de `âge`
      aide : comparez : `âge < 18 années`
    erreur LEC006 : « non » porte sur des conditions ; `âge` est un nombre en années
      |     fournir passeport si non âge et nationalité
      |                              ^^^ un nombre en années
      | donnée âge : entier en années, de 0 à 120 « Quel âge avez-vous ? »
      |        ^^^ définition de `âge`
      aide : comparez : `âge < 18 années`
    erreur LEC006 : « et » porte sur des conditions ; `nationalité` est une valeur d'une liste
      |     fournir passeport si non âge et nationalité
      |                                     ^^^^^^^^^^^ une valeur d'une liste
      | donnée nationalité : un parmi française, autre
      |        ^^^^^^^^^^^ définition de `nationalité`
      aide : comparez : `nationalité = française`
    erreur LEC006 : une condition se lit oui ou non ; ce calcul est un montant
      |     fournir formulaire si revenu_fiscal + 5 €
      |                           ^^^^^^^^^^^^^^^^^^^ un montant
    erreur LEC006 : « ou » porte sur des conditions ; `3` est un nombre entier
      |     fournir avis_imposition si 3 ou mineur
      |                                ^ un nombre entier
    ");
}

#[test]
fn operations_need_quantities_that_go_together() {
    let text = r"
calcul a : montant = 3 € + 2
calcul b : montant = revenu_fiscal * revenu_fiscal
calcul c : montant = 3 € + 2 kg
calcul d : décimal = 2 / revenu_fiscal
calcul e : date = date_naissance + date_naissance
calcul f : décimal = -mineur * nom
";
    assert_snapshot!(check("LEC", text), @r"
    erreur LEC006 : on n'ajoute pas `2` (un nombre entier) à `3 €` (un montant)
      | calcul a : montant = 3 € + 2
      |                      ^^^^^^^
    erreur LEC006 : on ne multiplie pas `revenu_fiscal` (un montant) par `revenu_fiscal` (un montant)
      | calcul b : montant = revenu_fiscal * revenu_fiscal
      |                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      | donnée revenu_fiscal : montant « Quel est votre revenu fiscal de référence ? »
      |        ^^^^^^^^^^^^^ définition de `revenu_fiscal`
    erreur LEC006 : on n'ajoute pas `2 kg` (un nombre en kg) à `3 €` (un montant)
      | calcul c : montant = 3 € + 2 kg
      |                      ^^^^^^^^^^
    erreur LEC006 : on ne divise pas `2` (un nombre entier) par `revenu_fiscal` (un montant)
      | calcul d : décimal = 2 / revenu_fiscal
      |                      ^^^^^^^^^^^^^^^^^
      | donnée revenu_fiscal : montant « Quel est votre revenu fiscal de référence ? »
      |        ^^^^^^^^^^^^^ définition de `revenu_fiscal`
    erreur LEC006 : on n'ajoute pas `date_naissance` (une date) à `date_naissance` (une date)
      | calcul e : date = date_naissance + date_naissance
      |                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      | donnée date_naissance : date « Quelle est votre date de naissance ? »
      |        ^^^^^^^^^^^^^^ définition de `date_naissance`
    erreur LEC006 : « - » change le signe d'un nombre ; `mineur` est un oui ou non
      | calcul f : décimal = -mineur * nom
      |                       ^^^^^^ un oui ou non
      | donnée mineur : oui ou non « Avez-vous moins de 18 ans ? »
      |        ^^^^^^ définition de `mineur`
    ");
}

#[test]
fn an_unknown_name_gives_no_type_error() {
    let text = r"
démarche essai « Essai » {
  étape dépôt « Déposez » {
    par usager au guichet
    seulement si xyzt < 3 € et xyzt et non wvu
  }
}
";
    assert_snapshot!(check("LEC", text), @r"
    erreur LEC004 : aucune donnée, aucun droit ni calcul ne s'appelle `xyzt`
      |     seulement si xyzt < 3 € et xyzt et non wvu
      |                  ^^^^ nom inconnu
      aide : définissez la donnée une fois pour tout le dossier : `donnée xyzt : oui ou non`
    erreur LEC004 : aucune donnée, aucun droit ni calcul ne s'appelle `xyzt`
      |     seulement si xyzt < 3 € et xyzt et non wvu
      |                                ^^^^ nom inconnu
      aide : définissez la donnée une fois pour tout le dossier : `donnée xyzt : oui ou non`
    erreur LEC004 : aucune donnée, aucun droit ni calcul ne s'appelle `wvu`
      |     seulement si xyzt < 3 € et xyzt et non wvu
      |                                            ^^^ nom inconnu
      aide : définissez la donnée une fois pour tout le dossier : `donnée wvu : oui ou non`
    ");
}
