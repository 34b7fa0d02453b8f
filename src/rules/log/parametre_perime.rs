//! A scale that changed every year, and that nobody has changed since.

use crate::findings::{Finding, Severity};
use crate::model::Sourced;
use crate::rules::wording::{fitting, listed};
use crate::rules::{Basis, Check, Context, FixOffered, Rule};
use crate::source::Span;
use crate::values::{self, Date, Decimal, ExpressionKind, date_in_words};
use jiff::{ToSpan as _, Unit};
use std::collections::BTreeMap;

/// The fewest and the most months from one revision of a yearly scale to the next: some are brought forward, some come late.
const YEARLY: (f64, f64) = (9.0, 15.0);
/// Older than this many months, the last line of a yearly scale has missed a revision.
const WARNING: i32 = 15;
/// How many of the last dates tell the rhythm.
const LAST_DATES: usize = 3;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "LOG008",
    name: "parametre-perime",
    severity: Severity::Alerte,
    worst: Severity::Alerte,
    what: "Un barème revu chaque année ne l'a plus été depuis plus de quinze mois.",
    why: "Le calcul répond encore, mais avec le chiffre d'une autre année : la personne croit avoir un droit qu'elle n'a plus, ou renonce à un \
          droit qu'elle a.",
    remove: "ajoutez la valeur en vigueur : `à compter du 1er avril 2026 : … selon …`",
    ease: "si la valeur n'a pas changé, redites-la avec la date où elle a été confirmée",
    principle: "la pertinence de la permanence des règles",
    basis: &[Basis::Law("CRPA", "L243-2")],
    threshold: "Dernière ligne de plus de 15 mois (convention de limpide).",
    limits: "Seulement les lignes datées (`à compter du …`) dont la valeur est écrite telle quelle (`25 €`, `14 %`, `12,5`) : au moins deux \
             dates, dont les trois dernières se suivent à un intervalle de 9 à 15 mois. Une valeur qui double ou tombe à la moitié n'est pas une \
             révision mais une réforme : rien n'est dit. Une ligne à venir vaut révision. limpide ne sait pas si l'autorité a publié une nouvelle valeur.",
    fix: FixOffered::No,
    faulty: &[
        r"
calcul plafond : montant {
  à compter du 1er avril 2022 : 9 203 €
  à compter du 1er avril 2023 : 9 719 €
  à compter du 1er avril 2024 : 10 166 €
}
",
        r"
démarche aide « Demander une aide » {
  calcul taux_d_aide : décimal {
    12 %
    à compter du 1er janvier 2024 : 13 %
    à compter du 1er janvier 2025 : 14 %
  }
}
",
    ],
    sane: &[
        r"
calcul plafond : montant {
  à compter du 1er avril 2024 : 10 166 €
  à compter du 1er avril 2025 : 10 339 €
  à compter du 1er avril 2026 : 10 400 €
}
",
        r"
calcul forfait : montant {
  à compter du 1er janvier 2004 : 13 €
  à compter du 1er janvier 2018 : 20 €
}
",
    ],
    check: Check::Workspace(check),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let model = context.model;
    let of_procedures = model.services.iter().flat_map(|service| &service.rules);
    findings.extend(model.rules.iter().chain(of_procedures).filter_map(|rule| outdated(rule, context.today)));
}

fn outdated(rule: &Sourced<values::Rule>, today: Date) -> Option<Finding> {
    // Two lines of one day differ by whom they are for; the highest amount stands for that day.
    let mut scale: BTreeMap<Date, (Decimal, Span)> = BTreeMap::new();
    for line in &rule.value.definitions {
        let Some(from) = &line.from else { continue };
        let amount = amount(&line.value.as_ref()?.kind)?;
        let kept = scale.entry(from.value).or_insert((amount, line.span));
        *kept = (kept.0.max(amount), kept.1);
    }
    let last: Vec<_> = scale.into_iter().rev().take(LAST_DATES).collect();
    let (since, (_, place)) = *last.first()?;
    if last.len() < 2 || since.saturating_add(WARNING.months()) >= today {
        return None;
    }
    let is_a_revision = |pair: &[(Date, (Decimal, _))]| {
        let [(later, (new, _)), (earlier, (old, _))] = pair else { return false };
        is_a_year_later(*earlier, *later) && is_near(*old, *new)
    };
    if !last.windows(2).all(is_a_revision) {
        return None;
    }
    let (name, day) = (&rule.value.name.value, date_in_words(since));
    let rhythm = if last.len() == LAST_DATES { "il l'était chaque année" } else { "il l'avait été un an plus tôt" };
    let message = fitting([
        format!("le barème `{name}` n'a plus été revu depuis le {day}, alors qu'{rhythm}"),
        format!("le barème `{name}` n'a plus été revu depuis {}, alors qu'{rhythm}", since.year()),
        format!("la dernière valeur de `{name}` date de {}", since.year()),
        format!("ce barème n'a plus été revu depuis le {day}, alors qu'{rhythm}"),
    ]);
    let dates: Vec<_> = last.iter().rev().map(|(date, _)| format!("le {}", date_in_words(*date))).collect();
    let dates: Vec<_> = dates.iter().map(String::as_str).collect();
    let finding = RULE.at(rule.at(place), message).with_label("est-ce encore la valeur en vigueur ?");
    Some(finding.with_note(format!("Ses dernières dates : {}.", listed(&dates))))
}

