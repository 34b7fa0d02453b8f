//! What an audit says, section by section, before it takes a form: the page and the note show the same tables.

use super::{Audit, Counts, Group, Procedure, RuleCount, Trend};
use crate::values::grouped;

/// How many procedures, documents or groups a table shows; the JSON form has them all.
const SHOWN: usize = 30;
/// How many wordings of a document are shown.
const WORDINGS: usize = 4;

/// A part of the report.
pub(super) struct Section {
    /// For links.
    pub(super) id: &'static str,
    pub(super) title: String,
    /// What it says, how to read it.
    pub(super) paragraphs: Vec<String>,
    pub(super) table: Option<Table>,
}

/// Rows under headings.
pub(super) struct Table {
    pub(super) caption: String,
    pub(super) headings: Vec<Heading>,
    pub(super) rows: Vec<Vec<String>>,
    /// The values of a picture of the table: a label and a number a row.
    pub(super) bars: Vec<(String, u64)>,
}

/// The top of a column.
pub(super) struct Heading {
    pub(super) title: &'static str,
    /// Whether it holds numbers.
    pub(super) is_number: bool,
}

const fn words(title: &'static str) -> Heading {
    Heading { title, is_number: false }
}

const fn number(title: &'static str) -> Heading {
    Heading { title, is_number: true }
}

/// All the sections that have something to say, in order.
pub(super) fn sections(audit: &Audit, trend: Option<&Trend>) -> Vec<Section> {
    let families = [
        ("une-fois", "« Dites-le-nous une fois »", "DLN", ONCE_ONLY),
        ("contacts", "Quelqu'un à qui parler", "REL", CONTACTS),
        ("engagements", "Délais, silence et recours", "CON", COMMITMENTS),
    ];
    let by_family = families.into_iter().map(|(id, title, family, about)| of_family(audit, id, title, family, about));
    let groups = [
        ("themes", "Par thème", "thème", &audit.themes),
        ("organismes", "Par organisme", "organisme", &audit.organisations),
        ("evenements", "Par événement de vie", "événement", &audit.life_events),
    ];
    let by_group = groups.into_iter().map(|(id, title, heading, groups)| of_groups(id, title, heading, groups));
    let mut all = vec![trend.map(changes), first(audit), rules(audit)];
    all.extend(by_family);
    all.push(documents(audit));
    all.extend(by_group);
    all.push(distributions(audit));
    all.push(Some(method(audit)));
    all.into_iter().flatten().collect()
}

const ONCE_ONLY: &str = "Ce que la personne fournit alors qu'une administration l'a déjà, ou qu'elle l'a déjà donné.";
const CONTACTS: &str = "Les démarches où la personne ne trouve personne, ou pas au bon moment.";
const COMMITMENTS: &str = "Ce que l'administration ne dit pas de ses délais, de son silence et des recours.";

/// « Audit de 1 587 démarches »
pub(super) fn title(audit: &Audit) -> String {
    format!("Audit de {}", procedures(audit.n_procedures))
}

/// What is known of the files.
pub(super) fn known(audit: &Audit) -> String {
    match audit.n_with_volume {
        0 => "Aucun nombre de dossiers n'est connu.".to_owned(),
        n => format!("{} dossiers connus, pour {}.", grouped(audit.volume), procedures(n)),
    }
}

/// « 1 démarche », « 12 démarches »
fn procedures(number: usize) -> String {
    format!("{} {}", count(number), if number > 1 { "démarches" } else { "démarche" })
}

/// « 12 345 » or « – » when nothing is known.
pub(super) fn files(volume: u64) -> String {
    if volume == 0 { "–".to_owned() } else { grouped(volume) }
}

fn count(number: usize) -> String {
    grouped(number as u64)
}

fn gravity(counts: Counts) -> [String; 3] {
    [count(counts.errors), count(counts.warnings), count(counts.advice + counts.remarks)]
}

