//! Pictures of a house style: logo and cover.

use std::sync::Arc;

use typst::foundations::Bytes;
use typst::visualize::SvgImage;

use crate::files::{Files, MAX_PICTURE};
use crate::melding::{Code, Melding, Meldingen};
use crate::model::Spanned;
use crate::reading::texts;

/// A picture, checked.
#[derive(Debug)]
pub(super) struct HousePicture {
    pub(super) bytes: Arc<[u8]>,
    /// Ending of its name, in lower case.
    pub(super) ending: String,
    pub(super) width: u32,
    pub(super) height: u32,
}

/// Reads a logo: a drawing (svg), or an image as schools have them. What is wrong with it is reported.
pub(super) fn read(files: &Files, word: &Spanned, meldingen: &mut Meldingen) -> Option<HousePicture> {
    let path = word.text.as_str();
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
    if ending != "svg" {
        let picture = texts::read_picture(files, path, &word.span, meldingen)?;
        return Some(HousePicture { bytes: picture.bytes, ending, width: picture.width, height: picture.height });
    }
    let bytes = match files.read(path, MAX_PICTURE) {
        Ok(bytes) => bytes,
        Err(err) => {
            meldingen.push(files.melding(path, &err, Some(&word.span)));
            return None;
        }
    };
    let Ok(drawing) = SvgImage::new(Bytes::new(bytes.clone())) else {
        meldingen.push(
            Melding::at(Code::PictureBroken, &word.span, format!("`{path}` is geen hele svg-tekening"))
                .hint("open de tekening in een tekenprogramma en bewaar haar opnieuw"),
        );
        return None;
    };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rounded, and within bounds")]
    let size = |side: f64| side.round().clamp(1.0, 10_000.0) as u32;
    Some(HousePicture { bytes: bytes.into(), ending, width: size(drawing.width()), height: size(drawing.height()) })
}

/// Reads a picture for the cover of PDFs; the message for what is none says which words may stand there too.
pub(super) fn read_cover(files: &Files, word: &Spanned, meldingen: &mut Meldingen) -> Option<HousePicture> {
    if word.text.contains('.') {
        return read(files, word, meldingen);
    }
    let message = format!("`{}` kan niet op een omslag", word.text);
    meldingen.push(
        Melding::at(Code::ThemaError, &word.span, message)
            .hint("schrijf `ringen`, `vlak` of `geen`, of noem een afbeelding zoals `omslag.jpg`"),
    );
    None
}
