//! A line, or a part of a condition, that serves nobody.

use super::proved::{Proved, proved};
use crate::findings::{Applicability, Finding, Fix, Severity};
use crate::logic::proof::{Dead, WhyDead};
use crate::model::SymbolKind;
use crate::rules::{Basis, Check, Context, FixOffered, Rule};
use crate::source::Span;
use crate::values::{Expression, ExpressionKind, RuleDefinition};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "LOG003",
    name: "regle-morte",
    severity: Severity::Alerte,
    worst: Severity::Alerte,
    what: "Une ligne d'une règle ne s'applique à personne, ou une partie de sa condition ne change rien.",
    why: "Qui lit la règle croit que cette ligne compte : il cherche qui elle concerne, et personne n'est concerné. C'est souvent un seuil ou \
          un mot écrit pour un autre.",
    remove: "corrigez la condition si elle vise quelqu'un, sinon supprimez-la",
    ease: "",
    principle: "Redonner du sens aux procédures en les simplifiant",
    basis: &[Basis::Law("CRPA", "L243-2")],
    threshold: "",
    limits: "Prouvé pour le jour choisi, dans les bornes déclarées des données : une ligne qui n'est pas en vigueur ce jour-là n'est pas jugée. Une \
             partie de condition n'est signalée que si, sans elle, la condition vise exactement les mêmes personnes. Une base sans condition que \
             ses exceptions remplacent toujours, une condition que tout le monde remplit, et ce qui répète une autre règle ne sont qu'un conseil : cela \
             peut aider à lire.",
    fix: FixOffered::ToReview,
    faulty: &[
        r"
démarche aide « Demander une aide » {
  calcul montant_aide : montant {
    0 €
    exception jeune : 300 € si âge < 18 ans et âge > 60 ans
  }
}
",
        r"
démarche aide « Demander une aide » {
  calcul montant_aide : montant {
    0 €
    exception adulte : 300 € si âge >= 18 ans et hébergé et âge >= 16 ans
  }
}
",
    ],
    sane: &[r"
démarche aide « Demander une aide » {
  calcul montant_aide : montant {
    0 €
    exception adulte : 300 € si âge >= 18 ans et (hébergé ou âge >= 60 ans)
  }
}
"],
    check: Check::Workspace(check),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for rule in proved(context) {
        findings.extend(rule.proof.dead.iter().map(|dead| dead_line(&rule, *dead)));
        for line in &rule.proof.always {
            let Some(condition) = &rule.line(*line).qualifiers.condition else { continue };
            let finding = RULE.graded(Severity::Conseil, rule.at(condition.span), "tout le monde remplit cette condition");
            findings.push(finding.with_label("toujours vraie").with_help("ôtez la condition, ou corrigez son seuil"));
        }
        for (line, part) in &rule.proof.redundant {
            let Some(condition) = &rule.line(*line).qualifiers.condition else { continue };
            // Said again through another rule, it may help to read; said twice here, one of the two is a slip.
            let kind = |target| context.model.symbols.get(target).kind;
            let names_a_rule = condition.names().iter().any(|name| name.target.is_some_and(|target| is_rule(kind(target))));
            let severity = if names_a_rule { Severity::Conseil } else { RULE.severity };
            let finding = RULE.graded(severity, rule.at(*part), "cette partie de la condition ne change rien");
            let finding = finding.with_label("déjà dit par le reste");
            let place = removal(condition, *part);
            findings.push(match place {
                Some(place) => {
                    finding.with_fix(Fix::replace("ôter ce qui ne change rien", Applicability::ToReview, rule.at(place), ""))
                }
                None => finding,
            });
        }
    }
}

fn dead_line(rule: &Proved<'_>, dead: Dead) -> Finding {
    let line = rule.line(dead.line);
    let (severity, place, message, label) = match (dead.why, &line.qualifiers.condition) {
        (WhyDead::NobodyMeetsIt, Some(condition)) => {
            (RULE.severity, condition.span, "personne ne remplit cette condition : la ligne ne sert jamais", "jamais vraie")
        }
        (_, None) => (
            Severity::Conseil,
            line.span,
            "cette ligne ne s'applique à personne : des exceptions la remplacent toujours",
            "toujours remplacée",
        ),
        (WhyDead::AlwaysReplaced, Some(_)) => (
            RULE.severity,
            line.span,
            "cette ligne ne s'applique à personne : d'autres la remplacent toujours",
            "toujours remplacée",
        ),
    };
    let finding = RULE.graded(severity, rule.at(place), message).with_label(label);
    let label = line.exception.as_ref().and_then(|exception| exception.label.as_ref());
    let refines = |other: &RuleDefinition| {
        let parent = other.exception.as_ref().and_then(|exception| exception.parent.as_ref());
        parent.zip(label).is_some_and(|(parent, label)| parent.value == label.value)
    };
    if rule.rule.definitions.iter().any(refines) {
        return finding;
    }
    finding.with_fix(Fix::replace("supprimer cette ligne", Applicability::ToReview, rule.at(line.span), ""))
}

/// What to remove so that a part goes with the `et` or the `ou` that joins it to its neighbour; none where parentheses may stand between.
fn removal(condition: &Expression, part: Span) -> Option<Span> {
    let ExpressionKind::Logic(_, parts) = &condition.kind else {
        return condition.children().find_map(|child| removal(child, part));
    };
    let Some(rank) = parts.iter().position(|known| known.span == part) else {
        return parts.iter().find_map(|child| removal(child, part));
    };
    let (before, after) = if rank > 0 { (rank - 1, rank) } else { (0, 1) };
    let (before, after) = (parts.get(before)?, parts.get(after)?);
    if !(is_simple(before) && is_simple(after)) {
        return None;
    }
    Some(if rank > 0 { Span::new(before.span.end, after.span.end) } else { Span::new(before.span.start, after.span.start) })
}

const fn is_rule(kind: SymbolKind) -> bool {
    matches!(kind, SymbolKind::Rule(_) | SymbolKind::LocalRule(..))
}

fn is_simple(part: &Expression) -> bool {
    let is_word = |side: &Expression| side.children().next().is_none();
    match &part.kind {
        ExpressionKind::Compare(..) | ExpressionKind::Among(..) => part.children().all(is_word),
        _ => is_word(part),
    }
}
