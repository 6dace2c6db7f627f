//! `stroomschema`: the support route as phases, steps, choices and endings.

use std::collections::BTreeSet;

use serde::Serialize;
use tera::Value;

use crate::drawing::route::Schema;
use crate::grammar::common::{self, any_name, hoeveel, noot, of_lijst, running_text, sectie_map};
use crate::grammar::field;
use crate::grammar::shape::{Key, MapShape, Shape};
use crate::melding::{Code, Melding, Meldingen};
use crate::model::Spanned;
use crate::model::antwoord::{AnswerBody, Antwoord, Graaf, Stap, StapSoort, Tak};
use crate::model::catalogus::Catalogus;
use crate::model::formaat::Sectie;
use crate::reading::did_you_mean;

use super::fields::{self, FieldView};
use super::flow_drawing::{self, PictureView};
use super::{SoortRenderer, Writer};

pub(super) struct Stroomschema;

#[derive(Serialize)]
struct StroomschemaView {
    fasen: Vec<FaseView>,
    /// Number of steps, choices and endings.
    count: usize,
    /// The picture.
    drawing: Option<PictureView>,
}

#[derive(Serialize)]
struct FaseView {
    /// Absent for steps that stand in no phase.
    title: Option<Value>,
    band: Option<String>,
    /// What is said about the phase itself, as of a step; absent for steps that stand in no phase.
    itself: Option<StapView>,
    stappen: Vec<StapView>,
}

#[derive(Serialize)]
struct StapView {
    number: usize,
    /// `stap`, `keuze`, `end` or `fase`.
    soort: &'static str,
    title: Value,
    who: Option<Value>,
    condition: Option<Value>,
    hoeveel: Option<Value>,
    noot: Option<Value>,
    meeting: Option<Value>,
    is: Option<Value>,
    text: Option<Value>,
    fields: Vec<FieldView>,
    /// Whether several branches may apply at once.
    more: bool,
    takken: Vec<TakView>,
    to: Option<Destination>,
}

#[derive(Serialize)]
struct TakView {
    when: Value,
    is: Option<Value>,
    noot: Option<Value>,
    stappen: Vec<StapView>,
    /// Where it jumps to.
    to: Option<Destination>,
    /// Where it goes on without a jump.
    afterwards: Option<Destination>,
}

#[derive(Serialize, Clone)]
struct Destination {
    number: usize,
    title: String,
}

impl SoortRenderer for Stroomschema {
    fn shape(&self, sectie: &Sectie, catalogus: &Catalogus) -> Shape {
        let stap = stap(sectie, catalogus);
        let help = "De stappen in volgorde, elk met een streepje.";
        let mut keys = common::about(sectie, catalogus);
        let example = [
            "- {stap: Gesprek met de leerling, wie: [mentor]}",
            "- keuze: Is er meer hulp nodig?",
            "  takken:",
            "    - {als: nee, stappen: [{einde: Hulp in de klas is genoeg}]}",
            "    - {als: ja, stappen: [{stap: Bespreken in het team, wie: [mentor]}]}",
        ];
        let stappen = Key::new("stappen", &sectie.title, help, stap.clone().many()).offered("");
        keys.push(stappen.with_example(example.map(str::to_owned).to_vec()));
        let map = Shape::Map(sectie_map(keys).or_otherwise("een lijst van stappen"));
        Shape::OrNothing(vec![map, stap.list()])
    }

