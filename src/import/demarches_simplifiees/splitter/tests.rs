//! Elements of an array, whole or broken, given in pieces.

use super::*;
use proptest::prelude::*;

fn split<'a>(chunks: impl IntoIterator<Item = &'a [u8]>) -> (Vec<Element>, Vec<(u64, Fault)>) {
    let mut splitter = Splitter::default();
    chunks.into_iter().for_each(|chunk| splitter.push(chunk));
    splitter.finish();
    (splitter.take_elements(), splitter.take_faults())
}

fn shown(json: &str) -> String {
    let (elements, faults) = split([json.as_bytes()]);
    let elements = elements.iter().map(|it| format!("{}@{} {}", it.rank, it.offset, String::from_utf8_lossy(&it.bytes)));
    elements.chain(faults.iter().map(|fault| format!("{fault:?}"))).collect::<Vec<_>>().join("\n")
}

#[test]
fn elements_are_found_without_being_parsed() {
    insta::assert_snapshot!(shown("\u{feff} [ {\"a\": \"]}\\\"\\\\\"} ,[1,[2]], \"x,\", 12]\n"), @r#"
    0@6 {"a": "]}\"\\"}
    1@23 [1,[2]]
    2@32 "x,"
    3@38 12
    "#);
}

#[test]
fn an_object_alone_is_the_only_element() {
    insta::assert_snapshot!(shown(" {\"number\": 1} "), @r#"0@1 {"number": 1}"#);
}

#[test]
fn what_is_no_array_is_said() {
    insta::assert_snapshot!(shown("nom;prénom"), @"(0, NotJson)");
    insta::assert_snapshot!(shown("  "), @"(2, Empty)");
    insta::assert_snapshot!(shown("[1, 2"), @r"
    0@1 1
    (4, Unclosed(1))
    ");
    insta::assert_snapshot!(shown("[{}, "), @r"
    0@1 {}
    (5, NoEnd)
    ");
    insta::assert_snapshot!(shown("[{}] trop"), @r"
    0@1 {}
    (5, Trailing)
    ");
}

#[test]
fn reading_starts_again_after_a_record_that_is_not_closed() {
    insta::assert_snapshot!(shown(r#"[{"number": 1, "t": "x}, {"number": 2}, {"number": 3}]"#), @r#"
    1@25 {"number": 2}
    2@40 {"number": 3}
    (1, Unclosed(0))
    "#);
    insta::assert_snapshot!(shown(r#"[{"number": 1}}], {"number": 2}]"#), @r#"
    0@1 {"number": 1}
    1@14 }
    2@18 {"number": 2}
    (16, Trailing)
    "#);
}

#[test]
fn an_element_keeps_no_more_room_than_its_text() {
    let mut splitter = Splitter::default();
    // A text that is never closed swallows what follows, until it is given up.
    splitter.push(b"[{\"number\": 1, \"t\": \"");
    let record = br#"{"number": 2, "t": "a"}, "#;
    let many: Vec<u8> = record.iter().copied().cycle().take(record.len() * 2000).collect();
    splitter.push(&many);
    splitter.push(b"{\"number\": 3}]");
    splitter.finish();
    let elements = splitter.take_elements();
    assert!(elements.len() >= 2000, "{}", elements.len());
    assert!(elements.iter().all(|element| element.bytes.capacity() < 2 * element.bytes.len()));
}

proptest! {
    #[test]
    fn chunks_change_nothing(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "[", "]", "{", "}", "\"", "\\", ",", " ", "é", "12", "{\"number\"", ":", "[{\"a\": \"b\\\"\"}, "
        ]), 0..40),
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..10),
    ) {
        let json = pieces.concat();
        let bytes = json.as_bytes();
        let mut cuts: Vec<_> = cuts.iter().map(|cut| cut.index(bytes.len() + 1)).collect();
        cuts.sort_unstable();
        let ends = cuts.iter().copied().chain([bytes.len()]);
        let starts = std::iter::once(0).chain(cuts.iter().copied());
        let whole = split([bytes]);
        prop_assert_eq!(split(starts.zip(ends).map(|(start, end)| &bytes[start..end])), whole.clone());
        for element in whole.0 {
            let start = usize::try_from(element.offset).expect("un petit texte");
            prop_assert_eq!(&bytes[start..start + element.bytes.len()], &element.bytes[..]);
        }
    }
}
