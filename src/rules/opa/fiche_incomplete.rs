//! What a person must be able to read before starting, and that is not said.

use crate::analysis::cost::announced;
use crate::findings::{Finding, Severity};
use crate::model::PublicService;
use crate::rules::tables::threshold;
use crate::rules::{Basis, Check, Context, FixOffered, Rule};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "OPA011",
    name: "fiche-incomplete",
    severity: Severity::Conseil,
    worst: Severity::Erreur,
    what: "Avant de commencer, la personne ne peut pas savoir ce qui l'attend : étapes, organisme, pièces, coût, paiement ou langues.",
    why: "Ce qui n'est pas dit se découvre en route : il faut alors revenir, payer sans l'avoir prévu, ou renoncer.",
    remove: "dites ce qui manque ; s'il n'y en a pas, dites-le aussi : `fournir aucun parce que « … »`",
    ease: "",
    principle: "Défini : dont on connait les caractéristiques",
    basis: &[
        Basis::Source("Portail grec howto.gov.gr : les mêmes éléments sont publiés pour chaque démarche"),
        Basis::Source("DINUM, dix principes d'une démarche numérique exemplaire"),
        Basis::Unverified("Règlement (UE) 2018/1724, article 10 : éléments à dire avant d'engager la démarche"),
    ],
    threshold: "Un élément qui n'est pas dit : conseil ; trois ou plus : alerte ; dans une démarche déclarée complète : erreur.",
    limits: "Rien n'est dit d'un texte importé : ce que limpide n'y lit pas peut y être dit. Le contact (REL001), le délai (CON001), l'effet du silence (CON005), les recours (CON009) et le suivi (CON012) ont leur propre \
             règle : ils ne sont pas répétés ici. Les langues ne sont attendues que d'une démarche déclarée complète. Le langage ne dit pas encore les moyens de s'identifier.",
    fix: FixOffered::No,
    faulty: &[
        r"
démarche permis « Demander un permis » {
  organisme préfecture
  langues français
  étape dépôt « Déposez la demande » {
    par usager en ligne
    fournir carte_identité
  }
}
",
        r"
démarche permis « Demander un permis » {
  finalité « Circuler. »
}
",
    ],
    sane: &[
        r"
démarche permis « Demander un permis » {
  organisme préfecture
  langues français
  coût 25 €
  paiement carte, chèque
  étape dépôt « Déposez la demande » {
    par usager en ligne
    fournir carte_identité
  }
}
",
        r"
démarche permis « Demander un permis » {
  organisme préfecture
  langues français
  coût 0 €
  étape dépôt « Déposez la demande » {
    par usager en ligne
    fournir aucun parce que « l'identité est vérifiée en ligne »
  }
}
",
    ],
    check: Check::Service(check),
};

/// Something to say, and a line that says it.
type Element = (&'static str, &'static str);

fn check(service: &PublicService, _: &Context<'_>, findings: &mut Vec<Finding>) {
    // What a program did not read in a text made for people may be said there all the same.
    if service.is_imported() {
        return;
    }
    let missing = missing(service);
    let names: Vec<_> = missing.iter().map(|(name, _)| *name).collect();
    let message = match names.as_slice() {
        [one] => format!("la fiche ne dit pas {one}"),
        [] => return,
        [one, other] => format!("la fiche ne dit ni {one} ni {other}"),
        several => format!("la fiche ne dit ni {}", several.join(", ni ")),
    };
    let Some(mut finding) = RULE.not_said(service, message) else { return };
    finding.severity = finding.severity.max(threshold(RULE.code).severity(missing.len()).unwrap_or(RULE.severity));
    let lines: Vec<_> = missing.iter().map(|(_, line)| format!("`{line}`")).collect();
    findings.push(finding.with_help(format!("dites-le, par exemple : {}", lines.join(", "))));
}

/// What is not said, in the order in which a person asks.
fn missing(service: &PublicService) -> Vec<Element> {
    let asks_nothing_said = service.steps.iter().all(|step| step.requirements.is_not_said());
    let cost = announced(service);
    let elements = [
        (service.steps.is_empty(), ("les étapes", "étape dépôt « Déposez la demande » { … }")),
        (service.organisations.is_not_said(), ("l'organisme", "organisme mairie")),
        (!service.steps.is_empty() && asks_nothing_said, ("les pièces", "fournir aucun parce que « … »")),
        (cost.is_none(), ("le coût", "coût 0 €")),
        (cost.is_some_and(|cost| !cost.is_free()) && service.payment.is_not_said(), ("comment payer", "paiement carte, chèque")),
        // Hardly anyone says the languages: they are expected only from who claims to say everything.
        (service.is_complete() && service.languages.is_not_said(), ("les langues", "langues français")),
    ];
    elements.into_iter().filter_map(|(is_missing, element)| is_missing.then_some(element)).collect()
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, check_page};

    #[test]
    fn three_silences_weigh_more_than_one_and_a_lie_more_than_both() {
        let gravity = |lines: &str| {
            let said = check("OPA011", &format!("démarche permis « Permis » {{\n{lines}\n}}\n"));
            said.split(' ').next().unwrap_or_default().to_owned()
        };
        assert_eq!(gravity("organisme mairie"), "conseil");
        assert_eq!(gravity("public particulier"), "alerte");
        assert_eq!(gravity("organisme mairie\ncomplète oui"), "erreur");
    }

    #[test]
    fn what_could_not_be_read_may_be_what_is_missing() {
        let said = check("OPA011", "démarche permis « Permis » {\n  organisme mairie\n  cout 25 euros tout compris\n}\n");
        assert!(said.contains("LEC001") && !said.contains("OPA011"), "{said}");
    }

    #[test]
    fn what_a_program_did_not_read_in_a_page_may_be_said_there() {
        let body = "<Texte><Paragraphe>Venez avec votre carte.</Paragraphe><ServiceEnLigne ID=\"R2\" URL=\"https://exemple.fr/\" \
                    type=\"Téléservice\"><Titre>Demande de carte</Titre></ServiceEnLigne></Texte>";
        assert_eq!(check_page("OPA011", "Carte", body), "");
    }
}
