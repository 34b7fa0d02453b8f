//! Procedures written in the language, so that a team starts from what exists: one file for what they share, one for each procedure.
//!
//! Written as text from the model alone. Inner guillemets become English quotation marks, so that no text ends early; a text of law whose
//! articles the language cannot write keeps them in its title. The layout is left to the formatter.

use super::expression::written;
use crate::model::{Data, Evidence, Journey, Model, PublicOrganisation, PublicService, Stated, Step};
use crate::values::{
    Actor, CallPrice, CitedResource, ContactPoint, Cost, DataType, DurationRange, LegalCitation, Money, Qualifiers,
    RequiredEvidence, Requirement, Start, TimeLimit,
};

/// The files of a model: their names and their texts.
#[must_use]
pub fn files(model: &Model) -> Vec<(String, String)> {
    let own = |data: &&Data| owner(data, model).is_some();
    let mut shared = String::new();
    for event in &model.life_events {
        line(&mut shared, 0, &format!("événement {} {}", event.name, text(&event.title)));
    }
    for data in model.data.iter().filter(|data| !own(data)) {
        datum(&mut shared, data);
    }
    model.organisations.iter().for_each(|office| organisation(&mut shared, office));
    model.evidences.iter().for_each(|evidence| document(&mut shared, evidence));
    model.journeys.iter().for_each(|journey| stages(&mut shared, journey));
    let mut files = vec![("vocabulaire.demarche".to_owned(), shared)];
    for service in &model.services {
        let mut written = String::new();
        for data in model.data.iter().filter(|data| owner(data, model) == Some(&*service.name)) {
            datum(&mut written, data);
        }
        procedure(&mut written, service);
        files.push((format!("{}.demarche", service.name), written));
    }
    files
}

/// The procedure a datum belongs to, by its name: `f1_part_cas_1` is of `f1_part`.
fn owner<'m>(data: &'m Data, model: &Model) -> Option<&'m str> {
    let (page, _) = data.name.rsplit_once("_cas_")?;
    model.services.iter().any(|service| &*service.name == page).then_some(page)
}

fn line(file: &mut String, depth: usize, words: &str) {
    file.push_str(&"  ".repeat(depth));
    file.push_str(words);
    file.push('\n');
}

/// A text between guillemets.
fn text(words: &str) -> String {
    let plain = |letter: char| match letter {
        '«' => '“',
        '»' => '”',
        letter if letter.is_control() => ' ',
        letter => letter,
    };
    let inner: String = words.chars().map(plain).collect();
    format!("« {} »", inner.trim())
}

/// An address between angle brackets; what would end it early is escaped as in any address.
fn address(url: &str) -> String {
    let escaped: String =
        url.trim().replace('>', "%3E").replace(|letter: char| letter.is_whitespace() || letter.is_control(), "%20");
    format!("<{escaped}>")
}

fn datum(file: &mut String, data: &Data) {
    let kind = match &data.data_type {
        DataType::Boolean => "oui ou non".to_owned(),
        DataType::Integer => "entier".to_owned(),
        DataType::Decimal => "décimal".to_owned(),
        DataType::Money => "montant".to_owned(),
        DataType::Duration => "durée".to_owned(),
        DataType::Date => "date".to_owned(),
        DataType::Text => "texte".to_owned(),
        DataType::OneOf(values) => {
            let values: Vec<_> = values.iter().map(|value| &*value.value).collect();
            format!("un parmi {}", values.join(", "))
        }
    };
    let question = data.question.as_ref().map(|question| format!(" {}", text(&question.value))).unwrap_or_default();
    line(file, 0, &format!("donnée {} : {kind}{question}", data.name));
}

fn organisation(file: &mut String, office: &PublicOrganisation) {
    line(file, 0, &format!("organisme {} {} {{", office.name, text(&office.title)));
    if let Stated::Said(nature) = &office.nature {
        line(file, 1, &format!("nature {}", nature.value.word()));
    }
    if let Stated::Said(website) = &office.website {
        line(file, 1, &format!("site {}", address(&website.value.value)));
    }
    for point in office.contacts.all() {
        line(file, 1, &contact(&point.value));
    }
    line(file, 0, "}");
}

