//! The edits that hold, laid over what the machine read. The machine's reading is never changed: an
//! article with edits gets a second reading beside it, and each claim says what became of it
//! ([`Reviewed`]).

use super::Reading;
use super::edit::{ClaimKey, Credibility, Edit, Reliability, Spot, Stated, Subject, name_key};
use crate::article::{Article, DateBasis, Published};
use crate::claim::{Claim, ClaimedPlace, Note, NoteKind, Reviewed, Trace, When};
use crate::date::Span;
use crate::place::PlaceId;
use crate::side::Naming;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Reads an article's claims and remarks anew: what the extraction does, handed in. `None`: not now; the article
/// keeps what was read before until it is laid over again.
pub type Reader<'r> = &'r dyn Fn(&Article) -> Option<(Vec<Claim>, Vec<Note>)>;

/// A note with its tags.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remark {
    /// The note.
    pub note: String,
    /// The tags.
    pub tags: Vec<String>,
}

/// All edits that hold, by what they are about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Review {
    articles: BTreeMap<String, OfArticle>,
    /// Names that mean one place wherever they stand, by their key, with a spelling.
    names: BTreeMap<String, (String, Spot)>,
    ratings: BTreeMap<String, Reliability>,
    remarks: BTreeMap<Subject, Remark>,
    naming: Naming,
    filters: BTreeMap<String, String>,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct OfArticle {
    date: Option<Span>,
    outlet: Option<String>,
    address: Option<String>,
    copy_of: Option<Option<String>>,
    names: BTreeMap<String, Spot>,
    claims: BTreeMap<String, OfClaim>,
    added: Vec<(u64, (usize, usize), Stated)>,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct OfClaim {
    verdict: Option<Verdict>,
    stated: Option<Stated>,
    credibility: Option<Credibility>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Accepted,
    Rejected,
    Merged,
}

impl Review {
    /// The sum of edits, in their order.
    pub fn new<'e>(edits: impl IntoIterator<Item = (u64, &'e Edit)>) -> Review {
        let mut review = Review::default();
        edits.into_iter().for_each(|(seq, edit)| review.take(seq, edit));
        review
    }

    fn take(&mut self, seq: u64, edit: &Edit) {
        match edit {
            Edit::SetDate { article, date } => self.article(article).date = *date,
            Edit::SetOutlet { article, outlet } => self.article(article).outlet.clone_from(outlet),
            Edit::SetAddress { article, address } => self.article(article).address.clone_from(address),
            Edit::SetCopyOf { article, of } => self.article(article).copy_of = Some(of.clone()),
            Edit::Accept { claim } => self.claim(claim).verdict = Some(Verdict::Accepted),
            Edit::Reject { claim, .. } => self.claim(claim).verdict = Some(Verdict::Rejected),
            Edit::Correct { claim, to } => {
                let of = self.claim(claim);
                (of.verdict, of.stated) = (Some(Verdict::Accepted), Some(to.clone()));
            }
            Edit::Add { article, quote, claim } => self.article(article).added.push((seq, *quote, claim.clone())),
            Edit::Merge { claims, into } => {
                claims.iter().for_each(|claim| self.claim(claim).verdict = Some(Verdict::Merged));
                self.claim(into).verdict = Some(Verdict::Accepted);
            }
            Edit::Place { name, article: Some(article), spot } => {
                self.article(article).names.insert(name_key(name), spot.clone());
            }
            Edit::Place { name, article: None, spot } => {
                self.names.insert(name_key(name), (name.clone(), spot.clone()));
            }
            Edit::Rate { source, reliability } => {
                self.ratings.insert(name_key(source), *reliability);
            }
            Edit::Credit { claim, credibility } => self.claim(claim).credibility = Some(*credibility),
            Edit::Remark { on, note, tags } if note.is_empty() && tags.is_empty() => {
                self.remarks.remove(on);
            }
            Edit::NameSide { side, named } => self.naming.set(*side, named.clone()),
            Edit::KeepFilter { name, line: Some(line) } => drop(self.filters.insert(name.clone(), line.clone())),
            Edit::KeepFilter { name, line: None } => drop(self.filters.remove(name)),
            Edit::Remark { on, note, tags } => {
                self.remarks.insert(on.clone(), Remark { note: note.clone(), tags: tags.clone() });
            }
        }
    }

    fn article(&mut self, sha256: &str) -> &mut OfArticle {
        self.articles.entry(sha256.to_owned()).or_default()
    }

    fn claim(&mut self, key: &ClaimKey) -> &mut OfClaim {
        self.article(&key.article).claims.entry(key.claim.clone()).or_default()
    }

    /// Whether an article was given another date, so that it is to be read anew.
    pub fn is_redated(&self, sha256: &str) -> bool {
        self.articles.get(sha256).is_some_and(|of| of.date.is_some())
    }

    /// How far a source or outlet is trusted, where somebody said so.
    pub fn reliability(&self, source: &str) -> Option<Reliability> {
        self.ratings.get(&name_key(source)).copied()
    }

    /// Every source that was rated: the key of its name, and how far it is trusted.
    pub fn ratings(&self) -> &BTreeMap<String, Reliability> {
        &self.ratings
    }

    /// How far a claim is believed, where somebody said so.
    pub fn credibility(&self, key: &ClaimKey) -> Option<Credibility> {
        self.articles.get(&key.article)?.claims.get(&key.claim)?.credibility
    }

    /// What the project calls the sides, and how it colours them.
    pub fn naming(&self) -> &Naming {
        &self.naming
    }

    /// The filters that are kept, by name.
    pub fn filters(&self) -> &BTreeMap<String, String> {
        &self.filters
    }

    /// Every tag in use, with how many things bear it.
    pub fn tags(&self) -> BTreeMap<&str, usize> {
        let mut tags = BTreeMap::new();
        for tag in self.remarks.values().flat_map(|remark| &remark.tags) {
            *tags.entry(tag.as_str()).or_default() += 1;
        }
        tags
    }

    /// Every note, by what it is about.
    pub fn remarks(&self) -> impl Iterator<Item = (&Subject, &Remark)> {
        self.remarks.iter()
    }

    /// The note and tags on something.
    pub fn remark(&self, on: &Subject) -> Option<&Remark> {
        self.remarks.get(on)
    }

    /// The names that mean one place everywhere: the spelling, and the place. These are the analyst's
    /// additions to the gazetteer.
    pub fn names(&self) -> impl Iterator<Item = (&str, &Spot)> {
        self.names.values().map(|(name, spot)| (name.as_str(), spot))
    }

    /// Every place of the analyst's own by its name, then the names that mean one place everywhere: what the
    /// places known are to have beside those of the tables.
    pub fn placed(&self) -> Vec<(String, Spot)> {
        let own = self.own_places().into_iter().map(|spot| (spot.name.clone(), spot.clone()));
        own.chain(self.names().map(|(name, spot)| (name.to_owned(), spot.clone()))).collect()
    }

    /// The places of the analyst's own, each once.
    pub fn own_places(&self) -> Vec<&Spot> {
        let in_articles = self.articles.values().flat_map(|of| {
            let stated = of.claims.values().filter_map(|claim| claim.stated.as_ref());
            let stated = stated.chain(of.added.iter().map(|(_, _, stated)| stated));
            of.names.values().chain(stated.filter_map(|stated| stated.place.as_ref()))
        });
        let all = self.names.values().map(|(_, spot)| spot).chain(in_articles);
        let by_id: BTreeMap<&PlaceId, &Spot> = all.filter(|spot| spot.is_own()).map(|spot| (&spot.id, spot)).collect();
        by_id.into_values().collect()
    }

    /// A reading as the analyst sees it; the same pointer where nothing was edited.
    pub fn over(&self, machine: &Arc<Reading>, reader: Reader<'_>) -> Arc<Reading> {
        let of = self.articles.get(&machine.article.sha256);
        let means = |claim: &Claim| {
            let unplaced = claim.place.id.is_none();
            let key = unplaced.then(|| [name_key(&claim.place.text), name_key(&claim.place.name)])?;
            let here = key.iter().find_map(|key| of?.names.get(key));
            here.or_else(|| key.iter().find_map(|key| self.names.get(key).map(|(_, spot)| spot)))
        };
        if of.is_none() && !machine.claims.iter().any(|claim| means(claim).is_some()) {
            return Arc::clone(machine);
        }
        let none = OfArticle::default();
        let of = of.unwrap_or(&none);
        let mut reading = Reading::clone(machine);
        of.article_over(&mut reading, reader);
        for claim in &mut reading.claims {
            if let Some(spot) = means(claim) {
                spot.over(claim);
                claim.reviewed = Reviewed::Corrected;
            }
            if let Some(of) = of.claims.get(&claim.id) {
                of.over(claim);
            }
        }
        for (seq, quote, stated) in &of.added {
            if let Some(mut claim) = by_hand(&reading.article, *seq, *quote, stated) {
                if let Some(of) = of.claims.get(&claim.id) {
                    of.over(&mut claim);
                }
                reading.claims.push(claim);
            }
        }
        Arc::new(reading)
    }

    /// The edits whose claim is not among these readings, or whose article is not: they are kept and
    /// take hold again when it comes back.
    pub fn lost<'e>(
        edits: impl IntoIterator<Item = (u64, &'e Edit)>,
        readings: &[Arc<Reading>],
    ) -> Vec<(u64, &'e Edit)> {
        let by_words: BTreeMap<&str, &Reading> =
            readings.iter().map(|reading| (reading.article.sha256.as_str(), &**reading)).collect();
        let there = |key: &&ClaimKey| {
            by_words.get(key.article.as_str()).is_some_and(|r| r.claims.iter().any(|claim| claim.id == key.claim))
        };
        let holds = |edit: &Edit| {
            edit.claims().iter().all(there) && edit.article().is_none_or(|article| by_words.contains_key(article))
        };
        edits.into_iter().filter(|(_, edit)| !holds(edit)).collect()
    }
}

