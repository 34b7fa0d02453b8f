//! How the report was made, what it does not know, and what it is not.

use super::{SHOWN, Section, Table, count, number, words};
use crate::output::audit::{Audit, NotJudged};
use crate::output::text::counted;

/// Method and limits.
pub(super) fn method(audit: &Audit) -> Section {
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
        let unread = audit.unread.iter().take(SHOWN).map(|(path, why)| format!("{path} ({why})")).collect::<Vec<_>>();
        let others = match audit.unread.len().saturating_sub(SHOWN) {
            0 => String::new(),
            n => format!(" ; et {} de plus", count(n)),
        };
        paragraphs.push(format!("N'ont pas pu être lus, en tout ou en partie : {}{others}.", unread.join(" ; ")));
    }
    if audit.n_elsewhere > 0 {
        paragraphs.push(format!(
            "Un constat dans un organisme, une pièce ou une donnée que des démarches partagent est compté pour chacune. Hors de toute \
             démarche : {}, que `limpide check` montre.",
            counted(audit.n_elsewhere, "constat")
        ));
    }
    if !audit.not_judged.is_empty() {
        paragraphs.push(format!(
            "Non vérifié : {} règles n'ont pas été appliquées, faute des faits qu'elles lisent ou d'une précision mesurée.",
            count(audit.not_judged.len())
        ));
    }
    let row = |left: &NotJudged| vec![left.code.clone(), left.what.clone(), left.why.clone(), count(left.n_procedures)].into();
    Section {
        id: "methode",
        title: "Méthode et limites".to_owned(),
        paragraphs,
        tables: (!audit.not_judged.is_empty())
            .then(|| Table {
                caption: "Règles non appliquées".to_owned(),
                headings: vec![words("règle"), words("ce qu'elle relève"), words("pourquoi"), number("démarches non jugées")],
                bars: Vec::new(),
                rows: audit.not_judged.iter().map(row).collect(),
            })
            .into_iter()
            .collect(),
    }
}
