//! The first sheet: which school and year, the dates of the document, and when each section was checked.

use crate::grammar::fill::word;
use crate::model::formaat::Formaat;
use crate::yaml::{Edit, MapEdit, Node, Value};

use super::answers::Answers;
use super::{AskedFor, Changes, FormCell, FormColumn, Question, QuestionBlock, asked, slots};

/// Keys of the document that are filled in here: key, question, help.
const DATES: [(&str, &str, &str); 3] = [
    ("peildatum", "Peildatum", "Wanneer de gegevens zijn nagekeken."),
    (
        "vastgesteld",
        "Vastgesteld op",
        "Wanneer het bestuur het document heeft vastgesteld. Leeg als dat nog niet zo is.",
    ),
    ("geldig-tot", "Geldig tot", "Tot wanneer het document geldt, als dat is afgesproken."),
];

/// How dates are written.
const DATE_FORM: &str = "Schrijf een datum als 2025-09-01, of alleen 2025-09 of 2025.";

/// The question about the name of the school.
pub(super) const SCHOOL: &str = "@school/naam";
/// The question about the school year.
pub(super) const SCHOOLJAAR: &str = "@school/schooljaar";

/// Which school and which year; read-only when the workbook was made for a school.
pub(super) fn school(name: Option<&str>, schooljaar: &str) -> QuestionBlock {
    let question = |key: &str, question: &str, help: &str, text: &str, closed: bool| Question {
        key: key.to_owned(),
        name: question.to_owned(),
        help: help.to_owned(),
        cells: vec![FormCell { closed, ..FormCell::new(text, None) }],
    };
    let questions = vec![
        question(SCHOOL, "Naam van de school", "", name.unwrap_or_default(), name.is_some()),
        question(SCHOOLJAAR, "Schooljaar", "Zoals 2025-2026.", schooljaar, name.is_some()),
    ];
    QuestionBlock {
        title: "De school".to_owned(),
        help: Vec::new(),
        columns: vec![FormColumn::new("Antwoord", 45)],
        questions,
        text: false,
    }
}

/// The dates of the document.
pub(super) fn dates(root: &Node) -> QuestionBlock {
    let questions = DATES
        .into_iter()
        .map(|(key, name, help)| {
            let node = root.find(key);
            Question {
                key: format!("@document/{key}"),
                name: name.to_owned(),
                help: help.to_owned(),
                cells: vec![date_cell(node)],
            }
        })
        .collect();
    QuestionBlock {
        title: "Het document".to_owned(),
        help: vec![DATE_FORM.to_owned()],
        columns: vec![FormColumn::new("Antwoord", 45)],
        questions,
        text: false,
    }
}

fn date_cell(node: Option<&Node>) -> FormCell {
    FormCell { asks: Some(AskedFor::Date), ..FormCell::new(word(node), node.map(|k| k.span.clone())) }
}

/// When each section was checked.
pub(super) fn reviewed(formaat: &Formaat, root: &Node, answers: Answers<'_>) -> QuestionBlock {
    let questions = formaat
        .secties()
        .filter(|s| asked::asks_something(s))
        .map(|s| {
            let node = date(root, answers, &s.id);
            Question {
                key: format!("@nagekeken/{}", s.id),
                name: super::one_line(&s.title),
                help: String::new(),
                cells: vec![date_cell(node)],
            }
        })
        .collect();
    QuestionBlock {
        title: "Nagekeken".to_owned(),
        help: vec![format!("Zet achter elk onderdeel wanneer u het hebt nagekeken. {DATE_FORM}")],
        columns: vec![FormColumn::new("Datum", 45)],
        questions,
        text: false,
    }
}

/// The date a section was checked: its own, else the document's.
fn date<'k>(root: &'k Node, answers: Answers<'k>, sectie: &str) -> Option<&'k Node> {
    let own = answers.find(sectie).and_then(|k| k.find("gecontroleerd"));
    let all = root.find("gecontroleerd");
    let here = all.and_then(|k| if k.as_map().is_some() { k.find(sectie) } else { Some(k) });
    own.or(here).filter(|k| !k.is_empty())
}

/// Edits the keys at the top of the document.
pub(super) fn apply(formaat: &Formaat, root: &Node, answers: Answers<'_>, map: &mut MapEdit, changes: &Changes) {
    let mut after = vec!["formaat", "schooljaar", "periode", "status"];
    for (key, ..) in DATES {
        if let Some(new) = changes.cell(&format!("@document/{key}"), 0) {
            let edit = (!new.is_empty()).then(|| Edit::Text(new.to_owned()));
            slots::set_or_empty(map, &after, key, edit);
        }
        after.push(key);
    }
    let changed: Vec<(&str, &str)> = formaat
        .secties()
        .filter_map(|s| {
            let new = changes.cell(&format!("@nagekeken/{}", s.id), 0)?;
            // A section with a date of its own is edited there.
            let own = answers.find(&s.id).and_then(|k| k.find("gecontroleerd"));
            own.is_none_or(Node::is_empty).then_some((s.id.as_str(), new))
        })
        .collect();
    if changed.is_empty() {
        return;
    }
    let old = root.find("gecontroleerd").filter(|k| !k.is_empty());
    let mut part = match old {
        Some(old) if matches!(old.value, Value::Map(_)) => MapEdit::of(Some(old)),
        Some(old) => {
            // One date for all becomes a date for each.
            let mut part = MapEdit::of(None);
            for sectie in formaat.secties().filter(|s| asked::asks_something(s)) {
                part.set(&sectie.id, Edit::Text(word(Some(old))));
            }
            part
        }
        None => MapEdit::of(None),
    };
    let mut earlier: Vec<&str> = Vec::new();
    for sectie in formaat.secties() {
        if let Some((_, new)) = changed.iter().find(|(id, _)| *id == sectie.id) {
            let edit = (!new.is_empty()).then(|| Edit::Text((*new).to_owned()));
            slots::set_or_empty(&mut part, &earlier, &sectie.id, edit);
        }
        earlier.push(&sectie.id);
    }
    map.set_after(&after, "gecontroleerd", part.finish());
}

/// The new date for a section that has a date of its own.
pub(super) fn own_date<'w>(sectie: &str, node: Option<&Node>, changes: &'w Changes) -> Option<&'w str> {
    node.and_then(|k| k.find("gecontroleerd")).filter(|k| !k.is_empty())?;
    changes.cell(&format!("@nagekeken/{sectie}"), 0)
}