impl OfArticle {
    /// What is said of the article itself; a new date has its claims read anew.
    fn article_over(&self, reading: &mut Reading, reader: Reader<'_>) {
        let article = &mut reading.article;
        if let Some(outlet) = &self.outlet {
            article.outlet = Some(outlet.clone());
        }
        if let Some(address) = &self.address {
            article.url = Some(address.clone());
        }
        if let Some(copy_of) = &self.copy_of {
            article.copy_of = Some(copy_of.clone().unwrap_or_else(|| article.sha256.clone()));
        }
        if let Some(span) = self.date {
            article.published = Published { span: Some(span), basis: DateBasis::Given };
            let Some((claims, notes)) = reader(article) else { return };
            let about_dates = [NoteKind::NoDate, NoteKind::DateDiffers, NoteKind::UnreadDate];
            reading.notes.retain(|note| !note.kind.is_of_claims() && !about_dates.contains(&note.kind));
            reading.notes.extend(notes);
            reading.claims = claims;
            reading.rules = None;
        }
    }
}

impl OfClaim {
    fn over(&self, claim: &mut Claim) {
        if let Some(stated) = &self.stated {
            stated.over(claim);
        }
        let by_hand = claim.reviewed == Reviewed::Added;
        match self.verdict {
            None => {}
            Some(Verdict::Rejected) => claim.reviewed = Reviewed::Rejected,
            Some(Verdict::Merged) => claim.reviewed = Reviewed::Merged,
            Some(Verdict::Accepted) if by_hand => {}
            Some(Verdict::Accepted) if self.stated.is_some() || claim.reviewed == Reviewed::Corrected => {
                claim.reviewed = Reviewed::Corrected;
            }
            Some(Verdict::Accepted) => claim.reviewed = Reviewed::Accepted,
        }
    }
}

