//! The preview: pages and PDFs of the content as it stands now, on this computer alone.
//!
//! ```text
//! wacht    waits until something that was read is different on disk
//! inhoud   reads what changed and checks everything; the last good version stays
//! ronde    one version: makes the files that a browser asks for, when it asks
//! toegang  who may ask, and for what
//! verteld  which warnings are news
//! http     answers browsers with what the output holds
//! scherm   messages as the browser shows them
//! ```
//!
//! Nothing is written to disk. The script in `web/` is put into pages on their way to the browser; it
//! is told of a new version over one stream of events, and asks for its page again.

mod http;
mod inhoud;
mod ronde;
mod scherm;
mod toegang;
mod verteld;
mod wacht;

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use crate::laden::GeenInhoud;
use crate::melding::Melding;
use crate::web::Keuzes;

use http::Toestand;
use inhoud::Inhoud;
use verteld::Verteld;
use wacht::Wachter;

/// Ports that are tried after the one that was asked for.
const POORTEN: u16 = 100;

/// What is to be shown.
#[derive(Debug, Clone)]
pub struct Dienst {
    /// The content folder.
    pub content: PathBuf,
    /// A theme instead of the one `site.yaml` names.
    pub thema: Option<String>,
    /// How pages are made.
    pub keuzes: Keuzes,
    /// The port; the next free one when it is taken. 0 leaves it to the system.
    pub poort: u16,
    /// Whether to look at the files every so often, instead of being told by the system.
    pub peilen: bool,
}

/// What is told while the preview stands.
#[derive(Debug)]
pub enum Bericht {
    /// Content was read.
    Gelezen(Gelezen),
    /// Everything was checked of what was read last, unless something changed again before that.
    Nagekeken {
        /// Warnings that were not told yet, and those in files that changed.
        waarschuwingen: Vec<Melding>,
        /// How many were told before, and still hold.
        eerder: usize,
    },
    /// The preview can be opened.
    Begonnen {
        /// Its address.
        adres: String,
        /// The port that was asked for, but taken.
        bezet: Option<u16>,
    },
    /// The system does not tell of changes, for this reason, so files are looked at every so often.
    Peilen(String),
    /// A page or PDF gave problems that only show when it is made.
    Bestand {
        /// Its path.
        pad: String,
        /// What is wrong.
        meldingen: Vec<Melding>,
    },
}

/// What came of reading content.
#[derive(Debug)]
pub struct Gelezen {
    /// Files and folders that are different, new or gone; none the first time.
    pub veranderd: Vec<PathBuf>,
    /// Problems, sorted by file and place: all of them the first time, then errors; warnings follow.
    pub meldingen: Vec<Melding>,
    /// Whether this version is shown; else the last good one stays.
    pub gelukt: bool,
    /// Schools.
    pub scholen: usize,
    /// How long it took, from the change on.
    pub duur: Duration,
}

/// Why there is no preview: exit code 2.
#[derive(Debug)]
pub enum Dienstfout {
    /// The content folder cannot be read.
    Inhoud(GeenInhoud),
    /// No port is free.
    Poort(u16),
    /// The system refuses something else.
    Systeem(std::io::Error),
}

/// Shows a preview until it is stopped (Ctrl-C, or the signal to end). `meld` is told what happens.
///
/// # Errors
/// When it cannot start.
pub fn draai(dienst: &Dienst, meld: &mut dyn FnMut(Bericht)) -> Result<(), Dienstfout> {
    let (luisteraar, bezet) = luister(dienst.poort)?;
    luisteraar.set_nonblocking(true).map_err(Dienstfout::Systeem)?;
    let poort = luisteraar.local_addr().map_err(Dienstfout::Systeem)?.port();
    let draden = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let draden = draden.map_err(Dienstfout::Systeem)?;
    let uitkomst = draden.block_on(async {
        let luisteraar = tokio::net::TcpListener::from_std(luisteraar).map_err(Dienstfout::Systeem)?;
        let stop = stop();
        tokio::pin!(stop);
        let (zeg, mut gezegd) = unbounded_channel();
        let toestand = Arc::new(Toestand::nieuw(poort, zeg.clone()));
        let volger = (dienst.clone(), Arc::clone(&toestand), zeg);
        let (eerste_zeg, eerste) = tokio::sync::oneshot::channel();
        // Not joined: it may be reading when it is time to stop, and it writes nothing.
        std::thread::Builder::new()
            .name("inhoud".to_owned())
            .stack_size(ronde::STAPEL)
            .spawn(move || volg(&volger.0, &volger.1, &volger.2, eerste_zeg))
            .map_err(Dienstfout::Systeem)?;
        tokio::select! {
            () = &mut stop => return Ok(()),
            eerste = eerste => match eerste {
                Ok(Ok(gelezen)) => meld(Bericht::Gelezen(gelezen)),
                Ok(Err(fout)) => return Err(Dienstfout::Inhoud(fout)),
                Err(_) => return Err(Dienstfout::Systeem(std::io::ErrorKind::Other.into())),
            }
        }
        meld(Bericht::Begonnen { adres: format!("http://127.0.0.1:{poort}/"), bezet });
        let antwoorden = http::dien(luisteraar, toestand);
        tokio::pin!(antwoorden);
        loop {
            tokio::select! {
                () = &mut stop => return Ok(()),
                fout = &mut antwoorden => return fout.map_err(Dienstfout::Systeem),
                Some(bericht) = gezegd.recv() => meld(bericht),
            }
        }
    });
    // Streams of events never end by themselves.
    draden.shutdown_timeout(Duration::from_millis(200));
    uitkomst
}

