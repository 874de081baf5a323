//! The program: a window, or one of the subcommands.

fn main() {
    println!("frontlines {}", env!("CARGO_PKG_VERSION"));
}
