//! Every message as an author gets it, and what no input may do.
//!
//! A case is a folder `tests/invalid/<case>/`: its files are laid over `tests/klein`, after the
//! files that its `weg.txt` names were removed. `opties.txt` holds the arguments, one a line, if
//! they are not those of [`OPTIES`]. `verwacht.txt` is what the program then says on standard
//! error, with its exit code. A text that the profile of a case does not name is taken away too. `BIJWERKEN=1` writes it anew; read the difference before you keep it.
//!
//! The name of a case starts with a code that it gives, or with `samen-` (several problems in one
//! run), `goed-` (looks odd, is accepted), or `nog-` (is accepted, but should not be).

#![allow(clippy::print_stderr, reason = "a skipped test says so")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rayon::prelude::*;
use steunwijzer::bouwen::{Opdracht, Stil, Verslag, bouw};
use steunwijzer::cli::verslag;
use steunwijzer::melding::{Code, Ernst, Melding};

use super::hulp::{SiteTest, bestanden};

const OPTIES: [&str; 4] = ["check", "--report", "short", "--no-pdf"];
const PROFIEL: &str = "content/scholen/de-linde/2025-2026/profiel.yaml";
const VISIE: &str = "content/scholen/de-linde/2025-2026/visie.md";
const SCHOOL: &str = "content/scholen/de-linde/school.yaml";
const KOP: &str = "formaat: klein\nschooljaar: 2025-2026\nsecties:\n";
/// What a case folder holds beside its overlay.
const EIGEN: [&str; 3] = ["verwacht.txt", "weg.txt", "opties.txt"];
/// Codes that no case can show.
const ZONDER_GEVAL: [&str; 0] = [];

fn gevallen() -> Vec<PathBuf> {
    let map = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/invalid");
    let mut gevallen: Vec<PathBuf> = fs::read_dir(map).unwrap().map(|ingang| ingang.unwrap().path()).collect();
    gevallen.sort();
    gevallen
}

fn naam(geval: &Path) -> String {
    geval.file_name().unwrap().to_string_lossy().into_owned()
}

fn tekst(geval: &Path, bestand: &str) -> Option<String> {
    fs::read_to_string(geval.join(bestand)).ok()
}

/// What the program says about a case.
fn uitkomst(geval: &Path) -> String {
    let (opties, site) = opgezet(geval);
    let opties: Vec<&str> = opties.iter().map(String::as_str).collect();
    let uit = site.draai(&opties);
    format!("{}afsluitcode {}\n", uit.fout, uit.code)
}

/// The site of every case, with its name and the arguments it is run with.
pub(crate) fn sites() -> impl Iterator<Item = (String, Vec<String>, SiteTest)> {
    gevallen().into_iter().map(|geval| {
        let (opties, site) = opgezet(&geval);
        (naam(&geval), opties, site)
    })
}

/// The arguments of a case and its site.
fn opgezet(geval: &Path) -> (Vec<String>, SiteTest) {
    let site = SiteTest::klein();
    for pad in tekst(geval, "weg.txt").unwrap_or_default().lines() {
        let pad = site.pad(pad);
        if pad.is_dir() { fs::remove_dir_all(pad) } else { fs::remove_file(pad) }.unwrap();
    }
    for (pad, bytes) in bestanden(geval) {
        if !EIGEN.contains(&pad.as_str()) {
            site.schrijf(&pad, bytes);
        }
    }
    // A profile that does not name the text beside it would be warned of that, in every case anew.
    let profiel = fs::read_to_string(site.pad(PROFIEL)).unwrap_or_default();
    if geval.join(PROFIEL).exists() && !geval.join(VISIE).exists() && !profiel.to_lowercase().contains("visie.md") {
        fs::remove_file(site.pad(VISIE)).unwrap();
    }
    let opties = tekst(geval, "opties.txt");
    let opties: Vec<&str> = opties.as_deref().map_or_else(|| OPTIES.to_vec(), |o| o.lines().collect());
    (opties.into_iter().map(str::to_owned).collect(), site)
}

