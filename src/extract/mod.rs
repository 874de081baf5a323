//! An article becomes control claims.

pub mod sentence;
