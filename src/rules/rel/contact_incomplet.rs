//! A contact that lacks what one needs to use it: a telephone, an address, opening hours.

use crate::analysis::authority::may_be_private;
use crate::analysis::contact::{Contacts, contact_organisations, contacts, contacts_of};
use crate::findings::{Finding, Severity};
use crate::model::{ContactBlock, Model, PublicOrganisation, PublicService, Sourced};
use crate::rules::wording::called;
use crate::rules::{Basis, Check, Context, FixOffered, Rule};
use crate::values::{ContactPoint, FactKind, Reference, SymbolId};
use std::collections::BTreeSet;

/// Numbers as short as these are emergency numbers, answered day and night.
const EMERGENCY_DIGITS: usize = 3;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "REL004",
    name: "contact-incomplet",
    severity: Severity::Conseil,
    worst: Severity::Erreur,
    what: "Il manque à un contact de quoi s'en servir : un téléphone, une adresse, ou les horaires.",
    why: "Un guichet trouvé fermé, c'est une demi-journée perdue ; sans téléphone, une question d'une minute devient un déplacement.",
    remove: "complétez le contact : `téléphone « 34 00 », appel gratuit, « du lundi au vendredi de 9 h à 17 h »`",
    ease: "renvoyez à l'annuaire des services locaux : `annuaire <https://lannuaire.service-public.fr>`",
    principle: "un interlocuteur disponible et efficace",
    basis: &[Basis::Law("CRPA", "R112-5"), Basis::Law("CRPA", "R112-11-1"), Basis::Source("Services Publics+, engagement 2")],
    threshold: "Un téléphone (à défaut visio, rappel ou annuaire) : alerte ; une adresse, postale ou électronique (à défaut guichet, \
                formulaire ou annuaire) : conseil ; les horaires d'un téléphone ou d'un guichet : conseil.",
    limits: "Un annuaire suffit : il donne le reste. Un contact emprunté à un organisme est signalé une fois, chez l'organisme. Dans des fiches \
             importées, il l'est dans la première qui ne donne rien d'autre ; un organisme privé, reconnu à son nom, choisit ses horaires. Quand \
             personne ne répond, REL001 le dit. Les horaires ne sont pas attendus d'un guichet sans \
             adresse précise ou sur rendez-vous, ni d'un numéro d'urgence, dont l'adresse ne l'est pas non plus. Les horaires qui \
             manquent à un organisme sont dits ensemble.",
    fix: FixOffered::No,
    faulty: &[
        r"
démarche aide « Demander une aide » {
  contact {
    téléphone « 34 00 », appel gratuit
    courriel « aide@exemple.fr »
  }
}
",
        r"
démarche aide « Demander une aide » {
  contact {
    guichet « Maison de l'aide, 12 rue de la Paix, Rouen », « du lundi au vendredi de 9 h à 17 h »
  }
}
",
        r"
organisme agence « Agence de l'aide » {
  nature état
  téléphone « 34 00 », prix d'un appel, « du lundi au vendredi de 9 h à 17 h »
}
démarche aide « Demander une aide » {
  organisme agence
}
démarche prime « Demander une prime » {
  contact agence
}
",
    ],
    sane: &[
        r"
démarche aide « Demander une aide » {
  contact {
    téléphone « 34 00 », appel gratuit, « du lundi au vendredi de 9 h à 17 h »
    courrier « Agence de l'aide, 76000 Rouen »
  }
}
",
        r"
démarche aide « Demander une aide » {
  contact mairie
}
",
        r"
démarche aide « Demander une aide » {
  contact {
    guichet « Maison de l'aide, 12 rue de la Paix, Rouen », sur rendez-vous
    téléphone aucun parce que « la maison de l'aide vient au domicile de chacun »
  }
}
",
    ],
    check: Check::Workspace(check),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let model = context.model;
    let mut organisations: BTreeSet<SymbolId> = BTreeSet::new();
    let mut reported: BTreeSet<SymbolId> = BTreeSet::new();
    for service in &model.services {
        let known = contact_organisations(service).iter().filter_map(|name| model.organisation(&name.value));
        let of_organisations: Vec<_> = known.collect();
        organisations.extend(of_organisations.iter().map(|organisation| organisation.symbol));
        let own = service.contact.said().filter(|block| !block.points.is_empty());
        let contacts = contacts(service, model);
        if let Some(block) = own {
            let found = own_findings(service, block, &contacts);
            findings.extend(found.into_iter().map(|finding| finding.with_subject(&*service.title)));
        } else if let Some(lack) = lack(&contacts, service.contact.said()) {
            let at_fault = of_organisations
                .iter()
                .filter(|organisation| !may_be_private(organisation) && reported.insert(organisation.symbol));
            let found = at_fault.filter_map(|organisation| lack_of_organisation(organisation, service, lack, model));
            findings.extend(found);
        }
    }
    let used = model.organisations.iter().filter(|organisation| organisations.contains(&organisation.symbol));
    findings.extend(used.filter(|organisation| !may_be_private(organisation)).filter_map(hours_of_organisation));
}

