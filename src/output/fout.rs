//! What can go wrong when writing the output: the cause, the path, and the way out.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::PadReden;

/// Why the output cannot be written. None of these is about the content of the site: the way out
/// is in the environment or the command line.
#[derive(Debug)]
pub enum UitvoerFout {
    /// The target is `.`, `..`, `/` or empty: nothing that can be replaced as a whole.
    GeenNaam {
        /// The target.
        pad: PathBuf,
    },
    /// A file stands where the target should be.
    GeenMap {
        /// The target.
        pad: PathBuf,
    },
    /// The target has files but not our marker.
    NietVanOns {
        /// The target.
        pad: PathBuf,
    },
    /// A name that we need beside the target is in use for something else.
    VreemdeBuur {
        /// The sibling.
        pad: PathBuf,
    },
    /// The target is a symbolic link.
    Verwijzing {
        /// The target.
        pad: PathBuf,
        /// Where it leads, if anywhere.
        naar: Option<PathBuf>,
    },
    /// The target is a mount point, or cannot be renamed for a like reason.
    Koppelpunt {
        /// The target.
        pad: PathBuf,
    },
    /// Something is mounted inside the target.
    KoppelpuntErin {
        /// The target.
        pad: PathBuf,
        /// The mount point.
        punt: PathBuf,
    },
    /// The current directory is in the target.
    WerkmapErin {
        /// The target.
        pad: PathBuf,
    },
    /// The current directory does not exist any more, and the target is relative to it.
    WerkmapWeg {
        /// The target.
        pad: PathBuf,
    },
    /// Another build holds the lock.
    Bezet {
        /// The target.
        pad: PathBuf,
    },
    /// The file system cannot lock files.
    GeenSlot {
        /// The lock file.
        pad: PathBuf,
        /// What the system says.
        fout: io::Error,
    },
    /// Disk or quota full.
    SchijfVol {
        /// The file that did not fit.
        pad: PathBuf,
    },
    /// No permission.
    GeenRecht {
        /// The file or folder.
        pad: PathBuf,
    },
    /// The file system is read-only.
    AlleenLezen {
        /// The file or folder.
        pad: PathBuf,
    },
    /// A path inside the output is not allowed, or taken.
    Pad {
        /// The path, as it was passed.
        pad: String,
        /// Why.
        reden: PadReden,
    },
    /// A file could not be written before, so the output is not swapped in.
    Onvolledig {
        /// The target.
        pad: PathBuf,
    },
    /// What somebody else put in the output cannot be carried over.
    Foreign {
        /// The file or folder.
        pad: PathBuf,
        /// What the system says.
        fout: io::Error,
    },
    /// What an interrupted run left cannot be removed.
    Restanten {
        /// The sibling.
        pad: PathBuf,
        /// What the system says.
        fout: io::Error,
    },
    /// The new output is in place, but the previous one cannot be removed.
    Opruimen {
        /// The sibling.
        pad: PathBuf,
        /// What the system says.
        fout: io::Error,
    },
    /// Anything else.
    Io {
        /// The file or folder.
        pad: PathBuf,
        /// What the system says.
        fout: io::Error,
    },
}

impl UitvoerFout {
    /// The exit code of the program: usage or environment.
    pub const EXITCODE: u8 = 2;

    /// The error for a failed step on a path.
    pub(super) fn van_io(pad: PathBuf, fout: io::Error) -> Self {
        use io::ErrorKind as Soort;

        match fout.kind() {
            Soort::StorageFull | Soort::QuotaExceeded => Self::SchijfVol { pad },
            Soort::PermissionDenied => Self::GeenRecht { pad },
            Soort::ReadOnlyFilesystem => Self::AlleenLezen { pad },
            Soort::CrossesDevices | Soort::ResourceBusy => Self::Koppelpunt { pad },
            _ => Self::Io { pad, fout },
        }
    }

