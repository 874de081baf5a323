//! The sheet that asks what to export: the kind of file, the days, and what it will hold.

use super::sheets;
use super::theme::{Type, size, tokens};
use super::widgets::{self, Face};
use super::{Shown, thousands};
use crate::command::Command;
use crate::date::Day;
use crate::export::Format;
use crate::view::claim_days;
use egui::{Align, Layout, Rect, Ui, vec2};
use std::collections::BTreeSet;

/// Which days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Days {
    /// From the first to the last that any claim speaks of.
    #[default]
    All,
    /// The one shown.
    This,
    /// Typed.
    Typed,
}

/// The sheet, as filled in so far.
#[derive(Debug)]
pub(crate) struct ExportSheet {
    format: Format,
    days: Days,
    from: String,
    to: String,
}

impl ExportSheet {
    pub(crate) fn new() -> ExportSheet {
        ExportSheet { format: Format::Html, days: Days::All, from: String::new(), to: String::new() }
    }

    /// Shows the sheet; true when it is to be closed.
    pub(crate) fn ui(&mut self, ui: &Ui, window: Rect, shown: &Shown<'_>, commands: &mut Vec<Command>) -> bool {
        let mut done = false;
        let closed = sheets::frame(ui, window, "Export", 560.0, |ui| done = self.contents(ui, shown, commands));
        done || closed
    }

    fn contents(&mut self, ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) -> bool {
        let t = tokens(ui);
        ui.spacing_mut().item_spacing.y = 2.0;
        let half = Format::ALL.len().div_ceil(2);
        ui.columns(2, |uis| {
            for (ui, formats) in uis.iter_mut().zip(Format::ALL.chunks(half)) {
                ui.spacing_mut().item_spacing.y = 2.0;
                for format in formats {
                    if widgets::menu_row(ui, format.name(), "", Some(*format == self.format)).clicked() {
                        self.format = *format;
                    }
                }
            }
        });
        ui.add_space(6.0);
        widgets::paragraph(ui, self.format.holds(), Type::Row, t.text2);
        ui.add_space(10.0);
        widgets::text_line(ui, "Days", Type::MetaStrong, t.text2);
        ui.add_space(2.0);
        let kinds = [Days::All, Days::This, Days::Typed];
        let chosen = kinds.iter().position(|kind| *kind == self.days).unwrap_or_default();
        let this = shown.view.day.short();
        if let Some(kind) = widgets::segments(ui, "Days", &["All days", &this, "From and to"], chosen) {
            self.days = kinds[kind];
            if self.days == Days::Typed && self.from.is_empty() {
                self.from = shown.view.day.to_string();
                self.to = self.from.clone();
            }
        }
        if self.days == Days::Typed {
            ui.add_space(6.0);
            ui.horizontal(|ui| {
                day_field(ui, "From", &mut self.from);
                day_field(ui, "To", &mut self.to);
            });
        }
        ui.add_space(12.0);
        let wish = self.wish(shown);
        let (words, color) = match &wish {
            Ok(days) => (holds(shown, *days), t.text),
            Err(fault) => (fault.clone(), t.bad),
        };
        widgets::paragraph(ui, &words, Type::Body, color);
        let filter = if shown.filter.trim().is_empty() {
            "no filter".to_owned()
        } else {
            format!("filter {}", shown.filter.trim())
        };
        let map = wish.as_ref().ok().and_then(|days| days[1]).unwrap_or(shown.view.day).short();
        let voices = super::top::voices_in_words(shown.naming(), &shown.question.according_to);
        widgets::paragraph(
            ui,
            &format!("Map of {map}. According to {voices}, {filter}. Each claim says whether a person looked at it."),
            Type::Meta,
            t.text2,
        );
        ui.add_space(12.0);
        let mut done = false;
        let row = vec2(ui.available_width(), size::CONTROL);
        ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
            let go = widgets::button(ui, Face::Primary, None, "Choose a file…", "");
            if go.clicked()
                && let Ok(days) = wish
            {
                commands.push(Command::WriteExport { format: self.format, days, path: None });
                done = true;
            }
        });
        done
    }

    /// The days asked for; `[None, None]`: all. Else what is wrong.
    fn wish(&self, shown: &Shown<'_>) -> Result<[Option<Day>; 2], String> {
        if shown.listing.total == 0 {
            return Err("Nothing to export: no claims are loaded.".to_owned());
        }
        match self.days {
            Days::All => Ok([None, None]),
            Days::This => Ok([Some(shown.view.day), Some(shown.view.day)]),
            Days::Typed => {
                let day = |text: &str| {
                    text.trim()
                        .parse::<Day>()
                        .map_err(|_| format!("Expected a day such as 2016-10-02, found “{}”.", text.trim()))
                };
                let (from, to) = (day(&self.from)?, day(&self.to)?);
                if from > to {
                    Err("The first day lies after the last.".to_owned())
                } else {
                    Ok([Some(from), Some(to)])
                }
            }
        }
    }
}

/// `63 claims of 14 articles`.
fn holds(shown: &Shown<'_>, [from, to]: [Option<Day>; 2]) -> String {
    let within = |at: &crate::project::ClaimRef| {
        let Some(reading) = shown.readings.get(at.reading as usize) else { return false };
        let Some(claim) = reading.claims.get(at.claim as usize) else { return false };
        match claim_days(reading, claim) {
            Some(span) => from.is_none_or(|from| span.to >= from) && to.is_none_or(|to| span.from <= to),
            None => from.is_none() && to.is_none(),
        }
    };
    let claims: Vec<_> = shown.listing.claims.iter().map(|(_, at)| at).filter(|at| within(at)).collect();
    let articles: BTreeSet<u32> = claims.iter().map(|at| at.reading).collect();
    let word = if claims.len() == 1 { "claim" } else { "claims" };
    let of = if articles.len() == 1 { "article" } else { "articles" };
    format!("Will hold {} {word} of {} {of}.", thousands(claims.len()), thousands(articles.len()))
}

fn day_field(ui: &mut Ui, name: &str, text: &mut String) {
    let t = tokens(ui);
    widgets::text_line(ui, name, Type::Row, t.text2);
    let edit = egui::TextEdit::singleline(text)
        .font(Type::Row.font())
        .hint_text("2016-10-02")
        .desired_width(110.0)
        .min_size(vec2(0.0, size::CONTROL))
        .align(egui::Align2::LEFT_CENTER);
    let response = ui.add(edit);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, format!("{name} day")));
}
