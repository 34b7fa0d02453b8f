//! From bytes to lines and columns, the only place that counts them.

/// What a column counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Unicode characters: what a person counts, used by every printed position.
    Characters,
    /// UTF-8 bytes: what editors that negotiated it send.
    Utf8,
    /// UTF-16 code units: the language server protocol's default, and SARIF's `utf16CodeUnits`.
    Utf16,
}

/// A line and a column, both from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 0.
    pub line: u32,
    /// Column, from 0, in the unit asked for.
    pub column: u32,
}

/// Where each line of a text starts. Lines end with `\n`, `\r\n` or a lone `\r`.
#[derive(Debug, Clone)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Reads the line starts of a text, in one pass.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            let ends_line = bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n');
            if ends_line {
                starts.push(u32::try_from(at + 1).unwrap_or(u32::MAX));
            }
        }
        Self { starts }
    }

    /// Number of lines; a text always has at least one.
    #[must_use]
    pub fn n_lines(&self) -> usize {
        self.starts.len()
    }

    /// The line of a byte offset, from 0.
    #[must_use]
    pub fn line(&self, offset: u32) -> u32 {
        let after = self.starts.partition_point(|start| *start <= offset);
        u32::try_from(after - 1).unwrap_or(u32::MAX)
    }

    /// First byte of a line; the end of the text past the last line.
    #[must_use]
    pub fn line_start(&self, line: u32, text: &str) -> u32 {
        self.starts.get(line as usize).copied().unwrap_or(u32::try_from(text.len()).unwrap_or(u32::MAX))
    }

    /// A line's text without its end-of-line characters.
    #[must_use]
    pub fn line_text<'t>(&self, line: u32, text: &'t str) -> &'t str {
        let start = self.line_start(line, text) as usize;
        let end = self.line_start(line + 1, text) as usize;
        text[start..end].trim_end_matches(['\n', '\r'])
    }

    /// The line and column of a byte offset. A byte order mark counts for nothing.
    #[must_use]
    pub fn position(&self, offset: u32, text: &str, encoding: Encoding) -> Position {
        let line = self.line(offset);
        let start = self.line_start(line, text) as usize;
        let mut end = (offset as usize).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let before = text[start..end].trim_start_matches('\u{feff}');
        let column = match encoding {
            Encoding::Characters => before.chars().count(),
            Encoding::Utf8 => before.len(),
            Encoding::Utf16 => before.chars().map(char::len_utf16).sum(),
        };
        Position { line, column: u32::try_from(column).unwrap_or(u32::MAX) }
    }

    /// The byte offset of a position; clamped to the end of its line.
    #[must_use]
    pub fn offset(&self, position: Position, text: &str, encoding: Encoding) -> u32 {
        let start = self.line_start(position.line, text);
        let line = self.line_text(position.line, text);
        let mark = if start == 0 && line.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let mut remaining = position.column as usize;
        let mut bytes = mark;
        for character in line[mark..].chars() {
            let width = match encoding {
                Encoding::Characters => 1,
                Encoding::Utf8 => character.len_utf8(),
                Encoding::Utf16 => character.len_utf16(),
            };
            if remaining < width {
                break;
            }
            remaining -= width;
            bytes += character.len_utf8();
        }
        start + u32::try_from(bytes).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_what_was_asked_for() {
        let text = "é😀x\nà y";
        let index = LineIndex::new(text);
        let x = u32::try_from(text.find('x').expect("x")).expect("petit");
        for (encoding, column) in [(Encoding::Characters, 2), (Encoding::Utf8, 6), (Encoding::Utf16, 3)] {
            let position = index.position(x, text, encoding);
            assert_eq!(position, Position { line: 0, column });
            assert_eq!(index.offset(position, text, encoding), x);
        }
    }

    #[test]
    fn every_kind_of_line_end_starts_a_line() {
        let text = "a\nb\r\nc\rd";
        let index = LineIndex::new(text);
        let lines: Vec<_> = (0..4).map(|line| index.line_text(line, text)).collect();
        assert_eq!(lines, ["a", "b", "c", "d"]);
    }

    #[test]
    fn a_byte_order_mark_is_no_column() {
        let text = "\u{feff}ab";
        let index = LineIndex::new(text);
        assert_eq!(index.position(4, text, Encoding::Characters).column, 1);
        assert_eq!(index.offset(Position { line: 0, column: 1 }, text, Encoding::Utf16), 4);
    }
}
