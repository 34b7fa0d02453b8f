//! Proofs agree with the evaluation of every kind of person: small rules at random, and one person for each combination of values that their
//! conditions can tell apart.

use super::TODAY;
use crate::logic::evaluate::says_the_same;
use crate::logic::program::Group;
use crate::logic::proof::{Answer, RuleProof, WhyDead, prove};
use crate::logic::{Evaluation, FailureKind, Outcome, Program, Situation, Value};
use crate::model::{Data, Model};
use crate::values::Decimal;
use proptest::prelude::*;
use std::fmt::Write;

const DATA: &str = "
donnée âge : entier, de 0 à 4
donnée note : décimal, de 0 à 10
donnée revenu : montant
donnée mineur : oui ou non
donnée domicile : un parmi france, europe, étranger
";

/// What conditions compare with, and the values that tell apart: each side of every threshold, the threshold, and what roundings move.
const NOTES: [i128; 2] = [3, 7];
const EUROS: [i128; 3] = [0, 10, 31];

/// Choices drawn at random.
struct Choices<'c> {
    bytes: std::slice::Iter<'c, u8>,
    uses_right: bool,
}

impl Choices<'_> {
    fn below(&mut self, n: u8) -> u8 {
        self.bytes.next().map_or(0, |byte| byte % n)
    }

    fn one_of<'t>(&mut self, words: &[&'t str]) -> &'t str {
        words[usize::from(self.below(u8::try_from(words.len()).expect("peu de mots")))]
    }

    fn condition(&mut self, depth: u8) -> String {
        let signs = ["<", "<=", ">", ">=", "=", "<>"];
        match self.below(if depth == 0 { 7 } else { 11 }) {
            0 => format!("âge {} {}", self.one_of(&signs), self.below(6)),
            1 => format!("note {} {}", self.one_of(&signs), self.one_of(&["3", "7"])),
            2 => format!("revenu {} {}", self.one_of(&signs), self.one_of(&["0 €", "10 €", "31 €"])),
            3 => "mineur".to_owned(),
            4 => format!("domicile {} {}", self.one_of(&["=", "<>"]), self.one_of(&["france", "europe", "étranger"])),
            5 => format!("part {} {}", self.one_of(&signs), self.one_of(&["3,34 €", "10 €"])),
            6 if self.uses_right => format!("{}aidé", self.one_of(&["", "non "])),
            6 => "non mineur".to_owned(),
            7 | 8 => format!("({} et {})", self.condition(depth - 1), self.condition(depth - 1)),
            9 => format!("({} ou {})", self.condition(depth - 1), self.condition(depth - 1)),
            _ => format!("non ({})", self.condition(depth - 1)),
        }
    }

    fn rule(&mut self) -> String {
        self.uses_right = false;
        let mut text = "calcul part : montant = revenu / 3\n".to_owned();
        if self.below(2) == 0 {
            let _ = writeln!(text, "droit aidé : oui ou non {{");
            let _ = writeln!(text, "  oui si {}", self.condition(1));
            if self.below(2) == 0 {
                let _ = writeln!(text, "  non si {}", self.condition(1));
            } else {
                let _ = writeln!(text, "  exception : non si {}", self.condition(1));
            }
            if self.below(3) == 0 {
                let _ = writeln!(text, "  sans objet si {}", self.condition(1));
            }
            text.push_str("}\n");
            self.uses_right = true;
        }
        text.push_str("calcul aide : montant {\n");
        let n_bases = 1 + self.below(3);
        for _ in 0..n_bases {
            let _ = writeln!(text, "  {} € si {}", self.below(5), self.condition(2));
        }
        let labels = ["un", "deux", "trois"];
        for rank in 0..self.below(4) {
            let rank = usize::from(rank);
            let parent = if rank > 0 && self.below(2) == 0 { format!(" à {}", labels[rank - 1]) } else { String::new() };
            let _ = writeln!(text, "  exception {}{parent} : {} € si {}", labels[rank], self.below(5), self.condition(2));
        }
        if self.below(4) == 0 {
            let _ = writeln!(text, "  sans objet si {}", self.condition(1));
        }
        text.push_str("}\n");
        text
    }
}

/// One person for each combination of values told apart.
fn everybody(program: &Program<'_>, model: &Model) -> Vec<Situation> {
    let mut all = vec![Situation::unknown(program)];
    for datum in &model.data {
        let Some(slot) = program.slot_of(datum.symbol) else { continue };
        let values = values_of(datum);
        let given = |situation: &Situation| -> Vec<Situation> {
            let with = |value: &Value| {
                let mut situation = situation.clone();
                situation.set(slot, Some(value.clone()));
                situation
            };
            values.iter().map(with).collect()
        };
        all = all.iter().flat_map(given).collect();
    }
    all
}

fn values_of(datum: &Data) -> Vec<Value> {
    let whole = Decimal::from_integer;
    match &*datum.name {
        "âge" => (0..=4).map(|age| Value::Number(whole(age))).collect(),
        "note" => NOTES
            .iter()
            .flat_map(|note| [whole(*note) - whole(1), whole(*note), whole(*note) + whole(1)])
            .map(Value::Number)
            .collect(),
        "revenu" => {
            let thresholds = EUROS.iter().map(|euros| whole(*euros * 100));
            let around = thresholds.flat_map(|at| [at - whole(1), at, at + whole(1)]);
            let thirds = [1_000, 1_001, 1_002, 1_003, 2_997, 2_998, 2_999, 3_000, 3_001].map(whole);
            around.chain(thirds).map(Value::Money).collect()
        }
        "mineur" => vec![Value::Boolean(false), Value::Boolean(true)],
        _ => ["france", "europe", "étranger"].map(Value::words).to_vec(),
    }
}

