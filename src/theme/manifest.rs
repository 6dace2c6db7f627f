//! `thema.yaml`: name, parent and house style of a theme.

use crate::files::Files;
use crate::load::huisstijl;
use crate::melding::Meldingen;
use crate::model::Spanned;
use crate::model::huisstijl::Huisstijl;
use crate::reading::MapReader;
use crate::yaml;

/// What `thema.yaml` says.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    pub(super) parent: Option<Spanned>,
    pub(super) style: Huisstijl,
}

/// Reads a manifest. The site's own layer needs none, so that it can override a single template.
pub(super) fn read(files: &Files, own_layer: bool, meldingen: &mut Meldingen) -> Manifest {
    let mut manifest = Manifest::default();
    let is_there = files.content(meldingen).files.iter().any(|name| name == "thema.yaml");
    if own_layer && !is_there {
        return manifest;
    }
    let source = files.read_text("thema.yaml", None, meldingen);
    let Some(node) = source.and_then(|source| yaml::read(&source, meldingen)) else { return manifest };
    let Some(mut reader) = MapReader::new(&node, "`thema.yaml`", meldingen) else { return manifest };
    reader.require_text("naam", meldingen);
    manifest.parent = reader.text("ouder", meldingen);
    manifest.style = huisstijl::read(&mut reader, meldingen);
    reader.finish(meldingen);
    manifest
}
