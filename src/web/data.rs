//! The page that explains the open data: which files there are and what their columns mean.

use serde::Serialize;
use tera::Context;

use crate::export::data::{VERSION, VERSION_NOTE};
use crate::export::table::{Column, TABLES};

use super::{Page, PageError, Web};

#[derive(Serialize)]
struct TableView {
    id: &'static str,
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
    title: &'a str,
}

impl Web<'_> {
    pub(super) fn data(&self) -> Result<(), PageError> {
        let column = |k: &'static Column| ColumnView { id: k.id, help: k.help, values: k.values, more: k.more };
        let tables: Vec<TableView> = TABLES
            .iter()
            .map(|t| TableView {
                id: t.id,
                title: t.title,
                help: t.help,
                columns: t.columns.iter().map(column).collect(),
            })
            .collect();
        let formaten: Vec<FormaatView<'_>> =
            self.site.catalogus.formaten.values().map(|f| FormaatView { id: &f.id, title: &f.title }).collect();
        let mut content = Context::new();
        content.insert("tables", &tables);
        content.insert("version", &VERSION);
        content.insert("version_note", VERSION_NOTE);
        content.insert("formaten", &formaten);
        let page = Page {
            path: "data/index.html",
            template: "data.html",
            title: "Open gegevens",
            description: "De gegevens van deze website als Excel-bestand, CSV en JSON.",
            canonical: None,
        };
        self.page(&page, content)
    }
}
