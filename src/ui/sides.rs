//! The sheet that names and colours the sides: one writes "government", another "regime". What is saved is kept
//! in the project and its log; claims and data for other programs keep their codes.

use super::Shown;
use super::sheets;
use super::theme::{Type, size, tokens};
use super::widgets::{self, Face};
use crate::command::Command;
use crate::project::edit::Edit;
use crate::scene::style::{Color, Sides};
use crate::scene::vision::{Eye, contrast, distance, over};
use crate::side::{Named, Naming, Side};
use crate::view::{Palette, Theme};
use egui::{Align, Layout, Rect, Role, Ui, WidgetInfo, vec2};

/// Two fills nearer than this are not told at a glance (CIEDE2000).
const NEAR: f64 = 8.0;
/// A fill that stands out less than this from the land can hardly be seen (CIEDE2000).
const FAINT: f64 = 7.0;

/// The sheet, as filled in so far.
pub(crate) struct SidesSheet {
    rows: [Row; 4],
    /// The first name takes the keyboard in the next frame.
    fresh: bool,
}

/// What is typed for one side.
struct Row {
    name: String,
    letter: String,
    color: String,
}

impl Row {
    fn of(named: &Named) -> Row {
        Row {
            name: named.name.clone().unwrap_or_default(),
            letter: named.letter.clone().unwrap_or_default(),
            color: named.color.map(hex).unwrap_or_default(),
        }
    }

    /// What it says, or what is wrong with it.
    fn named(&self) -> Result<Named, String> {
        let said = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        if self.letter.trim().chars().count() > 2 {
            return Err(format!("Expected one letter or two, found “{}”.", self.letter.trim()));
        }
        let color = said(&self.color)
            .map(|text| rgb(&text).ok_or_else(|| format!("Expected a colour such as C2403A, found “{text}”.")));
        Ok(Named { name: said(&self.name), letter: said(&self.letter), color: color.transpose()? })
    }
}

impl SidesSheet {
    pub(crate) fn new(naming: &Naming) -> SidesSheet {
        SidesSheet { rows: Side::ALL.map(|side| Row::of(naming.of(side))), fresh: true }
    }

    /// Shows the sheet; true when it is to be closed.
    pub(crate) fn ui(&mut self, ui: &Ui, window: Rect, shown: &Shown<'_>, commands: &mut Vec<Command>) -> bool {
        let mut done = false;
        let title = "Names and colours of the sides";
        let closed = sheets::frame(ui, window, title, 560.0, |ui| done = self.contents(ui, shown, commands));
        done || closed
    }

    fn contents(&mut self, ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) -> bool {
        let t = tokens(ui);
        let words = "Used in the window, on map sheets and pages, in this project. Claims and data for other \
                     programs keep their codes. Empty: as the program has it.";
        widgets::paragraph(ui, words, Type::Row, t.text2);
        ui.add_space(10.0);
        for (side, row) in Side::ALL.into_iter().zip(&mut self.rows) {
            let name = self::row(ui, shown, side, row);
            if std::mem::take(&mut self.fresh) {
                name.request_focus();
            }
        }
        let naming = self.naming();
        let (words, color) = match &naming {
            Ok(naming) => (hints(naming).join(" "), t.warn),
            Err(fault) => (fault.clone(), t.bad),
        };
        if !words.is_empty() {
            widgets::paragraph(ui, &words, Type::Row, color);
        }
        ui.add_space(4.0);
        let words = "Colours are those of the press convention; the colour-blind safe and the greyscale palette \
                     keep theirs. Patterns always tell the sides too.";
        widgets::paragraph(ui, words, Type::Meta, t.text2);
        ui.add_space(10.0);
        let mut done = false;
        let line = vec2(ui.available_width(), size::CONTROL);
        ui.allocate_ui_with_layout(line, Layout::right_to_left(Align::Center), |ui| {
            if widgets::button(ui, Face::Primary, None, "Save", "").clicked()
                && let Ok(naming) = &naming
            {
                let changed = Side::ALL.into_iter().filter(|side| naming.of(*side) != shown.naming().of(*side));
                let edit = |side| Edit::NameSide { side, named: naming.of(side).clone() };
                commands.extend(changed.map(|side| Command::Edit(Box::new(edit(side)))));
                done = true;
            }
            if widgets::button(ui, Face::Plain, None, "As the program has them", "").clicked() {
                self.rows = Side::ALL.map(|_| Row::of(&Named::default()));
            }
        });
        done
    }

