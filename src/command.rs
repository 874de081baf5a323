//! Everything a user can ask of the program: one closed list, with label, explanation and keys in one
//! place. Buttons, keys, menus, the command palette and the sheet of keys all read it from here.

use crate::control::Weighing;
use crate::date::Day;
use crate::export::Format;
use crate::place::Point;
use crate::project::edit::Edit;
use crate::tiles::Server;
use crate::view::{Comparison, Layers, Palette, Selection, Step, Window};
use egui::{Key, KeyboardShortcut, Modifiers};
use std::path::PathBuf;

/// One request. The first part needs nothing more to be said and stands in [`LISTED`]; the second
/// carries what was pointed at.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Choose articles in a file dialog.
    OpenFiles,
    /// Choose a folder of articles in a dialog.
    OpenFolder,
    /// Read the clipboard: text is an article, paths are files.
    PasteArticles,
    /// Replace what is loaded by the built-in sample.
    ShowSample,
    /// Back from the sample to the articles that made way for it.
    LeaveSample,
    /// Close the project and begin another.
    NewProject,
    /// Choose a project file in a dialog.
    OpenProject,
    /// One of the projects that were open last.
    Recent,
    /// Save now; a draft gets a name.
    Save,
    /// Save as another file.
    SaveAs,
    /// Read the articles at hand by today's rules.
    ReadAnew,
    /// Stop reading; what was read stays.
    CancelReading,
    /// Show or hide the report of what was read.
    Report,
    /// Bring the day and the map to the articles of the last load.
    ShowAdded,
    /// Ask what to write into a file for others.
    Export,
    /// Stop writing an export.
    CancelExport,
    /// Write the document that the selected article was read from into a file.
    SaveOriginal,

    /// One step back: a day, a week, a month or a change, as chosen.
    PreviousDay,
    /// One step on.
    NextDay,
    /// To the last day before this one on which control changed.
    PreviousChange,
    /// To the next day on which control changed.
    NextChange,
    /// One month back.
    PreviousMonth,
    /// One month on.
    NextMonth,
    /// To the first day with claims.
    FirstDay,
    /// To the last day with claims.
    LastDay,
    /// Let the days run.
    Play,
    /// Start again at the first day when the last is reached.
    Loop,
    /// Day, 14 days, up to day.
    WindowMode,
    /// Day, week, month, change: how far a step goes.
    StepMode,
    /// What was known a day earlier.
    KnownByEarlier,
    /// What was known a day later.
    KnownByLater,
    /// Type a date.
    GoToDate,
    /// Type the date by which reports must have been published.
    TypeKnownBy,
    /// Type the date to compare with.
    TypeComparedDay,

    /// Find a place by any spelling.
    GoToPlace,
    /// Show all marks.
    Fit,
    /// Larger.
    ZoomIn,
    /// Smaller.
    ZoomOut,
    /// Move the map to the west.
    PanLeft,
    /// Move the map to the east.
    PanRight,
    /// Move the map to the north.
    PanUp,
    /// Move the map to the south.
    PanDown,
    /// Choose what the map shows.
    ShowLayers,
    /// What the map shows, as a table.
    MapTable,
    /// Measure a distance on the map; again to end it.
    Measure,
    /// Draw an area that limits the lists and the marks.
    DrawArea,
    /// The point that is selected, else the middle of the map, in degrees.
    CopyDegrees,
    /// The same in degrees, minutes and seconds.
    CopyDms,
    /// The same in the military grid.
    CopyMgrs,
    /// Tell the groups within the sides apart, by shade and code.
    ShowGroups,
    /// No motion: flights and fades are at once.
    ReduceMotion,

    /// Choose a layer of one's own to draw over the map.
    AddOverlay,
    /// Choose a tile server, and be told what leaves the computer.
    OnlineTiles,
    /// Ask no server any more.
    GoOffline,
    /// Pictures of the ground in their own colours, or nearly grey.
    TilesInColour,

    /// Two days or two sources beside each other; again to end it.
    Compare,
    /// The two that are compared change places.
    SwapCompared,

    /// Work through what needs a person.
    Review,
    /// Take the chosen answer in the review.
    AcceptChoice,
    /// To the next item of the review, leaving this one open.
    SkipItem,
    /// Take the last change back.
    Undo,
    /// Bring the last change that was taken back again.
    Redo,
    /// Who changed what, when.
    History,
    /// Which claim says the same as the one selected, or which article it is a copy of.
    Same,
    /// The claim that is selected is read rightly.
    AcceptClaim,
    /// The claim that is selected is not said there.
    RejectClaim,
    /// Correct what was read of the claim that is selected.
    CorrectClaim,
    /// Put the claim or article that is selected on the clipboard as it is cited.
    CopyCitation,
    /// A note and tags on what is selected.
    Note,
    /// Name and colour the sides.
    NameSides,
    /// Add a claim by hand on the words marked in the article.
    AddClaim,

    /// Show the sentence behind what is selected.
    Evidence,
    /// Close what lies on top, else select nothing.
    Back,
    /// To the next panel.
    NextPanel,
    /// What the lists can be limited to, with counts, and the filters that are kept.
    FilterBy,
    /// Find a command by its name.
    Palette,
    /// Find a place, claim or article.
    Search,
    /// Limit the lists, the map and the exports.
    Filter,
    /// Limit them no more.
    ClearFilter,
    /// Areas and fronts of the claims that pass the filter alone, or of all.
    FilterAreas,
    /// Show or hide the lists.
    LeftPanel,
    /// Show or hide the evidence.
    RightPanel,
    /// Show or hide the timeline.
    Timeline,

    /// Light or dark.
    Theme,
    /// The next set of colours for the sides.
    NextPalette,
    /// Larger text.
    LargerText,
    /// Smaller text.
    SmallerText,
    /// Text as designed.
    NormalText,
    /// Every key on one sheet.
    Help,
    /// Version, licences and where the data come from.
    About,
    /// Close the window.
    Quit,

    /// A change by the analyst.
    Edit(Box<Edit>),
    /// Choose an answer in the review, by its number from 0.
    Choose(usize),
    /// Take up an item of the review, by its key.
    TakeItem(String),
    /// A date or a place typed for the item in hand.
    Answer(String),
    /// The point of the map that the item in hand means.
    PlaceAt(Point),

    /// Read the articles that were given another date and are not yet read with it.
    ReadRedated,
    /// Show every claim that passes the filter, of whatever day.
    FitAll,
    /// Try again to save what could not be saved.
    RetrySave,
    /// Save as this file.
    SaveTo(PathBuf),
    /// Open this project file.
    OpenProjectAt(PathBuf),
    /// Open this project file without changing it.
    LookAtProject(PathBuf),
    /// Close the window though something is not saved.
    QuitUnsaved,
    /// Read these files and folders.
    Import(Vec<PathBuf>),
    /// Read this text as one article, or the files it names.
    ImportText(String),
    /// To this day.
    SetDay(Day),
    /// Leave out what was published after this day; `None`: leave out nothing.
    SetKnownBy(Option<Day>),
    /// How much of the time before the day counts.
    SetWindow(Window),
    /// What the map shows.
    SetLayers(Layers),
    /// The colours of the sides.
    SetPalette(Palette),
    /// Whose word counts: these voices; empty: all.
    SetVoices(Vec<String>),
    /// How partisan sources are weighed.
    SetWeighing(Weighing),
    /// What the lists show: a line of [`crate::view::Filter`].
    SetFilter(String),
    /// What the picture is compared with; `None`: with nothing.
    SetComparison(Option<Comparison>),
    /// How far one step of the day goes.
    SetStep(Step),
    /// One more term of the filter that must hold.
    AddFilter(String),
    /// Put a text on the clipboard, and say what it is.
    Copy(String, &'static str),
    /// Days a second while playing.
    SetSpeed(u8),
    /// Write some days of what is shown into a file.
    WriteExport {
        /// The kind of file.
        format: Format,
        /// The first and the last day; `None`: the first and last that any claim speaks of.
        days: [Option<Day>; 2],
        /// Where to; `None`: the user is asked.
        path: Option<PathBuf>,
    },
    /// Write the document that an article was read from into a file.
    WriteOriginal {
        /// The article, by its position.
        article: u32,
        /// Where to; `None`: the user is asked.
        path: Option<PathBuf>,
    },
    /// Draw this file over the map.
    DrawOverlay(PathBuf),
    /// Read this file as a table of places.
    AddPlaces(PathBuf),
    /// Show or hide a layer of the user's own, by its number.
    ToggleOverlay(usize),
    /// Take a layer of the user's own off the map.
    RemoveOverlay(usize),
    /// Show or hide pictures of the ground, by their number.
    ToggleTiles(usize),
    /// Take pictures of the ground off the map.
    RemoveTiles(usize),
    /// Draw the tiles of this server: the user was told what that means.
    GoOnline(Box<Server>),
    /// Close the newest notice.
    Dismiss,
    /// Point at one thing, in every part of the window.
    Select(Option<Selection>),
    /// Point at one thing and bring the map, the day and the article to it.
    Show(Selection),
}

