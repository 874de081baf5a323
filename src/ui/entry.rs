//! One claim in a list of evidence, and the head of a group of them: its mark, what it says, when, and its words
//! underlined in the side's colour.

use super::groups::{Entry, Group};
use super::theme::{self, Type, size, tokens};
use super::widgets::{self, Tag};
use super::{Shown, glyph, reader, words};
use crate::claim::Status;
use crate::group;
use crate::place::Kind;
use crate::project::ClaimRef;
use crate::view::voice_of;
use egui::text::TextFormat;
use egui::{Align2, Color32, Rect, Response, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

/// The share of a line that the name of an origin takes at most.
const VOICE: f32 = 0.42;

pub(crate) fn group_head(ui: &mut Ui, group: &Group) {
    let t = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 30.0), Sense::hover());
    let y = rect.center().y + 2.0;
    let (left, right) = (rect.left() + size::PAD, rect.right() - size::PAD);
    // An empty group says so beside its head, as a sentence.
    let head = widgets::put(
        ui.painter(),
        pos2(left, y),
        Align2::LEFT_CENTER,
        &group.head,
        Type::MetaStrong,
        t.text2,
        right - left - 60.0,
    );
    if group.entries.is_empty() {
        widgets::put(
            ui.painter(),
            pos2(head.right() + 8.0, y),
            Align2::LEFT_CENTER,
            &group.right,
            Type::Meta,
            t.text3,
            right - head.right() - 8.0,
        );
    } else {
        widgets::put(ui.painter(), pos2(right, y), Align2::RIGHT_CENTER, &group.right, Type::Meta, t.text2, 120.0);
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, format!("{}, {}", group.head, group.right)));
}