#[test]
fn elk_geval_zegt_wat_verwacht_is() {
    let bijwerken = std::env::var_os("BIJWERKEN").is_some();
    let verschillen: Vec<String> = gevallen()
        .par_iter()
        .filter_map(|geval| {
            let uit = uitkomst(geval);
            if bijwerken {
                fs::write(geval.join("verwacht.txt"), uit).unwrap();
                return None;
            }
            let verwacht = tekst(geval, "verwacht.txt");
            let verwacht = verwacht.as_deref().unwrap_or("(er is geen verwacht.txt)\n");
            (verwacht != uit).then(|| format!("== {}\nverwacht:\n{verwacht}gekregen:\n{uit}", naam(geval)))
        })
        .collect();
    assert!(verschillen.is_empty(), "{}\nBIJWERKEN=1 schrijft ze opnieuw\n", verschillen.join("\n"));
}

#[test]
fn elke_code_heeft_een_geval() {
    let mut gezien: BTreeSet<&str> = BTreeSet::new();
    for geval in gevallen() {
        let verwacht = tekst(&geval, "verwacht.txt").unwrap_or_default();
        let codes: Vec<&str> = Code::ALLE.iter().map(|code| code.tekst()).collect();
        let hier = codes.into_iter().filter(|code| verwacht.contains(&format!("[{code}]: ")));
        let hier: BTreeSet<&str> = hier.collect();
        let naam = naam(&geval);
        let van_code = hier.iter().any(|code| naam == *code || naam.starts_with(&format!("{code}-")));
        let vrij = ["samen-", "goed-", "nog-"].iter().any(|begin| naam.starts_with(begin));
        assert!(van_code || vrij, "{naam}: de naam begint niet met een code die het geval geeft");
        let goed = naam.starts_with("goed-") || naam.starts_with("nog-");
        assert_eq!(verwacht == "afsluitcode 0\n", goed, "{naam}: {verwacht}");
        gezien.extend(hier);
    }
    // Workbooks have a corpus of their own: `formulier_fout`.
    let codes = Code::ALLE.iter().map(|code| code.tekst()).filter(|code| !code.starts_with("formulier-"));
    let zonder: Vec<&str> = codes.filter(|code| !gezien.contains(code)).collect();
    assert_eq!(zonder, ZONDER_GEVAL);
}

/// The place is right when the line holds the word that the message quotes first. Codes whose
/// first quoted word is not what stands at the place are left out.
#[test]
fn de_plek_staat_bij_het_woord() {
    let woord_op_plek = [
        Code::OnbekendeSleutel,
        Code::OnbekendeWaarde,
        Code::OnbekendItem,
        Code::BijnaVerwijzing,
        Code::DatumOnbestaand,
        Code::HoeveelDubbelzinnig,
        Code::OngeldigeId,
        Code::GereserveerdId,
        Code::DubbeleSleutel,
        Code::YamlHekje,
        Code::YamlTag,
        Code::YamlAnker,
    ];
    let mut gekeken = 0;
    for geval in gevallen() {
        let verwacht = tekst(&geval, "verwacht.txt").unwrap_or_default();
        for regel in verwacht.lines() {
            let Some((plek, bericht)) = regel.split_once("]: ") else { continue };
            let Some(code) = woord_op_plek.iter().find(|code| plek.ends_with(&format!("[{}", code.tekst()))) else {
                continue;
            };
            let plek = plek.split(": ").next().unwrap();
            let delen: Vec<&str> = plek.rsplitn(3, ':').collect();
            let [kolom, nummer, pad] = delen[..] else { continue };
            let (Ok(kolom), Ok(nummer)) = (kolom.parse::<usize>(), nummer.parse::<usize>()) else { continue };
            let Ok(bestand) = fs::read_to_string(geval.join(pad)) else { continue };
            let bestand = bestand.trim_start_matches('\u{feff}');
            let rest: String = bestand.lines().nth(nummer - 1).unwrap().chars().skip(kolom - 1).collect();
            let woorden: Vec<&str> = bericht.split('`').skip(1).step_by(2).collect();
            assert!(
                woorden.iter().any(|woord| rest.trim_start_matches(['"', '\'']).starts_with(woord)),
                "{} [{}]: op de plek staat `{rest}`",
                regel,
                code.tekst()
            );
            gekeken += 1;
        }
    }
    assert!(gekeken > 50, "{gekeken}");
}

// Things that cannot stand in git.

