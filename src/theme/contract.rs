//! What templates are given, as `docs/themes/templates.md` tells theme makers: read from the values that they really get.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use tera::{Context, Value};

use super::{DEFAULT, Theme, ThemeMedium};

/// Deeper than this, a value is told without its parts.
const DEEPEST: usize = 8;
/// A map with more keys than this is one of data, in which keys are no names.
const MOST_FIELDS: usize = 40;

/// What a name was seen to hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Given {
    kinds: BTreeSet<&'static str>,
    /// Of a list: what its elements are.
    element: Option<Box<Given>>,
    /// Of a map: what each key holds.
    fields: BTreeMap<String, Given>,
}

/// Names by template: medium, template, name.
pub(crate) type AllGiven = BTreeMap<(&'static str, String), BTreeMap<String, Given>>;

impl Given {
    fn add(&mut self, value: &Value, depth: usize) {
        if let Some(list) = value.as_array() {
            self.kinds.insert("lijst");
            let element = self.element.get_or_insert_default();
            if depth < DEEPEST {
                list.iter().for_each(|value| element.add(value, depth + 1));
            }
        } else if let Some(map) = value.as_map() {
            self.kinds.insert("groep");
            if depth < DEEPEST {
                for (key, value) in map {
                    let field = self.fields.entry(key.to_string()).or_default();
                    field.add(value, depth + 1);
                }
            }
        } else {
            self.kinds.insert(match value {
                value if value.is_none() || value.is_undefined() => "niets",
                value if value.is_bool() => "ja of nee",
                value if value.is_number() => "getal",
                value if value.is_string() && value.is_safe() => "opmaak",
                _ => "tekst",
            });
        }
    }

    fn describe(&self) -> String {
        let mut kinds: Vec<String> = Vec::new();
        for kind in ["tekst", "opmaak", "getal", "ja of nee", "groep", "lijst"] {
            if self.kinds.contains(kind) {
                let element = self.element.as_ref().map(|element| element.describe()).filter(|d| !d.is_empty());
                kinds.push(match (kind, element) {
                    ("lijst", Some(element)) => format!("lijst van {element}"),
                    _ => kind.to_owned(),
                });
            }
        }
        if self.kinds.contains("niets") {
            kinds.push("niets".to_owned());
        }
        kinds.join(", of ")
    }

    /// The parts of it, or of what is in its lists.
    fn parts(&self) -> &BTreeMap<String, Given> {
        match &self.element {
            Some(element) if self.fields.is_empty() => element.parts(),
            _ => &self.fields,
        }
    }

    fn write(&self, name: &str, indent: usize, out: &mut String) {
        let _ = writeln!(out, "{}- `{name}`: {}", "  ".repeat(indent), self.describe());
        let parts = self.parts();
        if parts.len() > MOST_FIELDS {
            return;
        }
        for (name, part) in parts {
            part.write(name, indent + 1, out);
        }
    }
}

impl Theme {
    /// Notes what a template is given, of all names that any template asks for.
    pub(super) fn note_given(&self, medium: &'static str, template: &str, context: &Context, asked: &BTreeSet<String>) {
        let Ok(mut all) = self.given.lock() else { return };
        let given = all.entry((medium, template.to_owned())).or_default();
        for name in asked {
            if let Some(value) = context.get(name) {
                given.entry(name.clone()).or_default().add(value, 0);
            }
        }
    }

    /// All names that templates of a medium ask for.
    pub(super) fn all_asked(&self, medium: ThemeMedium) -> &BTreeSet<String> {
        let (tera, cell) = match medium {
            ThemeMedium::Web => (&self.web, &self.asked.0),
            ThemeMedium::Pdf => (&self.pdf, &self.asked.1),
        };
        cell.get_or_init(|| {
            let names = tera.get_template_names().filter_map(|name| tera.get_template_variables(name).ok());
            names.flatten().map(str::to_owned).collect()
        })
    }

    /// The page that tells theme makers what each template is given.
    pub(crate) fn contract(&self) -> String {
        let mut out = String::from(INTRODUCTION);
        let given = self.given.lock().unwrap();
        let everywhere = everywhere(&given);
        out.push_str("\n## Wat elke bladzijde krijgt\n\n");
        for (name, given) in &everywhere {
            given.write(name, 0, &mut out);
        }
        for (medium, title) in [("web", "Sjablonen van bladzijden"), ("pdf", "Sjablonen van PDF's")] {
            let _ = write!(out, "\n## {title}\n");
            for path in super::default_files().keys().filter(|path| is_template(path, medium)) {
                let name = path.strip_prefix(medium).unwrap_or(path).trim_start_matches('/');
                let source = DEFAULT.get_file(path).and_then(|file| file.contents_utf8()).unwrap_or_default();
                let _ = write!(out, "\n### `{path}`\n\n");
                if let Some(base) = between(source, "{% extends \"", "\"").next() {
                    let _ = write!(out, "Bouwt voort op `{medium}/{base}`.\n\n");
                }
                let blocks: BTreeSet<&str> =
                    between(source, "{% block ", "%}").map(|name| name.trim_end_matches('-').trim()).collect();
                if !blocks.is_empty() {
                    let blocks: Vec<String> = blocks.iter().map(|name| format!("`{name}`")).collect();
                    let _ = write!(out, "Blokken: {}.\n\n", blocks.join(", "));
                }
                for component in between(source, "{% component ", "%}") {
                    let _ = writeln!(out, "Onderdeel: `{}`\n", component.trim_end_matches('-').trim());
                }
                let own = given.get(&(medium, name.to_owned()));
                let own: Vec<_> = own
                    .into_iter()
                    .flatten()
                    .filter(|(name, _)| medium != "web" || !everywhere.contains_key(*name))
                    .collect();
                for (name, given) in own {
                    given.write(name, 0, &mut out);
                }
            }
        }
        while out.ends_with("\n\n") {
            out.pop();
        }
        out.replace("\n\n\n", "\n\n")
    }
}

const INTRODUCTION: &str = "# Wat sjablonen krijgen

Deze pagina maakt het programma zelf (`UPDATE=1 cargo test --release --lib every_template`); een test bewaakt dat zij klopt.

Een eigen thema, of de map `thema/` van een site, mag elk sjabloon vervangen, of er met `{% extends \"standaard/web/home.html\" %}` alleen
blokken van vervangen. Per sjabloon staat hier welke blokken het heeft, welke onderdelen (`{{ <naam ... /> }}`) het voor andere
maakt, en welke namen het krijgt. *Tekst* wordt vanzelf veilig ingevoegd, *opmaak* is al HTML of Typst. Een *groep* heeft de namen die er ingesprongen
onder staan, een *lijst* heeft ze voor elk van wat erin staat. Waar ook *niets* staat, kan een waarde ontbreken: vraag dat met `{% if naam %}`.

Zinnen staan niet in sjablonen maar in `texts/nl.yaml`: `{{ t(key=\"school.no_profiel\") }}`, met tussen de haakjes wat er in een zin
wordt ingevuld.
";

/// What is given to every page, whatever its template: the same names, with all that any of them was seen to hold.
fn everywhere(all: &AllGiven) -> BTreeMap<String, Given> {
    let pages: Vec<_> = all.iter().filter(|((medium, name), _)| *medium == "web" && !name.contains('/')).collect();
    let Some((_, first)) = pages.first() else { return BTreeMap::new() };
    let shared = first.keys().filter(|name| pages.iter().all(|(_, given)| given.contains_key(*name)));
    let mut out = BTreeMap::new();
    for name in shared {
        let mut joined = Given::default();
        pages.iter().filter_map(|(_, given)| given.get(name)).for_each(|given| joined.join(given));
        out.insert(name.clone(), joined);
    }
    out
}

impl Given {
    fn join(&mut self, other: &Self) {
        self.kinds.extend(&other.kinds);
        if let Some(element) = &other.element {
            self.element.get_or_insert_default().join(element);
        }
        for (name, field) in &other.fields {
            self.fields.entry(name.clone()).or_default().join(field);
        }
    }
}

fn is_template(path: &str, medium: &str) -> bool {
    let Some(name) = path.strip_prefix(medium).and_then(|rest| rest.strip_prefix('/')) else { return false };
    medium == "web" || super::PDF_TEMPLATES.contains(&name) || name.starts_with("secties/")
}

/// Each stretch of a text between two others.
fn between<'a>(text: &'a str, start: &'a str, end: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(start).skip(1).filter_map(move |rest| Some(rest.split_once(end)?.0))
}
