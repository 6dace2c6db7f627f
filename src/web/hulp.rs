//! Pages of parents' questions: what may help, and what each school says it has.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;
use tera::{Context, Value};

use crate::model::catalogus::HULPVRAGEN;
use crate::model::datum::Datum;
use crate::model::lijst::{Item, Lijst};
use crate::model::site::{Contact, Document, School};
use crate::model::waarde::{ItemSleutel, Stand};
use crate::regio::grenzen::Grens;
use crate::regio::uitspraak::{self, Punt};
use crate::regio::{Outcome, SchoolFacts};
use crate::tekst::zinnen;

use super::limits::LimitView;
use super::ondersteuning::{NaamLink, Voorbeelden, bij, sectie_adres};
use super::school::ContactZicht;
use super::{Mislukt, Pagina, Web, wortel};

/// Up to this number of schools a page has their sentences; above it the names of what they have,
/// so that a page of a large region still opens on a phone.
const VOLUIT_HOOGSTENS: usize = 60;

/// Schools that say nothing are named up to this number; above it they are counted.
const NOEM_HOOGSTENS: usize = 30;

/// Names of a school on a page with many schools.
const NAMEN_HOOGSTENS: usize = 6;

/// Questions under a heading.
#[derive(Serialize)]
pub(super) struct Vraaggroep<'a> {
    naam: &'a str,
    vragen: Vec<Vraag<'a>>,
}

#[derive(Serialize)]
struct Vraag<'a> {
    id: &'a str,
    naam: &'a str,
    zin: Option<&'a str>,
}

/// What a school says for a question.
#[derive(Serialize)]
struct SchoolHulp<'a> {
    slug: &'a str,
    naam: &'a str,
    plaats: Option<&'a str>,
    /// How much there is, in a few words; a limit before help.
    telling: String,
    /// How many things there are that help.
    #[serde(skip)]
    help: usize,
    /// What the school says it cannot do about this question.
    limits: Vec<LimitView>,
    /// Where it names limits, none of them about this question.
    other_limits: Option<NaamLink>,
    /// Names of what is there, in place of the sentences on a page with many schools.
    namen: String,
    /// Names of where the school sends a child, there too.
    refers_names: String,
    wel: Vec<Regel>,
    /// Where it sends a child; that is no help of the school.
    refers: Vec<Regel>,
    niet: Vec<Regel>,
    /// What it writes about without saying whether it is there.
    over: Vec<Regel>,
    /// Whether the place of something is not stated, where the school is asked for it.
    place_unknown: bool,
    /// Where to read it all: the first section that says so, with the title of its document where that is no profile.
    read_at: Option<ReadAt>,
    peildatum: Option<String>,
    oud: bool,
    contact: Vec<ContactZicht<'a>>,
    /// Whether only the child's own school can bring it in.
    via_school: bool,
}

/// Where a school says what a page tells of it.
#[derive(Serialize)]
struct ReadAt {
    /// From the root.
    adres: String,
    /// Title of the document; none for a profile.
    document: Option<String>,
}

/// One thing that a school has or has not.
#[derive(Serialize)]
struct Regel {
    naam: String,
    /// Path from the root of the page that explains it.
    adres: Option<String>,
    zin: Option<String>,
    noten: Vec<Value>,
}

type Punten<'a> = Vec<BTreeMap<&'a str, Vec<Punt<'a>>>>;

