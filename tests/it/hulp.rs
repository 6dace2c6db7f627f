//! The harness: a site in a temporary folder, the program run on it, and what came out.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A site in a temporary folder of its own; gone when dropped.
pub(crate) struct SiteTest {
    map: TempDir,
}

/// What a run of the program gave.
pub(crate) struct Uitkomst {
    /// Exit code.
    pub(crate) code: i32,
    /// Standard output, paths and times made neutral.
    pub(crate) uit: String,
    /// Standard error, paths and times made neutral.
    pub(crate) fout: String,
    wortel: PathBuf,
}

impl SiteTest {
    /// An empty folder.
    pub(crate) fn leeg() -> Self {
        Self { map: tempfile::tempdir().unwrap() }
    }

    /// The smallest site that builds: one school with one profile in the format `klein`.
    pub(crate) fn klein() -> Self {
        Self::van(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/klein"))
    }

    /// The example region of the repository.
    pub(crate) fn voorbeeld() -> Self {
        let site = Self::leeg();
        kopieer(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), &site.pad("content"));
        site
    }

    /// A generated region of so many schools; see `benches/regio`.
    pub(crate) fn regio(scholen: u64) -> Self {
        let site = Self::leeg();
        crate::gemaakte_regio::Regio { scholen, zaad: 1 }.schrijf(&site.pad("content")).unwrap();
        site
    }

    /// A copy of a folder that holds `content/`.
    pub(crate) fn van(map: &Path) -> Self {
        let site = Self::leeg();
        kopieer(map, site.wortel());
        site
    }

    /// The folder the program runs in.
    pub(crate) fn wortel(&self) -> &Path {
        self.map.path()
    }

    /// A path below it.
    pub(crate) fn pad(&self, pad: &str) -> PathBuf {
        self.map.path().join(pad)
    }

    /// Writes a file, with the folders it needs.
    #[track_caller]
    pub(crate) fn schrijf(&self, pad: &str, inhoud: impl AsRef<[u8]>) -> &Self {
        let pad = self.pad(pad);
        fs::create_dir_all(pad.parent().unwrap()).unwrap();
        fs::write(pad, inhoud).unwrap();
        self
    }

    /// Replaces text in a file; the text must be there.
    #[track_caller]
    pub(crate) fn vervang(&self, pad: &str, van: &str, naar: &str) -> &Self {
        let tekst = fs::read_to_string(self.pad(pad)).unwrap();
        assert!(tekst.contains(van), "`{van}` staat niet in {pad}");
        self.schrijf(pad, tekst.replace(van, naar))
    }

    /// Runs the program in the folder, with a cleared environment and a fixed day.
    #[track_caller]
    pub(crate) fn draai(&self, argumenten: &[&str]) -> Uitkomst {
        let uitvoer = Command::new(env!("CARGO_BIN_EXE_steunwijzer"))
            .args(argumenten)
            .current_dir(self.wortel())
            .env_clear()
            .env("SOURCE_DATE_EPOCH", "1767225600") // 2026-01-01
            .output()
            .unwrap();
        Uitkomst::van(&uitvoer, self.wortel())
    }

    /// Builds; expects that it works.
    #[track_caller]
    pub(crate) fn bouw(&self, extra: &[&str]) -> Uitkomst {
        let uitkomst = self.draai(&[&["build"], extra].concat());
        assert_eq!(uitkomst.code, 0, "{}{}", uitkomst.uit, uitkomst.fout);
        uitkomst
    }
}

impl Uitkomst {
    fn van(uitvoer: &Output, wortel: &Path) -> Self {
        let tekst = |bytes: &[u8]| {
            let tekst = String::from_utf8_lossy(bytes).replace(&*wortel.to_string_lossy(), "[MAP]");
            seconden_weg(&tekst)
        };
        Self {
            code: uitvoer.status.code().unwrap_or(-1),
            uit: tekst(&uitvoer.stdout),
            fout: tekst(&uitvoer.stderr),
            wortel: wortel.to_owned(),
        }
    }

    /// Expects an exit code.
    #[track_caller]
    pub(crate) fn code(&self, code: i32) -> &Self {
        assert_eq!(self.code, code, "uit:\n{}\nfout:\n{}", self.uit, self.fout);
        self
    }

    /// Expects text on standard error, however its lines are folded.
    #[track_caller]
    pub(crate) fn meldt(&self, tekst: &str) -> &Self {
        let een_regel = |tekst: &str| tekst.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(een_regel(&self.fout).contains(&een_regel(tekst)), "`{tekst}` staat niet in:\n{}", self.fout);
        self
    }

    /// The text of a file of the output; of a page without the places where long words may be broken.
    #[track_caller]
    pub(crate) fn bestand(&self, pad: &str) -> String {
        let bestand = self.wortel.join("output").join(pad);
        let tekst = fs::read_to_string(&bestand).unwrap_or_else(|fout| panic!("{}: {fout}", bestand.display()));
        if pad.ends_with(".html") { tekst.replace('\u{ad}', "").replace("<wbr>", "") } else { tekst }
    }
}

/// All files below a folder with their bytes, by path.
pub(crate) fn bestanden(map: &Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    let mut uit = std::collections::BTreeMap::new();
    for ingang in walkdir::WalkDir::new(map) {
        let ingang = ingang.unwrap();
        if ingang.file_type().is_file() {
            let pad = ingang.path().strip_prefix(map).unwrap().to_string_lossy().replace('\\', "/");
            uit.insert(pad, fs::read(ingang.path()).unwrap());
        }
    }
    uit
}

/// Copies a folder.
pub(crate) fn kopieer(van: &Path, naar: &Path) {
    for (pad, bytes) in bestanden(van) {
        let naar = naar.join(pad);
        fs::create_dir_all(naar.parent().unwrap()).unwrap();
        fs::write(naar, bytes).unwrap();
    }
}

/// "in 0,4 seconden" becomes "in [TIJD] seconden".
fn seconden_weg(tekst: &str) -> String {
    let Some(eind) = tekst.find(" seconden") else { return tekst.to_owned() };
    let begin = tekst[..eind].rfind(' ').map_or(0, |i| i + 1);
    format!("{}[TIJD]{}", &tekst[..begin], &tekst[eind..])
}
