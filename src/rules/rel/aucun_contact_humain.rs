//! A procedure where nobody answers.

use crate::analysis::authority::may_be_administration;
use crate::analysis::contact::{Contacts, contact_organisations, contacts, meets_somebody};
use crate::findings::{Finding, Severity};
use crate::model::{Confidence, Model, PublicService, Sourced, Stated};
use crate::rules::wording::{Words, called, has_any, listed, readable};
use crate::rules::{Basis, Check, Context, FixOffered, Rule, passages};
use crate::source::Location;
use crate::values::{ContactPoint, Text};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "REL001",
    name: "aucun-contact-humain",
    severity: Severity::Alerte,
    worst: Severity::Erreur,
    what: "Aucun contact de la démarche n'est servi par une personne : ni guichet, ni téléphone, ni rappel, ni aide nommée.",
    why: "Celui dont la situation n'est pas prévue, dont le compte est bloqué ou qui n'a pas compris n'a personne à qui le dire : il \
          abandonne son droit, ou se trompe.",
    remove: "donnez un téléphone ou un guichet où quelqu'un répond, avec ses horaires : `téléphone « 34 00 », appel gratuit, « … »`",
    ease: "nommez une aide de proximité (`accompagnement « France services »`), un rappel, ou l'annuaire des services locaux",
    principle: "le désir de parler à quelqu’un et le fait d’être écouté",
    basis: &[
        Basis::Source(
            "Vos démarches essentielles : un guichet physique ou un point de contact téléphonique pour toutes les démarches",
        ),
        Basis::Law("CRPA", "R112-5"),
        Basis::Law("CRPA", "R112-11-1"),
        Basis::Source("Services Publics+, engagement 2"),
    ],
    threshold: "Au moins un contact servi par une personne. Erreur dans une démarche déclarée complète qui ne dit aucun contact.",
    limits: "Comptent : guichet, téléphone, visio, rappel, accompagnement, référent, annuaire local, et une étape ou un suivi au guichet, \
             par téléphone, en visio ou à domicile. Ne comptent pas : formulaire, automate, foire aux questions, adresse « ne pas \
             répondre » ; un courriel ou une adresse postale permettent d'écrire, non de parler. Les contacts des organismes comptent \
             pour les démarches qui n'en disent pas d'autres. limpide ne sait pas si quelqu'un décroche.",
    fix: FixOffered::No,
    faulty: &[
        r"
démarche aide « Demander une aide » {
  contact {
    formulaire <https://exemple.fr/contact>
    courriel « ne-pas-repondre@exemple.fr »
  }
  étape dépôt « Déposez la demande » {
    par usager en ligne
  }
}
",
        r"
démarche aide « Demander une aide » {
  organisme préfecture
  étape dépôt « Envoyez la demande » {
    par usager par courrier
  }
}
",
        r"
démarche aide « Demander une aide » {
  contact aucun parce que « tout se fait sur le site »
  étape dépôt « Déposez la demande » {
    par usager en ligne
  }
}
",
    ],
    sane: &[
        r"
démarche aide « Demander une aide » {
  contact {
    téléphone « 34 00 », appel gratuit, « du lundi au vendredi de 9 h à 17 h »
    formulaire <https://exemple.fr/contact>
  }
  étape dépôt « Déposez la demande » {
    par usager en ligne
  }
}
",
        r"
démarche aide « Demander une aide » {
  organisme mairie
  étape dépôt « Déposez la demande » {
    par usager en ligne
  }
}
",
        r"
démarche aide « Demander une aide » {
  contact aucun parce que « l'agent du guichet répond aux questions »
  étape dépôt « Déposez la demande » {
    par usager au guichet
  }
}
",
    ],
    check: Check::Service(check),
};

fn check(service: &PublicService, context: &Context<'_>, findings: &mut Vec<Finding>) {
    if meets_somebody(service) || (service.is_imported() && speaks_of_private_bodies(service, context.model)) {
        return;
    }
    if let Stated::None(reason) = &service.contact {
        findings.push(declared(reason));
        return;
    }
    let contacts = contacts(service, context.model);
    if contacts.uncertain || contacts.reach_a_person() {
        return;
    }
    if contacts.all.is_empty() {
        if !may_only_inform(service) {
            findings.extend(not_said(service, context));
        }
    } else if !service.partly_unreadable {
        findings.push(without_a_voice(service, &contacts));
    }
}

/// Whether a text read by a program may only inform: it answers a question, or nothing says that one fills in or does something there, and the
/// procedure it speaks of is told elsewhere; or it says in a sentence whom to ask.
fn may_only_inform(service: &PublicService) -> bool {
    static TO_ASK: Words = Words::new(&[
        "vous adresser",
        "s'adresser",
        "contacter",
        "contactez",
        "renseignez-vous",
        "vous renseigner",
        "au greffe",
        "au guichet",
        "appelez",
        "a l'employeur",
        "son employeur",
        "votre employeur",
        "secretariat",
        "prise de rendez-vous",
    ]);
    let mut ways = service.steps.iter().flat_map(|step| step.performed.all());
    let acts = ways.any(|way| way.origin.confidence > Confidence::Guess);
    let tells_whom = || passages(service).any(|passage| has_any(&readable(&passage.text.value), &TO_ASK));
    service.is_imported() && (service.title.trim_end().ends_with('?') || !acts || tells_whom())
}

