//! Where the links of a text lead.

use std::fmt;

use crate::model::site::{Document, School};
use crate::text::{LinkResolver, LinkTarget, Picture};

use super::address::Address;
use super::map::Map;
use super::page::{self, Page};

/// How a text writes the addresses of the website.
#[derive(Debug, Clone)]
pub enum AddressForm {
    /// On a page, whose way to the root goes before them.
    OnPage(String),
    /// Outside the website: whole, or not at all where nobody said where the website is.
    Outside,
}

impl AddressForm {
    fn write(&self, map: &Map<'_>, address: &Address) -> Option<String> {
        match self {
            Self::OnPage(root) => Some(format!("{root}{}", address.from_root())),
            Self::Outside => map.whole(address),
        }
    }
}

/// Where the sections of a text's own document are.
pub enum Secties<'a> {
    /// On the page that the text stands on.
    Here(&'a dyn Fn(&str) -> bool),
    /// On the page of the document.
    There(&'a dyn Fn(&str) -> bool),
    /// The text belongs to no document.
    None,
}

impl fmt::Debug for Secties<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Here(_) => "Here",
            Self::There(_) => "There",
            Self::None => "None",
        })
    }
}

/// Resolves the links and images of a text; one that leads to nothing in this build is none, and its text stays text.
#[derive(Debug)]
pub struct Links<'a> {
    /// The map.
    pub map: &'a Map<'a>,
    /// How addresses are written.
    pub form: AddressForm,
    /// The school whose text it is; none for a practice example.
    pub school: Option<&'a School>,
    /// The document it belongs to.
    pub document: Option<&'a Document>,
    /// Where the sections of that document are, and which it has.
    pub secties: Secties<'a>,
}

impl Links<'_> {
    fn sectie(&self, id: &str) -> Option<String> {
        match self.secties {
            Secties::Here(shows) => shows(id).then(|| format!("#{id}")),
            Secties::There(shows) if shows(id) => {
                let page = self.map.document(self.school, self.document?)?;
                self.form.write(self.map, &page.at(id))
            }
            Secties::There(_) | Secties::None => None,
        }
    }

    fn file(&self, path: &str) -> Option<String> {
        let address = self.map.own_file(page::dir(self.school), path)?;
        self.form.write(self.map, &address)
    }
}

impl LinkResolver for Links<'_> {
    fn link(&self, target: &LinkTarget) -> Option<String> {
        let address = match target {
            LinkTarget::Item { lijst, id } => self.map.item(lijst, id),
            LinkTarget::School(slug) => self.map.page(Page::School(slug)),
            LinkTarget::Hulp(id) => self.map.page(Page::Hulpvraag(id)),
            LinkTarget::Sectie(id) => return self.sectie(id),
            LinkTarget::Bijlage(file) => return self.file(&self.document?.bijlagen.get(file)?.0),
            LinkTarget::Web(_) | LinkTarget::Mail(_) | LinkTarget::Tel(_) => return target.address(),
        };
        self.form.write(self.map, &address?)
    }

    fn picture(&self, file: &str) -> Option<Picture> {
        let picture = self.document?.pictures.get(file)?;
        Some(Picture { address: self.file(&picture.path)?, width: picture.width, height: picture.height })
    }
}