    /// What the fields say, or the first fault.
    fn naming(&self) -> Result<Naming, String> {
        let mut naming = Naming::default();
        for (side, row) in Side::ALL.into_iter().zip(&self.rows) {
            naming.set(side, row.named()?);
        }
        let letters = Side::ALL.map(|side| naming.letter(side));
        let twice = (0..4).find(|n| letters[n + 1..].contains(&letters[*n]));
        match twice {
            Some(n) => Err(format!("Two sides have the letter {}: give one of them another.", letters[n])),
            None => Ok(naming),
        }
    }
}

/// The colour, the letter and the name of one side; gives the field of the name.
fn row(ui: &mut Ui, shown: &Shown<'_>, side: Side, row: &mut Row) -> egui::Response {
    let t = tokens(ui);
    let own = Sides::of(Palette::Press, Theme::Light, &Naming::default()).look(Some(side)).solid.rgb;
    let line = ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = size::GAP;
        let mut color = rgb(row.color.trim()).unwrap_or(own);
        let picked = ui.color_edit_button_srgb(&mut color);
        let says = format!("Pick the colour of {}", side.name());
        picked.widget_info(|| WidgetInfo::labeled(Role::Button, true, &says));
        widgets::focus_ring(ui, &picked, size::RADIUS);
        if picked.changed() {
            row.color = hex(color);
        }
        let field = |ui: &mut Ui, what: &str, hint: &str, text: &mut String, width: f32| {
            widgets::small_field(ui, &format!("{what} of {}", side.name()), hint, text, width)
        };
        field(ui, "Colour code", &hex(own), &mut row.color, 84.0);
        field(ui, "Letter", side.letter(), &mut row.letter, 52.0);
        let name = field(ui, "Name", side.name(), &mut row.name, 190.0);
        let now = shown.naming().name(side);
        if now != side.name() {
            widgets::text_line(ui, &format!("now {now}"), Type::Meta, t.text3);
        }
        name
    });
    ui.add_space(4.0);
    line.inner
}

/// What is hard to see with these colours, in sentences.
fn hints(naming: &Naming) -> Vec<String> {
    let sides = Sides::of(Palette::Press, Theme::Light, naming);
    let land = crate::scene::style::tokens(Theme::Light).land;
    let fill = |side: Side| over(sides.look(Some(side)).solid.faded(sides.fill), land);
    let has_own = |side: &Side| naming.of(*side).color.is_some();
    let mut hints = Vec::new();
    for (n, a) in Side::ALL.iter().enumerate() {
        if has_own(a)
            && (distance(fill(*a), land, Eye::Normal) < FAINT || contrast(sides.look(Some(*a)).ink, land) < 3.0)
        {
            hints.push(format!("{} can hardly be seen on the land.", naming.name(*a)));
        }
        for b in Side::ALL[n + 1..].iter().filter(|b| has_own(a) || has_own(b)) {
            if distance(fill(*a), fill(*b), Eye::Normal) < NEAR {
                hints.push(format!("{} and {} look nearly the same.", naming.name(*a), naming.name(*b)));
            }
        }
    }
    hints
}

fn hex([r, g, b]: [u8; 3]) -> String {
    format!("{r:02X}{g:02X}{b:02X}")
}

/// A colour as `C2403A` or `#c2403a`.
fn rgb(text: &str) -> Option<[u8; 3]> {
    let digits = text.strip_prefix('#').unwrap_or(text);
    let number = u32::from_str_radix(digits, 16).ok().filter(|_| digits.len() == 6)?;
    Some(Color::hex(number).rgb)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hard_to_tell_is_said() {
        let mut naming = Naming::default();
        assert!(hints(&naming).is_empty());
        naming.set(Side::Government, Named { color: Some([0x30, 0x92, 0x5A]), ..Named::default() });
        assert_eq!(hints(&naming), ["Government and Opposition look nearly the same."]);
        naming.set(Side::Government, Named { color: Some([0xF4, 0xF2, 0xED]), ..Named::default() });
        assert_eq!(hints(&naming), ["Government can hardly be seen on the land."]);
        assert_eq!(
            [rgb("#c2403a"), rgb("C2403A"), rgb("red"), rgb("12345")],
            [Some([0xC2, 0x40, 0x3A]), Some([0xC2, 0x40, 0x3A]), None, None]
        );
    }

    #[test]
    fn two_sides_never_share_a_letter() {
        let mut sheet = SidesSheet::new(&Naming::default());
        sheet.rows[0].name = "Occupiers".into();
        assert!(sheet.naming().unwrap_err().contains("letter O"));
        sheet.rows[0].letter = "OC".into();
        assert_eq!(sheet.naming().unwrap().letter(Side::Government), "OC");
    }
}
