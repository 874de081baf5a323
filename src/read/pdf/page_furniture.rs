//! What is printed on every page (running heads, addresses, page numbers) is no part of an article.

use super::lines::Line;
use std::collections::BTreeMap;

/// How many lines at the top and at the bottom of a page may be such.
const DEEP: usize = 3;

/// Drops what stands at one height at the head or foot of most pages in the same words, whatever the numbers
/// in it; gives the web address that is among it, as browsers print it.
pub(super) fn drop(pages: &mut [Vec<Line>]) -> Option<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for page in pages.iter() {
        let mut keys: Vec<String> = edges(page).into_iter().map(|at| key(&page[at])).collect();
        keys.sort_unstable();
        keys.dedup();
        keys.into_iter().for_each(|key| *seen.entry(key).or_default() += 1);
    }
    let most = (pages.len() * 3).div_ceil(5).max(2);
    let mut address = None;
    for page in pages.iter_mut() {
        let edges = edges(page);
        let mut at = 0;
        page.retain(|line| {
            let dropped = edges.contains(&at) && seen.get(&key(line)).is_some_and(|&pages| pages >= most);
            at += 1;
            if dropped && address.is_none() {
                address = web_address(&line.text);
            }
            !dropped
        });
    }
    address
}

/// The positions of the highest and the lowest lines.
fn edges(page: &[Line]) -> Vec<usize> {
    let mut by_height: Vec<usize> = (0..page.len()).collect();
    by_height.sort_by(|&a, &b| page[a].y.total_cmp(&page[b].y));
    let low = by_height.len().saturating_sub(DEEP).max(DEEP.min(by_height.len()));
    [&by_height[..DEEP.min(by_height.len())], &by_height[low..]].concat()
}

/// The height, and the words with every number the same.
fn key(line: &Line) -> String {
    let mut key = format!("{:.0} ", line.y / 4.0);
    for c in line.text.chars().filter(|c| !c.is_whitespace()) {
        let c = if c.is_ascii_digit() { '#' } else { c };
        if !(c == '#' && key.ends_with('#')) {
            key.push(c);
        }
    }
    key
}

fn web_address(text: &str) -> Option<String> {
    let word = text.split_whitespace().find(|word| word.starts_with("http://") || word.starts_with("https://"))?;
    (!word.ends_with(['…', '.'])).then(|| word.to_owned())
}
