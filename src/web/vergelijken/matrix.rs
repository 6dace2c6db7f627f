//! One table of schools and columns, and the pages it takes.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use tera::{Context, Value};

use crate::model::site::School;
use crate::model::waarde::{ItemSleutel, Stand};
use crate::regio::SchoolFacts;
use crate::regio::lezing::{self, Lezing};
use crate::tekst::zinnen;

use super::super::{Mislukt, Pagina, Web, veilig, wortel};
use super::cellen::{Cellen, telling};

/// Up to this many schools stand next to each other as columns, with the items as rows.
const NAAST: usize = 6;
/// Schools on one page at most; a larger region is cut into parts by town.
pub(super) const PER_DEEL: usize = 120;

/// A table of schools against something.
pub(super) struct Matrix {
    /// Path of its (first) page from the root.
    pub(super) pad: String,
    pub(super) titel: String,
    /// The list it shows, if it shows one.
    pub(super) lijst: Option<String>,
    pub(super) kolommen: Vec<Kolom>,
    pub(super) soort: Soort,
}

/// What a column is about.
#[derive(Serialize)]
pub(super) struct Kolom {
    pub(super) naam: String,
    /// Page that explains it, from the root.
    pub(super) pagina: Option<String>,
}

/// What the cells say.
pub(super) enum Soort {
    /// What schools have of the items of a list.
    Aanbod(Vec<ItemSleutel>),
    /// What schools score on one scale.
    Schaal(String, Vec<ItemSleutel>),
    /// What helps with one parents' question.
    Vraag(String, Vec<ItemSleutel>),
    /// How much helps with each question.
    Vragen(Vec<(String, Vec<ItemSleutel>)>),
}

#[derive(Serialize)]
struct RijZicht<'a> {
    slug: &'a str,
    naam: &'a str,
    plaats: String,
    /// From when its facts are, and whether they are out of date.
    van: String,
    oud: bool,
    /// Numbers of towns, kinds of education and boards, for the filters.
    p: String,
    t: String,
    b: String,
    /// How many of the things it has.
    n: usize,
    cellen: Value,
}

/// A row of the small table: one thing, with a cell per school.
#[derive(Serialize)]
struct DingZicht {
    naam: String,
    pagina: Option<String>,
    cellen: Value,
}

#[derive(Serialize)]
struct Teken {
    klasse: String,
    teken: String,
    woorden: String,
}

#[derive(Serialize)]
struct Link {
    naam: String,
    pagina: String,
}

/// A part of a region that is too large for one page.
struct Deel<'a> {
    titel: String,
    pad: String,
    scholen: Vec<&'a SchoolFacts<'a>>,
}

impl Matrix {
    /// "36 onderdelen".
    pub(super) fn omvang(&self) -> String {
        lezing::aantal(self.kolommen.len(), "onderdeel", "onderdelen")
    }

    fn items(&self) -> Vec<ItemSleutel> {
        match &self.soort {
            Soort::Aanbod(items) | Soort::Schaal(_, items) | Soort::Vraag(_, items) => items.clone(),
            Soort::Vragen(vragen) => vragen.iter().flat_map(|(_, items)| items.clone()).collect(),
        }
    }

