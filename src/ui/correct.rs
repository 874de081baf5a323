//! What can be done with a claim, under its entry: accept it, reject it, correct it in a small form, note
//! something, rate it and its source, copy a citation. The same form adds a claim by hand.

use super::icons::Icon;
use super::theme::{Type, size, tokens};
use super::widgets::{self, Face};
use super::{Shown, words};
use crate::article::Article;
use crate::claim::{Claim, Event, Extent, Source, SourceKind, Status};
use crate::command::Command;
use crate::project::ClaimRef;
use crate::project::edit::{Credibility, Edit, Reliability, Spot, Stated, Subject};
use crate::read;
use crate::side::{Naming, Side};
use egui::{Id, Margin, Ui};
use std::ops::Range;

/// What is open under the claim in focus.
#[derive(Default)]
pub(crate) enum Open {
    /// Only the buttons.
    #[default]
    Nothing,
    /// The form for a claim or for words of an article.
    Form(Box<Form>),
    /// The field of a note on something.
    Note {
        /// What about.
        on: Subject,
        /// What is written.
        text: String,
        /// The keyboard goes to the field in the next frame.
        fresh: bool,
    },
    /// Date, outlet and address of an article.
    Article {
        /// The article, by its position.
        at: u32,
        /// What is written.
        fields: [String; 3],
        /// Why it makes no sense.
        fault: String,
        /// The keyboard goes to the first field in the next frame.
        fresh: bool,
    },
}

impl Open {
    /// The form of an article's date, outlet and address, as they stand.
    pub(crate) fn article(at: u32, article: &Article) -> Open {
        Open::Article { at, fields: article_fields(article), fault: String::new(), fresh: true }
    }

    /// Whether it is the form of this claim.
    pub(crate) fn is_form_of(&self, claim: ClaimRef) -> bool {
        matches!(self, Open::Form(form) if form.is_of(claim))
    }

    /// The field of the note on something, with what is noted already.
    pub(crate) fn note(shown: &Shown<'_>, on: Subject) -> Open {
        let text = shown.review.remark(&on).map(note_text).unwrap_or_default();
        Open::Note { on, text, fresh: true }
    }
}

/// What a form is for.
#[derive(Clone, Debug, PartialEq)]
enum Of {
    Claim(ClaimRef),
    Words(u32, Range<usize>),
}

/// A claim being written.
pub(crate) struct Form {
    of: Of,
    stated: Stated,
    place: String,
    date: String,
    source: String,
    group: String,
    fault: String,
    /// Comes into view in the next frame.
    fresh: bool,
}

impl Form {
    /// The form to correct a claim.
    pub(crate) fn correct(shown: &Shown<'_>, claim: ClaimRef) -> Form {
        let stated = Stated::of(claim.of(shown.readings));
        let place = &claim.of(shown.readings).place;
        Form {
            place: if place.id.is_some() { place.name.clone() } else { place.text.clone() },
            date: stated.date.map_or_else(String::new, |span| span.to_string()),
            source: stated.source.as_ref().map_or_else(String::new, |source| source.name.clone()),
            group: stated.group.clone().unwrap_or_default(),
            of: Of::Claim(claim),
            stated,
            fault: String::new(),
            fresh: true,
        }
    }

    /// The form to add a claim on words of an article.
    pub(crate) fn add(shown: &Shown<'_>, reading: u32, quote: Range<usize>) -> Form {
        let article = &shown.readings[reading as usize].article;
        let stated = Stated {
            place: None,
            extent: Extent::Whole,
            side: None,
            group: None,
            event: Event::Holds,
            status: Status::Reported,
            date: article.published.span,
            source: None,
        };
        Form {
            place: String::new(),
            date: stated.date.map_or_else(String::new, |span| span.to_string()),
            source: String::new(),
            group: String::new(),
            of: Of::Words(reading, quote),
            stated,
            fault: String::new(),
            fresh: true,
        }
    }

    /// Whether it is for this claim.
    pub(crate) fn is_of(&self, claim: ClaimRef) -> bool {
        self.of == Of::Claim(claim)
    }

