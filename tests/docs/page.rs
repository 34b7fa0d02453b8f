//! A page of the documentation: its words, and the fences that show files, changes and commands.

/// A piece of a page, in order; put end to end, the pieces are the page.
pub(super) enum Piece<'p> {
    /// Everything between two fences, their marks included.
    Words(&'p str),
    /// What a fence shows.
    Fence(Fence<'p>),
}

/// What stands between two lines of backquotes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fence<'p> {
    /// The words after the opening backquotes: `demarche fichier=creche.demarche`.
    pub(super) info: &'p str,
    /// The lines shown.
    pub(super) body: &'p str,
}

impl<'p> Fence<'p> {
    /// `demarche`, `console`, `diff`; empty when nothing is said.
    pub(super) fn language(&self) -> &'p str {
        self.info.split_whitespace().next().unwrap_or_default()
    }

    /// The value of a key of its information: `fichier=…`.
    pub(super) fn value(&self, key: &str) -> Option<&'p str> {
        self.info.split_whitespace().find_map(|word| word.strip_prefix(key)?.strip_prefix('='))
    }
}

/// The pieces of a page.
pub(super) fn pieces(page: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut opened: Option<&str> = None;
    let mut at = 0;
    for line in page.split_inclusive('\n') {
        let line_start = at;
        at += line.len();
        let Some(info) = line.strip_prefix("```") else { continue };
        match opened.take() {
            None => {
                pieces.push(Piece::Words(&page[start..at]));
                opened = Some(info.trim());
                start = at;
            }
            Some(info) => {
                pieces.push(Piece::Fence(Fence { info, body: &page[start..line_start] }));
                start = line_start;
            }
        }
    }
    assert!(opened.is_none(), "un bloc de la page n'est pas fermé");
    pieces.push(Piece::Words(&page[start..]));
    pieces
}

/// The fences of a page.
pub(super) fn fences(page: &str) -> Vec<Fence<'_>> {
    let fence = |piece| match piece {
        Piece::Fence(fence) => Some(fence),
        Piece::Words(_) => None,
    };
    pieces(page).into_iter().filter_map(fence).collect()
}