/// What the evaluation of everybody says of a rule.
#[derive(Debug, Default)]
struct Seen {
    gap: bool,
    clashes: Vec<(u32, u32)>,
    applies: Vec<bool>,
    heard: Vec<bool>,
}

fn seen(program: &Program<'_>, proof: &RuleProof, people: &[Situation]) -> Seen {
    let id = program.rule_of(proof.rule).expect("une règle compilée");
    let rule = program.rule(id);
    let n_lines = rule.clauses.len();
    let mut seen = Seen { applies: vec![false; n_lines], heard: vec![false; n_lines], ..Seen::default() };
    for person in people {
        // No gap nor clash is told of a negative income; a line may well be written for one.
        let is_usual =
            person.known().all(|(_, value)| !matches!(value, Value::Money(cents) if *cents < Decimal::from_integer(0)));
        let mut evaluation = Evaluation::new(program, person, TODAY);
        let outcome = evaluation.rule(id);
        for line in 0..u32::try_from(n_lines).expect("peu de lignes") {
            let clause = &rule.clauses[line as usize];
            seen.applies[line as usize] |= clause.condition.is_none_or(|condition| evaluation.formula(condition).is_yes());
        }
        match outcome {
            Outcome::Known(_) => {
                if let Some(line) = evaluation.speaking_line(id) {
                    seen.heard[line as usize] = true;
                }
            }
            Outcome::Failed(failures) => {
                for failure in failures.iter().filter(|failure| failure.rule == Some(id)) {
                    match &failure.kind {
                        FailureKind::NothingApplies => seen.gap |= is_usual,
                        FailureKind::Conflict(places) => {
                            let line_at = |place| (0..).take(n_lines).find(|line| rule.place(*line) == place);
                            let mut lines: Vec<u32> = places.iter().filter_map(|place| line_at(*place)).collect();
                            lines.iter().for_each(|line| seen.heard[*line as usize] = true);
                            // The first line that says something stands for those that say the same.
                            let mut rank = 0;
                            while let Some(line) = lines.get(rank).copied() {
                                let mut at = 0;
                                lines.retain(|other| {
                                    at += 1;
                                    at <= rank + 1 || !says_the_same(rule, line, *other)
                                });
                                rank += 1;
                            }
                            for (rank, one) in lines.iter().enumerate().filter(|_| is_usual) {
                                let in_order = |other: &u32| (*one.min(other), *one.max(other));
                                seen.clashes.extend(lines[rank + 1..].iter().map(in_order));
                            }
                        }
                        FailureKind::Fault(_) | FailureKind::Circle => {}
                    }
                }
            }
            Outcome::NotApplicable | Outcome::Missing(_) => {}
        }
    }
    seen
}

fn agrees(text: &str) -> Result<(), TestCaseError> {
    let (_, model) = super::read(&format!("{DATA}{text}"));
    let model = &model;
    for proof in prove(model, TODAY) {
        let mut program = Program::new(model);
        program.add_rule(proof.rule).expect("une règle");
        let seen = seen(&program, &proof, &everybody(&program, model));
        let name = &model.rule_of(proof.rule).expect("une règle").value.name.value;
        let found_gap = matches!(proof.gap, Answer::Found(_)) || !proof.holes.is_empty();
        prop_assert_eq!(found_gap, seen.gap, "lacune de {}\n{}\n{:?}", name, text, proof);
        prop_assert!(!matches!(proof.gap, Answer::Unverified(_)), "non vérifié : {}\n{}", name, text);
        prop_assert_eq!(&proof.unverified_clashes, &None, "non vérifié : {}\n{}", name, text);
        let rule = program.rule(program.rule_of(proof.rule).expect("une règle"));
        let differ = |(one, other): &(u32, u32)| !says_the_same(rule, *one, *other);
        let in_order = |(one, other): (u32, u32)| (one.min(other), one.max(other));
        let mut claimed: Vec<_> = proof.clashes.iter().map(|clash| in_order(clash.lines)).collect();
        claimed.extend(proof.overlaps_at.iter().map(|(_, lines)| in_order(*lines)));
        claimed.sort_unstable();
        claimed.dedup();
        // Of three lines that clash, two may say the same.
        let mut clashes: Vec<_> = seen.clashes.iter().copied().filter(differ).collect();
        clashes.sort_unstable();
        clashes.dedup();
        claimed.retain(differ);
        prop_assert_eq!(claimed, clashes, "chevauchements de {}\n{}", name, text);
        let lines = 0..u32::try_from(rule.clauses.len()).expect("peu de lignes");
        let all_differ = lines.clone().all(|one| lines.clone().skip(one as usize + 1).all(|other| differ(&(one, other))));
        let is_simple = rule.groups.iter().skip(1).all(Group::is_leaf) && !text.contains("aidé");
        for line in lines {
            let dead = proof.dead.iter().find(|dead| dead.line == line).map(|dead| dead.why);
            let (applies, heard) = (seen.applies[line as usize], seen.heard[line as usize]);
            prop_assert_eq!(dead == Some(WhyDead::NobodyMeetsIt), !applies, "condition de {} {}\n{}", name, line, text);
            let is_heard_as_written = all_differ && is_simple && rule.clauses[line as usize].value.is_some();
            prop_assert!(dead.is_none() || !heard, "morte : {} {}\n{}", name, line, text);
            prop_assert!(dead.is_some() || heard || !is_heard_as_written, "vivante : {} {}\n{}", name, line, text);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn proofs_agree_with_the_evaluation_of_everybody(bytes in proptest::collection::vec(any::<u8>(), 160)) {
        agrees(&Choices { bytes: bytes.iter(), uses_right: false }.rule())?;
    }
}
