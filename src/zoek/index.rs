//! From records to the files of the index, with Pagefind.

use std::collections::BTreeMap;

use pagefind::api::PagefindIndex;
use pagefind::options::PagefindServiceConfig;

use super::Record;

/// Folder of the index in the output; the search page stands in it too.
pub const MAP: &str = "zoek";

/// The language of the records, and so of the stemming.
const TAAL: &str = "nl";

/// Results stand together in at most this many files: a thousand schools would otherwise give
/// thousands of small ones.
const MAX_BESTANDEN: u32 = 64;

/// What Pagefind adds and our page does not use: ready-made interfaces, highlighting, the worker,
/// and the code for languages without stemming.
const NIET_NODIG: [&str; 5] =
    ["pagefind-ui.", "pagefind-modular-ui.", "pagefind-component-ui.", "pagefind-highlight.", "pagefind-worker."];

/// Why there is no index.
#[derive(Debug)]
pub enum Zoekfout<E> {
    /// The index cannot be made.
    Index(String),
    /// A file cannot be written.
    Schrijven(E),
}

/// Makes the index and hands its files to `neem`, with paths from the root of the output. Without
/// records there is none. Returns the number of records.
///
/// The same records in the same order give the same bytes, whatever the number of threads: names
/// are hashes of the content, and Pagefind sorts what it gathers in parallel.
///
/// # Errors
/// When the current folder is gone (Pagefind asks for it), when Pagefind fails, or when `neem`
/// does.
pub fn schrijf<E>(
    records: impl Iterator<Item = Record>,
    mut neem: impl FnMut(&str, &[u8]) -> Result<(), E>,
) -> Result<usize, Zoekfout<E>> {
    // Pagefind panics on this.
    std::env::current_dir().map_err(|fout| Zoekfout::Index(format!("de huidige map is er niet meer: {fout}")))?;
    let draad = tokio::runtime::Builder::new_current_thread()
        .max_blocking_threads(1)
        .build()
        .map_err(|fout| Zoekfout::Index(fout.to_string()))?;
    let (bestanden, aantal) = draad.block_on(verzamel(records)).map_err(Zoekfout::Index)?;
    for (pad, bytes) in bestanden {
        neem(&pad, &bytes).map_err(Zoekfout::Schrijven)?;
    }
    Ok(aantal)
}

type Bestanden = BTreeMap<String, Vec<u8>>;

async fn verzamel(records: impl Iterator<Item = Record>) -> Result<(Bestanden, usize), String> {
    let leesbaar = |fout: &dyn std::fmt::Display| fout.to_string();
    let instellingen =
        PagefindServiceConfig::builder().force_language(TAAL.to_owned()).max_fragments(MAX_BESTANDEN).build();
    let mut index = PagefindIndex::new(Some(instellingen)).map_err(|fout| leesbaar(&fout))?;
    let mut aantal = 0;
    for record in records {
        let Record { adres, titel, inhoud, ook, soort, onderwijstypen, plaats, school } = record;
        let mut filters = BTreeMap::from([("soort".to_owned(), vec![soort.woord().to_owned()])]);
        let bij = [("onderwijstype", onderwijstypen), ("plaats", plaats), ("school", school)];
        filters.extend(bij.into_iter().filter(|(_, w)| !w.is_empty()).map(|(naam, w)| (naam.to_owned(), w)));
        let mut meta = BTreeMap::from([("title".to_owned(), zonder_tekens(&titel))]);
        if !ook.is_empty() {
            meta.insert("ook".to_owned(), zonder_tekens(&ook.join(", ")));
        }
        let inhoud = zonder_tekens(&inhoud);
        index
            .add_custom_record(adres, inhoud, TAAL.to_owned(), Some(meta), Some(filters), None)
            .await
            .map_err(|fout| leesbaar(&fout))?;
        aantal += 1;
    }
    if aantal == 0 {
        return Ok((Bestanden::new(), 0));
    }
    let bestanden = index.get_files().await.map_err(|fout| leesbaar(&fout))?;
    let bestanden = bestanden.into_iter().filter_map(|bestand| {
        let pad = bestand.filename.to_str()?.replace('\\', "/");
        let nodig = !NIET_NODIG.iter().any(|begin| pad.starts_with(begin)) && pad != "wasm.unknown.pagefind";
        nodig.then(|| (format!("{MAP}/{pad}"), bestand.contents))
    });
    Ok((bestanden.collect(), aantal))
}

/// Pagefind takes words that begin with `___` for its own marks (weights, anchors); content may
/// not speak that language.
fn zonder_tekens(tekst: &str) -> String {
    let mut uit = String::with_capacity(tekst.len());
    for woord in tekst.split_whitespace() {
        let woord = if woord.contains("___") { woord.replace('_', "") } else { woord.to_owned() };
        if !woord.is_empty() {
            if !uit.is_empty() {
                uit.push(' ');
            }
            uit.push_str(&woord);
        }
    }
    uit
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod toetsen {
    use super::super::Soort;
    use super::*;

    fn record(adres: &str, titel: &str, inhoud: &str) -> Record {
        Record { titel: titel.to_owned(), inhoud: inhoud.to_owned(), ..Record::nieuw(Soort::Begrip, adres.to_owned()) }
    }

    fn bestanden(records: Vec<Record>) -> Bestanden {
        let mut uit = Bestanden::new();
        let neem = |pad: &str, bytes: &[u8]| -> Result<(), std::convert::Infallible> {
            uit.insert(pad.to_owned(), bytes.to_vec());
            Ok(())
        };
        schrijf(records.into_iter(), neem).unwrap();
        uit
    }

    #[test]
    fn alleen_wat_de_zoekpagina_leest_wordt_geschreven() {
        let bestanden = bestanden(vec![record("begrippen/index.html#a", "Lift", "Een lift.")]);
        let vast: Vec<&str> = bestanden.keys().map(String::as_str).filter(|p| p.matches('/').count() == 1).collect();
        assert_eq!(vast.len(), 4, "{vast:?}");
        for pad in ["zoek/pagefind.js", "zoek/pagefind-entry.json", "zoek/wasm.nl.pagefind"] {
            assert!(bestanden.contains_key(pad), "{vast:?}");
        }
        assert!(vast.iter().any(|p| p.starts_with("zoek/pagefind.nl_") && p.ends_with(".pf_meta")), "{vast:?}");
    }

    #[test]
    fn zonder_records_is_er_geen_index() {
        assert!(bestanden(Vec::new()).is_empty());
    }

    #[test]
    fn het_aantal_draden_maakt_geen_verschil() {
        let maak =
            || (0..500).map(|i| record(&format!("a#{i}"), &format!("Coördinator {i}"), "één twéé drie een")).collect();
        let met = |draden| {
            let poel = rayon::ThreadPoolBuilder::new().num_threads(draden).build().unwrap();
            poel.install(|| bestanden(maak()))
        };
        let eerste = met(1);
        assert!(eerste == met(4) && eerste == met(7), "de index verschilt per aantal draden");
    }

    #[test]
    fn inhoud_kan_geen_opdrachten_aan_de_zoekmachine_geven() {
        assert_eq!(zonder_tekens("een ___PAGEFIND_WEIGHT___10 lift\n\n____ hier"), "een PAGEFINDWEIGHT10 lift hier");
        assert_eq!(zonder_tekens("snake_case blijft"), "snake_case blijft");
    }
}