    fn effect(&self) -> &'static str {
        "Op de pagina en in de PDF staat de route als tekening en in woorden. Onder welke kop ouders er op \
         hun pagina van lezen, bepaalt `onderwerp`; wat bij `voor-ouders` staat, lezen zij het eerst. Wie een \
         stap doet en welk item een stap is, vertelt de data als genoemd, met de plaats. In een formulier \
         heeft de route een eigen blad, met een regel per stap."
    }

    fn how_to(&self, _sectie: &Sectie) -> Option<String> {
        Some("De stappen staan in volgorde onder `stappen:`.".to_owned())
    }

    fn view(&self, sectie: &Sectie, antwoord: Option<&Antwoord>, writer: &mut Writer<'_>) -> Option<Value> {
        let AnswerBody::Graaf(graaf) = &antwoord?.content else { return None };
        let mut maker = ViewMaker { sectie, graaf, writer };
        let mut fasen: Vec<FaseView> = Vec::new();
        for (i, stap) in graaf.stappen.iter().enumerate() {
            let after = first(&graaf.stappen[i + 1..]);
            if let StapSoort::Fase { band, stappen } = &stap.soort {
                fasen.push(FaseView {
                    title: Some(maker.writer.words(&stap.title, &stap.span)),
                    band: band.clone(),
                    itself: Some(maker.stap("fase", stap, false, Vec::new())),
                    stappen: maker.stappen(stappen, after),
                });
            } else {
                // Steps outside phases stay together.
                let mut loose = maker.stappen(std::slice::from_ref(stap), after);
                match fasen.last_mut() {
                    Some(fase) if fase.title.is_none() => fase.stappen.append(&mut loose),
                    _ => fasen.push(FaseView { title: None, band: None, itself: None, stappen: loose }),
                }
            }
        }
        let count = graaf.all().iter().filter(|s| s.number > 0).count();
        let drawing = flow_drawing::drawing(graaf, writer);
        Some(Value::from_serializable(&StroomschemaView { fasen, count, drawing }))
    }

    fn check(&self, _sectie: &Sectie, antwoord: &Antwoord, meldingen: &mut Meldingen) {
        let AnswerBody::Graaf(graaf) = &antwoord.content else { return };
        let targets_ok = check_targets(graaf, meldingen);
        if targets_ok && check_reach(graaf, meldingen) {
            check_exit(graaf, meldingen);
        }
    }
}

struct ViewMaker<'a, 'b, 'c> {
    sectie: &'a Sectie,
    graaf: &'a Graaf,
    writer: &'b mut Writer<'c>,
}

impl ViewMaker<'_, '_, '_> {
    /// Views of steps; `after` is the step that follows the last of them.
    fn stappen(&mut self, stappen: &[Stap], after: Option<&Stap>) -> Vec<StapView> {
        let mut out = Vec::new();
        for (i, stap) in stappen.iter().enumerate() {
            let next = first(&stappen[i + 1..]).or(after);
            match &stap.soort {
                // A phase inside a phase was reported as an error; its steps are kept.
                StapSoort::Fase { stappen, .. } => out.extend(self.stappen(stappen, next)),
                StapSoort::Stap => out.push(self.stap("stap", stap, false, Vec::new())),
                StapSoort::End => out.push(self.stap("end", stap, false, Vec::new())),
                StapSoort::Keuze { more, takken } => {
                    let takken = takken.iter().map(|t| self.tak(t, next)).collect();
                    out.push(self.stap("keuze", stap, *more, takken));
                }
            }
        }
        out
    }

    fn stap(&mut self, soort: &'static str, stap: &Stap, more: bool, takken: Vec<TakView>) -> StapView {
        let to = stap.to.as_ref().and_then(|w| self.destination(w));
        let sectie = self.sectie;
        let writer = &mut *self.writer;
        StapView {
            number: stap.number,
            soort,
            title: writer.words(&stap.title, &stap.span),
            who: (!stap.who.is_empty()).then(|| writer.names(&stap.who)),
            condition: stap.condition.as_ref().map(|v| writer.line(v)),
            hoeveel: stap.hoeveel.as_ref().map(|h| writer.words(&h.text, &stap.span)),
            noot: stap.noot.as_ref().map(|n| writer.line(n)),
            meeting: (!stap.meeting.is_empty()).then(|| writer.names(&stap.meeting)),
            is: (!stap.is.is_empty()).then(|| writer.names(&stap.is)),
            text: stap.text.as_ref().map(|t| writer.in_sectie(t)),
            fields: fields::filled(sectie, &stap.fields, writer),
            more,
            takken,
            to,
        }
    }

    fn tak(&mut self, tak: &Tak, after: Option<&Stap>) -> TakView {
        let onward = tak.to.is_none() && falls_through(&tak.stappen);
        TakView {
            when: self.writer.words(&tak.when, &tak.span),
            is: (!tak.is.is_empty()).then(|| self.writer.names(&tak.is)),
            noot: tak.noot.as_ref().map(|n| self.writer.line(n)),
            stappen: self.stappen(&tak.stappen, after),
            to: tak.to.as_ref().and_then(|w| self.destination(w)),
            afterwards: after.filter(|_| onward).map(|s| Destination { number: s.number, title: s.title.clone() }),
        }
    }

    /// A jump to a phase leads to its first step.
    fn destination(&self, word: &Spanned) -> Option<Destination> {
        let target = self.graaf.by_id(&word.text)?;
        let stap = first(std::slice::from_ref(target))?;
        Some(Destination { number: stap.number, title: stap.title.clone() })
    }
}

