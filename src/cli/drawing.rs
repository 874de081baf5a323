//! `situation` and `render`: a day as data and as a picture.

use super::reading::{ReadArgs, Readings, readings};
use super::{Done, stopped};
use crate::control::{History, Options, Voices, Weighing};
use crate::date::Day;
use crate::export::situation::{self, Picture};
use crate::files;
use crate::front::{self, Cells, Land};
use crate::project::Reading;
use crate::render::export::shown;
use crate::render::{self, Pictures, Sheet};
use crate::side::Naming;
use crate::tiles::Source;
use crate::view::{self, Filter, Frame, Layers, Palette, Theme, Window};
use clap::{Args, ValueEnum};
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

/// Which day, seen by whom.
#[derive(Args)]
struct DayArgs {
    /// The day, such as 2016-10-02.
    #[arg(long, value_name = "DATE")]
    on: Day,
    #[command(flatten)]
    seen: Seen,
    #[command(flatten)]
    read: ReadArgs,
}

/// Seen by whom.
#[derive(Args)]
pub(super) struct Seen {
    /// Use only what was published by this day.
    #[arg(long, value_name = "DATE")]
    known_by: Option<Day>,
    /// Use only this outlet, quoted source or leaning; may be given several times.
    #[arg(long, value_name = "NAME")]
    according_to: Vec<String>,
    /// How partisan sources are weighed.
    #[arg(long, value_enum, default_value_t)]
    leaning: Leaning,
    /// Only the claims that pass this filter, such as "side:opposition -event:strikes"; areas and fronts follow it.
    #[arg(long, value_name = "FILTER", default_value = "", value_parser = filter, allow_hyphen_values = true)]
    pub(super) filter: String,
    /// Areas and fronts of all claims, whatever the filter.
    #[arg(long)]
    pub(super) all_areas: bool,
}

impl Seen {
    /// The filter, with what it must know beside the claims.
    fn filter(&self, all: &Readings) -> Filter {
        // It was read once already.
        let filter = Filter::parse(&self.filter).unwrap_or_default();
        filter.knowing(all.knowledge.gazetteer.places(), &all.review)
    }
}

/// How partisan sources are weighed.
#[derive(Clone, Copy, Default, ValueEnum)]
enum Leaning {
    /// All sources equal.
    #[default]
    Equal,
    /// A partisan source counts most for what hurts its own side.
    AgainstInterest,
    /// By the reliability that the analyst gave each source in a project.
    ByRating,
}

/// The arguments of `situation`.
#[derive(Args)]
pub(super) struct SituationArgs {
    #[command(flatten)]
    day: DayArgs,
    /// Also tell how the picture was revised: what each day of publication changed in it.
    #[arg(long)]
    replay: bool,
}

/// The arguments of `render`.
#[derive(Args)]
pub(super) struct RenderArgs {
    #[command(flatten)]
    day: DayArgs,
    #[command(flatten)]
    sheet: SheetArgs,
    /// The PNG file to write.
    #[arg(short, long, value_name = "FILE.png")]
    output: PathBuf,
}

/// How a map sheet is drawn.
#[derive(Args)]
pub(super) struct SheetArgs {
    /// The part of the map: aleppo, daraa, all, or LON,LAT,ZOOM.
    #[arg(long, value_name = "VIEW", default_value = "all", allow_hyphen_values = true)]
    pub(super) view: Frame,
    /// Width and height of pictures in pixels, such as 1280x800.
    #[arg(long, value_name = "WxH", default_value = "1440x900", value_parser = size)]
    pub(super) size: [u32; 2],
    /// The colours of the sides: press, safe or greyscale.
    #[arg(long, value_name = "NAME", default_value = "press")]
    pub(super) palette: Palette,
    /// Dark instead of light.
    #[arg(long)]
    dark: bool,
    /// Map tiles under the claims: an MBTiles or PMTiles file; may be given several times.
    #[arg(long, value_name = "FILE")]
    tiles: Vec<PathBuf>,
    /// The map tiles in their own colours instead of nearly grey.
    #[arg(long)]
    tiles_in_colour: bool,
}

impl SheetArgs {
    /// Light or dark.
    pub(super) fn theme(&self) -> Theme {
        if self.dark { Theme::Dark } else { Theme::Light }
    }

    /// The map tiles asked for.
    pub(super) fn pictures(&self) -> Result<Pictures, String> {
        let open =
            |path: &PathBuf| Source::open(path).map(Arc::new).map_err(|why| format!("{}: {why}", path.display()));
        let sources = self.tiles.iter().map(open).collect::<Result<Vec<_>, String>>()?;
        Ok(Pictures { sources, coloured: self.tiles_in_colour })
    }
}

