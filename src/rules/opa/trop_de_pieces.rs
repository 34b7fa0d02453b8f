//! Too many documents asked of one same person.

use crate::analysis::extremes::{Weight, Whom};
use crate::analysis::gathering::{Gathered, asked_of, conditions, count, gathered, gathered_by_dossier};
use crate::analysis::people::{People, Person};
use crate::findings::{Finding, Severity};
use crate::model::PublicService;
use crate::rules::tables::threshold;
use crate::rules::{Basis, Check, Context, FixOffered, Rule};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "OPA003",
    name: "trop-de-pieces",
    severity: Severity::Conseil,
    worst: Severity::Alerte,
    what: "Une même personne doit réunir un grand nombre de pièces.",
    why: "Chaque pièce se cherche, s'attend, se copie ou se paie ; il suffit qu'une seule manque pour que tout le dossier s'arrête.",
    remove: "ne demandez plus ce que l'administration détient ou n'utilise pas, et acceptez qu'une pièce en prouve plusieurs",
    ease: "donnez la liste exacte selon la situation, dites où obtenir chaque pièce, et acceptez le dossier en plusieurs fois",
    principle: "rendre compréhensibles et supportables les règles, outils et procédures",
    basis: &[
        Basis::Source("« Vos démarches essentielles », indicateur « Dites-le-nous une fois » : plus de 4 pièces, niveau faible"),
        Basis::Source("Enquête DITP « événements de vie » : nombre de justificatifs en cause (Acteurs publics)"),
    ],
    threshold: "Plus de 5 pièces : conseil ; plus de 9 : alerte ; plus de 13 : dit en toutes lettres. Mesuré sur 453 fiches de \
                service-public.fr avec liste de pièces : médiane 5, troisième quartile 9, neuvième décile 13.",
    limits: "Des pièces équivalentes comptent pour une, une pièce demandée deux fois aussi. Seules s'ajoutent les pièces qu'une même \
             personne peut avoir à fournir pour une même demande : deux dossiers d'une même fiche ne s'additionnent pas. Quand le nombre dépend de la situation, le constat reste un conseil et montre laquelle ; sur une page lue par un programme aussi, où une condition dite dans une phrase peut échapper.",
    fix: FixOffered::No,
    faulty: &[
        r"
démarche dossier « Ouvrir un dossier » {
  étape dépôt « Déposez le dossier » {
    par usager au guichet
    fournir carte_identité
    fournir acte_naissance
    fournir livret_famille
    fournir justificatif_domicile
    fournir avis_imposition
    fournir photo_identité
  }
}
",
        r"
démarche dossier « Ouvrir un dossier » {
  étape dépôt « Déposez le dossier » {
    par usager au guichet
    fournir carte_identité
    fournir acte_naissance
    fournir justificatif_domicile
    fournir photo_identité
    fournir « Attestation d'hébergement » si hébergé
    fournir « Pièce d'identité de l'hébergeant » si hébergé
    fournir avis_imposition sauf si hébergé
  }
}
",
    ],
    sane: &[
        r"
démarche dossier « Ouvrir un dossier » {
  étape dépôt « Déposez le dossier » {
    par usager au guichet
    fournir carte_identité ou passeport
    fournir acte_naissance
    fournir justificatif_domicile
    fournir photo_identité
    fournir « Attestation d'hébergement » si hébergé
    fournir avis_imposition sauf si hébergé
  }
  étape retrait « Retirez la carte » {
    par usager au guichet
    fournir carte_identité ou passeport
  }
}
",
        r"
démarche dossier « Ouvrir un dossier » {
  étape dépôt « Déposez le dossier » {
    par usager au guichet
    fournir carte_identité si nationalité = française
    fournir acte_naissance si nationalité = française
    fournir livret_famille si nationalité = française
    fournir passeport si nationalité = autre
    fournir « Titre de séjour » si nationalité = autre
    fournir « Visa » si nationalité = autre
    fournir photo_identité
  }
}
",
    ],
    check: Check::Service(check),
};

