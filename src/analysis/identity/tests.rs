//! Pairs of real wordings judged by hand, and how many the reading finds.

use super::*;

/// Label, label, « même », « différent » or « vague » (both name no document), and why. Drawn by lot among the wordings of both corpora that share
/// words, in strata of likeness, then judged by reading, before the program was run on them. The lexicon was written with these in sight.
const PAIRS: &str = include_str!("../../../tests/fixtures/pieces-paires.tsv");
/// Others, drawn and judged once the lexicon was written: what the reading is worth on what it has not seen.
const WITNESSES: &str = include_str!("../../../tests/fixtures/pieces-paires-temoin.tsv");

fn are_one(first: &str, second: &str) -> bool {
    let lexicon = Lexicon::standard();
    let (first, second) = (identity(first, lexicon), identity(second, lexicon));
    first.key == second.key && !first.is_vague
}

fn pairs(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    file.lines().skip(1).map(|line| {
        let mut cells = line.split('\t');
        let mut cell = || cells.next().expect("quatre colonnes");
        (cell(), cell(), cell())
    })
}

/// Of the pairs said the same, the share that are, is at least `precision`; of those that are, the share that are said so, at least `recall`.
fn holds(file: &'static str, precision: f64, recall: f64) {
    let (mut right, mut wrong, mut missed) = (0.0, Vec::new(), Vec::new());
    for (first, second, verdict) in pairs(file) {
        match (verdict, are_one(first, second)) {
            ("même", true) => right += 1.0,
            ("même", false) => missed.push(format!("{first} | {second}")),
            ("différent", true) => wrong.push(format!("{first} | {second}")),
            ("différent" | "vague", _) => {}
            (other, _) => panic!("verdict inconnu : {other}"),
        }
    }
    let count = |list: &[String]| f64::from(u32::try_from(list.len()).expect("peu de paires"));
    let (found, complete) = (right / (right + count(&wrong)), right / (right + count(&missed)));
    let (wrong, missed) = (wrong.join("\n"), missed.join("\n"));
    let report = format!("précision {found:.3}, rappel {complete:.3}\nconfondues :\n{wrong}\nmanquées :\n{missed}");
    assert!(found >= precision && complete >= recall, "{report}");
}

#[test]
fn wordings_of_one_document_are_found_and_others_left_apart() {
    holds(PAIRS, 0.98, 0.85);
}

#[test]
fn so_are_wordings_the_lexicon_was_not_written_for() {
    holds(WITNESSES, 0.95, 0.65);
}

#[test]
fn wordings_that_name_no_document_are_said_vague() {
    let lexicon = Lexicon::standard();
    let labels: Vec<_> =
        pairs(PAIRS).filter(|(.., verdict)| *verdict == "vague").flat_map(|(first, second, _)| [first, second]).collect();
    let precise: Vec<_> = labels.iter().filter(|label| !identity(label, lexicon).is_vague).collect();
    assert!(precise.len() * 10 <= labels.len(), "{} sur {} : {precise:?}", precise.len(), labels.len());
}

#[test]
fn the_pairs_are_enough_and_of_both_verdicts() {
    let count = |wanted: &str| pairs(PAIRS).filter(|(.., verdict)| *verdict == wanted).count();
    assert!(count("même") >= 150 && count("différent") >= 150, "{} et {}", count("même"), count("différent"));
}

#[test]
fn the_person_is_part_of_the_document_and_what_is_required_is_not() {
    assert!(are_one("Justificatif du domicile", "justificatif de domicile de moins de 3 mois"));
    assert!(are_one("Copie de la CNI recto-verso", "votre carte nationale d’identité en cours de validité"));
    assert!(!are_one("Carte d'identité", "Carte d'identité de l'enfant"));
    assert!(!are_one("Carte d'identité", "Carte d'identité ou titre de séjour"));
    assert!(!are_one("Passeport du parent 1", "Passeport du parent n° 2"));
    assert!(!are_one("Acte de décès", "Certificat de décès délivré par le médecin"));
    assert!(are_one("Formulaire cerfa n° 13750*05", "Demande (cerfa 13750)"));
    let asked = identity("Justificatif de domicile daté de moins de 3 mois", Lexicon::standard());
    assert_eq!(asked.requirements.last().map(|it| &**it), Some("daté de moins de 3 mois"));
}

#[test]
fn groups_are_named_counted_and_ordered() {
    let wordings = [
        ("RIB", 3, None),
        ("Carte d'identité de l'enfant", 1, Some("F1")),
        ("Relevé d'identité bancaire", 2, None),
        ("Autre pièce", 9, None),
        ("Photo conforme", 1, Some("F2")),
        ("Deux photos d'identité", 4, Some("F2")),
        ("Carte d'identité", 1, Some("F1")),
    ];
    let wordings = wordings.map(|(label, count, key)| Wording { label, count, key });
    let groups = group(&wordings, Lexicon::standard());
    let shown: Vec<_> = groups
        .iter()
        .map(|it| format!("{} {} {:?} {:?} {}", it.count, it.name, it.wordings, it.confidence, it.is_vague))
        .collect();
    insta::assert_snapshot!(shown.join("\n"), @r"
    9 Autre pièce [3] Guess true
    5 photo d'identité [5, 4] Sentence false
    5 relevé d'identité bancaire [0, 2] Sentence false
    1 Carte d'identité de l'enfant [1] Sentence false
    1 carte d'identité [6] Sentence false
    ");
}
