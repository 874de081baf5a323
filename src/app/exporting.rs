//! Files for others: what the filter and the view show, on the days asked for.

use super::App;
use crate::date::Day;
use crate::export::Format;
use crate::render::export::Wish;
use crate::ui::Notice;
use crate::view::{self, Frame};
use crate::work::{Export, Exported};
use std::path::PathBuf;
use std::sync::Arc;

/// The size of pictures, in pixels.
const SIZE: [u32; 2] = [1440, 900];

/// An export that waits until what is shown is worked out.
pub(super) struct Wanted {
    format: Format,
    days: [Option<Day>; 2],
    path: Option<PathBuf>,
}

impl App {
    /// Writes an export of what is shown, at once or as soon as that is worked out.
    pub(super) fn write_export(&mut self, format: Format, days: [Option<Day>; 2], path: Option<PathBuf>) {
        if self.work.is_exporting() || self.wanted.is_some() {
            let text = "An export is being written. Wait for it or cancel it.".to_owned();
            return self.say(Notice { text, offer: None, bad: false });
        }
        self.wanted = Some(Wanted { format, days, path });
        self.exporting = Some((0, 1));
        self.write_wanted();
    }

    /// Starts the export that waits, if there is one and all it shows is worked out.
    pub(super) fn write_wanted(&mut self) {
        let listed = self.derived.listed_for.as_ref();
        let is_listed = listed.is_some_and(|(of, filter, _)| *of == self.project.revision() && *filter == self.filter);
        let told = self.derived.told.clone().filter(|told| is_listed && told.question == self.asked_for());
        let (Some(told), Some(ground)) = (told, self.derived.ground.clone()) else { return };
        let Some(Wanted { format, days, path }) = self.wanted.take() else { return };
        let view = &self.view;
        let wish = Wish {
            format,
            days,
            // All days are exported with the map of the day that is shown.
            on: (days == [None, None]).then_some(view.day),
            // A filter that makes no sense lets everything through, in the lists too.
            filter: if self.derived.filter_fault.is_some() { String::new() } else { self.filter.trim().to_owned() },
            frame: Frame::At(view::ground(self.view.camera.center), self.view.camera.zoom),
            size: SIZE,
            palette: view.palette,
            review: Arc::new(self.project.review().clone()),
            theme: view.theme,
            layers: view.layers,
            window: view.window,
        };
        let day = days[1].map_or_else(|| "all days".to_owned(), |day| day.to_string());
        let name = if self.load.sample {
            "Sample"
        } else if self.load.name.is_empty() {
            "Frontlines"
        } else {
            &self.load.name
        };
        let export = Export {
            wish,
            path,
            name: format!("{name}, {day}"),
            readings: self.project.snapshot(),
            told,
            ground: Arc::clone(&ground),
            overlays: self.overlays.drawn(),
            pictures: self.tiles.pictures(),
        };
        self.work.export(export);
    }

    /// Ends the export that is being written, or that waits.
    pub(super) fn cancel_export(&mut self) {
        if self.wanted.take().is_some() {
            self.exporting = None;
        }
        self.work.cancel_export();
    }

    /// Says how it ended.
    pub(super) fn end_export(&mut self, exported: Exported) {
        self.exporting = None;
        let (text, bad) = match exported {
            Exported::Written(path) => (format!("Written: {}", path.display()), false),
            Exported::Cancelled => return,
            Exported::Failed(why) => (why, true),
        };
        self.say(Notice { text, offer: None, bad });
    }
}
