//! One file at a time: new, or in the place of what was there.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;
use std::time::SystemTime;

/// Writes a file with the folders it needs; what is there already is replaced in one step, so that a full disk leaves the old
/// one whole. What is no file, such as a pipe, is written to.
///
/// # Errors
/// The disk refuses.
pub fn replace_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    create_parent(path)?;
    if fs::metadata(path).is_ok_and(|there| !there.is_file()) {
        return fs::write(path, bytes);
    }
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = path.with_file_name(format!(".{name}.nieuw"));
    let written = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

/// Writes a file that is not there yet, with the folders it needs; half a file does not stay.
///
/// # Errors
/// Something is there already, or the disk refuses.
pub fn create_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    create_parent(path)?;
    create_with_time(path, bytes, None)
}

/// The same in a folder that is there. `time` is the time of modification to keep, where the previous output has the same
/// bytes but they could not be linked.
pub(super) fn create_with_time(path: &Path, bytes: &[u8], time: Option<SystemTime>) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    if let Err(err) = file.write_all(bytes) {
        drop(file);
        let _ = fs::remove_file(path);
        return Err(err);
    }
    if let Some(time) = time {
        let _ = file.set_modified(time);
    }
    Ok(())
}

fn create_parent(path: &Path) -> io::Result<()> {
    path.parent().filter(|dir| !dir.as_os_str().is_empty()).map_or(Ok(()), fs::create_dir_all)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::ErrorKind;

    use super::{create_file, replace_file};

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("diep/in/f.xlsx");
        for bytes in [&b"een"[..], b"twee", b""] {
            replace_file(&path, bytes).unwrap();
            assert_eq!(fs::read(&path).unwrap(), bytes);
        }
        let names: Vec<_> = fs::read_dir(path.parent().unwrap()).unwrap().map(|e| e.unwrap().file_name()).collect();
        assert_eq!(names, ["f.xlsx"]);
    }

    #[test]
    fn what_cannot_be_replaced_stays_as_it_was() {
        let dir = tempfile::tempdir().unwrap();
        // A folder stands where the file should come, or where the file beside it should.
        let (folder, file) = (dir.path().join("map"), dir.path().join("f.yaml"));
        fs::create_dir_all(folder.join("vol")).unwrap();
        assert!(replace_file(&folder, b"x").is_err() && folder.join("vol").is_dir());
        fs::write(&file, "oud").unwrap();
        fs::create_dir_all(dir.path().join(".f.yaml.nieuw")).unwrap();
        assert!(replace_file(&file, b"nieuw").is_err());
        assert_eq!(fs::read(&file).unwrap(), b"oud");
    }

    #[test]
    fn a_new_file_never_takes_the_place_of_another() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a/b.yaml");
        create_file(&path, b"een").unwrap();
        assert_eq!(create_file(&path, b"twee").unwrap_err().kind(), ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"een");
    }
}
