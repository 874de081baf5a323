//! An evaluation in words: a table with intervals, then the misses and the extras with their sentences.

use super::reliability::{bins, error, without_own_outlet};
use super::{Counts, Drill, Evaluation, Judged, Share, Slice};
use std::fmt::Write;

/// How many resamples an interval is drawn from.
const RESAMPLES: usize = 1000;

/// The report. `errors` is how many misses and extras are shown, each.
pub fn print(evaluation: &Evaluation, errors: usize) -> String {
    let mut out = String::new();
    let mut group = "";
    for slice in evaluation.slices() {
        let (heading, name) = words(&slice);
        if heading != group {
            line(
                &mut out,
                format_args!("\n{heading:<22} precision  recall  F1     95 % interval   right/read  found/gold"),
            );
            group = heading;
        }
        let total = evaluation.total(&slice);
        let (low, high) = interval(evaluation, &slice);
        line(
            &mut out,
            format_args!(
                "  {name:<20} {:>6.3}    {:>6.3}  {:>5.3}  {low:.3} to {high:.3}  {:>10}  {:>10}",
                total.precision(),
                total.recall(),
                total.f1(),
                format!("{}/{}", total.right, total.read),
                format!("{}/{}", total.found, total.gold),
            ),
        );
    }
    line(
        &mut out,
        format_args!("\nDates right {}, sources right {}", shown(evaluation.dates), shown(evaluation.sources)),
    );
    if !evaluation.missing.is_empty() {
        line(&mut out, format_args!("Not among the articles read: {}", evaluation.missing.join(", ")));
    }
    reliability(&mut out, "Reliability", &evaluation.judged);
    let others = without_own_outlet(evaluation);
    reliability(&mut out, "Reliability, counted on the articles of all other outlets only", &others);
    errors_of(evaluation, errors, &mut out);
    out.trim_start().to_owned()
}

/// The drills: F1 in each, and the drop from the first.
pub fn print_drills(drills: &[Drill]) -> String {
    let mut out = String::new();
    line(&mut out, format_args!("\nDrills: F1 (drop)        control         all"));
    let first = drills.first().map_or([0.0; 2], |drill| drill.f1);
    for Drill { what, f1: [control, all] } in drills {
        let (drop_control, drop_all) = (first[0] - control, first[1] - all);
        line(&mut out, format_args!("  {control:>18.3} ({drop_control:>6.3})  {all:>6.3} ({drop_all:>6.3})  {what}"));
    }
    out
}

fn reliability(out: &mut String, heading: &str, judged: &[Judged]) {
    let bins = bins(judged.iter());
    line(out, format_args!("\n{heading}: off by {:.3} on average", error(&bins)));
    for bin in bins.values() {
        let Share { right, of } = bin.share;
        let was = f64::from(right) / f64::from(of.max(1));
        line(out, format_args!("  said {:.2}: right in {right} of {of} ({was:.2})", bin.said()));
    }
}

fn errors_of(evaluation: &Evaluation, errors: usize, out: &mut String) {
    line(out, format_args!("\nMissed: {}", evaluation.misses.len()));
    for miss in evaluation.misses.iter().take(errors) {
        let claim = &miss.claim;
        let side = claim.side.as_deref().unwrap_or("nobody named");
        line(out, format_args!("  {}: {}, {side}, {}, {}", miss.article, claim.name, claim.event, claim.status));
        line(out, format_args!("    {}", one_line(&miss.sentence)));
    }
    line(out, format_args!("\nExtra: {}", evaluation.extras.len()));
    for extra in evaluation.extras.iter().take(errors) {
        let claim = &extra.claim;
        let side = claim.side.map_or("nobody named", |side| side.key());
        let (name, rule) = (&claim.place.name, &claim.rule);
        line(out, format_args!("  {}: {name}, {side}, {}, {} (rule {rule})", extra.article, claim.event, claim.status));
        line(out, format_args!("    {}", one_line(&extra.sentence)));
    }
}

fn line(out: &mut String, words: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    if writeln!(out, "{words}").is_err() {
        out.push('\n');
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn shown(share: Share) -> String {
    if share.of == 0 {
        return "none to compare".to_owned();
    }
    format!("{:.3} ({} of {})", f64::from(share.right) / f64::from(share.of), share.right, share.of)
}

fn words(slice: &Slice) -> (&'static str, String) {
    match slice {
        Slice::Control => ("Claims", "control".to_owned()),
        Slice::All => ("Claims", "all".to_owned()),
        Slice::Event(event) => ("By event", event.to_string()),
        Slice::Side(side) => ("By side", side.map_or("nobody named".to_owned(), |side| side.to_string())),
        Slice::Status(status) => ("By status", status.to_string()),
        Slice::Outlet(outlet) => ("By outlet", outlet.clone()),
    }
}

/// The middle 95 % of F1 over resampled articles.
fn interval(evaluation: &Evaluation, slice: &Slice) -> (f64, f64) {
    let articles: Vec<Counts> = evaluation.articles.iter().filter_map(|article| article.get(slice).copied()).collect();
    if articles.is_empty() {
        return (0.0, 0.0);
    }
    let mut seed = 0x2016_1002_u64;
    let mut scores: Vec<f64> = (0..RESAMPLES)
        .map(|_| {
            let mut total = Counts::default();
            for _ in 0..articles.len() {
                total.add(articles[next(&mut seed) % articles.len()]);
            }
            total.f1()
        })
        .collect();
    scores.sort_by(f64::total_cmp);
    (scores[RESAMPLES / 40], scores[RESAMPLES - 1 - RESAMPLES / 40])
}

/// The next number of a fixed sequence (SplitMix64).
fn next(seed: &mut u64) -> usize {
    *seed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut z = *seed;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    ((z ^ (z >> 31)) >> 33) as usize
}
