//! One version of the site: threads that make the files that browsers ask for. They end when the version
//! is dropped, and nobody can ask any more.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use tokio::sync::oneshot;

use crate::build::{Artifact, OnDemand};
use crate::model::site::Site;
use crate::search;
use crate::theme::Theme;
use crate::web::WebOptions;

/// Stack of a thread that makes pages, in bytes: as much as the main thread of a build has.
pub(super) const STACK_SIZE: usize = 8 << 20;

/// How many files are made at once; more than most computers need, so that a PDF does not hold up pages.
const THREADS: usize = 4;

/// How long a browser gets to show a new version, before work begins that no reader waits for.
pub(super) const HEAD_START: Duration = Duration::from_millis(250);

/// A version that can be asked for files.
pub(super) struct Round {
    requests: Sender<PageRequest>,
    /// The page that is made before anybody asks for it, and where it will come from.
    prefetched: Mutex<Option<(String, oneshot::Receiver<Artifact>)>>,
    searched: AtomicBool,
}

/// Whether this is a file of the search index, rather than the page that searches in it.
pub(super) fn is_of_search_index(path: &str) -> bool {
    path.strip_prefix(search::DIR).is_some_and(|rest| rest.starts_with('/')) && !path.ends_with(".html")
}

/// A path of the output, and where to send what is there.
struct PageRequest {
    path: String,
    reply_to: oneshot::Sender<Artifact>,
}

impl Round {
    /// Starts the threads of a version.
    pub(super) fn start(site: Arc<Site>, theme: Arc<Theme>, web_options: WebOptions) -> Self {
        let (sender, requests) = channel();
        let thread = thread::Builder::new().name("ronde".to_owned()).stack_size(STACK_SIZE);
        // If there is no thread, whoever asks is told that the file cannot be made.
        let _ = thread.spawn(move || {
            let on_demand = OnDemand::new(&site, &theme, web_options);
            serve(&on_demand, requests);
            // Freeing memory takes time too, and the next version needs the processors first.
            thread::sleep(HEAD_START);
        });
        Self { requests: sender, prefetched: Mutex::default(), searched: AtomicBool::new(false) }
    }

    /// Begins with a page that a browser is about to ask for.
    pub(super) fn prefetch(&self, path: String) {
        let done = self.request(&path);
        *self.prefetched.lock().unwrap_or_else(PoisonError::into_inner) = Some((path, done));
    }

    /// Asks for a file.
    pub(super) async fn make(&self, path: &str) -> Artifact {
        if is_of_search_index(path) {
            self.searched.store(true, Ordering::Relaxed);
        }
        let prefetched = {
            let mut prefetched = self.prefetched.lock().unwrap_or_else(PoisonError::into_inner);
            prefetched.take_if(|(own, _)| own == path)
        };
        let done = prefetched.map_or_else(|| self.request(path), |(_, done)| done);
        done.await.unwrap_or_else(|_| crashed())
    }

    /// Whether a browser began to search in it.
    pub(super) fn is_searched(&self) -> bool {
        self.searched.load(Ordering::Relaxed)
    }

    fn request(&self, path: &str) -> oneshot::Receiver<Artifact> {
        let (reply_to, done) = oneshot::channel();
        let _ = self.requests.send(PageRequest { path: path.to_owned(), reply_to });
        done
    }
}

fn crashed() -> Artifact {
    Artifact::Broken("het programma liep vast bij het maken van dit bestand".to_owned())
}

fn serve(on_demand: &OnDemand<'_>, requests: Receiver<PageRequest>) {
    let requests = Mutex::new(requests);
    thread::scope(|scope| {
        for _ in 0..THREADS {
            let renderer = || {
                loop {
                    let request = requests.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok(PageRequest { path, reply_to }) = request else { return };
                    // A bug that one page brings out may not end the preview.
                    let artifact = catch_unwind(AssertUnwindSafe(|| on_demand.make(&path)));
                    let _ = reply_to.send(artifact.unwrap_or_else(|_| crashed()));
                }
            };
            let thread = thread::Builder::new().name("bladzijde".to_owned()).stack_size(STACK_SIZE);
            if thread.spawn_scoped(scope, renderer).is_err() {
                break;
            }
        }
    });
}