/// The first step, choice or ending among elements.
fn first(stappen: &[Stap]) -> Option<&Stap> {
    stappen.iter().find_map(|s| match &s.soort {
        StapSoort::Fase { stappen, .. } => first(stappen),
        _ => Some(s),
    })
}

/// Whether the flow comes out at the end of these elements.
fn falls_through(stappen: &[Stap]) -> bool {
    stappen.last().is_none_or(|stap| match &stap.soort {
        StapSoort::Fase { stappen, .. } => falls_through(stappen),
        StapSoort::Stap => stap.to.is_none(),
        StapSoort::End => false,
        StapSoort::Keuze { takken, .. } => {
            takken.is_empty() || takken.iter().any(|t| t.to.is_none() && falls_through(&t.stappen))
        }
    })
}

/// Every `naar`, those of branches too.
fn targets(graaf: &Graaf) -> Vec<&Spanned> {
    graaf
        .all()
        .into_iter()
        .flat_map(|stap| {
            let takken: &[Tak] = match &stap.soort {
                StapSoort::Keuze { takken, .. } => takken,
                _ => &[],
            };
            stap.to.iter().chain(takken.iter().filter_map(|t| t.to.as_ref()))
        })
        .collect()
}

fn check_targets(graaf: &Graaf, meldingen: &mut Meldingen) -> bool {
    let all = graaf.all();
    let ids: Vec<&str> = all.iter().filter_map(|s| s.id.as_deref()).collect();
    let mut good = true;
    for word in targets(graaf) {
        if !ids.contains(&word.text.as_str()) {
            good = false;
            meldingen.push(
                Melding::at(Code::StapWithoutTarget, &word.span, format!("geen stap heeft het id `{}`", word.text))
                    .hint(if ids.is_empty() {
                        format!("geef de stap waar dit heen gaat een regel `id: {}`", word.text)
                    } else {
                        did_you_mean(&word.text, ids.iter().copied())
                    }),
            );
        }
    }
    good
}

/// Follows the flow from the first step until nothing new is reached; reports the first step of
/// every stretch that stays unreached, and tells whether there are none.
fn check_reach(graaf: &Graaf, meldingen: &mut Meldingen) -> bool {
    let mut reached: BTreeSet<&str> = BTreeSet::new();
    loop {
        let earlier = reached.len();
        let mut unreached = Vec::new();
        follow(&graaf.stappen, true, &mut reached, &mut unreached);
        if reached.len() == earlier {
            let good = unreached.is_empty();
            for stap in unreached {
                meldingen.push(
                    Melding::at(
                        Code::StapUnreachable,
                        &stap.span,
                        format!("stap `{}` wordt nooit bereikt", stap.title),
                    )
                    .hint("alles ervoor eindigt of springt weg; laat een tak doorlopen, of spring hierheen met `naar`"),
                );
            }
            return good;
        }
    }
}

/// Reports the first step from which the route goes round in circles for ever.
fn check_exit(graaf: &Graaf, meldingen: &mut Meldingen) {
    let without = Schema::of(graaf).without_exit();
    let first = without.first().and_then(|number| graaf.all().into_iter().find(|s| s.number == *number));
    if let Some(stap) = first {
        let message = format!("na stap `{}` komt de route nooit bij een einde", stap.title);
        meldingen.push(
            Melding::at(Code::RouteWithoutExit, &stap.span, message)
                .hint("maak van een stap een keuze met een tak die doorloopt of eindigt met `einde`"),
        );
    }
}

