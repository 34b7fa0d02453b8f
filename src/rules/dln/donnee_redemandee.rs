//! The same document or the same datum asked twice: in one procedure, or across those of one life event or of one organisation.

mod across;
mod circles;
mod in_procedure;
mod question;
#[cfg(test)]
mod tests;

use crate::findings::{Finding, Severity};
use crate::rules::{Basis, Check, Context, FixOffered, Rule};
use rayon::prelude::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "DLN003",
    name: "donnee-redemandee",
    severity: Severity::Alerte,
    worst: Severity::Alerte,
    what: "La même pièce ou la même donnée est demandée deux fois à la même personne.",
    why: "Redire ce qu'on a déjà dit donne le sentiment de n'avoir pas été entendu ; c'est du temps perdu, et une occasion de se contredire.",
    remove: "ne la demandez qu'une fois, et transmettez-la d'une étape ou d'une administration à l'autre",
    ease: "dites pourquoi il la faut encore : l'original à montrer (`en original`), un changement depuis la première fois",
    principle: "Redonner du sens aux procédures en les simplifiant",
    basis: &[
        Basis::Law("CRPA", "L113-12"),
        Basis::Source(
            "Vos démarches essentielles, indicateur « Dites-le-nous une fois » : 0-1 optimal, 2-4 partiel, plus de 4 faible",
        ),
    ],
    threshold: "Dans une démarche : deux fois sur un même chemin. Entre démarches d'un même événement ou parcours : conseil dès que \
                quelqu'un la rencontre deux fois à coup sûr, ou que trois la demandent selon les cas ; alerte quand plus de 4 la \
                demandent à tous. D'un même organisme : à partir de 3 qui la demandent à tous, conseil.",
    limits: "Ne sont pas comptés : deux publics qui ne se recoupent pas à coup sûr, les étapes facultatives ou dont l'ordre n'est \
             pas dit, les pièces d'identité montrées à quelqu'un, l'original montré après une copie, ce que la démarche a \
             elle-même délivré, ce qui est redemandé après une décision ou un document rendu par l'administration, les données qui servent à retrouver la personne ou son dossier. Entre démarches : les pièces \
             dont on ne sait ni qui les délivre ni ce qu'elles prouvent, et les démarches qui délivrent ou échangent la même chose, comptées \
             pour une. Dans une fiche importée, deux listes ne se comparent que dans le même cas ou chapitre, sans phrase entre elles qui \
             annonce un autre moment (un renouvellement, une perte).",
    fix: FixOffered::No,
    faulty: &[
        r"
démarche aide « Demander une aide » {
  étape demande « Remplissez la demande » {
    par usager en ligne
    fournir avis_imposition
  }
  étape entretien « Venez à l'entretien » {
    par usager au guichet
    après demande
    fournir avis_imposition
  }
}
",
        r"
démarche aide « Demander une aide » {
  étape demande « Remplissez la demande » {
    par usager en ligne ou par courrier
    demande nom, prénom, adresse, revenu_fiscal
  }
  étape complément « Complétez le dossier » {
    par usager en ligne ou par courrier
    après demande
    demande nom, adresse, revenu_fiscal
  }
}
",
        r"
démarche aide « Demander une aide » {
  étape demande « Remplissez la demande » {
    par usager en ligne ou par courrier
    demande nom, prénom, revenu_fiscal
    fournir avis_imposition
  }
}
",
        r"
démarche cantine « Inscrire son enfant à la cantine » {
  événement naissance_enfant
  étape dépôt « Déposez la demande » {
    par usager en ligne ou au guichet
    fournir acte_naissance
  }
}
démarche prime « Demander la prime de naissance » {
  événement naissance_enfant
  étape dépôt « Déposez la demande » {
    par usager en ligne ou par courrier
    fournir acte_naissance
  }
}
",
    ],
    sane: &[
        // Two publics.
        r"
démarche aide « Demander une aide » {
  étape demande « Remplissez la demande » {
    par usager en ligne
    fournir justificatif_domicile sauf si hébergé
  }
  étape visite « Préparez la visite » {
    par usager en ligne
    après demande
    fournir justificatif_domicile si hébergé
    fournir avis_imposition si nationalité = française
    fournir avis_imposition si nationalité = autre
  }
}
",
        // The original shown after a copy, and who one is.
        r"
démarche aide « Demander une aide » {
  étape demande « Remplissez la demande » {
    par usager en ligne
    fournir carte_identité
    fournir acte_naissance, en copie
  }
  étape entretien « Venez à l'entretien » {
    par usager au guichet
    après demande
    fournir carte_identité
    fournir acte_naissance, en original
  }
}
",
        // Two ways of doing the same thing.
        r"
démarche aide « Demander une aide » {
  étape en_ligne « Demandez en ligne » {
    par usager en ligne
    fournir avis_imposition
  }
  étape sur_place « Ou demandez sur place » {
    par usager au guichet
    fournir avis_imposition
  }
  étape suite « Recevez la réponse » {
    par mairie
    après en_ligne, sur_place
  }
}
",
    ],
    check: Check::Workspace(check),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let in_procedures = context.model.services.par_iter().flat_map_iter(|service| in_procedure::check(service, context));
    findings.par_extend(in_procedures);
    across::check(context, findings);
}
