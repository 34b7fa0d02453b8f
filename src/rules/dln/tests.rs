//! The rules of law on their boundaries: whom they bind, what they leave alone, how gravely they speak.

use crate::rules::testing;

/// What a rule says of a procedure of one step, each finding on one line.
struct Procedure {
    title: &'static str,
    lines: &'static str,
    by: &'static str,
}

const BY_POST: Procedure =
    Procedure { title: "Demander une aide", lines: "public particulier\n  organisme préfecture", by: "par courrier" };

impl Procedure {
    fn says(&self, rule: &str, step: &str) -> String {
        let Self { title, lines, by } = self;
        let text = format!(
            "organisme scolarité « Rectorat » {{\n  nature état\n}}\norganisme centre « Centre de gestion » {{\n  nature état\n  rattaché à impôts\n}}
organisme valmont « Mairie de Valmont » {{\n  nature collectivité\n}}\npièce attestation « Attestation » {{\n  délivrée par valmont\n}}
organisme médecin « Médecin » {{\n  nature privé\n}}\norganisme urssaf « Urssaf »\npièce certificat « Certificat médical » {{\n  délivrée par médecin\n}}
pièce kbis « Extrait Kbis »\npièce attestation_pôle « Attestation Pôle emploi » {{\n  délivrée par médecin\n}}
pièce diplôme « Diplôme »\npièce acte_enfant « Acte de naissance de l'enfant » {{\n  délivrée par mairie\n}}
pièce acte_étranger « Acte de naissance étranger »\ndémarche essai « {title} » {{\n  {lines}\n  étape a « A » {{\n    par usager {by}\n    {step}\n  }}\n}}\n"
        );
        let shown = testing::check(rule, &text);
        shown.lines().filter(|line| !line.starts_with("  ")).map(|line| format!("{line}\n")).collect()
    }
}

const fn of(lines: &'static str) -> Procedure {
    Procedure { lines, ..BY_POST }
}

const fn titled(title: &'static str) -> Procedure {
    Procedure { title, ..BY_POST }
}

#[test]
fn a_body_that_asks_what_it_delivers_is_told_as_surely_as_it_is_known() {
    let says = |lines, step| of(lines).says("DLN001", step);
    let plain = "erreur DLN001 : « Avis d'imposition » est délivré par « Service des impôts », qui le redemande\n";
    let softer = plain.replace("erreur", "alerte");
    assert_eq!(says("organisme impôts", "fournir avis_imposition"), plain);
    assert_eq!(says("décision par impôts {\n  refus motivé\n }", "fournir avis_imposition"), plain);
    assert_eq!(says("organisme impôts", "fournir avis_imposition si hébergé"), softer);
    assert_eq!(says("organisme impôts", "fournir avis_imposition selon décret, article 1"), softer);
    let attached =
        "alerte DLN001 : « Avis d'imposition » est délivré par un service de la même maison que « Centre de gestion »\n";
    assert_eq!(says("organisme centre", "fournir avis_imposition"), attached);
    let town_hall = "conseil DLN001 : « Acte de naissance » est peut-être déjà chez « Mairie », qui reçoit le dossier\n";
    assert_eq!(says("organisme mairie", "fournir acte_naissance"), town_hall);
    let valmont = "erreur DLN001 : « Attestation » est délivré par « Mairie de Valmont », qui le redemande\n";
    assert_eq!(says("organisme valmont", "fournir attestation"), valmont);
    assert_eq!(says("organisme mairie", "fournir acte_naissance parce que « l'acte est mis à jour »"), "");
    assert_eq!(says("organisme caf", "fournir avis_imposition"), "");
    assert_eq!(says("organisme impôts", "fournir avis_imposition sauf si hébergé"), "");
    assert_eq!(says("organisme impôts", "fournir avis_imposition, en original"), "");
    assert_eq!(says("organisme impôts", "fournir avis_imposition ou livret_famille"), "");
    assert_eq!(says("organisme préfecture", "fournir carte_identité"), "");
    assert_eq!(says("organisme mairie", "fournir livret_famille\n produit livret_famille"), "");
}