/// One claim: its mark, what it says, when, and its words underlined in the side's colour. Whose they are stands
/// before the first of an origin, however many outlets repeat it.
pub(crate) fn ui(ui: &mut Ui, shown: &Shown<'_>, entry: Entry, focused: bool, flips: bool) -> Response {
    let at = entry.claim;
    let t = tokens(ui);
    let claim = at.of(shown.readings);
    let article = at.article(shown.readings);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), size::ARTICLE), Sense::click());
    widgets::row_ground(ui, rect, &response, focused);
    let painter = ui.painter().clone();
    glyph::paint(&painter, shown.look(), pos2(rect.left() + 20.0, rect.top() + 13.0), shown.readings, at);
    let (left, right) = (rect.left() + 37.0, rect.right() - size::PAD);
    let day = claim.date.span.map_or_else(String::new, |span| span.to.day_month());
    let date =
        widgets::put(&painter, pos2(right, rect.top() + 13.0), Align2::RIGHT_CENTER, &day, Type::Meta, t.text2, 80.0);
    let kind: Option<Kind> = claim
        .place
        .id
        .as_ref()
        .zip(shown.gazetteer())
        .and_then(|(id, gazetteer)| gazetteer.get(id))
        .map(|place| place.kind);
    let head = words::head(claim, kind);
    let sample = words::is_sample(article);
    let inside = group::within(claim, &article.text);
    // A side that is one group says so at the head.
    let acts = group::of_claim(claim).map(|group| group.name.as_str());
    let acts = acts.filter(|name| claim.side.is_none_or(|side| side.name() != *name));
    let copies = match entry.copies {
        0 => String::new(),
        1 => "+1 copy".to_owned(),
        n => format!("+{n} copies"),
    };
    // What was said later can still tell of the day shown.
    let later = claim.date.span.is_some_and(|span| span.from > shown.view.day);
    let reviewed = claim.reviewed.by_person();
    let all = [
        (reviewed, words::reviewed(claim.reviewed)),
        (later, "later"),
        (flips, "would flip it"),
        (sample, "sample"),
        (entry.copies > 0, copies.as_str()),
        (article.is_no_copy(), "no copy"),
        (inside.is_some(), "inside one side"),
        (inside.is_none() && acts.is_some(), acts.unwrap_or_default()),
    ];
    let tags: Vec<&str> = all.iter().filter(|(on, _)| *on).map(|(_, tag)| *tag).collect();
    let tags_width: f32 = tags.iter().map(|tag| widgets::tag_width(&painter, tag) + 6.0).sum();
    let room = date.left() - left - 8.0 - tags_width;
    let put = widgets::put(
        &painter,
        pos2(left, rect.top() + 13.0),
        Align2::LEFT_CENTER,
        &head,
        Type::RowStrong,
        t.text,
        room,
    );
    let mut end = put.right();
    for tag in tags {
        end = widgets::put_tag(&painter, t, pos2(end + 6.0, rect.top() + 13.0), tag, Tag::Plain);
    }
    let voice = voice_of(&shown.readings[at.reading as usize], at);
    let mut words = Rect::from_min_max(pos2(left, rect.top() + 22.0), pos2(right, rect.bottom() - 2.0));
    if entry.begins.is_some() {
        let y = pos2(left, rect.top() + 22.0 + Type::Row.line() / 2.0);
        let room = words.width() * VOICE;
        let put = widgets::put(&painter, y, Align2::LEFT_CENTER, &voice, Type::Meta, t.text2, room);
        words.min.x = put.right() + 6.0;
    }
    quote_line(ui, shown, at, words);
    let heads: Vec<&str> = [head.as_str(), &day, &voice].into_iter().filter(|words| !words.is_empty()).collect();
    let quote = article.text.get(claim.quote.clone()).unwrap_or_default();
    let says = format!("{}: {quote}", heads.join(", "));
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, focused, &says));
    response.on_hover_ui(|ui| {
        let of = entry.begins.filter(|count| *count > 1).map_or_else(String::new, |n| format!(" · {n} claims"));
        widgets::text_line(ui, &format!("{voice}{of}"), Type::RowStrong, t.text);
        widgets::text_line(ui, &words::byline(article), Type::Row, t.text2);
        if let Some(source) = &claim.source {
            widgets::text_line(ui, &format!("According to {}", source.name), Type::Row, t.text2);
        }
        if let Some(inside) = inside {
            widgets::text_line(ui, &words::within(shown.naming(), inside), Type::Row, t.text2);
        } else if let Some(group) = claim.group.as_deref() {
            widgets::text_line(ui, &format!("Group as named: {group}"), Type::Row, t.text2);
        }
        if article.is_no_copy() {
            widgets::text_line(ui, "Marked as no copy: a voice of its own", Type::Row, t.text2);
        }
        let sentence = article.text.get(claim.sentence.clone()).unwrap_or_default();
        widgets::paragraph(ui, sentence, Type::Row, t.text2);
    })
}

fn quote_line(ui: &Ui, shown: &Shown<'_>, at: ClaimRef, rect: Rect) {
    let t = tokens(ui);
    let (claim, article) = (at.of(shown.readings), at.article(shown.readings));
    let (text, said) = reader::excerpt(&article.text, &claim.quote);
    let (solid, _) = theme::side(shown.look(), group::sides(claim, &article.text)[0]);
    let format = |ground: Color32| TextFormat {
        line_height: Some(Type::Row.line()),
        background: ground,
        ..TextFormat::simple(Type::Row.font(), t.text2)
    };
    let formats = [format(Color32::TRANSPARENT), format(solid.gamma_multiply(0.14))];
    let (galley, said) = reader::one_line(ui, &text, &said, &formats, rect.width());
    let y = rect.top() + galley.size().y - 0.5;
    ui.painter().galley(rect.min, galley, t.text2);
    let stroke = Stroke::new(2.0, solid);
    for x in said {
        let ends = [pos2(rect.left() + x.min, y), pos2(rect.left() + x.max, y)];
        if claim.status == Status::Reported {
            ui.painter().line_segment(ends, stroke);
        } else {
            ui.painter().extend(Shape::dashed_line(&ends, stroke, 4.0, 2.5));
        }
    }
}
