//! LEC — reading: what could not be read or understood. Found by `syntax`, `model` and `logic`, documented here.

use super::{Basis, Check, Family, FixOffered, Rule};
use crate::findings::{Applicability, Edit, Finding, Fix, Severity};
use crate::source::{Location, Problem, ProblemKind};

/// The family.
pub(super) const FAMILY: Family = Family {
    code: "LEC",
    title: "Lecture du fichier",
    about: "Ce que limpide n'a pas pu lire ou comprendre : une ligne, une accolade, un nom, un type. Le reste du fichier est lu.",
    rules: &[
        &UNREADABLE_LINE,
        &LOST_BRACE,
        &UNCLOSED_TEXT,
        &UNKNOWN_NAME,
        &DUPLICATE_NAME,
        &WRONG_TYPE,
        &MIXED_CONNECTIVES,
        &SPELLING,
    ],
};

/// What all reading rules have in common.
const fn reading(code: &'static str, name: &'static str, what: &'static str, remove: &'static str) -> Rule {
    Rule {
        code,
        name,
        severity: Severity::Erreur,
        worst: Severity::Erreur,
        what,
        why: "Ce qui n'est pas lu n'est pas relu : un défaut de la démarche peut s'y cacher.",
        remove,
        ease: "",
        principle: "",
        basis: &[Basis::Source("Référence du langage, docs/langage.md")],
        threshold: "",
        limits: "",
        fix: FixOffered::ToReview,
        faulty: &[],
        sane: &[],
        check: Check::Elsewhere,
    }
}

static UNREADABLE_LINE: Rule = Rule {
    faulty: &["démarche essai « Essai » {\n  finalité \n}\n"],
    sane: &["démarche essai « Essai » {\n  finalité « Montrer une ligne lisible. »\n}\n"],
    ..reading(
        "LEC001",
        "ligne-illisible",
        "Une ligne ne suit pas le langage : elle est laissée de côté, le reste est lu.",
        "récrivez la ligne sur le modèle de l'exemple",
    )
};

static LOST_BRACE: Rule = Rule {
    faulty: &["démarche essai « Essai » {\n  étape dépôt « Déposez » {\n    par usager au guichet\n}\n"],
    sane: &["démarche essai « Essai » {\n  étape dépôt « Déposez » {\n    par usager au guichet\n  }\n}\n"],
    ..reading(
        "LEC002",
        "accolade-perdue",
        "Une accolade manque ou est en trop.",
        "fermez chaque bloc `{` par un `}` seul sur sa ligne",
    )
};

static UNCLOSED_TEXT: Rule = Rule {
    faulty: &["démarche essai « Essai » {\n  finalité « Montrer un texte ouvert\n  public particulier\n}\n"],
    sane: &["démarche essai « Essai » {\n  finalité « Montrer un texte fermé »\n  public particulier\n}\n"],
    ..reading("LEC003", "texte-non-ferme", "Un texte commence par « et ne se termine pas par ».", "fermez le texte par `»`")
};

static UNKNOWN_NAME: Rule = Rule {
    faulty: &["démarche essai « Essai » {\n  organisme mairi\n}\n"],
    sane: &["démarche essai « Essai » {\n  organisme mairie\n}\n"],
    ..reading(
        "LEC004",
        "nom-inconnu",
        "Un nom est utilisé et n'est défini nulle part dans le dossier.",
        "corrigez le nom, ou définissez-le une fois pour tout le dossier",
    )
};

static DUPLICATE_NAME: Rule = Rule {
    faulty: &["pièce reçu « Reçu »\npièce reçu « Récépissé »\n"],
    sane: &["pièce reçu « Reçu »\npièce récépissé « Récépissé »\n"],
    ..reading(
        "LEC005",
        "nom-en-double",
        "Un nom est défini deux fois : on ne sait plus ce qu'il désigne.",
        "gardez une seule définition, ou donnez deux noms à deux choses différentes",
    )
};

static WRONG_TYPE: Rule = Rule {
    faulty: &[
        "démarche essai « Essai » {\n  étape dépôt « Déposez » {\n    par usager au guichet\n    seulement si âge < 100 €\n  }\n}\n",
    ],
    sane: &[
        "démarche essai « Essai » {\n  étape dépôt « Déposez » {\n    par usager au guichet\n    seulement si âge < 18 ans\n  }\n}\n",
    ],
    ..reading(
        "LEC006",
        "type-incompatible",
        "Une valeur n'est pas de la sorte attendue : un âge comparé à un montant, une unité pour une autre.",
        "comparez des choses de même sorte et de même unité",
    )
};

static MIXED_CONNECTIVES: Rule = Rule {
    faulty: &[
        "démarche essai « Essai » {\n  étape dépôt « Déposez » {\n    par usager au guichet\n    seulement si hébergé et âge < 18 ans ou mineur\n  }\n}\n",
    ],
    sane: &[
        "démarche essai « Essai » {\n  étape dépôt « Déposez » {\n    par usager au guichet\n    seulement si hébergé et (âge < 18 ans ou mineur)\n  }\n}\n",
    ],
    ..reading(
        "LEC007",
        "et-ou-melanges",
        "« et » et « ou » sont mêlés sans parenthèses : deux personnes liraient deux conditions différentes.",
        "mettez des parenthèses autour de ce qui va ensemble",
    )
};

static SPELLING: Rule = Rule {
    severity: Severity::Info,
    worst: Severity::Info,
    fix: FixOffered::Safe,
    faulty: &["demarche essai « Essai » {\n  public particulier\n}\n"],
    sane: &["démarche essai « Essai » {\n  public particulier\n}\n"],
    ..reading(
        "LEC008",
        "orthographe-du-langage",
        "Un mot du langage est compris mais s'écrit autrement.",
        "`limpide fmt` l'écrit comme il faut",
    )
};

const fn rule_of(kind: ProblemKind) -> &'static Rule {
    match kind {
        ProblemKind::UnreadableLine => &UNREADABLE_LINE,
        ProblemKind::LostBrace => &LOST_BRACE,
        ProblemKind::UnclosedText => &UNCLOSED_TEXT,
        ProblemKind::UnknownName => &UNKNOWN_NAME,
        ProblemKind::DuplicateName => &DUPLICATE_NAME,
        ProblemKind::WrongType => &WRONG_TYPE,
        ProblemKind::MixedConnectives => &MIXED_CONNECTIVES,
        ProblemKind::Spelling => &SPELLING,
    }
}

/// The problems as findings, those of the chosen rules only.
#[must_use]
pub fn findings_of(problems: &[Problem], rules: &[&'static Rule]) -> Vec<Finding> {
    let chosen = problems.iter().filter(|problem| rules.iter().any(|rule| rule.code == rule_of(problem.kind).code));
    chosen.map(finding_of).collect()
}

fn finding_of(problem: &Problem) -> Finding {
    let rule = rule_of(problem.kind);
    let mut finding = rule.at(problem.location, problem.message.clone()).with_label(problem.label.clone());
    finding.help.clone_from(&problem.help);
    for (location, message) in &problem.related {
        finding = finding.with_related(*location, message.clone());
    }
    if let Some(correction) = &problem.correction {
        let edit = |(span, replacement): &(_, String)| Edit {
            location: Location::new(problem.location.file, *span),
            replacement: replacement.clone(),
        };
        finding = finding.with_fix(Fix {
            title: correction.title.clone(),
            applicability: if rule.fix == FixOffered::Safe { Applicability::Safe } else { Applicability::ToReview },
            edits: correction.edits.iter().map(edit).collect(),
        });
    }
    finding
}
