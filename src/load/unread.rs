//! Files in the content folder that nothing reads. Whoever put one there thinks that it counts, so each is reported,
//! with what was probably meant.

use std::collections::{BTreeMap, BTreeSet};

use crate::files::Files;
use crate::files::filenames::copied_from;
use crate::melding::{Code, Melding, Meldingen};
use crate::reading::did_you_mean;
use crate::text::{characters, sentences};

/// The most names that a message lists; any more are counted.
const NAMED_AT_MOST: usize = 8;
/// How many levels of folders are searched.
const DEEPEST: usize = 6;

/// Folders in the content folder that are read, here or as themes.
const FOLDERS: [&str; 7] = ["scholen", "lijsten", "schalen", "formaten", "praktijk", "thema", "themas"];
/// Files in the content folder itself that are read.
const FILES: [&str; 2] = ["site.yaml", "hulpvragen.yaml"];

/// What a file that is not read was probably meant to be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Meant {
    /// Another name, such as `profiel.yaml` for `profiel.yaml.txt`.
    Name(String),
    /// A copy of this file, made by hand or by a program.
    Copy(String),
    /// A file hidden by a dot before its name; the name without it.
    Hidden(String),
    /// What a Mac leaves of a file that it moved to iCloud.
    Cloud,
    /// An archive.
    Archive,
    /// YAML in a folder where none is read.
    Yaml,
    /// A text that no answer names.
    Text,
    /// An image that no text shows.
    Image,
    /// A file that texts may link to.
    Attachment,
    /// A document of an office program that texts cannot link to.
    Office,
    /// Anything else.
    Other,
}

/// Reports the files in a folder, and in those below it, that were not read. `yaml` is the hint for a `.yaml` file:
/// where it would be read. `messages` are those from reading the folder: files that have one are not reported again.
/// After an error, or when something else kept a document from being read (`broken`), texts and images are not
/// reported: that document may name them.
pub(super) fn report(folder: &Files, yaml: &str, broken: bool, messages: &mut Meldingen) {
    search(folder, yaml, &[], DEEPEST, broken, messages);
}

/// Reports the files in a folder itself, as [`report`] does.
pub(super) fn report_flat(folder: &Files, yaml: &str, messages: &mut Meldingen) {
    search(folder, yaml, &[], 0, false, messages);
}

/// Reports what does not belong in the content folder itself.
pub(super) fn report_top(content: &Files, messages: &mut Meldingen) {
    let yaml = "een document staat in `scholen/`, in de map van een school en een schooljaar";
    search(content, yaml, &FILES, 0, false, messages);
    for name in content.content(&mut Meldingen::new()).dirs {
        if FOLDERS.contains(&name.as_str()) {
            continue;
        }
        let folder = content.below(&name);
        match any_read(&folder, DEEPEST) {
            Some(true) => report(&folder, yaml, false, messages),
            Some(false) => {
                let hint = match copied_from(&name, FOLDERS) {
                    Some(original) => format!("dit lijkt een kopie van `{original}`; haal de map weg"),
                    None => did_you_mean(&name, FOLDERS.into_iter()),
                };
                let message = format!("de map {} wordt niet gelezen", shown(&name));
                messages.push(Melding::at_path(Code::FileNotRead, content.show(&name), message).hint(hint));
            }
            None => {}
        }
    }
}

fn search(folder: &Files, yaml: &str, read: &[&str], depth: usize, broken: bool, messages: &mut Meldingen) {
    let mut known: BTreeSet<String> = messages.iter().filter_map(|message| message.path.clone()).collect();
    known.extend(read.iter().map(|name| folder.show(name)));
    let is_top = !read.is_empty();
    let search = Search { yaml, broken: broken || messages.has_errors(), is_top, known };
    search.visit_folder(folder, depth, messages);
}

struct Search<'a> {
    yaml: &'a str,
    broken: bool,
    /// Whether this is the content folder itself.
    is_top: bool,
    /// Files and folders that have a message already, or are read elsewhere.
    known: BTreeSet<String>,
}

