//! The output as a whole: never half, never touched by a failure, the same bytes everywhere, and every link in it leads
//! somewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use crate::harness::{SiteTest, copy_dir, files};
use crate::links::links_are_right;
use crate::parsed_page::ParsedPage;

const MARKER: &str = "output/.steunwijzer";
const PROFIEL: &str = "content/scholen/de-linde/2025-2026/profiel.yaml";

/// The visible state of a folder: every file with its bytes, modification time and inode.
fn state(dir: &Path) -> BTreeMap<String, (Vec<u8>, SystemTime, u64)> {
    let entry = |(path, bytes): (String, Vec<u8>)| {
        let meta = fs::metadata(dir.join(&path)).unwrap();
        #[cfg(unix)]
        let inode = std::os::unix::fs::MetadataExt::ino(&meta);
        #[cfg(not(unix))]
        let inode = 0;
        (path, (bytes, meta.modified().unwrap(), inode))
    };
    files(dir).into_iter().map(entry).collect()
}

/// Expects no leftovers next to the content.
#[track_caller]
fn nothing_left(site: &SiteTest) {
    let names: Vec<String> = fs::read_dir(site.root())
        .unwrap()
        .map(|dir_entry| dir_entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with(".output") || name.starts_with(".uit"))
        .collect();
    assert!(names.is_empty(), "{names:?} still stands beside the output");
}

/// Runs the program with an environment.
fn with_env(site: &SiteTest, arguments: &[&str], variables: &[(&str, &str)]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_steunwijzer"))
        .args(arguments)
        .current_dir(site.root())
        .env_clear()
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    (output.status.code().unwrap_or(-1), String::from_utf8_lossy(&output.stderr).into_owned())
}

/// Reports that a test could not be run here.
fn skip(reason: &str) {
    use std::io::Write as _;
    let _ = writeln!(std::io::stderr(), "SKIPPED: {reason}");
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|u| u.stdout == b"0\n")
}

// ------------------------------------------------- the last good output stays

#[test]
fn a_failed_build_leaves_the_previous_output() {
    type Break = fn(&SiteTest) -> &SiteTest;
    let cases: [(&str, Break, &[&str], &str); 5] = [
        ("inhoud", |s| s.replace(PROFIEL, "open: ja", "open: misschien"), &[], "onbekende-waarde"),
        (
            "sjabloon",
            |s| s.write("content/thema/thema.yaml", "naam: Eigen\n").write("content/thema/web/home.html", "{{ x"),
            &[],
            "thema-fout",
        ),
        (
            "typst",
            |s| {
                s.write("content/thema/thema.yaml", "naam: Eigen\n")
                    .write("content/thema/pdf/secties/tekst.typ", "#bestaat-niet()")
            },
            &[],
            "pdf-fout",
        ),
        (
            "strikt",
            |s| s.write("content/scholen/de-linde/2025-2026/visie.md", "Samen 🎉."),
            &["--strict"],
            "teken-zonder-vorm",
        ),
        ("site.yaml", |s| s.write("content/site.yaml", "titel: ["), &[], "yaml"),
    ];
    for (name, damage, extra, code) in cases {
        let site = SiteTest::small();
        site.build(&[]);
        let before = state(&site.path("output"));
        damage(&site);
        let outcome = site.run(&[&["build"], extra].concat());
        outcome.code(1).reports(code).reports("`output` is gebleven zoals het was");
        assert!(state(&site.path("output")) == before, "{name}: the previous output has changed");
        nothing_left(&site);
        // Without an earlier output there is none now.
        site.run(&[&["build", "--output", "uit"], extra].concat()).code(1);
        assert!(!site.path("uit").exists(), "{name}");
        nothing_left(&site);
    }
}

#[test]
fn a_check_of_the_content_writes_no_output() {
    let site = SiteTest::small();
    let before = state(site.root());
    site.run(&["check"]).code(0);
    assert!(state(site.root()) == before);
    site.build(&[]);
    let before = state(site.root());
    site.replace(PROFIEL, "Plan maken", "Plan schrijven").run(&["check"]).code(0);
    site.replace(PROFIEL, "Plan schrijven", "Plan maken");
    assert!(
        state(&site.path("output")).iter().all(|(path, file_state)| before[&format!("output/{path}")] == *file_state)
    );
}

