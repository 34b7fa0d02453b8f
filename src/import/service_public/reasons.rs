//! Why documents are asked: what the sentence, the subtitle or the title above a list says that they show.

use super::xml::{self, Node};
use crate::values::{Text, fold};

/// Why the documents of a list are asked, when the sentence that leads to it or the paragraph just above that sentence says so.
pub(super) fn above(list: Node<'_>, lead: Option<&Text>) -> Option<Text> {
    let before = list.prev_siblings().skip(1).filter(Node::is_element);
    let mut paragraphs = before.take_while(|above| xml::is(*above, "Paragraphe"));
    lead.and_then(said).or_else(|| paragraphs.nth(1).and_then(|subtitle| said(&xml::words(subtitle))))
}

/// The last sentence of those words, when it says why documents are asked: « vous devez justifier de votre domicile ». One that ends there with its
/// full stop leads to no list.
pub(super) fn said(words: &Text) -> Option<Text> {
    const REASONS: [&str; 5] = ["justifier", "prouver", "au vu de", "verifie que", "devant etre mis a jour"];
    const SUBTITLES: [&str; 4] = ["justificatif de ", "justificatifs de ", "justificatif d'", "justificatifs d'"];
    let sentence = super::delays::sentences(&words.value).last()?;
    let folded = fold(sentence).replace('\u{a0}', " ").replace('’', "'");
    let folded = folded.trim();
    if folded.ends_with('.') {
        return None;
    }
    let is_subtitle = !folded.ends_with(':') && SUBTITLES.iter().any(|subtitle| folded.starts_with(subtitle));
    let reason = sentence.trim().trim_end_matches([':', ' ', '\u{a0}']);
    (is_subtitle || REASONS.iter().any(|reason| folded.contains(reason))).then(|| Text::new(reason.into(), words.span))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    #[test]
    fn a_sentence_or_a_subtitle_says_what_documents_show() {
        let reason = |words: &str| said(&Text::new(words.into(), Span::new(0, 1))).map(|reason| reason.value.to_string());
        let asked = "C'est gratuit. Vous devez justifier de votre domicile en fournissant l'une des pièces suivantes\u{a0}:";
        assert_eq!(
            reason(asked).as_deref(),
            Some("Vous devez justifier de votre domicile en fournissant l'une des pièces suivantes")
        );
        assert!(reason("Justificatifs de l'intérêt légitime de la demande").is_some());
        assert!(reason("Actes d'état civil devant être mis à jour à la suite du changement de prénom").is_some());
        let plain = "Vous devez fournir un justificatif de domicile et\u{a0}:";
        for words in [plain, "Pièces justificatives", "Justificatifs demandés", "L'attestation sert à prouver le recensement."]
        {
            assert_eq!(reason(words), None);
        }
    }
}
