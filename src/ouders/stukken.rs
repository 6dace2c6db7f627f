//! Pieces that the summary for parents and the paragraph for the schoolgids share: whom to ask,
//! where the limits are, how old the facts are, and links that work away from the website.

use jiff::civil::Date;
use serde::Serialize;
use tera::Value;

use crate::bron::Plek;
use crate::model::filenames::in_address;
use crate::model::formaat::{Onderwerp, Sectie, Soort};
use crate::model::site::{Document, Instantie, School, Site};
use crate::soorten::Schrijver;
use crate::tekst::{Afbeelding, Doel, Markdown, Oplosser, zinnen};

/// Links in a text that leaves the website: whole addresses, or plain words where nobody said
/// where the site is. Images stay behind.
pub(crate) struct LosseLinks<'a> {
    pub(crate) site: &'a Site,
    pub(crate) school: &'a School,
    pub(crate) document: Option<&'a Document>,
}

impl Oplosser for LosseLinks<'_> {
    fn link(&self, doel: &Doel) -> Option<String> {
        let op_site = |pad: String| self.site.gegevens.basis_url.as_ref().map(|basis| format!("{basis}/{pad}"));
        let slug = &self.school.slug;
        match doel {
            Doel::Web(_) | Doel::Mail(_) | Doel::Tel(_) => doel.adres(),
            Doel::Item { lijst, id } => op_site(format!("begrippen/#{lijst}-{id}")),
            Doel::Sectie(id) => op_site(format!("scholen/{slug}/profiel/#{id}")),
            Doel::School(slug) => self.site.school(slug).and_then(|_| op_site(format!("scholen/{slug}/"))),
            Doel::Bijlage(bestand) => {
                let (pad, _) = self.document?.bijlagen.get(bestand)?;
                op_site(format!("bestanden/{slug}/{}", in_address(pad)))
            }
            Doel::Hulp(_) => None,
        }
    }

    fn afbeelding(&self, _bestand: &str) -> Option<Afbeelding> {
        None
    }
}

/// The whole address of the page for parents, if it is known where the site is.
pub fn adres(site: &Site, school: &School) -> Option<String> {
    site.gegevens.basis_url.as_ref().map(|basis| format!("{basis}/scholen/{}/", school.slug))
}

/// Someone parents can turn to.
#[derive(Debug, Serialize)]
pub struct ContactZicht {
    /// Role or name.
    pub wie: String,
    /// What they are for.
    pub zin: Option<String>,
    /// Telephone, mail and web, each as a link.
    pub adressen: Vec<Value>,
}

/// How much of a text is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lengte {
    /// Sentences.
    pub zinnen: usize,
    /// Characters.
    pub tekens: usize,
}

impl Lengte {
    /// All of it.
    pub const HEEL: Self = Self { zinnen: usize::MAX, tekens: usize::MAX };

    /// The beginning of a plain text.
    pub fn kort(self, tekst: &str) -> String {
        let tekst: String = zinnen::zinnen(tekst).into_iter().take(self.zinnen).collect::<Vec<_>>().join(" ");
        zinnen::afkappen(&tekst, self.tekens)
    }

    /// The most characters of a name or an address.
    fn naam(self) -> usize {
        if self == Self::HEEL { usize::MAX } else { self.tekens.min(90) }
    }

    /// Whether a text may stand as it is, with its lists.
    pub(crate) fn past(self, tekst: &str) -> bool {
        let regels = self.tekens / 80;
        self == Self::HEEL
            || tekst.chars().count() <= self.tekens
                && tekst.lines().count() <= regels
                && zinnen::zinnen(tekst).len() <= self.zinnen
    }

    /// A text, as it is where it is short enough, else its beginning as one paragraph.
    pub fn tekst(self, markdown: &Markdown, kop: u8, schrijver: &mut Schrijver<'_>) -> Option<Value> {
        if self.past(&markdown.platte_tekst()) {
            return (!markdown.is_leeg()).then(|| schrijver.blok(markdown, kop));
        }
        // What is left out shows: the sentence that is missing may hold a condition.
        let begin =
            format!("{} …", zinnen::afkappen(&markdown.eerste_zinnen(self.zinnen), self.tekens).trim_end_matches('…'));
        (begin != " …").then(|| schrijver.alinea(&begin, &markdown.plek))
    }
}

/// Whom parents can turn to, in the order of the school.
pub(crate) fn contacten(school: &School, lengte: Lengte, schrijver: &mut Schrijver<'_>) -> Vec<ContactZicht> {
    let zicht = |c: &crate::model::site::Contact| {
        instantie(&zinnen::hoofdletter(&c.wie.naam), &c.bereik, &c.wie.plek, lengte, schrijver)
    };
    school.contact.iter().map(zicht).collect()
}

