//! A file being written: lines at their depth.

use super::super::words;
use super::File;

/// The lines written so far.
#[derive(Debug, Default)]
pub(super) struct Page {
    text: String,
    depth: usize,
    lost_addresses: usize,
}

impl Page {
    /// A line.
    pub(super) fn line(&mut self, words: &str) {
        for _ in 0..self.depth {
            self.text.push_str("  ");
        }
        self.text.push_str(words);
        self.text.push('\n');
    }

    /// The heading of a block, whose lines follow.
    pub(super) fn open(&mut self, heading: &str) {
        self.line(&format!("{heading} {{"));
        self.depth += 1;
    }

    /// The end of the block.
    pub(super) fn close(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        self.line("}");
    }

    /// A line and, when there is something to say, a block.
    pub(super) fn line_with(&mut self, heading: &str, inside: &[String]) {
        if inside.is_empty() {
            return self.line(heading);
        }
        self.open(heading);
        inside.iter().for_each(|words| self.line(words));
        self.close();
    }

    /// An address after a space; nothing when the language cannot write it, which is counted.
    pub(super) fn after_space(&mut self, url: Option<&str>) -> String {
        let Some(url) = url else { return String::new() };
        let written = words::address(url);
        self.lost_addresses += usize::from(written.is_none());
        written.map(|address| format!(" {address}")).unwrap_or_default()
    }

    pub(super) fn into_file(self, name: String) -> File {
        File { name, text: self.text, lost_addresses: self.lost_addresses }
    }
}
