//! What is admitted: a workbook of a reasonable size, without macros.

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};

use super::super::problem::{Problem, broken, unreadable};

/// Largest workbook that is read, in bytes. A filled-in one is about 100 kB.
const MAX_FILE: usize = 20_000_000;
/// The most bytes that a workbook may unpack to.
const MAX_UNPACKED: u64 = 150_000_000;
/// The most files in it.
const MAX_PARTS: usize = 2_000;

const OTHER_KIND: &str = "open het in Excel of LibreOffice en bewaar het als xlsx";

/// Checks that the bytes are a workbook of a reasonable size, without macros.
pub(in super::super) fn admit(bytes: &[u8]) -> Result<(), Problem> {
    let too_large = || {
        unreadable(
            "deze spreadsheet is veel te groot",
            "vul het formulier in zoals u het kreeg, zonder andere bladen of plaatjes",
        )
    };
    if bytes.len() > MAX_FILE {
        return Err(too_large());
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(unreadable("dit is een spreadsheet in een oude vorm, of met een wachtwoord", OTHER_KIND));
    }
    if !bytes.starts_with(b"PK") {
        return Err(unreadable("dit is geen spreadsheet", "geef het formulier (xlsx) dat u hebt ingevuld"));
    }
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
    if zip.len() > MAX_PARTS {
        return Err(too_large());
    }
    let names: BTreeSet<String> = zip.file_names().flatten().map(|name| name.to_lowercase()).collect();
    if names.iter().any(|name| name.ends_with("vbaproject.bin")) {
        return Err(unreadable(
            "in deze spreadsheet zitten macro's",
            "bewaar het als gewone spreadsheet (xlsx), zonder macro's",
        ));
    }
    if !names.contains("xl/workbook.xml") {
        return Err(if names.contains("content.xml") {
            unreadable("dit is een spreadsheet van een andere soort", OTHER_KIND)
        } else {
            unreadable("dit is geen spreadsheet", "geef het formulier (xlsx) dat u hebt ingevuld")
        });
    }
    // The size that a zip claims need not be true, so every part is unpacked and thrown away.
    let mut left_over = MAX_UNPACKED;
    let mut buffer = vec![0; 64 * 1024];
    for i in 0..zip.len() {
        let mut part = zip.by_index(i).map_err(|_| broken())?;
        loop {
            let n = part.read(&mut buffer).map_err(|_| broken())?;
            if n == 0 {
                break;
            }
            left_over = left_over.checked_sub(n as u64).ok_or_else(too_large)?;
        }
    }
    Ok(())
}
