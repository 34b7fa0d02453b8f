//! A letter that nobody signs.

use crate::analysis::authority::may_be_public;
use crate::findings::{Finding, Severity};
use crate::model::{Letter, PublicService};
use crate::rules::letter::{completed, lacking, place};
use crate::rules::wording::{called, listed};
use crate::rules::{Basis, Check, Context, FixOffered, Rule};
use crate::values::{ChannelKind, LetterKind, Mention};

/// What every letter states of the agent in charge of the file.
const AGENT: [Mention; 4] = [Mention::AgentFirstName, Mention::AgentName, Mention::AgentRole, Mention::AgentAddress];

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "REL005",
    name: "agent-non-identifie",
    severity: Severity::Erreur,
    worst: Severity::Erreur,
    what: "Un modèle de courrier ne dit pas qui s'occupe du dossier : prénom, nom, qualité et adresse de l'agent ; ou une décision n'est \
           pas signée.",
    why: "Sans nom, la personne recommence son histoire à chaque appel, et personne n'en répond devant elle.",
    remove: "mentionnez l'agent : `mentionne agent_prénom, agent_nom, agent_qualité, agent_adresse`",
    ease: "",
    principle: "être considéré comme l’objet d’un processus dépersonnalisé",
    basis: &[Basis::Law("CRPA", "L111-2"), Basis::Law("CRPA", "L212-1"), Basis::Law("CRPA", "L212-2")],
    threshold: "Prénom, nom, qualité, adresse : tous. Erreur quand les mentions sont listées ; alerte pour un courrier d'information, ou \
                quand aucune mention n'est dite.",
    limits: "L'anonymat pour un motif de sécurité (L.111-2) n'est pas lisible : écartez alors le constat avec ce motif. La signature n'est \
             pas attendue d'une décision d'une démarche en ligne (L.212-2). Les organismes privés et les associations sont laissés de côté.",
    fix: FixOffered::ToReview,
    faulty: &[
        r"
démarche aide « Demander une aide » {
  organisme préfecture
  courrier refus « Votre demande est refusée » {
    nature refus
    mentionne motifs_droit, motifs_fait, recours, agent_nom
  }
}
",
        r"
démarche aide « Demander une aide » {
  organisme préfecture
  courrier rappel « Il manque une pièce » {
    texte « Merci de nous envoyer la pièce qui manque. »
  }
}
",
    ],
    sane: &[
        r"
démarche aide « Demander une aide » {
  organisme préfecture
  courrier refus « Votre demande est refusée » {
    nature refus
    mentionne agent_prénom, agent_nom, agent_qualité, agent_adresse, signature, motifs_droit, motifs_fait, recours
  }
}
",
        r"
démarche aide « Demander une aide » {
  organisme préfecture
  étape dépôt « Déposez la demande » {
    par usager en ligne
  }
  courrier décision « Votre aide est accordée » {
    nature décision
    mentionne agent_prénom, agent_nom, agent_qualité, agent_adresse, service
  }
}
",
    ],
    check: Check::Service(check),
};

fn check(service: &PublicService, context: &Context<'_>, findings: &mut Vec<Finding>) {
    if may_be_public(service, context.model) {
        findings.extend(service.letters.iter().filter_map(|letter| anonymous(service, letter)));
    }
}

fn anonymous(service: &PublicService, letter: &Letter) -> Option<Finding> {
    let message = format!("le courrier {} ne dit pas qui l'a écrit", called(&letter.title));
    if letter.mentions.is_empty() {
        return Some(RULE.not_said_at(service, letter.heading, message)?.with_label("ni prénom, ni nom, ni qualité, ni adresse"));
    }
    let kind = letter.kind.as_ref().map(|kind| kind.value);
    let lacking = lacking(letter, &due(service, kind));
    let fix = completed(letter, &lacking).filter(|_| !lacking.is_empty())?;
    let severity = match kind {
        Some(LetterKind::Acknowledgement | LetterKind::Decision | LetterKind::Refusal | LetterKind::CompletionRequest) => {
            Severity::Erreur
        }
        Some(LetterKind::Information) | None => Severity::Alerte,
    };
    let message = if lacking == [Mention::Signature] {
        format!("la décision {} n'est pas signée", called(&letter.title))
    } else if lacking.contains(&Mention::AgentName) {
        message
    } else {
        format!("le courrier {} ne dit pas tout de l'agent chargé du dossier", called(&letter.title))
    };
    Some(RULE.graded(severity, place(letter), message).with_label(format!("sans {}", listed(&parts(&lacking)))).with_fix(fix))
}

/// What is missing, in a word each.
fn parts(mentions: &[Mention]) -> Vec<&'static str> {
    let part = |mention: &Mention| match mention {
        Mention::AgentFirstName => "prénom",
        Mention::AgentName => "nom",
        Mention::AgentRole => "qualité",
        Mention::AgentAddress => "adresse",
        Mention::Signature => "signature",
        Mention::Service
        | Mention::Telephone
        | Mention::ReceptionDate
        | Mention::Silence
        | Mention::Appeals
        | Mention::LegalGrounds
        | Mention::FactualGrounds
        | Mention::MissingEvidence
        | Mention::Certificate
        | Mention::Algorithm => mention.word(),
    };
    mentions.iter().map(part).collect()
}

/// What a letter of that kind states of who writes and decides. A decision notified online needs no signature.
fn due(service: &PublicService, kind: Option<LetterKind>) -> Vec<Mention> {
    let is_online =
        service.user_steps().flat_map(|step| step.channels()).any(|channel| channel.kind.value == ChannelKind::Online);
    let mut due = AGENT.to_vec();
    match kind {
        Some(LetterKind::Decision | LetterKind::Refusal) if !is_online => due.push(Mention::Signature),
        Some(
            LetterKind::Decision
            | LetterKind::Refusal
            | LetterKind::Acknowledgement
            | LetterKind::CompletionRequest
            | LetterKind::Information,
        )
        | None => {}
    }
    due
}