    /// Whether it adds a claim to this article.
    pub(crate) fn adds_to(&self, article: u32) -> bool {
        matches!(self.of, Of::Words(reading, _) if reading == article)
    }

    /// The form; true when it is done with.
    pub(crate) fn ui(&mut self, ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) -> bool {
        let mut done = false;
        let t = tokens(ui);
        let frame = egui::Frame::new().fill(t.hover).inner_margin(Margin::symmetric(16, 10));
        let form = frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing = egui::vec2(size::GAP, 6.0);
            if let Of::Words(reading, quote) = &self.of {
                let text = &shown.readings[*reading as usize].article.text;
                widgets::paragraph(
                    ui,
                    &format!("“{}”", text.get(quote.clone()).unwrap_or_default()),
                    Type::Row,
                    t.text,
                );
            }
            let mut entered = text_field(ui, "Place", "by any spelling", Icon::Place, &mut self.place);
            self.menus(ui, shown.naming());
            entered |= text_field(ui, "Date", "2016-10-02, empty: not said", Icon::Clock, &mut self.date);
            entered |= text_field(ui, "Group", "as the article names it", Icon::Layers, &mut self.group);
            entered |= text_field(ui, "Source", "empty: the outlet itself", Icon::Page, &mut self.source);
            if !self.fault.is_empty() {
                widgets::paragraph(ui, &self.fault, Type::Meta, t.bad);
            }
            ui.horizontal(|ui| {
                let label = if matches!(self.of, Of::Claim(_)) { "Save" } else { "Add the claim" };
                if widgets::button(ui, Face::Primary, None, label, "").clicked() || entered {
                    match self.edit(shown) {
                        Ok(edit) => {
                            commands.push(Command::Edit(Box::new(edit)));
                            done = true;
                        }
                        Err((field, fault)) => {
                            ui.memory_mut(|memory| memory.request_focus(field_id(field)));
                            self.fault = fault;
                        }
                    }
                }
                done |= widgets::button(ui, Face::Plain, None, "Cancel", "").clicked();
            });
        });
        if std::mem::take(&mut self.fresh) {
            form.response.scroll_to_me(Some(egui::Align::Max));
            ui.memory_mut(|memory| memory.request_focus(field_id("Place")));
        }
        done
    }

    fn menus(&mut self, ui: &mut Ui, naming: &Naming) {
        let stated = &mut self.stated;
        ui.horizontal_wrapped(|ui| {
            let sides: Vec<Option<Side>> = Side::ALL.into_iter().map(Some).chain([None]).collect();
            let side_name =
                |side: &Option<Side>| side.map_or("Side not said".to_owned(), |side| naming.name(side).to_owned());
            choose(ui, "Side", &sides, &mut stated.side, side_name);
            choose(ui, "Event", Event::ALL, &mut stated.event, |event| words::capital(event.key()));
            choose(ui, "Status", Status::ALL, &mut stated.status, |status| words::capital(status.key()));
            choose(ui, "Extent", Extent::ALL, &mut stated.extent, |extent| words::capital(extent.key()));
        });
    }

    /// What was written, as an edit; else the field that makes no sense, and why.
    fn edit(&self, shown: &Shown<'_>) -> Result<Edit, (&'static str, String)> {
        let mut stated = self.stated.clone();
        stated.place = self.spot(shown).map_err(|fault| ("Place", fault))?;
        let date = self.date.trim();
        let kept = stated.date.filter(|span| span.to_string() == date);
        stated.date = match (date.is_empty(), kept) {
            (true, _) => None,
            (_, Some(kept)) => Some(kept),
            _ => Some(
                read::parse_date(date)
                    .ok_or_else(|| ("Date", format!("Expected a date such as 2016-10-02, found “{date}”.")))?,
            ),
        };
        stated.group = Some(self.group.trim().to_owned()).filter(|group| !group.is_empty());
        let name = self.source.trim();
        stated.source = (!name.is_empty()).then(|| {
            let kind = stated.source.as_ref().map_or(SourceKind::Unnamed, |source| source.kind);
            Source { name: name.to_owned(), kind }
        });
        match &self.of {
            Of::Claim(claim) if claim.is_in(shown.readings) => {
                Ok(Edit::Correct { claim: claim.key(shown.readings), to: stated })
            }
            Of::Claim(_) => Err(("Place", "The claim is no longer there.".to_owned())),
            Of::Words(reading, quote) => {
                let article = shown.readings[*reading as usize].article.sha256.clone();
                Ok(Edit::Add { article, quote: (quote.start, quote.end), claim: stated })
            }
        }
    }

    fn spot(&self, shown: &Shown<'_>) -> Result<Option<Spot>, String> {
        let name = self.place.trim();
        if let Some(kept) = self.stated.place.as_ref().filter(|spot| spot.name == name) {
            return Ok(Some(kept.clone()));
        }
        let unchanged = match &self.of {
            Of::Claim(claim) => claim.is_in(shown.readings) && claim.of(shown.readings).place.text == name,
            Of::Words(..) => false,
        };
        if unchanged {
            return Ok(None);
        }
        let found = shown.gazetteer().map(|gazetteer| gazetteer.find(name)).unwrap_or_default();
        let place =
            found.first().map(|one| one.place).ok_or_else(|| format!("Expected a known place, found “{name}”."))?;
        Ok(Some(Spot { id: place.id.clone(), name: place.name.clone(), kind: place.kind, point: place.point }))
    }
}

