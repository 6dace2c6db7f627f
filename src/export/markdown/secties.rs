//! What stands in a section, per kind, from the same views that the templates of pages get.
//!
//! Texts in a view that a writer wrote are Markdown already; bare words (labels, names of columns) are escaped here.

use std::borrow::Cow;

use tera::{Context, Value};

use crate::model::formaat::Soort;
use crate::tekst::commonmark::{item, onder_elkaar, ontsnap, regelbegin, tabel};

/// The content of a section.
pub(super) fn schrijf(soort: Soort, context: &Context) -> String {
    let Some(zicht) = context.get("zicht").map(Zicht) else { return String::new() };
    let blokken = match soort {
        Soort::Tekst => zicht.run("tekst").into_iter().collect(),
        Soort::Gegevens => vec![velden(&zicht)],
        Soort::Keuze => keuze(&zicht),
        Soort::Aanbod => aanbod(&zicht),
        Soort::Beoordeling => beoordeling(&zicht),
        Soort::Tabel | Soort::Bijlagen => rijen(&zicht),
        Soort::Reeks => reeks(&zicht),
        Soort::Niveaus => zicht.lijst("niveaus").flat_map(|n| niveau(&n)).collect(),
        Soort::Stroomschema => zicht.lijst("fasen").flat_map(|f| fase(&f)).collect(),
        Soort::Begrippen => vec![begrippen(&zicht)],
    };
    onder_elkaar(&blokken)
}

/// A part of a view.
struct Zicht<'a>(&'a Value);

