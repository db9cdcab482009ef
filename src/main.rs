//! The program `va-report`: see the library for what it does.
#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    va_report::cli::run()
}