    /// The cause: one line in Dutch, without a full stop; paths stand in backticks.
    pub fn bericht(&self) -> String {
        match self {
            Self::GeenNaam { pad } if pad.as_os_str().is_empty() => "de outputmap heeft geen naam".into(),
            Self::GeenNaam { pad } => format!("{} kan niet in zijn geheel worden vervangen", toon(pad)),
            Self::GeenMap { pad } => format!("{} is geen map", toon(pad)),
            Self::NietVanOns { pad } | Self::VreemdeBuur { pad } => {
                format!("{} is niet door Steunwijzer gemaakt", toon(pad))
            }
            Self::Verwijzing { pad, naar: Some(naar) } => {
                format!("{} is een symbolische link naar {}", toon(pad), toon(naar))
            }
            Self::Verwijzing { pad, naar: None } => {
                format!("{} is een symbolische link die nergens heen leidt", toon(pad))
            }
            Self::Koppelpunt { pad } => {
                let pad = toon(pad);
                format!(
                    "{pad} is een koppelpunt (mount) of een laag van een container \
                     en kan niet in één keer worden vervangen"
                )
            }
            Self::KoppelpuntErin { pad, punt } => {
                format!("in {} is {} aangekoppeld (mount)", toon(pad), toon(punt))
            }
            Self::WerkmapErin { pad } => {
                format!("de huidige map ligt in {}, die bij de build wordt vervangen", toon(pad))
            }
            Self::WerkmapWeg { pad } => {
                format!("de huidige map bestaat niet meer, dus {} is niet te vinden", toon(pad))
            }
            Self::Bezet { pad } => format!("een andere build schrijft al naar {}", toon(pad)),
            Self::GeenSlot { pad, fout } => format!("{} kan niet op slot worden gezet ({fout})", toon(pad)),
            Self::SchijfVol { pad } => format!("de schijf is vol bij het schrijven van {}", toon(pad)),
            Self::GeenRecht { pad } => format!("onvoldoende rechten op {}", toon(pad)),
            Self::AlleenLezen { pad } => {
                format!("{} staat op een schijf die alleen te lezen is", toon(pad))
            }
            Self::Pad { pad, reden } => format!("`{pad}` kan niet worden geschreven: {reden}"),
            Self::Onvolledig { pad } => {
                format!("niet alle bestanden zijn geschreven, dus {} is niet vervangen", toon(pad))
            }
            Self::Foreign { pad, fout } => {
                format!("{} is niet door Steunwijzer gemaakt en kan niet behouden blijven ({fout})", toon(pad))
            }
            Self::Restanten { pad, fout } => {
                format!("{}, over van een afgebroken build, kan niet worden verwijderd ({fout})", toon(pad))
            }
            Self::Opruimen { pad, fout } => {
                format!(
                    "de nieuwe site staat klaar, maar de vorige in {} kan niet worden verwijderd ({fout})",
                    toon(pad)
                )
            }
            Self::Io { pad, fout } => format!("{} kan niet worden geschreven ({fout})", toon(pad)),
        }
    }

    /// The way out: a few words in Dutch, without a full stop.
    pub fn hint(&self) -> String {
        match self {
            Self::GeenNaam { .. } => "noem een map met een eigen naam, bijvoorbeeld --output output".into(),
            Self::GeenMap { .. } => "kies een andere map met --output".into(),
            Self::NietVanOns { .. } => "kies een andere map met --output of maak deze leeg".into(),
            Self::VreemdeBuur { .. } => "hernoem of verwijder dit, of kies een andere map met --output".into(),
            Self::Verwijzing { naar: Some(naar), .. } => {
                format!("noem de map zelf: --output {}", naar.display())
            }
            Self::Verwijzing { naar: None, .. } => "verwijder de link of kies een andere map met --output".into(),
            Self::Koppelpunt { pad } => {
                format!("kies een submap, bijvoorbeeld --output {}", pad.join("site").display())
            }
            Self::KoppelpuntErin { .. } => "koppel die map los of kies een andere map met --output".into(),
            Self::WerkmapErin { .. } => "ga eerst naar een map daarbuiten, bijvoorbeeld met cd ..".into(),
            Self::WerkmapWeg { .. } => "ga eerst naar een map die bestaat".into(),
            Self::Bezet { .. } => "wacht tot die klaar is of kies een andere map met --output".into(),
            Self::GeenSlot { .. } => "kies met --output een map op een gewone schijf".into(),
            Self::SchijfVol { .. } => "maak ruimte vrij of kies met --output een map op een andere schijf".into(),
            Self::GeenRecht { .. } => "kies een map die van jou is met --output, of pas de rechten aan".into(),
            Self::AlleenLezen { .. } => "kies een andere map met --output".into(),
            Self::Pad { .. } => "geef het bestand of de map waar dit vandaan komt een andere naam".into(),
            Self::Onvolledig { .. } => "los de eerdere fout op en draai de build opnieuw".into(),
            Self::Foreign { .. } => "zet dit zelf ergens anders, of kies een andere map met --output".into(),
            Self::Restanten { .. } | Self::Opruimen { .. } => "verwijder die map zelf".into(),
            Self::Io { .. } => "controleer deze plek of kies een andere map met --output".into(),
        }
    }
}

impl fmt::Display for UitvoerFout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.bericht(), self.hint())
    }
}

impl Error for UitvoerFout {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::GeenSlot { fout, .. }
            | Self::Foreign { fout, .. }
            | Self::Restanten { fout, .. }
            | Self::Opruimen { fout, .. }
            | Self::Io { fout, .. } => Some(fout),
            _ => None,
        }
    }
}

fn toon(pad: &Path) -> String {
    format!("`{}`", pad.display())
}
