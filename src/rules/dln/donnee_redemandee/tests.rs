//! The traps: what looks like asking twice and is not, and what is.

use crate::rules::testing;

/// The findings of the rule on the steps of one procedure, one line each.
fn steps(input: &str) -> String {
    services(&format!("démarche essai « Essai » {{\n{input}\n}}\n"))
}

/// The findings of the rule on whole procedures, one line each.
fn services(input: &str) -> String {
    let shown = testing::check("DLN003", &indented(input));
    shown.lines().filter(|line| !line.starts_with("  ")).map(|line| format!("{line}\n")).collect()
}

/// The same lines, each block two spaces further in, as a lost brace is looked for by its place.
fn indented(input: &str) -> String {
    let mut depth = 0;
    let lines = input.lines().map(|line| {
        let line = line.trim();
        depth -= usize::from(line == "}");
        let shown = format!("{}{line}\n", "  ".repeat(depth));
        depth += usize::from(line.ends_with('{'));
        shown
    });
    lines.collect()
}

const AGAIN: &str = "alerte DLN003 : « Avis d'imposition », déjà fourni à l'étape « A », est redemandé\n";

#[test]
fn a_document_sent_twice_on_one_path_is_asked_twice() {
    let path = |first: &str, second: &str| {
        steps(&format!(
            "étape a « A » {{\n par usager en ligne\n fournir avis_imposition {first}\n}}
             étape m « M » {{\n par mairie\n après a\n}}
             étape b « B » {{\n par usager en ligne\n après m\n fournir avis_imposition {second}\n}}"
        ))
    };
    assert_eq!(path("", ""), AGAIN);
    assert_eq!(path("si hébergé", ""), AGAIN);
    assert_eq!(path("si hébergé", "si hébergé et mineur"), AGAIN);
    assert_eq!(path("si âge < 30 ans", "si âge > 20 ans"), AGAIN);
    // Two publics, or none that can be shown to meet both.
    assert_eq!(path("si hébergé", "sauf si hébergé"), "");
    assert_eq!(path("si nationalité = française", "si nationalité = autre"), "");
    assert_eq!(path("si âge < 18 ans", "si âge >= 18 ans"), "");
    assert_eq!(path("si hébergé", "si mineur"), "");
    // Another story: what follows what the administration delivered.
    let after_an_outcome = steps(
        "étape a « A » {\n par usager en ligne\n demande revenu_fiscal\n fournir avis_imposition\n}
         étape m « M » {\n par mairie\n après a\n produit formulaire\n}
         étape b « B » {\n par usager en ligne\n après m\n demande revenu_fiscal\n fournir avis_imposition\n}",
    );
    let typed = "conseil DLN003 : « Avis d'imposition » dit déjà : revenu fiscal\n";
    assert_eq!(after_an_outcome, typed);
    // Grown old while the administration worked.
    assert_eq!(path("", "de moins de 3 mois"), "");
}

#[test]
fn steps_that_not_everybody_goes_through_are_left_alone() {
    let two = |first: &str, second: &str| {
        steps(&format!(
            "étape a « A » {{\n {first}\n fournir avis_imposition\n}}
             étape b « B » {{\n {second}\n fournir avis_imposition\n}}
             étape c « C » {{\n par mairie\n après a, b\n}}"
        ))
    };
    assert_eq!(two("par usager en ligne", "par usager en ligne\n après a"), AGAIN);
    assert_eq!(two("facultative\n par usager en ligne", "par usager en ligne\n après a"), "");
    assert_eq!(two("par usager en ligne", "facultative\n par usager en ligne\n après a"), "");
    assert_eq!(two("par usager en ligne", "par usager par courrier"), "");
    assert_eq!(two("par usager en ligne\n seulement si mineur", "par usager en ligne\n seulement si non mineur\n après a"), "");
    assert_eq!(two("par mairie", "par usager en ligne\n après a"), "");
}

