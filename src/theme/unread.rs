//! Files in the folder of a theme that nothing reads. Whoever put one there thinks that pages or PDFs look like it.
//!
//! A template is read when the built-in theme has one of that name, or when a template that is read names it or uses one of
//! its components. Static files are all copied; one that looks like another, and that nothing names, is told as well.

use std::collections::{BTreeMap, BTreeSet};

use crate::files::Files;
use crate::files::filenames::{copied_from, is_of_a_system};
use crate::load::unread::{is_about_the_folder, shown};
use crate::melding::{Code, Melding, Meldingen, nearest_name};
use crate::model::huisstijl::Huisstijl;

use super::{DEFAULT_NAME, Layer, SITE_NAME, Theme, default_files, scripts, styles};

/// Folders below a theme are looked into so deep.
const DEEPEST: usize = 8;
/// More files of one theme are counted.
const NAMED_AT_MOST: usize = 20;
/// The folders of a theme, with what belongs there.
const FOLDERS: [(&str, &str); 5] = [
    ("web", "sjablonen van bladzijden"),
    ("pdf", "sjablonen, stijl en letters van PDF's"),
    ("static", "stijl en beelden"),
    ("texts", "zinnen en woorden"),
    ("letters", "letters die de huisstijl noemt"),
];
/// Endings of sources and left-overs that no browser uses.
const NO_STATIC: [&str; 11] =
    [".scss", ".sass", ".less", ".bak", ".orig", ".old", ".typ", ".yaml", ".psd", ".ttf.txt", ".html.txt"];

/// Reports the files of the layers of a theme, but for those of the built-in one, that nothing reads.
pub(super) fn report(theme: &Theme, layers: &[Layer], house: &Huisstijl, messages: &mut Meldingen) {
    let known = default_files();
    let joined: Vec<String> = styles::names().chain(scripts::names()).map(|name| format!("static/{name}")).collect();
    let known: BTreeSet<&str> = known.keys().chain(&joined).map(String::as_str).collect();
    let used = Used::of(theme, &known);
    for layer in layers.iter().filter(|layer| layer.name != DEFAULT_NAME) {
        let of_site = house.files().filter(|_| layer.name == SITE_NAME);
        let named: BTreeSet<&str> =
            layer.manifest.style.files().chain(of_site).map(|word| word.text.as_str()).collect();
        let mut found = Vec::new();
        look(&layer.files, "", DEEPEST, &named, &mut found);
        let look = Look { layer, named: &named, known: &known, used: &used, theme };
        let told: Vec<Melding> = found.iter().filter_map(|path| look.message(path)).collect();
        let more = told.len().saturating_sub(NAMED_AT_MOST);
        told.into_iter().take(NAMED_AT_MOST).for_each(|message| messages.push(message));
        if more > 0 {
            let folder = layer.files.show("").trim_end_matches('/').to_owned();
            let said = format!("nog {more} bestanden van dit thema worden niet gelezen");
            messages
                .push(Melding::at_path(Code::FileNotRead, folder, said).hint("haal weg wat niet bij het thema hoort"));
        }
    }
}

/// The paths of all files, also of those that programs leave behind; of a folder that no theme has only the folder, with `/`
/// behind it.
fn look(folder: &Files, before: &str, depth: usize, named: &BTreeSet<&str>, out: &mut Vec<String>) {
    let content = folder.content(&mut Meldingen::new());
    let files = content.files.iter().chain(&content.hidden).chain(&content.left_out);
    out.extend(files.map(|name| format!("{before}{name}")));
    for name in &content.dirs {
        let below = format!("{name}/");
        let is_of_a_theme =
            FOLDERS.iter().any(|(folder, _)| folder == name) || named.iter().any(|path| path.starts_with(&below));
        if before.is_empty() && !is_of_a_theme {
            out.push(format!("{name}/"));
        } else if depth > 0 {
            look(&folder.below(name), &format!("{before}{name}/"), depth - 1, named, out);
        }
    }
}

/// What the templates and styles of all layers name.
struct Used {
    /// Paths of templates, with their medium: `web/base.html`.
    templates: BTreeSet<String>,
    /// All that is written in templates, styles and scripts.
    texts: String,
}