fn contact(point: &ContactPoint) -> String {
    match point {
        ContactPoint::Counter { place, appointment, hours } => {
            let appointment = if appointment.is_some() { ", sur rendez-vous" } else { "" };
            let hours = hours.as_ref().map(|hours| format!(", {}", text(&hours.value))).unwrap_or_default();
            format!("guichet {}{appointment}{hours}", text(&place.value))
        }
        ContactPoint::Telephone { number, price, hours } => {
            let price = match price.as_ref().map(|price| &price.value) {
                Some(CallPrice::Free) => ", appel gratuit".to_owned(),
                Some(CallPrice::Ordinary) => ", prix d'un appel".to_owned(),
                Some(CallPrice::Other(tariff)) => format!(", {}", text(tariff)),
                None => String::new(),
            };
            let hours = hours.as_ref().map(|hours| format!(", {}", text(&hours.value))).unwrap_or_default();
            format!("téléphone {}{price}{hours}", text(&number.value))
        }
        ContactPoint::Email(mailbox) => format!("courriel {}", text(&mailbox.value)),
        ContactPoint::Post(place) => format!("courrier {}", text(&place.value)),
        ContactPoint::Video(url) => format!("visio {}", address(&url.value)),
        ContactPoint::CallBack(url) => format!("rappel {}", address(&url.value)),
        ContactPoint::Form(url) => format!("formulaire {}", address(&url.value)),
        ContactPoint::Automaton(words) => format!("automate {}", text(&words.value)),
        ContactPoint::Faq(url) => format!("foire aux questions {}", address(&url.value)),
        ContactPoint::Directory(url) => format!("annuaire {}", address(&url.value)),
        ContactPoint::Support(words) => format!("accompagnement {}", text(&words.value)),
        ContactPoint::Referent(words) => format!("référent {}", text(&words.value)),
    }
}

fn document(file: &mut String, evidence: &Evidence) {
    line(file, 0, &format!("pièce {} {} {{", evidence.name, text(&evidence.title)));
    if !evidence.synonyms.is_empty() {
        let synonyms: Vec<_> = evidence.synonyms.iter().map(|synonym| text(&synonym.value)).collect();
        line(file, 1, &format!("synonymes {}", synonyms.join(", ")));
    }
    if evidence.already_owned {
        line(file, 1, "obtenue par usager");
    }
    for service in evidence.obtained_through.all() {
        line(file, 1, &format!("obtenue par démarche {}", service.value.name));
    }
    if let Some(link) = &evidence.link {
        line(file, 1, &format!("lien {}", address(&link.value.value)));
    }
    line(file, 0, "}");
}

fn stages(file: &mut String, journey: &Journey) {
    let event = journey.life_event.as_ref().map(|event| format!(" pour événement {}", event.name)).unwrap_or_default();
    if journey.stages.is_empty() {
        return;
    }
    line(file, 0, &format!("parcours {} {}{event} {{", journey.name, text(&journey.title)));
    for (rank, stage) in journey.stages.iter().enumerate() {
        let names: Vec<_> = stage.iter().map(|service| &*service.name).collect();
        line(file, 1, &format!("{}{}", if rank == 0 { "" } else { "puis " }, names.join(", ")));
    }
    line(file, 0, "}");
}

fn procedure(file: &mut String, service: &PublicService) {
    line(file, 0, &format!("démarche {} {} {{", service.name, text(&service.title)));
    if let Some(source) = &service.provenance {
        let date = source.value.date.as_ref().map(|date| format!(", {}", date.value)).unwrap_or_default();
        let url = source.value.url.as_ref().map(|url| format!(" {}", address(&url.value))).unwrap_or_default();
        line(file, 1, &format!("source {}{date}{url}", text(&source.value.title.value)));
    }
    for words in service.presentations.all() {
        line(file, 1, &format!("présentation {}", text(&words.value.value)));
    }
    for audience in service.audiences.all() {
        line(file, 1, &format!("public {}", audience.value.word()));
    }
    for event in service.life_events.all() {
        line(file, 1, &format!("événement {}", event.value.name));
    }
    for basis in service.legal_bases.all() {
        line(file, 1, &format!("fondement {}", citation(&basis.value)));
    }
    if let Stated::Said(volume) = &service.volume {
        line(file, 1, &format!("volume {}", volume.value));
    }
    if let Stated::Said(block) = &service.contact {
        let offices: Vec<_> = block.of.iter().map(|office| &*office.value.name).collect();
        if !offices.is_empty() {
            line(file, 1, &format!("contact {}", offices.join(", ")));
        }
    }
    service.steps.iter().for_each(|step| self::step(file, step));
    for term in &service.terms {
        line(file, 1, &format!("terme {} = {}", text(&term.value.word.value), text(&term.value.meaning.value)));
    }
    line(file, 0, "}");
}

fn citation(citation: &LegalCitation) -> String {
    let article = citation.article.as_ref().map(|article| &*article.value);
    let url = citation.url.as_ref().map(|url| format!(" {}", address(&url.value))).unwrap_or_default();
    match (&citation.resource, article) {
        (CitedResource::Named(reference), None) => format!("{}{url}", reference.name),
        (CitedResource::Named(reference), Some(article)) => format!("{}, article {article}{url}", reference.name),
        (CitedResource::Quoted(title), None) => format!("{}{url}", text(&title.value)),
        (CitedResource::Quoted(title), Some(article)) if is_plain(article) => {
            format!("{}, article {article}{url}", text(&title.value))
        }
        (CitedResource::Quoted(title), Some(article)) => {
            format!("{}{url}", text(&format!("{} : articles {article}", title.value)))
        }
    }
}

