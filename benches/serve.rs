//! How long a change takes to reach a browser. `cargo bench --bench serve`.
//!
//! Makes up a region (100 schools, or another number: `-- 500`), previews it with `serve`, changes files and waits for
//! the new version: the event that reaches the browser, the page that it then requests, and the PDF. The time that the
//! browser itself needs comes on top. It measures without judging.

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

const ROUNDS: usize = 11;

fn main() {
    let scholen = std::env::args().skip(1).find_map(|a| a.parse().ok()).unwrap_or(100);
    let dir = tempfile::tempdir().expect("a temporary folder");
    let content = dir.path().join("content");
    regio::Regio { scholen, seed: 1 }.write(&content).expect("the region can be written");
    let slug = first_dir(&content.join("scholen"));
    let school = content.join("scholen").join(&slug);
    let year = school.join("2025-2026");
    let year = if year.is_dir() { year } else { school.join(first_dir(&school)) };
    fs::create_dir_all(content.join("thema/web")).unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::copy(root.join("themes/standaard/web/school.html"), content.join("thema/web/school.html")).unwrap();

    let begin = Instant::now();
    let server = Server::start(dir.path());
    println!("{scholen} schools, first version after {:.0} ms", begin.elapsed().as_secs_f64() * 1000.0);
    println!("{ROUNDS} changes of each kind, median (minimum to maximum) in milliseconds since the file was written");
    let ouders = format!("/scholen/{slug}/index.html");
    let profiel = format!("/scholen/{slug}/profiel/index.html");
    let pdf = format!("/scholen/{slug}/sop.pdf");
    let cases = [
        ("text", year.join("visie.md"), &profiel),
        ("document", year.join("profiel.yaml"), &profiel),
        ("school.yaml", school.join("school.yaml"), &ouders),
        ("site.yaml", content.join("site.yaml"), &ouders),
        ("template", content.join("thema/web/school.html"), &ouders),
        ("list", content.join("lijsten/regio-cijfers.yaml"), &ouders),
    ];
    println!("{:>12} {:>24} {:>24} {:>24}", "changed", "event", "page", "PDF");
    for (name, file, page) in cases {
        let old = fs::read_to_string(&file).unwrap();
        let mut times: [Vec<Duration>; 3] = Default::default();
        for round in 0..ROUNDS {
            let addition = match file.extension().and_then(|e| e.to_str()) {
                Some("md") => format!("\n\nRonde {round}.\n"),
                Some("html") => format!("{{#- {round} -#}}\n"),
                _ => format!("\n# {round}\n"),
            };
            let begin = Instant::now();
            fs::write(&file, format!("{old}{addition}")).unwrap();
            server.new_version();
            times[0].push(begin.elapsed());
            assert!(server.fetch(page).starts_with(b"HTTP/1.1 200"));
            times[1].push(begin.elapsed());
            assert!(server.fetch(&pdf).starts_with(b"HTTP/1.1 200"));
            times[2].push(begin.elapsed());
            // An author looks at the result before the next change.
            std::thread::sleep(Duration::from_secs(1));
        }
        let columns = times.map(|mut durations| {
            durations.sort();
            let ms = |i: usize| durations[i].as_secs_f64() * 1000.0;
            format!("{:.0} ({:.0} to {:.0})", ms(ROUNDS / 2), ms(0), ms(ROUNDS - 1))
        });
        println!("{name:>12} {:>24} {:>24} {:>24}", columns[0], columns[1], columns[2]);
    }
}

fn first_dir(dir: &Path) -> String {
    let names = fs::read_dir(dir).unwrap().map(|i| i.unwrap()).filter(|i| i.path().is_dir());
    names.map(|i| i.file_name().into_string().unwrap()).min().expect("a folder")
}

/// The program, and its stream of events.
struct Server {
    child: Child,
    port: u16,
    stream: std::sync::mpsc::Receiver<()>,
}

impl Server {
    fn start(dir: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_steunwijzer"))
            .args(["serve", "--port", "0", "--today", "2026-01-01"])
            .current_dir(dir)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program runs");
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let port = lines
            .find_map(|line| line.unwrap().split_once("127.0.0.1:")?.1.trim_end_matches('/').parse().ok())
            .expect("it says where");
        std::thread::spawn(move || lines.for_each(drop));
        let (sender, stream) = std::sync::mpsc::channel();
        let source = request(port, "/__steunwijzer/stroom");
        std::thread::spawn(move || {
            let data = BufReader::new(source).lines().map_while(Result::ok).filter(|line| line.starts_with("data:"));
            data.map_while(|_| sender.send(()).ok()).for_each(drop);
        });
        let server = Self { child, port, stream };
        server.new_version();
        server
    }

    fn new_version(&self) {
        self.stream.recv_timeout(Duration::from_secs(20)).expect("a new version");
    }

    fn fetch(&self, path: &str) -> Vec<u8> {
        let mut out = Vec::new();
        request(self.port, path).read_to_end(&mut out).unwrap();
        out
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn request(port: u16, path: &str) -> TcpStream {
    let mut connection = TcpStream::connect(("127.0.0.1", port)).expect("the preview answers");
    write!(connection, "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n").unwrap();
    connection
}