#[test]
fn what_another_administration_holds_depends_on_the_public() {
    let says = |lines, step| of(lines).says("DLN002", step);
    let taxes = "erreur DLN002 : « Avis d'imposition » : l'administration peut l'obtenir elle-même\n";
    assert_eq!(says("public particulier\n organisme caf", "fournir avis_imposition"), taxes);
    assert_eq!(says("organisme caf", "fournir avis_imposition"), taxes.replace("erreur", "alerte"));
    assert_eq!(says("public entreprise\n organisme caf", "fournir avis_imposition"), "");
    let argued = says("public particulier\n organisme caf", "fournir avis_imposition parce que « il montre les revenus »");
    assert_eq!(argued, taxes.replace("erreur", "alerte"));
    let register = "erreur DLN002 : « Extrait Kbis » : l'administration peut l'obtenir elle-même\n";
    assert_eq!(says("public entreprise\n organisme caf", "fournir kbis"), register);
    assert_eq!(says("public particulier\n organisme caf", "fournir kbis"), "");
    let partial = "conseil DLN002 : « Diplôme » : l'administration peut l'obtenir elle-même\n";
    assert_eq!(says("public particulier\n organisme caf", "fournir diplôme"), partial);
    // Nobody bound, or nobody known to be; a private issuer; an organisation that delivers it itself.
    assert_eq!(says("public particulier\n organisme médecin", "fournir avis_imposition"), "");
    assert_eq!(says("public particulier\n organisme urssaf", "fournir avis_imposition"), "");
    assert_eq!(says("public particulier", "fournir avis_imposition"), "");
    assert_eq!(says("public particulier\n organisme caf", "fournir attestation_pôle"), "");
    assert_eq!(says("public particulier\n organisme impôts", "fournir avis_imposition"), "");
    let creation = Procedure { lines: "public entreprise\n organisme caf", ..titled("Déclarer sa société") };
    assert_eq!(creation.says("DLN002", "fournir kbis"), "");
    assert_eq!(says("public particulier\n organisme caf", "fournir « Avis d'imposition ou bulletins de salaire »"), "");
    let described = says("public particulier\n organisme caf", "fournir « Dernier avis d'imposition »");
    assert_eq!(described, "erreur DLN002 : « Dernier avis d'imposition » : l'administration peut l'obtenir elle-même\n");
}

#[test]
fn a_document_dispenses_from_another_for_the_same_person_only() {
    let says = |procedure: &Procedure, step: &str| procedure.says("DLN004", step);
    let both = "fournir carte_identité\n    fournir acte_naissance";
    let needless = "alerte DLN004 : « Acte de naissance » est de trop : « Carte nationale d'identité » en dispense\n";
    assert_eq!(says(&BY_POST, both), needless);
    let complete = of("public particulier\n  organisme préfecture\n  complète oui");
    assert_eq!(says(&complete, both), needless.replace("alerte", "erreur"));
    assert_eq!(says(&titled("Demander une carte d'identité"), both), "");
    assert_eq!(says(&titled("Déclarer un mariage"), both), "");
    assert_eq!(says(&titled("Inscrire son enfant à la crèche"), both), "");
    assert_eq!(says(&of("public entreprise\n  organisme préfecture"), both), "");
    assert_eq!(says(&of("public particulier"), both), "");
    assert_eq!(says(&BY_POST, "fournir carte_identité\n    fournir acte_enfant"), "");
    let of_child = "alerte DLN004 : « Acte de naissance de l'enfant » est de trop : « Livret de famille » en dispense\n";
    assert_eq!(says(&BY_POST, "fournir livret_famille\n    fournir acte_enfant"), of_child);
    assert_eq!(says(&BY_POST, "fournir carte_identité ou acte_naissance"), "");
    // Whichever of the two is shown dispenses from it.
    let by_several =
        "alerte DLN004 : « Acte de naissance » est de trop : « Carte nationale d'identité » ou une autre pièce en dispense\n";
    assert_eq!(says(&BY_POST, "fournir carte_identité ou livret_famille\n    fournir acte_naissance"), by_several);
    assert_eq!(says(&BY_POST, "fournir carte_identité\n    fournir acte_naissance selon décret, article 1"), "");
    assert_eq!(says(&BY_POST, "fournir carte_identité si hébergé\n    fournir acte_naissance sauf si hébergé"), "");
}