/// The buttons under the claim in focus, or what one of them opened.
pub(crate) fn actions(ui: &mut Ui, shown: &Shown<'_>, at: ClaimRef, open: &mut Open, commands: &mut Vec<Command>) {
    if let Open::Form(form) = open
        && form.is_of(at)
    {
        if form.ui(ui, shown, commands) {
            *open = Open::Nothing;
        }
        return;
    }
    let key = at.key(shown.readings);
    egui::Frame::new().inner_margin(Margin { left: 33, right: 12, top: 0, bottom: 6 }).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing = egui::vec2(2.0, 4.0);
        ui.horizontal_wrapped(|ui| {
            for (icon, command) in [
                (Icon::Check, Command::AcceptClaim),
                (Icon::Cross, Command::RejectClaim),
                (Icon::Correct, Command::CorrectClaim),
                (Icon::Note, Command::Note),
                (Icon::Same, Command::Same),
                (Icon::Copy, Command::CopyCitation),
            ] {
                super::icon_command(ui, icon, &command, commands);
            }
            rating(ui, shown, at, commands);
        });
        note(ui, shown, &Subject::Claim(key.clone()), open, commands);
    });
}

/// How far the source and the claim are trusted, as the two signs of the Admiralty code, and a menu of both.
fn rating(ui: &mut Ui, shown: &Shown<'_>, at: ClaimRef, commands: &mut Vec<Command>) {
    let (claim, article) = (at.of(shown.readings), at.article(shown.readings));
    let key = at.key(shown.readings);
    let source = claim.source.as_ref().map(|source| &source.name).or(article.outlet.as_ref());
    let reliability = source.and_then(|source| shown.review.reliability(source)).unwrap_or_default();
    let credibility = shown.review.credibility(&key).unwrap_or_default();
    let code = format!("{reliability:?}{}", u8::from(credibility));
    let button = widgets::menu_button(ui, Face::Quiet, "", &code, &format!("Rating {code}"));
    let button = button.on_hover_text("How reliable the source is (A-F) and how credible the claim (1-6)");
    egui::Popup::menu(&button).width(240.0).accessible_name("Rating").show(|ui| {
        if let Some(source) = source {
            widgets::menu_head(ui, source);
            for grade in Reliability::ALL {
                if widgets::menu_row(ui, grade.words(), "", Some(grade == reliability)).clicked() {
                    commands.push(Command::Edit(Box::new(Edit::Rate { source: source.clone(), reliability: grade })));
                    ui.close();
                }
            }
        }
        widgets::menu_head(ui, "This claim");
        for grade in Credibility::ALL {
            if widgets::menu_row(ui, grade.words(), "", Some(grade == credibility)).clicked() {
                commands.push(Command::Edit(Box::new(Edit::Credit { claim: key.clone(), credibility: grade })));
                ui.close();
            }
        }
    });
}

