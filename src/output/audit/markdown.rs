//! The audit as a note: the same sections as the page, with their tables.

use super::sections::{Section, Table, day, known, sections, title};
use super::{Audit, Trend};
use std::fmt::Write as _;

/// The whole note.
pub(super) fn render(audit: &Audit, trend: Option<&Trend>) -> String {
    let mut text = format!("# {}\n\nLe {}. {}\n", title(audit), day(&audit.date), known(audit));
    for section in sections(audit, trend) {
        write_section(&section, &mut text);
    }
    text
}

fn write_section(section: &Section, text: &mut String) {
    let _ = write!(text, "\n## {}\n", section.title);
    for paragraph in &section.paragraphs {
        let _ = write!(text, "\n{}\n", escaped(paragraph));
    }
    for table in &section.tables {
        write_table(table, text);
    }
}

fn write_table(table: &Table, text: &mut String) {
    let headings: Vec<_> = table.headings.iter().map(|heading| heading.title.to_owned()).collect();
    let rules: Vec<_> = table.headings.iter().map(|heading| if heading.is_number { "---:" } else { "---" }.to_owned()).collect();
    let _ = write!(text, "\n**{}**\n\n", escaped(&table.caption));
    for row in [&headings, &rules].into_iter().chain(table.rows.iter().map(|row| &row.cells)) {
        let cells: Vec<_> = row.iter().map(|cell| escaped(cell)).collect();
        let _ = writeln!(text, "| {} |", cells.join(" | "));
    }
}

/// Words that Markdown would take for signs are shown as they are.
fn escaped(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for letter in words.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if matches!(letter, '|' | '*' | '_' | '<' | '>' | '[' | ']' | '`' | '\\') {
            text.push('\\');
        }
        text.push(letter);
    }
    text
}
