//! Inside one procedure: two requests that the same person meets, one after the other.

use super::RULE;
use super::question::{FINDING_KEYS, INTRODUCTIONS, Question, questions};
use crate::analysis::usage::data_in_conditions;
use crate::findings::{Finding, Severity};
use crate::logic::together::{Together, together};
use crate::model::{Model, PublicService};
use crate::rules::Context;
use crate::rules::asked::{Asked, Meeting, SameThing, asked, meeting};
use crate::rules::dln::order::Order;
use crate::rules::documents::DocumentKind;

use crate::rules::quoted;
use crate::rules::wording::{fitting, name_begins};
use crate::source::Span;
use crate::values::{EvidenceForm, SymbolId, fold};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn check(service: &PublicService, context: &Context<'_>) -> Vec<Finding> {
    let model = context.model;
    let order = Order::of(service);
    let mut findings = Vec::new();
    documents_asked_twice(service, &order, context, &mut findings);
    data_asked_twice(service, &order, model, &mut findings);
    data_already_in_a_document(service, &order, context, &mut findings);
    for finding in &mut findings {
        finding.subject = Some(service.title.to_string());
    }
    findings
}

fn documents_asked_twice(service: &PublicService, order: &Order, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let model = context.model;
    let mut by_thing: BTreeMap<SameThing, Vec<Asked<'_>>> = BTreeMap::new();
    for request in asked(service, context) {
        if let Some(thing) = request.thing() {
            by_thing.entry(thing).or_default().push(request);
        }
    }
    for requests in by_thing.values().filter(|requests| !requests[0].is_delivered_here(model)) {
        let again = requests.iter().enumerate().find_map(|(rank, later)| {
            let earlier = requests[..rank].iter().find(|earlier| is_asked_again(earlier, later, order, model))?;
            Some((earlier, later))
        });
        let Some((earlier, later)) = again else { continue };
        findings.push(asked_again(earlier, later, model));
    }
}

fn asked_again(earlier: &Asked<'_>, later: &Asked<'_>, model: &Model) -> Finding {
    let called = later.called(model);
    if earlier.step.symbol == later.step.symbol {
        let where_asked = format!("{called} est demandé deux fois à l'étape {}", quoted(later.step));
        let message = fitting([where_asked, format!("{called} est demandé deux fois à la même étape")]);
        return RULE.at(later.place(), message).with_label("demandé encore").with_related(earlier.place(), "déjà demandé ici");
    }
    // An online copy then a visit: the original may have to be shown, which the procedure does not say.
    let may_be_shown = meeting(earlier.step) != Meeting::InPerson && meeting(later.step) == Meeting::InPerson;
    let severity = if may_be_shown { Severity::Conseil } else { Severity::Alerte };
    let message = fitting([
        format!("{called}, déjà fourni à l'étape {}, est redemandé", quoted(earlier.step)),
        format!("{called}, déjà fourni à une étape précédente, est redemandé"),
    ]);
    let finding = RULE
        .graded(severity, later.place(), message)
        .with_label("demandé encore")
        .with_related(earlier.place(), "déjà demandé ici");
    if may_be_shown {
        finding.with_help("ne le redemandez pas ; s'il s'agit seulement de montrer l'original, dites-le : `en original`")
    } else {
        finding
    }
}

fn is_asked_again(earlier: &Asked<'_>, later: &Asked<'_>, order: &Order, model: &Model) -> bool {
    let forms = |request: &Asked<'_>| -> BTreeSet<EvidenceForm> {
        request.requirement.value.forms.iter().map(|form| form.value).collect()
    };
    let shown_to_somebody = [earlier, later].iter().any(|request| match meeting(request.step) {
        Meeting::InPerson | Meeting::Unknown => true,
        Meeting::Remote | Meeting::Screen => false,
    });
    let may_have_changed = order.has_outcome_between(earlier.step, later.step)
        || (later.requirement.value.max_age.is_some() && order.has_waiting_between(earlier.step, later.step));
    if earlier.step.symbol == later.step.symbol && !belongs_together(earlier, later) {
        return false;
    }
    if may_have_changed || (shown_to_somebody && later.is_identity(model)) {
        return false;
    }
    forms(earlier) == forms(later) && order.follow(earlier.step, later.step) && earlier.reaches_as(later, model)
}