/// Checks; expects exit code 1.
#[track_caller]
fn meldt(site: &SiteTest, regel: &str) {
    site.draai(&OPTIES).code(1).meldt(regel);
}

#[test]
fn een_te_groot_bestand_wordt_niet_gelezen() {
    let site = SiteTest::klein();
    let bestand = fs::File::create(site.pad(PROFIEL)).unwrap();
    bestand.set_len(50_000_000).unwrap();
    meldt(&site, &format!("{PROFIEL}: fout[bestand-te-groot]: bestand `profiel.yaml` is groter dan 5 MB"));

    let site = SiteTest::klein();
    site.schrijf(VISIE, "![Het plein](plein.png)\n");
    let beeld = site.pad("content/scholen/de-linde/2025-2026/plein.png");
    fs::File::create(beeld).unwrap().set_len(10_000_001).unwrap();
    meldt(&site, &format!("{VISIE}:1:1: fout[bestand-te-groot]: bestand `plein.png` is groter dan 10 MB"));

    let site = SiteTest::klein();
    site.schrijf(PROFIEL, "- a\n".repeat(1_000_001));
    meldt(&site, &format!("{PROFIEL}:1000001:3: fout[bestand-te-groot]: dit bestand heeft meer dan 1000000 waarden"));
}

#[test]
fn een_bom_van_verwijzingen_en_diepe_nesten_eindigen_snel() {
    let bom: String = (1..100).fold("a0: &a0 [x, x]\n".to_owned(), |bom, i| {
        let vorige = i - 1;
        format!("{bom}a{i}: &a{i} [*a{vorige}, *a{vorige}, *a{vorige}]\n")
    });
    for (inhoud, code) in [
        (bom, "1:5: fout[yaml-anker]"),
        (format!("{KOP}  ruimten: {}", "[".repeat(100_000)), "profiel.yaml:4:72: fout[te-diep]"),
        (format!("{KOP}  ruimten: {}", "{a: ".repeat(100_000)), "fout[te-diep]"),
        (format!("{KOP}  ruimten:\n    {}", "- ".repeat(100_000)), "fout[te-diep]"),
    ] {
        let begin = Instant::now();
        let site = SiteTest::klein();
        site.schrijf(PROFIEL, inhoud);
        meldt(&site, code);
        assert!(begin.elapsed() < Duration::from_secs(60), "{code}: {:?}", begin.elapsed());
    }
    let site = SiteTest::klein();
    site.schrijf(VISIE, format!("{}diep\n", "> ".repeat(100_000)));
    meldt(&site, &format!("{VISIE}:1:25: fout[te-diep]"));
}

