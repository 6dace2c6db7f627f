//! `serve`: the preview, and what it says in the terminal.

use std::path::PathBuf;

use clap::{ArgMatches, FromArgMatches as _};

use crate::melding::Melding;
use crate::serve::{self, Bericht, Dienst, Dienstfout, Gelezen};
use crate::tekst::tekens;
use crate::web::Keuzes;

use super::opties::Serve;
use super::vouw::{BREED, vouw};
use super::{Uitgangen, bouw, fouten, stop, verslag};

/// More changed files are counted.
const NOEM_HOOGSTENS: usize = 3;

/// Shows the preview until Ctrl-C.
pub(super) fn draai(deel: &ArgMatches, uitgangen: &mut Uitgangen<'_>) -> u8 {
    let opties = match Serve::from_arg_matches(deel) {
        Ok(opties) => opties,
        Err(fout) => return fouten::meld(&fout, false, uitgangen),
    };
    let stand = match bouw::stand(opties.today.as_deref()) {
        Ok(stand) => stand,
        Err(bericht) => return stop(&bericht, "schrijf jaar, maand en dag, zoals 2026-11-22", uitgangen),
    };
    let dienst = Dienst {
        content: opties.content.clone(),
        thema: opties.theme.clone(),
        keuzes: Keuzes { stand, met_pdf: !opties.no_pdf, concepten: true },
        poort: opties.port,
        peilen: opties.poll,
    };
    let uitkomst = serve::draai(&dienst, &mut |bericht| zeg(&opties, bericht, uitgangen));
    match uitkomst {
        Ok(()) => {
            let _ = writeln!(uitgangen.uit, "\nHet voorbeeld is gestopt.");
            0
        }
        Err(Dienstfout::Inhoud(fout)) => stop(&fout.0, bouw::GEEN_INHOUD, uitgangen),
        Err(Dienstfout::Poort(poort)) => {
            let bericht = format!("poort {poort} en de honderd erna zijn bezet");
            stop(&bericht, "noem een andere met --port, of --port 0 voor een willekeurige", uitgangen)
        }
        Err(Dienstfout::Systeem(fout)) => {
            let reden = crate::model::bestanden::systeemfout(&fout);
            let bericht = format!("het voorbeeld kan niet beginnen ({reden})");
            stop(&bericht, "probeer een andere poort met --port", uitgangen)
        }
    }
}

fn zeg(opties: &Serve, bericht: Bericht, uitgangen: &mut Uitgangen<'_>) {
    match bericht {
        Bericht::Gelezen(gelezen) => gelezen_zeggen(&gelezen, uitgangen),
        Bericht::Nagekeken { waarschuwingen, eerder } => {
            tonen(&waarschuwingen, uitgangen);
            if eerder > 0 {
                let wat = match eerder {
                    1 => "Eén waarschuwing van eerder staat er nog; `steunwijzer check` noemt haar.".to_owned(),
                    aantal => {
                        format!("{aantal} waarschuwingen van eerder staan er nog; `steunwijzer check` noemt ze alle.")
                    }
                };
                let _ = writeln!(uitgangen.fout, "{wat}");
            }
        }
        Bericht::Begonnen { adres, bezet } => {
            if let Some(poort) = bezet {
                let _ = writeln!(uitgangen.uit, "Poort {poort} is bezet; dit is de eerste die vrij is.");
            }
            let _ = writeln!(uitgangen.uit, "Voorbeeld: {adres}");
            let _ = writeln!(uitgangen.uit, "Pas bestanden aan en de browser volgt. Stoppen: Ctrl-C.");
            if opties.open && !open(&adres) {
                let _ = writeln!(uitgangen.fout, "De browser kan niet vanzelf open; open het adres hierboven zelf.");
            }
        }
        Bericht::Peilen(waarom) => {
            let regel = format!(
                "Wijzigingen komen niet vanzelf door ({waarom}). De bestanden worden nu elke halve seconde bekeken."
            );
            let _ = writeln!(uitgangen.fout, "{}", vouw(&regel, BREED, BREED));
        }
        Bericht::Bestand { pad, meldingen } => {
            let _ = writeln!(uitgangen.fout, "Bij het maken van {pad}:\n");
            tonen(&meldingen, uitgangen);
        }
    }
    let _ = uitgangen.uit.flush();
}

fn gelezen_zeggen(gelezen: &Gelezen, uitgangen: &mut Uitgangen<'_>) {
    if !gelezen.veranderd.is_empty() {
        let _ = writeln!(uitgangen.uit, "\nVeranderd: {}", namen(&gelezen.veranderd));
    }
    tonen(&gelezen.meldingen, uitgangen);
    let duur = format!("{:.2}", gelezen.duur.as_secs_f64()).replace('.', ",");
    if gelezen.gelukt {
        let scholen = verslag::aantal(gelezen.scholen, "school", "scholen");
        let wat = if gelezen.veranderd.is_empty() { "Gelezen" } else { "Bijgewerkt" };
        let _ = writeln!(uitgangen.uit, "{wat}: {scholen}, in {duur} seconden.");
    } else {
        let _ = writeln!(uitgangen.uit, "Het voorbeeld blijft zoals het was, met de fouten erbij ({duur} seconden).");
    }
}

fn tonen(meldingen: &[Melding], uitgangen: &mut Uitgangen<'_>) {
    if !meldingen.is_empty() {
        let kleur = uitgangen.terminal && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
        let _ = write!(uitgangen.fout, "{}", verslag::human(meldingen, kleur));
        let _ = writeln!(uitgangen.fout, "{}", verslag::telling(meldingen));
    }
}

/// The first few names. A name of a file may hold anything, also what a terminal obeys.
fn namen(paden: &[PathBuf]) -> String {
    let naam = |pad: &PathBuf| tekens::schoon(&pad.to_string_lossy()).into_owned();
    let mut namen: Vec<String> = paden.iter().take(NOEM_HOOGSTENS).map(naam).collect();
    if paden.len() > NOEM_HOOGSTENS {
        namen.push(format!("en nog {}", paden.len() - NOEM_HOOGSTENS));
    }
    namen.join(", ")
}

/// Opens an address in the browser of the system. Tells whether that could be asked.
fn open(adres: &str) -> bool {
    use std::process::{Command, Stdio};
    let mut opdracht = if cfg!(windows) {
        let mut opdracht = Command::new("rundll32");
        opdracht.args(["url.dll,FileProtocolHandler", adres]);
        opdracht
    } else {
        let mut opdracht = Command::new(if cfg!(target_os = "macos") { "open" } else { "xdg-open" });
        opdracht.arg(adres);
        opdracht
    };
    opdracht.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().is_ok()
}
