//! Links on pages: relative, ending in `index.html`, so that `file://` and sub-paths work.

use crate::model::catalogus::HULPVRAGEN;
use crate::model::filenames::in_address;
use crate::model::site::Document;
use crate::tekst::{Afbeelding, Doel, Oplosser};

use super::Woordenlijst;

/// Finds links for texts on one page.
pub(super) struct PaginaLinks<'a> {
    /// The way from the page to the root.
    pub(super) wortel: String,
    pub(super) woorden: &'a Woordenlijst,
    /// Folder in `bestanden/` of the school's files.
    pub(super) map: &'a str,
    pub(super) document: Option<&'a Document>,
    /// Path (from the root) of the page that holds the sections of the document; empty when it is
    /// this page.
    pub(super) secties: String,
}

impl PaginaLinks<'_> {
    fn bestand(&self, pad: &str) -> String {
        format!("{}bestanden/{}/{}", self.wortel, self.map, in_address(pad))
    }

    fn hulp(&self, hulpvraag: &str) -> String {
        format!("{}hulp/{hulpvraag}/index.html", self.wortel)
    }
}

impl Oplosser for PaginaLinks<'_> {
    fn link(&self, doel: &Doel) -> Option<String> {
        match doel {
            Doel::Item { lijst, id } if lijst == HULPVRAGEN => Some(self.hulp(id)),
            Doel::Item { lijst, id } => self.woorden.adres(lijst, id).map(|pad| format!("{}{pad}", self.wortel)),
            Doel::Sectie(id) if self.secties.is_empty() => Some(format!("#{id}")),
            Doel::Sectie(id) => Some(format!("{}{}#{id}", self.wortel, self.secties)),
            Doel::School(slug) => self.woorden.school(slug).map(|pad| format!("{}{pad}", self.wortel)),
            Doel::Hulp(id) => Some(self.hulp(id)),
            Doel::Bijlage(bestand) => {
                let (in_school, _) = self.document?.bijlagen.get(bestand)?;
                Some(self.bestand(in_school))
            }
            Doel::Web(_) | Doel::Mail(_) | Doel::Tel(_) => doel.adres(),
        }
    }

    fn afbeelding(&self, bestand: &str) -> Option<Afbeelding> {
        let afbeelding = self.document?.afbeeldingen.get(bestand)?;
        Some(Afbeelding {
            adres: self.bestand(&afbeelding.pad),
            breedte: afbeelding.breedte,
            hoogte: afbeelding.hoogte,
        })
    }
}

/// HTML for a page at another depth: links and images that start at the root of the site start at
/// the new way to it. Text cannot be taken for a link: it has no bare quotes.
pub(super) fn verplaats(html: &str, van: &str, naar: &str) -> String {
    let begin = format!("=\"{van}");
    let mut uit = String::with_capacity(html.len() + html.len() / 16);
    let mut over = 0;
    for (i, _) in html.match_indices(&begin) {
        let voor = &html[over..i];
        let verhuist = voor.ends_with(" href") || voor.ends_with(" src");
        uit.push_str(voor);
        uit.push_str("=\"");
        uit.push_str(if verhuist { naar } else { van });
        over = i + begin.len();
    }
    uit.push_str(&html[over..]);
    uit
}

#[cfg(test)]
mod proeven {
    use super::verplaats;

    #[test]
    fn alleen_links_verhuizen_mee() {
        let html = r##"<a href="../../a">../../a</a><img src="../../b" alt="../../b"><a href="#c">&quot;../../</a>"##;
        let verwacht =
            r##"<a href="../../../a">../../a</a><img src="../../../b" alt="../../b"><a href="#c">&quot;../../</a>"##;
        assert_eq!(verplaats(html, "../../", "../../../"), verwacht);
    }
}