#[test]
fn a_proof_of_address_is_needless_outside_a_closed_list() {
    let says = |procedure: &Procedure, step: &str| procedure.says("DLN005", step);
    let needless = "alerte DLN005 : « Justificatif de domicile » est demandé, alors que déclarer son adresse suffit\n";
    assert_eq!(says(&BY_POST, "fournir justificatif_domicile"), needless);
    let complete = of("public particulier\n  organisme préfecture\n  complète oui");
    assert_eq!(says(&complete, "fournir justificatif_domicile"), needless);
    let with_identity = "fournir carte_identité\n    fournir justificatif_domicile";
    assert_eq!(says(&complete, with_identity), needless.replace("alerte", "erreur"));
    let with_text = "fournir justificatif_domicile selon décret, article 1";
    assert_eq!(says(&BY_POST, with_text), needless.replace("alerte", "conseil"));
    assert_eq!(says(&BY_POST, "fournir justificatif_domicile parce que « l'aide est réservée aux habitants »"), "");
    assert_eq!(says(&titled("S'inscrire sur les listes électorales"), with_identity), "");
    assert_eq!(says(&titled("Reconnaître un enfant"), with_identity), "");
    assert_eq!(says(&of("public entreprise\n  organisme préfecture"), with_identity), "");
    assert_eq!(says(&BY_POST, "fournir justificatif_domicile ou livret_famille"), "");
}

#[test]
fn a_plain_copy_is_enough_unless_it_comes_from_or_goes_abroad() {
    let says = |procedure: &Procedure, step: &str| procedure.says("DLN006", step);
    let certified = "erreur DLN006 : « Acte de naissance » : copie certifiée exigée, une copie simple suffit\n";
    assert_eq!(says(&BY_POST, "fournir acte_naissance, en copie certifiée conforme"), certified);
    assert_eq!(says(&BY_POST, "fournir acte_naissance, en copie certifiée conforme selon décret, article 1"), "");
    assert_eq!(says(&BY_POST, "fournir acte_étranger, en copie certifiée conforme"), "");
    assert_eq!(says(&BY_POST, "fournir acte_naissance, en copie certifiée conforme, traduite"), "");
    assert_eq!(says(&BY_POST, "fournir certificat, en copie certifiée conforme"), "");
    let unknown = "alerte DLN006 : « Attestation » : copie certifiée exigée, une copie simple suffit\n";
    assert_eq!(says(&BY_POST, "fournir « Attestation », en copie certifiée conforme"), unknown);
    let original = "alerte DLN006 : l'original de « Livret de famille » doit être envoyé, une copie suffit\n";
    assert_eq!(says(&BY_POST, "fournir livret_famille, en original"), original);
    assert_eq!(says(&Procedure { by: "par courrier ou au guichet", ..BY_POST }, "fournir livret_famille, en original"), "");
    assert_eq!(says(&Procedure { by: "au guichet", ..BY_POST }, "fournir livret_famille, en original"), "");
    assert_eq!(says(&titled("Demander un passeport"), "fournir livret_famille, en original"), "");
    let legalised = "erreur DLN006 : « Acte de naissance » est exigé légalisé, ce qui ne peut pas être exigé\n";
    assert_eq!(says(&BY_POST, "fournir acte_naissance, légalisée"), legalised);
    assert_eq!(says(&BY_POST, "fournir acte_étranger, légalisée"), "");
}

#[test]
fn a_document_of_civil_status_has_no_age() {
    let says = |procedure: &Procedure, step: &str| procedure.says("DLN007", step);
    let recent = "alerte DLN007 : « Acte de naissance » doit être récent, sans dire quel texte l'impose\n";
    assert_eq!(says(&BY_POST, "fournir acte_naissance de moins de 3 mois, en copie"), recent);
    assert_eq!(says(&BY_POST, "fournir acte_naissance"), "");
    assert_eq!(says(&BY_POST, "fournir acte_naissance de moins de 3 mois selon décret, article 1"), "");
    assert_eq!(says(&BY_POST, "fournir acte_étranger de moins de 3 mois"), "");
    assert_eq!(says(&BY_POST, "fournir justificatif_domicile de moins de 3 mois"), "");
    assert_eq!(says(&titled("Se marier"), "fournir acte_naissance de moins de 3 mois"), "");
    assert_eq!(says(&titled("Changer de nom"), "fournir acte_naissance de moins de 3 mois"), "");
    let described = "alerte DLN007 : « Acte de naissance de moins de 6 mois » doit être récent, sans dire quel texte l'impose\n";
    assert_eq!(says(&BY_POST, "fournir « Acte de naissance de moins de 6 mois »"), described);
    assert_eq!(says(&BY_POST, "fournir « Acte de naissance et justificatif de domicile de moins de 3 mois »"), "");
}
