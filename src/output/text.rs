//! Words on a screen: colours, line breaks that respect French spacing, agreement in number.

/// Whether colours are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Colour {
    /// Text alone.
    #[default]
    Plain,
    /// ANSI sequences.
    Ansi,
}

/// How the terminal form is drawn.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Whether colours are written.
    pub colour: Colour,
    /// Columns of the screen.
    pub width: usize,
    /// How many findings are shown in detail; the others follow in one line each.
    pub n_detailed: usize,
}

impl Default for Style {
    fn default() -> Self {
        Self { colour: Colour::Plain, width: 100, n_detailed: 50 }
    }
}

/// What a colour is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// An error.
    Red,
    /// A warning.
    Yellow,
    /// An advice.
    Cyan,
    /// A title.
    Bold,
    /// What matters less.
    Dim,
}

impl Colour {
    /// The text in that ink.
    #[must_use]
    pub fn paint(self, ink: Ink, text: &str) -> String {
        let code = match ink {
            Ink::Red => "1;31",
            Ink::Yellow => "1;33",
            Ink::Cyan => "36",
            Ink::Bold => "1",
            Ink::Dim => "2",
        };
        match self {
            Self::Plain => text.to_owned(),
            Self::Ansi => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
        }
    }
}

/// A number and its noun: « aucun constat », « 1 constat », « 2 constats ».
#[must_use]
pub fn counted(n: usize, noun: &str) -> String {
    match n {
        0 => format!("aucun {noun}"),
        1 => format!("1 {noun}"),
        _ => format!("{n} {}", plural(noun)),
    }
}

/// Each word of a noun phrase in the plural, the regular way.
#[must_use]
pub fn plural(noun: &str) -> String {
    noun.split(' ').map(|word| format!("{word}s")).collect::<Vec<_>>().join(" ")
}

/// Breaks a text into lines of at most `width` characters where it can; never inside guillemets' spaces nor before `:`, `;`, `?`, `!`.
#[must_use]
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        let mut n_columns = 0;
        for piece in unbreakable(paragraph) {
            let length = piece.chars().count();
            if n_columns > 0 && n_columns + 1 + length > width {
                lines.push(std::mem::take(&mut line));
                n_columns = 0;
            }
            if n_columns > 0 {
                line.push(' ');
                n_columns += 1;
            }
            line.push_str(&piece);
            n_columns += length;
        }
        lines.push(line);
    }
    lines
}

/// The pieces between which a line may break.
fn unbreakable(paragraph: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for word in paragraph.split(' ').filter(|word| !word.is_empty()) {
        let clings = word.starts_with(['»', ':', ';', '?', '!', '%', '€']);
        match pieces.last_mut() {
            Some(last) if clings || last.ends_with('«') => {
                last.push(' ');
                last.push_str(word);
            }
            Some(_) | None => pieces.push(word.to_owned()),
        }
    }
    pieces
}

/// A text under a right-aligned label, its other lines aligned with the first.
#[must_use]
pub fn labelled(label: &str, label_width: usize, text: &str, style: &Style) -> String {
    let padding = " ".repeat(label_width.saturating_sub(label.chars().count()));
    let margin = " ".repeat(label_width + 3);
    let lines = wrap(text, style.width.saturating_sub(label_width + 3).max(30));
    format!("{padding}{} : {}\n", style.colour.paint(Ink::Cyan, label), lines.join(&format!("\n{margin}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_never_break_where_french_spacing_forbids_it() {
        let text = "La pièce « acte de naissance » est demandée : pourquoi ? Elle coûte 25 € au guichet.";
        let expected =
            ["La pièce", "« acte de", "naissance »", "est", "demandée :", "pourquoi ?", "Elle coûte", "25 € au", "guichet."];
        assert_eq!(wrap(text, 10), expected);
    }

    #[test]
    fn numbers_agree() {
        let all: Vec<_> = [0, 1, 2].map(|n| counted(n, "correction sûre")).into();
        assert_eq!(all, ["aucun correction sûre", "1 correction sûre", "2 corrections sûres"]);
    }
}
