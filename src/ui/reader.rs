//! The article: its text unchanged, every claim's words underlined in the side's colour, the quote in
//! focus on yellow. A click on underlined words selects their claim.

use super::theme::{self, Look, Tokens, Type, tokens};
use super::widgets;
use crate::article::Role as PartRole;
use crate::bidi;
use crate::claim::Status;
use crate::group;
use crate::project::Reading;
use crate::side::Side;
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, Id, Rangef, Rect, Role, ScrollArea, Sense, Shape, Stroke, Ui, Vec2, WidgetInfo, pos2, vec2};
use std::ops::Range;
use std::sync::Arc;

/// A run of text that looks alike: bytes, the claim whose words they are, whether it is in focus.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Run {
    bytes: Range<usize>,
    claim: Option<u32>,
    focus: bool,
    quiet: bool,
}

/// What the reader looks at in an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Focus {
    /// The whole of it.
    None,
    /// The words of a claim, by its position.
    Claim(u32),
    /// The words of a remark, by its position.
    Note(usize),
}

/// Shows the text. `seek` brings the focus into view. Returns the claim whose words were clicked.
///
/// Words are marked by dragging over them: `marked` holds their bytes, whole words each.
pub(crate) fn ui(
    ui: &mut Ui,
    reading: &Reading,
    focus: Focus,
    look: Look,
    seek: bool,
    marked: &mut Option<Range<usize>>,
) -> Option<u32> {
    let t = tokens(ui);
    let mut clicked = None;
    ScrollArea::vertical().id_salt(("reader", &reading.article.id)).auto_shrink(false).show(ui, |ui| {
        let text = &reading.article.text;
        let runs = runs(reading, focus);
        let galley =
            Laid::new(ui, text, &|order| job(text, &runs, order, reading, look, t, ui.available_width() - 4.0));
        let (rect, response) = ui.allocate_exact_size(galley.galley.size(), Sense::click_and_drag());
        for line in marked.iter().flat_map(|bytes| lines_of(&galley, text, bytes)) {
            ui.painter().rect_filled(line.translate(rect.min.to_vec2()), 2, t.accent.gamma_multiply(0.28));
        }
        ui.painter().galley(rect.min, Arc::clone(&galley.galley), t.text);
        underline(ui, &galley, rect, reading, &runs, look);
        response.widget_info(|| WidgetInfo::labeled(Role::Document, true, text));
        if response.has_focus() {
            widgets::ring(ui, ui.clip_rect().shrink(3.0), 2);
        }
        let at = response.hover_pos().or(response.interact_pointer_pos());
        let byte_at = |at: egui::Pos2| {
            text.char_indices().nth(galley.letter_at(at - rect.min)).map_or(text.len(), |(byte, _)| byte)
        };
        if response.dragged()
            && let Some((from, to)) =
                ui.input(|input| input.pointer.press_origin()).zip(response.interact_pointer_pos())
        {
            *marked = whole_words(text, byte_at(from), byte_at(to));
        } else if response.clicked() {
            *marked = None;
        }
        let under = at.and_then(|at| {
            let byte = byte_at(at);
            runs.iter().find(|run| run.bytes.contains(&byte)).and_then(|run| run.claim)
        });
        if let Some(claim) = under {
            ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
            clicked = response.clicked().then_some(claim);
        }
        if seek && let Some(run) = runs.iter().find(|run| run.focus) {
            let line = row_of(&galley, text, run.bytes.start).translate(rect.min.to_vec2());
            ui.scroll_to_rect(line.expand2(vec2(0.0, 40.0)), Some(egui::Align::Center));
        }
        // Every claim can be reached by keyboard and screen reader, not only by pointing at its words.
        for (i, claim) in reading.claims.iter().enumerate() {
            let line = row_of(&galley, text, claim.quote.start).translate(rect.min.to_vec2());
            let at = Rect::from_min_size(line.min, vec2(1.0, line.height()));
            let link = ui.interact(at, Id::unique(("quote", &reading.article.id, i)), Sense::click());
            let quote = text.get(claim.quote.clone()).unwrap_or_default();
            link.widget_info(|| WidgetInfo::labeled(Role::Mark, true, format!("Quote: {quote}")));
            if link.has_focus() {
                for line in lines_of(&galley, text, &claim.quote) {
                    widgets::ring(ui, line.translate(rect.min.to_vec2()), 2);
                }
            }
            if link.gained_focus() {
                ui.scroll_to_rect(line, None);
            }
            if link.clicked() {
                clicked = Some(i as u32);
            }
        }
    });
    clicked
}

