//! A notion that the rules read, and that each person may understand in another way.

use crate::analysis::usage::data_read;
use crate::findings::{Finding, Severity};
use crate::model::{Data, Model, PublicService};
use crate::rules::glossary::is_explained;
use crate::rules::passages;
use crate::rules::tables::{Notion, names_an_income, notions, says_a_period};
use crate::rules::wording::{fitting, readable};
use crate::rules::{Basis, Check, Context, FixOffered, Rule};
use crate::source::{Location, Span};
use crate::values::{DataType, SymbolId, Term, Text, fold};
use std::collections::BTreeMap;
use std::mem::discriminant;
use std::ops::Range;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "LOG007",
    name: "notion-mal-definie",
    severity: Severity::Alerte,
    worst: Severity::Alerte,
    what: "Une règle lit une donnée dont rien ne dit ce qu'elle compte : un revenu sans sa période, un « foyer » ou une personne « à charge » que \
           rien n'explique, une question qui attend deux réponses.",
    why: "Chacun répond à sa façon, par mois ou par an, avec ou sans ses enfants : deux personnes dans la même situation n'ont pas le même droit, et \
          qui s'est trompé devra rembourser.",
    remove: "dites la période dans la question (« par mois », « l'année dernière »), et ce que le mot compte dans une `explication « … »` ou un \
             `terme « … » = « … »`",
    ease: "demandez un chiffre déjà calculé, et dites où le lire : le revenu fiscal de référence, sur l'avis d'imposition",
    principle: "si les mots ont un sens, il s’agit de les traduire dans les faits",
    basis: &[
        Basis::Source("Sénat, rapport d'information n° 334 (2004-2005) : revenus de référence hétérogènes"),
        Basis::Source("Conseil constitutionnel, décision n° 99-421 DC : accessibilité et intelligibilité de la loi"),
    ],
    threshold: "",
    limits: "Seulement les données que lisent les règles et les conditions des démarches écrites dans la langue : celles qu'un programme a lues ailleurs \
             ne sont pas jugées. Les mots sont ceux de rules/notions.toml. Une explication suffit, quoi qu'elle dise ; un `terme` suffit s'il \
             contient le mot. Net ou brut n'est pas regardé. Un constat par donnée.",
    fix: FixOffered::No,
    faulty: &[
        r"
donnée salaire : montant « Quel est votre salaire ? »
démarche aide « Demander une aide » {
  calcul montant_aide : montant = salaire / 10
}
",
        r"
donnée personnes : entier, de 1 à 20 « Combien de personnes votre foyer compte-t-il ? »
démarche aide « Demander une aide » {
  droit aidé : oui ou non = personnes >= 3
}
",
        r"
donnée logement : un parmi loué, acheté « Comment êtes-vous logé ? »
donnée toit : un parmi loué, prêté « Comment êtes-vous logé ? »
démarche aide « Demander une aide » {
  droit aidé : oui ou non = logement = loué ou toit = prêté
}
",
    ],
    sane: &[
        r"
donnée salaire : montant « Quel est votre salaire ? » {
  explication « Le salaire net de votre dernier mois complet. »
}
donnée personnes : entier, de 1 à 20 « Combien de personnes votre foyer compte-t-il ? »
démarche aide « Demander une aide » {
  terme « foyer » = « vous, la personne avec qui vous vivez et vos enfants de moins de 20 ans »
  calcul montant_aide : montant = salaire / 10 * personnes
}
",
        r"
démarche aide « Demander une aide » {
  calcul montant_aide : montant = revenu_fiscal / 10
}
",
    ],
    check: Check::Workspace(check),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let model = context.model;
    let mut by_question: BTreeMap<String, Vec<&Data>> = BTreeMap::new();
    for (datum, readers) in read(model) {
        let finding = without_period(datum, &readers, model).or_else(|| left_open(datum, &readers, model));
        let asked = datum.question.as_ref().map(|question| by_question.entry(folded(question)).or_default());
        let before = asked.as_deref().map_or(&[][..], Vec::as_slice);
        findings.extend(finding.or_else(|| before.iter().find_map(|first| told_otherwise(first, datum))));
        if let Some(same) = asked {
            same.push(datum);
        }
    }
}

