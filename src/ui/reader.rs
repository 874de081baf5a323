//! The article: its text unchanged, every claim's words underlined in the side's colour, the quote in
//! focus on yellow. A click on underlined words selects their claim.

use super::theme::{self, Look, Tokens, Type, tokens};
use crate::article::Role as PartRole;
use crate::bidi;
use crate::claim::Status;
use crate::project::Reading;
use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, Id, Rect, Role, ScrollArea, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};
use std::ops::Range;

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
        let galley = ui.painter().layout_job(job(text, &runs, reading, look, t, ui.available_width() - 4.0));
        let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::click_and_drag());
        for line in marked.iter().flat_map(|bytes| lines_of(&galley, text, bytes)) {
            ui.painter().rect_filled(line.translate(rect.min.to_vec2()), 2, t.accent.gamma_multiply(0.28));
        }
        ui.painter().galley(rect.min, galley.clone(), t.text);
        underline(ui, &galley, rect, reading, &runs, look);
        response.widget_info(|| WidgetInfo::labeled(Role::Document, true, text));
        let at = response.hover_pos().or(response.interact_pointer_pos());
        let byte_at = |at: egui::Pos2| {
            let cursor = galley.cursor_from_pos(at - rect.min);
            text.char_indices().nth(cursor.index.0).map_or(text.len(), |(byte, _)| byte)
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
            let link =
                ui.interact(at, Id::unique(("quote", &reading.article.id, i)), Sense::focusable_noninteractive());
            let quote = text.get(claim.quote.clone()).unwrap_or_default();
            link.widget_info(|| WidgetInfo::labeled(Role::Mark, true, format!("Quote: {quote}")));
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
fn job(text: &str, runs: &[Run], reading: &Reading, look: Look, t: &Tokens, width: f32) -> LayoutJob {
    let mut job = LayoutJob::default();
    job.wrap.max_width = width.max(40.0);
    for run in runs {
        let kind = if run.focus { Type::ReaderStrong } else { Type::Reader };
        let color = if run.quiet { t.text3 } else { t.text };
        let mut format = TextFormat { line_height: Some(kind.line()), ..TextFormat::simple(kind.font(), color) };
        format.background = match run.claim {
            _ if run.focus => t.quote,
            Some(claim) => theme::side(look, reading.claims[claim as usize].side).0.gamma_multiply(0.16),
            None => Color32::TRANSPARENT,
        };
        job.append(&text[run.bytes.clone()], 0.0, format);
    }
    job
}

/// Underlines in the side's colour; dashed where it is only intended or denied.
fn underline(ui: &Ui, galley: &egui::Galley, rect: Rect, reading: &Reading, runs: &[Run], look: Look) {
    for run in runs {
        let Some(claim) = run.claim.map(|claim| &reading.claims[claim as usize]) else { continue };
        let stroke = Stroke::new(2.0, theme::side(look, claim.side).0);
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
fn lines_of(galley: &egui::Galley, text: &str, bytes: &Range<usize>) -> Vec<Rect> {
    let chars = |byte: usize| text[..byte].chars().count();
    let (from, to) = (chars(bytes.start), chars(bytes.end));
    let (mut at, mut lines) = (0, Vec::new());
    for row in &galley.rows {
        let length = row.char_count_excluding_newline().0;
        let (first, last) = (from.max(at), to.min(at + length));
        if first < last {
            let x = |char: usize| row.pos.x + row.x_offset((char - at).into());
            lines.push(Rect::from_min_max(pos2(x(first), row.min_y()), pos2(x(last), row.max_y())));
        }
        at += row.char_count_including_newline().0;
        if at >= to {
            break;
        }
    }
    lines
}

fn row_of(galley: &egui::Galley, text: &str, byte: usize) -> Rect {
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
    let whole = format!("{lead}{said}”");
    let range = lead.len()..lead.len() + said.len();
    (if bidi::has_rtl(&whole) { bidi::visual_line(&whole).into_owned() } else { whole }, range)
}