impl Web<'_> {
    fn hulpvragen(&self) -> Option<&Lijst> {
        self.site.catalogus.lijst(HULPVRAGEN).map(AsRef::as_ref)
    }

    /// Paths of the pages of questions as the sitemap has them.
    pub(super) fn hulppaden(&self) -> impl Iterator<Item = String> {
        self.hulpvragen().into_iter().flat_map(Lijst::ids).map(|id| format!("hulp/{id}/"))
    }

    /// The questions under their headings, those without one last.
    pub(super) fn vraaggroepen(&self) -> Vec<Vraaggroep<'_>> {
        let mut uit: Vec<Vraaggroep<'_>> = Vec::new();
        let mut los = Vec::new();
        for item in self.hulpvragen().into_iter().flat_map(|l| &l.items) {
            let vraag = Vraag { id: &item.id, naam: &item.naam, zin: item.zin.as_deref() };
            match (&item.groep, uit.iter_mut().find(|g| item.groep.as_deref() == Some(g.naam))) {
                (Some(_), Some(groep)) => groep.vragen.push(vraag),
                (Some(naam), None) => uit.push(Vraaggroep { naam, vragen: vec![vraag] }),
                (None, _) => los.push(vraag),
            }
        }
        if !los.is_empty() {
            let naam = if uit.is_empty() { "Alle vragen" } else { "Andere vragen" };
            uit.push(Vraaggroep { naam, vragen: los });
        }
        uit
    }

    /// The pages of all questions, and the one that lists them.
    pub(super) fn hulp(&self) -> Vec<Mislukt> {
        let Some(lijst) = self.hulpvragen() else { return Vec::new() };
        let scholen = self.op_naam();
        let punten: Punten<'_> =
            scholen.par_iter().map(|feiten| uitspraak::eigen_punten(feiten, &self.site.catalogus)).collect();
        let voorbeelden = self.voorbeelden_bij();
        let mut fouten: Vec<Mislukt> = lijst
            .items
            .par_iter()
            .filter_map(|vraag| self.hulppagina(vraag, &scholen, &punten, &voorbeelden).err())
            .collect();
        fouten.extend(self.hulpindex().err());
        fouten
    }

    fn hulpindex(&self) -> Result<(), Mislukt> {
        let mut inhoud = Context::new();
        inhoud.insert("hulpvragen", &self.vraaggroepen());
        let pagina = Pagina {
            pad: "hulp/index.html",
            sjabloon: "hulpvragen.html",
            titel: "Waar zoekt u hulp bij?",
            omschrijving: "Kies waar uw kind hulp bij nodig heeft en lees welke hulp er op school is.",
            canoniek: None,
        };
        self.pagina(&pagina, inhoud)
    }

    fn hulppagina(
        &self,
        vraag: &Item,
        scholen: &[&SchoolFacts<'_>],
        punten: &Punten<'_>,
        voorbeelden: &Voorbeelden<'_>,
    ) -> Result<(), Mislukt> {
        let pad = format!("hulp/{}/index.html", vraag.id);
        if !self.wil(&pad) {
            return Ok(());
        }
        let catalogus = &self.site.catalogus;
        let paginas = self.woorden.paginas();
        let mut items = self.regio.bij_hulpvraag(&vraag.id);
        items.retain(|s| paginas.adres(&s.lijst, &s.item).is_some());
        items.retain(|s| catalogus.item(s).is_some_and(|i| i.vervallen.is_none()));
        items.sort_by_key(|s| paginas.lijsten().iter().position(|(id, _)| *id == s.lijst));
        let geen = Vec::new();
        let eigen = |index: usize| punten[index].get(vraag.id.as_str()).unwrap_or(&geen);
        let zegt_iets = |index: usize| {
            let feiten = scholen[index];
            let limits = self.regio.grenzen(feiten.school).for_hulpvraag(&vraag.id).next().is_some();
            limits || !eigen(index).is_empty() || items.iter().any(|s| spreekt(feiten, s))
        };
        let (wel, niet): (Vec<usize>, Vec<usize>) = (0..scholen.len()).partition(|index| zegt_iets(*index));
        let voluit = wel.len() <= VOLUIT_HOOGSTENS;
        let zicht =
            |index: &usize| self.school_hulp(scholen[*index], &vraag.id, &items, eigen(*index), voluit, &wortel(&pad));
        let met: Vec<SchoolHulp<'_>> = wel.iter().map(zicht).collect();
        let noem = if niet.len() > NOEM_HOOGSTENS { &[][..] } else { &niet };
        let zonder: Vec<NaamLink> = noem.iter().map(|index| self.schoollink(scholen[*index].school)).collect();
        let mut inhoud = Context::new();
        inhoud.insert("vraag", &Vraag { id: &vraag.id, naam: &vraag.naam, zin: vraag.zin.as_deref() });
        inhoud.insert("betekenis", &vraag.betekenis.as_deref().map(zinnen::met_punt));
        let count = |offers: bool, limited: bool| {
            met.iter().filter(|s| (s.help > 0) == offers && s.limits.is_empty() != limited).count()
        };
        inhoud.insert("aantal_met", &count(true, false));
        inhoud.insert("help_and_limit", &count(true, true));
        inhoud.insert("only_limit", &count(false, true));
        inhoud.insert("scholen", &met);
        inhoud.insert("voluit", &voluit);
        inhoud.insert("zonder", &zonder);
        inhoud.insert("aantal_zonder", &niet.len());
        inhoud.insert("lijsten", &self.per_lijst(&items));
        let sleutel = ItemSleutel { lijst: HULPVRAGEN.to_owned(), item: vraag.id.clone() };
        inhoud.insert("voorbeelden", &bij(voorbeelden, &sleutel, self.stand));
        let zin = vraag.zin.as_deref().map(zinnen::met_punt).unwrap_or_default();
        let omschrijving = format!("{zin} Lees wat kan helpen en welke scholen dat bieden.");
        let pagina = Pagina {
            pad: &pad,
            sjabloon: "hulpvraag.html",
            titel: &vraag.naam,
            omschrijving: omschrijving.trim(),
            canoniek: None,
        };
        self.pagina(&pagina, inhoud)
    }

    fn school_hulp<'s>(
        &'s self,
        feiten: &SchoolFacts<'s>,
        hulpvraag: &str,
        items: &[ItemSleutel],
        eigen: &[Punt<'_>],
        voluit: bool,
        wortel: &str,
    ) -> SchoolHulp<'s> {
        let (school, catalogus) = (feiten.school, &self.site.catalogus);
        let met_stand = |stand: Stand| {
            let cellen = items.iter().filter_map(|s| Some((s, feiten.outcome(s)?)));
            cellen.filter(move |(_, cel)| cel.stand == stand).collect::<Vec<_>>()
        };
        let (er, niet) = (met_stand(Stand::Ja), met_stand(Stand::Nee));
        let elsewhere = |(s, cel): &(&ItemSleutel, &Outcome<'_>)| uitspraak::refers_elsewhere(s, cel, catalogus);
        let (elders, wel): (Vec<_>, Vec<_>) = er.into_iter().partition(elsewhere);
        let (eigen_elders, eigen): (Vec<&Punt<'_>>, Vec<&Punt<'_>>) = eigen.iter().partition(|p| p.verwijst);
        // What the school tells in its own words is told, and counted, once.
        let is_own = |(item, _): &(&ItemSleutel, &Outcome<'_>)| eigen.iter().any(|p| p.is.contains(item));
        let (as_own, wel): (Vec<_>, Vec<_>) = wel.into_iter().partition(is_own);
        let limits: Vec<&Grens<'_>> = self.regio.grenzen(school).for_hulpvraag(hulpvraag).collect();
        // A name somewhere in a running text is no answer to a parent's question.
        let named = met_stand(Stand::Genoemd).into_iter().filter(|(_, cel)| !cel.is_text_only());
        let over: Vec<_> = named.chain(met_stand(Stand::NietVermeld)).collect();
        let data = wel.iter().chain(&as_own).chain(&elders).chain(&niet).chain(&over).map(|(_, cel)| cel.peildatum);
        let documenten = eigen.iter().chain(&eigen_elders).map(|p| p.document).chain(limits.iter().map(|g| g.document));
        let peildatum = data.chain(documenten.map(Document::stand)).max().flatten();
        let alle_namen =
            eigen.iter().map(|p| p.naam.clone()).chain(wel.iter().map(|(s, _)| catalogus.name_for_parents(s)));
        let regel = |(sleutel, cel): &(&ItemSleutel, &Outcome<'_>)| Regel {
            naam: catalogus.name_for_parents(sleutel),
            adres: self.woorden.adres(&sleutel.lijst, &sleutel.item),
            // What an item does in general is told once, below; here stands what the school says.
            zin: Some(uitspraak::zin(cel, catalogus)).filter(|zin| zin != uitspraak::HAS && cel.stand != Stand::Nee),
            noten: self.noten(wortel, school, cel),
        };
        let punt = |p: &&Punt<'_>| {
            let is: Vec<Regel> = as_own.iter().filter(|(item, _)| p.is.contains(item)).map(regel).collect();
            let mut noten: Vec<Value> = p.noot.map(|n| self.noot(wortel, school, p.document, n)).into_iter().collect();
            noten.extend(is.iter().flat_map(|r| r.noten.clone()));
            let zinnen: Vec<String> = p.zin.iter().cloned().chain(is.iter().filter_map(|r| r.zin.clone())).collect();
            Regel {
                naam: p.naam.clone(),
                adres: is.into_iter().find_map(|r| r.adres),
                zin: (!zinnen.is_empty()).then(|| zinnen.join(" ")),
                noten,
            }
        };
        let mut zicht = SchoolHulp {
            slug: &school.slug,
            naam: &school.naam,
            plaats: school.plaats.as_deref(),
            telling: telling(
                wel.len() + eigen.len(),
                limits.len(),
                elders.len() + eigen_elders.len(),
                (!niet.is_empty(), !over.is_empty()),
            ),
            help: wel.len() + eigen.len(),
            other_limits: self.section_of_limits(school).filter(|_| limits.is_empty()),
            limits: limits.into_iter().map(|g| LimitView::of(school, g)).collect(),
            namen: String::new(),
            refers_names: String::new(),
            wel: Vec::new(),
            refers: Vec::new(),
            niet: Vec::new(),
            over: Vec::new(),
            place_unknown: wel.iter().any(|(_, cel)| uitspraak::zonder_plaats(cel)),
            read_at: None,
            peildatum: peildatum.map(|d| d.to_string()),
            oud: peildatum.is_some_and(|d: Datum| d.ouder_dan_een_jaar(self.stand)),
            contact: Vec::new(),
            via_school: school.alleen_via_school(),
        };
        if voluit {
            // What a school itself names for the question says most.
            zicht.wel = eigen.iter().map(punt).chain(wel.iter().map(regel)).collect();
            zicht.refers = eigen_elders.iter().map(punt).chain(elders.iter().map(regel)).collect();
            zicht.niet = niet.iter().map(regel).collect();
            let cellen = wel.iter().chain(&as_own).chain(&elders).chain(&niet).chain(&over);
            let cellen = cellen.filter_map(|(_, c)| Some((c.document?, c)));
            let mut cellen = cellen.flat_map(|(document, c)| c.feiten.iter().map(move |f| (document, &*f.sectie)));
            let mut eigen = eigen.iter().chain(&eigen_elders).map(|p| (p.document, p.sectie));
            let first = cellen.find(|(document, sectie)| document.formaat.sectie(sectie).is_some());
            zicht.read_at = first.or_else(|| eigen.next()).map(|(document, sectie)| ReadAt {
                adres: sectie_adres(school, document, sectie),
                document: (!document.formaat.profiel).then(|| document.titel().to_owned()),
            });
            zicht.over = over.iter().map(|(sleutel, _)| self.over_regel(sleutel)).collect();
            zicht.contact = contact(school);
        } else {
            zicht.namen = enkele(alle_namen);
            let names = eigen_elders.iter().map(|p| p.naam.clone());
            zicht.refers_names = enkele(names.chain(elders.iter().map(|(s, _)| catalogus.name_for_parents(s))));
        }
        zicht
    }
}