fn check(service: &PublicService, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let model = context.model;
    let dossiers = gathered_by_dossier(service, model);
    let threshold = threshold(RULE.code);
    let weigh = |person: &Person<'_, '_>| heaviest(dossiers.iter().map(|documents| count(documents, person)));
    let conditions: Vec<_> = dossiers.iter().flat_map(|documents| conditions(documents)).collect();
    let people = People::seen_by(model, &conditions, context.today);
    // On a page read by a program, a condition that a sentence says may have been missed: nothing is said of everybody.
    let is_sure = !service.is_imported();
    let burdened =
        if is_sure { people.most_burdened(threshold.bar(), weigh) } else { people.possibly_burdened(threshold.bar(), weigh) };
    let Some(burdened) = burdened else { return };
    let weight_of = |documents: &&Vec<Gathered<'_>>| count(documents, &burdened.person).at_most;
    let Some(documents) = dossiers.iter().rev().max_by_key(weight_of) else { return };
    let n_asked = burdened.weight;
    let grave = threshold.severity(n_asked).unwrap_or(RULE.severity);
    let is_extreme = threshold.headline.is_some_and(|extreme| n_asked > extreme as usize);
    let so_many = if is_extreme { " : plus que neuf démarches sur dix" } else { "" };
    let (severity, message) = match burdened.whom {
        Whom::Everyone => (grave, format!("{n_asked} pièces sont demandées à chaque personne{so_many}")),
        Whom::Profile(profile) => (grave, format!("{n_asked} pièces sont demandées à « {} »{so_many}", profile.title)),
        Whom::Someone => {
            let to_all = if is_sure { to_all(documents, service, context) } else { String::new() };
            (Severity::Conseil, format!("jusqu'à {n_asked} pièces peuvent être demandées à une même personne{to_all}"))
        }
    };
    let mut finding = RULE.graded(severity, service.heading, message).with_label(format!("{n_asked} pièces à réunir"));
    for document in asked_of(documents, &burdened.person) {
        let who = if document.is_asked_of_all(model, context.today) {
            "demandée à chaque personne"
        } else {
            "demandée selon la situation"
        };
        finding = document.places.first().into_iter().fold(finding, |finding, place| finding.with_related(place.location, who));
    }
    findings.push(match burdened.whom {
        Whom::Everyone => finding,
        Whom::Profile(profile) => finding.with_related(profile.heading, "le profil à qui le plus de pièces sont demandées"),
        Whom::Someone if burdened.person.n_known() > 0 => {
            finding.with_note(format!("C'est le cas d'une personne pour qui : {}.", burdened.person))
        }
        Whom::Someone => finding,
    });
}

/// The weight of the heaviest file: one person makes one request at a time.
fn heaviest(dossiers: impl Iterator<Item = Weight>) -> Weight {
    dossiers.fold(Weight { told: 0, at_most: 0 }, |one, other| Weight {
        told: one.told.max(other.told),
        at_most: one.at_most.max(other.at_most),
    })
}

