//! By which ways a step can be done: what the sentences around an online service say of it.
//!
//! A page that names an online service says that one can act online. Only its sentences say that one must: « la demande se fait en ligne ». That
//! one acts there is only a guess when no title around says so: « Demande », « Comment déclarer ? ».

use super::body::{Body, add, same_condition};
use super::conditions::both;
use super::delays::sentences;
use super::place::Place;
use super::xml::{self, Node};
use crate::model::{Confidence, Origin, Performance, Sourced, Step};
use crate::source::{Location, Spanned};
use crate::values::{Actor, Channel, ChannelKind, Expression, Qualifiers, Text, Tracking, TrackingMeans, fold};

impl<'a> Body<'_, 'a> {
    /// An online service or a form is a way to do the step. A form is filled in and handed over in a way the page does not always say.
    pub(super) fn service(&mut self, service: Node<'a>, place: &Place, lead: Option<&Text>) {
        let formal = self.questions.formal(service, None);
        let condition = both(place.condition.clone(), formal);
        if is_tracking(service) {
            self.track(service);
        } else if is_help(service) {
            // One learns something there, or prepares: the step is done elsewhere.
        } else if xml::plain(service, "type").starts_with("Téléservice") {
            self.online(service, place, condition, lead);
        } else if xml::plain(service, "type") == "Formulaire" {
            let qualifiers = Qualifiers { condition: condition.clone(), ..Qualifiers::default() };
            let is_known = |known: &&mut Sourced<Performance>| {
                known.value.channels.is_empty() && same_condition(&known.value.qualifiers, &qualifiers)
            };
            match self.steps[place.step].performed.all_mut().iter_mut().find(is_known) {
                Some(known) => known.origin.confidence = known.origin.confidence.max(of_act(place)),
                None => self.perform(service, place, None, condition, of_act(place)),
            }
        }
    }

    /// Its title says that one can do it online; only the sentence above says that one must.
    fn online(&mut self, service: Node<'a>, place: &Place, condition: Option<Expression>, lead: Option<&Text>) {
        let must = place.must_be_online && !place.is_chosen && lead.is_none_or(|lead| !offers(&lead.value));
        let confidence = if must { Confidence::Sentence } else { of_act(place) };
        let url = xml::attribute(service, "URL");
        let kind = Spanned::new(ChannelKind::Online, xml::span(service));
        let same_way = |known: &&mut Sourced<Performance>| {
            let urls = known.value.channels.iter().filter_map(|channel| channel.url.as_ref());
            url.as_ref().is_some_and(|url| urls.into_iter().any(|known| known.value == url.value))
        };
        let known = self.steps[place.step].performed.all_mut().iter_mut().find(same_way);
        match known {
            Some(known) if must && known.origin.confidence == Confidence::Title => known.origin.confidence = confidence,
            Some(known) if known.origin.confidence == Confidence::Guess => known.origin.confidence = confidence,
            Some(_) => {}
            None => self.perform(service, place, Some(Channel { kind, url }), condition, confidence),
        }
    }

    /// « Ou aux services du Centre européen » : an office named beside its list is a way to do the step, and the page does not say which.
    pub(super) fn office_instead(&mut self, list: Node<'a>, place: &Place) {
        let offices = list.parent().into_iter().flat_map(|around| xml::children(around, "OuSAdresser"));
        let titles: Vec<_> =
            offices.filter_map(|office| xml::child_words(office, "Titre")).map(|title| plain(&title.value)).collect();
        for item in xml::children(list, "Item") {
            let words = plain(&xml::words(item).value);
            let is_another_way = words.starts_with("ou ") || words.starts_with("ou,");
            if is_another_way && titles.iter().any(|title| words.contains(title.as_str())) {
                self.perform(item, place, None, place.condition.clone(), Confidence::Title);
            }
        }
    }

    /// A service that only tells where a file stands.
    pub(super) fn track(&mut self, service: Node<'a>) {
        let url = xml::attribute(service, "URL");
        if self
            .tracking
            .all()
            .iter()
            .any(|known| known.value.url.as_ref().map(|url| &url.value) == url.as_ref().map(|url| &url.value))
        {
            return;
        }
        let span = xml::span(service);
        let tracking = Tracking { means: Spanned::new(TrackingMeans::Online, span), url };
        let origin = Origin { location: Location::new(self.file, span), confidence: Confidence::Title };
        add(&mut self.tracking, Sourced { value: tracking, origin });
    }

    pub(super) fn perform(
        &mut self,
        node: Node<'a>,
        place: &Place,
        channel: Option<Channel>,
        condition: Option<Expression>,
        confidence: Confidence,
    ) {
        let span = xml::span(node);
        let performance = Performance {
            actors: vec![Spanned::new(Actor::User, span)],
            channels: channel.into_iter().collect(),
            appointment: None,
            qualifiers: Qualifiers { condition, ..Qualifiers::default() },
        };
        let origin = Origin { location: Location::new(self.file, span), confidence };
        add(&mut self.steps[place.step].performed, Sourced { value: performance, origin });
    }
}

/// How sure it is that one acts there: as sure as a title around says it.
const fn of_act(place: &Place) -> Confidence {
    if place.acts { Confidence::Title } else { Confidence::Guess }
}

