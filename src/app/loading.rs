//! What becomes of what is read: reports, duplicates, and where to look when it ends.

use super::{App, opening_day};
use crate::claim::Claim;
use crate::command::Command;
use crate::date::Day;
use crate::place::{Kind, Point};
use crate::project::{Content, Project, Reading};
use crate::ui::report::{Line, Outcome, Progress, Report};
use crate::ui::{Notice, counted, thousands};
use crate::view::{Selection, claim_days};
use crate::work::{AddedTable, Ground, ReadInput, Source};
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How far back the marks of a day are looked for, in days.
const FORTNIGHT: i32 = 14;

/// So many articles are few enough to open one of them in the list after a load.
const FEW: usize = 12;
/// Claims farther apart than this are not shown at once after a load, in metres.
const FAR_M: f64 = 90_000.0;

/// The load under way and the report of the last one.
#[derive(Default)]
pub(super) struct Load {
    pub(super) waiting: VecDeque<Source>,
    pub(super) progress: Option<Progress>,
    pub(super) report: Report,
    /// Whether the sample is loaded, or is being read.
    pub(super) sample: bool,
    /// Whether what is being read is the sample.
    pub(super) reading_sample: bool,
    /// Positions of the articles of the last load.
    pub(super) new: Vec<u32>,
    pub(super) name: String,
    /// Articles that edits gave another date may have to be read with it.
    pub(super) behind: bool,
}

impl App {
    /// Starts the next load that waits, once there is something to read with.
    pub(super) fn start_reading(&mut self) {
        if self.is_opening() {
            return;
        }
        let Some(ground) = self.derived.ground.clone().filter(|_| !self.work.is_reading()) else { return };
        let Some(source) = self.load.waiting.pop_front() else { return self.read_redated(ground) };
        self.load.reading_sample = matches!(source, Source::Sample);
        if self.load.reading_sample {
            self.set_aside();
        } else if let Source::Paths(paths) = &source
            && self.file().is_none()
        {
            self.load.name = name_of(paths);
        }
        self.load.report = Report::default();
        self.load.progress = Some(Progress::default());
        self.load.new.clear();
        self.work.read(source, ground, self.project.machine_snapshot());
    }

    pub(super) fn hear_read(&mut self, input: ReadInput) {
        if let Some(progress) = &mut self.load.progress {
            progress.done += 1;
        }
        let many = input.articles.len() > 1;
        for article in input.articles {
            let line = match article {
                Ok(reading) => {
                    let words = reading.article.sha256.clone();
                    let line = self.take(reading, &input.name, many);
                    if line.outcome != Outcome::Duplicate {
                        self.keep_originals(input.originals.iter().filter(|original| original.article == words));
                    }
                    line
                }
                Err(refusal) => Line {
                    name: short_name(&refusal.input, None),
                    outcome: Outcome::Refused,
                    detail: refusal.reason.to_string(),
                    article: None,
                },
            };
            self.load.report.lines.push(line);
        }
    }

    /// Takes a reading in, unless its words are there already.
    pub(super) fn take(&mut self, reading: Reading, input: &str, many: bool) -> Line {
        let name = short_name(input, many.then_some(reading.article.id.as_str()));
        if self.load.sample && !self.load.reading_sample {
            self.make_way();
        }
        if let Some(same) = self.project.same_words(&reading.article.sha256) {
            let detail = format!("same words as {}", short_name(&same.article.path, Some(&same.article.id)));
            let article = Some(same.article.sha256.clone());
            return Line { name, outcome: Outcome::Duplicate, detail, article };
        }
        let line = line_of(name, &reading);
        self.load.sample = self.load.reading_sample;
        self.load.new.push(self.project.readings().len() as u32);
        let ground = self.derived.ground.clone();
        self.load.behind |= self.project.review().is_redated(&reading.article.sha256);
        self.project.add(reading, &|article| ground.as_ref()?.known(article));
        line
    }

