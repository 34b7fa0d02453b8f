//! `# limpide: ignorer …`: what it covers, from the file to the exit code. Its wording is tested with its reading.

use super::{Folder, TODAY};

const BECAUSE: &str = "-- essai, M. Martin, 2027-06-30";

/// The findings that remain of a procedure that asks twice for an open list of documents, with those comments in it, then the exit code.
fn check(name: &str, above_block: &str, above_step: &str, above_line: &str, beside: &str) -> Vec<String> {
    let folder = Folder::new(&format!("suppression_{name}"));
    folder.write(
        "essai.demarche",
        format!(
            "{above_block}\ndémarche essai « Essai » {{\n  {above_step}\n  étape dépôt « Déposez » {{\n    par usager au guichet\n    \
             {above_line}\n    fournir « Toute pièce utile à votre demande »{beside}\n  }}\n  étape envoi « Envoyez » {{\n    par usager par courrier\n    \
             fournir « Toute pièce utile au dossier »\n  }}\n}}\n"
        ),
    );
    let said = folder.run(&["check", TODAY, "--select=DLN012,EVO004", "--fail-on=info", "--output-format=concise"]);
    said.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[test]
fn a_comment_covers_the_line_or_the_block_below_it_or_its_own_line() {
    let order = |rule: &str| format!("# limpide: ignorer {rule} {BECAUSE}");
    let beside = format!(" {}", order("DLN"));
    let n_said = |lines: Vec<String>| lines.iter().filter(|line| line.contains("DLN012")).count();
    assert_eq!(n_said(check("none", "", "", "", "")), 2);
    assert_eq!(n_said(check("line", "", "", &order("DLN012"), "")), 1);
    assert_eq!(n_said(check("beside", "", "", "", &beside)), 1);
    assert_eq!(n_said(check("step", "", &order("liste-de-pieces-ouverte"), "", "")), 1);
    let block = check("block", &order("DLN012"), "", "", "");
    assert_eq!(block, ["aucun constat dans 1 fichier ; 2 ignorés", "-- code 0 --"]);
}

#[test]
fn a_comment_that_no_longer_serves_is_said() {
    let unused =
        check("unused", &format!("# limpide: ignorer DLN012 {BECAUSE}"), "", &format!("# limpide: ignorer DLN012 {BECAUSE}"), "");
    assert!(unused[0].contains("info[EVO004] la dérogation à « DLN012 » ne sert plus"), "{unused:?}");
    let expired = check("expired", "# limpide: ignorer DLN012 -- essai, M. Martin, 2026-11-21", "", "", "");
    assert!(expired[0].contains("alerte[EVO004] la dérogation a pris fin le 2026-11-21"), "{expired:?}");
    assert_eq!(expired.len(), 5);
    let left_out = check("left_out", &format!("# limpide: ignorer OPA001 {BECAUSE}"), "", "", "");
    assert!(!left_out.iter().any(|line| line.contains("EVO004")), "une règle laissée de côté ne prouve rien : {left_out:?}");
}