impl Web<'_> {
    fn over_regel(&self, sleutel: &ItemSleutel) -> Regel {
        Regel {
            naam: self.site.catalogus.name_for_parents(sleutel),
            adres: self.woorden.adres(&sleutel.lijst, &sleutel.item),
            zin: None,
            noten: Vec::new(),
        }
    }
}

/// Whether a school says or writes anything of an item.
fn spreekt(feiten: &SchoolFacts<'_>, sleutel: &ItemSleutel) -> bool {
    feiten.outcome(sleutel).is_some_and(|outcome| !outcome.is_text_only())
}

/// Whom a parent asks first, and who can be called or mailed, if that is someone else. Where nobody
/// can be, whoever has a web page.
fn contact(school: &School) -> Vec<ContactZicht<'_>> {
    let bereikbaar = |c: &&Contact| c.bereik.telefoon.is_some() || c.bereik.mail.is_some();
    let on_the_web = |c: &&Contact| c.bereik.web.is_some();
    let eerste = school.contact.first();
    let found = school.contact.iter().find(bereikbaar).or_else(|| school.contact.iter().find(on_the_web));
    let ander = found.filter(|c| !eerste.is_some_and(|e| bereikbaar(&e) || std::ptr::eq(e, *c)));
    eerste.into_iter().chain(ander).map(ContactZicht::van).collect()
}

