//! `keuze`: one or more options of the format, each perhaps with words of the school.

use serde::Serialize;
use tera::Value;

use crate::grammar::common::{noot, running_text};
use crate::grammar::items::{self, checklist};
use crate::grammar::shape::{Choice, Entry, ItemsShape, Key, MapShape, Shape};
use crate::model::antwoord::{AnswerBody, Antwoord, ItemAntwoord};
use crate::model::catalogus::Catalogus;
use crate::model::formaat::Sectie;
use crate::model::value::{Special, Stand};
use crate::text::sentences;

use super::own::{OwnView, own};
use super::{SoortRenderer, Writer};

pub(super) struct Keuze;

#[derive(Serialize)]
struct KeuzeView {
    chosen: Vec<ChosenOption>,
    /// Options of which something else is said than that they were chosen, by what is said.
    others: Vec<NotChosen>,
    own: Vec<OwnView>,
}

#[derive(Serialize)]
struct ChosenOption {
    name: Value,
    /// Sub-options, as a sentence part.
    options: Option<Value>,
    text: Option<Value>,
    noot: Option<Value>,
}

#[derive(Serialize)]
struct NotChosen {
    /// "Niet gekozen", "Volgt nog" or the like.
    heading: String,
    names: Vec<Value>,
}

impl SoortRenderer for Keuze {
    fn shape(&self, sectie: &Sectie, catalogus: &Catalogus) -> Shape {
        let keys = vec![
            Key::new("opties", "Opties", "Wat er daaronder gekozen is.", sub_options(sectie).many()),
            noot(),
            running_text(),
        ];
        let map = MapShape::new(keys).or_otherwise("ja, tekst");
        let each = Shape::Either(vec![Shape::Map(map), Shape::Text]);
        let others = items::others(sectie, MapShape::new(Vec::new()), catalogus);
        let items = items::answers(sectie, each, others, catalogus);
        // A new document has its own key alone: one writes behind it what is chosen.
        let entries = items.entries.into_iter().map(|entry| Entry { blank: None, ..entry }).collect();
        let items = ItemsShape { entries, ..items };
        let [word, list] = checklist(sectie, catalogus);
        Shape::Either(vec![Shape::Items(items), word, list])
    }

    fn effect(&self) -> &'static str {
        "Op de pagina en in de PDF staat wat de school koos, met haar woorden erbij. Onder welke kop ouders \
         er op hun pagina van lezen, bepaalt `onderwerp`; wat bij `voor-ouders` staat, lezen zij het eerst. \
         In een formulier is elke mogelijkheid een regel."
    }

    fn how_to(&self, sectie: &Sectie) -> Option<String> {
        Some(if sectie.more { "Kies een of meer." } else { "Kies er een." }.to_owned())
    }

    fn above_blank(&self, sectie: &Sectie) -> Option<String> {
        let names: Vec<String> = items::entries(sectie).into_iter().map(|entry| entry.id).collect();
        let how_many = if sectie.more { "kies een of meer" } else { "kies een" };
        Some(format!("{how_many}: {}", names.join(", ")))
    }

    fn view(&self, sectie: &Sectie, antwoord: Option<&Antwoord>, writer: &mut Writer<'_>) -> Option<Value> {
        let antwoord = antwoord?;
        let items = match &antwoord.content {
            AnswerBody::Items(items) => items.as_slice(),
            _ => &[],
        };
        let mut chosen = Vec::new();
        for item in items.iter().filter(|i| i.stand == Stand::Yes) {
            let Some((_, name)) = sectie.options.get(item.index) else { continue };
            let name = writer.words(name, &item.span);
            let options =
                (!item.options.is_empty()).then(|| writer.words(&sentences::join_and(&item.options), &item.span));
            chosen.push(ChosenOption {
                name,
                options,
                text: item.text.as_ref().map(|t| writer.in_sectie(t)),
                noot: item.noot.as_ref().map(|n| writer.line(n)),
            });
        }
        let others = not_chosen(sectie, items, writer);
        let own = own(sectie, antwoord, writer);
        let something = !chosen.is_empty() || !others.is_empty() || !own.is_empty();
        something.then(|| Value::from_serializable(&KeuzeView { chosen, others, own }))
    }
}

/// The options that were answered but not chosen, by what was said about them.
fn not_chosen(sectie: &Sectie, items: &[ItemAntwoord], writer: &mut Writer<'_>) -> Vec<NotChosen> {
    let mut out: Vec<NotChosen> = Vec::new();
    for item in items.iter().filter(|i| i.stand != Stand::Yes) {
        let Some((_, name)) = sectie.options.get(item.index) else { continue };
        let heading = item.word.map_or("niet gekozen", Special::readable);
        let (heading, name) = (sentences::capitalize(heading), writer.words(name, &item.span));
        match out.iter_mut().find(|o| o.heading == heading) {
            Some(known) => known.names.push(name),
            None => out.push(NotChosen { heading, names: vec![name] }),
        }
    }
    out
}

/// The options below an option. If every option lists its own, an editor offers the names of all of those.
fn sub_options(sectie: &Sectie) -> Shape {
    let offered: Vec<(String, String)> = sectie.sub_options.values().flatten().cloned().collect();
    if offered.is_empty() || !sectie.options.iter().all(|(id, _)| sectie.sub_options.contains_key(id)) {
        return Shape::Word;
    }
    let names = offered.iter().map(|(_, name)| name.clone()).collect();
    Shape::Choice(Choice { names, ..Choice::new(offered) })
}
