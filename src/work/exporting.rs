//! Writing an export, or a document of the project: the place is chosen, the bytes are made, the file is written.

use super::{Ground, News, Post, Told};
use crate::files;
use crate::project::Reading;
use crate::render::Pictures;
use crate::render::export::{Stock, Wish};
use crate::scene::Overlay;
use crate::store::{self, Fault};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An export to be written.
pub struct Export {
    /// What is asked for.
    pub wish: Wish,
    /// Where to; `None`: the user is asked.
    pub path: Option<PathBuf>,
    /// The name offered to the user, without its ending.
    pub name: String,
    /// The articles.
    pub readings: Arc<Vec<Arc<Reading>>>,
    /// Who held what.
    pub told: Arc<Told>,
    /// Places and the ground under the reports.
    pub ground: Arc<Ground>,
    /// The user's own layers that are drawn.
    pub overlays: Vec<Arc<Overlay>>,
    /// The map tiles that are shown, as far as they are on this computer.
    pub pictures: Pictures,
}

/// How an export ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exported {
    /// The file is there.
    Written(PathBuf),
    /// The dialog was closed, or it was cancelled.
    Cancelled,
    /// It could not be written, in a sentence.
    Failed(String),
}

/// Makes and writes it.
pub(super) fn write(export: &Export, post: &Post) -> Exported {
    let format = export.wish.format;
    let chosen = || files::choose_export(&format!("{}.{}", export.name, format.key()), format.name(), format.key());
    let Some(path) = export.path.clone().or_else(chosen) else { return Exported::Cancelled };
    let failed =
        |why: String| Exported::Failed(format!("Cannot write {}: {why}. Nothing was changed.", path.display()));
    if is_article(&path, &export.readings) {
        return failed("an article was read from it, choose another name".to_owned());
    }
    let stock = Stock {
        readings: &export.readings,
        gazetteer: &export.ground.knowledge.gazetteer,
        history: &export.told.history,
        cells: &export.ground.cells,
        base: &export.ground.base,
        overlays: &export.overlays,
        pictures: &export.pictures,
    };
    match store::export(&path, &export.wish, &stock, &|done, total| post.send(News::Exporting { done, total })) {
        Ok(true) => Exported::Written(path),
        Ok(false) => Exported::Cancelled,
        Err(why) => failed(why),
    }
}

/// An article whose document is to be taken out of the project.
pub struct TakeOut {
    /// All articles: none of their files is written over.
    pub readings: Arc<Vec<Arc<Reading>>>,
    /// The article.
    pub reading: Arc<Reading>,
    /// Where to; `None`: the user is asked.
    pub path: Option<PathBuf>,
}

/// What the project holds of a document that is to be taken out.
pub struct Found {
    /// What was asked for.
    pub wanted: TakeOut,
    /// Its name and bytes; `None`: the article is plain text, which is its own document.
    pub document: Result<Option<(String, Vec<u8>)>, Fault>,
}

/// Writes a document into a file.
pub(super) fn take_out(wanted: &TakeOut, document: Option<(String, Vec<u8>)>) -> Exported {
    let article = &wanted.reading.article;
    let text = || (format!("{}.txt", article.id), article.text.clone().into_bytes());
    let (name, bytes) = document.unwrap_or_else(text);
    let chosen = || files::choose_original(&name);
    let Some(path) = wanted.path.clone().or_else(chosen) else { return Exported::Cancelled };
    let failed =
        |why: String| Exported::Failed(format!("Cannot write {}: {why}. Nothing was changed.", path.display()));
    if is_article(&path, &wanted.readings) {
        return failed("an article was read from it, choose another name".to_owned());
    }
    files::write(&path, &bytes).map_or_else(failed, |()| Exported::Written(path.clone()))
}

/// Whether an article came from this very file, or from the archive that it is.
fn is_article(path: &Path, readings: &[Arc<Reading>]) -> bool {
    let Ok(path) = path.canonicalize() else { return false };
    let from = |reading: &Arc<Reading>| {
        let mut ancestors = Path::new(&reading.article.path).ancestors();
        ancestors.any(|from| from.is_file() && from.canonicalize().is_ok_and(|from| from == path))
    };
    readings.iter().any(from)
}
