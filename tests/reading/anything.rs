//! Properties: on any text, and on real texts cut and mutated, reading does not panic, places stay on characters, and the layout is stable.

use limpide::source::FileId;
use limpide::syntax;
use proptest::prelude::*;

/// A real text with everything the language has.
const REFERENCE: &str = include_str!("../../docs/langage.md");

/// The snippets of the language reference, as one file.
pub(super) fn reference() -> String {
    let mut inside = false;
    let mut text = String::new();
    for line in REFERENCE.lines() {
        if line.starts_with("```") {
            inside = line == "```demarche";
        } else if inside {
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

fn reads_soundly(text: &str) {
    let parsed = syntax::parse(FileId(0), text);
    for problem in &parsed.problems {
        let span = problem.location.span;
        assert!(text.get(span.range()).is_some(), "{span:?} n'est pas dans le texte");
        for (edited, _) in problem.correction.iter().flat_map(|correction| &correction.edits) {
            assert!(text.get(edited.range()).is_some(), "{edited:?} n'est pas dans le texte");
        }
    }
    for span in &parsed.document.unreadable {
        assert!(text.get(span.range()).is_some(), "{span:?} n'est pas dans le texte");
    }
    let once = syntax::format(text);
    assert_eq!(syntax::format(&once), once, "la mise en forme n'est pas stable");
}

#[test]
fn a_digit_before_an_accented_letter_is_laid_out() {
    reads_soundly("démarche a « A » {\n  étape b « B » {\n    durée 2é 15 min\n  }\n}\n");
}

/// Words and signs of the language, in any order: nearer to what people type than random characters.
fn pieces_of_language() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "démarche",
        "étape",
        "etape",
        "pièce",
        "donnée",
        "contact",
        "décision",
        "cas",
        "droit",
        "calcul",
        "fournir",
        "par",
        "usager",
        "en ligne",
        "si",
        "sauf si",
        "parce que",
        "selon",
        "et",
        "ou",
        "non",
        "et/ou",
        "aucun",
        "nom",
        "prénom",
        "{",
        "}",
        "\n",
        "\n  ",
        "\r\n",
        "«",
        "»",
        "\"",
        "« texte »",
        "<https://x.fr/#a>",
        "<",
        ">",
        "=",
        "==",
        ":",
        ",",
        ";",
        "(",
        ")",
        "3 mois",
        "18 ans",
        "25 €",
        "2026-05-12",
        "%",
        "#",
        "\u{a0}",
        "e\u{301}",
        "\u{feff}",
        "😀",
        "’",
        "L231-4",
        "article",
    ]);
    prop::collection::vec(pieces, 0..120).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        reads_soundly(&text);
    }

    #[test]
    fn any_words_of_the_language_are_read(text in pieces_of_language()) {
        reads_soundly(&text);
    }

    #[test]
    fn a_truncated_file_is_read(cut in 0.0_f64..1.0) {
        let text = reference();
        let mut end = (text.len() as f64 * cut) as usize;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        reads_soundly(&text[..end]);
    }

    #[test]
    fn a_file_with_a_piece_taken_out_or_put_in_is_read(at in 0.0_f64..1.0, taken in 0_usize..40, put in pieces_of_language()) {
        let text = reference();
        let mut start = (text.len() as f64 * at) as usize;
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        let mut end = (start + taken).min(text.len());
        while !text.is_char_boundary(end) {
            end += 1;
        }
        let put: String = put.chars().take(12).collect();
        reads_soundly(&format!("{}{put}{}", &text[..start], &text[end..]));
    }
}

#[test]
fn the_language_reference_reads_without_a_problem_and_is_in_canonical_layout_but_for_blank_lines() {
    let text = reference();
    assert_eq!(super::problems_of(&text), "");
    let without_blank_lines = |text: &str| text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(without_blank_lines(&syntax::format(&text)), without_blank_lines(&text));
}

#[test]
fn depth_costs_a_line_and_not_the_stack() {
    let parentheses =
        format!("démarche a « A » {{\n  étape b « B » {{\n    seulement si {}\n    par usager\n  }}\n}}\n", "(".repeat(20_000));
    assert_eq!(super::names_read(&parentheses), ["a (1 lignes)"]);
    assert!(super::problems_of(&parentheses).contains("parenthèses"));
    for opening in ["{", "démarche a « A » {\n", "étape a « A » {\n", "« ", "\"", "(", "non ", "- ", "fournir a si (", "<"]
    {
        reads_soundly(&opening.repeat(20_000));
    }
}

#[test]
fn time_is_linear_in_the_length_of_a_line_and_in_nesting() {
    let condition = vec!["(âge < 18 ans et hébergé)"; 5_000].join(" ou ");
    let nested = format!("{}hébergé{}", "(".repeat(40), ")".repeat(40));
    for condition in [condition, nested] {
        let text = format!("démarche a « A » {{\n  étape b « B » {{\n    seulement si {condition}\n  }}\n}}\n");
        assert_eq!(super::problems_of(&text), "");
    }
}
