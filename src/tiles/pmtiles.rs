//! PMTiles 3: one file with a header, directories of tiles in the order of a Hilbert curve, and the pictures.
//! After the specification, <https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md>.

use super::{Kind, Source, VECTOR, bounds, name, plain};
use crate::view::Tile;
use brotli_decompressor::Decompressor;
use flate2::read::GzDecoder;
use ruzstd::decoding::StreamingDecoder;
use std::fmt::Display;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

const HEADER: usize = 127;
/// The largest directory, and the largest tile, in bytes: more is taken for a broken file.
const LARGEST: u64 = 64 << 20;
/// How deep directories may lead to others.
const DEPTH: usize = 4;

/// An open archive.
#[derive(Debug)]
pub(super) struct Archive {
    file: Mutex<File>,
    root: Vec<Entry>,
    /// Where the other directories and the pictures begin.
    leaves: u64,
    data: u64,
    packed: Packed,
    tiles: Packed,
}

/// A run of tiles with the same picture; a run of none leads to another directory.
#[derive(Clone, Copy, Debug)]
struct Entry {
    first: u64,
    run: u64,
    offset: u64,
    length: u64,
}

/// How bytes are packed.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Packed {
    Not,
    Gzip,
    Brotli,
    Zstandard,
}

impl Packed {
    /// By its code in the header.
    fn of(code: u8) -> Result<Packed, String> {
        match code {
            0 | 1 => Ok(Packed::Not),
            2 => Ok(Packed::Gzip),
            3 => Ok(Packed::Brotli),
            4 => Ok(Packed::Zstandard),
            other => Err(format!("expected it packed with gzip, Brotli, Zstandard or not at all, found way {other}")),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Packed::Not => "nothing",
            Packed::Gzip => "gzip",
            Packed::Brotli => "Brotli",
            Packed::Zstandard => "Zstandard",
        }
    }
}

/// Whether a file begins as PMTiles do.
pub(super) fn is_one(path: &Path) -> bool {
    let mut head = [0; 7];
    File::open(path).and_then(|mut file| file.read_exact(&mut head)).is_ok() && &head == b"PMTiles"
}

/// Opens an archive to read it.
pub(super) fn open(path: &Path) -> Result<Source, String> {
    let mut file = File::open(path).map_err(|error| error.to_string())?;
    let mut head = [0; HEADER];
    file.read_exact(&mut head).map_err(|_| "expected a header of 127 bytes, found fewer".to_owned())?;
    if head[7] != 3 {
        return Err(format!("expected PMTiles version 3, found version {}", head[7]));
    }
    let long = |at: usize| u64::from_le_bytes(std::array::from_fn(|n| head[at + n]));
    let degrees = |at: usize| f64::from(i32::from_le_bytes(std::array::from_fn(|n| head[at + n]))) / 1e7;
    let (packed, tiles) = (Packed::of(head[97])?, Packed::of(head[98])?);
    match head[99] {
        0 | 2..=4 => {}
        1 => return Err(VECTOR.to_owned()),
        other => return Err(format!("expected pictures (PNG, JPEG or WebP), found tiles of kind {other}")),
    }
    let root = directory(&unpacked(&read(&mut file, long(8), long(16))?, packed)?)?;
    let about = unpacked(&read(&mut file, long(24), long(32))?, packed)?;
    let about: serde_json::Value = serde_json::from_slice(&about).unwrap_or_default();
    let (least, most) = (head[100], head[101].min(Tile::DEEPEST));
    Ok(Source {
        name: name(path),
        credit: about["attribution"].as_str().map_or_else(String::new, plain),
        levels: least..=most,
        bounds: bounds([degrees(102), degrees(106), degrees(110), degrees(114)]),
        kind: Kind::Pm(Archive { file: Mutex::new(file), root, leaves: long(40), data: long(56), packed, tiles }),
    })
}

