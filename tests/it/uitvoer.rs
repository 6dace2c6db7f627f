//! The output as a whole: never half, never touched by a failure, the same bytes everywhere, and
//! every link in it leads somewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use crate::hulp::{SiteTest, bestanden, kopieer};

const MERK: &str = "output/.steunwijzer";
const PROFIEL: &str = "content/scholen/de-linde/2025-2026/profiel.yaml";

/// What can be seen of a folder from outside: every file with its bytes, moment and inode.
fn toestand(map: &Path) -> BTreeMap<String, (Vec<u8>, SystemTime, u64)> {
    let met = |(pad, bytes): (String, Vec<u8>)| {
        let meta = fs::metadata(map.join(&pad)).unwrap();
        #[cfg(unix)]
        let inode = std::os::unix::fs::MetadataExt::ino(&meta);
        #[cfg(not(unix))]
        let inode = 0;
        (pad, (bytes, meta.modified().unwrap(), inode))
    };
    bestanden(map).into_iter().map(met).collect()
}

/// What stands beside the content: nothing may be left over.
#[track_caller]
fn niets_over(site: &SiteTest) {
    let namen: Vec<String> = fs::read_dir(site.wortel())
        .unwrap()
        .map(|ingang| ingang.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|naam| naam.starts_with(".output") || naam.starts_with(".uit"))
        .collect();
    assert!(namen.is_empty(), "{namen:?} staat nog naast de uitvoer");
}

/// The program with an environment of one's own.
fn met_omgeving(site: &SiteTest, argumenten: &[&str], omgeving: &[(&str, &str)]) -> (i32, String) {
    let uitvoer = Command::new(env!("CARGO_BIN_EXE_steunwijzer"))
        .args(argumenten)
        .current_dir(site.wortel())
        .env_clear()
        .envs(omgeving.iter().copied())
        .output()
        .unwrap();
    (uitvoer.status.code().unwrap_or(-1), String::from_utf8_lossy(&uitvoer.stderr).into_owned())
}

/// Says aloud that a test could not be done here.
fn sla_over(waarom: &str) {
    use std::io::Write as _;
    let _ = writeln!(std::io::stderr(), "OVERGESLAGEN: {waarom}");
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|u| u.stdout == b"0\n")
}

// ------------------------------------------------- the last good output stays

#[test]
fn mislukte_build_laat_de_vorige_uitvoer_staan() {
    type Breek = fn(&SiteTest) -> &SiteTest;
    let gevallen: [(&str, Breek, &[&str], &str); 5] = [
        ("inhoud", |s| s.vervang(PROFIEL, "open: ja", "open: misschien"), &[], "onbekende-waarde"),
        (
            "sjabloon",
            |s| s.schrijf("content/thema/thema.yaml", "naam: Eigen\n").schrijf("content/thema/web/home.html", "{{ x"),
            &[],
            "thema-fout",
        ),
        (
            "typst",
            |s| {
                s.schrijf("content/thema/thema.yaml", "naam: Eigen\n")
                    .schrijf("content/thema/pdf/secties/tekst.typ", "#bestaat-niet()")
            },
            &[],
            "pdf-fout",
        ),
        (
            "strikt",
            |s| s.schrijf("content/scholen/de-linde/2025-2026/visie.md", "Samen 🎉."),
            &["--strict"],
            "teken-zonder-vorm",
        ),
        ("site.yaml", |s| s.schrijf("content/site.yaml", "titel: ["), &[], "yaml"),
    ];
    for (naam, breek, extra, code) in gevallen {
        let site = SiteTest::klein();
        site.bouw(&[]);
        let voor = toestand(&site.pad("output"));
        breek(&site);
        let uitkomst = site.draai(&[&["build"], extra].concat());
        uitkomst.code(1).meldt(code).meldt("`output` is gebleven zoals het was");
        assert!(toestand(&site.pad("output")) == voor, "{naam}: de vorige uitvoer is veranderd");
        niets_over(&site);
        // Without an earlier output there is none.
        site.draai(&[&["build", "--output", "uit"], extra].concat()).code(1);
        assert!(!site.pad("uit").exists(), "{naam}");
        niets_over(&site);
    }
}

