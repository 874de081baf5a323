//! Looking closely at one thing: a place over time, or a voice; and at all claims, to count their values.

use super::{Ground, News, Told, Work};
use crate::control::Options;
use crate::date::Day;
use crate::place::PlaceId;
use crate::project::Reading;
use crate::project::review::Review;
use crate::view::{Dossier, Filter, Listing, Profile, facets};
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

/// What lists are made of: the revision of the project, the line of the filter, the voices asked for.
pub type Listed = (u64, String, Vec<String>);

/// The claims whose values are counted.
pub struct Counted {
    /// The articles.
    pub readings: Arc<Vec<Arc<Reading>>>,
    /// The claims that pass the filter.
    pub listing: Arc<Listing>,
    /// The places.
    pub ground: Arc<Ground>,
    /// What the sides are called, and the tags.
    pub review: Review,
}

impl Work {
    /// Lists the articles and claims that pass a filter; a newer call replaces an older one.
    pub fn list(&mut self, of: Listed, readings: Arc<Vec<Arc<Reading>>>, filter: Filter, options: Options) {
        self.listing = self.spawn("list", move |post| {
            post.send(News::Listed(of, Listing::new(&readings, &filter, &options)));
        });
    }

    /// Counts the values of claims for the filter; a newer call replaces an older one. `listed` is the number of the
    /// listing, which comes back with the counts.
    pub fn count(&mut self, listed: u64, of: Counted) {
        self.counting = self.spawn("count", move |post| {
            let places = of.ground.knowledge.gazetteer.places();
            post.send(News::Facets(listed, facets(&of.readings, &of.listing, places, &of.review)));
        });
    }

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