/// Reads the content, and again after every change.
fn volg(
    dienst: &Dienst,
    toestand: &Toestand,
    zeg: &UnboundedSender<Bericht>,
    eerste: tokio::sync::oneshot::Sender<Result<Gelezen, GeenInhoud>>,
) {
    let mut inhoud = Inhoud::nieuw(dienst.clone());
    let mut wachter = Wachter::nieuw(dienst.peilen);
    let mut eerste = Some(eerste);
    let mut veranderd = Vec::new();
    let mut aangeraakt = Vec::new();
    let mut verteld = Verteld::default();
    loop {
        aangeraakt.extend_from_slice(&veranderd);
        let gelezen = inhoud.lees(std::mem::take(&mut veranderd), wachter.sinds(), toestand);
        let ongezien = match (gelezen, eerste.take()) {
            // Nothing to show, and nobody who waits for a change: a wrong folder was named.
            (Err(fout), Some(eerste)) => return drop(eerste.send(Err(fout))),
            (Ok((gelezen, ongezien)), Some(eerste)) => {
                let meldingen = inhoud.kijk_na(ongezien);
                verteld.nieuws(meldingen.clone(), Vec::new());
                drop(eerste.send(Ok(Gelezen { meldingen, ..gelezen })));
                None
            }
            (Ok((gelezen, ongezien)), None) => {
                let _ = zeg.send(Bericht::Gelezen(gelezen));
                Some(ongezien)
            }
            (Err(fout), None) => {
                let _ = zeg.send(Bericht::Gelezen(inhoud.weg(&fout, toestand)));
                None
            }
        };
        let spoor = inhoud.spoor();
        if let Some(waarom) = wachter.volg(&spoor) {
            let _ = zeg.send(Bericht::Peilen(waarom));
        }
        if let Some(ongezien) = ongezien {
            // The processors are for the browser now, and for the page that it asks for.
            if let Some(nieuwer) = wachter.wacht_even(&spoor, ronde::VOORRANG) {
                veranderd = nieuwer;
                continue;
            }
            let alle = inhoud.kijk_na(ongezien);
            let (waarschuwingen, eerder) = verteld.nieuws(alle, std::mem::take(&mut aangeraakt));
            let _ = zeg.send(Bericht::Nagekeken { waarschuwingen, eerder });
        }
        veranderd = wachter.wacht(&spoor);
    }
}

/// Takes the port, or the next free one. Only this computer can reach it.
fn luister(poort: u16) -> Result<(TcpListener, Option<u16>), Dienstfout> {
    let laatste = poort.saturating_add(if poort == 0 { 0 } else { POORTEN });
    for nummer in poort..=laatste {
        match TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, nummer))) {
            Ok(luisteraar) => return Ok((luisteraar, Some(poort).filter(|p| *p != nummer))),
            // A port may also be kept for the system.
            Err(fout)
                if matches!(fout.kind(), std::io::ErrorKind::AddrInUse | std::io::ErrorKind::PermissionDenied) => {}
            Err(fout) => return Err(Dienstfout::Systeem(fout)),
        }
    }
    Err(Dienstfout::Poort(poort))
}

/// Ends when the program is asked to stop.
async fn stop() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let (onderbreek, eind) = (signal(SignalKind::interrupt()), signal(SignalKind::terminate()));
        if let (Ok(mut onderbreek), Ok(mut eind)) = (onderbreek, eind) {
            tokio::select! {
                _ = onderbreek.recv() => {}
                _ = eind.recv() => {}
            }
            return;
        }
    }
    if tokio::signal::ctrl_c().await.is_err() {
        // Without a signal the program is simply ended.
        std::future::pending::<()>().await;
    }
}
