//! Pages of one school: the page for parents, the profile, its documents per year, and its files.

use serde::Serialize;
use tera::{Context, Value};

use crate::melding::Melding;
use crate::model::formaat::{Onderwerp, Soort};
use crate::model::site::{Contact, Document, Illustration, School};
use crate::model::value::Content;
use crate::ouders::overview::overview;
use crate::pages::{AddressForm, File, Links, Map, Page, Secties};
use crate::regio::years;
use crate::soorten::{Medium, Writer};
use crate::text::{Afkortingen, Markdown, html, sentences};
use crate::theme::ThemeMedium;
use crate::view::ouders::subjects;
use crate::view::years::ChangeView;
use crate::view::{self, HoofdstukView};

use super::search_engines;
use super::{Draft, OrganizationView, PageError, Web, safe};

/// A school as pages see it.
#[derive(Serialize)]
pub(super) struct SchoolView<'a> {
    slug: &'a str,
    /// Addresses of its pages and files, from the root.
    to: SchoolAddresses,
    name: &'a str,
    plaats: Option<&'a str>,
    onderwijstypen: String,
    bestuur: Option<&'a str>,
    samenwerkingsverbanden: String,
    /// Where it is explained what a samenwerkingsverband is, from the root.
    what_swv_is: Option<String>,
    vestigingen: Vec<VestigingView<'a>>,
    description: Option<Value>,
    contact: Vec<ContactView<'a>>,
    logo: Option<PictureView>,
    photo: Option<PictureView>,
    /// Whether only the child's own school can bring it in.
    via_school: bool,
}

/// The addresses of a school, from the root; none for what is not made.
#[derive(Serialize)]
struct SchoolAddresses {
    page: String,
    schoolgids: Option<String>,
    ouders_pdf: Option<String>,
    schoolgids_pdf: Option<String>,
}

impl SchoolAddresses {
    fn of(school: &School, map: &Map<'_>) -> Self {
        let slug = &school.slug;
        let file = |file| map.file(file).map(|address| address.from_root());
        Self {
            page: Page::School(slug).address().from_root(),
            schoolgids: map.page(Page::Schoolgids(slug)).map(|address| address.from_root()),
            ouders_pdf: file(File::Ouders(slug)),
            schoolgids_pdf: file(File::Schoolgids(slug)),
        }
    }
}

#[derive(Serialize)]
struct VestigingView<'a> {
    name: Option<&'a str>,
    brin: Option<&'a str>,
    address: Option<&'a str>,
    postcode: Option<&'a str>,
    plaats: Option<&'a str>,
    phone: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct ContactView<'a> {
    /// The role.
    who: String,
    bereik: OrganizationView<'a>,
}

impl<'a> ContactView<'a> {
    pub(super) fn of(contact: &'a Contact) -> Self {
        Self { who: sentences::capitalize(&contact.who.name), bereik: OrganizationView::of(&contact.bereik) }
    }
}

#[derive(Serialize)]
struct PictureView {
    address: String,
    alt: String,
    width: u32,
    height: u32,
}

/// A document as pages see it.
#[derive(Serialize)]
struct DocumentView {
    title: String,
    schooljaar: String,
    peildatum: Option<String>,
    adopted: Option<String>,
    valid_until: Option<String>,
    /// Whether its facts are out of date on the reference date.
    old: bool,
    concept: bool,
    /// Whether it is the current profile.
    current: bool,
    /// Whether its format is one for profiles.
    profiel: bool,
    /// Addresses of its page and its PDF, from the root.
    page: String,
    pdf: Option<String>,
}

impl SchoolView<'_> {
    pub(super) fn name(&self) -> &str {
        self.name
    }
}