#[test]
fn check_schrijft_niets() {
    let site = SiteTest::klein();
    let voor = toestand(site.wortel());
    site.draai(&["check"]).code(0);
    assert!(toestand(site.wortel()) == voor);
    site.bouw(&[]);
    let voor = toestand(site.wortel());
    site.vervang(PROFIEL, "Plan maken", "Plan schrijven").draai(&["check"]).code(0);
    site.vervang(PROFIEL, "Plan schrijven", "Plan maken");
    assert!(toestand(&site.pad("output")).iter().all(|(pad, staat)| voor[&format!("output/{pad}")] == *staat));
}

// ----------------------------------------------- where nothing can be written

/// Expects exit code 2 with a Dutch cause and way out, and a folder that is as it was.
#[track_caller]
fn weigert(site: &SiteTest, argumenten: &[&str], meldt: &str, map: &Path) {
    let voor = toestand(map);
    let uitkomst = site.draai(argumenten);
    uitkomst.code(2).meldt("fout: ").meldt("hint: ").meldt(meldt);
    assert!(toestand(map) == voor, "{} is veranderd", map.display());
}

#[test]
fn vreemde_map_wordt_niet_vervangen() {
    let site = SiteTest::klein();
    site.schrijf("foto's/vakantie.txt", "van mij");
    weigert(&site, &["build", "--output", "foto's"], "is niet door Steunwijzer gemaakt", &site.pad("foto's"));
    site.schrijf("bestand", "van mij");
    weigert(&site, &["build", "--output", "bestand"], "is geen map", &site.pad("foto's"));
    weigert(&site, &["build", "--output", "bestand/in"], "is geen map", &site.pad("foto's"));
    assert_eq!(fs::read_to_string(site.pad("bestand")).unwrap(), "van mij");
    weigert(&site, &["build", "--output", "."], "kan niet in zijn geheel worden vervangen", &site.pad("content"));
    weigert(&site, &["build", "--output", "content/uit"], "in de map met de inhoud", &site.pad("content"));
    weigert(&site, &["build", "--output", "content"], "in de map met de inhoud", &site.pad("content"));
}

#[cfg(unix)]
#[test]
fn koppeling_wordt_niet_vervangen() {
    let site = SiteTest::klein();
    site.schrijf("elders/van-mij.txt", "van mij");
    std::os::unix::fs::symlink(site.pad("elders"), site.pad("output")).unwrap();
    weigert(&site, &["build"], "is een symbolische link", &site.pad("elders"));
    assert!(fs::symlink_metadata(site.pad("output")).unwrap().is_symlink());
}

#[test]
fn bezette_uitvoer_wacht_niet() {
    let site = SiteTest::klein();
    site.bouw(&[]);
    let slot = fs::File::create(site.pad(".output.slot")).unwrap();
    slot.lock().unwrap();
    weigert(&site, &["build"], "een andere build schrijft al naar `output`", &site.pad("output"));
    drop(slot);
    // A lock file that was left behind stands in nobody's way.
    site.bouw(&[]);
    niets_over(&site);
}

#[test]
fn afgebroken_build_wordt_opgeruimd() {
    let site = SiteTest::klein();
    site.bouw(&[]);
    kopieer(&site.pad("output"), &site.pad(".output.nieuw"));
    fs::remove_file(site.pad(".output.nieuw/index.html")).unwrap();
    fs::rename(site.pad("output"), site.pad(".output.oud")).unwrap();
    site.bouw(&[]);
    assert!(site.pad("output/index.html").exists());
    niets_over(&site);
    // What is not ours is not removed.
    site.schrijf(".output.nieuw/van-mij.txt", "van mij");
    weigert(&site, &["build"], "is niet door Steunwijzer gemaakt", &site.pad("output"));
    assert_eq!(fs::read_to_string(site.pad(".output.nieuw/van-mij.txt")).unwrap(), "van mij");
}