/// The first names, each once, and how many more there are.
fn enkele(all: impl Iterator<Item = String>) -> String {
    let mut namen: Vec<String> = Vec::new();
    for naam in all {
        if !namen.contains(&naam) {
            namen.push(naam);
        }
    }
    match namen.split_at_checked(NAMEN_HOOGSTENS) {
        Some((eerste, rest)) if rest.len() > 1 => format!("{} en nog {}", eerste.join(", "), rest.len()),
        _ => zinnen::opsomming(&namen),
    }
}

/// What a school says, in a few words: a limit before help, and help of the school before where it
/// sends a child.
fn telling(help: usize, limits: usize, refers: usize, (absent, mentioned): (bool, bool)) -> String {
    let help = match help {
        0 => None,
        1 => Some("1 soort hulp".to_owned()),
        _ => Some(format!("{help} soorten hulp")),
    };
    match (limits, help) {
        (0, Some(help)) => format!("noemt {help}"),
        (_, Some(help)) => format!("noemt een grens én {help}"),
        (1.., None) => "noemt een grens".to_owned(),
        (0, None) if refers > 0 => "verwijst door".to_owned(),
        (0, None) if absent => "heeft dit niet of nog niet".to_owned(),
        (0, None) if mentioned => "noemt dit, maar zegt niet of het er is".to_owned(),
        (0, None) => String::new(),
    }
}