/// Walks elements in order; returns whether the flow comes out at the end.
fn follow<'a>(
    stappen: &'a [Stap],
    mut flows: bool,
    reached: &mut BTreeSet<&'a str>,
    unreached: &mut Vec<&'a Stap>,
) -> bool {
    let mut reported = false;
    for stap in stappen {
        let here = flows || stap.id.as_deref().is_some_and(|id| reached.contains(id));
        // Inside a phase something may be jumped to, so the phase itself is never reported.
        if !here && !matches!(stap.soort, StapSoort::Fase { .. }) {
            if !reported {
                unreached.push(stap);
                reported = true;
            }
            // What is inside an unreached choice is not reported again, but may be jumped to.
            let mut silent = Vec::new();
            if let StapSoort::Keuze { takken, .. } = &stap.soort {
                for tak in takken {
                    let out = follow(&tak.stappen, false, reached, &mut silent);
                    flows |= goes_on(out, tak.to.as_ref(), reached);
                }
            }
            continue;
        }
        reported = false;
        flows = match &stap.soort {
            StapSoort::Fase { stappen, .. } => follow(stappen, here, reached, unreached),
            StapSoort::Stap => goes_on(true, stap.to.as_ref(), reached),
            StapSoort::End => false,
            StapSoort::Keuze { takken, .. } => {
                let mut onward = takken.is_empty();
                for tak in takken {
                    let out = follow(&tak.stappen, true, reached, unreached);
                    onward |= goes_on(out, tak.to.as_ref(), reached);
                }
                onward
            }
        };
    }
    flows
}

/// Whether the flow goes on with what comes next: one that jumps goes to its target instead, which is noted.
fn goes_on<'a>(flows: bool, to: Option<&'a Spanned>, reached: &mut BTreeSet<&'a str>) -> bool {
    match to {
        Some(word) if flows => {
            reached.insert(&word.text);
            false
        }
        Some(_) => false,
        None => flows,
    }
}

/// A step, choice, phase or ending of a route.
fn stap(sectie: &Sectie, catalogus: &Catalogus) -> Shape {
    let name = format!("sectie-{}-stap", sectie.id);
    let stappen = Shape::Again(name.clone()).many();
    let is = || Key::new("is", "Is", "Het item waar dit hetzelfde als is.", any_name().many());
    let to = || Key::new("naar", "Naar", "De id van de stap waar de route verdergaat.", Shape::Word);
    let mut plain = field::keys(sectie, catalogus);
    plain.extend([
        Key::new("id", "Id", "Alleen nodig als een andere stap hierheen springt.", Shape::Id),
        Key::new("wie", "Wie", "Wie dit doen.", of_lijst("specialisten", catalogus)),
        Key::new("in", "In", "Het overleg waarin dit gebeurt.", any_name().many()),
        is(),
        Key::new("voorwaarde", "Voorwaarde", "Wat eerst moet, zoals toestemming van ouders.", Shape::Text),
        hoeveel(),
        noot(),
        running_text(),
    ]);
    let tak = MapShape::new(vec![
        Key::new("als", "Als", "Het antwoord waarbij deze tak hoort.", Shape::Word).required(),
        is(),
        noot(),
        Key::new("stappen", "Stappen", "Wat er dan gebeurt, in volgorde.", stappen.clone()),
        to(),
    ]);
    let part = |heading: Key, extra: Vec<Key>, message: &str| {
        let keys = plain.iter().cloned().chain([heading.required()]).chain(extra).collect();
        Shape::Map(MapShape::new(keys).sometimes_bare("stap").said(message))
    };
    let begin = "Dit past hier niet. Een deel van een route begint met stap, keuze, fase of einde; \
         verder kan het hebben: wie, in, is, voorwaarde, hoeveel, noot, tekst of id, en een stap ook naar.";
    let more = Key::new("meer", "Meer", "Of meer dan een tak kan gelden.", Shape::YesNo);
    let takken = Shape::Map(tak).many();
    let takken = Key::new("takken", "Takken", "De antwoorden, elk met wat er dan gebeurt.", takken).required();
    let shape = Shape::Either(vec![
        part(Key::new("stap", "Stap", "Wat er gebeurt.", Shape::Word), vec![to()], begin),
        part(
            Key::new("keuze", "Keuze", "De vraag die beslist hoe het verdergaat.", Shape::Word),
            vec![more, takken],
            "Dit past hier niet. Een keuze heeft takken, elk met als en stappen, naar of is.",
        ),
        part(
            Key::new("fase", "Fase", "De naam van een deel van de route.", Shape::Word),
            vec![
                Key::new("band", "Band", "Een woord om fasen bij elkaar te zetten, zoals basis of extra.", Shape::Word),
                Key::new("stappen", "Stappen", "De stappen van deze fase, in volgorde.", stappen),
            ],
            "Dit past hier niet. Een fase heeft stappen.",
        ),
        part(
            Key::new("einde", "Einde", "Hoe de route hier eindigt.", Shape::Word),
            Vec::new(),
            "Dit past hier niet. Na een einde komt niets.",
        ),
        Shape::Word,
    ]);
    shape.explained_part(name, "Een deel van de route.")
}