    fn sjabloonsoort(&self) -> &'static str {
        match self.soort {
            Soort::Aanbod(_) => "aanbod",
            Soort::Schaal(..) => "schaal",
            Soort::Vraag(..) => "vraag",
            Soort::Vragen(_) => "vragen",
        }
    }

    /// The cells of a school: a summary first, then one per column. `None`: it says nothing here.
    fn rij(&self, feiten: &SchoolFacts<'_>, cellen: &Cellen<'_>) -> Option<(usize, Vec<String>)> {
        let ja = |items: &[ItemSleutel]| items.iter().filter(|i| feiten.stand(i) == Stand::Ja).count();
        match &self.soort {
            Soort::Aanbod(items) => {
                items.iter().any(|i| feiten.outcome(i).is_some()).then_some(())?;
                let mut rij = vec![cellen.aantal(ja(items))];
                rij.extend(items.iter().map(|i| cellen.aanbod(feiten, i)));
                Some((ja(items), rij))
            }
            Soort::Schaal(schaal, items) => {
                let aantal = cellen.catalogus.schalen.get(schaal)?.waarden.len();
                let tellingen = telling(feiten, schaal, items, aantal, cellen.catalogus);
                (tellingen.iter().sum::<usize>() > 0).then_some(())?;
                // Sorted by the number of high values: the higher half of the scale.
                let hoog = tellingen.iter().skip(aantal.div_ceil(2)).sum();
                let mut rij = vec![cellen.verdeling(feiten, schaal, items)];
                rij.extend(items.iter().map(|i| cellen.score(feiten, i, schaal)));
                Some((hoog, rij))
            }
            Soort::Vraag(vraag, items) => {
                let helpt = cellen.helpt(feiten, vraag, items).len();
                let speaks = cellen.is_limited(feiten, vraag) || items.iter().any(|i| feiten.outcome(i).is_some());
                (helpt > 0 || speaks).then_some(())?;
                let mut rij = vec![cellen.helps(feiten, vraag, helpt)];
                rij.extend(items.iter().map(|i| cellen.aanbod(feiten, i)));
                rij.push(cellen.eigen(feiten, vraag));
                Some((helpt, rij))
            }
            Soort::Vragen(vragen) => {
                (!feiten.documenten.is_empty()).then_some(())?;
                let beantwoord = vragen.iter().filter(|(v, i)| !cellen.helpt(feiten, v, i).is_empty()).count();
                let mut rij = vec![cellen.aantal(beantwoord)];
                rij.extend(vragen.iter().map(|(v, items)| cellen.vraag(feiten, v, items)));
                Some((beantwoord, rij))
            }
        }
    }
}