/// A command with the words and keys it goes by.
pub struct Listed {
    /// What it does.
    pub command: Command,
    /// The part of the sheet of keys it stands in.
    pub group: Group,
    /// Its name: a few words, `…` where more has to be said.
    pub label: &'static str,
    /// What it does, in a sentence for hover texts.
    pub tooltip: &'static str,
    /// The keys, the first of them shown.
    pub keys: &'static [KeyboardShortcut],
}

/// The parts of the sheet of keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// What comes in.
    Articles,
    /// Which day.
    Time,
    /// Where.
    Map,
    /// What is looked at.
    Reading,
    /// What a person makes of it.
    Review,
    /// The window itself.
    Window,
}

impl Group {
    /// Every group, in the order of the sheet.
    pub const ALL: [Group; 6] =
        [Group::Articles, Group::Time, Group::Map, Group::Reading, Group::Review, Group::Window];

    /// Its heading.
    pub fn name(self) -> &'static str {
        match self {
            Group::Articles => "Articles",
            Group::Time => "Time",
            Group::Map => "Map",
            Group::Reading => "Reading",
            Group::Review => "Review",
            Group::Window => "Window",
        }
    }
}

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;
const SHIFT: Modifiers = Modifiers::SHIFT;

const fn key(modifiers: Modifiers, key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(modifiers, key)
}

