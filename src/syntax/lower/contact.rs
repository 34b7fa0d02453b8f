//! Ways to reach someone: the lines of a `contact` block, which an organisation may carry too.

use super::super::ast::ContactClause;
use super::super::grammar::Rule;
use super::{Container, Lower};
use crate::source::Spanned;
use crate::values::{CallPrice, ContactPoint, FactKind};
use pest::iterators::Pairs;

/// The lines of ways to reach someone, made into clauses by `$wrap`.
macro_rules! contact_entries {
    ($clause:ty, $wrap:expr $(, $more:expr)* $(,)?) => {
        &[
            $($more,)*
            crate::syntax::lower::entry::<$clause>(
                "guichet", Rule::ligne_guichet, "guichet « 12 rue de la Paix, Rouen », « du lundi au vendredi de 9 h à 17 h »",
                |lower, pairs, _| crate::syntax::lower::contact::counter(lower, &pairs).map($wrap),
            ).states(FactKind::Counter),
            crate::syntax::lower::entry::<$clause>(
                "téléphone", Rule::ligne_telephone, "téléphone « 34 00 », appel gratuit, « du lundi au vendredi de 9 h à 17 h »",
                |lower, pairs, _| crate::syntax::lower::contact::telephone(lower, &pairs).map($wrap),
            ).states(FactKind::Telephone),
            crate::syntax::lower::entry::<$clause>("courriel", Rule::ligne_texte_url, "courriel « accueil@exemple.fr »",
                |lower, pairs, _| lower.find_text_or_url(&pairs).map(ContactPoint::Email).map($wrap)),
            crate::syntax::lower::entry::<$clause>("courrier", Rule::ligne_texte_url, "courrier « Mairie, 76000 Rouen »",
                |lower, pairs, _| lower.find_text_or_url(&pairs).map(ContactPoint::Post).map($wrap)),
            crate::syntax::lower::entry::<$clause>("visio", Rule::ligne_texte_url, "visio <https://exemple.fr/visio>",
                |lower, pairs, _| lower.find_text_or_url(&pairs).map(ContactPoint::Video).map($wrap)),
            crate::syntax::lower::entry::<$clause>("rappel", Rule::ligne_texte_url, "rappel <https://exemple.fr/rappel>",
                |lower, pairs, _| lower.find_text_or_url(&pairs).map(ContactPoint::CallBack).map($wrap)),
            crate::syntax::lower::entry::<$clause>("formulaire", Rule::ligne_texte_url, "formulaire <https://exemple.fr/contact>",
                |lower, pairs, _| lower.find_text_or_url(&pairs).map(ContactPoint::Form).map($wrap)),
            crate::syntax::lower::entry::<$clause>("automate", Rule::ligne_texte_url, "automate « serveur vocal 39 39 »",
                |lower, pairs, _| lower.find_text_or_url(&pairs).map(ContactPoint::Automaton).map($wrap)),
            crate::syntax::lower::entry::<$clause>("foire aux questions", Rule::ligne_texte_url, "foire aux questions <https://exemple.fr/faq>",
                |lower, pairs, _| lower.find_text_or_url(&pairs).map(ContactPoint::Faq).map($wrap)),
            crate::syntax::lower::entry::<$clause>("annuaire", Rule::ligne_texte_url, "annuaire <https://lannuaire.service-public.fr>",
                |lower, pairs, _| lower.find_text_or_url(&pairs).map(ContactPoint::Directory).map($wrap)),
            crate::syntax::lower::entry::<$clause>("accompagnement", Rule::ligne_texte_url, "accompagnement « France services »",
                |lower, pairs, _| lower.find_text_or_url(&pairs).map(ContactPoint::Support).map($wrap)).states(FactKind::Support),
            crate::syntax::lower::entry::<$clause>("référent", Rule::ligne_texte_url, "référent « la conseillère qui suit votre dossier »",
                |lower, pairs, _| lower.find_text_or_url(&pairs).map(ContactPoint::Referent).map($wrap)),
        ]
    };
}
pub(super) use contact_entries;

/// A `contact` block.
pub(super) static CONTACT: Container<ContactClause> = Container {
    name: "un bloc `contact`",
    entries: contact_entries!(ContactClause, ContactClause::Point),
    fallback: None,
    none: Some(ContactClause::None),
};

/// `guichet « … », sur rendez-vous, « horaires »`
pub(super) fn counter<'t>(lower: &mut Lower<'t>, pairs: &Pairs<'t, Rule>) -> Option<ContactPoint> {
    let place = lower.find_text(pairs)?;
    let hours = lower.find(pairs, Rule::horaires).map(|hours| lower.words(&hours));
    Some(ContactPoint::Counter { place, appointment: lower.appointment(pairs), hours })
}

/// `téléphone « … », appel gratuit, « horaires »`; words that name euros are a price, unless one is said.
pub(super) fn telephone<'t>(lower: &mut Lower<'t>, pairs: &Pairs<'t, Rule>) -> Option<ContactPoint> {
    let number = lower.find_text(pairs)?;
    let mut price = None;
    let mut hours = None;
    for part in pairs.clone() {
        match part.as_rule() {
            Rule::appel_gratuit => price = Some(Spanned::new(CallPrice::Free, lower.span(&part))),
            Rule::prix_dit => {
                let words = lower.find_text(&part.into_inner())?;
                price = Some(Spanned::new(CallPrice::Other(words.value), words.span));
            }
            Rule::k_prix_appel => price = Some(Spanned::new(CallPrice::Ordinary, lower.span(&part))),
            Rule::horaires => {
                let words = lower.words(&part);
                if words.value.contains('€') && price.is_none() {
                    price = Some(Spanned::new(CallPrice::Other(words.value), words.span));
                } else {
                    hours = Some(words);
                }
            }
            _ => {}
        }
    }
    Some(ContactPoint::Telephone { number, price, hours })
}