fn first(audit: &Audit) -> Option<Section> {
    let worst: Vec<_> = audit.procedures.iter().filter(|procedure| procedure.counts.weight() > 0).take(SHOWN).collect();
    let row = |procedure: &&Procedure| {
        let mut row = vec![procedure.title.clone(), files(procedure.volume.unwrap_or(0))];
        row.extend(gravity(procedure.counts));
        row.push(procedure.findings.first().map(|finding| finding.message.clone()).unwrap_or_default());
        row
    };
    let how = if audit.n_with_volume > 0 {
        "L'ordre est celui de la gravité des constats (une erreur compte 10, une alerte 3, un conseil 1), multipliée par le nombre \
         de dossiers quand il est connu."
    } else {
        "L'ordre est celui de la gravité des constats : une erreur compte 10, une alerte 3, un conseil 1. Aucun nombre de dossiers \
         n'est connu."
    };
    (!worst.is_empty()).then(|| Section {
        id: "priorites",
        title: "À corriger d'abord".to_owned(),
        paragraphs: vec![how.to_owned()],
        table: Some(Table {
            caption: format!("Les {} démarches à corriger d'abord", worst.len()),
            headings: vec![
                words("démarche"),
                number("dossiers"),
                number("erreurs"),
                number("alertes"),
                number("conseils"),
                words("premier constat"),
            ],
            bars: worst.iter().take(10).map(|procedure| (procedure.title.clone(), procedure.priority())).collect(),
            rows: worst.iter().map(row).collect(),
        }),
    })
}

fn rule_table(caption: String, rules: &[&RuleCount]) -> Table {
    let row = |rule: &&RuleCount| {
        vec![
            format!("{} {}", rule.code, rule.name),
            rule.what.clone(),
            count(rule.counts.total()),
            count(rule.n_procedures),
            files(rule.volume),
            rule.law.clone(),
        ]
    };
    Table {
        caption,
        headings: vec![
            words("règle"),
            words("ce qu'elle relève"),
            number("constats"),
            number("démarches"),
            number("dossiers"),
            words("base"),
        ],
        bars: rules.iter().take(12).map(|rule| (format!("{} {}", rule.code, rule.name), rule.n_procedures as u64)).collect(),
        rows: rules.iter().map(row).collect(),
    }
}

fn rules(audit: &Audit) -> Option<Section> {
    let rules: Vec<_> = audit.rules.iter().collect();
    (!rules.is_empty()).then(|| Section {
        id: "regles",
        title: "Ce qui est relevé, règle par règle".to_owned(),
        paragraphs: vec!["« limpide explain CODE » explique une règle, avec ses exemples et ses sources.".to_owned()],
        table: Some(rule_table("Constats par règle".to_owned(), &rules)),
    })
}

fn of_family(audit: &Audit, id: &'static str, title: &str, family: &str, about: &str) -> Option<Section> {
    let rules: Vec<_> = audit.rules.iter().filter(|rule| rule.code.starts_with(family)).collect();
    (!rules.is_empty()).then(|| Section {
        id,
        title: title.to_owned(),
        paragraphs: vec![about.to_owned()],
        table: Some(rule_table(format!("{title} : constats par règle"), &rules)),
    })
}

fn documents(audit: &Audit) -> Option<Section> {
    let most: Vec<_> = audit.documents.iter().take(SHOWN).collect();
    let row = |document: &&super::DocumentCount| {
        vec![
            document.title.clone(),
            count(document.n_procedures),
            count(document.n_mentions),
            files(document.volume),
            shortened(&document.asked_by),
            shortened(&document.wordings),
        ]
    };
    (!most.is_empty()).then(|| Section {
        id: "pieces",
        title: "Les pièces les plus demandées".to_owned(),
        paragraphs: vec![format!(
            "{} pièces différentes sont demandées, dont {} par une seule démarche.",
            count(audit.documents.len()),
            count(audit.documents.iter().filter(|document| document.n_procedures == 1).count())
        )],
        table: Some(Table {
            caption: format!("Les {} pièces demandées par le plus de démarches", most.len()),
            headings: vec![
                words("pièce"),
                number("démarches"),
                number("demandes"),
                number("dossiers"),
                words("demandée par"),
                words("autres libellés"),
            ],
            bars: most.iter().take(12).map(|document| (document.title.clone(), document.n_procedures as u64)).collect(),
            rows: most.iter().map(row).collect(),
        }),
    })
}

/// The first of a list, and how many others.
fn shortened(list: &[String]) -> String {
    let shown = list.iter().take(WORDINGS).map(|words| format!("« {words} »")).collect::<Vec<_>>().join(", ");
    match list.len().saturating_sub(WORDINGS) {
        0 => shown,
        others => format!("{shown} et {others} de plus"),
    }
}

fn of_groups(id: &'static str, title: &str, heading: &'static str, groups: &[Group]) -> Option<Section> {
    let shown: Vec<_> = groups.iter().take(SHOWN).collect();
    let row = |group: &&Group| {
        let mut row = vec![group.title.clone(), count(group.n_procedures)];
        row.extend(gravity(group.counts));
        row
    };
    (!shown.is_empty()).then(|| Section {
        id,
        title: title.to_owned(),
        paragraphs: Vec::new(),
        table: Some(Table {
            caption: format!("Constats {}", title.to_lowercase()),
            headings: vec![words(heading), number("démarches"), number("erreurs"), number("alertes"), number("conseils")],
            bars: Vec::new(),
            rows: shown.iter().map(row).collect(),
        }),
    })
}

