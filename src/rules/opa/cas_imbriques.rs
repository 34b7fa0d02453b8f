//! Cases within cases, and exceptions to exceptions.

use crate::findings::{Finding, Severity};
use crate::model::PublicService;
use crate::rules::tables::{threshold, thresholds};
use crate::rules::{Basis, Check, Context, FixOffered, Rule};
use crate::source::Location;
use crate::values::{Expression, ExpressionKind, Rule as Computed, RuleDefinition};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "OPA006",
    name: "cas-imbriques",
    severity: Severity::Conseil,
    worst: Severity::Alerte,
    what: "Les cas s'emboîtent : un cas dans un cas, une exception à une exception, ou trop de situations différentes.",
    why: "Pour savoir ce qui la concerne, la personne doit suivre toutes les branches ; elle se trompe de cas, ou renonce.",
    remove: "supprimez les cas qui ne changent rien au résultat, ou alignez-les sur le cas général",
    ease: "montrez un tableau : une ligne par situation",
    principle: "La complexité des règles et des procédures doit pouvoir être comprise",
    basis: &[
        Basis::Source("Conseil constitutionnel, décision n° 99-421 DC : accessibilité et intelligibilité de la loi"),
        Basis::Source("ISO 24495-1, langage clair : le lecteur trouve ce dont il a besoin"),
    ],
    threshold: "Profondeur 3 : conseil ; 4 ou plus : alerte ; plus de 9 conditions différentes : conseil. Mesuré sur 2 980 fiches de \
                service-public.fr : profondeur 3 ou plus dans 2 % ; neuf sur dix ont au plus 9 situations.",
    limits: "Une suite de « et », ou de « ou », compte pour un seul niveau, quelle que soit sa longueur. Les valeurs d'une même liste \
             (`statut = salarié`, `statut = retraité`) font une seule condition. Une condition écrite sur plusieurs lignes est signalée une fois.",
    fix: FixOffered::No,
    faulty: &[
        r"
démarche aide « Demander une aide » {
  étape dépôt « Déposez la demande » {
    par usager en ligne
    seulement si hébergé
    fournir avis_imposition si mineur et (âge > 16 ans ou nationalité = autre)
  }
}
",
        r"
démarche aide « Demander une aide » {
  calcul montant_aide : montant {
    0 €
    exception famille : 100 € si âge < 60 ans
    exception hébergée à famille : 50 € si hébergé
    exception jeune à hébergée : 80 € si mineur
  }
}
",
    ],
    sane: &[r"
démarche aide « Demander une aide » {
  étape dépôt « Déposez la demande » {
    par usager en ligne
    seulement si hébergé
    fournir avis_imposition sauf si mineur
  }
  calcul montant_aide : montant {
    0 €
    exception famille : 100 € si âge < 60 ans
    exception hébergée à famille : 50 € si hébergé
  }
}
"],
    check: Check::Service(check),
};

fn check(service: &PublicService, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let before = findings.len();
    let mut said: Vec<(&Expression, usize)> = Vec::new();
    for step in &service.steps {
        let of_step = step.condition.as_ref();
        let outer = of_step.map_or(0, |condition| depth(&condition.value));
        if let Some(condition) = of_step {
            findings.extend(nested(condition.at(condition.value.span), outer, None));
        }
        for requirement in step.requirements.all() {
            let Some(condition) = &requirement.value.qualifiers.condition else { continue };
            let inner = depth(condition);
            // A step already too deep is said once: its lines count alone.
            let (total, within) = if gravity(outer).is_some() { (inner, None) } else { (outer + inner, of_step) };
            let within = within.map(|condition| condition.at(condition.value.span));
            let Some(finding) = nested(requirement.at(condition.span), total, within) else { continue };
            if let Some((_, rank)) = said.iter().find(|(known, _)| same(known, condition)) {
                findings[*rank]
                    .related
                    .extend(finding.with_related(requirement.location(), "la même condition, ici aussi").related.pop());
            } else {
                said.push((condition, findings.len()));
                findings.push(finding);
            }
        }
    }
    for rule in &service.rules {
        findings.extend(deepest(service, &rule.value));
    }
    if findings.len() == before {
        findings.extend(too_many(service));
    }
}

/// How much a depth weighs, by the first threshold of the rule; the second is that of the number of situations.
fn gravity(depth: usize) -> Option<Severity> {
    threshold(RULE.code).severity(depth)
}