/// The whole words between two bytes, in either order.
fn whole_words(text: &str, a: usize, b: usize) -> Option<Range<usize>> {
    let (from, to) = (text.floor_char_boundary(a.min(b)), text.floor_char_boundary(a.max(b)));
    let from = text[..from].rfind(char::is_whitespace).map_or(0, |at| text.ceil_char_boundary(at + 1));
    let to = text[to..].find(char::is_whitespace).map_or(text.len(), |at| to + at);
    let words = text[from..to].trim();
    let start = from + (text[from..to].len() - text[from..to].trim_start().len());
    (!words.is_empty()).then(|| start..start + words.len())
}

/// Cuts the text where anything begins or ends. Where quotes overlap, the one in focus wins, then the
/// shorter one.
fn runs(reading: &Reading, focus: Focus) -> Vec<Run> {
    let noted = match focus {
        Focus::Note(note) => reading.notes.get(note).map(|note| note.span.clone()),
        _ => None,
    };
    let text = &reading.article.text;
    let mut cuts = vec![0, text.len()];
    cuts.extend(reading.claims.iter().flat_map(|claim| [claim.quote.start, claim.quote.end]));
    cuts.extend(reading.article.parts.iter().flat_map(|part| [part.start, part.end]));
    cuts.extend(noted.iter().flat_map(|span| [span.start.min(text.len()), span.end.min(text.len())]));
    cuts.retain(|cut| text.is_char_boundary(*cut));
    cuts.sort_unstable();
    cuts.dedup();
    let mut by_length: Vec<u32> = (0..reading.claims.len() as u32).collect();
    by_length.sort_by_key(|i| (Focus::Claim(*i) != focus, reading.claims[*i as usize].quote.len()));
    let run = |ends: &[usize]| {
        let bytes = ends[0]..ends[1];
        let covers = |i: &&u32| {
            let quote = &reading.claims[**i as usize].quote;
            quote.start <= bytes.start && bytes.end <= quote.end
        };
        let claim = by_length.iter().find(covers).copied();
        let quiet = reading.article.parts.iter().any(|part| {
            matches!(part.role, PartRole::Boilerplate) && part.start <= bytes.start && bytes.end <= part.end
        });
        let in_note = noted.as_ref().is_some_and(|span| span.start <= bytes.start && bytes.end <= span.end);
        let focus = in_note || claim.is_some_and(|claim| Focus::Claim(claim) == focus);
        Run { focus, claim, quiet, bytes }
    };
    cuts.windows(2).map(run).collect()
}

/// Yellow under the quote in focus, a breath of the side's colour under the others.
fn job(
    text: &str,
    runs: &[Run],
    order: Option<&[(usize, char)]>,
    reading: &Reading,
    look: Look,
    t: &Tokens,
    width: f32,
) -> LayoutJob {
    let mut job = LayoutJob::default();
    job.wrap.max_width = width.max(40.0);
    let mut formats: Vec<(usize, TextFormat)> = Vec::new();
    for run in runs {
        let kind = if run.focus { Type::ReaderStrong } else { Type::Reader };
        let color = if run.quiet { t.text3 } else { t.text };
        let mut format = TextFormat { line_height: Some(kind.line()), ..TextFormat::simple(kind.font(), color) };
        format.background = match run.claim {
            _ if run.focus => t.quote,
            Some(claim) => theme::side(look, side_of(reading, claim)).0.gamma_multiply(0.16),
            None => Color32::TRANSPARENT,
        };
        formats.push((run.bytes.end, format));
    }
    let Some(order) = order else {
        let mut from = 0;
        for (to, format) in formats {
            job.append(&text[from..to], 0.0, format);
            from = to;
        }
        return job;
    };
    // Painted in another order: each letter keeps the format of its place in the text.
    let ends: Vec<usize> = text.char_indices().map(|(at, letter)| at + letter.len_utf8()).collect();
    let format_of = |letter: usize| formats.partition_point(|(end, _)| *end < ends[letter]);
    for run in order.chunk_by(|a, b| format_of(a.0) == format_of(b.0)) {
        let words: String = run.iter().map(|(_, letter)| *letter).collect();
        job.append(&words, 0.0, formats[format_of(run[0].0)].1.clone());
    }
    job
}

