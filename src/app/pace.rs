//! How long frames take in the real window, for `.ci/frames`: with the feature `inspection`, and only where
//! the variable `FRONTLINES_FRAMES` names a file, a line is written to it for each frame and the next frame
//! begins at once. Nothing else in the program depends on it.

use egui::Context;
use std::fs::File;
use std::io::Write;
use std::time::Instant;

/// Where the times go.
pub(super) struct Pace {
    file: File,
    began: Instant,
    last: Instant,
}

impl Pace {
    /// Ready to write, if asked for.
    pub(super) fn asked() -> Option<Pace> {
        let file = File::create(std::env::var_os("FRONTLINES_FRAMES")?).ok()?;
        let now = Instant::now();
        Some(Pace { file, began: now, last: now })
    }

    /// A frame begins: writes the second at which it does, and how many milliseconds the one before took,
    /// painting included.
    pub(super) fn frame(&mut self, ctx: &Context) {
        let now = Instant::now();
        let (at, took) = ((now - self.began).as_secs_f64(), (now - self.last).as_secs_f64() * 1000.0);
        self.last = now;
        if writeln!(self.file, "{at:.3} {took:.2}").is_ok() {
            ctx.request_repaint();
        }
    }
}
