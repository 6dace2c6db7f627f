//! The page that explains the open data: which files there are and what their columns mean.

use serde::Serialize;
use tera::Context;

use crate::export::data::{JSON, JSON_SCHEMA, VERSION, VERSION_NOTE, XLSX};
use crate::export::table::{Column, TABLES};
use crate::pages::{File, Page};

use super::{Draft, PageError, Web};

#[derive(Serialize)]
struct TableView {
    id: &'static str,
    /// Its file, from the root.
    address: String,
    title: &'static str,
    help: &'static str,
    columns: Vec<ColumnView>,
}

#[derive(Serialize)]
struct ColumnView {
    id: &'static str,
    help: &'static str,
    values: &'static [&'static str],
    more: bool,
}

#[derive(Serialize)]
struct FormaatView<'a> {
    id: &'a str,
    /// Its JSON Schema, from the root.
    address: String,
    title: &'a str,
}

/// The files that hold all tables together, and the schema of one, from the root.
#[derive(Serialize)]
struct DataFiles {
    xlsx: String,
    json: String,
    schema: String,
}

impl Web<'_> {
    pub(super) fn data(&self) -> Result<(), PageError> {
        let column = |k: &'static Column| ColumnView { id: k.id, help: k.help, values: k.values, more: k.is_list };
        let tables: Vec<TableView> = TABLES
            .iter()
            .map(|t| TableView {
                id: t.id,
                address: File::Data(&format!("{}.csv", t.id)).address().from_root(),
                title: t.title,
                help: t.help,
                columns: t.columns.iter().map(column).collect(),
            })
            .collect();
        let formaten: Vec<FormaatView<'_>> = self
            .site
            .catalogus
            .formaten
            .values()
            .map(|f| FormaatView { id: &f.id, address: File::Schema(&f.id).address().from_root(), title: &f.title })
            .collect();
        let mut content = Context::new();
        content.insert("tables", &tables);
        let [xlsx, json, schema] = [XLSX, JSON, JSON_SCHEMA].map(|name| File::Data(name).address().from_root());
        content.insert("files", &DataFiles { xlsx, json, schema });
        content.insert("version", &VERSION);
        content.insert("version_note", VERSION_NOTE);
        content.insert("formaten", &formaten);
        let (title, description) = self.titled("data");
        let draft = Draft {
            page: Page::Data,
            template: "data.html",
            title: &title,
            description: &description,
            canonical: None,
        };
        self.page(&draft, content)
    }
}