impl Archive {
    /// The bytes of a tile.
    pub(super) fn bytes(&self, tile: Tile) -> Result<Option<Vec<u8>>, String> {
        let number = number(tile);
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let mut leaf: Vec<Entry>;
        let mut entries = &self.root;
        for _ in 0..DEPTH {
            let at = entries.partition_point(|entry| entry.first <= number);
            let Some(entry) = at.checked_sub(1).map(|at| entries[at]) else { return Ok(None) };
            if entry.run > 0 {
                if number - entry.first >= entry.run {
                    return Ok(None);
                }
                let bytes = read(&mut file, self.data.saturating_add(entry.offset), entry.length)?;
                return unpacked(&bytes, self.tiles).map(Some);
            }
            let bytes = read(&mut file, self.leaves.saturating_add(entry.offset), entry.length)?;
            leaf = directory(&unpacked(&bytes, self.packed)?)?;
            entries = &leaf;
        }
        Err("its directories lead to each other without end".to_owned())
    }
}

fn read(file: &mut File, offset: u64, length: u64) -> Result<Vec<u8>, String> {
    if length > LARGEST {
        return Err(format!("expected a part of at most {LARGEST} bytes, found one of {length}"));
    }
    let mut bytes = vec![0; length as usize];
    let done = file.seek(SeekFrom::Start(offset)).and_then(|_| file.read_exact(&mut bytes));
    done.map(|()| bytes).map_err(|_| "the file ends before what its directory names".to_owned())
}

fn unpacked(bytes: &[u8], packed: Packed) -> Result<Vec<u8>, String> {
    let fault = |error: &dyn Display| format!("expected bytes packed with {}: {error}", packed.name());
    let mut reader: Box<dyn Read + '_> = match packed {
        Packed::Not => return Ok(bytes.to_owned()),
        Packed::Gzip => Box::new(GzDecoder::new(bytes)),
        Packed::Brotli => Box::new(Decompressor::new(bytes, 4096)),
        Packed::Zstandard => Box::new(StreamingDecoder::new(bytes).map_err(|error| fault(&error))?),
    };
    let mut out = Vec::new();
    let done = reader.as_mut().take(LARGEST).read_to_end(&mut out);
    done.map(|_| out).map_err(|error| fault(&error))
}

fn directory(bytes: &[u8]) -> Result<Vec<Entry>, String> {
    entries(bytes).ok_or_else(|| "its directory is broken".to_owned())
}

/// A directory: the number of its entries, then the tile each begins with (as the step from the one before), the
/// run, the length and the place of each; a place of 0 is right behind the one before.
fn entries(mut bytes: &[u8]) -> Option<Vec<Entry>> {
    let count = varint(&mut bytes)?;
    if count > bytes.len() as u64 {
        return None;
    }
    let mut entries = vec![Entry { first: 0, run: 0, offset: 0, length: 0 }; count as usize];
    let mut first = 0_u64;
    for entry in &mut entries {
        first = first.checked_add(varint(&mut bytes)?)?;
        entry.first = first;
    }
    for entry in &mut entries {
        entry.run = varint(&mut bytes)?;
    }
    for entry in &mut entries {
        entry.length = varint(&mut bytes)?;
    }
    for at in 0..entries.len() {
        entries[at].offset = match varint(&mut bytes)? {
            0 => {
                let before = entries[at.checked_sub(1)?];
                before.offset.checked_add(before.length)?
            }
            offset => offset - 1,
        };
    }
    Some(entries)
}

/// A number in groups of seven bits, the lowest first.
fn varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0_u64;
    for shift in (0..64).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

/// The number of a tile: those of all levels above, then its place on the Hilbert curve of its level.
pub(super) fn number(tile: Tile) -> u64 {
    let above = ((1_u64 << (2 * tile.level)) - 1) / 3;
    let (mut x, mut y, mut along) = (u64::from(tile.x), u64::from(tile.y), 0);
    for bit in (0..tile.level).rev() {
        let side = 1_u64 << bit;
        let (east, south) = (x >> bit & 1, y >> bit & 1);
        along += side * side * ((3 * east) ^ south);
        // Each quarter holds the same curve, turned.
        (x, y) = (x & (side - 1), y & (side - 1));
        if south == 0 {
            if east == 1 {
                (x, y) = (side - 1 - x, side - 1 - y);
            }
            (x, y) = (y, x);
        }
    }
    above + along
}