    /// Takes the user's own places in and says what became of each table.
    pub(super) fn take_places(&mut self, ground: Arc<Ground>, tables: &[AddedTable]) {
        self.derived.ground = Some(ground);
        self.derived.asked_history = None;
        for AddedTable { name, added, places } in tables {
            let kept = if self.load.sample { self.aside.get_or_insert_default() } else { &mut self.project };
            kept.add_places(places.clone());
            let name = short_name(name, None);
            let detail = format!("{} new places, {} known", thousands(added.new), thousands(added.known));
            self.load.report.lines.push(Line { name: name.clone(), outcome: Outcome::Read, detail, article: None });
            self.load.report.lines.extend(added.faults.iter().map(|fault| Line {
                name: name.clone(),
                outcome: Outcome::Refused,
                detail: format!(
                    "line {}: expected {}, found {}; {}",
                    fault.line, fault.expected, fault.found, fault.hint
                ),
                article: None,
            }));
        }
    }

    /// Reads those articles that edits gave another date and that were not read with it yet: a project opens at
    /// once, and their claims follow.
    fn read_redated(&mut self, ground: Arc<Ground>) {
        if !std::mem::take(&mut self.load.behind) {
            return;
        }
        let articles: Vec<_> = self.project.redated().filter(|article| !ground.has_read(article)).cloned().collect();
        if articles.is_empty() {
            return;
        }
        self.load.progress = Some(Progress { done: 0, total: articles.len() });
        self.work.read_redated(ground, articles);
    }

    /// Lays the edits over what was read; what was cancelled can go on.
    pub(super) fn end_redated(&mut self, cancelled: bool) {
        self.load.progress = None;
        self.lay_over();
        // Neither what was cancelled nor an article that cannot be read is tried again by itself.
        self.load.behind = false;
        if cancelled {
            let text = "Cancelled. Articles with a new date that were not read keep the claims of their old one.";
            let offer = Some(("Read them", Command::ReadRedated));
            self.say(Notice { text: text.into(), offer, bad: false });
        }
    }

    /// Puts the articles at hand, read anew, in the place of what was read before.
    pub(super) fn take_anew(&mut self, readings: &[Arc<Reading>]) {
        let Some(ground) = self.derived.ground.clone() else { return };
        let content = Content { readings: Arc::new(readings.to_vec()), ..self.project.content() };
        self.replace(&Project::of(content, &|article| ground.known(article)));
        self.load.behind = true;
    }

    /// The sample is never mixed with evidence: it goes when the first article is read.
    pub(super) fn make_way(&mut self) {
        self.load.sample = false;
        let aside = self.aside.take().unwrap_or_default();
        self.replace(&aside);
        self.say(Notice {
            text: "The sample made way for your articles.".into(),
            offer: Some(("Show the sample", Command::ShowSample)),
            bad: false,
        });
    }

    /// Keeps the user's articles while the sample is shown.
    pub(super) fn set_aside(&mut self) {
        if !self.load.sample && !self.project.readings().is_empty() {
            self.aside = Some(self.project.clone());
            self.say(Notice {
                text: "Your articles are set aside while the sample is shown.".into(),
                offer: Some(("Back to them", Command::LeaveSample)),
                bad: false,
            });
        }
        self.replace(&Project::default());
    }

    /// After the last file what went wrong is shown. The first articles of a project bring the day and the map to them;
    /// whoever adds more to what they work on keeps both, and is offered what was added.
    pub(super) fn end_load(&mut self, cancelled: bool) {
        self.load.progress = None;
        // What went wrong comes first, else in the order of the inputs.
        self.load.report.lines.sort_by_key(|line| std::cmp::Reverse(line.outcome));
        let report = &self.load.report;
        let troubled = report.lines.iter().any(|line| line.outcome != Outcome::Read);
        if troubled {
            self.desk.open_report();
        }
        let stopped = cancelled.then(|| format!("Cancelled. What was read stays: {}.", report.summary()));
        if self.load.reading_sample {
            self.view.day = opening_day();
            self.view.camera = crate::view::Frame::Aleppo.camera(self.view.camera.size);
            let new = std::mem::take(&mut self.load.new);
            return self.open_newest(&new, Some(self.view.day));
        }
        self.notices.retain(|notice| !matches!(notice.offer, Some((_, Command::ShowAdded))));
        let added = self.load.new.len();
        if added == self.project.readings().len() {
            self.show_added();
        } else if added > 0 {
            let claims: usize = self.load.new.iter().map(|at| self.project.readings()[*at as usize].claims.len()).sum();
            let added = format!("{} added, {}.", counted(added, "article"), counted(claims, "claim"));
            let offer = Some(("Show what was added", Command::ShowAdded));
            return self.say(Notice { text: stopped.unwrap_or(added), offer, bad: false });
        }
        if let Some(text) = stopped {
            self.say(Notice { text, offer: None, bad: false });
        }
    }

