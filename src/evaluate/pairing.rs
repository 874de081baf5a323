//! One article: gold claims and the program's, paired one to one, and counted.

use super::gold::{GoldArticle, GoldClaim};
use super::names::{Names, key};
use super::{Counts, Evaluation, Extra, Judged, Miss, Slice};
use crate::claim::{Claim, Event, Source, Status, When};
use crate::project::Reading;
use crate::side::Side;
use std::collections::{BTreeMap, BTreeSet};

/// Compares one article and adds what comes out.
pub(super) fn compare(
    gold: &GoldArticle,
    reading: Option<&Reading>,
    names: &Names<'_>,
    areas: &[String],
    evaluation: &mut Evaluation,
) {
    let marked =
        once(&gold.claims, |claim| (key(&claim.name), claim.side.clone(), claim.event.clone(), claim.status.clone()));
    let claims = reading.map_or(&[][..], |reading| &reading.claims);
    let read = once(claims, |claim| (claim.place.name.clone(), claim.side, claim.event, claim.status));
    let outlet = gold.outlet.clone().or_else(|| reading.and_then(|reading| reading.article.outlet.clone()));
    let desk = Desk { gold, reading, names, areas, outlet };
    let mut slices = BTreeMap::new();
    desk.control(&marked, &read, &mut slices);
    desk.all(&marked, &read, &mut slices, evaluation);
    evaluation.articles.push(slices);
}

struct Desk<'a> {
    gold: &'a GoldArticle,
    reading: Option<&'a Reading>,
    names: &'a Names<'a>,
    areas: &'a [String],
    outlet: Option<String>,
}

impl Desk<'_> {
    fn control(&self, marked: &[&GoldClaim], read: &[&Claim], slices: &mut BTreeMap<Slice, Counts>) {
        let is_control = |event: &str| event.parse::<Event>().is_ok_and(Event::is_control);
        let gold: Vec<GoldClaim> = marked
            .iter()
            .filter(|claim| is_control(&claim.event) || claim.any_of.iter().any(|event| is_control(event)))
            .map(|&claim| {
                // A reading outside these events is as right: then it counts neither way.
                let optional = claim.optional || claim.any_of.iter().any(|event| !is_control(event));
                GoldClaim { optional, ..claim.clone() }
            })
            .collect();
        let gold: Vec<&GoldClaim> = gold.iter().collect();
        let read: Vec<&Claim> = read.iter().copied().filter(|claim| claim.event.is_control()).collect();
        let taken = |event: &str| matches!(event, "holds" | "captures");
        let pairs = pair(&gold, &read, |x, y| {
            self.fits(x, y) || taken(&x.event) && taken(y.event.key()) && self.fits_but_event(x, y)
        });
        self.count(&gold, &read, &pairs, marked, |_| vec![Slice::Control], |_| vec![Slice::Control], slices);
    }

    fn all(
        &self,
        marked: &[&GoldClaim],
        read: &[&Claim],
        slices: &mut BTreeMap<Slice, Counts>,
        evaluation: &mut Evaluation,
    ) {
        let pairs = pair(marked, read, |x, y| self.fits(x, y));
        let outlet = self.outlet.clone().unwrap_or_else(|| "unknown".to_owned());
        let of = |event: Option<Event>, side: Option<Side>, status: Option<Status>| {
            let mut slices = vec![Slice::All, Slice::Side(side), Slice::Outlet(outlet.clone())];
            slices.extend(event.map(Slice::Event));
            slices.extend(status.map(Slice::Status));
            slices
        };
        let of_gold = |claim: &GoldClaim| {
            let side = claim.side.as_ref().and_then(|side| side.parse().ok());
            of(claim.event.parse().ok(), side, claim.status.parse().ok())
        };
        let of_read = |claim: &Claim| of(Some(claim.event), claim.side, Some(claim.status));
        let (missed, judged) = self.count(marked, read, &pairs, marked, of_gold, of_read, slices);
        for (&i, &j) in &pairs {
            self.fields(marked[i], read[j], evaluation);
        }
        evaluation.misses.extend(missed.into_iter().map(|i| self.miss(marked[i])));
        let extras = judged.iter().filter(|(_, right)| !right);
        evaluation.extras.extend(extras.map(|&(j, _)| self.extra(read[j])));
        evaluation.judged.extend(judged.into_iter().map(|(j, right)| Judged {
            outlet: outlet.clone(),
            rule: read[j].rule.clone(),
            weaknesses: read[j].trace.weaknesses.clone(),
            confidence: read[j].confidence,
            right,
        }));
    }

    /// Counts gold claims found and claims right into their slices; gives those missed, and for each claim that
    /// counts whether it is right.
    #[expect(clippy::too_many_arguments, reason = "one count for both modes: claims, pairs, and the slices of each")]
    fn count(
        &self,
        gold: &[&GoldClaim],
        read: &[&Claim],
        pairs: &BTreeMap<usize, usize>,
        all: &[&GoldClaim],
        of_gold: impl Fn(&GoldClaim) -> Vec<Slice>,
        of_read: impl Fn(&Claim) -> Vec<Slice>,
        slices: &mut BTreeMap<Slice, Counts>,
    ) -> (Vec<usize>, Vec<(usize, bool)>) {
        let (mut missed, mut judged) = (Vec::new(), Vec::new());
        for (i, claim) in gold.iter().enumerate().filter(|(_, claim)| claim.counts_in(self.areas) && !claim.optional) {
            let found = pairs.contains_key(&i);
            for slice in of_gold(claim) {
                let counts = slices.entry(slice).or_default();
                counts.gold += 1;
                counts.found += u32::from(found);
            }
            if !found {
                missed.push(i);
            }
        }
        let owner: BTreeMap<usize, usize> = pairs.iter().map(|(&i, &j)| (j, i)).collect();
        for (j, claim) in read.iter().enumerate() {
            let right = match owner.get(&j) {
                Some(&i) if !gold[i].counts_in(self.areas) || gold[i].optional => continue,
                Some(_) => true,
                None => false,
            };
            let elsewhere = || all.iter().any(|x| !x.counts_in(self.areas) && self.names.same(&x.name, &claim.place));
            if !right && (elsewhere() || !self.names.counts_in(claim.place.id.as_ref(), self.areas)) {
                continue;
            }
            for slice in of_read(claim) {
                let counts = slices.entry(slice).or_default();
                counts.read += 1;
                counts.right += u32::from(right);
            }
            judged.push((j, right));
        }
        (missed, judged)
    }

    fn fits(&self, gold: &GoldClaim, read: &Claim) -> bool {
        gold.allows(read.event.key()) && self.fits_but_event(gold, read)
    }

    fn fits_but_event(&self, gold: &GoldClaim, read: &Claim) -> bool {
        let status = gold.any_status || gold.status == read.status.key();
        let side = gold.side.as_deref().is_none_or(|side| read.side.is_some_and(|found| found.key() == side));
        status && side && self.names.same(&gold.name, &read.place)
    }

    fn fields(&self, gold: &GoldClaim, read: &Claim, evaluation: &mut Evaluation) {
        if let Some(date) = &gold.date {
            evaluation.dates.count(has_date(date, &read.date));
        }
        if let Some(source) = &gold.source {
            evaluation.sources.count(read.source.as_ref().is_some_and(|found| has_source(source, found)));
        }
    }

    fn miss(&self, claim: &GoldClaim) -> Miss {
        let text = self.reading.map_or("", |reading| &reading.article.text);
        let sentence = text.find(&claim.quote).map_or(&*claim.quote, |at| around(text, at, at + claim.quote.len()));
        Miss { article: self.gold.id.clone(), claim: claim.clone(), sentence: sentence.to_owned() }
    }

    fn extra(&self, claim: &Claim) -> Extra {
        let text = self.reading.map_or("", |reading| &reading.article.text);
        let sentence = text.get(claim.sentence.clone()).unwrap_or_default().to_owned();
        Extra { article: self.gold.id.clone(), claim: claim.clone(), sentence }
    }
}