impl Used {
    fn of(theme: &Theme, known: &BTreeSet<&str>) -> Self {
        // By path, whatever the layer: of two with one path the upper one may name the lower one.
        let mut open: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (name, source) in &theme.definitions {
            let path = name.split_once('/').map_or(name.as_str(), |(_, path)| path);
            open.entry(path).or_default().push(source.text());
        }
        let mut templates = BTreeSet::new();
        let mut texts = String::new();
        loop {
            let now: Vec<&str> = open
                .iter()
                .filter(|(path, sources)| known.contains(*path) || is_named(path, sources, &texts))
                .map(|(path, _)| *path)
                .collect();
            if now.is_empty() {
                break;
            }
            for path in now {
                templates.insert(path.to_owned());
                open.remove(path).unwrap_or_default().into_iter().for_each(|text| texts.push_str(text));
            }
        }
        theme.typst.values().for_each(|source| texts.push_str(source.text()));
        for bytes in theme.fixed.iter().filter(|(path, _)| is_text(path)).map(|(_, bytes)| bytes) {
            texts.push_str(&String::from_utf8_lossy(bytes));
        }
        Self { templates, texts }
    }
}

/// Whether a template is included, extended or used for one of its components.
fn is_named(path: &str, sources: &[&str], texts: &str) -> bool {
    let name = path.split_once('/').map_or(path, |(_, name)| name);
    let component = |text: &str| {
        text.split("component ").skip(1).any(|rest| {
            let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
            end > 0 && texts.contains(&format!("<{}", &rest[..end]))
        })
    };
    quotes(texts, name) || sources.iter().any(|text| component(text))
}

/// Whether a name stands between quotes.
fn quotes(texts: &str, name: &str) -> bool {
    texts.contains(&format!("\"{name}\""))
        || texts.contains(&format!("'{name}'"))
        || texts.contains(&format!("\"/{name}\""))
}

fn is_text(path: &str) -> bool {
    [".css", ".js", ".mjs", ".json", ".svg", ".html", ".webmanifest", ".xml"].iter().any(|end| path.ends_with(end))
}

struct Look<'a> {
    layer: &'a Layer,
    /// Files that the house style names.
    named: &'a BTreeSet<&'a str>,
    known: &'a BTreeSet<&'a str>,
    used: &'a Used,
    theme: &'a Theme,
}

