//! One address, and the three ways to write it.

use crate::files::filenames::in_address;

/// The name of the page that a folder shows.
const INDEX: &str = "index.html";

/// A path of the output, with or without a place on that page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address {
    path: String,
    anchor: Option<String>,
}

impl Address {
    /// The address of a path of the output.
    pub fn new(path: impl Into<String>) -> Self {
        Self { path: path.into(), anchor: None }
    }

    /// A place on this page.
    #[must_use]
    pub fn at(self, anchor: impl Into<String>) -> Self {
        Self { anchor: Some(anchor.into()), ..self }
    }

    /// The path of its file in the output.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The place on its page.
    pub fn anchor(&self) -> Option<&str> {
        self.anchor.as_deref()
    }

    /// As it is written from the root of the output, for a page that puts its own way to the root before it. It names
    /// `index.html`, so that pages work from a folder on disk too.
    pub fn from_root(&self) -> String {
        self.with_anchor(in_address(&self.path))
    }

    /// As it is written on the page at a path of the output.
    pub fn from_page(&self, path: &str) -> String {
        format!("{}{}", root(path), self.from_root())
    }

    /// As it is written outside the website, whose address is `basis` (without a slash at its end). A page has one such
    /// address: without `index.html`.
    pub fn whole(&self, basis: &str) -> String {
        self.with_anchor(format!("{basis}/{}", in_address(self.without_index())))
    }

    /// The path as visitors see it: for a page that is the index of its folder, that folder.
    fn without_index(&self) -> &str {
        match self.path.strip_suffix(INDEX) {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
            _ => &self.path,
        }
    }

    fn with_anchor(&self, mut address: String) -> String {
        if let Some(anchor) = &self.anchor {
            address.push('#');
            address.push_str(anchor);
        }
        address
    }
}

/// The way from a page to the root: `../../` for `a/b/index.html`.
pub(super) fn root(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn an_address_is_written_from_the_root_from_a_page_and_as_a_whole() {
        let address = Address::new("hulp/lezen/index.html").at("scholen");
        assert_eq!(address.path(), "hulp/lezen/index.html");
        assert_eq!(address.from_root(), "hulp/lezen/index.html#scholen");
        assert_eq!(address.from_page("scholen/a/index.html"), "../../hulp/lezen/index.html#scholen");
        assert_eq!(address.from_page("index.html"), "hulp/lezen/index.html#scholen");
        assert_eq!(address.whole("https://a.example/b"), "https://a.example/b/hulp/lezen/#scholen");
    }

    #[test]
    fn only_the_index_of_a_folder_loses_its_name() {
        let whole = |path: &str| Address::new(path).whole("https://a.example");
        assert_eq!(whole("index.html"), "https://a.example/");
        assert_eq!(whole("scholen/a/schoolgids.html"), "https://a.example/scholen/a/schoolgids.html");
        assert_eq!(whole("bestanden/a/oude-index.html"), "https://a.example/bestanden/a/oude-index.html");
    }

    #[test]
    fn names_of_files_are_written_as_an_address_has_them() {
        let address = Address::new("bestanden/a/een plan#2.pdf");
        assert_eq!(address.path(), "bestanden/a/een plan#2.pdf");
        assert_eq!(address.from_root(), "bestanden/a/een%20plan%232.pdf");
        assert_eq!(address.whole("https://a.example"), "https://a.example/bestanden/a/een%20plan%232.pdf");
    }
}