// ----------------------------------------------- where nothing can be written

/// Expects exit code 2 with a cause and a hint in Dutch, and an unchanged folder.
#[track_caller]
fn assert_refused(site: &SiteTest, arguments: &[&str], reports: &str, dir: &Path) {
    let before = state(dir);
    let outcome = site.run(arguments);
    outcome.code(2).reports("fout: ").reports("hint: ").reports(reports);
    assert!(state(dir) == before, "{} is veranderd", dir.display());
}

#[test]
fn a_foreign_folder_is_not_replaced() {
    let site = SiteTest::small();
    site.write("foto's/vakantie.txt", "van mij");
    assert_refused(&site, &["build", "--output", "foto's"], "is niet door Steunwijzer gemaakt", &site.path("foto's"));
    site.write("bestand", "van mij");
    assert_refused(&site, &["build", "--output", "bestand"], "is geen map", &site.path("foto's"));
    assert_refused(&site, &["build", "--output", "bestand/in"], "is geen map", &site.path("foto's"));
    assert_eq!(fs::read_to_string(site.path("bestand")).unwrap(), "van mij");
    assert_refused(
        &site,
        &["build", "--output", "."],
        "kan niet in zijn geheel worden vervangen",
        &site.path("content"),
    );
    assert_refused(&site, &["build", "--output", "content/uit"], "in de map met de inhoud", &site.path("content"));
    assert_refused(&site, &["build", "--output", "content"], "in de map met de inhoud", &site.path("content"));
}

#[cfg(unix)]
#[test]
fn a_link_is_not_replaced() {
    let site = SiteTest::small();
    site.write("elders/van-mij.txt", "van mij");
    std::os::unix::fs::symlink(site.path("elders"), site.path("output")).unwrap();
    assert_refused(&site, &["build"], "is een symbolische link", &site.path("elders"));
    assert!(fs::symlink_metadata(site.path("output")).unwrap().is_symlink());
}

#[test]
fn an_output_in_use_does_not_wait() {
    let site = SiteTest::small();
    site.build(&[]);
    let lock = fs::File::create(site.path(".output.slot")).unwrap();
    lock.lock().unwrap();
    assert_refused(&site, &["build"], "een andere build schrijft al naar `output`", &site.path("output"));
    drop(lock);
    // A lock file that was left behind does not get in the way.
    site.build(&[]);
    nothing_left(&site);
}

#[test]
fn an_aborted_build_is_cleared_away() {
    let site = SiteTest::small();
    site.build(&[]);
    copy_dir(&site.path("output"), &site.path(".output.nieuw"));
    fs::remove_file(site.path(".output.nieuw/index.html")).unwrap();
    fs::rename(site.path("output"), site.path(".output.oud")).unwrap();
    site.build(&[]);
    assert!(site.path("output/index.html").exists());
    nothing_left(&site);
    // What is not ours is not removed.
    site.write(".output.nieuw/van-mij.txt", "van mij");
    assert_refused(&site, &["build"], "is niet door Steunwijzer gemaakt", &site.path("output"));
    assert_eq!(fs::read_to_string(site.path(".output.nieuw/van-mij.txt")).unwrap(), "van mij");
}

#[cfg(unix)]
#[test]
fn a_folder_without_write_permission_is_told() {
    use std::os::unix::fs::PermissionsExt as _;
    if is_root() {
        return skip("a folder without permission to write: root may write everywhere");
    }
    let site = SiteTest::small();
    fs::create_dir(site.path("dicht")).unwrap();
    fs::set_permissions(site.path("dicht"), fs::Permissions::from_mode(0o555)).unwrap();
    site.run(&["build", "--output", "dicht/uit"]).code(2).reports("onvoldoende rechten op").reports("hint: ");
}

/// A small file system of its own; unmounted when dropped.
#[cfg(target_os = "linux")]
struct Disk(PathBuf);