impl Look<'_> {
    fn message(&self, path: &str) -> Option<Melding> {
        let name = path.rsplit('/').next().unwrap_or(path);
        if self.is_read(path, name) || is_about_the_folder(name) || is_of_a_system(name) {
            return None;
        }
        let said = match path.strip_suffix('/') {
            Some(folder) => format!("de map {} wordt niet gelezen", shown(folder)),
            None if self.is_part(path) => {
                format!(
                    "{} komt achter de andere delen van de stijl, in plaats van één ervan te vervangen",
                    shown(name)
                )
            }
            None if self.is_copied(path) => format!("{} wordt wel gekopieerd, maar nergens gebruikt", shown(name)),
            None => format!("{} wordt niet gelezen", shown(name)),
        };
        let place = self.layer.files.show(path.trim_end_matches('/'));
        Some(Melding::at_path(Code::FileNotRead, place, said).hint(self.hint(path, name)))
    }

    fn is_part(&self, path: &str) -> bool {
        path.strip_prefix("static/").is_some_and(|path| path.ends_with(".css") && self.theme.parts.contains(path))
    }

    fn is_copied(&self, path: &str) -> bool {
        path.strip_prefix("static/").is_some_and(|path| self.theme.fixed.contains_key(path))
    }

    fn is_read(&self, path: &str, name: &str) -> bool {
        if path == "thema.yaml"
            || path == styles::OWN
            || self.named.contains(path)
            || self.known.contains(path)
            || self.used.templates.contains(path)
        {
            return true;
        }
        match path.split_once('/') {
            Some(("static", rest)) => {
                let looks_alike = NO_STATIC.iter().any(|end| name.to_lowercase().ends_with(end))
                    || self.original(path, name).is_some()
                    || nearest_name(rest, self.known_in("static")).is_some();
                let is_there = self.theme.fixed.contains_key(rest) || self.theme.parts.contains(rest);
                is_there && (!looks_alike || self.used.texts.contains(name))
            }
            Some(("pdf", rest)) if rest.ends_with(".typ") => quotes(&self.used.texts, rest),
            Some(("pdf", rest)) => rest.ends_with(".ttf") || rest.ends_with(".otf"),
            _ => false,
        }
    }

    fn known_in(&self, folder: &str) -> impl Iterator<Item = &str> + Clone {
        let begin = format!("{folder}/");
        self.known.iter().filter_map(move |path| path.strip_prefix(begin.as_str())).collect::<Vec<_>>().into_iter()
    }

    /// The file that this one looks like a copy of.
    fn original(&self, path: &str, name: &str) -> Option<String> {
        let folder = path.strip_suffix(name).unwrap_or_default();
        let here = |known: &&str| known.strip_prefix(folder).filter(|rest| !rest.contains('/')).map(str::to_owned);
        let names: Vec<String> = self.known.iter().filter_map(here).collect();
        copied_from(name, names.iter().map(String::as_str)).map(str::to_owned)
    }

    fn hint(&self, path: &str, name: &str) -> String {
        if let Some(folder) = path.strip_suffix('/') {
            return match nearest_name(folder, FOLDERS.iter().map(|(folder, _)| *folder)) {
                Some(near) => format!("bedoelde u `{near}`?"),
                None => {
                    let all: Vec<String> =
                        FOLDERS.iter().map(|(folder, what)| format!("{what} in `{folder}/`")).collect();
                    format!("een thema heeft {}", crate::text::sentences::join_and(&all))
                }
            };
        }
        if let Some(original) = self.original(path, name) {
            return format!(
                "dit lijkt een kopie van {}; zet wat u wilt houden daarin, en haal de kopie weg",
                shown(&original)
            );
        }
        // `base.html.bak`, `base.html.txt`: the name without what came behind it.
        let bare = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let at = |name: &str| self.known.iter().find(|known| known.rsplit('/').next() == Some(name));
        if let Some(known) = at(name) {
            return format!("zet het op de plaats waar het thema het zoekt: {}", shown(known));
        }
        if let Some(known) = at(bare) {
            return format!("noem het {} als het mee moet, of haal het weg", shown(known));
        }
        let (folder, rest) = path.split_once('/').unwrap_or(("", path));
        if let Some(near) = nearest_name(rest, self.known_in(folder)) {
            return format!("bedoelde u `{folder}/{near}`?");
        }
        let lower = name.to_lowercase();
        let ends = |ends: &[&str]| ends.iter().any(|end| lower.ends_with(end));
        match folder {
            "static" if name.starts_with('.') => {
                "een bestand met een punt aan het begin gaat niet mee; zet het zelf in de map \
                                                  van de website: een build laat het daar staan"
                    .to_owned()
            }
            "web" if ends(&[".html"]) => format!(
                "geen sjabloon noemt het; gebruik het met `{{% include \"{rest}\" %}}`, of haal het weg (de namen van sjablonen \
                 toont: steunwijzer theme list)"
            ),
            "pdf" if ends(&[".ttf", ".otf"]) => format!("schrijf het einde in kleine letters: {}", shown(&lower)),
            "pdf" if ends(&[".woff", ".woff2"]) => {
                "letters van PDF's zijn `.ttf` of `.otf`; letters van bladzijden staan in `static/`".to_owned()
            }
            "pdf" if ends(&[".typ"]) => {
                format!("geen stijl noemt het; gebruik het met `#import \"{rest}\"`, of haal het weg")
            }
            "letters" => "noem het bij `lettertype` in `thema.yaml`, of haal het weg".to_owned(),
            _ if ends(&[".scss", ".sass", ".less"]) => "maak er css van, en zet dat in `static/`".to_owned(),
            _ if ends(&[".html"]) => "een sjabloon staat in `web/`".to_owned(),
            _ if ends(&[".typ", ".ttf", ".otf"]) => "wat van PDF's is, staat in `pdf/`".to_owned(),
            _ if ends(&[".css", ".js", ".svg", ".png", ".jpg", ".jpeg", ".webp", ".woff", ".woff2", ".ico"]) => {
                "stijl, scripts en beelden staan in `static/`".to_owned()
            }
            _ => "haal het weg uit de map van het thema".to_owned(),
        }
    }
}
