//! What is in a folder of forms and is no form. It is reported, since somebody sent it in as an answer.

use std::fs;
use std::path::Path;

use serde::Serialize;

/// A file or folder that is not read.
#[derive(Debug, Serialize)]
pub(super) struct Unread {
    /// Its path, as messages show it.
    pub(super) file: String,
    /// Why, in Dutch.
    pub(super) reason: String,
}

/// What a path in a folder of forms is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// A form.
    Form,
    /// Something that an operating system keeps there for itself.
    System,
    /// Something else: why it is not read.
    Other(String),
}

/// What a path in a folder of forms is.
pub(super) fn reason(path: &Path) -> Reason {
    let name = path.file_name().map(|n| n.to_string_lossy().to_lowercase()).unwrap_or_default();
    if matches!(name.as_str(), ".ds_store" | "thumbs.db" | "desktop.ini" | ".directory" | ".gitkeep" | ".gitignore")
        || name.starts_with("._")
    {
        return Reason::System;
    }
    if path.is_dir() {
        return Reason::Other(folder(path));
    }
    if name.starts_with("~$") || name.starts_with(".~lock.") {
        return Reason::Other("een formulier dat nog openstaat in een ander programma; bewaar en sluit het".to_owned());
    }
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let why = match ending {
        "xlsx" if !name.starts_with('.') => return Reason::Form,
        "xls" | "ods" | "xlsb" | "numbers" => "een spreadsheet van een andere soort; bewaar het als xlsx",
        "xlsm" | "xltm" => "een spreadsheet met macro's; bewaar het als xlsx",
        "xltx" => "een sjabloon; bewaar het als xlsx",
        "csv" | "tsv" => "een tabel zonder het formulier eromheen; vraag het ingevulde formulier zelf (xlsx)",
        "doc" | "docx" | "odt" | "rtf" | "pages" => "een tekstdocument, geen formulier (xlsx)",
        "pdf" => "een pdf, geen formulier (xlsx)",
        "msg" | "eml" => "een mailbericht; haal het formulier eruit",
        "zip" | "7z" | "rar" => "een ingepakt bestand; pak het eerst uit",
        "jpg" | "jpeg" | "png" | "heic" | "gif" | "webp" | "tif" | "tiff" => "een plaatje, geen formulier (xlsx)",
        _ => "geen formulier (xlsx)",
    };
    Reason::Other(why.to_owned())
}

/// Folders are not entered: last year's forms may be in them.
fn folder(path: &Path) -> String {
    let forms =
        fs::read_dir(path).into_iter().flatten().flatten().filter(|entry| reason(&entry.path()) == Reason::Form);
    match forms.count() {
        0 => "een map".to_owned(),
        1 => "een map met 1 formulier; noem haar erbij als het mee moet".to_owned(),
        count => format!("een map met {count} formulieren; noem haar erbij als die mee moeten"),
    }
}
