//! What goes out of the program as bytes. Each format has its own row types, apart from the domain's,
//! so that the one can change without the other.

pub mod jsonl;
pub mod situation;
