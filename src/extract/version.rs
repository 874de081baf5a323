//! The version of the rules that read claims: that of the program, and the fingerprint of the word lists and rules,
//! which an analyst may change without building another version.

use sha2::{Digest, Sha256};
use std::sync::LazyLock;

/// A file of `assets/lexicon/` by its name, with its text.
macro_rules! files {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("../../assets/lexicon/", $name)))),*]
    };
}

/// Every word list and rule, in name order.
const FILES: &[(&str, &str)] = files! {
    "abbreviations.txt" "attribution.toml" "boilerplate.toml" "decoys.txt" "events.toml" "forces.tsv" "groups.tsv"
    "lists.toml" "means.toml" "outlets.toml" "parts.tsv" "place_types.tsv" "rule_stats.tsv" "rules/advances.toml"
    "rules/besieges.toml" "rules/captures.toml" "rules/fights.toml" "rules/holds.toml" "rules/loses.toml"
    "rules/strikes.toml" "sides.toml" "sources.toml" "time.toml" "words.toml"
};

/// The version of the rules, such as `0.1.0 rules 1f0c9a2b7d3e`: it is kept with the claims they read, so that a
/// later reader knows. The same names the same word lists and rules.
pub fn rules() -> &'static str {
    static VERSION: LazyLock<String> = LazyLock::new(|| {
        let mut hash = Sha256::new();
        for (name, text) in FILES {
            hash.update((name.len() as u64).to_le_bytes());
            hash.update(name);
            hash.update((text.len() as u64).to_le_bytes());
            hash.update(text);
        }
        let print: String = hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        format!("{} rules {print}", env!("CARGO_PKG_VERSION"))
    });
    &VERSION
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::path::Path;

    #[test]
    fn every_word_list_and_rule_is_in_the_fingerprint() {
        fn walk(folder: &Path, below: &str, names: &mut Vec<String>) {
            for entry in fs::read_dir(folder).unwrap() {
                let entry = entry.unwrap();
                let name = format!("{below}{}", entry.file_name().to_string_lossy());
                // Examples of forms say what is read, not how.
                if name == "forms" {
                    continue;
                }
                if entry.path().is_dir() {
                    walk(&entry.path(), &format!("{name}/"), names);
                } else if !name.ends_with(".md") {
                    names.push(name);
                }
            }
        }
        let mut there = Vec::new();
        walk(Path::new("assets/lexicon"), "", &mut there);
        there.sort();
        let named: Vec<&str> = FILES.iter().map(|(name, _)| *name).collect();
        assert_eq!(there, named, "name a new file of assets/lexicon in FILES of src/extract/version.rs");
        let (version, print) = rules().split_once(" rules ").unwrap();
        assert!(version == env!("CARGO_PKG_VERSION") && print.len() == 12);
    }
}