fn nested(location: Location, depth: usize, within: Option<Location>) -> Option<Finding> {
    let severity = gravity(depth)?;
    let message = format!("{depth} cas s'emboîtent dans cette condition");
    let finding = RULE.graded(severity, location, message).with_label(format!("{depth} niveaux"));
    Some(within.into_iter().fold(finding, |finding, place| finding.with_related(place, "dans un premier cas")))
}

/// The deepest definition of a right or a calculation: one rule, one finding.
fn deepest(service: &PublicService, rule: &Computed) -> Option<Finding> {
    let depths = rule.definitions.iter().map(|definition| (exceptions(definition, rule) + inner(definition), definition));
    let (depth, definition) = depths.reduce(|most, other| if other.0 > most.0 { other } else { most })?;
    let severity = gravity(depth)?;
    let message = format!("« {} » se lit sur {depth} niveaux de cas et d'exceptions", rule.name.value);
    let location = Location::new(service.file(), definition.span);
    Some(RULE.graded(severity, location, message).with_label(format!("{depth} niveaux")))
}

/// How many exceptions one must cross to come to a definition.
fn exceptions(definition: &RuleDefinition, rule: &Computed) -> usize {
    let mut n_exceptions = 0;
    let mut current = Some(definition);
    while let Some(exception) = current.and_then(|definition| definition.exception.as_ref()) {
        n_exceptions += 1;
        if n_exceptions > rule.definitions.len() {
            // A circle of exceptions is not a depth.
            return 0;
        }
        let parent = exception.parent.as_ref().map(|parent| &parent.value);
        let labelled = |definition: &&RuleDefinition| {
            let label = definition.exception.as_ref().and_then(|exception| exception.label.as_ref());
            parent.is_some() && label.map(|label| &label.value) == parent
        };
        current = rule.definitions.iter().find(labelled);
    }
    n_exceptions
}

/// The depth a condition adds to the case it defines.
fn inner(definition: &RuleDefinition) -> usize {
    definition.qualifiers.condition.as_ref().map_or(0, |condition| depth(condition) - 1)
}

/// How many cases one is in when the condition is met: one, and one more for each change between « et » and « ou ».
fn depth(condition: &Expression) -> usize {
    match &condition.kind {
        ExpressionKind::Not(operand) => depth(operand),
        ExpressionKind::Logic(_, operands) => {
            let nested = operands.iter().filter(|operand| is_logic(operand)).map(depth).max();
            1 + nested.unwrap_or_default()
        }
        ExpressionKind::Boolean(_)
        | ExpressionKind::Number(..)
        | ExpressionKind::Money(_)
        | ExpressionKind::Percentage(_)
        | ExpressionKind::Duration(_)
        | ExpressionKind::Date(_)
        | ExpressionKind::Text(_)
        | ExpressionKind::Name(_)
        | ExpressionKind::Compare(..)
        | ExpressionKind::Among(..)
        | ExpressionKind::Arithmetic(..)
        | ExpressionKind::Negative(_)
        | ExpressionKind::Today
        | ExpressionKind::Extreme(..) => 1,
    }
}

fn is_logic(expression: &Expression) -> bool {
    matches!(without_not(expression).kind, ExpressionKind::Logic(..))
}

/// More situations than a person can hold in mind.
fn too_many(service: &PublicService) -> Option<Finding> {
    let mut different: Vec<(&Expression, Location)> = Vec::new();
    for step in &service.steps {
        let of_lines = step.requirements.all().iter().filter_map(|line| line.value.qualifiers.condition.as_ref());
        for asked in step.condition.iter().map(|condition| &condition.value).chain(of_lines).flat_map(elementary) {
            if different.iter().all(|(known, _)| !asks_the_same(known, asked)) {
                different.push((asked, Location::new(service.file(), asked.span)));
            }
        }
    }
    let situations = thresholds(RULE.code).nth(1)?;
    let severity = situations.severity(different.len())?;
    let message = format!("{} conditions différentes décident de ce que la personne doit faire", different.len());
    let finding = RULE.graded(severity, service.heading, message).with_label(format!("{} conditions", different.len()));
    Some(different.iter().fold(finding, |finding, (_, place)| finding.with_related(*place, "une condition à vérifier")))
}

/// The question a condition asks, whatever the answer it wants.
fn without_not(condition: &Expression) -> &Expression {
    if let ExpressionKind::Not(operand) = &condition.kind { without_not(operand) } else { condition }
}

