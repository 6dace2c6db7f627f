//! What is let in: a workbook of a reasonable size, without macros.

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};

use super::super::inlezen::{Probleem, kapot, onleesbaar};

/// Largest workbook that is read, in bytes. A filled-in one is about 100 kB.
const MAX_BESTAND: usize = 20_000_000;
/// The most bytes that a workbook may unpack to.
const MAX_UITGEPAKT: u64 = 150_000_000;
/// The most files in it.
const MAX_DELEN: usize = 2_000;

const ANDERE_SOORT: &str = "open het in uw rekenprogramma en bewaar het als xlsx";

/// Whether the bytes are a workbook of a reasonable size, without macros.
pub(in super::super) fn admit(bytes: &[u8]) -> Result<(), Probleem> {
    let te_groot = || {
        onleesbaar(
            "dit rekenblad is veel te groot",
            "vul het formulier in zoals u het kreeg, zonder andere bladen of plaatjes",
        )
    };
    if bytes.len() > MAX_BESTAND {
        return Err(te_groot());
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(onleesbaar("dit is een rekenblad in een oude vorm, of met een wachtwoord", ANDERE_SOORT));
    }
    if !bytes.starts_with(b"PK") {
        return Err(onleesbaar("dit is geen rekenblad", "geef het formulier (xlsx) dat u hebt ingevuld"));
    }
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| kapot())?;
    if zip.len() > MAX_DELEN {
        return Err(te_groot());
    }
    let namen: BTreeSet<String> = zip.file_names().flatten().map(|naam| naam.to_lowercase()).collect();
    if namen.iter().any(|naam| naam.ends_with("vbaproject.bin")) {
        return Err(onleesbaar(
            "in dit rekenblad zitten macro's",
            "bewaar het als gewoon rekenblad (xlsx), zonder macro's",
        ));
    }
    if !namen.contains("xl/workbook.xml") {
        return Err(if namen.contains("content.xml") {
            onleesbaar("dit is een rekenblad van een andere soort", ANDERE_SOORT)
        } else {
            onleesbaar("dit is geen rekenblad", "geef het formulier (xlsx) dat u hebt ingevuld")
        });
    }
    // What a file says about its size need not be true, so it is unpacked, and thrown away.
    let mut over = MAX_UITGEPAKT;
    let mut buffer = vec![0; 64 * 1024];
    for i in 0..zip.len() {
        let mut deel = zip.by_index(i).map_err(|_| kapot())?;
        loop {
            let n = deel.read(&mut buffer).map_err(|_| kapot())?;
            if n == 0 {
                break;
            }
            over = over.checked_sub(n as u64).ok_or_else(te_groot)?;
        }
    }
    Ok(())
}
