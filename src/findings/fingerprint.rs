//! What makes a finding the same from one run to the next, wherever its line has moved: the rule, the procedure, the words of the line,
//! and its rank among its twins.

use super::Finding;
use crate::source::{LineIndex, Workspace};
use std::collections::BTreeMap;

/// The fingerprint of each finding, in the order given: 16 hexadecimal digits.
#[must_use]
pub fn of(findings: &[&Finding], workspace: &Workspace) -> Vec<String> {
    let mut indexes = BTreeMap::new();
    let mut n_twins: BTreeMap<u64, u64> = BTreeMap::new();
    let mut fingerprints = vec![String::new(); findings.len()];
    // Twins are ranked by place, so that setting one aside does not rename the others.
    let mut order: Vec<_> = (0..findings.len()).collect();
    order.sort_by_key(|rank| findings[*rank].primary);
    for position in order {
        let finding = findings[position];
        let file = finding.primary.file;
        let source = workspace.file(file);
        let index = indexes.entry(file).or_insert_with(|| LineIndex::new(&source.text));
        let line = index.line_text(index.line(finding.primary.span.start), &source.text);
        let words = line.split_whitespace().flat_map(|word| [word, " "]);
        let subject = finding.subject.as_deref().unwrap_or_default();
        let base = hash([finding.code, "\n", subject, "\n"].into_iter().chain(words));
        let rank = n_twins.entry(base).or_default();
        *rank += 1;
        fingerprints[position] = format!("{:016x}", hash([format!("{base:016x}").as_str(), &rank.to_string()].into_iter()));
    }
    fingerprints
}

/// FNV-1a on 64 bits: stable across versions and machines, which no hasher of the standard library promises.
fn hash<'t>(parts: impl Iterator<Item = &'t str>) -> u64 {
    parts.flat_map(str::bytes).fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::Severity;
    use crate::source::{FileId, Location, Span};

    /// The fingerprints of a finding under each `x` of a text.
    fn check(text: &str) -> Vec<String> {
        let mut workspace = Workspace::default();
        workspace.push("essai.demarche", text);
        let at = |byte: usize| Location::new(FileId(0), Span::of(byte..byte + 1));
        let findings: Vec<_> =
            text.match_indices('x').map(|(byte, _)| Finding::new("LAN003", Severity::Conseil, at(byte), "essai")).collect();
        of(&findings.iter().collect::<Vec<_>>(), &workspace)
    }

    #[test]
    fn a_moved_or_reindented_line_keeps_its_fingerprint() {
        assert_eq!(check("a x b"), check("\n\n   a  x b"));
        assert_ne!(check("a x b"), check("a x c"));
    }

    #[test]
    fn twins_have_each_their_own() {
        let prints = check("x\ny\nx");
        assert_ne!(prints[0], prints[1]);
        assert_eq!(prints[0], check("x")[0]);
    }
}
