//! Images as they are published: without what a camera or a program added to the picture, and upright.
//!
//! A photo may say where it was taken, by whom, and with which camera; a caption may name the children on it. None of
//! that is for a website. Parts of a file that are not the picture are left out, and the picture itself stays the same
//! byte for byte. Only a picture that is stored on its side is encoded again, since the note that says so is left out
//! too.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder as _, ImageEncoder as _, ImageFormat, ImageReader, ImageResult};

/// Quality of a JPEG that is encoded again: what cameras use, so that nobody sees a difference.
const QUALITY: u8 = 92;

/// An image that can be published.
#[derive(Debug)]
pub struct PublicPicture {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Width in pixels, upright.
    pub width: u32,
    /// Height in pixels, upright.
    pub height: u32,
    /// Whether its colours are for print (CMYK).
    pub for_print: bool,
}

/// Why an image cannot be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureRefusal {
    /// Its end is missing.
    CutOff,
    /// It cannot be read.
    Broken,
}

/// Reads a whole image, and leaves out what is not the picture.
///
/// # Errors
/// When it is damaged or not complete.
pub fn clean(bytes: &[u8], format: ImageFormat) -> Result<PublicPicture, PictureRefusal> {
    let stripped = match format {
        ImageFormat::Jpeg => jpeg(bytes)?,
        ImageFormat::Png => Stripped { bytes: png(bytes)?, for_print: false },
        ImageFormat::WebP => Stripped { bytes: webp(bytes)?, for_print: false },
        _ => return Err(PictureRefusal::Broken),
    };
    // All of it is decoded: otherwise a damaged image would only show when the PDF is made, without a place.
    let (image, orientation, icc) = decode(bytes, format).map_err(|_| PictureRefusal::Broken)?;
    let (bytes, image) = if orientation == Orientation::NoTransforms {
        (stripped.bytes, image)
    } else {
        turned(image, orientation, icc, format).map_err(|_| PictureRefusal::Broken)?
    };
    Ok(PublicPicture { bytes, width: image.width(), height: image.height(), for_print: stripped.for_print })
}

fn decode(bytes: &[u8], format: ImageFormat) -> ImageResult<(DynamicImage, Orientation, Option<Vec<u8>>)> {
    let mut decoder = ImageReader::with_format(Cursor::new(bytes), format).into_decoder()?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let icc = decoder.icc_profile().unwrap_or_default();
    Ok((DynamicImage::from_decoder(decoder)?, orientation, icc))
}

/// The image upright, with its colours.
fn turned(
    mut image: DynamicImage,
    orientation: Orientation,
    icc: Option<Vec<u8>>,
    format: ImageFormat,
) -> ImageResult<(Vec<u8>, DynamicImage)> {
    image.apply_orientation(orientation);
    let mut bytes = Vec::new();
    // An encoder without support for profiles writes none; the colours are then taken for sRGB.
    match format {
        ImageFormat::Jpeg => {
            let mut encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
            let _ = icc.map(|icc| encoder.set_icc_profile(icc));
            image.write_with_encoder(encoder)?;
        }
        ImageFormat::WebP => {
            let mut encoder = WebPEncoder::new_lossless(&mut bytes);
            let _ = icc.map(|icc| encoder.set_icc_profile(icc));
            image.write_with_encoder(encoder)?;
        }
        _ => {
            let mut encoder = PngEncoder::new(&mut bytes);
            let _ = icc.map(|icc| encoder.set_icc_profile(icc));
            image.write_with_encoder(encoder)?;
        }
    }
    Ok((bytes, image))
}

struct Stripped {
    bytes: Vec<u8>,
    for_print: bool,
}

