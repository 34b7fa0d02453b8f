//! What an editor asks: what is this, where is it defined, lay it out, mend it, list it.

use super::{Session, protocol};
use crate::findings::{Applicability, Finding};
use crate::model::{Model, Symbol, SymbolKind};
use crate::rules;
use crate::source::{FileId, Location};
use crate::syntax;
use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, DocumentFormattingParams, DocumentSymbol,
    DocumentSymbolParams, GotoDefinitionParams, GotoDefinitionResponse, Hover, HoverContents, HoverParams, MarkupContent,
    MarkupKind, TextDocumentPositionParams, TextEdit,
};

impl Session<'_> {
    /// The findings here with their rule's why and way out, else what a name designates.
    pub(super) fn hover(&self, params: &HoverParams) -> Option<Hover> {
        let (file, offset) = self.place(&params.text_document_position_params)?;
        let here = |finding: &&Finding| finding.primary.file == file && finding.primary.span.touches(offset);
        let findings: Vec<_> = self.state.checked.findings.iter().filter(here).collect();
        let (value, location) = if let Some(first) = findings.first() {
            let pages: Vec<_> = findings.iter().map(|finding| explained(finding)).collect();
            (pages.join("\n\n---\n\n"), first.primary)
        } else {
            let (symbol, location) = self.symbol_at(file, offset)?;
            (described(symbol, &self.state.project.as_ref()?.model), location)
        };
        Some(Hover {
            contents: HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value }),
            range: Some(protocol::range(location, &self.files, self.encoding)),
        })
    }

    /// Where the name here is defined.
    pub(super) fn definition(&self, params: &GotoDefinitionParams) -> Option<GotoDefinitionResponse> {
        let (file, offset) = self.place(&params.text_document_position_params)?;
        let (symbol, _) = self.symbol_at(file, offset)?;
        protocol::location(symbol.location, &self.files, self.encoding).map(GotoDefinitionResponse::Scalar)
    }

    /// The canonical layout of a file.
    pub(super) fn formatting(&self, params: &DocumentFormattingParams) -> Option<Vec<TextEdit>> {
        let file = self.file(&params.text_document.uri)?;
        let text = &self.files.workspace().file(file).text;
        let new_text = syntax::format(text);
        if new_text == *text {
            return Some(Vec::new());
        }
        let range = protocol::range(protocol::whole(file, &self.files), &self.files, self.encoding);
        Some(vec![TextEdit { range, new_text }])
    }

    /// The fixes of the findings here.
    pub(super) fn code_actions(&self, params: &CodeActionParams) -> Option<Vec<CodeActionOrCommand>> {
        let file = self.file(&params.text_document.uri)?;
        let start = protocol::offset(params.range.start, file, &self.files, self.encoding);
        let end = protocol::offset(params.range.end, file, &self.files, self.encoding);
        let here = |finding: &&Finding| {
            finding.primary.file == file && finding.primary.span.start <= end && start <= finding.primary.span.end
        };
        let findings = self.state.checked.findings.iter().filter(here);
        let actions = findings.filter_map(|finding| {
            let fix = finding.fix.as_ref()?;
            let is_safe = fix.applicability == Applicability::Safe;
            Some(CodeActionOrCommand::CodeAction(CodeAction {
                title: if is_safe { fix.title.clone() } else { format!("{} (à relire)", fix.title) },
                kind: Some(CodeActionKind::QUICKFIX),
                diagnostics: Some(vec![protocol::diagnostic(finding, &self.files, self.encoding)]),
                edit: Some(protocol::edits(fix, &self.files, self.encoding)),
                is_preferred: Some(is_safe),
                ..CodeAction::default()
            }))
        });
        Some(actions.collect())
    }

    /// The names a file defines.
    #[expect(deprecated, reason = "the protocol's own struct still has the field")]
    pub(super) fn document_symbols(&self, params: &DocumentSymbolParams) -> Option<Vec<DocumentSymbol>> {
        let file = self.file(&params.text_document.uri)?;
        let model = &self.state.project.as_ref()?.model;
        let here = model.symbols.iter().filter(|symbol| symbol.location.file == file);
        let symbols = here.filter(|symbol| !matches!(symbol.kind, SymbolKind::EnumValue(_))).map(|symbol| {
            let range = protocol::range(symbol.location, &self.files, self.encoding);
            DocumentSymbol {
                name: symbol.name.to_string(),
                detail: Some(kind_name(symbol.kind).to_owned()),
                kind: editor_kind(symbol.kind),
                tags: None,
                deprecated: None,
                range,
                selection_range: range,
                children: None,
            }
        });
        Some(symbols.collect())
    }

    fn place(&self, params: &TextDocumentPositionParams) -> Option<(FileId, u32)> {
        let file = self.file(&params.text_document.uri)?;
        Some((file, protocol::offset(params.position, file, &self.files, self.encoding)))
    }

    /// What the name at a place designates: a name of the procedure around it first, then a shared one.
    fn symbol_at(&self, file: FileId, offset: u32) -> Option<(&Symbol, Location)> {
        let text = &self.files.workspace().file(file).text;
        let span = syntax::name_at(text, offset)?;
        let name = &text[span.range()];
        let model = &self.state.project.as_ref()?.model;
        let around = |rank: u32| {
            let origin = model.services[rank as usize].origin.location;
            origin.file == file && origin.span.touches(offset)
        };
        let is_local = |symbol: &Symbol| match symbol.kind {
            SymbolKind::Step(service, _) | SymbolKind::LocalRule(service, _) => Some(around(service)),
            SymbolKind::PublicOrganisation(_)
            | SymbolKind::Evidence(_)
            | SymbolKind::Data(_)
            | SymbolKind::EnumValue(_)
            | SymbolKind::PublicService(_)
            | SymbolKind::LifeEvent(_)
            | SymbolKind::Journey(_)
            | SymbolKind::Profile(_)
            | SymbolKind::LegalResource(_)
            | SymbolKind::Rule(_) => None,
        };
        let named = || model.symbols.iter().filter(|symbol| *symbol.name == *name);
        let found = named()
            .find(|symbol| is_local(symbol) == Some(true))
            .or_else(|| named().find(|symbol| is_local(symbol).is_none()))?;
        Some((found, Location::new(file, span)))
    }
}

