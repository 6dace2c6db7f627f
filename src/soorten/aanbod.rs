//! `aanbod`: what is there, item by item, at which place.

use serde::Serialize;
use tera::Value;

use crate::grammar::about::may_narrow;
use crate::grammar::common::{hoeveel, join_or, narrowed, noot, running_text};
use crate::grammar::items::{self, checklist, plaats, plaats_with_remark, plaatsen};
use crate::grammar::shape::{ItemsShape, Key, MapShape, Shape};
use crate::melding::{Code, Melding, Meldingen};
use crate::model::antwoord::{AnswerBody, Antwoord, ItemAntwoord, Plaats};
use crate::model::catalogus::Catalogus;
use crate::model::formaat::{NotMentioned, Sectie};
use crate::model::lijst::Lijst;
use crate::model::value::{Feit, ItemKey, Stand};
use crate::text::sentences;

use super::own::{OwnView, own};
use super::says;
use super::{SoortRenderer, Writer, key, plaatsen_yes};

pub(super) struct Aanbod;

#[derive(Serialize)]
struct AanbodView {
    /// Places, if any item states one: those of the section, then others that were named.
    columns: Vec<String>,
    /// Whether the section has places but some item that is there states none.
    plaats_not_stated: bool,
    rows: Vec<RowView>,
    own: Vec<OwnView>,
    /// Names of items that the section does not answer, but the document names elsewhere.
    mentioned_elsewhere: Vec<String>,
    /// Names of items that nothing in the document speaks of.
    not_mentioned: Vec<String>,
    /// Whether not mentioned means not there.
    not_mentioned_is_no: bool,
}

#[derive(Serialize)]
struct RowView {
    /// Name of the item that it belongs to, where the list is nested.
    below: Option<Value>,
    name: Value,
    /// What it does, when it is there to do so.
    sentence: Option<String>,
    /// `ja`, `nee` or `onbekend`.
    stand: &'static str,
    /// What was said instead of whether it is there, such as "volgt nog".
    says: Option<&'static str>,
    /// Whether it is there while no place is stated, in a section that has places.
    without_plaats: bool,
    cells: Vec<AanbodCell>,
    hoeveel: Option<Value>,
    noot: Option<Value>,
    text: Option<Value>,
}

#[derive(Serialize)]
struct AanbodCell {
    plaats: String,
    /// `ja`, `nee`, `onbekend`, or `empty` where nothing is said about this place.
    stand: &'static str,
    /// What was said instead of whether it is there.
    says: Option<&'static str>,
    /// Which place is meant, of those that it stands for, and remarks.
    noot: Option<Value>,
}

impl SoortRenderer for Aanbod {
    fn shape(&self, sectie: &Sectie, catalogus: &Catalogus) -> Shape {
        let others = items::others(sectie, MapShape::new(Vec::new()), catalogus)
            .offered("wat in geen lijst staat: `- {naam: Huiswerkklas, zin: Wat een kind eraan heeft.}`");
        let items = items::answers(sectie, item(sectie, catalogus), others, catalogus);
        // What is in no list has its place here.
        let refusal = items.refusal.replace(" staat.", " staat, of zet het onder anders.");
        let items = ItemsShape { refusal, ..items };
        let [word, list] = checklist(sectie, catalogus);
        Shape::Either(vec![Shape::Items(items), word, list])
    }