impl<'a> Zicht<'a> {
    fn deel(&self, naam: &'static str) -> Option<Zicht<'a>> {
        self.0.get_from_path(naam).filter(|waarde| !waarde.is_none() && !waarde.is_undefined()).map(Zicht)
    }

    fn lijst(&self, naam: &'static str) -> impl Iterator<Item = Zicht<'a>> + use<'a> {
        self.deel(naam).and_then(|deel| deel.0.as_array()).unwrap_or_default().iter().map(Zicht)
    }

    /// The text as Markdown; none when empty.
    fn tekst(&self) -> Option<String> {
        let tekst = match self.0.as_str() {
            Some(tekst) if self.0.is_safe() => tekst.trim().to_owned(),
            Some(tekst) => ontsnap(tekst.trim()),
            None => self.0.as_i64().map(|getal| getal.to_string()).unwrap_or_default(),
        };
        (!tekst.is_empty()).then_some(tekst)
    }

    fn run(&self, naam: &'static str) -> Option<String> {
        self.deel(naam)?.tekst()
    }

    fn runs(&self, naam: &'static str) -> Vec<String> {
        self.lijst(naam).map(|deel| deel.tekst().unwrap_or_default()).collect()
    }

    fn is(&self, naam: &'static str) -> bool {
        self.deel(naam).is_some_and(|deel| deel.0.is_truthy())
    }

    fn woord(&self, naam: &'static str) -> &'a str {
        self.deel(naam).and_then(|deel| deel.0.as_str()).unwrap_or_default()
    }
}

/// A run as a paragraph.
fn alinea(run: &str) -> String {
    run.lines().map(regelbegin).collect::<Vec<Cow<'_, str>>>().join("\n")
}

fn vet(run: &str) -> String {
    format!("**{}**", run.replace("\\\n", " "))
}

/// A label above what follows, such as a list: bold and no heading, as it is no part of the document's own order.
fn label(woorden: &str) -> String {
    vet(&ontsnap(woorden))
}

/// A list of points; each point is its blocks.
fn punten(punten: impl IntoIterator<Item = Vec<String>>) -> String {
    let punten: Vec<Vec<String>> = punten.into_iter().filter(|blokken| !blokken.is_empty()).collect();
    let dicht = punten.iter().all(|blokken| blokken.len() == 1 && !blokken[0].contains('\n'));
    let punten: Vec<String> = punten.iter().map(|blokken| item("- ", &onder_elkaar(blokken))).collect();
    punten.join(if dicht { "\n" } else { "\n\n" })
}

/// "Titel: waarde (noot)"; blocks stand below the title.
fn veld(veld: &Zicht<'_>) -> Vec<String> {
    let (titel, waarde) = (veld.run("titel").unwrap_or_default(), veld.run("waarde").unwrap_or_default());
    let noot = veld.run("noot").map(|noot| format!(" ({noot})")).unwrap_or_default();
    if veld.is("blok") {
        vec![format!("{}:{noot}", vet(&titel)), waarde]
    } else {
        vec![format!("{}: {waarde}{noot}", vet(&titel))]
    }
}

fn velden(zicht: &Zicht<'_>) -> String {
    punten(zicht.lijst("velden").map(|v| veld(&v)))
}

/// A run with a remark in brackets.
fn met_noot(deel: &Zicht<'_>, naam: &'static str) -> Option<String> {
    let waarde = deel.run(naam)?;
    Some(match deel.run("noot") {
        Some(noot) => format!("{waarde} ({noot})"),
        None => waarde,
    })
}

fn keuze(zicht: &Zicht<'_>) -> Vec<String> {
    let gekozen = punten(zicht.lijst("gekozen").map(|optie| {
        let naam = optie.run("naam").unwrap_or_default();
        let opties = optie.run("opties").map(|o| format!(": {o}")).unwrap_or_default();
        let noot = optie.run("noot").map(|n| format!(" ({n})")).unwrap_or_default();
        let mut blokken = vec![alinea(&format!("{naam}{opties}{noot}"))];
        blokken.extend(optie.run("tekst"));
        blokken
    }));
    let kop = if gekozen.is_empty() { "Eigen antwoord" } else { "Ook gekozen" };
    let mut uit = vec![gekozen];
    for overig in zicht.lijst("overig") {
        uit.push(format!("{}: {}.", overig.run("kop").unwrap_or_default(), overig.runs("namen").join(", ")));
    }
    uit.extend(eigen(zicht, kop));
    uit
}

/// What a school has beside the list of the format.
fn eigen(zicht: &Zicht<'_>, kop: &str) -> Vec<String> {
    let alle = punten(zicht.lijst("eigen").map(|e| {
        let mut blokken = vec![vet(&e.run("naam").unwrap_or_default())];
        blokken.extend(e.run("zin").map(|zin| alinea(&zin)));
        blokken.extend(e.run("algemeen").map(|zin| format!("_{zin}_")));
        blokken.extend(e.run("is").map(|is| format!("Uitleg: {is}")));
        for (kop, naam) in [("Hoort bij", "bij"), ("Waar", "waar"), ("Hoeveel", "hoeveel"), ("Helpt bij", "hulpvragen")]
        {
            blokken.extend(e.run(naam).map(|woorden| format!("{kop}: {woorden}")));
        }
        blokken.extend(e.run("noot").map(|noot| alinea(&noot)));
        blokken.extend(e.run("tekst"));
        blokken
    }));
    if alle.is_empty() { Vec::new() } else { vec![label(kop), alle] }
}

/// Name of an item, behind that of the item it belongs to.
fn naam(rij: &Zicht<'_>) -> String {
    let naam = rij.run("naam").unwrap_or_default();
    rij.run("onder").map_or_else(|| naam.clone(), |onder| format!("{onder}: {naam}"))
}

/// What is said of an item in a line each: its sentence when it is there, and the amount.
fn uitleg(rij: &Zicht<'_>) -> Vec<String> {
    // General explanation, which the school did not write.
    let zin = rij.run("zin").map(|zin| format!("_{zin}_"));
    let hoeveel = rij.run("hoeveel").map(|hoeveel| format!("Hoeveel: {hoeveel}."));
    [zin, hoeveel].into_iter().flatten().collect()
}

/// Whether something is there, or what was said instead.
fn stand<'a>(deel: &Zicht<'a>) -> &'a str {
    if deel.is("zegt") {
        return deel.woord("zegt");
    }
    match deel.woord("stand") {
        "ja" => "ja",
        "nee" => "nee",
        "leeg" => "",
        _ => "niet vermeld",
    }
}

