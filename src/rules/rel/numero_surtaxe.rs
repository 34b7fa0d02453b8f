//! A number that costs more than an ordinary call.

use crate::analysis::authority::may_be_private;
use crate::analysis::contact::contact_organisations;
use crate::findings::{Finding, Severity};
use crate::model::{Model, PublicOrganisation, PublicService, Sourced};
use crate::rules::tables::{PhoneRate, is_premium_wording, phone_rate};
use crate::rules::{Basis, Check, Context, FixOffered, Passage, Rule, Texts};
use crate::source::Location;
use crate::values::{CallPrice, ContactPoint, OrganisationNature};
use std::ops::Range;

/// How many digits a national number has.
const NATIONAL_DIGITS: usize = 10;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "REL003",
    name: "numero-surtaxe",
    severity: Severity::Erreur,
    worst: Severity::Erreur,
    what: "Un numéro de contact coûte plus cher à la personne qu'un appel ordinaire.",
    why: "Poser une question a un prix, et l'attente aussi : ceux qui ont le moins appellent le moins.",
    remove: "prenez un numéro au prix d'un appel ordinaire (09, 0806 à 0809, numéro court banalisé) ou gratuit (0800 à 0805)",
    ease: "",
    principle: "ne pas soumettre l’usager à des discriminations liées à l’argent",
    basis: &[
        Basis::Source(
            "Loi n° 2018-727 du 10 août 2018 (Essoc), article 28 : plus de numéro surtaxé dans les administrations depuis le 1er \
             janvier 2021, sauf collectivités territoriales et leurs établissements",
        ),
        Basis::Law("CRPA", "L100-3"),
        Basis::Unverified("Plan national de numérotation (Arcep) : tranches des numéros majorés"),
    ],
    threshold: "Aucun numéro en 081, 082, 089 ou 118, aucun tarif qui s'ajoute au prix de l'appel. Erreur pour l'État et la sécurité \
                sociale ; alerte quand la nature de l'organisme ne permet pas de conclure, et dans un texte ; conseil pour les \
                collectivités, que la loi ne vise pas.",
    limits: "Un numéro court absent de la table de limpide n'est pas connu : rien n'en est dit. « Non surtaxé » n'est pas signalé.",
    fix: FixOffered::No,
    faulty: &[
        r"
démarche aide « Demander une aide » {
  organisme préfecture
  contact {
    téléphone « 0 811 10 10 10 », « du lundi au vendredi de 9 h à 17 h »
  }
}
",
        r"
organisme agence « Agence de l'aide » {
  nature état
  téléphone « 39 39 », « 0,15 € par minute + prix de l'appel », « du lundi au vendredi »
}
",
        r"
démarche aide « Demander une aide » {
  organisme mairie
  étape dépôt « Déposez la demande » {
    par usager au guichet
    consigne « Pour toute question, appelez le 08 25 00 00 00. »
  }
}
",
    ],
    sane: &[
        r"
démarche aide « Demander une aide » {
  organisme préfecture
  contact {
    téléphone « 34 00 », prix d'un appel, « du lundi au vendredi de 9 h à 17 h »
    téléphone « 0 800 15 63 95 », appel gratuit, « le matin »
    téléphone « 09 70 82 09 75 », « coût d'un appel local, non surtaxé »
  }
}
",
        r"
démarche aide « Demander une aide » {
  organisme préfecture
  étape dépôt « Déposez la demande » {
    par usager au guichet
    consigne « Notez votre numéro de dossier, 0825000000123. »
  }
}
",
    ],
    check: Check::Each(&[Check::Texts(of_service), Check::Workspace(of_organisations)]),
};

fn of_organisations(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let model = context.model;
    for organisation in &model.organisations {
        if may_be_private(organisation) {
            continue;
        }
        let severity = severity_for(organisation, model);
        findings.extend(organisation.contacts.all().iter().filter_map(|point| premium(point, severity)));
    }
}