#[test]
fn duizenden_fouten_in_een_bestand_geven_niet_duizenden_regels_yaml() {
    let site = SiteTest::klein();
    site.schrijf(PROFIEL, format!("{KOP}  ruimten: [{}]\n", "!x lift, ".repeat(5_000)));
    let uit = site.draai(&OPTIES);
    let regels = uit.fout.lines().filter(|regel| regel.contains("[yaml-tag]")).count();
    assert_eq!(regels, 1_000);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    #[test]
    fn een_koppeling_naar_buiten_wordt_geweigerd() {
        let geheim = SiteTest::leeg();
        geheim.schrijf("visie.md", "Dit hoort hier niet.\n").schrijf("school/school.yaml", "naam: Een andere school\n");

        let site = SiteTest::klein();
        fs::remove_file(site.pad(VISIE)).unwrap();
        symlink(geheim.pad("visie.md"), site.pad(VISIE)).unwrap();
        meldt(&site, &format!("{PROFIEL}:8:12: fout[pad-buiten-map]: `visie.md` ligt buiten de eigen map"));

        let site = SiteTest::klein();
        symlink(geheim.pad("school"), site.pad("content/scholen/de-beuk")).unwrap();
        meldt(&site, "content/scholen/de-beuk/: fout[pad-buiten-map]: `de-beuk` ligt buiten de eigen map");

        // Another school's folder is outside too.
        let site = SiteTest::klein();
        site.schrijf("content/scholen/de-beuk/school.yaml", "naam: De Beuk\n");
        site.schrijf("content/scholen/de-beuk/visie.md", "De visie van De Beuk.\n");
        fs::remove_file(site.pad(VISIE)).unwrap();
        symlink("../../de-beuk/visie.md", site.pad(VISIE)).unwrap();
        meldt(&site, &format!("{PROFIEL}:8:12: fout[pad-buiten-map]"));

        // Inside the school's own folder a link is fine.
        let site = SiteTest::klein();
        fs::rename(site.pad(VISIE), site.pad("content/scholen/de-linde/visie.md")).unwrap();
        symlink("../visie.md", site.pad(VISIE)).unwrap();
        site.draai(&OPTIES).code(0);
    }

    #[test]
    fn een_kring_van_koppelingen_is_onleesbaar() {
        let site = SiteTest::klein();
        fs::remove_file(site.pad(SCHOOL)).unwrap();
        symlink("school.yaml", site.pad(SCHOOL)).unwrap();
        meldt(&site, &format!("{SCHOOL}: fout[bestand-onleesbaar]: bestand `school.yaml` kan niet gelezen worden"));
    }

    #[test]
    fn een_bestand_zonder_leesrecht_is_onleesbaar() {
        let site = SiteTest::klein();
        fs::set_permissions(site.pad(SCHOOL), fs::Permissions::from_mode(0o000)).unwrap();
        if fs::read(site.pad(SCHOOL)).is_ok() {
            eprintln!("OVERGESLAGEN: deze gebruiker leest alles (root)");
            return;
        }
        meldt(
            &site,
            &format!(
                "{SCHOOL}: fout[bestand-onleesbaar]: bestand `school.yaml` kan niet gelezen worden (geen toestemming)"
            ),
        );
    }

    #[test]
    fn een_pijp_laat_de_build_niet_wachten() {
        let site = SiteTest::klein();
        fs::remove_file(site.pad(VISIE)).unwrap();
        let gemaakt = std::process::Command::new("mkfifo").arg(site.pad(VISIE)).status();
        if !gemaakt.is_ok_and(|status| status.success()) {
            eprintln!("OVERGESLAGEN: mkfifo is er niet");
            return;
        }
        meldt(&site, &format!("{PROFIEL}:8:12: fout[bestand-onleesbaar]"));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn een_mapnaam_die_geen_tekst_is_wordt_gemeld() {
        use std::os::unix::ffi::OsStrExt as _;

        let site = SiteTest::klein();
        let naam = std::ffi::OsStr::from_bytes(b"de-b\xfcrcht");
        if fs::create_dir(site.pad("content/scholen").join(naam)).is_err() {
            eprintln!("OVERGESLAGEN: dit bestandssysteem weigert zulke namen");
            return;
        }
        meldt(&site, "fout[ongeldige-id]: de map `de-b\u{fffd}rcht` kan geen naam van een school zijn");
    }
}

// Whatever is typed: a message, never a panic.

/// The same numbers in every run.
struct Toeval(u64);

impl Toeval {
    fn onder(&mut self, grens: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap() % grens.max(1)
    }

    fn kies<'a, T: ?Sized>(&mut self, uit: &[&'a T]) -> &'a T {
        uit[self.onder(uit.len())]
    }
}

const STUKJES: [&str; 48] = [
    "[",
    "]",
    "{",
    "}",
    ":",
    ": ",
    "- ",
    "'",
    "\"",
    "\n",
    "\n\n",
    "\n  ",
    " #",
    "#",
    "&a",
    "*a",
    "!",
    "|",
    ">",
    "%",
    "@",
    "?",
    ",",
    "\t",
    "é",
    "\u{F0B7}",
    "\r",
    "~",
    "\\",
    "\u{85}",
    "😀",
    "\u{feff}",
    "\u{202e}",
    "<<: ",
    "ja",
    "nee",
    "2025-13-01",
    "rijen",
    "stappen",
    "anders",
    "id",
    "naar: plan",
    "![](x.png)",
    "[x](javascript:x)",
    "../",
    "<div>",
    "{{ x }}",
    "$",
];

