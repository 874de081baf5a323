//! **Frontlines**: a desktop map viewer of *reported* frontlines.
//!
//! News articles go in; out come control claims (who is said to hold, take, lose or contest which
//! place, when, and according to whom), a situation for each day, and a map on which every coloured
//! metre leads back to a sentence.
//!
//! The modules below are a reading list: **a module uses only modules above it** (`tests/layers.rs`
//! checks it). Everything down to `export` is pure: text and data in, data out; no file, thread,
//! clock or egui. The same input gives the same bytes.
//!
//! | layer | modules | in a word |
//! | --- | --- | --- |
//! | words | [`side`] [`date`] [`place`] [`article`] [`claim`] [`group`] [`project`] [`sample`] | the terms, one type each; the articles at hand; the built-in sample |
//! | said | [`read`] [`gazetteer`] [`extract`] [`evaluate`] | bytes to articles, names to places, articles to claims, and how well that is done |
//! | meant | [`control`] [`front`] | claims over time to a situation, a situation to ground |
//! | seen | [`bidi`] [`view`] [`scene`] [`export`] | what the user looks at, the picture as data, the formats others read |
//! | rim | [`fonts`] [`raster`] [`files`] [`tiles`] [`paint`] [`render`] [`store`] [`settings`] [`work`] [`command`] [`ui`] [`app`] [`cli`] | pens, files, the project file, map tiles, threads, the window, the command line |
//!
//! From a dropped file to pixels: [`app`] starts a job in [`work`]; [`files`] gives the bytes, [`read`]
//! the articles, [`extract`] their claims; [`project`] takes them in, [`control`] and [`front`] work out
//! the days anew, [`scene`] composes the picture of the day that the [`view`] shows, and [`paint`] draws
//! it: in the window, or by [`raster`] into a file.
//!
//! A newcomer who looks for a feature finds it by its word: a new wording is a row in
//! `assets/lexicon/`, a new place a row in `assets/gazetteer/`.

// -- words ---------------------------------------------------------------------------------------
pub mod side;
pub mod date;
pub mod place;
pub mod article;
pub mod claim;
pub mod group;
pub mod project;
pub mod sample;

// -- said ----------------------------------------------------------------------------------------
pub mod read;
pub mod gazetteer;
pub mod extract;
pub mod evaluate;

// -- meant ---------------------------------------------------------------------------------------
pub mod control;
pub mod front;

// -- seen ----------------------------------------------------------------------------------------
pub mod bidi;
pub mod view;
pub mod scene;
pub mod export;

// -- rim: files, threads, clocks and windows live below this line ---------------------------------
pub mod fonts;
pub mod raster;
pub mod files;
pub mod tiles;
pub mod paint;
pub mod render;
pub mod store;
pub mod settings;
pub mod work;
pub mod command;
pub mod ui;
pub mod app;
pub mod cli;

/// Reading makes and drops many small strings, on all cores at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