/// The amount that a value written as it is says: a formula follows what it reads, and is revised with it.
fn amount(value: &ExpressionKind) -> Option<Decimal> {
    match value {
        ExpressionKind::Number(number, _) | ExpressionKind::Percentage(number) => Some(*number),
        ExpressionKind::Money(money) => Some(Decimal::from_integer(money.cents.into())),
        ExpressionKind::Negative(inner) => amount(&inner.kind).map(|amount| -amount),
        _ => None,
    }
}

fn is_a_year_later(earlier: Date, later: Date) -> bool {
    let (fewest, most) = YEARLY;
    let months = earlier.until(later).and_then(|gap| gap.total((Unit::Month, earlier)));
    months.is_ok_and(|months| (fewest..=most).contains(&months))
}

/// Whether an amount is neither twice another nor half of it, nor more.
fn is_near(old: Decimal, new: Decimal) -> bool {
    let two = Decimal::from_integer(2);
    let zero = Decimal::from_integer(0);
    old > zero && new > zero && new < old * two && old < new * two
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;
    use insta::assert_snapshot;

    fn said(lines: &[&str]) -> String {
        let lines: String = lines.iter().map(|line| format!("  à compter du {line}\n")).collect();
        check("LOG008", &format!("calcul plafond : montant {{\n{lines}}}\n"))
    }

    #[test]
    fn the_months_are_those_of_the_table() {
        let limit = crate::rules::tables::thresholds("LOG008").next().and_then(|threshold| threshold.warning);
        assert_eq!(limit, u32::try_from(super::WARNING).ok());
    }

    #[test]
    fn the_last_line_is_shown_with_the_dates_before_it() {
        assert_snapshot!(said(&["1er juillet 2022 : 100 €", "1er avril 2023 : 105 €", "1er avril 2024 : 110 €"]), @r"
        alerte LOG008 : le barème `plafond` n'a plus été revu depuis le 1er avril 2024, alors qu'il l'était chaque année
          |   à compter du 1er avril 2024 : 110 €
          |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ est-ce encore la valeur en vigueur ?
          note : Ses dernières dates : le 1er juillet 2022, le 1er avril 2023 et le 1er avril 2024.
        ");
        let two = said(&["1er avril 2023 : 105 €", "1er avril 2024 : 110 €"]);
        assert!(two.contains("n'a plus été revu depuis 2024, alors qu'il l'avait été un an plus tôt"), "{two}");
    }

    #[test]
    fn a_line_is_old_after_fifteen_months() {
        assert_eq!(said(&["22 août 2024 : 100 €", "22 août 2025 : 105 €"]), "");
        assert!(said(&["21 août 2024 : 100 €", "21 août 2025 : 105 €"]).starts_with("alerte LOG008"));
        assert_eq!(said(&["1er avril 2023 : 100 €", "1er avril 2024 : 105 €", "1er avril 2027 : 110 €"]), "");
    }

    #[test]
    fn what_did_not_change_every_year_is_not_late() {
        assert_eq!(said(&["1er avril 2024 : 100 €"]), "");
        assert_eq!(said(&["1er avril 2020 : 100 €", "1er avril 2022 : 105 €", "1er avril 2023 : 107 €"]), "");
        assert_eq!(said(&["1er avril 2023 : 100 €", "1er octobre 2023 : 105 €"]), "");
    }

    #[test]
    fn a_reform_is_not_a_revision() {
        assert_eq!(said(&["1er janvier 2020 : 1 043 €", "1er janvier 2021 : 11 262 €"]), "");
        assert_eq!(said(&["1er janvier 2020 : 0 €", "1er janvier 2021 : 50 €"]), "");
        let formula = "calcul aide : montant {\n  à compter du 1er janvier 2020 : revenu_fiscal / 10\n  à compter du 1er janvier 2021 : revenu_fiscal / 12\n}\n";
        assert_eq!(check("LOG008", formula), "");
    }

    #[test]
    fn one_scale_gives_one_finding() {
        let lines: String = [2023, 2024]
            .iter()
            .map(|year| {
                format!(
                    "  à compter du 1er avril {year} : 100 € si hébergé\n  à compter du 1er avril {year} : 110 € si non hébergé\n"
                )
            })
            .collect();
        let said = check("LOG008", &format!("calcul plafond : montant {{\n{lines}}}\n"));
        assert_eq!(said.matches("LOG008").count(), 1);
    }
}
