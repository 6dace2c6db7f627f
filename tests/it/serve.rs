//! The preview, as a browser meets it: what it answers, what it refuses, and what it follows.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use regex::Regex;
use serde_json::Value;

use crate::hulp::{SiteTest, bestanden};

/// Only so that a test that waits for nothing ends.
const GEDULD: Duration = Duration::from_secs(120);

const PROFIEL: &str = "content/scholen/de-linde/2025-2026/profiel.yaml";
const SCHOOL: &str = "content/scholen/de-linde/school.yaml";

/// A preview that runs; ended when dropped.
struct Voorbeeld {
    kind: Child,
    poort: u16,
    regels: std::io::Lines<BufReader<ChildStdout>>,
    /// What was said until it stood.
    begin: String,
    /// What was said on standard error.
    fouten: tempfile::NamedTempFile,
    standen: Receiver<Value>,
}

struct Antwoord {
    status: u16,
    koppen: String,
    lijf: Vec<u8>,
}

impl Antwoord {
    fn tekst(&self) -> String {
        String::from_utf8_lossy(&self.lijf).into_owned()
    }

    fn kop(&self, naam: &str) -> Option<&str> {
        let regels = self.koppen.lines().filter_map(|regel| regel.split_once(": "));
        regels.filter(|(n, _)| n.eq_ignore_ascii_case(naam)).map(|(_, waarde)| waarde).next()
    }
}

impl Voorbeeld {
    fn start(site: &SiteTest, opties: &[&str]) -> Self {
        Self::start_met_pad(site, opties, "")
    }

    /// With these folders to find programs in.
    fn start_met_pad(site: &SiteTest, opties: &[&str], pad: &str) -> Self {
        let fouten = tempfile::NamedTempFile::new().unwrap();
        let mut kind = Command::new(env!("CARGO_BIN_EXE_steunwijzer"))
            .args([&["serve", "--port", "0"], opties].concat())
            .current_dir(site.wortel())
            .env_clear()
            .env("SOURCE_DATE_EPOCH", "1767225600")
            .env("PATH", pad)
            .stdout(Stdio::piped())
            .stderr(fouten.reopen().unwrap())
            .spawn()
            .unwrap();
        let mut regels = BufReader::new(kind.stdout.take().unwrap()).lines();
        let mut begin = String::new();
        let poort = loop {
            let regel = regels.next().unwrap_or_else(|| panic!("geen adres na:\n{begin}")).unwrap();
            begin.push_str(&regel);
            begin.push('\n');
            if let Some((_, rest)) = regel.split_once("http://127.0.0.1:") {
                break rest.trim_end_matches('/').parse().unwrap();
            }
        };
        let (zeg, standen) = channel();
        let bron = verbind(poort, &vraag("GET", "/__steunwijzer/stroom", &format!("127.0.0.1:{poort}")));
        std::thread::spawn(move || {
            for regel in BufReader::new(bron).lines().map_while(Result::ok) {
                if let Some(data) = regel.strip_prefix("data: ")
                    && zeg.send(serde_json::from_str(data).unwrap()).is_err()
                {
                    return;
                }
            }
        });
        Self { kind, poort, regels, begin, fouten, standen }
    }

    fn stuur(&self, bytes: &str) -> Antwoord {
        let mut alles = Vec::new();
        verbind(self.poort, bytes).read_to_end(&mut alles).unwrap();
        let eind = alles.windows(4).position(|w| w == b"\r\n\r\n").unwrap_or(alles.len() - 4);
        let koppen = String::from_utf8(alles[..eind].to_vec()).unwrap();
        let status = koppen.split(' ').nth(1).unwrap().parse().unwrap();
        Antwoord { status, koppen, lijf: alles[eind + 4..].to_vec() }
    }

    fn haal(&self, pad: &str) -> Antwoord {
        self.stuur(&vraag("GET", pad, &format!("127.0.0.1:{}", self.poort)))
    }

    fn pagina(&self, pad: &str) -> String {
        let antwoord = self.haal(pad);
        assert_eq!(antwoord.status, 200, "{pad}: {}", antwoord.koppen);
        antwoord.tekst()
    }

    /// Waits for a state of the stream that fits.
    #[track_caller]
    fn wacht(&self, past: impl Fn(&Value) -> bool) -> Value {
        let tot = Instant::now() + GEDULD;
        let mut gezien = Vec::new();
        while let Ok(stand) = self.standen.recv_timeout(tot.saturating_duration_since(Instant::now())) {
            if past(&stand) {
                return stand;
            }
            gezien.push(stand);
        }
        panic!("niet gekomen; wel: {gezien:?}")
    }

    /// Waits until something holds in the version that is shown, and nothing is wrong.
    #[track_caller]
    fn wacht_tot(&self, past: impl Fn(&Self) -> bool) -> Value {
        self.wacht(|stand| stand["aantal"] == 0 && past(self))
    }

