//! Names, from a text to what is said of them.

use crate::rules::testing::check;
use insta::assert_snapshot;

#[test]
fn an_unknown_name_is_shown_with_the_nearest_of_its_kind() {
    let text = r"
démarche essai « Essai » {
  organisme mairi
  étape dépôt « Déposez » {
    par usager au guichet
    fournir acte_naisance
    fournir acte_de_naissance
    fournir quittance
    après examin
  }
  étape examen « Examinée » {
    par mairie
  }
}
";
    assert_snapshot!(check("LEC", text), @r"
    erreur LEC004 : aucun organisme ne s'appelle `mairi`
      |   organisme mairi
      |             ^^^^^ nom inconnu
      | organisme mairie « Mairie » {
      |           ^^^^^^ définition de `mairie`
      aide : il existe un organisme au nom proche : `mairie`
      correction : écrire `mairie`
    erreur LEC004 : aucune pièce ne s'appelle `acte_naisance`
      |     fournir acte_naisance
      |             ^^^^^^^^^^^^^ nom inconnu
      | pièce acte_naissance « Acte de naissance » {
      |       ^^^^^^^^^^^^^^ définition de `acte_naissance`
      aide : il existe une pièce au nom proche : `acte_naissance`
      correction : écrire `acte_naissance`
    erreur LEC004 : aucune pièce ne s'appelle `acte_de_naissance`
      |     fournir acte_de_naissance
      |             ^^^^^^^^^^^^^^^^^ nom inconnu
      | pièce acte_naissance « Acte de naissance » {
      |       ^^^^^^^^^^^^^^ définition de `acte_naissance`
      aide : il existe une pièce au nom proche : `acte_naissance`
    erreur LEC004 : aucune pièce ne s'appelle `quittance`
      |     fournir quittance
      |             ^^^^^^^^^ nom inconnu
      aide : définissez la pièce une fois pour tout le dossier : `pièce quittance « … »`
    erreur LEC004 : aucune étape de cette démarche ne s'appelle `examin`
      |     après examin
      |           ^^^^^^ nom inconnu
      |   étape examen « Examinée » {
      |         ^^^^^^ définition de `examen`
      aide : il existe une étape au nom proche : `examen`
      correction : écrire `examen`
    ");
}

#[test]
fn a_name_without_its_accents_is_understood() {
    let text = r"
démarche essai « Essai » {
  organisme prefecture
  fondement Decret, article 3
  étape dépôt « Déposez » {
    par usager au guichet
    demande age
  }
  étape examen « Examinée » {
    par mairie
    après depot
  }
}
";
    assert_snapshot!(check("LEC", text), @r"
    info LEC008 : « prefecture » s'écrit `préfecture`
      |   organisme prefecture
      |             ^^^^^^^^^^
      | organisme préfecture « Préfecture » {
      |           ^^^^^^^^^^ définition de `préfecture`
      correction : écrire `préfecture`
    info LEC008 : « Decret » s'écrit `décret`
      |   fondement Decret, article 3
      |             ^^^^^^
      | texte décret « Décret n° 2020-1 du 2 janvier 2020 »
      |       ^^^^^^ définition de `décret`
      correction : écrire `décret`
    info LEC008 : « age » s'écrit `âge`
      |     demande age
      |             ^^^
      | donnée âge : entier en années, de 0 à 120 « Quel âge avez-vous ? »
      |        ^^^ définition de `âge`
      correction : écrire `âge`
    info LEC008 : « depot » s'écrit `dépôt`
      |     après depot
      |           ^^^^^
      |   étape dépôt « Déposez » {
      |         ^^^^^ définition de `dépôt`
      correction : écrire `dépôt`
    ");
}

#[test]
fn a_name_of_another_kind_is_called_what_it_is() {
    let text = r"
démarche essai « Essai » {
  étape dépôt « Déposez » {
    par usager au guichet
    fournir préfecture
    demande carte_identité
    seulement si mairie
    après caf
  }
}
";
    assert_snapshot!(check("LEC", text), @r"
    erreur LEC004 : `préfecture` est un organisme, une pièce est attendue ici
      |     fournir préfecture
      |             ^^^^^^^^^^ un organisme
      | organisme préfecture « Préfecture » {
      |           ^^^^^^^^^^ définition de `préfecture`
      aide : nommez une chose de la sorte attendue, ou donnez deux noms à deux choses différentes
    erreur LEC004 : `carte_identité` est une pièce, une donnée est attendue ici
      |     demande carte_identité
      |             ^^^^^^^^^^^^^^ une pièce
      | pièce carte_identité « Carte nationale d'identité » {
      |       ^^^^^^^^^^^^^^ définition de `carte_identité`
      aide : nommez une chose de la sorte attendue, ou donnez deux noms à deux choses différentes
    erreur LEC004 : `mairie` est un organisme, une donnée, un droit ou un calcul est attendu ici
      |     seulement si mairie
      |                  ^^^^^^ un organisme
      | organisme mairie « Mairie » {
      |           ^^^^^^ définition de `mairie`
      aide : nommez une chose de la sorte attendue, ou donnez deux noms à deux choses différentes
    erreur LEC004 : `caf` est un organisme, une étape de cette démarche est attendue ici
      |     après caf
      |           ^^^ un organisme
      | organisme caf « Caisse d'allocations familiales » {
      |           ^^^ définition de `caf`
      aide : nommez une chose de la sorte attendue, ou donnez deux noms à deux choses différentes
    ");
}

#[test]
fn a_value_that_an_enumeration_does_not_list_is_shown_with_those_it_lists() {
    let text = r"
démarche essai « Essai » {
  étape dépôt « Déposez » {
    par usager au guichet
    seulement si nationalité = francaise ou nationalité = francais ou nationalité = belge
  }
}
";
    assert_snapshot!(check("LEC", text), @r"
    info LEC008 : « francaise » s'écrit `française`
      |     seulement si nationalité = francaise ou nationalité = francais ou nationalité = belge
      |                                ^^^^^^^^^
      | donnée nationalité : un parmi française, autre
      |                               ^^^^^^^^^ définition de `française`
      correction : écrire `française`
    erreur LEC004 : `francais` n'est pas une valeur de `nationalité`
      |     seulement si nationalité = francaise ou nationalité = francais ou nationalité = belge
      |                                                           ^^^^^^^^ valeur inconnue
      | donnée nationalité : un parmi française, autre
      |        ^^^^^^^^^^^ définition de `nationalité`
      aide : valeurs de `nationalité` : `française`, `autre`
      correction : écrire `française`
    erreur LEC004 : `belge` n'est pas une valeur de `nationalité`
      |     seulement si nationalité = francaise ou nationalité = francais ou nationalité = belge
      |                                                                                     ^^^^^ valeur inconnue
      | donnée nationalité : un parmi française, autre
      |        ^^^^^^^^^^^ définition de `nationalité`
      aide : valeurs de `nationalité` : `française`, `autre`
    ");
}

#[test]
fn a_value_may_be_shared_and_bear_the_name_of_something_else() {
    let text = r"
donnée pays : un parmi france, autre
donnée lieu : un parmi mairie, mineur, autre
démarche essai « Essai » {
  étape dépôt « Déposez » {
    par usager au guichet
    seulement si nationalité = autre et pays = autre et lieu est parmi mairie, mineur et mineur
  }
}
";
    assert_snapshot!(check("LEC", text), @"");
}

#[test]
fn a_name_defined_again_is_shown_with_its_first_definition() {
    let text = r"
pièce reçu « Reçu »
pièce reçu « Récépissé »
organisme reçu « Reçu »
donnée mairie : texte
démarche essai « Essai » {
  étape dépôt « Déposez » {
    par usager au guichet
  }
  étape dépôt « Encore » {
    par usager au guichet
  }
  calcul âge : entier = 3
}
";
    assert_snapshot!(check("LEC", text), @r"
    erreur LEC005 : le nom `reçu` est défini une deuxième fois
      | pièce reçu « Récépissé »
      |       ^^^^ défini à nouveau ici
      | pièce reçu « Reçu »
      |       ^^^^ première définition
    erreur LEC005 : le nom `reçu` désigne déjà une pièce
      | organisme reçu « Reçu »
      |           ^^^^ défini à nouveau ici
      | pièce reçu « Reçu »
      |       ^^^^ première définition
    erreur LEC005 : le nom `mairie` désigne déjà un organisme
      | donnée mairie : texte
      |        ^^^^^^ défini à nouveau ici
      | organisme mairie « Mairie » {
      |           ^^^^^^ première définition
    erreur LEC005 : le nom `dépôt` est défini une deuxième fois
      |   étape dépôt « Encore » {
      |         ^^^^^ défini à nouveau ici
      |   étape dépôt « Déposez » {
      |         ^^^^^ première définition
    erreur LEC005 : le nom `âge` désigne déjà une donnée
      |   calcul âge : entier = 3
      |          ^^^ défini à nouveau ici
      | donnée âge : entier en années, de 0 à 120 « Quel âge avez-vous ? »
      |        ^^^ première définition
    ");
}

#[test]
fn steps_and_rules_belong_to_their_procedure() {
    let text = r"
démarche un « Un » {
  étape dépôt « Déposez » {
    par usager au guichet
  }
  calcul aide : montant = 3 €
}
démarche deux « Deux » {
  étape dépôt « Déposez » {
    par usager au guichet
  }
  calcul aide : montant = 4 €
  cas « Une personne » {
    âge = 8 ans
    attendu aide = 4 €
    attendu étapes = dépôt
  }
}
";
    assert_snapshot!(check("LEC", text), @"");
}

#[test]
fn accents_typed_as_two_characters_are_the_same_name() {
    let text = r"
démarche essai « Essai » {
  organisme préfecture
}
";
    assert_snapshot!(check("LEC", text), @r"
    info LEC008 : les accents de `préfecture` sont tapés autrement que dans sa définition
      |   organisme préfecture
      |             ^^^^^^^^^^^
      | organisme préfecture « Préfecture » {
      |           ^^^^^^^^^^ définition de `préfecture`
      correction : écrire `préfecture`
    ");
}

#[test]
fn an_option_in_words_is_named_by_its_words() {
    let text = r"
donnée logement : un parmi « Locataire », « Hébergé à titre gratuit » « Comment êtes-vous logé ? »
démarche essai « Essai » {
  étape dépôt « Déposez » {
    par usager au guichet
    demande logement
    fournir « Bail » si logement = « Locataire » ou logement = Locataire
    fournir « Attestation de l'hébergeant » si logement est parmi « Hébergé à titre gratuit »
    fournir « Titre » si logement = « Propriétaire »
  }
}
";
    assert_snapshot!(check("LEC", text), @r"
    erreur LEC004 : `Propriétaire` n'est pas une valeur de `logement`
      |     fournir « Titre » si logement = « Propriétaire »
      |                                     ^^^^^^^^^^^^^^^^ valeur inconnue
      | donnée logement : un parmi « Locataire », « Hébergé à titre gratuit » « Comment êtes-vous logé ? »
      |        ^^^^^^^^ définition de `logement`
      aide : valeurs de `logement` : `Locataire`, `« Hébergé à titre gratuit »`
    ");
}