#[cfg(target_os = "linux")]
impl Disk {
    fn mount(dir: PathBuf, options: &str) -> Option<Self> {
        fs::create_dir_all(&dir).unwrap();
        let succeeded = is_root()
            && Command::new("mount")
                .args(["-t", "tmpfs", "-o", options, "tmpfs"])
                .arg(&dir)
                .output()
                .is_ok_and(|u| u.status.success());
        succeeded.then_some(Self(dir))
    }
}

#[cfg(target_os = "linux")]
impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_the_previous_output() {
    let site = SiteTest::small();
    let Some(disk) = Disk::mount(site.path("schijf"), "size=8m") else {
        return skip("a full disk: no permission to mount one");
    };
    site.build(&["--output", "schijf/uit"]);
    let before = state(&disk.0.join("uit"));
    // Every page changes, so little more than the schemas can be hard-linked: a sixteenth is too little room.
    let occupied: usize = before.values().map(|(bytes, ..)| bytes.len().next_multiple_of(4096)).sum();
    site.write("schijf/vol.bin", vec![1; 8 * 1024 * 1024 - occupied - occupied / 16]);
    site.replace("content/site.yaml", "Steun in de Proef", "Andere titel");
    site.replace("content/scholen/de-linde/school.yaml", "naam: De Linde", "naam: De Els");
    let outcome = site.run(&["build", "--output", "schijf/uit"]);
    outcome.code(2).reports("fout: de schijf is vol bij het schrijven van").reports("hint: maak ruimte vrij");
    assert!(state(&disk.0.join("uit")) == before);
    let left_over: Vec<_> = fs::read_dir(&disk.0).unwrap().map(|i| i.unwrap().file_name()).collect();
    assert_eq!(left_over.len(), 2, "{left_over:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_mount_point_and_read_only_are_told() {
    let site = SiteTest::small();
    let Some(disk) = Disk::mount(site.path("schijf"), "size=4m") else {
        return skip("a mount point: no permission to mount a disk");
    };
    assert_refused(&site, &["build", "--output", "schijf"], "is een koppelpunt", &disk.0);
    let fixed = Command::new("mount").args(["-o", "remount,ro"]).arg(&disk.0).output();
    if fixed.is_ok_and(|u| u.status.success()) {
        assert_refused(&site, &["build", "--output", "schijf/uit"], "alleen te lezen", &disk.0);
    }
}

// -------------------------------------------------------- unchanged is unchanged

#[test]
fn a_second_build_leaves_equal_files() {
    let site = SiteTest::small();
    site.build(&[]);
    let before = state(&site.path("output"));
    // Modification times have a limited resolution.
    std::thread::sleep(std::time::Duration::from_millis(30));
    let outcome = site.build(&[]);
    assert!(state(&site.path("output")) == before, "a build without a change changes something");
    let counted = before.keys().filter(|path| !path.starts_with(".steunwijzer")).count();
    assert!(outcome.out.contains(&format!("Onveranderd gebleven: {counted} bestanden.")), "{}", outcome.out);

    site.replace("content/scholen/de-linde/school.yaml", "Begin bij de mentor.", "Bel de mentor.").build(&[]);
    let after = state(&site.path("output"));
    assert_eq!(after.keys().collect::<Vec<_>>(), before.keys().collect::<Vec<_>>());
    let changed =
        after.iter().filter(|(path, file_state)| before[*path] != **file_state).map(|(path, _)| path.as_str());
    // Whom to ask is on the pages of parents' questions too.
    let changed: Vec<&str> = changed.filter(|path| !path.starts_with("hulp/")).collect();
    let names = ["index.html", "ouders.pdf", "profiel.json", "schoolgids.html", "schoolgids.pdf", "sop.pdf"];
    assert_eq!(changed, names.map(|name| format!("scholen/de-linde/{name}")));
}

#[test]
fn files_that_are_no_longer_made_disappear() {
    let site = SiteTest::small();
    copy_dir(&site.path("content/scholen/de-linde"), &site.path("content/scholen/de-els"));
    site.replace("content/scholen/de-els/school.yaml", "naam: De Linde", "naam: De Els").build(&[]);
    assert!(site.path("output/scholen/de-els/sop.pdf").exists());
    fs::remove_dir_all(site.path("content/scholen/de-els")).unwrap();
    site.build(&[]);
    assert!(!site.path("output/scholen/de-els").exists());
}

#[test]
fn the_marker_is_that_of_the_repository() {
    let fixed = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(MARKER)).unwrap();
    let site = SiteTest::small();
    for _ in 0..2 {
        site.build(&[]);
        assert_eq!(fs::read(site.path(MARKER)).unwrap(), fixed);
    }
}