fn of_service(texts: &Texts<'_>, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let severity = severity_of(texts.service, context.model);
    let own = texts.service.contact.said().map_or(&[][..], |block| &block.points);
    findings.extend(own.iter().filter_map(|point| premium(point, severity)));
    findings.extend(texts.passages.iter().flat_map(|passage| premium_numbers(passage, severity.min(Severity::Alerte))));
}

/// Whether the number says by itself that the call is an ordinary one (01 to 05, 09): a price written beside it is that of another.
fn is_ordinary(number: &str) -> bool {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    digits.len() == NATIONAL_DIGITS && ["01", "02", "03", "04", "05", "09"].iter().any(|prefix| digits.starts_with(prefix))
}

/// How much a premium number weighs for that organisation: the law does not bind local authorities.
fn severity_for(organisation: &PublicOrganisation, model: &Model) -> Severity {
    let parent = organisation.part_of.as_ref().and_then(|parent| model.organisation(parent));
    let nature = |organisation: &PublicOrganisation| organisation.nature.said().map(|nature| nature.value);
    match nature(organisation) {
        Some(OrganisationNature::State | OrganisationNature::SocialSecurity) => Severity::Erreur,
        Some(OrganisationNature::PublicBody) => match parent.and_then(nature) {
            Some(OrganisationNature::State | OrganisationNature::SocialSecurity) => Severity::Erreur,
            Some(OrganisationNature::LocalAuthority) => Severity::Conseil,
            Some(
                OrganisationNature::PublicBody
                | OrganisationNature::Court
                | OrganisationNature::Chamber
                | OrganisationNature::Association
                | OrganisationNature::Private,
            )
            | None => Severity::Alerte,
        },
        Some(OrganisationNature::LocalAuthority | OrganisationNature::Association | OrganisationNature::Private) => {
            Severity::Conseil
        }
        Some(OrganisationNature::Court | OrganisationNature::Chamber) | None => Severity::Alerte,
    }
}

/// How much it weighs when the procedure itself gives the number: that of the least bound among those it may belong to.
fn severity_of(service: &PublicService, model: &Model) -> Severity {
    let in_charge = service.organisations.all().iter().chain(contact_organisations(service));
    let known = in_charge.filter_map(|organisation| model.organisation(&organisation.value));
    known.map(|organisation| severity_for(organisation, model)).min().unwrap_or(Severity::Alerte)
}

fn premium(point: &Sourced<ContactPoint>, severity: Severity) -> Option<Finding> {
    let ContactPoint::Telephone { number, price, hours } = &point.value else { return None };
    if phone_rate(&number.value) == Some(PhoneRate::Premium) {
        let message = format!("le numéro « {} » est surtaxé : appeler coûte plus cher qu'un appel ordinaire", number.value);
        return Some(found(severity, point.at(number.span), message));
    }
    if is_ordinary(&number.value) {
        return None;
    }
    let announced = match price.as_ref().map(|price| (&price.value, price.span)) {
        Some((CallPrice::Other(words), span)) => Some((&**words, span)),
        Some((CallPrice::Free | CallPrice::Ordinary, _)) | None => hours.as_ref().map(|hours| (&*hours.value, hours.span)),
    };
    let (_, span) = announced.filter(|(words, _)| is_premium_wording(words) || adds_to_the_call(words))?;
    let message = format!("appeler le « {} » est annoncé plus cher qu'un appel ordinaire", number.value);
    Some(found(severity, point.at(span), message))
}

fn found(severity: Severity, location: Location, message: String) -> Finding {
    let finding = RULE.graded(severity, location, message).with_label("la personne paie pour parler");
    match severity {
        Severity::Erreur => finding,
        Severity::Alerte => {
            finding.with_note("Interdit aux administrations, sauf aux collectivités territoriales et à leurs établissements.")
        }
        Severity::Conseil | Severity::Info => {
            finding.with_note("La loi ne l'interdit pas à cet organisme ; il pèse autant sur la personne.")
        }
    }
}

