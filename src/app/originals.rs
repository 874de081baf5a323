//! Articles taken out of the project: the document that one was read from, byte for byte, into a file.

use super::App;
use crate::project::files::Original;
use crate::ui::Notice;
use crate::view::Selection;
use crate::work::{Found, TakeOut};
use std::path::PathBuf;
use std::sync::Arc;

impl App {
    /// The article that is selected, or that of the claim that is.
    fn selected_article(&self) -> Option<u32> {
        let article = match self.view.selection {
            Some(Selection::Article(article)) => article,
            Some(Selection::Claim(claim)) => claim.reading,
            _ => return None,
        };
        ((article as usize) < self.project.readings().len()).then_some(article)
    }

    /// Looks for the document of an article, the selected one by default, to write it into a file. `path`: where to;
    /// `None`: the user is asked.
    pub(super) fn save_original(&mut self, article: Option<u32>, path: Option<PathBuf>) {
        let Some(article) = article.or_else(|| self.selected_article()) else {
            let text = "Select an article first: its title in the list.".to_owned();
            return self.say(Notice { text, offer: None, bad: false });
        };
        if self.work.is_exporting() || self.keeping.finding {
            let text = "Another file is being written. Wait for it or cancel it.".to_owned();
            return self.say(Notice { text, offer: None, bad: false });
        }
        let Some(reading) = self.project.machine().get(article as usize).map(Arc::clone) else { return };
        let unsaved = self.unsaved_original(&reading.article.sha256);
        self.keeping.finding = unsaved.is_none();
        self.work.find_original(TakeOut { readings: self.project.snapshot(), reading, path }, unsaved);
    }

    /// Writes what was found.
    pub(super) fn hear_original(&mut self, found: Found) {
        self.keeping.finding = false;
        match found.document {
            Ok(document) => self.work.take_out(found.wanted, document),
            Err(fault) => {
                let text = format!("Cannot take the document out: {fault}");
                self.say(Notice { text, offer: None, bad: true });
            }
        }
    }

    /// The document of an article that is not yet on the disk.
    fn unsaved_original(&self, sha256: &str) -> Option<Arc<Original>> {
        self.keeping.originals.iter().find(|original| original.article == sha256).cloned()
    }
}
