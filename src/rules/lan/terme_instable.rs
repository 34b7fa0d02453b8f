//! One document under two names, as if there were two to bring.

use crate::analysis::identity::{Lexicon, PieceName, identity};
use crate::analysis::prose::Reading;
use crate::findings::{Finding, Severity};
use crate::model::{Model, PublicService};
use crate::rules::around::said;
use crate::rules::{Basis, Check, Context, FixOffered, Rule, Texts};
use crate::source::Location;
use crate::values::{RequiredEvidence, Text};
use std::collections::BTreeSet;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "LAN007",
    name: "terme-instable",
    severity: Severity::Conseil,
    worst: Severity::Conseil,
    what: "Une même pièce porte deux noms dans la démarche, et rien ne dit que c'est la même.",
    why: "La personne croit devoir fournir deux pièces : elle cherche la seconde, s'inquiète de ne pas l'avoir, ou la demande pour rien.",
    remove: "gardez un seul nom, celui qui est écrit sur la pièce",
    ease: "dites la première fois que c'est la même : « bulletin de salaire (ou fiche de paie) », ou déclarez-le : `synonymes « fiche de paie »`",
    principle: "en rendant lisibles, clairs et compréhensibles les outils et les procédures",
    basis: &[Basis::Source(
        "Règles européennes du facile à lire et à comprendre (Falc) : un même mot pour parler d'une même chose",
    )],
    threshold: "",
    limits: "Ne sont relus que les noms qui se ressemblent si peu qu'on peut croire à deux pièces, donnés par `noms` dans rules/pieces.toml, \
             et les pièces que la démarche demande. Deux noms dans la même phrase sont dits être de la même pièce. Les noms d'un service \
             ou d'une notion ne sont pas comparés.",
    fix: FixOffered::No,
    faulty: &[
        r"
démarche aide « Demander une aide » {
  étape dépôt « Déposez la demande » {
    par usager au guichet
    fournir « Dernier bulletin de salaire »
    consigne « Votre fiche de paie doit porter votre adresse. »
  }
}
",
        r"
démarche aide « Demander une aide » {
  étape dépôt « Déposez la demande » {
    par usager au guichet
    fournir avis_imposition
  }
  étape contrôle « Confirmez vos revenus » {
    par usager au guichet
    fournir « Dernier avis d’impôt »
  }
}
",
    ],
    sane: &[r"
démarche aide « Demander une aide » {
  présentation « Préparez votre bulletin de salaire (ou fiche de paie). L’avis d’impôt de taxe foncière n’est pas demandé. »
  étape dépôt « Déposez la demande » {
    par usager au guichet
    fournir « Dernier bulletin de salaire »
    fournir avis_imposition
    consigne « Votre fiche de paie doit porter votre adresse. »
  }
}
"],
    check: Check::Texts(check),
};

/// A name of a document in one of the texts of a procedure.
struct Named {
    piece: usize,
    name: usize,
    words: String,
    /// The names of the same sentence, which are said to be of the same document.
    beside: BTreeSet<usize>,
    location: Location,
}

fn check(texts: &Texts<'_>, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let asked = asked(texts.service, context.model);
    // Few procedures ask for a document that has several names: the others are told so without being read.
    let pieces: BTreeSet<usize> = asked.iter().map(|named| named.piece).collect();
    if pieces.is_empty() {
        return;
    }
    let passages = texts.passages.iter();
    let in_texts = passages.flat_map(|passage| named(&passage.reading, |found| passage.location(found.range.clone())));
    let mut all: Vec<_> = asked.into_iter().chain(in_texts).collect();
    all.sort_by_key(|named| named.location);
    for piece in pieces {
        let of_piece: Vec<_> = all.iter().filter(|named| named.piece == piece).collect();
        let Some(first) = of_piece.first() else { continue };
        let Some(second) = of_piece.iter().find(|named| named.name != first.name) else { continue };
        if of_piece.iter().all(|named| named.beside.is_empty()) {
            findings.push(finding(first, second));
        }
    }
}

fn finding(first: &Named, second: &Named) -> Finding {
    let message = format!("la même pièce s'appelle « {} », puis « {} »", first.words, second.words);
    let finding = RULE.at(second.location, message).with_label("une autre pièce ?");
    finding.with_related(first.location, "la même pièce, sous un autre nom")
}