/// The data that written procedures read, in the order of the files, each with the procedures that read it.
fn read(model: &Model) -> Vec<(&Data, Vec<&PublicService>)> {
    let mut readers: BTreeMap<SymbolId, Vec<&PublicService>> = BTreeMap::new();
    // What a part that could not be read says may define the word.
    for service in model.services.iter().filter(|service| !service.is_imported() && !service.partly_unreadable) {
        for symbol in data_read(service, model) {
            readers.entry(symbol).or_default().push(service);
        }
    }
    model.data.iter().filter_map(|datum| Some((datum, readers.remove(&datum.symbol)?))).collect()
}

fn without_period(datum: &Data, readers: &[&PublicService], model: &Model) -> Option<Finding> {
    if datum.data_type != DataType::Money {
        return None;
    }
    let name = datum.name.replace('_', " ");
    let question = datum.question.as_ref().map_or("", |question| &question.value);
    let asked = readable(&format!("{name} {question}"));
    let beside = [datum.explanation.as_ref(), datum.unit.as_ref(), datum.used_for.as_ref().map(|used| &used.value)];
    let beside = beside.into_iter().flatten().chain(datum.source.as_ref().map(|source| &source.value));
    let is_said = says_a_period(&asked)
        || beside.into_iter().any(|text| says_a_period(&readable(&text.value)))
        || terms(readers, model)
            .any(|term| asked.contains(readable(&term.word.value).trim_end()) && says_a_period(&readable(&term.meaning.value)));
    if is_said || !names_an_income(&asked) {
        return None;
    }
    let message = fitting([
        format!("`{}` ne dit pas sur quelle période ce montant se compte", datum.name),
        "cette donnée ne dit pas sur quelle période ce montant se compte".to_owned(),
    ]);
    Some(RULE.at(place(datum), message).with_label("par mois, par an ?"))
}

fn left_open(datum: &Data, readers: &[&PublicService], model: &Model) -> Option<Finding> {
    let question = datum.question.as_ref().filter(|_| datum.explanation.is_none())?;
    let asked = readable(&question.value);
    let open = notions().iter().filter_map(|notion| Some((notion, notion.left_open(&asked)?)));
    let (notion, used) = open.into_iter().find(|(notion, _)| !is_told(notion, readers, model))?;
    let message = fitting([
        format!("la question de `{}` dit « {} », que rien n'explique", datum.name, notion.word),
        format!("cette question dit « {} », que rien n'explique", notion.word),
    ]);
    Some(RULE.at(place_of_words(datum, question, &asked, used), message).with_label(notion.open.clone()))
}

/// Whether the workspace, or a procedure that reads the datum, says what a notion is.
fn is_told(notion: &Notion, readers: &[&PublicService], model: &Model) -> bool {
    let mut passages = readers.iter().flat_map(|service| passages(service));
    terms(readers, model).any(|term| notion.is_in(&readable(&term.word.value)))
        || passages.any(|passage| is_explained(&notion.word, &passage, model))
}

fn terms<'m>(readers: &[&'m PublicService], model: &'m Model) -> impl Iterator<Item = &'m Term> {
    model.terms.iter().chain(readers.iter().flat_map(|service| &service.terms)).map(|term| &term.value)
}

/// A question asked for two data that do not have the same answer.
fn told_otherwise(first: &Data, second: &Data) -> Option<Finding> {
    let said = |datum: &Data| datum.explanation.as_ref().map(folded);
    let how = match (said(first), said(second)) {
        _ if !has_same_answers(&first.data_type, &second.data_type) => "mais n'attendent pas la même réponse",
        (Some(one), Some(other)) if one != other => "mais ne l'expliquent pas de même",
        _ => return None,
    };
    let message = fitting([
        format!("`{}` et `{}` posent la même question, {how}", first.name, second.name),
        format!("deux données posent la même question, {how}"),
    ]);
    Some(RULE.at(place(second), message).with_label("la même question").with_related(place(first), "déjà posée ici"))
}

fn has_same_answers(one: &DataType, other: &DataType) -> bool {
    let values = |values: &[Text]| -> Vec<_> { values.iter().map(folded).collect() };
    match (one, other) {
        (DataType::OneOf(one), DataType::OneOf(other)) => values(one) == values(other),
        _ => discriminant(one) == discriminant(other),
    }
}

fn folded(text: &Text) -> String {
    fold(&text.value)
}

/// Its question, or its name when it asks none.
fn place(datum: &Data) -> Location {
    let question = datum.question.as_ref();
    question.map_or(datum.heading, |question| Location::new(datum.heading.file, question.span))
}

