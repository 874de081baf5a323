//! The ground under the reports: land, water, built-up tint, borders, roads, and their names.

use super::basemap::{Border, NameKind};
use super::labels::{Line, Wish};
use super::style::{self, Type};
use super::{Input, Item, Scene, Stroke, Ticks};
use crate::view::{Detail, View};

/// Sea, countries, lakes, built-up ground, rivers and borders: all that lies below the fills.
pub(super) fn below(input: &Input, view: &View, scene: &mut Scene) {
    let (base, tokens, frame) = (input.base, style::tokens(view.theme), view.camera.view(20.0));
    let detail = view.camera.detail();
    let items = &mut scene.items;
    scene.background = tokens.abroad;
    let mut fill = |areas: &[std::sync::Arc<super::shape::Area>], color| {
        items.extend(areas.iter().filter(|area| area.touches(&frame)).map(|area| Item::Fill(area.clone(), color)));
    };
    fill(&base.sea, tokens.water);
    fill(&base.country, tokens.land);
    if detail >= Detail::Province {
        fill(&base.urban, tokens.built);
    }
    fill(&base.lakes, tokens.water);
    for path in base.coast.iter().filter(|path| path.touches(&frame)) {
        items.push(Item::Line(path.clone(), Stroke::solid(0.8, tokens.river)));
    }
    for (rank, path) in base.rivers.iter().filter(|(_, path)| path.touches(&frame)) {
        if *rank <= river_rank(detail) {
            items.push(Item::Line(path.clone(), Stroke::solid(river_width(*rank, detail), tokens.river)));
        }
    }
    for (border, path) in base.borders.iter().filter(|(_, path)| path.touches(&frame)) {
        let stroke = match border {
            Border::International => Stroke::solid(1.2, tokens.border),
            Border::Disputed => Stroke::dashed(1.2, tokens.border, 5.0, 3.0),
            Border::Governorate => Stroke::dashed(0.8, tokens.border.faded(0.75), 3.0, 2.5),
        };
        items.push(Item::Line(path.clone(), stroke));
    }
}

/// Roads with their casing, and railways with their sleepers: above the fills, so that a city stays
/// readable under its colours.
pub(super) fn roads(input: &Input, view: &View, scene: &mut Scene) {
    let (base, tokens, frame) = (input.base, style::tokens(view.theme), view.camera.view(20.0));
    let detail = view.camera.detail();
    let width = |motorway: bool| match (detail, motorway) {
        (Detail::Country, true) => 1.6,
        (Detail::Country, false) => 1.0,
        (Detail::Province, true) => 2.4,
        (Detail::Province, false) => 1.7,
        (_, true) => 3.2,
        (_, false) => 2.2,
    };
    // Roads are placed to within kilometres: from near they are no more than a hint.
    let (road, casing_color) = match view.camera.metres_per_point() < 6.0 {
        true => (tokens.road.faded(0.55), tokens.casing.faded(0.3)),
        false => (tokens.road, tokens.casing),
    };
    let seen = || base.roads.iter().filter(|(_, path)| path.touches(&frame));
    for (motorway, path) in seen() {
        let casing = if detail == Detail::Country { 1.0 } else { 1.6 };
        scene.items.push(Item::Line(path.clone(), Stroke::solid(width(*motorway) + casing, casing_color)));
    }
    for (motorway, path) in seen() {
        scene.items.push(Item::Line(path.clone(), Stroke::solid(width(*motorway), road)));
    }
    if detail >= Detail::Province {
        for path in base.railways.iter().filter(|path| path.touches(&frame)) {
            let stroke = Stroke::solid(1.0, tokens.rail);
            scene.items.push(Item::Line(path.clone(), stroke));
            scene.items.push(Item::Ticks(path.clone(), Ticks { every: 9.0, reach: [2.5, 2.5], stroke }));
        }
    }
}

/// Names of countries and waters.
pub(super) fn wishes(input: &Input, view: &View) -> Vec<Wish> {
    let (tokens, detail) = (style::tokens(view.theme), view.camera.detail());
    let shown = |kind: NameKind, rank: u8| match kind {
        NameKind::Country => view.camera.metres_per_point() > 330.0,
        NameKind::Water => detail <= Detail::Province,
        NameKind::River => rank <= river_rank(detail).min(4) && detail >= Detail::Province,
    };
    let names = input.base.names.iter().filter(|name| shown(name.kind, name.rank));
    names
        .map(|name| {
            let (text, style, color) = match name.kind {
                NameKind::Country => (name.text.to_uppercase(), Type::COUNTRY, tokens.label2),
                NameKind::Water => (name.text.clone(), Type::SMALL, tokens.river.mixed(0.45, tokens.label2)),
                NameKind::River => (name.text.clone(), Type::SMALL, tokens.river.mixed(0.35, tokens.label2)),
            };
            Wish {
                key: format!("name/{}/{:.4}", name.text, name.at.x),
                lines: vec![Line { text, style, color }],
                at: view.camera.screen(name.at),
                gap: None,
                order: (8, u32::from(name.rank)),
                side: None,
            }
        })
        .collect()
}

fn river_rank(detail: Detail) -> u8 {
    match detail {
        Detail::Country => 3,
        _ => 6,
    }
}

fn river_width(rank: u8, detail: Detail) -> f32 {
    let base = [1.9, 1.9, 1.5, 1.2][usize::from(rank.min(3))];
    if detail == Detail::Country { base * 0.7 } else { base * 1.15 }
}
