//! The preview as a browser sees it: what it answers, what it refuses, and which changes it follows.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use regex::Regex;
use serde_json::Value;

use crate::harness::{SiteTest, files};
use crate::parsed_page::ParsedPage;

/// How long a test waits before it fails.
const PATIENCE: Duration = Duration::from_secs(120);

const PROFIEL: &str = "content/scholen/de-linde/2025-2026/profiel.yaml";
const SCHOOL: &str = "content/scholen/de-linde/school.yaml";

/// A running preview; stopped when dropped.
struct Preview {
    child: Child,
    port: u16,
    lines: std::io::Lines<BufReader<ChildStdout>>,
    /// What it printed until it was up.
    begin: String,
    /// What it printed on standard error.
    errors: tempfile::NamedTempFile,
    states: Receiver<Value>,
}

struct Response {
    status: u16,
    headers: String,
    body: Vec<u8>,
}

impl Response {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    fn header(&self, name: &str) -> Option<&str> {
        let lines = self.headers.lines().filter_map(|line| line.split_once(": "));
        lines.filter(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value).next()
    }
}

impl Preview {
    fn start(site: &SiteTest, options: &[&str]) -> Self {
        Self::start_with_path(site, options, "")
    }

    /// The same with this `PATH`.
    fn start_with_path(site: &SiteTest, options: &[&str], path: &str) -> Self {
        let errors = tempfile::NamedTempFile::new().unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_steunwijzer"))
            .args([&["serve", "--port", "0"], options].concat())
            .current_dir(site.root())
            .env_clear()
            .env("SOURCE_DATE_EPOCH", "1767225600")
            .env("PATH", path)
            .stdout(Stdio::piped())
            .stderr(errors.reopen().unwrap())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut begin = String::new();
        let port = loop {
            let line = lines.next().unwrap_or_else(|| panic!("no address after:\n{begin}")).unwrap();
            begin.push_str(&line);
            begin.push('\n');
            if let Some((_, rest)) = line.split_once("http://127.0.0.1:") {
                break rest.trim_end_matches('/').parse().unwrap();
            }
        };
        let (say, states) = channel();
        let source = connect(port, &request("GET", "/__steunwijzer/stroom", &format!("127.0.0.1:{port}")));
        std::thread::spawn(move || {
            for line in BufReader::new(source).lines().map_while(Result::ok) {
                if let Some(data) = line.strip_prefix("data: ")
                    && say.send(serde_json::from_str(data).unwrap()).is_err()
                {
                    return;
                }
            }
        });
        Self { child, port, lines, begin, errors, states }
    }

    fn send(&self, bytes: &str) -> Response {
        let mut everything = Vec::new();
        connect(self.port, bytes).read_to_end(&mut everything).unwrap();
        let end = everything.windows(4).position(|w| w == b"\r\n\r\n").unwrap_or(everything.len() - 4);
        let headers = String::from_utf8(everything[..end].to_vec()).unwrap();
        let status = headers.split(' ').nth(1).unwrap().parse().unwrap();
        Response { status, headers, body: everything[end + 4..].to_vec() }
    }

    fn fetch(&self, path: &str) -> Response {
        self.send(&request("GET", path, &format!("127.0.0.1:{}", self.port)))
    }

    fn page(&self, path: &str) -> ParsedPage {
        let response = self.fetch(path);
        assert_eq!(response.status, 200, "{path}: {}", response.headers);
        ParsedPage::of(&response.text())
    }

    /// Waits for a state in the stream that fits.
    #[track_caller]
    fn wait(&self, fits: impl Fn(&Value) -> bool) -> Value {
        let to = Instant::now() + PATIENCE;
        let mut seen = Vec::new();
        while let Ok(state) = self.states.recv_timeout(to.saturating_duration_since(Instant::now())) {
            if fits(&state) {
                return state;
            }
            seen.push(state);
        }
        panic!("did not come; these did: {seen:?}")
    }

    /// Waits until something holds in the current version, and there are no errors.
    #[track_caller]
    fn wait_until(&self, fits: impl Fn(&Self) -> bool) -> Value {
        self.wait(|state| state["count"] == 0 && fits(self))
    }

