//! The only place that touches the disk: paths -> inputs -> bytes, with limits and reasons; and writing.
//! The window and the command line load the same way.

use crate::article::Article;
use crate::extract::{self, Extracted, Knowledge};
use crate::read::archive::{Archive, Member};
use crate::read::{Format, MAX_COLLECTION, Reason, Refusal};
use crate::sample;
use crate::scene::{BaseMap, Overlay};
use std::fs::{self, File};
use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// One thing to read, or the reason why it cannot be.
#[derive(Clone, Debug)]
pub struct Input {
    name: String,
    from: From,
}

#[derive(Clone, Debug)]
enum From {
    File(PathBuf),
    Standard,
    Text(String),
    Sample,
    Member(Archive, Member),
    Refused(Reason),
}

impl Input {
    /// Pasted text.
    pub fn text(text: String) -> Input {
        Input { name: String::new(), from: From::Text(text) }
    }

    /// Standard input: JSON lines.
    pub fn standard() -> Input {
        Input { name: "-".to_owned(), from: From::Standard }
    }

    /// The built-in sample.
    pub fn sample() -> Input {
        Input { name: sample::NAME.to_owned(), from: From::Sample }
    }

    /// The input as the user named it; empty for pasted text.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The file it is, if it is one.
    pub fn file(&self) -> Option<&Path> {
        match &self.from {
            From::File(path) => Some(path),
            _ => None,
        }
    }

    /// Its bytes. The size is checked first: nothing larger than its format's limit is read.
    pub fn bytes(&self) -> Result<Vec<u8>, Refusal> {
        let bytes = match &self.from {
            From::File(path) => read_file_up_to(path, Format::of_name(&self.name).limit()),
            From::Standard => read_up_to(io::stdin().lock(), MAX_COLLECTION),
            From::Text(text) => Ok(text.clone().into_bytes()),
            From::Sample => Ok(sample::bytes().to_vec()),
            From::Member(archive, member) => archive.bytes(member),
            From::Refused(reason) => Err(reason.clone()),
        };
        bytes.map_err(|reason| Refusal { input: self.name.clone(), reason })
    }
}

/// The inputs that paths stand for: files as given, folders and archives as all files in them in name
/// order, `-` as standard input. Names that begin with a point (hidden files) inside folders are not looked at.
pub fn inputs(paths: &[PathBuf]) -> Vec<Input> {
    paths.iter().flat_map(|path| inputs_of(path)).collect()
}

/// The base map, with the user's own rivers if `FRONTLINES_RIVERS` names a file of them.
///
/// # Errors
/// A sentence that names the file and says why its rivers cannot be drawn.
pub fn base_map() -> Result<BaseMap, String> {
    let Some(path) = std::env::var_os("FRONTLINES_RIVERS").filter(|path| !path.is_empty()) else {
        return Ok(BaseMap::built_in());
    };
    let fault = |why: String| format!("FRONTLINES_RIVERS={}: {why}", name(Path::new(&path)));
    let rivers = fs::read_to_string(&path).map_err(|error| fault(error.to_string()))?;
    BaseMap::with_rivers(&rivers).map_err(fault)
}

/// The bytes of a table of places.
pub fn table(path: &Path) -> Result<Vec<u8>, Refusal> {
    read_file_up_to(path, MAX_COLLECTION).map_err(|reason| Refusal { input: name(path), reason })
}

/// Reads a layer of the user's own: GeoJSON or KML.
///
/// # Errors
/// Why it cannot be drawn: what was expected and what was found.
pub fn overlay(path: &Path) -> Result<Overlay, String> {
    let bytes = table(path).map_err(|refusal| refusal.reason.to_string())?;
    let text = String::from_utf8(bytes).map_err(|_| Reason::NotText.to_string())?;
    Overlay::parse(&name(path), text.trim_start_matches('\u{feff}'))
}

