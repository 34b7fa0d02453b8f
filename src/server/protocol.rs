//! Between our places and findings and the protocol's.

use super::files::{Files, path_of};
use super::severity;
use crate::findings::{Finding, Fix};
use crate::source::{Encoding, FileId, Location, Position, Span};
use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability, Diagnostic, DiagnosticRelatedInformation,
    HoverProviderCapability, InitializeParams, NumberOrString, OneOf, PositionEncodingKind, Range, ServerCapabilities,
    TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions, TextEdit, Uri, WorkspaceEdit,
};
use std::path::PathBuf;

/// What columns count: bytes when the editor proposes it, else the protocol's default.
pub(super) fn encoding(params: &InitializeParams) -> Encoding {
    let proposed = params.capabilities.general.as_ref().and_then(|general| general.position_encodings.as_ref());
    let has_bytes = proposed.is_some_and(|encodings| encodings.contains(&PositionEncodingKind::UTF8));
    if has_bytes { Encoding::Utf8 } else { Encoding::Utf16 }
}

/// The folders the editor works in.
#[expect(deprecated, reason = "older editors, Neovim 0.7 among them, still send only the root")]
pub(super) fn folders(params: &InitializeParams) -> Vec<PathBuf> {
    let folders = params.workspace_folders.as_deref().unwrap_or_default().iter().map(|folder| path_of(folder.uri.as_str()));
    let folders: Vec<_> = folders.collect();
    if folders.is_empty() { params.root_uri.iter().map(|root| path_of(root.as_str())).collect() } else { folders }
}

/// What the server can do.
pub(super) fn capabilities(encoding: Encoding) -> ServerCapabilities {
    let encoding = if encoding == Encoding::Utf8 { PositionEncodingKind::UTF8 } else { PositionEncodingKind::UTF16 };
    ServerCapabilities {
        position_encoding: Some(encoding),
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::FULL),
            save: Some(lsp_types::TextDocumentSyncSaveOptions::Supported(true)),
            ..TextDocumentSyncOptions::default()
        })),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        document_formatting_provider: Some(OneOf::Left(true)),
        document_symbol_provider: Some(OneOf::Left(true)),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QUICKFIX]),
            ..CodeActionOptions::default()
        })),
        ..ServerCapabilities::default()
    }
}

/// A place as a range of the protocol.
pub(super) fn range(location: Location, files: &Files, encoding: Encoding) -> Range {
    let text = &files.workspace().file(location.file).text;
    let lines = files.lines(location.file);
    let position = |offset| {
        let position = lines.position(offset, text, encoding);
        lsp_types::Position { line: position.line, character: position.column }
    };
    Range { start: position(location.span.start), end: position(location.span.end) }
}

/// A position of the protocol as a byte of the file.
pub(super) fn offset(position: lsp_types::Position, file: FileId, files: &Files, encoding: Encoding) -> u32 {
    let position = Position { line: position.line, column: position.character };
    files.lines(file).offset(position, &files.workspace().file(file).text, encoding)
}

/// A place as an address and a range.
pub(super) fn location(location: Location, files: &Files, encoding: Encoding) -> Option<lsp_types::Location> {
    let uri = files.uri(location.file).parse::<Uri>().ok()?;
    Some(lsp_types::Location { uri, range: range(location, files, encoding) })
}

/// A finding as editors show it.
pub(super) fn diagnostic(finding: &Finding, files: &Files, encoding: Encoding) -> Diagnostic {
    let related = finding.related.iter().filter_map(|related| {
        let location = location(related.location, files, encoding)?;
        Some(DiagnosticRelatedInformation { location, message: related.message.clone() })
    });
    let related: Vec<_> = related.collect();
    Diagnostic {
        range: range(finding.primary, files, encoding),
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(finding.code.to_owned())),
        source: Some("limpide".to_owned()),
        message: finding.message.clone(),
        related_information: (!related.is_empty()).then_some(related),
        ..Diagnostic::default()
    }
}

/// A fix as edits of the files.
pub(super) fn edits(fix: &Fix, files: &Files, encoding: Encoding) -> WorkspaceEdit {
    let mut edit = WorkspaceEdit::default();
    #[expect(clippy::mutable_key_type, reason = "the protocol's own type; nothing changes it")]
    let changes = edit.changes.get_or_insert_default();
    for part in &fix.edits {
        let Ok(uri) = files.uri(part.location.file).parse::<Uri>() else { continue };
        let text_edit = TextEdit { range: range(part.location, files, encoding), new_text: part.replacement.clone() };
        changes.entry(uri).or_default().push(text_edit);
    }
    edit
}

/// The whole of a file.
pub(super) fn whole(file: FileId, files: &Files) -> Location {
    Location::new(file, Span::of(0..files.workspace().file(file).text.len()))
}
