//! Work in the background. Jobs run on threads and send [`News`] over a bounded channel; each piece of
//! news nudges the window once. A job can be cancelled; a newer job of the same kind replaces the old.
//! Threads that cannot send any more (the window is gone) stop by themselves.

mod comparing;
mod exporting;
mod ground;
mod keeping;
mod looking;
mod reading;
mod telling;

pub use comparing::{Compared, Which};
pub use exporting::{Export, Exported, Found, TakeOut};
pub use ground::Ground;
pub use keeping::{Map, Opened, Save, Saved};
pub use looking::{Closely, Counted, Listed, Subject};
pub use telling::{Flipped, Picture, Question, Told};

use keeping::{Keeper, Order};

use crate::article::Article;
use crate::date::Day;
use crate::extract::Knowledge;
use crate::files;
use crate::gazetteer::{Added, Gazetteer};
use crate::place::{Place, PlaceId};
use crate::project::Reading;
use crate::project::edit::{Edit, Spot};
use crate::project::files::Original;
use crate::read::Refusal;
use crate::scene::Overlay;
use crate::store::Fault;
use crate::tiles;
use crate::view::{Facet, Listing};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::thread;

/// What jobs tell the window.
pub enum News {
    /// The word lists and places are there, and the ground is cut into cells.
    Ready(Arc<Ground>),
    /// The inputs are counted: so many will be read.
    Counted(usize),
    /// One input was read: its articles, each with what it says, or the reason why not.
    Read(ReadInput),
    /// Tables of places were added to those that are known.
    Places(Arc<Ground>, Vec<AddedTable>),
    /// The articles at hand, read anew with more places known.
    Anew(Vec<Arc<Reading>>),
    /// All inputs were read, or reading was cancelled.
    ReadingEnded {
        /// Whether inputs are left unread.
        cancelled: bool,
    },
    /// The history of a revision of the project.
    History(Arc<Told>),
    /// The situation of a day and its ground.
    Picture(Arc<Picture>),
    /// One more article was read with the date that an edit gave it.
    Redated,
    /// All of those were read, or it was cancelled.
    RedatedEnded {
        /// Whether some are left unread.
        cancelled: bool,
    },
    /// An article was read with another date: the edit that gives it costs nothing now.
    ReadAhead(Box<Edit>),
    /// What would change a place's holder.
    Flip(Flipped),
    /// The picture beside the one that is shown.
    Compared(Arc<Compared>),
    /// A place or a voice looked at closely, and the revision of the project.
    Closely(u64, Arc<Closely>),
    /// The lists for a filter and voices.
    Listed(Listed, Listing),
    /// What the filter can be asked for, counted for the listing of this number.
    Facets(u64, Vec<Facet>),
    /// Files chosen in a dialog; empty if it was closed.
    Chosen(Vec<PathBuf>),
    /// A layer of the user's own was read, or why not. Last, whether it was asked for as one; else it was dropped
    /// and may be a table of places.
    Overlay(PathBuf, Result<Arc<Overlay>, String>, bool),
    /// An archive of map tiles was opened, or why not; last, whether it is shown.
    Tiles(PathBuf, Result<tiles::Source, String>, bool),
    /// So much of an export is made.
    Exporting {
        /// Days drawn.
        done: usize,
        /// Of so many.
        total: usize,
    },
    /// An export ended.
    Exported(Exported),
    /// The document of an article, to be taken out.
    Original(Box<Found>),
    /// The save that was asked for is safe on the disk.
    Saved(Box<Saved>),
    /// Nothing of the save that was asked for is on the disk.
    NotSaved(Fault),
    /// A copy was not written; the file that is open is saved.
    NotSavedAs(PathBuf, Fault),
    /// A project file was opened.
    Opened(Box<Opened>),
    /// A project file was not opened; the one before stays open.
    NotOpened(PathBuf, Fault),
    /// Project files among the inputs.
    Projects(Vec<PathBuf>),
    /// Where to save, as chosen in a dialog; `None` if it was closed.
    Place(Option<PathBuf>),
    /// Something went wrong, in a sentence.
    Failed(String),
}

