//! The language server, spoken to as an editor does, over a connection in memory.

mod memory;

use limpide::server;
use limpide::values::Date;
use lsp_server::{Connection, Message, Notification, Request, RequestId};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

const SHARED: &str = "organisme mairie « Mairie » {\n  nature collectivité\n}\n";
const DRAFT: &str = "\
démarche carte « Obtenir une carte » {
  organisme mairie # 😀 é
  finalité « Être 😀 » parce que
}
";

/// An editor in front of the server, in a folder of two files.
struct Editor {
    connection: Connection,
    n_requests: i32,
    server: Option<std::thread::JoinHandle<()>>,
}

impl Editor {
    fn open(encodings: &[&str]) -> Self {
        let (server_side, connection) = Connection::memory();
        let server = std::thread::spawn(move || {
            let load = |_: &Path| vec![(PathBuf::from("/pièces/commun.demarche"), SHARED.to_owned())];
            let today = Date::new(2026, 11, 22).expect("une date");
            server::serve(&server_side, &load, today).expect("une conversation menée à son terme");
        });
        let mut editor = Self { connection, n_requests: 0, server: Some(server) };
        editor.request(
            "initialize",
            json!({ "capabilities": { "general": { "positionEncodings": encodings } }, "rootUri": "file:///pi%C3%A8ces" }),
        );
        editor.notify("initialized", json!({}));
        editor
    }

    fn notify(&self, method: &str, params: Value) {
        let notification = Notification::new(method.to_owned(), params);
        self.connection.sender.send(Message::Notification(notification)).expect("le serveur écoute");
    }

    /// The answer to a request; what is published meanwhile is passed over.
    fn request(&mut self, method: &str, params: Value) -> Value {
        self.n_requests += 1;
        let id = RequestId::from(self.n_requests);
        let request = Request::new(id.clone(), method.to_owned(), params);
        self.connection.sender.send(Message::Request(request)).expect("le serveur écoute");
        loop {
            match self.connection.receiver.recv().expect("le serveur répond") {
                Message::Response(response) if response.id == id => {
                    let answer = serde_json::to_value(response).expect("une réponse");
                    assert_eq!(answer.get("error"), None);
                    return answer["result"].clone();
                }
                Message::Response(_) | Message::Request(_) | Message::Notification(_) => {}
            }
        }
    }

    /// The next diagnostics published for a file, one a line: start, end, code.
    fn diagnostics(&self, uri: &str) -> String {
        loop {
            let Message::Notification(notification) = self.connection.receiver.recv().expect("le serveur publie") else {
                continue;
            };
            if notification.params["uri"] != uri {
                continue;
            }
            let diagnostics = notification.params["diagnostics"].as_array().expect("une liste").clone();
            let shown = diagnostics.iter().map(|diagnostic| {
                let (start, end) = (&diagnostic["range"]["start"], &diagnostic["range"]["end"]);
                let code = diagnostic["code"].as_str().expect("un code");
                format!("{}:{}-{}:{} {code}\n", start["line"], start["character"], end["line"], end["character"])
            });
            return shown.collect();
        }
    }

    fn leave(mut self) {
        self.request("shutdown", json!(null));
        self.notify("exit", json!(null));
        self.server.take().expect("un serveur").join().expect("le serveur s'arrête");
    }
}

fn draft() -> Value {
    json!({ "textDocument": { "uri": "file:///pi%c3%a8ces/carte.demarche", "languageId": "demarche", "version": 1, "text": DRAFT } })
}

const DRAFT_URI: &str = "file:///pi%C3%A8ces/carte.demarche";

fn reading_only(diagnostics: &str) -> Vec<&str> {
    diagnostics.lines().filter(|line| line.contains("LEC")).collect()
}

#[test]
fn positions_count_what_the_editor_counts() {
    // « parce » stands after an emoji: 1 character, 2 UTF-16 units, 4 bytes.
    for (encodings, expected) in [(&["utf-16"][..], "2:23-2:28 LEC001"), (&["utf-8", "utf-16"][..], "2:29-2:34 LEC001")] {
        let editor = Editor::open(encodings);
        editor.notify("textDocument/didOpen", draft());
        assert_eq!(reading_only(&editor.diagnostics(DRAFT_URI)), [expected]);
        editor.leave();
    }
}

#[test]
fn findings_follow_the_typing_and_leave_with_their_cause() {
    let editor = Editor::open(&[]);
    editor.notify("textDocument/didOpen", draft());
    assert_eq!(reading_only(&editor.diagnostics(DRAFT_URI)).len(), 1);
    let mended = DRAFT.replace(" parce que", "");
    let identifier = json!({ "uri": DRAFT_URI, "version": 2 });
    editor.notify("textDocument/didChange", json!({ "textDocument": identifier, "contentChanges": [{ "text": mended }] }));
    assert_eq!(reading_only(&editor.diagnostics(DRAFT_URI)), [""; 0]);
    editor.leave();
}

#[test]
fn a_name_leads_to_its_definition_and_says_what_it_is() {
    let mut editor = Editor::open(&[]);
    editor.notify("textDocument/didOpen", draft());
    let place = json!({ "textDocument": { "uri": DRAFT_URI }, "position": { "line": 1, "character": 14 } });
    let definition = editor.request("textDocument/definition", place.clone());
    assert_eq!(definition["uri"], "file:///pi%C3%A8ces/commun.demarche");
    assert_eq!(definition["range"]["start"], json!({ "line": 0, "character": 10 }));
    let hover = editor.request("textDocument/hover", place);
    assert_eq!(hover["contents"]["value"], "**organisme** `mairie` — Mairie");
    let in_a_comment = json!({ "textDocument": { "uri": DRAFT_URI }, "position": { "line": 1, "character": 25 } });
    assert_eq!(editor.request("textDocument/definition", in_a_comment), Value::Null);
    editor.leave();
}

#[test]
fn a_fix_is_offered_where_its_finding_is() {
    let mut editor = Editor::open(&[]);
    let text = DRAFT.replace("démarche", "demarche").replace(" parce que", "");
    let item = json!({ "uri": DRAFT_URI, "languageId": "demarche", "version": 1, "text": text });
    editor.notify("textDocument/didOpen", json!({ "textDocument": item }));
    let range = json!({ "start": { "line": 0, "character": 2 }, "end": { "line": 0, "character": 2 } });
    let params = json!({ "textDocument": { "uri": DRAFT_URI }, "range": range, "context": { "diagnostics": [] } });
    let actions = editor.request("textDocument/codeAction", params);
    let action = &actions[0];
    assert_eq!(action["title"], "écrire `démarche`");
    assert_eq!(action["isPreferred"], true);
    assert_eq!(action["edit"]["changes"][DRAFT_URI][0]["newText"], "démarche");
    editor.leave();
}