/// The note and tags of something; the field while they are written.
pub(crate) fn note(ui: &mut Ui, shown: &Shown<'_>, on: &Subject, open: &mut Open, commands: &mut Vec<Command>) {
    let t = tokens(ui);
    match open {
        Open::Note { on: of, text, fresh } if of == on => {
            let entered = text_field(ui, "Note", "words, #tags; Enter saves", Icon::Note, text);
            if std::mem::take(fresh) {
                ui.memory_mut(|memory| memory.request_focus(field_id("Note")));
            }
            if entered || widgets::button(ui, Face::Primary, None, "Save the note", "").clicked() {
                let (tags, note): (Vec<&str>, Vec<&str>) =
                    text.split_whitespace().partition(|word| word.starts_with('#'));
                let tags = tags.iter().map(|tag| tag.trim_start_matches('#').to_owned()).collect();
                commands.push(Command::Edit(Box::new(Edit::Remark { on: on.clone(), note: note.join(" "), tags })));
                *open = Open::Nothing;
            }
        }
        _ => {
            if let Some(remark) = shown.review.remark(on) {
                widgets::paragraph(ui, &format!("Note: {}", note_text(remark)), Type::Meta, t.text2);
            }
        }
    }
}

fn note_text(remark: &crate::project::review::Remark) -> String {
    let tags = remark.tags.iter().map(|tag| format!("#{tag}"));
    let note = (!remark.note.is_empty()).then(|| remark.note.clone());
    note.into_iter().chain(tags).collect::<Vec<_>>().join(" ")
}

/// Date, outlet and address of an article; true when it is done with.
pub(crate) fn article_form(
    ui: &mut Ui,
    shown: &Shown<'_>,
    at: u32,
    (fields, fault, fresh): (&mut [String; 3], &mut String, &mut bool),
    commands: &mut Vec<Command>,
) -> bool {
    let t = tokens(ui);
    let article = &shown.readings[at as usize].article;
    let mut done = false;
    egui::Frame::new().fill(t.hover).inner_margin(Margin::symmetric(16, 8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing = egui::vec2(size::GAP, 6.0);
        let mut entered = text_field(ui, "Published", "2016-10-02", Icon::Clock, &mut fields[0]);
        entered |= text_field(ui, "Outlet", "who published it", Icon::Page, &mut fields[1]);
        entered |= text_field(ui, "Address", "https://…", Icon::Search, &mut fields[2]);
        if std::mem::take(fresh) {
            ui.memory_mut(|memory| memory.request_focus(field_id("Published")));
        }
        if !fault.is_empty() {
            widgets::paragraph(ui, fault, Type::Meta, t.bad);
        }
        ui.horizontal(|ui| {
            if widgets::button(ui, Face::Primary, None, "Save", "").clicked() || entered {
                match article_edits(article, fields) {
                    Ok(edits) => {
                        commands.extend(edits.into_iter().map(|edit| Command::Edit(Box::new(edit))));
                        done = true;
                    }
                    Err(words) => {
                        ui.memory_mut(|memory| memory.request_focus(field_id("Published")));
                        *fault = words;
                    }
                }
            }
            done |= widgets::button(ui, Face::Plain, None, "Cancel", "").clicked();
        });
    });
    done
}

/// The fields of an article as they stand.
fn article_fields(article: &Article) -> [String; 3] {
    let date = article.published.span.map_or_else(String::new, |span| span.to_string());
    [date, article.outlet.clone().unwrap_or_default(), article.url.clone().unwrap_or_default()]
}

