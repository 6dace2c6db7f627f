//! A new format, with every kind of section and every key explained.

use std::path::Path;

use crate::model::catalogus::Catalogus;
use crate::text::slug;

use super::{Plan, ScaffoldError, yaml_text};

const FORMAAT: &str = include_str!("../../builtin/new/formaat.yaml");

/// A new format with this title: `content/formaten/<id>.yaml`.
///
/// # Errors
/// When no id can be made of the title, or there is a format with that id.
pub fn plan(content: &Path, title: &str, catalogus: &Catalogus) -> Result<Plan, ScaffoldError> {
    let id = slug(title);
    if id.is_empty() {
        return Err(ScaffoldError::NoName(title.to_owned()));
    }
    let path = content.join("formaten").join(format!("{id}.yaml"));
    if catalogus.formaten.contains_key(&id) {
        return Err(ScaffoldError::AlreadyExists(path));
    }
    let text = FORMAAT.replace("{id}", &id).replace("{titel}", &yaml_text(title));
    Ok(Plan { new: vec![(path, text.into_bytes())], ..Plan::default() })
}