fn aanbod(zicht: &Zicht<'_>) -> Vec<String> {
    let kolommen = zicht.runs("kolommen");
    let mut uit = Vec::new();
    if kolommen.is_empty() {
        if zicht.is("plaats_niet_vermeld") {
            uit.push("De school vermeldt niet waar dit is: op school, via het bestuur of via anderen.".to_owned());
        }
        for (woord, kop) in [("ja", ""), ("nee", "Dit is er niet"), ("onbekend", "Niet vermeld of dit er is")] {
            let lijst = punten(zicht.lijst("rijen").filter(|r| r.woord("stand") == woord).map(|r| {
                let zegt = if r.is("zegt") { format!(" ({})", r.woord("zegt")) } else { String::new() };
                let mut blokken = vec![format!("{}{zegt}", vet(&naam(&r)))];
                blokken.extend(uitleg(&r).into_iter().chain(r.run("noot")).map(|regel| alinea(&regel)));
                blokken.extend(r.run("tekst"));
                blokken
            }));
            if !lijst.is_empty() {
                uit.extend((!kop.is_empty()).then(|| label(kop)));
                uit.push(lijst);
            }
        }
    } else {
        uit.extend(plaatsen(zicht, &kolommen));
    }
    let kop = if zicht.lijst("rijen").next().is_some() { "Ook aanwezig, eigen aanbod" } else { "Eigen aanbod" };
    uit.extend(eigen(zicht, kop));
    let elsewhere = zicht.runs("elders_genoemd");
    if !elsewhere.is_empty() {
        uit.push(label("Elders in dit profiel genoemd"));
        uit.push(punten(elsewhere.into_iter().map(|naam| vec![alinea(&naam)])));
    }
    let niet_genoemd = zicht.runs("niet_genoemd");
    if !niet_genoemd.is_empty() {
        let nee = zicht.is("niet_genoemd_is_nee");
        uit.push(label(if nee { "Niet aanwezig" } else { "Niet genoemd" }));
        if !nee {
            uit.push(
                "De school noemt dit niet in haar profiel. Dat betekent niet dat het er niet is. Vraag het de school."
                    .to_owned(),
            );
        }
        uit.push(punten(niet_genoemd.into_iter().map(|naam| vec![alinea(&naam)])));
    }
    uit
}

/// Offers by place, as a table; longer texts stand below it.
fn plaatsen(zicht: &Zicht<'_>, kolommen: &[String]) -> Vec<String> {
    let mut rijen = Vec::new();
    let mut teksten = Vec::new();
    for rij in zicht.lijst("rijen") {
        let woord = rij.woord("stand");
        let differs = |cel: Zicht<'_>| cel.is("noot") || cel.is("zegt") || cel.woord("stand") != woord;
        let los = woord == "ja" || rij.lijst("cellen").any(differs);
        let mut regels = uitleg(&rij);
        regels.extend(rij.run("noot").map(erbij));
        let mut cellen: Vec<String> = rij
            .lijst("cellen")
            .map(|cel| {
                let noot = cel.run("noot").map(|noot| format!(" ({noot})")).unwrap_or_default();
                format!("{}{noot}", stand(&cel))
            })
            .collect();
        if !los || cellen.is_empty() {
            cellen = vec![if woord == "ja" { String::new() } else { stand(&rij).to_owned() }; kolommen.len()];
            if woord == "ja" {
                let plaats = if rij.is("zonder_plaats") { ", plaats niet vermeld" } else { "" };
                regels.insert(0, format!("Aanwezig{plaats}."));
            }
        }
        let naam = naam(&rij);
        teksten.extend(rij.run("tekst").map(|tekst| vec![vet(&naam), tekst]));
        rijen.push([vec![naam], cellen, vec![regels.join(" ")]].concat());
    }
    if rijen.is_empty() {
        return Vec::new();
    }
    let kop = [vec!["Wat".to_owned()], kolommen.to_vec(), vec!["Toelichting".to_owned()]].concat();
    let mut uit = vec![zonder_lege_staart(kop, rijen)];
    uit.push(punten(teksten));
    uit
}

/// A table whose last column is left out when nothing stands in it.
fn zonder_lege_staart(mut kop: Vec<String>, mut rijen: Vec<Vec<String>>) -> String {
    if rijen.iter().all(|rij| rij.last().is_none_or(String::is_empty)) {
        kop.pop();
        for rij in &mut rijen {
            rij.pop();
        }
    }
    tabel(&kop, &rijen)
}

