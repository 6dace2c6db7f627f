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

use crate::build::Artifact;
use crate::melding::Melding;
use crate::pages::File;
use crate::text::html::escape;

use super::ServeEvent;
use super::access::{is_for_us, parse_path};
use super::round::{Round, is_of_search_index};
use super::screen::ScreenState;

/// Folder of our own files; no output has it.
const OWN: &str = "__steunwijzer";
const SCRIPT: &str = include_str!("web/preview.js");
const STYLE: &str = include_str!("web/preview.css");

/// What pages may do: what a website may (see README), and show PDFs of their own.
const CSP: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
                   font-src 'self'; connect-src 'self'; frame-src 'self'; object-src 'self'; form-action 'self'; \
                   base-uri 'none'; frame-ancestors 'self'";

/// What is shown now, shared by all requests.
pub(super) struct ServerState {
    port: u16,
    /// When the program started, in microseconds since 1970: tells its versions from those of an earlier run.
    start: u128,
    now: RwLock<Current>,
    /// The state as the browser is told of it, in JSON.
    signal: watch::Sender<Arc<str>>,
    events: UnboundedSender<ServeEvent>,
    /// The page that was asked for last, which a browser will most likely load again first.
    last: Mutex<Option<String>>,
    /// The last good version of every page that was shown.
    saved: Mutex<BTreeMap<String, Arc<[u8]>>>,
}

/// The version that is shown.
#[derive(Default)]
struct Current {
    number: u64,
    round: Option<Arc<Round>>,
    /// The last earlier version whose search index was asked for.
    searched: Option<Arc<Round>>,
    /// Errors in the content as it was read last.
    errors: Vec<Melding>,
    /// Problems that only came up when a file was made, by its path.
    of_files: BTreeMap<String, Vec<Melding>>,
}

impl ServerState {
    pub(super) fn new(port: u16, events: UnboundedSender<ServeEvent>) -> Self {
        let start = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_micros());
        let state = Self {
            port,
            start,
            now: RwLock::default(),
            signal: watch::Sender::new(Arc::from("")),
            events,
            last: Mutex::default(),
            saved: Mutex::default(),
        };
        state.update(|_| ());
        state
    }

    /// Shows a new version from now on, and only then tells the browsers.
    pub(super) fn show(&self, round: Round) {
        if let Some(path) = self.last.lock().unwrap_or_else(PoisonError::into_inner).clone() {
            round.prefetch(path);
        }
        self.update(|now| {
            now.number += 1;
            let previous = now.round.replace(Arc::new(round));
            if let Some(previous) = previous.filter(|previous| previous.is_searched()) {
                now.searched = Some(previous);
            }
            now.errors.clear();
            now.of_files.clear();
        });
    }

    /// The content has errors now: the last good version stays, with the errors above it.
    pub(super) fn show_errors(&self, errors: Vec<Melding>) {
        self.update(|now| now.errors = errors);
    }

    fn update(&self, change: impl FnOnce(&mut Current)) {
        let mut now = self.now.write().unwrap_or_else(PoisonError::into_inner);
        change(&mut now);
        let version = self.version(now.number);
        let meldingen = now.errors.iter().chain(now.of_files.values().flatten());
        let json = serde_json::to_string(&ScreenState::new(&version, meldingen)).unwrap_or_default();
        // Sent under the lock, so that the last message is that of the last change.
        self.signal.send_replace(json.into());
    }

    fn version(&self, number: u64) -> String {
        format!("{}-{number}", self.start)
    }

    fn now(&self) -> (u64, Option<Arc<Round>>) {
        let now = self.now.read().unwrap_or_else(PoisonError::into_inner);
        (now.number, now.round.clone())
    }

    /// The earlier version to ask for a file of the search index that this one does not have: a browser reads an index
    /// in steps, and names of its files are hashes of what they hold.
    fn searched(&self, path: &str) -> Option<Arc<Round>> {
        let now = self.now.read().unwrap_or_else(PoisonError::into_inner);
        now.searched.clone().filter(|_| is_of_search_index(path))
    }

    fn saved(&self) -> MutexGuard<'_, BTreeMap<String, Arc<[u8]>>> {
        self.saved.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells of the problems that came up when a file was made: once per file and version.
    fn report(&self, number: u64, path: &str, meldingen: Vec<Melding>) {
        if meldingen.is_empty() {
            return;
        }
        let mut new = false;
        self.update(|now| {
            new = now.number == number && !now.of_files.contains_key(path);
            if new {
                now.of_files.insert(path.to_owned(), meldingen.clone());
            }
        });
        if new {
            let _ = self.events.send(ServeEvent::File { path: path.to_owned(), meldingen });
        }
    }
}

