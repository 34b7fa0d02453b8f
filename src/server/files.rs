//! The texts of the folder: those of the disk, replaced by those being typed.

use super::Loader;
use crate::source::{FileId, LineIndex, Workspace};
use lsp_types::Uri;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The texts, by address.
pub(super) struct Files {
    folders: Vec<PathBuf>,
    on_disk: BTreeMap<String, String>,
    open: BTreeMap<String, String>,
    workspace: Workspace,
    uris: Vec<String>,
    lines: Vec<LineIndex>,
}

impl Files {
    /// No text yet.
    pub(super) fn new(folders: Vec<PathBuf>) -> Self {
        Self {
            folders,
            on_disk: BTreeMap::new(),
            open: BTreeMap::new(),
            workspace: Workspace::default(),
            uris: Vec::new(),
            lines: Vec::new(),
        }
    }

    /// Reads the folders again.
    pub(super) fn reload(&mut self, load: &Loader) {
        let texts = self.folders.iter().flat_map(|folder| load(folder));
        self.on_disk = texts.map(|(path, text)| (uri_of(&path), text)).collect();
        self.gather();
    }

    /// A text as it is being typed.
    pub(super) fn open(&mut self, uri: &Uri, text: String) {
        self.open.insert(canonical(uri), text);
        self.gather();
    }

    /// The text of the disk is the one that counts again.
    pub(super) fn close(&mut self, uri: &Uri) {
        self.open.remove(&canonical(uri));
        self.gather();
    }

    fn gather(&mut self) {
        let mut all: BTreeMap<&str, &str> = self.on_disk.iter().map(|(uri, text)| (uri.as_str(), text.as_str())).collect();
        all.extend(self.open.iter().map(|(uri, text)| (uri.as_str(), text.as_str())));
        let mut workspace = Workspace::default();
        for (uri, text) in &all {
            workspace.push(shown(uri, &self.folders), *text);
        }
        self.uris = all.keys().map(|uri| (*uri).to_owned()).collect();
        self.lines = all.values().map(|text| LineIndex::new(text)).collect();
        self.workspace = workspace;
    }

    /// The texts to read.
    pub(super) const fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// The address of a file.
    pub(super) fn uri(&self, file: FileId) -> &str {
        &self.uris[file.0 as usize]
    }

    /// The file at an address.
    pub(super) fn file(&self, uri: &Uri) -> Option<FileId> {
        let rank = self.uris.binary_search(&canonical(uri)).ok()?;
        u32::try_from(rank).ok().map(FileId)
    }

    /// The lines of a file.
    pub(super) fn lines(&self, file: FileId) -> &LineIndex {
        &self.lines[file.0 as usize]
    }

    /// Whether an editor has it open.
    pub(super) fn is_open(&self, uri: &str) -> bool {
        self.open.contains_key(uri)
    }
}

/// The path shown for an address: from its folder.
fn shown(uri: &str, folders: &[PathBuf]) -> String {
    let path = path_of(uri);
    let inside = folders.iter().find_map(|folder| path.strip_prefix(folder).ok());
    inside.unwrap_or(&path).to_string_lossy().into_owned()
}

/// Editors escape addresses each in their way: all are compared in ours.
fn canonical(uri: &Uri) -> String {
    let text = uri.as_str();
    if text.starts_with("file:") { uri_of(&path_of(text)) } else { text.to_owned() }
}

/// A path as an address, everything but letters, digits, `-._~/` escaped.
pub(super) fn uri_of(path: &Path) -> String {
    let mut uri = String::from("file://");
    for byte in path.to_string_lossy().replace('\\', "/").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

/// The path of an address.
pub(super) fn path_of(uri: &str) -> PathBuf {
    let escaped = uri.strip_prefix("file://").unwrap_or(uri).as_bytes();
    let mut bytes = Vec::with_capacity(escaped.len());
    let mut at = 0;
    while let Some(byte) = escaped.get(at) {
        let code = (*byte == b'%').then(|| escaped.get(at + 1..at + 3)).flatten();
        let code =
            code.and_then(|digits| std::str::from_utf8(digits).ok()).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(code.unwrap_or(*byte));
        at += if code.is_some() { 3 } else { 1 };
    }
    PathBuf::from(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_with_accents_survives_its_address() {
        let path = Path::new("/un dossier/pièces d’identité/é#1.demarche");
        assert_eq!(path_of(&uri_of(path)), path);
        assert_eq!(path_of("file:///pi%C3%A8ces%"), Path::new("/pièces%"));
    }
}