macro_rules! listed {
    ($($group:ident { $($command:ident $label:literal, $tooltip:literal, [$($keys:expr),*];)* })*) => {
        /// Every command that can be given by name, in the order of the sheet of keys.
        pub static LISTED: &[Listed] = &[$($(Listed {
            command: Command::$command,
            group: Group::$group,
            label: $label,
            tooltip: $tooltip,
            keys: &[$($keys),*],
        },)*)*];
    };
}

listed! {
    Articles {
        OpenFiles "Open files…", "Read articles from files", [key(CTRL, Key::O)];
        OpenFolder "Open a folder…", "Read every article in a folder", [key(CTRL.plus(SHIFT), Key::O)];
        PasteArticles "Paste articles", "Read the text or the file names on the clipboard", [key(CTRL, Key::V)];
        ShowSample "Show the sample", "Replace what is loaded by the built-in sample", [];
        LeaveSample "Back to your articles", "Leave the sample for the articles it replaced", [];
        NewProject "New project", "Close this project and begin another", [key(CTRL, Key::N)];
        OpenProject "Open a project…", "Open a project file", [key(CTRL.plus(SHIFT), Key::P)];
        Recent "Recent projects", "One of the projects that were open last", [key(CTRL, Key::R)];
        Save "Save", "Save now; a project without a name gets one", [key(CTRL, Key::S)];
        SaveAs "Save as…", "Save as another file and go on with that", [key(CTRL.plus(SHIFT), Key::S)];
        ReadAnew "Read anew with today’s rules", "Read every article of the project again", [];
        CancelReading "Cancel reading", "Stop reading files; what was read stays", [];
        Export "Export…", "Write map, claims or sources into a file for others", [key(CTRL.plus(SHIFT), Key::E)];
        CancelExport "Cancel the export", "Stop writing; no file is left", [];
        SaveOriginal "Save original…", "The file that the selected article was read from, byte for byte, out of the project; plain text as its text", [];
        Report "Load report", "What was read, what was a duplicate, what was refused and why", [];
        ShowAdded "Show what was added", "Bring the day and the map to the articles of the last load", [];
    }
    Time {
        PreviousDay "Step back", "A day, a week, a month or a change back, as chosen", [key(NONE, Key::ArrowLeft)];
        NextDay "Step on", "A day, a week, a month or a change on, as chosen", [key(NONE, Key::ArrowRight)];
        PreviousChange "Go to previous change", "The last day before this one on which control changed", [key(SHIFT, Key::ArrowLeft)];
        NextChange "Go to next change", "The next day on which control changed", [key(SHIFT, Key::ArrowRight)];
        PreviousMonth "Previous month", "One month back", [key(NONE, Key::PageUp)];
        NextMonth "Next month", "One month on", [key(NONE, Key::PageDown)];
        FirstDay "Go to first day with claims", "The first day any report speaks of", [key(NONE, Key::Home)];
        LastDay "Go to last day with claims", "The last day any report speaks of", [key(NONE, Key::End)];
        Play "Play", "Let the days run; again to stop", [key(NONE, Key::Space)];
        Loop "Play in a loop", "Start again when the last day is reached", [];
        WindowMode "Change the time window", "Day, 14 days, up to day", [key(NONE, Key::T)];
        StepMode "Change the step", "Day, week, month, change", [];
        KnownByEarlier "Known by a day earlier", "Leave out what was published later", [key(NONE, Key::OpenBracket)];
        KnownByLater "Known by a day later", "Let in what was published later", [key(NONE, Key::CloseBracket)];
        GoToDate "Go to date…", "Type a date", [key(NONE, Key::D)];
        TypeKnownBy "Known by date…", "Leave out what was published after a date you type", [key(SHIFT, Key::D)];
        TypeComparedDay "Compare with date…", "Type the date to compare this one with", [];
    }
    Map {
        GoToPlace "Go to place…", "Find a place by any spelling, Latin or Arabic", [key(NONE, Key::G)];
        Fit "Fit all marks", "Show every mark of the day", [key(NONE, Key::F)];
        ZoomIn "Zoom in", "Closer", [key(NONE, Key::Plus), key(NONE, Key::Equals)];
        ZoomOut "Zoom out", "Farther", [key(NONE, Key::Minus)];
        PanLeft "Move the map west", "Move the map west", [key(CTRL, Key::ArrowLeft)];
        PanRight "Move the map east", "Move the map east", [key(CTRL, Key::ArrowRight)];
        PanUp "Move the map north", "Move the map north", [key(CTRL, Key::ArrowUp)];
        PanDown "Move the map south", "Move the map south", [key(CTRL, Key::ArrowDown)];
        ShowLayers "Layers", "Choose what the map shows", [key(NONE, Key::L)];
        ShowGroups "Tell groups apart", "Areas and marks in shades, marks with codes, of the groups within the sides; again for the sides alone", [];
        MapTable "The map as a table", "Every place in view that is coloured or marked, row by row", [key(SHIFT, Key::M)];
        Measure "Measure a distance", "Click point after point; Enter or a double click ends the line", [key(NONE, Key::M)];
        DrawArea "Draw an area to filter by", "Click the corners; Enter or a double click closes it", [];
        CopyDegrees "Copy coordinates", "Of what is selected, else of the middle of the map: 36.2306, 37.1698", [];
        CopyDms "Copy coordinates in degrees, minutes, seconds", "Of what is selected, else of the middle of the map", [];
        CopyMgrs "Copy coordinates in MGRS", "Of what is selected, else of the middle of the map, in the military grid", [];
        AddOverlay "Draw a layer…", "Draw a GeoJSON or KML file of your own over the map, or map tiles (MBTiles, PMTiles) under it", [];
        OnlineTiles "Map tiles from a server…", "Says first what leaves this computer; off at every start", [];
        GoOffline "Go offline", "Ask no map server any more", [];
        TilesInColour "Map tiles in colour", "In their own colours, or nearly grey so that colour means a side", [];
        Compare "Compare", "Two days or two sources beside each other", [key(NONE, Key::C)];
        SwapCompared "Swap A and B", "The two that are compared change places", [key(NONE, Key::X)];
    }
    Reading {
        Evidence "Go to the sentence of this mark", "Show the sentence behind what is selected", [key(NONE, Key::Enter)];
        Back "Back", "Close what lies on top, else select nothing, else clear the filter", [key(NONE, Key::Escape)];
        NextPanel "Next panel", "Move the keyboard to the next panel", [key(NONE, Key::F6)];
        Search "Search", "Find a place, claim or article", [key(CTRL, Key::F)];
        Filter "Filter", "Limit lists, map and exports to what matches", [key(CTRL, Key::L)];
        ClearFilter "Clear the filter", "Lists, map and exports show everything again; Esc does it too where nothing is selected", [];
        FilterAreas "Areas follow the filter", "Areas and fronts of the claims that match the filter alone, or of all claims", [];
        FilterBy "Filter by…", "Sides, groups, sources and more with their counts; filters you keep by name", [key(SHIFT, Key::L)];
        Palette "Commands", "Find a command by its name", [key(CTRL, Key::K)];
    }
    Review {
        Review "Review", "Work through what needs a person: places, dates, doubtful readings", [key(NONE, Key::R)];
        AcceptChoice "Accept in review", "Take the chosen answer (Enter while the review is open; 1-9 choose)", [];
        SkipItem "Skip in review", "Leave this item open and go to the next", [key(NONE, Key::S)];
        AddClaim "Add a claim…", "Add a claim on the words marked in the article", [key(NONE, Key::A)];
        AcceptClaim "Accept", "The claim that is selected is read rightly", [key(NONE, Key::Y)];
        RejectClaim "Reject", "The claim that is selected is not said there: it is kept, but draws nothing", [key(NONE, Key::Delete)];
        CorrectClaim "Correct…", "Place, side, event, status, date, extent and source of the claim that is selected", [key(NONE, Key::E)];
        CopyCitation "Copy a citation", "Of the claim or article that is selected: words, outlet, date, address and hash", [key(NONE, Key::Q)];
        Note "Note and tags…", "On the place, claim or article that is selected", [key(NONE, Key::N)];
        Same "Same as…", "Merge the claim into one that says the same, or mark the article as a copy", [];
        Undo "Undo", "Take the last change back", [key(CTRL, Key::Z)];
        Redo "Redo", "Bring the last change that was taken back again", [key(CTRL.plus(SHIFT), Key::Z), key(CTRL, Key::Y)];
        History "History of changes", "Who changed what, when", [];
    }
    Window {
        LeftPanel "Show or hide the lists", "Articles and claims", [key(CTRL, Key::B)];
        RightPanel "Show or hide the evidence", "What is selected, and who said so", [key(CTRL, Key::E)];
        Timeline "Show or hide the timeline", "Days and the histogram of claims", [key(CTRL, Key::J)];
        Theme "Light or dark", "Change between light and dark", [];
        ReduceMotion "Reduce motion", "No flights and no fades; again to let them be", [];
        NameSides "Name and colour the sides…", "What this project calls the sides, and how it colours them", [];
        NextPalette "Change the palette", "Press convention, colour-blind safe, greyscale", [];
        LargerText "Larger text", "Everything 10 % larger, up to 200 %", [key(CTRL, Key::Plus), key(CTRL, Key::Equals)];
        SmallerText "Smaller text", "Everything 10 % smaller", [key(CTRL, Key::Minus)];
        NormalText "Normal text", "Sizes as designed", [key(CTRL, Key::Num0)];
        Help "All keys", "Every key on one sheet", [key(NONE, Key::Questionmark), key(SHIFT, Key::Slash)];
        About "About Frontlines", "Version, licences and where the data come from", [];
        Quit "Quit", "Close the window", [key(CTRL, Key::Q)];
    }
}

