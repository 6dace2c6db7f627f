//! The preview: pages and PDFs of the content as it stands now, on this computer alone.
//!
//! ```text
//! wait     waits until something that was read is different on disk
//! content  reads what changed and checks everything; the last good version stays
//! round    one version: makes the files that a browser asks for, when it asks
//! access   who may ask, and for what
//! told     which warnings are news
//! http     answers browsers with what the output would hold
//! screen   messages as the browser shows them
//! ```
//!
//! Nothing is written to disk. The script in `web/` is put into pages on their way to the browser; a
//! stream of events tells it of each new version, for which it asks for its page again.

mod access;
mod content;
mod http;
mod round;
mod screen;
mod told;
mod wait;

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use crate::load::NoContent;
use crate::melding::Melding;
use crate::web::WebOptions;

use content::Content;
use http::ServerState;
use told::Told;
use wait::Watcher;

/// How many ports are tried after the one that was asked for.
const PORTS: u16 = 100;

/// What is to be shown.
#[derive(Debug, Clone)]
pub struct Server {
    /// The content folder.
    pub content: PathBuf,
    /// A theme instead of the one `site.yaml` names.
    pub theme: Option<String>,
    /// How pages are made.
    pub web_options: WebOptions,
    /// The port; the next free one when it is taken. 0 leaves it to the system.
    pub port: u16,
    /// Whether to look at the files every so often, instead of letting the system tell of changes.
    pub poll: bool,
}

/// What is told while the preview runs.
#[derive(Debug)]
pub enum ServeEvent {
    /// Content was read.
    ReadReport(ReadReport),
    /// Everything was checked of what was read last, unless something changed again before that.
    Checked {
        /// Warnings that are new, and those in files that changed.
        warnings: Vec<Melding>,
        /// How many others were told before and still hold.
        earlier: usize,
    },
    /// The preview can be opened.
    Started {
        /// Its address.
        address: String,
        /// The port that was asked for, if it was taken.
        occupied: Option<u16>,
    },
    /// The system does not tell of changes, for this reason (in Dutch), so files are looked at every so often.
    Polling(String),
    /// A page or PDF gave problems that only show when it is made.
    File {
        /// Its path.
        path: String,
        /// What is wrong.
        meldingen: Vec<Melding>,
    },
}

/// The result of reading the content.
#[derive(Debug)]
pub struct ReadReport {
    /// Files and folders that are different, new or gone; none the first time.
    pub changed: Vec<PathBuf>,
    /// Problems, sorted by file and place: all of them the first time; later errors alone, as warnings follow in
    /// [`ServeEvent::Checked`].
    pub meldingen: Vec<Melding>,
    /// Whether this version is shown; else the last good one stays.
    pub succeeded: bool,
    /// How many schools there are.
    pub scholen: usize,
    /// How long it took since the change.
    pub duration: Duration,
}

/// Why there is no preview: exit code 2.
#[derive(Debug)]
pub enum ServeError {
    /// The content folder cannot be read.
    Content(NoContent),
    /// No port is free.
    Port(u16),
    /// The system refuses something else that is needed.
    System(std::io::Error),
}

/// Shows a preview until it is stopped (Ctrl-C, or the signal to end). `tell` is told of what happens.
///
/// # Errors
/// When it cannot start.
pub fn run(server: &Server, tell: &mut dyn FnMut(ServeEvent)) -> Result<(), ServeError> {
    let (listener, occupied) = listen(server.port)?;
    listener.set_nonblocking(true).map_err(ServeError::System)?;
    let port = listener.local_addr().map_err(ServeError::System)?.port();
    let threads = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let threads = threads.map_err(ServeError::System)?;
    let outcome = threads.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener).map_err(ServeError::System)?;
        let stop = stop();
        tokio::pin!(stop);
        let (sender, mut events) = unbounded_channel();
        let state = Arc::new(ServerState::new(port, sender.clone()));
        let follower = (server.clone(), Arc::clone(&state), sender);
        let (first_sender, first) = tokio::sync::oneshot::channel();
        // Never joined: it may be reading when it is time to stop, and it writes nothing.
        std::thread::Builder::new()
            .name("inhoud".to_owned())
            .stack_size(round::STACK_SIZE)
            .spawn(move || follow(&follower.0, &follower.1, &follower.2, first_sender))
            .map_err(ServeError::System)?;
        tokio::select! {
            () = &mut stop => return Ok(()),
            first = first => match first {
                Ok(Ok(loaded)) => tell(ServeEvent::ReadReport(loaded)),
                Ok(Err(err)) => return Err(ServeError::Content(err)),
                Err(_) => return Err(ServeError::System(std::io::ErrorKind::Other.into())),
            }
        }
        tell(ServeEvent::Started { address: format!("http://127.0.0.1:{port}/"), occupied });
        let answering = http::serve(listener, state);
        tokio::pin!(answering);
        loop {
            tokio::select! {
                () = &mut stop => return Ok(()),
                err = &mut answering => return err.map_err(ServeError::System),
                Some(message) = events.recv() => tell(message),
            }
        }
    });
    // Streams of events never end by themselves, so they are not waited for.
    threads.shutdown_timeout(Duration::from_millis(200));
    outcome
}

