//! Answers browsers: only on this computer, only at our own name, only what the output holds.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use futures_util::stream;
use tokio::sync::mpsc::UnboundedSender;
use tokio::sync::watch;

use crate::bouwen::Werkstuk;
use crate::melding::Melding;
use crate::tekst::html::ontsnap;

use super::Bericht;
use super::ronde::{Ronde, is_van_zoekindex};
use super::scherm::Stand;
use super::toegang::{is_voor_ons, lees_pad};

/// Folder of our own files; no output has it.
const EIGEN: &str = "__steunwijzer";
const SCRIPT: &str = include_str!("web/voorbeeld.js");
const STIJL: &str = include_str!("web/voorbeeld.css");

/// What pages may do: what a website may (see README), and show PDFs of their own.
const CSP: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
                   font-src 'self'; connect-src 'self'; frame-src 'self'; object-src 'self'; form-action 'self'; \
                   base-uri 'none'; frame-ancestors 'self'";

/// What is shown now, shared by all that answer.
pub(super) struct Toestand {
    poort: u16,
    /// Another one each time the program starts, so that pages of an earlier one are loaded again.
    start: u128,
    nu: RwLock<Nu>,
    /// The state as the browser is told.
    sein: watch::Sender<Arc<str>>,
    zeg: UnboundedSender<Bericht>,
    /// The page that was asked for last: the one that a browser loads again first.
    laatst: Mutex<Option<String>>,
    /// The last good version of every page that was shown.
    bewaard: Mutex<BTreeMap<String, Arc<[u8]>>>,
}

/// The version that is shown.
#[derive(Default)]
struct Nu {
    nummer: u64,
    ronde: Option<Arc<Ronde>>,
    /// The last version before it that was searched in.
    doorzocht: Option<Arc<Ronde>>,
    /// Errors in the content as it was read last.
    fouten: Vec<Melding>,
    /// Problems that only showed when a file was made.
    van_bestanden: BTreeMap<String, Vec<Melding>>,
}

impl Toestand {
    pub(super) fn nieuw(poort: u16, zeg: UnboundedSender<Bericht>) -> Self {
        let start = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |sinds| sinds.as_micros());
        let toestand = Self {
            poort,
            start,
            nu: RwLock::default(),
            sein: watch::Sender::new(Arc::from("")),
            zeg,
            laatst: Mutex::default(),
            bewaard: Mutex::default(),
        };
        toestand.verander(|_| ());
        toestand
    }

    /// Shows a new version from now on, and only then tells the browsers.
    pub(super) fn toon(&self, ronde: Ronde) {
        if let Some(pad) = self.laatst.lock().unwrap_or_else(PoisonError::into_inner).clone() {
            ronde.begin_alvast(pad);
        }
        self.verander(|nu| {
            nu.nummer += 1;
            let vorige = nu.ronde.replace(Arc::new(ronde));
            if let Some(vorige) = vorige.filter(|vorige| vorige.is_doorzocht()) {
                nu.doorzocht = Some(vorige);
            }
            nu.fouten.clear();
            nu.van_bestanden.clear();
        });
    }

    /// The content is not good now: the last good version stays, with what is wrong above it.
    pub(super) fn toon_fouten(&self, fouten: Vec<Melding>) {
        self.verander(|nu| nu.fouten = fouten);
    }

    fn verander(&self, doe: impl FnOnce(&mut Nu)) {
        let mut nu = self.nu.write().unwrap_or_else(PoisonError::into_inner);
        doe(&mut nu);
        let versie = self.versie(nu.nummer);
        let meldingen = nu.fouten.iter().chain(nu.van_bestanden.values().flatten());
        let json = serde_json::to_string(&Stand::nieuw(&versie, meldingen)).unwrap_or_default();
        // Under the lock, so that the last word is of the last change.
        self.sein.send_replace(json.into());
    }

    fn versie(&self, nummer: u64) -> String {
        format!("{}-{nummer}", self.start)
    }

    fn nu(&self) -> (u64, Option<Arc<Ronde>>) {
        let nu = self.nu.read().unwrap_or_else(PoisonError::into_inner);
        (nu.nummer, nu.ronde.clone())
    }

    /// A file of a search index that was begun with just before this version: a browser reads one in steps, and
    /// the names of its files tell what they hold.
    fn doorzocht(&self, pad: &str) -> Option<Arc<Ronde>> {
        let nu = self.nu.read().unwrap_or_else(PoisonError::into_inner);
        nu.doorzocht.clone().filter(|_| is_van_zoekindex(pad))
    }

    fn bewaard(&self) -> MutexGuard<'_, BTreeMap<String, Arc<[u8]>>> {
        self.bewaard.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells what showed when a file was made: once per version.
    fn meld(&self, nummer: u64, pad: &str, meldingen: Vec<Melding>) {
        if meldingen.is_empty() {
            return;
        }
        let mut nieuw = false;
        self.verander(|nu| {
            nieuw = nu.nummer == nummer && !nu.van_bestanden.contains_key(pad);
            if nieuw {
                nu.van_bestanden.insert(pad.to_owned(), meldingen.clone());
            }
        });
        if nieuw {
            let _ = self.zeg.send(Bericht::Bestand { pad: pad.to_owned(), meldingen });
        }
    }
}