impl Web<'_> {
    /// Writes all pages of a matrix.
    pub(super) fn schrijf_matrix(&self, matrix: &Matrix) -> Result<(), Mislukt> {
        let mut scholen: Vec<&SchoolFacts<'_>> = self.regio.scholen.iter().collect();
        scholen.sort_by_cached_key(|s| s.school.naam.to_lowercase());
        if scholen.len() <= PER_DEEL {
            return self.deelpagina(matrix, &matrix.pad, &matrix.titel, &scholen, &[]);
        }
        let delen = delen(matrix, scholen);
        let links: Vec<Link> = delen.iter().map(|d| Link { naam: d.titel.clone(), pagina: d.pad.clone() }).collect();
        for deel in &delen {
            let titel = format!("{}: {}", matrix.titel, deel.titel);
            self.deelpagina(matrix, &deel.pad, &titel, &deel.scholen, &links)?;
        }
        self.overzicht(matrix, &links)
    }

    /// The first page of a matrix in parts: totals of the whole region, and the way to the parts.
    fn overzicht(&self, matrix: &Matrix, delen: &[Link]) -> Result<(), Mislukt> {
        if !self.wil(&matrix.pad) {
            return Ok(());
        }
        #[derive(Serialize)]
        struct Totaal {
            naam: String,
            wel: usize,
            niet: usize,
            genoemd: usize,
            onbekend: usize,
        }
        let tel = |item: &ItemSleutel, wat| self.regio.scholen.iter().filter(|s| s.stand(item) == wat).count();
        let totalen: Vec<Totaal> = match &matrix.soort {
            Soort::Aanbod(items) => items
                .iter()
                .zip(&matrix.kolommen)
                .map(|(item, kolom)| Totaal {
                    naam: kolom.naam.clone(),
                    wel: tel(item, Stand::Ja),
                    niet: tel(item, Stand::Nee),
                    genoemd: tel(item, Stand::Genoemd),
                    onbekend: tel(item, Stand::NietVermeld),
                })
                .collect(),
            _ => Vec::new(),
        };
        let mut inhoud = Context::new();
        inhoud.insert("delen", delen);
        inhoud.insert("totalen", &totalen);
        inhoud.insert("soort", matrix.sjabloonsoort());
        let omschrijving = format!("Vergelijk scholen op: {}.", lezing::met_kleine_letter(&matrix.titel));
        let pagina = Pagina {
            pad: &matrix.pad,
            sjabloon: "matrix-delen.html",
            titel: &matrix.titel,
            omschrijving: &omschrijving,
            canoniek: None,
        };
        self.pagina(&pagina, inhoud)
    }

    fn deelpagina(
        &self,
        matrix: &Matrix,
        pad: &str,
        titel: &str,
        scholen: &[&SchoolFacts<'_>],
        delen: &[Link],
    ) -> Result<(), Mislukt> {
        if !self.wil(pad) {
            return Ok(());
        }
        let items = matrix.items();
        let naar = delen.is_empty().then(|| wortel(pad));
        let naast = scholen.len() <= NAAST && delen.is_empty();
        let cellen = Cellen::nieuw(&self.regio, &items, naar, !naast);
        let (mut rijen, mut stil) = (Vec::new(), Vec::new());
        for feiten in scholen {
            match matrix.rij(feiten, &cellen) {
                Some((n, rij)) => rijen.push((*feiten, n, rij)),
                None => stil.push(Link {
                    naam: feiten.school.naam.clone(),
                    pagina: format!("scholen/{}/index.html", feiten.school.slug),
                }),
            }
        }
        let mut inhoud = Context::new();
        inhoud.insert("soort", matrix.sjabloonsoort());
        inhoud.insert("lijst", &matrix.lijst);
        inhoud.insert("kolommen", &matrix.kolommen);
        inhoud.insert("eigen", &matches!(matrix.soort, Soort::Vraag(..)));
        inhoud.insert("stil", &stil);
        inhoud.insert("delen", delen);
        inhoud.insert("legenda", &self.legenda(matrix, &rijen.iter().map(|(s, ..)| s.school).collect::<Vec<_>>()));
        inhoud.insert(
            "bedragen",
            &cellen.rangen.keys().filter_map(|i| items.iter().position(|a| a == *i)).collect::<Vec<_>>(),
        );
        for leeg in ["dingen", "scholen", "rijen"] {
            inhoud.insert(leeg, &Vec::<u8>::new());
        }
        // Few schools read best next to each other, with the things in rows.
        if naast {
            let namen: Vec<Link> = rijen
                .iter()
                .map(|(s, ..)| Link {
                    naam: s.school.naam.clone(),
                    pagina: format!("scholen/{}/index.html", s.school.slug),
                })
                .collect();
            inhoud.insert("scholen", &namen);
            inhoud.insert("dingen", &self.dingen(matrix, &rijen));
        } else {
            let filters = Filters::van(rijen.iter().map(|(s, ..)| s.school));
            inhoud.insert("rijen", &rijen.into_iter().map(|r| filters.rij(r, self)).collect::<Vec<_>>());
            inhoud.insert("filters", &filters);
        }
        let omschrijving = format!("Vergelijk scholen op: {}.", lezing::met_kleine_letter(&matrix.titel));
        let pagina = Pagina { pad, sjabloon: "matrix.html", titel, omschrijving: &omschrijving, canoniek: None };
        self.pagina(&pagina, inhoud)
    }

    /// Rows of the small table: from when it is, the summary, then one per column.
    fn dingen(&self, matrix: &Matrix, rijen: &[(&SchoolFacts<'_>, usize, Vec<String>)]) -> Vec<DingZicht> {
        let eerste = match matrix.soort {
            Soort::Schaal(..) => "Verdeling",
            Soort::Vragen(_) => "Bij hoeveel vragen er iets is",
            Soort::Aanbod(_) | Soort::Vraag(..) => "Hoeveel er is",
        };
        let laatste = matches!(matrix.soort, Soort::Vraag(..)).then_some("Eigen aanbod van de school");
        let namen = std::iter::once((eerste, None))
            .chain(matrix.kolommen.iter().map(|k| (k.naam.as_str(), k.pagina.clone())))
            .chain(laatste.map(|naam| (naam, None)));
        // On a phone the row becomes a list, so each cell says whose it is.
        let met_naam = |feiten: &SchoolFacts<'_>, cel: &str| {
            let naam = crate::tekst::html::ontsnap(&feiten.school.naam);
            cel.replacen("<td", &format!("<td data-label=\"{naam}\""), 1)
        };
        let van = rijen.iter().map(|(feiten, ..)| {
            let (dag, oud) = self.gegevens_van(feiten);
            let dag = if dag.is_empty() { "niet vermeld" } else { &dag };
            let oud = if oud { " <b class=\"oud\">(ouder dan een jaar)</b>" } else { "" };
            met_naam(feiten, &format!("<td class=\"van\">{}{oud}</td>", crate::tekst::html::ontsnap(dag)))
        });
        let mut uit =
            vec![DingZicht { naam: "Gegevens van".to_owned(), pagina: None, cellen: veilig(&van.collect::<String>()) }];
        uit.extend(namen.enumerate().map(|(i, (naam, pagina))| {
            let cellen: String = rijen.iter().map(|(feiten, _, cellen)| met_naam(feiten, &cellen[i])).collect();
            DingZicht { naam: naam.to_owned(), pagina, cellen: veilig(&cellen) }
        }));
        uit
    }

    /// The signs that occur, with what they mean.
    fn legenda(&self, matrix: &Matrix, scholen: &[&School]) -> Vec<Teken> {
        let catalogus = &self.site.catalogus;
        let items = matrix.items();
        let (mut plaatsen, mut schalen, mut soorten): (BTreeSet<&str>, BTreeSet<&str>, BTreeSet<String>) =
            Default::default();
        if matches!(matrix.soort, Soort::Vragen(_)) {
            return Vec::new();
        }
        for feiten in self.regio.scholen.iter().filter(|f| scholen.iter().any(|s| std::ptr::eq(*s, f.school))) {
            for cel in items.iter().map(|i| feiten.outcome(i)) {
                soorten.insert(Lezing::van(cel, catalogus).soort);
                let Some(cel) = cel else { continue };
                schalen.extend(cel.scores.iter().map(|s| s.schaal.as_str()));
                if cel.scores.is_empty() {
                    plaatsen.extend(cel.waar.iter().map(String::as_str));
                }
            }
        }
        if let Soort::Schaal(schaal, _) = &matrix.soort {
            schalen = BTreeSet::from([schaal.as_str()]);
            plaatsen.clear();
            soorten.retain(|s| s == "o");
        }
        let mut uit = Vec::new();
        let teken = |klasse: &str, teken: &str, woorden: &str| Teken {
            klasse: klasse.to_owned(),
            teken: teken.to_owned(),
            woorden: zinnen::hoofdletter(woorden),
        };
        for plaats in catalogus.plaatsen().iter().flat_map(|l| &l.items).filter(|i| plaatsen.contains(i.id.as_str())) {
            let (klasse, letter) = lezing::plaatsletter(&plaats.id);
            uit.push(teken(klasse, &letter.to_string(), &plaats.naam));
        }
        for schaal in schalen.iter().filter_map(|id| catalogus.schalen.get(*id)) {
            for (index, waarde) in schaal.waarden.iter().enumerate() {
                let kort = waarde.kort.clone().unwrap_or_else(|| (index + 1).to_string());
                uit.push(teken(&format!("w{}", index.min(6)), &kort, &waarde.naam));
            }
        }
        let vast = [
            ("j", "✓", lezing::PLAATS_NIET_VERMELD),
            ("c", "C", lezing::CONTACT),
            ("n", "✕", lezing::NEE),
            ("g", "○", lezing::GENOEMD),
            ("o", "·", lezing::NIET_VERMELD),
        ];
        uit.extend(vast.iter().filter(|(s, ..)| soorten.contains(*s)).map(|(s, t, w)| teken(s, t, w)));
        uit
    }
}

/// What the schools on a page can be chosen by.
#[derive(Serialize)]
struct Filters<'a> {
    plaatsen: Vec<&'a str>,
    typen: Vec<&'a str>,
    besturen: Vec<&'a str>,
}

