//! What can go wrong when writing the output: the cause, the path, and the way out.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::PathReason;

/// Why the output cannot be written. None of these is about the content of the site: the way out
/// is in the environment or the command line.
#[derive(Debug)]
pub enum OutputError {
    /// The target is `.`, `..`, `/` or empty: nothing that can be replaced as a whole.
    NoName {
        /// The target.
        path: PathBuf,
    },
    /// A file stands where the target should be.
    NotADir {
        /// The target.
        path: PathBuf,
    },
    /// The target has files but not our marker.
    NotOurs {
        /// The target.
        path: PathBuf,
    },
    /// A name that we need beside the target is in use for something else.
    ForeignSibling {
        /// The sibling.
        path: PathBuf,
    },
    /// The target is a symbolic link.
    Reference {
        /// The target.
        path: PathBuf,
        /// Where it leads, if anywhere.
        to: Option<PathBuf>,
    },
    /// The target is a mount point, or cannot be renamed for a similar reason.
    MountPoint {
        /// The target.
        path: PathBuf,
    },
    /// Something is mounted inside the target.
    MountPointInside {
        /// The target.
        path: PathBuf,
        /// The mount point.
        mount_point: PathBuf,
    },
    /// The current directory is in the target.
    WorkDirInside {
        /// The target.
        path: PathBuf,
    },
    /// The current directory does not exist any more, and the target is relative to it.
    WorkDirGone {
        /// The target.
        path: PathBuf,
    },
    /// Another build holds the lock.
    Busy {
        /// The target.
        path: PathBuf,
    },
    /// The file system cannot lock files.
    NoLock {
        /// The lock file.
        path: PathBuf,
        /// What the system says.
        err: io::Error,
    },
    /// Disk or quota full.
    DiskFull {
        /// The file that did not fit.
        path: PathBuf,
    },
    /// No permission.
    NoPermission {
        /// The file or folder.
        path: PathBuf,
    },
    /// The file system is read-only.
    ReadOnly {
        /// The file or folder.
        path: PathBuf,
    },
    /// A path inside the output is not allowed, or taken.
    Path {
        /// The path, as it was passed.
        path: String,
        /// Why.
        reason: PathReason,
    },
    /// A file could not be written earlier, so the output is not swapped in.
    Incomplete {
        /// The target.
        path: PathBuf,
    },
    /// What somebody else put in the output cannot be carried over.
    Foreign {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        err: io::Error,
    },
    /// What an interrupted run left cannot be removed.
    Leftovers {
        /// The sibling.
        path: PathBuf,
        /// What the system says.
        err: io::Error,
    },
    /// The new output is in place, but the previous one cannot be removed.
    CleanUp {
        /// The sibling.
        path: PathBuf,
        /// What the system says.
        err: io::Error,
    },
    /// Anything else.
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        err: io::Error,
    },
}

impl OutputError {
    /// The exit code of the program: usage or environment.
    pub const EXIT_CODE: u8 = 2;

