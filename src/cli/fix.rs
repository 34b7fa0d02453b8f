//! `--fix`: applies corrections until none is left to apply, and never leaves a file less readable than it was.

use super::check::Bench;
use super::console::{self, Failure, system_words};
use super::load::Origin;
use crate::findings::{self, Applicability};
use crate::output::text::counted;
use crate::project::{self, Checked};
use crate::source::{FileId, SourceFile, Workspace};
use std::fs;

/// A correction may bring another to light; past this many rounds two of them are undoing one another.
const MOST_ROUNDS: usize = 10;

/// Which corrections are applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Those that keep the meaning.
    Safe,
    /// Those that a person should read too.
    All,
}

impl Reach {
    /// As asked by `--unsafe-fixes`.
    pub(super) const fn of(unsafe_fixes: bool) -> Self {
        if unsafe_fixes { Self::All } else { Self::Safe }
    }

    fn holds(self, applicability: Applicability) -> bool {
        match self {
            Self::Safe => applicability == Applicability::Safe,
            Self::All => true,
        }
    }
}

/// Texts once corrected.
pub(super) struct Fixed {
    /// The texts.
    pub(super) workspace: Workspace,
    /// The files that changed, in order.
    pub(super) changed: Vec<FileId>,
    /// What is left to say.
    pub(super) checked: Checked,
    /// How many corrections were applied.
    n_applied: usize,
}

/// Applies the corrections of a workspace, again and again until none is left.
pub(super) fn fix(workspace: &Workspace, bench: &Bench, reach: Reach) -> Fixed {
    let project = project::read(workspace);
    let mut n_unreadable = project.n_unreadable();
    let checked = bench.check(workspace, &project);
    let mut fixed = Fixed { workspace: workspace.clone(), changed: Vec::new(), checked, n_applied: 0 };
    for _ in 0..MOST_ROUNDS {
        let fixes = fixed.checked.findings.iter().filter_map(|finding| finding.fix.as_ref());
        let (corrected, n_applied) = findings::apply_all(&fixed.workspace, fixes.filter(|fix| reach.holds(fix.applicability)));
        let project = project::read(&corrected);
        if n_applied == 0 || project.n_unreadable() > n_unreadable {
            break;
        }
        n_unreadable = project.n_unreadable();
        fixed.checked = bench.check(&corrected, &project);
        fixed.workspace = corrected;
        fixed.n_applied += n_applied;
    }
    let changed = |(file, source): &(FileId, &SourceFile)| source.text != workspace.file(*file).text;
    fixed.changed = fixed.workspace.iter().filter(changed).map(|(file, _)| file).collect();
    fixed
}

/// Writes the corrected texts where they come from: files, or the standard output for the standard input.
pub(super) fn write(origins: &[Origin], fixed: &Fixed) -> Result<(), Failure> {
    for (origin, (file, source)) in origins.iter().zip(fixed.workspace.iter()) {
        match origin {
            Origin::Stdin => console::print(&source.text)?,
            Origin::File(path) if fixed.changed.contains(&file) => fs::write(path, &source.text).map_err(|error| {
                Failure::new(
                    format!("{} ne peut pas être corrigé : {}", source.path, system_words(&error)),
                    "vérifiez le droit d'écrire ce fichier",
                )
            })?,
            Origin::File(_) => {}
        }
    }
    if fixed.n_applied > 0 {
        let (fixes, files) = (counted(fixed.n_applied, "correction"), counted(fixed.changed.len(), "fichier"));
        console::warn(&format!("{fixes} dans {files}\n"));
    }
    Ok(())
}
