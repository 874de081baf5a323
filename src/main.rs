//! The program: a window, or one of the subcommands.

use std::process::ExitCode;

fn main() -> ExitCode {
    frontlines::cli::run()
}
