//! One version of the site: threads that make the files that browsers ask for. They end when nobody
//! can ask any more.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use tokio::sync::oneshot;

use crate::bouwen::{Werkplaats, Werkstuk};
use crate::model::site::Site;
use crate::thema::Thema;
use crate::web::Keuzes;
use crate::zoek;

/// Bytes of stack of a thread that makes pages: as much as the main thread of a build has.
pub(super) const STAPEL: usize = 8 << 20;

/// So many files are made at once; more than processors, so that a PDF does not hold up pages.
const DRADEN: usize = 4;

/// How long a browser has to show a new version before anything is done that no reader waits for.
pub(super) const VOORRANG: Duration = Duration::from_millis(250);

/// A version that can be asked for files.
pub(super) struct Ronde {
    vragen: Sender<Vraag>,
    /// The page that is made before anybody asks, and where it comes out.
    alvast: Mutex<Option<(String, oneshot::Receiver<Werkstuk>)>>,
    doorzocht: AtomicBool,
}

/// Whether this is a file of the search index, rather than the page that searches in it.
pub(super) fn is_van_zoekindex(pad: &str) -> bool {
    pad.strip_prefix(zoek::MAP).is_some_and(|rest| rest.starts_with('/')) && !pad.ends_with(".html")
}

/// A path of the output, and whom to give what is there.
struct Vraag {
    pad: String,
    antwoord: oneshot::Sender<Werkstuk>,
}

impl Ronde {
    /// Starts the threads of a version.
    pub(super) fn start(site: Arc<Site>, thema: Arc<Thema>, keuzes: Keuzes) -> Self {
        let (vraag, vragen) = channel();
        let draad = thread::Builder::new().name("ronde".to_owned()).stack_size(STAPEL);
        // Without a thread, whoever asks is told that there is none.
        let _ = draad.spawn(move || {
            let werkplaats = Werkplaats::nieuw(&site, &thema, keuzes);
            dien(&werkplaats, vragen);
            // Clearing away takes time too, and the version that came after this one needs the processors first.
            thread::sleep(VOORRANG);
        });
        Self { vragen: vraag, alvast: Mutex::default(), doorzocht: AtomicBool::new(false) }
    }

    /// Begins with a page that a browser is about to ask for.
    pub(super) fn begin_alvast(&self, pad: String) {
        let klaar = self.vraag(&pad);
        *self.alvast.lock().unwrap_or_else(PoisonError::into_inner) = Some((pad, klaar));
    }

    /// Asks for a file.
    pub(super) async fn maak(&self, pad: &str) -> Werkstuk {
        if is_van_zoekindex(pad) {
            self.doorzocht.store(true, Ordering::Relaxed);
        }
        let alvast = {
            let mut alvast = self.alvast.lock().unwrap_or_else(PoisonError::into_inner);
            alvast.take_if(|(eigen, _)| eigen == pad)
        };
        let klaar = alvast.map_or_else(|| self.vraag(pad), |(_, klaar)| klaar);
        klaar.await.unwrap_or_else(|_| vastgelopen())
    }

    /// Whether a browser began to search in it.
    pub(super) fn is_doorzocht(&self) -> bool {
        self.doorzocht.load(Ordering::Relaxed)
    }

    fn vraag(&self, pad: &str) -> oneshot::Receiver<Werkstuk> {
        let (antwoord, klaar) = oneshot::channel();
        let _ = self.vragen.send(Vraag { pad: pad.to_owned(), antwoord });
        klaar
    }
}

fn vastgelopen() -> Werkstuk {
    Werkstuk::Kapot("het programma liep vast bij het maken van dit bestand".to_owned())
}

fn dien(werkplaats: &Werkplaats<'_>, vragen: Receiver<Vraag>) {
    let vragen = Mutex::new(vragen);
    thread::scope(|samen| {
        for _ in 0..DRADEN {
            let werk = || {
                loop {
                    let vraag = vragen.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok(Vraag { pad, antwoord }) = vraag else { return };
                    // A mistake of ours in one page may not end the preview.
                    let werkstuk = catch_unwind(AssertUnwindSafe(|| werkplaats.maak(&pad)));
                    let _ = antwoord.send(werkstuk.unwrap_or_else(|_| vastgelopen()));
                }
            };
            let draad = thread::Builder::new().name("bladzijde".to_owned()).stack_size(STAPEL);
            if draad.spawn_scoped(samen, werk).is_err() {
                break;
            }
        }
    });
}