/// The contacts of an organisation whose hours are not said, together.
fn hours_of_organisation(organisation: &PublicOrganisation) -> Option<Finding> {
    let points = organisation.contacts.all();
    let mut untimed = points.iter().filter_map(|point| without_hours(point, points));
    let (point, message) = untimed.next()?;
    let finding = RULE.at(point.location(), message).with_label("quand ?");
    Some(untimed.fold(finding, |finding, (point, _)| finding.with_related(point.location(), "et ici, quand ?")))
}

/// What a person needs and cannot find.
#[derive(Debug, Clone, Copy)]
enum Lack {
    Telephone,
    Address,
}

impl Lack {
    const fn severity(self) -> Severity {
        match self {
            Self::Telephone => Severity::Alerte,
            Self::Address => Severity::Conseil,
        }
    }

    const fn label(self) -> &'static str {
        match self {
            Self::Telephone => "ni téléphone, ni rappel, ni annuaire",
            Self::Address => "ni adresse, ni courriel, ni guichet, ni annuaire",
        }
    }
}

fn own_findings(service: &PublicService, block: &ContactBlock, contacts: &Contacts<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some(lack) = lack(contacts, Some(block)) {
        let message = match lack {
            Lack::Telephone => "aucun téléphone n'est dit parmi les contacts de la démarche",
            Lack::Address => "aucune adresse, postale ou électronique, n'est dite parmi les contacts de la démarche",
        };
        let place = block.points.first().map_or(service.heading, Sourced::location);
        if let Some(mut finding) = RULE.not_said_at(service, place, message) {
            finding.severity = finding.severity.max(lack.severity());
            findings.push(finding.with_label(lack.label()));
        }
    }
    for (point, message) in block.points.iter().filter_map(|point| without_hours(point, &block.points)) {
        let finding = RULE.not_said_at(service, point.location(), message);
        findings.extend(finding.map(|finding| finding.with_label("quand ?")));
    }
    findings
}

/// What an organisation lacks, said where it is described; pages that a program read each describe it anew: said in the page that has no other.
fn lack_of_organisation(
    organisation: &PublicOrganisation,
    service: &PublicService,
    lack: Lack,
    model: &Model,
) -> Option<Finding> {
    let contacts = contacts_of(organisation, model);
    let first = contacts.all.first()?.point.location();
    let is_this = |name: &&Sourced<Reference>| name.value.target == Some(organisation.symbol);
    let named = contact_organisations(service).iter().find(is_this).map(Sourced::location);
    let place = named.filter(|_| service.is_imported()).unwrap_or(first);
    let name = called(&organisation.title);
    let message = match lack {
        Lack::Telephone => format!("aucun téléphone n'est dit pour joindre {name}"),
        Lack::Address => format!("aucune adresse, postale ou électronique, n'est dite pour {name}"),
    };
    Some(RULE.graded(lack.severity(), place, message).with_label(lack.label()))
}

/// What is missing from contacts where somebody answers; nothing when a directory gives it, or when it is declared not to exist.
fn lack(contacts: &Contacts<'_>, block: Option<&ContactBlock>) -> Option<Lack> {
    let has_telephone = contacts.any(|point| {
        matches!(
            point,
            ContactPoint::Telephone { .. } | ContactPoint::Video(_) | ContactPoint::CallBack(_) | ContactPoint::Directory(_)
        )
    });
    let has_address = contacts.any(|point| {
        matches!(
            point,
            ContactPoint::Email(_)
                | ContactPoint::Post(_)
                | ContactPoint::Counter { .. }
                | ContactPoint::Form(_)
                | ContactPoint::Directory(_)
        )
    });
    let is_emergency =
        |point: &ContactPoint| matches!(point, ContactPoint::Telephone { number, .. } if is_emergency(&number.value));
    let is_declared_none = |fact| block.is_some_and(|block| block.none.iter().any(|(kind, _)| *kind == fact));
    if contacts.uncertain || !contacts.reach_a_person() {
        None
    } else if !has_telephone && !is_declared_none(FactKind::Telephone) {
        Some(Lack::Telephone)
    } else if !has_address && !contacts.any(is_emergency) && !is_declared_none(FactKind::Counter) {
        Some(Lack::Address)
    } else {
        None
    }
}

