//! Looking closely at one thing: a place over time, or a voice.

use super::{News, Told, Work};
use crate::date::Day;
use crate::place::PlaceId;
use crate::project::Reading;
use crate::view::{Dossier, Profile};
use std::sync::Arc;

/// What is looked at closely.
#[derive(Clone, Debug, PartialEq)]
pub enum Subject {
    /// A place, and the day whose revisions are told.
    Place(PlaceId, Day),
    /// A voice.
    Voice(String),
}

/// What there is to say of it.
#[derive(Debug)]
pub enum Closely {
    /// A place over time.
    Place(PlaceId, Dossier),
    /// A voice.
    Voice(Profile),
}

impl Work {
    /// Looks closely at something; a newer call replaces an older one.
    pub fn look(&mut self, subject: Subject, told: Arc<Told>, readings: Arc<Vec<Arc<Reading>>>) {
        self.looking = self.spawn("look", move |post| {
            let closely = match subject {
                Subject::Place(place, day) => {
                    let dossier = Dossier::new(&told.history, &readings, &place, day);
                    Closely::Place(place, dossier)
                }
                Subject::Voice(voice) => Closely::Voice(Profile::new(&voice, &told.history, &readings)),
            };
            post.send(News::Closely(told.question.revision, Arc::new(closely)));
        });
    }
}
