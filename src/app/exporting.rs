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

impl App {
    /// Starts writing an export of what is shown.
    pub(super) fn write_export(&mut self, format: Format, days: [Option<Day>; 2], path: Option<PathBuf>) {
        let told = self.derived.told.clone().filter(|told| told.question == self.asked_for());
        let (Some(told), Some(ground)) = (told, self.derived.ground.clone()) else {
            let text = "Cannot export yet: the articles are still being worked out. Try again in a moment.".to_owned();
            return self.say(Notice { text, offer: None, bad: false });
        };
        if self.work.is_exporting() {
            let text = "An export is being written. Wait for it or cancel it.".to_owned();
            return self.say(Notice { text, offer: None, bad: false });
        }
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
