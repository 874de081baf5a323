//! The built-in sample: dispatches in rival voices, written for this program from documented events
//! (Aleppo and Dara'a, 2016 to 2018), so that the map has something to show before any article is
//! loaded. Every outlet's name begins with "Sample"; none of the words are from a real one.

/// The name under which the sample is read, as if it were a file.
pub const NAME: &str = "sample/dispatches.jsonl";

/// The dispatches, one JSON object a line, oldest first: `id`, `outlet`, `title`, `published`, `text`.
pub fn bytes() -> &'static [u8] {
    include_bytes!("../assets/sample/dispatches.jsonl")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Day;
    use std::collections::BTreeSet;

    #[test]
    fn every_dispatch_says_that_it_is_a_sample() {
        let text = std::str::from_utf8(bytes()).unwrap();
        let mut ids = BTreeSet::new();
        let mut outlets = BTreeSet::new();
        let mut last = Day::from_number(0);
        for line in text.lines() {
            let dispatch: serde_json::Value = serde_json::from_str(line).unwrap();
            let field = |name: &str| dispatch[name].as_str().unwrap().to_string();
            assert!(ids.insert(field("id")), "twice: {}", field("id"));
            assert!(field("outlet").starts_with("Sample "), "{}", field("outlet"));
            assert!(field("text").contains(&format!("({}) - ", field("outlet"))), "dateline of {}", field("id"));
            let day: Day = field("published").parse().unwrap();
            assert!(last <= day, "{} is out of order", field("id"));
            last = day;
            outlets.insert(field("outlet"));
        }
        assert!(ids.len() >= 24 && outlets.len() >= 4, "{} dispatches in {} voices", ids.len(), outlets.len());
    }
}
