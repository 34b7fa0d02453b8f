//! What each name of the workspace designates.

use crate::source::Location;
use crate::values::SymbolId;

/// A name and what it designates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// The name as defined.
    pub name: Box<str>,
    /// What it designates.
    pub kind: SymbolKind,
    /// Where the name is defined.
    pub location: Location,
}

/// What a name designates: the rank of the thing in its list of the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SymbolKind {
    /// `organisme`
    PublicOrganisation(u32),
    /// `pièce`
    Evidence(u32),
    /// `donnée`
    Data(u32),
    /// A value of an `un parmi`; the rank of the datum that lists it, none when a `droit` or a `calcul` does.
    EnumValue(Option<u32>),
    /// `démarche`
    PublicService(u32),
    /// `événement`
    LifeEvent(u32),
    /// `parcours`
    Journey(u32),
    /// `profil`
    Profile(u32),
    /// `texte`
    LegalResource(u32),
    /// A shared `droit` or `calcul`.
    Rule(u32),
    /// A step: the ranks of its procedure and of the step in it.
    Step(u32, u32),
    /// A `droit` or `calcul` of a procedure: the ranks of the procedure and of the rule in it.
    LocalRule(u32, u32),
}

/// A name used somewhere, and what it designates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Use {
    /// Where.
    pub location: Location,
    /// What.
    pub symbol: SymbolId,
}

/// All the symbols of a workspace.
#[derive(Debug, Clone, Default)]
pub struct Symbols {
    all: Vec<Symbol>,
}

impl Symbols {
    /// Adds a symbol.
    pub fn push(&mut self, symbol: Symbol) -> SymbolId {
        let id = SymbolId(u32::try_from(self.all.len()).expect("interne : plus de quatre milliards de noms"));
        self.all.push(symbol);
        id
    }

    /// The symbol of that id.
    #[must_use]
    pub fn get(&self, id: SymbolId) -> &Symbol {
        &self.all[id.0 as usize]
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Room for more.
    pub fn reserve(&mut self, additional: usize) {
        self.all.reserve_exact(additional);
    }

    /// All of them, taken out, in the order of the files.
    pub fn into_all(self) -> impl Iterator<Item = Symbol> {
        self.all.into_iter()
    }

    /// All of them, in the order of the files.
    pub fn iter(&self) -> impl Iterator<Item = &Symbol> {
        self.all.iter()
    }
}