#[cfg(unix)]
#[test]
fn map_zonder_schrijfrecht() {
    use std::os::unix::fs::PermissionsExt as _;
    if is_root() {
        return sla_over("map_zonder_schrijfrecht: root mag overal schrijven");
    }
    let site = SiteTest::klein();
    fs::create_dir(site.pad("dicht")).unwrap();
    fs::set_permissions(site.pad("dicht"), fs::Permissions::from_mode(0o555)).unwrap();
    site.draai(&["build", "--output", "dicht/uit"]).code(2).meldt("onvoldoende rechten op").meldt("hint: ");
}

/// A small file system of its own; unmounted when dropped.
#[cfg(target_os = "linux")]
struct Schijf(PathBuf);

#[cfg(target_os = "linux")]
impl Schijf {
    fn koppel(map: PathBuf, opties: &str) -> Option<Self> {
        fs::create_dir_all(&map).unwrap();
        let gelukt = is_root()
            && Command::new("mount")
                .args(["-t", "tmpfs", "-o", opties, "tmpfs"])
                .arg(&map)
                .output()
                .is_ok_and(|u| u.status.success());
        gelukt.then_some(Self(map))
    }
}

#[cfg(target_os = "linux")]
impl Drop for Schijf {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn volle_schijf_laat_de_vorige_uitvoer_staan() {
    let site = SiteTest::klein();
    let Some(schijf) = Schijf::koppel(site.pad("schijf"), "size=8m") else {
        return sla_over("volle_schijf: geen rechten om een schijf te koppelen");
    };
    site.bouw(&["--output", "schijf/uit"]);
    let voor = toestand(&schijf.0.join("uit"));
    // Every page changes, so little more than the schemas can be linked: a sixteenth is too little room.
    let bezet: usize = voor.values().map(|(bytes, ..)| bytes.len().next_multiple_of(4096)).sum();
    site.schrijf("schijf/vol.bin", vec![1; 8 * 1024 * 1024 - bezet - bezet / 16]);
    site.vervang("content/site.yaml", "Steun in de Proef", "Andere titel");
    site.vervang("content/scholen/de-linde/school.yaml", "naam: De Linde", "naam: De Els");
    let uitkomst = site.draai(&["build", "--output", "schijf/uit"]);
    uitkomst.code(2).meldt("fout: de schijf is vol bij het schrijven van").meldt("hint: maak ruimte vrij");
    assert!(toestand(&schijf.0.join("uit")) == voor);
    let over: Vec<_> = fs::read_dir(&schijf.0).unwrap().map(|i| i.unwrap().file_name()).collect();
    assert_eq!(over.len(), 2, "{over:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn koppelpunt_en_alleen_lezen() {
    let site = SiteTest::klein();
    let Some(schijf) = Schijf::koppel(site.pad("schijf"), "size=4m") else {
        return sla_over("koppelpunt: geen rechten om een schijf te koppelen");
    };
    weigert(&site, &["build", "--output", "schijf"], "is een koppelpunt", &schijf.0);
    let vast = Command::new("mount").args(["-o", "remount,ro"]).arg(&schijf.0).output();
    if vast.is_ok_and(|u| u.status.success()) {
        weigert(&site, &["build", "--output", "schijf/uit"], "alleen te lezen", &schijf.0);
    }
}

// -------------------------------------------------------- unchanged is unchanged

#[test]
fn tweede_build_laat_gelijke_bestanden_staan() {
    let site = SiteTest::klein();
    site.bouw(&[]);
    let voor = toestand(&site.pad("output"));
    // Moments of change have a resolution.
    std::thread::sleep(std::time::Duration::from_millis(30));
    let uitkomst = site.bouw(&[]);
    assert!(toestand(&site.pad("output")) == voor, "een build zonder verandering verandert iets");
    let geteld = voor.keys().filter(|pad| !pad.starts_with(".steunwijzer")).count();
    assert!(uitkomst.uit.contains(&format!("Onveranderd gebleven: {geteld} bestanden.")), "{}", uitkomst.uit);

    site.vervang("content/scholen/de-linde/school.yaml", "Begin bij de mentor.", "Bel de mentor.").bouw(&[]);
    let na = toestand(&site.pad("output"));
    assert_eq!(na.keys().collect::<Vec<_>>(), voor.keys().collect::<Vec<_>>());
    let anders = na.iter().filter(|(pad, staat)| voor[*pad] != **staat).map(|(pad, _)| pad.as_str());
    // Whom to ask stands on the pages of parents' questions too.
    let anders: Vec<&str> = anders.filter(|pad| !pad.starts_with("hulp/")).collect();
    let namen = ["index.html", "ouders.pdf", "profiel.json", "schoolgids.html", "schoolgids.pdf", "sop.pdf"];
    assert_eq!(anders, namen.map(|naam| format!("scholen/de-linde/{naam}")));
}

#[test]
fn wat_er_niet_meer_is_verdwijnt() {
    let site = SiteTest::klein();
    kopieer(&site.pad("content/scholen/de-linde"), &site.pad("content/scholen/de-els"));
    site.vervang("content/scholen/de-els/school.yaml", "naam: De Linde", "naam: De Els").bouw(&[]);
    assert!(site.pad("output/scholen/de-els/sop.pdf").exists());
    fs::remove_dir_all(site.pad("content/scholen/de-els")).unwrap();
    site.bouw(&[]);
    assert!(!site.pad("output/scholen/de-els").exists());
}

#[test]
fn merkbestand_is_dat_van_de_repository() {
    let vast = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(MERK)).unwrap();
    let site = SiteTest::klein();
    for _ in 0..2 {
        site.bouw(&[]);
        assert_eq!(fs::read(site.pad(MERK)).unwrap(), vast);
    }
}

#[test]
fn git_blijft_schoon_na_een_build() {
    let git = |site: &SiteTest, argumenten: &[&str]| {
        let uitvoer = Command::new("git")
            .args(["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "core.autocrlf=true"])
            .args(argumenten)
            .current_dir(site.wortel())
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .output()
            .unwrap_or_else(|fout| panic!("git start niet ({fout}): apt-get install git"));
        assert!(uitvoer.status.success(), "{}", String::from_utf8_lossy(&uitvoer.stderr));
        String::from_utf8_lossy(&uitvoer.stdout).into_owned()
    };
    let bron = Path::new(env!("CARGO_MANIFEST_DIR"));
    let site = SiteTest::klein();
    for pad in [".gitignore", ".gitattributes", MERK] {
        site.schrijf(pad, fs::read(bron.join(pad)).unwrap());
    }
    git(&site, &["init", "-q"]);
    git(&site, &["add", "-A"]);
    git(&site, &["commit", "-q", "-m", "begin"]);
    assert!(git(&site, &["ls-files"]).contains(MERK), "het merkbestand hoort in git");
    for _ in 0..2 {
        site.bouw(&[]);
        assert_eq!(git(&site, &["status", "--porcelain"]), "");
    }
    // Also when the build stops half-way: what stands beside the output is ignored.
    kopieer(&site.pad("output"), &site.pad(".output.nieuw"));
    assert_eq!(git(&site, &["status", "--porcelain"]), "");
}

// ------------------------------------------------------ the same bytes everywhere

#[test]
fn bytes_hangen_niet_af_van_machine_of_klok() {
    let site = SiteTest::voorbeeld();
    kopieer(&site.pad("content/scholen/segbroek-college"), &site.pad("content/scholen/tweede-school"));
    site.vervang("content/scholen/tweede-school/school.yaml", "naam: Segbroek College", "naam: Tweede School");
    let mut eerste: Option<BTreeMap<String, Vec<u8>>> = None;
    let ver: &[(&str, &str)] = &[("RAYON_NUM_THREADS", "4"), ("TZ", "Pacific/Kiritimati"), ("LC_ALL", "tr_TR.UTF-8")];
    for (nummer, omgeving) in [
        &[("RAYON_NUM_THREADS", "1"), ("TZ", "UTC")][..],
        ver,
        &[("RAYON_NUM_THREADS", "4"), ("TZ", "America/Adak"), ("SOURCE_DATE_EPOCH", "1"), ("HOME", "/bestaat-niet")],
        &[("RAYON_NUM_THREADS", "3"), ("SOURCE_DATE_EPOCH", "4102444800"), ("NO_COLOR", "1")],
    ]
    .into_iter()
    .enumerate()
    {
        let map = format!("uit{nummer}");
        let (code, fout) = met_omgeving(&site, &["build", "--today", "2026-01-01", "--output", &map], omgeving);
        assert_eq!(code, 0, "{fout}");
        let nu = bestanden(&site.pad(&map));
        let eerste = eerste.get_or_insert_with(|| nu.clone());
        assert_eq!(nu.keys().collect::<Vec<_>>(), eerste.keys().collect::<Vec<_>>());
        for (pad, bytes) in &nu {
            assert!(*bytes == eerste[pad], "{pad} verschilt met {omgeving:?}");
        }
    }
}

/// `--today` before `SOURCE_DATE_EPOCH`; a day in UTC, wherever the machine stands.
#[test]
fn stand_komt_van_buiten() {
    let site = SiteTest::klein();
    let stand = |argumenten: &[&str], omgeving: &[(&str, &str)]| {
        let (code, fout) = met_omgeving(&site, &[&["build", "--no-pdf"], argumenten].concat(), omgeving);
        assert_eq!(code, 0, "{fout}");
        fs::read_to_string(site.pad("output/toegankelijkheid/index.html")).unwrap()
    };
    let laat = [("SOURCE_DATE_EPOCH", "1767311999"), ("TZ", "Pacific/Kiritimati")];
    assert!(stand(&[], &laat).contains("1 januari 2026"));
    assert!(stand(&["--today", "2025-03-02"], &laat).contains("2 maart 2025"));
    assert_eq!(met_omgeving(&site, &["build"], &[("SOURCE_DATE_EPOCH", "gisteren")]).0, 2);
    assert_eq!(met_omgeving(&site, &["build", "--today", "2026-02-30"], &[]).0, 2);
}

// --------------------------------------------------------------- what is written

#[test]
fn sitemap_en_robots_noemen_wat_er_is() {
    let site = SiteTest::klein();
    site.vervang("content/site.yaml", "https://proef.example", "https://proef.example/steun/");
    let uitkomst = site.bouw(&["--no-pdf"]);
    assert_eq!(
        uitkomst.bestand("robots.txt"),
        "User-agent: *\nAllow: /\nSitemap: https://proef.example/steun/sitemap.xml\n"
    );
    let sitemap = uitkomst.bestand("sitemap.xml");
    assert!(sitemap.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
    let adressen: Vec<&str> = sitemap.split("<loc>").skip(1).filter_map(|deel| deel.split("</loc>").next()).collect();
    assert_eq!(adressen.iter().collect::<BTreeSet<_>>().len(), adressen.len(), "{adressen:?}");
    for adres in &adressen {
        let pad = adres.strip_prefix("https://proef.example/steun/").unwrap();
        assert!(pad.is_empty() || pad.ends_with('/'), "{adres}");
        assert!(site.pad(&format!("output/{pad}index.html")).exists(), "{adres}");
    }
    for pad in ["", "scholen/", "scholen/de-linde/", "scholen/de-linde/profiel/", "begrippen/", "toegankelijkheid/"] {
        assert!(adressen.contains(&format!("https://proef.example/steun/{pad}").as_str()), "{pad}");
    }
    // Without an address there is nothing to name.
    site.vervang("content/site.yaml", "basis-url: https://proef.example/steun/\n", "");
    let uitkomst = site.bouw(&["--no-pdf"]);
    assert_eq!(uitkomst.bestand("robots.txt"), "User-agent: *\nAllow: /\n");
    assert!(!site.pad("output/sitemap.xml").exists());
}

/// A server shows this page at any address, so its links start at the root of the site.
#[test]
fn niet_gevonden_werkt_op_elk_adres() {
    for (basis, begin) in [("https://proef.example", "/"), ("https://proef.example/a/b/", "/a/b/")] {
        let site = SiteTest::klein();
        let uitkomst = site.vervang("content/site.yaml", "https://proef.example", basis).bouw(&["--no-pdf"]);
        let pagina = uitkomst.bestand("404.html");
        let gelezen = lees("404.html", &pagina);
        assert!(pagina.contains("noindex"));
        assert!(gelezen.links.len() > 4);
        for link in gelezen.links.iter().filter(|l| !l.starts_with('#') && !l.starts_with(basis)) {
            let pad = link.strip_prefix(begin).unwrap_or_else(|| panic!("{link} begint niet met {begin}"));
            assert!(site.pad(&format!("output/{pad}")).is_file(), "{link}");
        }
    }
}

#[test]
fn oude_naam_leidt_naar_de_nieuwe() {
    let site = SiteTest::klein();
    let school = "content/scholen/de-linde/school.yaml";
    let tekst = fs::read_to_string(site.pad(school)).unwrap();
    let uitkomst = site.schrijf(school, tekst + "oude-slugs: [lindeschool, de-oude-linde]\n").bouw(&["--no-pdf"]);
    for oud in ["lindeschool", "de-oude-linde"] {
        let pagina = uitkomst.bestand(&format!("scholen/{oud}/index.html"));
        let gelezen = lees("", &pagina);
        assert!(gelezen.links.contains(&"../../scholen/de-linde/index.html".to_owned()), "{:?}", gelezen.links);
        assert!(pagina.contains("noindex"));
        assert!(pagina.contains("url=../../scholen/de-linde/index.html"), "{pagina}");
        assert!(pagina.contains("https://proef.example/scholen/de-linde/"), "{pagina}");
    }
    assert!(!uitkomst.bestand("sitemap.xml").contains("oude"));
}

#[test]
fn concept_staat_nergens() {
    let site = SiteTest::klein();
    site.vervang(PROFIEL, "peildatum: 2025-10-01", "status: concept\npeildatum: 2025-10-01");
    site.bouw(&[]);
    for (pad, bytes) in bestanden(&site.pad("output")) {
        // Without a profile there is still whom to ask, and that the region has none.
        let zonder = ["scholen/de-linde/profiel.json", "scholen/de-linde/ouders.pdf", "dekking.pdf"];
        assert!(zonder.contains(&pad.as_str()) || !pad.contains("profiel") && !pad.ends_with(".pdf"), "{pad}");
        assert!(!String::from_utf8_lossy(&bytes).contains("Rouwgroep"), "{pad}");
    }
}

// ------------------------------------------------------------------------ links

/// What a page offers and asks for.
#[derive(Default)]
struct Pagina {
    /// Ids on the page.
    ids: BTreeSet<String>,
    /// Everything that is linked to.
    links: Vec<String>,
    /// Everything that a browser loads by itself.
    laadt: Vec<String>,
}

/// Reads a page; the minifier leaves out quotes and closing tags, so this reads tag by tag.
fn lees(pad: &str, html: &str) -> Pagina {
    let mut uit = Pagina::default();
    let mut rest = html;
    while let Some(begin) = rest.find('<') {
        rest = &rest[begin + 1..];
        let (tag, kenmerken) = kenmerken(rest);
        let is_link = tag == "a" || tag == "area";
        let rel = kenmerken.iter().find(|(k, _)| k == "rel").map_or("", |(_, w)| w);
        for (sleutel, waarde) in &kenmerken {
            match sleutel.as_str() {
                "id" => {
                    assert!(uit.ids.insert(waarde.clone()), "{pad}: id `{waarde}` staat er twee keer");
                }
                "href" if is_link => uit.links.push(waarde.clone()),
                // For search engines; nothing is loaded.
                "href" if tag == "link" && rel == "canonical" => {}
                "href" | "src" | "data" | "poster" => uit.laadt.push(waarde.clone()),
                "srcset" => {
                    uit.laadt.extend(waarde.split(',').filter_map(|d| d.split_whitespace().next()).map(str::to_owned))
                }
                _ => {}
            }
        }
    }
    uit
}

/// Name and attributes of a tag, `rest` starting after `<`.
fn kenmerken(rest: &str) -> (String, Vec<(String, String)>) {
    let naam: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
    let mut uit = Vec::new();
    let mut rest = rest[naam.len()..].trim_start();
    while !naam.is_empty() && !rest.is_empty() && !rest.starts_with('>') {
        let eind = rest.find(|c: char| c == '=' || c == '>' || c.is_whitespace()).unwrap_or(rest.len());
        let sleutel = rest[..eind].to_ascii_lowercase();
        rest = &rest[eind..];
        let mut waarde = "";
        if let Some(na) = rest.strip_prefix('=') {
            let quote = na.chars().next().filter(|c| matches!(c, '"' | '\''));
            let na = if quote.is_some() { &na[1..] } else { na };
            let eind = na.find(|c: char| quote.map_or(c.is_whitespace() || c == '>', |q| c == q)).unwrap_or(na.len());
            waarde = &na[..eind];
            rest = na[eind..].strip_prefix(['"', '\'']).unwrap_or(&na[eind..]);
        }
        uit.push((sleutel, waarde.replace("&amp;", "&")));
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
    }
    (naam.to_ascii_lowercase(), uit)
}

/// The path in the output that a relative link on a page leads to.
#[track_caller]
fn los_op(pagina: &str, link: &str) -> String {
    let mut delen: Vec<&str> = pagina.split('/').collect();
    delen.pop();
    for deel in link.split('/') {
        match deel {
            ".." => assert!(delen.pop().is_some(), "{pagina}: {link} leidt buiten de website"),
            "." | "" => panic!("{pagina}: {link}"),
            _ => delen.push(deel),
        }
    }
    delen.join("/")
}

/// Expects that every link and anchor leads to something, and that nothing comes from elsewhere.
/// Gives how many links there are.
#[track_caller]
fn links_kloppen(uitvoer: &Path) -> usize {
    let alles = bestanden(uitvoer);
    let paginas: BTreeMap<&str, Pagina> = alles
        .iter()
        .filter(|(pad, _)| pad.ends_with(".html"))
        .map(|(pad, bytes)| (pad.as_str(), lees(pad, std::str::from_utf8(bytes).unwrap())))
        .collect();
    let (mut aantal, mut bezocht) = (0, BTreeSet::from(["index.html", "404.html"]));
    for (pad, pagina) in paginas.iter().filter(|(pad, _)| **pad != "404.html") {
        for adres in &pagina.laadt {
            assert!(!adres.contains(':') && !adres.starts_with('/'), "{pad} laadt {adres}");
            assert!(alles.contains_key(&los_op(pad, adres)), "{pad} laadt {adres}, dat er niet is");
        }
        for link in &pagina.links {
            if ["https://", "http://", "mailto:", "tel:"].iter().any(|s| link.starts_with(s)) {
                continue;
            }
            aantal += 1;
            let (adres, anker) = link.split_once('#').map_or((link.as_str(), None), |(a, b)| (a, Some(b)));
            // What follows a question mark is a choice on that page.
            let adres = adres.split_once('?').map_or(adres, |(adres, _)| adres);
            let doel = if adres.is_empty() { (*pad).to_owned() } else { los_op(pad, adres) };
            let Some((doel, _)) = alles.get_key_value(&doel) else { panic!("{pad}: {link} leidt nergens heen") };
            if let Some(anker) = anker {
                let ids = &paginas[doel.as_str()].ids;
                assert!(ids.contains(anker), "{pad}: {link}: er is geen id `{anker}` op {doel}");
            } else if doel.ends_with(".html") && !doel.ends_with("/schoolgids.html") {
                assert!(adres.ends_with("index.html"), "{pad}: {link} eindigt niet op index.html");
            }
            bezocht.insert(doel.as_str());
        }
    }
    for (pad, bytes) in alles.iter().filter(|(pad, _)| pad.ends_with(".css")) {
        let css = String::from_utf8_lossy(bytes);
        assert!(!css.contains("@import") && !css.contains("http"), "{pad} laadt iets van elders");
        for adres in css.split("url(").skip(1).filter_map(|deel| deel.split(')').next()) {
            assert!(alles.contains_key(&los_op(pad, adres.trim_matches(['"', '\'']))), "{pad} laadt {adres}");
        }
    }
    // Pages that nobody finds: only those at a lasting address of their own year.
    let wees = paginas.keys().filter(|pad| !bezocht.contains(**pad));
    let wees: Vec<&&str> = wees.filter(|pad| !pad.split('/').any(|deel| deel.starts_with("20"))).collect();
    assert!(wees.is_empty(), "naar deze pagina's leidt geen link: {wees:?}");
    aantal
}

#[test]
fn elke_link_van_de_voorbeeldregio_leidt_ergens_heen() {
    let site = SiteTest::voorbeeld();
    site.bouw(&[]);
    let aantal = links_kloppen(&site.pad("output"));
    assert!(aantal > 100, "{aantal} links");
}

#[test]
fn elke_link_van_een_site_met_alles_erin_leidt_ergens_heen() {
    let site = SiteTest::klein();
    let jaar = "content/scholen/de-linde/2025-2026";
    kopieer(&site.pad(jaar), &site.pad("content/scholen/de-linde/2024-2025"));
    let oud = "content/scholen/de-linde/2024-2025/profiel.yaml";
    site.vervang(oud, "schooljaar: 2025-2026", "schooljaar: 2024-2025").vervang(oud, "2025-10-01", "2024-10-01");
    site.schrijf("content/scholen/de-els/school.yaml", "naam: De Els\n");
    site.schrijf(
        &format!("{jaar}/visie.md"),
        "Zie [het overleg](sectie:overleg), [de mentor](item:specialisten/mentor), [De Els](school:de-els), \
         [het plan](bijlage:plan.pdf), [het web](https://elders.example/), [mail](mailto:a@b.nl) en [bel](tel:070-1234567).\n",
    );
    site.schrijf(&format!("{jaar}/plan.pdf"), "%PDF-1.7\n");
    let uitkomst = site.bouw(&[]);
    links_kloppen(&site.pad("output"));
    let profiel = lees("", &uitkomst.bestand("scholen/de-linde/profiel/index.html"));
    for link in [
        "#overleg",
        "../../../ondersteuning/specialisten/mentor/index.html",
        "../../../scholen/de-els/index.html",
        "../../../bestanden/de-linde/2025-2026/plan.pdf",
        "https://elders.example/",
        "mailto:a@b.nl",
    ] {
        assert!(profiel.links.iter().any(|l| l == link), "{link} staat niet in {:?}", profiel.links);
    }
    assert_eq!(fs::read(site.pad("output/bestanden/de-linde/2025-2026/plan.pdf")).unwrap(), b"%PDF-1.7\n");
}

#[test]
fn zonder_pdf_leidt_geen_link_naar_een_pdf() {
    let site = SiteTest::voorbeeld();
    site.bouw(&["--no-pdf"]);
    links_kloppen(&site.pad("output"));
}

#[test]
fn zonder_scholen_kloppen_de_links_ook() {
    let site = SiteTest::leeg();
    site.schrijf("content/site.yaml", "titel: Nog leeg\n");
    site.bouw(&[]);
    links_kloppen(&site.pad("output"));
}

/// Elsewhere than `content` and `output`, and from elsewhere.
#[test]
fn mappen_mogen_overal_staan() {
    let site = SiteTest::klein();
    fs::rename(site.pad("content"), site.pad("mijn inhoud")).unwrap();
    let uit = site.pad("diep/er/in");
    site.draai(&["build", "--content", "mijn inhoud", "--output", uit.to_str().unwrap()]).code(0);
    links_kloppen(&uit);
    assert!(uit.join(".steunwijzer").exists());
}
