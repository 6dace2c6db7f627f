//! The summary for parents: at most two pages, whatever the school has written.
//!
//! What fits is estimated here and seen when it is set: [`maten`] gives versions from full to
//! bare, and the first that fits is used. What is left out is counted, and the summary says so.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;
use tera::Value;

use crate::model::antwoord::{Stap, StapSoort, Vorminhoud};
use crate::model::catalogus::Catalogus;
use crate::model::formaat::Onderwerp;
use crate::model::site::{Document, School};
use crate::regio::Regio;
use crate::regio::grenzen::Grenzen;
use crate::soorten::Schrijver;
use crate::tekst::zinnen;

use super::limits::{Limits, Room};
use super::overzicht::{Overzicht, overzicht};
use super::stukken::{self, ContactZicht, Lengte, Stand};

/// Room on two pages, in tenths of a line.
const TWEE_BLADEN: usize = 1270;
/// Characters on a line: of the whole width, beside a name, and of a name.
const BREED: usize = 92;
const ZIN: usize = 65;
const NAAM: usize = 26;
/// The longest sentence and name of a thing.
const LANGSTE_ZIN: Lengte = Lengte { zinnen: 2, tekens: 260 };
const LANGSTE_NAAM: usize = 90;
/// Above things without a place, where the other things of their group have one.
const ZONDER_PLAATS: &str = "Of dit op school zelf is, zegt de school niet";
/// The most names of things that are not there.
const MEESTE_NIET: usize = 12;

/// How much a version of the summary shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Maat {
    /// Room for the things that the school offers, in tenths of a line.
    ruimte: usize,
    /// How much is kept of running texts.
    lengte: Lengte,
    /// How much of what the school cannot offer.
    limits: Room,
    /// How many contacts.
    contacten: usize,
}

/// What the template sees.
#[derive(Debug, Serialize)]
pub struct Samenvatting {
    school: String,
    soort: String,
    beschrijving: Option<Value>,
    contact: Vec<ContactZicht>,
    vestigingen: Vec<ContactZicht>,
    /// Whether there is a telephone number at all.
    telefoon: bool,
    stand: Option<Stand>,
    aanbod: Option<Value>,
    groepen: Vec<GroepZicht>,
    zonder_plaats: bool,
    /// Whether some sentence is general, which the summary then says.
    algemeen: bool,
    grenzen: Vec<Value>,
    punten: Vec<Value>,
    /// How many limits more the school names.
    left_out: usize,
    niet: Option<Value>,
    route: Option<Value>,
    stappen: Vec<Value>,
    /// Whether those steps leave out choices.
    keuzes: bool,
    steunpunt: Option<ContactZicht>,
    /// How many things the school offers that are not shown.
    rest: usize,
    /// Whether the school says more about what it cannot offer.
    meer_grenzen: bool,
    adres: Option<String>,
}

#[derive(Debug, Serialize)]
struct GroepZicht {
    kop: String,
    delen: Vec<DeelZicht>,
}

#[derive(Debug, Serialize)]
struct DeelZicht {
    label: Option<String>,
    dingen: Vec<DingZicht>,
}

#[derive(Debug, Serialize)]
struct DingZicht {
    naam: Value,
    /// What the school remarks.
    noot: Value,
    zin: Value,
    /// Whether the sentence is general and not the school's own.
    algemeen: bool,
}

/// Versions to try, from full to bare. The last fits on two pages whatever the content is, because
/// every part of it is bounded.
pub fn maten(regio: &Regio<'_>, school: &School) -> Vec<Maat> {
    let catalogus = &regio.site.catalogus;
    let lengtes = [(14, 1100), (7, 560), (4, 340), (2, 200)].map(|(zinnen, tekens)| Lengte { zinnen, tekens });
    let kortst = Lengte { zinnen: 1, tekens: 140 };
    let mut uit: Vec<Maat> = Vec::new();
    for deel in [100, 98, 95, 92, 87, 80, 71, 60, 46] {
        let totaal = TWEE_BLADEN * deel / 100;
        // Other texts make room for limits.
        let sizes = Room::sizes().flat_map(|limits| lengtes.map(|lengte| (lengte, limits)));
        let past = |(lengte, limits): &(Lengte, Room)| vaste_regels(regio, school, *lengte, *limits) * 10 <= totaal * 6;
        let (lengte, limits) = sizes.clone().find(past).unwrap_or((kortst, Room::least()));
        let ruimte = totaal.saturating_sub(vaste_regels(regio, school, lengte, limits));
        uit.push(Maat { ruimte, lengte, limits, contacten: 6 });
    }
    uit.push(Maat { ruimte: 0, lengte: kortst, limits: Room::least(), contacten: 2 });
    // Room for everything is the same as more room than that.
    let alles = school.profiel().map_or(0, |d| ruimte_voor_alles(&overzicht(d, catalogus)));
    for maat in &mut uit {
        maat.ruimte = maat.ruimte.min(alles);
    }
    uit.dedup();
    uit
}