/// Asks for a layer of the user's own in the system's dialog; empty if it was closed. Blocks.
pub fn choose_overlay() -> Vec<PathBuf> {
    let dialog = rfd::FileDialog::new()
        .set_title("Draw a layer")
        .add_filter("GeoJSON, KML, map tiles (MBTiles, PMTiles)", &["geojson", "json", "kml", "mbtiles", "pmtiles"]);
    dialog.pick_files().unwrap_or_default()
}

/// Does `work` for an input; a fault of the program at it refuses it and leaves the others.
///
/// # Errors
/// The refusal, [`Reason::Internal`].
pub fn guarded<R>(input: &str, work: impl FnOnce() -> R) -> Result<R, Refusal> {
    // Nothing that the work could leave half done outlives it.
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| Refusal { input: input.to_owned(), reason: Reason::Internal })
}

/// What each of these articles says, read together; a fault of the program at one refuses it and leaves the others.
pub fn extracted(articles: &[&Article], knowledge: &Knowledge) -> Vec<Result<Extracted, Refusal>> {
    match guarded("", || extract::extract_all(articles, knowledge)) {
        Ok(all) => all.into_iter().map(Ok).collect(),
        // At which of them, they tell one by one.
        Err(_) => articles.iter().map(|one| guarded(&one.path, || extract::extract(one, knowledge))).collect(),
    }
}

/// The inputs that pasted text stands for: the files and folders it names, if every line of it is one
/// (a path, or a `file://` address), else the text itself as one article.
pub fn pasted(text: String) -> Vec<Input> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let paths: Vec<PathBuf> = lines.iter().map(|line| PathBuf::from(path_of(line))).collect();
    if !paths.is_empty() && paths.iter().all(|path| path.is_absolute() && path.exists()) {
        inputs(&paths)
    } else {
        vec![Input::text(text)]
    }
}

/// The path of a `file://` address; other text comes back as it is.
fn path_of(line: &str) -> String {
    let Some(address) = line.strip_prefix("file://") else { return line.to_owned() };
    let (mut bytes, mut rest) = (Vec::new(), address.bytes());
    while let Some(byte) = rest.next() {
        let ahead: Vec<u8> = rest.clone().take(2).collect();
        let code =
            (byte == b'%').then(|| std::str::from_utf8(&ahead).ok().and_then(|hex| u8::from_str_radix(hex, 16).ok()));
        if let Some(Some(code)) = code {
            bytes.push(code);
            rest.nth(1);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Asks for files, or for a folder, in the system's own dialog; empty if it was closed. Blocks.
pub fn choose(folder: bool) -> Vec<PathBuf> {
    let dialog = rfd::FileDialog::new().set_title(if folder { "Open a folder of articles" } else { "Open articles" });
    if folder {
        return dialog.pick_folder().into_iter().collect();
    }
    dialog.add_filter("Articles", &Format::ENDINGS).add_filter("All files", &["*"]).pick_files().unwrap_or_default()
}

/// Asks where to write an export, in the system's own dialog; `None` if it was closed. Blocks.
pub fn choose_export(name: &str, kind: &str, ending: &str) -> Option<PathBuf> {
    rfd::FileDialog::new().set_title("Export").set_file_name(name).add_filter(kind, &[ending]).save_file()
}

/// Asks where to put a document of the project, in the system's own dialog; `None` if it was closed. Blocks.
pub fn choose_original(name: &str) -> Option<PathBuf> {
    rfd::FileDialog::new().set_title("Save original").set_file_name(name).save_file()
}

/// The clock on the wall, in this system's zone: for when a file was saved, never for what it holds.
#[expect(clippy::disallowed_methods, reason = "the rim may look at the clock")]
pub fn clock() -> jiff::Zoned {
    jiff::Zoned::now()
}

/// Asks where to save a project, in the system's own dialog. Blocks.
pub fn choose_place(name: &str, folder: Option<&Path>) -> Option<PathBuf> {
    let dialog = rfd::FileDialog::new().set_title("Save the project as").set_file_name(format!("{name}.gpkg"));
    let dialog = folder.into_iter().fold(dialog, |dialog, folder| dialog.set_directory(folder));
    let path = dialog.add_filter("Frontlines project (GeoPackage)", &["gpkg"]).save_file()?;
    Some(if path.extension().is_none() { path.with_extension("gpkg") } else { path })
}

/// Asks for a project file, in the system's own dialog; empty if it was closed. Blocks.
pub fn choose_project() -> Vec<PathBuf> {
    let dialog = rfd::FileDialog::new().set_title("Open a project");
    let dialog = dialog.add_filter("Frontlines project (GeoPackage)", &["gpkg", "frontlines"]);
    dialog.add_filter("All files", &["*"]).pick_file().into_iter().collect()
}

/// Writes a file beside its place and renames it there: whoever looks sees the old file or the new one.
///
/// # Errors
/// The reason, in plain words.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    write_beside(path, bytes).map_err(|error| match reason(&error) {
        Reason::Unreadable(words) => format!("could not be written: {words}"),
        other => other.to_string(),
    })
}

