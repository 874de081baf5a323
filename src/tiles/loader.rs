//! The threads that read tiles and turn them into pixels, so that the window never waits for a disk or a server.

use super::{Source, picture};
use crate::files::guarded;
use crate::view::Tile;
use egui::ColorImage;
use std::collections::BTreeSet;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// How many tiles are read at once. Servers ask for no more.
const THREADS: usize = 2;

/// A tile that the map wants.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The number of its layer, which comes back with it.
    pub layer: u64,
    /// Where it comes from.
    pub source: Arc<Source>,
    /// Which one.
    pub tile: Tile,
    /// Whether most of its colour is taken out.
    pub muted: bool,
}

/// A tile that was read.
#[derive(Debug)]
pub struct Read {
    /// The number of its layer.
    pub layer: u64,
    /// Which one.
    pub tile: Tile,
    /// Whether most of its colour was taken out.
    pub muted: bool,
    /// Its picture; `None` where there is none; or why it could not be read.
    pub picture: Result<Option<ColorImage>, String>,
}

/// The threads. They end when it is dropped.
#[derive(Debug)]
pub struct Loader {
    desk: Arc<Desk>,
    read: Receiver<Read>,
}

#[derive(Debug, Default)]
struct Desk {
    list: Mutex<List>,
    news: Condvar,
}

#[derive(Debug, Default)]
struct List {
    /// The next one last.
    wanted: Vec<Wanted>,
    at_work: BTreeSet<(u64, Tile, bool)>,
    closed: bool,
}

impl Desk {
    fn list(&self) -> MutexGuard<'_, List> {
        self.list.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Loader {
    /// Starts the threads; `nudge` is called once for each tile that was read, from any of them.
    pub fn new(nudge: impl Fn() + Send + Sync + 'static) -> Loader {
        let (desk, nudge) = (Arc::new(Desk::default()), Arc::new(nudge));
        let (sender, read) = channel();
        for _ in 0..THREADS {
            let (desk, sender, nudge) = (Arc::clone(&desk), sender.clone(), Arc::clone(&nudge));
            // Without a thread there are no tiles, and nothing else is lost.
            drop(thread::Builder::new().name("tiles".to_owned()).spawn(move || work(&desk, &sender, &*nudge)));
        }
        Loader { desk, read }
    }

    /// Wants these tiles, the first of them first, and no others any more.
    pub fn want(&self, mut wanted: Vec<Wanted>) {
        let mut list = self.desk.list();
        wanted.reverse();
        wanted.retain(|wanted| !list.at_work.contains(&key(wanted)));
        let news = !wanted.is_empty();
        list.wanted = wanted;
        drop(list);
        if news {
            self.desk.news.notify_all();
        }
    }

    /// The next tile that was read, without waiting.
    pub fn hear(&self) -> Option<Read> {
        self.read.try_recv().ok()
    }

    /// Whether a tile is wanted or being read.
    pub fn is_busy(&self) -> bool {
        let list = self.desk.list();
        !list.wanted.is_empty() || !list.at_work.is_empty()
    }
}

impl Drop for Loader {
    fn drop(&mut self) {
        self.desk.list().closed = true;
        self.desk.news.notify_all();
    }
}

fn key(wanted: &Wanted) -> (u64, Tile, bool) {
    (wanted.layer, wanted.tile, wanted.muted)
}

fn work(desk: &Desk, sender: &Sender<Read>, nudge: &dyn Fn()) {
    while let Some(wanted) = next(desk) {
        let name = &wanted.source.name;
        let read = || match wanted.source.bytes(wanted.tile) {
            Ok(Some(bytes)) => picture(&bytes, wanted.muted).map(Some),
            Ok(None) => Ok(None),
            Err(why) => Err(why),
        };
        let picture = guarded(name, read).unwrap_or_else(|refusal| Err(refusal.reason.to_string()));
        let sent = sender.send(Read { layer: wanted.layer, tile: wanted.tile, muted: wanted.muted, picture });
        desk.list().at_work.remove(&key(&wanted));
        if sent.is_err() {
            return;
        }
        nudge();
    }
}

/// Waits for the next tile; `None` when there will be no more.
fn next(desk: &Desk) -> Option<Wanted> {
    let mut list = desk.list();
    loop {
        if list.closed {
            return None;
        }
        if let Some(wanted) = list.wanted.pop() {
            list.at_work.insert(key(&wanted));
            return Some(wanted);
        }
        list = desk.news.wait(list).unwrap_or_else(PoisonError::into_inner);
    }
}
