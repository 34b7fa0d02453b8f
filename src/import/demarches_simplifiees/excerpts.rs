//! The words at some places of an export, and their paths: its text is not kept while it is read, so it is gone through once more for the
//! few places that findings quote.

use super::splitter::{Element, Splitter};
use super::stream::unpacked;
use crate::source::Span;
use rustc_hash::FxHashMap;
use serde_json::Value;
use std::io::{ErrorKind, Read};

/// What stands at a place of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// `[4].revision.champDescriptors[12].label`
    pub path: String,
    /// What people read there: a text, or the label of a field; empty when it is neither.
    pub words: String,
}

/// The excerpts at those places, plain or gzip. A place that cannot be read again has none.
#[must_use]
pub fn excerpts(input: impl Read + Send, mut places: Vec<Span>) -> FxHashMap<Span, Excerpt> {
    places.sort_unstable_by_key(|place| (place.start, place.end));
    places.dedup();
    let mut found = FxHashMap::default();
    let mut places = &places[..];
    let mut splitter = Splitter::default();
    let mut input = unpacked(input);
    let mut chunk = vec![0; 64 << 10];
    while !places.is_empty() {
        match input.read(&mut chunk) {
            Ok(0) => break,
            Ok(read) => splitter.push(&chunk[..read]),
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(_) => break,
        }
        for element in splitter.take_elements() {
            places = of_element(&element, places, &mut found);
        }
    }
    splitter.finish();
    for element in splitter.take_elements() {
        places = of_element(&element, places, &mut found);
    }
    found
}

/// Reads the places of one element, and gives those that follow it.
fn of_element<'p>(element: &Element, places: &'p [Span], found: &mut FxHashMap<Span, Excerpt>) -> &'p [Span] {
    let end = element.offset + element.bytes.len() as u64;
    let (own, rest) = places.split_at(places.partition_point(|place| u64::from(place.start) < end));
    let Ok(json) = std::str::from_utf8(&element.bytes) else { return rest };
    let within = |at: u32| usize::try_from(u64::from(at).checked_sub(element.offset)?).ok();
    let starts: Vec<_> = own.iter().filter_map(|place| within(place.start)).collect();
    for (place, path) in own.iter().filter(|place| within(place.start).is_some()).zip(paths(json, &starts)) {
        let slice = within(place.start).zip(within(place.end)).and_then(|(start, end)| json.get(start..end));
        let words = slice.map(words).unwrap_or_default();
        found.insert(*place, Excerpt { path: format!("[{}]{path}", element.rank), words });
    }
    rest
}

/// What people read in a piece of JSON: a whole text, a part of one, or the label of an object.
fn words(slice: &str) -> String {
    match serde_json::from_str(slice) {
        Ok(Value::String(text)) => text,
        Ok(Value::Object(object)) => {
            ["label", "title"].iter().find_map(|key| Some(object.get(*key)?.as_str()?.to_owned())).unwrap_or_default()
        }
        Ok(_) => String::new(),
        Err(_) => serde_json::from_str(&format!("\"{slice}\"")).unwrap_or_else(|_| slice.to_owned()),
    }
}

/// What one is inside of.
enum Around<'j> {
    Object(&'j str),
    Array(usize),
}

/// The path of each of some places of a JSON text, in their order.
fn paths(json: &str, starts: &[usize]) -> Vec<String> {
    let mut paths = Vec::with_capacity(starts.len());
    let mut around: Vec<Around<'_>> = Vec::new();
    let mut awaits_key = false;
    let mut at = 0;
    let bytes = json.as_bytes();
    while at < bytes.len() && paths.len() < starts.len() {
        let end = if bytes[at] == b'"' { end_of_text(bytes, at) } else { at + 1 };
        let is_key = bytes[at] == b'"' && awaits_key;
        if is_key && let Some(Around::Object(key)) = around.last_mut() {
            *key = json.get(at + 1..end - 1).unwrap_or_default();
            awaits_key = false;
        }
        while starts.get(paths.len()).is_some_and(|start| *start < end) {
            paths.push(shown(&around));
        }
        match bytes[at] {
            b'{' => {
                around.push(Around::Object(""));
                awaits_key = true;
            }
            b'[' => around.push(Around::Array(0)),
            b'}' | b']' => _ = around.pop(),
            b',' => match around.last_mut() {
                Some(Around::Array(rank)) => *rank += 1,
                Some(Around::Object(_)) => awaits_key = true,
                None => {}
            },
            _ => {}
        }
        at = end;
    }
    paths.resize_with(starts.len(), String::new);
    paths
}

/// Past the quote that closes a text.
fn end_of_text(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn shown(around: &[Around<'_>]) -> String {
    around.iter().fold(String::new(), |path, part| match part {
        Around::Object("") => path,
        Around::Object(key) => format!("{path}.{key}"),
        Around::Array(rank) => format!("{path}[{rank}]"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXPORT: &str = r#"[{"number": 1, "title": "Un \"essai\""},
{"number": 2, "revision": {"champDescriptors": [{"label": "Nom"}, {"label": "L’école", "description": "D'où ?\nIci"}]}}]"#;

    fn at(words: &str) -> String {
        let start = EXPORT.find(words).expect("les mots sont dans l'exemple");
        let place = Span::of(start..start + words.len());
        let found = excerpts(EXPORT.as_bytes(), vec![place]);
        found.get(&place).map_or_else(|| "rien".to_owned(), |excerpt| format!("{} : {}", excerpt.path, excerpt.words))
    }

    #[test]
    fn a_place_has_its_path_and_its_words() {
        assert_eq!(at(r#""Un \"essai\"""#), "[0].title : Un \"essai\"");
        assert_eq!(at(r#"{"label": "L’école", "description": "D'où ?\nIci"}"#), "[1].revision.champDescriptors[1] : L’école");
        assert_eq!(at(r"où ?\nIci"), "[1].revision.champDescriptors[1].description : où ?\nIci");
        assert_eq!(at("2,"), "[1].number : 2,");
    }

    #[test]
    fn a_place_past_the_end_has_nothing() {
        assert!(excerpts(EXPORT.as_bytes(), vec![Span::new(9_000, 9_001)]).is_empty());
        assert!(excerpts(&b"\x1f\x8bnon"[..], vec![Span::new(1, 2)]).is_empty());
    }
}
