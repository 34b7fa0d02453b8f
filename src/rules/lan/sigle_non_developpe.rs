//! An acronym whose meaning nobody gives.

use crate::analysis::prose::{Acronym, Expansion, Reading, is_spelt_in_title};
use crate::findings::{Applicability, Finding, Fix, Severity};
use crate::model::{Model, PublicOrganisation, PublicService};
use crate::rules::glossary::official_words;
use crate::rules::{Basis, Check, Context, FixOffered, Passage, Rule, Texts, tables};
use crate::values::{Audience, DataType, RequiredEvidence};
use std::cell::OnceCell;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "LAN002",
    name: "sigle-non-developpe",
    severity: Severity::Conseil,
    worst: Severity::Conseil,
    what: "Un sigle est employé sans que la démarche dise ce qu'il veut dire.",
    why: "Qui ne connaît pas le sigle ne sait ni à qui s'adresser ni quelle pièce apporter, et n'ose pas demander.",
    remove: "écrivez les mots en entier plutôt que le sigle",
    ease: "développez le sigle la première fois : « caisse primaire d'assurance maladie (CPAM) »",
    principle: "rendre simple, rapide et réactif, compréhensible, lisible et pédagogique le service",
    basis: &[
        Basis::Source("Comité d'orientation pour la simplification du langage administratif (Cosla), guide de rédaction"),
        Basis::Source("Règles européennes du facile à lire et à comprendre (Falc)"),
        Basis::Unverified("RGAA, critère 9.4 (abréviations)"),
    ],
    threshold: "",
    limits: "Les sigles que tout le monde connaît (RIB, TVA, SMS, Caf…) ne sont pas signalés : liste de rules/sigles.toml. Un sigle \
             développé n'importe où dans les textes de la démarche (ses titres, ses tableaux et les noms de ses organismes compris), ou déclaré \
             par un organisme, est dit. SARL et Urssaf ne sont signalés qu'aux particuliers. Un sigle inconnu de la \
             liste n'est signalé que s'il ne peut pas être un mot en capitales.",
    fix: FixOffered::Safe,
    faulty: &[
        r"
démarche aide « Demander une aide » {
  étape dépôt « Déposez la demande » {
    par usager au guichet
    consigne « Envoyez le formulaire à la CPAM. La CPAM vous répond. »
  }
}
",
        r"
démarche aide « Demander une aide » {
  présentation « L’Urssaf calcule vos droits. »
}
",
    ],
    sane: &[r"
démarche aide « Demander une aide » {
  présentation « La caisse primaire d’assurance maladie (CPAM) étudie votre demande. Joignez un RIB au format PDF. »
  étape dépôt « Déposez la demande » {
    par usager au guichet
    consigne « Envoyez le formulaire à la CPAM, NON à la Caf. ATTENTION : NE PAS agrafer. »
  }
}
"],
    check: Check::Texts(check),
};

fn check(texts: &Texts<'_>, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let (service, passages) = (texts.service, &texts.passages);
    let elsewhere = OnceCell::new();
    let audiences = service.audiences.all();
    let is_for_professionals = !audiences.is_empty() && audiences.iter().all(|said| said.value != Audience::Individual);
    let mut seen: Vec<String> = Vec::new();
    for passage in passages {
        for found in tables::acronyms().unexplained(&passage.reading) {
            let form = &passage.text.value[found.range.clone()];
            let canonical = form.replace('.', "").to_uppercase();
            if seen.contains(&canonical) {
                continue;
            }
            let developments = found.acronym.map_or(&[][..], |acronym| acronym.developments.as_slice());
            let is_said = || {
                let elsewhere = elsewhere.get_or_init(|| words_elsewhere(service, context.model));
                let in_passages = passages.iter().map(|other| &other.reading);
                let readings: Vec<_> = in_passages.chain(elsewhere).collect();
                let is_in = |expansion: &Expansion<'_>| readings.iter().any(|words| expansion.is_in(words));
                let parts = || form.split('-').map(|part| Expansion::of(part, &[]));
                is_in(&Expansion::of(form, developments))
                    || (form.contains('-') && parts().all(|part| is_in(&part)))
                    || is_spelt_in_title(&service.title, form)
            };
            let is_known = is_for_professionals && tables::known_to_professionals().contains(&canonical);
            if !is_known && !is_declared(&canonical, context) && !is_a_term(&canonical, service, context.model) && !is_said() {
                findings.push(finding_at(passage, found.range, found.acronym));
            }
            seen.push(canonical);
        }
    }
}