    fn effect(&self) -> &'static str {
        "Op de pagina en in de PDF staat per item of het er is, waar en hoeveel. Wat er is, staat op de \
         pagina voor ouders en bij de hulpvragen waar het bij helpt; scholen worden erop vergeleken, en het \
         staat in de open data en in `profiel.json`. Bij `onderwerp: grenzen` zijn het grenzen: die staan \
         overal voor de hulp waar ze over gaan. In een formulier is elk item een regel, met een kolom per \
         plaats; een opmerking bij één plaats staat erachter."
    }

    fn above_blank(&self, sectie: &Sectie) -> Option<String> {
        Some(match sectie.waar.first() {
            None => "per regel: ja of nee".to_owned(),
            Some((first, _)) => {
                let plaatsen: Vec<String> = sectie.waar.iter().map(|(id, name)| format!("{id} ({name})")).collect();
                format!("per regel waar het is, zoals [{first}], of nee; plaatsen: {}", plaatsen.join(", "))
            }
        })
    }

    fn view(&self, sectie: &Sectie, antwoord: Option<&Antwoord>, writer: &mut Writer<'_>) -> Option<Value> {
        let antwoord = antwoord?;
        let lijst = sectie.lijst.as_ref()?;
        let items = items(antwoord);
        let columns = if items.iter().any(|i| !i.waar.is_empty()) {
            place_columns(sectie, items, writer.catalogus)
        } else {
            Vec::new()
        };
        let rows: Vec<RowView> = items.iter().filter_map(|i| row(sectie, i, &columns, writer)).collect();
        let own = own(sectie, antwoord, writer);
        if rows.is_empty() && own.is_empty() {
            return None;
        }
        let named = |index: usize| items.iter().any(|i| i.index == index);
        let is_own = |id: &str| {
            use crate::model::value::RefTarget;
            antwoord
                .others
                .iter()
                .flat_map(|e| &e.is)
                .any(|v| matches!(&v.ref_target, RefTarget::Item(key) if key.lijst == lijst.id && key.item == id))
        };
        let unanswered = lijst.items.iter().enumerate();
        let unanswered =
            unanswered.filter(|(index, item)| !named(*index) && item.obsolete.is_none() && !is_own(&item.id));
        let (mentioned_elsewhere, not_mentioned): (Vec<_>, Vec<_>) = unanswered
            .map(|(_, item)| (ItemKey { lijst: lijst.id.clone(), item: item.id.clone() }, item.name.clone()))
            .partition(|(key, _)| writer.spoken_of.contains(key));
        let names = |all: Vec<(ItemKey, String)>| all.into_iter().map(|(_, name)| name).collect();
        Some(Value::from_serializable(&AanbodView {
            columns: columns.into_iter().map(|(_, label)| label).collect(),
            plaats_not_stated: rows.iter().any(|r| r.without_plaats),
            rows,
            own,
            mentioned_elsewhere: names(mentioned_elsewhere),
            not_mentioned: names(not_mentioned),
            not_mentioned_is_no: sectie.not_mentioned == NotMentioned::No,
        }))
    }

    fn feiten(&self, sectie: &Sectie, antwoord: &Antwoord) -> Vec<Feit> {
        let feit = |item: &ItemAntwoord| {
            let noted = item.waar.iter().filter_map(|p| Some((p.id.clone(), p.noot.clone()?)));
            Some(Feit {
                waar: plaatsen_yes(&item.waar),
                not_waar: item.waar.iter().filter(|p| p.stand == Stand::No).map(|p| p.id.clone()).collect(),
                plaats_noten: noted.collect(),
                hulpvragen: item.hulpvragen.as_deref().map(super::question_ids),
                hoeveel: item.hoeveel.clone(),
                noot: item.noot.clone(),
                ..Feit::answer(&sectie.id, key(sectie, item.index)?, item.stand, &item.span)
            })
        };
        items(antwoord).iter().filter_map(feit).collect()
    }

    /// One warning for the section, not one per item.
    fn check(&self, sectie: &Sectie, antwoord: &Antwoord, meldingen: &mut Meldingen) {
        let without = items(antwoord).iter().filter(|i| i.stand == Stand::Yes && i.waar.is_empty());
        let Some(first) = without.clone().min_by_key(|i| i.span.start()).filter(|_| !sectie.waar.is_empty()) else {
            return;
        };
        let plaatsen: Vec<&str> = sectie.waar.iter().map(|(id, _)| id.as_str()).collect();
        let message = match without.count() {
            1 => format!("bij `{}` staat niet waar het is", first.span.text()),
            count => format!("bij `{}` en nog {} staat niet waar ze zijn", first.span.text(), count - 1),
        };
        meldingen.push(
            Melding::at(Code::PlaatsNotMentioned, &first.span, message).hint(format!(
                "noem de plaats, bijvoorbeeld `[{}]`; `ja` zegt alleen dat het er is",
                plaatsen.join(", ")
            )),
        );
    }
}

