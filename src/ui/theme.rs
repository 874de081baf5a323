//! Colours, type and sizes of the window, set once. No widget names a colour or a size of its own:
//! it asks here.

use crate::fonts;
use crate::scene::style::{self, Sides};
use crate::side::Side;
use crate::view::Theme;
use egui::style::{ScrollStyle, Selection, TextCursorStyle, WidgetVisuals, Widgets};
use egui::{Color32, Context, CornerRadius, FontId, Margin, Shadow, Stroke, Style, TextStyle, Ui, Visuals, vec2};
use std::sync::LazyLock;

/// The roles of text, each with one size, line height and weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    /// A place's name in the panel, the title of a sheet.
    Title,
    /// The state in words.
    State,
    /// Running text.
    Body,
    /// Running text, strong.
    BodyStrong,
    /// The text of an article.
    Reader,
    /// The quote in focus, in the text of an article.
    ReaderStrong,
    /// The title of an article in a list.
    Headline,
    /// Rows, quotes, buttons.
    Row,
    /// What a row is about.
    RowStrong,
    /// Counts, dates, sources.
    Meta,
    /// Headings of groups.
    MetaStrong,
    /// Ticks, keys, tags: the smallest size anywhere.
    Tick,
    /// Months on the axis.
    TickStrong,
}

impl Type {
    /// Size in points, height of a line in points, strong.
    const fn measure(self) -> (f32, f32, bool) {
        match self {
            Type::Title => (20.0, 26.0, true),
            Type::State => (15.0, 20.0, true),
            Type::Body => (13.0, 18.0, false),
            Type::BodyStrong => (13.0, 18.0, true),
            Type::Reader => (13.0, 20.0, false),
            Type::ReaderStrong => (13.0, 20.0, true),
            Type::Headline => (12.5, 16.0, true),
            Type::Row => (12.0, 16.0, false),
            Type::RowStrong => (12.0, 16.0, true),
            Type::Meta => (11.0, 14.0, false),
            Type::MetaStrong => (11.0, 14.0, true),
            Type::Tick => (10.5, 14.0, false),
            Type::TickStrong => (11.5, 14.0, true),
        }
    }

    /// The font.
    pub(crate) fn font(self) -> FontId {
        let (size, _, strong) = self.measure();
        if strong { fonts::semibold(size) } else { fonts::regular(size) }
    }

    /// The height of a line in points.
    pub(crate) const fn line(self) -> f32 {
        self.measure().1
    }
}

/// Sizes in points.
pub(crate) mod size {
    /// The bar at the top.
    pub(crate) const TOP: f32 = 44.0;
    /// The heads of panels.
    pub(crate) const TABS: f32 = 36.0;
    /// Buttons and fields.
    pub(crate) const CONTROL: f32 = 28.0;
    /// A row of a claim.
    pub(crate) const CLAIM: f32 = 25.0;
    /// A row of an article.
    pub(crate) const ARTICLE: f32 = 42.0;
    /// A row of a menu.
    pub(crate) const MENU: f32 = 26.0;
    /// A row of the command palette.
    pub(crate) const PALETTE: f32 = 32.0;
    /// The line at the foot of the left panel.
    pub(crate) const LOAD: f32 = 28.0;
    /// The padding of panels.
    pub(crate) const PAD: f32 = 16.0;
    /// The padding of the left panel, and the distance of overlays from the edges of the map.
    pub(crate) const PAD_LEFT: f32 = 12.0;
    /// Between controls.
    pub(crate) const GAP: f32 = 8.0;
    /// The corners of buttons and fields.
    pub(crate) const RADIUS: u8 = 6;
    /// The corners of cards.
    pub(crate) const CARD: u8 = 8;
    /// The article reader at the foot of the right panel.
    pub(crate) const READER: f32 = 155.0;
}

/// The colours of panels, text and controls, as egui has them.
#[derive(Debug)]
pub(crate) struct Tokens {
    pub(crate) bg: Color32,
    pub(crate) bar: Color32,
    pub(crate) raise: Color32,
    pub(crate) line: Color32,
    pub(crate) line2: Color32,
    pub(crate) text: Color32,
    pub(crate) text2: Color32,
    /// Not on `sel`: use `text2` there.
    pub(crate) text3: Color32,
    pub(crate) hover: Color32,
    pub(crate) sel: Color32,
    pub(crate) accent: Color32,
    pub(crate) on_accent: Color32,
    pub(crate) warn: Color32,
    pub(crate) warn_ground: Color32,
    pub(crate) bad: Color32,
    pub(crate) ok: Color32,
    pub(crate) quote: Color32,
}

impl Tokens {
    fn of(theme: Theme) -> Tokens {
        let t = style::tokens(theme);
        Tokens {
            bg: color(t.bg),
            bar: color(t.bar),
            raise: color(t.raise),
            line: color(t.line),
            line2: color(t.line2),
            text: color(t.text),
            text2: color(t.text2),
            text3: color(t.text3),
            hover: color(t.hover),
            sel: color(t.sel),
            accent: color(t.accent),
            on_accent: color(t.on_accent),
            warn: color(t.warn),
            warn_ground: color(t.warn_ground),
            bad: color(t.bad),
            ok: color(t.ok),
            quote: color(t.quote),
        }
    }
}