/// How many of those documents the whole procedure asks of everybody, for that request or another.
fn to_all(documents: &[Gathered<'_>], service: &PublicService, context: &Context<'_>) -> String {
    let (model, today) = (context.model, context.today);
    let of_this_file = |document: &&Gathered<'_>| documents.iter().any(|one| one.is_same_as(document));
    match gathered(service, model).iter().filter(of_this_file).filter(|document| document.is_asked_of_all(model, today)).count() {
        0 => String::new(),
        n_always => format!(", dont {n_always} à tous"),
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, check_page};

    #[test]
    fn the_person_of_whom_most_is_asked_is_shown() {
        insta::assert_snapshot!(check(
            "OPA003",
            "donnée domicile : un parmi france, étranger
démarche visa « Visa » {
  étape dépôt « Déposez » {
    par usager au guichet
    fournir carte_identité
    fournir acte_naissance
    fournir photo_identité
    fournir « Bail » si domicile = france et âge >= 18 ans
    fournir « Carnet de santé » si âge < 18 ans
    fournir « Lettre du consulat » si domicile = étranger
    fournir « Traduction de l'acte » si domicile = étranger
    fournir « Attestation d'assurance » si domicile est parmi étranger et non hébergé
  }
}
"
        ), @r"
        conseil OPA003 : jusqu'à 7 pièces peuvent être demandées à une même personne, dont 3 à tous
          | démarche visa « Visa » {
          |                 ^^^^ 7 pièces à réunir
          |     fournir carte_identité
          |             ^^^^^^^^^^^^^^ demandée à chaque personne
          |     fournir acte_naissance
          |             ^^^^^^^^^^^^^^ demandée à chaque personne
          |     fournir photo_identité
          |             ^^^^^^^^^^^^^^ demandée à chaque personne
          |     fournir « Carnet de santé » si âge < 18 ans
          |               ^^^^^^^^^^^^^^^ demandée selon la situation
          |     fournir « Lettre du consulat » si domicile = étranger
          |               ^^^^^^^^^^^^^^^^^^ demandée selon la situation
          |     fournir « Traduction de l'acte » si domicile = étranger
          |               ^^^^^^^^^^^^^^^^^^^^ demandée selon la situation
          |     fournir « Attestation d'assurance » si domicile est parmi étranger et non hébergé
          |               ^^^^^^^^^^^^^^^^^^^^^^^ demandée selon la situation
          note : C'est le cas d'une personne pour qui : domicile = étranger, âge = 17 ans, hébergé = non.
        ");
    }

    #[test]
    fn a_document_that_replaces_another_counts_for_it() {
        let asked = |lines: &str| {
            format!("démarche visa « Visa » {{\n  étape dépôt « Déposez » {{\n    par usager au guichet\n{lines}  }}\n}}\n")
        };
        let five = "    fournir acte_naissance\n    fournir livret_famille\n    fournir photo_identité\n    fournir formulaire\n    fournir avis_imposition\n";
        assert_eq!(check("OPA003", &asked(&format!("{five}    fournir avis_imposition ou « Quittance de loyer »\n"))), "");
        assert!(check("OPA003", &asked(&format!("{five}    fournir « Quittance de loyer »\n"))).contains("6 pièces"));
    }

    #[test]
    fn two_requests_of_a_page_are_not_added() {
        let list = |items: &[&str]| {
            let items: String = items.iter().map(|item| format!("<Item><Paragraphe>{item}</Paragraphe></Item>")).collect();
            format!("<Liste>{items}</Liste>")
        };
        let chapter = |title: &str, items: &[&str]| {
            let documents = format!("<SousChapitre><Titre>Pièces à fournir</Titre>{}</SousChapitre>", list(items));
            format!("<Chapitre><Titre>{title}</Titre>{documents}</Chapitre>")
        };
        let page = |body: &str| check_page("OPA003", "Protection", &format!("<Texte>{body}</Texte>"));
        let card = ["Passeport", "Bail", "Déclaration de non polygamie", "Décision de l'Ofpra"];
        let travel = ["Titre de séjour", "Justificatif de domicile", "Preuve de la protection", "Ancien titre de voyage"];
        assert_eq!(page(&(chapter("Titre de séjour", &card) + &chapter("Document de voyage", &travel))), "");
        let all = page(&chapter("Titre de séjour", &[card, travel].concat()));
        assert_eq!(all, "conseil : jusqu'à 8 pièces peuvent être demandées à une même personne\n");
        // Two parts of one file.
        let parts = format!(
            "<Chapitre><Titre>Pièces à fournir</Titre><SousChapitre><Titre>Identité</Titre>{}</SousChapitre>\
             <SousChapitre><Titre>Séjour</Titre>{}</SousChapitre></Chapitre>",
            list(&card),
            list(&travel)
        );
        assert_eq!(page(&parts), all);
    }

    #[test]
    fn what_the_procedure_delivers_on_the_way_is_not_gathered() {
        assert_eq!(
            check(
                "OPA003",
                "démarche visa « Visa » {
  étape dépôt « Déposez » {
    par usager au guichet
    fournir acte_naissance
    fournir livret_famille
    fournir photo_identité
    fournir avis_imposition
    fournir justificatif_domicile
    produit formulaire
  }
  étape retrait « Retirez » {
    par usager au guichet
    fournir formulaire
  }
}
"
            ),
            ""
        );
    }
}