    /// The error for a failed step on a path.
    pub(super) fn from_io(path: PathBuf, err: io::Error) -> Self {
        use io::ErrorKind;

        match err.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::DiskFull { path },
            ErrorKind::PermissionDenied => Self::NoPermission { path },
            ErrorKind::ReadOnlyFilesystem => Self::ReadOnly { path },
            ErrorKind::CrossesDevices | ErrorKind::ResourceBusy => Self::MountPoint { path },
            _ => Self::Io { path, err },
        }
    }

    /// The cause: one line in Dutch, without a full stop; paths stand in backticks.
    pub fn message(&self) -> String {
        match self {
            Self::NoName { path } if path.as_os_str().is_empty() => "de outputmap heeft geen naam".into(),
            Self::NoName { path } => format!("{} kan niet in zijn geheel worden vervangen", show(path)),
            Self::NotADir { path } => format!("{} is geen map", show(path)),
            Self::NotOurs { path } | Self::ForeignSibling { path } => {
                format!("{} is niet door Steunwijzer gemaakt", show(path))
            }
            Self::Reference { path, to: Some(to) } => {
                format!("{} is een symbolische link naar {}", show(path), show(to))
            }
            Self::Reference { path, to: None } => {
                format!("{} is een symbolische link die nergens heen leidt", show(path))
            }
            Self::MountPoint { path } => {
                let path = show(path);
                format!(
                    "{path} is een koppelpunt (mount) of een laag van een container \
                     en kan niet in één keer worden vervangen"
                )
            }
            Self::MountPointInside { path, mount_point } => {
                format!("in {} is {} aangekoppeld (mount)", show(path), show(mount_point))
            }
            Self::WorkDirInside { path } => {
                format!("de huidige map ligt in {}, die bij de build wordt vervangen", show(path))
            }
            Self::WorkDirGone { path } => {
                format!("de huidige map bestaat niet meer, dus {} is niet te vinden", show(path))
            }
            Self::Busy { path } => format!("een andere build schrijft al naar {}", show(path)),
            Self::NoLock { path, err } => format!("{} kan niet op slot worden gezet ({err})", show(path)),
            Self::DiskFull { path } => format!("de schijf is vol bij het schrijven van {}", show(path)),
            Self::NoPermission { path } => format!("onvoldoende rechten op {}", show(path)),
            Self::ReadOnly { path } => {
                format!("{} staat op een schijf die alleen te lezen is", show(path))
            }
            Self::Path { path, reason } => format!("`{path}` kan niet worden geschreven: {reason}"),
            Self::Incomplete { path } => {
                format!("niet alle bestanden zijn geschreven, dus {} is niet vervangen", show(path))
            }
            Self::Foreign { path, err } => {
                format!("{} is niet door Steunwijzer gemaakt en kan niet behouden blijven ({err})", show(path))
            }
            Self::Leftovers { path, err } => {
                format!("{}, over van een afgebroken build, kan niet worden verwijderd ({err})", show(path))
            }
            Self::CleanUp { path, err } => {
                format!(
                    "de nieuwe site staat klaar, maar de vorige in {} kan niet worden verwijderd ({err})",
                    show(path)
                )
            }
            Self::Io { path, err } => format!("{} kan niet worden geschreven ({err})", show(path)),
        }
    }

    /// The way out: a few words in Dutch, without a full stop.
    pub fn hint(&self) -> String {
        match self {
            Self::NoName { .. } => "noem een map met een eigen naam, bijvoorbeeld --output output".into(),
            Self::NotADir { .. } => "kies een andere map met --output".into(),
            Self::NotOurs { .. } => "kies een andere map met --output of maak deze leeg".into(),
            Self::ForeignSibling { .. } => "hernoem of verwijder dit, of kies een andere map met --output".into(),
            Self::Reference { to: Some(to), .. } => {
                format!("noem de map zelf: --output {}", to.display())
            }
            Self::Reference { to: None, .. } => "verwijder de link of kies een andere map met --output".into(),
            Self::MountPoint { path } => {
                format!("kies een submap, bijvoorbeeld --output {}", path.join("site").display())
            }
            Self::MountPointInside { .. } => "koppel die map los of kies een andere map met --output".into(),
            Self::WorkDirInside { .. } => "ga eerst naar een map daarbuiten, bijvoorbeeld met cd ..".into(),
            Self::WorkDirGone { .. } => "ga eerst naar een map die bestaat".into(),
            Self::Busy { .. } => "wacht tot die klaar is of kies een andere map met --output".into(),
            Self::NoLock { .. } => "kies met --output een map op een gewone schijf".into(),
            Self::DiskFull { .. } => "maak ruimte vrij of kies met --output een map op een andere schijf".into(),
            Self::NoPermission { .. } => "kies een map die van jou is met --output, of pas de rechten aan".into(),
            Self::ReadOnly { .. } => "kies een andere map met --output".into(),
            Self::Path { .. } => "geef het bestand of de map waar dit vandaan komt een andere naam".into(),
            Self::Incomplete { .. } => "los de eerdere fout op en draai de build opnieuw".into(),
            Self::Foreign { .. } => "zet dit zelf ergens anders, of kies een andere map met --output".into(),
            Self::Leftovers { .. } | Self::CleanUp { .. } => "verwijder die map zelf".into(),
            Self::Io { .. } => "controleer deze plek of kies een andere map met --output".into(),
        }
    }
}

impl fmt::Display for OutputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.message(), self.hint())
    }
}

impl Error for OutputError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::NoLock { err, .. }
            | Self::Foreign { err, .. }
            | Self::Leftovers { err, .. }
            | Self::CleanUp { err, .. }
            | Self::Io { err, .. } => Some(err),
            _ => None,
        }
    }
}

fn show(path: &Path) -> String {
    format!("`{}`", path.display())
}