/// What became of one input.
#[derive(Debug)]
pub struct ReadInput {
    /// The input as the user named it.
    pub name: String,
    /// Its articles, in their order.
    pub articles: Vec<Result<Reading, Refusal>>,
    /// The document each article was read from, where its bytes say more than its text.
    pub originals: Vec<Arc<Original>>,
}

/// What became of a table of places.
#[derive(Debug)]
pub struct AddedTable {
    /// The table as the user named it.
    pub name: String,
    /// What it added, and what would not load.
    pub added: Added,
    /// Its places, as the project keeps them.
    pub places: Vec<Place>,
}

/// What to read.
#[derive(Debug)]
pub enum Source {
    /// Files and folders.
    Paths(Vec<PathBuf>),
    /// Tables of places, whatever else they could be.
    Places(Vec<PathBuf>),
    /// Text from the clipboard, one article.
    Text(String),
    /// The built-in sample.
    Sample,
}

/// The jobs at work, one of each kind, and their news.
pub struct Work {
    sender: SyncSender<Sent>,
    news: Receiver<Sent>,
    nudge: Arc<dyn Fn() + Send + Sync>,
    reading: Option<Stop>,
    history: Option<Stop>,
    picture: Option<Stop>,
    flip: Option<Stop>,
    comparing: Option<Stop>,
    looking: Option<Stop>,
    counting: Option<Stop>,
    listing: Option<Stop>,
    dialog: Option<Stop>,
    export: Option<Stop>,
    overlays: Option<Stop>,
    preparing: Option<Stop>,
    /// Articles being read with another date: none replaces another.
    ahead: Vec<Stop>,
    keeper: Option<Keeper>,
}

/// News with the stop of the job it comes from, which tells jobs apart.
type Sent = (Arc<AtomicBool>, News);

/// Tells a job to stop; dropping it does so too.
struct Stop(Arc<AtomicBool>);

impl Drop for Stop {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// A job's way to the window.
#[derive(Clone)]
struct Post {
    sender: SyncSender<Sent>,
    nudge: Arc<dyn Fn() + Send + Sync>,
    stop: Arc<AtomicBool>,
}

impl Post {
    /// Sends news; false if nobody wants any more.
    fn send(&self, news: News) -> bool {
        !self.stopped() && self.send_last(news)
    }

    /// Sends news even from a job that was told to stop: its end.
    fn send_last(&self, news: News) -> bool {
        let sent = self.sender.send((Arc::clone(&self.stop), news)).is_ok();
        if sent {
            (self.nudge)();
        }
        sent
    }

    fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

impl Work {
    /// No jobs yet. `nudge` is called once for each piece of news, from any thread.
    pub fn new(nudge: impl Fn() + Send + Sync + 'static) -> Work {
        let (sender, news) = sync_channel(256);
        Work {
            sender,
            news,
            nudge: Arc::new(nudge),
            reading: None,
            history: None,
            picture: None,
            flip: None,
            comparing: None,
            looking: None,
            counting: None,
            listing: None,
            dialog: None,
            export: None,
            overlays: None,
            preparing: None,
            ahead: Vec::new(),
            keeper: None,
        }
    }