/// Reads the content, and again after every change.
fn follow(
    server: &Server,
    state: &ServerState,
    sender: &UnboundedSender<ServeEvent>,
    first: tokio::sync::oneshot::Sender<Result<ReadReport, NoContent>>,
) {
    let mut content = Content::new(server.clone());
    let mut watcher = Watcher::new(server.poll);
    let mut first = Some(first);
    let mut changed = Vec::new();
    let mut touched = Vec::new();
    let mut told = Told::default();
    loop {
        touched.extend_from_slice(&changed);
        let loaded = content.read(std::mem::take(&mut changed), watcher.since(), state);
        let unchecked = match (loaded, first.take()) {
            // Nothing was ever shown: most likely the wrong folder was named.
            (Err(err), Some(first)) => return drop(first.send(Err(err))),
            (Ok((loaded, unchecked)), Some(first)) => {
                let meldingen = content.run_checks(unchecked);
                told.news(meldingen.clone(), Vec::new());
                drop(first.send(Ok(ReadReport { meldingen, ..loaded })));
                None
            }
            (Ok((loaded, unchecked)), None) => {
                let _ = sender.send(ServeEvent::ReadReport(loaded));
                Some(unchecked)
            }
            (Err(err), None) => {
                let _ = sender.send(ServeEvent::ReadReport(content.gone(&err, state)));
                None
            }
        };
        let read_log = content.read_log();
        if let Some(reason) = watcher.follow(&read_log) {
            let _ = sender.send(ServeEvent::Polling(reason));
        }
        if let Some(unchecked) = unchecked {
            // First the processors are for the browser, and for the page that it asks for.
            if let Some(newer) = watcher.wait_briefly(&read_log, round::HEAD_START) {
                changed = newer;
                continue;
            }
            let all = content.run_checks(unchecked);
            let (warnings, earlier) = told.news(all, std::mem::take(&mut touched));
            let _ = sender.send(ServeEvent::Checked { warnings, earlier });
        }
        changed = watcher.wait(&read_log);
    }
}

/// Takes the port, or the next free one. Only this computer can reach it.
fn listen(port: u16) -> Result<(TcpListener, Option<u16>), ServeError> {
    let last = port.saturating_add(if port == 0 { 0 } else { PORTS });
    for number in port..=last {
        match TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, number))) {
            Ok(listener) => return Ok((listener, Some(port).filter(|p| *p != number))),
            // A port may also be reserved for the system.
            Err(err) if matches!(err.kind(), std::io::ErrorKind::AddrInUse | std::io::ErrorKind::PermissionDenied) => {}
            Err(err) => return Err(ServeError::System(err)),
        }
    }
    Err(ServeError::Port(port))
}

/// Ends when the program is asked to stop.
async fn stop() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let (interrupt, end) = (signal(SignalKind::interrupt()), signal(SignalKind::terminate()));
        if let (Ok(mut interrupt), Ok(mut end)) = (interrupt, end) {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = end.recv() => {}
            }
            return;
        }
    }
    if tokio::signal::ctrl_c().await.is_err() {
        // Where no signal can be caught, the system ends the program by itself.
        std::future::pending::<()>().await;
    }
}
