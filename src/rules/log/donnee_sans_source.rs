//! Data that the rules of a procedure read, and that nothing in it tells.

use crate::analysis::usage::neighbours;
use crate::findings::{Finding, Severity};
use crate::model::{Model, PublicService};
use crate::rules::asked::asked;
use crate::rules::wording::{fitting, listed};
use crate::rules::{Basis, Check, Context, FixOffered, Rule};
use crate::values::{Expression, Reference, SymbolId};
use std::collections::BTreeSet;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "LOG006",
    name: "donnee-sans-source",
    severity: Severity::Alerte,
    worst: Severity::Erreur,
    what: "Une règle lit une donnée que la démarche ne demande pas, qu'aucune de ses pièces ne prouve et qui ne vient d'aucun échange.",
    why: "La décision dépend de ce que personne n'a dit : l'agent la devinera, ou il écrira à la personne pour la lui demander.",
    remove: "demandez la donnée (`demande …`), ou dites d'où elle vient : `source « … »` dans sa définition, `prouve …` dans une pièce",
    ease: "",
    principle: "Défini : dont on connait les caractéristiques",
    basis: &[Basis::Law("CRPA", "L114-8")],
    threshold: "",
    limits: "Alerte, car l'étape qui la demande n'est peut-être pas écrite ; erreur si la démarche est dite `complète oui`. Ne parle que des \
             démarches qui demandent au moins une des données que lisent leurs règles, et pas de formulaire à remplir à part. Ce que demande ou prouve une autre démarche du même parcours \
             est tenu pour su.",
    fix: FixOffered::No,
    faulty: &[r"
démarche aide « Demander une aide » {
  étape dépôt « Remplissez la demande » {
    par usager en ligne ou par courrier
    demande nom, âge
  }
  droit aidé : oui ou non {
    non
    exception jeune : oui si âge < 25 ans et hébergé
  }
}
"],
    sane: &[
        r"
démarche aide « Demander une aide » {
  étape dépôt « Remplissez la demande » {
    par usager en ligne ou par courrier
    demande nom, âge, hébergé
  }
  droit aidé : oui ou non {
    non
    exception jeune : oui si âge < 25 ans et hébergé
  }
}
",
        r"
démarche aide « Demander une aide » {
  étape dépôt « Remplissez la demande » {
    par usager en ligne ou par courrier
    demande nom, âge
    fournir avis_imposition
  }
  droit aidé : oui ou non {
    non
    exception jeune : oui si âge < 25 ans et revenu_fiscal < 20 000 €
  }
}
",
    ],
    check: Check::Service(check),
};

fn check(service: &PublicService, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let model = context.model;
    let own: BTreeSet<_> = data_asked(service).collect();
    let read: Vec<_> = service.rules.iter().flat_map(|rule| rule.definitions.iter()).collect();
    let names = read.iter().flat_map(|line| line.value.iter().chain(&line.qualifiers.condition)).flat_map(Expression::names);
    let names: Vec<&Reference> = names.collect();
    if !names.iter().any(|name| name.target.is_some_and(|target| own.contains(&target))) {
        return;
    }
    // A form to fill in asks what is not written here.
    if asked(service, context).any(|request| request.is_form(model)) {
        return;
    }
    let mut told = own;
    told.extend(data_proved(service, context));
    told.extend(service.declares.iter().filter_map(|declared| declared.value.target));
    for other in neighbours(service, model) {
        told.extend(data_asked(other));
        told.extend(data_proved(other, context));
    }
    let mut seen = BTreeSet::new();
    let untold = names.into_iter().filter(|name| {
        let datum = model.datum(name).filter(|datum| datum.source.is_none() && !told.contains(&datum.symbol));
        datum.is_some_and(|datum| seen.insert(datum.symbol))
    });
    let untold: Vec<_> = untold.collect();
    let Some((first, others)) = untold.split_first() else { return };
    let names: Vec<_> = untold.iter().map(|name| format!("`{}`", name.name)).collect();
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    let (are, asked) = if others.is_empty() { ("est", "demandée") } else { ("sont", "demandées") };
    let message = fitting([
        format!(
            "les règles lisent {}, qui ne {are} ni {asked} ni prouvée{}",
            listed(&names),
            if others.is_empty() { "" } else { "s" }
        ),
        format!("les règles lisent {} données qui ne sont ni demandées ni prouvées", untold.len()),
    ]);
    let at = |span| crate::source::Location::new(service.file(), span);
    let Some(finding) = RULE.not_said_at(service, at(first.span), message) else { return };
    let finding = finding.with_label("qui le dira ?");
    findings.push(others.iter().fold(finding, |finding, name| finding.with_related(at(name.span), "et ceci ?")));
}

fn data_asked(service: &PublicService) -> impl Iterator<Item = SymbolId> {
    service.steps.iter().flat_map(|step| step.asks.all()).filter_map(|asked| asked.value.0.target)
}

/// What the documents asked prove, each of their alternatives.
fn data_proved(service: &PublicService, context: &Context<'_>) -> BTreeSet<SymbolId> {
    let model: &Model = context.model;
    let documents = asked(service, context).filter_map(|request| request.documents(model)).flatten();
    documents.flat_map(|document| document.proves.all()).filter_map(|proved| proved.value.target).collect()
}