#[test]
fn alternatives_are_the_same_demand_only_when_they_are_the_same() {
    let two = |first: &str, second: &str| {
        steps(&format!(
            "étape a « A » {{\n par usager en ligne\n fournir {first}\n}}
             étape b « B » {{\n par usager en ligne\n après a\n fournir {second}\n}}"
        ))
    };
    let twice = "alerte DLN003 : « Livret de famille » ou « Avis d'imposition », déjà fourni à l'étape « A », est redemandé\n";
    assert_eq!(two("avis_imposition ou livret_famille", "livret_famille ou avis_imposition"), twice);
    assert_eq!(two("avis_imposition ou livret_famille", "avis_imposition"), "");
    let words = "alerte DLN003 : « DEVIS signé », déjà fourni à l'étape « A », est redemandé\n";
    assert_eq!(two("« Devis signé »", "« DEVIS signé »"), words);
    assert_eq!(two("« Devis signé »", "« Devis détaillé »"), "");
    assert_eq!(two("avis_imposition, en copie", "avis_imposition, en original"), "");
}

#[test]
fn who_one_is_may_be_shown_each_time_somebody_looks() {
    let two = |first: &str, second: &str| {
        steps(&format!(
            "étape a « A » {{\n par usager {first}\n fournir carte_identité ou passeport\n}}
             étape b « B » {{\n par usager {second}\n après a\n fournir carte_identité ou passeport\n}}"
        ))
    };
    assert_eq!(two("au guichet", "au guichet"), "");
    assert_eq!(two("en ligne", "au guichet"), "");
    assert_eq!(two("en ligne", "en visio"), "");
    let twice = "alerte DLN003 : « Carte nationale d'identité » ou « Passeport », déjà fourni à l'étape « A », est redemandé\n";
    assert_eq!(two("en ligne", "par courrier"), twice);
}

#[test]
fn what_the_procedure_delivers_is_shown_back() {
    let shown = steps(
        "étape a « A » {\n par usager en ligne\n produit formulaire\n fournir formulaire\n}
         étape b « B » {\n par usager en ligne\n après a\n fournir formulaire\n}",
    );
    assert_eq!(shown, "");
}

#[test]
fn a_datum_is_asked_twice_unless_it_only_says_who_is_there() {
    let two = |second: &str| {
        steps(&format!(
            "étape a « A » {{\n par usager en ligne\n demande nom, prénom, revenu_fiscal, âge\n}}
             étape b « B » {{\n après a\n {second}\n}}"
        ))
    };
    assert_eq!(two("par usager en ligne\n demande hébergé"), "");
    assert_eq!(two("par usager au guichet\n demande nom, prénom"), "");
    assert_eq!(two("par usager par téléphone\n demande nom"), "");
    assert_eq!(two("par usager en ligne\n demande âge"), "alerte DLN003 : « âge » est demandé une seconde fois\n");
    assert_eq!(
        two("par usager au guichet\n demande nom, âge, revenu_fiscal"),
        "alerte DLN003 : 2 données sont demandées une seconde fois : âge, revenu fiscal\n"
    );
}

#[test]
fn a_document_already_says_the_datum_typed() {
    let one = |fournir: &str, demande: &str| {
        steps(&format!("étape a « A » {{\n par usager en ligne\n demande {demande}\n fournir {fournir}\n}}"))
    };
    let said = "conseil DLN003 : « Avis d'imposition » dit déjà : revenu fiscal\n";
    assert_eq!(one("avis_imposition", "nom, adresse, revenu_fiscal"), said);
    assert_eq!(one("avis_imposition ou livret_famille", "revenu_fiscal"), "");
    assert_eq!(one("carte_identité", "nom, prénom, nationalité"), "");
    assert_eq!(one("justificatif_domicile", "adresse"), "");
    // Asked to know what concerns the person.
    assert_eq!(one("avis_imposition\n fournir livret_famille si revenu_fiscal > 10 €", "revenu_fiscal"), "");
}

/// A procedure of one step, of the life event of births.
fn of_birth(name: &str, lines: &str) -> String {
    format!(
        "démarche {name} « {name} » {{\n événement naissance_enfant\n étape {name}_a « A » {{\n par usager en ligne\n {lines}\n }}\n}}\n"
    )
}