fn beoordeling(zicht: &Zicht<'_>) -> Vec<String> {
    let mut uit: Vec<String> = zicht.run("zin").into_iter().map(|zin| alinea(&zin)).collect();
    if let [van, tot] = &zicht.runs("polen")[..] {
        uit.push(format!("De schaal loopt van {} tot {}.", vet(van), vet(tot)));
    }
    let breed = |rij: &Zicht<'_>| {
        rij.is("tekst")
            || rij.lijst("oordelen").any(|o| o.is("velden"))
            || rij.lijst("velden").any(|v| v.is("blok") || v.run("waarde").is_some_and(|w| w.contains('\n')))
    };
    uit.extend(zicht.deel("tabel").into_iter().flat_map(|tabel| rijen(&tabel)));
    match zicht.run("schaal") {
        Some(schaal) if !zicht.lijst("rijen").any(|r| breed(&r)) => {
            let rijen = zicht.lijst("rijen").map(|rij| match rij.run("groep") {
                Some(groep) => vec![vet(&groep), String::new(), String::new()],
                None => vec![naam(&rij), oordelen(&rij).join("; "), bij_oordeel(&rij).join(" ")],
            });
            let rijen: Vec<_> = rijen.collect();
            if !rijen.is_empty() {
                uit.push(zonder_lege_staart(vec!["Onderdeel".to_owned(), schaal, "Toelichting".to_owned()], rijen));
            }
        }
        schaal => uit.extend(in_groepen(zicht.lijst("rijen"), |rij| {
            let mut blokken = vec![vet(&naam(rij))];
            blokken.extend(rij.run("betekenis").map(|b| alinea(&b)));
            if let Some(schaal) = &schaal {
                blokken.push(format!("{schaal}: {}", oordelen(rij).join("; ")));
            }
            blokken.extend(rij.run("noot").map(|n| alinea(&n)));
            blokken.extend(rij.run("tekst"));
            blokken.push(velden(rij));
            for o in rij.lijst("oordelen").filter(|o| o.is("velden") || schaal.is_none()) {
                blokken.extend(o.run("groep").map(|groep| format!("{groep}:")));
                blokken.push(velden(&o));
                blokken.extend(o.run("noot").filter(|_| schaal.is_none()).map(|n| alinea(&n)));
            }
            blokken
        })),
    }
    uit.extend(eigen(zicht, "Eigen onderdelen"));
    uit
}

fn oordelen(rij: &Zicht<'_>) -> Vec<String> {
    let een = |o: Zicht<'_>| {
        let groep = o.run("groep").map(|groep| format!("{groep}: ")).unwrap_or_default();
        let noot = o.run("noot").map(|noot| format!(" ({noot})")).unwrap_or_default();
        format!("{groep}{}{noot}", o.run("naam").unwrap_or_default())
    };
    rij.lijst("oordelen").map(een).collect()
}

/// A remark behind other sentences: in brackets, unless it is a sentence itself.
fn erbij(noot: String) -> String {
    if noot.ends_with(['.', '!', '?']) { noot } else { format!("({noot})") }
}

fn bij_oordeel(rij: &Zicht<'_>) -> Vec<String> {
    let mut uit: Vec<String> = [rij.run("betekenis"), rij.run("noot").map(erbij)].into_iter().flatten().collect();
    uit.extend(rij.lijst("velden").flat_map(|v| veld(&v)));
    uit
}

/// Rows as points; a group is a label above its own points.
fn in_groepen<'a>(rijen: impl Iterator<Item = Zicht<'a>>, punt: impl Fn(&Zicht<'a>) -> Vec<String>) -> Vec<String> {
    let mut uit = Vec::new();
    let mut open: Vec<Vec<String>> = Vec::new();
    for rij in rijen {
        match rij.run("groep") {
            Some(groep) => {
                uit.push(punten(std::mem::take(&mut open)));
                uit.push(vet(&groep));
            }
            None => open.push(punt(&rij)),
        }
    }
    uit.push(punten(open));
    uit
}

