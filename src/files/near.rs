//! Names of files that look like another: accents as separate characters, capitals, `.jpeg` for `.jpg`.

use std::path::{Path, PathBuf};

use crate::melding::nearest_name;
use crate::normal::{composed, key};

/// The path below a folder as it is called on disk: a name that looks the same letter by letter is the same name,
/// however its accents are encoded. Only a path that is not there as typed is looked up.
pub(super) fn on_disk(folder: &Path, path: &str) -> PathBuf {
    let typed = folder.join(path);
    if path.is_ascii() || typed.exists() {
        return typed;
    }
    let mut found = folder.to_owned();
    for part in path.split('/') {
        let next = found.join(part);
        let same = || names_in(&found).into_iter().find(|name| composed(name) == composed(part));
        match if next.exists() { None } else { same() } {
            Some(name) => found.push(name),
            None => found = next,
        }
    }
    found
}

/// The names in a folder; none when it cannot be read.
pub(super) fn names_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.retain(|name| !name.starts_with('.'));
    names.sort();
    names
}

/// The name among those of a folder that was most likely meant.
pub(super) fn meant<'a>(typed: &str, names: &'a [String]) -> Option<&'a str> {
    let form = |name: &str| {
        let name = key(name);
        name.strip_suffix(".jpeg").map(|stem| format!("{stem}.jpg")).unwrap_or(name)
    };
    let stem = |name: &str| form(name).rsplit_once('.').map_or_else(|| form(name), |(stem, _)| stem.to_owned());
    let wanted = form(typed);
    let alike = names.iter().find(|name| form(name) == wanted);
    let other_kind = || names.iter().find(|name| stem(name) == stem(typed));
    alike.or_else(other_kind).map(String::as_str).or_else(|| nearest_name(typed, names.iter().map(String::as_str)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_that_was_meant_is_found() {
        let names = ["Foto.JPG", "plein-cafe\u{301}.png", "rooster.pdf", "visie.md"].map(str::to_owned);
        for (typed, meant_name) in [
            ("foto.jpg", "Foto.JPG"),
            ("foto.jpeg", "Foto.JPG"),
            ("foto.png", "Foto.JPG"),
            ("plein-café.png", "plein-cafe\u{301}.png"),
            ("Visie.md", "visie.md"),
            ("roster.pdf", "rooster.pdf"),
        ] {
            assert_eq!(meant(typed, &names), Some(meant_name), "{typed}");
        }
        assert_eq!(meant("protocol.pdf", &names), None);
    }
}