/// Answers until the listener fails.
pub(super) async fn dien(luisteraar: tokio::net::TcpListener, toestand: Arc<Toestand>) -> io::Result<()> {
    axum::serve(luisteraar, Router::new().fallback(antwoord).with_state(toestand)).await
}

async fn antwoord(State(toestand): State<Arc<Toestand>>, vraag: Request) -> Response {
    let (kop, adres) = (vraag.headers(), vraag.uri());
    let mut antwoord = if !is_voor_ons(kop, adres, toestand.poort) {
        let waar = format!("Dit voorbeeld is alleen te zien op http://127.0.0.1:{}/\n", toestand.poort);
        tekst(StatusCode::FORBIDDEN, &waar)
    } else if !matches!(*vraag.method(), Method::GET | Method::HEAD) {
        let mut antwoord = tekst(StatusCode::METHOD_NOT_ALLOWED, "Hier is alleen iets te bekijken.\n");
        antwoord.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        antwoord
    } else {
        match lees_pad(adres.path()) {
            None => tekst(StatusCode::BAD_REQUEST, "Dit adres kan niet.\n"),
            Some(pad) => geef(&toestand, &pad, adres, kop).await,
        }
    };
    let koppen = antwoord.headers_mut();
    let is_pdf = koppen.get(header::CONTENT_TYPE).is_some_and(|soort| soort == "application/pdf");
    // The viewer of a browser is a page too, and does not work under ours.
    if !is_pdf {
        koppen.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(CSP));
    }
    koppen.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    koppen.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    koppen.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    koppen.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    antwoord
}

async fn geef(toestand: &Toestand, pad: &str, adres: &Uri, kop: &HeaderMap) -> Response {
    match pad.strip_prefix(EIGEN) {
        Some("/stroom") => return stroom(toestand),
        Some("/voorbeeld.js") => return bytes(StatusCode::OK, "text/javascript; charset=utf-8", SCRIPT.into()),
        Some("/voorbeeld.css") => return bytes(StatusCode::OK, "text/css; charset=utf-8", STIJL.into()),
        _ => {}
    }
    let heel = if pad.is_empty() || pad.ends_with('/') { format!("{pad}index.html") } else { pad.to_owned() };
    let (nummer, ronde) = toestand.nu();
    let versie = toestand.versie(nummer);
    let Some(ronde) = ronde else {
        let tekst = "Er is nog geen goede versie om te laten zien. Verbeter wat hier staat; deze bladzijde gaat dan \
                     vanzelf verder.";
        return melding(StatusCode::SERVICE_UNAVAILABLE, "Nog geen voorbeeld", tekst, &versie);
    };
    // A PDF that is opened by itself gets a page around it that loads it again after a change.
    let geopend = kop.get("sec-fetch-dest").is_some_and(|doel| doel == "document");
    if heel.ends_with(".pdf") && geopend && !heel.starts_with("bestanden/") {
        return omlijst(&heel, &versie);
    }
    let mut werkstuk = ronde.maak(&heel).await;
    if let (Werkstuk::Onbekend, Some(vorige)) = (&werkstuk, toestand.doorzocht(&heel)) {
        werkstuk = vorige.maak(&heel).await;
    }
    match werkstuk {
        Werkstuk::Klaar(inhoud, meldingen) => {
            toestand.meld(nummer, &heel, meldingen);
            if heel.ends_with(".html") {
                *toestand.laatst.lock().unwrap_or_else(PoisonError::into_inner) = Some(heel.clone());
                toestand.bewaard().insert(heel, Arc::clone(&inhoud));
                return pagina(StatusCode::OK, &inhoud, &versie);
            }
            bytes(StatusCode::OK, soort(&heel), inhoud.to_vec())
        }
        Werkstuk::Mislukt(meldingen) => {
            toestand.meld(nummer, &heel, meldingen);
            let vorige = toestand.bewaard().get(&heel).cloned();
            match vorige {
                Some(vorige) => pagina(StatusCode::OK, &vorige, &versie),
                None => {
                    let tekst = "Deze bladzijde of PDF kan niet gemaakt worden. Verbeter wat hier staat, of kijk in de \
                                 terminal.";
                    melding(StatusCode::INTERNAL_SERVER_ERROR, "Dit kan nog niet", tekst, &versie)
                }
            }
        }
        Werkstuk::Kapot(waarom) => melding(StatusCode::INTERNAL_SERVER_ERROR, "Dit lukt niet", &waarom, &versie),
        Werkstuk::Onbekend => onbekend(&ronde, pad, adres, &versie).await,
    }
}

