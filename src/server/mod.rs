//! The language server: the same findings as `limpide check`, pushed while typing, on the standard input and output.
//!
//! Synchronous and ordered: messages are handled one by one, and the folder is read again only when no message is waiting. The only
//! room that knows the protocol; positions are converted in `protocol` alone.

mod answers;
mod files;
mod protocol;

use crate::logic::proof::Memory;
use crate::project::{self, Checked, Project};
use crate::rules::{self, Rule};
use crate::source::{Encoding, FileId};
use crate::values::Date;
use files::Files;
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, Response};
use lsp_types::notification::{self, Notification as _};
use lsp_types::request::{self, Request as _};
use lsp_types::{
    DiagnosticSeverity, DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, InitializeParams,
    PublishDiagnosticsParams, Uri,
};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Reads the procedures below a folder: path and text, in path order. Given by the command line, which alone walks folders.
pub type Loader = dyn Fn(&Path) -> Vec<(PathBuf, String)>;

/// What can go wrong with an editor: a message that does not follow the protocol, or a closed connection.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Serves an editor on the standard input and output until it leaves.
///
/// # Errors
/// When the editor breaks the protocol or the connection.
pub fn run(load: &Loader, today: Date) -> Result<(), Failure> {
    let (connection, threads) = Connection::stdio();
    serve(&connection, load, today)?;
    drop(connection);
    threads.join()?;
    Ok(())
}

/// Serves an editor on any connection until it leaves.
///
/// # Errors
/// When the editor breaks the protocol or the connection.
pub fn serve(connection: &Connection, load: &Loader, today: Date) -> Result<(), Failure> {
    let (id, params) = connection.initialize_start()?;
    let params: InitializeParams = serde_json::from_value(params)?;
    let encoding = protocol::encoding(&params);
    let answer = serde_json::json!({
        "capabilities": protocol::capabilities(encoding),
        "serverInfo": { "name": "limpide", "version": env!("CARGO_PKG_VERSION") },
    });
    connection.initialize_finish(id, answer)?;
    let mut session = Session {
        connection,
        files: Files::new(protocol::folders(&params)),
        encoding,
        today,
        rules: rules::all().filter(|rule| !rule.is_on_trial()).collect(),
        state: State::default(),
        memory: Memory::default(),
        published: BTreeMap::new(),
    };
    session.files.reload(load);
    session.check()?;
    session.listen(load)
}

/// What is known of the folder at its last reading.
#[derive(Default)]
struct State {
    /// Its texts and their meaning.
    project: Option<Project>,
    /// What there is to say.
    checked: Checked,
}

/// A conversation with one editor.
struct Session<'c> {
    connection: &'c Connection,
    files: Files,
    encoding: Encoding,
    today: Date,
    rules: Vec<&'static Rule>,
    state: State,
    /// What was proved at the last check: most edits leave the rules as they were.
    memory: Memory,
    /// The diagnostics shown last, by file, so that only what changed is sent.
    published: BTreeMap<String, Vec<lsp_types::Diagnostic>>,
}

