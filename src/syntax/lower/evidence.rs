//! Documents and data: what people are asked for.

use super::super::ast::{Clause, Data, DataClause, EvidenceClause};
use super::super::grammar::Rule;
use super::super::keyword::starts_with;
use super::super::skeleton::{Line, quoted_len};
use super::{Container, Lower, entry};
use crate::source::Spanned;
use crate::values::{Concept, DataType, FactKind};
use pest::iterators::{Pair, Pairs};

/// A `pièce` block.
pub(super) static EVIDENCE: Container<EvidenceClause> = Container {
    name: "une pièce",
    entries: &[
        entry("synonymes", Rule::ligne_textes, "synonymes « extrait d'acte de naissance »", |lower, pairs, _| {
            Some(EvidenceClause::Synonyms(lower.texts(&pairs)))
        }),
        entry("délivrée par", Rule::ligne_noms, "délivrée par mairie", |lower, pairs, _| {
            Some(EvidenceClause::IssuedBy(lower.references(&pairs)))
        })
        .states(FactKind::Issuer),
        entry("détenue par", Rule::ligne_noms, "détenue par caf", |lower, pairs, _| {
            Some(EvidenceClause::HeldBy(lower.references(&pairs)))
        }),
        entry("obtenue par", Rule::ligne_obtenue, "obtenue par démarche demande_acte_naissance", |lower, pairs, _| {
            Some(lower.find_reference(&pairs).map_or(EvidenceClause::AlreadyOwned, EvidenceClause::ObtainedThrough))
        })
        .states(FactKind::Provider),
        entry("délai d'obtention", Rule::ligne_duree, "délai d'obtention 3 jours à 3 semaines", |lower, pairs, _| {
            lower.find_duration_range(&pairs).map(EvidenceClause::ObtainingTime)
        })
        .states(FactKind::ObtainingTime),
        entry("coût", Rule::ligne_cout, "coût 25 €", |lower, pairs, _| lower.cost(&pairs).map(EvidenceClause::Cost))
            .states(FactKind::Cost),
        entry("prouve", Rule::ligne_noms, "prouve nom, prénom, date_naissance", |lower, pairs, _| {
            Some(EvidenceClause::Proves(lower.references(&pairs)))
        }),
        entry("échange", Rule::ligne_texte, "échange « COMEDEC »", |lower, pairs, _| {
            lower.find_text(&pairs).map(EvidenceClause::Exchange)
        })
        .states(FactKind::Exchange),
        entry("une parmi", Rule::ligne_noms, "une parmi facture_énergie, quittance_loyer", |lower, pairs, _| {
            Some(EvidenceClause::OneOf(lower.references(&pairs)))
        }),
        entry("valable", Rule::ligne_duree, "valable 10 ans", |lower, pairs, _| {
            let range = lower.find_duration_range(&pairs)?;
            Some(EvidenceClause::ValidFor(Spanned::new(range.value.max, range.span)))
        }),
        entry("lien", Rule::ligne_url, "lien <https://www.service-public.fr>", |lower, pairs, _| {
            lower.find_url(&pairs).map(EvidenceClause::Link)
        }),
    ],
    fallback: None,
    none: Some(EvidenceClause::None),
};

/// A `donnée` block; several facts may stand on one line.
pub(super) static DATA: Container<DataClause> = Container {
    name: "une donnée",
    entries: &[
        entry("source", Rule::ligne_source_donnee, "source « FranceConnect »", |lower, pairs, _| {
            let words = pairs.clone().find(|pair| matches!(pair.as_rule(), Rule::texte | Rule::reste))?;
            Some(DataClause::Source(lower.words(&words)))
        }),
        entry("sensible", Rule::ligne_oui_non, "sensible non", |lower, pairs, _| lower.yes_no(&pairs).map(DataClause::Sensitive)),
        entry("sert à", Rule::ligne_texte, "sert à « calculer le quotient familial »", |lower, pairs, _| {
            lower.find_text(&pairs).map(DataClause::UsedFor)
        }),
        entry("explication", Rule::ligne_texte, "explication « Il est sur votre extrait Kbis. »", |lower, pairs, _| {
            lower.find_text(&pairs).map(DataClause::Explanation)
        }),
        entry("nature", Rule::ligne_phrase, "nature siret", |lower, pairs, _| {
            let words = lower.find(&pairs, Rule::phrase)?;
            lower.word(&words, Concept::ALL, Concept::word).map(DataClause::Concept)
        }),
    ],
    fallback: None,
    none: None,
};