    fn heeft(&self, pad: &str, tekst: &str) -> bool {
        let antwoord = self.haal(pad);
        // Where long words may be broken is how they are set, not what they say.
        antwoord.status == 200 && antwoord.tekst().replace('\u{ad}', "").contains(tekst)
    }

    fn stop(mut self, sein: &str) -> (Option<i32>, String) {
        let gelukt = Command::new("kill").args([sein, &self.kind.id().to_string()]).status().unwrap();
        assert!(gelukt.success());
        let code = self.kind.wait().unwrap().code();
        let rest: Vec<String> = self.regels.by_ref().map_while(Result::ok).collect();
        (code, rest.join("\n"))
    }
}

impl Drop for Voorbeeld {
    fn drop(&mut self) {
        let _ = self.kind.kill();
        let _ = self.kind.wait();
    }
}

fn vraag(methode: &str, pad: &str, gastheer: &str) -> String {
    format!("{methode} {pad} HTTP/1.1\r\nHost: {gastheer}\r\nConnection: close\r\n\r\n")
}

fn verbind(poort: u16, bytes: &str) -> TcpStream {
    let mut lijn = TcpStream::connect(("127.0.0.1", poort)).unwrap();
    lijn.set_read_timeout(Some(GEDULD)).unwrap();
    lijn.write_all(bytes.as_bytes()).unwrap();
    lijn
}

fn versie(stand: &Value) -> u64 {
    stand["versie"].as_str().unwrap().rsplit_once('-').unwrap().1.parse().unwrap()
}