/// Whether the language writes those articles: numbers joined by « à » and « et ».
fn is_plain(article: &str) -> bool {
    let mut words = article.split(' ');
    let is_number = |word: &str| {
        let digits = word.trim_start_matches(['L', 'R', 'D', 'A', 'O', '.', '*']);
        digits.starts_with(|first: char| first.is_ascii_digit())
            && digits.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
    };
    let mut number_expected = true;
    let alternate = words.all(|word| {
        let fits = if number_expected { is_number(word) } else { ["à", "et"].contains(&word) };
        number_expected = !number_expected;
        fits
    });
    alternate && !number_expected
}

fn step(file: &mut String, step: &Step) {
    line(file, 1, &format!("étape {} {} {{", step.name, text(&step.title)));
    if step.optional {
        line(file, 2, "facultative");
    }
    if let Some(condition) = &step.condition {
        line(file, 2, &format!("seulement si {}", written(&condition.value)));
    }
    for performance in step.performed.all() {
        let actors = performance.value.actors.iter().map(|actor| match &actor.value {
            Actor::User => "usager",
            Actor::Representative => "représentant",
            Actor::Organisation(reference) => &*reference.name,
        });
        let channels = performance.value.channels.iter().map(|channel| {
            let url = channel.url.as_ref().map(|url| format!(" {}", address(&url.value))).unwrap_or_default();
            format!("{}{url}", channel.kind.value.word())
        });
        let (actors, channels): (Vec<_>, Vec<_>) = (actors.collect(), channels.collect());
        let channels = if channels.is_empty() { String::new() } else { format!(" {}", channels.join(", ")) };
        line(file, 2, &format!("par {}{channels}{}", actors.join(" ou "), qualified(&performance.value.qualifiers)));
    }
    for before in &step.after {
        line(file, 2, &format!("après {}", before.value.name));
    }
    for asked in step.requirements.all() {
        line(file, 2, &requirement(&asked.value));
    }
    for cost in step.costs.all() {
        line(file, 2, &format!("coût {}{}", amount(&cost.value), qualified(&cost.value.qualifiers)));
    }
    for limit in step.processing_times.all() {
        line(file, 2, &format!("délai {}", self::limit(&limit.value)));
    }
    for limit in &step.deadlines {
        line(file, 2, &format!("sous {}", self::limit(&limit.value)));
    }
    for words in &step.instructions {
        line(file, 2, &format!("consigne {}", text(&words.value.value)));
    }
    line(file, 1, "}");
}

fn requirement(asked: &Requirement) -> String {
    let evidence = asked.evidence.iter().map(|evidence| match evidence {
        RequiredEvidence::Named(reference) => reference.name.to_string(),
        RequiredEvidence::Described(words) => text(&words.value),
    });
    let mut line = format!("fournir {}", evidence.collect::<Vec<_>>().join(" ou "));
    if let Some(age) = &asked.max_age {
        line.push_str(&format!(" de moins de {}", age.value));
    }
    for form in &asked.forms {
        line.push_str(&format!(", {}", form.value.word()));
    }
    if let Some(copies) = &asked.copies {
        line.push_str(&format!(", {} exemplaires", copies.value));
    }
    line.push_str(&qualified(&asked.qualifiers));
    line
}

fn amount(cost: &Cost) -> String {
    let (least, most) = cost.amount.value;
    let euros = |money: Money| money.to_string();
    if least == most { euros(least) } else { format!("{} à {}", euros(least), euros(most)) }
}

fn limit(limit: &TimeLimit) -> String {
    let start = match limit.start.as_ref().map(|start| &start.value) {
        Some(Start::Event(event)) => format!(", à compter {}", event.word()),
        Some(Start::Described(words)) => format!(", à compter de {}", text(words)),
        None => String::new(),
    };
    format!("{}{start}{}", range(limit.duration.value), qualified(&limit.qualifiers))
}

fn range(range: DurationRange) -> String {
    range.to_string()
}

fn qualified(qualifiers: &Qualifiers) -> String {
    let condition = qualifiers.condition.as_ref().map(|condition| format!(" si {}", written(condition))).unwrap_or_default();
    let because = qualifiers.because.as_ref().map(|because| format!(" parce que {}", text(&because.value))).unwrap_or_default();
    let basis = qualifiers.according_to.as_ref().map(|basis| format!(" selon {}", citation(basis))).unwrap_or_default();
    format!("{condition}{because}{basis}")
}
