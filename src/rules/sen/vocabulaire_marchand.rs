//! Words of trade for a person who asks for a right: « nos clients », « parcours client ».

use crate::findings::{Applicability, Fix, Severity};
use crate::model::PublicService;
use crate::rules::around::{Gathered, is_quoted, said};
use crate::rules::wording::readable;
use crate::rules::{Basis, Check, Context, FixOffered, Rule, Texts, tables};
use crate::values::OrganisationNature;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "SEN007",
    name: "vocabulaire-marchand",
    severity: Severity::Info,
    worst: Severity::Info,
    what: "Un texte parle de la personne ou de son droit avec les mots du commerce : « nos clients », « parcours client », « notre offre ».",
    why: "On choisit un vendeur, on ne choisit pas son service public : la personne y a des droits, et l'administration des devoirs.",
    remove: "dites « usager », « habitant », « assuré » ou « vous » ; « droit », « aide » ou « service »",
    ease: "",
    principle: "l’usager n’est pas un client",
    basis: &[Basis::Source("Texte fondateur de limpide : convention, aucune base juridique")],
    threshold: "Une fois par démarche et par mot.",
    limits: "« Client » et « consommateur » seuls désignent presque toujours ceux d'un commerce : ils ne sont pas signalés, ni une phrase où l'administration ne parle pas d'elle-même (« nous », « nos »), ni une phrase qui \
             parle d'entreprise, de vente ou de fournisseur. Se tait pour les organismes privés, les associations et les chambres consulaires, et \
             devrait se taire pour un service public industriel et commercial, que le langage ne distingue pas.",
    fix: FixOffered::ToReview,
    faulty: &[
        r"
démarche aide « Demander une aide » {
  présentation « Nous améliorons la relation client au guichet. »
}
",
        r"
démarche aide « Demander une aide » {
  étape dépôt « Déposez la demande » {
    par usager au guichet
    consigne « Nos clients sont reçus le matin. »
  }
}
",
    ],
    sane: &[
        r"
démarche aide « Demander une aide » {
  présentation « Un commerçant qui améliore la relation client peut demander une aide. Le client paie la taxe. »
}
",
        r"
organisme régie « Régie des eaux » {
  nature privé
}
démarche eau « Ouvrir un compteur » {
  organisme régie
  présentation « Nos clients sont reçus le matin. »
}
",
    ],
    check: Check::Texts(check),
};

fn check(texts: &Texts<'_>, context: &Context<'_>, findings: &mut Vec<crate::findings::Finding>) {
    let mut gathered = Gathered::default();
    for passage in texts.addressed() {
        let text = &*passage.text.value;
        for found in passage.wordings(RULE.code) {
            let sentence = readable(&text[passage.reading.sentence_at(&found.range)]);
            if is_quoted(text, &found.range)
                || !tables::turns(RULE.code, "qui parle").is_in(&sentence)
                || tables::turns(RULE.code, "vrais clients").is_in(&sentence)
            {
                continue;
            }
            let location = passage.location(found.range.clone());
            gathered.add(&found.term.id, location, || {
                let message = format!("« {} » : un mot du commerce pour parler d'un droit", said(text, &found.range));
                let finding = RULE.at(location, message).with_label("une personne qui a des droits").with_note(&*found.term.why);
                match &found.replacement {
                    Some(words) => {
                        let title = format!("écrire « {words} »");
                        finding.with_fix(Fix::replace(title, Applicability::ToReview, location, words.clone()))
                    }
                    None => finding,
                }
            });
        }
    }
    let mut found = gathered.into_findings().peekable();
    if found.peek().is_some() && !trades(texts.service, context) {
        findings.extend(found);
    }
}

/// Whether a body in charge may have clients.
fn trades(service: &PublicService, context: &Context<'_>) -> bool {
    let bodies = service.organisations.all().iter().filter_map(|name| context.model.organisation(&name.value));
    bodies.filter_map(|body| body.nature.said()).any(|nature| match nature.value {
        OrganisationNature::Private | OrganisationNature::Association | OrganisationNature::Chamber => true,
        OrganisationNature::State
        | OrganisationNature::LocalAuthority
        | OrganisationNature::SocialSecurity
        | OrganisationNature::PublicBody
        | OrganisationNature::Court => false,
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    fn presented(words: &str) -> String {
        check("SEN007", &format!("démarche aide « Demander une aide » {{\n  présentation « {words} »\n}}\n"))
    }

    #[test]
    fn a_word_of_trade_comes_with_a_fix_to_review() {
        let shown = presented("Nous soignons le parcours client.");
        assert!(shown.starts_with("info SEN007 : « parcours client » : un mot du commerce pour parler d'un droit"), "{shown}");
        assert!(shown.contains("correction : écrire « parcours de l'usager »"), "{shown}");
    }

    #[test]
    fn the_clients_of_a_trade_are_clients() {
        assert_eq!(presented("Décrivez le parcours client de votre entreprise."), "");
        assert_eq!(presented("Le client signe la facture."), "");
    }
}
