//! The fields of a form (`champDescriptors`), laid flat: each with its name, its path and its kind, a block that repeats before its own.

use super::json::{Raw, Record};
use super::kinds::{self, Answer, Kind};
use crate::source::{ProblemKind, Span};
use serde::Deserialize;
use serde_json::value::RawValue;

/// How deep blocks may be nested; the platform nests none in another.
const DEEPEST: u32 = 8;

/// A field, not yet read.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct RawField<'a> {
    #[serde(borrow, rename = "__typename")]
    typename: Raw<'a>,
    #[serde(borrow)]
    pub(super) label: Raw<'a>,
    #[serde(borrow)]
    pub(super) description: Raw<'a>,
    #[serde(borrow)]
    pub(super) required: Raw<'a>,
    #[serde(borrow)]
    pub(super) options: Raw<'a>,
    #[serde(borrow)]
    pub(super) other_option: Raw<'a>,
    /// Of a title: how deep it is.
    #[serde(borrow)]
    pub(super) level: Raw<'a>,
    #[serde(borrow)]
    champ_descriptors: Raw<'a>,
    /// What conditions call it, in a procedure given with its conditions.
    #[serde(borrow, alias = "stable_id", alias = "stableId")]
    pub(super) id: Raw<'a>,
    #[serde(borrow)]
    pub(super) condition: Raw<'a>,
}

/// A field, its kind known.
#[derive(Debug)]
pub(super) struct Field<'a> {
    pub(super) raw: RawField<'a>,
    pub(super) kind: Kind,
    /// `d71_c12`, or `d71_c12_3` in a block.
    pub(super) name: Box<str>,
    /// `.revision.champDescriptors[12]`
    pub(super) path: Box<str>,
    pub(super) span: Span,
    /// In how many blocks it stands.
    pub(super) depth: u32,
}

impl<'a> Record<'a> {
    /// The fields of that list; `name` begins their names.
    pub(super) fn fields(&mut self, list: Raw<'a>, name: &str, path: &str) -> Vec<Field<'a>> {
        let mut fields = Vec::new();
        self.add_fields(list, name, path, 0, &mut fields);
        fields
    }

    fn add_fields(&mut self, list: Raw<'a>, name: &str, path: &str, depth: u32, fields: &mut Vec<Field<'a>>) {
        for (rank, raw) in self.list(list, format_args!("{path}")).into_iter().enumerate() {
            let path = format!("{path}[{rank}]");
            let name = format!("{name}{rank}");
            let Some(field) = self.object::<RawField<'a>>(Some(raw), format_args!("{path}")) else { continue };
            let Some(kind) = self.kind(&field, raw, &path) else { continue };
            let children = field.champ_descriptors;
            let (inside, inside_path) = (format!("{name}_"), format!("{path}.champDescriptors"));
            fields.push(Field { raw: field, kind, name: name.into(), path: path.into(), span: self.place(raw), depth });
            if depth < DEEPEST {
                self.add_fields(children, &inside, &inside_path, depth + 1, fields);
            } else if let Some(children) = children {
                let what = "les blocs sont imbriqués trop profondément";
                self.problem(ProblemKind::UnreadableLine, self.place(children), format_args!("{inside_path}"), what, DEPTH_HELP);
            }
        }
    }

    /// What a field is. A type not known yet is read as a text, and said; a field without a type is no field.
    fn kind(&mut self, field: &RawField<'a>, raw: &'a RawValue, path: &str) -> Option<Kind> {
        let Some(typename) = self.text(field.typename, format_args!("{path}.__typename")) else {
            if field.typename.is_none() {
                let what = "ce champ n'a pas de `__typename` : il n'est pas lu";
                self.problem(ProblemKind::UnreadableLine, self.place(raw), format_args!("{path}"), what, TYPE_HELP);
            }
            return None;
        };
        let known = kinds::kind(&typename.value);
        if known.is_none() {
            let what = format!("le type de champ `{}` n'est pas connu : il est lu comme un texte", typename.value);
            self.problem(ProblemKind::WrongType, typename.span, format_args!("{path}.__typename"), &what, NEWER_HELP);
        }
        Some(known.unwrap_or(Kind::Datum(Answer::Text, None)))
    }
}

const DEPTH_HELP: &str = "un bloc répétable ne contient que des champs simples";
const TYPE_HELP: &str = "un champ porte son type : `\"__typename\": \"TextChampDescriptor\"`";
const NEWER_HELP: &str = "la plateforme l'a peut-être ajouté depuis : signalez-le pour qu'il soit reconnu";