fn items(antwoord: &Antwoord) -> &[ItemAntwoord] {
    match &antwoord.content {
        AnswerBody::Items(items) => items,
        _ => &[],
    }
}

fn row(sectie: &Sectie, item: &ItemAntwoord, columns: &[(String, String)], writer: &mut Writer<'_>) -> Option<RowView> {
    let key = key(sectie, item.index)?;
    let definition = sectie.lijst.as_ref()?.items.get(item.index)?;
    let name = writer.item(&key, &item.span);
    let without_plaats = item.stand == Stand::Yes && item.waar.is_empty() && !sectie.waar.is_empty();
    let cells = if item.stand == Stand::Yes && item.waar.is_empty() {
        Vec::new()
    } else {
        columns.iter().map(|(id, label)| cell(id, label, item, writer)).collect()
    };
    let ouder = definition.ouder.and_then(|o| sectie.lijst.as_ref()?.items.get(o));
    Some(RowView {
        below: ouder.map(|o| writer.words(&o.name, &item.span)),
        name,
        // The sentence of an item says what it does for a child, which it does only where it is there.
        sentence: definition.sentence.clone().filter(|_| item.stand == Stand::Yes),
        stand: word(item.stand),
        says: says(item.word),
        without_plaats,
        cells,
        hoeveel: item.hoeveel.as_ref().map(|h| writer.words(&h.text, &item.span)),
        noot: remark(item, writer),
        text: item.text.as_ref().map(|t| writer.at_item(t)),
    })
}

/// What is remarked on an item, and with which questions it helps on this school.
fn remark(item: &ItemAntwoord, writer: &mut Writer<'_>) -> Option<Value> {
    let noot = item.noot.as_ref().map(|n| writer.line(n));
    let Some(questions) = &item.hulpvragen else { return noot };
    let questions = writer.helps_with(questions, true);
    let parts = noot.as_ref().and_then(Value::as_str).map(str::to_owned).into_iter();
    let parts: Vec<String> = parts.chain([questions]).collect();
    Some(Value::safe_string(&parts.join(&writer.fixed(" · "))))
}

/// Whether a place is this one, or lies below it (`swv` below `extern`).
fn falls_under(plaats: &str, id: &str, plaatsen: Option<&Lijst>) -> bool {
    let above = |plaats: &str| {
        let lijst = plaatsen?;
        lijst.by_id(plaats).and_then(|(_, item)| item.ouder).map(|ouder| lijst.items[ouder].id.as_str())
    };
    plaats == id || above(plaats) == Some(id)
}

/// The places of the section with its labels, and after them others that an answer names.
fn place_columns(sectie: &Sectie, items: &[ItemAntwoord], catalogus: &Catalogus) -> Vec<(String, String)> {
    let plaatsen = catalogus.plaatsen().map(AsRef::as_ref);
    let mut out = sectie.waar.clone();
    for plaats in plaatsen.into_iter().flat_map(|lijst: &Lijst| &lijst.items) {
        let named = items.iter().flat_map(|i| &i.waar).any(|p| p.id == plaats.id);
        if named && !out.iter().any(|(id, _)| falls_under(&plaats.id, id, plaatsen)) {
            out.push((plaats.id.clone(), plaats.name.clone()));
        }
    }
    out
}

