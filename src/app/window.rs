//! The window itself: how it opens, and what stops it.

use super::App;
use crate::command::Command;
use crate::settings::{Home, Settings};
use crate::ui::Notice;
use crate::work::Source;
use egui::{Context, ViewportCommand};
use std::path::PathBuf;

impl App {
    /// Makes the first window no larger than its screen, frame and title included.
    pub(super) fn fit_window(&mut self, ctx: &Context) {
        let (screen, inner, outer) = ctx.input(|input| {
            let viewport = input.viewport();
            (viewport.monitor_size, viewport.inner_rect, viewport.outer_rect)
        });
        let (Some(screen), Some(inner), Some(outer)) = (screen, inner, outer) else { return };
        // The frame is known a moment after the window; some windows have none.
        let framed = outer.size() != inner.size();
        self.fitted = framed || ctx.input(|input| input.time) > 3.0;
        let most = screen - (outer.size() - inner.size());
        if inner.width() > most.x + 1.0 || inner.height() > most.y + 1.0 {
            ctx.send_viewport_cmd(ViewportCommand::InnerSize(inner.size().min(most)));
            ctx.send_viewport_cmd(ViewportCommand::OuterPosition(egui::Pos2::ZERO));
        }
    }
}

/// Opens the window on these paths, or on the sample if there are none, and stays until it is closed.
///
/// # Errors
/// A sentence that says why no window could be opened, and what works without one.
pub fn run(paths: Vec<PathBuf>) -> Result<(), String> {
    let source = if paths.is_empty() { Source::Sample } else { Source::Paths(paths) };
    let drops = can_drop();
    let home = Home::of_user();
    let settings = home.as_ref().map_or_else(Settings::default, |home| Settings::of_file(&home.settings));
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("Frontlines")
            .with_app_id("frontlines")
            .with_inner_size([settings.window.width, settings.window.height])
            .with_maximized(settings.window.maximized)
            .with_min_inner_size([760.0, 540.0])
            .with_drag_and_drop(true)
            .with_icon(icon()),
        renderer: eframe::Renderer::Glow,
        // A map of flat colours has no banding to hide, and without a graphics card each pixel counts.
        dithering: false,
        event_loop_builder: event_loop(),
        ..Default::default()
    };
    eframe::run_native(
        "frontlines",
        options,
        Box::new(move |created| {
            let mut app = match home {
                Some(home) => App::at_home(&created.egui_ctx, source, home, settings),
                None => App::new(&created.egui_ctx, source),
            };
            if !drops {
                app.say(Notice {
                    text: "This session gives the window no dropped files. Use Open files, paste, or name them on the command line.".into(),
                    offer: Some(("Open files", Command::OpenFiles)),
                    bad: false,
                });
            }
            Ok(Box::new(app))
        }),
    )
    .map_err(|error| no_window(&error))
}

/// The window's icon.
fn icon() -> egui::IconData {
    // The file is compiled in; a window without an icon is no reason not to open.
    eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon/frontlines-128.png")).unwrap_or_default()
}

/// Whether files can be dropped: winit delivers none on Wayland.
fn can_drop() -> bool {
    cfg!(not(target_os = "linux")) || is_set("DISPLAY") || !is_set("WAYLAND_DISPLAY")
}

fn is_set(variable: &str) -> bool {
    std::env::var_os(variable).is_some_and(|value| !value.is_empty())
}

/// X11 where it can be had: there files can be dropped.
#[cfg(target_os = "linux")]
fn event_loop() -> Option<eframe::EventLoopBuilderHook> {
    use winit::platform::x11::EventLoopBuilderExtX11;
    is_set("DISPLAY").then(|| -> eframe::EventLoopBuilderHook {
        Box::new(|builder| {
            builder.with_x11();
        })
    })
}

#[cfg(not(target_os = "linux"))]
fn event_loop() -> Option<eframe::EventLoopBuilderHook> {
    None
}

fn no_window(error: &eframe::Error) -> String {
    let why = if is_set("DISPLAY") || is_set("WAYLAND_DISPLAY") {
        error.to_string()
    } else {
        "there is no display".to_owned()
    };
    format!("Cannot open the window: {why}. The subcommands (extract, situation, render) work without one: see --help.")
}
