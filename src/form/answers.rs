//! Where the answers of a document stand: under `secties`, and with the sections that it defines itself under `eigen`.

use std::borrow::Cow;

use crate::files::Files;
use crate::grammar::fill::elements;
use crate::load;
use crate::melding::Meldingen;
use crate::model::catalogus::Catalogus;
use crate::model::formaat::Formaat;
use crate::yaml::{Edit, MapEdit, Node, Value};

/// The key of an own section under which its answer stands.
const ANSWER: &str = "antwoord";

/// The format of a document with the sections that it defines itself. Those are left out where one of them has an error: it was
/// reported where it stands.
pub(super) fn formaat_of<'f>(
    formaat: &'f Formaat,
    root: &Node,
    catalogus: &Catalogus,
    dir: &Files,
) -> Cow<'f, Formaat> {
    let own = elements(root.find("eigen"));
    if own.is_empty() {
        return Cow::Borrowed(formaat);
    }
    let mut meldingen = Meldingen::new();
    let extended = load::with_own_secties(formaat, own, catalogus, dir, &mut meldingen);
    if meldingen.has_errors() { Cow::Borrowed(formaat) } else { Cow::Owned(extended) }
}

/// The answers of a document, by section.
#[derive(Clone, Copy)]
pub(super) struct Answers<'k> {
    secties: Option<&'k Node>,
    own_list: Option<&'k Node>,
}

impl<'k> Answers<'k> {
    /// The answers in a document.
    pub(super) fn of(root: &'k Node) -> Self {
        let below = |key: &str| root.find(key).filter(|k| !k.is_empty());
        Self { secties: below("secties"), own_list: below("eigen") }
    }

    /// The answer to a section.
    pub(super) fn find(&self, sectie: &str) -> Option<&'k Node> {
        match self.own(sectie) {
            Some(index) => elements(self.own_list).get(index)?.find(ANSWER),
            None => self.secties?.find(sectie),
        }
    }

    /// The number of the own section with this id.
    fn own(&self, sectie: &str) -> Option<usize> {
        let id = |node: &Node| node.find("id").and_then(Node::as_text).map(str::trim) == Some(sectie);
        elements(self.own_list).iter().position(id)
    }

    /// Puts new answers into the edit of a document: edits by section, in the order of `all`, the ids of all its sections.
    pub(super) fn put(&self, edits: Vec<(&str, Edit)>, all: &[&str], document: &mut MapEdit) {
        let mut secties = MapEdit::of(self.secties);
        let mut own: Vec<Edit> = elements(self.own_list).iter().map(|_| Edit::Keep).collect();
        for (id, edit) in edits {
            let nothing_yet = self.find(id).is_none() && edit == Edit::Empty;
            match self.own(id) {
                _ if edit == Edit::Keep || nothing_yet => {}
                None => {
                    let earlier: Vec<&str> = all.iter().copied().take_while(|own| *own != id).collect();
                    secties.set_after(&earlier, id, edit);
                }
                Some(index) => {
                    let mut map = MapEdit::of(elements(self.own_list).get(index));
                    map.set(ANSWER, edit);
                    own[index] = map.finish();
                }
            }
        }
        let nothing = secties.is_empty() && self.secties.is_none();
        if !secties.is_unchanged() && !nothing {
            document.set("secties", secties.finish());
        }
        if own.iter().all(|edit| *edit == Edit::Keep) {
            return;
        }
        let edit = match (self.own_list.map(|k| &k.value), own.len()) {
            (Some(Value::Map(_)), 1) => own.swap_remove(0),
            _ => Edit::List(own.into_iter().enumerate().map(|(index, edit)| (Some(index), edit)).collect()),
        };
        document.set("eigen", edit);
    }
}
