//! The `limpide` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    limpide::cli::main()
}
