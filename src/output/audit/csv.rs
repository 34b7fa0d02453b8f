//! One line a finding, for a spreadsheet: separated by commas, quoted as RFC 4180 asks.

use super::Audit;

const HEADINGS: [&str; 10] =
    ["demarche", "titre", "theme", "organismes", "dossiers", "regle", "gravite", "constat", "mots", "lieu"];

/// The findings, those to fix first at the top.
pub(super) fn render(audit: &Audit) -> String {
    let mut text = HEADINGS.join(",");
    text.push_str("\r\n");
    for procedure in &audit.procedures {
        let organisations = procedure.organisations.join(" ; ");
        let volume = procedure.volume.map(|volume| volume.to_string()).unwrap_or_default();
        for finding in &procedure.findings {
            let cells = [
                &procedure.id,
                &procedure.title,
                procedure.theme.as_deref().unwrap_or_default(),
                &organisations,
                &volume,
                &finding.code,
                &finding.severity,
                &finding.message,
                &finding.words,
                &finding.place,
            ];
            text.push_str(&cells.map(cell).join(","));
            text.push_str("\r\n");
        }
    }
    text
}

/// A cell; one that a spreadsheet would take for a formula is made plain by an apostrophe.
fn cell(words: &str) -> String {
    let words = if words.starts_with(['=', '+', '-', '@', '\t']) { format!("'{words}") } else { words.to_owned() };
    if words.contains([',', '"', '\n', '\r']) { format!("\"{}\"", words.replace('"', "\"\"")) } else { words }
}