/// Every file of a build is the same in the preview, but for the script of the preview.
#[track_caller]
fn als_een_build(site: &SiteTest, voorbeeld: &Voorbeeld) {
    site.bouw(&[]);
    let script =
        Regex::new(r#"<script src="/__steunwijzer/voorbeeld.js" data-versie="[0-9-]+" defer></script>"#).unwrap();
    for (pad, bytes) in bestanden(&site.pad("output")) {
        if pad.starts_with(".steunwijzer") {
            continue;
        }
        let antwoord = voorbeeld.haal(&format!("/{}", pad.replace(' ', "%20")));
        assert_eq!(antwoord.status, 200, "{pad}");
        if pad.ends_with(".html") {
            let tekst = antwoord.tekst();
            assert_eq!(script.find_iter(&tekst).count(), 1, "{pad}");
            assert_eq!(script.replace(&tekst, ""), String::from_utf8(bytes).unwrap(), "{pad}");
        } else {
            assert!(antwoord.lijf == bytes, "{pad}");
        }
    }
}

/// A second school, so that there are pages of a region too.
fn met_tweede_school() -> SiteTest {
    let site = SiteTest::klein();
    let school = fs::read_to_string(site.pad(SCHOOL)).unwrap().replace("De Linde", "De Beuk");
    let profiel = fs::read_to_string(site.pad(PROFIEL)).unwrap().replace("psycholoog: nee", "psycholoog: [extern]");
    site.schrijf("content/scholen/de-beuk/school.yaml", school)
        .schrijf("content/scholen/de-beuk/2025-2026/profiel.yaml", profiel)
        .schrijf("content/scholen/de-beuk/2025-2026/visie.md", "Wij zien elk kind.\n");
    site
}

#[test]
fn het_voorbeeld_is_wat_een_build_maakt_ook_na_elke_wijziging() {
    let site = met_tweede_school();
    let voorbeeld = Voorbeeld::start(&site, &[]);
    als_een_build(&site, &voorbeeld);
    assert_eq!(voorbeeld.haal("/scholen/de-eik/index.html").status, 404);

    // A text, a school, a list, a new text that a document names, a theme, folders.
    let profiel = "/scholen/de-beuk/profiel/index.html";
    site.schrijf("content/scholen/de-beuk/2025-2026/visie.md", "Wij zien ieder kind.\n");
    voorbeeld.wacht_tot(|v| v.heeft(profiel, "Wij zien ieder kind."));
    als_een_build(&site, &voorbeeld);

    site.vervang(SCHOOL, "naam: De Linde", "naam: De Oude Linde\noude-slugs: [linde]");
    voorbeeld.wacht_tot(|v| v.heeft("/", "De Oude Linde"));
    als_een_build(&site, &voorbeeld);

    site.schrijf(
        "content/lijsten/meer.yaml",
        "breidt-uit: specialisten\nitems:\n  klusjesman: {naam: Klusjesman, betekenis: Maakt dingen heel.}\n",
    );
    voorbeeld.wacht_tot(|v| v.heeft("/begrippen/", "Klusjesman"));
    als_een_build(&site, &voorbeeld);

    // The text is not there yet when the document names it; the preview waits for it.
    site.vervang("content/scholen/de-beuk/2025-2026/profiel.yaml", "tekst: visie.md", "tekst: nieuw.md");
    let stand = voorbeeld.wacht(|stand| stand["aantal"] == 1);
    assert_eq!(stand["fouten"][0]["code"], "bestand-ontbreekt");
    site.schrijf("content/scholen/de-beuk/2025-2026/nieuw.md", "Een nieuwe tekst.\n");
    voorbeeld.wacht_tot(|v| v.heeft(profiel, "Een nieuwe tekst."));
    als_een_build(&site, &voorbeeld);

    site.schrijf("content/thema/static/eigen.css", "p { color: red }\n");
    voorbeeld.wacht_tot(|v| v.heeft("/thema/eigen.css", "red"));
    let sjabloon = "{% extends \"basis.html\" %}{% block inhoud %}Hier.{% endblock %}";
    site.schrijf("content/thema/web/verwijzing.html", sjabloon);
    voorbeeld.wacht_tot(|v| v.heeft("/scholen/linde/", "Hier."));
    als_een_build(&site, &voorbeeld);

    fs::rename(site.pad("content/scholen/de-beuk"), site.pad("content/scholen/de-eik")).unwrap();
    voorbeeld.wacht_tot(|v| v.haal(profiel).status == 404 && v.haal("/scholen/de-eik/").status == 200);
    als_een_build(&site, &voorbeeld);

    fs::remove_dir_all(site.pad("content/scholen/de-eik")).unwrap();
    voorbeeld.wacht_tot(|v| v.haal("/scholen/de-eik/").status == 404);
    als_een_build(&site, &voorbeeld);
}

#[test]
fn een_school_die_zelf_niet_verandert_wordt_opnieuw_nagekeken_als_haar_omgeving_verandert() {
    let site = met_tweede_school();
    site.schrijf("content/scholen/de-linde/2025-2026/visie.md", "Wij werken samen met [De Beuk](school:de-beuk).\n");
    let voorbeeld = Voorbeeld::start(&site, &[]);
    voorbeeld.wacht(|stand| stand["aantal"] == 0);
    fs::rename(site.pad("content/scholen/de-beuk"), site.pad("content/scholen/de-eik")).unwrap();
    let stand = voorbeeld.wacht(|stand| stand["aantal"] != 0);
    assert_eq!(stand["fouten"][0]["code"], "link-zonder-doel");
    assert_eq!(stand["fouten"][0]["bestand"], "content/scholen/de-linde/2025-2026/visie.md");
    fs::rename(site.pad("content/scholen/de-eik"), site.pad("content/scholen/de-beuk")).unwrap();
    voorbeeld.wacht(|stand| stand["aantal"] == 0);
}

#[test]
fn wie_al_zoekt_kan_de_zoekindex_uitlezen_als_er_net_een_nieuwe_versie_is() {
    let site = SiteTest::klein();
    let voorbeeld = Voorbeeld::start(&site, &[]);
    let index = |v: &Voorbeeld| -> String {
        let begin: Value = serde_json::from_slice(&v.haal("/zoek/pagefind-entry.json").lijf).unwrap();
        format!("/zoek/pagefind.{}.pf_meta", begin["languages"]["nl"]["hash"].as_str().unwrap())
    };
    let eerste = index(&voorbeeld);
    // Two versions, of which nobody searches in the first.
    for naam in ["De Oude Linde", "De Zeilschool"] {
        let nu = fs::read_to_string(site.pad(SCHOOL)).unwrap();
        let regel = nu.lines().find(|regel| regel.starts_with("naam:")).unwrap().to_owned();
        site.vervang(SCHOOL, &regel, &format!("naam: {naam}"));
        voorbeeld.wacht_tot(|v| v.heeft("/", naam));
    }
    assert_eq!(voorbeeld.haal(&eerste).status, 200);
    let nu = index(&voorbeeld);
    assert_ne!(nu, eerste);
    assert_eq!(voorbeeld.haal(&nu).status, 200);
    assert_eq!(voorbeeld.haal("/zoek/pagefind.nl_0.pf_meta").status, 404);
}

#[test]
fn de_terminal_noemt_wat_nieuw_is_en_telt_de_rest() {
    let site = met_tweede_school();
    site.schrijf("content/scholen/de-beuk/2025-2026/visie.md", "Bel mevrouw Bakker.\n");
    let voorbeeld = Voorbeeld::start(&site, &[]);
    let mut gelezen = 0;
    // What is said from now on, once it holds a word.
    let mut zegt = |woord: &str| {
        let tot = Instant::now() + GEDULD;
        loop {
            let alles = fs::read_to_string(voorbeeld.fouten.path()).unwrap();
            if alles[gelezen..].contains(woord) {
                let nieuw = alles[gelezen..].to_owned();
                gelezen = alles.len();
                return nieuw;
            }
            assert!(Instant::now() < tot, "{alles}");
            std::thread::sleep(Duration::from_millis(20));
        }
    };
    assert!(zegt(" bestand").contains("mevrouw Bakker"));
    site.schrijf("content/scholen/de-linde/2025-2026/visie.md", "Bel meneer Smit.\n");
    let nieuw = zegt("van eerder");
    assert!(nieuw.contains("meneer Smit") && !nieuw.contains("Bakker"), "{nieuw}");
    // What stands in a file that changes is told again; what was said of others is counted.
    site.schrijf("content/scholen/de-linde/2025-2026/visie.md", "Vraag of bel meneer Smit.\n");
    let nieuw = zegt("van eerder");
    assert!(nieuw.contains("meneer Smit") && !nieuw.contains("Bakker"), "{nieuw}");
}

#[test]
fn de_browser_gaat_open_op_het_adres() {
    use std::os::unix::fs::PermissionsExt as _;
    let site = SiteTest::klein();
    let map = site.pad("programmas");
    site.schrijf("programmas/xdg-open", format!("#!/bin/sh\necho \"$1\" > '{}/geopend'\n", map.display()));
    fs::set_permissions(map.join("xdg-open"), fs::Permissions::from_mode(0o755)).unwrap();
    let voorbeeld = Voorbeeld::start_met_pad(&site, &["--open"], map.to_str().unwrap());
    let tot = Instant::now() + GEDULD;
    let adres = format!("http://127.0.0.1:{}/\n", voorbeeld.poort);
    while fs::read_to_string(map.join("geopend")).ok().as_ref() != Some(&adres) {
        assert!(Instant::now() < tot, "{:?}", fs::read_to_string(map.join("geopend")));
        std::thread::sleep(Duration::from_millis(20));
    }
    // Without such a program that is said, and the preview stands.
    let voorbeeld = Voorbeeld::start(&site, &["--open"]);
    assert_eq!(voorbeeld.haal("/").status, 200);
    while !fs::read_to_string(voorbeeld.fouten.path()).unwrap().contains("open het adres hierboven zelf") {
        assert!(Instant::now() < tot);
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn een_waarschuwing_die_de_site_een_fout_noemt_staat_in_het_paneel() {
    let site = SiteTest::klein();
    let voorbeeld = Voorbeeld::start(&site, &[]);
    site.vervang("content/site.yaml", "titel:", "controles: {hoeveel-dubbelzinnig: fout, leesniveau: fout}\ntitel:");
    // One shows when the document is read, the other when it is checked.
    site.vervang(PROFIEL, "tijd: 2 uur", "tijd: 2.30 uur");
    let stand = voorbeeld.wacht(|stand| stand["aantal"] != 0);
    assert_eq!(stand["fouten"][0]["code"], "hoeveel-dubbelzinnig");
    site.vervang(PROFIEL, "tijd: 2.30 uur", "tijd: 2 uur");
    voorbeeld.wacht(|stand| stand["aantal"] == 0);
    let lang = "Wanneer een leerling in de klas niet goed meekomt met rekenen, bespreekt de mentor dat na een paar weken \
                met de ouders en daarna ook nog met de leerling zelf en met de andere docenten.";
    site.vervang(SCHOOL, "naam: De Linde", &format!("naam: De Linde\nbeschrijving: {lang}"));
    let stand = voorbeeld.wacht(|stand| stand["aantal"] != 0);
    assert_eq!(stand["fouten"][0]["code"], "leesniveau");
}

#[test]
fn wie_peilt_ziet_hetzelfde() {
    let site = SiteTest::klein();
    let voorbeeld = Voorbeeld::start(&site, &["--poll"]);
    site.vervang(SCHOOL, "naam: De Linde", "naam: De Oude Linde");
    voorbeeld.wacht_tot(|v| v.heeft("/", "De Oude Linde"));
}

#[test]
fn alleen_een_andere_inhoud_is_een_nieuwe_versie() {
    let site = SiteTest::klein();
    site.schrijf("output/index.html", "van een eerdere build").schrijf(".git/HEAD", "x");
    let voorbeeld = Voorbeeld::start(&site, &[]);
    // The same bytes, files that nobody reads, and files of editors.
    site.vervang(PROFIEL, "formaat", "formaat");
    site.schrijf("output/index.html", "van een latere build")
        .schrijf("output/nieuw.html", "nieuw")
        .schrijf(".git/HEAD", "y")
        .schrijf("content/scholen/de-linde/2025-2026/.profiel.yaml.swp", "z");
    // As many editors do: a new file takes the place of the old one.
    let tekst = fs::read_to_string(site.pad(SCHOOL)).unwrap().replace("De Linde", "De Nieuwe Linde");
    site.schrijf("content/scholen/de-linde/.school.yaml.tmp", tekst);
    fs::rename(site.pad("content/scholen/de-linde/.school.yaml.tmp"), site.pad(SCHOOL)).unwrap();
    voorbeeld.wacht_tot(|v| v.heeft("/", "De Nieuwe Linde"));
    let (code, gezegd) = voorbeeld.stop("-TERM");
    assert_eq!(code, Some(0));
    let veranderd: Vec<&str> = gezegd.lines().filter(|regel| regel.starts_with("Veranderd")).collect();
    assert_eq!(veranderd, ["Veranderd: content/scholen/de-linde/school.yaml"], "{gezegd}");
}

#[test]
fn bij_fouten_blijft_de_laatste_goede_versie_en_de_browser_krijgt_de_meldingen_van_check() {
    let site = SiteTest::klein();
    let voorbeeld = Voorbeeld::start(&site, &[]);
    let goed = voorbeeld.pagina("/scholen/de-linde/");
    site.schrijf(PROFIEL, "formaat: kleim\nsecties:\n  '<script>alert(1)</script>': ja\n");
    let stand = voorbeeld.wacht(|stand| stand["aantal"] != 0);
    assert_eq!(versie(&stand), 1);
    let van_check: Value = serde_json::from_str(&site.draai(&["check", "--report", "json"]).uit).unwrap();
    let fouten: Vec<&Value> =
        van_check["messages"].as_array().unwrap().iter().filter(|m| m["severity"] == "error").collect();
    assert_eq!(stand["fouten"].as_array().unwrap().len(), fouten.len());
    for (van_stroom, van_check) in stand["fouten"].as_array().unwrap().iter().zip(fouten) {
        let paren =
            [("bericht", "message"), ("bestand", "file"), ("regel", "line"), ("kolom", "column"), ("hint", "hint")];
        for (hier, daar) in paren {
            assert_eq!(van_stroom[hier], van_check[daar]);
        }
    }
    let stuk = &stand["fouten"][0]["stukken"][0];
    assert_eq!((&stuk["voor"], &stuk["deel"], &stuk["na"]), (&"formaat: ".into(), &"kleim".into(), &"".into()));
    assert_eq!(voorbeeld.pagina("/scholen/de-linde/"), goed);
}

#[test]
fn zonder_goede_versie_zegt_het_voorbeeld_dat_en_begint_het_na_verbetering() {
    let site = SiteTest::klein();
    let goed = fs::read_to_string(site.pad(PROFIEL)).unwrap();
    site.schrijf(PROFIEL, "formaat: [\n");
    let voorbeeld = Voorbeeld::start(&site, &[]);
    let antwoord = voorbeeld.haal("/");
    assert_eq!(antwoord.status, 503);
    assert!(antwoord.tekst().contains("nog geen goede versie") && antwoord.tekst().contains("voorbeeld.js"));
    assert_eq!(voorbeeld.wacht(|_| true)["aantal"], 1);
    site.schrijf(PROFIEL, goed);
    voorbeeld.wacht_tot(|v| v.heeft("/", "De Linde"));
}

#[test]
fn een_fout_in_een_sjabloon_laat_de_laatste_goede_bladzijde_staan() {
    let site = SiteTest::klein();
    let voorbeeld = Voorbeeld::start(&site, &[]);
    let goed = voorbeeld.pagina("/begrippen/index.html");
    // This one shows when the theme is read.
    site.schrijf("content/thema/web/begrippen.html", "{% if %}");
    let stand = voorbeeld.wacht(|stand| stand["aantal"] == 1);
    assert_eq!(stand["fouten"][0]["code"], "thema-fout");
    assert_eq!(stand["fouten"][0]["bestand"], "content/thema/web/begrippen.html");
    // And this one when the page is made.
    site.schrijf("content/thema/web/begrippen.html", "{{ letters.er.is.niets }}");
    voorbeeld.wacht(|stand| versie(stand) > 1);
    let zelfde = voorbeeld.pagina("/begrippen/index.html");
    assert_eq!(zonder_versie(&zelfde), zonder_versie(&goed));
    let stand = voorbeeld.wacht(|stand| stand["aantal"] == 1);
    assert_eq!(stand["fouten"][0]["bestand"], "content/thema/web/begrippen.html");
    // Other pages can be seen.
    assert!(voorbeeld.pagina("/").contains("De Linde"));
    fs::remove_dir_all(site.pad("content/thema")).unwrap();
    voorbeeld.wacht(|stand| stand["aantal"] == 0);
    assert_eq!(zonder_versie(&voorbeeld.pagina("/begrippen/")), zonder_versie(&goed));
}

fn zonder_versie(html: &str) -> String {
    Regex::new("data-versie=\"[0-9-]+\"").unwrap().replace(html, "").into_owned()
}

#[test]
fn een_map_die_weg_is_en_terugkomt() {
    let site = SiteTest::klein();
    let voorbeeld = Voorbeeld::start(&site, &[]);
    fs::rename(site.pad("content"), site.pad("elders")).unwrap();
    voorbeeld.wacht(|stand| stand["aantal"] == 1);
    assert_eq!(voorbeeld.haal("/").status, 200);
    fs::rename(site.pad("elders"), site.pad("content")).unwrap();
    voorbeeld.wacht(|stand| versie(stand) > 1 && stand["aantal"] == 0);
    site.vervang(SCHOOL, "naam: De Linde", "naam: De Oude Linde");
    voorbeeld.wacht_tot(|v| v.heeft("/", "De Oude Linde"));
}

#[test]
fn the_preview_has_the_files_of_a_concept_and_no_others() {
    let site = SiteTest::klein();
    let year = "content/scholen/de-linde/2025-2026";
    for name in ["straks #1", "niets"] {
        site.schrijf(&format!("{year}/{name}.pdf"), b"%PDF-1.4 x");
    }
    let concept = "formaat: klein\nstatus: concept\nsecties:\n  visie: '[Het plan](<bijlage:straks %231.pdf>)'\n";
    site.schrijf(&format!("{year}/straks.yaml"), concept);
    let voorbeeld = Voorbeeld::start(&site, &[]);
    let page = voorbeeld.pagina("/scholen/de-linde/2025-2026/straks/");
    let address = "bestanden/de-linde/2025-2026/straks%20%231.pdf";
    assert!(page.contains(address), "{page}");
    assert_eq!(voorbeeld.haal(&format!("/{address}")).status, 200);
    assert_eq!(voorbeeld.haal("/bestanden/de-linde/2025-2026/niets.pdf").status, 404);
}

#[test]
fn een_concept_staat_gemerkt_in_het_voorbeeld_en_nooit_in_een_build() {
    let site = SiteTest::klein();
    site.bouw(&[]);
    let zonder = bestanden(&site.pad("output"));
    let profiel = fs::read_to_string(site.pad(PROFIEL)).unwrap();
    let concept =
        profiel.replace("2025-2026", "2026-2027").replace("formaat: klein", "formaat: klein\nstatus: concept");
    site.schrijf("content/scholen/de-linde/2026-2027/profiel.yaml", concept)
        .schrijf("content/scholen/de-linde/2026-2027/visie.md", "Dit is nog niet voor iedereen.\n");
    site.bouw(&[]);
    assert!(bestanden(&site.pad("output")) == zonder, "een concept verandert niets aan een build");

    let voorbeeld = Voorbeeld::start(&site, &[]);
    let pagina = voorbeeld.pagina("/scholen/de-linde/2026-2027/profiel/");
    assert!(pagina.contains("Dit is nog niet voor iedereen.") && pagina.contains("<title>Concept: "), "{pagina}");
    assert!(pagina.contains("<strong>Concept.</strong> Dit document is nog niet gepubliceerd."), "{pagina}");
    // A concept is never current.
    assert!(!voorbeeld.pagina("/scholen/de-linde/profiel/").contains("nog niet voor iedereen"));
    let ouders = voorbeeld.pagina("/scholen/de-linde/");
    assert!(
        ouders.contains("<strong>Concept:</strong> <a href=../../scholen/de-linde/2026-2027/profiel/index.html>"),
        "{ouders}"
    );
    let pdf = voorbeeld.haal("/scholen/de-linde/2026-2027/profiel.pdf");
    assert!(pdf.lijf.starts_with(b"%PDF-"));
    site.schrijf("concept.pdf", pdf.lijf);
    assert!(crate::pdf::alle_tekst(&site.pad("concept.pdf")).contains("Concept: Klein profiel"));
    for pad in ["/data/aanbod.csv", "/scholen/de-linde/profiel.json", "/sitemap.xml"] {
        assert!(!voorbeeld.haal(pad).tekst().contains("2026-2027"), "{pad}");
    }
}

#[test]
fn zonder_gepubliceerde_praktijkvoorbeelden_is_er_geen_pdf_van() {
    let site = SiteTest::voorbeeld();
    let voorbeeld = Voorbeeld::start(&site, &[]);
    assert!(voorbeeld.pagina("/praktijk/").contains("praktijk.pdf"));
    drop(voorbeeld);
    for (pad, bytes) in bestanden(&site.pad("content/praktijk")) {
        if pad.ends_with(".yaml") {
            let tekst = String::from_utf8(bytes).unwrap();
            site.schrijf(&format!("content/praktijk/{pad}"), format!("status: concept\n{tekst}"));
        }
    }
    let voorbeeld = Voorbeeld::start(&site, &[]);
    assert!(!voorbeeld.pagina("/praktijk/").contains("praktijk.pdf"));
    assert_eq!(voorbeeld.haal("/praktijk.pdf").status, 404);
}

#[test]
fn alleen_wie_ons_bij_onze_naam_noemt_krijgt_antwoord() {
    let site = SiteTest::klein();
    let voorbeeld = Voorbeeld::start(&site, &[]);
    let poort = voorbeeld.poort;
    for naam in ["127.0.0.1", "localhost", "LocalHost", "[::1]"] {
        assert_eq!(voorbeeld.stuur(&vraag("GET", "/", &format!("{naam}:{poort}"))).status, 200, "{naam}");
    }
    let ander = poort.wrapping_add(1);
    for naam in [
        "kwaad.example".to_owned(),
        format!("kwaad.example:{poort}"),
        format!("127.0.0.1:{ander}"),
        "127.0.0.1".to_owned(),
        "localhost".to_owned(),
        format!("127.0.0.1:{poort}@kwaad.example"),
        format!("127.0.0.1.kwaad.example:{poort}"),
        format!("0.0.0.0:{poort}"),
        String::new(),
    ] {
        let antwoord = voorbeeld.stuur(&vraag("GET", "/scholen/de-linde/index.html", &naam));
        assert_eq!(antwoord.status, 403, "{naam}");
        assert!(!antwoord.tekst().contains("Linde"));
    }
    let kaal = |rest: &str| format!("GET / HTTP/1.1\r\n{rest}Connection: close\r\n\r\n");
    let hier = format!("Host: 127.0.0.1:{poort}\r\n");
    assert_eq!(voorbeeld.stuur(&kaal("")).status, 403);
    assert_eq!(voorbeeld.stuur(&kaal(&format!("{hier}Host: kwaad.example\r\n"))).status, 403);
    assert_eq!(voorbeeld.stuur(&vraag("GET", "http://kwaad.example/", &format!("127.0.0.1:{poort}"))).status, 403);
    // A page of another website may lead here, but not read or show anything of it.
    let van_elders = format!("{hier}Sec-Fetch-Site: cross-site\r\n");
    assert_eq!(voorbeeld.stuur(&kaal(&format!("{van_elders}Sec-Fetch-Mode: no-cors\r\n"))).status, 403);
    assert_eq!(voorbeeld.stuur(&kaal(&format!("{van_elders}Sec-Fetch-Mode: navigate\r\n"))).status, 200);
}

#[test]
fn alleen_de_uitvoer_is_te_bekijken() {
    let site = SiteTest::klein();
    site.schrijf("geheim.txt", "GEHEIM").schrijf("content/geheim.txt", "GEHEIM");
    let voorbeeld = Voorbeeld::start(&site, &[]);
    for pad in [
        "/../geheim.txt",
        "/thema/../../geheim.txt",
        "/%2e%2e/geheim.txt",
        "/..%2fgeheim.txt",
        "/thema/..%5c..%5cgeheim.txt",
        "/thema/..\\..\\geheim.txt",
        "//geheim.txt",
        "/%2Fetc/passwd",
        "//etc/passwd",
        "/geheim.txt%00.html",
        "/c:/geheim.txt",
        "/.",
        "/./index.html",
        "/%",
    ] {
        let antwoord = voorbeeld.haal(pad);
        assert_eq!(antwoord.status, 400, "{pad}");
        assert!(!antwoord.tekst().contains("GEHEIM"));
    }
    for pad in [
        "/geheim.txt",
        "/content/geheim.txt",
        "/content/site.yaml",
        "/.steunwijzer",
        "/%252e%252e/geheim.txt",
        "/__steunwijzer/x",
    ] {
        let antwoord = voorbeeld.haal(pad);
        assert_eq!(antwoord.status, 404, "{pad}");
        assert!(antwoord.tekst().contains("Deze pagina is er niet"), "{pad}");
    }
    let heen = voorbeeld.haal("/scholen/de-linde?a=1");
    assert_eq!((heen.status, heen.kop("location")), (307, Some("/scholen/de-linde/?a=1")));
}

#[test]
fn alleen_kijken() {
    let site = SiteTest::klein();
    let voorbeeld = Voorbeeld::start(&site, &[]);
    let hier = format!("127.0.0.1:{}", voorbeeld.poort);
    for methode in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"] {
        let antwoord = voorbeeld.stuur(&vraag(methode, "/", &hier));
        assert_eq!((antwoord.status, antwoord.kop("allow")), (405, Some("GET, HEAD")), "{methode}");
    }
    let (get, head) = (voorbeeld.haal("/"), voorbeeld.stuur(&vraag("HEAD", "/", &hier)));
    assert_eq!((head.status, head.lijf.len()), (200, 0));
    assert_eq!(head.kop("content-length"), get.kop("content-length"));
    assert_eq!(get.kop("cache-control"), Some("no-store"));
    assert_eq!(get.kop("x-content-type-options"), Some("nosniff"));
    assert!(get.kop("content-security-policy").unwrap().starts_with("default-src 'none'; script-src 'self' "));
    for (pad, soort) in [
        ("/", "text/html; charset=utf-8"),
        ("/thema/stijl.css", "text/css; charset=utf-8"),
        ("/scholen/de-linde/sop.pdf", "application/pdf"),
        ("/data/scholen.csv", "text/csv; charset=utf-8"),
        ("/thema/favicon.svg", "image/svg+xml"),
    ] {
        assert_eq!(voorbeeld.haal(pad).kop("content-type"), Some(soort), "{pad}");
    }
}

#[test]
fn een_pdf_die_open_staat_volgt_mee() {
    let site = SiteTest::klein();
    let voorbeeld = Voorbeeld::start(&site, &[]);
    let geopend = format!(
        "GET /scholen/de-linde/sop.pdf HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nSec-Fetch-Dest: document\r\nConnection: close\r\n\r\n",
        voorbeeld.poort
    );
    let lijst = voorbeeld.stuur(&geopend).tekst();
    assert!(
        lijst.contains("voorbeeld.js") && lijst.contains("<iframe src=\"/scholen/de-linde/sop.pdf?versie="),
        "{lijst}"
    );
    let eerst = voorbeeld.haal("/scholen/de-linde/sop.pdf?versie=1").lijf;
    site.schrijf("content/scholen/de-linde/2025-2026/visie.md", "Een heel andere visie.\n");
    voorbeeld.wacht_tot(|v| v.heeft("/scholen/de-linde/profiel/", "Een heel andere visie."));
    let daarna = voorbeeld.haal("/scholen/de-linde/sop.pdf?versie=2").lijf;
    assert!(eerst.starts_with(b"%PDF-") && daarna.starts_with(b"%PDF-") && eerst != daarna);
}

#[test]
fn zonder_pdf_zijn_er_geen() {
    let site = SiteTest::klein();
    let voorbeeld = Voorbeeld::start(&site, &["--no-pdf"]);
    assert_eq!(voorbeeld.haal("/scholen/de-linde/sop.pdf").status, 404);
    assert!(!voorbeeld.pagina("/scholen/de-linde/").contains("sop.pdf"));
}

#[test]
fn een_poort_die_bezet_is_wordt_de_volgende() {
    let site = SiteTest::klein();
    let bezet = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let poort = bezet.local_addr().unwrap().port();
    let mut kind = Command::new(env!("CARGO_BIN_EXE_steunwijzer"))
        .args(["serve", "--port", &poort.to_string()])
        .current_dir(site.wortel())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut regels = BufReader::new(kind.stdout.take().unwrap()).lines().map_while(Result::ok);
    let gezegd: Vec<String> = regels.by_ref().take(3).collect();
    let _ = kind.kill();
    let _ = kind.wait();
    assert_eq!(gezegd[1], format!("Poort {poort} is bezet; dit is de eerste die vrij is."), "{gezegd:?}");
    let nieuw: u16 =
        gezegd[2].trim_start_matches("Voorbeeld: http://127.0.0.1:").trim_end_matches('/').parse().unwrap();
    assert!(nieuw > poort, "{gezegd:?}");
}

#[test]
fn ctrl_c_stopt_netjes_en_er_is_niets_geschreven() {
    let site = SiteTest::klein();
    site.bouw(&[]);
    let voor = bestanden(site.wortel());
    for sein in ["-INT", "-TERM"] {
        let voorbeeld = Voorbeeld::start(&site, &[]);
        assert!(voorbeeld.begin.starts_with("Gelezen: 1 school, in "), "{}", voorbeeld.begin);
        // Also while a browser listens.
        voorbeeld.wacht(|stand| versie(stand) == 1);
        voorbeeld.pagina("/");
        voorbeeld.haal("/zoek/pagefind-entry.json");
        voorbeeld.haal("/scholen/de-linde/sop.pdf");
        let (code, gezegd) = voorbeeld.stop(sein);
        assert_eq!(code, Some(0), "{gezegd}");
        assert!(gezegd.ends_with("Het voorbeeld is gestopt."), "{gezegd}");
    }
    assert!(bestanden(site.wortel()) == voor, "er is iets geschreven");
}

#[test]
fn wat_niet_kan_wordt_gezegd() {
    let site = SiteTest::leeg();
    site.draai(&["serve"]).code(2).meldt("map `content` kan niet gelezen worden");
    site.draai(&["serve", "--today", "morgen"]).code(2).meldt("--today krijgt een dag die bestaat");
    site.draai(&["serve", "--port", "nul"]).code(2).meldt("`nul` kan niet bij de optie `--port`");
    assert!(!Path::new(&site.pad("output")).exists());
}