impl Command {
    /// The words and keys of a command that can be given by name.
    pub fn listed(&self) -> Option<&'static Listed> {
        LISTED.iter().find(|listed| listed.command == *self)
    }
}

/// A shortcut as keys are printed: `Ctrl K`, `Shift →`, `?`.
pub fn key_text(shortcut: &KeyboardShortcut) -> String {
    let KeyboardShortcut { modifiers, logical_key } = shortcut;
    let mut words = Vec::new();
    if modifiers.command || modifiers.ctrl {
        words.push("Ctrl");
    }
    if modifiers.shift {
        words.push("Shift");
    }
    words.push(match logical_key {
        Key::ArrowLeft => "←",
        Key::ArrowRight => "→",
        Key::ArrowUp => "↑",
        Key::ArrowDown => "↓",
        Key::Delete => "Del",
        Key::PageUp => "PgUp",
        Key::PageDown => "PgDn",
        Key::Escape => "Esc",
        Key::Questionmark => "?",
        Key::OpenBracket => "[",
        Key::CloseBracket => "]",
        Key::Plus => "+",
        Key::Minus => "-",
        Key::Equals => "=",
        Key::Slash => "/",
        key => key.name(),
    });
    words.join(" ")
}

/// The commands whose keys were pressed in this frame, in the order in which they were pressed; those
/// keys are used up. Single keys act only while no text field has the focus (`typing`); Space and Enter
/// belong to what has the focus (`focused`).
pub fn pressed(input: &mut egui::InputState, typing: bool, focused: bool) -> Vec<Command> {
    let mut commands = Vec::new();
    input.events.retain(|event| {
        let egui::Event::Key { key, pressed: true, modifiers, .. } = event else { return true };
        let found = LISTED.iter().find(|listed| listed.keys.iter().any(|keys| fires(keys, *key, *modifiers)));
        match found {
            // A field takes back its own words.
            Some(listed) if typing && matches!(listed.command, Command::Undo | Command::Redo) => true,
            Some(_) if focused && matches!(key, Key::Space | Key::Enter) => true,
            Some(listed) if !typing || modifiers.command || matches!(key, Key::Escape | Key::F6) => {
                commands.push(listed.command.clone());
                false
            }
            _ => true,
        }
    });
    commands
}