/// Letters in the order they are painted in, each with its place in the text.
type Painted = [(usize, char)];

/// A text as it is laid out. egui lays words out from left to right and has more glyphs than letters in an Arabic
/// word, so a text with right-to-left words is laid out twice, each line the second time in the order in which it
/// is read, and where each letter stands is kept.
struct Laid {
    galley: Arc<egui::Galley>,
    /// For each row its letters from left to right, with their places in the text; `None`: as the galley has them.
    rows: Option<Vec<Vec<Cell>>>,
}

/// Where a letter is painted. The letters of an Arabic word share its box.
#[derive(Clone, Copy, Debug)]
struct Cell {
    letter: usize,
    x: Rangef,
}

impl Laid {
    /// Lays a text out.
    fn new(ui: &Ui, text: &str, job: &dyn Fn(Option<&Painted>) -> LayoutJob) -> Laid {
        let galley = ui.painter().layout_job(job(None));
        if !bidi::has_rtl(text) {
            return Laid { galley, rows: None };
        }
        let letters: Vec<(usize, char)> = text.chars().enumerate().collect();
        let mut order = Vec::with_capacity(letters.len());
        for row in cells(&galley, &letters) {
            let Some((first, last)) = row.first().zip(row.last()) else { continue };
            let line: String = letters[first.letter..=last.letter].iter().map(|(_, letter)| letter).collect();
            // What follows the row up to the next is space, which has no order.
            order.extend(letters[order.len()..first.letter].iter().copied());
            let begin = letters[..first.letter].iter().rposition(|(_, letter)| *letter == '\n').map_or(0, |at| at + 1);
            let paragraph: String = letters[begin..=last.letter].iter().map(|(_, letter)| letter).collect();
            let words = bidi::visual_order(line.trim_end(), bidi::reads_from_right(&paragraph));
            order.extend(words.into_iter().map(|(n, letter)| (first.letter + n, letter)));
        }
        order.extend(letters[order.len()..].iter().copied());
        let galley = ui.painter().layout_job(job(Some(&order)));
        let rows = cells(&galley, &order);
        Laid { galley, rows: Some(rows) }
    }

    /// The letter of the text at a point of the galley.
    fn letter_at(&self, at: Vec2) -> usize {
        let Some(rows) = &self.rows else { return self.galley.cursor_from_pos(at).index.0 };
        let row = self.galley.rows.iter().position(|row| at.y < row.max_y()).unwrap_or(rows.len().saturating_sub(1));
        let cells = rows.get(row).map_or(&[][..], Vec::as_slice);
        let apart = |cell: &Cell| (at.x - at.x.clamp(cell.x.min, cell.x.max)).abs();
        let near = cells.iter().min_by(|a, b| apart(a).total_cmp(&apart(b)));
        near.map_or(0, |cell| cell.letter)
    }
}

/// The letters of each row, in the order given, which is the one they are painted in.
fn cells(galley: &egui::Galley, order: &[(usize, char)]) -> Vec<Vec<Cell>> {
    let mut letters = order.iter().copied().peekable();
    let mut rows = Vec::new();
    for row in &galley.rows {
        let mut cells = Vec::new();
        let mut glyphs = row.glyphs.iter().peekable();
        while let Some(glyph) = glyphs.next() {
            let mut x = Rangef::new(row.pos.x + glyph.pos.x, row.pos.x + glyph.max_x());
            if !bidi::is_rtl(glyph.chr) {
                cells.extend(letters.next().map(|(letter, _)| Cell { letter, x }));
                continue;
            }
            while let Some(next) = glyphs.next_if(|next| bidi::is_rtl(next.chr)) {
                x.max = x.max.max(row.pos.x + next.max_x());
            }
            while let Some((letter, _)) = letters.next_if(|(_, letter)| bidi::is_rtl(*letter)) {
                cells.push(Cell { letter, x });
            }
        }
        if row.ends_with_newline {
            letters.next();
        }
        rows.push(cells);
    }
    rows
}

