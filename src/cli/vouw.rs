//! Messages within the width of a terminal.

/// The width that messages keep to, in characters.
pub(super) const BREED: usize = 80;

/// Text over several lines of at most `breed` characters, the first of which has only `eerste`. What stands between
/// backticks (a path, a command) stays in one piece, as does a word that is wider than a line.
pub(super) fn vouw(tekst: &str, eerste: usize, breed: usize) -> String {
    let mut uit = String::with_capacity(tekst.len() + 8);
    let (mut over, mut begin) = (eerste, true);
    for woord in woorden(tekst) {
        let lengte = woord.chars().count();
        if begin {
            begin = false;
        } else if lengte < over {
            uit.push(' ');
            over -= 1;
        } else {
            uit.push('\n');
            over = breed;
        }
        uit.push_str(woord);
        over = over.saturating_sub(lengte);
    }
    uit
}

/// "fout: ..." and the like: lines after the first stand below the message.
pub(super) fn hangend(kop: &str, tekst: &str) -> String {
    let inspringen = kop.chars().count() + 2;
    let breed = BREED.saturating_sub(inspringen);
    let wit = format!("\n{}", " ".repeat(inspringen));
    let regels: Vec<String> = tekst.split('\n').map(|regel| vouw(regel, breed, breed)).collect();
    format!("{kop}: {}", regels.join("\n").replace('\n', &wit))
}

/// Words, where a space between backticks parts none.
fn woorden(tekst: &str) -> impl Iterator<Item = &str> {
    let mut binnen = false;
    // A lone backtick quotes nothing.
    let paren = tekst.matches('`').count() / 2 * 2;
    let mut gezien = 0;
    tekst.split(move |teken: char| {
        if teken == '`' && gezien < paren {
            gezien += 1;
            binnen = !binnen;
        }
        teken == ' ' && !binnen
    })
}

#[cfg(test)]
mod proeven {
    use super::{hangend, vouw};

    #[test]
    fn regels_worden_niet_breder_dan_gevraagd() {
        let tekst = "een twee drie vier vijf zes zeven acht negen tien elf twaalf";
        assert_eq!(vouw(tekst, 8, 12), "een twee\ndrie vier\nvijf zes\nzeven acht\nnegen tien\nelf twaalf");
        assert_eq!(vouw(tekst, 80, 80), tekst);
        assert_eq!(vouw("", 3, 3), "");
    }

    #[test]
    fn wat_tussen_aanhalingen_staat_blijft_heel() {
        assert_eq!(vouw("schrijf `a b c` of `d e`", 10, 10), "schrijf\n`a b c` of\n`d e`");
        assert_eq!(vouw("zie onafbreekbaarlangwoord nu", 8, 8), "zie\nonafbreekbaarlangwoord\nnu");
        assert_eq!(vouw("los ` teken en `a b`", 9, 9), "los\n` teken en `a\nb`");
    }

    #[test]
    fn wat_volgt_staat_onder_de_melding() {
        let tekst = hangend("fout", &"woord ".repeat(20));
        assert!(tekst.lines().skip(1).all(|regel| regel.starts_with("      woord")), "{tekst}");
        assert!(tekst.lines().count() == 2 && tekst.lines().all(|regel| regel.len() <= 80), "{tekst}");
    }
}