    fn has(&self, path: &str, text: &str) -> bool {
        let response = self.fetch(path);
        response.status == 200 && (response.text().contains(text) || ParsedPage::of(&response.text()).times(text) > 0)
    }

    fn stop(mut self, signal: &str) -> (Option<i32>, String) {
        let succeeded =
            Command::new("sh").args(["-c", &format!("kill {signal} {}", self.child.id())]).status().unwrap();
        assert!(succeeded.success());
        let code = self.child.wait().unwrap().code();
        let rest: Vec<String> = self.lines.by_ref().map_while(Result::ok).collect();
        (code, rest.join("\n"))
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn request(method: &str, path: &str, host: &str) -> String {
    format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")
}

fn connect(port: u16, bytes: &str) -> TcpStream {
    let mut stroke = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stroke.set_read_timeout(Some(PATIENCE)).unwrap();
    stroke.write_all(bytes.as_bytes()).unwrap();
    stroke
}

fn version(state: &Value) -> u64 {
    state["version"].as_str().unwrap().rsplit_once('-').unwrap().1.parse().unwrap()
}

/// Expects every file of a build to be the same in the preview, but for the script of the preview.
#[track_caller]
fn assert_like_a_build(site: &SiteTest, preview: &Preview) {
    site.build(&[]);
    let script =
        Regex::new(r#"<script src="/__steunwijzer/voorbeeld.js" data-version="[0-9-]+" defer></script>"#).unwrap();
    for (path, bytes) in files(&site.path("output")) {
        if path.starts_with(".steunwijzer") {
            continue;
        }
        let response = preview.fetch(&format!("/{}", path.replace(' ', "%20")));
        assert_eq!(response.status, 200, "{path}");
        if path.ends_with(".html") {
            let text = response.text();
            assert_eq!(script.find_iter(&text).count(), 1, "{path}");
            assert_eq!(script.replace(&text, ""), String::from_utf8(bytes).unwrap(), "{path}");
        } else {
            assert!(response.body == bytes, "{path}");
        }
    }
}

/// A second school, so that there are pages of a region too.
fn with_second_school() -> SiteTest {
    let site = SiteTest::small();
    let school = fs::read_to_string(site.path(SCHOOL)).unwrap().replace("De Linde", "De Beuk");
    let profiel = fs::read_to_string(site.path(PROFIEL)).unwrap().replace("psycholoog: nee", "psycholoog: [extern]");
    site.write("content/scholen/de-beuk/school.yaml", school)
        .write("content/scholen/de-beuk/2025-2026/profiel.yaml", profiel)
        .write("content/scholen/de-beuk/2025-2026/visie.md", "Wij zien elk kind.\n");
    site
}

#[test]
fn the_preview_is_what_a_build_makes_also_after_every_change() {
    let site = with_second_school();
    let preview = Preview::start(&site, &[]);
    assert_like_a_build(&site, &preview);
    assert_eq!(preview.fetch("/scholen/de-eik/index.html").status, 404);

    // A text, a school, a list, a new text that a document names, a theme, folders.
    let profiel = "/scholen/de-beuk/profiel/index.html";
    site.write("content/scholen/de-beuk/2025-2026/visie.md", "Wij zien ieder kind.\n");
    preview.wait_until(|v| v.has(profiel, "Wij zien ieder kind."));
    assert_like_a_build(&site, &preview);

    site.replace(SCHOOL, "naam: De Linde", "naam: De Oude Linde\noude-slugs: [linde]");
    preview.wait_until(|v| v.has("/", "De Oude Linde"));
    assert_like_a_build(&site, &preview);

    site.write(
        "content/lijsten/meer.yaml",
        "breidt-uit: specialisten\nitems:\n  klusjesman: {naam: Klusjesman, betekenis: Maakt dingen heel.}\n",
    );
    preview.wait_until(|v| v.has("/begrippen/", "Klusjesman"));
    assert_like_a_build(&site, &preview);

    // The text is not there yet when the document names it; the preview waits for it.
    site.replace("content/scholen/de-beuk/2025-2026/profiel.yaml", "tekst: visie.md", "tekst: nieuw.md");
    let state = preview.wait(|state| state["count"] == 1);
    assert_eq!(state["errors"][0]["code"], "bestand-ontbreekt");
    site.write("content/scholen/de-beuk/2025-2026/nieuw.md", "Een nieuwe tekst.\n");
    preview.wait_until(|v| v.has(profiel, "Een nieuwe tekst."));
    assert_like_a_build(&site, &preview);

    site.write("content/thema/static/eigen.css", "p { color: red }\n");
    preview.wait_until(|v| v.has("/thema/eigen.css", "red"));
    let template = "{% extends \"base.html\" %}{% block content %}Hier.{% endblock %}";
    site.write("content/thema/web/redirect.html", template);
    preview.wait_until(|v| v.has("/scholen/linde/", "Hier."));
    assert_like_a_build(&site, &preview);

    fs::rename(site.path("content/scholen/de-beuk"), site.path("content/scholen/de-eik")).unwrap();
    preview.wait_until(|v| v.fetch(profiel).status == 404 && v.fetch("/scholen/de-eik/").status == 200);
    assert_like_a_build(&site, &preview);

    fs::remove_dir_all(site.path("content/scholen/de-eik")).unwrap();
    preview.wait_until(|v| v.fetch("/scholen/de-eik/").status == 404);
    assert_like_a_build(&site, &preview);
}

#[test]
fn a_school_that_does_not_change_is_checked_again_when_its_surroundings_do() {
    let site = with_second_school();
    site.write("content/scholen/de-linde/2025-2026/visie.md", "Wij werken samen met [De Beuk](school:de-beuk).\n");
    let preview = Preview::start(&site, &[]);
    preview.wait(|state| state["count"] == 0);
    fs::rename(site.path("content/scholen/de-beuk"), site.path("content/scholen/de-eik")).unwrap();
    let state = preview.wait(|state| state["count"] != 0);
    assert_eq!(state["errors"][0]["code"], "link-zonder-doel");
    assert_eq!(state["errors"][0]["file"], "content/scholen/de-linde/2025-2026/visie.md");
    fs::rename(site.path("content/scholen/de-eik"), site.path("content/scholen/de-beuk")).unwrap();
    preview.wait(|state| state["count"] == 0);
}

#[test]
fn who_is_searching_can_read_the_index_when_a_new_version_has_just_come() {
    let site = SiteTest::small();
    let preview = Preview::start(&site, &[]);
    let index = |v: &Preview| -> String {
        let begin: Value = serde_json::from_slice(&v.fetch("/zoek/pagefind-entry.json").body).unwrap();
        format!("/zoek/pagefind.{}.pf_meta", begin["languages"]["nl"]["hash"].as_str().unwrap())
    };
    let first = index(&preview);
    // Two new versions; nobody searches in the first.
    for name in ["De Oude Linde", "De Zeilschool"] {
        let now = fs::read_to_string(site.path(SCHOOL)).unwrap();
        let line = now.lines().find(|line| line.starts_with("naam:")).unwrap().to_owned();
        site.replace(SCHOOL, &line, &format!("naam: {name}"));
        preview.wait_until(|v| v.has("/", name));
    }
    assert_eq!(preview.fetch(&first).status, 200);
    let now = index(&preview);
    assert_ne!(now, first);
    assert_eq!(preview.fetch(&now).status, 200);
    assert_eq!(preview.fetch("/zoek/pagefind.nl_0.pf_meta").status, 404);
}

#[test]
fn the_terminal_names_what_is_new_and_counts_the_rest() {
    let site = with_second_school();
    site.write("content/scholen/de-beuk/2025-2026/visie.md", "Bel mevrouw Bakker.\n");
    let preview = Preview::start(&site, &[]);
    let mut loaded = 0;
    // What is printed from now on, once it contains a word.
    let mut says = |word: &str| {
        let to = Instant::now() + PATIENCE;
        loop {
            let everything = fs::read_to_string(preview.errors.path()).unwrap();
            if everything[loaded..].contains(word) {
                let new = everything[loaded..].to_owned();
                loaded = everything.len();
                return new;
            }
            assert!(Instant::now() < to, "{everything}");
            std::thread::sleep(Duration::from_millis(20));
        }
    };
    assert!(says(" bestand").contains("mevrouw Bakker"));
    site.write("content/scholen/de-linde/2025-2026/visie.md", "Bel meneer Smit.\n");
    let new = says("van eerder");
    assert!(new.contains("meneer Smit") && !new.contains("Bakker"), "{new}");
    // Messages about a file that changed are repeated; those about other files are counted.
    site.write("content/scholen/de-linde/2025-2026/visie.md", "Vraag of bel meneer Smit.\n");
    let new = says("van eerder");
    assert!(new.contains("meneer Smit") && !new.contains("Bakker"), "{new}");
}

#[test]
fn the_browser_opens_at_the_address() {
    use std::os::unix::fs::PermissionsExt as _;
    let site = SiteTest::small();
    let dir = site.path("programmas");
    site.write("programmas/xdg-open", format!("#!/bin/sh\necho \"$1\" > '{}/geopend'\n", dir.display()));
    fs::set_permissions(dir.join("xdg-open"), fs::Permissions::from_mode(0o755)).unwrap();
    let preview = Preview::start_with_path(&site, &["--open"], dir.to_str().unwrap());
    let to = Instant::now() + PATIENCE;
    let address = format!("http://127.0.0.1:{}/\n", preview.port);
    while fs::read_to_string(dir.join("geopend")).ok().as_ref() != Some(&address) {
        assert!(Instant::now() < to, "{:?}", fs::read_to_string(dir.join("geopend")));
        std::thread::sleep(Duration::from_millis(20));
    }
    // Without such a program a message says so, and the preview is up.
    let preview = Preview::start(&site, &["--open"]);
    assert_eq!(preview.fetch("/").status, 200);
    while !fs::read_to_string(preview.errors.path()).unwrap().contains("open het adres hierboven zelf") {
        assert!(Instant::now() < to);
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_warning_that_the_site_calls_an_error_stands_in_the_panel() {
    let site = SiteTest::small();
    let preview = Preview::start(&site, &[]);
    site.replace("content/site.yaml", "titel:", "controles: {hoeveel-dubbelzinnig: fout, leesniveau: fout}\ntitel:");
    // One appears when the document is read, the other when it is checked.
    site.replace(PROFIEL, "tijd: 2 uur", "tijd: 2.30 uur");
    let state = preview.wait(|state| state["count"] != 0);
    assert_eq!(state["errors"][0]["code"], "hoeveel-dubbelzinnig");
    site.replace(PROFIEL, "tijd: 2.30 uur", "tijd: 2 uur");
    preview.wait(|state| state["count"] == 0);
    let long = "Wanneer een leerling in de klas niet goed meekomt met rekenen, bespreekt de mentor dat na een paar weken \
                met de ouders en daarna ook nog met de leerling zelf en met de andere docenten.";
    site.replace(SCHOOL, "naam: De Linde", &format!("naam: De Linde\nbeschrijving: {long}"));
    let state = preview.wait(|state| state["count"] != 0);
    assert_eq!(state["errors"][0]["code"], "leesniveau");
}

#[test]
fn polling_shows_the_same_changes() {
    let site = SiteTest::small();
    let preview = Preview::start(&site, &["--poll"]);
    site.replace(SCHOOL, "naam: De Linde", "naam: De Oude Linde");
    preview.wait_until(|v| v.has("/", "De Oude Linde"));
}

#[test]
fn only_other_content_is_a_new_version() {
    let site = SiteTest::small();
    site.write("output/index.html", "van een eerdere build").write(".git/HEAD", "x");
    let mut preview = Preview::start(&site, &[]);
    // The same bytes, files that nothing reads, and files of editors.
    site.replace(PROFIEL, "formaat", "formaat");
    site.write("output/index.html", "van een latere build")
        .write("output/nieuw.html", "nieuw")
        .write(".git/HEAD", "y")
        .write("content/scholen/de-linde/2025-2026/.profiel.yaml.swp", "z");
    // As many editors do: a new file replaces the old one.
    let text = fs::read_to_string(site.path(SCHOOL)).unwrap().replace("De Linde", "De Nieuwe Linde");
    site.write("content/scholen/de-linde/.school.yaml.tmp", text);
    fs::rename(site.path("content/scholen/de-linde/.school.yaml.tmp"), site.path(SCHOOL)).unwrap();
    preview.wait_until(|v| v.has("/", "De Nieuwe Linde"));
    // The page may be there before the terminal says why.
    let first = preview.lines.by_ref().map_while(Result::ok).find(|line| line.starts_with("Veranderd"));
    let (code, said) = preview.stop("-TERM");
    assert_eq!(code, Some(0));
    let others = said.lines().filter(|line| line.starts_with("Veranderd"));
    let changed: Vec<&str> = first.as_deref().into_iter().chain(others).collect();
    assert_eq!(changed, ["Veranderd: content/scholen/de-linde/school.yaml"], "{said}");
}

#[test]
fn with_errors_the_last_good_version_stays_and_the_browser_gets_the_messages_of_check() {
    let site = SiteTest::small();
    let preview = Preview::start(&site, &[]);
    let good = preview.page("/scholen/de-linde/");
    site.write(PROFIEL, "formaat: kleim\nsecties:\n  '<script>alert(1)</script>': ja\n");
    let state = preview.wait(|state| state["count"] != 0);
    assert_eq!(version(&state), 1);
    let of_check: Value = serde_json::from_str(&site.run(&["check", "--report", "json"]).out).unwrap();
    let errors: Vec<&Value> =
        of_check["messages"].as_array().unwrap().iter().filter(|m| m["severity"] == "error").collect();
    assert_eq!(state["errors"].as_array().unwrap().len(), errors.len());
    for (of_stream, of_check) in state["errors"].as_array().unwrap().iter().zip(errors) {
        for key in ["message", "file", "line", "column", "hint"] {
            assert_eq!(of_stream[key], of_check[key], "{key}");
        }
    }
    let piece = &state["errors"][0]["pieces"][0];
    assert_eq!((&piece["before"], &piece["part"], &piece["after"]), (&"formaat: ".into(), &"kleim".into(), &"".into()));
    assert_eq!(preview.page("/scholen/de-linde/").text(), good.text());
}

#[test]
fn without_a_good_version_the_preview_says_so_and_begins_when_mended() {
    let site = SiteTest::small();
    let good = fs::read_to_string(site.path(PROFIEL)).unwrap();
    site.write(PROFIEL, "formaat: [\n");
    let preview = Preview::start(&site, &[]);
    let response = preview.fetch("/");
    assert_eq!(response.status, 503);
    let page = ParsedPage::of(&response.text());
    page.says("nog geen goede versie");
    assert!(page.has("script[src*='voorbeeld.js']"), "{page:?}");
    assert_eq!(preview.wait(|_| true)["count"], 1);
    site.write(PROFIEL, good);
    preview.wait_until(|v| v.has("/", "De Linde"));
}

#[test]
fn an_error_in_a_template_leaves_the_last_good_page() {
    let site = SiteTest::small();
    let preview = Preview::start(&site, &[]);
    let good = preview.page("/begrippen/index.html");
    // This one appears when the theme is read.
    site.write("content/thema/web/begrippen.html", "{% if %}");
    let state = preview.wait(|state| state["count"] == 1);
    assert_eq!(state["errors"][0]["code"], "thema-fout");
    assert_eq!(state["errors"][0]["file"], "content/thema/web/begrippen.html");
    // And this one when the page is made.
    site.write("content/thema/web/begrippen.html", "{{ letters.er.is.niets }}");
    preview.wait(|state| version(state) > 1);
    let same = preview.page("/begrippen/index.html");
    assert_eq!(same.text(), good.text());
    let state = preview.wait(|state| state["count"] == 1);
    assert_eq!(state["errors"][0]["file"], "content/thema/web/begrippen.html");
    // Other pages can be seen.
    preview.page("/").says("De Linde");
    fs::remove_dir_all(site.path("content/thema")).unwrap();
    preview.wait(|state| state["count"] == 0);
    assert_eq!(preview.page("/begrippen/").text(), good.text());
}

#[test]
fn a_folder_that_is_gone_comes_back() {
    let site = SiteTest::small();
    let preview = Preview::start(&site, &[]);
    fs::rename(site.path("content"), site.path("elders")).unwrap();
    preview.wait(|state| state["count"] == 1);
    assert_eq!(preview.fetch("/").status, 200);
    fs::rename(site.path("elders"), site.path("content")).unwrap();
    preview.wait(|state| version(state) > 1 && state["count"] == 0);
    site.replace(SCHOOL, "naam: De Linde", "naam: De Oude Linde");
    preview.wait_until(|v| v.has("/", "De Oude Linde"));
}

#[test]
fn the_preview_has_the_files_of_a_concept_and_no_others() {
    let site = SiteTest::small();
    let year = "content/scholen/de-linde/2025-2026";
    for name in ["straks #1", "niets"] {
        site.write(&format!("{year}/{name}.pdf"), b"%PDF-1.4 x");
    }
    let concept = "formaat: klein\nstatus: concept\nsecties:\n  visie: '[Het plan](<bijlage:straks %231.pdf>)'\n";
    site.write(&format!("{year}/straks.yaml"), concept);
    let preview = Preview::start(&site, &[]);
    let page = preview.page("/scholen/de-linde/2025-2026/straks/");
    let address = "bestanden/de-linde/2025-2026/straks%20%231.pdf";
    assert!(page.has(&format!("a[href$='{address}']")), "{page:?}");
    assert_eq!(preview.fetch(&format!("/{address}")).status, 200);
    assert_eq!(preview.fetch("/bestanden/de-linde/2025-2026/niets.pdf").status, 404);
}

#[test]
fn a_concept_is_marked_in_the_preview_and_never_in_a_build() {
    let site = SiteTest::small();
    site.build(&[]);
    let without = files(&site.path("output"));
    let profiel = fs::read_to_string(site.path(PROFIEL)).unwrap();
    let concept =
        profiel.replace("2025-2026", "2026-2027").replace("formaat: klein", "formaat: klein\nstatus: concept");
    site.write("content/scholen/de-linde/2026-2027/profiel.yaml", concept)
        .write("content/scholen/de-linde/2026-2027/visie.md", "Dit is nog niet voor iedereen.\n");
    site.build(&[]);
    assert!(files(&site.path("output")) == without, "a concept changes nothing in a build");

    let preview = Preview::start(&site, &[]);
    let page = preview.page("/scholen/de-linde/2026-2027/profiel/");
    page.says("Dit is nog niet voor iedereen.").says("Concept. Dit document is nog niet gepubliceerd.");
    page.one_that_begins("title", "Concept: ");
    // A concept is never current.
    preview.page("/scholen/de-linde/profiel/").does_not_say("nog niet voor iedereen");
    let ouders = preview.page("/scholen/de-linde/");
    let link = ouders.one("a[href='../../scholen/de-linde/2026-2027/profiel/index.html']");
    link.parent().says(&format!("Concept: {}", link.text()));
    let pdf = preview.fetch("/scholen/de-linde/2026-2027/profiel.pdf");
    assert!(pdf.body.starts_with(b"%PDF-"));
    // The metadata of a PDF is not compressed: no program is needed to read its title.
    assert!(pdf.text().contains("Concept: Klein profiel"));
    for path in ["/data/aanbod.csv", "/scholen/de-linde/profiel.json", "/sitemap.xml"] {
        assert!(!preview.fetch(path).text().contains("2026-2027"), "{path}");
    }
}

#[test]
fn without_published_examples_there_is_no_pdf_of_them() {
    let site = SiteTest::example();
    let preview = Preview::start(&site, &[]);
    assert!(preview.page("/praktijk/").has("a[href$='praktijk.pdf']"));
    drop(preview);
    for (path, bytes) in files(&site.path("content/praktijk")) {
        if path.ends_with(".yaml") {
            let text = String::from_utf8(bytes).unwrap();
            site.write(&format!("content/praktijk/{path}"), format!("status: concept\n{text}"));
        }
    }
    let preview = Preview::start(&site, &[]);
    assert!(!preview.page("/praktijk/").has("a[href$='praktijk.pdf']"));
    assert_eq!(preview.fetch("/praktijk.pdf").status, 404);
}

#[test]
fn only_requests_to_our_own_host_are_answered() {
    let site = SiteTest::small();
    let preview = Preview::start(&site, &[]);
    let port = preview.port;
    for name in ["127.0.0.1", "localhost", "LocalHost", "[::1]"] {
        assert_eq!(preview.send(&request("GET", "/", &format!("{name}:{port}"))).status, 200, "{name}");
    }
    let other = port.wrapping_add(1);
    for name in [
        "kwaad.example".to_owned(),
        format!("kwaad.example:{port}"),
        format!("127.0.0.1:{other}"),
        "127.0.0.1".to_owned(),
        "localhost".to_owned(),
        format!("127.0.0.1:{port}@kwaad.example"),
        format!("127.0.0.1.kwaad.example:{port}"),
        format!("0.0.0.0:{port}"),
        String::new(),
    ] {
        let response = preview.send(&request("GET", "/scholen/de-linde/index.html", &name));
        assert_eq!(response.status, 403, "{name}");
        assert!(!response.text().contains("Linde"));
    }
    let bare = |rest: &str| format!("GET / HTTP/1.1\r\n{rest}Connection: close\r\n\r\n");
    let here = format!("Host: 127.0.0.1:{port}\r\n");
    assert_eq!(preview.send(&bare("")).status, 403);
    assert_eq!(preview.send(&bare(&format!("{here}Host: kwaad.example\r\n"))).status, 403);
    assert_eq!(preview.send(&request("GET", "http://kwaad.example/", &format!("127.0.0.1:{port}"))).status, 403);
    // A page of another website may link here, but not read or embed anything.
    let from_elsewhere = format!("{here}Sec-Fetch-Site: cross-site\r\n");
    assert_eq!(preview.send(&bare(&format!("{from_elsewhere}Sec-Fetch-Mode: no-cors\r\n"))).status, 403);
    assert_eq!(preview.send(&bare(&format!("{from_elsewhere}Sec-Fetch-Mode: navigate\r\n"))).status, 200);
}

#[test]
fn only_the_output_can_be_looked_at() {
    let site = SiteTest::small();
    site.write("geheim.txt", "GEHEIM").write("content/geheim.txt", "GEHEIM");
    let preview = Preview::start(&site, &[]);
    for path in [
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
        let response = preview.fetch(path);
        assert_eq!(response.status, 400, "{path}");
        assert!(!response.text().contains("GEHEIM"));
    }
    for path in [
        "/geheim.txt",
        "/content/geheim.txt",
        "/content/site.yaml",
        "/.steunwijzer",
        "/%252e%252e/geheim.txt",
        "/__steunwijzer/x",
    ] {
        let response = preview.fetch(path);
        assert_eq!(response.status, 404, "{path}");
        ParsedPage::of(&response.text()).says("Deze pagina is er niet");
    }
    let there = preview.fetch("/scholen/de-linde?a=1");
    assert_eq!((there.status, there.header("location")), (307, Some("/scholen/de-linde/?a=1")));
    for folder in ["/hulp/lezen", "/scholen/de-linde/profiel", "/zoek"] {
        let there = preview.fetch(folder);
        assert_eq!((there.status, there.header("location")), (307, Some(&*format!("{folder}/"))));
    }
}

#[test]
fn only_looking_is_allowed() {
    let site = SiteTest::small();
    let preview = Preview::start(&site, &[]);
    let here = format!("127.0.0.1:{}", preview.port);
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"] {
        let response = preview.send(&request(method, "/", &here));
        assert_eq!((response.status, response.header("allow")), (405, Some("GET, HEAD")), "{method}");
    }
    let (get, head) = (preview.fetch("/"), preview.send(&request("HEAD", "/", &here)));
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("content-length"), get.header("content-length"));
    assert_eq!(get.header("cache-control"), Some("no-store"));
    assert_eq!(get.header("x-content-type-options"), Some("nosniff"));
    assert!(get.header("content-security-policy").unwrap().starts_with("default-src 'none'; script-src 'self' "));
    for (path, soort) in [
        ("/", "text/html; charset=utf-8"),
        ("/thema/stijl.css", "text/css; charset=utf-8"),
        ("/scholen/de-linde/sop.pdf", "application/pdf"),
        ("/data/scholen.csv", "text/csv; charset=utf-8"),
        ("/thema/favicon.svg", "image/svg+xml"),
    ] {
        assert_eq!(preview.fetch(path).header("content-type"), Some(soort), "{path}");
    }
}

#[test]
fn a_pdf_that_is_open_follows() {
    let site = SiteTest::small();
    let preview = Preview::start(&site, &[]);
    let opened = format!(
        "GET /scholen/de-linde/sop.pdf HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nSec-Fetch-Dest: document\r\nConnection: close\r\n\r\n",
        preview.port
    );
    let frame = ParsedPage::of(&preview.send(&opened).text());
    assert!(frame.has("script[src*='voorbeeld.js']"), "{frame:?}");
    frame.one("iframe[src^='/scholen/de-linde/sop.pdf?versie=']");
    let first_of_all = preview.fetch("/scholen/de-linde/sop.pdf?versie=1").body;
    site.write("content/scholen/de-linde/2025-2026/visie.md", "Een heel andere visie.\n");
    preview.wait_until(|v| v.has("/scholen/de-linde/profiel/", "Een heel andere visie."));
    let afterwards = preview.fetch("/scholen/de-linde/sop.pdf?versie=2").body;
    assert!(first_of_all.starts_with(b"%PDF-") && afterwards.starts_with(b"%PDF-") && first_of_all != afterwards);
}

#[test]
fn without_pdf_there_are_none() {
    let site = SiteTest::small();
    let preview = Preview::start(&site, &["--no-pdf"]);
    assert_eq!(preview.fetch("/scholen/de-linde/sop.pdf").status, 404);
    assert!(!preview.page("/scholen/de-linde/").has("a[href*='sop.pdf']"));
}

#[test]
fn a_port_that_is_taken_becomes_the_next() {
    let site = SiteTest::small();
    let occupied = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = occupied.local_addr().unwrap().port();
    let mut child = Command::new(env!("CARGO_BIN_EXE_steunwijzer"))
        .args(["serve", "--port", &port.to_string()])
        .current_dir(site.root())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let said: Vec<String> = lines.by_ref().take(3).collect();
    let _ = child.kill();
    let _ = child.wait();
    assert_eq!(said[1], format!("Poort {port} is bezet; dit is de eerste die vrij is."), "{said:?}");
    let new: u16 = said[2].trim_start_matches("Voorbeeld: http://127.0.0.1:").trim_end_matches('/').parse().unwrap();
    assert!(new > port, "{said:?}");
}

#[test]
fn ctrl_c_stops_neatly_and_nothing_is_written() {
    let site = SiteTest::small();
    site.build(&[]);
    let before = files(site.root());
    for signal in ["-INT", "-TERM"] {
        let preview = Preview::start(&site, &[]);
        assert!(preview.begin.starts_with("Gelezen: 1 school, in "), "{}", preview.begin);
        // Even while a browser listens.
        preview.wait(|state| version(state) == 1);
        preview.page("/");
        preview.fetch("/zoek/pagefind-entry.json");
        preview.fetch("/scholen/de-linde/sop.pdf");
        let (code, said) = preview.stop(signal);
        assert_eq!(code, Some(0), "{said}");
        assert!(said.ends_with("Het voorbeeld is gestopt."), "{said}");
    }
    assert!(files(site.root()) == before, "something was written");
}

#[test]
fn what_fails_is_reported() {
    let site = SiteTest::empty();
    site.run(&["serve"]).code(2).reports("map `content` kan niet gelezen worden");
    site.run(&["serve", "--today", "morgen"]).code(2).reports("--today krijgt een dag die bestaat");
    site.run(&["serve", "--port", "nul"]).code(2).reports("`nul` kan niet bij de optie `--port`");
    assert!(!Path::new(&site.path("output")).exists());
}