impl Web<'_> {
    pub(super) fn school(&self, school: &School) -> Result<(), PageError> {
        if self.sink.wants_below(&Page::School(&school.slug).folder()) {
            self.ouder_page(school)?;
            self.schoolgids(school)?;
            self.documenten(school)?;
        }
        for old in &school.old_slugs {
            self.redirect_page(&old.text, school)?;
        }
        self.files(school)
    }

    fn documenten(&self, school: &School) -> Result<(), PageError> {
        for document in self.map.documenten(school) {
            self.document(school, document, Page::Document(school, document))?;
            // The current profile stands at the address of its year too.
            if school.is_current(document) {
                self.document(school, document, Page::Year(school, document))?;
            }
        }
        Ok(())
    }

    fn ouder_page(&self, school: &School) -> Result<(), PageError> {
        let page = Page::School(&school.slug);
        if !self.wants(page) {
            return Ok(());
        }
        let profiel = school.profiel();
        let mut content = Context::new();
        content.insert("school", &self.school_view(school, &page.root()));
        content.insert("json_ld", &safe(&search_engines::json_ld(school, &self.map)));
        content.insert("share_image", &search_engines::share_image(school, &self.map));
        let catalogus = &self.site.catalogus;
        let outcomes = self.regio.school(&school.slug);
        let overview = outcomes.map(|outcomes| overview(outcomes, catalogus)).unwrap_or_default();
        // The profile comes first, then what other current documents say.
        let current =
            outcomes.into_iter().flat_map(|outcomes| outcomes.profile_first().into_iter().map(move |d| (outcomes, d)));
        let subjects = current.map(|(outcomes, document)| {
            let afkortingen = afkortingen(document);
            let shows = |id: &str| view::shows(document, Some(school), catalogus, id);
            let root = page.root();
            let links = self.links(&root, Some(school), document, &shows);
            let mut writer = Writer::new(Medium::Web, &links, catalogus, Some(school), document, &afkortingen);
            subjects::onderwerpen(outcomes, &overview, document, catalogus, &mut writer)
        });
        content.insert("onderwerpen", &subjects::merge(subjects.collect()));
        for name in ["profiel", "elsewhere", "since"] {
            content.insert_value(name, Value::none());
        }
        content.insert("numbers", &[(); 0]);
        if let Some(document) = profiel {
            content.insert("profiel", &self.document_view(school, document));
            content.insert("elsewhere", &elsewhere(document));
            content.insert("numbers", &numbers(document));
            content.insert("since", &years::previous(school, document, catalogus).map(Document::period_label));
        }
        let others: Vec<DocumentView> = self
            .map
            .documenten(school)
            .filter(|d| !school.is_current(d))
            .map(|d| self.document_view(school, d))
            .collect();
        content.insert("other_documenten", &others);
        let description = match &school.description {
            Some(text) => text.first_sentences(1),
            None => self.say("school.description", &[("school", &school.name)]),
        };
        let draft =
            Draft { page, template: "school.html", title: &school.name, description: &description, canonical: None };
        self.page(&draft, content)
    }

    /// The text of a document, for a page on which it stands.
    pub(super) fn hoofdstukken(
        &self,
        school: Option<&School>,
        document: &Document,
        page: Page<'_>,
    ) -> Result<Vec<HoofdstukView>, Box<Melding>> {
        let afkortingen = afkortingen(document);
        let catalogus = &self.site.catalogus;
        let shows = |id: &str| view::shows(document, school, catalogus, id);
        let (form, secties) = (AddressForm::OnPage(page.root()), Secties::Here(&shows));
        let links = Links { map: &self.map, form, school, document: Some(document), secties };
        let mut writer = Writer::new(Medium::Web, &links, catalogus, school, document, &afkortingen);
        let render = |soort: Soort, context: &Context| self.theme.render_sectie(ThemeMedium::Web, soort, context);
        view::hoofdstukken(document, self.regio.spoken_of(school, document), &mut writer, &render)
    }

    fn document(&self, school: &School, document: &Document, page: Page<'_>) -> Result<(), PageError> {
        if !self.wants(page) {
            return Ok(());
        }
        let view = self.document_view(school, document);
        let title = format!("{}{}, {}", self.concept_prefix(document), document.title(), school.name);
        let description = self.say(
            "profiel.description",
            &[("title", &document.title()), ("school", &school.name), ("period", &document.period_label())],
        );
        let mut content = Context::new();
        content.insert("school", &self.school_view(school, &page.root()));
        content.insert("document", &view);
        let facts = self.regio.school(&school.slug);
        content.insert("change", &facts.and_then(|facts| ChangeView::of(facts, document, &self.site.catalogus)));
        content.insert("hoofdstukken", &self.hoofdstukken(Some(school), document, page)?);
        let draft = Draft {
            page,
            template: "profiel.html",
            title: &title,
            description: &description,
            canonical: Some(Page::Document(school, document)),
        };
        self.page(&draft, content)
    }

    /// A page at an old address, which leads on to the new one.
    fn redirect_page(&self, old: &str, school: &School) -> Result<(), PageError> {
        let mut content = Context::new();
        let page = Page::School(old);
        content.insert("school", &self.school_view(school, &page.root()));
        let description = self.say("redirect.description", &[("school", &school.name)]);
        let draft = Draft {
            page,
            template: "redirect.html",
            title: &school.name,
            description: &description,
            canonical: Some(Page::School(&school.slug)),
        };
        self.page(&draft, content)
    }

    /// Images and attachments, once each.
    fn files(&self, school: &School) -> Result<(), PageError> {
        let mut all: std::collections::BTreeMap<&str, &[u8]> = std::collections::BTreeMap::new();
        for picture in [&school.logo, &school.photo].into_iter().flatten() {
            all.insert(&picture.picture.path, &picture.picture.bytes);
        }
        for document in self.map.documenten(school) {
            all.extend(document.pictures.values().map(|a| (a.path.as_str(), &a.bytes[..])));
            all.extend(document.bijlagen.values().map(|(path, bytes)| (path.as_str(), &bytes[..])));
        }
        for (path, bytes) in all {
            self.file(File::Own(&school.slug, path), bytes)?;
        }
        Ok(())
    }

    pub(super) fn school_view<'s>(&self, school: &'s School, root: &str) -> SchoolView<'s> {
        let picture = |picture: &Illustration| PictureView {
            address: format!("{root}{}", File::Own(&school.slug, &picture.picture.path).address().from_root()),
            alt: picture.alt.clone(),
            width: picture.picture.width,
            height: picture.picture.height,
        };
        let form = AddressForm::OnPage(root.to_owned());
        let links = Links { map: &self.map, form, school: Some(school), document: None, secties: Secties::None };
        let short = |text: &Markdown| safe(&html::write(text, &links, 2));
        SchoolView {
            slug: &school.slug,
            to: SchoolAddresses::of(school, &self.map),
            name: &school.name,
            plaats: school.plaats.as_deref(),
            onderwijstypen: sentences::join_and(&school.onderwijstypen),
            bestuur: school.bestuur.as_deref(),
            samenwerkingsverbanden: sentences::join_and(&school.samenwerkingsverbanden),
            what_swv_is: self.map.item("plaatsen", "swv").map(|address| address.from_root()),
            vestigingen: school
                .vestigingen
                .iter()
                .map(|v| VestigingView {
                    name: v.name.as_deref(),
                    brin: v.brin.as_deref(),
                    address: v.address.as_deref(),
                    postcode: v.postcode.as_deref(),
                    plaats: v.plaats.as_deref(),
                    phone: v.phone.as_deref(),
                })
                .collect(),
            description: school.description.as_ref().map(short),
            contact: school.contact.iter().map(ContactView::of).collect(),
            logo: school.logo.as_ref().map(picture),
            photo: school.photo.as_ref().map(picture),
            via_school: school.only_via_school(),
        }
    }

    fn document_view(&self, school: &School, document: &Document) -> DocumentView {
        DocumentView {
            title: document.title().to_owned(),
            schooljaar: document.period_label(),
            peildatum: document.facts_date().map(|d| d.to_string()),
            adopted: document.adopted.map(|d| d.with_preposition()),
            valid_until: document.valid_until.map(|d| d.to_string()),
            old: document.is_old(self.today),
            concept: document.concept,
            current: school.is_current(document),
            profiel: document.formaat.profiel,
            page: Page::Document(school, document).address().from_root(),
            pdf: self.map.file(File::Document(school, document)).map(|address| address.from_root()),
        }
    }
}

