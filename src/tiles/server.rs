//! A tile server, by the address of its tiles. Nothing is asked of it but the tiles in view, and only while the
//! user has it switched on; what was seen is kept on the disk, so the same ground is asked for once.

use crate::files;
use crate::view::Tile;
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// After how long a tile on the disk is asked for anew.
const FRESH: Duration = Duration::from_secs(30 * 24 * 3600);
/// The deepest level of a server that says nothing of it.
const DEEPEST: u8 = 19;

/// A server the user may pick.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// What it is called.
    pub name: &'static str,
    /// The address of its tiles.
    pub address: &'static str,
    /// To whom its pictures are owed.
    pub credit: &'static str,
    /// Its deepest level.
    pub deepest: u8,
}

/// Servers that let a desktop program show their tiles, with what they ask to be named.
pub const KNOWN: [Known; 3] = [
    Known {
        name: "OpenStreetMap",
        address: "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
        credit: "© OpenStreetMap contributors",
        deepest: 19,
    },
    Known {
        name: "OpenStreetMap, humanitarian",
        address: "https://a.tile.openstreetmap.fr/hot/{z}/{x}/{y}.png",
        credit: "© OpenStreetMap contributors, tiles by Humanitarian OpenStreetMap Team, hosted by OpenStreetMap France",
        deepest: 19,
    },
    Known {
        name: "OpenTopoMap",
        address: "https://a.tile.opentopomap.org/{z}/{x}/{y}.png",
        credit: "© OpenStreetMap contributors, SRTM; map style © OpenTopoMap (CC BY-SA 3.0)",
        deepest: 17,
    },
];

/// A server, as the user chose it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Server {
    /// The address of its tiles, with `{z}`, `{x}` and `{y}` (or `{-y}` for rows counted from the south).
    pub address: String,
    /// To whom its pictures are owed; empty: its host is named.
    pub credit: String,
    /// Its deepest level.
    pub deepest: u8,
}

impl Server {
    /// A server by the address of its tiles.
    ///
    /// # Errors
    /// What was expected of the address and what was found.
    pub fn new(address: &str, credit: &str) -> Result<Server, String> {
        let address = address.trim();
        let fault = |found: &str| {
            Err(format!("Expected an address such as https://tiles.example/{{z}}/{{x}}/{{y}}.png, found {found}."))
        };
        let Some((_, rest)) = address.split_once("://").filter(|(scheme, _)| matches!(*scheme, "http" | "https"))
        else {
            return fault(if address.is_empty() {
                "none"
            } else {
                "one that begins neither with https:// nor http://"
            });
        };
        let host = rest.split('/').next().unwrap_or_default();
        if host.is_empty() || host.contains(['{', '@']) || address.contains(char::is_whitespace) {
            return fault("one without the plain name of a server");
        }
        if let Some(missing) = ["{z}", "{x}"].into_iter().find(|part| !address.contains(part)) {
            return fault(&format!("one without {missing}"));
        }
        if !address.contains("{y}") && !address.contains("{-y}") {
            return fault("one without {y}");
        }
        let known = KNOWN.iter().find(|known| known.address == address);
        let credit = if credit.trim().is_empty() { known.map_or("", |known| known.credit) } else { credit.trim() };
        let deepest = known.map_or(DEEPEST, |known| known.deepest);
        Ok(Server { address: address.to_owned(), credit: credit.to_owned(), deepest })
    }

    /// The server's name on the network.
    pub fn host(&self) -> String {
        let rest = self.address.split_once("://").map_or("", |(_, rest)| rest);
        rest.split('/').next().unwrap_or_default().to_owned()
    }

    /// To whom its pictures are owed.
    pub fn credit_line(&self) -> String {
        if self.credit.is_empty() { format!("Tiles: {}", self.host()) } else { self.credit.clone() }
    }

    /// The address of a tile.
    pub fn address_of(&self, tile: Tile) -> String {
        let from_south = (1_u32 << tile.level) - 1 - tile.y;
        let put = [("{z}", tile.level.into()), ("{x}", tile.x), ("{y}", tile.y), ("{-y}", from_south)];
        put.iter().fold(self.address.clone(), |address, (part, number)| address.replace(part, &number.to_string()))
    }
}

