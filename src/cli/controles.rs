//! `controles`: what the program looks for, why, and how a site switches it.

use clap::ArgMatches;

use crate::melding::Code;
use crate::model::controles::{CONTROLES, Controle, namen};
use crate::tekst::zinnen;

use super::tonen::bedoeld;
use super::{Uitgangen, stop};

/// How wide a line may be.
const BREED: usize = 80;

/// `controles [CODE]`.
pub(super) fn toon(deel: &ArgMatches, uitgangen: &mut Uitgangen<'_>) -> u8 {
    let Some(naam) = deel.get_one::<String>("naam") else {
        for controle in CONTROLES {
            let _ = writeln!(uitgangen.uit, "{}\n{}", kop(controle), alinea(&zin(controle), 2));
        }
        let _ = writeln!(uitgangen.uit, "Waarom een controle er is: steunwijzer controles CODE");
        return 0;
    };
    if let Some(controle) = CONTROLES.iter().find(|c| c.code.tekst() == naam) {
        let (wat, waarom, schakelaar) = (zin(controle), controle.waarom, schakelaar(controle));
        for deel in [wat.as_str(), waarom, &schakelaar] {
            let _ = writeln!(uitgangen.uit, "{}", alinea(deel, 0));
        }
        return 0;
    }
    let bekend = Code::ALLE.iter().any(|code| code.tekst() == naam);
    let hint = if bekend {
        "de melding zelf zegt wat er niet klopt; zie alle controles met: steunwijzer controles".to_owned()
    } else {
        bedoeld(naam, namen(), "zie alle controles met: steunwijzer controles")
    };
    stop(&format!("er is geen controle `{naam}`"), &hint, uitgangen)
}

fn kop(controle: &Controle) -> String {
    let vast = if controle.vast { ", staat vast" } else { "" };
    format!("{} ({}{vast})", controle.code.tekst(), controle.ernst.woord())
}

fn zin(controle: &Controle) -> String {
    zinnen::met_punt(&zinnen::hoofdletter(controle.wat))
}

/// How a site switches it.
fn schakelaar(controle: &Controle) -> String {
    if controle.vast {
        return "Deze controle staat vast: een site kan haar niet uitzetten.".to_owned();
    }
    let code = controle.code.tekst();
    format!(
        "Dit geeft een {}. In `site.yaml` kan dat anders, onder `controles:`, met `{code}: uit`, `{code}: waarschuwing` of \
         `{code}: fout`.",
        controle.ernst.woord()
    )
}

/// Words over lines that fit a terminal, each after so many spaces.
fn alinea(tekst: &str, inspringen: usize) -> String {
    let wit = " ".repeat(inspringen);
    let mut uit = String::new();
    let mut regel = wit.clone();
    for woord in tekst.split_whitespace() {
        if regel.chars().count() + woord.chars().count() + 1 > BREED {
            uit.push_str(&regel);
            uit.push('\n');
            regel.clone_from(&wit);
        }
        if regel.len() > wit.len() {
            regel.push(' ');
        }
        regel.push_str(woord);
    }
    uit + &regel + "\n"
}
