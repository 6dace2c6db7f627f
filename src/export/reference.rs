//! The reference for people who write the files: every definition file, and the answer to every kind of section. Its text is made
//! from the grammar; `docs/naslag/` holds it, and a test that it is current.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::grammar::blank;
use crate::grammar::definitions::Definition;
use crate::grammar::reference;
use crate::grammar::shape::Shape;
use crate::model::catalogus::Catalogus;
use crate::model::formaat::{Formaat, Soort};
use crate::soorten::renderer;

/// The pages: their file names and texts. `example` is a format with a section of every kind.
pub fn pages(example: &Formaat, catalogus: &Catalogus) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    let mut index = "# Naslag\n\nWat er in de bestanden van een website kan staan. Deze bladzijden worden uit het programma gemaakt.\n\n\
                     Overal geldt: leeg is niet beantwoord, en belooft niets.\n\n## Bestanden\n\n"
        .to_owned();
    for definition in Definition::ALL {
        let name = format!("{}.md", definition.name());
        let (place, help) = definition.place();
        let _ = writeln!(index, "- [`{place}`]({name}): {help}");
        let mut text = format!("# `{place}`\n\n{help}\n\n");
        reference::write(&definition.shape(catalogus), &mut text);
        out.insert(name, tidy(&text));
    }
    index.push_str("\n## Antwoorden, per soort sectie\n\n");
    for soort in Soort::WORDS {
        let Some(sectie) = example.secties().find(|s| s.soort.word() == *soort && s.fixed.is_none()) else { continue };
        let kind = renderer(sectie.soort);
        let how_to = kind.how_to(sectie).unwrap_or_default();
        let name = format!("soort-{soort}.md");
        let _ = writeln!(index, "- [{soort}]({name})");
        let mut text = format!("# Een sectie van soort `{soort}`\n\n{}\n\n## Invullen\n\n{how_to}\n\n", kind.effect());
        let shape = kind.shape(sectie, catalogus);
        let mut empty = format!("{}:\n", sectie.id);
        blank::write(&first_lines(&shape), 2, &mut empty);
        let _ = writeln!(text, "Zo staat zij in een nieuw document:\n\n```yaml\n{empty}```\n\n## Wat er kan staan\n");
        reference::write_shape(&shape, &mut text);
        out.insert(name, tidy(&text));
    }
    out.insert("README.md".to_owned(), index);
    out
}

/// The same shape with no more than three items, which is enough to see how it goes on.
fn first_lines(shape: &Shape) -> Shape {
    match shape {
        Shape::Items(items) => {
            let mut items = items.clone();
            items.entries.truncate(3);
            Shape::Items(items)
        }
        Shape::Either(shapes) => Shape::Either(shapes.iter().map(first_lines).collect()),
        Shape::OrNothing(shapes) => Shape::OrNothing(shapes.iter().map(first_lines).collect()),
        other => other.clone(),
    }
}

/// One empty line at the end.
fn tidy(text: &str) -> String {
    format!("{}\n", text.trim_end())
}