/// Whose colour the words of a claim have.
fn side_of(reading: &Reading, claim: u32) -> Option<Side> {
    let claim = &reading.claims[claim as usize];
    // A fight inside a side names no side; few sentences have to be looked at for that.
    claim.side.or_else(|| group::sides(claim, &reading.article.text)[0])
}

/// Underlines in the side's colour; dashed where it is only intended or denied.
fn underline(ui: &Ui, galley: &Laid, rect: Rect, reading: &Reading, runs: &[Run], look: Look) {
    for run in runs {
        let Some(number) = run.claim else { continue };
        let claim = &reading.claims[number as usize];
        let stroke = Stroke::new(2.0, theme::side(look, side_of(reading, number)).0);
        for line in lines_of(galley, &reading.article.text, &run.bytes) {
            let y = rect.top() + line.bottom() - 1.5;
            let ends = [pos2(rect.left() + line.left(), y), pos2(rect.left() + line.right(), y)];
            if claim.status == Status::Reported {
                ui.painter().line_segment(ends, stroke);
            } else {
                ui.painter().extend(Shape::dashed_line(&ends, stroke, 4.0, 2.5));
            }
        }
    }
}

/// The boxes that a run of bytes fills, one a line, relative to the galley.
fn lines_of(laid: &Laid, text: &str, bytes: &Range<usize>) -> Vec<Rect> {
    let chars = |byte: usize| text[..byte].chars().count();
    let (from, to) = (chars(bytes.start), chars(bytes.end));
    let (mut at, mut lines) = (0, Vec::new());
    for (row, cells) in laid.galley.rows.iter().zip(laid.rows.iter().flatten()) {
        // Words of one run may be painted apart.
        let inside = |cell: &Cell| (from..to).contains(&cell.letter);
        for run in cells.chunk_by(|a, b| inside(a) == inside(b)).filter(|run| inside(&run[0])) {
            let x = Rangef::new(run[0].x.min, run[run.len() - 1].x.max);
            lines.push(Rect::from_x_y_ranges(x, row.min_y()..=row.max_y()));
        }
    }
    if laid.rows.is_some() {
        return lines;
    }
    for row in &laid.galley.rows {
        let length = row.char_count_excluding_newline().0;
        let x = |char: usize| row.pos.x + row.x_offset((char - at).into());
        let (first, last) = (from.max(at), to.min(at + length));
        if first < last {
            let (left, right) = (x(first), x(last));
            lines.push(Rect::from_min_max(pos2(left, row.min_y()), pos2(right, row.max_y())));
        }
        at += row.char_count_including_newline().0;
        if at >= to {
            break;
        }
    }
    lines
}

fn row_of(galley: &Laid, text: &str, byte: usize) -> Rect {
    let end = text[byte..].chars().next().map_or(byte, |c| byte + c.len_utf8());
    lines_of(galley, text, &(byte..end)).first().copied().unwrap_or(Rect::NOTHING)
}

/// The words around a claim as one line: the quote, with a little before and after it.
pub(crate) fn excerpt(text: &str, quote: &Range<usize>) -> (String, Range<usize>) {
    let before: String = text[..quote.start].chars().rev().take_while(|c| *c != '\n').take(14).collect();
    let before: String = before.chars().rev().collect();
    let before = before.split_once(' ').map_or("", |(_, rest)| rest);
    let lead = if before.is_empty() { "“".to_owned() } else { format!("“…{before}") };
    let said = text.get(quote.clone()).unwrap_or_default().replace('\n', " ");
    let range = lead.len()..lead.len() + said.len();
    (format!("{lead}{said}”"), range)
}