/// A server with what is kept of it on the disk.
#[derive(Debug)]
pub(super) struct Kept {
    server: Server,
    folder: PathBuf,
    #[cfg(feature = "online")]
    agent: ureq::Agent,
}

impl Kept {
    /// The tiles of a server, kept in a folder of their own under `cache`.
    pub(super) fn new(server: &Server, cache: &Path) -> Kept {
        // Two styles of one host are two folders.
        let name: String = server
            .address
            .chars()
            .map(|letter| if letter.is_ascii_alphanumeric() || letter == '.' { letter } else { '_' })
            .collect();
        Kept {
            server: server.clone(),
            folder: cache.join(name),
            #[cfg(feature = "online")]
            agent: agent(),
        }
    }

    fn path(&self, tile: Tile) -> PathBuf {
        self.folder.join(format!("{}/{}/{}", tile.level, tile.x, tile.y))
    }

    /// The bytes of a tile that was seen before, however long ago.
    pub(super) fn on_disk(&self, tile: Tile) -> Option<Vec<u8>> {
        fs::read(self.path(tile)).ok()
    }

    /// The bytes of a tile: from the disk, else from the server.
    pub(super) fn bytes(&self, tile: Tile) -> Result<Option<Vec<u8>>, String> {
        let path = self.path(tile);
        let kept = fs::read(&path).ok();
        let age = fs::metadata(&path).and_then(|about| about.modified()).ok().and_then(|at| at.elapsed().ok());
        if kept.is_some() && age.is_none_or(|age| age < FRESH) {
            return Ok(kept);
        }
        match self.ask(&self.server.address_of(tile)) {
            Ok(Some(bytes)) => {
                // A tile that cannot be kept is asked for again; nothing else is lost.
                let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
                drop(folder.map(|()| files::write(&path, &bytes)));
                Ok(Some(bytes))
            }
            Ok(None) => Ok(None),
            // An old picture is better than none.
            Err(why) => kept.map_or(Err(why), |bytes| Ok(Some(bytes))),
        }
    }
}

#[cfg(feature = "online")]
fn agent() -> ureq::Agent {
    ureq::Agent::config_builder()
        .timeout_global(Some(Duration::from_secs(20)))
        // A server that sends elsewhere would show the map's positions to one the user was not told of.
        .max_redirects(0)
        .user_agent(concat!("Frontlines/", env!("CARGO_PKG_VERSION"), " (desktop map viewer)"))
        .build()
        .into()
}

#[cfg(feature = "online")]
impl Kept {
    /// Asks the server; `None` where it has no such tile.
    fn ask(&self, address: &str) -> Result<Option<Vec<u8>>, String> {
        /// The largest tile, in bytes.
        const LARGEST: u64 = 8 << 20;
        match self.agent.get(address).call() {
            Ok(mut answer) if answer.status().is_success() => {
                let bytes = answer.body_mut().with_config().limit(LARGEST).read_to_vec();
                bytes.map(|bytes| Some(bytes).filter(|bytes| !bytes.is_empty())).map_err(|error| error.to_string())
            }
            Ok(answer) if answer.status().is_redirection() => Err("it sends to another server".to_owned()),
            Err(ureq::Error::TooManyRedirects) => Err("it sends to another server".to_owned()),
            Ok(answer) => Err(format!("it answers {}", answer.status())),
            Err(ureq::Error::StatusCode(404 | 410 | 204)) => Ok(None),
            Err(ureq::Error::StatusCode(code)) => Err(format!("it answers {code}")),
            Err(ureq::Error::HostNotFound) => Err("there is no server of this name, or no network".to_owned()),
            Err(ureq::Error::Io(_) | ureq::Error::ConnectionFailed | ureq::Error::Timeout(_)) => {
                Err("it does not answer".to_owned())
            }
            Err(error) => Err(error.to_string()),
        }
    }
}

#[cfg(not(feature = "online"))]
impl Kept {
    fn ask(&self, _: &str) -> Result<Option<Vec<u8>>, String> {
        Err("this build has no network code".to_owned())
    }
}
