//! `limpide init`: a first procedure and its vocabulary, commented, that limpide reads without a word.

use super::arguments::InitArgs;
use super::console::{self, Exit, Failure, system_words};
use super::load::shown;
use std::fs;
use std::io::Write;
use std::path::Path;

/// The files written, with their content.
const FILES: [(&str, &str); 2] = [
    ("vocabulaire.demarche", include_str!("init/vocabulaire.demarche")),
    ("ma_démarche.demarche", include_str!("init/ma_démarche.demarche")),
];

/// Writes the files; those that exist already are never touched.
pub(super) fn run(arguments: &InitArgs) -> Result<Exit, Failure> {
    let folder = arguments.folder.as_deref().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| refused(folder, &error))?;
    if let Some((name, _)) = FILES.iter().find(|(name, _)| folder.join(name).exists()) {
        return Err(Failure::new(
            format!("{} existe déjà : rien n'est écrit", shown(&folder.join(name))),
            "donnez un autre dossier : « limpide init mes_démarches »",
        ));
    }
    for (name, text) in FILES {
        let path = folder.join(name);
        let file = fs::File::create_new(&path).and_then(|mut file| file.write_all(text.as_bytes()));
        file.map_err(|error| refused(&path, &error))?;
    }
    let written = FILES.map(|(name, _)| shown(&folder.join(name))).join(" et ");
    console::print(&format!("{written} sont écrits.\nComplétez-les, puis : limpide check {}\n", folder.display()))?;
    Ok(Exit::Clean)
}

fn refused(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(
        format!("{} ne peut pas être écrit : {}", shown(path), system_words(error)),
        "vérifiez le dossier et le droit d'y écrire",
    )
}
