//! Themes: templates for pages and PDFs, static files, and tokens, in layers.
//!
//! Of the layers, the first that has a file wins: the site's own folder `thema/`, the chosen theme, its
//! parents, the built-in theme `standaard`. The built-in theme is the folder that users see too.

#[cfg(test)]
mod contract;
mod letters;
mod manifest;
mod palette;
mod pictures;
mod scripts;
mod styles;
mod texts;
mod tokens;
mod unread;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use include_dir::{Dir, include_dir};
use tera::{Context, ErrorKind, Kwargs, State, Tera, Value};

use crate::files::read_log::ReadLog;
use crate::files::{Files, MAX_PICTURE};
use crate::melding::{Code, Melding, Meldingen};
use crate::model::Spanned;
use crate::model::formaat::Soort;
use crate::model::huisstijl::Huisstijl;
use crate::reading::did_you_mean;
use crate::source::{Source, Span};
use crate::text::{html, typst};
use crate::texts::{self as sentences, Texts};

pub use tokens::Tokens;

static DEFAULT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/standaard");
/// Themes beside the built-in one, which are in the program too, by name.
static SHIPPED: [(&str, Dir<'static>); 1] = [("minimaal", include_dir!("$CARGO_MANIFEST_DIR/themes/minimaal"))];
/// The name of the built-in theme.
pub const DEFAULT_NAME: &str = "standaard";
/// The folder of a site that holds its themes.
pub const FOLDER: &str = "themas";
/// Where a theme is looked for, in words.
pub const WHERE: &str =
    "een thema is `standaard` of `minimaal`, een map in `themas/` naast `site.yaml`, of het pad van een map";
const SITE_NAME: &str = "site";
/// Templates of whole PDFs; the other Typst files of a theme are its style.
const PDF_TEMPLATES: [&str; 4] = ["document.typ", "dekking.typ", "ouders.typ", "schoolgids.typ"];

/// A theme, read and checked.
pub struct Theme {
    web: Tera,
    pdf: Tera,
    definitions: BTreeMap<String, Arc<Source>>,
    /// The sentences.
    pub texts: Arc<Texts>,
    /// House style.
    pub tokens: Tokens,
    /// Files that go to `thema/` in the output, by path.
    pub fixed: BTreeMap<String, Vec<u8>>,
    /// Paths of the parts of styles and scripts, which go to the output in files that hold many of them.
    parts: BTreeSet<String>,
    /// The styles that stand in the last layer: of the theme, of the site.
    own_styles: Vec<Arc<Source>>,
    /// Typst files of the style, by name.
    pub typst: BTreeMap<String, Arc<Source>>,
    /// Fonts that the theme brings for PDFs.
    pub fonts: Vec<Vec<u8>>,
    /// Whether it remembers what templates asked for.
    pub(crate) watches: bool,
    /// What templates were rendered without: medium, template and the name it asked for in vain. A condition on such a name is
    /// silently false.
    pub(crate) not_given: std::sync::Mutex<std::collections::BTreeSet<(&'static str, String, String)>>,
    /// The templates that were rendered.
    pub(crate) rendered: std::sync::Mutex<std::collections::BTreeSet<(&'static str, String)>>,
    /// What templates were given.
    #[cfg(test)]
    given: std::sync::Mutex<contract::AllGiven>,
    /// What templates of pages and of PDFs ask for.
    #[cfg(test)]
    asked: (std::sync::OnceLock<BTreeSet<String>>, std::sync::OnceLock<BTreeSet<String>>),
}

/// For which medium a template is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ThemeMedium {
    /// Pages.
    Web,
    /// PDFs.
    Pdf,
}

impl Theme {
    /// Reads the theme that was asked for: the name of a folder in `themas/` of the site, the path of a
    /// folder, or `standaard`. None if it cannot be used; the reasons are reported.
    ///
    /// `house` is what `site.yaml` says itself: it stands above all that themes say, and its files are in `thema/` of the site.
    pub fn read(
        site: &Path,
        requested: Option<&Spanned>,
        house: &Huisstijl,
        meldingen: &mut Meldingen,
    ) -> Option<Self> {
        Self::read_with(site, requested, house, &ReadLog::none(), meldingen)
    }

    /// Reads a theme as [`Theme::read`] does; `read_log` remembers what was read and looked for.
    pub fn read_with(
        site: &Path,
        requested: Option<&Spanned>,
        house: &Huisstijl,
        read_log: &ReadLog,
        meldingen: &mut Meldingen,
    ) -> Option<Self> {
        let layers = layers(site, requested, read_log, meldingen)?;
        let mut theme = Self {
            web: tera(&layers, "web"),
            pdf: tera(&layers, "pdf"),
            definitions: BTreeMap::new(),
            texts: Arc::default(),
            tokens: Tokens::default(),
            fixed: BTreeMap::new(),
            parts: BTreeSet::new(),
            own_styles: Vec::new(),
            typst: BTreeMap::new(),
            fonts: Vec::new(),
            watches: cfg!(test),
            not_given: Default::default(),
            rendered: Default::default(),
            #[cfg(test)]
            given: Default::default(),
            #[cfg(test)]
            asked: Default::default(),
        };
        // Tera's own escape, and its filter, let control characters through.
        theme.web.set_escape_fn(|text, out| out.write_all(html::escape(text).as_bytes()));
        let escape = |text: &str, _: Kwargs, _: &State| Value::safe_string(&html::escape(text));
        theme.web.register_filter("escape_html", escape);
        theme.pdf.autoescape_on([".typ"]);
        theme.pdf.set_escape_fn(|text, out| out.write_all(typst::text(text).as_bytes()));
        theme.pdf.register_filter("code", |text: &str, _: Kwargs, _: &State| Value::safe_string(&typst::code(text)));
        let (mut web, mut pdf) = (Vec::new(), Vec::new());
        // From the bottom up, because higher layers override lower ones.
        for layer in layers.iter().rev() {
            theme.tokens.extend(&layer.manifest.style, &layer.files, meldingen);
            theme.read_layer(layer, &mut web, &mut pdf, meldingen);
        }
        theme.texts = Arc::new(read_texts(&layers, meldingen));
        for source in theme.definitions.values() {
            texts::check(source, &theme.texts, meldingen);
        }
        texts::register(&mut theme.web, Arc::clone(&theme.texts), ThemeMedium::Web);
        texts::register(&mut theme.pdf, Arc::clone(&theme.texts), ThemeMedium::Pdf);
        let own = layers.iter().find(|layer| layer.name == SITE_NAME).map(|layer| layer.files.clone());
        if own.is_none()
            && let Some(word) = house.files().next()
        {
            let message = format!("`{}` is er niet: naast `site.yaml` is geen map `thema`", word.text);
            let hint = "maak die map, en zet daarin de bestanden die `huisstijl` noemt";
            meldingen.push(Melding::at(Code::FileMissing, &word.span, message).hint(hint));
            return None;
        }
        theme.tokens.extend(house, &own.unwrap_or_else(Files::empty), meldingen);
        theme.tokens.check(meldingen);
        theme.fonts.extend(theme.tokens.font_bytes());
        theme.fixed.extend(theme.tokens.files());
        theme.parts = styles::join(&mut theme.fixed, &theme.tokens.css());
        theme.parts.extend(scripts::join(&mut theme.fixed, &|path| shown_path(&layers, path), meldingen));
        if let Some(css) = styles::own(&theme.own_styles, meldingen) {
            theme.fixed.insert(styles::OWN.to_owned(), css.into_bytes());
        }
        for (medium, templates) in [(ThemeMedium::Web, web), (ThemeMedium::Pdf, pdf)] {
            let tera = if medium == ThemeMedium::Web { &mut theme.web } else { &mut theme.pdf };
            if let Err(err) = tera.add_raw_templates(templates) {
                let melding = theme.melding(&err);
                meldingen.push(melding);
                return None;
            }
        }
        unread::report(&theme, &layers, house, meldingen);
        Some(theme)
    }

    fn read_layer(
        &mut self,
        layer: &Layer,
        web: &mut Vec<(String, String)>,
        pdf: &mut Vec<(String, String)>,
        meldingen: &mut Meldingen,
    ) {
        for path in paths(&layer.files.below("web"), meldingen) {
            self.template(layer, "web", &path, web, meldingen);
        }
        for path in paths(&layer.files.below("pdf"), meldingen) {
            let template = PDF_TEMPLATES.contains(&path.as_str()) || path.starts_with("secties/");
            if template {
                self.template(layer, "pdf", &path, pdf, meldingen);
            } else if path.ends_with(".typ") {
                if let Some(source) = layer.files.read_text(&format!("pdf/{path}"), None, meldingen) {
                    self.typst.insert(path, source);
                }
            } else if [".ttf", ".otf"].iter().any(|s| path.ends_with(s)) {
                let name = format!("pdf/{path}");
                match layer.files.read(&name, MAX_PICTURE) {
                    Ok(bytes) => self.fonts.push(bytes),
                    Err(err) => meldingen.push(layer.files.melding(&name, &err, None)),
                }
            }
        }
        if layer.files.content(&mut Meldingen::new()).files.iter().any(|name| name == styles::OWN) {
            self.own_styles.extend(layer.files.read_text(styles::OWN, None, meldingen));
        }
        for path in paths(&layer.files.below("static"), meldingen) {
            let name = format!("static/{path}");
            if path == styles::OWN {
                self.own_styles.extend(layer.files.read_text(&name, None, meldingen));
                continue;
            }
            match layer.files.read(&name, MAX_PICTURE) {
                Ok(bytes) => drop(self.fixed.insert(path, bytes)),
                Err(err) => meldingen.push(layer.files.melding(&name, &err, None)),
            }
        }
    }

    fn template(
        &mut self,
        layer: &Layer,
        medium: &str,
        path: &str,
        out: &mut Vec<(String, String)>,
        meldingen: &mut Meldingen,
    ) {
        let name = format!("{}/{medium}/{path}", layer.name);
        if let Some(source) = layer.files.read_text(&format!("{medium}/{path}"), None, meldingen) {
            out.push((name.clone(), source.text().to_owned()));
            self.definitions.insert(name, source);
        }
    }

    /// Renders a template.
    ///
    /// # Errors
    /// A message that points into the template.
    pub fn render(&self, medium: ThemeMedium, template: &str, context: &Context) -> Result<String, Box<Melding>> {
        let tera = if medium == ThemeMedium::Web { &self.web } else { &self.pdf };
        if self.watches {
            self.note_names(medium, template, context);
        }
        tera.render(template, context).map_err(|err| Box::new(self.melding(&err)))
    }

    /// The templates of pages and sections; the others are parts of these.
    #[cfg(test)]
    pub(crate) fn page_templates(&self) -> impl Iterator<Item = String> {
        let parts = ["base.html", "components.html", "charts.html"];
        let whole = move |name: &&str| !name.contains('/') && !parts.contains(name) || name.starts_with("secties/");
        let names = self.web.get_template_names().filter_map(|name| Some(name.split_once("/web/")?.1));
        names.filter(whole).map(str::to_owned)
    }

    /// Remembers what a template asks for and is not given.
    fn note_names(&self, medium: ThemeMedium, template: &str, context: &Context) {
        let (name, tera) = match medium {
            ThemeMedium::Web => ("web", &self.web),
            ThemeMedium::Pdf => ("pdf", &self.pdf),
        };
        let Ok(names) = tera.get_template_variables(template) else { return };
        let missing = names.into_iter().filter(|asked| !context.contains_key(asked));
        if let (Ok(mut not_given), Ok(mut rendered)) = (self.not_given.lock(), self.rendered.lock()) {
            not_given.extend(missing.map(|asked| (name, template.to_owned(), asked.to_owned())));
            rendered.insert((name, template.to_owned()));
        }
        #[cfg(test)]
        self.note_given(name, template, context, self.all_asked(medium));
    }

    /// Reports the names that templates of the site or of a theme asked for and were not given.
    pub(crate) fn report_names(&self, meldingen: &mut Meldingen) {
        let not_given = self.not_given.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let names: BTreeSet<&str> = not_given.iter().map(|(_, _, name)| name.as_str()).collect();
        for (path, source) in self.definitions.iter().filter(|(path, _)| !path.starts_with(DEFAULT_NAME)) {
            for name in &names {
                let Some(at) = word_at(source.text(), name) else { continue };
                let span = Span::new(source, at, at + name.len());
                let template = path.split_once('/').map_or(path.as_str(), |(_, rest)| rest);
                let message =
                    format!("het sjabloon `{template}` vraagt naar `{name}`, en krijgt dat niet op elke plaats");
                let hint = "verbeter de naam; een voorwaarde op een naam die er niet is, is altijd onwaar";
                meldingen.push(Melding::at(Code::ThemaError, &span, message).hint(hint));
            }
        }
    }

    /// Renders the template of a kind of section.
    ///
    /// # Errors
    /// A message that points into the template.
    pub fn render_sectie(&self, medium: ThemeMedium, soort: Soort, context: &Context) -> Result<String, Box<Melding>> {
        let end = match medium {
            ThemeMedium::Web => "html",
            ThemeMedium::Pdf => "typ",
        };
        self.render(medium, &format!("secties/{}.{end}", soort.word()), context)
    }

    /// Whether a site or its theme has a style of its own, besides the parts.
    pub fn has_own_style(&self) -> bool {
        self.fixed.contains_key(styles::OWN)
    }

    /// Whether there is a template with this name.
    pub fn has(&self, medium: ThemeMedium, template: &str) -> bool {
        let tera = if medium == ThemeMedium::Web { &self.web } else { &self.pdf };
        tera.contains_template(template)
    }

    /// A template error at its line. Tera's own words are English; they come after Dutch ones.
    fn melding(&self, err: &tera::Error) -> Melding {
        let hint = "verbeter het sjabloon, of haal het weg om dat van het standaardthema te gebruiken";
        if let ErrorKind::SyntaxError(err) | ErrorKind::RenderingError(err) = err.kind() {
            let message = format!("sjabloon kan niet gebruikt worden ({})", err.message());
            if let Some(source) = self.definitions.get(err.filename()) {
                let range = &err.span().range;
                return Melding::at(Code::ThemaError, &Span::new(source, range.start, range.end), message).hint(hint);
            }
            return Melding::at_path(Code::ThemaError, err.filename(), message).hint(hint);
        }
        // Some errors are only available as formatted text: `error: ...`, with ` --> file:line:column` below it.
        let text = err.to_string();
        let first = text.lines().next().unwrap_or_default().trim_start_matches("error: ");
        let message = format!("sjabloon kan niet gebruikt worden ({first})");
        let arrow = text.lines().find_map(|line| line.trim_start().strip_prefix("--> "));
        let span = arrow.and_then(|arrow| {
            let mut parts = arrow.rsplitn(3, ':');
            let (column, line, path) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?);
            let source = self.definitions.get(path)?;
            let from = source.offset(line, column);
            Some(Span::new(source, from, from + 1))
        });
        match span {
            Some(span) => Melding::at(Code::ThemaError, &span, message),
            None => Melding::at_path(Code::ThemaError, "thema", message),
        }
        .hint(hint)
    }
}

/// The sentences of all layers, from the bottom up.
fn read_texts(layers: &[Layer], meldingen: &mut Meldingen) -> Texts {
    let mut texts = Texts::default();
    for layer in layers.iter().rev() {
        let folder = layer.files.below("texts");
        if folder.content(meldingen).files.iter().any(|name| name == "nl.yaml")
            && let Some(source) = layer.files.read_text(sentences::FILE, None, meldingen)
        {
            texts.add(&source, layer.name == DEFAULT_NAME, meldingen);
        }
    }
    texts
}

/// How the path of a static file is shown: that of the highest layer that has it.
fn shown_path(layers: &[Layer], path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let has = |layer: &&Layer| {
        let files = layer.files.below("static").below(folder);
        files.content(&mut Meldingen::new()).files.iter().any(|file| file == name)
    };
    let path = format!("static/{path}");
    layers.iter().find(has).map_or_else(|| path.clone(), |layer| layer.files.show(&path))
}

/// Where a word stands by itself.
fn word_at(text: &str, word: &str) -> Option<usize> {
    let part = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
    text.match_indices(word).map(|(at, _)| at).find(|at| {
        let (before, after) = (text.get(..*at).unwrap_or_default(), text.get(at + word.len()..).unwrap_or_default());
        !before.ends_with(part) && !after.starts_with(|c: char| c.is_alphanumeric() || c == '_')
    })
}

struct Layer {
    name: String,
    files: Files,
    manifest: manifest::Manifest,
}

fn tera(layers: &[Layer], medium: &str) -> Tera {
    let mut tera = Tera::new();
    let prefixes: Vec<String> = layers.iter().map(|l| format!("{}/{medium}/", l.name)).collect();
    // Fails only if templates were added before.
    let _ = tera.set_fallback_prefixes(prefixes);
    tera
}

/// The layers, highest first.
fn layers(
    site: &Path,
    requested: Option<&Spanned>,
    read_log: &ReadLog,
    meldingen: &mut Meldingen,
) -> Option<Vec<Layer>> {
    let mut layers = Vec::new();
    let own = site.join("thema");
    if read_log.is_dir(&own) {
        layers.extend(dir(&own, SITE_NAME, read_log, meldingen));
    }
    let mut next = requested.cloned().filter(|w| w.text != DEFAULT_NAME);
    while let Some(word) = next.take() {
        let paths = [site.join(FOLDER).join(&word.text), Path::new(&word.text).to_owned()];
        let Some(path) = paths.iter().find(|p| read_log.is_dir(p)) else {
            if let Some((name, folder)) = SHIPPED.iter().find(|(name, _)| *name == word.text) {
                let files = Files::builtin(folder, &format!("themes/{name}"));
                let manifest = manifest::read(&files, false, meldingen);
                next = manifest.parent.clone().filter(|w| w.text != DEFAULT_NAME);
                layers.push(Layer { name: (*name).to_owned(), files, manifest });
                continue;
            }
            // Only to suggest a name: what is wrong in that folder is reported when it is read as a theme.
            let beside = Files::disk(&site.join("themas"), "themas").map(|files| files.with_read_log(read_log));
            let mut themes = beside.map(|files| files.content(&mut Meldingen::new()).dirs).unwrap_or_default();
            themes.extend(names().map(str::to_owned));
            let known = themes.iter().map(String::as_str);
            meldingen.push(
                Melding::at(Code::ThemaError, &word.span, format!("er is geen thema `{}`", word.text))
                    .hint(format!("{}; {WHERE}", did_you_mean(&word.text, known))),
            );
            return None;
        };
        if layers.len() > 8 {
            let message = format!("thema `{}` heeft te veel ouders, of is zijn eigen ouder", word.text);
            meldingen.push(Melding::at(Code::ThemaError, &word.span, message).hint("haal `ouder` weg"));
            return None;
        }
        let name = format!("thema{}", layers.len());
        let layer = dir(path, &name, read_log, meldingen)?;
        next = layer.manifest.parent.clone().filter(|w| w.text != DEFAULT_NAME);
        layers.push(layer);
    }
    let files = Files::builtin(&DEFAULT, "themes/standaard");
    let manifest = manifest::read(&files, false, meldingen);
    layers.push(Layer { name: DEFAULT_NAME.to_owned(), files, manifest });
    Some(layers)
}

fn dir(path: &Path, name: &str, read_log: &ReadLog, meldingen: &mut Meldingen) -> Option<Layer> {
    let display = path.to_string_lossy().replace('\\', "/");
    match Files::disk(path, &display) {
        Ok(files) => {
            let files = files.with_read_log(read_log);
            let manifest = manifest::read(&files, name == SITE_NAME, meldingen);
            Some(Layer { name: name.to_owned(), files, manifest })
        }
        Err(err) => {
            let reason = crate::files::system_error(&err);
            let message = format!("map `{display}` kan niet gelezen worden ({reason})");
            meldingen.push(Melding::at_path(Code::ThemaError, display.clone(), message));
            None
        }
    }
}

/// Paths of all files in a folder, sorted, at most four folders deep.
fn paths(dir: &Files, meldingen: &mut Meldingen) -> Vec<String> {
    fn gather(dir: &Files, before: &str, depth: usize, out: &mut Vec<String>, meldingen: &mut Meldingen) {
        let content = dir.content(meldingen);
        out.extend(content.files.into_iter().map(|name| format!("{before}{name}")));
        if depth > 0 {
            for name in content.dirs {
                gather(&dir.below(&name), &format!("{before}{name}/"), depth - 1, out, meldingen);
            }
        }
    }
    let mut out = Vec::new();
    gather(dir, "", 4, &mut out, meldingen);
    out.sort();
    out
}

/// The names of the themes that are in the program.
pub fn names() -> impl Iterator<Item = &'static str> + Clone {
    std::iter::once(DEFAULT_NAME).chain(SHIPPED.iter().map(|(name, _)| *name))
}

/// The names of the themes that a site has beside it.
pub fn beside(site: &Path) -> Vec<String> {
    let themes = Files::disk(&site.join(FOLDER), FOLDER);
    themes.map(|files| files.content(&mut Meldingen::new()).dirs).unwrap_or_default()
}

/// The files of the built-in theme, by path, as `theme list` shows them.
pub fn default_files() -> BTreeMap<String, &'static [u8]> {
    fn gather(dir: &'static Dir<'static>, out: &mut BTreeMap<String, &'static [u8]>) {
        for file in dir.files() {
            out.insert(file.path().to_string_lossy().replace('\\', "/"), file.contents());
        }
        for below in dir.dirs() {
            gather(below, out);
        }
    }
    let mut out = BTreeMap::new();
    gather(&DEFAULT, &mut out);
    out
}