/// Answers until the listener fails.
pub(super) async fn serve(listener: tokio::net::TcpListener, state: Arc<ServerState>) -> io::Result<()> {
    axum::serve(listener, Router::new().fallback(respond).with_state(state)).await
}

async fn respond(State(state): State<Arc<ServerState>>, request: Request) -> Response {
    let (headers, address) = (request.headers(), request.uri());
    let mut response = if !is_for_us(headers, address, state.port) {
        let message = format!("Dit voorbeeld is alleen te zien op http://127.0.0.1:{}/\n", state.port);
        text(StatusCode::FORBIDDEN, &message)
    } else if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let mut response = text(StatusCode::METHOD_NOT_ALLOWED, "Hier is alleen iets te bekijken.\n");
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        response
    } else {
        match parse_path(address.path()) {
            None => text(StatusCode::BAD_REQUEST, "Dit adres kan niet.\n"),
            Some(path) => give(&state, &path, address, headers).await,
        }
    };
    let response_headers = response.headers_mut();
    let is_pdf = response_headers.get(header::CONTENT_TYPE).is_some_and(|media| media == "application/pdf");
    // A browser's viewer of PDFs is a page too, and does not work under our policy.
    if !is_pdf {
        response_headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(CSP));
    }
    response_headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response_headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response_headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response_headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    response
}

async fn give(state: &ServerState, path: &str, address: &Uri, headers: &HeaderMap) -> Response {
    match path.strip_prefix(OWN) {
        Some("/stroom") => return event_stream(state),
        Some("/voorbeeld.js") => return bytes(StatusCode::OK, "text/javascript; charset=utf-8", SCRIPT.into()),
        Some("/voorbeeld.css") => return bytes(StatusCode::OK, "text/css; charset=utf-8", STYLE.into()),
        _ => {}
    }
    let whole = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    let (number, round) = state.now();
    let version = state.version(number);
    let Some(round) = round else {
        let text = "Er is nog geen goede versie om te laten zien. Verbeter wat hier staat; deze pagina gaat dan \
                     vanzelf verder.";
        return message_page(StatusCode::SERVICE_UNAVAILABLE, "Nog geen voorbeeld", text, &version);
    };
    // A PDF of ours that is opened by itself gets a page around it, which loads it again after a change.
    let opened = headers.get("sec-fetch-dest").is_some_and(|target| target == "document");
    if whole.ends_with(".pdf") && opened && File::own(&whole).is_none() {
        return frame_page(&whole, &version);
    }
    let mut artifact = round.make(&whole).await;
    if let (Artifact::Unknown, Some(previous)) = (&artifact, state.searched(&whole)) {
        artifact = previous.make(&whole).await;
    }
    match artifact {
        Artifact::Done(content, meldingen) => {
            state.report(number, &whole, meldingen);
            if whole.ends_with(".html") {
                *state.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(whole.clone());
                state.saved().insert(whole, Arc::clone(&content));
                return page(StatusCode::OK, &content, &version);
            }
            bytes(StatusCode::OK, media_type(&whole), content.to_vec())
        }
        Artifact::PageError(meldingen) => {
            state.report(number, &whole, meldingen);
            let previous = state.saved().get(&whole).cloned();
            match previous {
                Some(previous) => page(StatusCode::OK, &previous, &version),
                None => {
                    let text = "Deze pagina of PDF kan niet gemaakt worden. Verbeter wat hier staat, of kijk in de \
                                 terminal.";
                    message_page(StatusCode::INTERNAL_SERVER_ERROR, "Dit kan nog niet", text, &version)
                }
            }
        }
        Artifact::Broken(reason) => message_page(StatusCode::INTERNAL_SERVER_ERROR, "Dit lukt niet", &reason, &version),
        Artifact::Unknown => unknown(&round, path, address, &version).await,
    }
}

