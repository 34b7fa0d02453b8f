//! The command as a person runs it: arguments and files in, text and exit code out.

mod audit;
mod check;
mod closed_pipe;
mod fixes;
mod forms;
mod import;
mod init;
mod journey;
mod layout;
mod rules;
mod running;
mod suppression;
mod unreadable;
mod usage;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A day that never changes.
const TODAY: &str = "--aujourd-hui=2026-11-22";
/// The rules whose words these tests show.
const SELECTED: &str = "--select=LEC,OPA001,EVO004";

/// A folder of its own, emptied first.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Folder {
    /// Tests run together: two folders of one name are two folders.
    fn new(name: &str) -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let rank = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}_{rank}"));
        if path.exists() {
            fs::remove_dir_all(&path).expect("le dossier se vide");
        }
        fs::create_dir_all(&path).expect("le dossier se crée");
        Self(path)
    }

    /// The fixtures of a folder of `tests/fixtures`, copied.
    fn with_fixtures(name: &str, fixtures: &str) -> Self {
        let folder = Self::new(name);
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(fixtures);
        for entry in fs::read_dir(from).expect("les exemples sont là") {
            let path = entry.expect("un exemple").path();
            let bytes = fs::read(&path).expect("un exemple se lit");
            folder.write(&path.file_name().expect("un nom").to_string_lossy(), bytes);
        }
        folder
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().expect("un dossier")).expect("le dossier se crée");
        fs::write(path, content).expect("le fichier s'écrit");
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).expect("le fichier se lit")
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_limpide"));
        command.current_dir(&self.0).args(arguments);
        for variable in ["NO_COLOR", "FORCE_COLOR", "COLUMNS", "RUST_BACKTRACE"] {
            command.env_remove(variable);
        }
        command
    }

    /// What the command writes on both outputs, and its exit code.
    fn run(&self, arguments: &[&str]) -> String {
        self.run_with(arguments, "")
    }

    /// As [`Self::run`], with a text on the standard input.
    fn run_with(&self, arguments: &[&str], input: &str) -> String {
        let mut command = self.command(arguments);
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("limpide se lance");
        child.stdin.take().expect("une entrée").write_all(input.as_bytes()).expect("l'entrée s'écrit");
        let output = child.wait_with_output().expect("limpide finit");
        let out = String::from_utf8(output.stdout).expect("de l'UTF-8");
        let err = String::from_utf8(output.stderr).expect("de l'UTF-8");
        let code = output.status.code().expect("un code de sortie");
        let err = if err.is_empty() { String::new() } else { format!("\n-- erreurs --\n{err}") };
        format!("{out}{err}\n-- code {code} --\n")
    }
}