    /// The next piece of news, without waiting. What a replaced job had still sent is left out.
    pub fn hear(&mut self) -> Option<News> {
        loop {
            let (from, news) = self.news.try_recv().ok()?;
            let slot = match &news {
                News::ReadingEnded { .. } | News::RedatedEnded { .. } => &mut self.reading,
                News::History(_) => &mut self.history,
                News::Picture(_) => &mut self.picture,
                News::Flip(_) => &mut self.flip,
                News::Compared(_) => &mut self.comparing,
                News::Closely(..) => &mut self.looking,
                News::Facets(..) => &mut self.counting,
                News::Listed(..) => &mut self.listing,
                News::Exported(_) => &mut self.export,
                News::Chosen(_) | News::Place(_) => &mut self.dialog,
                News::Projects(_) if self.dialog.as_ref().is_some_and(|stop| Arc::ptr_eq(&stop.0, &from)) => {
                    &mut self.dialog
                }
                News::ReadAhead(_) => {
                    self.ahead.retain(|stop| !Arc::ptr_eq(&stop.0, &from));
                    return Some(news);
                }
                News::Ready(_) => &mut self.preparing,
                News::Counted(_)
                | News::Original(_)
                | News::Redated
                | News::Read(_)
                | News::Places(..)
                | News::Anew(_)
                | News::Overlay(..)
                | News::Tiles(..)
                | News::Exporting { .. }
                | News::Saved(_)
                | News::NotSaved(_)
                | News::NotSavedAs(..)
                | News::Opened(_)
                | News::NotOpened(..)
                | News::Projects(_)
                | News::Failed(_) => return Some(news),
            };
            if slot.as_ref().is_some_and(|stop| Arc::ptr_eq(&stop.0, &from)) {
                *slot = None;
                return Some(news);
            }
        }
    }

    /// Whether inputs are being read.
    pub fn is_reading(&self) -> bool {
        self.reading.is_some()
    }

    /// Whether any job is at work.
    pub fn is_busy(&self) -> bool {
        let first = [&self.reading, &self.preparing, &self.history, &self.picture];
        let then = [&self.flip, &self.comparing, &self.looking, &self.counting, &self.listing, &self.export];
        first.iter().chain(&then).any(|job| job.is_some()) || !self.ahead.is_empty()
    }

    /// Builds what reading stands on, with places of the user's own.
    pub fn prepare(&mut self, places: Arc<Vec<Place>>) {
        self.preparing = self.spawn("prepare", move |post| {
            post.send(News::Ready(Arc::new(Ground::of(Knowledge::new(Gazetteer::with(&places))))));
        });
    }

    /// Builds the ground anew with these names: places of the analyst's own, and more names of known ones.
    pub fn name_places(&mut self, ground: Arc<Ground>, named: Vec<(String, Spot)>) {
        self.preparing = self.spawn("name places", move |post| {
            let mut gazetteer = ground.knowledge.gazetteer.clone();
            gazetteer.add_named(named);
            if !post.stopped() {
                post.send(News::Ready(Arc::new(Ground::of(Knowledge::new(gazetteer)))));
            }
        });
    }

    /// Reads an article with another date before the edit that gives it is made.
    pub fn read_ahead(&mut self, ground: Arc<Ground>, article: Article, edit: Edit) {
        let job = self.spawn("read ahead", move |post| {
            // A fault at this article is met again by the edit, which leaves its claims as they are.
            drop(files::guarded(&article.path, || drop(ground.read(&article))));
            post.send_last(News::ReadAhead(Box::new(edit)));
        });
        self.ahead.extend(job);
    }

    /// Reads articles with the dates that edits gave them, so that laying the edits over costs nothing.
    pub fn read_redated(&mut self, ground: Arc<Ground>, articles: Vec<Article>) {
        self.reading = self.spawn("read redated", move |post| {
            let whole = reading::redated(&ground, &articles, &post);
            post.send_last(News::RedatedEnded { cancelled: !whole });
        });
    }

    /// Reads the articles at hand anew, by today's rules.
    pub fn read_anew(&mut self, ground: Arc<Ground>, readings: Arc<Vec<Arc<Reading>>>) {
        self.reading = self.spawn("read anew", move |post| {
            let whole = reading::anew(&ground, &readings, &post);
            post.send_last(News::ReadingEnded { cancelled: !whole });
        });
    }

    // -- the project file ------------------------------------------------------------------------

    /// Saves into the project file that is open; where none is, into a new draft.
    pub fn save(&mut self, save: Save) {
        self.order(Order::Save(Box::new(save)));
    }