/// The edits that make an article say what was typed: one for each field that changed.
fn article_edits(article: &Article, fields: &[String; 3]) -> Result<Vec<Edit>, String> {
    let was = article_fields(article);
    let [date, outlet, address] = [0, 1, 2].map(|i| (fields[i].trim() != was[i]).then(|| fields[i].trim().to_owned()));
    let sha256 = || article.sha256.clone();
    let said = |text: String| (!text.is_empty()).then_some(text);
    let mut edits = Vec::new();
    if let Some(date) = date {
        let span = match date.is_empty() {
            true => None,
            false => Some(
                read::parse_date(&date)
                    .ok_or_else(|| format!("Expected a date such as 2016-10-02, found “{date}”."))?,
            ),
        };
        edits.push(Edit::SetDate { article: sha256(), date: span });
    }
    edits.extend(outlet.map(|outlet| Edit::SetOutlet { article: sha256(), outlet: said(outlet) }));
    edits.extend(address.map(|address| Edit::SetAddress { article: sha256(), address: said(address) }));
    Ok(edits)
}

/// A claim as it is cited: the words, who published them when and where, and the text's fingerprint.
pub(crate) fn citation(claim: &Claim, article: &Article) -> String {
    let quote = article.text.get(claim.quote.clone()).unwrap_or_default().replace('\n', " ");
    let said = claim.source.as_ref().map_or_else(String::new, |source| format!(" (according to {})", source.name));
    format!("“{quote}”{said}. {}", article_citation(article))
}

/// An article as it is cited.
pub(crate) fn article_citation(article: &Article) -> String {
    let outlet = article.outlet.as_deref().unwrap_or("No outlet");
    let title = words::title(article);
    let date = article.published.span.map_or_else(|| "no date".to_owned(), |span| span.to_string());
    let address = article.url.as_ref().map_or_else(String::new, |url| format!(" {url}."));
    format!("{outlet}, “{title}”, {date}.{address} SHA-256 of the text: {}", article.sha256)
}

fn field_id(name: &str) -> Id {
    Id::unique(("form", name))
}

/// A field of a form; true when Enter was pressed in it.
fn text_field(ui: &mut Ui, name: &str, hint: &str, icon: Icon, text: &mut String) -> bool {
    let hint = format!("{name}: {hint}");
    let rect = egui::Rect::from_min_size(ui.cursor().min, egui::vec2(ui.available_width(), size::CONTROL));
    ui.allocate_rect(rect, egui::Sense::hover());
    let mut entered = false;
    widgets::within(ui, rect, |ui| {
        let response = widgets::field(ui, text, icon, &hint, "", field_id(name)).accessible_name(name);
        // What the words are for is said also while they hide the hint.
        if !text.is_empty() {
            let t = tokens(ui);
            let label = widgets::line(ui.painter(), name, Type::Meta, t.text3, 80.0);
            let at = egui::Align2::RIGHT_CENTER.anchor_size(rect.right_center() - egui::vec2(8.0, 0.0), label.size());
            ui.painter().rect_filled(at.expand2(egui::vec2(4.0, 2.0)), 0, t.raise);
            ui.painter().galley(at.min, label, t.text3);
        }
        entered = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        response.on_hover_text(name);
    });
    entered
}

/// A button that shows what is chosen and opens a menu of all there is.
fn choose<T: PartialEq + Clone>(ui: &mut Ui, name: &str, all: &[T], now: &mut T, words: impl Fn(&T) -> String) {
    let label = words(now);
    choose_as(ui, name, "", &label, all, now, words);
}

fn choose_as<T: PartialEq + Clone>(
    ui: &mut Ui,
    name: &str,
    before: &str,
    label: &str,
    all: &[T],
    now: &mut T,
    words: impl Fn(&T) -> String,
) {
    let says = format!("{name}: {label}");
    let button = widgets::menu_button(ui, Face::Plain, before, label, &says).on_hover_text(name);
    egui::Popup::menu(&button).width(200.0).accessible_name(name).show(|ui| {
        for one in all {
            if widgets::menu_row(ui, &words(one), "", Some(one == now)).clicked() {
                *now = one.clone();
            }
        }
    });
}
