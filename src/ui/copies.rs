//! Under the name of an article: whether it is a copy of another, found by its words or said by a person, and the
//! button that says it is none. What a person says beats what was found.

use super::theme::{Type, tokens};
use super::widgets::{self, Face};
use super::{Shown, words};
use crate::command::Command;
use crate::project::edit::Edit;
use crate::view::Selection;
use egui::{Ui, vec2};

/// What is known of an article's copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// A person says that it is no copy.
    NoCopy,
    /// It is a copy of the article at this position; whether a person says so.
    Copy(u32, bool),
    /// It was the first; so many others are copies of it.
    First(usize),
    /// Nothing like it is here.
    Single,
}

impl Standing {
    fn of(shown: &Shown<'_>, at: u32) -> Standing {
        let Some(history) = shown.told.map(|told| &told.history) else { return Standing::Single };
        let Some(reading) = shown.readings.get(at as usize) else { return Standing::Single };
        let article = &reading.article;
        let copies = || (0..shown.readings.len() as u32).filter(|other| *other != at && history.original(*other) == at);
        match history.original(at) {
            first if first != at => Standing::Copy(first, article.said_copy_of().is_some()),
            _ if article.is_no_copy() => Standing::NoCopy,
            _ => match copies().count() {
                0 => Standing::Single,
                count => Standing::First(count),
            },
        }
    }
}

/// The edit after which an article is no copy, whatever its words.
pub(crate) fn no_copy(shown: &Shown<'_>, at: u32) -> Option<Edit> {
    let article = &shown.readings.get(at as usize)?.article;
    Some(Edit::SetCopyOf { article: article.sha256.clone(), of: None })
}

/// Whether an article is a copy or has copies, so that one can say it is none.
pub(crate) fn is_one_of_several(shown: &Shown<'_>, at: u32) -> bool {
    matches!(Standing::of(shown, at), Standing::Copy(..) | Standing::First(_))
}

/// The line, where there is something to say, and the button.
pub(crate) fn ui(ui: &mut Ui, shown: &Shown<'_>, at: u32, commands: &mut Vec<Command>) {
    let t = tokens(ui);
    let standing = Standing::of(shown, at);
    let says = match standing {
        Standing::Single => return,
        Standing::NoCopy => "Marked as no copy: a voice of its own, however like another its words are.".to_owned(),
        Standing::Copy(first, by_person) => {
            let found = if by_person { "marked as a copy of" } else { "nearly the words of" };
            let Some(other) = shown.readings.get(first as usize).map(|reading| &reading.article) else { return };
            format!("One voice with {}: {found} “{}”", words::byline(other), words::title(other))
        }
        Standing::First(count) => {
            let copies = if count == 1 { "1 copy".to_owned() } else { format!("{} copies", widgets::thousands(count)) };
            format!("One voice with {copies} of it.")
        }
    };
    ui.spacing_mut().item_spacing = vec2(12.0, 2.0);
    widgets::paragraph(ui, &says, Type::Meta, t.text2);
    if standing == Standing::NoCopy {
        return;
    }
    ui.horizontal(|ui| {
        if let Standing::Copy(first, _) = standing
            && widgets::button(ui, Face::Link, None, "Show the first one", "").clicked()
        {
            commands.push(Command::Select(Some(Selection::Article(first))));
        }
        if widgets::button(ui, Face::Link, None, "Mark as no copy", "").clicked()
            && let Some(edit) = no_copy(shown, at)
        {
            commands.push(Command::Edit(Box::new(edit)));
        }
    });
}