/// The first of each, by what makes a claim one.
fn once<T, K: Ord>(claims: &[T], what: impl Fn(&T) -> K) -> Vec<&T> {
    let mut seen = BTreeSet::new();
    claims.iter().filter(|claim| seen.insert(what(claim))).collect()
}

/// The largest one-to-one pairing (augmenting paths), claims that must be found first.
fn pair(gold: &[&GoldClaim], read: &[&Claim], fits: impl Fn(&GoldClaim, &Claim) -> bool) -> BTreeMap<usize, usize> {
    fn place(i: usize, can: &[Vec<usize>], owner: &mut BTreeMap<usize, usize>, seen: &mut BTreeSet<usize>) -> bool {
        for &j in &can[i] {
            if seen.insert(j) {
                let free = owner.get(&j).copied().is_none_or(|other| place(other, can, owner, seen));
                if free {
                    owner.insert(j, i);
                    return true;
                }
            }
        }
        false
    }
    let can: Vec<Vec<usize>> = gold.iter().map(|x| (0..read.len()).filter(|&j| fits(x, read[j])).collect()).collect();
    let mut order: Vec<usize> = (0..gold.len()).collect();
    order.sort_by_key(|&i| gold[i].optional);
    let mut owner = BTreeMap::new();
    for i in order {
        place(i, &can, &mut owner, &mut BTreeSet::new());
    }
    owner.into_iter().map(|(j, i)| (i, j)).collect()
}

/// A span holds a gold day if it is at most three days longer, a month if 45, a year if 400.
fn has_date(gold: &str, read: &When) -> bool {
    let Some(span) = read.span else { return false };
    let most = match gold.len() {
        10 => 3,
        7 => 45,
        4 => 400,
        _ => return false,
    };
    let (from, to) = (span.from.to_string(), span.to.to_string());
    &from[..gold.len()] <= gold && gold <= &to[..gold.len()] && span.to - span.from <= most
}

/// Two sources are one if they share a word that tells, or are the same words.
fn has_source(gold: &str, read: &Source) -> bool {
    let (g, r) = (source_words(gold), source_words(&read.name));
    let weak = ["syrian", "syria", "human", "rights", "military", "local", "source", "sources", "media"];
    g == r || g.intersection(&r).any(|word| !weak.contains(&word.as_str()))
}

fn source_words(name: &str) -> BTreeSet<String> {
    let stop = [
        "the", "of", "for", "and", "a", "said", "britain", "based", "london", "uk", "state", "news", "agency", "group",
        "tv",
    ];
    let spelled = |word: &str| match word {
        "sohr" => "syrian observatory human rights".to_owned(),
        "sana" => "sana syrian arab".to_owned(),
        "lcc" => "local coordination committees".to_owned(),
        word => word.to_owned(),
    };
    let words = key(name);
    let words = words.split(' ').map(spelled).collect::<Vec<_>>().join(" ");
    words.split(' ').filter(|word| !word.is_empty() && !stop.contains(word)).map(str::to_owned).collect()
}

/// The sentence around some bytes, cut at stops and line ends.
fn around(text: &str, start: usize, end: usize) -> &str {
    let from = text[..start].rfind(['.', '!', '?', '\n']).map_or(0, |at| at + 1);
    let to = text[end..].find(['.', '!', '?', '\n']).map_or(text.len(), |at| end + at + 1);
    text[from..to].trim()
}