    /// Brings the day and the map to the articles of the last load, and opens the newest of them.
    pub(super) fn show_added(&mut self) {
        let new = self.load.new.clone();
        if new.is_empty() {
            let text = "Nothing was added since this project was opened.".into();
            return self.say(Notice { text, offer: None, bad: false });
        }
        if let [only] = new[..] {
            self.select(Some(Selection::Article(only)));
        } else if new.len() <= FEW {
            self.open_newest(&new, None);
        }
        let readings = self.project.readings();
        let claims = |r: &u32| {
            let reading = &readings[*r as usize];
            reading.claims.iter().map(move |claim| (claim_days(reading, claim), claim))
        };
        let spot = |claim: &Claim| Some((claim.place.id.as_ref()?.as_str().to_owned(), claim.place.point?));
        let wide = |claim: &Claim| claim.place.kind.is_none_or(|kind| kind.is_region() || kind == Kind::Sector);
        let near = new.iter().flat_map(claims).filter(|(_, claim)| !wide(claim)).filter_map(|(_, claim)| spot(claim));
        let mut spots: Vec<(String, Point)> = near.collect();
        if spots.is_empty() {
            spots = new.iter().flat_map(claims).filter_map(|(_, claim)| spot(claim)).collect();
        }
        // The last days that much is told of where the map goes.
        let area = main_area(&spots).map(str::to_owned);
        let there = |claim: &Claim| claim.place.id.as_ref().map(|id| area_of(id.as_str())) == area.as_deref();
        let told = || new.iter().flat_map(claims).filter_map(|(days, claim)| Some((days?.to, claim)));
        let latest = last_told(told().filter(|(_, claim)| there(claim)).map(|(day, _)| day).collect());
        if let Some(day) = latest.or_else(|| last_told(told().map(|(day, _)| day).collect())) {
            self.view.day = day;
        }
        self.look_at(&spots);
    }

    /// Opens the newest of these articles, of those published by a day if one is given.
    pub(super) fn open_newest(&mut self, articles: &[u32], by: Option<Day>) {
        let published = |at: &&u32| self.project.readings()[**at as usize].article.published.day();
        let there = articles.iter().filter(|at| by.is_none_or(|by| published(at).is_some_and(|day| day <= by)));
        if let Some(&newest) = there.max_by_key(published) {
            self.desk.open_article(newest);
        }
    }

    /// Brings the map to where these spots crowd in the governorate with most of them; offers the rest.
    pub(super) fn look_at(&mut self, spots: &[(String, Point)]) {
        // What lay outside the map of the load before is of no more interest.
        self.notices.retain(|notice| !matches!(notice.offer, Some((_, Command::FitAll))));
        let Some(most) = main_area(spots) else { return };
        let points: Vec<Point> = spots.iter().map(|(_, point)| *point).collect();
        let near: Vec<Point> = spots.iter().filter(|(id, _)| area_of(id) == most).map(|(_, point)| *point).collect();
        let far = points.iter().any(|point| point.distance_m(near[0]) > FAR_M);
        let chosen = crowd(if far { near } else { points });
        let left = spots.len() - chosen.len();
        self.fly_to(&chosen);
        if left > 0 {
            let text = if left == 1 { "1 claim lies".to_owned() } else { format!("{} claims lie", thousands(left)) };
            self.say(Notice {
                text: format!("{text} outside this part of the map."),
                offer: Some(("Show all", Command::FitAll)),
                bad: false,
            });
        }
    }
}

/// The last of these days up to which at least half as much is told in a fortnight as in the busiest one: a straggler
/// would open on an empty map.
fn last_told(mut days: Vec<Day>) -> Option<Day> {
    days.sort_unstable();
    let in_fortnight = |at: usize| at + 1 - days.partition_point(|day| *day <= days[at] - FORTNIGHT);
    let busiest = (0..days.len()).map(in_fortnight).max()?;
    (0..days.len()).rev().find(|at| in_fortnight(*at) * 2 >= busiest).map(|at| days[at])
}

/// The governorate of a place, by its id.
fn area_of(id: &str) -> &str {
    id.split('/').next().unwrap_or_default()
}