/// The address of a folder without a slash leads on; for the rest there is the page of the site.
async fn onbekend(ronde: &Ronde, pad: &str, adres: &Uri, versie: &str) -> Response {
    if !pad.is_empty()
        && !pad.ends_with('/')
        && matches!(ronde.maak(&format!("{pad}/index.html")).await, Werkstuk::Klaar(..))
    {
        let vraag = adres.query().map(|vraag| format!("?{vraag}")).unwrap_or_default();
        if let Ok(naar) = HeaderValue::from_str(&format!("{}/{vraag}", adres.path())) {
            return (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, naar)]).into_response();
        }
    }
    match ronde.maak("404.html").await {
        Werkstuk::Klaar(inhoud, _) => pagina(StatusCode::NOT_FOUND, &inhoud, versie),
        _ => melding(StatusCode::NOT_FOUND, "Deze pagina is er niet", "Deze pagina is er niet (meer).", versie),
    }
}

/// The state of the preview, now and after every change.
fn stroom(toestand: &Toestand) -> Response {
    let mut sein = toestand.sein.subscribe();
    sein.mark_changed();
    let gebeurtenissen = stream::unfold(sein, |mut sein| async move {
        sein.changed().await.ok()?;
        let stand = Arc::clone(&sein.borrow_and_update());
        let gebeurtenis = Event::default().data(&*stand).retry(Duration::from_millis(500));
        Some((Ok::<_, Infallible>(gebeurtenis), sein))
    });
    Sse::new(gebeurtenissen).keep_alive(KeepAlive::new().interval(Duration::from_secs(10))).into_response()
}

/// A page, with our script at its end.
fn pagina(status: StatusCode, html: &[u8], versie: &str) -> Response {
    let script = format!("<script src=\"/{EIGEN}/voorbeeld.js\" data-versie=\"{versie}\" defer></script>");
    let eind = b"</body>";
    let plek = html.windows(eind.len()).rposition(|deel| deel == eind).unwrap_or(html.len());
    let mut uit = Vec::with_capacity(html.len() + script.len());
    uit.extend_from_slice(&html[..plek]);
    uit.extend_from_slice(script.as_bytes());
    uit.extend_from_slice(&html[plek..]);
    bytes(status, "text/html; charset=utf-8", uit)
}

/// A page of our own, without the theme.
fn eigen_pagina(status: StatusCode, titel: &str, klasse: &str, inhoud: &str, versie: &str) -> Response {
    let html = format!(
        "<!DOCTYPE html>\n<html lang=\"nl\" class=\"steunwijzer\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{titel}</title>\
         <meta name=\"color-scheme\" content=\"light dark\">\
         <link rel=\"icon\" href=\"data:,\"><link rel=\"stylesheet\" href=\"/{EIGEN}/voorbeeld.css\"></head>\
         <body class=\"{klasse}\">{inhoud}</body></html>\n",
        titel = ontsnap(titel),
    );
    pagina(status, html.as_bytes(), versie)
}

fn melding(status: StatusCode, titel: &str, tekst: &str, versie: &str) -> Response {
    let inhoud = format!("<main><h1>{}</h1><p>{}</p></main>", ontsnap(titel), ontsnap(tekst));
    eigen_pagina(status, titel, "steunwijzer-melding", &inhoud, versie)
}

/// A page around a PDF.
fn omlijst(pad: &str, versie: &str) -> Response {
    let naam = ontsnap(pad);
    let inhoud =
        format!("<main><h1>{naam}</h1><iframe src=\"/{naam}?versie={versie}\" title=\"{naam}\"></iframe></main>");
    eigen_pagina(StatusCode::OK, pad, "pdf", &inhoud, versie)
}

fn tekst(status: StatusCode, tekst: &str) -> Response {
    bytes(status, "text/plain; charset=utf-8", tekst.into())
}

fn bytes(status: StatusCode, soort: &'static str, inhoud: Vec<u8>) -> Response {
    (status, [(header::CONTENT_TYPE, HeaderValue::from_static(soort))], Body::from(inhoud)).into_response()
}

/// The type of a file, by the end of its name.
fn soort(pad: &str) -> &'static str {
    match pad.rsplit_once('.').map(|(_, eind)| eind.to_ascii_lowercase()).as_deref() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("csv") => "text/csv; charset=utf-8",
        Some("txt") => "text/plain; charset=utf-8",
        Some("xml") => "application/xml",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("webp") => "image/webp",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("ttf") => "font/ttf",
        Some("otf") => "font/otf",
        Some("pdf") => "application/pdf",
        Some("xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Some("docx") => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Some("odt") => "application/vnd.oasis.opendocument.text",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod toetsen {
    use super::soort;

    #[test]
    fn het_soort_volgt_uit_de_naam() {
        assert_eq!(soort("a/B.PDF"), "application/pdf");
        assert_eq!(soort("zoek/pagefind"), "application/octet-stream");
    }
}