/// `donnée nom : type en unité, de X à Y « question » { … }`
pub(super) fn data<'t>(lower: &mut Lower<'t>, pairs: &Pairs<'t, Rule>, line: &Line) -> Option<Data> {
    let names = lower.all(pairs, Rule::nom);
    let name = lower.name(names.first()?);
    let unit = names.get(1).map(|unit| lower.name(unit));
    let written_type = lower.find(pairs, Rule::type_donnee)?;
    let quoted_options = written_type.as_str().contains(['«', '"']);
    let data_type = data_type(lower, &written_type)?;
    let bounds = match lower.find(pairs, Rule::bornes) {
        Some(bounds) => {
            let ends = lower.all(&bounds.into_inner(), Rule::valeur);
            let low = ends.first().and_then(|end| lower.operand(end));
            let high = ends.get(1).and_then(|end| lower.operand(end));
            low.zip(high)
        }
        None => None,
    };
    let question = lower.find_text(pairs);
    let mut clauses = Vec::new();
    for line in line.block.iter().flat_map(|block| &block.lines) {
        for part in facts(lower.text, line) {
            clauses.extend(lower.line(&part, &DATA) as Option<Clause<DataClause>>);
        }
    }
    Some(Data { name, data_type, unit, bounds, quoted_options, question, clauses, span: line.whole() })
}

/// The facts of a line of a `donnée` block: it may hold several, each started by its word outside any text.
fn facts(text: &str, line: &Line) -> Vec<Line> {
    let words = &text[line.span.range()];
    let mut starts = vec![0];
    let mut previous = ' ';
    let mut at = 0;
    while let Some(character) = words[at..].chars().next() {
        let rest = &words[at..];
        let is_fact = || DATA.entries.iter().any(|entry| starts_with(rest, entry.phrase).is_some());
        if at > 0 && previous.is_whitespace() && is_fact() {
            starts.push(at);
        }
        let quoted = if matches!(character, '«' | '"') { quoted_len(rest) } else { 0 };
        at += quoted.max(character.len_utf8());
        previous = if quoted > 0 { '»' } else { character };
    }
    starts.push(words.len());
    starts.windows(2).map(|ends| line.part(text, ends[0]..ends[1])).collect()
}

/// A type.
pub(super) fn data_type<'t>(lower: &mut Lower<'t>, pair: &Pair<'t, Rule>) -> Option<Spanned<DataType>> {
    let span = lower.span(pair);
    let inner = pair.clone().into_inner().next()?;
    let data_type = match inner.as_rule() {
        Rule::t_oui_non => DataType::Boolean,
        Rule::t_entier => DataType::Integer,
        Rule::t_decimal => DataType::Decimal,
        Rule::t_montant => DataType::Money,
        Rule::t_duree => DataType::Duration,
        Rule::t_date => DataType::Date,
        Rule::t_texte => DataType::Text,
        _ => {
            let list = inner.into_inner().find(|pair| matches!(pair.as_rule(), Rule::noms | Rule::textes))?.into_inner();
            let options = list.filter(|pair| matches!(pair.as_rule(), Rule::nom | Rule::texte));
            DataType::OneOf(options.map(|option| lower.words(&option)).collect())
        }
    };
    Some(Spanned::new(data_type, span))
}
