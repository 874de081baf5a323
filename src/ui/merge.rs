//! The sheet that says "the same": which claim says what this one says, and which article this one is a copy of.
//! Both are edits beside what was read: kept in the log, and taken back with undo.

use super::theme::{Type, size, tokens};
use super::{Shown, copies, sheets, widgets, words};
use crate::command::Command;
use crate::project::ClaimRef;
use crate::project::edit::Edit;
use crate::view::Selection;
use egui::{Align2, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// The most answers that are listed.
const MOST: usize = 40;

/// What the same is looked for of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Same {
    /// A claim: another claim says it.
    Claim(ClaimRef),
    /// An article, by its position: it is a copy of another.
    Article(u32),
}

/// One answer: what it is, in two lines, and what follows.
struct Answer {
    head: String,
    under: String,
    edit: Edit,
}

impl Same {
    /// Of what is selected: its claim, else its article.
    pub(crate) fn of(shown: &Shown<'_>) -> Option<Same> {
        match shown.view.selection {
            Some(Selection::Article(article)) => Some(Same::Article(article)),
            _ => shown.selected_claim().map(Same::Claim),
        }
    }

    /// Shows the sheet; true when it is to be closed.
    pub(crate) fn ui(self, ui: &Ui, window: Rect, shown: &Shown<'_>, commands: &mut Vec<Command>) -> bool {
        let there = match self {
            Same::Claim(claim) => claim.is_in(shown.readings),
            Same::Article(article) => (article as usize) < shown.readings.len(),
        };
        if !there {
            return true;
        }
        let title = match self {
            Same::Claim(_) => "Which claim says the same?",
            Same::Article(_) => "Which article is it a copy of?",
        };
        let mut done = false;
        let closed = sheets::frame(ui, window, title, 520.0, |ui| done = self.contents(ui, shown, commands));
        done || closed
    }

    fn contents(self, ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) -> bool {
        let t = tokens(ui);
        let (says, answers) = match self {
            Same::Claim(claim) => (
                "The chosen claim stands for both; this one stays listed as merged and counts no more.",
                claims(shown, claim),
            ),
            Same::Article(article) => {
                ("Both count as one voice. The articles with most in common come first.", articles(shown, article))
            }
        };
        widgets::paragraph(ui, says, Type::Row, t.text2);
        ui.add_space(8.0);
        if answers.is_empty() {
            widgets::paragraph(ui, "No other claim is about this place.", Type::Body, t.text2);
        }
        let mut done = false;
        ui.spacing_mut().item_spacing.y = 0.0;
        if let Same::Article(article) = self
            && copies::is_one_of_several(shown, article)
            && let Some(edit) = copies::no_copy(shown, article)
        {
            let under = "A voice of its own, however like another its words are".to_owned();
            done |= row(ui, &Answer { head: "Of none: mark as no copy".to_owned(), under, edit: edit.clone() });
            if done {
                commands.push(Command::Edit(Box::new(edit)));
            }
        }
        for answer in answers {
            if row(ui, &answer) {
                commands.push(Command::Edit(Box::new(answer.edit)));
                done = true;
            }
        }
        done
    }
}

/// The other claims about the place, those that say most nearly the same first.
fn claims(shown: &Shown<'_>, at: ClaimRef) -> Vec<Answer> {
    let claim = at.of(shown.readings);
    let is_same_place = |other: &crate::claim::Claim| match &claim.place.id {
        Some(id) => other.place.id.as_ref() == Some(id),
        None => other.place.id.is_none() && other.place.name == claim.place.name,
    };
    let mut found: Vec<ClaimRef> = Vec::new();
    for (reading, other) in shown.readings.iter().enumerate() {
        for (n, candidate) in other.claims.iter().enumerate() {
            let there = ClaimRef { reading: reading as u32, claim: n as u32 };
            if there != at && candidate.reviewed.counts() && is_same_place(candidate) {
                found.push(there);
            }
        }
    }
    let day = |claim: &crate::claim::Claim| claim.date.span.map(|span| span.to.number());
    found.sort_by_key(|there| {
        let other = there.of(shown.readings);
        let apart = day(claim).zip(day(other)).map_or(i32::MAX, |(a, b)| (a - b).abs());
        (other.event != claim.event, other.side != claim.side, apart, *there)
    });
    found.truncate(MOST);
    let answer = |there: ClaimRef| {
        let (other, article) = (there.of(shown.readings), there.article(shown.readings));
        let quote = article.text.get(other.quote.clone()).unwrap_or_default();
        Answer {
            head: words::sentence(shown.naming(), other),
            under: format!("{} · “{quote}”", words::byline(article)),
            edit: Edit::Merge { claims: vec![at.key(shown.readings)], into: there.key(shown.readings) },
        }
    };
    found.into_iter().map(answer).collect()
}

/// The other articles, those that claim most of the same first, then the nearest in time.
fn articles(shown: &Shown<'_>, at: u32) -> Vec<Answer> {
    let said = |n: usize| -> BTreeSet<_> {
        shown.readings[n].claims.iter().map(|claim| (claim.place.id.as_ref(), claim.event, claim.side)).collect()
    };
    let (own, article) = (said(at as usize), &shown.readings[at as usize].article);
    let day = |n: usize| shown.readings[n].article.published.day().map(crate::date::Day::number);
    let mut others: Vec<(usize, usize)> = (0..shown.readings.len())
        .filter(|n| *n != at as usize)
        .map(|n| (said(n).intersection(&own).count(), n))
        .collect();
    let apart = |n: usize| day(n).zip(day(at as usize)).map_or(i32::MAX, |(a, b)| (a - b).abs());
    others.sort_by_key(|(common, n)| (Reverse(*common), apart(*n), *n));
    others.truncate(MOST);
    let answer = |(common, n): (usize, usize)| {
        let other = &shown.readings[n].article;
        Answer {
            head: words::title(other).to_owned(),
            under: format!("{} · {} in common", words::byline(other), widgets::counted(common, "claim")),
            edit: Edit::SetCopyOf { article: article.sha256.clone(), of: Some(other.sha256.clone()) },
        }
    };
    others.into_iter().map(answer).collect()
}

/// One answer; true when it is chosen.
fn row(ui: &mut Ui, answer: &Answer) -> bool {
    let t = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), size::ARTICLE), Sense::click());
    widgets::row_ground(ui, rect, &response, false);
    let (left, room) = (rect.left() + 8.0, rect.width() - 16.0);
    let put = |y: f32, text: &str, kind, color| {
        widgets::put(ui.painter(), pos2(left, rect.top() + y), Align2::LEFT_CENTER, text, kind, color, room);
    };
    put(14.0, &answer.head, Type::RowStrong, t.text);
    put(30.0, &answer.under, Type::Meta, t.text2);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{}, {}", answer.head, answer.under)));
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    response.on_hover_text(&answer.under).clicked()
}
