//! A letter written to nobody: « l'intéressé », no greeting, formulas of another age.

use crate::analysis::prose::words;
use crate::findings::{Finding, Severity};
use crate::model::{Letter, PublicService};
use crate::rules::around::said;
use crate::rules::wording::{called, listed, readable};
use crate::rules::{Basis, Check, Context, FixOffered, Passage, PassageKind, Rule, tables};

/// Entries of the lexicon that speak of the person as of someone else.
const THIRD_PERSON: &str = "ADR";
/// Under so many words, a text is a part of a letter: what it lacks may be elsewhere.
const SHORT: usize = 12;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "SEN006",
    name: "courrier-depersonnalise",
    severity: Severity::Conseil,
    worst: Severity::Conseil,
    what: "Un courrier parle de la personne au lieu de lui parler : « l'intéressé », ni salutation ni objet, formules d'un autre âge.",
    why: "Une lettre est souvent le seul visage du service : impersonnelle, elle fait peur et ne se lit pas jusqu'au bout.",
    remove: "écrivez à la personne : « Madame », son nom, « vous », et l'objet en clair",
    ease: "si le modèle sert à tous, laissez la place du nom et de l'objet",
    principle: "Remettre la personne au centre de la relation",
    basis: &[Basis::Law("CRPA", "L111-3"), Basis::Law("CRPA", "L111-2"), Basis::Source("Services Publics+, engagement 1")],
    threshold: "Deux marques ou plus dans un courrier : un conseil. Marques : la troisième personne, l'absence de « vous », l'absence de salutation \
                et d'objet, une formule vieillie. Convention de limpide.",
    limits: "Ne lit que les textes des blocs `courrier`, et les lettres en `.txt` ou `.md`. Un texte de moins de 12 mots n'est qu'un morceau de courrier : ce qui lui manque \
             ne compte pas.",
    fix: FixOffered::No,
    faulty: &[r"
démarche aide « Demander une aide » {
  courrier refus « Refus de l'aide » {
    texte « J’ai l’honneur de faire connaître à l’intéressé que la demande du demandeur est rejetée au motif que le plafond est dépassé. »
  }
}
"],
    sane: &[r"
démarche aide « Demander une aide » {
  courrier refus « Refus de l'aide » {
    texte « Madame, vous avez demandé une aide le 3 mars. Vos revenus dépassent le plafond : nous ne pouvons pas vous l’accorder. »
  }
  courrier rappel « Rappel » {
    texte « Le demandeur est invité à répondre. »
  }
}
"],
    check: Check::Service(check),
};

fn check(service: &PublicService, _: &Context<'_>, findings: &mut Vec<Finding>) {
    findings.extend(service.letters.iter().filter_map(|letter| impersonal(service, letter)));
}

fn impersonal(service: &PublicService, letter: &Letter) -> Option<Finding> {
    let bar = tables::threshold(RULE.code).bar();
    let passage = |text| Passage::new(text, PassageKind::Letter, service);
    let passages: Vec<_> = letter.bodies.iter().map(|body| passage(&body.value)).collect();
    let matches: Vec<_> =
        passages.iter().flat_map(|passage| passage.wordings(RULE.code).into_iter().map(move |found| (passage, found))).collect();
    let (third, formulas): (Vec<_>, Vec<_>) = matches.into_iter().partition(|(_, found)| found.term.id.starts_with(THIRD_PERSON));
    let n_words: usize = passages.iter().map(|passage| words(&passage.text.value).count()).sum();
    let lacks = |name: &str| {
        let list = tables::turns(RULE.code, name);
        n_words >= SHORT && !passages.iter().any(|passage| list.is_in(&readable(&passage.text.value)))
    };
    let marks = [
        (!third.is_empty(), "la troisième personne"),
        (lacks("a la personne"), "jamais « vous »"),
        (lacks("accueil"), "ni salutation ni objet"),
        (!formulas.is_empty(), "une formule vieillie"),
    ];
    let marks: Vec<_> = marks.into_iter().filter(|(is_there, _)| *is_there).map(|(_, mark)| mark).collect();
    if marks.len() <= bar {
        return None;
    }
    let message = format!("le courrier {} ne s'adresse à personne", called(&letter.title));
    let mut finding = RULE
        .at(letter.heading, message)
        .with_label(listed(&marks))
        .with_help("écrivez « vous », saluez la personne, dites l'objet");
    for (passage, found) in third.iter().chain(&formulas).take(4) {
        let words = said(&passage.text.value, &found.range);
        finding = finding.with_related(passage.location(found.range.clone()), format!("« {words} »"));
    }
    Some(finding)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    fn written(words: &str) -> String {
        check("SEN006", &format!("démarche aide « Aide » {{\n  courrier refus « Refus » {{\n    texte « {words} »\n  }}\n}}\n"))
    }

    #[test]
    fn two_marks_make_a_finding() {
        let shown =
            written("J’ai l’honneur de dire que la demande de l’intéressé est arrivée au service le lundi de cette semaine.");
        assert!(shown.starts_with("conseil SEN006 : le courrier « Refus » ne s'adresse à personne"), "{shown}");
        assert!(
            shown.contains("la troisième personne, jamais « vous », ni salutation ni objet et une formule vieillie"),
            "{shown}"
        );
    }

    #[test]
    fn one_mark_or_a_short_text_does_not() {
        assert_eq!(
            written("Madame, j’ai l’honneur de vous écrire au sujet de votre demande d’aide, reçue le 3 mars au service."),
            ""
        );
        assert_eq!(written("L’intéressé signe ici."), "");
    }
}
