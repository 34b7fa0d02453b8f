//! The audit as one page, complete in itself: no network, no script, readable on a phone, printed as it is. Every picture has its table.

use super::chart;
use super::sections::{Section, Table, day, files, known, sections, title};
use super::{Audit, Procedure, Trend};
use crate::values::grouped;
use std::fmt::Write as _;

const STYLE: &str = include_str!("page.css");

/// The whole page.
pub(super) fn render(audit: &Audit, trend: Option<&Trend>) -> String {
    let sections = sections(audit, trend);
    let title = escaped(&title(audit));
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"fr\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<a class=\"evitement\" href=\"#contenu\">Aller au contenu</a>\n\
         <header>\n<h1>{title}</h1>\n<p>Le {}. {}</p>\n</header>\n",
        escaped(&day(&audit.date)),
        known(audit)
    );
    page.push_str("<nav aria-label=\"Sommaire\">\n<ul>\n");
    for section in &sections {
        let _ = writeln!(page, "<li><a href=\"#{}\">{}</a></li>", section.id, escaped(&section.title));
    }
    page.push_str("<li><a href=\"#demarches\">Chaque démarche</a></li>\n</ul>\n</nav>\n<main id=\"contenu\">\n");
    let is_alone = audit.procedures.len() == 1;
    if is_alone {
        write_procedures(audit, &mut page);
    }
    sections.iter().for_each(|section| write_section(section, is_alone, &mut page));
    if !is_alone {
        write_procedures(audit, &mut page);
    }
    page.push_str("</main>\n<footer><p>Fait par limpide. Aucun avis juridique.</p></footer>\n</body>\n</html>\n");
    page
}

fn write_section(section: &Section, is_alone: bool, page: &mut String) {
    let _ = writeln!(page, "<section id=\"{}\">\n<h2>{}</h2>", section.id, escaped(&section.title));
    for paragraph in &section.paragraphs {
        let _ = writeln!(page, "<p>{}</p>", escaped(paragraph));
    }
    for table in &section.tables {
        if !is_alone {
            page.push_str(&chart::bars(&table.caption, &table.bars));
        }
        write_table(table, page);
    }
    page.push_str("</section>\n");
}

fn write_table(table: &Table, page: &mut String) {
    // A wide table scrolls by itself, and can be reached with the keyboard.
    let caption = escaped(&table.caption);
    let _ = writeln!(
        page,
        "<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"{caption}\">\n<table>\n<caption>{caption}</caption>\n<thead><tr>"
    );
    for heading in &table.headings {
        let class = if heading.is_number { " class=\"nombre\"" } else { "" };
        let _ = write!(page, "<th scope=\"col\"{class}>{}</th>", escaped(heading.title));
    }
    page.push_str("</tr></thead>\n<tbody>\n");
    for row in &table.rows {
        page.push_str("<tr>");
        for (rank, (cell, heading)) in row.cells.iter().zip(&table.headings).enumerate() {
            let _ = match (rank, &row.procedure, heading.is_number) {
                (0, Some(id), _) => {
                    write!(page, "<th scope=\"row\"><a href=\"#d-{}\">{}</a></th>", escaped(id), escaped(cell))
                }
                (0, None, _) => write!(page, "<th scope=\"row\">{}</th>", escaped(cell)),
                (_, _, true) => write!(page, "<td class=\"nombre\">{}</td>", escaped(cell)),
                (_, _, false) => write!(page, "<td>{}</td>", escaped(cell)),
            };
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</tbody>\n</table>\n</div>\n");
}

fn write_procedures(audit: &Audit, page: &mut String) {
    page.push_str("<section id=\"demarches\">\n<h2>Chaque démarche</h2>\n");
    for procedure in &audit.procedures {
        write_procedure(procedure, audit.procedures.len() == 1, page);
    }
    page.push_str("</section>\n");
}

/// A procedure folded under its title. A link to it unfolds it: its place is inside.
fn write_procedure(procedure: &Procedure, is_alone: bool, page: &mut String) {
    let _ = writeln!(
        page,
        "<details{}>\n<summary><h3>{}</h3> <span class=\"compte\">{}</span></summary>\n<div class=\"demarche\" id=\"d-{}\">",
        if is_alone { " open" } else { "" },
        escaped(&procedure.title),
        match procedure.counts.total() {
            0 => "rien à dire".to_owned(),
            1 => "1 constat".to_owned(),
            n => format!("{} constats", grouped(n as u64)),
        },
        escaped(&procedure.id),
    );
    let mut facts = vec![
        ("étapes", grouped(procedure.n_steps as u64)),
        ("pièces demandées", grouped(procedure.n_documents as u64)),
        ("contacts", grouped(procedure.n_contacts as u64)),
        ("dossiers", files(procedure.volume.unwrap_or(0))),
        ("lu dans", escaped(&procedure.path)),
    ];
    facts.extend(procedure.theme.iter().map(|theme| ("thème", escaped(theme))));
    if !procedure.organisations.is_empty() {
        facts.push(("organismes", escaped(&procedure.organisations.join(", "))));
    }
    if let Some(url) = procedure.url.as_ref().filter(|url| url.starts_with("http")) {
        facts.push(("page", format!("<a href=\"{0}\">{0}</a>", escaped(url))));
    }
    page.push_str("<dl>");
    for (name, value) in facts {
        let _ = write!(page, "<div><dt>{name}</dt><dd>{value}</dd></div>");
    }
    page.push_str("</dl>\n");
    if !procedure.findings.is_empty() {
        page.push_str("<ul class=\"constats\">\n");
        for finding in &procedure.findings {
            let words = if finding.words.is_empty() { String::new() } else { format!("<q>{}</q> ", escaped(&finding.words)) };
            let _ = writeln!(
                page,
                "<li class=\"{0}\"><strong>{0}</strong> {1} {2}{5}<br>{3}<small>{4}</small></li>",
                escaped(&finding.severity),
                escaped(&finding.code),
                escaped(&finding.message),
                words,
                escaped(&finding.place),
                if finding.n_times > 1 { format!(" ({} fois)", finding.n_times) } else { String::new() }
            );
        }
        page.push_str("</ul>\n");
    }
    page.push_str("</div>\n</details>\n");
}

/// Words as HTML shows them; a guillemet never stands alone on a line.
pub(super) fn escaped(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for letter in words.replace("« ", "«\u{a0}").replace(" »", "\u{a0}»").chars() {
        match letter {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '"' => text.push_str("&quot;"),
            _ => text.push(letter),
        }
    }
    text
}