/// Room that everything but the offer takes, about.
fn vaste_regels(regio: &Regio<'_>, school: &School, lengte: Lengte, limits: Room) -> usize {
    let blok = |tekst: &crate::tekst::Markdown| {
        let plat = lengte.kort(&tekst.platte_tekst());
        plat.lines().map(|r| regels(r, BREED)).sum::<usize>() + 10
    };
    let mut uit = 70 + 30 + 90;
    uit += school.beschrijving.as_ref().map_or(0, blok);
    for contact in school.contact.iter().take(6) {
        let zin = contact.bereik.zin.as_deref().map_or(0, |z| regels(&lengte.kort(z), ZIN));
        let bereik = &contact.bereik;
        let adres = bereik.telefoon.is_some() || bereik.mail.is_some() || bereik.web.is_some();
        uit += (zin + usize::from(adres) * 10).max(10) + 6;
    }
    let Some(document) = school.profiel() else { return uit };
    let limits = Limits::new(document, regio.grenzen(school), limits, false);
    let lines = |text: &&crate::tekst::Markdown| text.platte_tekst().lines().map(|r| regels(r, BREED)).sum::<usize>();
    uit += limits.texts.iter().map(|text| lines(text) + 10).sum::<usize>() + 35;
    uit += limits.points.iter().map(|point| regels(&point.in_words(), BREED) + 6).sum::<usize>();
    for (onderwerp, hoeveel) in [(Onderwerp::Aanbod, 1), (Onderwerp::Route, 1)] {
        let teksten = stukken::voor_ouders(document, onderwerp);
        let teksten =
            if onderwerp == Onderwerp::Route { stukken::route(document).into_iter().collect() } else { teksten };
        uit += 25 + teksten.into_iter().take(hoeveel).map(blok).sum::<usize>();
    }
    uit + regio.site.gegevens.steunpunt.as_ref().map_or(0, |_| 40)
}

/// Lines that a text takes, in tenths.
fn regels(tekst: &str, breedte: usize) -> usize {
    tekst.chars().count().div_ceil(breedte) * 10
}

/// The school's remarks on a thing, as sentences.
fn remarks(ding: &super::overzicht::Ding) -> String {
    LANGSTE_ZIN.kort(&ding.noten.join(" "))
}

fn ruimte_van(ding: &super::overzicht::Ding) -> usize {
    let zin = ding.zin.as_deref().map(|z| LANGSTE_ZIN.kort(z)).unwrap_or_default();
    let zin = format!("{} {zin}", remarks(ding));
    let naam = ding.naam.chars().count().min(LANGSTE_NAAM).div_ceil(NAAM) * 10;
    regels(&zin, ZIN).max(naam) + 6
}

const RUIMTE_KOP: usize = 23;
const RUIMTE_LABEL: usize = 14;

fn ruimte_voor_alles(overzicht: &Overzicht) -> usize {
    let delen: usize = overzicht.groepen.iter().map(|g| g.delen.len()).sum();
    let dingen: usize = overzicht.dingen().map(ruimte_van).sum();
    overzicht.groepen.len() * RUIMTE_KOP + delen * RUIMTE_LABEL + dingen
}