/// An organisation or role, with the ways to reach it.
pub(crate) fn instantie(
    naam: &str,
    bereik: &Instantie,
    plek: &Plek,
    lengte: Lengte,
    schrijver: &mut Schrijver<'_>,
) -> ContactZicht {
    let mut adressen = Vec::new();
    let mut voeg_toe = |adres: String, woorden: &str| {
        adressen.push(schrijver.link(&adres, &zinnen::afkappen(woorden, lengte.naam()), plek));
    };
    if let Some(nummer) = &bereik.telefoon {
        voeg_toe(format!("tel:{nummer}"), nummer);
    }
    if let Some(mail) = &bereik.mail {
        voeg_toe(format!("mailto:{mail}"), mail);
    }
    if let Some(web) = &bereik.web {
        let kort = web.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/');
        voeg_toe(web.clone(), kort);
    }
    ContactZicht {
        wie: zinnen::afkappen(naam, lengte.naam()),
        zin: bereik.zin.as_ref().map(|z| zinnen::met_punt(&lengte.kort(z))).filter(|z| !z.is_empty()),
        adressen,
    }
}

/// Telephone numbers of the buildings, for a school whose contacts have none.
pub(crate) fn vestigingen(school: &School, schrijver: &mut Schrijver<'_>) -> Vec<ContactZicht> {
    if school.contact.iter().any(|c| c.bereik.telefoon.is_some()) {
        return Vec::new();
    }
    let met_nummer = school.vestigingen.iter().filter(|v| v.telefoon.is_some());
    met_nummer
        .map(|v| {
            let naam = v.naam.as_deref().or(v.plaats.as_deref()).unwrap_or(&school.naam);
            let bereik = Instantie { telefoon: v.telefoon.clone(), ..Instantie::default() };
            instantie(naam, &bereik, &school.plek, Lengte { zinnen: 1, tekens: 90 }, schrijver)
        })
        .collect()
}

/// Sections about a subject, with what the school tells parents there.
pub(crate) fn voor_ouders(document: &Document, onderwerp: Onderwerp) -> Vec<&Markdown> {
    let secties = document.formaat.secties().filter(|s| s.onderwerp == Some(onderwerp));
    secties.filter_map(|s| document.antwoorden.get(&s.id)?.voor_ouders.as_ref()).filter(|t| !t.is_leeg()).collect()
}

/// How help begins, as the school tells parents: at the route itself, else in another section
/// about it.
pub(crate) fn route(document: &Document) -> Option<&Markdown> {
    let secties = || document.formaat.secties().filter(|s| s.onderwerp == Some(Onderwerp::Route));
    let routes = secties().filter(|s| s.soort == Soort::Stroomschema);
    let tekst = |s: &Sectie| document.antwoorden.get(&s.id)?.voor_ouders.as_ref().filter(|t| !t.is_leeg());
    routes.chain(secties()).find_map(tekst)
}

/// Titles of the sections in which the profile says what the school cannot offer, in a row.
pub(crate) fn about_limits(document: &Document) -> Option<String> {
    let titels: Vec<&str> = document.about(Onderwerp::Grenzen).into_iter().map(|s| s.titel.as_str()).collect();
    (!titels.is_empty()).then(|| zinnen::opsomming(&titels))
}

/// When the facts of a document were true.
#[derive(Debug, Serialize)]
pub struct Stand {
    /// "schooljaar 2024-2025" or "de periode ..."; empty when neither is known.
    pub tijdvak: String,
    /// The day, month or year of its facts.
    pub van: Option<String>,
    /// When the school adopted it, where that is another day: "op 1 september 2024".
    pub vastgesteld: Option<String>,
    /// Until when it holds.
    pub geldig_tot: Option<String>,
    /// Older than a year on the reference day.
    pub oud: bool,
}

impl Stand {
    /// Of a document, judged on a day.
    pub fn van(document: &Document, stand: Date) -> Self {
        let tijdvak = match document.tijdvak() {
            leeg if leeg.is_empty() => leeg,
            jaar if document.periode.is_none() => format!("schooljaar {jaar}"),
            periode => format!("de periode {periode}"),
        };
        let vastgesteld = document.vastgesteld.filter(|d| document.stand() != Some(*d));
        Self {
            tijdvak,
            van: document.stand().map(|d| d.to_string()),
            vastgesteld: vastgesteld.map(|d| d.with_preposition()),
            geldig_tot: document.geldig_tot.map(|d| d.to_string()),
            oud: document.is_oud(stand),
        }
    }
}
