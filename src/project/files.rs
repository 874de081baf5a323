//! Files that a project keeps beside the texts of its articles: the documents they were read from, byte for byte,
//! and the user's own layers.

use sha2::{Digest, Sha256};
use std::sync::Arc;

/// The document that an article was read from, as it was loaded. A text says less than a PDF, a page or a word
/// document: layout, links, signatures, what the reader left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Original {
    /// SHA-256 of the article's text.
    pub article: String,
    /// The file's name.
    pub name: String,
    /// SHA-256 of the bytes, in lower-case hex.
    pub sha256: String,
    /// The bytes.
    pub bytes: Arc<[u8]>,
}

/// A layer of the user's own, as it was loaded: GeoJSON or KML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverlayFile {
    /// The file's name; its ending tells KML from GeoJSON.
    pub name: String,
    /// SHA-256 of the text, in lower-case hex.
    pub sha256: String,
    /// The text.
    pub text: String,
}

impl OverlayFile {
    /// A layer by its name and text.
    pub fn new(name: &str, text: &str) -> OverlayFile {
        let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
        OverlayFile { name: file.to_owned(), sha256: fingerprint(text.as_bytes()), text: text.to_owned() }
    }
}

/// SHA-256 of bytes, in lower-case hex.
pub fn fingerprint(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