/// The cell of a place. What is said about a place below it counts for it, with the name of that place.
fn cell(id: &str, label: &str, item: &ItemAntwoord, writer: &mut Writer<'_>) -> AanbodCell {
    let plaatsen = writer.catalogus.plaatsen().map(AsRef::as_ref);
    let here: Vec<&Plaats> = item.waar.iter().filter(|p| falls_under(&p.id, id, plaatsen)).collect();
    let Some(first) = here.iter().min_by_key(|p| p.stand) else {
        // Where another place is stated, this one stays empty.
        let stand = if item.waar.is_empty() { word(item.stand) } else { "empty" };
        return AanbodCell { plaats: label.to_owned(), stand, says: None, noot: None };
    };
    let mut noten: Vec<String> = Vec::new();
    for plaats in &here {
        let mut parts: Vec<String> = Vec::new();
        if plaats.id != id {
            let name = plaatsen.and_then(|l| l.by_id(&plaats.id)).map_or(plaats.id.as_str(), |(_, i)| i.name.as_str());
            parts.push(writer.fixed(&sentences::lower(name)));
        }
        if here.len() > 1 && plaats.stand != first.stand {
            parts.push(writer.fixed(says(plaats.word).unwrap_or(STAND_WORDS[stand_index(plaats.stand)])));
        }
        if let Some(noot) = &plaats.noot {
            parts.push(writer.bracketed(noot).as_str().unwrap_or_default().to_owned());
        }
        if !parts.is_empty() {
            noten.push(parts.join(&writer.fixed(": ")));
        }
    }
    let noot = (!noten.is_empty()).then(|| Value::safe_string(&sentences::once(noten).join(&writer.fixed("; "))));
    AanbodCell { plaats: label.to_owned(), stand: word(first.stand), says: says(first.word), noot }
}

/// Whether something is there, in a word.
const STAND_WORDS: [&str; 3] = ["ja", "nee", "niet vermeld"];

fn stand_index(stand: Stand) -> usize {
    match stand {
        Stand::Yes => 0,
        Stand::No => 1,
        Stand::Mentioned | Stand::NotStated => 2,
    }
}

fn word(stand: Stand) -> &'static str {
    match stand {
        Stand::Yes => "ja",
        Stand::No => "nee",
        Stand::Mentioned | Stand::NotStated => "onbekend",
    }
}

/// What may be said of one item: whether it is there, where, how much, a remark; each place may be a key of its own.
fn item(sectie: &Sectie, catalogus: &Catalogus) -> Shape {
    let mut keys = vec![
        Key::new("stand", "Stand", "Of het er is.", Shape::Stand),
        Key::new("waar", "Waar", "Op welke plaats het is.", plaatsen(sectie, catalogus)),
        hoeveel(),
        running_text(),
        noot(),
    ];
    if may_narrow(sectie) {
        keys.push(narrowed(catalogus));
    }
    let items = catalogus.plaatsen().map(|l| l.items.as_slice()).unwrap_or_default();
    let belongs = |id: &str| sectie.waar.iter().find(|(plaats, _)| plaats == id);
    for item in items {
        let above = item.ouder.and_then(|ouder| belongs(&items[ouder].id));
        if let Some((id, label)) = belongs(&item.id).or(above) {
            let title = if *id == item.id { label } else { &item.name };
            keys.push(Key::new(&item.id, title, &format!("{title}: of het daar is."), items::stand_cell()));
        }
    }
    let otherwise = if sectie.waar.is_empty() {
        "ja, nee".to_owned()
    } else {
        let plaatsen = join_or(sectie.waar.iter().map(|(id, _)| id.as_str()));
        format!("ja, nee, een plaats ({plaatsen}), een lijst van plaatsen")
    };
    let map = Shape::Map(MapShape::new(keys).or_otherwise(otherwise));
    Shape::Either(vec![map, Shape::Stand, plaats(sectie, catalogus), plaats_with_remark(sectie, catalogus).list()])
}