    /// Saves as another file, which is then the open one.
    pub fn save_as(&mut self, path: PathBuf, save: Save) {
        self.order(Order::SaveAs(path, Box::new(save)));
    }

    /// Opens a project file; the one before is closed once the new one is there.
    pub fn open(&mut self, path: PathBuf, read_only: bool) {
        self.order(Order::Open { path, read_only });
    }

    /// Closes the project file.
    pub fn close(&mut self) {
        self.order(Order::Close);
    }

    /// Writes the user's settings.
    pub fn remember(&mut self, path: PathBuf, text: String) {
        self.order(Order::Remember(path, text));
    }

    /// Asks where to save; one dialog at a time.
    pub fn choose_place(&mut self, name: String, folder: Option<PathBuf>) {
        if self.dialog.is_none() {
            self.dialog = self.spawn("dialog", move |post| {
                post.send(News::Place(files::choose_place(&name, folder.as_deref())));
            });
        }
    }

    /// Asks for a project file; one dialog at a time.
    pub fn choose_project(&mut self) {
        if self.dialog.is_none() {
            self.dialog = self.spawn("dialog", move |post| {
                post.send(News::Projects(files::choose_project()));
            });
        }
    }

    /// Waits until all orders about the project file are done. For the end of the program: what the jobs
    /// still tell is not heard any more.
    pub fn finish(&mut self) {
        let Some(Keeper { orders, thread }) = self.keeper.take() else { return };
        drop(orders);
        while !thread.is_finished() {
            // A keeper with much to tell would wait for somebody to listen.
            while self.news.try_recv().is_ok() {}
            thread::sleep(std::time::Duration::from_millis(1));
        }
    }

    fn order(&mut self, order: Order) {
        if self.keeper.is_none() {
            let (orders, list) = channel();
            let stop = Arc::new(AtomicBool::new(false));
            let post = Post { sender: self.sender.clone(), nudge: Arc::clone(&self.nudge), stop };
            let started = thread::Builder::new().name("keeper".to_owned()).spawn(move || keeping::run(&list, &post));
            self.keeper = started.ok().map(|thread| Keeper { orders, thread });
        }
        let sent = self.keeper.as_ref().is_some_and(|keeper| keeper.orders.send(order).is_ok());
        if !sent {
            self.keeper = None;
            let fault = Fault::Other("the thread that writes the file has ended".into());
            // A full channel already holds news; the next try will be heard.
            drop(self.sender.try_send((Arc::new(AtomicBool::new(false)), News::NotSaved(fault))));
        }
    }

    /// Reads inputs and what their articles say, on all cores, and tells of them in the order of the
    /// inputs. Tables of places among them are added first; `readings` are then read anew.
    pub fn read(&mut self, source: Source, ground: Arc<Ground>, readings: Arc<Vec<Arc<Reading>>>) {
        self.reading = self.spawn("read", move |post| {
            let cancelled = !reading::all(source, ground, &readings, &post);
            // The window waits for the end, also of a cancelled job.
            post.send_last(News::ReadingEnded { cancelled });
        });
    }

    /// Stops reading. What was read stays.
    pub fn cancel_reading(&mut self) {
        if let Some(Stop(stop)) = &self.reading {
            stop.store(true, Ordering::Relaxed);
        }
    }

    /// Works out who held what; a newer call replaces an older one.
    pub fn tell(&mut self, question: Question, readings: Arc<Vec<Arc<Reading>>>, ground: Arc<Ground>) {
        self.history = self.spawn("history", move |post| {
            let told = Told::new(question, &readings, &ground, &|| post.stopped());
            post.send(News::History(Arc::new(told)));
        });
    }

    /// Works out one day, with the groups within the sides told apart or not; a newer call replaces an older one.
    pub fn draw(&mut self, told: Arc<Told>, day: Day, by_group: bool, ground: Arc<Ground>) {
        self.picture = self.spawn("picture", move |post| {
            let picture = Picture::new(&told, day, by_group, &ground, &|| post.stopped());
            post.send(News::Picture(Arc::new(picture)));
        });
    }

