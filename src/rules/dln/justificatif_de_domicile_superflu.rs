//! A proof of address asked where declaring it is enough.

use super::scope::{is_for, is_for_administration, needs_proof_of_address};
use crate::findings::{Applicability, Edit, Finding, Fix, Severity};
use crate::model::{Model, PublicService};
use crate::rules::asked::{Asked, asked};
use crate::rules::documents::DocumentKind;
use crate::rules::wording::{begins_with_any, readable};
use crate::rules::{Basis, Check, Context, FixOffered, Rule};
use crate::values::{Audience, Reference, RequiredEvidence};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "DLN005",
    name: "justificatif-de-domicile-superflu",
    severity: Severity::Alerte,
    worst: Severity::Erreur,
    what: "Un justificatif de domicile est demandé hors des cas où le droit le permet.",
    why: "La personne cherche une facture à son nom, qu'elle n'a pas toujours, pour prouver une adresse qu'il suffit de déclarer.",
    remove: "demandez l'adresse : la déclaration suffit, et elle engage la personne",
    ease: "si un texte exige la preuve du domicile, citez-le : `fournir justificatif_domicile selon …`",
    principle: "Gagner la confiance devient le challenge de nos structures publiques",
    basis: &[Basis::Law("CRPA", "R113-8"), Basis::Law("CRPA", "R113-8-1"), Basis::Law("CRPA", "L114-10-1")],
    threshold: "Les cas permis forment une liste fermée : certificat de nationalité, titres d'identité, de voyage et de séjour, carte grise, \
                attestation d'accueil, listes électorales, immatriculation consulaire, inscription scolaire ou universitaire.",
    limits: "Erreur seulement si la démarche est dite `complète oui`, pour des particuliers, fait aussi justifier l'identité ou l'état civil \
             (R.113-5) et ne donne pas de raison : un autre texte, non cité, pourrait exiger la preuve. Conseil quand un texte est cité. \
             Se tait quand une raison est donnée et que rien d'autre ne fait justifier l'identité. \
             Se tait pour le permis de conduire (R.113-8-1), le mariage, le Pacs, l'adoption, la déclaration de naissance et la \
             reconnaissance d'un enfant, qui ont leurs propres textes.",
    fix: FixOffered::ToReview,
    faulty: &[r"
démarche cantine « Inscrire à la cantine » {
  public particulier
  organisme mairie
  étape dépôt « Déposez le dossier » {
    par usager au guichet
    fournir livret_famille
    fournir justificatif_domicile de moins de 3 mois
  }
}
"],
    sane: &[
        r"
démarche vote « S'inscrire sur les listes électorales » {
  public particulier
  organisme mairie
  étape dépôt « Déposez le dossier » {
    par usager au guichet
    fournir carte_identité
    fournir justificatif_domicile
  }
}
",
        r"
démarche agrément « Faire agréer son entreprise » {
  public entreprise
  organisme préfecture
  étape dépôt « Déposez le dossier » {
    par usager en ligne ou par courrier
    fournir justificatif_domicile
  }
}
",
    ],
    check: Check::Service(check),
};

fn check(service: &PublicService, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let model = context.model;
    let proves_address = |request: &Asked<'_>| request.is_always(&[DocumentKind::ProofOfAddress], model);
    let requests: Vec<_> = asked(service, context).filter(|request| proves_address(request) && !is_a_bill(request)).collect();
    let Some((first, others)) = requests.split_first() else { return };
    let is_for_people = is_for(service, &[Audience::Individual]);
    if is_for_people == Some(false) || !is_for_administration(service, model) || needs_proof_of_address(service, model) {
        return;
    }
    let justifies_identity = asked(service, context).any(|request| proves_identity_or_civil_status(&request, model));
    let qualifiers = &first.requirement.value.qualifiers;
    let is_plain = justifies_identity && is_for_people.is_some() && service.is_complete();
    let severity = match (&qualifiers.according_to, &qualifiers.because) {
        // Living there may be the very condition of the right, and R.113-8 does not plainly apply.
        (_, Some(_)) if !justifies_identity => return,
        (Some(_), _) => Severity::Conseil,
        (None, None) if is_plain => Severity::Erreur,
        (None, None | Some(_)) => Severity::Alerte,
    };
    let message = format!("{} est demandé, alors que déclarer son adresse suffit", first.called(model));
    let finding = RULE.graded(severity, first.place(), message).with_label("à déclarer, sans preuve");
    let finding = others.iter().fold(finding, |finding, other| finding.with_related(other.place(), "et ici aussi"));
    findings.push(match declaration(first, others, model) {
        Some(fix) => finding.with_fix(fix),
        None => finding,
    });
}

/// Whether it is asked by words that name a bill alone: it may be to know what was paid, or which site it is.
fn is_a_bill(request: &Asked<'_>) -> bool {
    let evidence = &request.requirement.value.evidence;
    evidence.iter().any(|evidence| match evidence {
        RequiredEvidence::Described(words) => {
            begins_with_any(&readable(&words.value), &["quittance", "quittances", "facture", "factures"])
        }
        RequiredEvidence::Named(_) => false,
    })
}

/// Whether R.113-8 plainly applies: its procedures are those where one justifies who one is.
fn proves_identity_or_civil_status(request: &Asked<'_>, model: &Model) -> bool {
    request.is_identity(model) || request.is_always(&[DocumentKind::Dispensing, DocumentKind::CivilStatus], model)
}

/// Asks the datum the document proves, instead of the documents, when it proves one alone.
fn declaration(request: &Asked<'_>, others: &[Asked<'_>], model: &Model) -> Option<Fix> {
    let documents = request.documents(model)?;
    let [datum] = documents.first()?.proves.all() else { return None };
    let is_asked = |asked: &Reference| asked.target == datum.value.target;
    if request.step.asks.all().iter().any(|asked| is_asked(&asked.value.0)) || !request.conditions().is_empty() {
        return None;
    }
    let line = |request: &Asked<'_>, replacement: String| Edit { location: request.requirement.location(), replacement };
    let declared = line(request, format!("demande {}", datum.value.name));
    Some(Fix {
        title: "demander l'adresse sans preuve".to_owned(),
        applicability: Applicability::ToReview,
        edits: std::iter::once(declared).chain(others.iter().map(|other| line(other, String::new()))).collect(),
    })
}