/// A section of the profile to which a page may send its readers.
#[derive(Serialize)]
struct SectieLink<'a> {
    id: &'a str,
    title: &'a str,
}

/// Sections of the profile in which parents can read more, by subject.
fn elsewhere(document: &Document) -> std::collections::BTreeMap<&'static str, Vec<SectieLink<'_>>> {
    let links = |onderwerp: Onderwerp| {
        let secties = document.about(onderwerp).into_iter();
        (onderwerp.word(), secties.map(|s| SectieLink { id: &s.id, title: &s.title }).collect())
    };
    [Onderwerp::Aanbod, Onderwerp::Grenzen].into_iter().map(links).collect()
}

/// A telephone number in a field of the profile.
#[derive(Serialize)]
struct Number<'a> {
    /// Title of its field.
    who: &'a str,
    number: &'a str,
}

/// The telephone numbers in fields of the profile.
fn numbers(document: &Document) -> Vec<Number<'_>> {
    let mut out = Vec::new();
    for sectie in document.formaat.secties() {
        let Some(antwoord) = document.antwoorden.get(&sectie.id) else { continue };
        for (index, filled) in antwoord.fields() {
            if let (Some(field), Content::Phone(number)) = (sectie.fields.get(index), &filled.content) {
                out.push(Number { who: &field.title, number });
            }
        }
    }
    out
}

impl Web<'_> {
    /// What stands before the title of a concept.
    pub(super) fn concept_prefix(&self, document: &Document) -> String {
        if document.concept { self.say("common.concept", &[]) + " " } else { String::new() }
    }
}

/// The abbreviations of a document, which are explained where they stand.
pub(crate) fn afkortingen(document: &Document) -> Afkortingen {
    Afkortingen::new(document.afkortingen.iter().map(|a| (a.short.clone(), a.in_full.clone())).collect())
}
