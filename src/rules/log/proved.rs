//! What was proved of a rule, in words: the person found, the example to insert, what could not be verified.

use crate::findings::{Applicability, Fix};
use crate::logic::proof::{RuleProof, Unverified, Witness};
use crate::logic::{Situation, Value, is_name};
use crate::model::{Data, Model, PublicService, SymbolKind};
use crate::rules::Context;
use crate::rules::wording::listed;
use crate::source::{FileId, Location, Span};
use crate::values::{DataType, Rule, RuleDefinition};

/// What to do about what could not be verified.
pub(super) const HOW_TO_VERIFY: &str = "donnez en exemple (`cas`) les personnes à la limite, ou comparez une donnée à la fois";

/// A rule and what was proved of it.
#[derive(Clone, Copy)]
pub(super) struct Proved<'m> {
    /// As written.
    pub(super) rule: &'m Rule,
    /// Its file.
    file: FileId,
    /// The procedure it is written in; none for a shared one.
    pub(super) service: Option<&'m PublicService>,
    /// What was proved.
    pub(super) proof: &'m RuleProof,
    model: &'m Model,
}

/// The rules of a workspace, each with what was proved of it.
pub(super) fn proved<'m>(context: &Context<'m>) -> impl Iterator<Item = Proved<'m>> {
    let (model, proofs) = (context.model, context.proofs);
    proofs.iter().filter_map(move |proof| {
        let sourced = model.rule_of(proof.rule)?;
        let service = match proof.rule {
            SymbolKind::LocalRule(service, _) => model.services.get(service as usize),
            _ => None,
        };
        Some(Proved { rule: &sourced.value, file: sourced.origin.location.file, service, proof, model })
    })
}

impl<'m> Proved<'m> {
    /// Its name.
    pub(super) fn name(&self) -> &'m str {
        &self.rule.name.value
    }

    /// Where its name stands.
    pub(super) fn heading(&self) -> Location {
        self.at(self.rule.name.span)
    }

    /// A place of its file.
    pub(super) const fn at(&self, span: Span) -> Location {
        Location::new(self.file, span)
    }

    /// One of its lines.
    pub(super) fn line(&self, line: u32) -> &'m RuleDefinition {
        &self.rule.definitions[line as usize]
    }

    /// A person found, as a `cas` says it: « âge = 20 ans, hébergé = oui ».
    pub(super) fn person(&self, witness: &Witness) -> String {
        self.facts(witness).join(", ")
    }

    fn facts(&self, witness: &Witness) -> Vec<String> {
        let of = |datum: &(crate::values::SymbolId, Value)| {
            let data = datum_of(self.model, datum.0)?;
            Some(format!("{} = {}", data.name, Situation::written(data, &datum.1)))
        };
        witness.facts.iter().filter_map(of).collect()
    }

    /// The person found in a sentence: « Par exemple, la personne telle que âge = 20 ans. »
    pub(super) fn sentence(&self, witness: &Witness) -> String {
        let profile = witness.profile.and_then(|rank| self.model.profiles.get(rank));
        let profile = profile.map_or_else(String::new, |profile| format!(" ; c'est le profil « {} »", profile.title));
        match &*self.facts(witness) {
            [] => "C'est vrai de tout le monde.".to_owned(),
            facts => format!("Par exemple : {}{profile}.", facts.join(", ")),
        }
    }

    /// Inserts an example of that person after the rule, with what is expected left to decide; it fails until the rule is mended.
    pub(super) fn example(&self, witness: &Witness, expected: Option<&Value>) -> Option<Fix> {
        let service = self.service?;
        let after = service.cases.iter().map(|case| case.value.span.end).max().unwrap_or(self.rule.span.end);
        let expected = expected.map_or_else(|| placeholder(&self.rule.data_type.value), |value| Some(value.to_string()))?;
        let facts = self.facts(witness);
        let title: String = facts.join(", ").chars().filter(|letter| !matches!(letter, '«' | '»')).collect();
        let mut block = format!("\n  cas « À décider : {title} » {{\n");
        facts.iter().for_each(|fact| block.push_str(&format!("    {fact}\n")));
        block.push_str(&format!("    attendu {} = {expected} # à décider, puis à corriger dans la règle\n  }}", self.name()));
        let place = self.at(Span::new(after, after));
        Some(Fix::replace("ajouter cette personne en exemple", Applicability::ToReview, place, block))
    }

    /// Why something could not be verified.
    pub(super) fn reason(&self, unverified: &Unverified) -> String {
        match unverified {
            Unverified::TooMany => "les cas à distinguer sont trop nombreux".to_owned(),
            Unverified::Mixed(data) => {
                let names: Vec<_> = data.iter().map(|datum| format!("`{}`", self.model.symbols.get(*datum).name)).collect();
                let names: Vec<_> = names.iter().map(String::as_str).collect();
                format!("une comparaison mêle {}, d'une façon que limpide ne sait pas résoudre", listed(&names))
            }
        }
    }
}

fn datum_of(model: &Model, symbol: crate::values::SymbolId) -> Option<&Data> {
    match model.symbols.get(symbol).kind {
        SymbolKind::Data(rank) => model.data.get(rank as usize),
        _ => None,
    }
}

/// A value of that type, to be replaced.
fn placeholder(data_type: &DataType) -> Option<String> {
    Some(match data_type {
        DataType::Boolean => "non".to_owned(),
        DataType::Money => "0 €".to_owned(),
        DataType::Integer | DataType::Decimal => "0".to_owned(),
        DataType::Duration => "0 mois".to_owned(),
        DataType::Date => return None,
        DataType::Text => "« … »".to_owned(),
        DataType::OneOf(values) => {
            let first = &values.first()?.value;
            if is_name(first) { first.to_string() } else { format!("« {first} »") }
        }
    })
}
