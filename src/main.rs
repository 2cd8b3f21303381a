//! Command line entry: everything happens in the library.
fn main() -> std::process::ExitCode {
    papilla::cli::run()
}