/// The conditions that « et », « ou » and « non » put together.
fn elementary(condition: &Expression) -> Vec<&Expression> {
    let asked = without_not(condition);
    match &asked.kind {
        ExpressionKind::Logic(_, operands) => operands.iter().flat_map(elementary).collect(),
        _ => vec![asked],
    }
}

/// Whether two conditions are answered together: written alike, or on the values of one list.
fn asks_the_same(left: &Expression, right: &Expression) -> bool {
    match (listed(left), listed(right)) {
        (Some(left), Some(right)) => left == right,
        (Some(_) | None, _) => same(left, right),
    }
}

/// The datum whose value a condition looks for in a list.
fn listed(condition: &Expression) -> Option<&str> {
    let (datum, is_value) = match &condition.kind {
        ExpressionKind::Compare(_, datum, value) => (datum, matches!(value.kind, ExpressionKind::Name(_))),
        ExpressionKind::Among(datum, values) => (datum, values.iter().all(|value| matches!(value.kind, ExpressionKind::Name(_)))),
        _ => return None,
    };
    let ExpressionKind::Name(name) = &datum.kind else { return None };
    is_value.then_some(&*name.name)
}

/// Whether two conditions are written alike, wherever they stand.
fn same(left: &Expression, right: &Expression) -> bool {
    match (&left.kind, &right.kind) {
        (ExpressionKind::Name(left), ExpressionKind::Name(right)) => left.name == right.name,
        (ExpressionKind::Logic(left_word, _), ExpressionKind::Logic(right_word, _)) if left_word != right_word => false,
        (ExpressionKind::Compare(left_sign, ..), ExpressionKind::Compare(right_sign, ..)) if left_sign != right_sign => false,
        (ExpressionKind::Arithmetic(left_sign, ..), ExpressionKind::Arithmetic(right_sign, ..)) if left_sign != right_sign => {
            false
        }
        (left_kind, right_kind) if std::mem::discriminant(left_kind) != std::mem::discriminant(right_kind) => false,
        (left_kind, right_kind) => {
            let (n_ours, n_theirs) = (left.children().count(), right.children().count());
            if n_ours == 0 {
                return left_kind == right_kind;
            }
            n_ours == n_theirs && left.children().zip(right.children()).all(|(ours, theirs)| same(ours, theirs))
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    fn asked(step: &str, line: &str) -> String {
        let input = format!(
            "démarche aide « Aide » {{
  étape dépôt « Déposez » {{
    par usager en ligne
    {step}
    fournir avis_imposition {line}
  }}
}}
"
        );
        check("OPA006", &input)
    }

    #[test]
    fn a_case_in_a_case_adds_up() {
        assert_eq!(asked("seulement si hébergé", "si mineur et âge > 15 ans et nationalité = autre"), "");
        assert_eq!(asked("durée 5 min", "si mineur et (hébergé ou âge > 15 ans)"), "");
        assert!(
            asked("seulement si hébergé", "si mineur et (âge > 15 ans ou nationalité = autre)").contains("3 cas s'emboîtent")
        );
        assert!(asked("seulement si hébergé ou (mineur et nationalité = autre)", "sauf si âge > 3 ans").contains("3 cas"));
    }

    #[test]
    fn a_step_already_too_deep_is_said_once() {
        let step = "seulement si hébergé ou (mineur et (nationalité = autre ou âge > 15 ans))";
        assert_eq!(asked(step, "si mineur").matches("OPA006").count(), 1);
    }

    #[test]
    fn the_same_condition_twice_is_one_thing_to_check() {
        let lines = |n: usize| -> String {
            (0..n).map(|rank| format!("    fournir « Pièce {rank} » si âge > {rank} ans\n")).collect()
        };
        let with = |lines: String| {
            check(
                "OPA006",
                &format!("démarche aide « Aide » {{\n  étape dépôt « Déposez » {{\n    par usager en ligne\n{lines}  }}\n}}\n"),
            )
        };
        assert_eq!(with(lines(9) + "    fournir photo_identité sauf si âge > 1 ans\n"), "");
        let joined =
            "    fournir photo_identité si âge > 1 ans et âge > 2 ans\n    fournir « Bail » si âge > 3 ans ou âge > 4 ans\n";
        assert_eq!(with(lines(9) + joined), "");
        assert!(with(lines(10)).starts_with("conseil OPA006 : 10 conditions différentes"));
    }
}
