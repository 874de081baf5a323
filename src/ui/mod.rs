//! The window's parts, thin: each takes what it shows and its own small state.

pub mod map;