impl<'a> Filters<'a> {
    fn van(scholen: impl Iterator<Item = &'a School> + Clone) -> Self {
        fn uniek<'a>(namen: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
            let uniek: BTreeMap<String, &str> = namen.map(|n| (n.to_lowercase(), n)).collect();
            uniek.into_values().collect()
        }
        Self {
            plaatsen: uniek(scholen.clone().flat_map(|s| s.plaatsen())),
            typen: uniek(scholen.clone().flat_map(|s| &s.onderwijstypen).map(String::as_str)),
            besturen: uniek(scholen.filter_map(|s| s.bestuur.as_deref())),
        }
    }

    fn rij(&self, (feiten, n, cellen): (&SchoolFacts<'a>, usize, Vec<String>), web: &Web<'_>) -> RijZicht<'a> {
        let school = feiten.school;
        let (van, oud) = web.gegevens_van(feiten);
        let nummers = |alle: &[&str], eigen: &[&str]| {
            let zelfde = |naam: &&str| alle.iter().position(|a| a.to_lowercase() == naam.to_lowercase());
            let nummers: Vec<String> = eigen.iter().filter_map(zelfde).map(|i| i.to_string()).collect();
            nummers.join(" ")
        };
        let plaatsen: Vec<&str> = school.plaatsen().into_iter().collect();
        let typen: Vec<&str> = school.onderwijstypen.iter().map(String::as_str).collect();
        RijZicht {
            slug: &school.slug,
            naam: &school.naam,
            plaats: zinnen::opsomming(&plaatsen),
            van,
            oud,
            p: nummers(&self.plaatsen, &plaatsen),
            t: nummers(&self.typen, &typen),
            b: nummers(&self.besturen, &school.bestuur.as_deref().into_iter().collect::<Vec<_>>()),
            n,
            cellen: veilig(&cellen.concat()),
        }
    }
}