/// A JPEG without the segments that are not the picture, and without what comes after its end.
///
/// Segments are those of ITU-T T.81, annex B. Kept are the tables and scans, the JFIF header without its thumbnail,
/// colour profiles, and Adobe's note of how colours are stored.
fn jpeg(bytes: &[u8]) -> Result<Stripped, PictureRefusal> {
    let mut out = Vec::with_capacity(bytes.len());
    out.extend(bytes.get(..2).filter(|start| *start == [0xff, 0xd8]).ok_or(PictureRefusal::Broken)?);
    let mut for_print = false;
    let mut at = 2;
    loop {
        // Any number of fill bytes may come before a marker.
        let marker = match bytes.get(at..at + 2).ok_or(PictureRefusal::CutOff)? {
            [0xff, 0xff] => {
                at += 1;
                continue;
            }
            [0xff, marker] => *marker,
            _ => return Err(PictureRefusal::Broken),
        };
        if marker == 0xd9 {
            out.extend([0xff, 0xd9]);
            return Ok(Stripped { bytes: out, for_print });
        }
        if matches!(marker, 0x01 | 0xd0..=0xd7) {
            out.extend([0xff, marker]);
            at += 2;
            continue;
        }
        let length = match bytes.get(at + 2..at + 4).ok_or(PictureRefusal::CutOff)? {
            [high, low] => usize::from(u16::from_be_bytes([*high, *low])),
            _ => return Err(PictureRefusal::Broken),
        };
        let end = at + 2 + length.max(2);
        let segment = bytes.get(at..end).ok_or(PictureRefusal::CutOff)?;
        let body = segment.get(4..).unwrap_or_default();
        match marker {
            0xe0 if body.starts_with(b"JFIF\0") => out.extend(without_thumbnail(segment)),
            0xe2 if body.starts_with(b"ICC_PROFILE\0") => out.extend(segment),
            0xee if body.starts_with(b"Adobe") => out.extend(segment),
            // Data of applications, and comments.
            0xe0..=0xef | 0xfe => {}
            _ => out.extend(segment),
        }
        // A frame header says how many colour components there are.
        if matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
            for_print |= body.get(5).is_some_and(|components| *components == 4);
        }
        at = end;
        if marker == 0xda {
            let scan = scan_length(bytes.get(at..).unwrap_or_default()).ok_or(PictureRefusal::CutOff)?;
            out.extend(&bytes[at..at + scan]);
            at += scan;
        }
    }
}

/// How long the data of a scan is: until the next marker that does not belong to it; `None` when it never comes.
fn scan_length(bytes: &[u8]) -> Option<usize> {
    let marker = |pair: &[u8]| matches!(pair, [0xff, next] if !matches!(next, 0x00 | 0xff | 0xd0..=0xd7));
    bytes.windows(2).position(marker)
}

/// The JFIF header without its thumbnail, which may show more than the picture does.
fn without_thumbnail(segment: &[u8]) -> Vec<u8> {
    // Marker, length, name, version, density; then width and height of the thumbnail.
    let [_, _, _, _, head @ ..] = segment.get(..16).unwrap_or_default() else { return segment.to_vec() };
    [&[0xff, 0xe0, 0, 16], head, &[0, 0]].concat()
}

/// Chunks of a PNG that say how the picture looks; of the others only the critical ones stay.
const OF_PICTURE: [&[u8; 4]; 16] = [
    b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"mDCV", b"cLLI", b"sBIT", b"bKGD", b"pHYs", b"hIST",
    b"sPLT", b"acTL", b"fcTL", b"fdAT",
];

/// A PNG without the chunks that are not the picture, and without what comes after its end.
fn png(bytes: &[u8]) -> Result<Vec<u8>, PictureRefusal> {
    const START: &[u8] = b"\x89PNG\r\n\x1a\n";
    let mut out = Vec::with_capacity(bytes.len());
    out.extend(bytes.get(..START.len()).filter(|start| *start == START).ok_or(PictureRefusal::Broken)?);
    let mut at = START.len();
    loop {
        let head = bytes.get(at..at + 8).ok_or(PictureRefusal::CutOff)?;
        let (length, name) = head.split_at(4);
        let length = length.iter().fold(0_usize, |length, byte| length << 8 | usize::from(*byte));
        // Length, name and checksum take twelve bytes.
        let chunk = bytes.get(at..at.saturating_add(length).saturating_add(12)).ok_or(PictureRefusal::CutOff)?;
        let critical = name.first().is_some_and(u8::is_ascii_uppercase);
        if critical || OF_PICTURE.iter().any(|kept| kept.as_slice() == name) {
            out.extend(chunk);
        }
        if name == b"IEND" {
            return Ok(out);
        }
        at += chunk.len();
    }
}