/// A colour of the drawing, as egui has it.
pub(crate) fn color(color: style::Color) -> Color32 {
    let [r, g, b] = color.rgb;
    Color32::from_rgba_unmultiplied(r, g, b, color.alpha)
}

/// How a side looks here: its solid colour and its ink.
pub(crate) fn side(look: Look, side: Option<Side>) -> (Color32, Color32) {
    let side = look.sides.look(side);
    (color(side.solid), color(side.ink))
}

/// Theme and sides of the window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Look {
    /// Light or dark.
    pub(crate) theme: Theme,
    /// The looks of the sides.
    pub(crate) sides: Sides,
}

static LIGHT: LazyLock<Tokens> = LazyLock::new(|| Tokens::of(Theme::Light));
static DARK: LazyLock<Tokens> = LazyLock::new(|| Tokens::of(Theme::Dark));

/// The tokens of the theme in use.
pub(crate) fn tokens(ui: &Ui) -> &'static Tokens {
    of(ui.visuals().dark_mode)
}

/// The tokens of one theme.
pub(crate) fn of(dark: bool) -> &'static Tokens {
    if dark { &DARK } else { &LIGHT }
}

/// Sets the whole style of the window.
pub(crate) fn apply(ctx: &Context, theme: Theme) {
    ctx.set_theme(if theme == Theme::Dark { egui::Theme::Dark } else { egui::Theme::Light });
    for theme in [egui::Theme::Light, egui::Theme::Dark] {
        ctx.set_style_of(theme, style(of(theme == egui::Theme::Dark), theme == egui::Theme::Dark));
    }
    ctx.options_mut(|options| options.zoom_with_keyboard = false);
}

fn style(tokens: &Tokens, dark: bool) -> Style {
    let mut style = Style {
        text_styles: [
            (TextStyle::Heading, Type::Title.font()),
            (TextStyle::Body, Type::Body.font()),
            (TextStyle::Monospace, Type::Row.font()),
            (TextStyle::Button, Type::Row.font()),
            (TextStyle::Small, Type::Meta.font()),
        ]
        .into(),
        visuals: visuals(tokens, dark),
        animation_time: 0.12,
        ..Style::default()
    };
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.4;
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(size::GAP, 4.0);
    spacing.button_padding = vec2(10.0, 5.0);
    spacing.interact_size = vec2(size::CONTROL, size::CONTROL);
    spacing.window_margin = Margin::same(size::PAD as i8);
    spacing.menu_margin = Margin::same(6);
    spacing.tooltip_width = 320.0;
    spacing.scroll = ScrollStyle {
        bar_width: 8.0,
        floating: true,
        floating_width: 4.0,
        foreground_color: false,
        dormant_handle_opacity: 0.35,
        fade: egui::style::ScrollFadeStyle { strength: 0.0, ..Default::default() },
        ..ScrollStyle::floating()
    };
    style
}

fn visuals(tokens: &Tokens, dark: bool) -> Visuals {
    let base = if dark { Visuals::dark() } else { Visuals::light() };
    Visuals {
        dark_mode: dark,
        override_text_color: None,
        weak_text_color: Some(tokens.text3),
        widgets: widgets(tokens),
        selection: Selection { bg_fill: tokens.sel, stroke: Stroke::new(1.0, tokens.accent) },
        hyperlink_color: tokens.accent,
        faint_bg_color: tokens.hover,
        extreme_bg_color: tokens.raise,
        text_edit_bg_color: Some(tokens.raise),
        code_bg_color: tokens.hover,
        warn_fg_color: tokens.warn,
        error_fg_color: tokens.bad,
        window_corner_radius: CornerRadius::same(size::CARD),
        window_shadow: Shadow::NONE,
        window_fill: tokens.raise,
        window_stroke: Stroke::new(1.0, tokens.line2),
        window_highlight_topmost: false,
        menu_corner_radius: CornerRadius::same(size::CARD),
        panel_fill: tokens.bg,
        popup_shadow: Shadow { offset: [0, 1], blur: 2, spread: 0, color: Color32::from_black_alpha(24) },
        text_cursor: TextCursorStyle {
            stroke: Stroke::new(1.5, tokens.accent),
            blink: false,
            ..base.text_cursor.clone()
        },
        striped: false,
        slider_trailing_fill: true,
        disabled_alpha: 0.45,
        ..base
    }
}

fn widgets(tokens: &Tokens) -> Widgets {
    let one = |fill: Color32, border: Color32, text: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, border),
        corner_radius: CornerRadius::same(size::RADIUS),
        fg_stroke: Stroke::new(1.0, text),
        expansion: 0.0,
    };
    Widgets {
        noninteractive: one(tokens.bg, tokens.line, tokens.text),
        inactive: one(tokens.raise, tokens.line2, tokens.text),
        hovered: one(tokens.hover, tokens.line2, tokens.text),
        active: one(tokens.hover, tokens.accent, tokens.text),
        open: one(tokens.hover, tokens.line2, tokens.text),
    }
}