/// Whether the procedure, or the workspace, explains it as a word of its own.
fn is_a_term(canonical: &str, service: &PublicService, model: &Model) -> bool {
    let terms = service.terms.iter().chain(&model.terms);
    terms.into_iter().any(|term| term.value.word.value.replace('.', "").to_uppercase() == *canonical)
}

/// What people read besides the texts: titles, documents, questions and their answers, names of offices.
fn words_elsewhere<'m>(service: &'m PublicService, model: &'m Model) -> Vec<Reading<'m>> {
    let mut words = vec![&*service.title];
    for step in &service.steps {
        words.push(&step.title);
        for requirement in step.requirements.all() {
            words.extend(requirement.value.explanation.as_ref().map(|text| &*text.value));
            words.extend(requirement.value.evidence.iter().filter_map(|evidence| match evidence {
                RequiredEvidence::Described(text) => Some(&*text.value),
                RequiredEvidence::Named(name) => model.evidence(name).map(|document| &*document.title),
            }));
        }
        for datum in step.asks.all().iter().filter_map(|ask| model.datum(&ask.value.0)) {
            words.extend([&datum.question, &datum.explanation].into_iter().flatten().map(|text| &*text.value));
            if let DataType::OneOf(options) = &datum.data_type {
                words.extend(options.iter().map(|option| &*option.value));
            }
        }
    }
    let contact = service.contact.said().map_or(&[][..], |block| &block.of);
    let offices = service.organisations.all().iter().chain(contact).filter_map(|name| model.organisation(&name.value));
    words.extend(offices.flat_map(|office| with_parents(office, model)).map(|office| &*office.title));
    words.extend(service.terms.iter().chain(&model.terms).map(|term| &*term.value.word.value));
    words.extend(service.shown.iter().map(|text| &*text.value));
    words.into_iter().map(Reading::new).collect()
}

/// An office, and those it is part of.
fn with_parents<'m>(office: &'m PublicOrganisation, model: &'m Model) -> impl Iterator<Item = &'m PublicOrganisation> {
    const HIGHEST: usize = 8;
    let parent = |office: &&'m PublicOrganisation| office.part_of.as_ref().and_then(|parent| model.organisation(parent));
    std::iter::successors(Some(office), parent).take(HIGHEST)
}

/// Whether an organisation of the workspace has it as its acronym, beside its title.
fn is_declared(canonical: &str, context: &Context<'_>) -> bool {
    let acronyms = context.model.organisations.iter().filter_map(|organisation| organisation.acronym.said());
    acronyms.map(|acronym| acronym.value.value.replace('.', "").to_uppercase()).any(|acronym| acronym == canonical)
}