/// What announces another moment between two lists, folded: each renewal, each year, is another request.
const MOMENTS: [&str; 7] = ["renouvel", "perte", "chaque annee", "tous les ans", "modif", "duplicata", "si le permis"];

/// Whether two lines of one step are of one request: in the same dossier, and no sentence between them that announces another moment.
fn belongs_together(earlier: &Asked<'_>, later: &Asked<'_>) -> bool {
    let step = later.step;
    let (before, after) = (earlier.requirement.location(), later.requirement.location());
    let is_between = |span: Span| before.span.end <= span.start && span.end <= after.span.start;
    let announces = |words: &str| {
        let words = fold(words);
        MOMENTS.iter().any(|moment| words.contains(moment))
    };
    let between = step.instructions.iter().filter(|said| is_between(said.value.span));
    step.dossier_at(before) == step.dossier_at(after) && !between.into_iter().any(|said| announces(&said.value.value))
}

fn data_asked_twice(service: &PublicService, order: &Order, model: &Model, findings: &mut Vec<Finding>) {
    let questions: Vec<_> = questions(service).collect();
    for step in service.user_steps() {
        let again: Vec<_> = questions
            .iter()
            .enumerate()
            .filter(|(_, later)| later.step.symbol == step.symbol && !later.only_recognises())
            .filter_map(|(rank, later)| {
                let asked_before = |earlier: &&Question<'_>| {
                    earlier.datum().is_some()
                        && earlier.datum() == later.datum()
                        && order.follow(earlier.step, later.step)
                        && !order.has_waiting_between(earlier.step, later.step)
                        && together(&earlier.conditions(), &later.conditions(), model) == Together::Proved
                };
                Some((questions[..rank].iter().find(asked_before)?, later))
            })
            .collect();
        let Some(&(earlier, later)) = again.first() else { continue };
        let names: Vec<_> = again.iter().map(|(_, later)| later.called(model)).collect();
        let message = match names.as_slice() {
            [name] => format!("« {name} » est demandé une seconde fois"),
            names => listed(&format!("{} données sont demandées une seconde fois", names.len()), names),
        };
        let finding = RULE.at(later.place(), message).with_label(format!("déjà dit à l'étape {}", quoted(earlier.step)));
        findings.push(again.iter().fold(finding, |finding, (earlier, later)| {
            finding.with_related(earlier.place(), format!("« {} » est déjà demandé ici", later.called(model)))
        }));
    }
}

/// A datum typed, and a document that says it, both from the same person. Proofs of address have their own rule.
fn data_already_in_a_document(service: &PublicService, order: &Order, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let model = context.model;
    let orienting = data_in_conditions(service);
    let mut told = BTreeSet::new();
    let to_verify =
        |request: &Asked<'_>| !request.is_identity(model) && !request.is_always(&[DocumentKind::ProofOfAddress], model);
    for request in asked(service, context).filter(to_verify) {
        let Some(documents) = request.documents(model) else { continue };
        let says = |datum: SymbolId| {
            documents.iter().all(|document| document.proves.all().iter().any(|proved| proved.value.target == Some(datum)))
        };
        let typed: Vec<_> = questions(service)
            .filter(|question| {
                question.datum().is_some_and(|datum| says(datum) && !orienting.contains(&datum) && !told.contains(&datum))
                    && !name_begins(question.name(), INTRODUCTIONS)
                    && !name_begins(question.name(), FINDING_KEYS)
                    && !name_begins(question.name(), &["adresse"])
                    && order.are_at_once(question.step, request.step)
                    && together(&question.conditions(), &request.conditions(), model) == Together::Proved
            })
            .collect();
        let Some(first) = typed.first() else { continue };
        let mut names = Vec::new();
        for question in &typed {
            if question.datum().is_some_and(|datum| told.insert(datum)) {
                names.push(question.called(model));
            }
        }
        let message = listed(&format!("{} dit déjà", request.called(model)), &names);
        findings.push(
            RULE.graded(Severity::Conseil, first.place(), message)
                .with_label("à saisir en plus de la pièce")
                .with_related(request.place(), "la pièce est demandée ici")
                .with_help("lisez la donnée sur la pièce, ou ne demandez que la donnée et vérifiez-la à la source"),
        );
    }
}

/// The names after their announcement when they fit in a message of one line, else how many.
fn listed(announcement: &str, names: &[String]) -> String {
    fitting([format!("{announcement} : {}", names.join(", ")), format!("{announcement} : {} données", names.len())])
}