/// Prints the day as GeoJSON.
pub(super) fn situation(args: &SituationArgs) -> Done {
    let all = readings(&args.day.read)?;
    let text = Drawn::new(&args.day, &all).with(|picture, _| situation::geojson(picture, args.replay));
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => Ok(all.status),
        Err(error) => stopped(&error),
    }
}

/// Writes the day as a picture.
pub(super) fn render(args: &RenderArgs) -> Done {
    if let Some(other) = args.output.extension().filter(|ending| !ending.eq_ignore_ascii_case("png")) {
        let (name, other) = (args.output.display(), other.display());
        return Err(format!(
            "{name}: expected a file that ends in .png, found .{other}; `export` writes other formats"
        ));
    }
    let all = readings(&args.day.read)?;
    let base = files::base_map()?;
    let pictures = args.sheet.pictures()?;
    let filter = args.day.seen.filter(&all);
    let png = Drawn::new(&args.day, &all).with(|&picture, cells| {
        let shown = shown(&filter, picture.readings, picture.history);
        render::png(&Sheet {
            picture,
            cells,
            base: &base,
            overlays: &all.overlays,
            pictures: &pictures,
            frame: args.sheet.view,
            size: args.sheet.size,
            palette: args.sheet.palette,
            naming: &Naming::default(),
            theme: args.sheet.theme(),
            layers: Layers::default(),
            window: Window::default(),
            shown: Some(&shown),
        })
    });
    let png = png.map_err(|error| format!("{}: {error}", args.output.display()))?;
    files::write(&args.output, &png).map_err(|error| format!("{}: {error}", args.output.display()))?;
    Ok(all.status)
}

/// The day worked out: who holds what, and the ground it makes.
struct Drawn<'a> {
    day: Day,
    all: &'a Readings,
    history: History,
    cells: Cells,
}

impl<'a> Drawn<'a> {
    fn new(args: &DayArgs, all: &'a Readings) -> Drawn<'a> {
        let (history, places) = (history_of(&args.seen, all), all.knowledge.gazetteer.places());
        Drawn { day: args.on, all, history, cells: Cells::new(places, &Land::built_in()) }
    }

    fn with<R>(&self, make: impl FnOnce(&Picture<'_>, &Cells) -> R) -> R {
        let situation = self.history.on(self.day);
        let fronts = front::draw(&situation, &self.cells);
        let picture = Picture {
            readings: &self.all.read,
            gazetteer: &self.all.knowledge.gazetteer,
            history: &self.history,
            situation: &situation,
            fronts: &fronts,
        };
        make(&picture, &self.cells)
    }
}

/// Who held what, seen so; a voice asked for that is not there is told on standard error.
pub(super) fn history_of(seen: &Seen, all: &Readings) -> History {
    let weighing = match seen.leaning {
        Leaning::Equal => Weighing::Equal,
        Leaning::AgainstInterest => Weighing::AgainstInterest,
        Leaning::ByRating => Weighing::ByRating,
    };
    let passing = if seen.all_areas { None } else { view::passing(&all.read, &seen.filter(all)) };
    let options = Options {
        passing,
        known_by: seen.known_by,
        according_to: seen.according_to.clone(),
        weighing,
        ratings: all.ratings.clone(),
        ..Options::built_in()
    };
    warn_unheard(&options, &all.read);
    History::new(&all.read, all.knowledge.gazetteer.places(), &options)
}

/// Says of each voice asked for by whom no claim is: a name mistyped looks like a day of which nobody reports.
fn warn_unheard(options: &Options, readings: &[Arc<Reading>]) {
    for name in &options.according_to {
        let alone = Options { according_to: vec![name.clone()], ..options.clone() };
        let mut voices = Voices::new(Arc::new(alone));
        let mut claims = readings.iter().flat_map(|reading| reading.claims.iter().map(move |c| (&reading.article, c)));
        if !claims.any(|(article, claim)| voices.hears(article, claim)) {
            eprintln!("--according-to {name}: no claim is by that outlet, source or leaning");
        }
    }
}

fn filter(line: &str) -> Result<String, String> {
    Filter::parse(line).map(|_| line.to_owned())
}

fn size(text: &str) -> Result<[u32; 2], String> {
    let side = |digits: &str| digits.parse::<u32>().ok().filter(|side| (320..=16_384).contains(side));
    let sides = text.split_once(['x', 'X', '×']).and_then(|(width, height)| Some([side(width)?, side(height)?]));
    sides.ok_or_else(|| {
        format!("expected WIDTHxHEIGHT in pixels, each 320 to 16384, such as 1280x800, found \"{text}\"")
    })
}
