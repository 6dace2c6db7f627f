//! A new theme: every token explained, and nothing copied from the standard theme.

use std::fmt::Write as _;

use crate::model::huisstijl::{COLORS, COVERS, SIZES};
use crate::theme;

const LOGO: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"48\" height=\"48\" viewBox=\"0 0 48 48\">\n\
  <circle cx=\"24\" cy=\"24\" r=\"22\" fill=\"#0b5a6f\"/>\n\
  <path d=\"M13 25l8 8 14-17\" fill=\"none\" stroke=\"#ffffff\" stroke-width=\"5\"/>\n\
</svg>\n";

const STYLE: &str = "/* Eigen stijl. Wat hier staat, gaat voor alles wat het thema zegt. Gebruik de kleuren en maten van thema.yaml:\n\
   color: var(--accent); border-radius: var(--radius); font-family: var(--font-headings); */\n";

/// The files of a new theme, by their path in its folder.
pub fn files(name: &str) -> [(&'static str, String); 3] {
    [("thema.yaml", manifest(name)), ("eigen.css", STYLE.to_owned()), ("logo.svg", LOGO.to_owned())]
}

/// `thema.yaml` with a line for all that may stand in it; what is left commented is that of the standard theme.
fn manifest(name: &str) -> String {
    let files = theme::default_files();
    let standard = files.get("thema.yaml").map(|bytes| String::from_utf8_lossy(bytes)).unwrap_or_default();
    let (light, dark) = standard.split_once("kleuren-donker:").unwrap_or((&standard, ""));
    let mut out = format!(
        "# Huisstijl. Haal het hekje weg voor wat u anders wilt; al het andere blijft zoals het standaardthema het heeft.\n\
         # Dezelfde sleutels kunnen ook in site.yaml, onder huisstijl.\n\
         naam: {name}\n\
         # ouder: standaard                 # het thema waar dit op verder gaat\n\n\
         # Het logo: een svg, of een afbeelding (png, jpg, webp) in deze map. Het staat boven elke bladzijde en op de omslag.\n\
         logo: logo.svg\n\
         # logo-donker: logo-donker.svg     # voor wie een donker scherm heeft\n\n\
         # De letter: bestanden (ttf of otf) van één lettertype. Zet ze in een map letters.\n\
         # lettertype:\n\
         #   tekst: [letters/Letter-Regular.ttf, letters/Letter-Bold.ttf, letters/Letter-Italic.ttf]\n\
         #   koppen: letters/Kop-Bold.ttf   # zonder deze regel is het de letter van de tekst\n\n"
    );
    for size in &SIZES {
        let usual = size.bounds[2];
        let _ = writeln!(out, "# {}\n# {}: {usual}", size.help, size.key);
    }
    let covers: Vec<&str> = COVERS.iter().map(|(word, _)| *word).collect();
    let _ = writeln!(out, "\n# De omslag van PDF's: {}, of een afbeelding.\n# omslag: ringen", covers.join(", "));
    for (key, part) in [("kleuren", light), ("kleuren-donker", dark)] {
        let _ = writeln!(out, "\n# {key}:");
        for (color, help) in COLORS {
            let begin = format!("  {color}: ");
            let value = part.lines().find_map(|line| line.strip_prefix(begin.as_str()));
            // The second colour has no value of its own; on a dark screen it follows, as the main one does.
            let value = value.or_else(|| (key == "kleuren").then_some("\"#0b5a6f\""));
            if let Some(value) = value {
                let _ = writeln!(out, "#   {color}: {value}   # {help}");
            }
        }
    }
    out
}