#[test]
fn across_procedures_one_finding_counts_them() {
    let many: String = ["d1", "d2", "d3", "d4", "d5"].iter().map(|name| of_birth(name, "fournir acte_naissance")).collect();
    assert_eq!(services(&many), "alerte DLN003 : « Acte de naissance » est demandé par 5 démarches de « J'attends un enfant »\n");
    let two = |lines: &str| services(&(of_birth("d1", "fournir acte_naissance") + &of_birth("d2", lines)));
    assert_eq!(
        two("fournir acte_naissance"),
        "conseil DLN003 : « Acte de naissance » est demandé par 2 démarches de « J'attends un enfant »\n"
    );
    assert_eq!(
        two("fournir acte_naissance si hébergé"),
        "conseil DLN003 : « Acte de naissance » est demandé, selon les cas, par 2 démarches de « J'attends un enfant »\n"
    );
    assert_eq!(
        two("fournir acte_naissance si hébergé\n fournir acte_naissance sauf si hébergé"),
        "conseil DLN003 : « Acte de naissance » est demandé par 2 démarches de « J'attends un enfant »\n"
    );
    assert_eq!(two("produit acte_naissance\n fournir acte_naissance"), "");
}

#[test]
fn across_procedures_some_things_are_asked_each_time_for_good_reasons() {
    let three = |lines: &str| services(&["d1", "d2", "d3"].map(|name| of_birth(name, lines)).concat());
    assert_eq!(three("fournir carte_identité"), "");
    assert_eq!(three("fournir photo_identité"), "");
    assert_eq!(three("fournir formulaire"), "");
    assert_eq!(three("demande nom, prénom, adresse"), "");
    assert_eq!(three("fournir livret_famille\n produit carte_identité"), "");
    assert_eq!(
        three("demande revenu_fiscal"),
        "conseil DLN003 : « revenu fiscal » est demandé par 3 démarches de « J'attends un enfant »\n"
    );
    let some = "conseil DLN003 : « Livret de famille » est demandé, selon les cas, par 3 démarches de « J'attends un enfant »\n";
    assert_eq!(three("fournir livret_famille si hébergé"), some);
}

#[test]
fn an_organisation_is_told_from_three_procedures_on() {
    let of = |name: &str, lines: &str| {
        format!(
            "démarche {name} « {name} » {{\n organisme caf\n étape {name}_a « A » {{\n par usager en ligne\n {lines}\n }}\n}}\n"
        )
    };
    let three = |lines: &str| services(&["d1", "d2", "d3"].map(|name| of(name, lines)).concat());
    assert_eq!(services(&["d1", "d2"].map(|name| of(name, "fournir livret_famille")).concat()), "");
    assert_eq!(
        three("fournir livret_famille"),
        "conseil DLN003 : « Livret de famille » est demandé par 3 démarches de « Caisse d'allocations familiales »\n"
    );
    assert_eq!(three("fournir livret_famille de moins de 3 mois"), "");
    assert_eq!(three("fournir livret_famille si hébergé"), "");
}

#[test]
fn a_page_asks_again_only_in_the_same_case_and_at_the_same_moment() {
    let list = "<Paragraphe>Vous devez fournir :</Paragraphe><Liste><Item><Paragraphe>Bail signé</Paragraphe></Item></Liste>";
    let page = |body: &str| testing::check_page("DLN003", "Carte de séjour", &format!("<Texte>{body}</Texte>"));
    let chapter = |title: &str| format!("<Chapitre><Titre>{title}</Titre>{list}</Chapitre>");
    let twice = page(&format!("<Chapitre><Titre>Demande</Titre>{list}{list}</Chapitre>"));
    assert_eq!(twice, "alerte : « Bail signé » est demandé deux fois à l'étape « Carte de séjour »\n");
    assert_eq!(page(&(chapter("Première demande") + &chapter("Duplicata"))), "");
    let renewal = "<Paragraphe>Au renouvellement de la carte, 5 ans après :</Paragraphe>";
    assert_eq!(page(&format!("<Chapitre><Titre>Demande</Titre>{list}{renewal}{list}</Chapitre>")), "");
}

#[test]
fn exchanges_of_one_thing_count_for_one() {
    let of = |name: &str, title: &str| of_birth(name, "fournir livret_famille si hébergé").replace(&format!("« {name} »"), title);
    let other = of("d3", "« Inscription »");
    let three = |first: &str, second: &str| services(&(of("d1", first) + &of("d2", second) + &other));
    assert_eq!(
        three("« Échange d'un permis de conduire passé à l'étranger »", "« Échange d'un permis de conduire européen »"),
        ""
    );
    assert_eq!(three("« Échange d'un permis de conduire européen »", "« Comment rétablir son permis de conduire ? »"), "");
    assert_ne!(three("« Échange d'un permis de conduire européen »", "« Échange d'une carte de séjour »"), "");
}
