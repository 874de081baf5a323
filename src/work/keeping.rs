//! The thread that keeps the project file: it alone opens, writes and closes it, one order after the
//! other, so the window never waits for the disk.

use super::{Found, Ground, News, Picture, Post, TakeOut};
use crate::files;
use crate::project::{Content, Reading};
use crate::scene::Overlay;
use crate::side::Naming;
use crate::store::{Dated, Fault, Settings, Store};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};
use std::thread::JoinHandle;

/// The thread, and the way to it. It ends with the orders it was given.
pub(super) struct Keeper {
    pub(super) orders: Sender<Order>,
    pub(super) thread: JoinHandle<()>,
}

/// What the keeper is told to do.
pub(super) enum Order {
    Open { path: PathBuf, read_only: bool },
    Save(Box<Save>),
    SaveAs(PathBuf, Box<Save>),
    Original(Box<TakeOut>),
    Close,
    Remember(PathBuf, String),
}

/// What is to be kept.
pub struct Save {
    /// All of the project; only what is new is written.
    pub content: Content,
    /// What the user looks at.
    pub settings: Settings,
    /// The map to draw into the file's layers for other programs; `None` leaves them as they are.
    pub map: Option<Map>,
    /// The folder for a new file, where none is open yet.
    pub drafts: PathBuf,
}

/// A day as it is drawn.
pub struct Map {
    /// The day.
    pub picture: Arc<Picture>,
    /// The places.
    pub ground: Arc<Ground>,
    /// The articles as the analyst sees them: the picture's claims.
    pub readings: Arc<Vec<Arc<Reading>>>,
    /// What the sides are called.
    pub naming: Arc<Naming>,
}

/// A project file that was opened.
#[derive(Debug)]
pub struct Opened {
    /// Where it is.
    pub path: PathBuf,
    /// All that it keeps.
    pub content: Content,
    /// What the user looked at.
    pub settings: Settings,
    /// The versions of the rules that read its claims.
    pub rules: BTreeSet<String>,
    /// Why nothing can be saved into it, if so.
    pub read_only: Option<Fault>,
    /// The user's own layers, ready to be drawn.
    pub overlays: Vec<Arc<Overlay>>,
}

/// What is now safe on the disk.
#[derive(Debug)]
pub struct Saved {
    /// Where.
    pub path: PathBuf,
    /// What.
    pub content: Content,
    /// When, by the clock on the wall: `14:06`.
    pub at: String,
    /// Whether it is in a file of its own name that the user has just chosen.
    pub renamed: bool,
}

/// Does orders until there are no more.
pub(super) fn run(orders: &Receiver<Order>, post: &Post) {
    let mut store: Option<Store> = None;
    while let Ok(order) = orders.recv() {
        match order {
            Order::Close => store = None,
            Order::Open { path, read_only } => match open(&path, read_only) {
                Ok((opened, now)) => {
                    store = Some(now);
                    post.send(News::Opened(Box::new(opened)));
                }
                Err(fault) => {
                    post.send(News::NotOpened(path, fault));
                }
            },
            Order::Original(wanted) => {
                let article = &wanted.reading.article.sha256;
                let document = store.as_ref().map_or(Ok(None), |store| store.original(article));
                post.send(News::Original(Box::new(Found { wanted: *wanted, document })));
            }
            Order::Save(save) => {
                let saved = save_into(&mut store, &save);
                tell(post, saved, save.content, false);
            }
            Order::SaveAs(path, save) => {
                let (saved, draft) = save_as(&mut store, &path, &save);
                // The file that was open before is as good as it was.
                let before = saved.is_err() && store.is_some();
                let stays = if before { save_into(&mut store, &save).ok() } else { None };
                match (saved, stays) {
                    (Err(fault), Some(old)) => {
                        tell(post, Ok(old), save.content, false);
                        post.send(News::NotSavedAs(path, fault));
                    }
                    (saved, _) => tell(post, saved, save.content, true),
                }
                if let Some(draft) = draft {
                    // Only now that the window knows the new file. A draft that stays behind is in nobody's way.
                    drop(draft.remove());
                }
            }
            Order::Remember(path, text) => {
                // Settings that cannot be kept are no reason to disturb anybody.
                let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
                drop(folder.map(|()| files::write(&path, text.as_bytes())));
            }
        }
    }
}

