//! Plain text: the article's text is the file's, byte for byte.

use super::Draft;

pub(super) fn read(text: String) -> Draft {
    Draft { text, ..Draft::default() }
}