/// A WebP without the chunks that are not the picture, and without what comes after its end.
fn webp(bytes: &[u8]) -> Result<Vec<u8>, PictureRefusal> {
    let head = bytes.get(..12).filter(|head| head.starts_with(b"RIFF") && head.ends_with(b"WEBP"));
    let mut out = head.ok_or(PictureRefusal::Broken)?.to_vec();
    let size = |bytes: &[u8]| bytes.iter().rev().fold(0_usize, |size, byte| size << 8 | usize::from(*byte));
    // The size leaves out the first eight bytes; a file without the padding byte of its last chunk counts as whole too.
    let end = size(&bytes[4..8]).saturating_add(8).min(bytes.len());
    let mut at = 12;
    while at + 8 <= end {
        let (name, length) = (&bytes[at..at + 4], size(&bytes[at + 4..at + 8]));
        let next = at.saturating_add(8).saturating_add(length).saturating_add(length % 2);
        let chunk = bytes.get(at..next.min(bytes.len())).filter(|chunk| chunk.len() >= 8 + length);
        let chunk = chunk.ok_or(PictureRefusal::CutOff)?;
        if [b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"].iter().any(|kept| kept.as_slice() == name) {
            let begin = out.len();
            out.extend(chunk);
            // Its flags say that there is EXIF and XMP: there is none now.
            if let Some(flags) = out.get_mut(begin + 8).filter(|_| name == b"VP8X") {
                *flags &= !0b0000_1100;
            }
        }
        at = next;
    }
    let size = u32::try_from(out.len() - 8).map_err(|_| PictureRefusal::Broken)?;
    out[4..8].copy_from_slice(&size.to_le_bytes());
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = "Jan Fotograaf";

    /// An image of two colours, so that it shows which side is up: 4 pixels wide and 2 high, its left half dark.
    fn image() -> DynamicImage {
        let mut image = image::RgbImage::from_pixel(40, 20, image::Rgb([250, 250, 250]));
        for (x, _, pixel) in image.enumerate_pixels_mut() {
            if x < 20 {
                *pixel = image::Rgb([5, 5, 5]);
            }
        }
        image.into()
    }

    fn encoded(format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        image().write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    /// What a camera writes: an orientation and a name, as TIFF (little endian).
    fn tiff(orientation: u8) -> Vec<u8> {
        let mut tiff = b"II*\0\x08\0\0\0\x01\0".to_vec();
        tiff.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
        tiff.extend([0, 0, 0, 0]);
        tiff.extend(WORDS.as_bytes());
        tiff
    }

    fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
        let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
        [&[0xff, marker], &length[..], body].concat()
    }

    fn chunk(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
        // Nobody looks at the checksum of what is left out.
        [&u32::try_from(body.len()).unwrap().to_be_bytes(), &name[..], body, &[0; 4]].concat()
    }

    /// A JPEG with everything that cameras and programs add, also after its end.
    fn photo(orientation: u8) -> Vec<u8> {
        let plain = encoded(ImageFormat::Jpeg);
        let mut photo = plain[..2].to_vec();
        photo.extend(segment(0xe1, &[b"Exif\0\0", &tiff(orientation)[..]].concat()));
        photo.extend(segment(0xe1, format!("http://ns.adobe.com/xap/1.0/\0<x>{WORDS}</x>").as_bytes()));
        photo.extend(segment(0xe2, format!("MPF\0{WORDS}").as_bytes()));
        photo.extend(segment(0xed, format!("Photoshop 3.0\0{WORDS}").as_bytes()));
        photo.extend(segment(0xfe, WORDS.as_bytes()));
        photo.extend(&plain[2..]);
        photo.extend(WORDS.as_bytes());
        photo
    }

    fn tells(bytes: &[u8]) -> bool {
        bytes.windows(WORDS.len()).any(|part| part == WORDS.as_bytes())
    }

    #[test]
    fn a_jpeg_loses_what_is_no_picture_and_nothing_else() {
        let photo = photo(1);
        assert!(tells(&photo));
        let picture = clean(&photo, ImageFormat::Jpeg).unwrap();
        assert_eq!(picture.bytes, clean(&encoded(ImageFormat::Jpeg), ImageFormat::Jpeg).unwrap().bytes);
        assert!(!tells(&picture.bytes));
        assert_eq!((picture.width, picture.height, picture.for_print), (40, 20, false));
        // The second time there is nothing left to remove.
        assert_eq!(clean(&picture.bytes, ImageFormat::Jpeg).unwrap().bytes, picture.bytes);
        let pixels = |bytes: &[u8]| image::load_from_memory(bytes).unwrap().into_rgb8().into_raw();
        assert_eq!(pixels(&picture.bytes), pixels(&photo));
    }

    #[test]
    fn a_picture_on_its_side_is_set_upright() {
        for (orientation, size, dark) in
            [(1, (40, 20), (5, 10)), (3, (40, 20), (35, 10)), (6, (20, 40), (10, 5)), (8, (20, 40), (10, 35))]
        {
            let picture = clean(&photo(orientation), ImageFormat::Jpeg).unwrap();
            assert!(!tells(&picture.bytes), "{orientation}");
            assert_eq!((picture.width, picture.height), size, "{orientation}");
            let upright = image::load_from_memory(&picture.bytes).unwrap().into_rgb8();
            assert_eq!(upright.dimensions(), size);
            assert!(upright.get_pixel(dark.0, dark.1)[0] < 60, "{orientation}");
        }
    }

    #[test]
    fn a_png_loses_what_is_no_picture() {
        let plain = encoded(ImageFormat::Png);
        let mut noted = plain[..33].to_vec();
        noted.extend(chunk(b"tEXt", format!("Author\0{WORDS}").as_bytes()));
        noted.extend(chunk(b"iTXt", WORDS.as_bytes()));
        noted.extend(chunk(b"prVt", WORDS.as_bytes()));
        noted.extend(&plain[33..]);
        noted.extend(WORDS.as_bytes());
        assert_eq!(png(&noted).unwrap(), plain);
        assert_eq!(clean(&plain, ImageFormat::Png).unwrap().bytes, plain);
    }

    #[test]
    fn a_webp_loses_what_is_no_picture() {
        let plain = encoded(ImageFormat::WebP);
        let extended = [&[0b0000_1100, 0, 0, 0][..], &[39, 0, 0, 19, 0, 0]].concat();
        let part = |name: &[u8; 4], body: &[u8]| {
            let filling = vec![0; body.len() % 2];
            [&name[..], &u32::try_from(body.len()).unwrap().to_le_bytes(), body, &filling].concat()
        };
        let mut noted = plain[..12].to_vec();
        noted.extend(part(b"VP8X", &extended));
        noted.extend(&plain[12..]);
        noted.extend(part(b"EXIF", &tiff(1)));
        noted.extend(part(b"XMP ", WORDS.as_bytes()));
        let size = u32::try_from(noted.len() - 8).unwrap().to_le_bytes();
        noted[4..8].copy_from_slice(&size);
        let picture = clean(&noted, ImageFormat::WebP).unwrap();
        assert!(!tells(&picture.bytes) && tells(&noted));
        let pixels = |bytes: &[u8]| image::load_from_memory(bytes).unwrap().into_rgb8().into_raw();
        assert_eq!(pixels(&picture.bytes), pixels(&plain));
    }

    #[test]
    fn a_picture_that_stops_halfway_is_refused_wherever_it_stops() {
        for (format, bytes) in [(ImageFormat::Jpeg, photo(1)), (ImageFormat::Png, encoded(ImageFormat::Png))] {
            let whole = bytes.len() - if format == ImageFormat::Jpeg { WORDS.len() } else { 0 };
            for length in (0..whole).step_by(7).chain([whole - 1]) {
                assert!(clean(&bytes[..length], format).is_err(), "{format:?} {length}");
            }
        }
        let half = &photo(1)[..photo(1).len() - 60];
        assert_eq!(clean(half, ImageFormat::Jpeg).err(), Some(PictureRefusal::CutOff));
        let webp = encoded(ImageFormat::WebP);
        assert!(clean(&webp[..webp.len() / 2], ImageFormat::WebP).is_err());
    }

    #[test]
    fn whatever_the_bytes_nothing_breaks() {
        let mut dice = crate::random::Random::new(0x2545_F491);
        let mut random = |below: usize| dice.below(below);
        for (format, bytes) in [
            (ImageFormat::Jpeg, photo(6)),
            (ImageFormat::Png, encoded(ImageFormat::Png)),
            (ImageFormat::WebP, encoded(ImageFormat::WebP)),
        ] {
            for _ in 0..300 {
                let mut changed = bytes.clone();
                for _ in 0..=random(4) {
                    let at = random(changed.len());
                    changed[at] = u8::try_from(random(256)).unwrap();
                }
                let _ = clean(&changed, format);
            }
        }
    }
}
