//! `build` and `check`.

use std::time::Instant;

use indicatif::{ProgressBar, ProgressStyle};
use jiff::civil::Date;

use crate::bouwen::{self, Fase, Omgevingsfout, Opdracht, Verslag, Voortgang};
use crate::melding::Melding;
use crate::model::controles;
use crate::tekst::{tekens, zinnen};

use super::opties::{Bouw, Report};
use super::verslag;
use super::vouw::{BREED, vouw};
use super::{Uitgangen, stop};

/// What to do without content.
pub(super) const GEEN_INHOUD: &str = "noem de map met --content, of ga eerst naar de map waar `content` in staat";

/// Builds or checks, and tells how it went.
pub(super) fn draai(opties: &Bouw, schrijven: bool, uitgangen: &mut Uitgangen<'_>) -> u8 {
    let begin = Instant::now();
    let stand = match stand(opties.today.as_deref()) {
        Ok(stand) => stand,
        Err(bericht) => return omgeving(opties, &bericht, "schrijf jaar, maand en dag, zoals 2026-11-22", uitgangen),
    };
    if schrijven && bouwen::ligt_in(&opties.output, &opties.content) {
        let bericht = "de uitvoer kan niet in de map met de inhoud staan";
        return omgeving(opties, bericht, "kies een andere map met --output", uitgangen);
    }
    let opdracht = Opdracht {
        content: opties.content.clone(),
        output: schrijven.then(|| opties.output.clone()),
        thema: opties.theme.clone(),
        pdf: !opties.no_pdf,
        strikt: opties.strict,
        sla_over: opties.skip_broken,
        stand,
    };
    let balk = Balk::nieuw(uitgangen.terminal && opties.report == Report::Human);
    let uitkomst = bouwen::bouw(&opdracht, &balk);
    balk.weg();
    match uitkomst {
        Ok(gemaakt) => {
            meld(opties, &gemaakt, uitgangen);
            if opties.report != Report::Json {
                slot(opties, &gemaakt, schrijven, begin, uitgangen);
            }
            u8::from(!gemaakt.gelukt)
        }
        Err(Omgevingsfout::Inhoud(fout)) => omgeving(opties, &fout.0, GEEN_INHOUD, uitgangen),
        Err(Omgevingsfout::Zoekindex(waarom)) => {
            let bericht = format!("de zoekindex kan niet gemaakt worden: {waarom}");
            omgeving(opties, &bericht, "draai het programma vanuit een map die bestaat", uitgangen)
        }
        Err(Omgevingsfout::Uitvoer(fout)) => omgeving(opties, &fout.bericht(), &fout.hint(), uitgangen),
        Err(Omgevingsfout::Data(fout)) => {
            let hint = "dit hoort niet te gebeuren; meld het bij de makers van Steunwijzer";
            omgeving(opties, &fout.to_string(), hint, uitgangen)
        }
    }
}

/// The reference day: `--today`, else `SOURCE_DATE_EPOCH`, else today.
pub(super) fn stand(gegeven: Option<&str>) -> Result<Date, String> {
    if let Some(tekst) = gegeven {
        return tekst.parse().map_err(|_| format!("--today krijgt een dag die bestaat, en `{tekst}` is dat niet"));
    }
    if let Ok(seconden) = std::env::var("SOURCE_DATE_EPOCH") {
        let moment = seconden.parse().ok().and_then(|s| jiff::Timestamp::from_second(s).ok());
        let moment = moment.ok_or_else(|| format!("SOURCE_DATE_EPOCH is geen aantal seconden: `{seconden}`"))?;
        return Ok(moment.to_zoned(jiff::tz::TimeZone::UTC).date());
    }
    Ok(jiff::Zoned::now().date())
}

fn omgeving(opties: &Bouw, bericht: &str, hint: &str, uitgangen: &mut Uitgangen<'_>) -> u8 {
    if opties.report == Report::Json {
        let _ = writeln!(uitgangen.uit, "{}", verslag::json_omgeving(bericht, hint));
    }
    stop(bericht, hint, uitgangen)
}

fn meld(opties: &Bouw, gemaakt: &Verslag, uitgangen: &mut Uitgangen<'_>) {
    let kleur = uitgangen.kleur();
    let met_opmerkingen =
        || -> Vec<Melding> { gemaakt.meldingen.iter().chain(gemaakt.left_out.notes()).cloned().collect() };
    let _ = match opties.report {
        // What is left out is summed up at the end.
        Report::Human => write!(uitgangen.fout, "{}", verslag::human(&gemaakt.meldingen, kleur)),
        Report::Short => write!(uitgangen.fout, "{}", verslag::short(&met_opmerkingen())),
        Report::Json => writeln!(uitgangen.uit, "{}", verslag::json(gemaakt)),
        Report::Github => write!(uitgangen.uit, "{}", verslag::github(&met_opmerkingen())),
    };
}