/// Whether the only bodies to contact are no administrations: a mediator of a company, a federation.
fn speaks_of_private_bodies(service: &PublicService, model: &Model) -> bool {
    let bodies = contact_organisations(service);
    !bodies.is_empty() && bodies.iter().all(|body| !may_be_administration(&body.value, model))
}

fn declared(reason: &Sourced<Text>) -> Finding {
    RULE.at(reason.location(), "la démarche est déclarée sans contact : il n'y a personne à qui parler")
        .with_label("personne à qui parler")
}

fn not_said(service: &PublicService, context: &Context<'_>) -> Option<Finding> {
    let mut finding = RULE
        .not_said(service, "aucun contact servi par une personne n'est dit : ni guichet, ni téléphone, ni aide")?
        .with_label("à qui parler ?");
    for reference in service.organisations.all() {
        if let Some(organisation) = context.model.organisation(&reference.value) {
            let message = format!("{} ne dit pas non plus comment se joindre", called(&organisation.title));
            finding = finding.with_related(organisation.heading, message);
        }
    }
    Some(finding)
}

fn without_a_voice(service: &PublicService, contacts: &Contacts<'_>) -> Finding {
    let mut kinds: Vec<&str> = contacts.all.iter().map(|contact| described(&contact.point.value)).collect();
    let mut seen: Vec<&str> = Vec::new();
    kinds.retain(|kind| {
        let is_new = !seen.contains(kind);
        seen.push(kind);
        is_new
    });
    let message = match kinds.len() {
        1..=3 => format!("personne à qui parler : seulement {}", listed(&kinds)),
        n_kinds => format!("personne à qui parler : {n_kinds} sortes de contacts, et aucun n'est servi par une personne"),
    };
    let primary = first_place(service, contacts);
    let mut finding = RULE.at(primary, message).with_label("pas de voix humaine");
    if kinds.len() > 3 {
        finding = finding.with_note(format!("Tout ce que la personne trouve : {}.", listed(&kinds)));
    }
    let elsewhere = contacts.all.iter().map(|contact| contact.point.location()).filter(|place| *place != primary);
    elsewhere.fold(finding, |finding, place| finding.with_related(place, "ici, personne ne répond de vive voix"))
}

/// Where the procedure itself says whom to contact, by a line of its own or by the name of an organisation.
fn first_place(service: &PublicService, contacts: &Contacts<'_>) -> Location {
    let own = contacts.all.iter().find(|contact| contact.organisation.is_none()).map(|contact| contact.point.location());
    let by_name = || crate::analysis::contact::contact_organisations(service).first().map(Sourced::location);
    own.or_else(by_name).unwrap_or(service.heading)
}