/// The documents that a procedure asks for, under the names that people may take for two.
fn asked(service: &PublicService, model: &Model) -> Vec<Named> {
    let mut found = Vec::new();
    for (_, requirement) in service.user_requirements() {
        let explanation = requirement.value.explanation.as_ref();
        for evidence in &requirement.value.evidence {
            match evidence {
                RequiredEvidence::Described(text) => found.extend(of_label(&text.value, explanation, requirement.at(text.span))),
                RequiredEvidence::Named(name) => {
                    let Some(document) = model.evidence(name) else { continue };
                    found.extend(of_label(
                        &document.title,
                        document.synonyms.iter().chain(explanation),
                        requirement.at(name.span),
                    ));
                }
            }
        }
    }
    found
}

/// The name in a label that asks for nothing else; those its document also bears, or its explanation, are said to be of the same. « Demande de
/// certificat d'immatriculation » is another document.
fn of_label<'t>(label: &str, beside: impl IntoIterator<Item = &'t Text>, location: Location) -> Vec<Named> {
    if identity(label, Lexicon::standard()).name.is_none() {
        return Vec::new();
    }
    let also = beside.into_iter().flat_map(|words| Lexicon::standard().names_in(&words.value)).map(|found| found.name);
    let also: BTreeSet<usize> = also.collect();
    let mut found = named(&Reading::new(label), |_| location);
    for named in &mut found {
        named.beside.extend(also.iter().filter(|name| **name != named.name));
    }
    found
}

fn named(reading: &Reading<'_>, location: impl Fn(&PieceName) -> Location) -> Vec<Named> {
    let found = Lexicon::standard().names_in(reading.text);
    let beside = |own: &PieceName| {
        let sentence = reading.sentence_at(&own.range);
        let is_other = |other: &&PieceName| other.piece == own.piece && other.name != own.name;
        found.iter().filter(is_other).filter(|other| sentence.contains(&other.range.start)).map(|other| other.name).collect()
    };
    let named = |own: &PieceName| Named {
        piece: own.piece,
        name: own.name,
        words: said(reading.text, &own.range),
        beside: beside(own),
        location: location(own),
    };
    found.iter().map(named).collect()
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    fn with(synonym: &str, words: &str) -> String {
        let document = format!("pièce paie « Bulletin de paie »{synonym}\n");
        let step = format!(
            "  étape dépôt « Déposez » {{\n    par usager au guichet\n    fournir paie\n    consigne « {words} »\n  }}\n"
        );
        check("LAN007", &format!("{document}démarche aide « Aide » {{\n{step}}}\n"))
    }

    #[test]
    fn the_second_name_is_shown_with_the_first() {
        assert_eq!(
            with("", "Masquez votre salaire sur la Fiche de paie."),
            "conseil LAN007 : la même pièce s'appelle « Bulletin de paie », puis « Fiche de paie »\n  \
             |     consigne « Masquez votre salaire sur la Fiche de paie. »\n  \
             |                                             ^^^^^^^^^^^^^ une autre pièce ?\n  \
             |     fournir paie\n  \
             |             ^^^^ la même pièce, sous un autre nom\n"
        );
    }

    #[test]
    fn the_title_of_a_form_is_not_a_name() {
        let asks = |label: &str| {
            let lines = format!("    fournir « Carte grise »\n    fournir « {label} »\n");
            check(
                "LAN007",
                &format!("démarche a « Aide » {{\n  étape b « Déposez » {{\n    par usager au guichet\n{lines}  }}\n}}\n"),
            )
        };
        assert_eq!(asks("Formulaire cerfa n° 13750*05 : demande de certificat d’immatriculation"), "");
        assert_eq!(asks("Avis de retrait du certificat d’immatriculation"), "");
        assert!(asks("Copie du certificat d’immatriculation").contains("puis « certificat d’immatriculation »"));
    }

    #[test]
    fn an_explanation_says_that_it_is_the_same() {
        let line = "fournir « Carte grise » {\n      explication « le certificat d’immatriculation du véhicule »\n    }";
        let step = format!(
            "  étape b « Déposez » {{\n    par usager au guichet\n    {line}\n    consigne « Barrez le certificat d’immatriculation. »\n  }}\n"
        );
        assert_eq!(check("LAN007", &format!("démarche a « Aide » {{\n{step}}}\n")), "");
    }

    #[test]
    fn a_name_declared_or_the_same_name_is_no_other_document() {
        assert_eq!(with(" {\n  synonymes « Fiche de paie »\n}", "Masquez la fiche de paie."), "");
        assert_eq!(with("", "Les bulletins de paie restent chez vous."), "");
    }
}