fn distributions(audit: &Audit) -> Option<Section> {
    let rows: Vec<_> = audit
        .distributions
        .iter()
        .map(|spread| {
            let [n, values @ ..] = [spread.n as u64, spread.median, spread.p75, spread.p90, spread.p99, spread.max].map(grouped);
            let mut row = vec![spread.title.clone(), n];
            row.extend(values);
            row
        })
        .collect();
    (!rows.is_empty()).then(|| Section {
        id: "repartitions",
        title: "Répartitions".to_owned(),
        paragraphs: vec!["Médiane : la moitié des démarches n'en a pas plus. 90 % : neuf sur dix n'en ont pas plus.".to_owned()],
        table: Some(Table {
            caption: "Répartitions et centiles".to_owned(),
            headings: vec![
                words("grandeur"),
                number("démarches"),
                number("médiane"),
                number("75 %"),
                number("90 %"),
                number("99 %"),
                number("maximum"),
            ],
            bars: Vec::new(),
            rows,
        }),
    })
}

fn changes(trend: &Trend) -> Section {
    let named = |titles: &[String], one: &str| match titles {
        [] => None,
        titles => Some(format!("{one} : {}.", shortened(titles))),
    };
    let (before, after) = trend.procedures;
    let mut paragraphs =
        vec![format!("Depuis l'audit du {} : {} alors, {} aujourd'hui.", trend.since, procedures(before), procedures(after))];
    paragraphs.extend(named(&trend.new, "Démarches nouvelles"));
    paragraphs.extend(named(&trend.gone, "Démarches disparues"));
    paragraphs.push(format!("Démarches dont le nombre de constats a changé : {}.", count(trend.changed.len())));
    let row = |(code, before, after): &(String, usize, usize)| vec![code.clone(), count(*before), count(*after)];
    Section {
        id: "evolution",
        title: "Ce qui a changé".to_owned(),
        paragraphs,
        table: (!trend.rules.is_empty()).then(|| Table {
            caption: "Constats par règle, avant et maintenant".to_owned(),
            headings: vec![words("règle"), number("avant"), number("maintenant")],
            bars: Vec::new(),
            rows: trend.rules.iter().map(row).collect(),
        }),
    }
}

fn method(audit: &Audit) -> Section {
    let mut paragraphs = vec![
        "Limpide lit ce qui est écrit et dit ce qui gênerait une personne. Il ne dit pas si une démarche est légale, et ne remplace pas \
         un avis juridique : une base citée dit d'où vient l'exigence, pas qu'elle est violée."
            .to_owned(),
        "Ce qui n'est pas écrit est tenu pour inconnu, jamais pour absent. Un nombre de dossiers inconnu n'est pas estimé : il est \
         montré par un tiret."
            .to_owned(),
        format!(
            "Deux libellés sont la même pièce quand ils ont le même lien, ou les mêmes mots une fois mis à part la copie, l'âge et les \
             synonymes déclarés ; ce qui ne nomme aucune pièce (« autre document ») n'est pas compté. Sources lues : {}.",
            audit.sources.join(", ")
        ),
    ];
    if !audit.unread.is_empty() {
        let unread = audit.unread.iter().map(|(path, why)| format!("{path} ({why})")).collect::<Vec<_>>();
        paragraphs.push(format!("N'ont pas pu être lus : {}.", unread.join(" ; ")));
    }
    if !audit.not_judged.is_empty() {
        paragraphs.push(format!(
            "Non vérifié : {} règles n'ont pas été appliquées, faute des faits qu'elles lisent ou d'une précision mesurée.",
            count(audit.not_judged.len())
        ));
    }
    let row = |left: &super::NotJudged| vec![left.code.clone(), left.what.clone(), left.why.clone()];
    Section {
        id: "methode",
        title: "Méthode et limites".to_owned(),
        paragraphs,
        table: (!audit.not_judged.is_empty()).then(|| Table {
            caption: "Règles non appliquées".to_owned(),
            headings: vec![words("règle"), words("ce qu'elle relève"), words("pourquoi")],
            bars: Vec::new(),
            rows: audit.not_judged.iter().map(row).collect(),
        }),
    }
}
