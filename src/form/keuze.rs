//! A choice among options: a mark per option, with remarks, parts and text.

use crate::grammar::fill::{Names, word};
use crate::model::formaat::Sectie;
use crate::vormen::is_stand;
use crate::yaml::{Edit, MapEdit, Node, Value};

use super::asked::{Claim, antwoord, items, noot_and_text, questions_per_item, set_item, set_text};
use super::context::FormContext;
use super::{AskedFor, CellAddress, Changes, FormCell, FormColumn, Keuze, QuestionBlock};

/// The mark, the remark, the sub-options, more text.
fn cells(claim: Option<Claim<'_>>, ctx: &FormContext<'_>) -> Vec<FormCell> {
    let (mark, noot, options, text) = match claim {
        None => (FormCell::default(), FormCell::default(), FormCell::default(), FormCell::default()),
        Some(Claim::Mentioned(element, noot)) => (
            FormCell::new("ja", Some(element.span.clone())),
            ctx.fill.text_cell(noot),
            FormCell::default(),
            FormCell::default(),
        ),
        Some(Claim::Value(node)) => {
            let span = Some(node.span.clone());
            match &node.value {
                Value::Empty => (FormCell::default(), FormCell::default(), FormCell::default(), FormCell::default()),
                Value::Text(s) if is_stand(s.text.trim()) => (
                    FormCell::new(s.text.trim().to_lowercase(), span),
                    FormCell::default(),
                    FormCell::default(),
                    FormCell::default(),
                ),
                Value::Text(_) => (
                    FormCell::new("ja", span),
                    ctx.fill.text_cell(Some(node)),
                    FormCell::default(),
                    FormCell::default(),
                ),
                Value::List(_) | Value::Map(_) => {
                    let [noot, text] = noot_and_text(Some(node), ctx);
                    (FormCell::new("ja", span), noot, ctx.fill.names_cell(node.find("opties"), &Names::AsTyped), text)
                }
            }
        }
    };
    vec![mark, noot, options, text]
}

/// The questions of a choice.
pub(super) fn part(sectie: &Sectie, node: Option<&Node>, ctx: &FormContext<'_>) -> QuestionBlock {
    let columns = vec![
        FormColumn::new("Kies", 14).with_keuze(Keuze::strict(["ja", "nee", "onbekend"])).asks(AskedFor::Stand),
        FormColumn::new("Opmerking", 32).asks(AskedFor::Note),
        FormColumn::new("Onderdelen, elk op een regel", 32),
        FormColumn::new("Meer uitleg", 45),
    ];
    let questions = questions_per_item(sectie, node, |claim| cells(claim, ctx));
    let help = if sectie.more { "Zet ja bij wat past." } else { "Zet bij één regel ja." };
    QuestionBlock { title: sectie.title.clone(), help: vec![help.to_owned()], columns, questions, text: false }
}

/// What the options become.
pub(super) fn apply(sectie: &Sectie, node: Option<&Node>, map: &mut MapEdit, changes: &Changes, ctx: &FormContext<'_>) {
    for item in items(sectie, node) {
        let key = format!("{}/{}", sectie.id, item.id);
        let claim = antwoord(sectie, node, &item.id).map(|(_, b)| b);
        let old = cells(claim, ctx);
        let Some(new) = changes.question(&key, &old) else { continue };
        let [mark, noot, options, text] = &new[..] else { continue };
        let more = !(noot.is_empty() && options.is_empty() && text.is_empty());
        let existing = match claim {
            Some(Claim::Value(k)) => Some(k),
            Some(Claim::Mentioned(..)) | None => None,
        };
        let edit = match (mark.to_lowercase().as_str(), more) {
            ("", false) => None,
            ("ja" | "", true) => {
                let free = existing.filter(|k| matches!(&k.value, Value::Text(s) if !is_stand(s.text.trim())));
                if let (Some(free), true, false) = (free, options.is_empty() && text.is_empty(), is_stand(noot.trim()))
                {
                    Some(ctx.fill.text_edit(Some(free), noot))
                } else {
                    let existing_map = existing.filter(|k| k.as_map().is_some());
                    let mut part = MapEdit::of(existing_map);
                    match ctx.fill.names_edit(
                        existing_map.and_then(|k| k.find("opties")),
                        options,
                        &Names::AsTyped,
                        false,
                    ) {
                        Some(edit) => part.set("opties", edit),
                        None => part.remove("opties"),
                    }
                    set_text(&mut part, existing_map, "noot", noot, ctx);
                    set_text(&mut part, existing_map, "tekst", text, ctx);
                    Some(part.finish())
                }
            }
            (_, true) => {
                let message = format!("bij `{mark}` kan hier geen opmerking of uitleg");
                ctx.refuse(
                    CellAddress::Question(key, 0),
                    message,
                    "maak de andere vakken van deze regel leeg, of kies `ja`",
                );
                continue;
            }
            (lower, false) => {
                let same = existing.is_some_and(|k| word(Some(k)).eq_ignore_ascii_case(lower));
                Some(if same { Edit::Keep } else { Edit::Text(lower.to_owned()) })
            }
        };
        set_item(sectie, node, map, &item.id, edit);
    }
}
