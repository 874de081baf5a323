//! What word documents and PDF files say of themselves. Their title, author and date are often those of
//! the program or the person that saved the file: they are believed only where the words bear them out.

use super::{Draft, outlets, published};

/// What a file says of itself.
#[derive(Clone, Debug, Default)]
pub(super) struct About {
    /// Its title.
    pub title: Option<String>,
    /// Its author: an outlet only if that is known as one.
    pub author: Option<String>,
    /// When it was made, as written.
    pub made: Option<String>,
}

/// Takes over what can be believed: the title if the article's first words are it, the author if it is a
/// known outlet, and the day as that of the file, not of the article.
pub(super) fn believe(about: About, draft: &mut Draft) {
    let head = words(&draft.text[..draft.text.floor_char_boundary(2000)]);
    if draft.title.is_none() {
        draft.title = about.title.filter(|title| {
            let title = words(title);
            !title.is_empty() && head.contains(&title)
        });
    }
    if draft.outlet.is_none() {
        draft.outlet = about.author.filter(|name| outlets::built_in().find(name).is_some());
    }
    draft.made = about.made.and_then(|made| published::parse(&made));
}

/// Letters and digits in lower case, words apart by a space.
fn words(text: &str) -> String {
    let lower = text.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