    /// Looks for what would change a place's holder; a newer call replaces an older one.
    pub fn flip(&mut self, told: Arc<Told>, place: PlaceId, day: Day) {
        self.flip = self.spawn("flip", move |post| {
            let flip = told.history.would_flip(&place, day);
            post.send(News::Flip(Flipped { question: told.question.clone(), day, place, flip }));
        });
    }

    /// Reads layers of the user's own; without paths the user is asked for them.
    pub fn overlays(&mut self, paths: Option<Vec<PathBuf>>) {
        let asked = paths.is_none();
        self.overlays = self.spawn("overlays", move |post| {
            for path in paths.unwrap_or_else(files::choose_overlay) {
                if tiles::is_archive(&path) {
                    let opened = tiles::Source::open(&path);
                    if !post.send(News::Tiles(path, opened, true)) {
                        return;
                    }
                    continue;
                }
                let read = files::overlay(&path).map(Arc::new);
                if !post.send(News::Overlay(path, read, asked)) {
                    return;
                }
            }
        });
    }

    /// Opens archives of map tiles; each with whether it is shown.
    pub fn tiles(&mut self, archives: Vec<(PathBuf, bool)>) {
        self.overlays = self.spawn("map tiles", move |post| {
            for (path, is_on) in archives {
                let opened = tiles::Source::open(&path);
                if !post.send(News::Tiles(path, opened, is_on)) {
                    return;
                }
            }
        });
    }

    /// Writes an export; one at a time.
    pub fn export(&mut self, export: Export) {
        if self.export.is_none() {
            self.export = self.spawn("export", move |post| {
                let exported = exporting::write(&export, &post);
                // The window waits for the end, also of a cancelled job.
                post.send_last(News::Exported(exported));
            });
        }
    }

    /// Looks in the project file for the document of an article, unless it is at hand.
    pub fn find_original(&mut self, wanted: TakeOut, at_hand: Option<Arc<Original>>) {
        match at_hand {
            None => self.order(Order::Original(Box::new(wanted))),
            Some(original) => self.take_out(wanted, Some((original.name.clone(), original.bytes.to_vec()))),
        }
    }

    /// Writes the document of an article, or its text where that is all there is; like an export.
    pub fn take_out(&mut self, wanted: TakeOut, document: Option<(String, Vec<u8>)>) {
        if self.export.is_none() {
            self.export = self.spawn("save original", move |post| {
                post.send_last(News::Exported(exporting::take_out(&wanted, document)));
            });
        }
    }

    /// Stops an export; its file is not written.
    pub fn cancel_export(&mut self) {
        if let Some(Stop(stop)) = &self.export {
            stop.store(true, Ordering::Relaxed);
        }
    }

    /// Whether an export is being written.
    pub fn is_exporting(&self) -> bool {
        self.export.is_some()
    }

    /// Opens a file dialog; one at a time.
    pub fn choose(&mut self, folder: bool) {
        if self.dialog.is_none() {
            self.dialog = self.spawn("dialog", move |post| {
                post.send(News::Chosen(files::choose(folder)));
            });
        }
    }

    fn spawn(&mut self, name: &str, job: impl FnOnce(Post) + Send + 'static) -> Option<Stop> {
        let stop = Arc::new(AtomicBool::new(false));
        let post = Post { sender: self.sender.clone(), nudge: Arc::clone(&self.nudge), stop: Arc::clone(&stop) };
        match thread::Builder::new().name(name.to_owned()).spawn(move || job(post)) {
            Ok(_) => Some(Stop(stop)),
            Err(error) => {
                let news =
                    News::Failed(format!("Cannot start the job \"{name}\": {error}. Nothing was changed. Try again."));
                // A full channel already holds news; the next one will be heard.
                drop(self.sender.try_send((stop, news)));
                None
            }
        }
    }
}