/// One to three changes as a slip of the hand makes them.
fn verander(tekst: &str, toeval: &mut Toeval) -> String {
    let mut tekst = tekst.to_owned();
    for _ in 0..=toeval.onder(3) {
        let mut regels: Vec<&str> = tekst.split('\n').collect();
        let (a, b) = (toeval.onder(regels.len()), toeval.onder(regels.len()));
        match toeval.onder(9) {
            0 => drop(regels.remove(a)),
            1 => regels.insert(b, regels[a]),
            2 => regels.swap(a, b),
            3 => regels.truncate(a),
            _ => {
                let mut tekens: Vec<char> = tekst.chars().collect();
                let plek = toeval.onder(tekens.len() + 1);
                match toeval.onder(4) {
                    0 => tekens.truncate(plek),
                    1 if plek < tekens.len() => drop(tekens.remove(plek)),
                    _ => drop(tekens.splice(plek..plek, toeval.kies(&STUKJES).chars()).count()),
                }
                tekst = tekens.into_iter().collect();
                continue;
            }
        }
        tekst = regels.join("\n");
    }
    tekst
}

fn kijk_na(site: &SiteTest) -> Verslag {
    let opdracht = Opdracht {
        content: site.pad("content"),
        output: None,
        thema: None,
        pdf: false,
        strikt: false,
        sla_over: false,
        stand: "2026-01-01".parse().unwrap(),
    };
    bouw(&opdracht, &Stil).unwrap_or_else(|fout| panic!("{fout:?}"))
}

/// What holds for every message.
fn keur(melding: &Melding, inhoud: &str) {
    let goed = !melding.bericht.is_empty()
        && !melding.bericht.contains('\n')
        && !melding.bericht.ends_with('.')
        && !melding.bestand().is_empty()
        && melding.hint.as_ref().is_none_or(|hint| !hint.is_empty() && !hint.contains('\n') && !hint.ends_with('.'));
    assert!(goed, "{melding:?}\n{inhoud}");
    let Some(plek) = &melding.plek else { return };
    let (regel, kolom) = plek.regel_kolom();
    assert!(regel <= plek.bron().tekst().split('\n').count(), "{melding:?}");
    assert!(kolom <= plek.bron().regel(regel).chars().count() + 1, "{melding:?}");
}

/// Drawing takes whatever place a message has.
fn teken(meldingen: &[Melding], inhoud: &str) {
    for kleur in [false, true] {
        let getekend = std::panic::catch_unwind(|| verslag::human(meldingen, kleur));
        let Ok(getekend) = getekend else { panic!("paniek bij het tekenen van {meldingen:?}\n{inhoud}") };
        assert!(meldingen.iter().all(|melding| getekend.contains(melding.code.tekst())), "{getekend}");
    }
}

#[test]
fn wat_er_ook_getypt_is_er_komt_geen_paniek() {
    const RONDES: usize = 150;
    let begin = Instant::now();
    let voorbeeld = SiteTest::klein();
    let paden: Vec<String> = bestanden(voorbeeld.wortel()).into_keys().collect();
    let fouten: usize = paden
        .par_iter()
        .enumerate()
        .map(|(nummer, pad)| {
            let mut toeval = Toeval(0x2545_F491_4F6C_DD1D ^ (nummer as u64 + 1));
            let site = SiteTest::klein();
            let goed = fs::read_to_string(site.pad(pad)).unwrap();
            let mut fouten = 0;
            for ronde in 0..RONDES {
                let inhoud = verander(&goed, &mut toeval);
                site.schrijf(pad, &inhoud);
                let uitkomst = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| kijk_na(&site)));
                let Ok(verslag) = uitkomst else { panic!("paniek in ronde {ronde} van {pad}:\n{inhoud}") };
                verslag.meldingen.iter().for_each(|melding| keur(melding, &inhoud));
                teken(&verslag.meldingen, &inhoud);
                let fout = verslag.meldingen.iter().any(|melding| melding.ernst == Ernst::Fout);
                assert_eq!(fout, !verslag.gelukt, "ronde {ronde} van {pad}:\n{inhoud}");
                fouten += usize::from(fout);
            }
            fouten
        })
        .sum();
    // If hardly anything goes wrong the changes are too mild to test anything.
    assert!(fouten * 2 > paden.len() * RONDES, "{fouten}");
    // Nothing hangs: minutes, since other work may go on beside it.
    assert!(begin.elapsed() < Duration::from_secs(600), "{:?}", begin.elapsed());
}