/// Whether a title says that one acts: asks, declares, disputes.
pub(super) fn names_an_act(title: &str) -> bool {
    const ACTS: [&str; 21] = [
        "demande",
        "demarche",
        "depot",
        "depos",
        "declar",
        "obtenir",
        "obtention",
        "saisi",
        "contest",
        "signaler",
        "inscri",
        "reclam",
        "formulaire",
        "souscri",
        "beneficier",
        "immatricul",
        "renouvel",
        "candidat",
        "recours",
        "procedure",
        "formalite",
    ];
    let title = plain(title);
    ACTS.iter().any(|act| title.contains(act))
}

/// Whether an online service only tells where a file stands.
pub(super) fn is_tracking(service: Node<'_>) -> bool {
    is_online(service) && titled(service, &["suivre ", "suivez ", "suivi "])
}

/// Whether an online service helps to act, and does not act: one prepares, pays or is assisted there.
pub(super) fn is_help(service: Node<'_>) -> bool {
    titled(
        service,
        &["pre-demande", "pre-plainte", "achat ", "acheter ", "assistance", "simulateur", "simuler ", "recherche", "rechercher "],
    ) || titled(service, &["resultats ", "consulter ", "signalement ", "trouver ", "annuaire", "verifier "])
}

/// Whether the title of a case is a way to act online, chosen among others.
pub(super) fn is_a_way(title: &str) -> bool {
    let title = plain(title);
    ["en ligne", "par internet", "sur internet", "par teleservice"].iter().any(|way| title.starts_with(way))
}

fn is_online(service: Node<'_>) -> bool {
    xml::plain(service, "type").starts_with("Téléservice")
}

fn titled(service: Node<'_>, beginnings: &[&str]) -> bool {
    let title = xml::child_words(service, "Titre").map(|title| plain(&title.value)).unwrap_or_default();
    beginnings.iter().any(|beginning| title.starts_with(beginning))
}

fn plain(words: &str) -> String {
    fold(words).replace('\u{a0}', " ")
}

/// Whether a paragraph says that one must act online, and names no other way.
pub(super) fn obliges_to_go_online(paragraph: &str) -> bool {
    const MUST: [&str; 18] = [
        "se fait en ligne",
        "se font en ligne",
        "s'effectue en ligne",
        "se fait exclusivement",
        "se fait uniquement",
        "se fait obligatoirement",
        "doit se faire en ligne",
        "doit etre faite en ligne",
        "doit etre effectuee en ligne",
        "doit s'effectuer en ligne",
        "exclusivement en ligne",
        "uniquement en ligne",
        "obligatoirement en ligne",
        "uniquement par internet",
        "doit creer son espace",
        "devez creer un compte",
        "devez creer votre espace",
        "devez utiliser le teleservice",
    ];
    sentences(paragraph).map(plain).any(|sentence| {
        let must = MUST.iter().any(|words| sentence.contains(words));
        let devez =
            ["devez ", "doit "].iter().any(|verb| sentence.split_once(verb).is_some_and(|(_, rest)| rest.contains(" en ligne")));
        let is_online = ["ligne", "internet", "teleservice", "espace", "compte"].iter().any(|word| sentence.contains(word));
        (must || devez) && is_online && !offers(&sentence) && !names_another_way(&sentence)
    })
}

/// Whether words leave the choice.
pub(super) fn offers(words: &str) -> bool {
    let words = plain(words);
    ["pouvez", "peut ", "peuvent ", "possible", "facultati"].iter().any(|word| words.contains(word))
}

fn names_another_way(sentence: &str) -> bool {
    const WAYS: [&str; 22] = [
        "par courrier",
        "par lettre",
        "par voie postale",
        "par la poste",
        "sur place",
        "guichet",
        "en mairie",
        "a la mairie",
        "en prefecture",
        "a la prefecture",
        "au commissariat",
        "au consulat",
        "a l'accueil",
        "par telephone",
        "vous rendre",
        "vous presenter",
        "vous adresser",
        "s'adresser",
        "se rendre",
        "se presenter",
        "le formulaire",
        "sur papier",
    ];
    WAYS.iter().any(|way| sentence.contains(way)) && !sentence.contains("par courrier electronique")
}

/// When the step, or the introduction to it, says another way somewhere, nothing says any more that one must act online.
pub(super) fn with_another_way(step: &mut Step, introduction: &[Sourced<Text>]) {
    let says = |words: &str| sentences(words).map(plain).any(|sentence| names_another_way(&sentence));
    if introduction.iter().chain(&step.instructions).any(|said| says(&said.value.value)) {
        let online = step.performed.all_mut().iter_mut().filter(|way| way.origin.confidence == Confidence::Sentence);
        online.for_each(|way| way.origin.confidence = Confidence::Title);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_sentence_says_that_one_must_act_online() {
        assert!(obliges_to_go_online(
            "Le médecin remet son avis. La demande de permis se fait en ligne\u{a0}sur le site de l'ANTS."
        ));
        assert!(obliges_to_go_online("Le locataire doit créer son espace personnel sur le site Visale.fr."));
        assert!(obliges_to_go_online("Vous devez faire la demande en ligne."));
        assert!(!obliges_to_go_online("La demande se fait en ligne ou par courrier."));
        assert!(!obliges_to_go_online("Vous pouvez préparer le dossier en ligne. Vous devez vous présenter en mairie."));
    }
}