fn finding_at(passage: &Passage<'_>, range: std::ops::Range<usize>, acronym: Option<&Acronym>) -> Finding {
    let text = &passage.text.value;
    let form = &text[range.clone()];
    let end = range.end;
    let is_inside_parentheses = text[..end].matches('(').count() > text[..end].matches(')').count();
    let mut finding = RULE.at(passage.location(range.clone()), format!("« {form} » : la démarche ne dit pas ce que c'est"));
    finding = finding.with_label("que veut dire ce sigle ?");
    if let Some(words) = official_words(form) {
        finding = finding.with_note(format!("{form} : {words}"));
    }
    let Some([development]) = acronym.map(|acronym| acronym.developments.as_slice()) else { return finding };
    finding = finding.with_help(format!("écrivez « {development} ({form}) » la première fois"));
    if is_inside_parentheses {
        return finding;
    }
    let is_sure = acronym.is_some_and(|acronym| acronym.is_sure);
    let applicability = if is_sure { Applicability::Safe } else { Applicability::ToReview };
    let title = format!("développer « {form} »");
    finding.with_fix(Fix::replace(title, applicability, passage.location(range), format!("{form} ({development})")))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, check_page};

    fn presented(words: &str) -> String {
        check("LAN002", &format!("démarche aide « Demander une aide » {{\n  présentation « {words} »\n}}\n"))
    }

    #[test]
    fn the_first_use_is_shown_with_its_development() {
        assert_eq!(
            presented("Écrivez à la CPAM, puis à la CPAM."),
            "conseil LAN002 : « CPAM » : la démarche ne dit pas ce que c'est\n  \
             |   présentation « Écrivez à la CPAM, puis à la CPAM. »\n  \
             |                               ^^^^ que veut dire ce sigle ?\n  \
             aide : écrivez « Caisse primaire d'assurance maladie (CPAM) » la première fois\n  \
             correction : développer « CPAM »\n"
        );
    }

    #[test]
    fn an_acronym_declared_by_an_organisation_is_said() {
        let text = |acronym: &str| {
            format!(
                "organisme cpam « Caisse primaire » {{\n{acronym}}}\ndémarche aide « Aide » {{\n  présentation « La CPAM répond. »\n}}\n"
            )
        };
        assert_eq!(check("LAN002", &text("  sigle CPAM\n")), "");
        assert!(check("LAN002", &text("  nature sécurité sociale\n")).contains("« CPAM »"));
    }

    #[test]
    fn what_the_page_shows_beside_its_sentences_is_said() {
        let page = |shown: &str| {
            let form = "<ServiceEnLigne ID=\"R2\" type=\"Formulaire\"><Titre>Demande</Titre></ServiceEnLigne>";
            check_page("LAN002", "Aide", &format!("<Texte>{shown}<Paragraphe>La CRPNL répond.</Paragraphe>{form}</Texte>"))
        };
        let spelt = "Commission régionale des permis et noms légaux (CRPNL)";
        assert!(page("").contains("« CRPNL »"));
        assert_eq!(page(&format!("<Chapitre><Titre>{spelt}</Titre><Paragraphe>Lisez.</Paragraphe></Chapitre>")), "");
        assert_eq!(page(&format!("<Tableau><Rangée><Cellule><Paragraphe>{spelt}</Paragraphe></Cellule></Rangée></Tableau>")), "");
        assert_eq!(page(&format!("<OuSAdresser ID=\"R3\" type=\"Local\"><Titre>{spelt}</Titre></OuSAdresser>")), "");
        let source = format!(
            "<ServiceEnLigne ID=\"R4\" type=\"Simulateur\"><Titre>Outil</Titre><Source>{spelt}</Source></ServiceEnLigne>"
        );
        assert_eq!(page(&source), "");
    }

    #[test]
    fn an_acronym_of_companies_is_explained_to_persons_only() {
        let text =
            |public: &str| format!("démarche aide « Aide » {{\n  public {public}\n  présentation « L'Urssaf répond. »\n}}\n");
        assert_eq!(check("LAN002", &text("professionnel")), "");
        assert!(check("LAN002", &text("particulier")).contains("« Urssaf »"));
    }

    #[test]
    fn an_office_says_the_acronyms_of_those_it_is_part_of() {
        let text = "organisme dgcs « Direction générale de la cohésion sociale (DGCS) » {\n}\n\
                    organisme bureau « Bureau des budgets » {\n  rattaché à dgcs\n}\n\
                    démarche aide « Aide » {\n  organisme bureau\n  présentation « La DGCS répond. »\n}\n";
        assert_eq!(check("LAN002", text), "");
    }

    #[test]
    fn an_unknown_acronym_has_no_fix_and_an_ambiguous_one_no_help() {
        let unknown = presented("La CRPNL se réunit.");
        assert!(unknown.contains("« CRPNL »") && !unknown.contains("correction") && !unknown.contains("aide :"), "{unknown}");
        let ambiguous = presented("Déclarez la CFE.");
        assert!(ambiguous.contains("« CFE »") && !ambiguous.contains("aide :"), "{ambiguous}");
    }
}
