//! Data asked of people that no rule of the procedure reads.

use crate::analysis::usage::{data_read, neighbours};
use crate::findings::{Finding, Severity};
use crate::model::{Data, Model, PublicService};
use crate::rules::wording::{name_begins, shortened};
use crate::rules::{Basis, Check, Context, FixOffered, Rule};
use crate::source::Location;
use crate::values::{DataType, DecisionMode, RuleKind, SymbolId};
use std::collections::BTreeSet;

/// How the names of data that tell who a person is, or where to answer, begin: a procedure always needs them.
const IDENTIFYING: &[&str] = &[
    "nom",
    "prénom",
    "date_naissance",
    "date_de_naissance",
    "lieu_naissance",
    "lieu_de_naissance",
    "civilité",
    "numéro",
    "identifiant",
    "adresse",
    "téléphone",
    "courriel",
    "iban",
    "rib",
];

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "DON001",
    name: "donnee-sans-usage",
    severity: Severity::Conseil,
    worst: Severity::Erreur,
    what: "Une donnée est demandée, et aucune règle de la démarche ne s'en sert.",
    why: "Chaque donnée inutile est une question de plus, une occasion de se tromper, et une part de vie privée livrée pour rien.",
    remove: "ne demandez plus cette donnée",
    ease: "dites à quoi elle sert : `sert à « … »` dans sa définition, ou la règle qui la lit",
    principle: "une éthique de l’information et de la gestion des données",
    basis: &[
        Basis::Source("RGPD, article 5(1)(c) : données « limitées à ce qui est nécessaire » (CNIL)"),
        Basis::Source("Vos démarches essentielles : « ne plus demander des données qui ne servent pas l'administration »"),
    ],
    threshold: "",
    limits: "Conseil, car toutes les règles ne sont pas forcément écrites ; erreur si la démarche est dite `complète oui` et écrit ses \
             droits. Ne parle que des démarches qui écrivent leurs règles (`droit`, `calcul`) ou disent à quoi servent leurs données \
             (`sert à`), et dont les règles lisent au moins une des données demandées. Les étapes facultatives, les textes libres, lus par un agent, et les données qui \
             identifient la personne ou permettent de lui répondre ne comptent pas.",
    fix: FixOffered::No,
    faulty: &[r"
démarche aide « Demander une aide » {
  étape dépôt « Remplissez la demande » {
    par usager en ligne ou par courrier
    demande nom, prénom, revenu_fiscal, nationalité
  }
  droit aidé : oui ou non {
    non
    exception modeste : oui si revenu_fiscal < 20 000 €
  }
}
"],
    sane: &[
        r"
démarche aide « Demander une aide » {
  étape dépôt « Remplissez la demande » {
    par usager en ligne ou par courrier
    demande nom, prénom, revenu_fiscal
  }
  droit aidé : oui ou non {
    non
    exception modeste : oui si revenu_fiscal < 20 000 €
  }
}
",
        r"
démarche aide « Demander une aide » {
  étape dépôt « Remplissez la demande » {
    par usager en ligne ou par courrier
    demande nom, prénom, revenu_fiscal, nationalité
  }
}
",
    ],
    check: Check::Service(check),
};

fn check(service: &PublicService, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let model = context.model;
    let asked: Vec<_> = service.user_steps().filter(|step| !step.optional).flat_map(|step| step.asks.all()).collect();
    let data = || asked.iter().filter_map(|asked| model.datum(&asked.value.0));
    let states_rights = service.rules.iter().any(|rule| rule.value.kind == RuleKind::Right) || is_automatic(service);
    let states_uses = !service.rules.is_empty() || data().any(|datum| datum.used_for.is_some());
    if !states_rights && !states_uses {
        return;
    }
    let mut used = data_read(service, model);
    used.extend(service.declares.iter().filter_map(|declared| declared.value.target));
    used.extend(awaited_elsewhere(service, model));
    // Rules that read nothing of what is asked are about something else: they say nothing of its use.
    if states_rights && !data().any(|datum| used.contains(&datum.symbol)) {
        return;
    }
    let mut seen = BTreeSet::new();
    let unused: Vec<(&Data, Location)> = asked
        .iter()
        .filter_map(|asked| Some((model.datum(&asked.value.0)?, asked.at(asked.value.0.span))))
        .filter(|(datum, _)| is_without_use(datum, &used, service) && seen.insert(datum.symbol))
        .collect();
    let Some(&(first, place)) = unused.first() else { return };
    let severity = if states_rights && service.is_complete() { Severity::Erreur } else { RULE.severity };
    let message = match unused.len() {
        1 => format!("« {} » est demandé, et aucune règle de la démarche ne s'en sert", shortened(&first.called(), 36)),
        n => format!("{n} données sont demandées sans qu'aucune règle de la démarche s'en serve"),
    };
    let finding = RULE.graded(severity, place, message).with_label("à quoi cette donnée sert-elle ?");
    findings.push(unused[1..].iter().fold(finding, |finding, (datum, place)| {
        finding.with_related(*place, format!("« {} » non plus ne sert à aucune règle", datum.called()))
    }));
}

fn is_automatic(service: &PublicService) -> bool {
    let mode = service.decision.said().and_then(|decision| decision.mode.as_ref());
    mode.is_some_and(|mode| mode.value == DecisionMode::Automatic)
}

fn is_without_use(datum: &Data, used: &BTreeSet<SymbolId>, service: &PublicService) -> bool {
    let read_by_an_agent = matches!(datum.data_type, DataType::Text) && !is_automatic(service);
    let identifies = name_begins(&datum.name, IDENTIFYING);
    !(used.contains(&datum.symbol) || datum.used_for.is_some() || read_by_an_agent || identifies)
}

/// The data that the other procedures of its journeys read without asking them: this procedure may be where they are asked.
fn awaited_elsewhere(service: &PublicService, model: &Model) -> BTreeSet<SymbolId> {
    let awaited = neighbours(service, model).flat_map(|other| {
        let asks = other.steps.iter().flat_map(|step| step.asks.all());
        let asked: BTreeSet<_> = asks.filter_map(|asked| asked.value.0.target).collect();
        data_read(other, model).into_iter().filter(move |read| !asked.contains(read))
    });
    awaited.collect()
}
