//! How long it takes from claims to a drawn day, and that the cost grows with the claims, not faster.
//! `cargo bench --bench control`; prints milliseconds of one thread, and the ratio to the size before.

#![expect(clippy::unwrap_used, reason = "a bench stops at the first thing it does not understand")]

mod timer;

use frontlines::control::{Ledger, Options, Weighing};
use frontlines::date::Day;
use frontlines::front::{Cells, Land, draw};
use frontlines::gazetteer::Gazetteer;
use frontlines::place::{Place, PlaceId};
use frontlines::project::Reading;
use serde_json::json;
use std::sync::Arc;
use timer::timed;

const DAYS: usize = 2500;
const DAYS_TIMED: usize = 50;

fn main() {
    let places = places();
    let (cells, millis) = timed(|| Cells::new(&places, &Land::built_in()));
    println!("{} places, {} cells: {millis:.0} ms, once", places.len(), cells.all().len());
    let mut last: Option<f64> = None;
    for claims in [1_000, 10_000, 100_000, 1_000_000] {
        let readings = readings(claims, &places);
        let (all, one) = (&readings[..], &readings[..readings.len() - 1]);
        let mut ledger = Ledger::new(&places);
        let (_, built) = timed(|| ledger.tell(one, &Options::default()));
        let ratio = last
            .filter(|last| *last > 0.0)
            .map_or(String::new(), |last| format!(" ({:.1} times the size before)", built / last));
        println!("{claims} claims: history {built:.0} ms{ratio}");
        last = Some(built);
        let (history, added) = timed(|| ledger.tell(all, &Options::default()));
        let against = Options { weighing: Weighing::AgainstInterest, ..Options::default() };
        let (_, switched) = timed(|| ledger.tell(all, &against));
        let (changes, listed) = timed(|| history.changes().len());
        println!(
            "  one article added {added:.1} ms, leaning switched {switched:.0} ms, {changes} changes listed {listed:.0} ms"
        );
        let (mut on, mut drawn) = (0.0, 0.0);
        for step in 0..DAYS_TIMED {
            let day = Day::new(2012, 6, 1).unwrap() + (step * DAYS / DAYS_TIMED) as i32;
            let (situation, millis) = timed(|| history.on(day));
            on += millis / DAYS_TIMED as f64;
            drawn += timed(|| draw(&situation, &cells)).1 / DAYS_TIMED as f64;
        }
        println!("  a day {on:.2} ms, its areas and fronts {drawn:.2} ms");
    }
}

/// About 2,000 places: the built-in ones, and copies of them a little to the east.
fn places() -> Vec<Place> {
    let gazetteer = Gazetteer::built_in();
    let mut places: Vec<Place> = gazetteer.places().to_vec();
    for place in gazetteer.places().iter().take(2000_usize.saturating_sub(gazetteer.places().len())) {
        let mut copy = place.clone();
        copy.id = PlaceId::new(format!("{}-copy", place.id));
        copy.point.lon += 0.021;
        places.push(copy);
    }
    places
}

/// Ten claims an article, spread over places, days, sides and sixty outlets.
fn readings(claims: usize, places: &[Place]) -> Vec<Arc<Reading>> {
    let mut state = 88_172_645_463_325_252_u64;
    let mut roll = move |n: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 16) as usize % n
    };
    let events = ["holds", "holds", "captures", "fights", "strikes", "advances", "besieges", "loses"];
    let sides = ["government", "opposition", "kurdish", "islamic_state"];
    (0..claims / 10)
        .map(|number| {
            let day = Day::new(2012, 6, 1).unwrap() + roll(DAYS) as i32;
            let span = json!({ "from": day, "to": day, "kind": "precise" });
            let claim = |at: usize, roll: &mut dyn FnMut(usize) -> usize| {
                let place = roll(places.len());
                json!({
                    "id": format!("{number}-{at}"),
                    "place": { "text": "", "name": "", "id": places[place].id, "kind": null, "point": null, "candidates": [] },
                    "extent": "whole", "side": sides[(place / 40 + roll(5) / 4) % 4], "group": null,
                    "event": events[roll(events.len())], "status": "reported",
                    "date": { "span": span, "basis": "" }, "since": null, "source": null, "from": null,
                    "quote": { "start": 0, "end": 0 }, "sentence": { "start": 0, "end": 0 },
                    "rule": "", "confidence": 0.85, "why": [],
                    "trace": { "trigger": null, "place": null, "side": null, "time": null, "cue": null, "source": null },
                })
            };
            let claims: Vec<_> = (0..10).map(|at| claim(at, &mut roll)).collect();
            let text: Vec<String> = (0..200).map(|_| format!("word{}", roll(3000))).collect();
            let article = json!({
                "id": number.to_string(), "path": "", "title": null, "outlet": format!("outlet {}", roll(60)), "url": null,
                "language": null, "sha256": number.to_string(), "published": { "span": span, "basis": "given" },
                "copy_of": null, "text": text.join(" "), "parts": [],
            });
            Arc::new(serde_json::from_value(json!({ "article": article, "claims": claims, "notes": [] })).unwrap())
        })
        .collect()
}
