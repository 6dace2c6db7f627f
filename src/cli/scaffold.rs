//! `init` and `new`: a new site, a new school, a new school year.

use std::path::Path;

use crate::files::Files;
use crate::melding::Meldingen;
use crate::model::catalogus::Catalogus;
use crate::model::date::Schooljaar;
use crate::model::formaat::BelongsTo;
use crate::scaffold::{self, Plan, ScaffoldError};

use super::arguments::{Init, NewFormaat, NewSchool, NewSchooljaar, Today};
use super::report::did_you_mean_or;
use super::{Streams, build, stop};

/// Why a command stops: what is wrong, and what to do.
pub(super) type Stop = (String, String);

/// `init [MAP]`.
pub(super) fn init(arguments: &Init, streams: &mut Streams<'_>) -> u8 {
    let dir = arguments.map.as_path();
    let plan = || {
        let catalogus = Catalogus::read(&Files::empty(), &mut Meldingen::new());
        let formaat = formaat(&arguments.formaat, &catalogus)?;
        scaffold::site(dir, &formaat, &catalogus, year(None, &arguments.today)?).map_err(|err| reason(&err))
    };
    let further = if dir == Path::new(".") { String::new() } else { format!("cd {} && ", dir.display()) };
    let further = format!(
        "Vul `content/site.yaml` in, en daarna het profiel van de voorbeeldschool.\nBekijk het met: {further}steunwijzer serve"
    );
    write(plan(), &further, streams)
}

/// `new school NAAM`.
pub(super) fn school(arguments: &NewSchool, streams: &mut Streams<'_>) -> u8 {
    let content = &arguments.content.dir;
    let plan = super::content::catalogus(content, streams).and_then(|catalogus| {
        let formaat = formaat(&arguments.formaat, &catalogus)?;
        let year = year(arguments.schooljaar.as_deref(), &arguments.today)?;
        scaffold::school(content, &arguments.name, &formaat, &catalogus, year).map_err(|err| reason(&err))
    });
    write(plan, "Vul `school.yaml` in, en daarna het profiel. Kijk na met: steunwijzer check", streams)
}

/// `new formaat TITEL`.
pub(super) fn new_formaat(arguments: &NewFormaat, streams: &mut Streams<'_>) -> u8 {
    let content = &arguments.content.dir;
    let plan = super::content::catalogus(content, streams).and_then(|catalogus| {
        scaffold::formaat::plan(content, &arguments.title, &catalogus).map_err(|err| reason(&err))
    });
    let further = "Haal weg wat u niet gebruikt, en kijk na met: steunwijzer check";
    let code = write(plan, further, streams);
    super::content::refresh_schemas(content, streams);
    code
}

/// `new schooljaar SCHOOL JAAR`.
pub(super) fn schooljaar(arguments: &NewSchooljaar, streams: &mut Streams<'_>) -> u8 {
    let content = &arguments.content.dir;
    let name = arguments.school.as_str();
    let site = match super::content::site_for(content, |slug| slug == name, streams) {
        Ok(site) => site,
        Err(code) => return code,
    };
    let plan = typed_year(&arguments.schooljaar).and_then(|year| {
        let school = site.school(name).ok_or_else(|| {
            let names = site.scholen.iter().map(|s| s.slug.as_str());
            let hint = did_you_mean_or(name, names, "noem de map van de school in `content/scholen/`");
            (format!("er is geen school `{name}`"), hint)
        })?;
        scaffold::schooljaar::plan(content, school, year).map_err(|err| reason(&err))
    });
    let from = plan.as_ref().map(|(_, from)| from.to_string()).unwrap_or_default();
    let further = format!(
        "Overgenomen uit {from}, als concept. Kijk elke sectie na en zet de datum bij `gecontroleerd`.\n\
         Wat nog moet: steunwijzer check\nHoe het eruitziet: steunwijzer serve"
    );
    write(plan.map(|(plan, _)| plan), &further, streams)
}

/// The school year asked for, else that of the reference date.
pub(super) fn year(requested: Option<&str>, today: &Today) -> Result<Schooljaar, Stop> {
    if let Some(requested) = requested {
        return typed_year(requested);
    }
    build::reference_date(today.day.as_deref())
        .map(Schooljaar::at)
        .map_err(|message| (message, "schrijf bijvoorbeeld --today 2026-11-22".to_owned()))
}

/// A school year as it is typed.
fn typed_year(text: &str) -> Result<Schooljaar, Stop> {
    Schooljaar::typed(text).map_err(|_| {
        let message = format!("`{text}` is geen schooljaar");
        (message, "schrijf twee jaren die op elkaar volgen, zoals 2025-2026".to_owned())
    })
}

/// A format for schools, by its id.
pub(super) fn formaat(id: &str, catalogus: &Catalogus) -> Result<std::sync::Arc<crate::model::formaat::Formaat>, Stop> {
    let for_scholen = || catalogus.formaten.values().filter(|f| f.from == BelongsTo::School);
    for_scholen().find(|f| f.id == id).cloned().ok_or_else(|| {
        let names = for_scholen().map(|f| f.id.as_str());
        let hint = did_you_mean_or(id, names, "zie alle formaten met: steunwijzer formaten");
        (format!("er is geen formaat `{id}` voor scholen"), hint)
    })
}

fn reason(err: &ScaffoldError) -> Stop {
    let hint = match err {
        ScaffoldError::AlreadyExists(_) => "kies een andere naam of map, of haal het bestand eerst weg",
        ScaffoldError::Writing(..) => "controleer of u in deze map mag schrijven",
        ScaffoldError::Read(..) => "controleer of u het bestand mag lezen",
        ScaffoldError::NothingToCarryOver(_) => "begin met: steunwijzer new school, of vul zelf een document in",
        ScaffoldError::NoName(_) => "gebruik een naam met letters of cijfers",
    };
    (err.to_string(), hint.to_owned())
}

fn write(plan: Result<Plan, Stop>, further: &str, streams: &mut Streams<'_>) -> u8 {
    match plan.and_then(|plan| plan.write().map_err(|err| reason(&err))) {
        Ok(paths) => {
            let _ = writeln!(streams.out, "Gemaakt:");
            for path in paths {
                let _ = writeln!(streams.out, "  {}", path.display());
            }
            let _ = writeln!(streams.out, "{further}");
            0
        }
        Err((message, hint)) => stop(&message, &hint, streams),
    }
}