impl Search<'_> {
    fn visit_folder(&self, folder: &Files, depth: usize, messages: &mut Meldingen) {
        let content = folder.content(&mut Meldingen::new());
        let names = || content.files.iter().map(String::as_str);
        let mut found: BTreeMap<Meant, Vec<&str>> = BTreeMap::new();
        for name in names() {
            if folder.was_read(name) || self.known.contains(&folder.show(name)) || is_about_the_folder(name) {
                continue;
            }
            let copy = copied_from(name, names()).map(|original| Meant::Copy(original.to_owned()));
            found.entry(copy.unwrap_or_else(|| meant(name))).or_default().push(name);
        }
        // Hidden files next to `site.yaml` are the settings of other programs.
        let hidden = content.hidden.iter().map(String::as_str).filter(|_| !self.is_top);
        hidden.for_each(|name| found.entry(meant_hidden(name)).or_default().push(name));
        // A document under a wrong name was not read either.
        let broken =
            self.broken || found.keys().any(|meant| matches!(meant, Meant::Name(name) if name.ends_with(".yaml")));
        for (meant, names) in found {
            if !broken
                || matches!(meant, Meant::Name(_) | Meant::Copy(_) | Meant::Yaml | Meant::Hidden(_) | Meant::Cloud)
            {
                messages.push(self.message(folder, &meant, &names));
            }
        }
        if depth > 0 {
            for name in content.dirs.iter().filter(|name| !self.known.contains(&folder.show(name))) {
                self.visit_folder(&folder.below(name), depth - 1, messages);
            }
        }
    }

    fn message(&self, folder: &Files, meant: &Meant, names: &[&str]) -> Melding {
        let mut all: Vec<String> = names.iter().take(NAMED_AT_MOST).map(|name| shown(name)).collect();
        if names.len() > NAMED_AT_MOST {
            all.push(format!("nog {}", names.len() - NAMED_AT_MOST));
        }
        let all = sentences::join_and(&all);
        let first = names.first().map(|name| characters::clean(name)).unwrap_or_default();
        let (is, copy, them) = match names.len() {
            1 => ("wordt", "lijkt een kopie", "het"),
            _ => ("worden", "lijken kopieën", "ze"),
        };
        let message = match meant {
            Meant::Copy(original) => format!("{all} {is} niet gelezen en {copy} van {}", shown(original)),
            _ => format!("{all} {is} niet gelezen"),
        };
        let hint = match meant {
            Meant::Name(name) => format!("hernoem naar {}", shown(name)),
            Meant::Copy(original) => format!("zet wat u wilt houden in {}, en haal de kopie weg", shown(original)),
            Meant::Hidden(name) => format!("haal de punt aan het begin weg: {}", shown(name)),
            Meant::Cloud => "dit staat alleen nog in iCloud; laat uw computer het eerst downloaden".to_owned(),
            Meant::Archive => format!("pak {them} uit, en zet wat erin zit op de goede plaats"),
            Meant::Yaml => self.yaml.to_owned(),
            Meant::Text => format!("noem {them} in een antwoord, zoals `toelichting: {first}`, of haal {them} weg"),
            Meant::Image => {
                format!("toon {them} in een tekst, zoals `![wat erop te zien is]({first})`, of haal {them} weg")
            }
            Meant::Attachment => {
                format!("verwijs ernaar in een tekst, zoals `[Het hele plan](bijlage:{first})`, of haal {them} weg")
            }
            Meant::Office => format!("neem de tekst over in een `.yaml`- of `.md`-bestand, of haal {them} weg"),
            Meant::Other => format!("haal {them} weg uit de map met de inhoud"),
        };
        let path = match names {
            [one] => folder.show(one),
            _ => folder.show("").trim_end_matches('/').to_owned(),
        };
        Melding::at_path(Code::FileNotRead, path, message).hint(hint)
    }
}

/// The name of a file as a message shows it: it can contain anything.
pub(crate) fn shown(name: &str) -> String {
    format!("`{}`", characters::clean(name).replace('`', "'"))
}

/// Whether any file in a folder, or in those below it, was read; `None` without any file.
fn any_read(folder: &Files, depth: usize) -> Option<bool> {
    let content = folder.content(&mut Meldingen::new());
    let below = content.dirs.iter().filter(|_| depth > 0).filter_map(|name| any_read(&folder.below(name), depth - 1));
    let here = content.files.iter().map(|name| folder.was_read(name));
    here.chain(below).reduce(|one, other| one || other)
}

/// Whether a file is about the folder it is in, such as a readme.
pub(crate) fn is_about_the_folder(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).to_lowercase().replace(['-', '_', ' '], "");
    ["readme", "leesmij", "leesmijeerst", "license", "licentie", "ofl"].contains(&stem.as_str())
}

fn meant_hidden(name: &str) -> Meant {
    let lower = name.to_lowercase();
    if lower.ends_with(".icloud") { Meant::Cloud } else { Meant::Hidden(name.trim_start_matches('.').to_owned()) }
}

fn meant(name: &str) -> Meant {
    let lower = name.to_lowercase();
    let (stem, ending) = lower.rsplit_once('.').unwrap_or((&lower, ""));
    // Notepad and Word add their own extension to a name that was typed with one.
    let typed = ["txt", "doc", "docx", "rtf", "yaml", "yml", "md", "html"].contains(&ending);
    if let Some((real, inner)) = stem.rsplit_once('.').filter(|_| typed)
        && !real.is_empty()
    {
        match inner {
            "yaml" | "yml" => return Meant::Name(format!("{real}.yaml")),
            "md" => return Meant::Name(format!("{real}.md")),
            _ => {}
        }
    }
    match ending {
        "yaml" if lower != name && ["school.yaml", "site.yaml", "hulpvragen.yaml"].contains(&lower.as_str()) => {
            Meant::Name(lower)
        }
        "yaml" | "yml" => Meant::Yaml,
        "md" => Meant::Text,
        "png" | "jpg" | "jpeg" | "webp" => Meant::Image,
        "pdf" | "docx" | "xlsx" | "odt" => Meant::Attachment,
        "zip" | "7z" | "rar" | "tar" | "gz" | "tgz" => Meant::Archive,
        "doc" | "rtf" | "pages" | "txt" | "xls" | "ods" => Meant::Office,
        _ => Meant::Other,
    }
}
