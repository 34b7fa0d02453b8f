//! What kind of thing a name must designate where it is used, and the French words for it.

use crate::model::SymbolKind;

/// What a place of the language names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expected {
    Organisation,
    Evidence,
    Datum,
    Service,
    LifeEvent,
    LegalResource,
    /// A step of the same procedure.
    Step,
    /// A right or a calculation.
    Rule,
    /// What a formula is made of: a datum, a right, a calculation, or a value of an enumeration.
    Formula,
}

impl Expected {
    /// Whether such a thing may be named here.
    pub(super) const fn accepts(self, kind: SymbolKind) -> bool {
        match self {
            Self::Organisation => matches!(kind, SymbolKind::PublicOrganisation(_)),
            Self::Evidence => matches!(kind, SymbolKind::Evidence(_)),
            Self::Datum => matches!(kind, SymbolKind::Data(_)),
            Self::Service => matches!(kind, SymbolKind::PublicService(_)),
            Self::LifeEvent => matches!(kind, SymbolKind::LifeEvent(_)),
            Self::LegalResource => matches!(kind, SymbolKind::LegalResource(_)),
            Self::Step => matches!(kind, SymbolKind::Step(..)),
            Self::Rule => matches!(kind, SymbolKind::Rule(_) | SymbolKind::LocalRule(..)),
            Self::Formula => {
                matches!(kind, SymbolKind::Data(_) | SymbolKind::Rule(_) | SymbolKind::LocalRule(..) | SymbolKind::EnumValue(_))
            }
        }
    }

    /// « une pièce est attendue ».
    pub(super) const fn is_expected(self) -> &'static str {
        match self {
            Self::Organisation => "un organisme est attendu ici",
            Self::Evidence => "une pièce est attendue ici",
            Self::Datum => "une donnée est attendue ici",
            Self::Service => "une démarche est attendue ici",
            Self::LifeEvent => "un événement est attendu ici",
            Self::LegalResource => "un texte de droit est attendu ici",
            Self::Step => "une étape de cette démarche est attendue ici",
            Self::Rule => "un droit ou un calcul est attendu ici",
            Self::Formula => "une donnée, un droit ou un calcul est attendu ici",
        }
    }

    /// « aucune pièce », before « ne s'appelle ».
    pub(super) const fn none(self) -> &'static str {
        match self {
            Self::Organisation => "aucun organisme",
            Self::Evidence => "aucune pièce",
            Self::Datum => "aucune donnée",
            Self::Service => "aucune démarche",
            Self::LifeEvent => "aucun événement",
            Self::LegalResource => "aucun texte de droit",
            Self::Step => "aucune étape de cette démarche",
            Self::Rule => "aucun droit ni calcul",
            Self::Formula => "aucune donnée, aucun droit ni calcul",
        }
    }

    /// How such a thing is defined.
    pub(super) fn definition(self, name: &str) -> String {
        match self {
            Self::Organisation => format!("définissez l'organisme une fois pour tout le dossier : `organisme {name} « … »`"),
            Self::Evidence => format!("définissez la pièce une fois pour tout le dossier : `pièce {name} « … »`"),
            Self::Datum | Self::Formula => {
                format!("définissez la donnée une fois pour tout le dossier : `donnée {name} : oui ou non`")
            }
            Self::Service => format!("décrivez la démarche dans un fichier du dossier : `démarche {name} « … » {{ … }}`"),
            Self::LifeEvent => format!("définissez l'événement une fois pour tout le dossier : `événement {name} « … »`"),
            Self::LegalResource => format!("définissez le texte une fois pour tout le dossier : `texte {name} « … »`"),
            Self::Step => format!("définissez l'étape dans cette démarche : `étape {name} « … » {{ … }}`"),
            Self::Rule => format!("définissez la règle dans cette démarche : `droit {name} : oui ou non {{ … }}`"),
        }
    }
}

/// What something is, with its article: « une pièce ».
pub(super) const fn a(kind: SymbolKind) -> &'static str {
    match kind {
        SymbolKind::PublicOrganisation(_) => "un organisme",
        SymbolKind::Evidence(_) => "une pièce",
        SymbolKind::Data(_) => "une donnée",
        SymbolKind::EnumValue(_) => "une valeur",
        SymbolKind::PublicService(_) => "une démarche",
        SymbolKind::LifeEvent(_) => "un événement",
        SymbolKind::Journey(_) => "un parcours",
        SymbolKind::Profile(_) => "un profil",
        SymbolKind::LegalResource(_) => "un texte de droit",
        SymbolKind::Rule(_) | SymbolKind::LocalRule(..) => "un droit ou un calcul",
        SymbolKind::Step(..) => "une étape",
    }
}