// ------------------------------------------------------ the same bytes everywhere

#[test]
fn bytes_do_not_depend_on_machine_or_clock() {
    let site = SiteTest::example();
    copy_dir(&site.path("content/scholen/segbroek-college"), &site.path("content/scholen/tweede-school"));
    site.replace("content/scholen/tweede-school/school.yaml", "naam: Segbroek College", "naam: Tweede School");
    let mut first: Option<BTreeMap<String, Vec<u8>>> = None;
    let far: &[(&str, &str)] = &[("RAYON_NUM_THREADS", "4"), ("TZ", "Pacific/Kiritimati"), ("LC_ALL", "tr_TR.UTF-8")];
    for (number, context) in [
        &[("RAYON_NUM_THREADS", "1"), ("TZ", "UTC")][..],
        far,
        &[("RAYON_NUM_THREADS", "4"), ("TZ", "America/Adak"), ("SOURCE_DATE_EPOCH", "1"), ("HOME", "/bestaat-niet")],
        &[("RAYON_NUM_THREADS", "3"), ("SOURCE_DATE_EPOCH", "4102444800"), ("NO_COLOR", "1")],
    ]
    .into_iter()
    .enumerate()
    {
        let dir = format!("uit{number}");
        let (code, err) = with_env(&site, &["build", "--today", "2026-01-01", "--output", &dir], context);
        assert_eq!(code, 0, "{err}");
        let now = files(&site.path(&dir));
        let first = first.get_or_insert_with(|| now.clone());
        assert_eq!(now.keys().collect::<Vec<_>>(), first.keys().collect::<Vec<_>>());
        for (path, bytes) in &now {
            assert!(*bytes == first[path], "{path} differs with {context:?}");
        }
    }
}

/// `--today` takes precedence over `SOURCE_DATE_EPOCH`, which is a date in UTC, whatever the time zone.
#[test]
fn the_date_comes_from_outside() {
    let site = SiteTest::small();
    let stand = |arguments: &[&str], context: &[(&str, &str)]| {
        let (code, err) = with_env(&site, &[&["build", "--no-pdf"], arguments].concat(), context);
        assert_eq!(code, 0, "{err}");
        site.page("toegankelijkheid/index.html")
    };
    let late = [("SOURCE_DATE_EPOCH", "1767311999"), ("TZ", "Pacific/Kiritimati")];
    stand(&[], &late).says("1 januari 2026");
    stand(&["--today", "2025-03-02"], &late).says("2 maart 2025");
    assert_eq!(with_env(&site, &["build"], &[("SOURCE_DATE_EPOCH", "gisteren")]).0, 2);
    assert_eq!(with_env(&site, &["build", "--today", "2026-02-30"], &[]).0, 2);
}

// --------------------------------------------------------------- what is written