/// Whether a press is this shortcut. Keys that need Shift on some keyboards (`?`, `+`) take it as given.
fn fires(shortcut: &KeyboardShortcut, key: Key, modifiers: Modifiers) -> bool {
    let needs_shift = matches!(key, Key::Questionmark | Key::Plus | Key::OpenBracket | Key::CloseBracket);
    shortcut.logical_key == key
        && shortcut.modifiers.command == modifiers.command
        && !modifiers.alt
        && (needs_shift || shortcut.modifiers.shift == modifiers.shift)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_commands_share_a_key_or_a_name() {
        for (at, one) in LISTED.iter().enumerate() {
            for other in &LISTED[at + 1..] {
                assert_ne!(one.command, other.command, "{} is listed twice", one.label);
                assert_ne!(one.label, other.label);
                for keys in one.keys {
                    let pressed = |other: &&KeyboardShortcut| fires(other, keys.logical_key, keys.modifiers);
                    assert_eq!(other.keys.iter().find(pressed), None, "{} and {}", one.label, other.label);
                }
            }
        }
    }

    #[test]
    fn every_command_has_words_and_short_labels_have_no_full_stop() {
        for listed in LISTED {
            assert!(!listed.label.is_empty() && !listed.label.ends_with('.'), "{}", listed.label);
            assert!(!listed.tooltip.is_empty() && !listed.tooltip.ends_with('.'), "{}", listed.tooltip);
            assert!(std::ptr::eq(listed.command.listed().unwrap(), listed));
        }
        for group in Group::ALL {
            assert!(LISTED.iter().any(|listed| listed.group == group), "{} is empty", group.name());
        }
    }

    #[test]
    fn keys_read_as_they_are_printed() {
        let text = |command: Command| key_text(&command.listed().unwrap().keys[0]);
        assert_eq!(text(Command::Palette), "Ctrl K");
        assert_eq!(text(Command::NextChange), "Shift →");
        assert_eq!(text(Command::Help), "?");
        assert_eq!(text(Command::OpenFolder), "Ctrl Shift O");
    }
}