/// A finding with its rule's why and way out.
fn explained(finding: &Finding) -> String {
    let rule = rules::by_code(finding.code);
    let mut page = format!("**{}** `{}` — {}\n\n{}", finding.code, rule.name, finding.severity.name(), finding.message);
    if let Some(note) = &finding.note {
        page.push_str(&format!("\n\n{note}"));
    }
    page.push_str(&format!("\n\n**Pourquoi** : {}", rule.why));
    page.push_str(&format!("\n\n**Que faire** : {}", finding.help.as_deref().unwrap_or(rule.remove)));
    if !rule.ease.is_empty() {
        page.push_str(&format!("\n\n**Ou bien** : {}", rule.ease));
    }
    page.push_str(&format!("\n\n`limpide explain {}`", finding.code));
    page
}

/// What a name designates.
fn described(symbol: &Symbol, model: &Model) -> String {
    let title = match symbol.kind {
        SymbolKind::PublicOrganisation(rank) => &*model.organisations[rank as usize].title,
        SymbolKind::Evidence(rank) => &*model.evidences[rank as usize].title,
        SymbolKind::PublicService(rank) => &*model.services[rank as usize].title,
        SymbolKind::LifeEvent(rank) => &*model.life_events[rank as usize].title,
        SymbolKind::Journey(rank) => &*model.journeys[rank as usize].title,
        SymbolKind::Profile(rank) => &*model.profiles[rank as usize].title,
        SymbolKind::LegalResource(rank) => &*model.legal_resources[rank as usize].title,
        SymbolKind::Step(service, step) => &*model.services[service as usize].steps[step as usize].title,
        SymbolKind::Data(rank) => model.data[rank as usize].question.as_ref().map_or("", |question| &*question.value),
        SymbolKind::EnumValue(_) | SymbolKind::Rule(_) | SymbolKind::LocalRule(..) => "",
    };
    let kind = kind_name(symbol.kind);
    if title.is_empty() { format!("**{kind}** `{}`", symbol.name) } else { format!("**{kind}** `{}` — {title}", symbol.name) }
}

const fn kind_name(kind: SymbolKind) -> &'static str {
    match kind {
        SymbolKind::PublicOrganisation(_) => "organisme",
        SymbolKind::Evidence(_) => "pièce",
        SymbolKind::Data(_) => "donnée",
        SymbolKind::EnumValue(_) => "valeur",
        SymbolKind::PublicService(_) => "démarche",
        SymbolKind::LifeEvent(_) => "événement",
        SymbolKind::Journey(_) => "parcours",
        SymbolKind::Profile(_) => "profil",
        SymbolKind::LegalResource(_) => "texte",
        SymbolKind::Rule(_) | SymbolKind::LocalRule(..) => "règle",
        SymbolKind::Step(..) => "étape",
    }
}

const fn editor_kind(kind: SymbolKind) -> lsp_types::SymbolKind {
    match kind {
        SymbolKind::PublicOrganisation(_) => lsp_types::SymbolKind::NAMESPACE,
        SymbolKind::Evidence(_) => lsp_types::SymbolKind::FILE,
        SymbolKind::Data(_) => lsp_types::SymbolKind::FIELD,
        SymbolKind::EnumValue(_) => lsp_types::SymbolKind::ENUM_MEMBER,
        SymbolKind::PublicService(_) => lsp_types::SymbolKind::CLASS,
        SymbolKind::LifeEvent(_) => lsp_types::SymbolKind::EVENT,
        SymbolKind::Journey(_) => lsp_types::SymbolKind::MODULE,
        SymbolKind::Profile(_) => lsp_types::SymbolKind::OBJECT,
        SymbolKind::LegalResource(_) => lsp_types::SymbolKind::CONSTANT,
        SymbolKind::Rule(_) | SymbolKind::LocalRule(..) => lsp_types::SymbolKind::FUNCTION,
        SymbolKind::Step(..) => lsp_types::SymbolKind::METHOD,
    }
}
