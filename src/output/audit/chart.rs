//! Horizontal bars, as a picture that says in words what it shows; the table beside it has the numbers.

use super::html::escaped;
use crate::values::grouped;
use std::fmt::Write as _;

/// In units of the picture.
const ROW: usize = 26;
const WIDTH: u64 = 640;
const LABELS: u64 = 300;
/// The letters of a label.
const LONGEST: usize = 44;

/// The bars; nothing when there are fewer than two.
pub(super) fn bars(caption: &str, values: &[(String, u64)]) -> String {
    let Some(max) = values.iter().map(|(_, value)| *value).max().filter(|max| *max > 0 && values.len() > 1) else {
        return String::new();
    };
    let height = values.len() * ROW;
    let mut svg = format!(
        "<svg role=\"img\" viewBox=\"0 0 {WIDTH} {height}\" aria-label=\"{}\" class=\"barres\">\n",
        escaped(&format!("{caption} : {}", said(values)))
    );
    for (rank, (label, value)) in values.iter().enumerate() {
        let top = rank * ROW;
        // The number stands at the end of its bar: a fifth of the room is kept for it.
        let length = (WIDTH - LABELS) * 4 / 5 * value / max;
        let _ = writeln!(
            svg,
            "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text><rect x=\"{LABELS}\" y=\"{}\" width=\"{}\" height=\"{}\"/>\
             <text x=\"{}\" y=\"{}\">{}</text>",
            LABELS - 8,
            top + 17,
            escaped(&shortened(label)),
            top + 5,
            length.max(1),
            ROW - 10,
            LABELS + length.max(1) + 6,
            top + 17,
            grouped(*value),
        );
    }
    svg.push_str("</svg>\n");
    svg
}

fn said(values: &[(String, u64)]) -> String {
    values.iter().map(|(label, value)| format!("{label} {}", grouped(*value))).collect::<Vec<_>>().join(", ")
}

fn shortened(label: &str) -> String {
    if label.chars().count() <= LONGEST {
        return label.to_owned();
    }
    format!("{}…", label.chars().take(LONGEST - 1).collect::<String>().trim_end())
}
