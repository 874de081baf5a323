//! The modules of `lib.rs` are a reading list: each uses only modules above it, and those above the
//! line `-- rim` know no files, threads, clocks or egui.

#![expect(clippy::unwrap_used, reason = "a test that cannot read the sources should stop")]

use std::fs;
use std::path::{Path, PathBuf};

/// The modules in the order of `lib.rs`, and how many of them are pure.
fn modules() -> (Vec<String>, usize) {
    let lib = fs::read_to_string("src/lib.rs").unwrap();
    let (mut names, mut pure) = (Vec::new(), None);
    for line in lib.lines() {
        if line.starts_with("// -- rim") {
            pure = Some(names.len());
        } else if let Some(name) = line.strip_prefix("pub mod ").and_then(|rest| rest.strip_suffix(';')) {
            names.push(name.to_owned());
        }
    }
    (names, pure.expect("lib.rs has a line `// -- rim`"))
}

/// Every source file of a module.
fn files(module: &str) -> Vec<PathBuf> {
    fn walk(path: &Path, out: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(path).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() { walk(&path, out) } else { out.push(path) }
        }
    }
    let mut out = vec![PathBuf::from(format!("src/{module}.rs"))];
    walk(Path::new(&format!("src/{module}")), &mut out);
    out.retain(|path| path.extension().is_some_and(|end| end == "rs") && path.exists());
    out
}

/// The code of a file: without comments and without what is only for its tests.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The modules of this crate that a piece of code names, in `crate::name` and in `use crate::{name, ..}`.
fn used(code: &str) -> Vec<String> {
    let word = |text: &str| text.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut names = Vec::new();
    for rest in code.split("crate::").skip(1) {
        if let Some(list) = rest.strip_prefix('{') {
            let (mut depth, mut item) = (0, String::new());
            for c in list.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => names.push(word(&std::mem::take(&mut item))),
                    _ => {}
                }
                if c != ',' || depth > 0 {
                    item.push(c);
                }
            }
            names.push(word(&item));
        } else {
            names.push(word(rest));
        }
    }
    names
}

#[test]
fn a_module_uses_only_modules_above_it() {
    let (names, _) = modules();
    assert!(names.len() > 5, "the list was read");
    let mut faults = Vec::new();
    for (at, module) in names.iter().enumerate() {
        for path in files(module) {
            for name in used(&code(&path)) {
                if names.iter().position(|other| *other == name).is_some_and(|other| other > at) {
                    faults.push(format!("{} uses {name}, which stands below it", path.display()));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_core_knows_no_files_threads_clocks_or_windows() {
    let (names, pure) = modules();
    let foreign =
        ["std::fs", "std::thread", "std::time", "std::net", "std::process", "std::env", "egui::", "eframe::", "rfd::"];
    let mut faults = Vec::new();
    for path in names[..pure].iter().flat_map(|module| files(module)) {
        let code = code(&path);
        faults.extend(
            foreign.iter().filter(|word| code.contains(*word)).map(|word| format!("{}: {word}", path.display())),
        );
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_check_itself_sees_what_it_should() {
    assert_eq!(used("use crate::{side::Side, claim::{Claim, Event}, date};"), ["side", "claim", "date"]);
    assert_eq!(used("crate::ui::map::show()"), ["ui"]);
}
