//! The gold file: one article a line, JSON, with the fields of a claim as they are marked by readers.

use serde::Deserialize;

/// An article with the claims a reader marked.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct GoldArticle {
    /// Its id: that of the article read, or its file's stem.
    pub id: String,
    /// Who published it.
    #[serde(default)]
    pub outlet: Option<String>,
    /// Its claims.
    pub claims: Vec<GoldClaim>,
}

/// One marked claim; values as in the program's own output.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct GoldClaim {
    /// The place's usual name.
    pub name: String,
    /// Its governorate: `aleppo`, `daraa` or `other`.
    #[serde(default)]
    pub area: Option<String>,
    /// The side.
    #[serde(default)]
    pub side: Option<String>,
    /// The event.
    pub event: String,
    /// The status.
    pub status: String,
    /// A day, month or year.
    #[serde(default)]
    pub date: Option<String>,
    /// Who said so.
    #[serde(default)]
    pub source: Option<String>,
    /// The words that carry it.
    #[serde(default)]
    pub quote: String,
    /// Counts neither way.
    #[serde(default)]
    pub optional: bool,
    /// Equally right events.
    #[serde(default)]
    pub any_of: Vec<String>,
    /// Any status is right.
    #[serde(default)]
    pub any_status: bool,
}

impl GoldClaim {
    /// Whether this event is a right reading.
    pub(super) fn allows(&self, event: &str) -> bool {
        if self.any_of.is_empty() { self.event == event } else { self.any_of.iter().any(|other| other == event) }
    }

    /// Whether it counts in these governorates.
    pub(super) fn counts_in(&self, areas: &[String]) -> bool {
        self.area.as_ref().is_none_or(|area| areas.contains(area))
    }
}

/// Reads a gold file. An error names the line.
pub fn parse(text: &str) -> Result<Vec<GoldArticle>, String> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let read = |(index, line): (usize, &str)| {
        serde_json::from_str(line).map_err(|error| {
            let said = error.to_string();
            let said = said.split(" at line ").next().unwrap_or(&said);
            format!(
                "line {}: expected an article as a JSON object with `id` and `claims`, each with `place`, `event` and \
                 `status` as text; found: {said}",
                index + 1
            )
        })
    };
    lines.map(read).collect()
}