/// The claim of an `Add`; `None` where its words are not in the text.
fn by_hand(article: &Article, seq: u64, (from, to): (usize, usize), stated: &Stated) -> Option<Claim> {
    let words = article.text.get(from..to).filter(|words| !words.trim().is_empty())?;
    let mut claim = Claim {
        id: added_id(&article.sha256, seq),
        place: ClaimedPlace {
            text: words.to_owned(),
            name: words.to_owned(),
            id: None,
            kind: None,
            point: None,
            candidates: Vec::new(),
        },
        extent: stated.extent,
        side: None,
        group: None,
        event: stated.event,
        status: stated.status,
        date: When { span: stated.date, basis: "set by hand".to_owned() },
        since: None,
        source: None,
        from: None,
        quote: from..to,
        sentence: sentence(&article.text, from, to),
        rule: "by hand".to_owned(),
        confidence: 1.0,
        why: vec!["added by hand".to_owned()],
        trace: Trace::default(),
        reviewed: Reviewed::Added,
    };
    stated.over(&mut claim);
    Some(claim)
}

/// The id of a claim added by hand, made from its article and the entry that added it.
pub fn added_id(sha256: &str, seq: u64) -> String {
    let digest = Sha256::digest(format!("{sha256}|by hand|{seq}").as_bytes());
    digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// The sentence around a run of bytes, as far as full stops and line ends tell.
fn sentence(text: &str, from: usize, to: usize) -> std::ops::Range<usize> {
    let before = &text[..from];
    let start = before.rfind(['\n']).map_or(0, |at| at + 1).max(before.rfind(". ").map_or(0, |at| at + 2));
    let after = &text[to..];
    let line = after.find('\n').unwrap_or(after.len());
    let stop = after.find(". ").map_or(after.len(), |at| at + 1);
    start..to + line.min(stop)
}