/// The place of words of a question, from their range in its [`readable`] copy, which has a space before and a letter for each.
fn place_of_words(datum: &Data, question: &Text, readable: &str, words: Range<usize>) -> Location {
    let text = &question.value;
    let is_letter_for_letter = readable.chars().count() == text.chars().count() + 2 && question.span.len() as usize == text.len();
    if !is_letter_for_letter {
        return place(datum);
    }
    let byte = |at: usize| {
        let letters = readable[..at].chars().count().saturating_sub(1);
        question.span.range().start + text.chars().take(letters).map(char::len_utf8).sum::<usize>()
    };
    Location::new(datum.heading.file, Span::of(byte(words.start)..byte(words.end)))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;
    use insta::assert_snapshot;

    /// What is said of data that a rule reads.
    fn said(data: &str, service: &str, read: &str) -> String {
        check(
            "LOG007",
            &format!(
                "{data}\ndémarche aide « Aide » {{\n{service}\n  calcul montant_aide : montant {{\n    0 €\n    exception : 10 € si {read}\n  }}\n}}\n"
            ),
        )
    }

    const INCOME: &str = "donnée salaire : montant « Combien gagnez-vous ? »";
    const HOME: &str = "donnée personnes : entier, de 1 à 20 « Combien êtes-vous, dans votre foyer ? »";

    #[test]
    fn what_is_left_open_is_shown() {
        assert_snapshot!(said(&format!("{INCOME}\n{HOME}"), "", "salaire < 10 € et personnes > 2"), @r"
        alerte LOG007 : `salaire` ne dit pas sur quelle période ce montant se compte
          | donnée salaire : montant « Combien gagnez-vous ? »
          |                            ^^^^^^^^^^^^^^^^^^^^^ par mois, par an ?
        alerte LOG007 : la question de `personnes` dit « foyer », que rien n'explique
          | donnée personnes : entier, de 1 à 20 « Combien êtes-vous, dans votre foyer ? »
          |                                                                      ^^^^^ qui en fait partie ?
        ");
    }

    #[test]
    fn a_period_may_be_told_beside_the_question() {
        assert!(said(INCOME, "", "salaire < 10 €").starts_with("alerte LOG007"));
        let explained = format!("{INCOME} {{\n  explication « Ce que vous gagnez chaque mois. »\n}}");
        assert_eq!(said(&explained, "", "salaire < 10 €"), "");
        assert_eq!(said(INCOME, "  terme « salaire » = « ce que vous gagnez chaque mois »", "salaire < 10 €"), "");
    }

    #[test]
    fn a_word_is_explained_by_a_term_or_in_a_text_of_the_procedure() {
        assert_eq!(said(HOME, "  terme « foyer » = « vous et vos enfants »", "personnes > 2"), "");
        assert_eq!(said(HOME, "  présentation « Le foyer, c'est-à-dire vous et vos enfants. »", "personnes > 2"), "");
        assert_eq!(said(&format!("terme « foyer » = « vous et vos enfants »\n{HOME}"), "", "personnes > 2"), "");
        assert_eq!(said(&format!("{HOME} {{\n  explication « Vous et vos enfants. »\n}}"), "", "personnes > 2"), "");
    }

    #[test]
    fn what_no_rule_reads_is_left_alone() {
        assert_eq!(said(&format!("{INCOME}\n{HOME}"), "", "âge > 2"), "");
        let imported = "  source « Fiche », 2020-10-15, lecture automatique";
        assert_eq!(said(HOME, imported, "personnes > 2"), "");
    }

    #[test]
    fn one_question_has_one_answer() {
        let two = |first: &str, second: &str| {
            let ask = |name: &str, kind: &str| format!("donnée {name} : {kind}");
            said(&format!("{}\n{}", ask("parti", first), ask("sorti", second)), "", "parti = oui et sorti = oui")
        };
        let question = "oui ou non « Êtes-vous parti ? »";
        assert_eq!(two(question, question), "");
        assert_eq!(two(question, &format!("{question} {{\n  explication « De France. »\n}}")), "");
        assert_snapshot!(
            two(&format!("{question} {{\n  explication « De France. »\n}}"), &format!("{question} {{\n  explication « De chez vous. »\n}}")),
            @r"
        alerte LOG007 : `parti` et `sorti` posent la même question, mais ne l'expliquent pas de même
          | donnée sorti : oui ou non « Êtes-vous parti ? » {
          |                             ^^^^^^^^^^^^^^^^^ la même question
          | donnée parti : oui ou non « Êtes-vous parti ? » {
          |                             ^^^^^^^^^^^^^^^^^ déjà posée ici
        "
        );
    }
}