/// Parts of a region: schools by town, as many towns together as fit.
fn delen<'a>(matrix: &Matrix, scholen: Vec<&'a SchoolFacts<'a>>) -> Vec<Deel<'a>> {
    let mut per_plaats: BTreeMap<(String, &str), Vec<&SchoolFacts<'_>>> = BTreeMap::new();
    for feiten in scholen {
        let plaats = feiten.school.plaatsen().into_iter().next().unwrap_or("");
        per_plaats.entry((plaats.to_lowercase(), plaats)).or_default().push(feiten);
    }
    let mut groepen: Vec<(Vec<&str>, Vec<&SchoolFacts<'_>>)> = Vec::new();
    for ((_, plaats), scholen) in &per_plaats {
        for stuk in scholen.chunks(PER_DEEL) {
            match groepen.last_mut() {
                Some((plaatsen, al)) if al.len() + stuk.len() <= PER_DEEL => {
                    plaatsen.push(plaats);
                    al.extend(stuk);
                }
                _ => groepen.push((vec![plaats], stuk.to_vec())),
            }
        }
    }
    let map = matrix.pad.trim_end_matches("index.html");
    let naam = |plaats: &str| if plaats.is_empty() { "zonder plaats".to_owned() } else { plaats.to_owned() };
    let titels: Vec<String> = groepen
        .iter()
        .map(|(plaatsen, _)| match plaatsen.as_slice() {
            [een] => naam(een),
            [eerste, .., laatste] => format!("{} tot en met {}", naam(eerste), naam(laatste)),
            [] => String::new(),
        })
        .collect();
    groepen
        .into_iter()
        .enumerate()
        .map(|(i, (_, scholen))| {
            // A town that takes several pages: number them.
            let zelfde = titels.iter().filter(|t| **t == titels[i]).count();
            let eerder = titels[..i].iter().filter(|t| **t == titels[i]).count();
            let titel =
                if zelfde > 1 { format!("{}, deel {} van {zelfde}", titels[i], eerder + 1) } else { titels[i].clone() };
            Deel { titel, pad: format!("{map}deel-{}/index.html", i + 1), scholen }
        })
        .collect()
}
