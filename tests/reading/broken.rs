//! What people get wrong, and what they are told.

use super::{names_read, problems_of};
use insta::assert_snapshot;

#[test]
fn a_lost_closing_brace_costs_its_block_only() {
    let text = "\
démarche a « A » {
  étape x « X » {
    par usager au guichet
  étape y « Y » {
    par usager en ligne
  }
}
démarche b « B » {
  finalité « Être lue. »
}
";
    assert_eq!(names_read(text), ["a (2 lignes)", "b (1 lignes)"]);
    assert_snapshot!(problems_of(text));
}

#[test]
fn a_lost_opening_brace_is_shown_where_it_should_be() {
    let text = "\
démarche a « A » {
  décision par préfecture
    silence vaut rejet après 2 mois
    refus motivé
  }
  public particulier
}
";
    assert_eq!(names_read(text), ["a (2 lignes)"]);
    assert_snapshot!(problems_of(text));
}

#[test]
fn a_procedure_left_open_does_not_swallow_the_next() {
    let text = "démarche a « A » {\n  public particulier\n\ndémarche b « B » {\n  public particulier\n}\n";
    assert_eq!(names_read(text), ["a (1 lignes)", "b (1 lignes)"]);
    assert_snapshot!(problems_of(text));
}

#[test]
fn a_lost_guillemet_costs_its_line_only() {
    let text = "démarche a « A » {\n  finalité « Aider les gens\n  présentation « Bonjour. »\n  étape b « Titre {\n    par usager\n  }\n}\n";
    assert_eq!(names_read(text), ["a (2 lignes)"]);
    assert_snapshot!(problems_of(text));
}

#[test]
fn foreseeable_mistakes_have_their_own_words() {
    assert_snapshot!(problems_of(
        "\
demarche a « A » {
  finalité Aider les gens
  volume beaucoup
  etape b « B » {
    durée longtemps
    duree 15
    coût 25
    par usager sur internet
    seulement si âge == 18 ans et/ou hébergé;
    seulement si âge < 18 ans et hébergé ou majeur
    fournir photo de moins de 6 mois, en photocopie
    délai 3 semaines a 8 semaines, a compter du dossier complet
    fournir
  }
  étappe c « C » {
    par usager
  }
  durée 15 min
  public particuliers
  suivi aucun
  revue 2026-02-30
}
"
    ));
}

#[test]
fn what_people_write_a_little_otherwise_is_read_all_the_same() {
    let text = "\
organisme   ants   « Agence nationale des titres sécurisés » {
  sigle   ANTS
  nature  état
}
donnée revenu : montant                     { source « API Particulier »  sensible non }
donnée domicile : un parmi france, étranger « Où habite l’enfant ? » { source FranceConnect }
démarche a « A » {
  contact {
    téléphone    « 34 00 », appel gratuit, du lundi au vendredi de 9 h à 17 h
  }
  suivi    en ligne <https://exemple.fr/suivi#dossier>, sms
  décision par ants {
    silence vaut rejet après 2\u{a0}mois selon crpa article L231-4   # un commentaire
  }
  étape b « B » { par usager\u{202f}au guichet }
  cas « Enfant né à Paris, 8 ans » {
    attendu pièces   = photo, acte
    attendu délai   <= 8 semaines
  }
}\r\n";
    assert_eq!(problems_of(text), "");
    assert_eq!(names_read(text), ["ants", "revenu", "domicile", "a (5 lignes)"]);
}

#[test]
fn a_byte_order_mark_windows_line_ends_and_accents_typed_apart_are_read() {
    let text = "\u{feff}démarche a « A » {\r\n  finalité « Être lue. »\r\n  étape b « B » {\r\n    après c\r\n  }\r\n}\r\n";
    let apart: String = unicode_normalization::UnicodeNormalization::nfd(text).collect();
    for text in [text, &apart] {
        assert_eq!(problems_of(text), "");
        assert_eq!(names_read(text).len(), 1);
    }
}
