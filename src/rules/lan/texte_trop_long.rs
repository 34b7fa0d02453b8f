//! A page so long that nobody finds their own case in it.

use crate::analysis::prose::words;
use crate::findings::{Finding, Severity};
use crate::model::PublicService;
use crate::rules::{Basis, Check, Context, FixOffered, Passage, PassageKind, Rule, passages, tables};
use crate::values::grouped;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "LAN012",
    name: "texte-trop-long",
    severity: Severity::Conseil,
    worst: Severity::Conseil,
    what: "Le texte à lire pour faire la démarche est plus long que neuf fiches de service-public.fr sur dix.",
    why: "La personne y cherche sa situation au milieu de celles des autres : elle saute la phrase qui la concerne, ou renonce à lire.",
    remove: "ne gardez que ce qui sert à agir, et mettez le reste dans une autre page",
    ease: "commencez par un résumé, puis une partie par situation, que chacun ouvre ou non",
    principle: "La complexité des règles et des procédures doit pouvoir être comprise",
    basis: &[
        Basis::Source("ISO 24495-1:2023, Langage clair et simple : la personne trouve aisément ce dont elle a besoin"),
        Basis::Source("Mesure sur les fiches de service-public.fr (novembre 2020) : neuf sur dix comptent au plus 1 780 mots"),
    ],
    threshold: "Plus de 1 780 mots : conseil, jamais plus. Aucun texte ne fixe de longueur : c'est celle que neuf fiches de service-public.fr \
                sur dix ne dépassent pas.",
    limits: "Sont comptés les présentations et les consignes, toutes situations ensemble, ou une notice entière ; un mot avec son article \
             élidé (« l'usager ») compte pour un. Un texte long peut être bien rangé : limpide ne voit pas ce que la page replie.",
    fix: FixOffered::No,
    faulty: &[r"
démarche aide « Demander une aide » {
  étape dépôt « Déposez la demande » {
    par usager au guichet
    # 200 fois
    consigne « Apportez au guichet les papiers qui montrent votre situation et celle de vos enfants. »
  }
}
"],
    sane: &[r"
démarche aide « Demander une aide » {
  présentation « Vous pouvez demander cette aide à la mairie. »
  étape dépôt « Déposez la demande » {
    par usager au guichet
    # 100 fois
    consigne « Apportez au guichet les papiers qui montrent votre situation et celle de vos enfants. »
  }
}
"],
    check: Check::Service(check),
};

fn check(service: &PublicService, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let read = passages(service).filter(is_of_the_page);
    let n_words = read.map(|passage| words(&passage.text.value).count()).sum();
    let threshold = tables::threshold(RULE.code);
    let Some(severity) = threshold.severity(n_words) else { return };
    let message = format!(
        "{} mots à lire : neuf fiches sur dix en ont au plus {}",
        grouped(n_words as u64),
        grouped(threshold.bar() as u64)
    );
    findings.push(RULE.graded(severity, service.heading, message).with_label("un texte très long"));
}

/// A letter is another text, read another day.
fn is_of_the_page(passage: &Passage<'_>) -> bool {
    matches!(passage.kind, PassageKind::Presentation | PassageKind::Instruction)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, check_page};

    #[test]
    fn the_threshold_is_passed_strictly() {
        let of = |n_words: usize| {
            let text = "mot ".repeat(n_words);
            check("LAN012", &format!("démarche aide « Demander une aide » {{\n  présentation « {text}»\n}}\n"))
        };
        assert_eq!(of(1_780), "");
        assert!(of(1_781).starts_with("conseil LAN012 : 1"), "{}", of(1_781));
    }

    #[test]
    fn a_page_is_counted_whole() {
        const PORTAL: &str =
            "<ServiceEnLigne ID=\"R2\" URL=\"https://exemple.fr/\" type=\"Téléservice\"><Titre>Demande</Titre></ServiceEnLigne>";
        let chapter = format!("<Chapitre><Paragraphe>{}</Paragraphe></Chapitre>", "mot ".repeat(950));
        let said = |n_chapters| check_page("LAN012", "Aide", &format!("<Texte>{}{PORTAL}</Texte>", chapter.repeat(n_chapters)));
        assert!(said(2).starts_with("conseil : 1"), "{}", said(2));
        assert_eq!(said(1), "");
    }
}