/// The governorate with most of these spots.
fn main_area(spots: &[(String, Point)]) -> Option<&str> {
    let mut counts: Vec<(usize, &str)> = Vec::new();
    for area in spots.iter().map(|(id, _)| area_of(id)) {
        match counts.iter_mut().find(|(_, other)| *other == area) {
            Some((count, _)) => *count += 1,
            None => counts.push((1, area)),
        }
    }
    counts.iter().max_by_key(|(count, _)| *count).map(|(_, area)| *area)
}

/// What the report says of an article that was read.
pub(super) fn line_of(name: String, reading: &Reading) -> Line {
    let count = reading.claims.len();
    let claims = if count == 1 { "1 claim".to_owned() } else { format!("{count} claims") };
    let article = Some(reading.article.sha256.clone());
    if reading.article.published.span.is_none() {
        let detail = format!("{claims}, no date: will not be drawn");
        return Line { name, outcome: Outcome::Undated, detail, article };
    }
    use crate::article::DateBasis;
    let inferred = matches!(reading.article.published.basis, DateBasis::Text | DateBasis::Events);
    let detail = if inferred { format!("{claims}, date inferred") } else { claims };
    Line { name, outcome: Outcome::Read, detail, article }
}

/// The end of a path, and the id of an article in a file of several.
pub(super) fn short_name(input: &str, id: Option<&str>) -> String {
    let file = Path::new(input)
        .file_name()
        .map_or_else(|| "Pasted text".to_owned(), |name| name.to_string_lossy().into_owned());
    match id {
        Some(id) if Path::new(input).file_stem().is_none_or(|stem| stem.to_string_lossy() != id) && !id.is_empty() => {
            format!("{file} · {id}")
        }
        _ => file,
    }
}

/// What to call articles from these paths.
pub(super) fn name_of(paths: &[PathBuf]) -> String {
    match paths {
        [only] => only.file_stem().map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
        _ => "New project".to_owned(),
    }
}

/// The points without those that lie far from most of them: one village would else make a city a dot.
fn crowd(points: Vec<Point>) -> Vec<Point> {
    /// Of the points, so many at least are shown.
    const MOST: f64 = 0.75;
    /// How much farther away than these others must lie to be left out.
    const FARTHER: f64 = 3.0;
    let middle = |of: &dyn Fn(&Point) -> f64| {
        let mut all: Vec<f64> = points.iter().map(of).collect();
        all.sort_by(f64::total_cmp);
        all.get(all.len() / 2).copied().unwrap_or_default()
    };
    let center = Point::lon_lat(middle(&|point| point.lon), middle(&|point| point.lat));
    let mut away: Vec<f64> = points.iter().map(|point| point.distance_m(center)).collect();
    away.sort_by(f64::total_cmp);
    let reach = away.get((away.len() as f64 * MOST) as usize).copied().unwrap_or_default();
    if reach == 0.0 || away.last().is_none_or(|farthest| *farthest <= reach * FARTHER) {
        return points;
    }
    points.into_iter().filter(|point| point.distance_m(center) <= reach * FARTHER / 2.0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_load_opens_where_most_of_it_lies() {
        let city = |n: i32| Point::lon_lat(37.1 + f64::from(n) * 0.01, 36.2);
        let village = Point::lon_lat(38.0, 36.6);
        let mut points: Vec<Point> = (0..9).map(city).collect();
        assert_eq!(crowd(points.clone()).len(), 9, "all of a city");
        points.push(village);
        assert_eq!(crowd(points.clone()).len(), 9, "without a village far away");
        points.extend([village; 3]);
        assert_eq!(crowd(points).len(), 13, "a third lies there: no straggler");
        assert_eq!(crowd(vec![village]), [village]);
        assert_eq!(crowd(Vec::new()), []);
    }

    #[test]
    fn a_load_opens_where_much_is_told_not_at_a_straggler() {
        let day = |n: i32| Day::from_number(n);
        let days = |numbers: &[i32]| last_told(numbers.iter().map(|n| day(*n)).collect());
        assert_eq!(days(&[]), None);
        assert_eq!(days(&[7]), Some(day(7)));
        assert_eq!(days(&[100, 101, 500]), Some(day(500)), "two and one: half as much");
        assert_eq!(days(&[400, 1, 2, 3, 10, 12, 60, 61, 62]), Some(day(62)));
    }
}