/// Cells of a row with their titles.
fn cellen<'a>(rij: &Zicht<'a>) -> Vec<Option<Zicht<'a>>> {
    rij.lijst("cellen").map(|cel| (!cel.0.is_none() && !cel.0.is_undefined()).then_some(cel)).collect()
}

/// A row as a point: its first cell is its name.
fn rijpunt(rij: &Zicht<'_>, met_titels: bool) -> Vec<String> {
    let cellen = cellen(rij);
    let meer = cellen.len() > 1;
    let mut uit = Vec::new();
    for (nummer, cel) in cellen.iter().enumerate() {
        let Some(cel) = cel else { continue };
        match (nummer, cel.is("blok")) {
            (0, true) => {
                uit.extend(cel.run("waarde"));
                uit.extend(cel.run("noot").map(|noot| format!("({noot})")));
            }
            (0, false) if !cel.is("merk") => {
                let waarde = met_noot(cel, "waarde").unwrap_or_default();
                uit.push(if meer { vet(&waarde) } else { alinea(&waarde) });
            }
            (_, false) if !met_titels && cel.is("kaal") => {
                uit.push(alinea(&met_noot(cel, "waarde").unwrap_or_default()))
            }
            _ => uit.extend(veld(cel)),
        }
    }
    uit
}

fn rijen(zicht: &Zicht<'_>) -> Vec<String> {
    let kop = zicht.runs("kop");
    let breed = |rij: Zicht<'_>| {
        cellen(&rij)
            .iter()
            .flatten()
            .any(|cel| cel.is("blok") || met_noot(cel, "waarde").is_some_and(|waarde| waarde.contains('\n')))
    };
    let table = matches!(zicht.woord("weergave"), "tabel" | "");
    if !table || zicht.lijst("rijen").any(breed) {
        let met_titels = zicht.woord("weergave") != "lijst" || kop.len() > 2;
        return in_groepen(zicht.lijst("rijen"), |rij| rijpunt(rij, met_titels));
    }
    let rijen: Vec<Vec<String>> = zicht
        .lijst("rijen")
        .map(|rij| {
            let mut rij = match rij.run("groep") {
                Some(groep) => vec![vet(&groep)],
                None => cellen(&rij)
                    .iter()
                    .map(|cel| cel.as_ref().and_then(|cel| met_noot(cel, "waarde")).unwrap_or_default())
                    .collect(),
            };
            rij.resize(kop.len(), String::new());
            rij
        })
        .collect();
    if rijen.is_empty() { Vec::new() } else { vec![tabel(&kop, &rijen)] }
}

fn reeks(zicht: &Zicht<'_>) -> Vec<String> {
    let mut teksten = Vec::new();
    let mut rijen = Vec::new();
    for rij in zicht.lijst("rijen") {
        let naam = rij.run("naam").unwrap_or_default();
        teksten.extend(rij.run("tekst").map(|tekst| vec![vet(&naam), tekst]));
        let cellen = cellen(&rij);
        let cellen = cellen.iter().map(|c| c.as_ref().and_then(|c| met_noot(c, "waarde")).unwrap_or_default());
        rijen.push([vec![naam], cellen.collect(), vec![rij.run("noot").unwrap_or_default()]].concat());
    }
    let kop = [vec!["Onderdeel".to_owned()], zicht.runs("kolommen"), vec!["Toelichting".to_owned()]].concat();
    let eenheid = zicht.run("eenheid").map(|e| format!("Eenheid: {e}. ")).unwrap_or_default();
    let leeg = format!("{eenheid}Een leeg vak betekent dat de school niets heeft ingevuld.");
    let mut uit =
        if rijen.is_empty() { Vec::new() } else { vec![zonder_lege_staart(kop, rijen), leeg, punten(teksten)] };
    uit.extend(eigen(zicht, "Eigen onderdelen"));
    uit
}