/// The closing lines: what was made, where, and what to do next.
fn slot(opties: &Bouw, gemaakt: &Verslag, schrijven: bool, begin: Instant, uitgangen: &mut Uitgangen<'_>) {
    let (fouten, waarschuwingen) = gemaakt.aantallen;
    let telling = verslag::telling(&gemaakt.meldingen);
    if !gemaakt.gelukt {
        let _ = writeln!(uitgangen.fout, "{telling}");
        let waarom = if fouten > 0 { "" } else { ": met --strict tellen waarschuwingen als fouten" };
        let gevolg = match schrijven {
            true => {
                format!("Er is niets geschreven{waarom}.\n`{}` is gebleven zoals het was.", opties.output.display())
            }
            false => format!("De inhoud kan zo niet gebouwd worden{waarom}."),
        };
        for regel in gevolg.lines() {
            let _ = writeln!(uitgangen.fout, "{}", vouw(regel, BREED, BREED));
        }
        return;
    }
    if waarschuwingen > 0 {
        let _ = writeln!(uitgangen.fout, "{telling}");
    }
    if let Some(code) = eerste_controle(opties, gemaakt) {
        let _ = writeln!(uitgangen.fout, "Waarom een melding er is: steunwijzer controles {code}\n");
    }
    let gemaakt_tekst = format!(
        "{}, {}, {} en {} in {} seconden",
        verslag::aantal(gemaakt.scholen, "school", "scholen"),
        verslag::aantal(gemaakt.documents, "document", "documenten"),
        verslag::aantal(gemaakt.paginas, "pagina", "pagina's"),
        verslag::aantal(gemaakt.pdfs, "PDF", "PDF's"),
        format!("{:.1}", begin.elapsed().as_secs_f64()).replace('.', ",")
    );
    if !schrijven {
        let _ = writeln!(uitgangen.uit, "{}", vouw(&format!("Nagekeken: {gemaakt_tekst}."), BREED, BREED));
        say_left_out(opties, gemaakt, uitgangen);
        let _ = writeln!(uitgangen.uit, "Er is niets geschreven.");
        return;
    }
    let map = opties.output.display();
    let onveranderd = gemaakt.telling.as_ref().map_or(0, |t| t.ongewijzigd);
    let _ = writeln!(uitgangen.uit, "{}", vouw(&format!("Gemaakt: {gemaakt_tekst}."), BREED, BREED));
    if onveranderd > 0 {
        let _ =
            writeln!(uitgangen.uit, "Onveranderd gebleven: {}.", verslag::aantal(onveranderd, "bestand", "bestanden"));
    }
    say_foreign(gemaakt, uitgangen);
    say_left_out(opties, gemaakt, uitgangen);
    let _ = writeln!(uitgangen.uit, "\nBekijk het resultaat: open {map}/index.html in een browser.");
    let _ = writeln!(
        uitgangen.uit,
        "Verder: pas bestanden aan in {}/ en draai dit opnieuw.\nAlleen nakijken, zonder te schrijven: steunwijzer check",
        opties.content.display()
    );
}

/// What stood in the output and was not made by us, by name.
fn say_foreign(gemaakt: &Verslag, uitgangen: &mut Uitgangen<'_>) {
    let Some(telling) = &gemaakt.telling else { return };
    for (what, paths) in [
        ("Behouden, want niet door Steunwijzer gemaakt", &telling.foreign.kept),
        ("Vervangen, al waren ze niet door Steunwijzer gemaakt", &telling.foreign.replaced),
    ] {
        if !paths.is_empty() {
            let paths: Vec<_> = paths.iter().map(|path| tekens::schoon(path)).collect();
            let sentence = format!("{what}: {}.", zinnen::opsomming(&paths));
            let _ = writeln!(uitgangen.uit, "{}", vouw(&sentence, BREED, BREED));
        }
    }
}

/// What is not on the website, by name. Who reads one line each has read it already.
fn say_left_out(opties: &Bouw, gemaakt: &Verslag, uitgangen: &mut Uitgangen<'_>) {
    if opties.report == Report::Human {
        for sentence in gemaakt.left_out.sentences() {
            let _ = writeln!(uitgangen.uit, "{}", vouw(&sentence, BREED, BREED));
        }
    }
}

/// The first check that found something, to ask about. Who reads one line each has a list to work through already.
fn eerste_controle(opties: &Bouw, gemaakt: &Verslag) -> Option<&'static str> {
    if opties.report != Report::Human {
        return None;
    }
    gemaakt.meldingen.iter().find_map(|melding| controles::van_code(melding.code)).map(|c| c.code.tekst())
}

/// A progress bar on a terminal; nothing in a pipe.
struct Balk(Option<ProgressBar>);

impl Balk {
    fn nieuw(tonen: bool) -> Self {
        Self(tonen.then(|| {
            let balk = ProgressBar::new_spinner();
            balk.enable_steady_tick(std::time::Duration::from_millis(120));
            balk
        }))
    }

    fn weg(&self) {
        if let Some(balk) = &self.0 {
            balk.finish_and_clear();
        }
    }
}

impl Voortgang for Balk {
    fn fase(&self, fase: Fase, stappen: usize) {
        let Some(balk) = &self.0 else { return };
        balk.set_message(match fase {
            Fase::Laden => "inhoud lezen",
            Fase::Controleren => "nakijken",
            Fase::Web | Fase::Data | Fase::Zoeken => "pagina's maken",
            Fase::Pdf => "PDF's maken",
            Fase::Schrijven => "klaarzetten",
        });
        let vorm = if stappen > 0 { "{spinner} {msg} {wide_bar} {pos}/{len}" } else { "{spinner} {msg}" };
        if let Ok(stijl) = ProgressStyle::with_template(vorm) {
            balk.set_style(stijl);
        }
        balk.set_length(stappen as u64);
        balk.set_position(0);
    }

    fn stap(&self) {
        if let Some(balk) = &self.0 {
            balk.inc(1);
        }
    }
}