/// What to say of a telephone or a counter whose opening hours are said nowhere near.
fn without_hours<'p>(
    point: &'p Sourced<ContactPoint>,
    beside: &[Sourced<ContactPoint>],
) -> Option<(&'p Sourced<ContactPoint>, String)> {
    if beside.iter().any(|other| matches!(other.value, ContactPoint::Directory(_))) {
        return None;
    }
    let message = match &point.value {
        ContactPoint::Telephone { number, hours: None, .. } if !is_emergency(&number.value) && !tells_hours(&number.value) => {
            format!("les horaires du « {} » ne sont pas dits", number.value)
        }
        ContactPoint::Counter { place, appointment: None, hours: None }
            if is_one_place(&place.value) && !tells_hours(&place.value) =>
        {
            format!("les horaires du guichet {} ne sont pas dits", called(&place.value))
        }
        ContactPoint::Telephone { .. }
        | ContactPoint::Counter { .. }
        | ContactPoint::Email(_)
        | ContactPoint::Post(_)
        | ContactPoint::Video(_)
        | ContactPoint::CallBack(_)
        | ContactPoint::Form(_)
        | ContactPoint::Automaton(_)
        | ContactPoint::Faq(_)
        | ContactPoint::Directory(_)
        | ContactPoint::Support(_)
        | ContactPoint::Referent(_) => return None,
    };
    Some((point, message))
}

/// Whether words name one place, with its number or its postcode, and not all the counters of a kind.
fn is_one_place(words: &str) -> bool {
    words.contains(|letter: char| letter.is_ascii_digit())
}

fn is_emergency(number: &str) -> bool {
    number.bytes().filter(u8::is_ascii_digit).count() <= EMERGENCY_DIGITS
}

/// Whether words name an hour: « 9 h », « 17h30 ».
fn tells_hours(words: &str) -> bool {
    words.match_indices('h').any(|(at, _)| {
        let is_whole = !words[at + 1..].starts_with(char::is_alphabetic);
        is_whole && words[..at].trim_end().ends_with(|letter: char| letter.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check_page, check_pages};

    /// A page where one asks for a card, and an office that answers those numbers.
    fn page(office: &str, lines: &str) -> String {
        format!(
            "<Texte><Chapitre><Titre>Demande</Titre><ServiceEnLigne ID=\"R2\" URL=\"https://exemple.fr/\" type=\"Téléservice\"><Titre>Portail</Titre></ServiceEnLigne>\
             </Chapitre></Texte><OuSAdresser ID=\"R4\" type=\"Centre de contact\"><Titre>{office}</Titre><Texte><Chapitre><Titre>Par téléphone</Titre>{lines}</Chapitre></Texte></OuSAdresser>"
        )
    }

    #[test]
    fn the_hours_that_an_office_lacks_are_said_together() {
        let two = page("Allô", "<Paragraphe>01 40 00 00 00</Paragraphe><Paragraphe>01 41 00 00 00</Paragraphe>");
        let hours = check_page("REL004", "Carte", &two);
        assert_eq!(hours.matches("horaires").count(), 1, "{hours}");
        let emergency = page("Allô", "<Paragraphe>114</Paragraphe><Paragraphe>24h/24</Paragraphe>");
        assert!(!check_page("REL004", "Carte", &emergency).contains("adresse"));
    }

    #[test]
    fn a_private_network_need_not_say_its_hours() {
        let line = "<Paragraphe>01.44.16.78.78</Paragraphe>";
        assert_eq!(check_page("REL004", "Auberge", &page("Ligue française des auberges de jeunesse (LFAJ)", line)), "");
        assert!(check_page("REL004", "Carte", &page("Agence des titres", line)).contains("horaires"));
    }

    #[test]
    fn a_list_of_local_offices_gives_the_rest() {
        let office = |line: &str| page("Action logement", line).replace("Par téléphone", "Sur place");
        let list =
            "<Paragraphe><LienExterne URL=\"https://exemple.fr/agences\">Coordonnées des agences</LienExterne></Paragraphe>";
        assert_eq!(check_page("REL004", "Avance", &office(list)), "");
        assert!(
            check_page("REL004", "Avance", &office("<Paragraphe>12 rue de la Paix, Rouen</Paragraphe>")).contains("téléphone")
        );
    }

    #[test]
    fn the_address_that_an_office_lacks_is_said_where_no_directory_gives_it() {
        let called =
            page("34 00", "<Paragraphe>34 00</Paragraphe><Paragraphe>Ouvert du lundi au vendredi de 8h à 18h</Paragraphe>");
        let listed = format!(
            "{called}<OuSAdresser ID=\"R5\" type=\"Local personnalisé sur SP\"><Titre>Préfecture</Titre><PivotLocal>prefecture</PivotLocal>\
             <RessourceWeb URL=\"https://lannuaire.service-public.fr/\"/></OuSAdresser>"
        );
        let said = check_pages("REL004", &[("Contrôle technique", &listed), ("Carte grise", &called)]);
        assert_eq!(said, ["", "conseil : aucune adresse, postale ou électronique, n'est dite pour « 34 00 »\n"]);
    }
}