impl Session<'_> {
    fn listen(&mut self, load: &Loader) -> Result<(), Failure> {
        let mut stale = false;
        loop {
            // While messages are waiting, reading the folder again would be work for nothing.
            let message = match self.connection.receiver.try_recv() {
                Ok(message) => message,
                Err(_) => {
                    if stale {
                        self.check()?;
                        stale = false;
                    }
                    match self.connection.receiver.recv() {
                        Ok(message) => message,
                        Err(_) => return Ok(()),
                    }
                }
            };
            match message {
                Message::Request(request) => {
                    if self.connection.handle_shutdown(&request)? {
                        return Ok(());
                    }
                    if stale {
                        self.check()?;
                        stale = false;
                    }
                    let response = self.answer(request);
                    self.connection.sender.send(Message::Response(response))?;
                }
                Message::Notification(notification) => stale |= self.note(notification, load),
                Message::Response(_) => {}
            }
        }
    }

    /// Takes a notification in; whether the texts changed.
    fn note(&mut self, notification: Notification, load: &Loader) -> bool {
        match notification.method.as_str() {
            notification::DidOpenTextDocument::METHOD => {
                let Ok(params) = serde_json::from_value::<DidOpenTextDocumentParams>(notification.params) else { return false };
                self.files.open(&params.text_document.uri, params.text_document.text);
                true
            }
            notification::DidChangeTextDocument::METHOD => {
                let Ok(params) = serde_json::from_value::<DidChangeTextDocumentParams>(notification.params) else { return false };
                // The whole text is asked for (`TextDocumentSyncKind::FULL`): the last change holds it.
                let Some(change) = params.content_changes.into_iter().next_back() else { return false };
                self.files.open(&params.text_document.uri, change.text);
                true
            }
            notification::DidCloseTextDocument::METHOD => {
                let Ok(params) = serde_json::from_value::<DidCloseTextDocumentParams>(notification.params) else { return false };
                self.files.close(&params.text_document.uri);
                self.files.reload(load);
                true
            }
            notification::DidSaveTextDocument::METHOD | notification::DidChangeWatchedFiles::METHOD => {
                self.files.reload(load);
                true
            }
            _ => false,
        }
    }

    /// Reads the folder, and shows what there is to say of each file where it changed.
    fn check(&mut self) -> Result<(), Failure> {
        let project = project::read(self.files.workspace());
        self.state.checked = project.check_again(self.files.workspace(), &self.rules, self.today, &mut self.memory);
        self.state.project = Some(project);
        let mut shown: BTreeMap<String, Vec<lsp_types::Diagnostic>> = BTreeMap::new();
        for (file, _) in self.files.workspace().iter() {
            shown.insert(self.files.uri(file).to_owned(), Vec::new());
        }
        for finding in &self.state.checked.findings {
            let diagnostic = protocol::diagnostic(finding, &self.files, self.encoding);
            shown.entry(self.files.uri(finding.primary.file).to_owned()).or_default().push(diagnostic);
        }
        for gone in self.published.keys().filter(|uri| !shown.contains_key(*uri)).cloned().collect::<Vec<_>>() {
            shown.insert(gone, Vec::new());
        }
        for (uri, diagnostics) in &shown {
            let before = self.published.get(uri);
            let is_news = before.map_or(!diagnostics.is_empty() || self.files.is_open(uri), |before| before != diagnostics);
            if is_news {
                self.publish(uri, diagnostics.clone())?;
            }
        }
        self.published = shown;
        Ok(())
    }

    fn publish(&self, uri: &str, diagnostics: Vec<lsp_types::Diagnostic>) -> Result<(), Failure> {
        let Ok(uri) = uri.parse::<Uri>() else { return Ok(()) };
        let params = PublishDiagnosticsParams { uri, diagnostics, version: None };
        let notification = Notification::new(notification::PublishDiagnostics::METHOD.to_owned(), params);
        self.connection.sender.send(Message::Notification(notification))?;
        Ok(())
    }

    fn answer(&self, request: Request) -> Response {
        let id = request.id.clone();
        let value = match request.method.as_str() {
            request::HoverRequest::METHOD => self.with_params(request, Self::hover),
            request::GotoDefinition::METHOD => self.with_params(request, Self::definition),
            request::Formatting::METHOD => self.with_params(request, Self::formatting),
            request::CodeActionRequest::METHOD => self.with_params(request, Self::code_actions),
            request::DocumentSymbolRequest::METHOD => self.with_params(request, Self::document_symbols),
            unknown => Err((ErrorCode::MethodNotFound, format!("demande inconnue : {unknown}"))),
        };
        match value {
            Ok(value) => Response::new_ok(id, value),
            Err((code, message)) => Response::new_err(id, code as i32, message),
        }
    }

    fn with_params<P: serde::de::DeserializeOwned, R: serde::Serialize>(
        &self,
        request: Request,
        answer: fn(&Self, &P) -> R,
    ) -> Result<serde_json::Value, (ErrorCode, String)> {
        let params = serde_json::from_value(request.params).map_err(|error| (ErrorCode::InvalidParams, error.to_string()))?;
        serde_json::to_value(answer(self, &params)).map_err(|error| (ErrorCode::InternalError, error.to_string()))
    }

    /// The file an editor speaks of, when it is one of ours.
    fn file(&self, uri: &Uri) -> Option<FileId> {
        self.files.file(uri)
    }
}

/// How a gravity is shown by editors.
const fn severity(severity: crate::findings::Severity) -> DiagnosticSeverity {
    use crate::findings::Severity;
    match severity {
        Severity::Erreur => DiagnosticSeverity::ERROR,
        Severity::Alerte => DiagnosticSeverity::WARNING,
        Severity::Conseil => DiagnosticSeverity::INFORMATION,
        Severity::Info => DiagnosticSeverity::HINT,
    }
}