/// The address of a folder without its slash redirects to the one with it; anything else gets the site's own page.
async fn unknown(round: &Round, path: &str, address: &Uri, version: &str) -> Response {
    if !path.is_empty()
        && !path.ends_with('/')
        && matches!(round.make(&format!("{path}/index.html")).await, Artifact::Done(..))
    {
        let query = address.query().map(|query| format!("?{query}")).unwrap_or_default();
        if let Ok(to) = HeaderValue::from_str(&format!("{}/{query}", address.path())) {
            return (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, to)]).into_response();
        }
    }
    match round.make("404.html").await {
        Artifact::Done(content, _) => page(StatusCode::NOT_FOUND, &content, version),
        _ => message_page(StatusCode::NOT_FOUND, "Deze pagina is er niet", "Deze pagina is er niet (meer).", version),
    }
}

/// The state of the preview, now and after every change, as a stream of events.
fn event_stream(state: &ServerState) -> Response {
    let mut signal = state.signal.subscribe();
    signal.mark_changed();
    let events = stream::unfold(signal, |mut signal| async move {
        signal.changed().await.ok()?;
        let state = Arc::clone(&signal.borrow_and_update());
        let event = Event::default().data(&*state).retry(Duration::from_millis(500));
        Some((Ok::<_, Infallible>(event), signal))
    });
    Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(10))).into_response()
}

/// A page, with our script at the end of its body.
fn page(status: StatusCode, html: &[u8], version: &str) -> Response {
    let script = format!("<script src=\"/{OWN}/voorbeeld.js\" data-version=\"{version}\" defer></script>");
    let end = b"</body>";
    let at = html.windows(end.len()).rposition(|part| part == end).unwrap_or(html.len());
    let mut out = Vec::with_capacity(html.len() + script.len());
    out.extend_from_slice(&html[..at]);
    out.extend_from_slice(script.as_bytes());
    out.extend_from_slice(&html[at..]);
    bytes(status, "text/html; charset=utf-8", out)
}

/// A page of our own, without the theme.
fn own_page(status: StatusCode, title: &str, class: &str, content: &str, version: &str) -> Response {
    let html = format!(
        "<!DOCTYPE html>\n<html lang=\"nl\" class=\"steunwijzer\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title}</title>\
         <meta name=\"color-scheme\" content=\"light dark\">\
         <link rel=\"icon\" href=\"data:,\"><link rel=\"stylesheet\" href=\"/{OWN}/voorbeeld.css\"></head>\
         <body class=\"{class}\">{content}</body></html>\n",
        title = escape(title),
    );
    page(status, html.as_bytes(), version)
}

fn message_page(status: StatusCode, title: &str, text: &str, version: &str) -> Response {
    let content = format!("<main><h1>{}</h1><p>{}</p></main>", escape(title), escape(text));
    own_page(status, title, "steunwijzer-melding", &content, version)
}

/// A page around a PDF.
fn frame_page(path: &str, version: &str) -> Response {
    let name = escape(path);
    let content =
        format!("<main><h1>{name}</h1><iframe src=\"/{name}?versie={version}\" title=\"{name}\"></iframe></main>");
    own_page(StatusCode::OK, path, "pdf", &content, version)
}

fn text(status: StatusCode, text: &str) -> Response {
    bytes(status, "text/plain; charset=utf-8", text.into())
}

fn bytes(status: StatusCode, media: &'static str, content: Vec<u8>) -> Response {
    (status, [(header::CONTENT_TYPE, HeaderValue::from_static(media))], Body::from(content)).into_response()
}

/// The media type of a file, by the ending of its name.
fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase()).as_deref() {
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
mod tests {
    use super::media_type;

    #[test]
    fn the_kind_follows_from_the_name() {
        assert_eq!(media_type("a/B.PDF"), "application/pdf");
        assert_eq!(media_type("zoek/pagefind"), "application/octet-stream");
    }
}
