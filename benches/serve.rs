//! How long a change takes to reach a browser. `cargo bench --bench serve`.
//!
//! Makes up a region (100 schools, or another number: `-- 500`), shows it with `serve`, changes files
//! and waits for the new version: the event that reaches the browser, the page that it then asks for, and the
//! PDF. What the browser itself needs comes on top. It measures; it judges nothing.

#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    clippy::unwrap_used,
    dead_code,
    reason = "a benchmark prints, and stops when it cannot run"
)]

#[path = "regio/mod.rs"]
mod regio;

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const RONDES: usize = 11;

fn main() {
    let scholen = std::env::args().skip(1).find_map(|a| a.parse().ok()).unwrap_or(100);
    let map = tempfile::tempdir().expect("a temporary folder");
    let content = map.path().join("content");
    regio::Regio { scholen, zaad: 1 }.schrijf(&content).expect("the region can be written");
    let slug = eerste_map(&content.join("scholen"));
    let school = content.join("scholen").join(&slug);
    let jaar = school.join("2025-2026");
    let jaar = if jaar.is_dir() { jaar } else { school.join(eerste_map(&school)) };
    fs::create_dir_all(content.join("thema/web")).unwrap();
    let wortel = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::copy(wortel.join("themes/standaard/web/school.html"), content.join("thema/web/school.html")).unwrap();

    let begin = Instant::now();
    let dienst = Dienst::start(map.path());
    println!("{scholen} schools, first version after {:.0} ms", begin.elapsed().as_secs_f64() * 1000.0);
    println!("{RONDES} changes of each kind, median (minimum to maximum) in milliseconds since the file was written");
    let ouders = format!("/scholen/{slug}/index.html");
    let profiel = format!("/scholen/{slug}/profiel/index.html");
    let pdf = format!("/scholen/{slug}/sop.pdf");
    let gevallen = [
        ("text", jaar.join("visie.md"), &profiel),
        ("document", jaar.join("profiel.yaml"), &profiel),
        ("school.yaml", school.join("school.yaml"), &ouders),
        ("site.yaml", content.join("site.yaml"), &ouders),
        ("template", content.join("thema/web/school.html"), &ouders),
        ("list", content.join("lijsten/regio-cijfers.yaml"), &ouders),
    ];
    println!("{:>12} {:>24} {:>24} {:>24}", "changed", "event", "page", "PDF");
    for (naam, bestand, pagina) in gevallen {
        let oud = fs::read_to_string(&bestand).unwrap();
        let mut tijden: [Vec<Duration>; 3] = Default::default();
        for ronde in 0..RONDES {
            let toevoeging = match bestand.extension().and_then(|e| e.to_str()) {
                Some("md") => format!("\n\nRonde {ronde}.\n"),
                Some("html") => format!("{{#- {ronde} -#}}\n"),
                _ => format!("\n# {ronde}\n"),
            };
            let begin = Instant::now();
            fs::write(&bestand, format!("{oud}{toevoeging}")).unwrap();
            dienst.nieuwe_versie();
            tijden[0].push(begin.elapsed());
            assert!(dienst.haal(pagina).starts_with(b"HTTP/1.1 200"));
            tijden[1].push(begin.elapsed());
            assert!(dienst.haal(&pdf).starts_with(b"HTTP/1.1 200"));
            tijden[2].push(begin.elapsed());
            // An author looks at what came of a change before the next.
            std::thread::sleep(Duration::from_secs(1));
        }
        let kolommen = tijden.map(|mut duren| {
            duren.sort();
            let ms = |i: usize| duren[i].as_secs_f64() * 1000.0;
            format!("{:.0} ({:.0} to {:.0})", ms(RONDES / 2), ms(0), ms(RONDES - 1))
        });
        println!("{naam:>12} {:>24} {:>24} {:>24}", kolommen[0], kolommen[1], kolommen[2]);
    }
}

fn eerste_map(map: &Path) -> String {
    let namen = fs::read_dir(map).unwrap().map(|i| i.unwrap()).filter(|i| i.path().is_dir());
    namen.map(|i| i.file_name().into_string().unwrap()).min().expect("a folder")
}

/// The program, and its stream of events.
struct Dienst {
    kind: Child,
    poort: u16,
    stroom: std::sync::mpsc::Receiver<()>,
}

impl Dienst {
    fn start(map: &Path) -> Self {
        let mut kind = Command::new(env!("CARGO_BIN_EXE_steunwijzer"))
            .args(["serve", "--port", "0", "--today", "2026-01-01"])
            .current_dir(map)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program runs");
        let mut regels = BufReader::new(kind.stdout.take().unwrap()).lines();
        let poort = regels
            .find_map(|regel| regel.unwrap().split_once("127.0.0.1:")?.1.trim_end_matches('/').parse().ok())
            .expect("it says where");
        std::thread::spawn(move || regels.for_each(drop));
        let (zeg, stroom) = std::sync::mpsc::channel();
        let bron = vraag(poort, "/__steunwijzer/stroom");
        std::thread::spawn(move || {
            let data = BufReader::new(bron).lines().map_while(Result::ok).filter(|regel| regel.starts_with("data:"));
            data.map_while(|_| zeg.send(()).ok()).for_each(drop);
        });
        let dienst = Self { kind, poort, stroom };
        dienst.nieuwe_versie();
        dienst
    }

    fn nieuwe_versie(&self) {
        self.stroom.recv_timeout(Duration::from_secs(20)).expect("a new version");
    }

    fn haal(&self, pad: &str) -> Vec<u8> {
        let mut uit = Vec::new();
        vraag(self.poort, pad).read_to_end(&mut uit).unwrap();
        uit
    }
}

impl Drop for Dienst {
    fn drop(&mut self) {
        let _ = self.kind.kill();
        let _ = self.kind.wait();
    }
}

fn vraag(poort: u16, pad: &str) -> TcpStream {
    let mut lijn = TcpStream::connect(("127.0.0.1", poort)).expect("the preview answers");
    write!(lijn, "GET {pad} HTTP/1.1\r\nHost: 127.0.0.1:{poort}\r\nConnection: close\r\n\r\n").unwrap();
    lijn
}
