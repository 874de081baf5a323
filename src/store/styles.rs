//! How QGIS is to draw the layers: its table `layer_styles`, one style a layer, in the colours and names that the
//! sides have in the window. What a user saves there under another name stays, and goes before ours if it is the default.

use crate::control::State;
use crate::front::Support;
use crate::scene::style::{Color, Sides, tokens};
use crate::side::{Naming, Side};
use crate::view::{Palette, Theme};
use quick_xml::escape::escape;
use rusqlite::{Connection, params};

/// The table as QGIS makes it.
const TABLE: &str = "
    CREATE TABLE IF NOT EXISTS layer_styles (
        id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
        f_table_catalog TEXT(256),
        f_table_schema TEXT(256),
        f_table_name TEXT(256),
        f_geometry_column TEXT(256),
        styleName TEXT(30),
        styleQML TEXT,
        styleSLD TEXT,
        useAsDefault BOOLEAN,
        description TEXT,
        owner TEXT(30),
        ui TEXT(30),
        update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    );
    INSERT OR IGNORE INTO gpkg_contents (table_name, data_type, identifier, description, srs_id)
        VALUES ('layer_styles', 'attributes', 'layer_styles', 'How QGIS draws the layers', 0);
";

/// The name of our styles.
const NAME: &str = "Frontlines";

/// Writes the styles of all layers anew.
pub(super) fn write(db: &Connection, naming: &Naming) -> rusqlite::Result<()> {
    db.execute_batch(TABLE)?;
    let sides = Sides::of(Palette::Press, Theme::Light, naming);
    for (table, style) in [
        ("places", points(&sides, naming)),
        ("claims", points(&sides, naming)),
        ("areas", areas(&sides, naming)),
        ("fronts", fronts()),
    ] {
        db.execute("DELETE FROM layer_styles WHERE f_table_name = ?1 AND styleName = ?2", params![table, NAME])?;
        db.execute(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, \
             styleQML, styleSLD, useAsDefault, description, owner) \
             SELECT '', '', ?1, 'geom', ?2, ?3, '', NOT EXISTS (SELECT 1 FROM layer_styles WHERE f_table_name = ?1 \
             AND useAsDefault), 'Reported control, not verified', ''",
            params![table, NAME, style],
        )?;
    }
    Ok(())
}

/// One symbol: what is drawn where the expression of the style has this value.
struct Category {
    value: String,
    label: String,
    /// The kind of symbol: `marker`, `fill` or `line`.
    kind: &'static str,
    /// The kind of its one layer, and what that is told.
    layer: &'static str,
    options: Vec<(&'static str, String)>,
}

/// A QGIS style that draws each feature by the value of an expression.
fn style(expression: &str, categories: &[Category]) -> String {
    let mut listed = String::new();
    let mut symbols = String::new();
    for (at, category) in categories.iter().enumerate() {
        let (value, label) = (escape(&category.value), escape(&category.label));
        listed += &format!(r#"<category render="true" symbol="{at}" type="string" value="{value}" label="{label}"/>"#);
        let options = category
            .options
            .iter()
            .map(|(name, value)| format!(r#"<Option type="QString" name="{name}" value="{value}"/>"#));
        let (kind, layer) = (category.kind, category.layer);
        symbols += &format!(
            r#"<symbol type="{kind}" name="{at}" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="{layer}" enabled="1" locked="0" pass="0"><Option type="Map">{}</Option></layer></symbol>"#,
            options.collect::<String>()
        );
    }
    let expression = escape(expression);
    format!(
        r#"<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'><qgis version="3.22.0" styleCategories="Symbology"><renderer-v2 type="categorizedSymbol" attr="{expression}" enableorderby="0" forceraster="0" symbollevels="0"><categories>{listed}</categories><symbols>{symbols}</symbols></renderer-v2><blendMode>0</blendMode><featureBlendMode>0</featureBlendMode><layerOpacity>1</layerOpacity></qgis>"#
    )
}

/// Places and claims: a disc in the colour of the side, grey where none is told.
fn points(sides: &Sides, naming: &Naming) -> String {
    let of = |side: Option<Side>| {
        let look = sides.look(side);
        Category {
            value: side.map_or("", Side::key).to_owned(),
            label: side.map_or("Side unknown", |side| naming.name(side)).to_owned(),
            kind: "marker",
            layer: "SimpleMarker",
            options: vec![
                ("name", "circle".to_owned()),
                ("color", rgba(look.solid, 255)),
                ("outline_color", rgba(look.ink, 255)),
                ("outline_width", "0.2".to_owned()),
                ("outline_width_unit", "MM".to_owned()),
                ("size", if side.is_some() { "2.4" } else { "1.6" }.to_owned()),
                ("size_unit", "MM".to_owned()),
            ],
        }
    };
    style("coalesce(\"side\", '')", &Side::ALL.map(Some).into_iter().chain([None]).map(of).collect::<Vec<_>>())
}

/// Areas: held ground is filled, what is contested, unconfirmed or stale is hatched.
fn areas(sides: &Sides, naming: &Naming) -> String {
    let states = [
        (State::Held, "solid", "held", 92),
        (State::Contested, "diagonal_x", "contested", 200),
        (State::Unconfirmed, "f_diagonal", "unconfirmed", 200),
        (State::Stale, "dense6", "when last heard", 160),
    ];
    let of = |side: Side, (state, brush, words, alpha): (State, &str, &str, u8)| {
        let look = sides.look(Some(side));
        Category {
            value: format!("{} {}", side.key(), state.key()),
            label: format!("{}, {words}", naming.name(side)),
            kind: "fill",
            layer: "SimpleFill",
            options: vec![
                ("color", rgba(look.solid, alpha)),
                ("style", brush.to_owned()),
                ("outline_color", rgba(look.ink, 160)),
                ("outline_style", if state == State::Held { "no" } else { "dot" }.to_owned()),
                ("outline_width", "0.2".to_owned()),
                ("outline_width_unit", "MM".to_owned()),
            ],
        }
    };
    let all = Side::ALL.into_iter().flat_map(|side| states.map(|state| of(side, state)));
    style("\"side\" || ' ' || \"state\"", &all.collect::<Vec<_>>())
}

/// Fronts: solid where reports on both sides support them, else dashed.
fn fronts() -> String {
    let of = |(support, label, dash, width): (Support, &str, &str, &str)| Category {
        value: support.key().to_owned(),
        label: label.to_owned(),
        kind: "line",
        layer: "SimpleLine",
        options: vec![
            ("line_color", rgba(tokens(Theme::Light).ink, 255)),
            ("line_style", dash.to_owned()),
            ("line_width", width.to_owned()),
            ("line_width_unit", "MM".to_owned()),
        ],
    };
    let all = [
        (Support::Reported, "Front, reported", "solid", "0.7"),
        (Support::Interpolated, "Front, interpolated", "dash", "0.4"),
    ];
    style("\"support\"", &all.map(of))
}

/// A colour as QGIS writes it.
fn rgba(color: Color, alpha: u8) -> String {
    let [red, green, blue] = color.rgb;
    format!("{red},{green},{blue},{alpha}")
}