/// Which things fit in the room: those that answer a question of parents first, and of each group
/// in turn, so that no group takes all of it. Gives their numbers in the order of the overview.
fn kies(overzicht: &Overzicht, ruimte: usize) -> BTreeSet<usize> {
    // Of each thing: its number, group and part.
    let mut rijen: [Vec<Vec<(usize, usize, usize)>>; 2] = [0, 1].map(|_| vec![Vec::new(); overzicht.groepen.len()]);
    let (mut nummer, mut kosten) = (0, Vec::new());
    for (g, groep) in overzicht.groepen.iter().enumerate() {
        for (d, deel) in groep.delen.iter().enumerate() {
            for ding in &deel.dingen {
                kosten.push(ruimte_van(ding));
                // A thing without a sentence says too little here.
                if ding.zin.is_some() {
                    rijen[usize::from(!ding.gevraagd)][g].push((nummer, g, d));
                }
                nummer += 1;
            }
        }
    }
    let mut uit = BTreeSet::new();
    let (mut open_groepen, mut open_delen, mut op) = (BTreeSet::new(), BTreeSet::new(), 0);
    for groepen in rijen {
        let langste = groepen.iter().map(Vec::len).max().unwrap_or(0);
        for beurt in 0..langste {
            for (nummer, g, d) in groepen.iter().filter_map(|groep| groep.get(beurt).copied()) {
                let kop = if open_groepen.contains(&g) { 0 } else { RUIMTE_KOP };
                let label = if open_delen.contains(&(g, d)) { 0 } else { RUIMTE_LABEL };
                let nodig = kosten[nummer] + kop + label;
                if op + nodig <= ruimte {
                    op += nodig;
                    open_groepen.insert(g);
                    open_delen.insert((g, d));
                    uit.insert(nummer);
                }
            }
        }
    }
    uit
}

/// Writes one version.
pub fn samenvatting(
    regio: &Regio<'_>,
    school: &School,
    stand: Date,
    maat: Maat,
    schrijver: &mut Schrijver<'_>,
) -> Samenvatting {
    schrijver.begin_sectie();
    let site = regio.site;
    let lengte = maat.lengte;
    let een_regel = |tekst: &str| zinnen::afkappen(tekst, 110);
    let plaats = school.plaats.as_deref().map(|p| format!(" in {p}")).unwrap_or_default();
    let soort = zinnen::opsomming(&school.onderwijstypen);
    let soort = if soort.is_empty() { school.plaats.clone().unwrap_or_default() } else { format!("{soort}{plaats}") };
    let mut contact = stukken::contacten(school, lengte, schrijver);
    contact.truncate(maat.contacten);
    let mut vestigingen = stukken::vestigingen(school, schrijver);
    vestigingen.truncate(maat.contacten.min(3));
    let telefoon = !vestigingen.is_empty() || school.contact.iter().any(|c| c.bereik.telefoon.is_some());
    let mut uit = Samenvatting {
        school: een_regel(&school.naam),
        soort: een_regel(&soort),
        beschrijving: school.beschrijving.as_ref().and_then(|t| lengte.tekst(t, 2, schrijver)),
        contact,
        vestigingen,
        telefoon,
        stand: None,
        aanbod: None,
        groepen: Vec::new(),
        zonder_plaats: false,
        algemeen: false,
        grenzen: Vec::new(),
        punten: Vec::new(),
        left_out: 0,
        niet: None,
        route: None,
        stappen: Vec::new(),
        keuzes: false,
        steunpunt: site
            .gegevens
            .steunpunt
            .as_ref()
            .map(|s| stukken::instantie(&s.naam, s, &school.plek, Lengte { zinnen: 2, ..lengte }, schrijver)),
        rest: 0,
        meer_grenzen: false,
        adres: stukken::adres(site, school),
    };
    if let Some(document) = school.profiel() {
        uit.stand = Some(Stand::van(document, stand));
        uit.vul(document, &site.catalogus, regio.grenzen(school), maat, schrijver);
    }
    uit
}

impl Samenvatting {
    /// The address of the page for parents, which the QR code leads to.
    pub fn adres(&self) -> Option<&str> {
        self.adres.as_deref()
    }

    fn vul(
        &mut self,
        document: &Document,
        catalogus: &Catalogus,
        grenzen: &Grenzen<'_>,
        maat: Maat,
        schrijver: &mut Schrijver<'_>,
    ) {
        let (lengte, kop) = (maat.lengte, 2);
        let overzicht = overzicht(document, catalogus);
        let teksten = stukken::voor_ouders(document, Onderwerp::Aanbod);
        self.aanbod = teksten.first().and_then(|t| lengte.tekst(t, kop, schrijver));
        self.vul_aanbod(&overzicht, maat, schrijver);

        let limits = Limits::new(document, grenzen, maat.limits, false);
        self.grenzen = limits.texts.iter().filter_map(|t| Lengte::HEEL.tekst(t, kop, schrijver)).collect();
        self.punten = limits.points.iter().map(|point| schrijver.woorden(&point.in_words(), point.plek)).collect();
        self.left_out = limits.left_out;
        self.meer_grenzen = limits.more;
        let namen = overzicht.niet.iter().take(MEESTE_NIET);
        let namen: Vec<_> = namen.map(|d| (zinnen::afkappen(&d.in_zin, 60), &d.plek)).collect();
        self.niet = (!namen.is_empty()).then(|| schrijver.opsomming(&namen, true));
        self.meer_grenzen |= overzicht.niet.len() > MEESTE_NIET;

        self.route = stukken::route(document).and_then(|t| lengte.tekst(t, kop, schrijver));
        if self.route.is_none() {
            let stap =
                |(titel, plek): (&str, &crate::bron::Plek)| schrijver.woorden(&zinnen::afkappen(titel, 100), plek);
            self.stappen = stappen(document).into_iter().take(8).map(stap).collect();
            self.keuzes = !self.stappen.is_empty() && has_choices(document);
        }
    }

