//! A refusal that does not say why.

use crate::analysis::awaiting::{Awaited, awaited};
use crate::findings::{Finding, Severity};
use crate::model::{Decision, Letter, PublicService, Sourced, Stated};
use crate::rules::letter::{completed, lacking, missing, place, states};
use crate::rules::wording::{Words, called, has_any, readable};
use crate::rules::{Basis, Check, Context, FixOffered, Rule};
use crate::source::Spanned;
use crate::values::{FactKind, LetterKind, Mention, Qualifiers, RefusalGrounds, RuleKind};

/// The two halves of a motive: L.211-5.
const GROUNDS: [Mention; 2] = [Mention::LegalGrounds, Mention::FactualGrounds];

/// Grounds that could be those of any refusal, folded.
static GENERIC: Words = Words::new(&[
    "ne remplit pas les conditions",
    "ne remplissez pas les conditions",
    "conditions non remplies",
    "conditions ne sont pas remplies",
    "non eligible",
    "n'est pas eligible",
    "dossier non conforme",
    "demande non conforme",
    "demande non recevable",
]);

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "CON010",
    name: "refus-non-motive",
    severity: Severity::Erreur,
    worst: Severity::Erreur,
    what: "Un refus ne dit pas pourquoi : ni la règle appliquée, ni ce qui manque dans la situation de la personne.",
    why: "Sans motif, la personne ne peut ni comprendre, ni corriger ce qui manque, ni contester ; elle retient qu'on ne veut pas d'elle.",
    remove: "donnez le motif de droit et le motif de fait : `refus « Revenus au-dessus du plafond » selon décret, article 3`",
    ease: "",
    principle: "à l’autre, à sa difficulté et au respect de ses droits",
    basis: &[
        Basis::Law("CRPA", "L211-2"),
        Basis::Law("CRPA", "L211-3"),
        Basis::Law("CRPA", "L211-5"),
        Basis::Law("CRPA", "L211-7"),
        Basis::Law("CRPA", "L211-8"),
        Basis::Law("CRPA", "L232-4"),
    ],
    threshold: "Deux éléments par refus : la règle et le fait. Erreur pour un refus déclaré non motivé et pour un modèle de refus dont les \
                mentions les oublient ; alerte pour un motif sans texte ou bon pour tous les refus ; conseil quand rien n'est dit.",
    limits: "Les conditions d'un `droit` disent les motifs. Un refus non motivé qui cite son texte est accepté : un secret protégé par la loi peut l'exiger (L.211-2, 7°). Une démarche \
             sans bloc `décision`, un tribunal, un organisme privé ou une association ne sont pas signalés.",
    fix: FixOffered::ToReview,
    faulty: &[
        r"
démarche permis « Demander un permis » {
  décision par préfecture {
    refus non motivé
  }
}
",
        r"
démarche permis « Demander un permis » {
  décision par préfecture {
    refus « Ne remplit pas les conditions » selon décret, article 3
  }
}
",
        r"
démarche permis « Demander un permis » {
  décision par préfecture {
    refus « Revenus au-dessus du plafond »
  }
}
",
        r"
démarche permis « Demander un permis » {
  courrier refus « Votre demande est refusée » {
    nature refus
    mentionne motifs_droit, recours
  }
}
",
        r"
démarche permis « Demander un permis » {
  décision par préfecture {
    silence vaut rejet après 2 mois selon crpa, article L231-4
  }
}
",
    ],
    sane: &[
        r"
démarche permis « Demander un permis » {
  décision par préfecture {
    refus motivé
  }
  courrier refus « Votre demande est refusée » {
    nature refus
    mentionne motifs_droit, motifs_fait, recours
  }
}
",
        r"
démarche permis « Demander un permis » {
  décision par préfecture {
    refus « Revenus au-dessus du plafond » selon décret, article 3
  }
}
",
        r"
démarche permis « Demander un permis » {
  décision par préfecture {
    refus aucun parce que « la déclaration est toujours enregistrée »
  }
}
",
    ],
    check: Check::Service(check),
};

fn check(service: &PublicService, context: &Context<'_>, findings: &mut Vec<Finding>) {
    findings.extend(service.letters.iter().filter_map(silent));
    let Some(Awaited::Decision(decision)) = awaited(service, context.model) else { return };
    match &decision.refusals {
        Stated::None(_) => {}
        Stated::NotSaid => findings.extend(not_said(service, decision)),
        Stated::Said(refusals) => findings.extend(refusals.iter().filter_map(|refusal| of_refusal(service, refusal))),
    }
}

fn silent(letter: &Letter) -> Option<Finding> {
    if letter.kind.as_ref()?.value != LetterKind::Refusal {
        return None;
    }
    let lacking = lacking(letter, &GROUNDS);
    let fix = completed(letter, &lacking).filter(|_| !lacking.is_empty())?;
    let message = format!("le courrier {} ne donne pas tous les motifs du refus", called(&letter.title));
    Some(RULE.at(place(letter), message).with_label(missing(&lacking)).with_fix(fix))
}

fn not_said(service: &PublicService, decision: &Decision) -> Option<Finding> {
    let is_refusal = |letter: &&Letter| letter.kind.as_ref().is_some_and(|kind| kind.value == LetterKind::Refusal);
    let in_letters = service.letters.iter().filter(is_refusal).any(|letter| states(letter, Mention::LegalGrounds));
    // A right tells the conditions, hence the grounds.
    let in_rights = service.rules.iter().any(|rule| rule.value.kind == RuleKind::Right);
    if in_letters || in_rights || service.none_because(FactKind::Refusal).is_some() {
        return None;
    }
    let mut finding =
        RULE.not_said_at(service, decision.heading, "pour quels motifs la demande peut être refusée n'est pas dit")?;
    if !service.is_complete() {
        finding.severity = Severity::Conseil;
    }
    Some(finding.with_label("et en cas de refus ?"))
}

fn of_refusal(service: &PublicService, refusal: &Sourced<(Spanned<RefusalGrounds>, Qualifiers)>) -> Option<Finding> {
    let (grounds, qualifiers) = &refusal.value;
    let place = refusal.at(grounds.span);
    match &grounds.value {
        RefusalGrounds::Given => None,
        RefusalGrounds::NotGiven if qualifiers.according_to.is_some() => None,
        RefusalGrounds::NotGiven => {
            Some(RULE.at(refusal.location(), "le refus est annoncé non motivé").with_label("la personne ne saura pas pourquoi"))
        }
        RefusalGrounds::Described(ground) if has_any(&readable(ground), &GENERIC) => {
            let message = format!("le motif {} vaut pour tous les refus : il ne dit pas ce qui manque", called(ground));
            Some(RULE.graded(Severity::Alerte, place, message).with_label("quelle condition ?"))
        }
        RefusalGrounds::Described(ground) if qualifiers.according_to.is_none() => {
            let message = format!("le texte qui fonde le refus {} n'est pas cité", called(ground));
            Some(RULE.not_said_at(service, place, message)?.with_label("d'après quel texte ?"))
        }
        RefusalGrounds::Described(_) => None,
    }
}
