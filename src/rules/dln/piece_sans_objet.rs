//! A document that proves nothing the rules of the procedure read.

use crate::analysis::usage::{data_read, neighbours};
use crate::findings::{Finding, Severity};
use crate::model::{Evidence, Model, PublicService};
use crate::rules::asked::{Asked, asked};
use crate::rules::wording::name_begins;
use crate::rules::{Basis, Check, Context, FixOffered, Rule};
use crate::values::{DataType, RuleKind, SymbolId};
use std::collections::BTreeSet;

/// How the names of data that tell who a person is and where to write begin: a procedure needs them whatever its rules.
const WHO_ASKS: &[&str] = &["nom", "prénom", "date_naissance", "date_de_naissance", "adresse"];

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "DLN008",
    name: "piece-sans-objet",
    severity: Severity::Conseil,
    worst: Severity::Erreur,
    what: "Une pièce ne prouve rien de ce que lisent les règles de la démarche.",
    why: "La personne va chercher, copier et envoyer une pièce dont aucune décision ne dépend.",
    remove: "ne demandez plus la pièce",
    ease: "dites à quoi elle sert : `parce que « … »`, ou la règle qui lit ce qu'elle prouve",
    principle: "l’interrogation permanente du but recherché",
    basis: &[
        Basis::Source("Vos démarches essentielles : « ne plus demander des données qui ne servent pas l'administration »"),
        Basis::Source("RGPD, article 5(1)(c) : données « limitées à ce qui est nécessaire » (CNIL)"),
    ],
    threshold: "",
    limits: "Conseil, car toutes les règles ne sont pas forcément écrites ; erreur si la démarche est dite `complète oui`. Ne parle que des démarches qui écrivent un `droit`, et des pièces dont on sait ce qu'elles prouvent. Ne sont pas \
             signalées : les formulaires, ce que la personne rédige elle-même, ce que lit une autre démarche du même parcours, les pièces demandées à certains seulement, d'après un texte ou avec une raison, celles qui disent qui est la \
             personne ou où elle habite, et celles qui prouvent un texte libre, lu par un agent.",
    fix: FixOffered::No,
    faulty: &[r"
pièce titre_propriété « Titre de propriété » {
  prouve propriétaire
}
donnée propriétaire : oui ou non
démarche aide « Demander une aide » {
  étape dépôt « Déposez la demande » {
    par usager en ligne ou par courrier
    fournir avis_imposition
    fournir titre_propriété
  }
  droit aidé : oui ou non {
    non
    exception modeste : oui si revenu_fiscal < 20 000 €
  }
}
"],
    sane: &[
        r"
démarche aide « Demander une aide » {
  étape dépôt « Déposez la demande » {
    par usager en ligne ou par courrier
    fournir avis_imposition
    fournir carte_identité
    fournir photo_identité
  }
  droit aidé : oui ou non {
    non
    exception modeste : oui si revenu_fiscal < 20 000 €
  }
}
",
        r"
démarche aide « Demander une aide » {
  étape dépôt « Déposez la demande » {
    par usager en ligne ou par courrier
    fournir avis_imposition
  }
}
",
    ],
    check: Check::Service(check),
};

fn check(service: &PublicService, context: &Context<'_>, findings: &mut Vec<Finding>) {
    if !service.rules.iter().any(|rule| rule.value.kind == RuleKind::Right) {
        return;
    }
    let mut read = data_read(service, context.model);
    // A datum also asked in words: the rule on data without use speaks of it.
    read.extend(service.steps.iter().flat_map(|step| step.asks.all()).filter_map(|asked| asked.value.0.target));
    read.extend(neighbours(service, context.model).flat_map(|other| data_read(other, context.model)));
    for request in asked(service, context).filter(|request| is_unexplained(request, context.model)) {
        let Some(documents) = request.documents(context.model) else { continue };
        if !documents.iter().all(|document| is_without_object(document, &read, context.model)) {
            continue;
        }
        let severity = if service.is_complete() { Severity::Erreur } else { RULE.severity };
        let message = format!("{} ne prouve rien de ce que lisent les règles", request.called(context.model));
        let finding = RULE.graded(severity, request.place(), message).with_label("à quoi sert cette pièce ?");
        let proved = documents.iter().filter_map(|document| document.proves.all().first().map(|proved| (document, proved)));
        findings.push(proved.fold(finding, |finding, (document, proved)| {
            finding.with_related(proved.location(), format!("ce que prouve « {} », et qu'aucune règle ne lit", document.title))
        }));
    }
}

fn is_unexplained(request: &Asked<'_>, model: &Model) -> bool {
    let qualifiers = &request.requirement.value.qualifiers;
    qualifiers.because.is_none()
        && qualifiers.according_to.is_none()
        && qualifiers.condition.is_none()
        && !request.is_identity(model)
        && !request.is_form(model)
}

/// Whether all that a document proves is known, and none of it is read by a rule or by an agent.
fn is_without_object(document: &Evidence, read: &BTreeSet<SymbolId>, model: &Model) -> bool {
    let proved = document.proves.all();
    !proved.is_empty()
        && !document.already_owned
        && proved.iter().all(|proved| {
            model.datum(&proved.value).is_some_and(|datum| {
                !read.contains(&datum.symbol)
                    && datum.used_for.is_none()
                    && datum.data_type != DataType::Text
                    && !name_begins(&datum.name, WHO_ASKS)
            })
        })
}
