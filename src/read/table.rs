//! Tables of articles (CSV, TSV): one a row, the columns named as JSON's fields are.

use super::{Draft, Drafts, Reason, json};
use serde_json::{Map, Value};

/// The articles of a table. A row that is broken is refused by its line; the others are read.
pub(super) fn read(text: &str) -> Result<Drafts, Reason> {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter(first)).flexible(true).from_reader(text.as_bytes());
    let columns = reader.headers().map_err(|error| broken(&error))?.clone();
    if !json::has_text(columns.iter().map(str::trim)) {
        let expected = "expected a column \"text\" (or maintext, content, body)".to_owned();
        return Err(Reason::Broken { line: 1, expected });
    }
    let blank = |row: &csv::Result<csv::StringRecord>| {
        row.as_ref().is_ok_and(|row| row.iter().all(|field| field.trim().is_empty()))
    };
    let rows = reader.records().filter(|row| !blank(row)).map(|row| {
        let row = row.map_err(|error| broken(&error))?;
        let line = row.position().map_or(1, |at| at.line()) as usize;
        let field = |(name, value): (&str, &str)| {
            (!value.trim().is_empty()).then(|| (json::usual_case(name.trim()), Value::String(value.to_owned())))
        };
        let fields: Map<String, Value> = columns.iter().zip(&row).filter_map(field).collect();
        let draft = json::draft(fields)
            .map_err(|_| Reason::Broken { line, expected: "expected words in the column of the text".to_owned() })?;
        Ok(Draft { line: Some(line), ..draft })
    });
    let rows: Drafts = rows.collect();
    if rows.is_empty() { Err(Reason::Empty) } else { Ok(rows) }
}

/// The mark that parts most columns in the first line.
fn delimiter(first: &str) -> u8 {
    let count = |mark: &u8| first.bytes().filter(|byte| byte == mark).count();
    // The last of equals wins: a comma.
    [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

fn broken(error: &csv::Error) -> Reason {
    let line = error.position().map_or(1, |at| at.line()) as usize;
    let expected = match error.kind() {
        csv::ErrorKind::Utf8 { .. } => "expected text".to_owned(),
        _ => "expected a row of the table".to_owned(),
    };
    Reason::Broken { line, expected }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_articles_whatever_parts_their_columns() {
        let table = "Title,Date,Source,URL,Text\nArmy leaves,2016-07-05,Gazette,https://x.example/1,\"Troops left, then came back.\nThey stayed.\"\n,,,,\nNo words,2016-07-06,Gazette,,\n";
        for mark in [",", ";", "\t"] {
            let table = table.replace(',', mark).replace(&format!("left{mark} then"), "left, then");
            let rows = read(&table).unwrap();
            let first = rows[0].as_ref().unwrap();
            assert_eq!(first.text, "Troops left, then came back.\nThey stayed.");
            assert_eq!(first.title.as_deref(), Some("Army leaves"));
            assert_eq!((first.outlet.as_deref(), first.url.as_deref()), (Some("Gazette"), Some("https://x.example/1")));
            assert_eq!((first.line, first.published.unwrap().to_string().as_str()), (Some(2), "2016-07-05"));
            let said: Vec<String> = rows[1..].iter().map(|row| row.as_ref().unwrap_err().to_string()).collect();
            assert_eq!(said, ["line 5: expected words in the column of the text"], "a blank row is no article");
        }
    }

    #[test]
    fn a_table_without_texts_says_what_it_lacks() {
        let said = read("name,lat,lon\nSarha,36,37\n").unwrap_err().to_string();
        assert_eq!(said, "line 1: expected a column \"text\" (or maintext, content, body)");
        assert_eq!(read("title,text\n").unwrap_err(), Reason::Empty);
    }
}