    fn vul_aanbod(&mut self, overzicht: &Overzicht, maat: Maat, schrijver: &mut Schrijver<'_>) {
        let gekozen = kies(overzicht, maat.ruimte);
        let mut nummer = 0;
        for groep in &overzicht.groepen {
            let mut delen = Vec::new();
            for deel in &groep.delen {
                let mut dingen = Vec::new();
                for ding in &deel.dingen {
                    if gekozen.contains(&nummer) {
                        self.zonder_plaats |= ding.zonder_plaats;
                        self.algemeen |= ding.algemeen;
                        let zin = LANGSTE_ZIN.kort(ding.zin.as_deref().unwrap_or_default());
                        dingen.push(DingZicht {
                            naam: schrijver.woorden(&zinnen::afkappen(&ding.naam, LANGSTE_NAAM), &ding.plek),
                            noot: schrijver.woorden(&remarks(ding), &ding.plek),
                            zin: schrijver.woorden(&zin, &ding.plek),
                            algemeen: ding.algemeen,
                        });
                    }
                    nummer += 1;
                }
                if !dingen.is_empty() {
                    let label = deel.label.as_deref().or_else(|| groep.met_plaatsen().then_some(ZONDER_PLAATS));
                    delen.push(DeelZicht { label: label.map(|l| zinnen::afkappen(l, 120)), dingen });
                }
            }
            if !delen.is_empty() {
                self.groepen.push(GroepZicht { kop: zinnen::afkappen(&groep.kop, LANGSTE_NAAM), delen });
            }
        }
        self.rest = nummer - gekozen.len();
    }
}

/// The phases of the first route that has any, else its first steps.
fn stappen(document: &Document) -> Vec<(&str, &crate::bron::Plek)> {
    let secties = document.formaat.secties().filter(|s| s.onderwerp == Some(Onderwerp::Route));
    for sectie in secties {
        let Some(Vorminhoud::Graaf(graaf)) = document.antwoorden.get(&sectie.id).map(|a| &a.inhoud) else { continue };
        let fases = graaf.stappen.iter().filter(|s| matches!(s.soort, StapSoort::Fase { .. }));
        let fases: Vec<_> = fases.map(|s| (s.titel.as_str(), &s.plek)).collect();
        if fases.len() > 1 {
            return fases;
        }
        let stappen = op_de_weg(&graaf.stappen);
        if !stappen.is_empty() {
            return stappen;
        }
    }
    Vec::new()
}

/// Whether a route has choices, which the list of steps does not show.
fn has_choices(document: &Document) -> bool {
    let routes = document.formaat.secties().filter(|s| s.onderwerp == Some(Onderwerp::Route));
    let graphs = routes.filter_map(|s| match &document.antwoorden.get(&s.id)?.inhoud {
        Vorminhoud::Graaf(graaf) => Some(graaf),
        _ => None,
    });
    let choice = |s: &&Stap| matches!(s.soort, StapSoort::Keuze { .. });
    graphs.flat_map(|graaf| graaf.alle()).any(|s| choice(&s))
}

/// Steps that every pupil passes: not those of a branch, which only some take.
fn op_de_weg(stappen: &[Stap]) -> Vec<(&str, &crate::bron::Plek)> {
    let mut uit = Vec::new();
    for stap in stappen {
        match &stap.soort {
            StapSoort::Fase { stappen, .. } => uit.extend(op_de_weg(stappen)),
            StapSoort::Stap => uit.push((stap.titel.as_str(), &stap.plek)),
            StapSoort::Keuze { .. } | StapSoort::Einde => {}
        }
    }
    uit
}