/// A text as one line, cut with an ellipsis, in two formats: that of most of it and that of the words `said`. Beside
/// it where those words stand, from left to right: Arabic among them may be painted in several places.
pub(crate) fn one_line(
    ui: &Ui,
    text: &str,
    said: &Range<usize>,
    formats: &[TextFormat; 2],
    width: f32,
) -> (Arc<egui::Galley>, Vec<Rangef>) {
    let ends = [text[..said.start].chars().count(), text[..said.end].chars().count()];
    let is_said = |letter: usize| (ends[0]..ends[1]).contains(&letter);
    let job = |order: Option<&Painted>| {
        let plain: Vec<(usize, char)>;
        let letters = match order {
            Some(order) => order,
            None => {
                plain = text.chars().enumerate().collect();
                &plain
            }
        };
        let mut job = LayoutJob::default();
        for run in letters.chunk_by(|a, b| is_said(a.0) == is_said(b.0)) {
            let words: String = run.iter().map(|(_, letter)| *letter).collect();
            job.append(&words, 0.0, formats[usize::from(is_said(run[0].0))].clone());
        }
        job.wrap = TextWrapping { max_width: width, max_rows: 1, break_anywhere: true, ..Default::default() };
        job
    };
    let laid = Laid::new(ui, text, &job);
    let places = lines_of(&laid, text, said).into_iter().map(|line| line.x_range()).collect();
    (laid.galley, places)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fonts;
    use egui_kittest::Harness;

    /// The left edges of some words of a text, as painted.
    fn lefts(text: &str, words: &[&str]) -> Vec<i32> {
        let mut lefts = Vec::new();
        let mut harness = Harness::builder().with_size(vec2(600.0, 200.0)).build_ui(|ui| {
            fonts::install(ui.ctx());
            let plain = |order: Option<&[(usize, char)]>| {
                let words = order.map_or_else(|| text.to_owned(), |order| order.iter().map(|(_, c)| *c).collect());
                LayoutJob::simple(words, Type::Reader.font(), Color32::BLACK, 580.0)
            };
            let laid = Laid::new(ui, text, &plain);
            let left = |word: &&str| {
                let at = text.find(word).unwrap();
                let lines = lines_of(&laid, text, &(at..at + word.len()));
                assert_eq!(lines.len(), 1, "{word}");
                lines[0].left() as i32
            };
            lefts = words.iter().map(left).collect();
        });
        harness.run();
        drop(harness);
        lefts
    }

    #[test]
    fn the_words_of_a_claim_are_underlined_where_they_stand_in_a_line_of_arabic() {
        let text = "“قال المرصد إن قوات النظام سيطرت على بلدة خان العسل غرب حلب اليوم”";
        let said = "قوات النظام سيطرت على بلدة خان العسل";
        let at = text.find(said).unwrap();
        for width in [580.0, 150.0] {
            let mut seen = (Vec::new(), 0.0, 0);
            let mut harness = Harness::builder().with_size(vec2(600.0, 200.0)).build_ui(|ui| {
                fonts::install(ui.ctx());
                let format = TextFormat::simple(Type::Row.font(), Color32::BLACK);
                let (galley, places) = one_line(ui, text, &(at..at + said.len()), &[format.clone(), format], width);
                seen = (places, galley.size().x, galley.rows.len());
            });
            harness.run();
            drop(harness);
            let (places, whole, rows) = seen;
            assert_eq!((rows, places.len()), (1, 1), "one run of words: {places:?}");
            let Rangef { min, max } = places[0];
            // What comes before the words stands at their right, what follows at their left.
            assert!(max < whole - 20.0 && max - min > 60.0, "{places:?} of {whole}");
            assert!((min > 20.0) == (width > 300.0) && whole <= width, "{places:?} of {whole}");
        }
    }

    #[test]
    fn the_words_of_an_arabic_run_are_marked_where_they_are_painted() {
        let text = "The town of تل رفعت الجديدة was quiet";
        let lefts = lefts(text, &["town", "الجديدة", "رفعت", "تل", "quiet"]);
        assert!(lefts.is_sorted() && lefts[0] < lefts[4], "the first Arabic word is the rightmost: {lefts:?}");
        assert!(lefts.windows(2).all(|pair| pair[0] < pair[1]), "{lefts:?}");
        // A line of an English paragraph that begins with an Arabic word still reads from the left.
        let begun = (1..40).filter(|n| {
            let text = format!("Name {}رفعت was quiet", "wide ".repeat(*n));
            let lefts = self::lefts(&text, &["رفعت", "quiet"]);
            assert!(lefts[0] < lefts[1] || lefts[0] > 400, "{n}: {lefts:?}");
            lefts[0] == 0
        });
        assert!(begun.count() > 0, "no line began with the Arabic word");
    }
}