/// What a contact without a voice is, with its article.
const fn described(point: &ContactPoint) -> &'static str {
    match point {
        ContactPoint::Form(_) => "un formulaire",
        ContactPoint::Automaton(_) => "un automate",
        ContactPoint::Faq(_) => "une foire aux questions",
        ContactPoint::Email(_) => "un courriel",
        ContactPoint::Post(_) => "une adresse postale",
        ContactPoint::Counter { .. } => "un guichet",
        ContactPoint::Telephone { .. } => "un téléphone",
        ContactPoint::Video(_) => "une visio",
        ContactPoint::CallBack(_) => "un rappel",
        ContactPoint::Directory(_) => "un annuaire",
        ContactPoint::Support(_) => "un accompagnement",
        ContactPoint::Referent(_) => "un référent",
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, check_page};

    /// What is said of a procedure done online with those lines, after those organisations.
    fn said(before: &str, lines: &str) -> String {
        let step = "  étape dépôt « Déposez » {\n    par usager en ligne\n  }\n";
        check("REL001", &format!("{before}démarche aide « Demander une aide » {{\n{lines}{step}}}\n"))
    }

    #[test]
    fn what_answers_is_named_and_shown_wherever_it_is_written() {
        let agency = "organisme agence « Agence » {\n  nature état\n  automate « Robot NOA »\n}\n";
        assert_eq!(
            said(
                agency,
                "  contact {\n    foire aux questions <https://exemple.fr>\n    courrier « BP 12, Rouen »\n  }\n  contact agence\n"
            ),
            "alerte REL001 : personne à qui parler : seulement une foire aux questions, une adresse postale et un automate\n  \
             |     foire aux questions <https://exemple.fr>\n  \
             |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ pas de voix humaine\n  \
             |     courrier « BP 12, Rouen »\n  \
             |     ^^^^^^^^^^^^^^^^^^^^^^^^^ ici, personne ne répond de vive voix\n  \
             |   automate « Robot NOA »\n  \
             |   ^^^^^^^^^^^^^^^^^^^^^^ ici, personne ne répond de vive voix\n"
        );
    }

    #[test]
    fn the_silence_of_the_organisation_is_shown_beside() {
        assert_eq!(
            said("", "  organisme préfecture\n"),
            "alerte REL001 : aucun contact servi par une personne n'est dit : ni guichet, ni téléphone, ni aide\n  \
             | démarche aide « Demander une aide » {\n  \
             |                 ^^^^^^^^^^^^^^^^^ à qui parler ?\n  \
             | organisme préfecture « Préfecture » {\n  \
             |           ^^^^^^^^^^ « Préfecture » ne dit pas non plus comment se joindre\n"
        );
    }

    #[test]
    fn contacts_come_from_the_organisation_and_from_the_body_it_belongs_to() {
        let agencies = "organisme antenne « Antenne » {\n  rattaché à agence\n}\n\
                        organisme agence « Agence » {\n  téléphone « 34 00 », appel gratuit\n}\n";
        assert_eq!(said(agencies, "  organisme antenne\n"), "");
        assert_eq!(said(agencies, "  contact antenne\n"), "");
        let refused = "  organisme antenne\n  contact {\n    téléphone aucun parce que « l'antenne n'a pas de ligne »\n  }\n";
        assert!(said(agencies, refused).starts_with("alerte REL001 : aucun contact servi par une personne n'est dit"));
    }

    #[test]
    fn nothing_is_said_when_a_contact_may_be_hidden() {
        let unknown = said("", "  contact agence_inconnue\n");
        assert!(unknown.contains("LEC004") && !unknown.contains("REL001"), "{unknown}");
        let unreadable = said("", "  contact {\n    formulaire <https://exemple.fr>\n    telefone 3400 tous les jours\n  }\n");
        assert!(unreadable.contains("LEC001") && !unreadable.contains("REL001"), "{unreadable}");
    }

    #[test]
    fn a_complete_procedure_that_names_nobody_contradicts_itself() {
        assert!(said("", "  complète oui\n").starts_with("erreur REL001"));
        assert_eq!(said("", "  suivi téléphone\n"), "");
    }

    #[test]
    fn a_page_that_only_informs_names_nobody_to_call() {
        const PORTAL: &str = "<ServiceEnLigne ID=\"R2\" URL=\"https://exemple.fr/\" type=\"Téléservice\"><Titre>Demande de carte</Titre></ServiceEnLigne>";
        let acts = format!(
            "<Texte><Chapitre><Titre>Comment la demander ?</Titre><Paragraphe>Demandez la carte.</Paragraphe>{PORTAL}</Chapitre></Texte>"
        );
        assert!(check_page("REL001", "Carte", &acts).starts_with("alerte : aucun contact servi par une personne"));
        assert_eq!(check_page("REL001", "Quelle carte demander ?", &acts), "");
        assert_eq!(
            check_page("REL001", "Carte", &acts.replace("Demandez la carte", "Vous pouvez vous adresser à la mairie")),
            ""
        );
        let books = acts.replace("Demandez la carte.", "La prise de rendez-vous est possible sur le portail.");
        assert_eq!(check_page("REL001", "Carte", &books), "");
        assert_eq!(check_page("REL001", "Carte", &acts.replace("Comment la demander ?", "Durée de validité")), "");
        assert!(check_page("REL001", "Renouveler la carte", &acts.replace("Comment la", "À quoi sert")).starts_with("alerte"));
        let informs = format!("<Texte><Paragraphe>La carte est rose.</Paragraphe></Texte>{PORTAL}");
        assert_eq!(check_page("REL001", "Carte", &informs), "");
    }

    #[test]
    fn a_page_that_gives_the_contacts_of_the_office_leads_to_a_person() {
        let office = |url: &str| {
            format!(
                "<Texte><Chapitre><Titre>Demande</Titre><ServiceEnLigne ID=\"R2\" URL=\"https://exemple.fr/\" type=\"Téléservice\"><Titre>Portail</Titre></ServiceEnLigne>\
                 </Chapitre></Texte><OuSAdresser ID=\"R4\" type=\"National\"><Titre>Commission paritaire</Titre><RessourceWeb URL=\"{url}\"/></OuSAdresser>"
            )
        };
        assert_eq!(check_page("REL001", "Presse", &office("http://www.cppap.fr/contact-2/")), "");
        assert_eq!(check_page("REL001", "Retraite", &office("https://www.cnracl.retraites.fr/aide-et-contact")), "");
        assert!(
            check_page("REL001", "Presse", &office("http://www.cppap.fr/nous-rejoindre")).starts_with("alerte : aucun contact")
        );
    }
}