fn write_beside(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if path.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let beside = PathBuf::from(beside);
    let written = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    if written.is_err() && beside.exists() {
        fs::remove_file(&beside)?;
    }
    written
}

fn inputs_of(path: &Path) -> Vec<Input> {
    if path == Path::new("-") {
        return vec![Input::standard()];
    }
    // A file that cannot be looked at says why when it is read.
    if !path.is_dir() {
        return inputs_of_file(path.to_owned());
    }
    let visible =
        |entry: &walkdir::DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
    let entries = WalkDir::new(path).follow_links(true).sort_by_file_name().into_iter().filter_entry(visible);
    let mut inputs = Vec::new();
    for entry in entries {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => inputs.extend(inputs_of_file(entry.into_path())),
            Err(error) => {
                let at = error.path().unwrap_or(path);
                let reason = match error.io_error() {
                    Some(error) => reason(error),
                    None => Reason::LinkToItself,
                };
                inputs.push(Input { name: name(at), from: From::Refused(reason) });
            }
        }
    }
    if inputs.is_empty() {
        inputs.push(Input { name: name(path), from: From::Refused(Reason::Empty) });
    }
    inputs
}

/// A file as it is; an archive as the files in it.
fn inputs_of_file(path: PathBuf) -> Vec<Input> {
    let name = name(&path);
    if Format::of_name(&name) != Format::Zip || !path.is_file() {
        return vec![Input { name, from: From::File(path) }];
    }
    let opened = read_file_up_to(&path, MAX_COLLECTION).and_then(|bytes| Archive::open(bytes.into()));
    let refused = |reason| vec![Input { name: name.clone(), from: From::Refused(reason) }];
    match opened {
        Ok(archive) if archive.members().is_empty() => refused(Reason::Empty),
        Ok(archive) => {
            let members = archive.members().into_iter();
            members
                .map(|member| Input { name: member.name_in(&name), from: From::Member(archive.clone(), member) })
                .collect()
        }
        Err(reason) => refused(reason),
    }
}