fn niveau(niveau: &Zicht<'_>) -> Vec<String> {
    let aandeel = niveau
        .run("aandeel")
        .map(|aandeel| format!(" ({aandeel}{})", ontsnap(niveau.woord("van_de"))))
        .unwrap_or_default();
    let mut uit = vec![format!("#### {}{aandeel}", niveau.run("naam").unwrap_or_default().replace("\\\n", " "))];
    uit.extend(niveau.run("wie").map(|wie| format!("Wie: {wie}")));
    uit.extend(niveau.run("noot").map(|noot| alinea(&noot)));
    uit.extend(niveau.run("tekst"));
    uit.extend(in_groepen(niveau.lijst("rijen"), |rij| rijpunt(rij, true)));
    uit
}

fn fase(fase: &Zicht<'_>) -> Vec<String> {
    let band = fase.run("band").map(|band| format!(" ({band})")).unwrap_or_default();
    let kop = fase.run("titel").map(|titel| format!("#### {}{band}", titel.replace("\\\n", " ")));
    let mut uit: Vec<String> = kop.into_iter().collect();
    if let Some(zelf) = fase.deel("zelf") {
        uit.extend(about_step(&zelf));
    }
    uit.push(stappen(fase));
    uit
}

/// Steps as a numbered list. Numbers run on through branches; where they jump, a list with another mark begins, since
/// Markdown counts on by itself within one.
fn stappen(zicht: &Zicht<'_>) -> String {
    let mut uit = Vec::new();
    let mut vorige = None;
    let mut teken = '.';
    for stap in zicht.lijst("stappen") {
        let nummer = stap.deel("nummer").and_then(|n| n.0.as_u64()).unwrap_or(1);
        if vorige.is_some_and(|vorige| vorige + 1 != nummer) {
            teken = if teken == '.' { ')' } else { '.' };
        }
        vorige = Some(nummer);
        uit.push(item(&format!("{nummer}{teken} "), &onder_elkaar(&een_stap(&stap))));
    }
    uit.join("\n\n")
}

fn een_stap(stap: &Zicht<'_>) -> Vec<String> {
    let einde = if stap.woord("soort") == "einde" { " (einde)" } else { "" };
    let mut uit = vec![format!("{}{einde}", vet(&stap.run("titel").unwrap_or_default()))];
    uit.extend(about_step(stap));
    if stap.is("meer") {
        uit.push("Hier kan meer dan één antwoord tegelijk gelden.".to_owned());
    }
    uit.push(punten(stap.lijst("takken").map(|tak| {
        let mut uit = vec![format!("Als: {}", tak.run("als").unwrap_or_default())];
        uit.extend(tak.run("is").map(|is| format!("Uitleg: {is}")));
        uit.extend(tak.run("noot").map(|noot| alinea(&noot)));
        uit.push(stappen(&tak));
        uit.extend(verder(&tak, "naar").or_else(|| verder(&tak, "daarna")));
        uit
    })));
    uit.extend(verder(stap, "naar"));
    uit
}

/// What is said of a step or a phase beside its name.
fn about_step(stap: &Zicht<'_>) -> Vec<String> {
    let regels = [
        ("Wie", "wie"),
        ("Voorwaarde", "voorwaarde"),
        ("Hoeveel", "hoeveel"),
        ("Overleg", "overleg"),
        ("Uitleg", "is"),
    ];
    let bij = regels.iter().filter_map(|(kop, naam)| Some(vec![format!("{}: {}", label(kop), stap.run(naam)?)]));
    let mut uit = vec![punten(bij.chain(stap.lijst("velden").map(|v| veld(&v))))];
    uit.extend(stap.run("noot").map(|noot| alinea(&noot)));
    uit.extend(stap.run("tekst"));
    uit
}

fn verder(zicht: &Zicht<'_>, naam: &'static str) -> Option<String> {
    let naar = zicht.deel(naam)?;
    Some(format!("Verder bij stap {}: {}", naar.run("nummer")?, naar.run("titel")?))
}

fn begrippen(zicht: &Zicht<'_>) -> String {
    punten(zicht.lijst("begrippen").map(|begrip| {
        let term = begrip.run("term").unwrap_or_default();
        let betekenis = begrip.run("betekenis").unwrap_or_else(|| "betekenis niet ingevuld".to_owned());
        vec![format!("{}: {betekenis}", vet(&term))]
    }))
}