fn tell(post: &Post, saved: Result<PathBuf, Fault>, content: Content, renamed: bool) {
    let news = match saved {
        Ok(path) => {
            let at = files::clock().strftime("%H:%M").to_string();
            News::Saved(Box::new(Saved { path, content, at, renamed }))
        }
        Err(fault) => News::NotSaved(fault),
    };
    post.send(news);
}

/// Opens a file to work on it, or to look at it where it cannot be written.
fn open(path: &Path, read_only: bool) -> Result<(Opened, Store), Fault> {
    let (mut store, why) = match Store::open(path) {
        Ok(store) if !read_only => (store, None),
        Ok(_) => (Store::look(path)?, Some(Fault::ReadOnly)),
        Err(fault @ Fault::ReadOnly) => (Store::look(path)?, Some(fault)),
        Err(fault @ Fault::InUse { .. }) if read_only => (Store::look(path)?, Some(fault)),
        Err(fault) => return Err(fault),
    };
    let content = store.content()?;
    // Whoever went on writing would hide what was done to the log.
    let why = store.log_fault().or(why);
    let (settings, rules) = (store.settings()?, store.rules()?);
    // A layer that cannot be drawn any more stays in the file.
    let drawn = content.overlays.iter().filter_map(|file| Overlay::of_file(Arc::clone(file)).ok());
    let overlays = drawn.map(Arc::new).collect();
    Ok((Opened { path: path.to_owned(), content, settings, rules, read_only: why, overlays }, store))
}

fn save_into(store: &mut Option<Store>, save: &Save) -> Result<PathBuf, Fault> {
    let store = match store {
        Some(store) => store,
        None => store.insert(draft(&save.drafts)?),
    };
    write(store, save)?;
    Ok(store.path().to_owned())
}

/// Where it is saved now, and the draft that is of no more use.
fn save_as(store: &mut Option<Store>, path: &Path, save: &Save) -> (Result<PathBuf, Fault>, Option<Store>) {
    let old = store.take().map_or_else(|| draft(&save.drafts), Ok);
    let mut old = match old {
        Ok(old) => old,
        Err(fault) => return (Err(fault), None),
    };
    // What cannot be written into the old file is written into the new one.
    let written = write(&mut old, save);
    if old.path() == path {
        *store = Some(old);
        return (written.map(|()| path.to_owned()), None);
    }
    let was_draft = !old.is_read_only() && old.path().starts_with(&save.drafts);
    match old.save_as(path) {
        Ok((mut new, left)) => {
            let done = if written.is_ok() { Ok(()) } else { write(&mut new, save) };
            *store = Some(new);
            let left = Some(left).filter(|_| was_draft && done.is_ok());
            (done.map(|()| path.to_owned()), left)
        }
        Err((old, fault)) => {
            *store = Some(*old);
            (Err(fault), None)
        }
    }
}

fn write(store: &mut Store, save: &Save) -> Result<(), Fault> {
    store.save(&save.content, &save.settings)?;
    let Some(Map { picture, ground, readings, naming }) = &save.map else { return Ok(()) };
    let dated = Dated {
        readings,
        gazetteer: &ground.knowledge.gazetteer,
        situation: &picture.situation,
        fronts: &picture.fronts,
        naming,
        claims: None,
    };
    store.draw(&[dated])
}

/// A new file in the folder of drafts, named after the day and the time.
fn draft(folder: &Path) -> Result<Store, Fault> {
    let name = files::clock().strftime("Draft %Y-%m-%d %H.%M").to_string();
    let mut number = 1;
    loop {
        let number_of = if number == 1 { String::new() } else { format!(" ({number})") };
        let path = folder.join(format!("{name}{number_of}.gpkg"));
        if !path.exists() {
            return Store::create(&path);
        }
        number += 1;
    }
}