fn name(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn read_file_up_to(path: &Path, limit: u64) -> Result<Vec<u8>, Reason> {
    let about = fs::metadata(path).map_err(|error| reason(&error))?;
    if about.is_dir() {
        return Err(Reason::IsFolder);
    }
    // Reading a pipe or a device could wait for ever.
    if !about.is_file() {
        return Err(Reason::NotAFile);
    }
    if about.len() > limit {
        return Err(Reason::TooLarge { bytes: about.len(), limit });
    }
    read_up_to(File::open(path).map_err(|error| reason(&error))?, limit)
}

fn read_up_to(from: impl Read, limit: u64) -> Result<Vec<u8>, Reason> {
    let mut bytes = Vec::new();
    from.take(limit + 1).read_to_end(&mut bytes).map_err(|error| reason(&error))?;
    let size = bytes.len() as u64;
    if size > limit { Err(Reason::TooLarge { bytes: size, limit }) } else { Ok(bytes) }
}

/// The system's number for a link that leads to itself (ELOOP), which the standard library does not name yet.
const TOO_MANY_LINKS: i32 = if cfg!(target_os = "linux") { 40 } else { 62 };

fn reason(error: &io::Error) -> Reason {
    match error.kind() {
        io::ErrorKind::NotFound => Reason::NotFound,
        io::ErrorKind::PermissionDenied => Reason::NoPermission,
        io::ErrorKind::IsADirectory => Reason::IsFolder,
        _ if error.raw_os_error() == Some(TOO_MANY_LINKS) => Reason::LinkToItself,
        _ => Reason::Unreadable(without_code(&error.to_string())),
    }
}

/// The system's words without its number: `Is a directory (os error 21)`.
fn without_code(words: &str) -> String {
    words.split(" (os error").next().unwrap_or(words).to_lowercase()
}

/// The time, for the log: RFC 3339 in UTC, to the second.
pub fn now() -> String {
    let now = jiff::Timestamp::now();
    jiff::Timestamp::from_second(now.as_second()).unwrap_or(now).to_string()
}

/// Who sits here, for the log, as the system knows them.
pub fn user() -> String {
    let known = ["USER", "USERNAME", "LOGNAME"].into_iter().filter_map(|name| std::env::var(name).ok());
    known.into_iter().find(|name| !name.trim().is_empty()).unwrap_or_else(|| "analyst".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn folders_are_read_in_name_order_and_loops_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("inner")).unwrap();
        for file in ["b.txt", "a.txt", "inner/c.txt", ".hidden"] {
            fs::write(at(file), "words").unwrap();
        }
        symlink(folder.path(), at("inner/loop")).unwrap();
        let shown: Vec<String> = inputs(&[folder.path().to_owned()])
            .iter()
            .map(|input| {
                let end = input.name().strip_prefix(&name(folder.path())).unwrap_or_default();
                format!(
                    "{end} {}",
                    input.bytes().map_or_else(|refusal| refusal.reason.to_string(), |bytes| bytes.len().to_string())
                )
            })
            .collect();
        assert_eq!(shown, ["/a.txt 5", "/b.txt 5", "/inner/c.txt 5", "/inner/loop link to itself"]);
    }

    #[test]
    fn pasted_text_is_an_article_unless_it_names_files() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a b.txt");
        fs::write(&file, "words").unwrap();
        let pasted_name = |text: String| pasted(text)[0].name().to_owned();
        assert_eq!(pasted_name(name(&file)), name(&file));
        assert_eq!(pasted_name(format!("file://{}\n", name(&file).replace(' ', "%20"))), name(&file));
        assert_eq!(pasted_name(format!("{}\nand more", name(&file))), "");
        assert_eq!(pasted_name("The army took the hill.".into()), "");
    }

    #[test]
    fn large_files_and_missing_ones_say_so() {
        let folder = tempfile::tempdir().unwrap();
        let large = folder.path().join("large.txt");
        File::create(&large).and_then(|file| file.set_len(200 << 20)).unwrap();
        let say = |path: PathBuf| inputs(&[path])[0].bytes().unwrap_err().reason.to_string();
        assert_eq!(say(large), "too large: 200.0 MB, the limit is 16 MB");
        assert_eq!(say(folder.path().join("none.txt")), "no such file or folder");
        assert_eq!(say(PathBuf::from("/dev/null")), "not a file or folder");
        assert_eq!(table(folder.path()).unwrap_err().reason, Reason::IsFolder);
        assert_eq!(write(folder.path(), b"words").unwrap_err(), "is a folder, expected a file");
        assert_eq!(reason(&io::Error::from_raw_os_error(28)).to_string(), "could not be read: no space left on device");
    }
}
