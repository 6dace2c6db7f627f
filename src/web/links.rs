//! Links on pages: relative, ending in `index.html`, so that `file://` and sub-paths work.

use crate::model::catalogus::HULPVRAGEN;
use crate::model::filenames::in_address;
use crate::model::site::Document;
use crate::text::{LinkResolver, LinkTarget, Picture};

use super::Glossary;

/// Finds links for texts on one page.
pub(super) struct PageLinks<'a> {
    /// The way from the page to the root.
    pub(super) root: String,
    pub(super) words: &'a Glossary,
    /// Folder in `bestanden/` of the school's files.
    pub(super) dir: &'a str,
    pub(super) document: Option<&'a Document>,
    /// Path (from the root) of the page that holds the sections of the document; empty when it is
    /// this page.
    pub(super) secties: String,
}

impl PageLinks<'_> {
    fn file(&self, path: &str) -> String {
        format!("{}bestanden/{}/{}", self.root, self.dir, in_address(path))
    }

    fn hulp(&self, hulpvraag: &str) -> String {
        format!("{}hulp/{hulpvraag}/index.html", self.root)
    }
}

impl LinkResolver for PageLinks<'_> {
    fn link(&self, target: &LinkTarget) -> Option<String> {
        match target {
            LinkTarget::Item { lijst, id } if lijst == HULPVRAGEN => Some(self.hulp(id)),
            LinkTarget::Item { lijst, id } => self.words.address(lijst, id).map(|path| format!("{}{path}", self.root)),
            LinkTarget::Sectie(id) if self.secties.is_empty() => Some(format!("#{id}")),
            LinkTarget::Sectie(id) => Some(format!("{}{}#{id}", self.root, self.secties)),
            LinkTarget::School(slug) => self.words.school(slug).map(|path| format!("{}{path}", self.root)),
            LinkTarget::Hulp(id) => Some(self.hulp(id)),
            LinkTarget::Bijlage(file) => {
                let (in_school, _) = self.document?.bijlagen.get(file)?;
                Some(self.file(in_school))
            }
            LinkTarget::Web(_) | LinkTarget::Mail(_) | LinkTarget::Tel(_) => target.address(),
        }
    }

    fn picture(&self, file: &str) -> Option<Picture> {
        let picture = self.document?.pictures.get(file)?;
        Some(Picture { address: self.file(&picture.path), width: picture.width, height: picture.height })
    }
}

/// HTML for a page at another depth: links and images that start at the root of the site start at
/// the new way to it. Text cannot be taken for a link: it has no bare quotes.
pub(super) fn rebase(html: &str, from: &str, to: &str) -> String {
    let begin = format!("=\"{from}");
    let mut out = String::with_capacity(html.len() + html.len() / 16);
    let mut copied_to = 0;
    for (i, _) in html.match_indices(&begin) {
        let before = &html[copied_to..i];
        let moves = before.ends_with(" href") || before.ends_with(" src");
        out.push_str(before);
        out.push_str("=\"");
        out.push_str(if moves { to } else { from });
        copied_to = i + begin.len();
    }
    out.push_str(&html[copied_to..]);
    out
}

#[cfg(test)]
mod tests {
    use super::rebase;

    #[test]
    fn only_links_move_along() {
        let html = r##"<a href="../../a">../../a</a><img src="../../b" alt="../../b"><a href="#c">&quot;../../</a>"##;
        let expected =
            r##"<a href="../../../a">../../a</a><img src="../../../b" alt="../../b"><a href="#c">&quot;../../</a>"##;
        assert_eq!(rebase(html, "../../", "../../../"), expected);
    }
}