/// « 0,15 € par minute + prix de l'appel »: an amount over nothing, on top of the call.
fn adds_to_the_call(words: &str) -> bool {
    let Some((before, after)) = words.split_once('+') else { return false };
    let Some((amount, _)) = before.split_once('€') else { return false };
    let amount = amount.trim_end().rsplit(|letter: char| !letter.is_ascii_digit() && letter != ',').next().unwrap_or_default();
    amount.bytes().any(|digit| matches!(digit, b'1'..=b'9')) && after.contains("appel")
}

/// The premium numbers of a text, whole: a longer run of digits is a file number.
fn premium_numbers(passage: &Passage<'_>, severity: Severity) -> Vec<Finding> {
    let text = &*passage.text.value;
    let is_premium = |range: &Range<usize>| {
        let digits = text[range.clone()].bytes().filter(u8::is_ascii_digit).count();
        digits == NATIONAL_DIGITS && phone_rate(&text[range.clone()]) == Some(PhoneRate::Premium)
    };
    let said = |range: Range<usize>| {
        let message = format!("le numéro {} est surtaxé : appeler coûte plus cher qu'un appel ordinaire", &text[range.clone()]);
        found(severity, passage.location(range), message)
    };
    numbers(text).into_iter().filter(is_premium).map(said).collect()
}

/// The runs of digits of a text, with the single spaces and full stops between them.
fn numbers(text: &str) -> Vec<Range<usize>> {
    let mut numbers: Vec<Range<usize>> = Vec::new();
    for (at, letter) in text.char_indices().filter(|(_, letter)| letter.is_ascii_digit()) {
        match numbers.last_mut() {
            Some(last) if joins(&text[last.end..at]) => last.end = at + letter.len_utf8(),
            _ => numbers.push(at..at + letter.len_utf8()),
        }
    }
    numbers
}

fn joins(between: &str) -> bool {
    let mut letters = between.chars();
    letters.next().is_none_or(|letter| letter == '.' || letter.is_whitespace()) && letters.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::{check, check_page};

    #[test]
    fn the_law_does_not_bind_local_authorities() {
        let text =
            "démarche aide « Demander une aide » {\n  organisme mairie\n  contact {\n    téléphone « 0825 000 000 »\n  }\n}\n";
        let said = check("REL003", text);
        assert!(said.starts_with("conseil REL003 : le numéro « 0825 000 000 » est surtaxé"), "{said}");
    }

    #[test]
    fn only_a_price_on_top_of_the_call_is_more() {
        assert!(adds_to_the_call("0,06 € / min + prix appel"));
        assert!(!adds_to_the_call("0 € + prix appel") && !adds_to_the_call("0,06 € par minute"));
    }

    #[test]
    fn numbers_are_read_whole() {
        let text = "Appelez le 08 25 00 00 00, ou le 39 39.";
        let found: Vec<_> = numbers(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["08 25 00 00 00", "39 39"]);
    }

    #[test]
    fn a_bank_is_free_to_choose_its_price_and_an_ordinary_number_has_that_of_another() {
        let office = |title: &str, lines: &str| {
            let body = format!(
                "<Texte><Paragraphe>Appelez.</Paragraphe><ServiceEnLigne ID=\"R2\" URL=\"https://exemple.fr/\" type=\"Téléservice\"><Titre>Demande de carte</Titre></ServiceEnLigne></Texte><OuSAdresser ID=\"R4\" type=\"Centre de contact\"><Titre>{title}</Titre><Texte><Chapitre><Titre>Par téléphone</Titre>{lines}</Chapitre></Texte></OuSAdresser>"
            );
            check_page("REL003", "Carte", &body)
        };
        let premium = "<Paragraphe>0 892 705 705</Paragraphe>";
        assert!(office("Allô carte", premium).starts_with("alerte : le numéro « 0 892 705 705 » est surtaxé"));
        assert_eq!(office("Serveur interbancaire des cartes perdues", premium), "");
        let two = "<Paragraphe>09 71 10 39 60</Paragraphe><Paragraphe>39 60 : 0,06 € par minute + prix d'un appel</Paragraphe>";
        assert!(!office("Allô carte", two).contains("09 71 10 39 60"));
    }
}
