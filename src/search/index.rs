//! From records to the files of the index, with Pagefind.

use std::collections::BTreeMap;

use pagefind::api::PagefindIndex;
use pagefind::options::PagefindServiceConfig;

use super::Record;

/// Folder of the index in the output; the search page stands in it too.
pub use crate::pages::SEARCH_DIR as DIR;

/// The language of the records, and so of the stemming.
const LANGUAGE: &str = "nl";

/// Results stand together in at most this many files: a thousand schools would otherwise give
/// thousands of small ones.
const MAX_FILES: u32 = 64;

/// What Pagefind adds and our page does not use: ready-made interfaces, highlighting, the worker,
/// and the code for languages without stemming.
const NOT_NEEDED: [&str; 5] =
    ["pagefind-ui.", "pagefind-modular-ui.", "pagefind-component-ui.", "pagefind-highlight.", "pagefind-worker."];

/// Why there is no index.
#[derive(Debug)]
pub enum SearchError<E> {
    /// The index cannot be made.
    Index(String),
    /// A file cannot be written.
    Writing(E),
}

/// Makes the index and hands its files to `take`, with paths from the root of the output. Without
/// records there is none. Returns the number of records.
///
/// The same records in the same order give the same bytes, whatever the number of threads: names
/// are hashes of the content, and Pagefind sorts what it gathers in parallel.
///
/// # Errors
/// When the current folder is gone (Pagefind asks for it), when Pagefind fails, or when `take`
/// does.
pub fn write<E>(
    records: impl Iterator<Item = Record>,
    mut take: impl FnMut(&str, &[u8]) -> Result<(), E>,
) -> Result<usize, SearchError<E>> {
    // Without a current folder Pagefind panics.
    std::env::current_dir().map_err(|err| SearchError::Index(format!("de huidige map is er niet meer: {err}")))?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .max_blocking_threads(1)
        .build()
        .map_err(|err| SearchError::Index(err.to_string()))?;
    let (files, count) = runtime.block_on(gather(records)).map_err(SearchError::Index)?;
    for (path, bytes) in files {
        take(&path, &bytes).map_err(SearchError::Writing)?;
    }
    Ok(count)
}

type Files = BTreeMap<String, Vec<u8>>;

async fn gather(records: impl Iterator<Item = Record>) -> Result<(Files, usize), String> {
    let in_words = |err: &dyn std::fmt::Display| err.to_string();
    let settings =
        PagefindServiceConfig::builder().force_language(LANGUAGE.to_owned()).max_fragments(MAX_FILES).build();
    let mut index = PagefindIndex::new(Some(settings)).map_err(|err| in_words(&err))?;
    let mut count = 0;
    for record in records {
        let Record { address, title, content, also, soort, onderwijstypen, plaats, school } = record;
        let mut filters = BTreeMap::from([("soort".to_owned(), vec![soort.word().to_owned()])]);
        let extra = [("onderwijstype", onderwijstypen), ("plaats", plaats), ("school", school)];
        filters.extend(extra.into_iter().filter(|(_, w)| !w.is_empty()).map(|(name, w)| (name.to_owned(), w)));
        let mut meta = BTreeMap::from([("title".to_owned(), without_markers(&title))]);
        if !also.is_empty() {
            meta.insert("ook".to_owned(), without_markers(&also.join(", ")));
        }
        let content = without_markers(&content);
        index
            .add_custom_record(address, content, LANGUAGE.to_owned(), Some(meta), Some(filters), None)
            .await
            .map_err(|err| in_words(&err))?;
        count += 1;
    }
    if count == 0 {
        return Ok((Files::new(), 0));
    }
    let files = index.get_files().await.map_err(|err| in_words(&err))?;
    let files = files.into_iter().filter_map(|file| {
        let path = file.filename.to_str()?.replace('\\', "/");
        let needed = !NOT_NEEDED.iter().any(|begin| path.starts_with(begin)) && path != "wasm.unknown.pagefind";
        needed.then(|| (format!("{DIR}/{path}"), file.contents))
    });
    Ok((files.collect(), count))
}

/// Pagefind takes words that begin with `___` for commands (weights, anchors); content may give it
/// none.
fn without_markers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let word = if word.contains("___") { word.replace('_', "") } else { word.to_owned() };
        if !word.is_empty() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(&word);
        }
    }
    out
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::super::RecordKind;
    use super::*;

    fn record(address: &str, title: &str, content: &str) -> Record {
        Record {
            title: title.to_owned(),
            content: content.to_owned(),
            ..Record::new(RecordKind::Begrip, &crate::pages::Address::new(address))
        }
    }

    fn files(records: Vec<Record>) -> Files {
        let mut out = Files::new();
        let take = |path: &str, bytes: &[u8]| -> Result<(), std::convert::Infallible> {
            out.insert(path.to_owned(), bytes.to_vec());
            Ok(())
        };
        write(records.into_iter(), take).unwrap();
        out
    }

    #[test]
    fn only_what_the_search_page_reads_is_written() {
        let files = files(vec![record("begrippen/index.html", "Lift", "Een lift.")]);
        let fixed: Vec<&str> = files.keys().map(String::as_str).filter(|p| p.matches('/').count() == 1).collect();
        assert_eq!(fixed.len(), 4, "{fixed:?}");
        for path in ["zoek/pagefind.js", "zoek/pagefind-entry.json", "zoek/wasm.nl.pagefind"] {
            assert!(files.contains_key(path), "{fixed:?}");
        }
        assert!(fixed.iter().any(|p| p.starts_with("zoek/pagefind.nl_") && p.ends_with(".pf_meta")), "{fixed:?}");
    }

    #[test]
    fn without_records_there_is_no_index() {
        assert!(files(Vec::new()).is_empty());
    }

    #[test]
    fn the_number_of_threads_makes_no_difference() {
        let make =
            || (0..500).map(|i| record(&format!("a/{i}"), &format!("Coördinator {i}"), "één twéé drie een")).collect();
        let with = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| files(make()))
        };
        let first = with(1);
        assert!(first == with(4) && first == with(7), "de index verschilt per aantal draden");
    }

    #[test]
    fn content_cannot_give_commands_to_the_search_engine() {
        assert_eq!(without_markers("een ___PAGEFIND_WEIGHT___10 lift\n\n____ hier"), "een PAGEFINDWEIGHT10 lift hier");
        assert_eq!(without_markers("snake_case blijft"), "snake_case blijft");
    }
}