#[test]
fn sitemap_and_robots_name_what_there_is() {
    let site = SiteTest::small();
    site.replace("content/site.yaml", "https://proef.example", "https://proef.example/steun/");
    let outcome = site.build(&["--no-pdf"]);
    assert_eq!(
        outcome.file("robots.txt"),
        "User-agent: *\nAllow: /\nSitemap: https://proef.example/steun/sitemap.xml\n"
    );
    assert!(outcome.file("sitemap.xml").starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
    let addresses = outcome.sitemap();
    assert_eq!(addresses.iter().collect::<BTreeSet<_>>().len(), addresses.len(), "{addresses:?}");
    for address in &addresses {
        let path = address.strip_prefix("https://proef.example/steun/").unwrap();
        assert!(path.is_empty() || path.ends_with('/'), "{address}");
        assert!(site.path(&format!("output/{path}index.html")).exists(), "{address}");
    }
    for path in ["", "scholen/", "scholen/de-linde/", "scholen/de-linde/profiel/", "begrippen/", "toegankelijkheid/"] {
        assert!(addresses.contains(&format!("https://proef.example/steun/{path}")), "{path}");
    }
    // Without an address of the website there is nothing to list.
    site.replace("content/site.yaml", "basis-url: https://proef.example/steun/\n", "");
    let outcome = site.build(&["--no-pdf"]);
    assert_eq!(outcome.file("robots.txt"), "User-agent: *\nAllow: /\n");
    assert!(!site.path("output/sitemap.xml").exists());
}

/// On a page that search engines leave out.
const NOT_INDEXED: &str = "meta[name=robots][content*=noindex]";

/// A server shows this page at any address, so its links start at the root.
#[test]
fn not_found_works_at_every_address() {
    for (basis, begin) in [("https://proef.example", "/"), ("https://proef.example/a/b/", "/a/b/")] {
        let site = SiteTest::small();
        let outcome = site.replace("content/site.yaml", "https://proef.example", basis).build(&["--no-pdf"]);
        let page = outcome.page("404.html");
        assert!(page.has(NOT_INDEXED));
        assert!(page.links().len() > 4);
        for link in page.links().iter().filter(|l| !l.starts_with('#') && !l.starts_with(basis)) {
            let path = link.strip_prefix(begin).unwrap_or_else(|| panic!("{link} does not begin with {begin}"));
            assert!(site.path(&format!("output/{path}")).is_file(), "{link}");
        }
    }
}

#[test]
fn an_old_name_leads_to_the_new_one() {
    let site = SiteTest::small();
    let school = "content/scholen/de-linde/school.yaml";
    let text = fs::read_to_string(site.path(school)).unwrap();
    let outcome = site.write(school, text + "oude-slugs: [lindeschool, de-oude-linde]\n").build(&["--no-pdf"]);
    for old in ["lindeschool", "de-oude-linde"] {
        let page = outcome.page(&format!("scholen/{old}/index.html"));
        assert!(page.links().contains(&"../../scholen/de-linde/index.html".to_owned()), "{page:?}");
        assert!(page.has(NOT_INDEXED));
        assert_eq!(
            page.attributes("meta[http-equiv=refresh]", "content").concat().replace(' ', ""),
            "0;url=../../scholen/de-linde/index.html"
        );
        assert_eq!(page.attributes("link[rel=canonical]", "href"), ["https://proef.example/scholen/de-linde/"]);
    }
    assert!(outcome.sitemap().iter().all(|address| !address.contains("oude")));
}

#[test]
fn a_concept_is_published_nowhere() {
    let site = SiteTest::small();
    site.replace(PROFIEL, "peildatum: 2025-10-01", "status: concept\npeildatum: 2025-10-01");
    site.build(&[]);
    for (path, bytes) in files(&site.path("output")) {
        // Without a profile there are still the contacts, and the fact that the region has none.
        let without = ["scholen/de-linde/profiel.json", "scholen/de-linde/ouders.pdf", "dekking.pdf"];
        assert!(without.contains(&path.as_str()) || !path.contains("profiel") && !path.ends_with(".pdf"), "{path}");
        assert!(!String::from_utf8_lossy(&bytes).contains("Rouwgroep"), "{path}");
    }
}

// ------------------------------------------------------------------------ links

#[test]
fn every_link_of_the_example_region_leads_somewhere() {
    let site = SiteTest::example();
    site.build(&[]);
    let count = links_are_right(&site.path("output"));
    assert!(count > 100, "{count} links");
}

#[test]
fn every_link_of_a_site_with_everything_leads_somewhere() {
    let site = SiteTest::small();
    let year = "content/scholen/de-linde/2025-2026";
    copy_dir(&site.path(year), &site.path("content/scholen/de-linde/2024-2025"));
    let old = "content/scholen/de-linde/2024-2025/profiel.yaml";
    site.replace(old, "schooljaar: 2025-2026", "schooljaar: 2024-2025").replace(old, "2025-10-01", "2024-10-01");
    site.write("content/scholen/de-els/school.yaml", "naam: De Els\n");
    site.write(
        &format!("{year}/visie.md"),
        "Zie [het overleg](sectie:overleg), [de mentor](item:specialisten/mentor), [De Els](school:de-els), \
         [het plan](bijlage:plan.pdf), [het web](https://elders.example/), [mail](mailto:a@b.nl) en [bel](tel:070-1234567).\n",
    );
    site.write(&format!("{year}/plan.pdf"), "%PDF-1.7\n");
    let outcome = site.build(&[]);
    links_are_right(&site.path("output"));
    let links = outcome.page("scholen/de-linde/profiel/index.html").links();
    for link in [
        "#overleg",
        "../../../ondersteuning/specialisten/mentor/index.html",
        "../../../scholen/de-els/index.html",
        "../../../bestanden/de-linde/2025-2026/plan.pdf",
        "https://elders.example/",
        "mailto:a@b.nl",
    ] {
        assert!(links.iter().any(|l| l == link), "{link} is not in {links:?}");
    }
    assert_eq!(fs::read(site.path("output/bestanden/de-linde/2025-2026/plan.pdf")).unwrap(), b"%PDF-1.7\n");
}

/// A host may answer the address of a folder without its slash with the page itself: then nothing that the page names is found.
#[test]
fn no_address_that_the_site_gives_out_is_a_folder_without_its_slash() {
    let site = SiteTest::small();
    site.build(&["--no-pdf"]);
    let named = |address: &str| {
        let path = address.split(['?', '#']).next().unwrap();
        path.is_empty() || path.ends_with('/') || path.rsplit('/').next().unwrap().contains('.')
    };
    let of_this_site = |address: &&str| !address.contains(':') || address.starts_with("https://proef.example/");
    let mut seen = 0;
    for (path, bytes) in files(&site.path("output")) {
        let text = String::from_utf8_lossy(&bytes);
        let addresses: Vec<String> = if path.ends_with(".html") {
            let page = ParsedPage::of(&text);
            let all = ["href", "src", "action"].iter().flat_map(|name| page.attributes("*", name));
            all.chain(page.attributes("meta[property='og:url'], meta[property='og:image']", "content")).collect()
        } else if [".xml", ".json", ".csv", ".txt"].iter().any(|end| path.ends_with(end)) {
            let words = text.split(|c: char| c.is_whitespace() || "\"<>,;()".contains(c));
            words.filter(|word| word.starts_with("https://proef.example/")).map(str::to_owned).collect()
        } else {
            Vec::new()
        };
        for address in addresses.iter().map(String::as_str).filter(of_this_site) {
            assert!(named(address), "{path}: {address}");
            seen += 1;
        }
    }
    assert!(seen > 500, "{seen}");
}

#[test]
fn without_pdf_no_link_leads_to_a_pdf() {
    let site = SiteTest::example();
    site.build(&["--no-pdf"]);
    links_are_right(&site.path("output"));
}

#[test]
fn without_schools_the_links_are_right_too() {
    let site = SiteTest::empty();
    site.write("content/site.yaml", "titel: Nog leeg\n");
    site.build(&[]);
    links_are_right(&site.path("output"));
}

/// Other folders than `content` and `output`, and another working directory.
#[test]
fn folders_may_be_anywhere() {
    let site = SiteTest::small();
    fs::rename(site.path("content"), site.path("mijn inhoud")).unwrap();
    let out = site.path("diep/er/in");
    site.run(&["build", "--content", "mijn inhoud", "--output", out.to_str().unwrap()]).code(0);
    links_are_right(&out);
    assert!(out.join(".steunwijzer").exists());
}

// -------------------------------------------------------------- PDFs

#[test]
fn two_builds_give_the_same_bytes() {
    for site in [SiteTest::example, SiteTest::small] {
        let (one, two) = (site(), site());
        one.build(&["--output", "a"]);
        two.build(&["--output", "b"]);
        let (one, two) = (files(&one.path("a")), files(&two.path("b")));
        assert_eq!(one.keys().collect::<Vec<_>>(), two.keys().collect::<Vec<_>>());
        assert!(one.keys().any(|path| path.ends_with(".pdf")));
        for (path, bytes) in &one {
            assert!(*bytes == two[path], "{path} differs");
        }
    }
}

#[test]
fn without_pdf_there_is_none() {
    let site = SiteTest::small();
    site.build(&["--no-pdf"]);
    assert!(files(&site.path("output")).keys().all(|path| !path.ends_with(".pdf")));
}
